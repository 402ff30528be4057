"""The verbs `import` and `export` as commands, thin; what they do is imported when they are called."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.desk.screen import Screen

if TYPE_CHECKING:
    from autograder.exports.rows import Row
    from autograder.gradebook import Grade
    from autograder.intake.records import Record
    from autograder.lesson import Lesson
    from autograder.results import Report

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--lesson", "name", required=True, help="Which lesson the hand-ins are of.")
@click.option(
    "--roster", type=FILE, help="CSV of the students: id,name,email; a worksheet will do."
)
@click.option("--from", "platform", help="Try this platform only, if the names mislead.")
@click.option("--out", type=FOLDER, help="Folder of the run. Default: course/LESSON.")
@click.option("-n", "--dry-run", is_flag=True, help="Show the plan and write nothing.")
def take_in(
    source: Path,
    name: str,
    roster: Path | None,
    platform: str | None,
    out: Path | None,
    dry_run: bool,
) -> None:
    """Take in hand-ins from SOURCE: what a platform exports, or a folder.

    The platform is told from the names. Nothing is written before all of it was read; of several
    attempts of one student the newest that is on time counts, and all are kept.

    Exit status: 0 all ready, 1 some need a person, 3 disk, 4 not readable or another lesson.
    """
    from autograder.desk.paths import Paths, home
    from autograder.gradebook import decisions, due_date
    from autograder.intake.roster import read_roster
    from autograder.intake.taking import Asked, take_in
    from autograder.lesson import find_course

    course = find_course()
    lesson = course.lesson(name)
    root = out or home(course, lesson.key)
    extensions = decisions(Paths(root).ledger).extensions
    outcome = take_in(
        Asked(
            source,
            lesson,
            root,
            read_roster(roster) if roster else (),
            platform,
            lambda student: due_date(lesson, extensions.get(student)),
            dry_run,
        ),
        course,
    )
    Screen().show(outcome.text)
    sys.exit(outcome.exit_code)


@click.command("export")
@click.argument("platform")
@click.argument("name", metavar="[LESSON]", required=False)
@click.option(
    "--template", type=FILE, help="The platform's own file: gradebook, worksheet, scores."
)
@click.option("--assignment", help="What the platform calls it: column, slug or question.")
@click.option("--feedback", is_flag=True, help="Texts instead of grades (moodle, autolab).")
@click.option("--to", "target", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--out", type=FOLDER, help="Folder of the run. Default: course/LESSON.")
def hand_back(
    platform: str,
    name: str | None,
    template: Path | None,
    assignment: str | None,
    feedback: bool,
    target: Path | None,
    out: Path | None,
) -> None:
    """Write the grades of LESSON as the file that PLATFORM takes.

    PLATFORM is gradescope, canvas, moodle, prairielearn, autolab, classroom50 or csv. What goes out is
    what counts: after overrides, waivers and the late policy.
    """
    from autograder.desk.explain import grade_of
    from autograder.desk.opened import open_desk
    from autograder.desk.paths import find_root
    from autograder.desk.session import find_lesson
    from autograder.exports.handing_back import Wish, file_name, hand_back, save, summary_lines
    from autograder.intake.keeping import read_records

    root = find_root(name, out)
    wish = Wish(platform, template.read_bytes() if template else None, assignment, feedback)
    with open_desk(root, writable=False) as desk:
        lesson, reports = find_lesson(desk), desk.reports()
        grades = [grade_of(desk, lesson, report) for report in reports]
    records = {record.student: record for record in read_records(root) if record.counts}
    rows = [
        _row(report, grade, lesson, records.get(report.student))
        for report, grade in zip(reports, grades, strict=True)
    ]
    done = hand_back(wish, rows, reports)
    path = target or root / file_name(wish)
    save(done, path)
    Screen().show("\n".join(summary_lines(wish, done, path)))


def _row(report: Report, grade: Grade, lesson: Lesson, record: Record | None) -> Row:
    """Return what is handed back of one student."""
    import msgspec

    from autograder.exports.rows import Row
    from autograder.reports.text import feedback_text

    decided = {override.task: override.points for override in grade.overrides}
    tasks = tuple((t.id, decided.get(t.id, t.points), t.max) for t in report.tasks)
    comments = "".join(f"\n\nComment: {text}" for text in grade.comments)
    row = Row(
        report.student,
        grade.raw,
        grade.adjusted,
        grade.max,
        feedback_text(report, lesson) + comments,
        tasks,
        days_late=grade.days_late,
    )
    if record is None:
        return row
    who = record.person
    return msgspec.structs.replace(
        row,
        login=who.login,
        email=who.email,
        name=who.name,
        number=who.number,
        platform=record.platform,
        label=record.label,
    )
