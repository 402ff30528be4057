"""Every sentence that a comparison may say, and that none of them holds a hidden number."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from autograder.errors import AuthorError
from autograder.judge import (
    Mismatch,
    assert_close,
    assert_raises,
    assert_same,
    assert_strip,
    assert_zero,
)
from autograder.judge.compare import RTOL, difference, recorded, same_case, same_value
from autograder.observation import PAYLOAD, Array, Odd, Raised


def array(values, dtype="float32"):
    """Return the values as they travel for a tensor of this dtype."""
    numbers = np.asarray(values).astype(PAYLOAD[dtype])
    return Array(dtype, numbers.shape, numbers.tobytes())


WANT = [[1.5, -2.25], [3.125, 7.75]]
MATRIX = array(WANT)


def evidence(got, want, claim=assert_close, **options):
    """Return what the student reads if `got` was recorded where `want` is right."""
    with pytest.raises(Mismatch) as caught:
        claim({"y": got}, {"y": want}, "y", **options)
    return str(caught.value)


# --------------------------------------------------------------------------- assert_close


@pytest.mark.parametrize(
    ("got", "sentence"),
    [
        (array(np.negative(WANT)), "`y` has the opposite sign."),
        (array(np.multiply(WANT, 2)), "`y` is twice as large as it should be."),
        (array(np.multiply(WANT, 0.5)), "`y` is half as large as it should be."),
        (array(np.multiply(WANT, 100)), "`y` is a hundred times too large."),
        (array(np.transpose(WANT)), "`y` is transposed."),
        (array(np.zeros((2, 2))), "`y` is zero everywhere."),
        (array(np.full((2, 2), 7.75)), "`y` is the same number everywhere."),
        (array(np.add(WANT, 1)), "`y` does not have the right values."),
        (array([[math.nan, -2.25], [3.125, 7.75]]), "`y` is NaN where it must be finite."),
        (array([[math.inf, -2.25], [3.125, 7.75]]), "`y` is infinite where it must be finite."),
        (array([WANT]), "`y` has 3 axes, more than the 2 asked for."),
        (array(WANT[0]), "`y` has 1 axes, fewer than the 2 asked for."),
        (array([*WANT, [0, 0]]), "`y` has the wrong size along axis 0."),
        (array(np.ones((3, 5))), "`y` has the wrong size along axis 0 and 1."),
        (array(WANT, "float64"), "`y` is float64; float32 is asked for."),
        (array(WANT, "int64"), "`y` is int64; float32 is asked for."),
        (7.75, "`y` is a float; a float32 tensor is asked for."),
        (None, "`y` is None; a float32 tensor is asked for."),
        (True, "`y` is True or False; a float32 tensor is asked for."),
        (3, "`y` is a whole number; a float32 tensor is asked for."),
        ("text", "`y` is text; a float32 tensor is asked for."),
        (Odd("tuple"), "`y` is a tuple; a float32 tensor is asked for."),
        (Raised("IndexError"), "The call raised IndexError on valid input."),
        ("no gradient", "There is no gradient: `y` cannot be computed."),
        ("no graph", "There is no graph: `y` cannot be computed."),
    ],
)
def test_wrong_numbers_are_told_apart_in_words(got, sentence):
    """Each way to be wrong has its own sentence about the relation to the right answer."""
    assert evidence(got, MATRIX) == sentence


@pytest.mark.parametrize("dtype", sorted(RTOL))
def test_the_tolerance_is_relative_to_the_largest_number(dtype):
    """A deviation passes up to the tolerance times the largest number, at every scale."""
    for scale in (1e-6, 1.0, 1e6):
        want = np.array([0.001, -1.0, 0.5]) * scale
        inside = want + np.array([0.9 * RTOL[dtype] * scale, 0, 0])
        outside = want + np.array([1.1 * RTOL[dtype] * scale, 0, 0])

        assert_close({"y": array(inside, dtype)}, {"y": array(want, dtype)}, "y")
        assert evidence(array(outside, dtype), array(want, dtype))


def test_rows_are_compared_on_their_own_scale():
    """With rows=True a small row is not hidden by a large one."""
    want = array([[1000.0, 2000.0], [0.001, 0.002]])
    got = array([[1000.0, 2000.0], [0.009, 0.009]])

    assert_close({"y": got}, {"y": want}, "y")
    assert evidence(got, want, rows=True) == "`y` does not have the right values."


def test_with_rows_a_relation_must_hold_in_every_row():
    """A symmetric matrix with one wrong small number is not called transposed."""
    want = array([[1000.0, 0.0], [0.0, 0.001]])
    got = array([[1000.0, 0.0], [0.0, 0.002]])

    assert evidence(got, want, rows=True) == "`y` does not have the right values."


def test_a_row_that_must_not_move_may_be_off_by_rounding_only():
    """A row of zeros has no scale of its own: rounding of the largest row is allowed, no more."""
    want = array([[1.0, 2.0], [0.0, 0.0]])

    assert_close({"y": array([[1.0, 2.0], [1e-11, 0.0]])}, {"y": want}, "y", rows=True)
    assert evidence(array([[1.0, 2.0], [1e-4, 0.0]]), want, rows=True)


def test_another_float_type_passes_only_where_the_dtype_is_no_claim():
    """dtype=False accepts float64 for float32, but never whole numbers for floats."""
    assert_close({"y": array(WANT, "float64")}, {"y": MATRIX}, "y", dtype=False)
    assert evidence(array([[1, 2], [3, 4]], "int64"), MATRIX, dtype=False)


@pytest.mark.parametrize("want", [array([0.0, 0.0]), array(0.0), array([]), 0.0])
@pytest.mark.parametrize("got", [array([0.0, 0.0]), array([5.0, 5.0]), 0.0, None])
def test_an_expected_zero_is_refused(got, want):
    """A right answer of zeros proves nothing, so the author is told, whatever the hand-in did."""
    with pytest.raises(AuthorError, match="assert_zero"):
        assert_close({"y": got}, {"y": want}, "y")


@pytest.mark.parametrize("want", [array([1.0, math.nan]), array([math.inf]), math.nan, math.inf])
def test_an_expected_value_that_is_not_finite_is_refused(want):
    """NaN in a reference is an author's mistake; nobody passes or fails by it."""
    with pytest.raises(AuthorError, match="not finite"):
        assert_close({"y": want}, {"y": want}, "y")


