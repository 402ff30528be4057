"""The list of students, from a CSV file: the course's own, or one that a platform offers.

Read are `id, name, email, section` and their usual synonyms, the gradebook that Canvas exports, and
Moodle's grading worksheet. A column `group` puts students into teams.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from autograder.errors import AuthorError
from autograder.intake.arrivals import Person
from autograder.intake.people import Member, person_key
from autograder.tables import CANVAS_TEST_STUDENT, delimiter_of

MAX_ROSTER = 16 << 20  # bytes

_LOGINS = (
    *("id", "student", "student id", "student number", "sid", "id number", "sis user id"),
    *("username", "user name", "login", "sis login id", "eid", "uid", "uin"),
    *("github_username", "roster_identifier"),
)
_EMAILS = ("email", "email address", "e-mail", "e-mail address", "mail")
_NAMES = ("name", "full name", "student name")
_FIRST, _LAST = ("first name", "firstname", "given name"), ("last name", "lastname", "surname")
_NUMBERS = {"identifier": "moodle", "canvas id": "canvas"}  # title -> whose number it is
_GROUPS = ("group", "team", "group_name")
_NOBODIES = ("Points Possible", CANVAS_TEST_STUDENT)  # rows of a gradebook of Canvas
_HANDED_IN = ("last modified (submission)", "handed_in")

Row = Mapping[str, str]


def read_roster(path: Path) -> tuple[Member, ...]:
    """Return the students of a roster, in its order.

    Raises:
        AuthorError: it cannot be read, no column says who is who, or two lines have the same id.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_ROSTER + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise AuthorError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise AuthorError(f"{path}: not UTF-8 text (byte {error.start}): save it again.") from error
    if len(data) > MAX_ROSTER:
        raise AuthorError(f"{path}: larger than {MAX_ROSTER >> 20} MB, so no list of students.")
    return parse_roster(text, str(path))


def parse_roster(text: str, name: str) -> tuple[Member, ...]:
    """Return the students of a roster's text; `name` is what errors call it."""
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter_of(text), strict=True))
    except csv.Error as error:
        raise AuthorError(f"{name}: not a CSV file ({error}).") from error
    header = _titles(rows[0]) if rows else []
    members: dict[str, Member] = {}
    for number, cells in enumerate(rows[1:], start=2):
        row = {title: cell.strip() for title, cell in zip(header, cells, strict=False)}
        member = _member(row)
        if member is None:
            continue
        if member.key.casefold() in members:
            raise AuthorError(f"{name}, line {number}: a second line for {member.key}.")
        members[member.key.casefold()] = member
    if not members:
        raise AuthorError(
            f"{name}: no student found. The first line names the columns: id,name,email,section."
        )
    return tuple(members.values())


def _titles(header: list[str]) -> list[str]:
    """Return the titles in lower case; Canvas's `Student` and `ID` by what they mean there."""
    titles = [title.strip().casefold() for title in header]
    if titles[:2] == ["student", "id"] and "section" in titles:
        return ["name", "canvas id", *titles[2:]]
    return titles


def _member(row: Row) -> Member | None:
    login, email = _first(row, _LOGINS), _first(row, _EMAILS)
    number = _number(row)
    name = _first(row, _NAMES) or f"{_first(row, _FIRST)} {_first(row, _LAST)}".strip()
    person = Person(login=login, email=email, name=name, number=number)
    key = person_key(person)
    if not key or name in _NOBODIES:
        return None
    aliases = tuple(row[title] for title in _LOGINS if row.get(title))
    return Member(key, person, aliases, _first(row, _GROUPS), _first(row, _HANDED_IN))


def _number(row: Row) -> str:
    """Return the number that a platform gives: of "Participant 123" the last word."""
    found = next(((row[t], whose) for t, whose in _NUMBERS.items() if row.get(t)), None)
    return f"{found[1]}:{found[0].rpartition(' ')[2]}" if found else ""


def _first(row: Row, titles: tuple[str, ...]) -> str:
    return next((row[title] for title in titles if row.get(title)), "")
