"""The folder of a course run, `course/<lesson>/` or the one that --out names.

hand-ins/            what was handed in, a folder each (read by a run that is given no path)
hand-ins.csv         when: columns `student` and `handed_in` (optional)
ledger.jsonl         what people decided; to be committed
report.html, ...     pages, written anew after each run
.finegrade/          mode 0700: journal, observations, index, answer key, hidden suite, lock
"""

from __future__ import annotations

import os
from pathlib import Path

from autograder.errors import AuthorError
from autograder.growing import flush_folder, unusable
from autograder.lesson import Course, find_course

STATE = ".finegrade"


class Paths:
    """Names of the parts of a course run's folder.

    Args:
        root: the folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.hand_ins = root / "hand-ins"
        self.times = root / "hand-ins.csv"
        self.ledger = root / "ledger.jsonl"
        self.state = root / STATE
        self.journal = self.state / "journal.jsonl"
        self.store = self.state / "observations.pack"
        self.index = self.state / "index.sqlite"
        self.lock = self.state / "lock"
        self.answers = self.state / "answers"
        self.suites = self.state / "suites"


def find_root(lesson: str | None, out: Path | None) -> Path:
    """Return the folder of the course run that a verb is about.

    Args:
        lesson: as the caller names it; None if the only run of the course is meant.
        out: the folder itself.

    Raises:
        AuthorError: if none or several may be meant.
    """
    if out is not None:
        return out
    course = find_course()
    if lesson is not None:
        return home(course, course.lesson(lesson).key)
    found = sorted(path.parents[1] for path in course.root.glob(f"course/*/{STATE}/journal.jsonl"))
    if len(found) == 1:
        return found[0]
    told = f" Here are: {', '.join(path.name for path in found)}." if found else ""
    raise AuthorError(f"Say which run is meant: --lesson LESSON, or --out DIR.{told}")


def home(course: Course, key: str) -> Path:
    """Return the folder of a lesson's course run, where none is named."""
    return course.root / "course" / key


def write_private(path: Path, content: bytes) -> None:
    """Put a file in place whole, readable by its owner alone, as the only one of its folder."""
    part = path.with_name("part")
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
        flush_folder(path.parent)
        for other in path.parent.iterdir():
            if other != path and other.is_file():
                other.unlink()
    except OSError as error:
        part.unlink(missing_ok=True)
        raise unusable(path, error) from error
