"""Names of folders for students: safe on every file system, unique, and stable from run to run."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

LENGTH = 60
# Windows opens a device under these names, whatever the suffix.
DEVICES = frozenset("con prn aux nul".split()) | {
    f"{p}{i}" for p in ("com", "lpt") for i in range(10)
}


def folder_names(students: Sequence[str], *, taken: Sequence[str] = ()) -> list[str]:
    """Return one folder name per student, in their order.

    A name that is safe as it stands is kept. Any other one is cleaned and gets a digest of the
    original, so that a link given to one student never shows another one's page in a later run.

    Args:
        students: names as the platform or the folder gives them; any characters.
        taken: names that the folder already holds.
    """
    used = {name.casefold() for name in taken}
    names = []
    for student in students:
        name = _safe(student)
        if name.casefold() in used:
            name = _tagged(name, student)
        count = 2
        while name.casefold() in used:
            name, count = f"{_tagged(_safe(student), student)}-{count}", count + 1
        used.add(name.casefold())
        names.append(name)
    return names


def _safe(student: str) -> str:
    plain = unicodedata.normalize("NFKD", student).encode("ascii", "ignore").decode("ascii")
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-._")[:LENGTH].rstrip("-._")
    if not name or name.partition(".")[0].lower() in DEVICES:
        name = "student"
    return name if name == student else _tagged(name, student)


def _tagged(name: str, student: str) -> str:
    digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{name}-{digest[:8]}"
