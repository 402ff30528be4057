"""Every attack, played against the real sandbox and the real judge: nothing gained, nothing shown."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import table
from on_lessons import load_lesson_attacks
from scene import HONEST, Attack, load_attacks

from autograder.clean import clean_record
from autograder.observation import Request
from autograder.sandbox.pool import Observed

ATTACKS = load_attacks()
CLASSES = sorted({attack.kind for attack in ATTACKS})


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.folder)
def test_an_attack_gains_nothing(attack: Attack, play, jail):
    """It ends as was written down, and nothing outside its worker has changed."""
    played = play(attack, jail)
    message = clean_record(played.report).tasks[0].message
    assert played.effects == set(), message
    assert played.result.outcome == attack.outcome, message
    assert (played.result.points, played.report.gradable) == (attack.points, attack.gradable)
    assert attack.says in message


@pytest.mark.parametrize("kind", CLASSES)
def test_an_honest_hand_in_after_a_class_of_attacks_is_whole(kind, play, jail, honest):
    """Whatever was played before, an honest hand-in in the same sandbox gets full marks."""
    played = play(honest, jail)
    assert (played.result.outcome, played.result.points) == ("passed", 10)


NEIGHBOURS = (
    "exit__abort",
    "forge__garbage",
    "hang__swallows",
    "processes__threads",
    "output__print",
)


def test_an_honest_hand_in_beside_attacks_is_whole(jail):
    """What runs at the same time changes nothing: the same record as alone, bit for bit."""

    def observe(source: str, seconds: float) -> Observed:
        request = Request("tiny.py", {"tiny.py": source}, "1.1", "soften", 7, "lesson1_tiny")
        return jail.observe(request, seconds=seconds)

    alone = observe(HONEST, 30.0).reply
    hostile = [attack.sources["tiny.py"] for attack in ATTACKS if attack.folder in NEIGHBOURS]
    assert len(hostile) == len(NEIGHBOURS)
    with ThreadPoolExecutor(4) as threads:
        beside = [threads.submit(observe, source, 2.0) for source in hostile]
        honest = [threads.submit(observe, HONEST, 30.0) for _ in hostile]
        assert all(future.result().reply == alone for future in honest)
        assert all(future.result().stop is not None for future in beside)


def test_there_are_enough_attacks():
    """At least 120 attacks of at least 14 classes, each of another wording and another code."""
    assert len(ATTACKS) >= 120
    assert len(CLASSES) >= 14
    assert len({attack.tries for attack in ATTACKS}) == len(ATTACKS)


def test_the_published_table_is_current():
    """docs/attacks.md says what the folders say."""
    page = table.render(load_attacks(everywhere=True), load_lesson_attacks())
    assert table.PAGE.read_text(encoding="utf-8") == page
