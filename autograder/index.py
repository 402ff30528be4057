"""Where in the journal a record is: an SQLite file that holds offsets, never a fact of its own.

It may be deleted at any time. If it is missing, damaged, of another version, or knows a journal that is
not this one, it is rebuilt from the journal.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from autograder.growing import Lines
from autograder.journal import Basis, Event, Judged, Observed, Told

VERSION = 1
TAIL = 4096  # bytes before the indexed end by which the journal is recognised
SCHEMA = f"""
CREATE TABLE traces (key TEXT PRIMARY KEY, place INTEGER) WITHOUT ROWID;
CREATE TABLE judged (student TEXT PRIMARY KEY, last INTEGER, standing INTEGER) WITHOUT ROWID;
CREATE TABLE known (size INTEGER, tail TEXT, basis INTEGER, told INTEGER);
INSERT INTO known VALUES (0, '', NULL, 0);
PRAGMA user_version = {VERSION};
"""


class Index:
    """Offsets of the journal's records.

    Args:
        path: the SQLite file; None keeps it in memory, for readers that must not write.
        journal: what is indexed.
    """

    def __init__(self, path: Path | None, journal: Lines[Event]) -> None:
        self._journal = journal
        try:
            self._open(path)
        except sqlite3.OperationalError:  # may not be written, or there is no room
            self._database.close()
            self._open(None)
        except sqlite3.DatabaseError:  # not what it was
            self._database.close()
            path.unlink()  # type: ignore[union-attr]
            self._open(path)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def trace(self, key: str) -> int | None:
        """Return where the newest observation with this content key is, or None."""
        row = self._row("SELECT place FROM traces WHERE key = ?", key)
        return row[0] if row else None

    def judged(self, student: str) -> tuple[int, int | None] | None:
        """Return where a student's last report and the report that stands are, or None."""
        return self._row("SELECT last, standing FROM judged WHERE student = ?", student)

    def basis(self) -> int | None:
        """Return where the last basis is, or None."""
        return self._row("SELECT basis FROM known")[0]

    def told(self) -> int:
        """Return where the events begin that nobody has been told of."""
        return self._row("SELECT told FROM known")[0]  # type: ignore[index]

    def students(self) -> list[str]:
        """Return every student with a report, sorted."""
        return [name for (name,) in self._all("SELECT student FROM judged ORDER BY student")]

    def catch_up(self) -> None:
        """Index what the journal has gained since the last time; in memory, if the file has no room."""
        try:
            self._catch_up()
        except sqlite3.OperationalError:
            self._database.close()
            self._open(None)

    def _catch_up(self) -> None:
        (end,) = self._row("SELECT size FROM known")
        if end == self._journal.size:
            return
        with self._database:
            for start, stop, record in self._journal.records(end):
                self._note(start, record)
                end = stop
            values = (end, self._tail(end))
            self._database.execute("UPDATE known SET size = ?, tail = ?", values)

    def _note(self, place: int, record: Event) -> None:
        execute = self._database.execute
        if isinstance(record, Observed):
            rows = [(trace.key, place) for trace in record.traces]
            self._database.executemany("INSERT OR REPLACE INTO traces VALUES (?, ?)", rows)
        elif isinstance(record, Judged):
            execute(
                "INSERT INTO judged VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET last = ?2, "
                "standing = COALESCE(?3, standing)",
                (record.student, place, place if record.stands else None),
            )
        elif isinstance(record, Basis):
            execute("UPDATE known SET basis = ?", (place,))
        elif isinstance(record, Told):
            execute("UPDATE known SET told = ?", (place,))

    def _open(self, path: Path | None) -> None:
        self._database = sqlite3.connect(path or ":memory:", check_same_thread=False, timeout=30)
        self._row("PRAGMA synchronous = OFF")  # what a crash of the machine spoils is rebuilt
        if not self._fits():
            with contextlib.closing(self._database.cursor()) as cursor:
                for table in ("traces", "judged", "known"):
                    cursor.execute(f"DROP TABLE IF EXISTS {table}")
                cursor.executescript(SCHEMA)
        self._catch_up()

    def _fits(self) -> bool:
        """Tell whether the file is whole and belongs to this journal."""
        if self._row("PRAGMA user_version") != (VERSION,):
            return False
        if self._row("PRAGMA quick_check") != ("ok",):
            return False
        size, tail = self._row("SELECT size, tail FROM known")
        return size <= self._journal.size and tail == self._tail(size)

    def _tail(self, end: int) -> str:
        start = max(0, end - TAIL)
        content = self._journal.read(start, end - start)
        return hashlib.blake2b(content, digest_size=16).hexdigest() if end else ""

    def _row(self, query: str, *values: object) -> tuple | None:
        return self._database.execute(query, values).fetchone()

    def _all(self, query: str) -> Iterator[tuple]:
        yield from self._database.execute(query)
