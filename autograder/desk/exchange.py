"""The verbs `import` and `export` as commands, thin; what they do is imported when they are called."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.desk.screen import Screen
from autograder.errors import AuthorError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.exports.rows import Row
    from autograder.gradebook import Grade
    from autograder.intake.records import Record
    from autograder.intake.taking import Offer
    from autograder.intake.whose import Names
    from autograder.lesson import Lesson
    from autograder.results import Report

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
USAGE = 2  # what click exits with if a command is not called as it has to be


def _names(ctx: click.Context, param: click.Parameter, said: tuple[str, ...]) -> Names:
    """Read `--name`; what is wrong with it is a usage error."""
    from autograder.intake.whose import read_names

    try:
        return read_names(said)
    except AuthorError as error:
        raise click.BadParameter(str(error)) from None


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--lesson", required=True, help="Which lesson the hand-ins are of.")
@click.option(
    "--roster", type=FILE, help="CSV of the students: id,name,email; a worksheet will do."
)
@click.option(
    "--from",
    "platform",
    metavar="PLATFORM",
    help="Try this platform only, if the names mislead.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    callback=_names,
    metavar="PATTERN|HAND-IN=STUDENT",
    help="How the names of a plain folder are made, such as '{student}_{file}'; or whose one "
    "hand-in is. May be repeated.",
)
@click.option(
    "--on-duplicate",
    "rule",
    type=click.Choice(["newest", "oldest", "ask"]),
    default="newest",
    show_default=True,
    help="Which of several attempts counts (newest: on time, if one is). All are kept.",
)
@click.option("--out", type=FOLDER, help="Folder of the run. Default: course/LESSON.")
@click.option("-n", "--dry-run", is_flag=True, help="Show the plan and write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Write what the plan says without asking.")
def take_in(
    source: Path,
    lesson: str,
    roster: Path | None,
    platform: str | None,
    names: Names,
    rule: str,
    out: Path | None,
    dry_run: bool,
    yes: bool,
) -> None:
    """Take in hand-ins from SOURCE: what a platform exports, or a folder.

    The platform is told from the names. The plan is shown, and nothing is written before you have
    said that it is right; a script says so beforehand, with --yes.

    Exit status: 0 all ready, 1 some need a person or nothing was written, 2 nobody to ask, 3 disk,
    4 not readable or another lesson.
    """
    from autograder.desk.paths import Paths, home
    from autograder.gradebook import decisions, due_date
    from autograder.intake.roster import read_roster
    from autograder.intake.taking import Asked, look
    from autograder.lesson import find_course

    if names.pattern and platform not in (None, "folder"):
        raise click.UsageError(f"--name with a pattern is for --from folder, not {platform}.")
    if rule == "ask" and not sys.stdin.isatty():
        raise click.UsageError("--on-duplicate ask needs a terminal: choose newest or oldest.")
    course = find_course()
    found = course.lesson(lesson)
    root = out or home(course, found.key)
    extensions = decisions(Paths(root).ledger).extensions
    asked = Asked(
        source,
        found,
        root,
        read_roster(roster) if roster else (),
        platform,
        lambda student: due_date(found, extensions.get(student)),
        names,
        "oldest" if rule == "oldest" else "newest",
        _choose if rule == "ask" else None,
    )
    with look(asked, course) as offer:
        sys.exit(_conclude(offer, dry_run=dry_run, yes=yes))


def _conclude(offer: Offer, *, dry_run: bool, yes: bool) -> int:
    """Show a plan, write it if that is wished, and return the exit code."""
    screen = Screen()
    screen.show(offer.text)
    if dry_run:
        screen.show("Nothing was written. Leave --dry-run out to take them in.")
        return offer.exit_code
    if not yes and not sys.stdin.isatty():
        screen.tell("Nothing was written: there is no terminal to ask. If it is right, add --yes.")
        return USAGE
    if not yes and not _agreed(offer):
        screen.show("Nothing was written.")
        return 1
    screen.show(offer.accept())
    return offer.exit_code


def _agreed(offer: Offer) -> bool:
    try:
        return click.confirm(f"Write this to {offer.place}?", err=True)
    except click.Abort:
        raise KeyboardInterrupt from None


def _choose(student: str, attempts: Sequence[Record], usual: Record) -> Record:
    """Ask which attempt counts; without an answer it is the usual one."""
    from autograder.intake.wording import choice_lines

    screen = Screen()
    for line in choice_lines(student, attempts):
        screen.tell(line)
    numbers = click.IntRange(1, len(attempts))
    first = attempts.index(usual) + 1
    try:
        return attempts[click.prompt("Which one counts?", first, type=numbers, err=True) - 1]
    except click.Abort:
        raise KeyboardInterrupt from None


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
    import msgspec

    from autograder.desk.explain import grades_of
    from autograder.desk.moved import present_reports
    from autograder.desk.opened import open_desk
    from autograder.desk.paths import find_root
    from autograder.desk.session import find_lesson
    from autograder.exports.handing_back import Wish, file_name, hand_back, save, summary_lines
    from autograder.intake.keeping import read_records
    from autograder.reports.text import task_text

    root = find_root(name, out)
    wish = Wish(platform, template.read_bytes() if template else None, assignment, feedback)
    with open_desk(root, writable=False) as desk:
        lesson = find_lesson(desk)
        reports, left_out = present_reports(desk)
        grades = grades_of(desk, lesson, reports)
    records = {record.student: record for record in read_records(root) if record.counts}
    rows = [
        _row(report, grade, lesson, records.get(report.student))
        for report, grade in zip(reports, grades, strict=True)
    ]
    done = hand_back(wish, rows, reports, words=lambda task: task_text(task, lesson))
    done = msgspec.structs.replace(done, notes=(*done.notes, *left_out))
    path = target or root / file_name(wish)
    save(done, path)
    Screen().show("\n".join(summary_lines(wish, done, path)))


def _row(report: Report, grade: Grade, lesson: Lesson, record: Record | None) -> Row:
    """Return what is handed back of one student."""
    import msgspec

    from autograder.desk.explain import standing_of
    from autograder.exports.rows import Row
    from autograder.reports.standing import decided_lines
    from autograder.reports.text import feedback_text

    standing = standing_of(grade, lesson)
    decided = {override.task: override.points for override in grade.overrides}
    tasks = tuple((t.id, decided.get(t.id, t.points), t.max) for t in report.tasks)
    row = Row(
        report.student,
        grade.raw,
        grade.adjusted,
        grade.max,
        feedback_text(report, lesson, standing),
        tasks,
        decided=tuple(decided_lines(standing)),
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
