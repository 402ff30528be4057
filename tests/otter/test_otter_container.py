"""The container layout: the hand-in out of otter's sight, and results.json only when it is true."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest
from otter.test_files import GradingResults

from autograder.authoring.bundle import open_bundle
from autograder.errors import JudgeError
from autograder.otter import container, plugin
from autograder.otter.plugin import ASIDE, BUNDLE, GRADESCOPE, read_hand_in, take_aside
from autograder.results import Finding, Report, TaskResult, ungraded

ROOT = Path(__file__).parents[2]
KEY = "lesson1_classification"
HAND_INS = ROOT / "fixtures" / "submissions" / KEY / "hand-ins"
SCHEMA = ROOT / "tests" / "exports" / "gradescope_results.schema.json"
REFERENCE = (ROOT / "solutions" / KEY / "classification.py").read_text(encoding="utf-8")


def run_container(root):
    """Run what `run_autograder` runs, on a folder that stands for /autograder."""
    code = "import sys; from autograder.otter.container import main; main(sys.argv[1])"
    command = [sys.executable, "-c", code, str(root)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def read_results(root):
    """Return results.json, which must have the form that Gradescope documents."""
    content = json.loads((root / "results" / "results.json").read_text())
    jsonschema.validate(content, json.loads(SCHEMA.read_text()))
    return content


# ------------------------------------------------------------------ whole runs


def test_a_hand_in_in_several_files_is_graded(layout):
    """Folders, names of otter's own, a log to unpickle and modules that shadow: otter sees none."""
    folder = HAND_INS / "student-21" / KEY
    own = {f"{KEY}/{path.name}": path.read_bytes() for path in folder.glob("*.py")}
    bait = dict.fromkeys(("json.py", "dill.py"), "raise SystemExit('otter imported this')")
    root = layout({**own, **bait, "tests/task_1_1.py": "oops(", ".OTTER_LOG": b"\x80\x04junk"})

    done = run_container(root)

    assert done.returncode == 0, done.stderr
    content = read_results(root)
    assert content["score"] == 100
    assert [test["number"] for test in content["tests"]] == [f"1.{n}" for n in range(1, 10)]
    assert content["extra_data"]["gradable"] is True
    assert '"json.py"' in content["output"]


def test_without_an_answer_key_there_is_no_result(layout):
    """A broken bundle is our fault: no results.json is left, not even one that was there."""
    root = layout({"classification.py": REFERENCE})
    for path in (root / "source" / "files" / BUNDLE / "answers").iterdir():
        path.unlink()
    (root / "results" / "results.json").write_text('{"score": 0}')

    done = run_container(root)

    assert done.returncode != 0
    assert "is not a sealed bundle" in done.stderr
    assert not (root / "results" / "results.json").exists()


# ------------------------------------------------------------------ parts


