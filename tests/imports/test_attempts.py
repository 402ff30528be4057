"""Which attempt counts, that all are kept, and that an import can be repeated and cut short."""

from __future__ import annotations

import datetime as dt
import errno
import itertools
import shutil

import pytest
from classes import CODE, COURSE, LESSON, MODULE, gradescope, moodle, roster, zipped

from autograder.desk.paths import Paths
from autograder.errors import AuthorError, DeskError, SubmissionError
from autograder.intake import keeping
from autograder.intake.keeping import alone, read_records
from autograder.intake.taking import Asked, look
from autograder.intake.times import read_times

EARLY, LATER = "2026-10-01 10:00:00", "2026-10-02 10:00:00"
OVERDUE = "2026-10-18 10:00:00"  # due on 16 October, 23:59 in Berlin


def head(desk, who="ada"):
    """The first line of the module that counts, which names the submission."""
    return desk.hand_ins[who].files[MODULE].split("\n")[0]


def older(desk):
    """The first lines of all modules that do not count."""
    files = desk.files().items()
    return sorted(d.decode().split("\n")[0] for name, d in files if name.startswith("older/"))


@pytest.mark.parametrize("order", list(itertools.permutations((EARLY, LATER, OVERDUE))))
def test_the_newest_on_time_counts(order, desk):
    """In whatever order three attempts come in, the newest on time counts and three are kept."""
    for time in order:
        desk.take(gradescope((time[8:10], "ada", time)))
    assert head(desk) == "# 02"
    assert older(desk) == ["# 01", "# 18"]
    assert desk.times["ada"] == dt.datetime(2026, 10, 2, 10, tzinfo=dt.UTC)


def test_the_newest_counts_if_all_are_late(desk):
    """Where no attempt is on time, the newest one counts."""
    desk.take(gradescope(("1", "ada", OVERDUE), ("2", "ada", "2026-10-19 10:00:00")))
    assert (head(desk), older(desk)) == ("# 2", ["# 1"])
    assert desk.records["ada"].late


def test_an_extension_moves_what_is_late(desk):
    """What is late for the others is on time for a student whose due date is later."""
    due = LESSON.due + dt.timedelta(days=3)
    desk.take(gradescope(("1", "ada", LATER)), due=lambda _: due)
    outcome = desk.take(gradescope(("2", "ada", OVERDUE)), due=lambda _: due)
    assert head(desk) == "# 2"
    assert "1  newer than what was taken in on" in outcome.text


def test_an_extension_that_comes_later(desk):
    """A late attempt that was kept counts once the due date has moved and the export comes again."""
    export = gradescope(("1", "ada", LATER), ("2", "ada", OVERDUE))
    desk.take(export)
    assert (head(desk), older(desk)) == ("# 1", ["# 2"])
    outcome = desk.take(export, due=lambda _: LESSON.due + dt.timedelta(days=3))
    assert (head(desk), older(desk)) == ("# 2", ["# 1"])
    assert desk.times["ada"].day == 18
    assert not desk.records["ada"].late
    assert "1  taken in before, and count now" in outcome.text


def test_grace_is_not_late(desk):
    """Ten minutes after the due date are within the grace of the lesson, and written down."""
    desk.take(gradescope(("1", "ada", "2026-10-16 22:09:00")))
    assert (desk.records["ada"].late, desk.records["ada"].minutes_late) == (False, 10)


def test_a_second_time_changes_nothing(desk):
    """The same export again leaves every byte as it is, and says so."""
    export = gradescope(("1", "ada", EARLY), ("2", "bob", EARLY))
    desk.take(export)
    before = desk.files()
    outcome = desk.take(export)
    assert desk.files() == before
    assert "2  taken in before and unchanged" in outcome.text


def test_what_a_ta_mended_stays_mended(desk):
    """A file that was corrected by hand is not written over by the same export."""
    export = gradescope(("1", "ada", EARLY))
    desk.take(export)
    (desk.root / "hand-ins" / "ada" / MODULE).write_text("# mended\n")
    desk.take(export)
    assert head(desk) == "# mended"
    desk.take(gradescope(("2", "ada", LATER)))
    assert (head(desk), older(desk)) == ("# 2", ["# mended"])


