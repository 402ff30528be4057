"""The verbs of the desk as commands, thin; what they do is imported when they are called."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from autograder.desk.exchange import hand_back, take_in
from autograder.desk.screen import Screen

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
TIER = click.option(
    "--tier", type=click.Choice(["process"]), help="Force the weakest jail (process limits alone)."
)
ACCEPT_UNSAFE = click.option(
    "--accept-unsafe", is_flag=True, help="Run code that this machine cannot jail."
)


def _runner(ctx: click.Context, param: click.Parameter, named: str | None) -> str | None:
    """Check `--result`; which platforms there is a form for is looked up only if it is given."""
    if named is None:
        return None
    from autograder.exports.container import FORMS

    return click.Choice(list(FORMS)).convert(named, param, ctx)


@click.command()
@click.argument("lesson")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="JSON Lines on stdout, one a hand-in.")
@click.option(
    "--result",
    "platform",
    callback=_runner,
    metavar="PLATFORM",
    help="Grade one hand-in; write on stdout what the runner of gradescope, prairielearn, autolab or "
    "classroom50 takes.",
)
@click.option("--out", type=FOLDER, help="Keep the run and write reports here.")
@click.option("-s", "--student", "students", multiple=True, help="Only this one; may be repeated.")
@click.option("-c", "--check", "checks", multiple=True, help="Only this task, e.g. 2.3.")
@click.option("-j", "--workers", type=click.IntRange(1), help="Default: number of cores.")
@click.option("--cluster", metavar="ADDRESS", help="Grade on the Dask cluster of this scheduler.")
@click.option("--seed", type=int, help="Seed of the inputs. Default: drawn for a new run.")
@click.option(
    "--bundle",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Grade from a sealed bundle instead of the course's sources.",
)
@click.option("--rerun", is_flag=True, help="Run student code again even if nothing changed.")
@click.option("--allow-lower", is_flag=True, help="Let scores of unchanged hand-ins fall.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be done.")
@TIER
@ACCEPT_UNSAFE
def grade(
    lesson: str,
    paths: tuple[Path, ...],
    as_json: bool,
    platform: str | None,
    out: Path | None,
    students: tuple[str, ...],
    checks: tuple[str, ...],
    workers: int | None,
    cluster: str | None,
    seed: int | None,
    bundle: Path | None,
    rerun: bool,
    allow_lower: bool,
    dry_run: bool,
    tier: str | None,
    accept_unsafe: bool,
) -> None:
    """Grade the hand-ins of LESSON: those found in PATHS, else in course/LESSON/hand-ins.

    A path is a file, a folder, a folder of folders, or a zip. With --out, or without PATHS, the run
    is kept: only what is new or changed is run, changed checks are judged again on what was observed
    before, and after a stop the same command goes on.

    Exit status: 0 all graded, 1 some need a person, 2 wrong options, 3 machine, folder or cluster
    not ready, 4 input not readable, 70 our own fault, 130 stopped (what is done is kept). With
    --result: 0 and a result, or none and another status.
    """
    from autograder.desk.commands import Asked, grade_kept, grade_loose, grade_one
    from autograder.desk.grading import Machine

    asked = Asked(lesson, paths, students, checks, seed, bundle, rerun, allow_lower)
    machine = Machine(workers or os.cpu_count() or 1, tier, accept_unsafe, cluster)
    screen = Screen(as_json=as_json or platform is not None)
    if platform and (as_json or out):
        raise click.UsageError("--result writes one result and keeps nothing: no --json, no --out.")
    kept = not platform and (out is not None or not paths)
    if not kept and (checks or rerun or allow_lower or dry_run or cluster):
        raise click.UsageError(
            "--check, --rerun, --allow-lower, --dry-run and --cluster are about a run that is kept: "
            "add --out DIR."
        )
    if cluster and workers:
        raise click.UsageError("The workers of a cluster have their own number of threads: no -j.")
    around = next((path for path in paths if out and _is_inside(out, path)), None)
    if around is not None:
        raise click.UsageError(
            f"--out {out} lies in {around}, where everything is read as hand-ins, its reports too: "
            "name a folder outside."
        )
    if platform:
        grade_one(asked, machine, screen, platform=platform)
        return
    if not kept:
        reports = grade_loose(asked, machine, screen)
    else:
        reports = grade_kept(asked, machine, screen, out=out, dry_run=dry_run)
    if any(report.score is None or not report.gradable for report in reports):
        sys.exit(1)


def _is_inside(path: Path, folder: Path) -> bool:
    """Tell whether a path is a folder, or below it, wherever links lead; neither need be there."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _about_a_run(verb: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say which run a verb is about; it gets that folder and a screen first."""

    @click.option("--lesson", help="The lesson, if several were graded.")
    @click.option("--out", type=FOLDER, help="Folder of the run. Default: course/LESSON.")
    @functools.wraps(verb)
    def run(lesson: str | None, out: Path | None, **arguments: object) -> None:
        from autograder.desk.paths import find_root

        verb(find_root(lesson, out), Screen(), **arguments)

    return run


