"""What several hidden suites claim: each claim takes what is right, and nothing beside it."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.judge import Mismatch, assert_answers, assert_change, assert_untouched
from autograder.observation import Array, Odd, Raised

ROWS = np.array([[3.0, -4.0], [0.02, 0.01], [500.0, 80.0]], dtype=np.float32)


def recorded(rows):
    """Return rows as they travel."""
    rows = np.asarray(rows, dtype=np.float32)
    return {"y": Array("float32", rows.shape, rows.tobytes())}


def moved(row, share):
    """Return the rows with one of them off by a share of its own size."""
    rows = ROWS.copy()
    rows[row, 0] += share * np.abs(rows[row]).max()
    return rows


@pytest.mark.parametrize("row", [0, 1, 2])
@pytest.mark.parametrize(
    ("claim", "rounding", "wrong"), [(assert_change, 1e-3, 4e-3), (assert_untouched, 2e-6, 1e-4)]
)
def test_each_row_has_a_scale_of_its_own(claim, row, rounding, wrong):
    """A small row that is off fails beside large ones; rounding does not."""
    claim(recorded(moved(row, rounding)), recorded(ROWS), "y")
    with pytest.raises(Mismatch):
        claim(recorded(moved(row, wrong)), recorded(ROWS), "y")


@pytest.mark.parametrize("claim", [assert_change, assert_untouched])
@pytest.mark.parametrize(
    "wrong", [0 * ROWS, -ROWS, ROWS / 2, 2 * ROWS, ROWS[::-1], ROWS.T, ROWS[:2], ROWS + 0.1]
)
def test_no_distortion_passes(claim, wrong):
    """Zeros, another sign, another size, another order or shape, a shift: all fail."""
    with pytest.raises(Mismatch):
        claim(recorded(wrong), recorded(ROWS), "y")


@pytest.mark.parametrize("claim", [assert_change, assert_untouched])
def test_nothing_recorded_is_not_right(claim):
    """Where the probe broke off there is no fingerprint to compare."""
    with pytest.raises(Mismatch):
        claim({}, recorded(ROWS), "y")


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (3, 3),
        (3.0, 3),
        (3, 3.0),
        ('["a", 1]', '["a", 1.0]'),
        ('{"a": 2.0}', '{"a": 2}'),
        ('{"a": [1.0, true]}', '{"a": [1, true]}'),
        ('"word"', '"word"'),
        (True, True),
    ],
)
def test_an_answer_is_right_in_any_form_of_number(got, want):
    """A whole float counts as the whole number, alone or inside a list or dict."""
    assert_answers({"a": got}, {"a": want})


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (4, 3),
        (3.1, 3),
        (True, 1),
        (float("nan"), 3),
        ('["a", 2]', '["a", 1]'),
        ('["a"]', '["a", 1]'),
        ("[true]", "[1]"),
        ('{"a": 0}', '{"a": false}'),
        ('{"b": 1}', '{"a": 1}'),
        ('{"a": [1, 2.5]}', '{"a": [1, 2]}'),
        ("[]", "{}"),
        ('"word"', '"sword"'),
        ("not json", '"word"'),
        ("[" * 4000, '"word"'),
        (None, 3),
        (Odd("Liar"), 3),
        (Raised("ValueError", None, None, None, "no"), 3),
    ],
)
def test_any_other_answer_is_wrong(got, want):
    """Another number, text, kind or nothing at all is not the answer; True is not 1."""
    with pytest.raises(Mismatch):
        assert_answers({"a": got}, {"a": want})


def test_a_missing_answer_is_wrong():
    """A key that was not recorded fails."""
    with pytest.raises(Mismatch):
        assert_answers({}, {"a": 3})


def test_only_inexact_answers_may_be_a_percent_off():
    """The leave is given by key; True does not pass for a number."""
    assert_answers({"a": 100.9}, {"a": 100.0}, inexact=("a",))
    for got, inexact in ((100.9, ()), (102.0, ("a",)), (True, ("a",)), ("100", ("a",))):
        with pytest.raises(Mismatch):
            assert_answers({"a": got}, {"a": 100.0}, inexact=inexact)


def test_diagnostics_are_no_answers():
    """What begins with an underscore is there for the reader and is not compared."""
    assert_answers({"_returned": "list"}, {"_returned": "dict"})
