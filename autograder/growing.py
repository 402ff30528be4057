"""Files that only grow: bytes and lines that are added whole or not at all, and flushed to the disk.

A process that is killed while it writes leaves half an entry, which the next writer cuts off.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from autograder.errors import DeskError

T = TypeVar("T")


class AppendFile:
    """A file to which bytes are added at the end, whole or not at all, and flushed to the disk.

    Args:
        path: the file; created if it may be written.
        writable: False opens for reading alone.
    """

    def __init__(self, path: Path, *, writable: bool) -> None:
        self.path = path
        flags = os.O_CLOEXEC | (os.O_RDWR | os.O_CREAT | os.O_APPEND if writable else os.O_RDONLY)
        try:
            new = writable and not path.exists()
            self._descriptor = os.open(path, flags, 0o600)
            if new:
                flush_folder(path.parent)
        except OSError as error:
            raise unusable(path, error) from error

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._descriptor)

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return os.fstat(self._descriptor).st_size

    def append(self, content: bytes) -> int:
        """Add the content, wait until it is on the disk, and return where it begins.

        Raises:
            DeskError: if the disk takes not all of it; the file is then as it was.
        """
        with self._alone():
            start = self.size
            try:
                left = memoryview(content)
                while left:
                    left = left[os.write(self._descriptor, left) :]
                os.fsync(self._descriptor)
            except OSError as error:
                with contextlib.suppress(OSError):
                    os.ftruncate(self._descriptor, start)
                raise unusable(self.path, error) from error
        return start

    def read(self, start: int, size: int) -> bytes:
        """Return up to `size` bytes from `start` on."""
        parts = []
        while size and (part := os.pread(self._descriptor, size, start)):
            parts.append(part)
            start, size = start + len(part), size - len(part)
        return b"".join(parts)

    def cut(self, whole: Callable[[], int]) -> None:
        """Cut off what a killed process left half written.

        Args:
            whole: measures how many bytes are whole entries. It is called while nobody else adds any:
                what another process adds between the measuring and the cut would be lost.
        """
        with self._alone():
            size = whole()
            if self.size > size:
                os.ftruncate(self._descriptor, size)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Let no other process add to the file or cut it."""
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)


class Lines(AppendFile, Generic[T]):
    """Records as lines of JSON, of one type (or a tagged union of types)."""

    def __init__(self, path: Path, kind: type[T], *, writable: bool) -> None:
        super().__init__(path, writable=writable)
        self._decoder = msgspec.json.Decoder(kind)
        if writable:
            self.cut(self._whole)

    def add(self, record: T) -> int:
        """Append one record and return where its line begins."""
        return self.append(msgspec.json.encode(record) + b"\n")

    def records(self, start: int = 0) -> Iterator[tuple[int, int, T]]:
        """Yield every whole line from `start` on, with where it begins and ends.

        It ends at half a line, even if its other half is there a moment later.
        """
        with self.path.open("rb") as file:
            file.seek(start)
            for line in file:
                if not line.endswith(b"\n"):
                    return
                yield start, start + len(line), self._decode(line, start)
                start += len(line)

    def at(self, start: int) -> T:
        """Return the record whose line begins at `start`."""
        line, step = b"", 1 << 14
        while b"\n" not in line and (part := self.read(start + len(line), step)):
            line, step = line + part, 2 * step
        return self._decode(line.partition(b"\n")[0], start)

    def _decode(self, line: bytes, start: int) -> T:
        try:
            return self._decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise DeskError(
                f"{self.path} is damaged at byte {start} ({error}). Put back the copy of your "
                "backup, or move the file away and grade everything again."
            ) from error

    def _whole(self) -> int:
        """Return how many bytes the whole lines take."""
        end = self.size
        while end:
            start = max(0, end - (1 << 16))
            last = self.read(start, end - start).rfind(b"\n")
            if last >= 0:
                return start + last + 1
            end = start
        return 0


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, so that a new file outlives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def unusable(path: Path, error: OSError) -> DeskError:
    """Return the sentence for a file that cannot be opened or written."""
    return DeskError(
        f"{path} cannot be used: {error.strerror}. What is graded so far is kept. Make room, or "
        "choose a folder that may be written with --out, and run the same command again."
    )
