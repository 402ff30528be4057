"""A hand-in becomes a `Submission`: the graded module's text, its siblings, or the problem.

`Submission.entry` is always the module's plain name ("classification.py"), however it was called
and wherever it lay. Siblings are named relative to the module's folder ("parts/pooling.py");
modules of other lessons' folders keep `lesson2_topic/module.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import PurePosixPath

from autograder.errors import SubmissionError
from autograder.intake.archives import archive_stem, unread_kind
from autograder.intake.choice import choose
from autograder.intake.contents import Contents, open_archive
from autograder.intake.entries import Budget, Entry, listed, quote
from autograder.intake.layouts import HandIn
from autograder.intake.naming import LESSON_FOLDER, Target, is_copy, is_notebook, is_python
from autograder.intake.notebooks import MAX_NOTEBOOK, notebook_source
from autograder.intake.refusal import REFUSED, kept_reason
from autograder.intake.sources import MAX_SOURCE, decode_source
from autograder.submission import Submission

FROM_NOTEBOOK = "taken from the notebook"  # how the notes begin that say so
FROM_ARCHIVE = "taken from"
MAX_TEXT = 2 << 20  # bytes of all sources of a hand-in; a request to a worker must hold them

# Top-level names that probes, fixtures and their libraries import. A sibling of that name would
# stand in their place, or be hidden by them.
RESERVED = frozenset(sys.stdlib_module_names) | {
    *("autograder", "fixtures", "probes", "solutions", "tests", "assignments", "conftest"),
    *("torch", "transformers", "datasets", "tokenizers", "safetensors", "huggingface_hub"),
    *("numpy", "scipy", "pandas", "sklearn", "matplotlib", "tqdm", "msgspec", "pytest"),
    *("accelerate", "peft", "trl", "evaluate", "functorch", "torchgen", "yaml", "packaging"),
    *("filelock", "fsspec", "jinja2", "networkx", "regex", "requests", "sympy", "_pytest"),
    *("typing_extensions", "sitecustomize", "usercustomize", "setuptools", "pkg_resources"),
}


def assemble(hand_in: HandIn, target: Target) -> Submission:
    """Return the record of one hand-in; what cannot be read is its `problem`."""
    try:
        files, notes = _read(hand_in, target)
    except SubmissionError as error:
        return Submission(hand_in.student, target.module, problem=str(error))
    return Submission(hand_in.student, target.module, files, notes=tuple(notes))


def _read(hand_in: HandIn, target: Target) -> tuple[dict[str, str], list[str]]:
    budget, entries, depth = Budget(), hand_in.entries, hand_in.depth
    if hand_in.single:
        (entry,) = entries
        _check_single(entry, target)
        budget.admit(entry)
        if archive_stem(entry.name) is None:
            text, notes = _source(entry, budget)
            return {target.module: text}, notes
        depth += 1
        entries = tuple(open_archive(entry, budget, depth=depth))
    return _from_contents(Contents(entries, budget, depth=depth), budget, target)


def _check_single(entry: Entry, target: Target) -> None:
    kind = entry.skip or unread_kind(entry.name)
    if entry.refuse or kind:
        told = f"{quote(entry.name)} is {kind}: hand in {target.module} itself."
        raise SubmissionError(entry.refuse or told)


def _from_contents(
    contents: Contents, budget: Budget, target: Target
) -> tuple[dict[str, str], list[str]]:
    _check_refused(contents, budget)
    choice = choose(contents.files, contents.skipped, target)
    text, notes = _source(contents.files[choice.name], budget)
    outer = [name for name in contents.archives if choice.name.startswith(name + "/")]
    opened = [f"{FROM_ARCHIVE} {quote(name)} inside the hand-in" for name in outer[-1:]]
    siblings, dropped = _siblings(contents, choice.name, target, budget)
    files = {target.module: text, **siblings}
    if sum(len(source.encode()) for source in files.values()) > MAX_TEXT:
        raise SubmissionError(
            f"The Python files together are larger than {MAX_TEXT >> 20} MB: leave out what "
            f"{target.module} does not import."
        )
    rest = _left_out(contents, choice.name, files)
    return files, [*opened, *choice.notes, *notes, *dropped, *rest]


def _check_refused(contents: Contents, budget: Budget) -> None:
    """Raise what an import wrote down of a hand-in that it refused, if there is nothing else."""
    if list(contents.files) == [REFUSED] and not contents.skipped:
        reason = kept_reason(budget.read(contents.files[REFUSED], MAX_SOURCE))
        if reason is not None:
            raise SubmissionError(reason)


def _source(entry: Entry, budget: Budget) -> tuple[str, list[str]]:
    if is_notebook(entry.name):
        text = notebook_source(budget.read(entry, MAX_NOTEBOOK), entry.name)
        return text, [f"{FROM_NOTEBOOK} {quote(entry.name)}"]
    return decode_source(budget.read(entry, MAX_SOURCE), entry.name), []


def _siblings(
    contents: Contents, chosen: str, target: Target, budget: Budget
) -> tuple[dict[str, str], list[str]]:
    """Return the other modules by the name under which they can be imported, and notes."""
    siblings, notes = {}, []
    for path, name in _importable(contents, chosen):
        top = PurePosixPath(name).parts[0].removesuffix(".py")
        if is_copy(name, target.module) and "/" not in name:
            continue
        if top in RESERVED:
            notes.append(f"{quote(path)} was left out: its name belongs to a library; rename it")
            continue
        try:
            siblings[name] = decode_source(budget.read(contents.files[path], MAX_SOURCE), path)
        except SubmissionError as error:
            notes.append(f"{quote(path)} was left out: {error}")
    return siblings, notes


def _importable(contents: Contents, chosen: str) -> Iterator[tuple[str, str]]:
    """Yield path and importable name of each Python file beside the module or in another lesson."""
    base = PurePosixPath(chosen).parent
    for path in sorted(contents.files):
        name = _relative(PurePosixPath(path), base) if path.endswith(".py") else None
        if path == chosen or name is None:
            continue
        if all(part.removesuffix(".py").isidentifier() for part in name.parts):
            yield path, str(name)


def _relative(path: PurePosixPath, base: PurePosixPath) -> PurePosixPath | None:
    if path.is_relative_to(base):
        return path.relative_to(base)
    if not LESSON_FOLDER.fullmatch(base.name) or not path.is_relative_to(base.parent):
        return None
    name = path.relative_to(base.parent)
    return name if LESSON_FOLDER.fullmatch(name.parts[0]) else None


def _left_out(contents: Contents, chosen: str, files: dict[str, str]) -> list[str]:
    """Return the note that names what nobody asked for, Python files among it first."""
    read = {path for path, name in _importable(contents, chosen) if name in files} | {chosen}
    rest = sorted(set(contents.files) - read, key=lambda path: (not is_python(path), path))
    names = [*rest, *sorted(contents.skipped), *sorted(contents.unused)]
    return [f"left out: {listed(names)} (not asked for)"] if names else []
