"""The coordinator's end of a judge process: start it, ask it, replace it if it dies."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from autograder.answers import AnswerKey
from autograder.errors import AuthorError, JudgeError, SandboxError
from autograder.judge.process import SETUP_LIMIT, Job, Setup, Verdict
from autograder.judge.verdict import Evidence
from autograder.lesson import Lesson
from autograder.observation import decode, encode, receive_frame, send_frame
from autograder.results import TaskResult

START_SECONDS = 120.0
JOB_SECONDS = 120.0


class JudgeClient:
    """A judge process for one lesson and one answer key. Thread-safe; a context manager."""

    def __init__(self, lesson: Lesson, suite: Path, key: AnswerKey) -> None:
        self._setup = encode(Setup(lesson, str(suite), key))
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._sock: socket.socket | None = None

    def __enter__(self) -> JudgeClient:
        with self._lock:
            self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        with self._lock:
            self._stop()

    @property
    def pid(self) -> int | None:
        """Process id of the running judge."""
        return self._process.pid if self._process else None

    def judge(self, evidence: Sequence[Evidence]) -> tuple[TaskResult, ...]:
        """Return the judged tasks of one hand-in.

        Raises:
            JudgeError: if the judge died or hung twice on it.
        """
        job = encode(Job(tuple(evidence)))
        with self._lock:
            for _ in range(2):
                try:
                    if self._sock is None:
                        self._start()
                    send_frame(self._sock, job)  # type: ignore[arg-type]
                    verdict = self._answer(JOB_SECONDS)
                    break
                except (OSError, SandboxError):
                    self._stop()
            else:
                raise JudgeError("The judge process died or hung twice on this hand-in.")
        if verdict.fault is not None:
            raise JudgeError(verdict.fault)
        return verdict.tasks

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                # -P: the working directory may hold hand-ins, and one may be called numpy.py.
                [sys.executable, "-P", "-m", "autograder.judge.process", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=_environment(),
            )
        self._sock = ours
        try:
            send_frame(ours, self._setup)
            verdict = self._answer(START_SECONDS)
        except (OSError, SandboxError) as error:
            self._stop()
            raise JudgeError("The judge process did not start.") from error
        if verdict.fault is not None:
            self._stop()
            raise AuthorError(verdict.fault)

    def _answer(self, seconds: float) -> Verdict:
        assert self._sock is not None
        deadline = time.monotonic() + seconds
        frame = receive_frame(self._sock, deadline=deadline, limit=SETUP_LIMIT)
        self._sock.settimeout(None)
        if frame is None:
            raise ConnectionError
        return decode(frame, Verdict)

    def _stop(self) -> None:
        if self._sock is not None:
            self._sock.close()
        if self._process is not None:
            try:
                self._process.wait(timeout=2)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._sock = self._process = None


def _environment() -> dict[str, str]:
    """Return our environment without what would change pytest, and with the way to this package."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    ours = str(Path(__file__).resolve().parents[2])
    path = [ours, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**kept, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": os.pathsep.join(path)}
