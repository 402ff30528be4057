"""Hidden suite of the tiny lesson."""

from __future__ import annotations

import pytest

from autograder.judge import assert_close, assert_same
from autograder.observation import Case

SECRET = "the-token-of-this-run"


@pytest.mark.task_1_1
@pytest.mark.check(group="values", probes=["soften_values"])
def test_values(observed: Case, expected: Case) -> None:
    """Each number is softened."""
    assert_close(observed, expected, "y")
    assert_same(observed, expected, "argument changed")


@pytest.mark.task_1_1
@pytest.mark.check(group="gradients", probes=["soften_gradients"])
def test_gradients(observed: Case, expected: Case) -> None:
    """The gradient reaches the argument."""
    assert_close(observed, expected, "grad of x")


@pytest.mark.task_1_1
@pytest.mark.check(group="shapes", probes=["soften_shapes"])
def test_shapes(observed: Case, expected: Case) -> None:
    """The shape stays."""
    assert_same(observed, expected, "shape")


@pytest.mark.task_1_2
@pytest.mark.check(group="values", probes=["twice_values"])
def test_twice(observed: Case, expected: Case) -> None:
    """Softened twice."""
    assert_close(observed, expected, "y")
