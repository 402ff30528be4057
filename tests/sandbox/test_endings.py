"""The words for how a worker ended."""

from __future__ import annotations

import os
import signal

import pytest

from autograder.sandbox.endings import kind_of, student_line


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (0, ""),
        (1 << 8, "exit"),
        (97 << 8, "memory"),
        (98 << 8, "processes"),
        (signal.SIGXFSZ, "output"),
        (signal.SIGXCPU, "time"),
        (signal.SIGKILL, "memory"),
        (signal.SIGSEGV, "crash"),
        (signal.SIGSYS, "crash"),
    ],
)
def test_each_end_has_a_word(status, kind):
    """Exit statuses of ours, signals of the kernel, and everything else."""
    assert kind_of(status) == kind


@pytest.mark.parametrize(
    ("written", "place"),
    [
        (b'File "hand-in/m.py", line 7 in f\n  File "hand-in/m.py", line 9', ("m.py", 7)),
        (b'File "/usr/lib/x.py", line 1\n  File "hand-in/a/b.py", line 2', ("a/b.py", 2)),
        (b'File "hand-in/' + b"x" * 300 + b'", line 1', (None, None)),
        (b'File "hand-in/m.py", line 99999999', ("m.py", 9999999)),
        (b"\xff" * 1000, (None, None)),
        (b"", (None, None)),
    ],
)
def test_the_innermost_line_of_the_hand_in_is_read(written, place):
    """Whatever a worker writes there: a short name and a line, or nothing."""
    read_end, write_end = os.pipe()
    os.write(write_end, written)
    assert student_line(read_end) == place
    os.close(write_end)
