"""Observations on disk: compressed, each content once, in one file that only grows.

    <20 bytes: digest of the content> <4 bytes: size of what follows> <zlib of the content>

Most students record the same numbers in most tasks, so a hand-in costs a fraction of its size. What a
killed process left half written is cut off when the file is opened for writing.
"""

from __future__ import annotations

import hashlib
import struct
import threading
import zlib
from collections.abc import Sequence
from pathlib import Path

from autograder.errors import DeskError
from autograder.growing import AppendFile

HEAD = struct.Struct("<20sI")
LEVEL = 6
WINDOW = 1 << 20  # bytes that are read at once while the heads are collected


def digest_of(content: bytes) -> str:
    """Return the name under which a content is stored."""
    return hashlib.blake2b(content, digest_size=20).hexdigest()


class Store:
    """A file of contents by digest. Thread-safe.

    Args:
        path: the file; an empty one is made if it may be written.
        writable: False opens for reading alone.
    """

    def __init__(self, path: Path, *, writable: bool) -> None:
        self._file = AppendFile(path, writable=writable)
        self._lock = threading.Lock()
        self._places: dict[str, tuple[int, int]] = {}
        if writable:
            self._file.cut(self._collect)
        else:
            self._collect()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return self._file.size

    def put(self, contents: Sequence[bytes]) -> list[str]:
        """Store what is not there yet, flushed once, and return the digest of each."""
        digests = [digest_of(content) for content in contents]
        with self._lock:
            new = {
                digest: content
                for digest, content in zip(digests, contents, strict=True)
                if digest not in self._places
            }
            if new:
                self._append(new)
        return digests

    def get(self, digest: str) -> bytes:
        """Return a content.

        Raises:
            DeskError: if it is not there, or not what it was.
        """
        place = self._places.get(digest)
        try:
            content = zlib.decompress(self._file.read(*place)) if place else b""
        except zlib.error:
            content = b""
        if digest_of(content) != digest:
            raise DeskError(
                f"{self._file.path} lacks the observation {digest[:12]}, or it is damaged. Put "
                "back the copy of your backup, or grade again with --rerun."
            )
        return content

    def _append(self, new: dict[str, bytes]) -> None:
        packed = {digest: zlib.compress(content, LEVEL) for digest, content in new.items()}
        start = self._file.append(
            b"".join(HEAD.pack(bytes.fromhex(d), len(p)) + p for d, p in packed.items())
        )
        for digest, content in packed.items():
            self._places[digest] = start + HEAD.size, len(content)
            start += HEAD.size + len(content)

    def _collect(self) -> int:
        """Note where every whole content lies, and return where the last one ends."""
        end, size = 0, self._file.size
        window, offset = b"", 0
        while True:
            if end + HEAD.size > offset + len(window):
                window, offset = self._file.read(end, WINDOW), end
            if end + HEAD.size > offset + len(window):
                return end
            digest, length = HEAD.unpack_from(window, end - offset)
            if end + HEAD.size + length > size:
                return end
            self._places[digest.hex()] = end + HEAD.size, length
            end += HEAD.size + length
