"""Generate the student release: `assignments/`, from solutions, public suites and fixtures.

What is written is a function of the sources alone, so that a file that is stale, missing or stray
can be told, and `finegrade build` repairs it.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from autograder import __version__
from autograder.authoring.markers import TELLING, make_stub, normalise, solution_lines
from autograder.authoring.notebook import make_notebook
from autograder.errors import AuthorError
from autograder.lesson import Course, Lesson

COMMON = Path(__file__).parent / "release"  # what the releases of all lessons share
# What the notebooks need of `fixtures/`: the small models, the data, and how to load and draw them.
NOTEBOOK_FIXTURES = ("notebook.py", "figures.py", "loading.py", "base", "sft", "data")
TRIVIAL = 12  # characters; a line of a solution up to this length says nothing about it
_MISTAKE = re.compile(r"\bL\d+\.[A-Z]+\d+\b")  # ids of known mistakes are for staff


class Drift(msgspec.Struct, frozen=True):
    """A file of the release that is not what the sources say.

    Attributes:
        path: the file.
        what: the rest of the sentence that begins with the path.
        repair: a sentence with the command that mends it.
    """

    path: Path
    what: str
    repair: str


class Leak(msgspec.Struct, frozen=True):
    """A line of the release that reveals what must stay with the staff; line 0 is the file's name."""

    path: Path
    line: int
    what: str


def build(course: Course, keys: Sequence[str], *, target: Path | None = None) -> list[Path]:
    """Write the release of these lessons; return the files that changed.

    Nothing is deleted: `drift` names the files that belong to no source.

    Args:
        course: the repository.
        keys: folder names of lessons.
        target: folder to write to; by default the course's `assignments/`.

    Raises:
        AuthorError: if a source is missing, or solution regions are not in order.
    """
    folder = target or course.root / "assignments"
    changed = []
    for name, content in release_files(course, keys).items():
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            changed.append(path)
    return changed


def provide(course: Course, key: str, target: Path) -> list[Path]:
    """Write a release of one lesson in which what it calls of earlier lessons is written already.

    For a student who lacks them: those functions' solutions are in it, and no others.

    Args:
        course: the repository.
        key: folder name of the lesson.
        target: folder to write to, which is not the course's release.

    Raises:
        AuthorError: see `build`; or if `target` is the course's release, or the lesson calls none.
    """
    lesson = course.lesson(key)
    borrowed = {name for task in lesson.tasks for name in task.borrows}
    if not borrowed:
        raise AuthorError(
            f"{key} calls no function of an earlier lesson: there is none to provide."
        )
    if target.resolve().is_relative_to((course.root / "assignments").resolve()):
        raise AuthorError(f"{target} is the release for everybody. Name another folder.")
    changed = build(course, [key], target=target)
    for name in lesson.earlier:
        path, earlier = course.root / "solutions" / name, course.lesson(name.partition("/")[0])
        text = make_stub(_read(course, path).decode(), earlier, _name(course, path), given=borrowed)
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(text, encoding="utf-8", newline="\n")
        changed.append(target / name)
    return changed


def drift(course: Course, keys: Sequence[str] | None = None) -> list[Drift]:
    """Return the files of the course's `assignments/` that differ from what `build` would write.

    Args:
        course: the repository.
        keys: folder names of the lessons to look at, with what all lessons share; by default all.
    """
    others = set(course.keys()) - set(keys) if keys else set()
    keys = keys or course.keys()
    wanted = release_files(course, keys)
    folder = course.root / "assignments"
    found = []
    for name, content in wanted.items():
        path, key = folder / name, name.partition("/")[0]
        command = f"finegrade build {key}" if key in keys else "finegrade build"
        repair = f"Run `{command}`."
        if not path.exists():
            found.append(Drift(path, "is missing", repair))
        elif path.read_bytes() != content:
            found.append(Drift(path, "is not what its sources say", repair))
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        elsewhere = others and name.partition("/")[0] in others | {"fixtures"}
        if name not in wanted and not elsewhere:
            found.append(Drift(path, "belongs to no source", f"Run `rm '{path}'`."))
    return found


# ---------------------------------------------------------------------------------- contents


def release_files(course: Course, keys: Sequence[str]) -> Mapping[str, bytes]:
    """Return relative name -> content of the whole release of these lessons.

    Raises:
        AuthorError: see `build`.
    """
    files = {path.name: _read(course, path) for path in _files(COMMON)}
    for key in keys:
        lesson = course.lesson(key)
        files |= {name: _read(course, course.root / name) for name in _fixtures(course, lesson)}
        parts = [*LESSON_PARTS, *([_notebook] if _script(course, lesson).exists() else [])]
        for part in parts:
            name, content = part(course, lesson)
            files[f"{key}/{name}"] = content
    return files


def _fixtures(course: Course, lesson: Lesson) -> list[str]:
    """Return the names of the fixtures that a lesson's students get, folders file by file."""
    names = []
    wanted = (*lesson.fixtures, *(NOTEBOOK_FIXTURES if _script(course, lesson).exists() else ()))
    for name in wanted:
        path = course.root / "fixtures" / name
        names += [file.relative_to(course.root).as_posix() for file in _files(path)] or [
            f"fixtures/{name}"
        ]
    return names