@pytest.mark.parametrize("want", ["text", None, True, Odd("tuple"), Raised("ValueError")])
def test_an_expected_value_that_is_no_number_is_refused(want):
    """assert_close is for numbers; a reference that recorded something else is a mistake."""
    with pytest.raises(AuthorError, match="not numbers"):
        assert_close({"y": 1.0}, {"y": want}, "y")


@pytest.mark.parametrize(
    ("got", "sentence"),
    [
        (-0.75, "`y` has the opposite sign."),
        (1.5, "`y` is twice as large as it should be."),
        (0.7, "`y` does not have the right values."),
        (math.nan, "`y` is NaN where it must be finite."),
        (math.inf, "`y` is infinite where it must be finite."),
        (array(0.75), "`y` is a float32 tensor; a float is asked for."),
        (True, "`y` is True or False; a float is asked for."),
        ("0.75", "`y` is text; a float is asked for."),
    ],
)
def test_python_floats_are_compared_like_tensors(got, sentence):
    """A float has a tolerance and the same sentences; a tensor or flag is no float."""
    assert_close({"y": 0.75 + 1e-6}, {"y": 0.75}, "y")
    assert evidence(got, 0.75) == sentence


def test_a_whole_number_passes_for_a_float():
    """`return 1` is as right as `return 1.0`."""
    assert_close({"y": 1}, {"y": 1.0}, "y")


def test_every_key_is_compared():
    """The second key fails although the first agrees."""
    with pytest.raises(Mismatch, match="`z`"):
        assert_close({"y": MATRIX, "z": array([1.0])}, {"y": MATRIX, "z": array([3.0])}, "y", "z")


# --------------------------------------------------------------------------- the other claims


@pytest.mark.parametrize(
    ("got", "want", "sentence"),
    [
        (array([1, 3], "int64"), array([1, 2], "int64"), "`y` is not right in every place."),
        (array([1, 2], "int32"), array([1, 2], "int64"), "`y` is int32; int64 is asked for."),
        (array([1, 1], "bool"), array([1, 1], "int64"), "`y` is bool; int64 is asked for."),
        (array([1.0, 2.0]), array([1, 2], "int64"), "`y` is float32; int64 is asked for."),
        (False, True, "`y` is not what it should be."),
        (1, True, "`y` is a whole number; True or False is asked for."),
        (True, 1, "`y` is True or False; a whole number is asked for."),
        (4, 5, "`y` is not what it should be."),
        (5.0, 5, "`y` is a float; a whole number is asked for."),
        ("lora", "full", "`y` is not what it should be."),
        (None, "full", "`y` is None; text is asked for."),
        (Raised("TypeError"), "full", "The call raised TypeError on valid input."),
        (MATRIX, "no gradient", "There is a `y`, where none is asked for."),
    ],
)
def test_exact_values_are_compared_exactly(got, want, sentence):
    """Flags, whole numbers and strings have no tolerance, and True is not 1."""
    assert_same({"y": want}, {"y": want}, "y")
    assert evidence(got, want, assert_same) == sentence


