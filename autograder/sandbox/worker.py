"""One worker: a fork of the zygote that observes one task of one hand-in, answers once, and ends.

Order: give up every right, say `Ready`, read the request, load the module, run the probes, reply.
Nothing of the student is read before the jail is closed.
"""

from __future__ import annotations

import faulthandler
import inspect
import os
import random
import signal
import socket
import sys
from types import ModuleType

import numpy as np

from autograder.errors import SandboxError
from autograder.observation import (
    Ready,
    Reply,
    Request,
    decode,
    encode,
    receive_frame,
    send_frame,
)
from autograder.sandbox.jail import Jail, Limits, close_jail
from autograder.sandbox.loading import LoadError, load_module
from autograder.sandbox.recorder import (
    STUDENT_PREFIX,
    OutOfMemory,
    OutOfProcesses,
    Refused,
    observe,
)

DUMP_SIGNAL = signal.SIGUSR2  # asks a worker that ran out of time for its line
MEMORY_EXIT = 97  # exit status of a worker that was refused memory
PROCESSES_EXIT = 98  # and of one that was refused a process
REQUEST_LIMIT = 16 << 20  # bytes of one hand-in's sources


def run(
    channel: socket.socket,
    trace: int,
    probes: ModuleType,
    jail: Jail | None,
    limits: Limits,
    slot: int,
) -> None:
    """Be a worker: observe the request that comes through `channel`, and reply.

    Args:
        channel: a stream to the coordinator, and the only way out.
        trace: descriptor that faulthandler may write the student's line to.
        probes: the lesson's probes.
        jail: the jail to close; None for the lesson's own reference and variants.
        limits: CPU and memory.
        slot: number of this worker among those that run at the same time.
    """
    _redirect_output()
    # A full output must end the worker (Python ignores this signal), and so must a broken channel.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    faulthandler.enable(trace, all_threads=False)
    faulthandler.register(DUMP_SIGNAL, trace, all_threads=False)
    try:
        layers = close_jail(jail, limits, slot=slot) if jail else ()
    except (OSError, SandboxError, ValueError) as error:
        send_frame(channel, encode(Ready(fault=f"the jail could not be closed: {error}")))
        return
    send_frame(channel, encode(Ready(layers)))
    frame = receive_frame(channel, limit=REQUEST_LIMIT)
    if frame is not None:
        try:
            reply = _answer(decode(frame, Request), probes, channel)
        except OutOfProcesses as refused:
            _tell_line(trace, refused)
            os._exit(PROCESSES_EXIT)
        except (OutOfMemory, MemoryError) as refused:
            _tell_line(trace, refused)
            os._exit(MEMORY_EXIT)
        send_frame(channel, encode(reply))


def _tell_line(trace: int, refused: BaseException) -> None:
    """Write where the hand-in was, as faulthandler would."""
    if isinstance(refused, Refused) and refused.file is not None:
        line = f'File "{STUDENT_PREFIX}{refused.file}", line {refused.line}\n'
        os.write(trace, line.encode())


def _redirect_output() -> None:
    """Send all that is printed to a file in memory, whose size the jail limits."""
    if hasattr(os, "memfd_create"):
        sink = os.memfd_create("output", 0)
    else:
        sink = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(sink, descriptor)
    os.close(sink)


def _answer(request: Request, probes: ModuleType, channel: socket.socket) -> Reply:
    sys.path.clear()
    random.seed(request.seed)
    np.random.seed(request.seed % (1 << 32))
    try:
        student = load_module(request, getattr(probes, "PROVIDED", {}))
    except LoadError as error:
        return Reply(problem=error.problem)
    send_frame(channel, b"")
    if not request.task:
        return Reply()
    file, line = _definition(getattr(student, request.function))
    plain = observe(probes, request.task, student, request.seed)
    stand_in = None
    if request.helpers:
        for name in request.helpers:
            setattr(student, name, probes.STAND_INS[name])
        stand_in = observe(probes, request.task, student, request.seed)
    return Reply(plain, stand_in, None, file, line)


def _definition(function: object) -> tuple[str | None, int | None]:
    """Return file and line in the hand-in where a function or class is defined, if they are known."""
    try:
        file = inspect.getsourcefile(function)  # type: ignore[arg-type]
        line = inspect.findsource(function)[1] + 1  # type: ignore[arg-type]
    except BaseException:
        return None, None
    if not file or not file.startswith(STUDENT_PREFIX):
        return None, None
    return file.removeprefix(STUDENT_PREFIX), line
