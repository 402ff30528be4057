"""Naming a mistake: only by evidence, one or two at a time, and nobody by half."""

from __future__ import annotations

import pytest

from autograder.judge.diagnose import KnownMistakes, is_unwritten, same
from autograder.observation import Raised


@pytest.fixture
def wrong(tiny):
    """Three independent mistakes of a task with four cases, and what each one does."""
    return [
        (tiny.mistake("L9.A01"), tiny.observation("9.1", a=[9, 1], b=[1, 2], c=[1, 3], d=[1, 4])),
        (tiny.mistake("L9.A02"), tiny.observation("9.1", a=[1, 1], b=[9, 2], c=[1, 3], d=[1, 4])),
        (tiny.mistake("L9.A03"), tiny.observation("9.1", a=[7, 1], b=[7, 2], c=[7, 3], d=[1, 4])),
    ]


@pytest.fixture
def right(tiny):
    """The reference in the four cases."""
    return tiny.observation("9.1", a=[1, 1], b=[1, 2], c=[1, 3], d=[1, 4])


def name_mistakes(got, right, wrong):
    return KnownMistakes(right, wrong).name(got)


def ids(mistakes):
    return [mistake.ids[0] for mistake in mistakes]


def test_a_single_mistake_is_named_by_all_its_cases(tiny, right, wrong):
    """The hand-in does in every case what the known mistake does."""
    got = tiny.observation("9.1", a=[1, 1], b=[9.0001, 2], c=[1, 3], d=[1, 4])

    assert ids(name_mistakes(got, right, wrong)) == ["L9.A02"]


@pytest.mark.parametrize("case", ["a", "b", "c", "d"])
def test_a_half_match_is_not_named(tiny, right, wrong, case):
    """One case that fits nobody is enough for no name at all."""
    cases = {"a": [9, 1], "b": [1, 2], "c": [1, 3], "d": [1, 4], case: [5, 5]}

    assert name_mistakes(tiny.observation("9.1", **cases), right, wrong) == ()


def test_two_independent_mistakes_are_named_together(tiny, right, wrong):
    """Each explains cases of its own, and together they explain all."""
    got = tiny.observation("9.1", a=[9, 1], b=[9, 2], c=[1, 3], d=[1, 4])

    assert ids(name_mistakes(got, right, wrong)) == ["L9.A01", "L9.A02"]


def test_a_pair_must_explain_every_case_that_is_off(tiny, right, wrong):
    """A third difference that neither mistake makes leaves the hand-in unnamed."""
    got = tiny.observation("9.1", a=[9, 1], b=[9, 2], c=[1, 3], d=[5, 5])

    assert name_mistakes(got, right, wrong) == ()


def test_a_pair_may_not_change_a_case_that_is_right(tiny, right, wrong):
    """A mistake that would have shown elsewhere too is no part of the explanation."""
    got = tiny.observation("9.1", a=[7, 1], b=[9, 2], c=[1, 3], d=[1, 4])

    assert name_mistakes(got, right, wrong) == ()


def test_one_mistake_that_explains_everything_is_named_alone(right, wrong):
    """A single match wins over any pair that explains the same cases."""
    assert ids(name_mistakes(wrong[2][1], right, wrong)) == ["L9.A03"]


def test_where_both_mistakes_show_either_may_win(tiny, right):
    """In a case that both change, the hand-in does what one of them does."""
    one = (tiny.mistake("L9.A01"), tiny.observation("9.1", a=[9, 1], b=[9, 2], c=[1, 3]))
    two = (tiny.mistake("L9.A02"), tiny.observation("9.1", a=[1, 1], b=[8, 2], c=[8, 3]))
    right = tiny.observation("9.1", a=[1, 1], b=[1, 2], c=[1, 3])

    for b in ([9, 2], [8, 2]):
        got = tiny.observation("9.1", a=[9, 1], b=b, c=[8, 3])
        assert ids(name_mistakes(got, right, [one, two])) == ["L9.A01", "L9.A02"]
    neither = tiny.observation("9.1", a=[9, 1], b=[5, 5], c=[8, 3])
    assert name_mistakes(neither, right, [one, two]) == ()


