"""What a path may be, and which hand-ins are found in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from packing import CODE, LESSON, MODULE, notebook, read, read_one, tarred, write, zipped

from autograder.errors import SubmissionError


@pytest.mark.parametrize("name", [MODULE, "student-01.py", "student-01.ipynb"])
def test_a_single_file_is_the_module_whatever_its_name(tmp_path, name):
    """The path of one file is one hand-in, and its student is the name without suffix."""
    write(tmp_path, {name: notebook(CODE) if name.endswith("ipynb") else CODE})
    found = read_one(tmp_path / name)
    assert (found.student, found.entry, found.problem) == (name.split(".")[0], MODULE, None)
    assert "def pool_last_token" in found.files[MODULE]


@pytest.mark.parametrize("inner", [MODULE, f"{LESSON}/{MODULE}"])
def test_a_folder_is_one_hand_in(tmp_path, inner):
    """A folder with the module, or the lesson's folder with it, is one hand-in of its name."""
    found = read_one(write(tmp_path / "student-01", {inner: CODE, "README.md": "hello"}))
    assert (found.student, found.files) == ("student-01", {MODULE: CODE})


def test_a_folder_of_everything_is_many_hand_ins(tmp_path):
    """Folders, archives, modules and notebooks side by side are one student each, sorted."""
    many = {
        f"student-05/{MODULE}": CODE,
        f"student-02/wrapped/twice/{LESSON}/{MODULE}": CODE,
        "student-04.zip": zipped({MODULE: CODE}),
        "student-03.tar.gz": tarred({f"hw/{MODULE}": CODE}, mode="w:gz"),
        "student-01.py": CODE,
        "student-06.ipynb": notebook(CODE),
        "roster.csv": "student-01\n",
        "student-07_classification.py": CODE,
    }
    found = read(write(tmp_path, many))
    assert [s.student for s in found] == [f"student-0{i}" for i in range(1, 8)]
    assert [s.problem for s in found] == [None] * 7
    assert all("def pool_last_token" in s.files[MODULE] for s in found)


def test_one_bad_hand_in_stops_no_other(tmp_path):
    """Damaged, empty and unreadable hand-ins become problems beside the good one."""
    write(tmp_path, {"student-01.zip": b"no zip", f"student-02/{MODULE}": CODE})
    (tmp_path / "student-03").mkdir()
    write(tmp_path, {"student-04.rar": b"Rar!", "student-05.docx": b"PK"})
    problems = {s.student: s.problem for s in read(tmp_path)}
    assert problems.pop("student-02") is None
    assert "damaged" in problems["student-01"]
    assert problems["student-03"] == "classification.py is not here. The hand-in is empty."
    assert "a RAR archive" in problems["student-04"]
    assert "a Word document: hand in classification.py itself." in problems["student-05"]


def test_a_folder_of_one_folder_has_one_student(tmp_path):
    """A folder that holds one student's folder is a folder of hand-ins with one student."""
    assert read_one(write(tmp_path, {f"student-01/hw/{MODULE}": CODE})).student == "student-01"


def test_equal_names_keep_their_suffix(tmp_path):
    """Two hand-ins of one name are both kept and can be told apart."""
    write(tmp_path, {"student-01.zip": zipped({MODULE: CODE}), f"student-01/{MODULE}": CODE})
    assert sorted(s.student for s in read(tmp_path)) == ["student-01", "student-01.zip"]


@pytest.mark.parametrize("wrapper", ["", "export/", "a/b/"])
def test_a_zip_may_be_a_course_export(tmp_path, wrapper):
    """A zip that holds a folder of hand-ins gives each of them, zips among them opened."""
    files = {
        f"{wrapper}student-01/{MODULE}": CODE,
        f"{wrapper}student-02/{LESSON}/{MODULE}": CODE,
        f"{wrapper}student-03.zip": zipped({MODULE: CODE}),
        f"{wrapper}roster.csv": "x",
    }
    (tmp_path / "export.zip").write_bytes(zipped(files))
    found = read(tmp_path / "export.zip")
    assert [(s.student, s.problem) for s in found] == [(f"student-0{i}", None) for i in (1, 2, 3)]


@pytest.mark.parametrize("suffix", ["zip", "tar", "tar.gz", "tgz", "tar.bz2", "tar.xz"])
def test_an_archive_may_be_one_hand_in(tmp_path, suffix):
    """Each kind of archive is read, and the student is its name without the suffix."""
    modes = {"tar": "w", "tar.gz": "w:gz", "tgz": "w:gz", "tar.bz2": "w:bz2", "tar.xz": "w:xz"}
    files = {f"hw/{LESSON}/{MODULE}": CODE}
    data = zipped(files) if suffix == "zip" else tarred(files, mode=modes[suffix])
    write(tmp_path, {f"student-01.{suffix}": data})
    found = read_one(tmp_path / f"student-01.{suffix}")
    assert (found.student, found.files, found.problem) == ("student-01", {MODULE: CODE}, None)


def test_an_export_keeps_its_good_hand_ins(tmp_path):
    """A name that leaves the folder is the problem of the student whose it is, of nobody else."""
    files = {f"student-01/{MODULE}": CODE, f"student-02/../../{MODULE}": CODE}
    (tmp_path / "export.zip").write_bytes(zipped(files))
    first, second = read(tmp_path / "export.zip")
    assert (first.student, first.problem) == ("student-01", None)
    assert "outside its own folder" in second.problem


@pytest.mark.parametrize("name", ["missing", "empty", "notes.txt", "a.docx", "plain", "empty.zip"])
def test_no_hand_in_at_all_is_an_error(tmp_path, name):
    """A path that is missing, empty or of no use raises one sentence, with exit code 4."""
    (tmp_path / "empty").mkdir()
    write(tmp_path, {"notes.txt": "x", "a.docx": "x", "plain/README.txt": "x"})
    (tmp_path / "empty.zip").write_bytes(zipped({}))
    with pytest.raises(SubmissionError, match=name) as caught:
        read(tmp_path / name)
    assert caught.value.exit_code == 4
    assert str(caught.value).endswith(".")


def test_a_student_name_can_always_be_encoded(tmp_path):
    """Undecodable bytes in a file's own name are spelled out in the student's."""
    raw = os.fsencode(tmp_path) + b"/student-\xff.py"
    with open(raw, "w") as file:
        file.write(CODE)
    assert read_one(Path(os.fsdecode(raw))).student == "student-=FF"
    assert [s.student for s in read(tmp_path)] == [tmp_path.name]


def test_the_state_of_a_run_is_no_student(tmp_path):
    """What a run keeps beside hand-ins is not read as one of them."""
    write(tmp_path, {f"{who}/{MODULE}": CODE for who in ("ada", ".finegrade/suites")})
    write(tmp_path, {f"bob/{MODULE}": CODE})
    assert [s.student for s in read(tmp_path)] == ["ada", "bob"]


def test_undecodable_names_stay_apart(tmp_path):
    """Two folders whose names are Latin-1 are two students, and neither has the other's module."""
    for name in (b"M\xfcller", b"M\xf6ller"):
        (tmp_path / os.fsdecode(name)).mkdir()
        (tmp_path / os.fsdecode(name) / MODULE).write_bytes(b"# " + name.hex().encode())
    found = {s.student: s.files[MODULE] for s in read(tmp_path)}
    assert found == {"M=FCller": "# 4dfc6c6c6572", "M=F6ller": "# 4df66c6c6572"}
