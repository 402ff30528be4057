"""The autograder zip of lesson 1: what is in it, what is not, and that equal content is equal bytes."""

from __future__ import annotations

import ast
import inspect
import json
import lzma
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from otter.run import AutograderConfig

from autograder.authoring.bundle import SEEDS
from autograder.authoring.markers import normalise, solution_lines
from autograder.cli import main
from autograder.errors import AuthorError
from autograder.otter import bundle
from autograder.otter.bundle import CONFIG, EPOCH, bundle_lesson, requirements

ROOT = Path(__file__).parents[2]
KEY = "lesson1_classification"
WORDS = 4  # of a line; a shorter one is an idiom of PyTorch
PACKAGE = "files/_finegrade/package/autograder/"


@pytest.fixture(scope="module")
def members(zip_path):
    """Name -> content of every member of the zip; answers are unpacked."""
    with zipfile.ZipFile(zip_path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    return {n: lzma.decompress(c) if n.endswith(".xz") else c for n, c in content.items()}


def test_the_zip_holds_these_members_and_no_other(members):
    """Otter's own files, one placeholder a task, the bundle of one seed, and our package."""
    assert [name for name in members if not name.startswith(PACKAGE)] == [
        "environment.yml",
        "files/_finegrade/answers/000.msgpack.xz",
        "files/_finegrade/fixtures/micro.py",
        "files/_finegrade/lesson.json",
        f"files/_finegrade/tests/{KEY}/probes.py",
        f"files/_finegrade/tests/{KEY}/test_lesson1_hidden.py",
        "otter_config.json",
        "requirements.txt",
        "run_autograder",
        "run_otter.py",
        "setup.sh",
        *(f"tests/task_1_{number}.py" for number in range(1, 10)),
    ]


def test_the_package_in_the_zip_is_the_package(members):
    """Each file of it is one of `autograder/`, and the modules that a container starts are there."""
    inside = {n.removeprefix(PACKAGE): c for n, c in members.items() if n.startswith(PACKAGE)}
    assert {"otter/container.py", "otter/plugin.py", "sandbox/zygote.py"} <= inside.keys()
    assert "reports/templates/feedback.html" in inside
    for name, content in inside.items():
        assert (ROOT / "autograder" / name).read_bytes() == content


def test_no_line_of_a_solution_is_in_any_member(course, members):
    """Of the reference's solution regions no line of four words or more is in the zip.

    Lines that the student release holds as well, such as those of its toy classifier, are given.
    """
    lesson = course.lesson(KEY)
    path = course.solutions(KEY) / lesson.module
    lines = solution_lines(path.read_text(encoding="utf-8"), lesson, str(path))
    release = given(course)
    secret = {line for line in lines if len(line.split()) >= WORDS and line not in release}
    assert len(secret) > 20
    assert found(secret, members) == []
    assert found(secret, {"planted": f"x\n\t{max(secret)}\n".encode()}) == [
        ("planted", max(secret))
    ]


def test_no_known_mistake_and_no_other_answer_is_in_any_member(course, members):
    """Of the files in wrong/ and right/ no three lines in a row are in the zip."""
    files = [
        path for kind in ("wrong", "right") for path in course.solutions(KEY).glob(f"{kind}/*.py")
    ]
    release = given(course)
    secret = {text for path in files for text in passages(path) if text not in release}
    assert len(secret) > 500
    assert found(secret, members) == []
    assert not [name for name in members if re.search(r"solutions|/wrong/|/right/|\w__\w", name)]


def given(course):
    """Return all text of the student release, normalised."""
    files = (path for path in course.root.glob("assignments/**/*") if path.suffix in (".py", ".md"))
    return " ".join(normalise_text(path.read_bytes()) for path in files)


def passages(path):
    """Return each three code lines in a row of a variant, without its message to students."""
    source = path.read_text(encoding="utf-8")
    docstring = ast.parse(source).body[0].end_lineno
    lines = [line for line in map(normalise, source.split("\n")[docstring:]) if line]
    return {" ".join(lines[i : i + 3]) for i in range(len(lines) - 2)}


def found(secret, members):
    """Return member and text of each secret that stands in a member, however it is indented."""
    texts = {name: normalise_text(content) for name, content in members.items()}
    return [(name, line) for name, text in texts.items() for line in secret if line in text]


def normalise_text(content):
    return " ".join(content.decode("utf-8", "replace").split())


def test_equal_content_gives_equal_bytes(zip_path, tmp_path):
    """Times are fixed, scripts can be executed, and writing the zip anew changes no byte."""
    with zipfile.ZipFile(zip_path) as archive:
        infos = {info.filename: info for info in archive.infolist()}
    assert {info.date_time for info in infos.values()} == {EPOCH}
    modes = {name: info.external_attr >> 16 & 0o777 for name, info in infos.items()}
    assert modes.pop("setup.sh") == modes.pop("run_autograder") == 0o755
    assert set(modes.values()) == {0o644}

    bundle._rewrite(zip_path, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == zip_path.read_bytes()


def test_otter_knows_every_key_of_its_configuration(members):
    """Otter ignores a key that it does not know, so a misspelt one would go unseen."""
    assert set(CONFIG) <= set(dir(AutograderConfig()))
    assert json.loads(members["otter_config.json"]) == CONFIG
    config = AutograderConfig(CONFIG)
    assert (config.pdf, config.show_stdout, config.force_public_test_summary) == (False,) * 3


@pytest.mark.parametrize("name", ["setup.sh", "run_autograder"])
def test_the_scripts_are_scripts(members, name):
    """Bash reads them without complaint."""
    done = subprocess.run(["bash", "-n"], input=members[name], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_container_installs_what_the_answers_were_computed_with(members):
    """Every requirement is pinned, none is of development, and otter comes with its grading part."""
    lines = members["requirements.txt"].decode().split()
    assert lines == list(requirements())
    assert all(re.fullmatch(r"[\w.-]+(\[\w+\])?==[\w.]+", line) for line in lines), lines
    names = {line.partition("==")[0] for line in lines}
    assert {"torch", "transformers", "numpy", "msgspec", "otter-grader[grading]"} <= names
    assert not {"ruff", "hypothesis"} & names


def test_a_real_bundle_has_64_seeds():
    """Fewer are for tests alone."""
    assert inspect.signature(bundle_lesson).parameters["seeds"].default == SEEDS >= 64


def test_a_failure_of_otter_generate_is_a_sentence(tmp_path):
    """Its last line and what to do are told, instead of a traceback."""
    with pytest.raises(AuthorError, match=r"`otter generate` failed: .*pip install"):
        bundle._generate(tmp_path)


def test_the_command_says_where_the_zip_is(monkeypatch, tmp_path):
    """`finegrade bundle otter` finds the lesson by its number and prints path and size."""

    def write(course, lesson, out, **_):
        out.write_bytes(lesson.key.encode())
        return out

    monkeypatch.setattr(bundle, "bundle_lesson", write)
    out = tmp_path / "a.zip"
    done = CliRunner().invoke(main, ["bundle", "otter", "lesson1", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(f"{out} (")
    assert out.read_text() == KEY
