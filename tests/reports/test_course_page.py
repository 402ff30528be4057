"""The course page: one file that holds everything, for a person who has to act on it."""

from __future__ import annotations

import datetime as dt
import re

import msgspec
import pytest

from autograder.reports import course_html
from autograder.reports.inspection import Cluster
from autograder.reports.standing import Standing
from autograder.results import Finding, Strip

STRIP = Strip(("Hi", " there", "<end>"), (True, False, False), (False, False, True))


def words(html: str) -> str:
    """Return what can be read on a page."""
    body = re.sub(r"<style>.*?</style>|<!--.*?-->", " ", html, flags=re.DOTALL)
    plain = re.sub(r"<[^>]+>", " ", body).replace("&#39;", "'").replace("&#34;", '"')
    return " ".join(plain.split())


def section(html: str, student: str) -> str:
    """Return the section of one hand-in, as words."""
    return words(
        html.partition(f'id="hand-in-{student}"')[2].partition(">")[2].partition("</section>")[0]
    )


@pytest.fixture
def page(samples):
    """The source of the page on one hand-in of each kind."""
    return course_html(samples.all(), samples.lesson)


def test_its_first_lines_say_that_it_holds_names(page):
    """Whoever opens the file, in an editor or a browser, reads it at once."""
    assert "names and the points of students" in "".join(page.splitlines()[:3])
    assert "For staff only." in words(page)[:120]


def test_it_tells_the_numbers(page):
    """Median, facility, discrimination and shares can be read as text.

    Task 1.2 and the rest: (17, 28), (17, 7), (3, 21), (0, 14), (3, 14); r = 28 / sqrt(276 x 254.8).
    """
    text = words(page)
    assert "Median 24 of 45" in text
    assert "1.2 GPT2Classifier 47 % 8.0 of 17 0.11 2 2 0 1 1" in text
    assert "1.1 L1.P03 2 (33 %) 0 2 (100 %) 0 Right-padded rows" in text
    assert "14 to 17 points: 2 hand-ins" in text


def test_what_is_undefined_is_a_dash(samples):
    """One student has no discrimination; nobody has no facility either."""
    one = course_html(samples.all()[:1], samples.lesson)
    assert "1.1 pool_last_token 100 % 14.0 of 14 - 1 0 0 0 0" in words(one)
    nobody = course_html([], samples.lesson)
    assert "1.1 pool_last_token - - of 14 - 0 0 0 0 0" in words(nobody)
    assert "0 hand-ins" in nobody


def test_everybody_whom_a_machine_could_not_settle_is_listed_with_the_reason(page):
    """Our fault first, then stopped and unreadable hand-ins, then failures without a name."""
    text = words(page).partition("Needs a person Hand-ins")[2].partition("Scores Hand-ins")[0]
    parts = [
        "1.2 GPT2Classifier not graded, by our own fault JudgeError", "1 hand-in: student-05",
        "1.2 GPT2Classifier stopped: Stopped after 10 s", "1 hand-in: student-04",
        "cannot be graded: Python cannot read this file", "1 hand-in: student-06",
        "run the same command again", "Failures with no name", "1.2 GPT2Classifier: ",
    ]  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "Needs a person (5)" in words(page)  # these three, student-03 and the hostile one


def test_failures_that_were_observed_to_be_alike_are_one_entry(samples):
    """Two in a cluster are together, one that breaks the same claim in another way is not."""
    reports = [samples.report(name, samples.unnamed()) for name in ("ann", "bob", "cay", "dan")]
    alike = Cluster("1.2", "GPT2Classifier", ("ann", "cay"), "It does not hold.", "Twice.", "L1.X")
    text = words(course_html(reports, samples.lesson, clusters=[alike]))
    assert "1.2 GPT2Classifier: It does not hold. Twice. 2 hand-ins: ann , cay" in text
    assert "one row per sequence. 2 hand-ins: bob , dan" in text


def test_every_hand_in_has_a_section_with_all_that_was_found(page):
    """Points of each task, finding, small example, place, groups, suspicion, question, our fault."""
    text = section(page, "student-02")
    for part in (
        "student-02: 24 of 45", "FAIL 1.1 pool_last_token, 7 of 14", "Right-padded rows",
        "changing e must", "In classification.py, line 22", "Passes no mask, right", "Fails left",
        "known mistake L1.P03", "Question Where does", "ok 1.2 GPT2Classifier, 17 of 17",
        "Right given your pool_last_token", "todo 1.3 set_trainable, 0 of 14",
    ):  # fmt: skip
        assert part in text
    assert "JudgeError in test_hidden.py" in section(page, "student-05")
    assert "student-06: cannot be graded" in section(page, "student-06")


def test_links_lead_to_sections_of_the_same_file(page):
    """Each name in a list and each part in the navigation is there; nothing points outside."""
    targets = re.findall(r'href="([^"]*)"', page)
    ids = set(re.findall(r' id="([^"]*)"', page))
    assert len(targets) > 20
    assert all(target[0] == "#" and target[1:] in ids for target in targets)


def test_two_students_of_one_name_have_their_own_sections(samples):
    """Nobody's finding is shown under another one's link."""
    reports = [
        samples.report("student-01", samples.full(0)),
        samples.report("student-01", samples.named()),
    ]
    page = course_html(reports, samples.lesson)
    (first, second) = re.findall(r'<section class="hand-in" id="([^"]*)"', page)
    assert first != second
    assert "14 of 14" in section(page, first.removeprefix("hand-in-"))
    assert "7 of 14" in section(page, second.removeprefix("hand-in-"))


def test_the_token_strip_is_in_letters_and_words(samples):
    """Which tokens are trained on, letter by letter, and each that differs says so."""
    finding = Finding("The loss is on the wrong tokens.", strip=STRIP)
    wrong = msgspec.structs.replace(samples.named(), finding=finding)
    page = course_html([samples.report("student-01", wrong)], samples.lesson)
    text = section(page, "student-01")
    assert "token Hi there &lt;end&gt; expected m m t yours t (differs) m m (differs)" in text
    assert "m: masked (-100), t: trained" in text
    assert "Token 0, Hi : yours trained, expected masked" in text
    assert "Token 2, &lt;end&gt; : yours masked, expected trained" in text
    assert 'aria-label="Token strip of task 1.1"' in page


def test_what_people_decided_is_shown_and_counts(samples):
    """The score that counts, what was judged, when it came and why it differs."""
    when = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)
    words_of_staff = ("Task 1.3 set to 10 points by a TA: <b>argued</b> well",)
    standing = Standing(when, 2, 24, 31, words_of_staff)
    page = course_html(samples.all(), samples.lesson, standings={"student-02": standing})
    text = section(page, "student-02")
    assert "student-02: 31 of 45" in text
    assert "Handed in 2026-11-22 09:30, 2 days late" in text
    assert "Judged 24 points, counts as 31 points." in text
    assert "by a TA: &lt;b&gt;argued&lt;/b&gt; well" in text
    assert "in these scores; 1 differs from what was judged" in words(page)


def test_a_task_that_was_added_later_is_a_dash(samples):
    """A report from before the lesson had the task has no cell for it, and no error."""
    old = samples.report("student-01", samples.full(0), samples.full(1))
    assert "31 of 31 ok 14 ok 17 -" in words(course_html([old], samples.lesson))
