"""From the evidence on one hand-in to points and words, task by task.

Order of the claims: right as it stands; right given the student's own helper; unwritten; a known
mistake; else the first check that fails. Errors of a helper are carried forward as a human marker
would: nobody loses the same points twice.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from autograder.answers import AnswerKey, Mistake, Seen
from autograder.errors import AuthorError, JudgeError
from autograder.judge.compare import same_case
from autograder.judge.diagnose import KnownMistakes, blurred, is_unwritten, same
from autograder.judge.plugin import ItemResult, Suite, groups_right
from autograder.lesson import Lesson, Task
from autograder.observation import Observation, Reply, Stop
from autograder.results import Finding, Strip, TaskResult, ungraded

VIEWS_KEPT = 32  # a hand-in has one or two for each task; none is larger than a frame


class Evidence(msgspec.Struct, frozen=True):
    """What the sandbox brought back about one task. `fault` is set where it failed, by our fault."""

    task: str
    reply: Reply | None = None
    stop: Stop | None = None
    fault: str | None = None
    seconds: float = 0.0


class _Answers(NamedTuple):
    """What is known of a task on one footing: with the student's own helpers, or with stand-ins."""

    right: tuple[Observation, ...]
    known: KnownMistakes


class _View(NamedTuple):
    """One way to look at a hand-in's task: what was observed, and the answers on the same footing."""

    observed: Observation
    answers: _Answers


