"""Exports that are damaged, hostile, of another lesson or of nobody: a sentence, and nothing lost."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest
from classes import CODE, MODULE, gradescope, moodle, roster, said, zipped

from autograder.errors import SubmissionError
from autograder.intake.parcels import PACKED
from autograder.intake.refusal import REFUSED

OTHER = "instruction_tuning.py"


def inside(desk, who):
    """The names of the files that were kept of somebody."""
    folder = desk.root / "hand-ins" / who
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def test_an_export_of_another_lesson_is_refused(desk):
    """Where all hand-ins hold another lesson's module, nothing is written, and it says which."""
    people = {f"Student {n}_{n}": {OTHER: CODE} for n in range(1, 6)}
    with pytest.raises(SubmissionError) as caught:
        desk.take(moodle(people))
    assert str(caught.value) == (
        "This export is of another lesson: 5 of 5 hand-ins hold the module of "
        "lesson2_instruction_tuning, none classification.py. Nothing was written. Take it in with "
        "--lesson lesson2."
    )
    assert not (desk.root / "hand-ins").exists()


def test_one_of_another_lesson_is_named(desk):
    """One wrong hand-in among right ones is kept and named, also where it lies in a zip."""
    people = {
        "Ada_1": {MODULE: CODE},
        "Bob_2": {"work.zip": zipped({f"lesson2_instruction_tuning/{OTHER}": CODE})},
    }
    outcome = desk.take(moodle(people))
    assert "the module of lesson2_instruction_tuning, another lesson." in said(outcome)
    assert inside(desk, "Bob-2") == ["work.zip"]


def test_a_zip_bomb_stops_nobody_else(desk):
    """Bytes that expand too far are refused, the reason is kept, and the other hand-in comes in."""
    bomb = zipped({"zeros.txt": bytes(80 << 20)})
    outcome = desk.take(moodle({"Ada_1": {MODULE: CODE}, "Bob_2": {"zeros.txt": bytes(70 << 20)}}))
    assert "1 refused, and only the reason kept" in said(outcome)
    assert (inside(desk, "Ada-1"), inside(desk, "Bob-2")) == ([MODULE], [REFUSED])
    outcome = desk.take(moodle({"Eve_3": {"bomb.zip": bomb}, "Joe_4": {MODULE: CODE}}))
    assert "expands more than 200 times" in said(outcome)
    assert inside(desk, "Eve-3") == ["bomb.zip"]  # small as it is, it is kept as it came


def test_the_reason_of_a_refusal_is_graded(desk):
    """What an import refused is not graded, and the sentence that it kept says why."""
    desk.take(moodle({"Ada_1": {f"{n}.txt": b"" for n in range(2001)} | {MODULE: CODE}}))
    assert desk.hand_ins["Ada-1"].problem == (
        "This hand-in was refused when it was taken in: This hand-in holds more than 2000 files: "
        "hand in the module alone."
    )


def test_a_file_called_like_a_refusal_refuses_nothing(desk):
    """A student's own REFUSED.txt beside the module is a file like others, whatever it says."""
    told = "This hand-in was refused when it was taken in: by myself.\n"
    desk.take(moodle({"Ada_1": {MODULE: CODE, REFUSED: told}, "Bob_2": {REFUSED: "No, thanks."}}))
    assert desk.hand_ins["Ada-1"].problem is None
    assert desk.hand_ins["Bob-2"].problem == f'{MODULE} is not here. Found "{REFUSED}".'


@pytest.mark.parametrize(
    "name",
    [
        "../../../evil.py",
        "/etc/evil.py",
        "C:\\evil.py",
        "a/../../evil.py",
    ],
)
def test_nothing_is_written_outside(name, desk):
    """A name that leaves the folder refuses that hand-in, and writes nothing anywhere else."""
    before = set(desk.root.parents[1].rglob("*"))
    desk.take(moodle({"Ada_1": {name: CODE}, "Bob_2": {MODULE: CODE}}))
    new = set(desk.root.parents[1].rglob("*")) - before
    inner = desk.root / "hand-ins" / "Ada-1"
    assert not [p for p in new if "evil" in p.name and not p.is_relative_to(inner)]
    assert inside(desk, "Bob-2") == [MODULE]


