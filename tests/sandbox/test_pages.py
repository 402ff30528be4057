"""Gathering pages: fewer page-table entries, the same content."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
from pathlib import Path
from autograder.sandbox.pages import HUGE, gather_pages

def huge():
    rows = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(row.split()[1]) << 10 for row in rows if row.startswith("AnonHugePages"))

content = bytes(range(256)) * (8 * HUGE // 256)
before, gathered = huge(), len(list(gather_pages()))
print(gathered, (huge() - before) // HUGE, content == bytes(range(256)) * (8 * HUGE // 256))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="gathers pages on Linux alone")
def test_memory_is_gathered_and_keeps_its_content():
    """Where the kernel can gather pages, most of 16 MiB become huge ones; elsewhere none, in silence."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    gathered, huge, same = done.stdout.split()
    assert same == "True"
    assert int(gathered) == 0 or int(huge) >= 6
