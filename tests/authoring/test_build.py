"""The release: what is written, how it is told to be stale, and that nothing private is in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder import __version__
from autograder.authoring.build import build, drift, leaks
from autograder.errors import AuthorError
from autograder.lesson import Course

KEY = "lesson1_words"


@pytest.fixture
def built(course: Course) -> Course:
    """The same, built."""
    build(course, course.keys())
    return course


def tree(folder: Path) -> dict[str, bytes]:
    """Return relative name -> content of all files below a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# ------------------------------------------------------------------ what is written


def test_the_release_holds_these_files_and_no_other(built):
    """Stub, handout, public suite and manifest of each lesson; hooks, README and fixtures once."""
    assert list(tree(built.root / "assignments")) == [
        "README.md",
        "conftest.py",
        "fixtures/micro.py",
        f"{KEY}/handout.md",
        f"{KEY}/manifest.json",
        f"{KEY}/test_lesson1_public.py",
        f"{KEY}/words.py",
        "pytest.ini",
        "pytest_feedback.py",
        "requirements.txt",
    ]


def test_the_manifest_tells_what_students_need_and_no_more(built):
    """Groups, helpers, late policy and time limits of lesson.toml stay with the staff."""
    text = (built.release(KEY) / "manifest.json").read_text()
    manifest = json.loads(text)
    tasks = manifest.pop("tasks")
    assert manifest == {
        "course": __version__,
        "lesson": KEY,
        "title": "Counting words",
        "module": "words.py",
        "due": "2026-10-16T23:59:00+02:00",
    }
    assert tasks[0] == {
        "id": "1.1",
        "name": "first_word",
        "points": 10,
        "hints": ["Where does the first word end?", "Look at str.split.", "One string."],
        "why": "A word ends where the next space is.",
    }
    assert len(tasks) == 3
    assert text.endswith("}\n")


def test_the_same_sources_give_the_same_bytes(course, tmp_path):
    """Two builds are equal to the byte, and Windows line ends in the sources do not matter."""
    build(course, [KEY], target=tmp_path / "one")
    for path in course.root.rglob("*.*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    build(course, [KEY], target=tmp_path / "two")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert not (course.root / "assignments").exists()


def test_a_second_build_writes_nothing(built):
    """Only files that differ are written, and they are the ones returned."""
    assert build(built, built.keys()) == []
    stub = built.release(KEY) / "words.py"
    stub.write_text("# edited\n")
    assert build(built, built.keys()) == [stub]


@pytest.mark.parametrize(
    "name",
    [f"solutions/{KEY}/handout.md", f"solutions/{KEY}/words.py", "fixtures/micro.py"],
)
def test_a_missing_source_is_named(course, name):
    """A source that is not there is an error with its name and the command to run afterwards."""
    (course.root / name).unlink()
    with pytest.raises(AuthorError, match=r"cannot be read \(No such file") as caught:
        build(course, course.keys())
    assert str(caught.value).startswith(f"{name}: ")
    assert "`finegrade build`" in str(caught.value)


def test_every_task_needs_a_public_check(course):
    """A task that no public check is marked with would be invisible to students."""
    suite = course.public_suite(KEY)
    suite.write_text(suite.read_text().replace("mark.task_1_2", "mark.task_1_1"))
    with pytest.raises(AuthorError, match=r"task 1\.2, initials, has no public check") as caught:
        build(course, course.keys())
    assert str(caught.value).startswith(f"tests/{KEY}/test_lesson1_public.py:1: ")


# ------------------------------------------------------------------ drift


def test_a_fresh_build_has_no_drift(built):
    """Right after a build, nothing differs; caches of Python and pytest are no files of ours."""
    (built.release(KEY) / "__pycache__").mkdir()
    (built.release(KEY) / "__pycache__" / "words.cpython-311.pyc").write_bytes(b"\0")
    (built.root / "assignments" / ".pytest_cache").mkdir()
    (built.root / "assignments" / ".pytest_cache" / "README.md").write_text("cache")
    assert drift(built) == []


def test_drift_names_missing_stale_and_stray_files(built):
    """Each of the three is told with the command that repairs it."""
    release = built.root / "assignments"
    (release / "pytest.ini").unlink()
    (release / KEY / "words.py").write_text("# edited\n")
    (release / KEY / "notes.txt").write_text("mine")
    found = {
        entry.path.relative_to(release).as_posix(): (entry.what, entry.repair)
        for entry in drift(built)
    }
    assert found == {
        "pytest.ini": ("is missing", "Run `finegrade build`."),
        f"{KEY}/words.py": ("is not what its sources say", f"Run `finegrade build {KEY}`."),
        f"{KEY}/notes.txt": ("belongs to no source", f"Run `rm '{release / KEY / 'notes.txt'}'`."),
    }


def test_an_edited_source_makes_the_release_stale(built):
    """A change of a hint changes the manifest alone."""
    toml = built.solutions(KEY) / "lesson.toml"
    toml.write_text(toml.read_text().replace("One string.", "A string."))
    assert [entry.path.name for entry in drift(built)] == ["manifest.json"]


# ------------------------------------------------------------------ leaks


def test_a_release_as_built_leaks_nothing(built):
    """Neither a line of a solution nor a private name is in what `build` writes."""
    assert leaks(built, KEY, built.root / "assignments") == []


@pytest.mark.parametrize(
    ("planted", "what"),
    [
        pytest.param(
            'so:\nseparated  =  text.strip().split(" ")', "a line of a solution", id="respaced"
        ),
        pytest.param('    separated = text.strip().split(" ")', "a line of a solution", id="code"),
        pytest.param("# return separated[0]", "a line of a solution", id="commented"),
        pytest.param(
            'Write `separated = text.strip().split(" ")` here.', "a line of a solution", id="quoted"
        ),
        pytest.param(
            '   "    separated = text.strip().split(\\" \\")\\n",', "a line of a solution",
            id="notebook",
        ),
        pytest.param(
            "see test_spaces_in_front_do_not_matter",
            "the hidden check test_spaces_in_front_do_not_matter", id="hidden check",
        ),
        pytest.param(
            "like first_word__last_word", "the known mistake first_word__last_word", id="wrong"
        ),
        pytest.param(
            "like first_word__partition", "the right answer first_word__partition", id="right"
        ),
        pytest.param("named L1.W01.", "the id L1.W01", id="id"),
    ],
)  # fmt: skip
def test_planted_secrets_are_found(built, planted, what):
    """Whatever is private is found in any file, with its line; a solution even when commented."""
    path = built.release(KEY) / "handout.md"
    before = path.read_text()
    path.write_text(before + planted + "\n")
    found = [
        (leak.path, leak.line, leak.what) for leak in leaks(built, KEY, built.root / "assignments")
    ]
    last = before.count("\n") + planted.count("\n") + 1
    assert found == [(path, last, what)]


def test_a_private_file_name_is_found(built):
    """A known mistake that was copied into the release is found by its name alone."""
    path = built.release(KEY) / "first_word__last_word.txt"
    path.write_text("")
    assert [(leak.path, leak.line) for leak in leaks(built, KEY, built.root / "assignments")] == [
        (path, 0)
    ]


def test_given_lines_and_binary_files_are_no_leak(built):
    """A line that the fixtures give too is no secret, and what is no text is passed over."""
    fixture = built.root / "fixtures" / "micro.py"
    fixture.write_text(fixture.read_text() + "\n# return separated[0]\n")
    build(built, built.keys())
    (built.release(KEY) / "weights.bin").write_bytes(b"\xff\xfe\x00")
    assert leaks(built, KEY, built.root / "assignments") == []
