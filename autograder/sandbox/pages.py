"""Gather memory in huge pages, so that a fork copies, and its end walks, few page-table entries.

A process that has loaded torch holds some 80,000 small pages; copying and freeing their entries is half
of what an idle worker costs. A huge page has one entry for 512 of them. What a worker writes is still
copied in small pages (Linux 5.8).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

MADV_COLLAPSE = 25  # Linux 6.1, and not known to this version of Python
HUGE = 2 << 20  # bytes


def gather_pages() -> Iterator[int]:
    """Gather the private memory of this process, one huge page a step, and yield its address.

    Gathering takes milliseconds a page, so it is worth them only to a process that forks often: one
    step a fork costs little where there are few. Steps that the kernel refuses are left out.
    """
    madvise = ctypes.CDLL(None).madvise
    for start in _anonymous():
        if madvise(ctypes.c_void_p(start), ctypes.c_size_t(HUGE), MADV_COLLAPSE) == 0:
            yield start


def _anonymous() -> Iterator[int]:
    """Yield the addresses of whole huge pages within writable memory that belongs to no file."""
    maps = Path("/proc/self/maps")
    for line in maps.read_text().splitlines() if maps.exists() else ():
        area, rights, _, _, _, *name = line.split(maxsplit=5)
        if rights.startswith("rw") and name in ([], ["[heap]"]):
            low, high = (int(address, 16) for address in area.split("-"))
            yield from range(-(-low // HUGE) * HUGE, high - HUGE + 1, HUGE)
