"""The text reports: 80 columns, states in words, and nothing that belongs to staff."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from autograder.reports import feedback_text, summary_text, task_text
from autograder.reports.columns import WIDTH, cell, wrap
from autograder.reports.standing import Standing
from autograder.results import Finding


@pytest.fixture
def feedback(samples):
    """Student -> the text of that student's report."""
    return {r.student: feedback_text(r, samples.lesson) for r in samples.all()}


def test_no_line_is_wider_than_80_columns(samples, feedback):
    """Whatever a student wrote, every line fits the terminal."""
    texts = [*feedback.values(), summary_text(samples.all(), samples.lesson)]
    for line in "\n".join(texts).splitlines():
        assert cell_len(line) <= WIDTH, line
        assert line == line.rstrip()


def test_our_own_words_are_ascii(samples, feedback):
    """Reports on a lesson in plain letters hold nothing but ASCII, even for a hostile hand-in."""
    assert all(text.isascii() for text in feedback.values())
    assert summary_text(samples.all(), samples.lesson).isascii()


@pytest.mark.parametrize(
    ("student", "row"),
    [
        ("student-01", "ok    1.2"),
        ("student-02", "FAIL  1.1"),
        ("student-02", "todo  1.3"),
        ("student-04", "stop  1.2"),
        ("student-05", "none  1.2"),
    ],
)
def test_every_state_is_a_word(feedback, student, row):
    """Each outcome has its own word in the overview."""
    assert f"\n  {row}" in feedback[student]


def test_a_failure_says_what_then_evidence_then_where_then_what_next(feedback):
    """The parts of a named failure come in the order in which a reader needs them."""
    text = feedback["student-02"]
    parts = [
        "[L1.P03]", "Right-padded rows", "  input   hidden", "  yours   c", "  holds   changing",
        "In classification.py, line 22.", "passes: no mask, right", "fails:  left",
        "Looks like: known mistake L1.P03", "Question: Where", "Next: task 1.1",
        "pytest lesson1_classification --hint",
    ]  # fmt: skip
    places = [text.index(part, text.index("[L1.P03]")) for part in parts]
    assert places == sorted(places)


def test_one_task_alone_is_clean_too(samples):
    """Whoever shows a single task (a platform's box) gets no control characters either."""
    text = task_text(samples.hostile_failure(), samples.lesson)
    assert "\x1b" not in text
    assert "\u2066" not in text


def test_rare_failures_are_counted_where_they_are_not_shown(samples):
    """Of five different claims three are shown, and the summary says how many more failed."""
    reports = []
    for number in range(5):
        finding = Finding(f"Claim {number} fails.")
        reports.append(samples.report("a", samples.task(1, "failed", finding=finding)))
    text = summary_text(reports, samples.lesson)
    assert text.count("fails.") == 3
    assert "    2    in other ways, on the course page" in text


def test_two_mistakes_are_both_named(feedback):
    """A pair is shown with both ids."""
    assert "known mistakes L1.P03 and L1.P20 at once" in feedback["student-03"]


def test_no_name_no_suspicion(samples):
    """A failure that matches no known mistake shows its evidence and no guess."""
    lines = task_text(samples.unnamed(), samples.lesson).splitlines()
    assert "`logits` has 3 axes, more than the 2 asked for." in lines
    assert not any("Looks like" in line for line in lines)


def test_a_passed_task_says_why(feedback):
    """After passing, the student reads why it is right, and when an error was carried forward."""
    assert "Why the last." in feedback["student-01"]
    assert "Every task is right." in feedback["student-01"]
    assert "Right given your `pool_last_token`" in feedback["student-02"]


def test_our_own_fault_is_no_zero_and_no_secret(samples, feedback):
    """An ungraded task shows no points; what broke is in the staff's summary alone."""
    text = feedback["student-05"]
    assert "Score: not graded yet" in text
    assert "-/17" in text
    assert "this is not about this hand-in" in text
    assert "0.125" not in text
    assert "fault" not in text
    assert "0.125" in summary_text(samples.all(), samples.lesson)


def test_one_cause_is_told_once(feedback):
    """A file that Python cannot read is one sentence with its place, not one for each task."""
    text = feedback["student-06"]
    assert text.count("Python cannot read this file") == 1
    assert "In classification.py, line 14." in text
    assert "Score: 0 of 45" in text


def test_a_name_cannot_forge_a_line(samples, feedback):
    """Line ends and escapes in a name are shown, so that it stays inside its own line."""
    text = feedback[samples.hostile]
    assert "\x1b" not in text
    assert "\nstudent-01" not in text
    assert "Score: 17 of 45" in text.splitlines()


def test_the_summary_counts(samples):
    """The TA reads counts, scores, names and who needs a person."""
    text = summary_text(samples.all(), samples.lesson)
    assert "graded 5 of 7   full marks 1" in text
    assert "median 24, mean 24.8, lowest 14" in text
    assert "    2  L1.P03  Right-padded" in text
    assert "    2  failures with no name" in text
    assert "Needs a person (5)" in text
    assert "2 have only failures with no name" in text


def test_a_long_list_of_people_is_cut_and_says_so(samples):
    """With 50 stopped hand-ins the summary shows ten and points to the page."""
    stopped = samples.all()[3].tasks
    text = summary_text([samples.report(f"s{i}", *stopped) for i in range(50)], samples.lesson)
    assert "Needs a person (50)" in text
    assert "and 40 more, on the course page" in text


@pytest.mark.parametrize("reports", [slice(0, 0), slice(0, 1)])
def test_a_quiet_run_has_no_empty_headings(samples, reports):
    """Without failures there is no list of misconceptions, and nobody is called."""
    text = summary_text(samples.all()[reports], samples.lesson)
    assert "misconceptions" not in text
    assert "Needs a person (0)" in text


@given(st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" ")))
def test_wrapping_loses_no_letter(text):
    """Wrapped lines hold the same letters in the same order, wide ones too, and fit."""
    lines = wrap(text, "first: ", "  ")
    assert all(cell_len(line) <= WIDTH for line in lines)
    assert "".join(lines).removeprefix("first:").replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("text", ["ab", "abcdefgh", "日本語日本語", ""])
def test_a_cell_has_its_width(text):
    """Padded or cut, a table's cell takes exactly its columns."""
    assert cell_len(cell(text, 6)) == 6


def test_a_long_comment_is_whole(samples):
    """What a person wrote for the student keeps its line ends and is not cut like a message."""
    comment = "Comment: first\nsecond " + "word " * 300 + "end"
    standing = Standing(None, 0, 45, 45, (comment,))
    text = feedback_text(samples.all()[0], samples.lesson, standing)
    assert "Comment: first\nsecond word" in text
    assert "word end" in " ".join(text.split())


def shortened(lesson):
    """Return the lesson without its last two tasks."""
    return msgspec.structs.replace(lesson, task=lesson.tasks[:1])


def test_a_report_outlives_a_task_that_was_dropped(samples):
    """Every report is told from what it holds itself; only the reason and the hint are left out."""
    for report in samples.all():
        text = feedback_text(report, shortened(samples.lesson))
        assert all(result.name in text for result in report.tasks if report.gradable)
        assert "Why late blocks first." not in text


def test_no_hint_is_promised_for_a_task_that_was_dropped(samples):
    """What comes next is a task that the lesson still has, or nothing."""
    report = samples.report("student-01", samples.full(0), samples.unnamed())
    assert "For a hint" in feedback_text(report, samples.lesson)
    assert "For a hint" not in feedback_text(report, shortened(samples.lesson))
