"""What the public suites alone catch of the known mistakes is measured, and the handouts say it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.authoring.check import check_public
from autograder.authoring.public import HIGH, LOW, stated_percent
from autograder.lesson import Course

COURSE = Course(Path(__file__).parents[2])


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("key", COURSE.keys())
def test_the_handout_states_the_share_that_the_public_suite_catches(key):
    """Between 40 and 80 per cent, and the handout's figure is the one measured."""
    assert [str(finding) for finding in check_public(COURSE, COURSE.lesson(key))] == []


@pytest.mark.parametrize("key", COURSE.keys())
def test_every_handout_says_that_there_are_further_checks(key):
    """Nobody shall take a green public run for full marks."""
    stated = stated_percent(COURSE, COURSE.lesson(key))
    assert stated is not None
    assert LOW <= stated <= HIGH
