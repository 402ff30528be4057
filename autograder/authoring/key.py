"""Compute the answer key of a lesson: the reference and every known mistake, seen by the probes.

Only trusted source runs here, in a zygote of its own that no student code ever enters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Self

import msgspec

from autograder.answers import AnswerKey, Seen, TaskAnswers
from autograder.authoring.variants import Right, Wrong, load_right, load_wrong, reference
from autograder.errors import AuthorError
from autograder.lesson import Course, Lesson, Task
from autograder.observation import Reply, Request
from autograder.sandbox.pool import ReferenceWorker


class Source(msgspec.Struct, frozen=True):
    """One trusted implementation: the reference with `overlays` (name, source) on top.

    `stand_in` says whether it is also observed with stand-ins in its helpers' places.
    """

    task: str
    overlays: tuple[tuple[str, str], ...] = ()
    stand_in: bool = True


class Workshop:
    """A reference worker for one lesson, asked from several threads. A context manager.

    Args:
        course: the repository.
        lesson: the lesson.
        only: ids of the tasks to look at, with the helpers they call; by default all.
        threads: how many observations may be made at once.
    """

    def __init__(
        self, course: Course, lesson: Lesson, *, only: Sequence[str] = (), threads: int = 2
    ) -> None:
        self.course = course
        self.lesson = lesson
        self.tasks = with_helpers(lesson, only) if only else lesson.tasks
        ids = {task.id for task in self.tasks}
        self.wrong: list[Wrong] = [w for w in load_wrong(course, lesson) if w.mistake.task in ids]
        self.right: list[Right] = [r for r in load_right(course, lesson) if r.task in ids]
        self._reference = reference(course, lesson)
        self._earlier = {
            name: (course.root / "solutions" / name).read_text("utf-8") for name in lesson.earlier
        }
        self._key: AnswerKey | None = None  # the last one; another seed's takes its place
        self._worker = ReferenceWorker(course, lesson.key)
        self._threads = ThreadPoolExecutor(threads)

    def __enter__(self) -> Self:
        self._worker.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self._threads.shutdown(cancel_futures=True)
        self._worker.__exit__(*exc)

    def see(
        self, sources: Sequence[Source], seed: int, *, module: str | None = None
    ) -> Iterator[Reply]:
        """Yield what the probes record of each source, in order.

        Args:
            sources: what to observe.
            seed: the seed of the inputs.
            module: source to start from; by default the reference.
        """
        yield from self._threads.map(lambda source: self._see(source, seed, module), sources)

    def _see(self, source: Source, seed: int, module: str | None) -> Reply:
        task = self.lesson.find(source.task)
        request = Request(
            entry=self.lesson.module,
            files={**self._earlier, self.lesson.module: module or self._reference},
            task=task.id,
            function=task.name,
            seed=seed,
            package=self.lesson.key,
            helpers=self.lesson.stand_ins(task) if source.stand_in else (),
            earlier=self.lesson.earlier,
            overlays=source.overlays,
        )
        return self._worker.observe(request)

    def answer_key(self, seed: int) -> AnswerKey:
        """Return the key of the lesson (of the workshop's tasks) for this seed.

        Raises:
            AuthorError: if the reference or a variant cannot be observed.
        """
        if self._key is None or self._key.seed != seed:
            self._key = self._answer_key(seed)
        return self._key

    def _answer_key(self, seed: int) -> AnswerKey:
        plan = [entry for task in self.tasks for entry in self._plan(task)]
        replies = self.see([source for _, _, source in plan], seed)
        answers: dict[str, _Draft] = {task.id: _Draft() for task in self.tasks}
        for (kind, name, source), reply in zip(plan, replies, strict=True):
            if reply.plain is None:
                raise AuthorError(f"{name}: {reply.problem.text if reply.problem else 'no answer'}")
            answers[source.task].add(kind, Seen(reply.plain, reply.stand_in))
        return AnswerKey(
            self.lesson.key, seed, {task: draft.finish() for task, draft in answers.items()}
        )

    def _plan(self, task: Task) -> Iterator[tuple[object, str, Source]]:
        yield None, "the reference", Source(task.id)
        for right in self.right:
            if right.task == task.id and right.differs:
                yield None, right.path, Source(task.id, ((right.path, right.source),))
        for wrong in self.wrong:
            overlay = ((wrong.path, wrong.source),)
            if wrong.mistake.task == task.id:
                yield wrong.mistake, wrong.path, Source(task.id, overlay)
            elif wrong.mistake.task in task.helpers:
                # The stand-in would take the mistake's place, and show the reference again.
                yield wrong.mistake.slug, wrong.path, Source(task.id, overlay, stand_in=False)


def with_helpers(lesson: Lesson, only: Sequence[str]) -> tuple[Task, ...]:
    """Return the tasks with these ids and every helper they call, in the lesson's order.

    Raises:
        AuthorError: if the lesson has no such task.
    """
    wanted: set[str] = set()
    left = list(only)
    while left:
        task = lesson.find(left.pop())
        if task.id not in wanted:
            wanted.add(task.id)
            left.extend(task.helpers)
    return tuple(task for task in lesson.tasks if task.id in wanted)


class _Draft:
    """The answers of one task while they come in."""

    def __init__(self) -> None:
        self.right: list[Seen] = []
        self.wrong: list[tuple[object, Seen]] = []
        self.carried: dict[str, object] = {}

    def add(self, kind: object, seen: Seen) -> None:
        if kind is None:
            self.right.append(seen)
        elif isinstance(kind, str):
            self.carried[kind] = seen.plain
        else:
            self.wrong.append((kind, seen))

    def finish(self) -> TaskAnswers:
        return TaskAnswers(tuple(self.right), tuple(self.wrong), self.carried)  # type: ignore[arg-type]
