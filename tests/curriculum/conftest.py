"""Every lesson of the course, with its known mistakes observed once a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.authoring.key import Workshop
from autograder.lesson import Course

COURSE = Course(Path(__file__).parents[2])


@pytest.fixture(scope="session")
def course() -> Course:
    """Return the course of this repository."""
    return COURSE


@pytest.fixture(scope="session", params=COURSE.keys())
def workshop(request: pytest.FixtureRequest) -> Iterator[Workshop]:
    """Return the workshop of one lesson after the other; its last answer key is kept."""
    with Workshop(COURSE, COURSE.lesson(request.param)) as workshop:
        yield workshop