def test_a_folder_put_there_by_hand_is_kept(desk):
    """What lay in `hand-ins` before the first import is moved aside, not lost."""
    folder = desk.root / "hand-ins" / "ada"
    folder.mkdir(parents=True)
    (folder / MODULE).write_text("# by hand\n")
    desk.take(gradescope(("1", "ada", EARLY)))
    assert (head(desk), older(desk)) == ("# 1", ["# by hand"])


def lose(desk):
    """Remove the folder of what counts, as somebody might who starts over with one student."""
    shutil.rmtree(desk.root / "hand-ins" / "ada")


def test_a_folder_that_is_gone_is_put_back(desk):
    """The same export again restores what counts, says so, and leaves a time written by hand."""
    export = gradescope(("1", "ada", EARLY))
    desk.take(export)
    times = "student,handed_in\nada,2026-10-05T10:00:00+02:00\n"
    (desk.root / "hand-ins.csv").write_text(times)
    lose(desk)
    outcome = desk.take(export)
    assert "1  taken in before, but the folder is gone: put back: ada" in outcome.text
    assert (head(desk), older(desk)) == ("# 1", [])
    assert (desk.root / "hand-ins.csv").read_text() == times
    assert "1  taken in before and unchanged" in desk.take(export).text


def test_a_newer_attempt_after_a_folder_is_gone(desk):
    """What is gone counts no more once another attempt does, and each import after that is quiet."""
    both = gradescope(("1", "ada", EARLY), ("2", "ada", LATER))
    desk.take(gradescope(("1", "ada", EARLY)))
    lose(desk)
    desk.take(both)
    assert (head(desk), older(desk)) == ("# 2", ["# 1"])
    before = desk.files()
    desk.take(both)
    assert desk.files() == before
    assert [r.label for r in read_records(desk.root) if r.counts] == ["submission_2"]


def test_what_is_gone_for_good_does_not_count(desk):
    """An attempt that is neither on the disk nor in the export leaves its place to a late one."""
    desk.take(gradescope(("1", "ada", EARLY)))
    lose(desk)
    desk.take(gradescope(("2", "ada", OVERDUE)))
    assert (head(desk), older(desk)) == ("# 2", [])
    desk.take(gradescope(("1", "ada", EARLY)))
    assert (head(desk), older(desk)) == ("# 1", ["# 2"])


def test_a_run_in_which_two_attempts_count(desk):
    """A list that an earlier version left with two counting lines for one folder is read rightly."""
    both = gradescope(("1", "ada", EARLY), ("2", "ada", LATER))
    desk.take(gradescope(("1", "ada", EARLY)))
    first = (desk.root / keeping.RECORDS).read_text()
    lose(desk)
    desk.take(gradescope(("2", "ada", LATER)))
    lines = (desk.root / keeping.RECORDS).read_text().splitlines(keepends=True)
    (desk.root / keeping.RECORDS).write_text(first + lines[-1])
    desk.take(both)
    assert (head(desk), older(desk)) == ("# 2", ["# 1"])


def test_killed_and_then_another_export(desk, monkeypatch):
    """What was moved away before a kill comes back with an export that lacks the newer attempt."""
    desk.take(gradescope(("1", "ada", EARLY)))

    def move(source, target, *, whole=keeping._move):
        whole(source, target)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(keeping, "_move", move)
        with pytest.raises(Killed):
            desk.take(gradescope(("2", "ada", LATER)))
    desk.take(gradescope(("1", "ada", EARLY)))
    assert (head(desk), older(desk)) == ("# 1", [])


def test_others_stay_where_they_are(desk):
    """An import of some students does not touch those of another one."""
    desk.take(gradescope(("1", "ada", EARLY)))
    desk.take(gradescope(("2", "bob", EARLY)))
    assert sorted(desk.hand_ins) == ["ada", "bob"]
    assert sorted(desk.times) == ["ada", "bob"]


