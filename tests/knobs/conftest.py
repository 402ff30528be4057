"""Judges the families of knobs of a module: its `LESSON`, its `FAMILIES` and its `SEED`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
pytest.register_assert_rewrite("knobs")

from knobs import COURSE, Judged, judge  # noqa: E402

from autograder.authoring.key import Workshop  # noqa: E402


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Call a test that wants `judged` once for each family of its module, or for those it names."""
    chosen = metafunc.definition.get_closest_marker("parametrize")
    if "judged" in metafunc.fixturenames and chosen is None:
        families = metafunc.module.FAMILIES
        ids = [family.task for family in families]
        metafunc.parametrize("judged", families, ids=ids, indirect=True, scope="module")


@pytest.fixture(scope="module")
def workshop(request: pytest.FixtureRequest) -> Iterator[Workshop]:
    """Return the workshop of the tasks of all families."""
    module = request.module
    tasks = [family.task for family in module.FAMILIES]
    with Workshop(COURSE, COURSE.lesson(module.LESSON), only=tasks) as workshop:
        yield workshop


@pytest.fixture(scope="module")
def judged(request: pytest.FixtureRequest, workshop: Workshop) -> Judged:
    """Return what every combination of a family gets, beside the mistakes that it makes."""
    family = request.param
    return judge(workshop, family.task, family.combinations(), request.module.SEED)
