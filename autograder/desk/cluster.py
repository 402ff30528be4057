"""Grade on a Dask cluster: the same jobs as on this machine, done by stations on its workers.

Dask runs a job again if the worker that had it dies, so a job is done at least once. What it gives is
written down here, under the key of its content, when it arrives: results are there exactly once.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from typing import Any, Self

import msgspec

from autograder.desk.dock import make_call, make_dock
from autograder.desk.station import Answer, ToJudge, ToObserve
from autograder.errors import (
    AuthorError,
    ClusterError,
    FinegradeError,
    JudgeError,
    SandboxError,
    SandboxMissing,
)
from autograder.grade import Bench, Stopped
from autograder.judge.verdict import Evidence
from autograder.lesson import Lesson, Task
from autograder.observation import decode, encode
from autograder.results import TaskResult
from autograder.store import digest_of
from autograder.submission import Submission

CONNECT_SECONDS = 10.0
AHEAD = 4  # hand-ins under way for each thread of the cluster, so that none waits for us
ERRORS = {
    kind.__name__: kind
    for kind in (AuthorError, ClusterError, JudgeError, SandboxError, SandboxMissing)
}


class ClusterBench(Bench):
    """The benches of a cluster's workers as one.

    Args:
        lesson: the lesson.
        parcel: what each worker needs (see `station.pack`).
        address: of the cluster's scheduler, "tcp://10.0.0.1:8786".
        tell: called with words about the cluster.
    """

    def __init__(
        self, lesson: Lesson, parcel: bytes, address: str, *, tell: Callable[[str], None]
    ) -> None:
        super().__init__(lesson)
        self._parcel = parcel
        self._name = f"finegrade-{digest_of(parcel)}"
        self._address = address
        self._tell = tell
        self._call = make_call()
        self._lock = threading.Lock()
        self._waiting: set[Any] = set()
        self._stopping = threading.Event()
        self._here = threading.local()
        self._greeted: set[str] = set()

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as opened:
            self._client = opened.enter_context(connect(self._address))
            threads = self._client.nthreads()
            if not threads:
                raise ClusterError(
                    f"The scheduler at {self._address} has no workers: start some with `dask worker "
                    f"{self._address}`, and run the same command again."
                )
            self.jobs = AHEAD * sum(threads.values())
            opened.callback(self._leave)
            self._send_parcel()
            self._tell(
                f"Cluster: {self._address}, {_count(len(threads), 'worker')} with "
                f"{_count(sum(threads.values()), 'thread')}, {len(self._parcel) / 1e6:.2f} MB to each"
            )
            self._open = opened.pop_all()
        return self

    def __exit__(self, *exc: object) -> None:
        self._open.close()

    @property
    def tier(self) -> str:
        """The tier and layers of the jail that this thread's last hand-in was observed in."""
        return getattr(self._here, "tier", "")

    def stop(self) -> None:
        """Wait for nothing any more."""
        self._stopping.set()
        with self._lock:
            waiting = list(self._waiting)
        if waiting and self._client.status == "running":
            with contextlib.suppress(OSError):
                self._client.cancel(waiting)

    def observe(self, submission: Submission, tasks: Sequence[Task]) -> list[Evidence]:
        """Have tasks of a hand-in run by a worker of the cluster, which is not told whose it is."""
        unnamed = msgspec.structs.replace(submission, student="", notes=())
        try:
            answer = self._ask(ToObserve(unnamed, tuple(task.id for task in tasks)), priority=0)
        except _Broken as error:
            return [Evidence(task.id, fault=str(error)) for task in tasks]
        self._here.tier = answer.tier
        return list(answer.evidence)

    def judge_tasks(self, evidence: Sequence[Evidence]) -> tuple[TaskResult, ...]:
        """Return the result of every task with evidence, from a judge of the cluster."""
        try:
            return self._ask(ToJudge(tuple(evidence)), priority=1).tasks
        except _Broken as error:
            raise JudgeError(str(error)) from error

    def _ask(self, job: ToObserve | ToJudge, *, priority: int) -> Answer:
        address, content = self._result(encode(job), priority)
        answer = decode(content, Answer)
        self._greet(address, answer)
        if answer.error:
            kind = ERRORS.get(answer.error, FinegradeError)
            raise kind(f"The worker {address} cannot be used: {answer.text}")
        return answer

    def _result(self, job: bytes, priority: int) -> tuple[str, bytes]:
        """Wait for the result of one job, then have the cluster forget it."""
        future = self._submit(job, priority)
        try:
            return future.result()
        except CancelledError as error:
            raise self._gone() from error
        except Exception as error:  # whatever a worker died of, it is no fault of the hand-in
            raise _Broken(f"the cluster failed: {type(error).__name__}: {error}") from error
        finally:
            with self._lock:
                self._waiting.discard(future)

    def _submit(self, job: bytes, priority: int) -> Any:
        with self._lock:
            if self._stopping.is_set() or self._client.status != "running":
                raise self._gone()
            future = self._client.submit(self._call, self._name, job, pure=False, priority=priority)
            self._waiting.add(future)
        return future

    def _gone(self) -> Exception:
        """Return why a job has no result: nobody waits any more, or the scheduler is gone."""
        if self._stopping.is_set():
            return Stopped()
        return ClusterError(
            f"The scheduler at {self._address} is gone. What is graded is kept: run the same command "
            "again when it is back."
        )

    def _send_parcel(self) -> None:
        try:
            self._client.register_plugin(make_dock(self._parcel), name=self._name)
        except Exception as error:  # Dask sends code, which another Python may not be able to read
            raise ClusterError(
                f"The workers at {self._address} cannot take what they are sent ({error}). They need "
                "the Python and the Dask of this machine: install the same, and start them anew."
            ) from error

    def _leave(self) -> None:
        """Have the workers close their stations; a scheduler that is gone needs no good-bye."""
        if self._client.status == "running":
            with contextlib.suppress(OSError):
                self._client.unregister_worker_plugin(self._name)

    def _greet(self, address: str, answer: Answer) -> None:
        """Say which jail a worker offers, when its first observation arrives."""
        with self._lock:
            new = answer.tier and address not in self._greeted
            if new:
                self._greeted.add(address)
        if new:
            self._tell(f"Jail: {answer.tier} (on {address})")


class _Broken(Exception):
    """A job was lost with the workers that had it."""


def connect(address: str) -> Any:
    """Return a client of the scheduler at this address.

    Raises:
        ClusterError: if Dask is not installed, or nothing answers there.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(
            "--cluster needs Dask: pip install -e '.[cluster]', and run the same command again."
        ) from error
    for name in ("distributed", "distributed.client", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # we say it ourselves, in words
    try:
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"No Dask scheduler answers at {address}. Start one with `dask scheduler`, give the "
            "address that it prints, and run the same command again."
        ) from error


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
