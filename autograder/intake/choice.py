"""Which file of a hand-in is the graded module.

In this order: `<lesson>/<module>`, `<module>` (the least deep one), the notebook of the same stem, the
only notebook, and a copy under a slightly different name ("classification (1).py"). Two equally good
candidates, or none, are a sentence for the student, never a guess.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

import msgspec

from autograder.errors import SubmissionError
from autograder.intake.entries import listed, quote

# What browsers, editors and learning platforms append to a name that exists already.
_COPY = re.compile(r"(\s*\(\d+\)|[-_ ]?copy(\s*\d+)?|[-_]\d{1,2}|\s+\d{1,2})$", re.IGNORECASE)


class Choice(msgspec.Struct, frozen=True):
    """The chosen file, and why it was not the obvious one ("" if it was)."""

    name: str
    note: str = ""


def choose_module(names: Iterable[str], lesson_key: str, module: str) -> Choice:
    """Return the file to grade among the names of a hand-in.

    Raises:
        SubmissionError: none is fit, or several are equally fit; the sentence says what to rename.
    """
    paths = sorted((PurePosixPath(name) for name in names), key=lambda p: (len(p.parts), str(p)))
    stem = module.removesuffix(".py")
    exact = [path for path in paths if path.name == module]
    in_lesson = [path for path in exact if path.parent.name == lesson_key]
    other_lesson = [path for path in exact if re.match(r"lesson\d", path.parent.name)]
    plain = [path for path in exact if path not in other_lesson]
    notebooks = [path for path in paths if path.suffix == ".ipynb"]
    same_stem = [path for path in notebooks if path.stem == stem]
    copies = [path for path in paths if path.suffix == ".py" and _is_copy(path.stem, stem)]
    for found, note in (
        (in_lesson, ""),
        (_least_deep(plain), ""),
        (_least_deep(same_stem), "taken from a notebook"),
        (copies, "taken under another name: {}"),
        (notebooks, "taken from a notebook"),
    ):
        if len(found) == 1:
            return Choice(str(found[0]), note.format(quote(found[0].name)))
        if found:
            shown = listed([str(path) for path in found])
            raise SubmissionError(f"{module} is here more than once: {shown}. Hand in one of them.")
    raise SubmissionError(_missing(paths, module))


def _least_deep(paths: Sequence[PurePosixPath]) -> list[PurePosixPath]:
    return [path for path in paths if len(path.parts) == len(paths[0].parts)]


def _is_copy(name: str, stem: str) -> bool:
    return _COPY.sub("", name).lower() == stem.lower()


def _missing(paths: Sequence[PurePosixPath], module: str) -> str:
    found = [path.name for path in paths if path.suffix in (".py", ".txt", "")]
    near = difflib.get_close_matches(module, found, n=1, cutoff=0.75)
    if near:
        return (
            f"{module} is not here. Found {quote(near[0])}, which looks like it: "
            f"rename it to {module}."
        )
    if paths:
        return f"{module} is not here. Found {listed([str(path) for path in paths])}."
    return f"{module} is not here, and neither is any other Python file."
