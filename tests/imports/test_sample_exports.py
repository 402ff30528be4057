"""Every sample export of `fixtures/exports` comes in whole, packed and unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from classes import MODULE, SAMPLES, samples

from autograder.intake.roster import read_roster

SCRIPT = samples()
PEOPLE = SCRIPT.PEOPLE[:12]
ROSTER = read_roster(SAMPLES / "roster.csv")
EXPORTS = {path.parent.name: path for path in sorted(SAMPLES.glob("*/*.zip"))}
KEYS = {"plain": "folder", "moodle_3": "moodle", "moodle_flat": "moodle"}
TIMELESS = {"canvas", "github", "moodle", "moodle_3", "moodle_flat", "plain", "prairielearn"}
STATES = {"student-09": "notebook", "student-10": "syntax", "student-11": "unreadable"}


def unpacked(path: Path, folder: Path) -> Path:
    """Unpack a sample into a folder of the zip's own name."""
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder / "unpacked" / path.stem)
    return folder / "unpacked" / path.stem


@pytest.fixture(params=["zip", "folder"])
def shape(request):
    """How a sample lies on the disk."""
    return request.param


def test_the_samples_are_what_the_script_makes():
    """The files of the folder are those of `make.py`, byte for byte, and no others."""
    made = SCRIPT.everything()
    files = (p for p in SAMPLES.rglob("*") if p.is_file() and p.suffix != ".pyc")
    here = {str(p.relative_to(SAMPLES)): p for p in files}
    assert set(here) - {"make.py"} == set(made)
    assert [name for name, data in made.items() if here[name].read_bytes() != data] == []


def test_there_is_a_sample_of_every_platform():
    """Fourteen schemes, of all eleven platforms and plain folders."""
    assert {KEYS.get(name, name) for name in EXPORTS} == {
        *("gradescope", "canvas", "moodle", "blackboard", "brightspace", "sakai"),
        *("github", "classroom50", "prairielearn", "otter", "nbgrader", "folder"),
    }
    assert len(EXPORTS) == 14


@pytest.mark.parametrize("scheme", EXPORTS)
def test_twelve_students_come_in(scheme, shape, tmp_path, desk):
    """The platform is told, everybody is found on the roster, and the plan says what is odd."""
    source = EXPORTS[scheme] if shape == "zip" else unpacked(EXPORTS[scheme], tmp_path)
    outcome = desk.take(source, *ROSTER)
    plan = outcome.plan
    assert plan.export.platform == KEYS.get(scheme, scheme)
    assert (plan.export.unread, plan.nobodys, plan.missing) == ((), (), ("student-13",))
    assert {a.record.student: a.parcel.state for a in plan.attempts} == {
        who: STATES.get(who, "ready") for who in PEOPLE
    }
    assert all(attempt.enrolled for attempt in plan.attempts)
    assert outcome.exit_code == 1
    assert max(map(len, outcome.text.splitlines())) <= 80 + len(str(desk.root))


@pytest.mark.parametrize("scheme", EXPORTS)
def test_what_lies_on_disk_is_what_was_handed_in(scheme, shape, tmp_path, desk):
    """A grading reads everybody's own text, from the module, the zip or the notebook."""
    source = EXPORTS[scheme] if shape == "zip" else unpacked(EXPORTS[scheme], tmp_path)
    desk.take(source, *ROSTER)
    found = desk.hand_ins
    assert sorted(found) == list(PEOPLE)
    assert [who for who, hand_in in found.items() if hand_in.problem] == ["student-11"]
    group = {"student-07": "student-06"} if scheme == "gradescope" else {}
    for who in set(PEOPLE) - {"student-11", "student-09"}:
        assert found[who].files[MODULE].startswith(f"# {group.get(who, who)}")
    assert "student-09" in found["student-09"].files[MODULE]


