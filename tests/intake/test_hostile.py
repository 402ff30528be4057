"""Hand-ins that want more than to be read."""

from __future__ import annotations

import errno
import io
import os
import socket
import stat
import struct
import subprocess
import sys
import tarfile
import zipfile

import pytest
from packing import CODE, LESSON, MODULE, read, read_one, tar_of, tarred, write, zipped

from autograder.errors import SubmissionError
from autograder.intake import archives, disk
from autograder.intake.entries import MAX_EXPANDED, Budget, Entry

SECRET = "the hidden suite"


def submit(tmp_path, data: bytes, suffix: str = "zip"):
    """Return the hand-in of student-01 beside an honest one of student-02."""
    write(tmp_path, {f"student-01.{suffix}": data, f"student-02/{MODULE}": CODE})
    bad, good = read(tmp_path)
    assert (good.student, good.files, good.problem) == ("student-02", {MODULE: CODE}, None)
    return bad


def test_a_bomb_is_refused_by_its_stated_size(tmp_path):
    """A module-sized zip that unpacks to a gigabyte is refused before a byte is unpacked."""
    data = zipped({MODULE: CODE, "zeros.csv": b"\0" * (90 << 20)})
    assert "expands more than 200 times" in submit(tmp_path, data).problem


def test_incompressible_weight_is_refused_by_its_sum(tmp_path):
    """Many members that are each allowed are refused once they are over the limit together."""
    part = os.urandom(1 << 20) * 5
    data = zipped({f"{i}.csv": part for i in range(14)}, method=zipfile.ZIP_STORED)
    assert "expands to more than 64 MB" in submit(tmp_path, data).problem


def test_a_nested_bomb_is_refused(tmp_path):
    """Archives inside archives share one budget."""
    inner = zipped({"zeros.csv": b"\0" * (60 << 20)})
    data = zipped({MODULE: CODE, **{f"{i}.zip": inner for i in range(3)}})
    assert "expands" in submit(tmp_path, data).problem


@pytest.mark.parametrize(("depth", "fine"), [(4, True), (5, False)])
def test_archives_are_opened_four_deep(tmp_path, depth, fine):
    """Four archives inside one another are opened, a fifth is refused."""
    data = zipped({MODULE: CODE})
    for _ in range(depth - 1):
        data = zipped({"again.zip": data})
    problem = submit(tmp_path, data).problem
    assert (problem is None) is fine
    assert fine or "more than 4 deep" in problem


@pytest.mark.parametrize("size", [1, 1 << 30])
def test_a_lying_header_gains_nothing(tmp_path, size):
    """A stated size that is too small or too large is damage or refusal, never more bytes."""
    data = bytearray(zipped({MODULE: "#" * 5000}))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", size)
    problem = submit(tmp_path, bytes(data)).problem
    assert "damaged" in problem or "expands" in problem


def test_bytes_are_counted_as_they_come():
    """An entry that gives more than it states is cut off at the limit."""
    asked = []

    def fetch(limit: int) -> bytes:
        asked.append(limit)
        return b"x" * limit

    with pytest.raises(SubmissionError, match="larger than 1 MB"):
        Budget().read(Entry("liar.py", fetch, size=1), 1 << 20)
    assert asked == [(1 << 20) + 1]
    budget = Budget()
    with pytest.raises(SubmissionError, match="expands to more than 64 MB"):
        [budget.read(Entry("liar", lambda _: b"x" * (30 << 20)), MAX_EXPANDED) for _ in range(3)]


def _many(count: int) -> bytes:
    """Return a zip of `count` empty members, without the time that `zipfile` takes to write it."""
    entry = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, *[0] * 9, 7, *[0] * 6)
    directory = b"".join(entry + b"%07d" % i for i in range(count))
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, *[count & 0xFFFF] * 2, len(directory), 0, 0)
    return directory + end


@pytest.mark.parametrize(
    ("count", "said"), [(2001, "more than 2000 files"), (200_000, "lists too many files")]
)
def test_many_members_are_refused(tmp_path, count, said):
    """More members than a course has lines are refused, hundreds of thousands before listing."""
    assert said in submit(tmp_path, _many(count)).problem


def test_a_folder_of_many_files_is_refused(tmp_path):
    """The limit on files holds for folders on disk too."""
    write(tmp_path / "student-01", {MODULE: CODE, **{f"{i}.txt": "" for i in range(2000)}})
    assert "more than 2000 files" in read_one(tmp_path / "student-01").problem