@pytest.mark.parametrize(
    "names",
    [
        ("notes=1+1|x.txt",),
        ("aux\x07.txt",),
        ("Notes.txt", "notes.txt"),
        ("a", "a/b.txt"),
        ("trailing. ",),
        ("x" * 200 + ".txt",),
        ("\u202egnp.txt",),
    ],
)
def test_odd_names_are_kept_in_a_zip(names, desk):
    """Names that a disk may take amiss stay inside one zip, and the module is still graded."""
    desk.take(moodle({"Ada_1": {MODULE: CODE, **dict.fromkeys(names, "text")}}))
    assert inside(desk, "Ada-1") == [PACKED]
    assert desk.hand_ins["Ada-1"].problem is None
    with zipfile.ZipFile(desk.root / "hand-ins" / "Ada-1" / PACKED) as archive:
        assert len(archive.namelist()) == 1 + len(names)


def test_links_and_weights_are_left_out(desk):
    """A link in an archive is not followed, weights are not kept, and the record names both."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        folder = "Ada_1_assignsubmission_file"
        archive.writestr(f"{folder}/{MODULE}", CODE)
        archive.writestr(f"{folder}/model.pt", b"weights")
        link = zipfile.ZipInfo(f"{folder}/passwd.py")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    desk.take(buffer.getvalue())
    assert inside(desk, "Ada-1") == [MODULE]
    assert sorted(desk.records["Ada-1"].left_out) == ["model.pt", "passwd.py"]


@pytest.mark.parametrize(
    "text", ["submission_1: [", "- a\n- b\n", "\ufffe\x00", "x: " + "[" * 9999]
)
def test_damaged_metadata_of_gradescope(text, desk):
    """Without whose they are the submissions cannot come in, and the sentence says so."""
    files = {f"e/submission_1/{MODULE}": CODE, "e/submission_metadata.yml": text}
    with pytest.raises(SubmissionError, match=r"submission_metadata\.yml is damaged"):
        desk.take(zipped(files))


def test_metadata_with_nothing_in_it(desk):
    """Submitters without any name are nobody's hand-in; a folder without metadata is named, too."""
    text = "submission_1:\n  :submitters:\n  - :name:\n  - 7\nsubmission_2:\n  :submitters: x\n"
    text += "submission_3:\n  :submitters:\n  - :sid: 7\n"
    files = {f"e/submission_{n}/{MODULE}": CODE for n in (1, 2, 3, 4)}
    outcome = desk.take(zipped({**files, "e/submission_metadata.yml": text}))
    assert list(desk.hand_ins) == ["7"]
    assert 'left out: "submission_1", "submission_2"' in said(outcome)
    assert 'other names in the export, so they are left out: "submission_4"' in said(outcome)
    assert outcome.exit_code == 1


@pytest.mark.parametrize(
    "who", ["lesson1_mine", "hand-ins", "a.zip", "b.py", "=1+1", "Zoë", "日本"]
)
def test_students_of_any_name(who, desk):
    """No login makes a folder that a grading would misread, alone or beside others."""
    desk.take(gradescope(("1", who, "2026-10-01 10:00:00")))
    (student,) = desk.hand_ins
    assert desk.hand_ins[student].problem is None
    desk.take(gradescope(("2", "ada", "2026-10-01 10:00:00")))
    assert sorted(desk.hand_ins) == sorted([student, "ada"])


def test_an_otter_zip_of_nobody(desk):
    """A zip that is named after the notebook alone is left out and named."""
    inner = zipped({MODULE: CODE})
    stamp = "2026_10_01T10_00_00_000000"
    files = {f"classification_{stamp}.zip": inner, f"ada/classification_{stamp}.zip": inner}
    outcome = desk.take(zipped(files))
    assert list(desk.hand_ins) == ["ada"]
    assert "do not say whose they are, so they are left out" in said(outcome)


def test_several_assignments_of_nbgrader(desk):
    """Where no assignment is called after the lesson, it is asked for, not guessed."""
    files = {f"submitted/ada/{name}/{MODULE}": CODE for name in ("hw1", "hw2")}
    with pytest.raises(SubmissionError, match=r"several assignments here \(\"hw1\", \"hw2\"\)"):
        desk.take(zipped(files))


