"""How course tools and code hosts name what they export; the counterpart of `lms`.

Times of git tags and of otter's archives are what the student's own machine said. As in `lms`, the
first part that can be the platform's is the platform's.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import PurePosixPath

import msgspec

from autograder.errors import SubmissionError
from autograder.intake.arrivals import Arrival, Person, Shelf, below
from autograder.intake.entries import Entry, is_ignored, quote
from autograder.intake.layouts import split
from autograder.intake.moments import parse_moment
from autograder.intake.naming import Target, is_copy

PACKED_REFS = ".git/packed-refs"
_MAX_REFS = 1 << 20
_STAMP = "timestamp.txt"

_PRAIRIELEARN = re.compile(
    r"(?P<who>[^/@]+?|[^/@]+@[^/@_]+)_(?P<instance>\d+)_(?P<qid>[^@]+?)_(?P<variant>\d+)"
    r"_\d+_(?P<id>\d+)_(?P<file>[^/]+)"
)
_PRAIRIELEARN_MANUAL = re.compile(
    r"(?P<who>[^/@]+@[^/@_]+)_(?P<uin>[^/_]*)_(?P<qid>.+?)_(?P<id>\d+)_(?P<file>[^/]+)"
)
_PRAIRIELEARN_ZIP = re.compile(r".*_(?:final|best|all)_files|.*files_for_manual_grading")
_GITHUB = re.compile(r"(?P<slug>.+)-submissions")
_CLASSROOM50 = re.compile(r"(?P<slug>.+)_submissions_\d{4}_\d\d_\d\d_T_\d\d_\d\d_\d\d")
_TAG = re.compile(
    r"refs/tags/submit/(?P<time>\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)-[0-9a-f]+$", re.MULTILINE
)
_EXCHANGE = re.compile(
    r"(?P<login>[^+]+)\+(?P<assignment>[^+]+)"
    r"\+(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? \w+)(?:\+.*)?"
)
_OTTER = re.compile(r"(?P<stem>.+)_(?P<time>\d{4}_\d\d_\d\dT\d\d_\d\d_\d\d_\d{6})\.zip")


def prairielearn(shelf: Shelf) -> list[Arrival]:
    """Read files that lie flat: user or group, instance, question, variant, numbers, file."""
    certain = bool(_PRAIRIELEARN_ZIP.fullmatch(shelf.outer))
    if certain and len(shelf.folders()) == 1:  # it is called after the assessment
        shelf = shelf.inside(*shelf.folders())
    found: dict[tuple[str, str, str], list[tuple[str, re.Match[str], Entry]]] = {}
    for entry in shelf.entries:
        match = _PRAIRIELEARN.fullmatch(entry.name) or _PRAIRIELEARN_MANUAL.fullmatch(entry.name)
        if match and not entry.folder and (certain or "@" in match["who"]):
            found.setdefault((match["qid"], match["who"], match["id"]), []).append(
                (entry.name, match, entry)
            )
    asked = {key[0] for key, files in found.items() if _has_module(files, shelf.target)}
    return [
        Arrival(
            tuple(dict.fromkeys(name.split("/")[0] for name, _, _ in files)),
            (_user(who),),
            tuple(entry.moved(match["file"]) for _, match, entry in files),
            number=int(number),
            depth=shelf.depth,
        )
        for (qid, who, number), files in found.items()
        if qid in asked or not asked
    ]


def _user(who: str) -> Person:
    return Person(login=who, email=who) if "@" in who else Person(name=who)


def _has_module(files: list[tuple[str, re.Match[str], Entry]], target: Target) -> bool:
    names = [match["file"] for _, match, _ in files]
    return any(is_copy(n, target.module) or is_copy(n, target.notebook) for n in names)


def github(shelf: Shelf) -> list[Arrival]:
    """Read the repositories that `gh classroom clone` puts side by side; they tell no time."""
    return _repositories(shelf, _GITHUB)


def classroom50(shelf: Shelf) -> list[Arrival]:
    """Read repositories whose `submit/` tags say when."""
    return _repositories(shelf, _CLASSROOM50)


def _repositories(shelf: Shelf, wrapper: re.Pattern[str]) -> list[Arrival]:
    match = wrapper.fullmatch(shelf.outer)
    head = match["slug"] + "-" if match else "/"
    return [
        Arrival(
            (name,),
            (Person(login=name.removeprefix(head)),),
            entries,
            handed_in=_last_tag(entries),
            depth=shelf.depth,
        )
        for name, entries in shelf.folders().items()
        if name.startswith(head) and name != head
    ]


def _last_tag(entries: tuple[Entry, ...]) -> dt.datetime | None:
    """Return the time of the newest submission that a repository's tags name."""
    refs = next((entry for entry in entries if entry.name == PACKED_REFS), None)
    try:
        text = refs.fetch(_MAX_REFS).decode("utf-8", "replace") if refs else ""
    except SubmissionError:
        text = ""
    times = [parse_moment(match["time"], dt.UTC) for match in _TAG.finditer(text)]
    return max((time for time in times if time is not None), default=None)