def test_a_lazy_hand_in_is_never_half_of_a_pair(tiny, right, wrong):
    """Zeros in one case are no idea that could be combined with another."""
    lazy = (tiny.mistake("L9.Z01", 0.0, lazy=True), wrong[0][1])
    got = tiny.observation("9.1", a=[9, 1], b=[9, 2], c=[1, 3], d=[1, 4])

    assert name_mistakes(got, right, [lazy, wrong[1]]) == ()
    assert ids(name_mistakes(wrong[0][1], right, [lazy, wrong[1]])) == ["L9.Z01"]


def test_a_known_pair_is_never_half_of_a_pair(tiny, right, wrong):
    """A file that is two mistakes already would make three."""
    pair, seen = wrong[0]
    pair = type(pair)(("L9.A01", "L9.A05"), "9.1", "both", "Both.", 0.25)
    got = tiny.observation("9.1", a=[9, 1], b=[9, 2], c=[1, 3], d=[1, 4])

    assert name_mistakes(got, right, [(pair, seen), wrong[1]]) == ()
    assert name_mistakes(seen, right, [(pair, seen)]) == (pair,)


def test_a_mistake_that_no_probe_separates_from_the_reference_names_nobody(tiny, right):
    """A variant that behaves like the reference must not be pinned on anyone."""
    assert name_mistakes(right, right, [(tiny.mistake("L9.A09"), right)]) == ()


def test_diagnostic_keys_choose_between_mistakes_that_are_alike(tiny):
    """Two mistakes with the same numbers are told apart by what the underscore keys recorded."""

    def case(number, order):
        return tiny.observation("9.1", a={"y": tiny.array([number]), "_order": order})

    wrong = [(tiny.mistake("L9.A01"), case(9, "zero")), (tiny.mistake("L9.A02"), case(9, "step"))]
    right = case(1, "zero")

    assert ids(name_mistakes(case(9, "step"), right, wrong)) == ["L9.A02"]
    assert ids(name_mistakes(case(9, "zero"), right, wrong)) == ["L9.A01"]
    assert ids(name_mistakes(case(9, "other"), right, wrong)) == ["L9.A01"]
    assert name_mistakes(case(1, "step"), right, wrong) == ()


def test_exceptions_of_one_sort_are_one_behaviour(tiny):
    """A broken index ends in IndexError in one idiom and in RuntimeError in another."""
    right = tiny.observation("9.1", a=[1.0])
    crash = tiny.observation("9.1", a={"y": Raised("IndexError", "w.py", 3)})
    got = tiny.observation("9.1", a={"y": Raised("RuntimeError", "tiny.py", 8)})
    refusal = tiny.observation("9.1", a={"y": Raised("ValueError")})

    assert ids(name_mistakes(got, right, [(tiny.mistake("L9.A01"), crash)])) == ["L9.A01"]
    assert name_mistakes(refusal, right, [(tiny.mistake("L9.A01"), crash)]) == ()


def test_nan_of_a_known_mistake_is_evidence_like_any_other(tiny):
    """A mistake that gives NaN is named by NaN, as a tensor and as a Python float."""
    right = tiny.observation("9.1", a={"y": tiny.array([1.0]), "loss": 1.0})
    nan = tiny.observation("9.1", a={"y": tiny.array([float("nan")]), "loss": float("nan")})
    other = tiny.observation("9.1", a={"y": tiny.array([float("nan")]), "loss": 2.0})
    wrong = [(tiny.mistake("L9.A01"), nan)]

    assert ids(name_mistakes(nan, right, wrong)) == ["L9.A01"]
    assert name_mistakes(other, right, wrong) == ()


def test_missing_cases_match_nothing(tiny, right, wrong):
    """An observation without one of the cases equals neither the reference nor a mistake."""
    got = tiny.observation("9.1", a=[9, 1], b=[1, 2], c=[1, 3])

    assert not same(got, right)
    assert name_mistakes(got, right, wrong) == ()


def test_unwritten_means_the_stub_of_this_task(tiny):
    """The stub's error counts for its own task only, in whatever case it shows."""
    stub = {"y": Raised("NotImplementedError", unwritten="9.1")}

    assert is_unwritten(tiny.observation("9.1", a=[1.0], b=stub), "9.1")
    assert not is_unwritten(tiny.observation("9.2", a=stub), "9.2")
    assert not is_unwritten(tiny.observation("9.1", a={"y": Raised("ValueError")}), "9.1")