def test_floats_and_exceptions_have_claims_of_their_own():
    """assert_same refuses what needs a tolerance or a rule about exceptions."""
    with pytest.raises(AuthorError, match="assert_close"):
        assert_same({"y": MATRIX}, {"y": MATRIX}, "y")
    with pytest.raises(AuthorError, match="assert_raises"):
        assert_same({"y": Raised("ValueError")}, {"y": Raised("ValueError")}, "y")


def test_what_was_not_recorded_equals_nothing():
    """A case without the value is wrong even where the right answer is None."""
    assert evidence_missing(assert_same, None) == "`y` is a missing value; None is asked for."
    assert "missing" in evidence_missing(assert_close, MATRIX)


def evidence_missing(claim, want):
    with pytest.raises(Mismatch) as caught:
        claim({}, {"y": want}, "y")
    return str(caught.value)


def test_a_probe_that_broke_off_speaks_for_all_its_values():
    """What the probe itself ended in stands for each key that it could not record."""
    broken = {"probe": Raised("TypeError", "tiny.py", 4)}

    assert recorded(broken, "y") == broken["probe"]
    with pytest.raises(Mismatch, match="TypeError") as caught:
        assert_close(broken, {"y": MATRIX}, "y")
    assert caught.value.raised == broken["probe"]


VALUE_ERROR = Raised("ValueError")


@pytest.mark.parametrize(
    ("got", "want", "sentence"),
    [
        (MATRIX, VALUE_ERROR, "No ValueError was raised where the contract asks for one."),
        (Raised("KeyError"), VALUE_ERROR, "A ValueError is asked for; KeyError was raised."),
        (VALUE_ERROR, MATRIX, "ValueError was raised on valid input."),
        (VALUE_ERROR, None, "ValueError was raised on valid input."),
    ],
)
def test_exceptions_are_asked_for_exactly_where_they_belong(got, want, sentence):
    """Raising always and raising never are both wrong."""
    assert_raises({"y": want}, {"y": want}, "y")
    assert evidence(got, want, assert_raises) == sentence


def test_a_reference_that_raises_something_else_is_refused():
    """A contract of ValueError with a reference that raises KeyError is an author's mistake."""
    with pytest.raises(AuthorError, match="KeyError"):
        assert_raises({"y": MATRIX}, {"y": Raised("KeyError")}, "y")


@pytest.mark.parametrize(
    ("got", "sentence"),
    [
        (array([0.0, 1e-3]), "`y` should stay zero and does not."),
        (array([0.0, math.nan]), "`y` should stay zero and does not."),
        (array([0, np.iinfo(np.int64).min], "int64"), "`y` should stay zero and does not."),
        (array([0.0]), "`y` has the wrong size along axis 0."),
        (None, "`y` is None; a float32 tensor is asked for."),
        (0.0, "`y` is a float; a float32 tensor is asked for."),
    ],
)
def test_zeros_must_be_zeros(got, sentence):
    """Zero up to rounding passes; a number, a shape or anything else does not."""
    want = array([0.0, 0.0])
    assert_zero({"y": array([1e-7, 0.0])}, {"y": want}, "y")
    assert evidence(got, want, assert_zero) == sentence


def test_a_float_may_be_expected_to_be_zero():
    """assert_zero takes numbers too, since assert_close refuses a zero."""
    assert_zero({"y": 1e-9}, {"y": 0.0}, "y")
    assert evidence(0.5, 0.0, assert_zero) == "`y` should stay zero and does not."
    assert evidence(None, 0.0, assert_zero) == "`y` is None; a float is asked for."


@pytest.mark.parametrize("want", [array([0.0, 1e-3]), array([math.nan]), 0.5, "zero", None])
def test_a_reference_that_is_not_zero_is_refused(want):
    """The claim `stays zero` needs a right answer that does."""
    with pytest.raises(AuthorError, match="not zero"):
        assert_zero({"y": array([0.0, 0.0])}, {"y": want}, "y")


# --------------------------------------------------------------------------- nothing leaks

NUMBERS = st.floats(-1e6, 1e6, width=32)
PAIRS = st.integers(1, 3).flatmap(
    lambda n: st.tuples(arrays(np.float32, (n, n), elements=NUMBERS),
                        arrays(np.float32, (n, n), elements=NUMBERS))
)  # fmt: skip


@given(PAIRS, st.booleans())
@settings(max_examples=200, deadline=None)
def test_no_sentence_about_numbers_holds_a_number(pair, rows):
    """Whatever differs, a hidden value is described by its relation and never by a digit."""
    got, want = pair
    assume(np.any(want))
    sentence = difference("y", array(got), array(want), rows=rows)
    assert sentence is None or not re.search(r"\d", sentence)


