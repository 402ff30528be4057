"""Which platform an export comes from: told by the names in it, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from autograder.errors import SubmissionError
from autograder.intake import forges, lms
from autograder.intake.arrivals import Arrival, Export, Shelf, levels, tops
from autograder.intake.entries import is_ignored, quote
from autograder.intake.layouts import is_unit
from autograder.intake.whose import read_pattern

SHARE = 0.5  # of the names at the top that must fit, for a platform to be believed


class Platform(msgspec.Struct, frozen=True):
    """A platform by its key and title, and how its exports are read."""

    key: str
    title: str
    read: Callable[[Shelf], list[Arrival]]


# In the order of how much their names say: of those that fit a level, the first is believed that
# leaves the fewest names out. All names have the true platform's part in front, whatever students
# call their files.
PLATFORMS = (
    Platform("gradescope", "Gradescope", lms.gradescope),
    Platform("blackboard", "Blackboard", lms.blackboard),
    Platform("moodle", "Moodle", lms.moodle),
    Platform("brightspace", "Brightspace", lms.brightspace),
    Platform("sakai", "Sakai", lms.sakai),
    Platform("classroom50", "Classroom 50", forges.classroom50),
    Platform("github", "GitHub Classroom", forges.github),
    Platform("nbgrader", "nbgrader", forges.nbgrader),
    Platform("otter", "otter", forges.otter),
    Platform("prairielearn", "PrairieLearn", forges.prairielearn),
    Platform("canvas", "Canvas", lms.canvas),
)
FOLDER = "folder"


def recognise(
    shelf: Shelf, *, archived: bool, wanted: str | None = None, pattern: str = ""
) -> Export:
    """Return what an export holds.

    Args:
        shelf: everything in it.
        archived: it came as an archive.
        wanted: the only platform to try, or "folder"; None tries all.
        pattern: how the names of a plain folder are made; "" tells it from the names.

    Raises:
        SubmissionError: it is not of the platform that is wanted, nobody knows that platform, or it
            holds no hand-in.
    """
    if pattern:
        return _by_pattern(shelf, pattern)
    tried = [platform for platform in PLATFORMS if wanted in (None, platform.key)]
    if not tried and wanted != FOLDER:
        known = ", ".join([*(platform.key for platform in PLATFORMS), FOLDER])
        raise SubmissionError(f"{wanted!r} is no platform that is read here; these are: {known}.")
    for level in levels(shelf):
        if found := [e for platform in tried if (e := _read(platform, level)) is not None]:
            return min(found, key=lambda export: len(export.unread))
    if wanted not in (None, FOLDER):
        raise SubmissionError(
            f"The names in here are not those of {tried[0].title}'s exports: leave --from out, or "
            "give the export as it was downloaded."
        )
    arrivals = forges.plain(shelf, archived=archived)
    names = [entry.moved(entry.path.name) for entry in shelf.entries if entry.name]
    if not arrivals or not any(is_unit(entry) for entry in names if not entry.folder):
        raise SubmissionError(
            "There is no hand-in here: no folder, archive, .py or .ipynb file is called after a "
            "student."
        )
    return Export(FOLDER, "Plain", tuple(arrivals))


def _by_pattern(shelf: Shelf, pattern: str) -> Export:
    names: list[str] = []
    for level in levels(shelf):
        arrivals, names = read_pattern(level, pattern)
        if arrivals:
            return Export(FOLDER, "Plain", tuple(arrivals), tuple(names))
    told = f" In it are: {', '.join(map(quote, names[:3]))}." if names else ""
    raise SubmissionError(f"No name in here fits the pattern {pattern!r}.{told}")


def _read(platform: Platform, shelf: Shelf) -> Export | None:
    arrivals = platform.read(shelf)
    if not arrivals:
        return None
    units = _units(shelf)
    used = {part for arrival in arrivals for part in arrival.parts}
    rest = [name for name in units if name not in used and not _holds(shelf, name, used)]
    if len(rest) > (1 - SHARE) * max(len(units), 1):
        return None
    return Export(platform.key, platform.title, tuple(arrivals), tuple(rest))


def _units(shelf: Shelf) -> list[str]:
    """Return the names at the top that may hold somebody's work."""
    folders, files = shelf.folders(), shelf.files()
    return [
        name
        for name in tops(shelf.entries)
        if (name in folders and _any_file(entry.name for entry in folders[name]))
        or (name in files and is_unit(files[name]))
    ]


def _any_file(names: Iterable[str]) -> bool:
    return any(not is_ignored(name) for name in names)


def _holds(shelf: Shelf, name: str, used: set[str]) -> bool:
    """Tell a folder in which the hand-ins lie (nbgrader's `submitted`, PrairieLearn's assessment)."""
    inner = shelf.inside(name) if name in shelf.folders() else None
    return inner is not None and bool(used & {*inner.folders(), *inner.files()})
