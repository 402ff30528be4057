"""The same attacks where there are fewer rights to give up: an ordinary user, root in a container.

The tests run as root and emulate both (see `emulate`); `root` itself is what `test_attacks` runs in.
As an ordinary user they run in that tier alone, and the others cannot be had.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from scene import HERE, Attack, load_attacks, sample

from autograder.lesson import Course
from autograder.sandbox.pool import Pool

ATTACKS = [attack for attack in sample(load_attacks()) if attack.off != "unpacked"]
ON_THE_JAIL = [attack for attack in load_attacks() if attack.off == "unjailed"]

root = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root can give rights up"
)


@pytest.fixture(scope="module", params=["user", "container"])
def emulated(request, attack_course: Course, tmp_path_factory) -> Iterator[tuple[str, Pool]]:
    """Return a sandbox whose zygote has only the rights of that tier."""
    kind = request.param
    words = [sys.executable, str(HERE / "emulate.py"), kind]
    python = tmp_path_factory.mktemp("bin") / "python"
    python.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
    python.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("autograder.sandbox.pool.sys", SimpleNamespace(executable=str(python)))
        with Pool(attack_course, "lesson1_tiny") as pool:
            yield kind, pool


@root
def test_the_tier_is_found_and_told(emulated):
    """The zygote names the tier, and the layers that its canaries could not get through."""
    kind, pool = emulated
    tier, _, layers = pool.tier.partition(": ")
    assert tier == kind
    assert {"limits", "undumpable", "seccomp"} <= set(layers.split("+"))
    assert ("user" in layers.split("+")) == (kind == "container")


@root
def test_attacks_of_every_class_gain_nothing_there(emulated, play, honest):
    """One attack of each class ends as it does for root, and an honest hand-in is whole."""
    _, pool = emulated
    for attack in ATTACKS:
        _assert_gained_nothing(attack, pool, play)
    assert play(honest, pool).result.points == 10


@root
@pytest.mark.slow
@pytest.mark.parametrize("attack", ON_THE_JAIL, ids=lambda attack: attack.folder)
def test_every_attack_on_the_jail_gains_nothing_there(emulated, attack, play):
    """The sweep: all attacks that the jail stops."""
    _assert_gained_nothing(attack, emulated[1], play)


def _assert_gained_nothing(attack: Attack, pool: Pool, play) -> None:
    played = play(attack, pool)
    place = (attack.folder, played.result.message)
    assert played.effects == set(), place
    assert (played.result.outcome, played.result.points) == (attack.outcome, attack.points), place


def test_a_result_says_that_limits_alone_were_in_force(attack_course: Course, play):
    """The weakest tier, once accepted, is stored with each result (`test_pool` has its refusal)."""
    attack = next(a for a in load_attacks() if a.folder == "memory_use__tensor")
    with Pool(attack_course, "lesson1_tiny", tier="process", accept_unsafe=True) as pool:
        report = play(attack, pool).report
    assert report.tier == "process: limits"
    assert report.tasks[0].outcome == "stopped"
