"""Builders of honest and hostile archives and notebooks, all in memory."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from autograder.intake import read_submissions
from autograder.submission import Submission

LESSON = "lesson1_classification"
MODULE = "classification.py"
CODE = "def pool_last_token(hidden, mask):\n    return hidden\n"


def read(path: Path) -> list[Submission]:
    """Read hand-ins of lesson 1."""
    return read_submissions(path, LESSON, MODULE)


def read_one(path: Path) -> Submission:
    """Read what must be one hand-in."""
    (submission,) = read(path)
    return submission


def zipped(files: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip that holds `files`, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(files: Mapping[str, str | bytes], *, mode: str = "w") -> bytes:
    """Return a tar (mode "w:gz", "w:bz2", "w:xz" for a compressed one) that holds `files`."""
    members = []
    for name, data in files.items():
        info = tarfile.TarInfo(name)
        members.append((info, data.encode() if isinstance(data, str) else data))
    return tar_of(members, mode=mode)


def tar_of(members: list[tuple[tarfile.TarInfo, bytes]], *, mode: str = "w") -> bytes:
    """Return a tar of headers and their data; the size in the header is the data's."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for info, data in members:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def notebook(*cells: str, **extra: object) -> bytes:
    """Return a notebook of code cells; `extra` goes into each cell."""
    made = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": text, **extra}
        for text in cells
    ]
    document = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}
    return json.dumps(document).encode()


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write `files` below `folder` and return it."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder
