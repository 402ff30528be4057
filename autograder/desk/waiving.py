"""A waived group of checks: the hidden suite in which these checks claim nothing any more.

Waiving is judging again with such a suite. What a hand-in without any idea passes carries no partial
credit, so a waived group drops out of the count instead of paying everybody.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator

from autograder.errors import AuthorError
from autograder.lesson import Lesson, Task


def waive(suite: str, waived: Collection[str], lesson: Lesson) -> str:
    """Return the source of a hidden suite without the claims of the waived groups.

    Args:
        suite: its source.
        waived: "1.1/left padding and holes".
        lesson: the lesson.

    Raises:
        AuthorError: if a group has no check that can be found.
    """
    if not waived:
        return suite
    tree = ast.parse(suite)
    markers = {task.marker: task.id for task in lesson.tasks}
    found = set()
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and (
            names := set(_groups(function, markers)) & set(waived)
        ):
            function.body = [ast.Expr(ast.Constant(ast.get_docstring(function) or "Waived."))]
            found |= names
    for name in sorted(set(waived) - found):
        raise AuthorError(
            f"{name} is waived, and the hidden suite has no check of that group. "
            f"Take the waiver back: finegrade unwaive '{name}'"
        )
    return ast.unparse(ast.fix_missing_locations(tree))


def find_group(lesson: Lesson, name: str) -> tuple[Task, str]:
    """Return the task and the group of "1.1/left padding and holes" (or ".../left-padding-and-holes").

    Raises:
        AuthorError: if the lesson has no such task or group.
    """
    task_id, slash, wanted = name.partition("/")
    task = lesson.find(task_id)
    groups = [group for group in task.groups if plain(group) == plain(wanted)]
    if not groups or not slash:
        known = ", ".join(f"{task.id}/{plain(group)}" for group in task.groups)
        raise AuthorError(f"There is no group {name!r}. Task {task.id} has: {known}.")
    return task, groups[0]


def plain(name: str) -> str:
    """Return a group as it can be typed: "left-padding-and-holes"."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _groups(function: ast.FunctionDef, markers: dict[str, str]) -> Iterator[str]:
    """Yield "task/group" of a check, read from its two marks."""
    marks = [mark.func if isinstance(mark, ast.Call) else mark for mark in function.decorator_list]
    names = [mark.attr for mark in marks if isinstance(mark, ast.Attribute)]
    groups = [
        keyword.value.value
        for mark in function.decorator_list
        if isinstance(mark, ast.Call)
        for keyword in mark.keywords
        if keyword.arg == "group" and isinstance(keyword.value, ast.Constant)
    ]
    yield from (f"{markers[name]}/{group}" for name in names if name in markers for group in groups)
