"""The gate of the curriculum: everything that must be true of a lesson before it is published.

`check_lesson` observes the stub, the reference, every known mistake and every right answer with the
lesson's own probes, has the hidden suite judge them, and yields what is not in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from autograder.answers import AnswerKey, Seen
from autograder.authoring.build import drift, leaks
from autograder.authoring.key import Source, Workshop
from autograder.authoring.markers import make_stub
from autograder.authoring.proof import (
    Finding,
    prove_carried,
    prove_power,
    prove_right,
    prove_stub,
    prove_wrong,
)
from autograder.authoring.public import HIGH, LOW, measure_public, stated_percent
from autograder.authoring.variants import Right, generate_right
from autograder.errors import AuthorError
from autograder.judge.plugin import Suite, with_suite
from autograder.judge.verdict import Judge
from autograder.lesson import Course, Lesson
from autograder.observation import Reply

SEEDS = (101, 202, 303)
THOROUGH_SEEDS = tuple(range(1, 51))
SENTENCE_WORDS = 60  # of a message to students

Tell = Callable[[str], None]


def check_lesson(
    course: Course,
    lesson: Lesson,
    *,
    seeds: Sequence[int] = SEEDS,
    only: Sequence[str] = (),
    tell: Tell = lambda _: None,
) -> Iterator[Finding]:
    """Yield everything about a lesson that its author must mend.

    Args:
        course: the repository.
        lesson: the lesson.
        seeds: seeds of the inputs; every verdict must be the same for each of them.
        only: ids of the tasks to prove, and with them the helpers they call; by default all.
        tell: called with a line about each thing that was done.
    """
    yield from check_files(course, lesson)
    with Workshop(course, lesson, only=only) as workshop:
        yield from check_texts(workshop)
        ids = {task.id for task in workshop.tasks}
        generated = [right for right in generate_right(course, lesson) if right.task in ids]
        for number, seed in enumerate(seeds):
            # Each seed sees every hand-written answer and its own share of the generated ones; the
            # first sees all, so that a run of few seeds leaves none out.
            share = generated if number == 0 else generated[number :: len(seeds)]
            yield from check_seed(workshop, seed, generated=share)
            tell(f"seed {seed}: {len(workshop.wrong)} known mistakes, "
                 f"{len(workshop.right) + len(share)} other right answers")  # fmt: skip


def check_files(course: Course, lesson: Lesson) -> Iterator[Finding]:
    """Yield what is stale in, missing from, or revealed by the student release."""
    for entry in drift(course, [lesson.key]):
        yield Finding(str(entry.path), f"{entry.what}.", entry.repair)
    for leak in leaks(course, lesson.key, course.root / "assignments"):
        yield Finding(f"{leak.path}:{leak.line}", f"reveals {leak.what}.", "Take it out.")


def check_public(course: Course, lesson: Lesson) -> Iterator[Finding]:
    """Yield what is wrong with the share of known mistakes that the public suite alone catches."""
    share, stated = measure_public(course, lesson), stated_percent(course, lesson)
    where = str(course.public_suite(lesson.key).relative_to(course.root))
    if not LOW <= share.percent <= HIGH:
        yield Finding(
            where,
            f"catches {share.percent} % of the known mistakes, not {LOW} to {HIGH} %.",
            "Add a small case, or leave one to the hidden suite.",
        )
    if stated != share.percent:
        yield Finding(
            f"{lesson.key}/handout.md",
            f"does not say what the public suite catches: {share.percent} % of the known mistakes.",
            "Write that figure, in these words.",
        )


def check_texts(workshop: Workshop) -> Iterator[Finding]:
    """Yield hints and messages that are empty or too long."""
    for task in workshop.tasks:
        for rung, hint in enumerate(task.hints, start=1):
            if not hint.strip():
                yield Finding(f"task {task.id}", f"hint {rung} is empty.", "Write it.")
        if not any(
            wrong.mistake.lazy and wrong.mistake.task == task.id for wrong in workshop.wrong
        ):
            yield Finding(
                f"task {task.id}",
                "has no known mistake without any idea, so its groups may pay for nothing.",
                "Add one that says 'lazy: yes', as zeros or an unconditional raise.",
            )
    for wrong in workshop.wrong:
        words = len(wrong.mistake.sentence.split())
        if words > SENTENCE_WORDS:
            yield Finding(wrong.path, f"has a message of {words} words.", "Say it shorter.")


def check_seed(workshop: Workshop, seed: int, *, generated: Sequence[Right]) -> Iterator[Finding]:
    """Yield what goes wrong with the inputs of one seed."""
    lesson = workshop.lesson
    key = workshop.answer_key(seed)
    stub = see_stub(workshop, seed)
    right = [*(variant for variant in workshop.right if not variant.differs), *generated]
    sources = [Source(r.task, ((r.path, r.source),), stand_in=False) for r in right]
    seen = list(zip(right, workshop.see(sources, seed), strict=True))
    findings: list[Finding] = []

    def judge_all(suite: Suite) -> None:
        judge = Judge(lesson, key, suite)
        findings.extend(prove_stub(judge, workshop.tasks, stub))
        findings.extend(_prove_answers(judge, key, workshop))
        for variant, reply in seen:
            findings.extend(_prove_variant(judge, lesson, variant, reply))
        findings.extend(prove_carried(judge, workshop.tasks, key))

    with_suite(lesson, workshop.course.hidden_suite(lesson.key), judge_all)
    for finding in findings:
        yield Finding(f"{finding.where} (seed {seed})", finding.what, finding.fix)


def see_stub(workshop: Workshop, seed: int) -> dict[str, Reply]:
    """Return what the probes record of the untouched stub, by task."""
    lesson = workshop.lesson
    source = workshop.course.solutions(lesson.key) / lesson.module
    stub = make_stub(source.read_text(encoding="utf-8"), lesson, str(source))
    replies = workshop.see([Source(task.id) for task in workshop.tasks], seed, module=stub)
    return dict(zip([task.id for task in workshop.tasks], replies, strict=True))


def _prove_answers(judge: Judge, key: AnswerKey, workshop: Workshop) -> Iterator[Finding]:
    paths = {wrong.mistake.slug: wrong.path for wrong in workshop.wrong}
    for task in workshop.tasks:
        answers = key.tasks[task.id]
        for number, right in enumerate(answers.right):
            name = "the reference" if number == 0 else "a differing right answer"
            yield from prove_right(judge, task, right, f"task {task.id}, {name}")
        yield from prove_power(judge, task, answers.right[0].plain)
        for mistake, seen in answers.wrong:
            yield from prove_wrong(judge, task, mistake, seen, paths[mistake.slug])


def _prove_variant(judge: Judge, lesson: Lesson, variant: Right, reply: Reply) -> Iterator[Finding]:
    if reply.plain is None:
        raise AuthorError(f"{variant.path}: {reply.problem.text if reply.problem else 'no answer'}")
    seen = Seen(reply.plain, reply.stand_in)
    yield from prove_right(judge, lesson.find(variant.task), seen, variant.path)
