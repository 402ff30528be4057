"""Which file of a hand-in is the graded module, or the sentence that says why none is.

In this order: the module by its name; a copy of it ("classification (1).py", "Classification.py");
the notebook by its name, then a copy of that; the only notebook, if no Python file is there. Among
equals the one in the lesson's folder wins, then the one nearest to the top. Nothing else is
guessed: a name that merely looks like the module's gets the sentence that says how to rename it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import PurePosixPath

import msgspec

from autograder.errors import SubmissionError
from autograder.intake.archives import unread_kind
from autograder.intake.entries import listed, quote
from autograder.intake.naming import Target, is_copy, is_notebook, is_python, lookalikes


class Choice(msgspec.Struct, frozen=True):
    """The path of the graded module inside the hand-in, and what was decided on the way."""

    name: str
    notes: tuple[str, ...] = ()


def choose(names: Collection[str], skipped: Mapping[str, str], target: Target) -> Choice:
    """Return the file that is graded.

    Args:
        names: paths of the files that can be read.
        skipped: path -> why that one cannot.
        target: the module that is looked for.

    Raises:
        SubmissionError: there is none, or two are equally good.
    """
    here = sorted(name for name in names if not target.in_other_lesson(name))
    chosen = _exact(here, target) or _copy(here, target.module)
    if chosen is not None:
        return chosen
    blocked = next((name for name in skipped if _is(target.module)(name)), None)
    if blocked is not None:
        raise SubmissionError(
            f"{quote(blocked)} is {skipped[blocked]}: hand in {target.module} as a plain file."
        )
    notebook = _notebook(here, target)
    if notebook is None:
        raise SubmissionError(f"{target.module} is not here. {_found(names, skipped, target)}")
    return notebook


def _exact(names: Sequence[str], target: Target) -> Choice | None:
    found = list(filter(_is(target.module), names))
    if not found:
        return None
    best = _best(found, target)
    twins = [name for name in names if name != best and name.lower() == best.lower()]
    if twins:
        raise SubmissionError(
            f"{listed([best, *twins])} differ only by case: keep one, called {target.module}."
        )
    others = [n for n in names if n != best and is_copy(n, target.module)]
    return Choice(best, (f"{quote(best)} was graded, not {listed(others)}",) if others else ())


def _copy(names: Sequence[str], wanted: str) -> Choice | None:
    found = [name for name in names if is_copy(name, wanted)]
    if len(found) > 1:
        raise SubmissionError(
            f"{wanted} is not here. Found {listed(found)}: keep one of them, called {wanted}."
        )
    return Choice(found[0], (f"{quote(found[0])} was read as {wanted}",)) if found else None


def _notebook(names: Sequence[str], target: Target) -> Choice | None:
    found = list(filter(_is(target.notebook), names))
    if found:
        return Choice(_best(found, target))
    copy = _copy(names, target.notebook)
    notebooks = [name for name in names if is_notebook(name)]
    if copy is None and len(notebooks) == 1 and not any(map(is_python, names)):
        return Choice(notebooks[0])
    return copy


def _is(wanted: str) -> Callable[[str], bool]:
    return lambda name: PurePosixPath(name).name == wanted


def _best(found: Sequence[str], target: Target) -> str:
    """Return the one in the lesson's folder, else the one nearest to the top."""

    def rank(name: str) -> tuple[bool, int]:
        parent = PurePosixPath(name).parent.name
        return parent.lower() != target.lesson.lower(), name.count("/")

    first = min(map(rank, found))
    best = [name for name in found if rank(name) == first]
    if len(best) > 1:
        raise SubmissionError(f"{listed(best)} are equally good: hand in one of them.")
    return best[0]


def _found(names: Collection[str], skipped: Mapping[str, str], target: Target) -> str:
    """Return what is there instead, and what to do about it."""
    elsewhere = sorted(name for name in names if target.in_other_lesson(name))
    here = sorted(set(names) - set(elsewhere))
    code = _code_found(here, target)
    if code:
        return code
    if elsewhere:
        return f"Found {listed(elsewhere)}, which belongs to another lesson."
    unread = {name: kind for name in here if (kind := unread_kind(name))} or dict(skipped)
    if unread:
        name, kind = min(unread.items())
        return f"Found {quote(name)}, {kind}: hand in {target.module} itself."
    return f"Found {listed(here)}." if here else "The hand-in is empty."


def _code_found(here: Sequence[str], target: Target) -> str:
    module = target.module
    alike = [n for n in lookalikes(here, module) if not is_notebook(n) and not unread_kind(n)]
    python = [name for name in here if is_python(name)]
    notebooks = [name for name in here if is_notebook(name)]
    if len(alike) == 1:
        return f"Found {quote(alike[0])}, which looks like it: rename it to {module}."
    if alike:
        return f"Found {listed(alike)}, which look like it: keep one of them, called {module}."
    if len(python) == 1:
        return f"Found {quote(python[0])}: if that is the module, rename it to {module}."
    if python:
        return f"Found {listed(python)}: rename the one that is the module to {module}."
    if notebooks:
        return f"Found {listed(notebooks)}: call the one that counts {target.notebook}."
    return ""