def test_a_time_that_comes_later_is_added(desk):
    """Moodle's export again, now with the worksheet: one attempt, and now it has its time."""
    export = moodle({"Ada_11": {MODULE: CODE}})
    titles = "Identifier,Full name,ID number,Last modified (submission)"
    when = '"Thursday, 1 October 2026, 12:00 PM"'
    desk.take(export, *roster("Participant 11,Ada,ada,-", titles=titles))
    assert desk.times == {}
    desk.take(export, *roster(f"Participant 11,Ada,ada,{when}", titles=titles))
    assert desk.times["ada"] == dt.datetime(2026, 10, 1, 10, tzinfo=dt.UTC)
    assert older(desk) == []


def test_a_time_written_by_hand_stays(desk):
    """A line that a TA wrote into `hand-ins.csv` is kept until a newer attempt takes its place."""
    export = zipped({f"ada_LATE_1_2_{MODULE}": CODE})
    desk.take(export)
    (desk.root / "hand-ins.csv").write_text("student,handed_in\nada-1,2026-10-17T10:00:00+02:00\n")
    desk.take(export)
    assert list(desk.times) == ["ada-1"]
    desk.take(zipped({f"ada_1_3_{MODULE}": "# newer\n" + CODE}))
    assert desk.times == {}


def test_the_grading_reads_what_is_written(desk):
    """Names and form of the files are those that a course run expects."""
    desk.take(gradescope(("1", "ada", EARLY)))
    paths = Paths(desk.root)
    assert paths.hand_ins / "ada" / MODULE in list(paths.hand_ins.rglob("*.py"))
    assert read_times(paths.times) == desk.times
    assert desk.root / keeping.RECORDS not in (paths.ledger, paths.journal)


def test_what_a_person_wrote_beside_a_time_stays(desk):
    """Further columns outlive an import, and so does a file that a spreadsheet saved with its mark."""
    path = desk.root / "hand-ins.csv"
    desk.take(gradescope(("1", "ada", EARLY)))
    path.write_bytes(
        "\ufeffstudent,handed_in,remark\r\nJürgen,2026-10-10T10:00:00+02:00,ill\r\n"
        'ada,2026-10-01T10:00:00+00:00,"late, told"\r\ncy,2026-10-10T10:00:00Z\r\n'.encode()
    )
    desk.take(gradescope(("2", "ada", LATER), ("3", "bob", LATER)))
    assert path.read_text().splitlines() == [
        "student,handed_in,remark",
        "Jürgen,2026-10-10T10:00:00+02:00,ill",
        'ada,2026-10-02T10:00:00+00:00,"late, told"',
        "bob,2026-10-02T10:00:00+00:00,",
        "cy,2026-10-10T10:00:00Z,",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("student,handed_in\nM\xfcller,2026-10-10T10:00:00+02:00\n", "is not UTF-8 text"),
        ("student;handed_in\nada;2026-10-10T10:00:00+02:00\n", "first line has to be"),
        ("", "first line has to be"),
        ("student,handed_in\n\nada\n", "line 3: write `student,handed_in`"),
        ("student,handed_in\nada,2026-10-10T10:00:00\n", "line 2: write `student,handed_in`"),
        ("student,handed_in\nada,10.10.2026 10:00\n", "line 2: write `student,handed_in`"),
        ("student,handed_in\nada,2026-10-10T10:00:00Z,ill\n", "line 2: write `student,handed_in`"),
    ],
)
def test_a_list_of_times_that_cannot_be_read_is_a_sentence(tmp_path, content, words):
    """Whoever reads it says the same: which file, which line, and how it has to be."""
    path = tmp_path / "hand-ins.csv"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(AuthorError, match=words) as caught:
        read_times(path)
    assert str(path) in str(caught.value)


def test_a_broken_list_of_times_stops_before_anything_is_moved(desk):
    """Without the titles in `hand-ins.csv` an import says so and leaves the folder as it was."""
    desk.take(gradescope(("1", "ada", EARLY)))
    (desk.root / "hand-ins.csv").write_text("who,when\nada,today\n")
    before = desk.files()
    with pytest.raises(AuthorError, match="the first line has to be `student,handed_in`"):
        desk.take(gradescope(("2", "ada", LATER)))
    assert desk.files() == before


def test_two_imports_at_once(desk):
    """The second import says that one is running, and writes nothing."""
    desk.take(gradescope(("1", "ada", EARLY)))
    before = desk.files()
    with alone(desk.root), pytest.raises(SubmissionError, match="Another import into"):
        desk.take(gradescope(("2", "ada", LATER)))
    assert desk.files() == before


