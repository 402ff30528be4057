"""The command `finegrade`: one thin function per verb, those of grading in `desk.verbs`.

Heavy imports happen inside. Words go to stderr and results to stdout; see `errors` for what the exit
codes mean.
"""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

import click

from autograder import __version__
from autograder.errors import FinegradeError


class _Group(click.Group):
    """Turns our own errors into one sentence and an exit code; knows the verbs of the desk."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from autograder.desk.verbs import VERBS

        return VERBS.get(cmd_name) or super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        from autograder.desk.verbs import VERBS

        return [*VERBS, *super().list_commands(ctx)]

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except FinegradeError as error:
            click.echo(f"finegrade: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("finegrade: Stopped.", err=True)
            ctx.exit(130)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="finegrade")
def main() -> None:
    """Grade hand-ins of the course Beyond Pretraining, and write its lessons.

    Students need none of this: in the student release they run `pytest`.
    """


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
@click.option(
    "--provide",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write LESSON to DIR instead, with the earlier lessons' functions that it calls solved.",
)
def build(lessons: tuple[str, ...], provide: Path | None) -> None:
    """Generate the student release, `assignments/`, from solutions and public suites."""
    from autograder.authoring import build as generating
    from autograder.lesson import find_course

    course = find_course()
    if provide is not None:
        if len(lessons) != 1:
            raise click.UsageError("--provide takes exactly one LESSON.")
        generating.provide(course, course.lesson(lessons[0]).key, provide)
        click.echo(f"wrote {provide}: it holds solutions of earlier lessons")
        return
    keys = [course.lesson(name).key for name in lessons] or course.keys()
    for path in generating.build(course, keys):
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
@click.option(
    "--seeds",
    type=click.IntRange(1),
    default=64,
    show_default=True,
    help="Answer keys in it, half a minute of CPU each. Fewer only to try it out.",
)
def bundle_otter(lesson: str, out: Path | None, seeds: int) -> None:
    """Make the autograder.zip of LESSON for `otter run`, Gradescope and other platforms."""
    from autograder.lesson import find_course
    from autograder.otter.bundle import bundle_lesson

    course = find_course()
    found = course.lesson(lesson)
    path = bundle_lesson(
        course,
        found,
        out or Path(f"{found.key}-autograder.zip"),
        seeds=seeds,
        tell=lambda words: click.echo(words, err=True),
    )
    click.echo(f"{path} ({path.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    main()