def test_the_exchange_of_nbgrader(desk):
    """What lies in an inbound folder is read with its time, and the newest counts."""
    names = ["ada+lesson1+2026-10-01 10:00:00.5 UTC+x1", "ada+lesson1+2026-10-02 10:00:00 UTC"]
    desk.take(zipped({f"inbound/{name}/{MODULE}": f"# {name}\n{CODE}" for name in names}))
    assert desk.hand_ins["ada"].files[MODULE].startswith("# ada+lesson1+2026-10-02")
    assert desk.times["ada"].isoformat() == "2026-10-02T10:00:00+00:00"


def test_questions_of_prairielearn_are_told_apart(desk):
    """Of an assessment's questions only the one with the module counts."""
    head = "Homework1/ada@example.edu_1"
    desk.take(
        zipped(
            {
                f"{head}_lesson1_1_1_70_{MODULE}": CODE,
                f"{head}_warm/up_1_9_99_hello.py": "print()\n",
            }
        )
    )
    assert list(desk.hand_ins) == ["ada@example.edu"]
    assert desk.hand_ins["ada@example.edu"].problem is None


def test_blind_exports_keep_their_numbers(desk):
    """Canvas's and Moodle's anonymous names give one student each, LATE or not."""
    desk.take(zipped({f"anon_AbC1_5_{MODULE}": CODE, f"LATE_anon_XyZ2_6_{MODULE}": CODE}))
    assert sorted(desk.hand_ins) == ["AbC1", "XyZ2"]
    desk.take(moodle({"Participant_7": {MODULE: CODE}}))
    assert sorted(desk.hand_ins) == ["7", "AbC1", "XyZ2"]


def test_several_files_of_one_student_are_one_hand_in(desk):
    """Canvas lays the files of one student side by side; text entries count to it."""
    files = {f"ada_1_5_{MODULE}": CODE, "ada_1_6_helper.py": "X = 1\n", "ada_1_text.html": "<p>"}
    desk.take(zipped(files))
    assert inside(desk, "ada-1") == [MODULE, "helper.py", "text.html"]
    assert set(desk.hand_ins["ada-1"].files) == {MODULE, "helper.py"}


def test_a_platform_can_be_forced(desk):
    """With --from only that platform is tried; if its names are not there, that is said."""
    export = zipped({f"ada_1_5_{MODULE}": CODE, f"bob_2_6_{MODULE}": CODE})
    assert desk.take(export, platform="folder", dry_run=True).plan.export.platform == "folder"
    with pytest.raises(SubmissionError, match="not those of Moodle's exports"):
        desk.take(export, platform="moodle")
    with pytest.raises(SubmissionError, match="'ilias' is no platform that is read here"):
        desk.take(export, platform="ilias")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("export.zip", b"no zip", "damaged"),
        ("export.rar", b"Rar!", "neither a folder nor an archive that is read here"),
        ("export.zip", zipped({"readme.txt": "x"}), "There is no hand-in here"),
        ("export.zip", zipped({}), "There is no hand-in here"),
    ],
)
def test_what_is_no_export(name, data, words, desk):
    """A damaged, foreign or empty file is one sentence with exit code 4, and writes nothing."""
    with pytest.raises(SubmissionError, match=words) as caught:
        desk.take(data, name=name)
    assert caught.value.exit_code == 4
    assert not (desk.root / "hand-ins").exists()


def test_a_path_that_is_not_there(desk, tmp_path):
    """A wrong path is a sentence."""
    with pytest.raises(SubmissionError, match=r"\"nowhere\.zip\" is not there: check the path\."):
        desk.take(tmp_path / "nowhere.zip")


def test_every_line_fits_and_is_clean(desk):
    """Names of students and files cannot break a line of the plan or move the cursor."""
    bad = "A\x1b[2J\u202e\nB" + "x" * 300
    outcome = desk.take(
        moodle({"Ada_1": {MODULE: CODE}, f"{bad}_2": {"a.docx": "x"}, "Eve_3": {OTHER: CODE}}),
        *roster("ada,Ada,a@example.edu"),
    )
    text = outcome.text.split("Written to")[0]
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text
    assert "\u202e" not in text