def nbgrader(shelf: Shelf) -> list[Arrival]:
    """Read `submitted/<student>/<assignment>/`, or what lies in an exchange's inbound folder."""
    if shelf.outer != "submitted" and "submitted" in shelf.folders():
        shelf = shelf.inside("submitted")
    found = _inbound(shelf)
    if shelf.outer == "submitted":
        found += _submitted(shelf)
    return [
        Arrival(
            (unit,),
            (Person(login=login),),
            tuple(entry for entry in entries if entry.name != _STAMP),
            handed_in=_stamped(entries) or parse_moment(time, dt.UTC),
            depth=shelf.depth,
        )
        for unit, login, time, entries in found
    ]


_Found = tuple[str, str, str, tuple[Entry, ...]]  # name at the top, login, time, files


def _inbound(shelf: Shelf) -> list[_Found]:
    found = [
        (name, match, entries)
        for name, entries in shelf.folders().items()
        if (match := _EXCHANGE.fullmatch(name))
    ]
    if not found:
        return []
    wanted = _assignment({match["assignment"] for _, match, _ in found}, shelf.target)
    return [
        (name, match["login"], match["time"], entries)
        for name, match, entries in found
        if match["assignment"] == wanted
    ]


def _submitted(shelf: Shelf) -> list[_Found]:
    folders = shelf.folders()
    paths = [entry.name for entries in folders.values() for entry in entries]
    names = {path.split("/")[0] for path in paths if "/" in path and not is_ignored(path)}
    if not names:
        return []
    wanted = _assignment(names, shelf.target)
    handed_in = {name: below(entries, wanted) for name, entries in folders.items()}
    return [(name, name, "", entries) for name, entries in handed_in.items() if entries]


def _assignment(names: set[str], target: Target) -> str:
    """Return which of nbgrader's assignments is the lesson's."""
    short = target.lesson.partition("_")[0]
    wanted = {target.lesson.lower(), short.lower(), target.stem.lower()}
    found = [name for name in sorted(names) if name.lower() in wanted] or sorted(names)
    if len(found) > 1:
        raise SubmissionError(
            f"There are several assignments here ({', '.join(map(quote, found[:4]))}), and which "
            f"one is {target.lesson} cannot be told: rename its folders to {target.lesson}."
        )
    return found[0]


def _stamped(entries: tuple[Entry, ...]) -> dt.datetime | None:
    stamp = next((entry for entry in entries if entry.name == _STAMP), None)
    try:
        return parse_moment(stamp.fetch(200).decode("utf-8", "replace"), dt.UTC) if stamp else None
    except SubmissionError:
        return None


def otter(shelf: Shelf) -> list[Arrival]:
    """Read the zips that `Notebook.export` makes, with the student in front or as the folder."""
    found = []
    for unit, entries in _units(shelf).items():
        for entry in entries:
            match = _OTTER.fullmatch(PurePosixPath(entry.name).name)
            if match is None:
                continue
            who = _owner(match["stem"], shelf.target) if unit == entry.name else unit
            arrival = Arrival((unit,), (Person(login=who),), (entry,), single=True)
            when = parse_moment(match["time"], shelf.zone)
            found.append(msgspec.structs.replace(arrival, handed_in=when, depth=shelf.depth))
    return found


def _units(shelf: Shelf) -> dict[str, tuple[Entry, ...]]:
    """Return the files at the top, each alone, and the folders that hold otter's zips only."""
    units = {name: (entry,) for name, entry in shelf.files().items()}
    for name, entries in shelf.folders().items():
        files = [entry for entry in entries if not entry.folder and not is_ignored(entry.name)]
        if all(_OTTER.fullmatch(PurePosixPath(entry.name).name) for entry in files):
            units[name] = tuple(files)
    return units


def _owner(stem: str, target: Target) -> str:
    """Return who stands in front of the notebook's name; nobody, if that is all there is."""
    who, found, _ = stem.partition(target.stem)
    return who.rstrip("_-") if found else ""


def plain(shelf: Shelf, *, archived: bool) -> list[Arrival]:
    """Read whatever else lies in folders, archives and files that are called after students."""
    found = split(shelf.entries, shelf.target, owner=shelf.outer, archived=archived)
    return [
        Arrival(
            (hand_in.student,),
            (Person(login=hand_in.student),),
            hand_in.entries,
            single=hand_in.single,
            depth=hand_in.depth,
        )
        for hand_in in found
    ]
