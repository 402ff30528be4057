"""The far end of a cluster: a bench on another machine, in a process of its own.

    python -m autograder.desk.station FOLDER LIFELINE LINE...

The folder is an unpacked `Parcel`, this package in it, so the machine needs the libraries and no copy of
finegrade. Each LINE is a socket on which one job after the other is answered; when LIFELINE closes,
whoever started the station is gone, and it ends.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import io
import os
import platform
import shutil
import socket
import sys
import sysconfig
import threading
import venv
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from autograder.answers import AnswerKey
from autograder.desk.keys import PACKAGE, PACKAGES
from autograder.errors import ClusterError, FinegradeError
from autograder.grade import Bench, LocalBench, Stopped
from autograder.judge.verdict import Evidence
from autograder.lesson import Course, Lesson
from autograder.observation import decode, encode, receive_frame, send_frame
from autograder.results import TaskResult
from autograder.submission import Submission

LETTER = "parcel.msgpack"
COURSE = "course"
LIMIT = 1 << 30  # bytes of a job, which comes from our own side


class Parcel(msgspec.Struct, frozen=True):
    """What makes a bench, but for its files: the arguments of `LocalBench`.

    Attributes:
        lesson: the lesson.
        key: its answers for the seed of the run.
        suite: name of the hidden suite in the folder.
        facts: what this machine has to have in common with the coordinator's (see `facts`).
        tier: a tier of the jail that is forced.
        accept_unsafe: run hidden suites where student code cannot be jailed.
        observing: False starts no sandbox.
    """

    lesson: Lesson
    key: AnswerKey
    suite: str
    facts: dict[str, str]
    tier: str | None = None
    accept_unsafe: bool = False
    observing: bool = True


class ToObserve(msgspec.Struct, frozen=True, tag="observe"):
    """A job: run these tasks (ids) of a hand-in."""

    submission: Submission
    tasks: tuple[str, ...]


class ToJudge(msgspec.Struct, frozen=True, tag="judge"):
    """A job: judge what was observed of a hand-in, in the lesson's order of tasks."""

    evidence: tuple[Evidence, ...]


class Answer(msgspec.Struct, frozen=True):
    """What came of a job, or an error of ours by the name of its class, and its sentence."""

    evidence: tuple[Evidence, ...] = ()
    tier: str = ""
    tasks: tuple[TaskResult, ...] = ()
    error: str = ""
    text: str = ""


def facts() -> dict[str, str]:
    """Return what two machines must have in common to observe the same: name -> version."""
    found = {"Python": platform.python_version(), "processor": platform.machine()}
    for name in PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "absent"
    return found


def pack(parcel: Parcel, course: Course, files: Iterable[Path], suite: str) -> bytes:
    """Return the parcel as a zip, with the course's files, the suite's source and this package.

    The same content gives the same bytes.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, content: bytes) -> None:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)

        add(LETTER, encode(parcel))
        add(parcel.suite, suite.encode())
        for path in sorted(files):
            add(f"{COURSE}/{path.relative_to(course.root)}", path.read_bytes())
        for path in sorted(PACKAGE.rglob("*.py")):
            add(f"{PACKAGE.name}/{path.relative_to(PACKAGE)}", path.read_bytes())
    return packed.getvalue()


class Station:
    """Answers jobs with a bench that is open, or with the reason why it is not.

    Args:
        bench: open; None if it could not be opened.
        lesson: the lesson.
        problem: the answer to every job, if there is no bench.
    """

    def __init__(self, bench: Bench | None, lesson: Lesson, problem: Answer) -> None:
        self._bench = bench
        self._lesson = lesson
        self._problem = problem

    def serve(self, line: socket.socket) -> None:
        """Answer jobs until the line closes, or the bench is stopped."""
        with line, contextlib.suppress(OSError, Stopped):
            while (job := receive_frame(line, limit=LIMIT)) is not None:
                send_frame(line, encode(self._answer(decode(job, ToObserve | ToJudge))))

    def _answer(self, job: ToObserve | ToJudge) -> Answer:
        if self._bench is None:
            return self._problem
        try:
            if isinstance(job, ToJudge):
                return Answer(tasks=self._bench.judge_tasks(job.evidence))
            tasks = [self._lesson.find(task) for task in job.tasks]
            evidence = self._bench.observe(job.submission, tasks)
            return Answer(tuple(evidence), self._bench.tier)
        except FinegradeError as error:
            return Answer(error=type(error).__name__, text=str(error))


def main(folder: Path, lifeline: socket.socket, lines: Sequence[socket.socket]) -> None:
    """Serve on all lines until the lifeline closes, then clear the folder away."""
    parcel = decode((folder / LETTER).read_bytes(), Parcel)
    with contextlib.ExitStack() as opened:
        bench, problem = None, Answer()
        try:
            bench = opened.enter_context(_open(parcel, folder))
        except FinegradeError as error:
            problem = Answer(error=type(error).__name__, text=str(error))
        station = Station(bench, parcel.lesson, problem)
        for line in lines:
            threading.Thread(target=station.serve, args=(line,), daemon=True).start()
        with contextlib.suppress(OSError):
            lifeline.recv(1)
        if bench is not None:
            bench.stop()
    shutil.rmtree(folder, ignore_errors=True)


def _open(parcel: Parcel, folder: Path) -> LocalBench:
    here = facts()
    other = [f"{n} {here[n]} instead of {v}" for n, v in parcel.facts.items() if here[n] != v]
    if other:
        raise ClusterError(
            f"it has {', '.join(other)}, so it might observe something else. Install there what is "
            "installed here, start that worker anew, and run the same command again."
        )
    return LocalBench(
        Course(folder / COURSE),
        parcel.lesson,
        parcel.key,
        folder / parcel.suite,
        tier=parcel.tier,
        accept_unsafe=parcel.accept_unsafe,
        observing=parcel.observing,
    )


def use_own_interpreter(folder: Path) -> None:
    """Go on in an interpreter that finds this very package and all that this one finds.

    The processes of a bench are started with `sys.executable` and without PYTHONPATH. So the folder
    gets an environment of its own, with all of our search path.
    """
    home = folder / "python"
    if Path(sys.prefix) == home:
        return
    venv.create(home, symlinks=True)
    scheme = {"base": str(home), "platbase": str(home)}
    packages = Path(sysconfig.get_path("purelib", "venv", scheme))
    found = "\n".join(path for path in sys.path if os.path.isabs(path))
    (packages / "finegrade.pth").write_text(f"{found}\n", encoding="utf-8")
    os.environ.pop("PYTHONPATH", None)
    python = str(home / "bin" / "python")
    os.execv(python, [python, "-P", "-m", "autograder.desk.station", *sys.argv[1:]])


if __name__ == "__main__":
    use_own_interpreter(Path(sys.argv[1]))
    sockets = [socket.socket(fileno=int(descriptor)) for descriptor in sys.argv[2:]]
    main(Path(sys.argv[1]), sockets[0], sockets[1:])
