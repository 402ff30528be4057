"""All that a verb needs to judge: an open desk, the lesson, its answer key and hidden suite."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

import msgspec

from autograder import gradebook
from autograder.answers import AnswerKey
from autograder.authoring.bundle import compute_key, imported_fixtures, open_bundle
from autograder.desk import keys
from autograder.desk.cluster import ClusterBench
from autograder.desk.opened import Desk, find_answers, keep_answers
from autograder.desk.paths import write_private
from autograder.desk.run import CourseRun, Wish
from autograder.desk.station import Parcel, facts, pack
from autograder.desk.waiving import waive
from autograder.errors import AuthorError
from autograder.grade import Bench, LocalBench
from autograder.journal import Run, now
from autograder.lesson import Course, Lesson, find_course
from autograder.observation import encode


class Machine(msgspec.Struct, frozen=True):
    """How to run: workers or the address of a cluster, tier of the jail, and whether none will do."""

    jobs: int = 1
    tier: str | None = None
    accept_unsafe: bool = False
    cluster: str | None = None


class Session:
    """A desk together with what its lesson is now.

    Args:
        desk: the open course run.

    Attributes:
        run: the first line of the journal.
        course: the course, or the bundle, that it is graded from.
        lesson: the lesson.
        world: what observations depend on.
        parts: what reports depend on (see `keys.basis_parts`).

    Raises:
        AuthorError: if the run has not begun (see `begin`), or course or bundle are not there any more.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.run = run = _begun(desk)
        self.course, self.lesson, self._sealed = _open(run)
        waived = gradebook.decisions(desk.paths.ledger).waived
        source = self.course.hidden_suite(self.lesson.key).read_text(encoding="utf-8")
        self._source = source
        self._suite = waive(source, waived, self.lesson)
        seed = self._sealed.seed if self._sealed else run.seed
        self.world = keys.find_world(self.course, self.lesson, seed)
        self._answers = self._answers_digest()
        self.parts = keys.basis_parts(source, waived, self._answers, self.lesson, self.world)

    def try_waiver(self, name: str) -> None:
        """Raise `AuthorError` if "1.1/empty row" cannot be waived: the suite shows no such check."""
        waive(self._source, [name], self.lesson)

    def course_run(self, wish: Wish) -> CourseRun:
        """Return a run over the desk, to plan and to carry out."""
        return CourseRun(self._desk, self.lesson, self.world, self.parts, wish=wish)

    def bench(self, machine: Machine, *, observing: bool, tell: Callable[[str], None]) -> Bench:
        """Return the sandbox (if it is needed) and the judge, not yet started."""
        key, suite = self.answer_key(), self._suite_file()
        jail = {
            "tier": machine.tier,
            "accept_unsafe": machine.accept_unsafe,
            "observing": observing,
        }
        if machine.cluster is None:
            return LocalBench(self.course, self.lesson, key, suite, **jail)
        parcel = Parcel(self.lesson, key, suite.name, facts(), **jail)
        probes = self.course.probes(self.lesson.key)
        files = [probes, *imported_fixtures(self.course, self.lesson.key)]
        packed = pack(parcel, self.course, files, self._suite)
        return ClusterBench(self.lesson, packed, machine.cluster, tell=tell)

    def answer_key(self) -> AnswerKey:
        """Return the answer key of the run's seed; it is computed again where its sources changed."""
        found = self.known_answers()
        if found is None:
            found = compute_key(self.course, self.lesson, self.run.seed)
            keep_answers(self._desk.paths, self._answers_name(), found)
        return found

    def known_answers(self) -> AnswerKey | None:
        """Return the answer key if it lies there already."""
        return self._sealed or find_answers(self._desk.paths, self._answers_name())

    def _answers_name(self) -> str:
        return keys.digest(self._answers, self.world)

    def _answers_digest(self) -> str:
        if self._sealed is not None:
            return keys.digest(encode(self._sealed))
        return keys.answers_key(self.course, self.lesson)

    def _suite_file(self) -> Path:
        """Write down what is judged with, under a name of its own content, and return where."""
        stem = self.course.hidden_suite(self.lesson.key).stem
        path = self._desk.paths.suites / f"{stem}_{keys.digest(self._suite)[:16]}.py"
        if not path.exists():
            write_private(path, self._suite.encode())
        return path


def begin(desk: Desk, lesson: Lesson, *, seed: int | None, bundle: Path | None) -> None:
    """Write the first line of a new run; check that an old one is the same.

    Raises:
        AuthorError: if the journal is that of another lesson, seed or bundle.
    """
    run, root = desk.run, desk.paths.root
    place = str(bundle.resolve()) if bundle else None
    if run is None:
        drawn = secrets.randbits(40) if seed is None else seed
        desk.add(Run(now(), lesson.key, drawn, place))
    elif run.lesson != lesson.key:
        raise AuthorError(
            f"{root} holds a run of {run.lesson}, not of {lesson.key}: choose another --out."
        )
    elif seed not in (None, run.seed):
        raise AuthorError(
            f"{root} holds a run with another seed, which stays: leave --seed out, or choose "
            "another --out."
        )
    elif place != run.bundle:
        raise AuthorError(
            f"{root} holds a run that was graded from {run.bundle or 'the sources of the course'}: "
            "grade from there, or choose another --out."
        )


def find_lesson(desk: Desk) -> Lesson:
    """Return the lesson of a run.

    Raises:
        AuthorError: if nothing was graded yet, or course or bundle are not there any more.
    """
    return _open(_begun(desk))[1]


def _begun(desk: Desk) -> Run:
    run = desk.run
    if run is None:
        raise AuthorError(
            f"Nothing was graded into {desk.paths.root} yet: run `finegrade grade` first."
        )
    return run


def _open(run: Run) -> tuple[Course, Lesson, AnswerKey | None]:
    if run.bundle is not None:
        return open_bundle(Path(run.bundle), seed=run.seed)
    course = find_course()
    return course, course.lesson(run.lesson), None
