"""A sealed bundle: all that grading one lesson needs, and no source of any solution.

    lesson.json                      the lesson
    tests/<lesson>/                  probes and hidden suite
    fixtures/                        what the two import
    answers/<n>.msgpack.xz           the answer key of one seed; 64 by default, one is drawn per run

A run draws one of the seeds, so what a hand-in learns in one run is rarely of use in the next.
"""

from __future__ import annotations

import ast
import os
import random
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from autograder.answers import AnswerKey, pack_key, unpack_key
from autograder.authoring.key import Workshop
from autograder.errors import AuthorError
from autograder.lesson import Course, Lesson

SEEDS = 64


def seal(
    course: Course, lesson: Lesson, folder: Path, *, seeds: int = SEEDS,
    tell: Callable[[str], None] = lambda _: None,
) -> None:  # fmt: skip
    """Write the bundle of a lesson into `folder`, which must not exist yet.

    Args:
        course: the repository.
        lesson: the lesson.
        folder: where to write.
        seeds: how many answer keys to compute; their seeds are drawn anew for every bundle.
        tell: called with a line of progress.
    """
    tests = folder / "tests" / lesson.key
    tests.mkdir(parents=True)
    (folder / "answers").mkdir()
    (folder / "lesson.json").write_bytes(msgspec.json.encode(lesson))
    for path in (course.probes(lesson.key), course.hidden_suite(lesson.key)):
        shutil.copy(path, tests)
    (folder / "fixtures").mkdir()
    for path in imported_fixtures(course, lesson.key):
        shutil.copy(path, folder / "fixtures")
    with Workshop(course, lesson, threads=os.cpu_count() or 1) as workshop:
        for number in range(seeds):
            key = workshop.answer_key(secrets.randbits(40))
            packed = pack_key(key)
            (folder / "answers" / f"{number:03}.msgpack.xz").write_bytes(packed)
            tell(f"answer key {number + 1} of {seeds}: {len(packed) / 1e6:.2f} MB")


def imported_fixtures(course: Course, key: str) -> list[Path]:
    """Return the files of `fixtures/` that probes and hidden suite import, directly or through others.

    The rest stays at home: the scripts that train the tiny base hold lines of solutions.
    """
    waiting, found = [course.probes(key), course.hidden_suite(key)], set()
    while waiting:
        for name in _fixture_names(waiting.pop()):
            path = course.root / "fixtures" / f"{name}.py"
            if path.is_file() and path not in found:
                found.add(path)
                waiting.append(path)
    return sorted(found)


def _fixture_names(path: Path) -> Iterator[str]:
    """Yield `micro` for `from fixtures.micro import x`, `from fixtures import micro` and the like."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            targets = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (t.split(".")[1] for t in targets if t.startswith("fixtures."))


def open_bundle(folder: Path, *, seed: int | None = None) -> tuple[Course, Lesson, AnswerKey]:
    """Return the course, the lesson and one answer key of a sealed bundle.

    Args:
        folder: the bundle.
        seed: chooses among its keys; by default one is drawn.

    Raises:
        AuthorError: if the folder is no bundle.
    """
    packed = sorted((folder / "answers").glob("*.msgpack.xz"))
    try:
        lesson = msgspec.json.decode((folder / "lesson.json").read_bytes(), type=Lesson)
        chosen = random.Random(seed).choice(packed)
        key = unpack_key(chosen.read_bytes())
    except (OSError, IndexError, ValueError, msgspec.MsgspecError) as error:
        raise AuthorError(f"{folder} is not a sealed bundle: {error}.") from error
    return Course(folder.resolve()), lesson, key


def compute_key(course: Course, lesson: Lesson, seed: int) -> AnswerKey:
    """Return the answer key of a lesson for one seed, from the course's own sources."""
    with Workshop(course, lesson) as workshop:
        return workshop.answer_key(seed)
