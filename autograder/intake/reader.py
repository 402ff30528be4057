"""Read the hand-ins at a path."""

from __future__ import annotations

import contextlib
from pathlib import Path

from autograder.errors import SubmissionError
from autograder.intake.archives import archive_entries, archive_stem
from autograder.intake.assembly import assemble
from autograder.intake.disk import file_entry, folder_entries, open_regular
from autograder.intake.entries import clean_name
from autograder.intake.layouts import HandIn, split_students
from autograder.submission import Submission


def read_submissions(path: Path, lesson_key: str, module: str) -> list[Submission]:
    """Return the hand-ins at `path`, in the order of their names.

    Args:
        path: a Python file, a notebook, a folder or archive of one hand-in, or one of many.
        lesson_key: folder name of the lesson ("lesson1_classification").
        module: the graded module ("classification.py").

    Raises:
        SubmissionError: if there is nothing at the path, or it is an archive that cannot be read. One
            hand-in that cannot be read is a `Submission` with its `problem`, and the others go on.
    """
    path = Path(path).absolute()  # never resolved: a link is not followed
    name = clean_name(path.name)[0]
    if not path.exists():
        raise SubmissionError(f"{path} does not exist: check the path.")
    with contextlib.ExitStack() as stack:
        stem = archive_stem(path.name)
        if path.is_dir() and not path.is_symlink():
            hand_ins = split_students(folder_entries(path), name, module)
        elif stem is not None:
            file = stack.enter_context(open_regular(path))
            hand_ins = split_students(archive_entries(file, name), stem, module)
        else:
            open_regular(path).close()
            hand_ins = [HandIn(path.stem, (file_entry(path, name),))]
        hand_ins = [hand_in for hand_in in hand_ins if hand_in.entries]
        if not hand_ins:
            raise SubmissionError(f"{path} holds no hand-in: check the path.")
        return [assemble(h.student, h.entries, lesson_key, module) for h in hand_ins]
