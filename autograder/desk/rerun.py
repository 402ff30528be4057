"""Run one task of one hand-in again, in the jail, and keep what it prints.

A worker's output goes nowhere, so the probes are wrapped by probes that record it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec

from autograder.desk.session import Machine
from autograder.lesson import Course, Lesson, Task
from autograder.observation import Observation, Reply, Request, Stop
from autograder.sandbox.pool import Pool
from autograder.submission import Submission

PRINTED = "_printed"
WRAPPER = '''
"""The probes of a lesson, which record what the hand-in prints as well."""
import contextlib, functools, importlib.util, io

spec = importlib.util.spec_from_file_location("lesson_probes", {path!r})
lesson = importlib.util.module_from_spec(spec)
spec.loader.exec_module(lesson)
STAND_INS = getattr(lesson, "STAND_INS", {{}})
PROVIDED = getattr(lesson, "PROVIDED", {{}})

def printing(probe):
    @functools.wraps(probe)
    def run(student, rng):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            recorded = probe(student, rng)
        return {{**recorded, {printed!r}: printed.getvalue()[-4000:]}}
    return run

globals().update(
    {{name: printing(thing) for name, thing in vars(lesson).items() if hasattr(thing, "task")}}
)
'''


class _Wrapped(Course, frozen=True):
    """A course whose probes are those of `wrapper`."""

    wrapper: str = ""

    def probes(self, key: str) -> Path:
        """The wrapped probes."""
        return Path(self.wrapper)


class Again(msgspec.Struct, frozen=True):
    """What came of it: the reply without what was printed, or the stop, and case -> what was printed."""

    reply: Reply | None
    stop: Stop | None
    printed: dict[str, str]
    tier: str


def run_again(
    course: Course,
    lesson: Lesson,
    submission: Submission,
    task: Task,
    *,
    seed: int,
    machine: Machine,
) -> Again:
    """Run the probes of one task on a hand-in once more, in the jail that the machine is to have.

    Raises:
        SandboxError: if the sandbox itself failed.
    """
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
    with tempfile.TemporaryDirectory(prefix="finegrade-") as folder:
        wrapper = Path(folder) / "probes.py"
        probes = str(course.probes(lesson.key))
        wrapper.write_text(WRAPPER.format(path=probes, printed=PRINTED), encoding="utf-8")
        wrapped = _Wrapped(course.root, str(wrapper))
        jail = {"tier": machine.tier, "accept_unsafe": machine.accept_unsafe}
        with Pool(wrapped, lesson.key, **jail) as pool:
            observed = pool.observe(request, seconds=task.seconds)
            reply = observed.reply
            if reply is None or reply.plain is None:
                return Again(reply, observed.stop, {}, pool.tier)
            stripped = msgspec.structs.replace(
                reply,
                plain=_without_output(reply.plain),
                stand_in=_without_output(reply.stand_in) if reply.stand_in else None,
            )
            return Again(stripped, observed.stop, _output(reply.plain), pool.tier)


def _output(seen: Observation) -> dict[str, str]:
    return {
        name: text for name, case in seen.cases.items() if (text := str(case.get(PRINTED) or ""))
    }


def _without_output(seen: Observation) -> Observation:
    cases = {
        name: {key: value for key, value in case.items() if key != PRINTED}
        for name, case in seen.cases.items()
    }
    return Observation(seen.task, cases)
