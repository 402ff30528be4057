"""How learning platforms name what they export: one function for each, from a shelf to arrivals.

The patterns come from the platforms' own sources where those are public; `docs/platforms.md` lists
them. Names are data: a name that fits no pattern is left to the caller, who reports it. Where names
lie flat, a student's own file name follows the platform's part and may look like it; so every such
pattern takes the first platform's part there is.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from autograder.errors import SubmissionError
from autograder.intake.arrivals import Arrival, Person, Shelf, below
from autograder.intake.entries import Entry
from autograder.intake.moments import parse_moment

METADATA = "submission_metadata.yml"
MAX_METADATA = 64 << 20  # bytes; it holds the results of all tests of all attempts
_MAX_NOTE = 1 << 16  # bytes of a text that says who and when

_CANVAS = re.compile(
    r"(?P<name>[^\s/.,;()@-]+?)(?P<late>_LATE)?_(?P<id>\d+)_"
    r"(?:\d+_(?P<file>.+)|(?P<typed>(?:text|link)\.html))"
)
_CANVAS_BLIND = re.compile(
    r"(?P<late>LATE_)?(?P<name>anon)_(?P<id>[A-Za-z0-9]+)_"
    r"(?:\d+_(?P<file>.+)|(?P<typed>(?:text|link)\.html))"
)
_MOODLE = re.compile(r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?P<kind>[a-z]+)_?(?P<file>.*)")
_BLACKBOARD = re.compile(
    r"(?P<attempt>.+?_(?P<login>[^_]+)_attempt_(?P<time>\d{4}(?:-\d\d){5}))"
    r"(?:_(?P<file>.+)|(?P<note>\.txt))"
)
# The first line of a note; further down it quotes what the student wrote.
_BLACKBOARD_WHO = re.compile(
    r"\ufeff?Name:[ \t]*(?P<name>.*?)[ \t]*\((?P<login>[^()\r\n]+)\)\s*(?:\n|$)"
)
_BRIGHTSPACE = re.compile(
    r"(?P<id>\d+)-\d+ - (?P<name>.+?) - (?P<time>[A-Z][a-z]+ \d{1,2}, \d{4} \d{3,4} ?[AP]M)"
)
_SAKAI = re.compile(r"(?P<name>.+)\((?P<login>[^()]+)\)")
_SAKAI_FILES = "Submission attachment(s)"


def gradescope(shelf: Shelf) -> list[Arrival]:
    """Read `submission_metadata.yml`, which says who and when, and the folders that it names."""
    listing = shelf.files().get(METADATA)
    if listing is None:
        return []
    submissions, folders = _metadata(listing), shelf.folders()
    return [
        Arrival(
            (name,),
            tuple(map(_submitter, _list(known.get(":submitters")))),
            folders.get(name, ()),
            handed_in=parse_moment(known.get(":created_at"), dt.UTC),
            depth=shelf.depth,
        )
        for name, known in sorted(submissions.items())
    ]


def _metadata(listing: Entry) -> dict[str, dict[str, Any]]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the plain one takes minutes
    try:
        found = yaml.load(listing.fetch(MAX_METADATA).decode("utf-8-sig"), loader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise SubmissionError(
            f"{METADATA} is damaged, and only it says whose the submissions are: download the "
            "export again."
        )
    return {str(name): known for name, known in found.items() if isinstance(known, dict)}


def _submitter(known: object) -> Person:
    values = known if isinstance(known, dict) else {}
    sid, email, name = (str(values.get(f":{key}") or "") for key in ("sid", "email", "name"))
    return Person(login=sid, email=email, name=name)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def canvas(shelf: Shelf) -> list[Arrival]:
    """Read files that lie flat, each with its student in front of its name."""
    found: dict[str, list[tuple[str, re.Match[str], Entry]]] = {}
    for name, entry in shelf.files().items():
        if match := _CANVAS_BLIND.fullmatch(name) or _CANVAS.fullmatch(name):
            found.setdefault(match["id"], []).append((name, match, entry))
    return [
        Arrival(
            tuple(name for name, _, _ in group),
            (_canvas_person(group[0][1]),),
            tuple(entry.moved(match["file"] or match["typed"]) for _, match, entry in group),
            late=any(match["late"] for _, match, _ in group),
            depth=shelf.depth,
            represents=True,
        )
        for group in found.values()
    ]


def _canvas_person(match: re.Match[str]) -> Person:
    return Person(
        name="" if match["name"] == "anon" else match["name"], number=f"canvas:{match['id']}"
    )


def moodle(shelf: Shelf) -> list[Arrival]:
    """Read folders (or, in the flat form, files) that end in the plugin that took them in."""
    found: dict[str, tuple[Person, list[str], list[Entry]]] = {}
    units = [(name, entries, True) for name, entries in shelf.folders().items()]
    units += [(name, (entry,), False) for name, entry in shelf.files().items()]
    for unit, entries, folder in units:
        match = _MOODLE.fullmatch(unit)
        if match is None or bool(match["file"]) == folder:
            continue
        name = "" if match["name"] == "Participant" else match["name"]
        person = Person(name=name, number=f"moodle:{match['id']}")
        _, parts, files = found.setdefault(match["id"], (person, [], []))
        parts.append(unit)
        head = "" if match["kind"] == "file" else match["kind"] + "/"
        files += [e.moved(head + (e.name if folder else match["file"])) for e in entries]
    return [
        Arrival(tuple(parts), (person,), tuple(files), depth=shelf.depth)
        for person, parts, files in found.values()
    ]


def blackboard(shelf: Shelf) -> list[Arrival]:
    """Read files that lie flat, with a text beside each attempt that says whose it is.

    An attempt without that text beside others that have one is nobody's until a person says whose.
    """
    found: dict[str, list[tuple[str, re.Match[str], Entry]]] = {}
    for name, entry in shelf.files().items():
        if match := _BLACKBOARD.fullmatch(name):
            found.setdefault(match["attempt"], []).append((name, match, entry))
    noted = {attempt for attempt, group in found.items() if any(m["note"] for _, m, _ in group)}
    return [
        _attempt(group, shelf, known=not noted or attempt in noted)
        for attempt, group in found.items()
    ]


def _attempt(
    group: list[tuple[str, re.Match[str], Entry]], shelf: Shelf, *, known: bool
) -> Arrival:
    notes = [_text(entry) for _, match, entry in group if match["note"]]
    said = next(filter(None, map(_BLACKBOARD_WHO.match, notes)), None)
    match = group[0][1]
    person = Person(**said.groupdict()) if said else Person(login=match["login"])
    group = sorted(group, key=lambda part: bool(part[1]["note"]))
    return Arrival(
        tuple(name for name, _, _ in group),
        (person,) if known else (),
        tuple(entry.moved(m["file"]) for _, m, entry in group if m["file"]),
        handed_in=parse_moment(match["time"], shelf.zone),
        depth=shelf.depth,
    )


def brightspace(shelf: Shelf) -> list[Arrival]:
    """Read folders whose names say who and when."""
    return [
        Arrival(
            (name,),
            (Person(name=match["name"], number=f"brightspace:{match['id']}"),),
            entries,
            handed_in=parse_moment(match["time"], shelf.zone),
            depth=shelf.depth,
        )
        for name, entries in shelf.folders().items()
        if (match := _BRIGHTSPACE.fullmatch(name))
    ]


def sakai(shelf: Shelf) -> list[Arrival]:
    """Read folders called after people, with the files in a folder of their own.

    Who handed in nothing may have a folder, too; it holds neither files nor a time.
    """
    found = []
    for name, entries in shelf.folders().items():
        match = _SAKAI.fullmatch(name)
        stamp = next((e for e in entries if e.name == "timestamp.txt"), None)
        files = below(entries, _SAKAI_FILES)
        if match and (files or stamp):
            person = Person(login=match["login"], name=match["name"])
            when = parse_moment(_text(stamp), dt.UTC) if stamp else None
            found.append(Arrival((name,), (person,), files, handed_in=when, depth=shelf.depth))
    return found


def _text(entry: Entry) -> str:
    try:
        return entry.fetch(_MAX_NOTE).decode("utf-8", "replace")
    except SubmissionError:
        return ""
