"""The pages: self-contained, well-formed, accessible in structure, and safe to open."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from autograder.reports import course_html, feedback_html, write_feedback, write_page

VOID = frozenset({"meta", "br", "hr", "img", "link", "input"})
CHROMIUM = shutil.which("chromium")


class Page(HTMLParser):
    """Reads a page: its elements in order, its visible text, and tags that do not match."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.mismatches: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.mismatches.append(tag)

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


@pytest.fixture
def pages(samples):
    """Student (or "course") -> the source of the page."""
    reports = samples.all()
    found = {report.student: feedback_html(report, samples.lesson) for report in reports}
    return {**found, "course": course_html(reports, samples.lesson)}


def test_every_tag_closes(pages):
    """Each page is well-formed, whatever a student wrote into it."""
    for name, html in pages.items():
        page = Page(html)
        assert page.mismatches == [], name
        assert page.open == [], name


def test_a_page_needs_nothing_but_itself(pages):
    """No script, no address, no image, no style sheet elsewhere; a policy forbids them too."""
    for html in pages.values():
        page = Page(html)
        assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in page.elements}
        assert not re.search(r"https?:|url\(|@import|javascript:", html)
        assert not any(key.startswith("on") for _, attrs in page.elements for key in attrs)
        policy = [meta for meta in page.all("meta") if "http-equiv" in meta]
        assert policy[0]["content"].startswith("default-src 'none'")


def test_hostile_text_is_shown_as_text(samples, pages):
    """Markup in names, notes and messages is escaped; invisible characters are visible."""
    page = Page(pages[samples.hostile])
    assert "../../<script>alert(1)</script>\\u202egnp\\x1b[31m\\nstudent-01" in page.text
    assert "<b>a zip</b>\\x07" in page.text
    assert "<img src=x onerror=alert(1)>" in page.text
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", "".join(pages.values()))


def test_every_state_is_a_word_on_the_page(pages):
    """The state of every task can be read without colour."""
    for student, word in [
        ("student-01", "ok"), ("student-02", "FAIL"), ("student-02", "todo"),
        ("student-04", "stop"), ("student-05", "none"),
    ]:  # fmt: skip
        assert f">{word}</span>" in pages[student]
        assert f">{word}</span>" in pages["course"]


def test_a_failure_reads_in_order(pages):
    """What is wrong, the public example, where, what holds, the suspicion, the question."""
    text = Page(pages["student-02"]).text
    parts = [
        "What to look at", "Right-padded rows", "On a small example", "hidden[0] = [a b c d e]",
        "changing e must", "In classification.py, line 22", "Passes no mask, right", "Fails left",
        "Looks like known mistake L1.P03", "Question Where does", "Not written yet",
        "pytest lesson1_classification --hint", "Right, and why",
    ]  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_staff_matters_are_on_the_staff_page_alone(samples, pages):
    """What broke on our side, and in which jail, is told to staff and to no student."""
    for student, html in pages.items():
        assert ("0.125" in html) == (student == "course")
        assert ("fault" in html.replace("default", "")) == (student == "course")
        assert ("user namespace" in html) == (student == "course")


def test_our_own_fault_is_no_zero(pages):
    """An ungraded task shows a dash and the fixed sentence; the score says: not graded yet."""
    text = Page(pages["student-05"]).text
    assert "not graded yet" in text
    assert "- of 17" in text
    assert "The checker failed; this is not about this hand-in." in text
    assert "--hint" not in text  # nothing here is theirs to repair


def test_pages_have_a_language_a_title_and_headings_in_order(pages):
    """One h1 per page, no heading level skipped, a title of its own."""
    for html in pages.values():
        page = Page(html)
        assert page.all("html")[0]["lang"] == "en"
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in zip([0, *levels], levels, strict=False))
    titles = {re.search("<title>(.*?)</title>", html).group(1) for html in pages.values()}
    assert len(titles) == len(pages)


def test_tables_say_what_their_cells_belong_to(pages):
    """Every table has a caption, every header cell a scope, every id exists once."""
    for html in pages.values():
        page = Page(html)
        assert len(page.all("caption")) == len(page.all("table"))
        assert all(head.get("scope") in ("row", "col") for head in page.all("th"))
        ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
        assert len(ids) == len(set(ids))
        targets = [a["href"][1:] for a in page.all("a") if a["href"].startswith("#")]
        assert set(targets) <= set(ids)


def test_an_empty_course_has_a_page(samples):
    """Without hand-ins the page says so instead of failing."""
    assert "0 hand-ins" in Page(course_html([], samples.lesson)).text


def test_written_pages_stay_inside(samples, tmp_path):
    """One page a hand-in; a name such as ../../x writes nothing outside."""
    folder = tmp_path / "a" / "b" / "out"
    write_feedback(folder, samples.all(), samples.lesson)

    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) == len(samples.all())
    assert all(path.name == "feedback.html" for path in written)
    assert all(path.parents[1] == folder for path in written)


def test_two_students_of_one_name_keep_their_own_pages(samples, tmp_path):
    """The same name twice gives two folders, each with its own score."""
    reports = [
        samples.report("student-01", samples.full(0)),
        samples.report("student-01", samples.named()),
    ]
    write_feedback(tmp_path, reports, samples.lesson)
    pages = [path.read_text("utf-8") for path in tmp_path.glob("*/feedback.html")]
    assert sorted("14 of 14</title>" in page for page in pages) == [False, True]


@pytest.fixture(scope="module")
def chromium():
    """Runs headless Chromium with these options on a page."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: pages are not looked at")

    def run(page: Path, profile: Path, *options: str) -> subprocess.CompletedProcess[str]:
        command = [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--enable-logging=stderr", f"--user-data-dir={profile}", *options,
            page.as_uri(),
        ]  # fmt: skip
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)

    return run


@pytest.mark.browser
def test_a_browser_draws_the_pages(samples, tmp_path, chromium):
    """Chromium draws the course page without a console message (no policy is violated)."""
    page = write_page(tmp_path / "report.html", course_html(samples.all(), samples.lesson))
    picture = tmp_path / "page.png"
    done = chromium(page, tmp_path / "profile", f"--screenshot={picture}")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "CONSOLE" not in done.stderr


@pytest.mark.browser
def test_a_browser_builds_the_elements_we_wrote(samples, tmp_path, chromium):
    """The page of a hostile hand-in, as the browser understands it, has no element of theirs."""
    page = tmp_path / "page.html"
    hostile = samples.all()[-1]
    page.write_text(feedback_html(hostile, samples.lesson), "utf-8")
    built = Page(chromium(page, tmp_path / "profile", "--dump-dom").stdout)
    assert not {"script", "img", "b", "i"} & {tag for tag, _ in built.elements}
    assert "<script>alert(1)</script>" in built.text


def test_pages_outlive_a_task_that_was_dropped(samples):
    """A report that holds tasks which the lesson does not have any more is shown all the same."""
    short = msgspec.structs.replace(samples.lesson, task=samples.lesson.tasks[:1])
    full = samples.report("student-01", samples.full(0), samples.full(1), samples.unnamed())
    text = Page(feedback_html(full, short)).text
    assert "1.2 GPT2Classifier" in text
    assert "Why no bias." not in text
    assert "For a hint" not in text
    assert "student-01" in course_html(samples.all(), short)
