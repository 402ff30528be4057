"""Kill -9 of any process at any moment: the next run ends with what an undisturbed one gives."""

from __future__ import annotations

import shutil
import sys

import pytest
from kills import (
    PHASES,
    Kill,
    disturb,
    doubles,
    files,
    moment,
    report_lines,
)
from sums import GOOD, HAND_INS, Desk

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads the process table of Linux")

SEED = 77
SLOW = GOOD + "import time\n\ndef double(a):\n    time.sleep({seconds})\n    return 2.0 * a + {n}\n"
KILLS = [  # role, phase, delay in seconds
    ("coordinator", "start", 0.02),
    ("coordinator", "answers", 0.1),
    ("coordinator", "sandbox", 0.0),
    ("coordinator", "grading", 0.0),
    ("coordinator", "grading", 0.15),
    ("coordinator", "grading", 0.4),
    ("coordinator", "pages", 0.0),
    ("judge", "grading", 0.1),
    ("zygote", "answers", 0.1),
    ("zygote", "grading", 0.2),
    ("worker", "answers", 0.0),
    ("worker", "grading", 0.05),
]


@pytest.fixture(scope="module")
def hit() -> list[Kill]:
    """Return the kills that hit a live run so far."""
    return []


@pytest.fixture(scope="module")
def many(course, quick_python, tmp_path_factory, sweep):
    """Return a course of many hand-ins, graded without a disturbance, and one that is not graded."""
    undisturbed, fresh = (
        Desk(tmp_path_factory.mktemp("many") / "sums", quick_python) for _ in range(2)
    )
    for desk in (undisturbed, fresh):
        shutil.copytree(course, desk.root)
        for student, source in HAND_INS.items():
            desk.write(student, source)
        for n in range(54 if sweep else 6):
            desk.write(f"slow-{n:02}", SLOW.format(seconds=0.0 if sweep else 0.1, n=n % 7))
    undisturbed.grade("--seed", str(SEED))
    return undisturbed, fresh


@pytest.fixture
def prove(many, hit, left_over, tmp_path, monkeypatch):
    """Return a function that kills one process, goes on, and proves that nothing shows it."""
    undisturbed, fresh = many
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))

    def run(role: str, wanted: str, delay: float) -> Kill:
        desk = Desk(tmp_path / "sums", fresh.python)
        for _ in range(5):
            shutil.rmtree(desk.root, ignore_errors=True)
            shutil.copytree(fresh.root, desk.root)
            count = len(list(desk.hand_ins.iterdir()))
            kill = disturb(desk, role, wanted, delay=delay, hand_ins=count, seed=SEED)
            if kill is not None:
                break
            delay *= 0.5
        assert kill is not None, "the run was over five times before anything could be killed"
        hit.append(kill)
        assert left_over() == [], "a killed run leaves processes"
        assert role == "coordinator" or "Traceback" not in kill.said.err
        again = desk.grade("--seed", str(SEED))
        assert left_over() == [], "a run that ended in order leaves processes"
        assert again.results.keys() == report_lines(undisturbed).keys()
        assert report_lines(desk) == report_lines(undisturbed)
        assert doubles(desk) == []
        assert files(desk) == files(undisturbed)
        assert list(scratch.iterdir()) == []
        return kill

    return run


@pytest.mark.parametrize(("role", "phase", "delay"), KILLS)
def test_a_killed_run_goes_on(prove, role, phase, delay):
    """Reports are those of an undisturbed run, nothing is done twice, and nothing is left behind."""
    kill = prove(role, phase, delay)
    assert PHASES.index(kill.phase) >= PHASES.index(phase)


def test_each_phase_was_hit(hit):
    """The kills above hit live runs in every phase, and every kind of process."""
    if len(hit) < len(KILLS):
        pytest.fail("run the kills of this file with it")
    assert {kill.phase for kill in hit} == set(PHASES)
    assert {kill.role for kill in hit} == {"coordinator", "judge", "zygote", "worker"}


@pytest.mark.parametrize("role", ["judge", "zygote", "worker"])
def test_a_run_survives_the_loss_of_a_part(many, left_over, tmp_path, role):
    """The coordinator replaces what was killed while hand-ins are graded, and ends in order."""
    undisturbed, fresh = many
    shutil.copytree(fresh.root, tmp_path / "sums")
    desk = Desk(tmp_path / "sums", fresh.python)
    count = len(list(desk.hand_ins.iterdir()))
    kill = disturb(desk, role, "grading", delay=0.0, hand_ins=count, seed=SEED)
    assert kill is not None
    assert kill.said.code == 1, kill.said.err
    assert report_lines(desk) == report_lines(undisturbed)
    assert left_over() == []


@pytest.mark.slow
@pytest.mark.parametrize("number", range(200))
def test_a_run_killed_at_a_random_moment_goes_on(prove, number):
    """The same for 200 random moments of a run of 60 hand-ins."""
    kill = prove(*moment(number))
    assert kill.phase in PHASES


@pytest.mark.slow
def test_each_phase_was_hit_at_random(hit):
    """The random kills, too, hit live runs in every phase."""
    assert len(hit) >= 200
    assert {kill.phase for kill in hit[-200:]} == set(PHASES)
