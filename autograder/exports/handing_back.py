"""The verb `export`: from grades to the file that a platform takes, and what to say about it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from autograder.clean import clean_name, clean_prose
from autograder.errors import AuthorError
from autograder.exports.autolab import to_autolab_feedback, to_autolab_scores
from autograder.exports.canvas import to_canvas
from autograder.exports.classroom50 import to_classroom50_scores
from autograder.exports.gradebook_csv import to_csv
from autograder.exports.gradescope import Words, to_gradescope_zip
from autograder.exports.moodle import to_moodle, to_moodle_feedback
from autograder.exports.prairielearn import to_prairielearn_scores
from autograder.exports.rows import Handback, Row
from autograder.results import Report

PLATFORMS = ("gradescope", "canvas", "moodle", "prairielearn", "autolab", "classroom50", "csv")
_MOST = 6

_FEEDBACK = ("moodle", "autolab")
_SUFFIXES = {"gradescope": ".zip", "classroom50": ".json"}


T = TypeVar("T")


class Wish(msgspec.Struct, frozen=True):
    """What the caller asks for.

    Attributes:
        platform: one of `PLATFORMS`.
        template: the platform's own file, where one is filled in.
        assignment: what the platform calls the assignment: Canvas, Classroom 50; the question of
            PrairieLearn.
        feedback: the texts instead of the grades: Moodle, Autolab.
    """

    platform: str
    template: bytes | None = None
    assignment: str | None = None
    feedback: bool = False


def hand_back(
    wish: Wish, rows: Sequence[Row], reports: Sequence[Report], *, words: Words
) -> Handback:
    """Return the file for a platform.

    Args:
        wish: which one.
        rows: the grades.
        reports: of the same students, as judged.
        words: what a student reads about one task.

    Raises:
        AuthorError: something is missing that this platform needs, or its own file is not what it
            should be.
    """
    if wish.feedback and wish.platform not in _FEEDBACK:
        raise AuthorError(
            f"There is no file of feedback for {wish.platform}: its other file holds it, or it takes "
            "none. Leave --feedback out."
        )
    match wish.platform:
        case "canvas":
            template = _needed(wish.template, "--template", "the gradebook that Canvas exports")
            title = _needed(wish.assignment, "--assignment", "the column's title, with its number")
            return to_canvas(rows, template, assignment=title)
        case "moodle" if wish.feedback:
            return to_moodle_feedback(rows, wish.template)
        case "moodle":
            return to_moodle(
                rows, _needed(wish.template, "--template", "Moodle's grading worksheet")
            )
        case "classroom50":
            template = _needed(wish.template, "--template", "the classroom's scores.json")
            slug = _needed(wish.assignment, "--assignment", "the assignment's slug")
            return to_classroom50_scores(rows, template, assignment=slug)
        case "prairielearn":
            return to_prairielearn_scores(rows, qid=wish.assignment)
        case "autolab":
            return to_autolab_feedback(rows) if wish.feedback else to_autolab_scores(rows)
        case "gradescope":
            return to_gradescope_zip(reports, rows, words=words)
        case "csv":
            return to_csv(rows)
    raise AuthorError(f"{wish.platform!r} is none of: {', '.join(PLATFORMS)}.")


def _needed(value: T | None, option: str, what: str) -> T:
    if value is None:
        raise AuthorError(f"This platform's own file is filled in: give {what} as {option}.")
    return value


def file_name(wish: Wish) -> str:
    """Return what the file is called unless the caller says."""
    if wish.platform == "moodle" and wish.feedback:
        return "moodle-feedback.zip"
    if wish.platform == "csv":
        return "grades.csv"
    ending = "-feedback.csv" if wish.feedback else _SUFFIXES.get(wish.platform, ".csv")
    return wish.platform + ending


def save(done: Handback, path: Path) -> None:
    """Write the file, whole or not at all.

    Raises:
        AuthorError: it cannot be written there.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(done.content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise AuthorError(
            f"{path} cannot be written ({error.strerror}). Choose another place with --to."
        ) from error


def summary_lines(wish: Wish, done: Handback, path: Path) -> list[str]:
    """Return what happened: how many, who not, and why."""
    what = "texts" if wish.feedback else "grades"
    lines = [f"{len(done.filled)} {what} written to {path}."]
    if done.blank:
        lines.append(f"{len(done.blank)} left blank: {_some(done.blank)}.")
    if done.unknown:
        lines.append(f"{len(done.unknown)} of ours not found there: {_some(done.unknown)}.")
    lines += map(clean_prose, done.notes)
    if wish.platform == "canvas":
        lines.append(
            "The column carries the assignment's number, so Canvas fills the one that is there and "
            "makes no new one."
        )
    return [row for line in lines for row in textwrap.wrap(line, 80, break_on_hyphens=False)]


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(clean_name(name) for name in names[:_MOST])
    return f"{shown} and {len(names) - _MOST} more" if len(names) > _MOST else shown