@pytest.mark.parametrize(
    "name", ["../evil.py", "/etc/evil.py", "a/../../evil.py", "C:\\evil.py", "..\\..\\evil.py"]
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_that_leave_the_folder_are_refused(tmp_path, name, pack):
    """Absolute names and `..` refuse the hand-in, in the words of every system."""
    suffix = "zip" if pack is zipped else "tar"
    problem = submit(tmp_path, pack({MODULE: CODE, name: "x"}), suffix).problem
    assert "outside its own folder" in problem


def test_a_nul_in_a_name_is_refused(tmp_path):
    """A name that ends early for one program and late for another is refused."""
    data = zipped({"classificationX.py": CODE}).replace(b"classificationX", b"classification\0")
    assert "outside its own folder" in submit(tmp_path, data).problem


def test_windows_separators_are_folders(tmp_path):
    """Archives that write backslashes are read as they are meant."""
    data = zipped({f"hw\\{LESSON}\\{MODULE}": CODE})
    assert submit(tmp_path, data).files == {MODULE: CODE}


@pytest.mark.parametrize(
    ("mode", "said"),
    [(stat.S_IFLNK, "a symbolic link"), (stat.S_IFCHR, "a device"), (stat.S_IFIFO, "a device")],
)
def test_a_zip_of_links_and_devices(tmp_path, mode, said):
    """A zip's link or device in the module's place is named; beside it, it is only a note."""
    info = zipfile.ZipInfo(MODULE)
    info.create_system, info.external_attr = 3, (mode | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    problem = submit(tmp_path, buffer.getvalue()).problem
    assert problem == f'"{MODULE}" is {said}: hand in {MODULE} as a plain file.'


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (tarfile.SYMTYPE, "a symbolic link"),
        (tarfile.LNKTYPE, "a hard link"),
        (tarfile.CHRTYPE, "a device"),
        (tarfile.BLKTYPE, "a device"),
        (tarfile.FIFOTYPE, "a device"),
    ],
)
def test_a_tar_of_links_and_devices(tmp_path, kind, said):
    """A tar's links and devices are named in the module's place and never followed."""
    info = tarfile.TarInfo(MODULE)
    info.type, info.linkname = kind, "/etc/passwd"
    assert said in submit(tmp_path, tar_of([(info, b"")]), "tar").problem
    other = tarfile.TarInfo("other")
    other.type, other.linkname = kind, "/etc/passwd"
    found = submit(tmp_path, tar_of([(other, b""), (tarfile.TarInfo(MODULE), b"x = 1")]), "tar")
    assert found.files == {MODULE: "x = 1"}
    assert found.notes == ('left out: "other" (not asked for)',)


