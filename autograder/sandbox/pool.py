"""The coordinator's end of the sandbox: ask for a worker, send one request, read one reply."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from types import TracebackType
from typing import Self

import msgspec

from autograder.errors import SandboxError, SandboxMissing
from autograder.lesson import Course
from autograder.observation import (
    Ready,
    Reply,
    Request,
    Stop,
    decode,
    decode_reply,
    encode,
    receive_frame,
    send_frame,
)
from autograder.sandbox.messages import Ended, Hello, Launch, Setup

START_SECONDS = 180.0
GRACE_SECONDS = 5.0  # beyond a worker's own deadline, which the zygote keeps
TRUSTED_SECONDS = 60.0

# All that a zygote, and so student code, finds in its environment.
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "HOME": "/nonexistent",
    "LANG": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TORCHDYNAMO_DISABLE": "1",
    "CUDA_VISIBLE_DEVICES": "",
    "HF_HUB_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "MPLBACKEND": "Agg",
    "MPLCONFIGDIR": "/nonexistent",
}


class Observed(msgspec.Struct, frozen=True):
    """What came back of one worker: its reply, or why it was stopped; wall and CPU seconds."""

    reply: Reply | None
    stop: Stop | None
    seconds: float
    cpu: float = 0.0


class Pool:
    """A zygote for one lesson, replaced if it dies. Thread-safe; a context manager.

    Attributes:
        tier: the tier and the layers of the jail in force, as words.
    """

    def __init__(
        self,
        course: Course,
        key: str,
        *,
        tier: str | None = None,
        accept_unsafe: bool = False,
        jailed: bool = True,
    ) -> None:
        self._setup = encode(Setup(str(course.root), str(course.probes(key)), tier))
        self._jailed = jailed
        self._accept_unsafe = accept_unsafe
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._words = tempfile.TemporaryFile()  # noqa: SIM115 - what the zygote says on its way down
        self._hello = Hello()
        self.tier = ""

    def __enter__(self) -> Self:
        with self._lock:
            self._start()
        # One empty hand-in: closes a jail and sends its canaries before anybody's code runs.
        self.observe(Request("empty.py", {"empty.py": ""}, "", "", 0), seconds=START_SECONDS)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        with self._lock:
            self._close()
            self._words.close()

    @property
    def pid(self) -> int | None:
        """Process id of the running zygote."""
        return self._process.pid if self._process else None

    def observe(self, request: Request, *, seconds: float) -> Observed:
        """Run one request in a fresh worker.

        Args:
            request: what to load and which probes to run.
            seconds: wall time after which the worker is stopped.

        Raises:
            SandboxError: if the sandbox itself failed, twice; never the hand-in's fault.
        """
        for attempt in (1, 2):
            channel, report = self._launch(seconds)
            started = time.monotonic()  # a zygote that had to be replaced costs no worker its time
            with channel, report:
                deadline = started + seconds + GRACE_SECONDS
                try:
                    observed = self._talk(channel, report, request, deadline)
                    return msgspec.structs.replace(observed, seconds=time.monotonic() - started)
                except (SandboxError, OSError) as error:
                    if attempt == 2:
                        raise SandboxError(f"the sandbox failed: {error}") from error
        raise AssertionError("unreachable")

    def _talk(
        self, channel: socket.socket, report: socket.socket, request: Request, deadline: float
    ) -> Observed:
        frame = receive_frame(channel, deadline=deadline)
        if frame is None:
            raise SandboxError("a worker ended before its jail was closed")
        self._check_layers(decode(frame, Ready))
        loaded = broken = False
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            channel.settimeout(max(0.1, deadline - time.monotonic()))
            send_frame(channel, encode(request))
        try:
            frame = receive_frame(channel, deadline=deadline)
            if frame == b"":
                loaded = True
                frame = receive_frame(channel, deadline=deadline)
            if frame is not None:
                return Observed(decode_reply(frame), None, 0.0)
        except (SandboxError, ConnectionResetError):
            broken = True  # from here on whatever is wrong is the hand-in's doing
        ended = self._ended(report, deadline)
        kind = "protocol" if broken and ended.kind in ("", "exit") else ended.kind or "exit"
        return Observed(None, Stop(kind, loaded, ended.file, ended.line), 0.0, ended.cpu)

    def _ended(self, report: socket.socket, deadline: float) -> Ended:
        report.settimeout(max(0.1, deadline + GRACE_SECONDS - time.monotonic()))
        message = report.recv(1 << 16)
        if not message:
            raise SandboxError("the zygote ended while a worker ran")
        return decode(message, Ended)

    def _check_layers(self, ready: Ready) -> None:
        if ready.fault is not None:
            raise SandboxError(ready.fault)
        missing = set(self._hello.required) - set(ready.layers)
        if self._jailed and missing:
            raise SandboxError(f"the jail lacks {', '.join(sorted(missing))}")
        if not self.tier:
            self.tier = f"{self._hello.tier}: {'+'.join(ready.layers)}"

    # ------------------------------------------------------------------ the zygote

    def _launch(self, seconds: float) -> tuple[socket.socket, socket.socket]:
        """Have a worker forked; return its channel and the socket on which its end is told."""
        launch = encode(Launch(seconds, self._jailed))
        for attempt in (1, 2):
            channel, far_channel = socket.socketpair()
            report, far_report = socket.socketpair(type=socket.SOCK_SEQPACKET)
            with far_channel, far_report, self._lock:
                try:
                    if self._control is None:
                        self._start()
                    assert self._control is not None
                    far_ends = [far_channel.fileno(), far_report.fileno()]
                    socket.send_fds(self._control, [launch], far_ends)
                    return channel, report
                except OSError as error:
                    channel.close()
                    report.close()
                    self._close()
                    if attempt == 2:
                        raise SandboxError("the zygote died twice") from error
        raise AssertionError("unreachable")

    def _start(self) -> None:
        ours, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-s",
                    "-P",
                    "-m",
                    "autograder.sandbox.zygote",
                    str(theirs.fileno()),
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._words,
                env=ENVIRONMENT,
                cwd="/",
                start_new_session=True,
            )
        self._control = ours
        ours.settimeout(START_SECONDS)
        try:
            ours.send(self._setup)
            message = ours.recv(1 << 16)
        except OSError as error:
            self._close()
            raise SandboxError("the zygote did not start") from error
        ours.settimeout(None)
        hello = decode(message, Hello) if message else Hello(fault=self._last_words())
        if hello.fault is not None:
            self._close()
            raise SandboxError(f"the zygote cannot work: {hello.fault}")
        self._hello = hello
        if self._jailed and hello.tier == "process" and not self._accept_unsafe:
            self._close()
            raise SandboxMissing(
                "This machine cannot jail student code (it needs Linux with seccomp and libseccomp). "
                "`finegrade doctor` says what is missing. Only for code that you trust: "
                "--accept-unsafe."
            )

    def _last_words(self) -> str:
        self._words.seek(0)
        lines = self._words.read().decode("utf-8", "replace").strip().splitlines()
        return f"it ended while it started ({lines[-1][:300] if lines else 'without a word'})"

    def _close(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            try:
                self._process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self._process.pid, 9)
                self._process.wait()
        self._control = self._process = None


class ReferenceWorker:
    """A zygote of its own for trusted source: solutions and known mistakes. No jail."""

    def __init__(self, course: Course, key: str) -> None:
        self._pool = Pool(course, key, tier="process", jailed=False)

    def __enter__(self) -> Self:
        self._pool.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self._pool.__exit__(None, None, None)

    def observe(self, request: Request) -> Reply:
        """Return what the probes record of one trusted implementation.

        Raises:
            SandboxError: if it does not answer; the solutions are wrong then, or this machine is.
        """
        observed = self._pool.observe(request, seconds=TRUSTED_SECONDS)
        if observed.reply is None:
            kind = observed.stop.kind if observed.stop else "?"
            raise SandboxError(f"a trusted worker for task {request.task} was stopped ({kind})")
        return observed.reply