class Judge:
    """Judges hand-ins of one lesson against one answer key."""

    def __init__(self, lesson: Lesson, key: AnswerKey, suite: Suite) -> None:
        self._lesson = lesson
        self._key = key
        self._suite = suite
        self._carrying: dict[str, frozenset[str]] = {}
        self._told_apart: dict[str, frozenset[str]] = {}
        self._answers: dict[tuple[str, bool], _Answers] = {}
        self._ran: dict[tuple[int, int], tuple[_View, list[ItemResult]]] = {}

    def judge(self, evidence: Sequence[Evidence]) -> tuple[TaskResult, ...]:
        """Return the result of every task, in the order of the evidence (the lesson's order)."""
        results: dict[str, TaskResult] = {}
        named: dict[str, tuple[Mistake, ...]] = {}
        for piece in evidence:
            task = self._lesson.find(piece.task)
            try:
                result, mistakes = self._task(task, piece, results, named)
            except (JudgeError, AuthorError) as error:
                result, mistakes = ungraded(task.id, task.name, task.points, str(error)), ()
            except Exception as error:  # our own fault too, and no other task's
                why = f"The judge failed: {type(error).__name__}: {error}"
                result, mistakes = ungraded(task.id, task.name, task.points, why), ()
            results[task.id] = msgspec.structs.replace(result, seconds=round(piece.seconds, 3))
            named[task.id] = mistakes
        return tuple(results.values())

    def accepts(self, task_id: str, observed: Observation, *, changed: str) -> bool:
        """Tell whether the suite finds nothing wrong with what is right but for the case `changed`."""

        def passes(right: Observation, only: str | None) -> bool:
            items = self._suite.run(task_id, observed, right, only=only)
            return all(item.passed for item in items)

        right = [seen.plain for seen in self._key.tasks[task_id].right]
        return any(passes(answer, changed) and passes(answer, None) for answer in right)

    def _task(
        self,
        task: Task,
        piece: Evidence,
        earlier: dict[str, TaskResult],
        named: dict[str, tuple[Mistake, ...]],
    ) -> tuple[TaskResult, tuple[Mistake, ...]]:
        if piece.fault or (piece.reply is None and piece.stop is None):
            why = piece.fault or "The sandbox brought nothing back."
            return ungraded(task.id, task.name, task.points, why), ()
        if piece.stop is not None:
            return _stopped(task, piece.stop), ()
        reply = piece.reply
        if reply.plain is None:
            text = reply.problem.text if reply.problem else "The module could not be observed."
            missing = reply.problem is not None and reply.problem.kind == "missing"
            return _nothing(task, "failed" if missing else "stopped", Finding(text)), ()
        return self._observed(task, reply, earlier, named)

    def _observed(
        self,
        task: Task,
        reply: Reply,
        earlier: dict[str, TaskResult],
        named: dict[str, tuple[Mistake, ...]],
    ) -> tuple[TaskResult, tuple[Mistake, ...]]:
        answers, plain = self._key.tasks[task.id], self._view(task, reply.plain)
        if all(result.passed for result in self._best(task, plain)):
            return _full(task), ()
        broken = [h for h in task.helpers if h in earlier and earlier[h].outcome != "passed"]
        carried = [
            answers.carried[mistake.slug]
            for helper in broken
            for mistake in named[helper]
            if mistake.slug in self._telling(task)
        ]
        view = plain
        if (broken or task.borrows) and reply.stand_in is not None:
            view = self._view(task, reply.stand_in, stand_in=True)
        if any(same(reply.plain, seen) for seen in carried) or (
            view is not plain and all(item.passed for item in self._best(task, view))
        ):
            return _full(task, note=self._carried_note(task, broken)), ()
        if view is not plain and self._passing(task, plain) > self._passing(task, view):
            view = plain  # it does without that helper, so a stand-in says nothing about it
        return self._wrong(task, reply, view)

    def _telling(self, task: Task) -> frozenset[str]:
        """Return the mistakes of helpers on top of which a right caller differs from an idle one.

        Where the helper breaks every call, so does a function that only raises: then nothing but the
        stand-in can tell whether there is an idea in it.
        """
        if task.id not in self._told_apart:
            answers = self._key.tasks[task.id]
            idle = [blurred(seen.plain) for mistake, seen in answers.wrong if mistake.lazy]
            self._told_apart[task.id] = frozenset(
                slug
                for slug, seen in answers.carried.items()
                if not any(same(blurred(seen), other) for other in idle)
            )
        return self._told_apart[task.id]

    def _passing(self, task: Task, view: _View) -> int:
        return sum(item.passed for item in self._best(task, view))

    def _carried_note(self, task: Task, broken: Sequence[str]) -> str:
        if broken:
            names = " and ".join(f"`{self._lesson.find(helper).name}`" for helper in broken)
            what = "that one" if len(broken) == 1 else "those"
            return f"Right given your {names}; fixing {what} fixes this."
        names = ", ".join(f"`{name}`" for name in task.borrows)
        return f"Right as it stands; what it needs of earlier lessons is not ({names})."

    def _wrong(
        self, task: Task, reply: Reply, view: _View
    ) -> tuple[TaskResult, tuple[Mistake, ...]]:
        items = self._best(task, view)
        groups = groups_right(items)
        right = {group for group, passed in groups.items() if passed}
        carrying = self._carrying_groups(task)
        earned = right & carrying
        if not earned and is_unwritten(view.observed, task.id):
            return _nothing(task, "unwritten", None, note=f"{task.name} is not written yet."), ()
        mistakes = self._name(view, items)
        share = task.partial * len(earned) / len(carrying) if carrying else 0.0
        credit = max(share, min((m.credit for m in mistakes), default=0.0))
        if any(mistake.lazy for mistake in mistakes):
            credit = 0.0
        finding = _named(mistakes, items, reply) if mistakes else _first_failure(items, reply)
        result = TaskResult(
            id=task.id,
            name=task.name,
            points=whole_points(task.points, credit),
            max=task.points,
            outcome="failed",
            misconceptions=tuple(i for mistake in mistakes for i in mistake.ids),
            groups_right=tuple(g for g in task.groups if g in right),
            groups_wrong=tuple(g for g in task.groups if g not in right),
            finding=finding,
        )
        return result, mistakes

    def _name(self, view: _View, items: Sequence[ItemResult]) -> tuple[Mistake, ...]:
        """Name what is wrong: as observed, else by what the checks do not accept.

        A rounding that they accept, in one case, must not hide a mistake in another: such a case is
        taken as right. And one in which they accept something else than the reference's answer may
        have nothing to say of the mistake: it is left out then.
        """
        right, known = view.answers.right[0], view.answers.known
        failing = {item.case for item in items if not item.passed}
        passing = ({item.case for item in items} - failing) & right.cases.keys()
        settled = {
            name: right.cases[name] if name in passing else case
            for name, case in view.observed.cases.items()
        }
        found = known.name(view.observed) or known.name(Observation(right.task, settled))
        if found:
            return found
        others = (n for n in passing if not same_case(view.observed.cases[n], right.cases[n]))
        return known.name_without(view.observed, frozenset(others))

    def _view(self, task: Task, observed: Observation, *, stand_in: bool = False) -> _View:
        if (task.id, stand_in) not in self._answers:
            answers = self._key.tasks[task.id]

            def pick(seen: Seen) -> Observation:
                return (seen.stand_in if stand_in else None) or seen.plain

            right = tuple(pick(seen) for seen in answers.right)
            wrong = [(mistake, pick(seen)) for mistake, seen in answers.wrong]
            self._answers[task.id, stand_in] = _Answers(right, KnownMistakes(right[0], wrong))
        return _View(observed, self._answers[task.id, stand_in])

    def _best(self, task: Task, view: _View) -> list[ItemResult]:
        """Return what the checks say of a view; asked again soon, they need not run again."""
        key = id(view.observed), id(view.answers)
        if key not in self._ran:
            if len(self._ran) == VIEWS_KEPT:
                del self._ran[next(iter(self._ran))]
            # As long as the view is kept, so are the ids of what it holds.
            self._ran[key] = view, self._run(task, view)
        return self._ran[key][1]

    def _run(self, task: Task, view: _View) -> list[ItemResult]:
        """Run the checks against each accepted right answer and keep the kindest outcome."""
        best: list[ItemResult] = []
        for right in view.answers.right:
            items = self._suite.run(task.id, view.observed, right)
            if all(item.passed for item in items):
                return items
            if not best or _count_right(items) > _count_right(best):
                best = items
        return best

    def _carrying_groups(self, task: Task) -> frozenset[str]:
        """Groups that no hand-in without an idea passes: only these earn partial credit."""
        if task.id not in self._carrying:
            answers = self._key.tasks[task.id]
            free: set[str] = set()
            for mistake, seen in answers.wrong:
                if mistake.lazy:
                    items = self._suite.run(task.id, seen.plain, answers.right[0].plain)
                    free |= {group for group, passed in groups_right(items).items() if passed}
            self._carrying[task.id] = frozenset(task.groups) - free
        return self._carrying[task.id]


