"""How a worker ended, as far as its parent can tell; and how to end one."""

from __future__ import annotations

import contextlib
import os
import re
import signal

from autograder.sandbox.recorder import STUDENT_PREFIX
from autograder.sandbox.worker import MEMORY_EXIT, PROCESSES_EXIT

MAX_TRACE = 1 << 16

_FRAME = re.compile(rf'File "{re.escape(STUDENT_PREFIX)}([^"\n]{{1,200}})", line (\d{{1,7}})')


def kill(pid: int) -> None:
    """Kill a worker and its process group, as far as they still exist."""
    for send in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            send(pid, signal.SIGKILL)


def kind_of(status: int) -> str:
    """Say how a worker ended, from its wait status."""
    if os.WIFEXITED(status):
        code = os.WEXITSTATUS(status)
        return {0: "", MEMORY_EXIT: "memory", PROCESSES_EXIT: "processes"}.get(code, "exit")
    number = os.WTERMSIG(status)
    known = {
        signal.SIGXFSZ: "output",
        signal.SIGXCPU: "time",
        signal.SIGKILL: "memory",  # not ours: the system ran out of memory
    }
    return known.get(number, "crash")


def student_line(trace: int) -> tuple[str | None, int | None]:
    """Return the innermost frame of the hand-in that faulthandler wrote, and close the pipe."""
    os.set_blocking(trace, False)
    try:
        text = os.read(trace, MAX_TRACE).decode("utf-8", "replace")
    except BlockingIOError:
        text = ""
    finally:
        os.close(trace)
    match = _FRAME.search(text)
    return (match.group(1), int(match.group(2))) if match else (None, None)
