"""From the path that a TA gives to one `Submission` per hand-in."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from autograder.errors import SubmissionError
from autograder.intake.archives import archive_entries, archive_stem, unread_kind
from autograder.intake.assembly import assemble
from autograder.intake.disk import file_entry, folder_entries, open_regular, real_path
from autograder.intake.entries import clean_name, quote
from autograder.intake.layouts import HandIn, file_student, split
from autograder.intake.naming import Target, is_notebook, is_python
from autograder.submission import Submission


def read_submissions(
    path: Path, lesson_key: str, module: str, *, one_of_many: bool = False
) -> list[Submission]:
    """Read every hand-in below `path`; see `layouts` for what may lie there.

    Args:
        path: a module, a notebook, a folder or an archive: one hand-in, or a folder of them.
        lesson_key: the lesson's folder ("lesson1_classification").
        module: the graded module ("classification.py").
        one_of_many: other paths are read as well, so that an archive is the hand-in of one student,
            as it is in a folder; alone it may hold those of a class.

    Returns:
        One record per hand-in, sorted by student. A hand-in that cannot be read has a `problem`.

    Raises:
        SubmissionError: the path is not there, is nothing that can be read, or holds no hand-in.
    """
    target = Target(lesson_key, module)
    name = clean_name(Path(os.path.abspath(path)).name)[0] or "hand-in"
    real = real_path(path)
    if stat.S_ISDIR(real.lstat().st_mode):
        found = split(folder_entries(real), target, owner=name, archived=False)
        submissions = [assemble(hand_in, target) for hand_in in found]
    elif archive_stem(name) is not None and not one_of_many:
        submissions = _read_archive(real, name, target)
    else:
        submissions = [_read_file(real, name, target)]
    if not submissions:
        raise SubmissionError(
            f"{quote(name)} holds no hand-in: no folder, archive, .py or .ipynb file is in it."
        )
    return submissions


def _read_archive(path: Path, name: str, target: Target) -> list[Submission]:
    with open_regular(path) as file:
        entries = archive_entries(file, name)
        found = split(entries, target, owner=file_student(name), archived=True)
        return [assemble(hand_in, target) for hand_in in found]


def _read_file(path: Path, name: str, target: Target) -> Submission:
    if not is_python(name) and not is_notebook(name) and archive_stem(name) is None:
        kind = unread_kind(name) or "no Python file, notebook, zip or tar"
        raise SubmissionError(f"{quote(name)} is {kind}: give the path of {target.module} instead.")
    open_regular(path).close()
    hand_in = HandIn(file_student(name), (file_entry(path, name),), single=True)
    return assemble(hand_in, target)