def test_a_locked_zip_is_named(tmp_path):
    """A member with a password is a sentence, not a question for the password."""
    data = bytearray(zipped({MODULE: CODE}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    assert "is locked with a password" in submit(tmp_path, bytes(data)).problem


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_rare_packing_is_named(tmp_path, method):
    """Methods that may ask for gigabytes of memory are not unpacked."""
    problem = submit(tmp_path, zipped({MODULE: CODE}, method=method)).problem
    assert "is packed in a way that is not read here" in problem


@pytest.mark.parametrize("suffix", ["tar.gz", "tar.bz2", "tar.xz"])
def test_a_compressed_tar_bomb_is_refused(tmp_path, suffix):
    """A tar of zeros is unpacked up to the limit and no further."""
    data = tarred({"zeros.csv": b"\0" * (66 << 20)}, mode=f"w:{suffix[4:]}")
    assert "expands to more than 64 MB" in submit(tmp_path, data, suffix).problem


@pytest.mark.parametrize("digits", [3000, 1_000_000])
def test_long_tar_headers_are_refused(tmp_path, digits):
    """Extended headers that old versions of `tarfile` search in quadratic time are not read."""
    info = tarfile.TarInfo("pax")
    info.type = tarfile.XHDTYPE
    assert "odd headers" in submit(tmp_path, tar_of([(info, b"1" * digits)]), "tar").problem


def test_many_global_tar_headers_are_refused(tmp_path):
    """Headers that would be copied for each member are few."""
    headers = []
    for _ in range(5):
        info = tarfile.TarInfo("pax")
        info.type = tarfile.XGLTYPE
        headers.append((info, b"11 a=bcdef\n"))
    assert "odd headers" in submit(tmp_path, tar_of(headers), "tar").problem


def test_links_on_disk_are_never_followed(tmp_path):
    """Links to files and folders outside of the hand-in give nothing of what they point to."""
    write(tmp_path / "private", {"suite.py": SECRET, MODULE: SECRET})
    course = write(tmp_path / "course", {f"student-02/{MODULE}": CODE, "student-04/x.txt": ""})
    (course / "student-01").symlink_to(tmp_path / "private")
    (course / "student-02" / "helper.py").symlink_to(tmp_path / "private" / "suite.py")
    (course / "student-03.py").symlink_to(tmp_path / "private" / "suite.py")
    (course / "student-04" / MODULE).symlink_to(tmp_path / "private" / "suite.py")
    found = {s.student: s for s in read(course)}
    assert not any(SECRET in text for s in found.values() for text in s.files.values())
    assert found["student-02"].files == {MODULE: CODE}
    for student in ("student-01", "student-03", "student-04"):
        assert "a symbolic link" in found[student].problem


def test_pipes_and_sockets_never_block(tmp_path):
    """A pipe that nobody writes to is named at once, whether it is given, inside or at the top."""
    os.mkfifo(tmp_path / "student-01.py")
    os.mkfifo(write(tmp_path / "student-02", {"x.txt": ""}) / MODULE)
    write(tmp_path / "student-03", {MODULE: CODE})
    with socket.socket(socket.AF_UNIX) as server:
        here = os.getcwd()
        os.chdir(tmp_path / "student-03")  # a socket's path is short
        server.bind("s.py")
        os.chdir(here)
    problems = {s.student: s.problem for s in read(tmp_path)}
    assert "a pipe" in problems["student-01"]
    assert "a pipe" in problems["student-02"]
    assert problems["student-03"] is None
    with pytest.raises(SubmissionError, match="not a regular file"):
        read(tmp_path / "student-01.py")


def test_a_file_swapped_for_a_link_is_not_followed(tmp_path):
    """What became a link after the folder was listed is not opened."""
    folder = write(tmp_path / "student-01", {MODULE: CODE})
    from autograder.intake.disk import folder_entries

    (entry,) = folder_entries(folder)
    (folder / MODULE).unlink()
    (folder / MODULE).symlink_to(write(tmp_path, {"secret": SECRET}) / "secret")
    with pytest.raises(SubmissionError, match="cannot be opened"):
        entry.fetch(100)


def test_a_file_that_cannot_be_looked_at_is_a_sentence(tmp_path, monkeypatch):
    """Where the system does not say what a name is, that hand-in is refused by name, alone."""
    root = write(tmp_path, {f"{who}/{MODULE}": CODE for who in ("ada", "bob")})
    visit = disk._visit

    class Unseen:
        def stat(self, *, follow_symlinks):
            raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(
        disk, "_visit", lambda c, name: visit(Unseen() if name == f"bob/{MODULE}" else c, name)
    )
    assert {s.student: s.problem for s in read(root)} == {
        "ada": None,
        "bob": f'"bob/{MODULE}" cannot be looked at: Permission denied. Make its folder readable.',
    }


def test_hostile_names_are_cleaned(tmp_path):
    """Control characters, reversals and undecodable bytes cannot reach a terminal or a codec."""
    data = zipped({"\x1b[31mred\u202e.py": CODE, "b.py": CODE})
    problem = submit(tmp_path, data).problem
    assert "?[31mred?.py" in problem
    raw = os.fsencode(tmp_path) + b"/student-\xff"
    os.mkdir(raw)
    assert [s.student.encode() for s in read(tmp_path)][-1].startswith(b"student-")


def test_nothing_is_written_and_torch_stays_out(tmp_path):
    """Reading imports no torch and leaves no file, not even beside the archive."""
    write(tmp_path, {"student-01.zip": zipped({"in.zip": zipped({MODULE: CODE})})})
    script = (
        "import sys, pathlib; from autograder.intake import read_submissions;"
        f"read_submissions(pathlib.Path({str(tmp_path)!r}), {LESSON!r}, {MODULE!r});"
        "print('torch' in sys.modules, 'transformers' in sys.modules, 'judge' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False"] * 3
    assert os.listdir(tmp_path) == ["student-01.zip"]


def test_the_directory_limit_bites(tmp_path, monkeypatch):
    """With the limit on a zip's directory off, the same bytes are listed: the guard is the guard."""
    data = _many(200_000)
    monkeypatch.setattr(archives, "MAX_DIRECTORY", 1 << 30)
    assert "more than 2000 files" in submit(tmp_path, data).problem
