"""The verb `report`: the course page, made of what is kept, through the real command."""

from __future__ import annotations

import shutil

import msgspec
import pytest

from autograder.intake.arrivals import Person
from autograder.intake.records import Record
from autograder.journal import now


def page(desk) -> str:
    """Return the course page of a run."""
    return (desk.out / "report.html").read_text(encoding="utf-8")


def test_it_is_the_page_that_a_run_writes(graded):
    """One way: with nothing decided since, the verb writes the same bytes."""
    before = page(graded)
    (graded.out / "report.html").unlink()
    said = graded.run("report", "lesson9")
    assert said.out == f"Report: {graded.out / 'report.html'}\n"
    assert page(graded) == before
    assert 'id="hand-in-minus"' in before


def test_it_runs_no_code_and_adds_nothing_to_the_run(graded):
    """Without hand-ins and sandbox it still writes; journal and observations stay as they are."""
    state = graded.out / ".finegrade"
    kept = {path: path.read_bytes() for path in state.rglob("*") if path.is_file()}
    shutil.rmtree(graded.hand_ins)
    graded.run("report", "lesson9")
    assert {path: path.read_bytes() for path in state.rglob("*") if path.is_file()} == kept


def test_what_was_decided_since_is_in_it(graded):
    """An override moves the score, and the page says by whom and why."""
    assert "minus: 12 of 16" in page(graded)
    graded.run("override", "minus", "9.1", "9", "--reason", "argued <well>")
    graded.run("report", "lesson9")
    assert "minus: 15 of 16" in page(graded)
    assert "argued &lt;well&gt;" in page(graded)
    assert "Judged 12 points, counts as 15 points." in page(graded)


def test_what_was_decided_since_is_on_the_students_page(graded):
    """The page that goes to the student agrees with the grade, and does not say who decided."""
    graded.run("override", "minus", "9.1", "9", "--reason", "argued <well>")
    graded.run("report", "lesson9")
    feedback = (graded.out / "minus" / "feedback.html").read_text()
    assert '<p class="score">15 of 16</p>' in feedback
    assert "Judged 12 points, counts as 15 points." in feedback
    assert "Task 9.1 set to 9 points: argued &lt;well&gt;" in feedback
    assert "Points set by" not in feedback


def test_who_has_a_new_key_is_on_it_once(graded):
    """The hand-in of minus is called once now: the old key is left out, and that is said."""
    records = [
        Record(
            now(), who, "canvas", "x.zip", "a", Person(), "0" * 8, f"hand-ins/{who}", counts=True
        )
        for who in ("minus", "once")
    ]
    lines = b"".join(msgspec.json.encode(record) + b"\n" for record in records)
    (graded.out / "imports.jsonl").write_bytes(lines)
    shutil.rmtree(graded.hand_ins / "minus")
    said = graded.run("report", "lesson9")
    assert "minus (now once)" in said.out
    assert 'id="hand-in-once"' in page(graded)
    assert 'id="hand-in-minus"' not in page(graded)


def test_it_says_who_needs_a_person(graded):
    """The hand-in that cannot be read, and the failure without a name, with its cluster's evidence."""
    needs = page(graded).partition('<h2 id="person">')[2].partition("<h2")[0]
    assert '<a href="#hand-in-unread">unread</a>' in needs
    assert '<a href="#hand-in-rough">rough</a>' in needs
    assert "hand-in-right" not in needs


def test_another_file_may_be_named(graded, tmp_path):
    """--to writes there, folders included, and leaves the page of the run alone."""
    target = tmp_path / "for" / "staff.html"
    (graded.out / "report.html").write_text("old")
    graded.run("report", "--to", str(target))
    assert "For staff only." in target.read_text()
    assert page(graded) == "old"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["report", "lesson9"], 4, "run `finegrade grade` first"),
        (["report", "lesson8"], 4, "There is no lesson 'lesson8' here"),
    ],
)
def test_without_a_run_it_says_what_to_do(desk, arguments, code, words):
    """A sentence, and no traceback."""
    said = desk.run(*arguments, code=code)
    assert words in said.err
    assert "Traceback" not in said.err


def test_a_run_that_has_not_begun_is_a_sentence(graded):
    """A journal without its first line, as a kill right at the start leaves it."""
    (graded.out / ".finegrade" / "journal.jsonl").write_bytes(b"")
    assert "Nothing was graded into" in graded.run("report", "lesson9", code=4).err


def test_a_page_that_cannot_be_written_is_a_sentence(graded):
    """A folder in the way is told with its path; exit 3."""
    (graded.out / "report.html").unlink()
    (graded.out / "report.html").mkdir()
    said = graded.run("report", "lesson9", code=3)
    assert "report.html" in said.err
    assert "Traceback" not in said.err
