"""Python source as text: one encoding, one kind of line end, no surprises inside."""

from __future__ import annotations

import codecs
import io
import tokenize

from autograder.errors import SubmissionError
from autograder.intake.entries import quote

MAX_SOURCE = 1 << 20  # bytes of one Python file

# Encodings that a PEP 263 line may name. Some of Python's others take quadratic time.
_DECLARED = frozenset({"utf-8", "utf-8-sig", "ascii", "iso8859-1", "iso8859-15", "cp1252"})


def decode_source(data: bytes, name: str) -> str:
    """Return the text of a source file with newlines as line ends and without byte order mark.

    UTF-8 (with or without mark), UTF-16 with a mark, and what a PEP 263 line declares.

    Raises:
        SubmissionError: the bytes are no text; the sentence names the line.
    """
    try:
        text = data.decode(_encoding(data, name))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SubmissionError(
            f"{quote(name)} is not {error.encoding.upper()} text (line {line}): save it as UTF-8."
        ) from None
    return normal_text(text, name)


def normal_text(text: str, name: str) -> str:
    """Return text with newlines only; NUL and halves of characters raise `SubmissionError`."""
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise SubmissionError(
            f"{quote(name)} holds a NUL byte (line {line}): it is no Python file; save it again."
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise SubmissionError(
            f"{quote(name)} holds a broken character: save it as UTF-8."
        ) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _encoding(data: bytes, name: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        declared, _ = tokenize.detect_encoding(io.BytesIO(data[:4096]).readline)
        found = codecs.lookup(declared).name
    except (SyntaxError, LookupError, ValueError):
        return "utf-8"  # the first lines are no text, or name no encoding: let decoding say where
    if found not in _DECLARED:
        raise SubmissionError(
            f"{quote(name)} declares the encoding {declared[:40]}: save it as UTF-8."
        )
    return found
