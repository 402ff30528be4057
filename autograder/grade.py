"""Grade hand-ins: the only place where the sandbox meets the judge.

Where the answer key comes from (computed from the solutions, or drawn from a sealed bundle) is not
known here. Results come in the order of the hand-ins, whatever the order in which they finish.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from autograder.answers import AnswerKey
from autograder.errors import JudgeError, SandboxError
from autograder.judge.client import JudgeClient
from autograder.judge.verdict import Evidence, stop_finding
from autograder.lesson import Course, Lesson, Task
from autograder.observation import Request
from autograder.results import Finding, Report, TaskResult, ungraded
from autograder.sandbox.pool import Observed, Pool
from autograder.submission import Submission

# A module that cannot be loaded cannot be graded: one sentence, no attempt lost.
UNLOADABLE = frozenset({"syntax", "import", "exit", "error"})


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
    """Yield one report per hand-in.

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
    with (
        Pool(course, lesson.key, tier=tier, accept_unsafe=accept_unsafe) as pool,
        JudgeClient(lesson, suite, key) as judge,
        ThreadPoolExecutor(jobs) as threads,
    ):
        tell(pool.tier)
        try:
            yield from threads.map(
                lambda submission: _grade_one(submission, lesson, key.seed, pool, judge),
                submissions,
            )
        finally:
            threads.shutdown(cancel_futures=True)


def _grade_one(
    submission: Submission, lesson: Lesson, seed: int, pool: Pool, judge: JudgeClient
) -> Report:
    started = time.monotonic()
    problem = submission.problem
    if problem is None:
        evidence, problem = _observe(submission, lesson, seed, pool)
    if problem is not None:
        tasks = tuple(_unreadable(task, problem) for task in lesson.tasks)
    else:
        tasks = _judge(evidence, lesson, judge)
    return Report(
        student=submission.student,
        lesson=lesson.key,
        gradable=problem is None,
        tier=pool.tier,
        tasks=tasks,
        seconds=time.monotonic() - started,
        problem=problem.headline if isinstance(problem, Finding) else problem,
        notes=submission.notes,
    )


def _observe(
    submission: Submission, lesson: Lesson, seed: int, pool: Pool
) -> tuple[list[Evidence], Finding | None]:
    """Run every task in a worker of its own, unless the module itself cannot be loaded."""
    evidence = []
    for task in lesson.tasks:
        request = Request(
            entry=submission.entry,
            files=submission.files,
            task=task.id,
            function=task.name,
            seed=seed,
            package=lesson.key,
            helpers=lesson.stand_ins(task),
            earlier=lesson.earlier,
        )
        try:
            observed = pool.observe(request, seconds=task.seconds)
        except SandboxError as error:
            evidence.append(Evidence(task.id, fault=str(error)))
            continue
        problem = _load_problem(observed, task)
        if problem is not None:
            return [], problem
        evidence.append(Evidence(task.id, observed.reply, observed.stop, seconds=observed.seconds))
    return evidence, None


def _load_problem(observed: Observed, task: Task) -> Finding | None:
    stop, reply = observed.stop, observed.reply
    if stop is not None and not stop.loaded:
        return stop_finding(task, stop)
    if reply is not None and reply.problem is not None and reply.problem.kind in UNLOADABLE:
        return Finding(reply.problem.text, file=reply.problem.file, line=reply.problem.line)
    return None


def _judge(
    evidence: Sequence[Evidence], lesson: Lesson, judge: JudgeClient
) -> tuple[TaskResult, ...]:
    try:
        return judge.judge(evidence)
    except JudgeError as error:
        return tuple(ungraded(t.id, t.name, t.points, str(error)) for t in lesson.tasks)


def _unreadable(task: Task, problem: str | Finding) -> TaskResult:
    finding = problem if isinstance(problem, Finding) else Finding(problem)
    return TaskResult(
        task.id, task.name, 0, task.points, "stopped", groups_wrong=task.groups, finding=finding
    )