def whole_points(points: int, credit: float) -> int:
    """Return `points * credit`, half up; a nicety (credit 0.9 or more) costs one point at most."""
    earned = math.floor(round(points * credit, 9) + 0.5)  # 10 * 0.15 is a hair below 1.5
    return max(earned, points - 1) if credit >= 0.9 else earned


def _count_right(items: Iterable[ItemResult]) -> int:
    return sum(groups_right(list(items)).values())


def _full(task: Task, note: str = "") -> TaskResult:
    return TaskResult(
        task.id, task.name, task.points, task.points, "passed",
        groups_right=task.groups, note=note,
    )  # fmt: skip


def _nothing(task: Task, outcome: str, finding: Finding | None, note: str = "") -> TaskResult:
    return TaskResult(
        task.id, task.name, 0, task.points, outcome,  # type: ignore[arg-type]
        groups_wrong=task.groups, finding=finding, note=note,
    )  # fmt: skip


STOPS = {
    "time": "Stopped after {seconds:g} s; the reference needs well under one. "
    "A loop that never ends is the usual cause.",
    "memory": "Stopped: it asked for more memory than a hand-in may use.",
    "crash": "The Python interpreter itself crashed.",
    "exit": "The code ended the process itself, so there was nothing to check.",
    "output": "Stopped: it printed more than 1 MiB.",
    "processes": "Stopped: it tried to start processes or threads without end. "
    "Neither is there when grading; a DataLoader needs none (num_workers=0).",
    "protocol": "Stopped: something other than the checks wrote to their channel.",
}


def stop_finding(task: Task, stop: Stop) -> Finding:
    """Return the words for a worker that was stopped."""
    words = STOPS.get(stop.kind, STOPS["crash"]).format(seconds=task.seconds)
    return Finding(words, file=stop.file, line=stop.line)


def _stopped(task: Task, stop: Stop) -> TaskResult:
    return _nothing(task, "stopped", stop_finding(task, stop))


def _named(mistakes: Sequence[Mistake], items: Sequence[ItemResult], reply: Reply) -> Finding:
    first = mistakes[0]
    return Finding(
        headline=" ".join(mistake.sentence for mistake in mistakes),
        file=reply.file,
        line=reply.line,
        witness=first.witness,
        question=first.question,
        strip=_strip(items),
    )


def _first_failure(items: Sequence[ItemResult], reply: Reply) -> Finding:
    failure = next(item for item in items if not item.passed)
    raised = failure.raised
    known = raised is not None and raised.file is not None
    return Finding(
        headline=f"This does not hold yet: {failure.claim}",
        evidence=failure.evidence,
        file=raised.file if known else reply.file,
        line=raised.line if known else reply.line,
        strip=_strip(items),
    )


def _strip(items: Sequence[ItemResult]) -> Strip | None:
    return next((item.strip for item in items if item.strip is not None), None)
