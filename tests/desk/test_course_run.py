"""A kept run: only what is new or changed is run, and the rest is said to be unchanged."""

from __future__ import annotations

import shutil
import stat
import subprocess

import pytest
from sums import GOOD, HAND_INS, KEY

DOUBLE = "def double(a):\n    return add(a, a)\n"


def observed(desk):
    """Return (student, tasks) of every observation that was made."""
    return [(e["student"], [t["task"] for t in e["traces"]]) for e in desk.events("observed")]


def test_a_second_run_does_nothing(graded):
    """It starts no worker and no judge, and gives the same results word for word."""
    before = graded.events("judged")
    again = graded.grade()
    assert "graded 0 of 0 (6 unchanged)" in again.err
    assert "Jail" not in again.err
    assert graded.events("judged") == before
    assert sorted(again.results) == sorted(HAND_INS)
    assert again.results["right"]["score"] == 16
    assert again.results["unread"]["gradable"] is False


def test_only_what_is_new_or_changed_is_run(graded):
    """A new hand-in, a changed one, and a copy of an old one: two of the three are run."""
    graded.write("new", GOOD + DOUBLE)
    graded.write("once", HAND_INS["once"] + "# changed\n")
    graded.write("copy", HAND_INS["right"])
    before = observed(graded)
    said = graded.grade()
    assert "graded 3 of 3 (5 unchanged)" in said.err
    assert sorted(observed(graded)[len(before) :]) == [
        ("new", ["9.1", "9.2"]),
        ("once", ["9.1", "9.2"]),
    ]
    assert said.results["copy"]["tasks"] == [
        {**task, "id": task["id"]} for task in said.results["right"]["tasks"]
    ]
    assert len(said.results) == 8


def test_one_task_may_be_looked_at_first(desk):
    """--check runs that task with its helpers for one student; the rest is run when all is asked for."""
    part = desk.grade("--check", "9.1", "--student", "right", code=0)
    assert observed(desk) == [("right", ["9.1"])]
    assert [task["id"] for task in part.results["right"]["tasks"]] == ["9.1"]
    assert desk.events("judged") == []
    whole = desk.grade("--student", "right", code=0)
    assert observed(desk) == [("right", ["9.1"]), ("right", ["9.2"])]
    assert whole.results["right"]["score"] == 16


def test_rerun_runs_again_and_the_result_is_the_same(graded):
    """--rerun observes what it is asked for although nothing changed."""
    said = graded.grade("--rerun", "--student", "minus", code=0)
    assert observed(graded)[6:] == [("minus", ["9.1", "9.2"])]
    assert "change" not in said.err
    assert said.results["minus"]["score"] == 12


def test_a_dry_run_writes_nothing(graded):
    """It says what would be done, and leaves every file as it is."""
    graded.write("new", GOOD + DOUBLE)
    before = {p: p.read_bytes() for p in graded.out.rglob("*") if p.is_file()}
    said = graded.run("grade", "lesson9", "--dry-run")
    assert [line.split()[0] for line in said.out.splitlines()] == ["1", "0", "6"]
    assert {p: p.read_bytes() for p in graded.out.rglob("*") if p.is_file()} == before


def test_paths_without_out_keep_nothing(graded, tmp_path):
    """With paths and without --out there is a result and no journal."""
    before = len(graded.events("judged"))
    shutil.copytree(graded.hand_ins / "right", tmp_path / "in" / "somebody")
    said = graded.run("grade", "lesson9", str(tmp_path / "in"), "--json")
    assert said.results["somebody"]["score"] == 16
    assert len(graded.events("judged")) == before
    assert not list(tmp_path.glob("in/**/.finegrade"))


def test_options_about_a_kept_run_need_one(graded):
    """Without --out there is nothing that --rerun or --check could be about."""
    said = graded.run("grade", "lesson9", str(graded.hand_ins), "--rerun", code=2)
    assert "are about a run that is kept: add --out DIR" in said.err


def test_a_run_from_a_sealed_bundle_goes_on_from_it(graded, tmp_path):
    """The bundle's answers and suite are used by the next commands too, and no other source."""
    sealing = (
        "from pathlib import Path; from autograder.lesson import find_course; "
        "from autograder.authoring.bundle import seal; course = find_course(); "
        f"seal(course, course.lesson('lesson9'), Path({str(tmp_path / 'sealed')!r}), seeds=2)"
    )
    subprocess.run([graded.python, "-c", sealing], cwd=graded.root, check=True)
    where = ["--bundle", str(tmp_path / "sealed"), "--out", str(tmp_path / "out")]
    first = graded.grade(str(graded.hand_ins), *where)
    again = graded.grade(str(graded.hand_ins), *where)
    assert "(6 unchanged)" in again.err
    assert again.results == first.results
    other = graded.grade("--out", str(tmp_path / "out"), code=4)
    assert f"was graded from {tmp_path / 'sealed'}" in other.err
    said = graded.run("waive", "9.2/value", "--reason", "x", "--out", str(tmp_path / "out"))
    assert "2  scores change: 2 up, 0 down" in said.out


def test_out_keeps_the_run_there(graded, tmp_path):
    """With --out the journal lies there, and later the folder alone is enough to judge again."""
    shutil.copytree(graded.hand_ins / "right", tmp_path / "in" / "somebody")
    out = tmp_path / "out"
    graded.run("grade", "lesson9", str(tmp_path / "in"), "--out", str(out))
    assert (out / ".finegrade" / "journal.jsonl").exists()
    shutil.rmtree(tmp_path / "in")
    again = graded.run("grade", "lesson9", "--out", str(out), "--json")
    assert "(1 unchanged)" in again.err
    assert again.results["somebody"]["score"] == 16


def test_nobody_else_may_read_what_is_kept(graded):
    """The state is closed to others: it holds hand-ins, the hidden suite and the answer key."""
    state = graded.out / ".finegrade"
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    (answers,) = (state / "answers").iterdir()
    (suite,) = (state / "suites").glob("*.py")
    for path in (state / "journal.jsonl", state / "observations.pack", answers, suite):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert b"np.add" not in answers.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["--seed", "5"], "another seed, which stays", id="seed"),
        pytest.param(["--student", "rihgt"], "Did you mean: right?", id="student"),
        pytest.param(["--check", "9.7"], "no task '9.7'", id="task"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(graded, arguments, words):
    """A wrong seed, student or task stops before anything is run, with exit code 4."""
    said = graded.grade(*arguments, code=4)
    assert words in said.err
    assert "Traceback" not in said.err


def test_a_student_who_is_there_twice_stops_the_run(graded, tmp_path):
    """Two hand-ins of one name cannot both count."""
    shutil.copytree(graded.hand_ins / "right", tmp_path / "in" / "right")
    said = graded.grade(
        str(graded.hand_ins), str(tmp_path / "in"), "--out", str(graded.out), code=4
    )
    assert "right: there twice" in said.err


def test_other_probes_observe_everything_again(graded):
    """A change of the probes makes every observation stale, and the answer key with them."""
    answers = [path.name for path in (graded.out / ".finegrade" / "answers").iterdir()]
    probes = graded.root / "tests" / KEY / "probes.py"
    probes.write_text(probes.read_text().replace("(2, 5)", "(2, 7)"))
    said = graded.grade()
    assert "Changed since the last run: probes, fixtures or environment" in said.err
    assert len(observed(graded)) == 12
    assert said.results["right"]["score"] == 16
    (name,) = [path.name for path in (graded.out / ".finegrade" / "answers").iterdir()]
    assert name not in answers
