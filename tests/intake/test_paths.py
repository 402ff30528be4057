"""Several paths at once: an archive speaks for its own student alone, and nobody counts twice."""

from __future__ import annotations

import pytest
from packing import CODE, LESSON, MODULE, read, tarred, write, zipped

from autograder.desk.commands import Asked, grade_loose
from autograder.desk.grading import choose, read_all
from autograder.desk.session import Machine
from autograder.errors import SubmissionError

OTHERS = {f"bob/{MODULE}": CODE, f"carol/{MODULE}": CODE}


def students(*paths):
    """Read the paths as `grade` does, and return student -> can it be graded."""
    return {s.student: s.problem is None for s in read_all(paths, LESSON, MODULE)}


@pytest.mark.parametrize(("name", "pack"), [("alice.zip", zipped), ("alice.tar.gz", tarred)])
def test_an_archive_among_paths_is_one_hand_in(name, pack, tmp_path):
    """Beside other paths an archive is its own student's, whatever folders of others it holds."""
    data = pack(OTHERS, **({"mode": "w:gz"} if pack is tarred else {}))
    root = write(tmp_path, {name: data, "bob.zip": zipped({MODULE: CODE}), "dan.py": CODE})
    found = students(root / name, root / "bob.zip", root / "dan.py")
    assert found == {"alice": False, "bob": True, "dan": True}


@pytest.mark.parametrize("bad", [b"no zip", zipped({}), zipped({"../x.py": CODE})])
def test_a_damaged_archive_among_paths_stops_nobody_else(bad, tmp_path):
    """What cannot be read is the problem of that hand-in; the other paths are read."""
    root = write(tmp_path, {"alice.zip": bad, "bob.zip": zipped({MODULE: CODE})})
    assert students(root / "alice.zip", root / "bob.zip") == {"alice": False, "bob": True}


def test_an_archive_alone_is_a_class(tmp_path):
    """The only path may be an archive of many hand-ins, or of one."""
    root = write(tmp_path, {"all.zip": zipped(OTHERS), "dan.zip": zipped({MODULE: CODE})})
    assert students(root / "all.zip") == {"bob": True, "carol": True}
    assert students(root / "dan.zip") == {"dan": True}


@pytest.mark.parametrize("more", [{}, {"bob.zip": zipped({MODULE: CODE})}])
def test_an_archive_in_a_folder_speaks_for_itself(more, tmp_path):
    """In a folder of hand-ins, or in an archive of them, an archive is one student's, also alone."""
    files = {"alice.zip": zipped(OTHERS), **more}
    expected = {"alice": False, **({"bob": True} if more else {})}
    folder = write(tmp_path / "in", files)
    assert {s.student: s.problem is None for s in read(folder)} == expected
    if more:
        write(tmp_path, {"all.zip": zipped(files)})
        assert students(tmp_path / "all.zip") == expected


def test_a_student_who_is_there_twice_is_refused(tmp_path):
    """Two hand-ins of one student are a sentence, unless only another student is asked for."""
    root = write(tmp_path, {"a/bob.py": CODE, "b/bob.py": CODE, "dan.py": CODE})
    found = read_all(
        [root / "a" / "bob.py", root / "b" / "bob.py", root / "dan.py"], LESSON, MODULE
    )
    with pytest.raises(SubmissionError, match=r"^bob: there twice\. Leave one hand-in of each"):
        choose(found, [])
    assert [s.student for s in choose(found, ["dan"])] == ["dan"]


def test_a_run_that_keeps_nothing_looks_for_both(tmp_path):
    """With --json the same sentence comes before anything is graded."""
    root = write(tmp_path, {"a/bob.py": CODE, "b/bob.py": CODE})
    asked = Asked(LESSON, (root / "a" / "bob.py", root / "b" / "bob.py"))
    with pytest.raises(SubmissionError, match="bob: there twice"):
        grade_loose(asked, Machine(), screen=None)
