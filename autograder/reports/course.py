"""What the course page shows: one row and one section a hand-in, and whom a person should look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from autograder.clean import clean_prose, clean_record
from autograder.lesson import Lesson
from autograder.reports.folders import folder_names
from autograder.reports.inspection import Cluster
from autograder.reports.standing import Standing, as_judged, decided_lines, staff_lines
from autograder.reports.summary import Need, Summary, group_concerns, summarize
from autograder.reports.wording import headline, score_line
from autograder.results import Report, TaskResult


class HandIn(msgspec.Struct, frozen=True):
    """One hand-in, ready to be shown; its texts are clean.

    Attributes:
        anchor: id of its section, the same from run to run.
        report: as it was judged.
        score: what it counts as, in words.
        words: when it was handed in, what was decided about it, notes on how it was read.
    """

    anchor: str
    report: Report
    score: str
    words: tuple[str, ...]

    @property
    def tasks(self) -> dict[str, TaskResult]:
        """Results by task."""
        return {result.id: result for result in self.report.tasks}

    @property
    def mistakes(self) -> str:
        """Ids of all known mistakes in it."""
        return ", ".join(name for result in self.report.tasks for name in result.misconceptions)


class CoursePage(msgspec.Struct, frozen=True):
    """All that the page shows of a course.

    Attributes:
        needs: what a machine could not settle; places are numbers of rows.
        unnamed: failures without a name, those together that behave alike.
    """

    summary: Summary
    rows: tuple[HandIn, ...]
    needs: tuple[Need, ...]
    unnamed: tuple[Need, ...]


def make_page(
    reports: Sequence[Report],
    lesson: Lesson,
    *,
    standings: Mapping[str, Standing],
    clusters: Sequence[Cluster],
) -> CoursePage:
    """Return what the course page shows.

    Args:
        reports: one a hand-in, as judged.
        lesson: the lesson.
        standings: student -> grade; whoever is not in it counts as judged.
        clusters: unnamed failures that were found to behave alike.
    """
    grades = [standings.get(report.student) or as_judged(report) for report in reports]
    cleaned = [clean_record(report) for report in reports]
    anchors = folder_names([report.student for report in reports])
    summary = summarize(cleaned, lesson, counting=[grade.adjusted for grade in grades])
    return CoursePage(
        summary,
        rows=tuple(map(_hand_in, anchors, cleaned, grades)),
        needs=group_concerns(summary.concerns),
        unnamed=_unnamed(reports, clusters),
    )


def _hand_in(name: str, report: Report, grade: Standing) -> HandIn:
    score = score_line(grade.adjusted, report.max)
    words = [*staff_lines(grade), *decided_lines(grade), *report.notes]
    return HandIn(
        f"hand-in-{name}",
        report,
        score if report.gradable or grade.adjusted else "cannot be graded",
        tuple(words),
    )


def _unnamed(reports: Sequence[Report], clusters: Sequence[Cluster]) -> tuple[Need, ...]:
    """Return the failures without a name by what was observed, else by the claim that fails."""
    alike = {(who, c.task): number for number, c in enumerate(clusters) for who in c.students}
    places: dict[tuple[str, str, int | None], list[int]] = {}
    for place, report in enumerate(reports):
        for result in report.tasks:
            if result.outcome == "failed" and not result.misconceptions:
                number = alike.get((report.student, result.id))
                found = clusters[number] if number is not None else None
                claim, evidence = (
                    (found.headline, found.evidence) if found else (headline(result), "")
                )
                key = (f"{result.id} {result.name}: {claim}", evidence, number)
                places.setdefault(key, []).append(place)
    needs = [
        Need(clean_prose(why), clean_prose(details), tuple(found))
        for (why, details, _), found in places.items()
    ]
    return tuple(sorted(needs, key=lambda need: (-len(need.places), need.why)))