@pytest.fixture
def root(tmp_path):
    """An empty container layout."""
    for name in ("source", "submission", "results"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_our_results_replace_those_of_otter(root, monkeypatch):
    """What otter wrote is gone, and what the plugin wrote stands in its place."""

    def otter(folder, **_):
        (root / "results" / "results.json").write_text("otter")
        (root / "results" / GRADESCOPE).write_text("ours")

    monkeypatch.setattr(container, "run_otter", otter)
    container.main(str(root))
    assert [path.name for path in (root / "results").iterdir()] == ["results.json"]
    assert (root / "results" / "results.json").read_text() == "ours"
    assert json.loads((root / "submission_metadata.json").read_text()) == {}


@pytest.mark.parametrize("error", [JudgeError("no"), KeyboardInterrupt(), OSError("full")])
def test_a_run_that_fails_leaves_no_results(root, monkeypatch, error):
    """Whatever goes wrong, otter's zero does not stay, and the platform sees the failure."""

    def otter(folder, **_):
        (root / "results" / "results.json").write_text('{"score": 0}')
        raise error

    monkeypatch.setattr(container, "run_otter", otter)
    with pytest.raises(type(error)):
        container.main(str(root))
    assert not (root / "results" / "results.json").exists()


def test_the_hand_in_is_taken_aside_once(root):
    """Everything moves, links too; one empty module is left; a second call changes nothing."""
    (root / "submission" / "a.py").write_text("a = 1")
    (root / "submission" / "link").symlink_to("/etc/passwd")
    (root / "submission" / "tests").mkdir()

    aside = take_aside(root, "hand_in.py")
    (root / "submission" / "tests").mkdir()  # otter's own, from now on

    assert take_aside(root, "other.ipynb") == aside == root / ASIDE
    assert sorted(path.name for path in aside.iterdir()) == ["a.py", "link", "tests"]
    assert sorted(path.name for path in (root / "submission").iterdir()) == ["hand_in.py", "tests"]
    assert (root / "submission" / "hand_in.py").read_bytes() == b""


def test_what_otter_put_there_is_not_of_the_hand_in(root):
    """In a plain `otter run` the placeholder has the hand-in's name, and otter's files stay."""
    for name in ("hand-in.ipynb", "__init__.py"):
        (root / "submission" / name).write_text("{}")
    aside = take_aside(root, "hand-in.ipynb", leave=plugin.OURS)
    assert [path.name for path in aside.iterdir()] == ["hand-in.ipynb"]
    assert json.loads((root / "submission" / "hand-in.ipynb").read_text())["cells"] == []


def packed(**files):
    """Return a zip with these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/") + ".py", text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"classification.py": b"x = 1"}, "x = 1"),
        ({"my answer.py": b"x = 2"}, "x = 2"),
        ({"lesson1_classification/classification.py": b"x = 3", "notes.txt": b"-"}, "x = 3"),
        ({"all.zip": packed(classification="x = 4")}, "x = 4"),
        ({"one.py": b"x", "two.py": b"x"}, "classification.py is not here"),
        ({"all.zip": packed(a__one="x", b__two="x")}, "classification.py is not here"),
        ({"notes.txt": b"x = 5"}, "classification.py is not here"),
        ({"classification.py": b"\xff\xfe\x00"}, "classification.py"),
        ({}, "classification.py is not here"),
    ],
)
def test_whatever_lies_there_is_one_hand_in(course, tmp_path, files, found):
    """A lone file is graded whatever it is called; anything else is the module or a sentence."""
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    submission = read_hand_in(tmp_path, course.lesson(KEY))
    text = submission.problem or submission.files[submission.entry]
    assert found in text
    assert (submission.problem is None) == found.startswith("x =")


@pytest.fixture
def graded(layout, monkeypatch):
    """Run the plugin as otter does, on a grading that is given; return what it wrote."""

    def run(report, *, metadata=None, config=None):
        root = layout({"classification.py": "x"})
        asked = {}

        def grade(hand_ins, **options):
            asked.update(options)
            yield report(options["lesson"])

        monkeypatch.setattr(plugin, "grade", grade)
        path = root / "submission" / "classification.py"
        hook = plugin.Finegrade(str(path), metadata or {}, config or {})
        hook.before_grading(type("Config", (), {"autograder_dir": str(root)}))
        results = GradingResults([])
        hook.after_grading(results)
        content = json.loads((root / "results" / GRADESCOPE).read_text())
        jsonschema.validate(content, json.loads(SCHEMA.read_text()))
        return results, content, asked

    return run


def hostile(lesson):
    """Return a report in which every text that a student can reach is hostile."""
    bad = "\x1b[2J\u202egnp\ud800\n9.9 forged   10/10"
    finding = Finding(bad, file=bad, line=1)
    tasks = [TaskResult(t.id, t.name, 0, t.points, "failed", finding=finding) for t in lesson.tasks]
    return Report(bad, KEY, True, "user", tuple(tasks), notes=(bad,))


def unreadable(lesson):
    """Return the report of a hand-in that cannot be loaded."""
    finding = Finding("Line 3 ends the program.")
    tasks = [
        TaskResult(t.id, t.name, 0, t.points, "stopped", finding=finding) for t in lesson.tasks
    ]
    return Report("s", KEY, False, "user", tuple(tasks), problem=finding.headline)


def test_hostile_text_of_a_student_breaks_no_file(graded):
    """Controls and half characters are written as clean JSON, and no line of ours is forged."""
    results, content, _ = graded(hostile)
    texts = [content["output"], *(test["output"] for test in content["tests"])]
    assert all(text.replace("\n", "").isprintable() for text in texts)
    assert not any(line.startswith("9.9") for text in texts for line in text.split("\n"))
    assert results.total == 0
    assert results.summary().replace("\n", "").isprintable()


def test_a_hand_in_that_cannot_be_loaded_is_no_attempt(graded):
    """One sentence stands above nine rows with their maxima; the points of the last one stand."""
    earlier = {"submission_time": "2026-10-01T10:00:00-07:00", "score": "61.0"}
    results, content, _ = graded(unreadable, metadata={"previous_submissions": [earlier]})
    standing = "The 61 points of your last hand-in stand."
    assert content["output"] == f"Line 3 ends the program.\n{standing}"
    assert content["score"] == 61
    assert [test["score"] for test in content["tests"]] == [0] * 9
    assert sum(test["max_score"] for test in content["tests"]) == results.possible == 100
    assert results.output == "Line 3 ends the program."


@pytest.mark.parametrize(("config", "unsafe"), [({}, False), ({"accept_unsafe": True}, True)])
def test_the_jail_is_left_out_only_if_the_configuration_says_so(graded, config, unsafe):
    """What `otter_config.json` gives the plugin decides; by default hidden suites need a jail."""
    assert graded(unreadable, config=config)[2]["accept_unsafe"] is unsafe


def test_our_own_fault_raises_before_otter_writes(root):
    """A task that is ungraded stops otter, with what broke for the staff who read its log."""
    hook = plugin.Finegrade("x.py", {}, {})
    hook._report = Report(
        "s", KEY, True, "user",
        (TaskResult("1.1", "a", 1, 1, "passed"), ungraded("1.2", "b", 2, "KeyError: x")),
    )  # fmt: skip
    with pytest.raises(JudgeError, match=r"The checker failed.*KeyError: x"):
        hook.after_grading(GradingResults([]))


def test_the_bundle_in_the_zip_opens(layout):
    """It holds the lesson, one key, and what the probes import."""
    root = layout({})
    bundled, lesson, key = open_bundle(root / "source" / "files" / BUNDLE)
    assert lesson.key == key.lesson == KEY
    assert [path.name for path in (bundled.root / "fixtures").iterdir()] == ["micro.py"]