@pytest.mark.parametrize("scheme", sorted(set(EXPORTS) - TIMELESS))
def test_times_are_kept(scheme, shape, tmp_path, desk):
    """Where an export says when, `hand-ins.csv` says the same moment, and who was how late."""
    source = EXPORTS[scheme] if shape == "zip" else unpacked(EXPORTS[scheme], tmp_path)
    desk.take(source, *ROSTER)
    group = {"student-07": "student-06"} if scheme == "gradescope" else {}
    assert desk.times == {who: SCRIPT.handed_in(group.get(who, who)) for who in PEOPLE}
    late = {who: r.minutes_late for who, r in desk.records.items() if r.late}
    assert late == {"student-05": 33 * 60 + 31, "student-12": 120}


@pytest.mark.parametrize("scheme", sorted(TIMELESS))
def test_no_time_is_made_up(scheme, desk):
    """Where an export does not say when, nobody has a time."""
    desk.take(EXPORTS[scheme], *ROSTER)
    assert desk.times == {}


def test_the_worksheet_gives_moodle_its_times(desk):
    """Moodle's worksheet as roster says when everybody handed in."""
    outcome = desk.take(EXPORTS["moodle"], *read_roster(SAMPLES / "moodle_worksheet.csv"))
    assert desk.times == {who: SCRIPT.handed_in(who) for who in PEOPLE}
    assert outcome.plan.missing == ("student-13",)


def test_canvas_says_late_but_not_by_how_much(desk):
    """Canvas's mark is kept, and the plan asks for the times of those two."""
    outcome = desk.take(EXPORTS["canvas"], *read_roster(SAMPLES / "canvas_gradebook.csv"))
    assert {who for who, record in desk.records.items() if record.late} == {
        "student-05",
        "student-12",
    }
    assert "times: student-05, student-12" in outcome.text


def test_partners_both_get_the_hand_in(desk):
    """Gradescope's pair is one submission, and a hand-in of each of the two."""
    outcome = desk.take(EXPORTS["gradescope"], *ROSTER)
    pair = [desk.records[who] for who in ("student-06", "student-07")]
    assert [record.partners for record in pair] == [("student-07",), ("student-06",)]
    assert pair[0].digest == pair[1].digest
    assert "11 hand-ins, 12 of 13 students (2 in groups)." in outcome.text


@pytest.mark.parametrize(
    ("scheme", "older"), [("blackboard", "first try"), ("prairielearn", "")], ids=str
)
def test_older_attempts_are_kept(scheme, older, desk):
    """Of two attempts of student-01 the newest counts; the other lies in `older`."""
    desk.take(EXPORTS[scheme], *ROSTER)
    (name,) = [name for name in desk.files() if name.startswith("older/")]
    assert name.startswith("older/student-01/")
    newest = desk.hand_ins["student-01"].files[MODULE].splitlines()[0]
    assert newest == ("# student-01" if older else "# student-01, second try")
    assert desk.files()[name].decode().startswith("# student-01" + (", first try" if older else ""))


@pytest.mark.parametrize("scheme", EXPORTS)
def test_without_a_roster_all_are_kept_apart(scheme, desk):
    """Nobody is lost or mixed up where no roster says who is who."""
    desk.take(EXPORTS[scheme])
    firsts = [s.files[MODULE].split("\n")[0] for s in desk.hand_ins.values() if not s.problem]
    assert len(desk.hand_ins) == 12
    assert len(set(firsts)) == (10 if scheme == "gradescope" else 11)


def test_the_plan_in_words(desk):
    """The whole text for Gradescope's sample, as a TA reads it before anything is written."""
    assert (
        desk.take(EXPORTS["gradescope"], *ROSTER, dry_run=True).text
        == """\
Gradescope export: 11 hand-ins, 12 of 13 students (2 in groups).

    9  ready (2 late, by 2 h to 34 h; 1 opened from an archive inside)
    1  Python cannot read the module (syntax error)
       student-10, "submission_88120010": classification.py, line 6
    1  handed in as a notebook: converted, please look
       student-09, "submission_88120009"
    1  cannot be graded as they are
       student-11, "submission_88120011": the module of
       lesson2_instruction_tuning, another lesson.
    1  on the roster but not here: student-13"""
    )
    assert not desk.root.exists()
