"""The file that stands for a hand-in whose bytes could not be kept: the sentence that says why."""

from __future__ import annotations

REFUSED = "REFUSED.txt"
_HEAD = "This hand-in was refused when it was taken in: "
_MOST = 1000  # bytes; the sentences of an import are far shorter


def refusal_file(reason: str) -> dict[str, bytes]:
    """Return what is kept of a refused hand-in: name -> bytes."""
    return {REFUSED: f"{_HEAD}{reason}\n".encode("utf-8", "replace")}


def kept_reason(data: bytes) -> str | None:
    """Return the sentence in such a file; None if the bytes are of somebody else's making."""
    text = data.decode("utf-8", "replace").strip()
    told = text.startswith(_HEAD) and "\n" not in text and len(data) < _MOST
    return text if told else None
