"""Grades into Moodle's grading worksheet, and feedback as the zip that Moodle takes back.

Moodle reads three columns of the worksheet (`Identifier`, `Grade`, `Last modified (grade)`) and skips
a grade that was changed there since; all others it only shows. So the downloaded file is filled in, and
every other cell stays.

Source: `mod/assign/feedback/offline` and `mod/assign/feedback/file` of moodle/moodle.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Sequence

from autograder.errors import AuthorError
from autograder.exports.rows import Handback, Level, Row, pair
from autograder.exports.sheets import Sheet, column, read_sheet, write_sheet

_NAME = "The Moodle worksheet"
_NEEDED = ("Identifier", "Grade", "Last modified (grade)")
_TIME = (1980, 1, 1, 0, 0, 0)
_UNFIT = re.compile(r"[\x00-\x1f\x7f_/\\:*?\"<>|]+")


def to_moodle(rows: Sequence[Row], worksheet: bytes) -> Handback:
    """Return the worksheet with grades and feedback comments filled in.

    Raises:
        AuthorError: it is not Moodle's worksheet.
    """
    sheet = read_sheet(worksheet, _NAME, delimiters=",;\t")
    who, grade, _ = (_needed(sheet, title) for title in _NEEDED)
    people = sheet.rows[1:]
    whose = pair(people, rows, _levels(sheet))
    notes: list[str] = []
    filled, blank = [], []
    for position, line in enumerate(people):
        row = whose.get(position)
        if row is None or row.adjusted is None:
            blank.append(line[who])
        elif _cell(sheet, line, "Grade can be changed").casefold() == "no":
            notes.append(f"{line[who]}: Moodle says that this grade cannot be changed.")
        else:
            notes += _over(sheet, line, row, line[who])
            line[grade] = str(row.adjusted)
            _comment(sheet, line, row)
            filled.append(row.student)
    known = {row.student for row in whose.values()}
    return Handback(
        write_sheet(sheet),
        tuple(filled),
        tuple(blank),
        tuple(row.student for row in rows if row.student not in known),
        tuple(notes),
    )


def to_moodle_feedback(rows: Sequence[Row], worksheet: bytes | None = None) -> Handback:
    """Return the zip for "Upload multiple feedback files in a zip": a text for each student.

    The participant's number comes from the hand-in, if Moodle is where it came from, else from the
    worksheet.
    """
    numbers = _numbers(rows, worksheet)
    buffer = io.BytesIO()
    filled, unknown = [], []
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for row in rows:
            number = numbers.get(row.student)
            if number is None:
                unknown.append(row.student)
            elif row.feedback:
                # Moodle cuts the folder's name at its underscores and believes the second part.
                name = _UNFIT.sub(" ", row.name or row.student).strip(" .") or "Participant"
                info = zipfile.ZipInfo(f"{name}_{number}_assignsubmission_file/feedback.txt", _TIME)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, row.feedback.encode("utf-8", "replace"))
                filled.append(row.student)
    return Handback(buffer.getvalue(), tuple(filled), unknown=tuple(unknown))


def _numbers(rows: Sequence[Row], worksheet: bytes | None) -> dict[str, str]:
    own = {row.student: row.number.partition(":") for row in rows}
    found = {student: number for student, (whose, _, number) in own.items() if whose == "moodle"}
    if worksheet is not None:
        sheet = read_sheet(worksheet, _NAME)
        who = _needed(sheet, "Identifier")
        for position, row in pair(sheet.rows[1:], rows, _levels(sheet)).items():
            found[row.student] = _participant(sheet.rows[1 + position][who])
    return found


def _needed(sheet: Sheet, title: str) -> int:
    try:
        return column(sheet, (title,), _NAME)
    except AuthorError as error:
        raise AuthorError(
            f"{error} In Moodle: View all submissions, Download grading worksheet, with the "
            "language set to English; give that file as --template."
        ) from None


def _cell(sheet: Sheet, line: list[str], title: str) -> str:
    found = [i for i, known in enumerate(sheet.header) if known.casefold() == title.casefold()]
    return line[found[0]].strip() if found else ""


def _participant(text: str) -> str:
    return text.strip().rpartition(" ")[2]


def _levels(sheet: Sheet) -> list[Level[list[str]]]:
    """Return the names by which Moodle and we know somebody, strongest first."""

    def cells(*titles: str) -> Callable[[list[str]], set[str]]:
        return lambda line: {_cell(sheet, line, title).casefold() for title in titles} - {""}

    return [
        (
            lambda line: {f"moodle:{_participant(_cell(sheet, line, 'Identifier'))}"},
            lambda row: {row.number},
        ),
        (cells("ID number", "Username", "Email address"), lambda row: row.logins),
        (cells("Full name"), lambda row: {row.name.casefold()} - {""}),
    ]


def _over(sheet: Sheet, line: list[str], row: Row, who: str) -> list[str]:
    """Return a sentence if Moodle would skip the grade, silently, because it is out of range."""
    try:
        most = float(_cell(sheet, line, "Maximum grade").replace(",", "."))
    except ValueError:
        return []
    if row.adjusted is None or row.adjusted <= most:
        return []
    return [f"{who}: {row.adjusted} points are more than Moodle's {most:g}, and would be skipped."]


def _comment(sheet: Sheet, line: list[str], row: Row) -> None:
    """Put the feedback into its column, if there is one, as HTML without a quote or a line end."""
    titles = [title.casefold() for title in sheet.header]
    if row.feedback and "feedback comments" in titles:
        text = html.escape(row.feedback).replace("\n", "<br>")
        line[titles.index("feedback comments")] = f"<pre>{text}</pre>"
