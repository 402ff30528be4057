"""What the hidden suites of several lessons claim, in terms of `compare`."""

from __future__ import annotations

import json

from autograder.judge.compare import assert_close, assert_same
from autograder.observation import Case, Value


def assert_change(observed: Case, expected: Case, *keys: str) -> None:
    """Fail unless fingerprints of changes or gradients agree, each row on its own scale.

    The tolerance is wider than for plain numbers: a projection of a large change may come out small.
    """
    assert_close(observed, expected, *keys, rows=True, rtol=2e-3)


def assert_untouched(observed: Case, expected: Case, *keys: str) -> None:
    """Fail unless fingerprints of what had to stay as it was agree.

    Nothing was computed, so hardly anything is allowed: other machines draw the last bit otherwise.
    """
    assert_close(observed, expected, *keys, rows=True, rtol=1e-5)


def assert_answers(observed: Case, expected: Case, *, inexact: tuple[str, ...] = ()) -> None:
    """Fail unless every answer of `checkpoints` is right; 3.0 counts as 3, also in a list or dict.

    Args:
        observed: the hand-in's case.
        expected: the same case of the right answer.
        inexact: keys of numbers that may be 1 % off.
    """
    for key, want in expected.items():
        got = observed.get(key)
        if key.startswith("_"):
            continue
        if key in inexact and isinstance(got, int | float) and not isinstance(got, bool):
            assert_close(observed, expected, key, rtol=0.01)
        elif not _equal(got, want):
            assert_same(observed, expected, key)


def _equal(got: Value, want: Value) -> bool:
    """Tell whether two recorded answers are the same; lists and dicts travel as JSON text."""
    if isinstance(got, str) and isinstance(want, str):
        try:
            return _alike(json.loads(got), json.loads(want))
        except (ValueError, RecursionError):  # a hand-in may send any text
            return got == want
    is_number = isinstance(got, int | float) and not isinstance(got, bool)
    return is_number and got == want


def _alike(got: object, want: object) -> bool:
    """Compare what JSON holds: 3.0 is 3, but true is not 1, which Python takes for equal."""
    if isinstance(got, list) and isinstance(want, list):
        return len(got) == len(want) and all(map(_alike, got, want))
    if isinstance(got, dict) and isinstance(want, dict):
        return got.keys() == want.keys() and all(_alike(got[key], want[key]) for key in want)
    return isinstance(got, bool) == isinstance(want, bool) and got == want