def _stub(course: Course, lesson: Lesson) -> tuple[str, bytes]:
    path = course.solutions(lesson.key) / lesson.module
    source = _read(course, path).decode()
    return lesson.module, make_stub(source, lesson, _name(course, path)).encode()


def _handout(course: Course, lesson: Lesson) -> tuple[str, bytes]:
    return "handout.md", _read(course, course.solutions(lesson.key) / "handout.md")


def _public_suite(course: Course, lesson: Lesson) -> tuple[str, bytes]:
    path = course.public_suite(lesson.key)
    content = _read(course, path)
    for task in lesson.tasks:
        if not re.search(rf"\bmark\.{task.marker}\b", content.decode()):
            raise AuthorError(
                f"{_name(course, path)}:1: task {task.id}, {task.name}, has no public check, so "
                f"students never see it. Mark one with @pytest.mark.{task.marker}."
            )
    return path.name, content


def _script(course: Course, lesson: Lesson) -> Path:
    return course.solutions(lesson.key) / "notebook.py"


def _notebook(course: Course, lesson: Lesson) -> tuple[str, bytes]:
    path = _script(course, lesson)
    text = make_notebook(_read(course, path).decode(), _name(course, path))
    return f"lesson{lesson.number}.ipynb", text.encode()


def _manifest(course: Course, lesson: Lesson) -> tuple[str, bytes]:
    """Return what the release's `conftest.py` needs to know, and nothing else of `lesson.toml`."""
    shown = ("id", "name", "points", "hints", "why")
    manifest = {
        "course": __version__,
        "lesson": lesson.key,
        "title": lesson.title,
        "module": lesson.module,
        "due": lesson.due.isoformat() if lesson.due else None,
        "tasks": [{name: getattr(task, name) for name in shown} for task in lesson.tasks],
    }
    return "manifest.json", (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()


# Each part gives one file of a lesson.
LESSON_PARTS: tuple[Callable[[Course, Lesson], tuple[str, bytes]], ...] = (
    _stub,
    _handout,
    _public_suite,
    _manifest,
)


# ---------------------------------------------------------------------------------- leaks


def leaks(course: Course, key: str, folder: Path) -> list[Leak]:
    """Return every line of a release that reveals a solution, a hidden check or a known mistake.

    A line that the fixtures hold anyway is given on purpose: their toy classifier has a head, too.

    Args:
        course: the repository.
        key: the lesson whose secrets are looked for.
        folder: the release, with all its lessons.
    """
    lesson = course.lesson(key)
    path = course.solutions(key) / lesson.module
    source = _read(course, path).decode()
    given = {
        normalise(line) for name in _fixtures(course, lesson) for line in _text(course.root / name)
    }
    solution = solution_lines(source, lesson, _name(course, path)) - given
    telling = {line for line in solution if len(line) > TRIVIAL}
    secrets = _secret_names(course, key)
    names = re.compile(
        "|".join([*(rf"\b{re.escape(name)}\b" for name in secrets), _MISTAKE.pattern])
    )
    found = []
    for file in _files(folder):
        for number, line in enumerate([file.relative_to(folder).as_posix(), *_text(file)]):
            if number and _reveals(line, telling):
                found.append(Leak(file, number, "a line of a solution"))
            for match in names.finditer(line):
                name = match.group()
                found.append(Leak(file, number, secrets.get(name, f"the id {name}")))
    return found


def _reveals(line: str, telling: set[str]) -> bool:
    """Say whether a line is one of a solution, or quotes one that is long enough to be telling."""
    text = normalise(line)
    return text in telling or any(secret in text for secret in telling if len(secret) > TELLING)


def _secret_names(course: Course, key: str) -> dict[str, str]:
    """Return name -> what it is, for hidden checks, known mistakes and right answers."""
    suite = course.hidden_suite(key)
    nodes = ast.walk(ast.parse(_read(course, suite)))
    checks = [node.name for node in nodes if isinstance(node, ast.FunctionDef)]
    secrets = {name: f"the hidden check {name}" for name in checks if name.startswith("test_")}
    for kind, what in (("wrong", "the known mistake"), ("right", "the right answer")):
        for path in sorted((course.solutions(key) / kind).glob("*.py")):
            secrets[path.stem] = f"{what} {path.stem}"
    return secrets


def _text(path: Path) -> list[str]:
    """Return the lines of a file, without the escapes of a notebook's strings; [] if it is binary."""
    try:
        return path.read_text(encoding="utf-8").replace('\\"', '"').split("\n")
    except UnicodeDecodeError:
        return []


# ---------------------------------------------------------------------------------- files


def _files(folder: Path) -> list[Path]:
    """Return the files below a folder that a person put there, in order of their names."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(
            part.startswith(".") or part == "__pycache__" for part in path.relative_to(folder).parts
        )
    ]


def _read(course: Course, path: Path) -> bytes:
    """Return the content of a source, with plain line ends if it is a text."""
    try:
        content = path.read_bytes()
        return content if b"\0" in content else content.replace(b"\r\n", b"\n")
    except OSError as error:
        raise AuthorError(
            f"{_name(course, path)}: cannot be read ({error.strerror}). The release needs it: "
            "write it, then run `finegrade build`."
        ) from error


def _name(course: Course, path: Path) -> str:
    return (
        path.relative_to(course.root).as_posix() if path.is_relative_to(course.root) else str(path)
    )
