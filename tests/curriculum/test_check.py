"""Every lesson proves its checks: at one seed in `make test`, at three in `make test-all`."""

from __future__ import annotations

import random

import pytest

from autograder.authoring.check import SEEDS, check_files, check_seed, check_texts
from autograder.authoring.variants import generate_right

GENERATED = 40  # of the generated right answers that `make test` looks at, drawn anew for each seed


LATER = [pytest.param(seed, marks=pytest.mark.slow) for seed in SEEDS[1:]]


@pytest.mark.parametrize("seed", [SEEDS[0], *LATER])
def test_the_checks_of_a_lesson_have_nothing_to_mend(workshop, seed, sweep):
    """The stub is unwritten, the reference full, every mistake named, every right answer full."""
    generated = list(generate_right(workshop.course, workshop.lesson))
    if not sweep:
        generated = random.Random(seed).sample(generated, min(GENERATED, len(generated)))
    findings = list(check_seed(workshop, seed, generated=generated))
    assert [str(finding) for finding in findings] == []


def test_the_texts_and_the_release_of_a_lesson_have_nothing_to_mend(workshop, course):
    """Hints are written, messages are short, every task knows an answer without any idea."""
    findings = [*check_texts(workshop), *check_files(course, workshop.lesson)]
    assert [str(finding) for finding in findings] == []
