"""What an observation and a report depend on, as digests: the same key, the same content.

observation   the hand-in's files, the task, probes and fixtures, seed, environment
answer key    the lesson's sources, probes and fixtures, seed, environment
report        its observations, and the basis: hidden suite with waivers, known mistakes, lesson, judge
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import platform
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from autograder.authoring.bundle import imported_fixtures
from autograder.lesson import Course, Lesson, Task
from autograder.submission import Submission

PACKAGE = Path(__file__).resolve().parents[1]
PACKAGES = ("torch", "transformers", "datasets", "numpy")
OBSERVING = (
    "sandbox/recorder.py",
    "sandbox/probing.py",
    "sandbox/loading.py",
    "sandbox/worker.py",
    "observation.py",
)
_encoder = msgspec.msgpack.Encoder(order="deterministic")


class World(msgspec.Struct, frozen=True):
    """What all observations of a run share: digests of probes with fixtures and of the environment."""

    lesson: str
    seed: int
    probes: str
    environment: str


def digest(*parts: object) -> str:
    """Return the digest of plain values and records."""
    return hashlib.blake2b(_encoder.encode(parts), digest_size=20).hexdigest()


def find_world(course: Course, lesson: Lesson, seed: int) -> World:
    """Read what the observations of a run depend on."""
    sources = [course.probes(lesson.key), *imported_fixtures(course, lesson.key)]
    return World(lesson.key, seed, _files(sources, course.root), _environment())


def trace_key(submission: Submission, lesson: Lesson, task: Task, world: World) -> str:
    """Return the digest of all that the observation of one task depends on."""
    helpers = lesson.stand_ins(task)
    asked = (task.id, task.name, task.seconds, helpers, lesson.earlier)
    return digest(submission.entry, submission.files, asked, world)


def answers_key(course: Course, lesson: Lesson) -> str:
    """Return the digest of the sources of an answer key; the world is the rest of what it depends on."""
    folder = course.solutions(lesson.key)
    earlier = [course.root / "solutions" / name for name in lesson.earlier]
    sources = [folder / lesson.module, *folder.glob("wrong/*.py"), *folder.glob("right/*.py")]
    asked = [(task.id, task.name, lesson.stand_ins(task)) for task in lesson.tasks]
    return digest(_files([*sources, *earlier], course.root), asked)


def basis_parts(
    suite: str, waived: Iterable[str], answers: str, lesson: Lesson, world: World
) -> dict[str, str]:
    """Return what reports depend on, each part by the name that people read.

    Args:
        suite: source of the hidden suite.
        waived: the groups of checks that count as passed.
        answers: digest of the answer key.
        lesson: the lesson.
        world: what observations depend on.
    """
    return {
        "probes, fixtures or environment": digest(world),
        "the hidden suite": digest(suite),
        "waivers": digest(sorted(waived)),
        "known mistakes or reference": answers,
        "lesson.toml": digest([_judged(task) for task in lesson.tasks]),
        "the judge": _files(sorted((PACKAGE / "judge").glob("*.py")), PACKAGE),
    }


def report_key(submission: str, traces: Iterable[str], parts: Mapping[str, str]) -> str:
    """Return the digest of all that a report depends on."""
    return digest(submission, list(traces), dict(parts))


def _judged(task: Task) -> tuple[object, ...]:
    """Return what the judge reads of a task; hints and the words after passing change no report."""
    asked = (task.id, task.name, task.points, task.groups, task.partial)
    return (*asked, task.helpers, task.borrows, task.seconds)


def _files(paths: Iterable[Path], root: Path) -> str:
    return digest([(str(path.relative_to(root)), path.read_bytes()) for path in sorted(paths)])


def _environment() -> str:
    versions = [_version(name) for name in PACKAGES]
    machine = (platform.python_version(), platform.system(), platform.machine())
    return digest(machine, versions, _files([PACKAGE / name for name in OBSERVING], PACKAGE))


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "absent"
