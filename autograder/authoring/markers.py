"""From a lesson's reference to the stub that students get.

A solution region is closed by two comments, each alone on its line:

    # TODO(3.4): form the two margins, then one call to F.logsigmoid.
    # BEGIN SOLUTION
    ...
    # END SOLUTION

It is cut by line, so that comments and layout stay, and one `raise NotImplementedError` takes its
place. Markers are found as comment tokens, never in strings; a comment that only *looks* like one is
an error, since a marker that is missed would publish a solution.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from autograder.errors import AuthorError
from autograder.lesson import Lesson, Task

BEGIN = "# BEGIN SOLUTION"
END = "# END SOLUTION"
TELLING = 24  # characters; a longer line of a solution that is also given gives it away
_SIMILAR = 0.85  # "# BEGN SOLUTION" is a marker misspelt, "# the solution" is prose
_TODO = re.compile(r"# TODO\((\d+\.\d+)\): \S")

_Function = ast.FunctionDef | ast.AsyncFunctionDef


class Region(msgspec.Struct, frozen=True):
    """One solution region: its task, the lines of its two markers (from 1), and its indentation."""

    task: Task
    begin: int
    end: int
    indent: str


class _Place(msgspec.Struct, frozen=True):
    """A function or method in which solutions may stand."""

    node: _Function
    task: Task
    documented: bool


def make_stub(source: str, lesson: Lesson, path: str, *, given: Collection[str] = ()) -> str:
    """Return the student's module: the reference with every solution region cut.

    Args:
        source: text of the reference; Windows line ends become plain ones.
        lesson: the lesson that it belongs to.
        path: its name, for messages.
        given: names of tasks whose solutions stay.

    Raises:
        AuthorError: with path, line and repair, if a marker is wrong or misplaced, a task has no
            region, or given code repeats a line of a solution.
    """
    lines = _lines(source)
    kept: list[str] = []
    position = 0
    for region in find_regions(source, lesson, path):
        before, solution = lines[position : region.begin - 1], lines[region.begin : region.end - 1]
        if region.task.name in given:
            todo = f"# TODO({region.task.id}):"
            kept += [line.replace(todo, "# Given:") for line in before] + solution
        else:
            words = f"task {region.task.id}: {region.task.name} is not written yet"
            kept += [*before, f'{region.indent}raise NotImplementedError("{words}")']
        position = region.end
    stub = "\n".join(kept + lines[position:])
    _parse(stub, path, "with its solution regions cut, this is no Python")
    return stub


def solution_lines(source: str, lesson: Lesson, path: str) -> set[str]:
    """Return the lines of all solution regions, normalised, that are not given elsewhere too."""
    inside, outside = _split(_lines(source), find_regions(source, lesson, path))
    return set(inside.values()) - set(outside.values())


def normalise(line: str) -> str:
    """Return a line without its indentation, its comment sign, and repeated spaces."""
    return " ".join(line.strip().removeprefix("#").split())


def find_regions(source: str, lesson: Lesson, path: str) -> list[Region]:
    """Return the solution regions of a reference, in order.

    Raises:
        AuthorError: see `make_stub`.
    """
    lines = _lines(source)
    tree = _parse("\n".join(lines), path, "this is no Python")
    places = list(_places(tree, lesson))
    regions = []
    for begin, end in _pairs(_markers(lines, path), path):
        indent = _indent(lines, begin, end, path)
        task = _owner(tree, places, begin, end, len(indent), path)
        _check_todo(lines, begin, task, path)
        regions.append(Region(task, begin, end, indent))
    _check_complete(lesson, places, regions, path)
    _check_given(lines, regions, path)
    return regions


def _lines(source: str) -> list[str]:
    return source.replace("\r\n", "\n").split("\n")


def _parse(source: str, path: str, what: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError as error:
        raise AuthorError(f"{path}:{error.lineno}: {what}: {error.msg}. Correct it.") from error


# ---------------------------------------------------------------------------------- markers


def _markers(lines: Sequence[str], path: str) -> Iterator[tuple[int, str]]:
    """Yield (line, marker) of every marker."""
    for token in tokenize.generate_tokens(io.StringIO("\n".join(lines)).readline):
        if token.type != tokenize.COMMENT or not _looks_like_marker(token.string):
            continue
        line, comment = token.start[0], token.string.strip()
        if comment not in (BEGIN, END):
            raise AuthorError(
                f"{path}:{line}: {comment!r} looks like a marker and is none. "
                f"Write {BEGIN!r} or {END!r} and nothing else, or reword the comment."
            )
        if lines[line - 1].strip() != comment:
            raise AuthorError(
                f"{path}:{line}: {comment!r} shares its line with code. Give it a line of its own."
            )
        yield line, comment


def _looks_like_marker(comment: str) -> bool:
    letters = re.sub(r"[\W_]", "", comment).upper()
    return letters == "SOLUTION" or any(
        word in letters or SequenceMatcher(None, letters, word).ratio() > _SIMILAR
        for word in ("BEGINSOLUTION", "ENDSOLUTION")
    )


def _pairs(markers: Iterable[tuple[int, str]], path: str) -> Iterator[tuple[int, int]]:
    """Yield the lines of each BEGIN and its END."""
    opened: int | None = None
    for line, marker in markers:
        if marker == BEGIN and opened is not None:
            raise AuthorError(
                f"{path}:{line}: {BEGIN!r} inside the region of line {opened}. "
                f"Close that one first: {END!r}."
            )
        if marker == END and opened is None:
            raise AuthorError(
                f"{path}:{line}: {END!r} closes no region. Remove it, or add {BEGIN!r}."
            )
        if opened is not None:
            yield opened, line
        opened = line if marker == BEGIN else None
    if opened is not None:
        raise AuthorError(f"{path}:{opened}: this region is never closed. Add {END!r}.")


def _indent(lines: Sequence[str], begin: int, end: int, path: str) -> str:
    indents = [
        line[: len(line) - len(line.lstrip())] for line in (lines[begin - 1], lines[end - 1])
    ]
    if indents[0] != indents[1]:
        raise AuthorError(
            f"{path}:{end}: {END!r} is not indented like its {BEGIN!r} in line {begin}. Align them."
        )
    return indents[0]


# ---------------------------------------------------------------------------------- places


def _places(tree: ast.Module, lesson: Lesson) -> Iterator[_Place]:
    """Yield the task functions, and the methods of task classes."""
    tasks = {task.name: task for task in lesson.tasks}
    for node in tree.body:
        if isinstance(node, _Function) and node.name in tasks:
            yield _Place(node, tasks[node.name], ast.get_docstring(node) is not None)
        elif isinstance(node, ast.ClassDef) and node.name in tasks:
            for method in node.body:
                if isinstance(method, _Function):
                    # The docstring of a class describes its constructor.
                    explains = node if method.name == "__init__" else method
                    documented = ast.get_docstring(explains) or ast.get_docstring(method)
                    yield _Place(method, tasks[node.name], documented is not None)


def _owner(
    tree: ast.Module, places: Sequence[_Place], begin: int, end: int, column: int, path: str
) -> Task:
    """Return the task of the one function that a region lies in, made of whole statements."""
    cut = _statements(tree, begin, end, path)
    for place in places:
        own = set(ast.walk(place.node))
        if not own.issuperset(cut):
            continue
        if not place.documented:
            raise AuthorError(
                f"{path}:{place.node.lineno}: {place.node.name} holds a solution and has no "
                "docstring. Write one: it is the student's contract."
            )
        if place.node.body[0] in cut and ast.get_docstring(place.node) is not None:
            raise AuthorError(f"{path}:{begin}: the docstring would be cut. Begin below it.")
        if cut[0].col_offset != column:
            raise AuthorError(
                f"{path}:{begin}: {BEGIN!r} is not indented like the code below it. Align them."
            )
        return place.task
    raise AuthorError(
        f"{path}:{begin}: this region does not lie inside one function of a task of lesson.toml. "
        "Move it there, or add the task."
    )


def _statements(tree: ast.Module, begin: int, end: int, path: str) -> list[ast.stmt]:
    """Return the statements that are cut, in order of their lines."""
    cut = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt) or node.lineno >= end or (node.end_lineno or 0) <= begin:
            continue
        starts_here, ends_here = node.lineno > begin, (node.end_lineno or 0) < end
        encloses = not starts_here and hasattr(node, "body")
        if not encloses and not (starts_here and ends_here):
            raise AuthorError(
                f"{path}:{begin}: the region cuts the statement of line {node.lineno} in two. "
                "Close it around whole statements."
            )
        if starts_here:
            cut.append(node)
    if not cut:
        raise AuthorError(f"{path}:{begin}: this region holds no code. Fill it, or remove it.")
    return sorted(cut, key=lambda node: (node.lineno, node.col_offset))


# ---------------------------------------------------------------------------------- checks


def _check_todo(lines: Sequence[str], begin: int, task: Task, path: str) -> None:
    first = begin - 1
    while first and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    block = [line.strip() for line in lines[first : begin - 1]]
    found = [match.group(1) for line in block if (match := _TODO.match(line))]
    if found != [task.id]:
        has = f"has TODO({'), TODO('.join(found)})" if found else "has none"
        raise AuthorError(
            f"{path}:{begin}: the comment directly above a region of {task.name} needs one line "
            f"'# TODO({task.id}): ...'; this one {has}. Correct it."
        )


def _check_complete(
    lesson: Lesson, places: Sequence[_Place], regions: Sequence[Region], path: str
) -> None:
    covered = {region.task.id for region in regions}
    lines = {place.task.id: place.node.lineno for place in reversed(places)}
    for task in lesson.tasks:
        if task.id not in covered:
            raise AuthorError(
                f"{path}:{lines.get(task.id, 1)}: task {task.id}, {task.name}, has no solution "
                f"region. Write it between {BEGIN!r} and {END!r}."
            )


def _check_given(lines: Sequence[str], regions: Sequence[Region], path: str) -> None:
    inside, outside = _split(lines, regions)
    given = {text: number for number, text in reversed(outside.items())}
    for number, text in inside.items():
        if len(text) > TELLING and text in given:
            raise AuthorError(
                f"{path}:{number}: this line of a solution also stands in line {given[text]}, "
                "which students get. Take it out there, or word one of them differently."
            )


def _split(
    lines: Sequence[str], regions: Sequence[Region]
) -> tuple[dict[int, str], dict[int, str]]:
    """Return the normalised lines inside of all regions, and outside, by number; without empty ones."""
    cut = {number for region in regions for number in range(region.begin, region.end + 1)}
    markers = {number for region in regions for number in (region.begin, region.end)}
    numbered = {n: text for n, line in enumerate(lines, start=1) if (text := normalise(line))}
    inside = {n: text for n, text in numbered.items() if n in cut - markers}
    return inside, {n: text for n, text in numbered.items() if n not in cut}