@click.command()
@click.argument("who", required=False)
@click.argument("task", required=False)
@click.option("--rerun", is_flag=True, help="Run the code again and show what it prints.")
@click.option("--like", metavar="WHO", help="Who else has the findings of WHO.")
@click.option("--unnamed", is_flag=True, help="Failures without a name, by what was observed.")
@click.option("--needs-person", is_flag=True, help="Hand-ins that somebody should look at.")
@TIER
@ACCEPT_UNSAFE
@_about_a_run
def inspect(
    root: Path,
    screen: Screen,
    who: str | None,
    task: str | None,
    rerun: bool,
    like: str | None,
    unnamed: bool,
    needs_person: bool,
    tier: str | None,
    accept_unsafe: bool,
) -> None:
    """Explain the hand-in of WHO, or its TASK: findings, and what was observed."""
    from autograder.desk import questions
    from autograder.desk.session import Machine

    if sum(map(bool, (who and not like, like, unnamed, needs_person))) != 1:
        raise click.UsageError("Name a student, or one of --like, --unnamed, --needs-person.")
    if (tier or accept_unsafe) and not rerun:
        raise click.UsageError("--tier and --accept-unsafe are about running code: add --rerun.")
    if like:
        questions.like(root, like, who, screen)
    elif unnamed:
        questions.unnamed(root, screen)
    elif needs_person:
        questions.needs_person(root, screen)
    else:
        machine = Machine(tier=tier, accept_unsafe=accept_unsafe) if rerun else None
        questions.inspect(root, who, task, screen, rerun=machine)


@click.command()
@click.argument("first", type=FOLDER)
@click.argument("second", type=FOLDER)
def compare(first: Path, second: Path) -> None:
    """Put two gradings side by side: who changes from FIRST to SECOND, and by what."""
    from autograder.desk import questions

    questions.compare(first, second, Screen())


@click.command()
@click.argument("check")
@click.option("--reason", default="", help="Why. Required, unless with --undo.")
@click.option("--undo", is_flag=True, help="Take the waiver back.")
@click.option("--allow-lower", is_flag=True, help="With --undo: let scores fall.")
@_about_a_run
def waive(
    root: Path, screen: Screen, check: str, reason: str, undo: bool, allow_lower: bool
) -> None:
    """Count CHECK (TASK/GROUP) as passed for everyone, and judge again. No student code runs."""
    from autograder.desk import rulings

    if not reason and not undo:
        raise click.UsageError("Say why: --reason TEXT.")
    if undo:
        rulings.unwaive(root, check, screen, reason=reason, lower=allow_lower)
    else:
        rulings.waive(root, check, screen, reason=reason)


@click.command()
@click.argument("check")
@click.option("--reason", default="", help="Why.")
@click.option("--allow-lower", is_flag=True, help="Let scores fall.")
@_about_a_run
def unwaive(root: Path, screen: Screen, check: str, reason: str, allow_lower: bool) -> None:
    """Take the waiver of CHECK back: the same as `waive CHECK --undo`."""
    from autograder.desk import rulings

    rulings.unwaive(root, check, screen, reason=reason, lower=allow_lower)


@click.command()
@click.argument("who")
@click.argument("task")
@click.argument("points", type=int)
@click.option("--reason", required=True, help="Why.")
@_about_a_run
def override(root: Path, screen: Screen, who: str, task: str, points: int, reason: str) -> None:
    """Set the POINTS of one TASK of the student WHO."""
    from autograder.desk import rulings

    rulings.override(root, who, task, points, screen, reason=reason)


@click.command()
@click.argument("who")
@click.argument("text")
@_about_a_run
def comment(root: Path, screen: Screen, who: str, text: str) -> None:
    """Keep a comment for the student WHO."""
    from autograder.desk import rulings

    rulings.comment(root, who, text, screen)


@click.command()
@click.argument("who")
@click.argument("until", metavar="DAYS|DATE")
@click.option("--reason", default="", help="Why.")
@_about_a_run
def extend(root: Path, screen: Screen, who: str, until: str, reason: str) -> None:
    """Give the student WHO more days, or a due date of their own."""
    from autograder.desk import rulings

    rulings.extend(root, who, until, screen, reason=reason)


@click.command()
@click.argument("name", metavar="[LESSON]", required=False)
@click.option(
    "--to", "target", type=FILE, help="Name of the page. Default: report.html of the run."
)
@click.option("--out", type=FOLDER, help="Folder of the run. Default: course/LESSON.")
def report(name: str | None, target: Path | None, out: Path | None) -> None:
    """Write the course report of LESSON: scores, tasks, mistakes, and every hand-in, in one page.

    It is made of what is kept of the run and of what was decided since; no code is run. The page needs
    no network and holds names: for staff only. Without --to the students' pages are written anew, too.
    """
    from autograder.desk.commands import write_report
    from autograder.desk.paths import find_root

    write_report(find_root(name, out), Screen(), target=target)


DECIDING = (waive, unwaive, override, comment, extend)
STAFF = (take_in, grade, inspect, compare, *DECIDING, report, hand_back)
VERBS = {verb.name: verb for verb in STAFF}
