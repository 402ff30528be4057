"""What stops a run in the middle: Ctrl-C, a full disk, a folder that may not be written, another run."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time

import pytest
from sums import GOOD

SLOW = GOOD + "import time\n\ndef double(a):\n    time.sleep(0.3)\n    return a + {n}\n"


@pytest.fixture
def slow(desk):
    """Return a course with ten hand-ins more, each of which takes a while."""
    for n in range(10):
        desk.write(f"slow-{n}", SLOW.format(n=n))
    return desk


def wait_until_graded(desk, run, count):
    """Wait until so many reports are kept."""
    journal = desk.out / ".finegrade" / "journal.jsonl"
    while run.poll() is None:
        if journal.exists() and journal.read_bytes().count(b'{"type":"judged"') >= count:
            return
        time.sleep(0.005)
    pytest.fail(f"the run ended before: {run.communicate()}")


def test_ctrl_c_keeps_what_is_done(slow):
    """Exit 130, one sentence, no traceback of any process; the same command goes on from there."""
    run = slow.start("grade", "lesson9", "--json", "-j", "2", start_new_session=True)
    wait_until_graded(slow, run, 4)
    os.killpg(run.pid, signal.SIGINT)  # a terminal tells every process of the group
    _, err = run.communicate(timeout=60)
    assert run.returncode == 130
    kept = len(slow.events("judged"))
    assert 4 <= kept < 16
    words = f"Stopped. {kept} of 16 graded and kept. Run the same command to go on."
    assert words in err
    assert "Traceback" not in err
    again = slow.grade()
    assert f"graded {16 - kept} of {16 - kept} ({kept} unchanged)" in again.err
    assert len(slow.events("observed")) == 16


def test_the_second_run_says_who_is_at_it(slow):
    """While one process grades into a folder, another one is told its number, and changes nothing."""
    run = slow.start("grade", "lesson9", "-j", "1")
    wait_until_graded(slow, run, 1)
    said = slow.grade(code=3)
    assert f"is being graded by process {run.pid} on " in said.err
    reader = slow.run("inspect", "--needs-person")
    assert "Needs a person" in reader.out
    run.communicate(timeout=120)
    assert run.returncode == 1
    assert len(slow.events("observed")) == 16


def test_a_full_disk_stops_with_a_sentence_and_goes_on_later(slow):
    """What fits is kept; when there is room again the same command does the rest."""

    def small_disk():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    said = slow.run("grade", "lesson9", "--json", code=3, preexec_fn=small_disk)
    assert "cannot be used: File too large" in said.err
    assert "What is graded so far is kept" in said.err
    assert "Traceback" not in said.err
    kept = len(slow.events("judged"))
    again = slow.grade()
    assert kept < 16
    assert f"({kept} unchanged)" in again.err
    assert len(slow.events("judged")) == 16


@pytest.mark.skipif(sys.platform != "linux", reason="/sys takes no file on Linux alone")
def test_a_folder_that_may_not_be_written_is_told_before_anything_is_run(desk):
    """The sentence names the folder and the way out."""
    said = desk.grade(str(desk.hand_ins), "--out", "/sys/finegrade", code=3)
    assert "/sys/finegrade cannot be used" in said.err
    assert "--out" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("inside", ["", "results"])
def test_a_run_is_not_kept_among_what_it_reads(desk, inside):
    """Reports beside hand-ins would be read as hand-ins, so a folder outside is asked for."""
    out = desk.hand_ins / inside
    said = desk.grade(str(desk.hand_ins), "--out", str(out), code=2)
    assert "name a folder outside" in " ".join(said.err.split())
    assert not (out / ".finegrade").exists()