def test_a_folder_that_cannot_be_written(desk):
    """A file in the way of the course run's folder is a sentence with exit code 3."""
    desk.root.parent.mkdir(parents=True)
    desk.root.write_text("in the way")
    with pytest.raises(DeskError, match="cannot be used") as caught:
        desk.take(gradescope(("1", "ada", EARLY)))
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("step", ["_write_files", "_move"])
def test_a_full_disk(step, desk, monkeypatch):
    """A disk that takes no more is a sentence; what counted still lies there, and nothing besides."""
    desk.take(gradescope(("1", "ada", EARLY)))
    before = desk.files()

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(keeping, step, full)
        with pytest.raises(DeskError, match="No space left"):
            desk.take(gradescope(("2", "ada", LATER)))
    assert desk.files() == before
    desk.take(gradescope(("2", "ada", LATER)))
    assert (head(desk), older(desk)) == ("# 2", ["# 1"])


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("step", range(1, 9))
def test_killed_anywhere_and_run_again(step, desk, monkeypatch):
    """Cut short before any of its moves, an import that is run again ends as if it never was."""
    first = gradescope(("1", "ada", EARLY), ("2", "bob", EARLY))
    second = gradescope(("3", "ada", LATER), ("4", "bob", LATER), ("5", "ada", OVERDUE))
    desk.take(first)
    left = step

    def move(source, target, *, whole=keeping._move):
        nonlocal left
        left -= 1
        if left == 0:
            raise Killed
        return whole(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(keeping, "_move", move)
        try:
            desk.take(second)
        except Killed:
            assert step <= 5
        else:
            assert step > 5  # two old ones, two new ones and the late one were moved
    desk.take(second)
    assert (head(desk, "ada"), head(desk, "bob")) == ("# 3", "# 4")
    assert older(desk) == ["# 1", "# 2", "# 5"]
    assert {w: r.label for w, r in desk.records.items()} == {
        "ada": "submission_3",
        "bob": "submission_4",
    }
    assert [r.student for r in read_records(desk.root) if r.counts] == ["ada", "bob"]


@pytest.mark.parametrize("step", range(1, 6))
def test_killed_after_a_move(step, desk, monkeypatch):
    """Cut short after a move and before it is written down, nothing is lost either."""
    desk.take(gradescope(("1", "ada", EARLY)))
    second = gradescope(("3", "ada", LATER), ("5", "ada", OVERDUE))
    left = step

    def move(source, target, *, whole=keeping._move):
        nonlocal left
        place = whole(source, target)
        left -= 1
        if left == 0:
            raise Killed
        return place

    with monkeypatch.context() as patched:
        patched.setattr(keeping, "_move", move)
        try:
            desk.take(second)
        except Killed:
            assert step <= 3
    desk.take(second)
    assert head(desk) == "# 3"
    assert set(older(desk)) == {"# 1", "# 5"} | ({"# 3"} if step == 2 else set())


def test_an_export_that_changes_while_the_plan_is_read(desk, tmp_path):
    """What was changed after the plan was shown is not written under the plan's word."""
    module = tmp_path / "export" / "ada" / MODULE
    module.parent.mkdir(parents=True)
    module.write_text("# as planned\n" + CODE)
    (tmp_path / "export" / "bob.py").write_text(CODE)
    with look(Asked(tmp_path / "export", LESSON, desk.root), COURSE) as offer:
        module.write_text("# as changed\n" + CODE)
        with pytest.raises(SubmissionError, match='"ada" has changed since the plan was made'):
            offer.accept()
    assert not (desk.root / "hand-ins").exists()


def test_an_import_that_comes_in_between(desk, tmp_path):
    """A plan that another import has made stale is not written."""
    (tmp_path / "first.zip").write_bytes(gradescope(("1", "ada", EARLY)))
    with look(Asked(tmp_path / "first.zip", LESSON, desk.root), COURSE) as offer:
        desk.take(gradescope(("2", "ada", LATER)))
        with pytest.raises(SubmissionError, match="has come in between"):
            offer.accept()
    assert (head(desk), older(desk)) == ("# 2", [])
