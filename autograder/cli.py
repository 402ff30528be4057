"""The command `finegrade`: one thin function per verb. Heavy imports happen inside.

Words go to stderr and results to stdout; see `errors` for what the exit codes mean.
"""

from __future__ import annotations

import os
import secrets
import sys
import time
from itertools import chain
from pathlib import Path

import click

from autograder import __version__
from autograder.errors import FinegradeError


class _Group(click.Group):
    """Turns our own errors into one sentence and an exit code."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except FinegradeError as error:
            click.echo(f"finegrade: {error}", err=True)
            ctx.exit(error.exit_code)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="finegrade")
def main() -> None:
    """Grade hand-ins of the course Beyond Pretraining, and write its lessons.

    Students need none of this: in the student release they run `pytest`.
    """


@main.command()
@click.argument("lesson")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="JSON Lines on stdout, one a hand-in.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write reports here.")
@click.option("-j", "--workers", type=click.IntRange(1), help="Default: number of cores.")
@click.option("--seed", type=int, help="Seed of the inputs. Default: drawn for this run.")
@click.option(
    "--bundle",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Grade from a sealed bundle instead of the course's sources.",
)
@click.option(
    "--tier", type=click.Choice(["process"]), help="Force the weakest jail (process limits alone)."
)
@click.option("--accept-unsafe", is_flag=True, help="Run code that this machine cannot jail.")
def grade(
    lesson: str,
    paths: tuple[Path, ...],
    as_json: bool,
    out: Path | None,
    workers: int | None,
    seed: int | None,
    bundle: Path | None,
    tier: str | None,
    accept_unsafe: bool,
) -> None:
    """Grade the hand-ins of LESSON found in PATHS.

    A path is a file, a folder, a folder of folders, or a zip.

    Exit status: 0 all graded, 1 some need a person, 3 machine not ready, 4 input not readable.
    """
    from autograder.authoring.bundle import compute_key, open_bundle
    from autograder.grade import grade as run
    from autograder.intake import read_submissions
    from autograder.lesson import find_course
    from autograder.reports import summary_text, write_reports
    from autograder.results import to_json

    if bundle is not None:
        course, found, key = open_bundle(bundle, seed=seed)
        hand_ins = [s for path in paths for s in read_submissions(path, found.key, found.module)]
    else:
        course = find_course()
        found = course.lesson(lesson)
        hand_ins = [s for path in paths for s in read_submissions(path, found.key, found.module)]
        key = compute_key(course, found, secrets.randbits(40) if seed is None else seed)
    started = time.monotonic()
    reports = []
    for report in run(
        hand_ins,
        course=course,
        lesson=found,
        key=key,
        suite=course.hidden_suite(found.key),
        jobs=workers or os.cpu_count() or 1,
        tier=tier,
        accept_unsafe=accept_unsafe,
        tell=lambda words: click.echo(f"Jail: {words}", err=True),
    ):
        reports.append(report)
        if as_json:
            click.echo(to_json(report))
        _progress(len(reports), len(hand_ins))
    click.echo(f"Graded {len(reports)} in {time.monotonic() - started:.1f} s.", err=True)
    click.echo(summary_text(reports, found), err=as_json)
    if out is not None:
        click.echo(f"Report: {write_reports(out, reports, found)}", err=as_json)
    if any(report.score is None or not report.gradable for report in reports):
        sys.exit(1)


def _progress(done: int, total: int) -> None:
    """Say how far a run is: one rewritten line on a terminal, else one line every 10 %."""
    if sys.stderr.isatty():
        click.echo(f"\rgraded {done} of {total}", err=True, nl=done == total)
    elif done == total or done * 10 // total != (done - 1) * 10 // total:
        click.echo(f"graded {done} of {total}", err=True)


@main.command()
@click.argument("lesson", required=False)
@click.option(
    "--thorough",
    is_flag=True,
    help="50 seeds instead of 3, and the public suite on every known mistake.",
)
@click.option("--task", "only", multiple=True, help="Prove this task (with its helpers) alone.")
@click.option("--seed", "chosen", type=int, multiple=True, help="Prove at these seeds instead.")
def check(
    lesson: str | None, thorough: bool, only: tuple[str, ...], chosen: tuple[int, ...]
) -> None:
    """Prove the checks of LESSON (default: of all lessons).

    The stub earns nothing, the reference everything; every known mistake is caught and named, every
    right answer keeps its points; nothing of the solutions is in the release.
    """
    from autograder.authoring.check import SEEDS, THOROUGH_SEEDS, check_lesson, check_public
    from autograder.lesson import find_course

    course = find_course()
    seeds = chosen or (THOROUGH_SEEDS if thorough else SEEDS)
    count = 0
    for key in [course.lesson(lesson).key] if lesson else course.keys():
        found = course.lesson(key)
        click.echo(f"{key}: {len(found.tasks)} tasks, {found.points} points", err=True)
        findings = check_lesson(
            course, found, seeds=seeds, only=only, tell=lambda t: click.echo(f"  {t}", err=True)
        )
        for finding in chain(findings, check_public(course, found) if thorough else ()):
            count += 1
            click.echo(f"FAIL  {finding}")
    if count:
        click.echo(f"{count} to mend. Not ready to release.")
        sys.exit(1)
    click.echo(f"ok    nothing to mend at {len(seeds)} {'seed' if len(seeds) == 1 else 'seeds'}.")


@main.command()
@click.argument("lessons", nargs=-1)
def build(lessons: tuple[str, ...]) -> None:
    """Generate the student release, `assignments/`, from solutions and public suites."""
    from autograder.authoring.build import build as generate
    from autograder.lesson import find_course

    course = find_course()
    keys = [course.lesson(name).key for name in lessons] or course.keys()
    for path in generate(course, keys):
        click.echo(f"wrote {path.relative_to(course.root)}")


@main.command()
def doctor() -> None:
    """Say whether this machine can grade, and how well it jails student code."""
    from autograder.doctor import examine
    from autograder.lesson import find_course

    course = find_course()
    lines = []
    for line in examine(course, course.keys()[0]):
        lines.append(line)
        click.echo(str(line))
    if any(line.state == "FAIL" for line in lines):
        click.echo("Not ready.")
        sys.exit(3)
    click.echo("Ready.")


@main.group()
def bundle() -> None:
    """Seal a lesson for a grading platform: probes, hidden suite, answers; no solution."""


@bundle.command("otter")
@click.argument("lesson")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Name of the zip.")
def bundle_otter(lesson: str, out: Path | None) -> None:
    """Make the autograder.zip of LESSON for `otter run`, Gradescope and other platforms."""
    from autograder.lesson import find_course
    from autograder.otter.bundle import bundle_lesson

    course = find_course()
    found = course.lesson(lesson)
    path = bundle_lesson(course, found, out or Path(f"{found.key}-autograder.zip"))
    click.echo(f"{path} ({path.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    main()
