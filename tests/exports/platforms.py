"""What platforms do with a file that is uploaded, written from their documentation and source.

None of this knows how our files are made: it reads bytes as Canvas, Moodle, Autolab and PrairieLearn do.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import dataclass, field

from autograder.exports.rows import Row

HOSTILE = (
    Row("ada", 90, 81, 100, "Lesson 1\nWell done.", name="Lovelace, Ada", number="canvas:11"),
    Row("calc", 70, 70, 100, '=1+1 "quoted", \\"odd\\"', name="=1+1", email="calc@example.edu"),
    Row("zoe", 60, 60, 100, "Größe: 5 € — 日本\ttab", name="Zoë Müller", login="zmueller"),
    Row("cmd", 50, 45, 100, "@SUM(A1)\n-2+3\n<b>", name="-2+3;x|y_z", email="+x@example.edu"),
    Row("none", None, None, 100, "", name="'t Hooft, Gerard"),
)


@dataclass
class CanvasImport:
    """What Canvas's gradebook importer makes of a file."""

    scores: dict[str, dict[int, str]] = field(default_factory=dict)
    created: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def canvas(content: bytes, *, assignments: dict[int, str], people: dict[int, str]) -> CanvasImport:
    """Import a CSV: titles with a known number fill it, all others make a new assignment.

    Args:
        content: the file.
        assignments: number -> title, of those that exist.
        people: number -> SIS login, of the students that exist.
    """
    text = content.decode("utf-8-sig")
    first = text.split("\n")[0]
    rows = list(
        csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    )
    header = rows[0]
    assert "Student" in header[0]
    assert "ID" in header[1]
    section = next(i for i, title in enumerate(header) if "Section" in title)
    done = CanvasImport()
    columns = {}
    for i, title in enumerate(header[section + 1 :], start=section + 1):
        match = re.fullmatch(r"(.*)\s\((\d+)\)", title)
        if match and int(match[2]) in assignments:
            columns[i] = int(match[2])
        elif not re.match(r"(Current|Final|Override|Unposted) ", title):
            done.created.append(title)
    for row in rows[1:]:
        if "Points Possible" in row[0] or not row[1].strip():
            continue
        if int(row[1]) not in people:
            done.lost.append(row[0])
            continue
        for i, number in columns.items():
            value = row[i].strip()
            if value and value != "-":
                assert value == "EX" or re.fullmatch(r"\d+(\.\d+)?", value), value
                done.scores.setdefault(people[int(row[1])], {})[number] = value
    return done


def php_csv(text: str, delimiter: str = ",") -> list[list[str]]:
    r"""Read CSV as PHP's `fgetcsv` does: a backslash keeps the quote behind it from closing a field."""
    rows, row, cell, i, quoted = [], [], "", 0, False
    while i < len(text):
        char = text[i]
        if quoted:
            if char == "\\" and i + 1 < len(text):
                cell += text[i : i + 2]
                i += 1
            elif char == '"' and text[i + 1 : i + 2] == '"':
                cell += '"'
                i += 1
            elif char == '"':
                quoted = False
            else:
                cell += char
        elif char == '"' and not cell:
            quoted = True
        elif char == delimiter:
            row.append(cell)
            cell = ""
        elif char == "\n":
            rows.append([*row, cell.removesuffix("\r")])
            row, cell = [], ""
        else:
            cell += char
        i += 1
    return rows


def moodle(
    content: bytes, *, participants: dict[int, str], most: float
) -> dict[str, tuple[str, str]]:
    """Import a grading worksheet; return user -> grade and feedback comment, of those it takes."""
    rows = php_csv(content.decode("utf-8-sig"))
    header = rows[0]
    who, grade, changed = (
        header.index(title) for title in ("Identifier", "Grade", "Last modified (grade)")
    )
    words = header.index("Feedback comments")
    taken = {}
    for row in rows[1:]:
        assert len(row) == len(header), row
        assert row[changed] == "-"
        number = row[who][len("Participant ") :]
        if number.isdigit() and int(number) in participants:
            value = row[grade]
            if value != "" and 0 <= float(value) <= most:
                taken[participants[int(number)]] = (value, row[words])
    return taken


def moodle_zip(content: bytes, *, participants: dict[int, str]) -> dict[str, dict[str, str]]:
    """Import a zip of feedback files as Moodle cuts its names: by underscores, the number second."""
    taken: dict[str, dict[str, str]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.rpartition("/")[2].startswith((".", "~")):
                continue
            parts = name.split("/")
            while parts:
                info = parts.pop(0).split("_", 4)
                if len(info) < 4 or not info[1].isdigit() or int(info[1]) not in participants:
                    continue
                if (info[2], info[3]) != ("assignsubmission", "file"):
                    continue
                rest = "/".join([info[4] if len(info) > 4 else "", *parts]).strip("/")
                user = participants[int(info[1])]
                taken.setdefault(user, {})[rest] = archive.read(name).decode()
                break
    return taken


def autolab_line(output: str) -> dict[str, float]:
    """Read the scores in the last line of an autograder's output, as Autolab rewrites and parses it."""
    last = [line for line in output.split("\n") if line.strip()][-1]
    quoted = re.sub(r"([a-zA-Z0-9]+):", r'"\1":', last)
    return json.loads(quoted if "scores:" in last else last)["scores"]


def autolab_csv(content: bytes, *, emails: set[str], kind: str) -> dict[str, str | float]:
    """Import a CSV for an assessment with one problem: address, cell."""
    taken: dict[str, str | float] = {}
    for row in csv.reader(io.StringIO(content.decode("utf-8"))):
        email, cell = row
        assert email in emails, email
        if cell.strip():
            decoded = cell.replace("\\n", "\n").replace("\\t", "\t")
            taken[email] = float(cell) if kind == "scores" else decoded
    return taken


def prairielearn_csv(content: bytes) -> list[dict[str, object]]:
    """Import a CSV of scores: titles in lower case, numbers where PrairieLearn wants numbers."""
    numbers = {"instance", "score_perc", "points"}
    rows = []
    for row in csv.DictReader(io.StringIO(content.decode("utf-8"))):
        rows.append({k.lower(): float(v) if k.lower() in numbers else v for k, v in row.items()})
    assert all({"uid", "instance"} <= set(row) for row in rows)
    return rows
