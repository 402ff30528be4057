"""What each layer of the jail forbids, as something to try before student code is read."""

from __future__ import annotations

import fcntl
import mmap
import os
import resource
import socket
import sys
from collections.abc import Callable, Mapping

from autograder.sandbox import seccomp

FILES = 16  # descriptors that a worker may hold
_PR_GET_DUMPABLE = 3


def _map_much() -> None:
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    if sys.platform == "linux" and (soft == resource.RLIM_INFINITY or mmap.mmap(-1, soft)):
        return
    raise OSError("this system has no such limit")


def _be_dumped() -> None:
    if seccomp.prctl(_PR_GET_DUMPABLE, 0) == 0:
        raise PermissionError


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


# Layer -> what must not work, in words -> an attempt that raises `OSError` where it does not.
CANARIES: Mapping[str, Mapping[str, Callable[[], object]]] = {
    "limits": {
        "hold more files than allowed": lambda: os.close(fcntl.fcntl(0, fcntl.F_DUPFD, FILES)),
        "map more memory than allowed": _map_much,
    },
    "user": {"become root again": lambda: os.setresuid(0, 0, 0)},
    "undumpable": {"be looked at": _be_dumped},
    "landlock": {"list a folder": lambda: os.close(os.open("/", os.O_RDONLY))},
    "seccomp": {
        "open a file": lambda: os.close(os.open("/", os.O_RDONLY)),
        "look at a path": lambda: os.stat("/"),
        "open a socket": lambda: socket.socket().close(),
        "fork": _fork,
        "send a signal": lambda: os.kill(os.getppid(), 0),
    },
}
