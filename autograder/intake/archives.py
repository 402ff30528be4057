"""Zip and tar archives as entries, read by the standard library inside limits of our own.

Listing costs no more than the archive's own bytes: a zip's directory is read only up to
`MAX_DIRECTORY`, a tar is unpacked in memory up to `MAX_EXPANDED`. Neither ever touches the disk.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from autograder.errors import SubmissionError
from autograder.intake.entries import (
    MAX_EXPANDED,
    MAX_MEMBERS,
    Entry,
    check_ratio,
    clean_name,
    quote,
)

MAX_DIRECTORY = 8 << 20  # bytes of a zip's list of members
_MAX_HEADER = 2048  # bytes of a tar header that extends another one (a long name, pax records)
_MAX_GLOBALS = 4  # pax headers that speak for all members; `git archive` writes one
_XZ_MEMORY = 128 << 20  # what `xz -9` needs to unpack, twice
_CHUNK = 1 << 16

_TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_UNREAD = {
    ".rar": "a RAR archive",
    ".7z": "a 7-Zip archive",
    ".gz": "a gzip file",
    ".zst": "a Zstandard file",
    ".docx": "a Word document",
    ".doc": "a Word document",
    ".odt": "a text document",
    ".rtf": "a text document",
    ".pdf": "a PDF document",
}
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others can ask for gigabytes at once


def archive_stem(name: str) -> str | None:
    """Return a name without the suffix of an archive that is read here, or None."""
    lower = name.lower()
    suffix = next((s for s in (".zip", *_TARS) if lower.endswith(s)), None)
    return name[: -len(suffix)] if suffix and len(name) > len(suffix) else None


def unread_kind(name: str) -> str | None:
    """Return what a file is that may hold the work and is not read here: "a RAR archive"."""
    if archive_stem(name) is not None:
        return None
    return next((kind for end, kind in _UNREAD.items() if name.lower().endswith(end)), None)


def archive_entries(file: BinaryIO, name: str) -> list[Entry]:
    """Return the members of an archive; they can be read as long as `file` is open.

    Args:
        file: the archive, seekable.
        name: what it is called; the suffix says what it should be.

    Raises:
        SubmissionError: it is not what its name says, is damaged, or is over a limit.
    """
    with _damage_as_sentence(name):
        return list(_zip(file, name) if name.lower().endswith(".zip") else _tar(file, name))


@contextmanager
def _damage_as_sentence(name: str) -> Iterator[None]:
    try:
        yield
    except SubmissionError:
        raise
    except Exception as error:  # hostile bytes raise whatever they reach in zipfile and tarfile
        raise SubmissionError(
            f"{quote(name)} is damaged, or not the archive that its name says: pack it again."
        ) from error


class _Directory(io.BufferedReader):
    """A file that refuses to read more than `MAX_DIRECTORY` bytes at once.

    `zipfile` reads the whole list of members in one call, of a size that the file itself states.
    """

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAX_DIRECTORY:
            raise SubmissionError("This archive lists too many files: pack the Python files alone.")
        return super().read(size)


def _zip(file: BinaryIO, name: str) -> Iterator[Entry]:
    archive = zipfile.ZipFile(_Directory(file))  # type: ignore[arg-type]
    for info in archive.infolist():
        path, refuse = clean_name(info.orig_filename)
        if path or refuse:
            yield Entry(
                path,
                _zip_fetch(archive, info, name),
                size=info.file_size,
                packed=info.compress_size,
                folder=info.is_dir(),
                skip=_zip_flaw(info),
                refuse=refuse,
            )


def _zip_flaw(info: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16) if info.create_system == 3 else 0
    if kind == stat.S_IFLNK:
        return "a symbolic link"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "a device"
    if info.flag_bits & 0x1:
        return "locked with a password"
    return "" if info.compress_type in _METHODS else "packed in a way that is not read here"


def _zip_fetch(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str
) -> Callable[[int], bytes]:
    def fetch(limit: int) -> bytes:
        with _damage_as_sentence(name), archive.open(info) as member:
            return _read(member, limit)

    return fetch


def _tar(file: BinaryIO, name: str) -> Iterator[Entry]:
    packed = file.read(MAX_EXPANDED + 1)
    data = _unpacked(packed)
    if len(data) > MAX_EXPANDED:
        raise SubmissionError(
            f"This archive expands to more than {MAX_EXPANDED >> 20} MB: "
            "pack the Python files alone."
        )
    check_ratio(len(data), len(packed))
    archive = tarfile.TarFile(fileobj=io.BytesIO(data), tarinfo=_counted_headers())
    for info in archive:
        path, refuse = clean_name(info.name)
        if path or refuse:
            yield Entry(
                path,
                _tar_fetch(archive, info, name),
                size=info.size,
                packed=info.size,
                folder=info.isdir(),
                skip=_tar_flaw(info),
                refuse=refuse,
            )


def _unpacked(packed: bytes) -> bytes:
    """Return at most one byte more than `MAX_EXPANDED` of what was compressed."""
    if packed.startswith(b"\x1f\x8b"):
        return _read(gzip.GzipFile(fileobj=io.BytesIO(packed)), MAX_EXPANDED + 1)
    if packed.startswith(b"BZh"):
        return _read(bz2.BZ2File(io.BytesIO(packed)), MAX_EXPANDED + 1)
    if packed.startswith(b"\xfd7zXZ"):
        return lzma.LZMADecompressor(memlimit=_XZ_MEMORY).decompress(packed, MAX_EXPANDED + 1)
    return packed


def _counted_headers() -> type[tarfile.TarInfo]:
    """Return a `TarInfo` that refuses long and many headers.

    `tarfile` searches extended headers with patterns that take quadratic time before Python
    3.11.10 (CVE-2024-6232), and copies the global ones for every member.
    """
    seen = {"all": 0, tarfile.XGLTYPE: 0}

    class Header(tarfile.TarInfo):
        @classmethod
        def frombuf(cls, buf: bytes, encoding: str, errors: str) -> tarfile.TarInfo:
            info = super().frombuf(buf, encoding, errors)
            seen["all"] += 1
            seen[tarfile.XGLTYPE] += info.type == tarfile.XGLTYPE
            long = not (info.isfile() or info.isdir()) and info.size > _MAX_HEADER
            many = seen["all"] > 2 * MAX_MEMBERS or seen[tarfile.XGLTYPE] > _MAX_GLOBALS
            if long or many:
                raise SubmissionError("This archive has odd headers: pack the Python files alone.")
            return info

    return Header


def _tar_flaw(info: tarfile.TarInfo) -> str:
    if info.issym():
        return "a symbolic link"
    if info.islnk():
        return "a hard link"
    if not (info.isreg() or info.isdir()):
        return "a device"
    return "packed with holes" if info.issparse() else ""


def _tar_fetch(
    archive: tarfile.TarFile, info: tarfile.TarInfo, name: str
) -> Callable[[int], bytes]:
    def fetch(limit: int) -> bytes:
        with _damage_as_sentence(name):
            return _read(archive.extractfile(info), limit)

    return fetch


def _read(file: BinaryIO, limit: int) -> bytes:
    """Return at most `limit` bytes, piece by piece, whatever size a header states."""
    pieces, left = [], limit
    while left > 0 and (piece := file.read(min(left, _CHUNK))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
