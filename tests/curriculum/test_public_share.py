"""What the public suites alone catch of the known mistakes is measured, and the handouts say it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.authoring.public import HIGH, LOW, measure_public, stated_percent
from autograder.lesson import Course

COURSE = Course(Path(__file__).parents[2])


@pytest.mark.slow
@pytest.mark.parametrize("key", COURSE.keys())
def test_the_handout_states_the_share_that_the_public_suite_catches(key):
    """Between 40 and 80 per cent, and the handout's figure is the one measured."""
    share = measure_public(COURSE, COURSE.lesson(key))
    assert LOW <= share.percent <= HIGH, share.missed
    assert stated_percent(COURSE, COURSE.lesson(key)) == share.percent


@pytest.mark.parametrize("key", COURSE.keys())
def test_every_handout_says_that_there_are_further_checks(key):
    """Nobody shall take a green public run for full marks."""
    stated = stated_percent(COURSE, COURSE.lesson(key))
    assert stated is not None
    assert LOW <= stated <= HIGH
