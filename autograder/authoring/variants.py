"""The variants of a lesson's reference: known mistakes (`wrong/`) and other right answers (`right/`).

A variant is a Python file that is executed on top of the reference, in its namespace, and redefines
one task's function. Its docstring is its header:

    L1.P03: The sentence a student reads: an observation, then a direction.

    credit: 0.5
    input: hidden[0] = [a b c d e], mask [0, 0, 1, 1, 1]
    yours: c
    holds: changing e must change the result
    question: Where does the last real token stand?
"""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder.answers import Mistake
from autograder.errors import AuthorError
from autograder.lesson import Course, Lesson, Task
from autograder.results import Witness

FIELDS = ("credit", "lazy", "aliases", "input", "yours", "holds", "question", "differs")
_FIELD = re.compile(rf"({'|'.join(FIELDS)}):\s*(.*)")
_IDS = re.compile(r"((?:L\d+\.[A-Z]+\d+)(?:\s*\+\s*L\d+\.[A-Z]+\d+)*):\s+(.+)", re.DOTALL)
COMBINATIONS = "combinations"  # right/<task>__combinations.py generates further right answers


class Wrong(msgspec.Struct, frozen=True):
    """A known mistake and its source."""

    mistake: Mistake
    path: str
    source: str


class Right(msgspec.Struct, frozen=True):
    """Another right answer; `differs` if the contract lets its numbers differ."""

    task: str
    slug: str
    path: str
    source: str
    differs: bool = False


def reference(course: Course, lesson: Lesson) -> str:
    """Return the source of the lesson's reference."""
    return (course.solutions(lesson.key) / lesson.module).read_text(encoding="utf-8")


def load_wrong(course: Course, lesson: Lesson) -> list[Wrong]:
    """Return the lesson's known mistakes, in the order of their tasks.

    Raises:
        AuthorError: with file and reason, if a header is malformed or an id is used twice.
    """
    wrong = [_wrong(path, task) for path, task in _files(course, lesson, "wrong")]
    owner: dict[tuple[str, ...], str] = {}
    for variant in wrong:
        mistake = variant.mistake
        for ids in (mistake.ids, *((alias,) for alias in mistake.aliases)):
            if ids in owner:
                raise AuthorError(
                    f"{variant.path}: {'+'.join(ids)} is also the id of {owner[ids]}. "
                    "Give one of them a new id, or list it under aliases."
                )
            owner[ids] = variant.path
    return wrong


def load_right(course: Course, lesson: Lesson) -> list[Right]:
    """Return the hand-written right answers of the lesson."""
    found = []
    for path, task in _files(course, lesson, "right"):
        slug = path.stem.partition("__")[2]
        if slug == COMBINATIONS:
            continue
        _, fields = _header(path)
        source = path.read_text(encoding="utf-8")
        found.append(Right(task.id, slug, _name(path), source, fields.get("differs") == "yes"))
    return found


def generate_right(course: Course, lesson: Lesson) -> Iterator[Right]:
    """Yield the right answers that the lesson's `right/<task>__combinations.py` files generate.

    Such a file defines `generate()`, an iterable of (slug, source).
    """
    for path, task in _files(course, lesson, "right"):
        if path.stem.partition("__")[2] != COMBINATIONS:
            continue
        spec = importlib.util.spec_from_file_location(f"{lesson.key}_{path.stem}", path)
        if spec is None or spec.loader is None:
            raise AuthorError(f"{_name(path)}: cannot be imported.")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for slug, source in module.generate():
            yield Right(task.id, slug, f"{_name(path)}:{slug}", source)


def _files(course: Course, lesson: Lesson, kind: str) -> Iterator[tuple[Path, Task]]:
    folder = course.solutions(lesson.key) / kind
    for task in lesson.tasks:
        for path in sorted(folder.glob(f"{task.name}__*.py")):
            yield path, task
    known = {task.name for task in lesson.tasks}
    for path in sorted(folder.glob("*.py")):
        function, _, slug = path.stem.partition("__")
        if function not in known:
            raise AuthorError(f"{_name(path)}: the lesson has no task named {function!r}.")
        if not slug:
            raise AuthorError(f"{_name(path)}: call it {function}__<a_few_words>.py.")


def _wrong(path: Path, task: Task) -> Wrong:
    first, fields = _header(path)
    match = _IDS.fullmatch(first)
    if match is None:
        raise AuthorError(
            f"{_name(path)}: the docstring must begin with an id, as in 'L1.P03: ...'."
        )
    witness = [fields.get(name) for name in ("input", "yours", "holds")]
    if any(witness) and not all(witness):
        raise AuthorError(f"{_name(path)}: a witness needs all of input, yours and holds.")
    mistake = Mistake(
        ids=tuple(part.strip() for part in match.group(1).split("+")),
        task=task.id,
        slug=path.stem,
        sentence=" ".join(match.group(2).split()),
        credit=_credit(path, fields),
        lazy=fields.get("lazy") == "yes",
        aliases=tuple(
            part.strip() for part in fields.get("aliases", "").split(",") if part.strip()
        ),
        witness=Witness(*witness) if all(witness) else None,  # type: ignore[arg-type]
        question=fields.get("question", ""),
    )
    return Wrong(mistake, _name(path), path.read_text(encoding="utf-8"))


def _credit(path: Path, fields: dict[str, str]) -> float:
    try:
        credit = float(fields["credit"])
    except (KeyError, ValueError):
        raise AuthorError(f"{_name(path)}: needs a line 'credit: 0.5' in its docstring.") from None
    if not 0 <= credit < 1:
        raise AuthorError(f"{_name(path)}: credit {credit:g} must lie in 0 <= credit < 1.")
    return credit


def _header(path: Path) -> tuple[str, dict[str, str]]:
    """Return the docstring's first paragraph, and its fields (a long one may go on below)."""
    try:
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    except SyntaxError as error:
        raise AuthorError(f"{_name(path)}:{error.lineno}: {error.msg}.") from error
    if not docstring:
        raise AuthorError(f"{_name(path)}: needs a docstring that says what it is.")
    first, _, rest = docstring.partition("\n\n")
    fields: dict[str, str] = {}
    current = None
    for line in rest.splitlines():
        match = _FIELD.fullmatch(line.strip())
        if match:
            current = match.group(1)
            fields[current] = match.group(2)
        elif current and line.strip():
            fields[current] += " " + line.strip()
    for name in ("lazy", "differs"):
        if fields.get(name, "no") not in ("yes", "no"):
            raise AuthorError(f"{_name(path)}: {name} is yes or no, not {fields[name]!r}.")
    return first, fields


def _name(path: Path) -> str:
    """Return the path from the course's root on, for messages."""
    return "/".join(path.parts[-4:])
