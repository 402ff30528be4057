"""An attack counts only if it bites: each is played again where its guard is missing.

Off the jail: the same sandbox with every right left to its workers. Off the separate judge: plain
pytest in one process. The normal run takes one attack of each class and place, the sweep all of them.
"""

from __future__ import annotations

import json
import re

import pytest
import unpack
from playing import naive_effects, unpack_effects
from scene import HERE, Attack, Scene, load_attacks, sample, strings

from autograder import observation
from autograder.reports.html import feedback_html
from autograder.reports.text import feedback_text
from autograder.results import to_json

ATTACKS = load_attacks()
SAMPLE = {attack.folder for attack in sample(ATTACKS)}


def of(off: str) -> list[object]:
    """Return the attacks on one guard; those outside the sample belong to the sweep."""
    return [
        pytest.param(
            attack,
            id=attack.folder,
            marks=[] if attack.folder in SAMPLE else [pytest.mark.slow],
        )
        for attack in ATTACKS
        if attack.off == off
    ]


@pytest.mark.parametrize("attack", of("unjailed"))
def test_without_the_jail_it_bites(attack: Attack, play, unjailed):
    """The effect that was written down shows in a worker that keeps every right."""
    played = play(attack, unjailed, seconds=20.0)
    effects = played.effects | ({"broke"} if played.result.outcome == "ungraded" else set())
    assert attack.bites in effects, played.result.message


@pytest.mark.parametrize("attack", of("naive"))
def test_in_one_process_it_bites(attack: Attack, naive, stage, tmp_path):
    """A plain pytest suite is fooled, shows the secret, breaks, or judges the next one wrongly."""
    with Scene(attack, stage, tmp_path / "scene") as scene:
        result = naive(scene.hand_ins / attack.student)
        effects = naive_effects(scene, result)
    assert attack.bites in effects, result


@pytest.mark.parametrize("wrong", ["x_plus_one", "zeros"])
def test_the_plain_suite_is_no_straw_man(naive, wrong):
    """Without a trick it fails every wrong answer in every check, and an honest one in none."""
    result = naive(HERE / "course" / "wrong" / wrong)
    assert (result["passed"], result["after"], result["broke"]) == (0, 7, "")


@pytest.mark.parametrize("attack", of("unpacked"))
def test_an_ordinary_reader_is_bitten(attack: Attack, stage, tmp_path):
    """A reader that unpacks what it is given writes elsewhere, shows others' files, or breaks."""
    with Scene(attack, stage, tmp_path / "scene") as scene:
        (path,) = (p for p in scene.hand_ins.rglob("*") if p.is_file())
        broke, texts = unpack.try_to_read(path)
        effects = unpack_effects(scene, texts, broke=broke)
    assert attack.bites in effects


CONTROLS = re.compile(r"[\x00-\x1f\u202e]|\u0301{5}")
MARKUP = re.compile(r"<script|<img")


@pytest.mark.parametrize("attack", of("unescaped"))
def test_a_page_of_plain_strings_is_bitten(attack: Attack, play, jail, lesson):
    """What a hand-in says holds markup or controls; what we show of it does not."""
    played = play(attack, jail)
    said = [attack.student, *played.texts]
    assert any(CONTROLS.search(text) or MARKUP.search(text) for text in said)
    page = feedback_html(played.report, lesson).replace("\n", " ")
    assert not CONTROLS.search(page)
    assert not MARKUP.search(page)
    assert not CONTROLS.search(feedback_text(played.report, lesson).replace("\n", " "))
    assert not any(map(CONTROLS.search, strings(json.loads(to_json(played.report)))))


@pytest.mark.parametrize("attack", of("unchecked"))
def test_without_the_checks_of_the_decoder_it_bites(attack: Attack, play, jail, monkeypatch):
    """A record that is not whole then reaches the judge, which leaves the hand-in ungraded."""
    monkeypatch.setattr(observation, "check_observation", lambda record: None)
    assert play(attack, jail).result.outcome == "ungraded"


@pytest.mark.parametrize("attack", of("credit"))
def test_without_the_rules_on_credit_it_bites(attack: Attack, play, jail, generous):
    """Where every group of checks counts, a hand-in without an idea gets points for it."""
    assert play(attack, jail, judge=generous).result.points > attack.points
