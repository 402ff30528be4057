"""Grade hand-ins: the only place where the sandbox meets the judge.

Where the answer key comes from (computed from the solutions, or drawn from a sealed bundle) is not
known here, nor whether anything is kept. Results come in the order of the hand-ins, whatever the order
in which they finish.
"""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self, TypeVar

from autograder.answers import AnswerKey
from autograder.errors import JudgeError, SandboxError, SandboxMissing
from autograder.judge.client import JudgeClient
from autograder.judge.verdict import Evidence, stop_finding
from autograder.lesson import Course, Lesson, Task
from autograder.observation import Request
from autograder.results import Finding, Report, TaskResult, ungraded
from autograder.sandbox.pool import Observed, Pool
from autograder.submission import Submission

# A module that cannot be loaded cannot be graded: one sentence, no attempt lost.
UNLOADABLE = frozenset({"syntax", "import", "exit", "error"})
NOTHING_RUN = "no code was run"  # in place of a tier, for a hand-in that cannot be read

Item = TypeVar("Item")
Result = TypeVar("Result")


class Stopped(Exception):
    """The bench was told to stop while a hand-in was being observed."""


class Bench(ABC):
    """Where hand-ins of one lesson are observed and judged. Thread-safe; a context manager.

    Args:
        lesson: the lesson.

    Attributes:
        jobs: how many hand-ins should be under way at once, if the bench knows better than its caller.
    """

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson
        self.jobs: int | None = None

    @abstractmethod
    def __enter__(self) -> Self: ...

    @abstractmethod
    def __exit__(self, *exc: object) -> None: ...

    @property
    @abstractmethod
    def tier(self) -> str:
        """The tier and the layers of the jail that this thread observed in last, as words.

        It is "" without a sandbox. Where there are several machines, they may offer different tiers.
        """

    @abstractmethod
    def stop(self) -> None:
        """Have what is being observed end with `Stopped` after the task that runs now."""

    @abstractmethod
    def observe(self, submission: Submission, tasks: Sequence[Task]) -> list[Evidence]:
        """Run tasks of a hand-in, each in a worker of its own, up to the first that cannot load it."""

    @abstractmethod
    def judge_tasks(self, evidence: Sequence[Evidence]) -> tuple[TaskResult, ...]:
        """Return the result of every task with evidence, in the lesson's order.

        Raises:
            JudgeError: if there is none, by our fault.
        """

    def judge(
        self, submission: Submission, evidence: Sequence[Evidence], *, tier: str, started: float
    ) -> Report:
        """Return the report on a hand-in from what was observed of it.

        Args:
            submission: the hand-in.
            evidence: in the lesson's order of tasks.
            tier: of the jail in which it was observed.
            started: `time.monotonic()` at which work on it began.
        """
        problem: str | Finding | None = submission.problem
        for piece in evidence:
            problem = problem or load_problem(piece, self._lesson.find(piece.task))
        if problem is not None:
            tasks = tuple(_unreadable(task, problem) for task in self._lesson.tasks)
        else:
            tasks = self._judged(evidence)
        return Report(
            student=submission.student,
            lesson=self._lesson.key,
            gradable=problem is None,
            tier=tier if evidence else NOTHING_RUN,
            tasks=tasks,
            seconds=time.monotonic() - started,
            problem=problem.headline if isinstance(problem, Finding) else problem,
            notes=submission.notes,
        )

    def _judged(self, evidence: Sequence[Evidence]) -> tuple[TaskResult, ...]:
        try:
            return self.judge_tasks(evidence)
        except JudgeError as error:
            tasks = [self._lesson.find(piece.task) for piece in evidence]
            return tuple(ungraded(t.id, t.name, t.points, str(error)) for t in tasks)


