"""`finegrade grade --result`: one hand-in in a container, and what the platform's runner takes.

The command runs where there is no course, with a sealed bundle alone, as it does on a platform.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from sums import HAND_INS, KEY, Desk

from autograder.exports.container import FORMS

EXPORTS = Path(__file__).parents[1] / "exports"
sys.path.append(str(EXPORTS))

from platforms import autolab_line  # noqa: E402

PLATFORMS = ("gradescope", "prairielearn", "autolab", "classroom50")
RUNNER = {
    "CLASSROOM": "bp26",
    "ASSIGNMENT": "lesson9",
    "SUBMISSION_TAG": "submit/2026-10-15T18-00-00Z-0a1b2c3",
    "COMMIT_URL": "https://example.edu/commit",
    "RELEASE_URL": "https://example.edu/release",
    "REVIEW_URL": "https://example.edu/review",
}
STAMPS = {"owner": "student-01", "assignment_type": "individual"}  # of Classroom 50's own runner
FAULT = '''

@pytest.mark.task_9_2
@pytest.mark.check(group="value", probes=["doubled"])
def test_breaks(observed, expected):
    """This check is broken."""
    raise KeyError("a number that nobody may see")
'''


class Container(Desk):
    """A folder with a sealed bundle and a hand-in, and the command in it."""

    def result(self, platform: str, *arguments: str, code: int = 0, path: str = "once"):
        """Run the command for a platform."""
        options = [*arguments, "--bundle", "bundle", "--result", platform]
        environment = {**os.environ, **RUNNER}
        return self.run("grade", "lesson9", path, *options, code=code, env=environment)


@pytest.fixture(scope="module")
def container(course, quick_python, tmp_path_factory) -> Container:
    """Return a container with a bundle of one answer key and three hand-ins."""
    root = tmp_path_factory.mktemp("container")
    sealing = (
        "from pathlib import Path; from autograder.lesson import find_course; "
        "from autograder.authoring.bundle import seal; course = find_course(); "
        f"seal(course, course.lesson('lesson9'), Path({str(root / 'bundle')!r}), seeds=1)"
    )
    subprocess.run([quick_python, "-c", sealing], cwd=course, check=True)
    for student in ("once", "right", "unread"):
        (root / student).mkdir()
        (root / student / "sums.py").write_text(HAND_INS[student])
    return Container(root, quick_python)


def schema(name: str) -> dict:
    return json.loads((EXPORTS / f"{name}.schema.json").read_text())


def test_every_form_is_a_choice_of_the_option(container):
    """The help names the platforms that there is a form for, and any other is a usage error."""
    assert set(FORMS) == set(PLATFORMS)
    assert "'moodle' is not one of" in container.result("moodle", code=2).err
    assert "'" + "', '".join(PLATFORMS) + "'" in container.result("moodle", code=2).err
    assert "gradescope, prairielearn, autolab or classroom50" in " ".join(
        container.run("grade", "--help").out.split()
    )


def test_gradescope_takes_what_is_printed(container):
    """Stdout is `results.json` and nothing else; its words are those of the feedback."""
    content = json.loads(container.result("gradescope").out)
    jsonschema.validate(content, schema("gradescope_results"))
    assert content["score"] == 13
    second = content["tests"][1]
    assert (second["number"], second["score"], second["max_score"]) == ("9.2", 3, 6)
    assert "Looks like: known mistake L9.B51" in second["output"]


def test_prairielearn_takes_what_is_printed(container):
    """The score is a share, the words of a task are those that Gradescope gets."""
    content = json.loads(container.result("prairielearn").out)
    jsonschema.validate(content, schema("prairielearn_results"))
    assert content["score"] == 13 / 16
    assert "Looks like: known mistake L9.B51" in content["tests"][1]["message"]


def test_autolab_finds_the_score_in_the_last_line_of_both_outputs(container):
    """Autolab's driver joins stdout and stderr: the last line is the scores even so."""
    options = ["grade", "lesson9", "once", "--bundle", "bundle", "--result", "autolab"]
    done = subprocess.run(
        [container.python, "-m", "autograder.cli", *options],
        cwd=container.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    assert autolab_line(done.stdout) == {"total": 13}
    assert done.stdout.endswith("}\n")
    assert "Jail: " in done.stdout


def test_classroom50_takes_what_is_printed(container):
    """With the runner's stamps it fits the schema, and says what the runner's environment says."""
    content = json.loads(container.result("classroom50").out)
    jsonschema.validate({**content, **STAMPS}, schema("classroom50_result"))
    assert (content["score"], content["max-score"]) == (13, 16)
    assert content["submission"] == RUNNER["SUBMISSION_TAG"]
    assert content["review"] == RUNNER["REVIEW_URL"]


def test_words_for_people_go_to_stderr_and_nothing_is_kept(container):
    """Jail, progress and summary are told, and no folder of a run appears."""
    before = sorted(container.root.rglob("*"))
    said = container.result("prairielearn", path="right")
    assert json.loads(said.out)["score"] == 1
    for words in ("Jail: ", "graded 1 of 1", "Needs a person (0)"):
        assert words in said.err
    assert sorted(container.root.rglob("*")) == before


def test_a_hand_in_that_cannot_be_read_has_a_result(container):
    """It is gradable: false, and status 0 says that this is to be sent."""
    content = json.loads(container.result("prairielearn", path="unread").out)
    assert content["gradable"] is False
    assert "line 1" in content["format_errors"][0]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_our_own_fault_has_no_result(container, tmp_path, platform):
    """A broken check prints nothing on stdout, ends with the code of a JudgeError, and tells staff."""
    shutil.copytree(container.root, tmp_path / "root")
    broken = Container(tmp_path / "root", container.python)
    suite = broken.root / "bundle" / "tests" / KEY / "test_lesson9_hidden.py"
    suite.write_text(suite.read_text() + FAULT)

    said = broken.result(platform, code=70)

    assert said.out == ""
    assert "9.2 could not be graded, by our own fault" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("options", [["--json"], ["--out", "kept"]])
def test_a_result_is_all_that_is_written(container, options):
    """--json and --out would write something else: a usage error, before anything is graded."""
    said = container.result("autolab", *options, code=2)
    assert "--result writes one result and keeps nothing: no --json, no --out." in said.err
    assert said.out == ""
    assert not (container.root / "kept").exists()


@pytest.mark.parametrize(("paths", "count"), [([], 0), (["once", "right"], 2)])
def test_there_is_exactly_one_hand_in(container, paths, count):
    """None, or several, is a sentence that says how many there are; no code is run."""
    options = ["--bundle", "bundle", "--result", "gradescope"]
    said = container.run("grade", "lesson9", *paths, *options, code=4)
    assert f"--result takes exactly one hand-in, and here are {count}." in said.err
    assert said.out == ""
    assert "Jail" not in said.err


def test_one_of_several_can_be_named(container):
    """With --student it is one again."""
    said = container.result("autolab", "--student", "right", path=".")
    assert autolab_line(said.out) == {"total": 16}


def test_classroom50_is_told_before_anything_is_graded(container):
    """Outside its runner there is no result, and no code is run for it."""
    options = ["once", "--bundle", "bundle", "--result", "classroom50"]
    bare = {name: value for name, value in os.environ.items() if name not in RUNNER}
    said = container.run("grade", "lesson9", *options, code=4, env=bare)
    assert "REVIEW_URL is not set: this file is made inside Classroom 50's runner." in said.err
    assert said.out == ""
    assert "Jail" not in said.err
