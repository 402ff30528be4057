"""How much of what can go wrong the public suite alone catches: run it on every known mistake.

The share is stated in the handout, so that nobody takes a green public run for full marks. Each run
is a fresh fork of a process that has imported torch, in a release of its own.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import msgspec

from autograder.authoring.build import build
from autograder.authoring.variants import Wrong, load_wrong, reference
from autograder.lesson import Course, Lesson

LOW, HIGH = 40, 80  # per cent of the known mistakes: neither an empty gesture nor the whole answer
PRELOADED = """
pytest pytest_timeout torch datasets transformers transformers.pytorch_utils transformers.generation
transformers.models.gpt2.modeling_gpt2 transformers.models.gpt2.configuration_gpt2
transformers.tokenization_utils_tokenizers
""".split()
JOBS = 2  # runs of the public suite at a time; each holds a torch of its own
_FUTURE = re.compile(r"^from __future__ import .*$", re.MULTILINE)
_STATED = re.compile(r"(\d+) %\s+of\s+the\s+known\s+mistakes")


class Share(msgspec.Struct, frozen=True):
    """The known mistakes that the public suite catches, and those that it lets through, by slug."""

    caught: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def percent(self) -> int:
        """The share of the known mistakes that the public suite catches."""
        return round(100 * len(self.caught) / (len(self.caught) + len(self.missed)))


def measure_public(course: Course, lesson: Lesson) -> Share:
    """Run the public suite on every known mistake of the lesson, and on the reference.

    Raises:
        AssertionError: if the reference itself fails it.
    """
    wrong = load_wrong(course, lesson)
    text = reference(course, lesson)
    sources = [(text, ""), *((overlaid(text, w.source), _touched(lesson, w)) for w in wrong)]
    with tempfile.TemporaryDirectory() as folder:
        release = Path(folder) / "release"
        build(course, [lesson.key], target=release)
        for name in lesson.earlier:
            (release / name).parent.mkdir()
            shutil.copyfile(course.root / "solutions" / name, release / name)
        runs = [_Run(release, lesson.key, lesson.module, *source) for source in sources]
        os.environ["OMP_NUM_THREADS"] = "1"  # read when torch is loaded, by the fork server
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(PRELOADED)
        with ProcessPoolExecutor(JOBS, mp_context=context, max_tasks_per_child=1) as pool:
            passes = list(pool.map(_passes, runs))
    assert passes[0], "the reference fails the public suite"
    slugs = [variant.mistake.slug for variant in wrong]
    outcome = list(zip(slugs, passes[1:], strict=True))
    return Share(
        tuple(slug for slug, passed in outcome if not passed),
        tuple(slug for slug, passed in outcome if passed),
    )


def stated_percent(course: Course, lesson: Lesson) -> int | None:
    """Return the share that the lesson's handout states, if it does."""
    handout = (course.solutions(lesson.key) / "handout.md").read_text(encoding="utf-8")
    match = _STATED.search(handout)
    return int(match.group(1)) if match else None


def overlaid(module: str, overlay: str) -> str:
    """Return one source: the module, and what a variant redefines below it."""
    return module + "\n\n" + _FUTURE.sub("", overlay)


class _Run(NamedTuple):
    """A module, and the markers of the public checks to run on it ("": all)."""

    release: Path
    key: str
    module: str
    source: str
    markers: str


def _touched(lesson: Lesson, wrong: Wrong) -> str:
    """Return the markers of a mistake's task and of those that call it; no other check can tell."""
    id = wrong.mistake.task
    return " or ".join(task.marker for task in lesson.tasks if id in (task.id, *task.helpers))


def _passes(run: _Run) -> bool:
    """Tell whether the public suite passes on one source, in a copy of the release."""
    import pytest

    with tempfile.TemporaryDirectory() as folder, _quiet():
        copy = Path(folder) / "release"
        shutil.copytree(run.release, copy)
        (copy / run.key / run.module).write_text(run.source, encoding="utf-8")
        os.chdir(copy)
        # Only the plugin that the release needs: others cost more than the checks.
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        options = ["-x", "-q", "-p", "pytest_timeout", "-p", "no:cacheprovider"]
        options += ["-o", "required_plugins=", "-m", run.markers, run.key]
        return pytest.main(options) == pytest.ExitCode.OK


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Send all that is printed nowhere."""
    sink = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(sink, descriptor)
    yield
    os.close(sink)