class LocalBench(Bench):
    """A sandbox and a judge on this machine, for one answer key.

    Args:
        course: where the lesson's probes and fixtures are.
        lesson: the lesson.
        key: its answers for one seed.
        suite: its hidden suite.
        tier: force a tier of the jail (see `sandbox.jail`).
        accept_unsafe: run hidden suites where student code cannot be jailed.
        observing: False starts no sandbox: what was observed before is judged again.
    """

    def __init__(
        self,
        course: Course,
        lesson: Lesson,
        key: AnswerKey,
        suite: Path,
        *,
        tier: str | None = None,
        accept_unsafe: bool = False,
        observing: bool = True,
    ) -> None:
        super().__init__(lesson)
        self._seed = key.seed
        self._judge = JudgeClient(lesson, suite, key)
        self._pool = (
            Pool(course, lesson.key, tier=tier, accept_unsafe=accept_unsafe) if observing else None
        )
        self._open = contextlib.ExitStack()
        self._stopping = threading.Event()

    def __enter__(self) -> Self:
        with _interrupts_held(), contextlib.ExitStack() as opened:
            if self._pool is not None:
                opened.enter_context(self._pool)
            opened.enter_context(self._judge)
            self._open = opened.pop_all()
        return self

    def __exit__(self, *exc: object) -> None:
        self._open.close()

    @property
    def tier(self) -> str:
        """The tier and the layers of the jail in force, as words; "" without a sandbox."""
        return self._pool.tier if self._pool else ""

    def stop(self) -> None:
        """Have what is being observed end with `Stopped` after the task that runs now."""
        self._stopping.set()

    def observe(self, submission: Submission, tasks: Sequence[Task]) -> list[Evidence]:
        """Run tasks of a hand-in, each in a worker of its own, up to the first that cannot load it."""
        evidence: list[Evidence] = []
        for task in tasks:
            if self._stopping.is_set():
                raise Stopped
            evidence.append(self._observe_task(submission, task))
            if load_problem(evidence[-1], task) is not None:
                break
        return evidence

    def judge_tasks(self, evidence: Sequence[Evidence]) -> tuple[TaskResult, ...]:
        """Return the result of every task with evidence, from a judge process."""
        return self._judge.judge(evidence)

    def _observe_task(self, submission: Submission, task: Task) -> Evidence:
        assert self._pool is not None
        request = Request(
            entry=submission.entry,
            files=submission.files,
            task=task.id,
            function=task.name,
            seed=self._seed,
            package=self._lesson.key,
            helpers=self._lesson.stand_ins(task),
            earlier=self._lesson.earlier,
        )
        try:
            observed = self._pool.observe(request, seconds=task.seconds)
            if _maybe_killed(observed):
                observed = self._pool.observe(request, seconds=task.seconds)
        except SandboxMissing:
            raise
        except SandboxError as error:
            return Evidence(task.id, fault=str(error))
        return Evidence(task.id, observed.reply, observed.stop, seconds=observed.seconds)


def grade(
    submissions: Sequence[Submission],
    *,
    course: Course,
    lesson: Lesson,
    key: AnswerKey,
    suite: Path,
    jobs: int = 1,
    tier: str | None = None,
    accept_unsafe: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[Report]:
    """Yield one report per hand-in, and keep nothing.

    Args:
        submissions: what intake read.
        course: where the lesson's probes and fixtures are.
        lesson: the lesson.
        key: its answers for one seed.
        suite: its hidden suite.
        jobs: how many workers may run at once.
        tier: force a tier of the jail (see `sandbox.jail`).
        accept_unsafe: run hidden suites where student code cannot be jailed.
        tell: called with the tier in force, once it is known.
    """
    bench = LocalBench(course, lesson, key, suite, tier=tier, accept_unsafe=accept_unsafe)

    def grade_one(submission: Submission) -> Report:
        started = time.monotonic()
        readable = submission.problem is None
        evidence = bench.observe(submission, lesson.tasks) if readable else []
        return bench.judge(submission, evidence, tier=bench.tier, started=started)

    with bench:
        tell(bench.tier)
        yield from in_order(grade_one, submissions, jobs=jobs, bench=bench)


def in_order(
    work: Callable[[Item], Result], items: Sequence[Item], *, jobs: int, bench: Bench
) -> Iterator[Result]:
    """Yield `work(item)` for each item, in order, with `jobs` threads; stop the bench when left."""
    threads = ThreadPoolExecutor(jobs, initializer=_hold_interrupts)
    try:
        yield from threads.map(work, items)
    finally:
        bench.stop()
        threads.shutdown(cancel_futures=True)


def load_problem(evidence: Evidence, task: Task) -> Finding | None:
    """Return why the module could not be loaded, or None if it could (or nobody knows)."""
    stop, reply = evidence.stop, evidence.reply
    if stop is not None and not stop.loaded:
        return stop_finding(task, stop)
    if reply is not None and reply.problem is not None and reply.problem.kind in UNLOADABLE:
        return Finding(reply.problem.text, file=reply.problem.file, line=reply.problem.line)
    return None


def _maybe_killed(observed: Observed) -> bool:
    """Tell whether a worker may have been killed from outside, as for want of the machine's memory.

    That looks like a hand-in that asked for too much; only the second time it counts as one.
    """
    return observed.stop is not None and observed.stop.kind == "memory"


def _unreadable(task: Task, problem: str | Finding) -> TaskResult:
    finding = problem if isinstance(problem, Finding) else Finding(problem)
    return TaskResult(
        task.id, task.name, 0, task.points, "stopped", groups_wrong=task.groups, finding=finding
    )


# Ctrl-C goes to every process of the terminal. Threads that hold it back hand that on to what they
# start, so the judge lives on until the coordinator has put away what is done.


def _hold_interrupts() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
