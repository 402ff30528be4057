"""An open course run: what was observed and judged, one process at a time writing."""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

from autograder.answers import AnswerKey, pack_key, unpack_key
from autograder.desk.evidence import named
from autograder.desk.paths import Paths, write_private
from autograder.errors import AuthorError, DeskError
from autograder.growing import unusable
from autograder.index import Index
from autograder.journal import Basis, Event, Judged, Observed, Run, Trace, now, open_journal
from autograder.results import Report
from autograder.store import Store
from autograder.submission import Submission


class Desk:
    """An open course run: what was observed and judged. Thread-safe; see `open_desk`.

    Args:
        paths: the folder.
        writable: whether the caller holds the lock and may add to it.
    """

    def __init__(self, paths: Paths, *, writable: bool) -> None:
        self.paths = paths
        self._lock = threading.RLock()
        with contextlib.ExitStack() as opened:
            self._journal = open_journal(paths.journal, writable=writable)
            opened.callback(self._journal.close)
            self._index = Index(paths.index if writable else None, self._journal)
            opened.callback(self._index.close)
            # Last: a content is stored before the journal speaks of it, so all that is indexed is there.
            self.store = Store(paths.store, writable=writable)
            opened.callback(self.store.close)
            self._open = opened.pop_all()

    def close(self) -> None:
        """Let go of the files."""
        self._open.close()

    @property
    def run(self) -> Run | None:
        """The first line of the journal, or None before the first run."""
        first = next(self._journal.records(), None)
        if first is None:
            return None
        if not isinstance(first[2], Run):
            raise DeskError(f"{self.paths.journal} does not begin like a journal.")
        return first[2]

    def add(self, event: Event) -> None:
        """Put an event on disk, then into the index."""
        with self._lock:
            self._journal.add(event)
            self._index.catch_up()

    def basis(self) -> dict[str, str]:
        """Return what reports last depended on; nothing before the first run."""
        with self._lock:
            place = self._index.basis()
            return self._journal.at(place).parts if place is not None else {}  # type: ignore[union-attr]

    def trace(self, key: str) -> tuple[Trace, str] | None:
        """Return what was observed under this content key and in which tier, or None."""
        with self._lock:
            place = self._index.trace(key)
            if place is None:
                return None
            event = self._journal.at(place)
        assert isinstance(event, Observed)
        return next(trace for trace in event.traces if trace.key == key), event.tier

    def judged(self, student: str) -> tuple[Judged, Judged | None] | None:
        """Return a student's last report, and the one that stands; None if there is none."""
        with self._lock:
            places = self._index.judged(student)
            if places is None:
                return None
            events = [self._journal.at(place) if place is not None else None for place in places]
        return events[0], events[1]  # type: ignore[return-value]

    def untold(self) -> list[Judged]:
        """Return the reports on unchanged hand-ins that differ and that nobody was told of yet."""
        with self._lock:
            start = self._index.told()
        events = [event for _, _, event in self._journal.records(start)]
        return [e for e in events if isinstance(e, Judged) and e.before is not None]

    def students(self) -> list[str]:
        """Return everybody with a report, sorted."""
        with self._lock:
            return self._index.students()

    def standing(self) -> dict[str, Judged]:
        """Return the report that stands, for everybody."""
        found = {student: self.judged(student) for student in self.students()}
        return {name: pair[1] for name, pair in found.items() if pair and pair[1] is not None}

    def hand_ins(self) -> list[Submission]:
        """Return the newest hand-in of everybody, as it was read then."""
        newest = [self.judged(student) for student in self.students()]
        return [self.hand_in(pair[0]) for pair in newest if pair is not None]

    def hand_in(self, judged: Judged) -> Submission:
        """Return the hand-in that a report is about."""
        return named(self.store.get(judged.submission), judged.student)

    def reports(self) -> list[Report]:
        """Return the reports that stand, sorted by student."""
        return [judged.report for judged in self.standing().values()]


@contextlib.contextmanager
def open_desk(root: Path, *, writable: bool) -> Iterator[Desk]:
    """Open the course run in a folder; a writer makes it, and holds its lock until it is done.

    Raises:
        DeskError: if another process holds it, or it cannot be read or written.
    """
    paths = Paths(root)
    with contextlib.ExitStack() as held:
        if writable:
            held.enter_context(_locked(paths))
        elif not paths.journal.exists():
            raise AuthorError(f"Nothing was graded into {root} yet: run `finegrade grade` first.")
        desk = Desk(paths, writable=writable)
        held.callback(desk.close)
        yield desk


@contextlib.contextmanager
def _locked(paths: Paths) -> Iterator[None]:
    try:
        paths.root.mkdir(parents=True, exist_ok=True)
        paths.state.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(paths.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise unusable(paths.root, error) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        holder = os.read(descriptor, 500).decode("utf-8", "replace").strip() or "another process"
        os.close(descriptor)
        raise DeskError(
            f"{paths.root} is being graded by {holder}. Wait for it, or stop it; what it has "
            "graded is kept."
        ) from None
    try:
        words = f"process {os.getpid()} on {socket.gethostname()} since {now():%Y-%m-%d %H:%M} UTC"
        with contextlib.suppress(OSError):  # who holds it is a courtesy; that it is held is not
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{words}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def note_basis(desk: Desk, parts: dict[str, str]) -> list[str]:
    """Write down what reports depend on from now on, and return the parts that have changed."""
    before = desk.basis()
    if parts != before:
        desk.add(Basis(now(), parts))
    return [name for name in parts if before and before.get(name) != parts[name]]


def find_answers(paths: Paths, name: str) -> AnswerKey | None:
    """Return the answer key of this name, or None if it is not there or not whole."""
    with contextlib.suppress(OSError, ValueError):
        return unpack_key(_answers_file(paths, name).read_bytes())
    return None


def keep_answers(paths: Paths, name: str, key: AnswerKey) -> None:
    """Seal an answer key: observations alone, never a source, for the owner's eyes; older ones go."""
    write_private(_answers_file(paths, name), pack_key(key))


def _answers_file(paths: Paths, name: str) -> Path:
    return paths.answers / f"{name}.msgpack.xz"