@given(
    st.one_of(st.integers(-(2**62), 2**62), st.floats(allow_nan=False, allow_infinity=False),
              st.text(alphabet="0123456789", min_size=1), st.booleans()),
    st.one_of(st.none(), st.integers(-99, 99), st.floats(), st.text(alphabet="abc"),
              st.just(array([1.0, 2.0]))),
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_no_sentence_about_a_plain_value_holds_it(want, got):
    """An expected number, string or flag is never quoted, whatever was given instead."""
    sentence = difference("y", got, want) or ""
    assert not re.search(r"\d", sentence.replace("float32", ""))


@given(
    st.lists(st.integers(11, 19), min_size=1, max_size=4), st.lists(st.integers(1, 9), max_size=4)
)
def test_no_sentence_about_a_shape_holds_the_expected_sizes(want, got):
    """Axes are named; the sizes that a hidden input has are not."""
    sentence = difference("y", array(np.ones(got)), array(np.ones(want)))
    assert not any(re.search(rf"\b{size}\b", sentence) for size in want)


# --------------------------------------------------------------------------- the same behaviour


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (MATRIX, array(np.add(WANT, 1e-4)), True),
        (MATRIX, array(np.add(WANT, 1e-1)), False),
        (MATRIX, array(WANT, "float64"), False),
        (array([1.0, math.nan]), array([1.0, math.nan]), True),
        (array([1.0, math.nan]), array([math.nan, 1.0]), False),
        (math.nan, math.nan, True),
        (math.inf, math.inf, True),
        (math.nan, 1.0, False),
        (1.0, math.inf, False),
        (0.5, 0.50001, True),
        (0.5, 0.6, False),
        (0.0, 0.0, True),
        (2, math.nan, False),
        (True, 1, False),
        ("a", "a", True),
        (Odd("tuple"), Odd("tuple"), True),
        (Odd("tuple"), Odd("list"), False),
        (Raised("IndexError"), Raised("RuntimeError"), True),
        (Raised("ValueError"), Raised("RuntimeError"), False),
        (Raised("ValueError", "a.py", 3), Raised("ValueError", "b.py", 9), True),
        (Raised("NotImplementedError", unwritten="9.1"), Raised("IndexError"), False),
        (Raised("ValueError"), None, False),
    ],
)
def test_behaviour_is_compared_both_ways(one, other, alike):
    """Equal numbers, NaN in the same places and the same sort of exception are one behaviour."""
    assert same_value("y", one, other) is alike
    assert same_value("y", other, one) is alike


def test_diagnostic_keys_count_only_when_asked():
    """An underscore marks what may tell mistakes apart and never decides right or wrong."""
    one, other = {"y": 1, "_order": "a"}, {"y": 1, "_order": "b"}

    assert same_case(one, other)
    assert not same_case(one, other, diagnostics=True)


def test_cases_with_other_keys_differ():
    """A value that only one side recorded is a difference."""
    assert not same_case({"y": 1}, {"y": 1, "z": 2})
    assert not same_case({"y": 1, "z": 2}, {"y": 1})


# ------------------------------------------------------------------ the token strip

WORDS = ("<s>", "hi", "</s>", "ho")


def labels(*numbers, dtype="<i8"):
    values = np.array(numbers, dtype=dtype)
    return {"labels": Array("int64", values.shape, values.tobytes())}


def test_equal_labels_need_no_strip():
    """What is right passes."""
    assert_strip(labels(-100, 5, 6, -100), labels(-100, 5, 6, -100), "labels", tokens=WORDS)


def test_a_wrong_mask_comes_with_the_tokens_it_trains_on():
    """The strip holds what is trained and what should be, token by token."""
    with pytest.raises(Mismatch) as caught:
        assert_strip(labels(4, 5, -100, -100), labels(-100, 5, 6, -100), "labels", tokens=WORDS)

    strip = caught.value.strip
    assert strip.tokens == WORDS
    assert strip.got == (True, True, False, False)
    assert strip.want == (False, True, True, False)


@pytest.mark.parametrize(
    "got",
    [labels(-100, 7, 6, -100), labels(-100, 5, 6), {"labels": None}],
    ids=["another id", "too short", "nothing"],
)
def test_labels_that_are_wrong_in_another_way_have_no_strip(got):
    """A strip shows masks; where the mask is right or there is none, words must do."""
    with pytest.raises(Mismatch) as caught:
        assert_strip(got, labels(-100, 5, 6, -100), "labels", tokens=WORDS)

    assert caught.value.strip is None


def test_a_strip_needs_a_word_for_each_label():
    """Tokens and labels of another length are the author's mistake."""
    with pytest.raises(AuthorError, match="label for each"):
        assert_strip(labels(1, 2), labels(1, 2), "labels", tokens=WORDS)
