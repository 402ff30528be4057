"""Judging observations: a pytest plugin, comparisons, and diagnosis by evidence. No torch here.

A hidden suite imports its assertions from this package:

    from autograder.judge import assert_close, assert_raises, assert_same, assert_strip, assert_zero
"""

from __future__ import annotations

from autograder.judge.claims import assert_answers, assert_change, assert_untouched
from autograder.judge.compare import (
    Mismatch,
    assert_close,
    assert_raises,
    assert_same,
    assert_strip,
    assert_zero,
)

__all__ = [
    "Mismatch",
    "assert_answers",
    "assert_change",
    "assert_close",
    "assert_raises",
    "assert_same",
    "assert_strip",
    "assert_untouched",
    "assert_zero",
]
