"""The token strip, as text and on a page: letters and words say what a colour says."""

from __future__ import annotations

import msgspec
import pytest

from autograder.reports.html import feedback_html
from autograder.reports.strip import strip_lines
from autograder.reports.text import feedback_text
from autograder.results import Finding, Report, Strip, TaskResult

STRIP = Strip(
    ("<|im_start|>", "assistant", "\n", "Paris", ".", "<|im_end|>", "\n"),
    (False, True, True, True, True, False, False),
    (False, False, False, True, True, True, False),
)


@pytest.fixture
def report(tiny):
    """A hand-in whose first task trains on other tokens than it should."""
    finding = Finding("The header is trained on.", strip=STRIP)
    first, second = tiny.lesson.tasks
    wrong = TaskResult(first.id, first.name, 5, first.points, "failed", finding=finding)
    right = TaskResult(second.id, second.name, second.points, second.points, "passed")
    return Report("student-01", tiny.lesson.key, True, "root", (wrong, right), 0.1)


def test_rows_of_letters_stand_under_each_other_with_carets_below():
    """Every column is one token."""
    ruler, expected, got, carets, *_ = strip_lines(STRIP)
    assert ruler.split()[1:] == ["0", "5"]
    assert expected.split()[-1] == "mmmtttm"
    assert got.split()[-1] == "mttttmm"
    assert [got.index("mtttt") + place for place in (1, 2, 5)] == [
        column for column, sign in enumerate(carets) if sign == "^"
    ]


def test_each_token_that_differs_is_named_with_what_it_is_and_should_be(report, tiny):
    """A line end is shown by its escape, and nothing needs more than 80 columns."""
    text = feedback_text(report, tiny.lesson)
    assert "  1  assistant       got trained  expected masked" in text
    assert "  2  \\n              got trained  expected masked" in text
    assert "  5  <|im_end|>      got masked   expected trained" in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_page_marks_what_differs_without_colour(report, tiny):
    """Letters in the cells, and words that a screen reader reads where the rows differ."""
    page = feedback_html(report, tiny.lesson)
    assert page.count("(differs)") == 3
    assert page.count('class="on"') + page.count('class="on differs"') == 7
    assert "&lt;|im_end|&gt;" in page


def test_a_finding_without_a_strip_shows_none(report, tiny):
    """Most tasks have no tokens."""
    wrong, right = report.tasks
    bare = msgspec.structs.replace(wrong, finding=Finding("The header is trained on."))
    report = msgspec.structs.replace(report, tasks=(bare, right))
    assert "position" not in feedback_text(report, tiny.lesson)
    assert "Token strip" not in feedback_html(report, tiny.lesson)
