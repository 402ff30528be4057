"""One file of a hand-in before it is read, its cleaned name, and what reading may cost."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

import msgspec

from autograder.errors import SubmissionError

MAX_DEPTH = 4  # archives inside one another
MAX_MEMBERS = 2000  # files of one hand-in
MAX_EXPANDED = 64 << 20  # bytes of one hand-in once unpacked
MAX_RATIO = 200  # unpacked bytes for one packed byte
MAX_NAME = 500  # characters of a path
RATIO_FLOOR = 1 << 20  # below this size no ratio does harm, and blank text compresses well
_MOST_LISTED = 3  # names that a sentence about files spells out

_IGNORED = frozenset(
    {
        *("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"),
        *(".git", ".ipynb_checkpoints", ".venv", "__pycache__", ".pytest_cache", ".finegrade"),
    }
)
_BINARY = frozenset(
    {
        *(".pt", ".pth", ".safetensors", ".bin", ".ckpt", ".onnx", ".gguf", ".h5"),
        *(".npy", ".npz", ".pkl", ".pickle", ".parquet", ".arrow", ".db", ".sqlite"),
        *(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".mp4", ".pyc", ".so", ".exe"),
    }
)
_DRIVE = re.compile(r"[A-Za-z]:")
_RAW_BYTE = re.compile("[\udc80-\udcff]")  # how Python spells bytes that are no UTF-8
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


class Entry(msgspec.Struct, frozen=True):
    """A named file, or a folder, whose bytes are read only when they are asked for.

    Attributes:
        name: relative POSIX path, cleaned by `clean_name`.
        fetch: returns at most so many bytes of the file; may raise `SubmissionError`.
        size: bytes, as the archive or the file system says; not to be trusted.
        packed: bytes that it takes inside its archive; None if it is not in one.
        folder: it is a folder, and has no bytes.
        skip: why it is not read, if it is not a plain file ("a symbolic link").
        refuse: why the whole hand-in is refused because of it, as a sentence.
    """

    name: str
    fetch: Callable[[int], bytes] = lambda _: b""
    size: int = 0
    packed: int | None = None
    folder: bool = False
    skip: str = ""
    refuse: str = ""

    @property
    def path(self) -> PurePosixPath:
        """The name as a path."""
        return PurePosixPath(self.name)

    def moved(self, name: str) -> Entry:
        """Return the same entry under another name."""
        return msgspec.structs.replace(self, name=name)


class Budget:
    """What one hand-in may still cost; going over it raises `SubmissionError`.

    Sizes are checked as declared, before anything is unpacked, and again as they turn out.
    """

    def __init__(self) -> None:
        self._members = 0
        self._declared = 0
        self._read = 0

    def admit(self, entry: Entry) -> None:
        """Count one more file."""
        self._members += 1
        if self._members > MAX_MEMBERS:
            raise SubmissionError(
                f"This hand-in holds more than {MAX_MEMBERS} files: hand in the module alone."
            )
        if entry.packed is not None:
            check_ratio(entry.size, entry.packed)
            self._declared += entry.size
            _check_expanded(self._declared)

    def read(self, entry: Entry, limit: int) -> bytes:
        """Return all bytes of `entry`, of which there may be `limit`."""
        allowed = min(limit, MAX_EXPANDED - self._read)
        data = entry.fetch(allowed + 1)
        self._read += len(data)
        _check_expanded(self._read)
        if len(data) > limit:
            raise SubmissionError(
                f"{quote(entry.name)} is larger than {limit >> 20} MB: no solution is that long."
            )
        return data


def check_ratio(size: int, packed: int) -> None:
    """Raise `SubmissionError` if so few bytes cannot honestly hold so many."""
    if size > RATIO_FLOOR and size > MAX_RATIO * packed:
        raise SubmissionError(
            f"This archive expands more than {MAX_RATIO} times: pack the Python files alone."
        )


def _check_expanded(size: int) -> None:
    if size > MAX_EXPANDED:
        raise SubmissionError(
            f"This archive expands to more than {MAX_EXPANDED >> 20} MB: "
            "pack the Python files alone."
        )


def clean_name(raw: str) -> tuple[str, str]:
    """Return a name that is safe to show and to look up, and why it is refused ("" if it is not).

    Windows separators become slashes. Characters that draw nothing or turn the line around become
    question marks. Bytes that are no UTF-8 are spelled out, so that two names stay two: of a file
    system that writes Latin-1, "M=FCller" and "M=F6ller".
    """
    text = raw.replace("\\", "/")
    parts = text.split("/")
    unsafe = text.startswith("/") or _DRIVE.match(text) or ".." in parts or "\0" in text
    kept = "/".join(part for part in parts if part not in ("", ".", ".."))
    spelled = _RAW_BYTE.sub(lambda byte: f"={ord(byte[0]) & 0xFF:02X}", kept)
    name = _UNPRINTABLE.sub("?", spelled.encode("utf-8", "replace").decode("utf-8"))
    if len(name) > MAX_NAME:
        return name[:MAX_NAME], f"A file name has more than {MAX_NAME} characters: shorten it."
    if unsafe:
        shown = quote(_UNPRINTABLE.sub("?", text))
        return name, f"This archive wants to write outside its own folder ({shown}): pack it again."
    return name, ""


def is_ignored(name: str) -> bool:
    """Tell what the operating system, an editor, git or a course run left behind."""
    return any(part in _IGNORED or part.startswith("._") for part in name.split("/"))


def is_binary(name: str) -> bool:
    """Tell weights, pictures and other files that are no text, by their suffix."""
    return PurePosixPath(name).suffix.lower() in _BINARY


def quote(name: str) -> str:
    """Return a file name in quotation marks, shortened from the left to fit a line."""
    text = name if len(name) <= 60 else "..." + name[-57:]
    return '"' + text.encode("utf-8", "replace").decode("utf-8") + '"'


def listed(names: Sequence[str]) -> str:
    """Return quoted names as a list in words: "a.py", "b.py", "c.py" and 4 more."""
    shown = [quote(name) for name in names[:_MOST_LISTED]]
    if len(names) > _MOST_LISTED:
        return f"{', '.join(shown)} and {len(names) - _MOST_LISTED} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
