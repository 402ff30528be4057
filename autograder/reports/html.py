"""Reports as pages: self-contained, without scripts, readable without colour.

All functions are pure but `write_feedback` and `write_page`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

import jinja2
from markupsafe import Markup, escape

from autograder.clean import clean_record
from autograder.lesson import Lesson
from autograder.reports import wording
from autograder.reports.course import make_page
from autograder.reports.folders import folder_names
from autograder.reports.inspection import Cluster
from autograder.reports.standing import Standing, as_judged, decided_lines
from autograder.reports.strip import NAMES, wrong_places
from autograder.results import Report, TaskResult

COURSE_PAGE = "report.html"
STUDENT_PAGE = "feedback.html"


def feedback_html(report: Report, lesson: Lesson, standing: Standing | None = None) -> str:
    """Return the page that one student reads about one hand-in; see `feedback_text`."""
    report, standing = clean_record(report), standing or as_judged(report)
    return _render(
        "feedback.html",
        report=report,
        lesson=lesson,
        score=wording.score_line(standing.adjusted, report.max),
        decided=decided_lines(standing),
        repair=_with_outcome(report, "failed", "stopped"),
        waiting=_with_outcome(report, "ungraded"),
        todo=_with_outcome(report, "unwritten"),
        done=_with_outcome(report, "passed"),
    )


def _with_outcome(report: Report, *outcomes: str) -> list[TaskResult]:
    return [result for result in report.tasks if result.outcome in outcomes]


def course_html(
    reports: Sequence[Report],
    lesson: Lesson,
    *,
    standings: Mapping[str, Standing] = MappingProxyType({}),
    clusters: Sequence[Cluster] = (),
) -> str:
    """Return the page for the people who teach; it holds all that is known of each hand-in.

    Args:
        reports: one a hand-in, as judged.
        lesson: the lesson.
        standings: student -> grade; whoever is not in it counts as judged.
        clusters: unnamed failures that were found to behave alike.
    """
    page = make_page(reports, lesson, standings=standings, clusters=clusters)
    return _render("course.html", lesson=lesson, page=page)


def write_feedback(
    folder: Path,
    reports: Sequence[Report],
    lesson: Lesson,
    *,
    standings: Mapping[str, Standing] = MappingProxyType({}),
) -> None:
    """Write `<student>/feedback.html` for each, to be given to them; see `course_html`."""
    for report, name in zip(reports, _folders(reports), strict=True):
        page = feedback_html(report, lesson, standings.get(report.student))
        write_page(folder / name / STUDENT_PAGE, page)


def _folders(reports: Sequence[Report]) -> list[str]:
    taken = [COURSE_PAGE, "hand-ins", "older"]  # what lies in the folder of a course run
    return folder_names([report.student for report in reports], taken=taken)


def write_page(path: Path, page: str) -> Path:
    """Write a page, with the folders above it, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


def _render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(values)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder.reports"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(say=wording, trained=NAMES, wrong_places=wrong_places)
    environment.filters["code"] = mark_code
    return environment


def mark_code(text: str) -> Markup:
    """Return the escaped text with what stands in backticks as `<code>`."""
    return Markup(re.sub(r"`([^`\n]+)`", r"<code>\1</code>", str(escape(text))))
