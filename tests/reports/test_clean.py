"""Text that students choose cannot move a cursor, turn a line around or forge one of ours."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.clean import clean_block, clean_name, clean_prose, clean_record


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("evil\u202etxt.exe", r"evil\u202etxt.exe"),
        ("a\nb\tc\r", r"a\nb\tc\r"),
        ("a\u2066b\u200fc\ufeff", r"a\u2066b\u200fc\ufeff"),
        ("\x9b2J", r"\x9b2J"),
        ("half \ud800", r"half \ud800"),
        ("Zoë Müller, 山田", "Zoë Müller, 山田"),
    ],
)
def test_a_name_shows_what_cannot_be_seen(text, shown):
    """Controls, bidi marks and half characters appear as escapes; letters of any script stay."""
    assert clean_name(text) == shown


def test_accents_do_not_climb_over_the_lines_above():
    """Of ten accents on one letter, four are drawn and the others are escaped."""
    shown = clean_name("a" + "\u0301" * 10)
    assert shown.count("\u0301") == 4
    assert shown.count(r"\u0301") == 6


def test_prose_is_one_line():
    """Sentences that come in several lines are joined by single spaces."""
    assert clean_prose("  one\n  two\r\nthree ") == "one two three"


def test_a_block_keeps_its_columns():
    """Line ends and indents stay where they carry meaning; a carriage return hides nothing."""
    assert clean_block("a\r\n\tb\rc") == "a\n    b\\rc"


@pytest.mark.parametrize("clean", [clean_name, clean_prose, clean_block])
def test_a_huge_text_is_cut(clean):
    """A message of a megabyte ends in three dots long before it fills the page."""
    shown = clean("x" * 1_000_000)
    assert len(shown) <= 4000
    assert shown.endswith("...")


@given(st.text(st.characters(codec=None)))
def test_nothing_invisible_is_left(text):
    """Whatever the text, only printable characters (and a block's line ends) come out."""
    for clean in (clean_name, clean_prose):
        assert clean(text).isprintable()
    assert clean_block(text).replace("\n", "").isprintable()
    assert not any(unicodedata.category(c) == "Cs" for c in clean_block(text))


def test_every_text_of_a_report_is_cleaned(samples):
    """No field of a hostile report, however deep, keeps a control or bidi character."""
    for report in samples.all():
        assert "\\x1b" not in ascii(clean_record(report)).replace("\\\\x1b", "")
        assert "\\u202e" not in ascii(clean_record(report)).replace("\\\\u202e", "")


def test_numbers_and_outcomes_survive(samples):
    """Cleaning changes words alone: scores, points and outcomes are the same afterwards."""
    for report in samples.all():
        cleaned = clean_record(report)
        assert cleaned.score == report.score
        assert [t.outcome for t in cleaned.tasks] == [t.outcome for t in report.tasks]
