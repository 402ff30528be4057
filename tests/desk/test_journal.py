"""The files that only grow: what a killed process leaves half written is cut off, nothing else."""

from __future__ import annotations

import datetime as dt
import os
import resource
import signal
import threading
from unittest.mock import MagicMock, Mock

import msgspec
import pytest

from autograder.desk import opened
from autograder.desk.evidence import nameless
from autograder.desk.opened import open_desk
from autograder.errors import DeskError
from autograder.growing import Lines
from autograder.index import Index
from autograder.journal import Basis, Judged, Observed, Run, Trace, now, open_journal
from autograder.results import Report
from autograder.store import Store, digest_of
from autograder.submission import Submission

RUN = Run(now(), "lesson9_sums", 7)


def judged(student, *, stands=True):
    report = Report(student, "lesson9_sums", True, "user", ())
    return Judged(now(), student, "content", f"key of {student}", report, stands)


@pytest.fixture
def journal(tmp_path):
    opened = open_journal(tmp_path / "journal.jsonl", writable=True)
    yield opened
    opened.close()


def test_what_is_added_comes_back_in_order(journal):
    """Events are read in the order of writing, and each by its place."""
    events = [RUN, judged("a"), judged("b")]
    places = [journal.add(event) for event in events]
    assert [event for _, _, event in journal.records()] == events
    assert [journal.at(place) for place in places] == events


@pytest.mark.parametrize("cut", [1, 5, 40])
def test_half_a_line_is_cut_off(journal, cut):
    """A line without its end is no event, and the next one is written in its place."""
    journal.add(RUN)
    place = journal.add(judged("a"))
    os.truncate(journal.path, journal.size - cut)
    again = open_journal(journal.path, writable=True)
    assert [event for _, _, event in again.records()] == [RUN]
    assert again.add(judged("b")) == place
    again.close()


def test_a_reader_cuts_nothing(journal):
    """Opening for reading leaves half a line alone: somebody may be writing it."""
    journal.add(RUN)
    with journal.path.open("ab") as file:
        file.write(b'{"type":')
    reader = open_journal(journal.path, writable=False)
    assert len(list(reader.records())) == 1
    assert journal.path.read_bytes().endswith(b'{"type":')
    reader.close()


def test_opening_cuts_off_no_line_that_is_just_being_added(journal, monkeypatch):
    """Who opens the file holds it while they measure and cut, so a line of somebody else is kept."""
    journal.add(RUN)
    measure = Lines._whole

    def add_meanwhile(lines):
        size = measure(lines)
        adding.start()
        adding.join(0.2)  # returns early if the line could be added
        return size

    added = judged("a")
    adding = threading.Thread(target=journal.add, args=(added,))
    monkeypatch.setattr(Lines, "_whole", add_meanwhile)
    open_journal(journal.path, writable=True).close()
    adding.join()
    assert [event for _, _, event in journal.records()] == [RUN, added]


def test_a_reader_stops_at_half_a_line(journal, monkeypatch):
    """Half a line at the end is no record, nor is its other half, which arrives a moment later."""
    first = judged("a")
    whole, half = (msgspec.json.encode(event) + b"\n" for event in (first, judged("b")))
    file = MagicMock()
    file.__enter__.return_value.__iter__.return_value = (whole, half[:20], half[20:])
    monkeypatch.setattr(journal, "path", Mock(open=Mock(return_value=file)))
    assert [event for _, _, event in journal.records()] == [first]


def test_a_damaged_line_is_named_by_its_place(journal):
    """A line in the middle that is no event stops with the file, the byte and what to do."""
    journal.add(RUN)
    with journal.path.open("ab") as file:
        file.write(b'{"type":"judged"}\n')
    with pytest.raises(DeskError, match=r"damaged at byte \d+ .* backup"):
        list(journal.records())


def test_a_full_disk_leaves_the_file_as_it_was(journal):
    """What does not fit is taken back whole, and the sentence says what to do."""
    journal.add(RUN)
    size = journal.size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20, before[1]))
    try:
        with pytest.raises(DeskError, match="run the same command again"):
            journal.add(judged("a"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert journal.size == size


def test_the_clock_may_jump(journal):
    """The order of lines counts, not the time in them."""
    later = Basis(dt.datetime(2030, 1, 1, tzinfo=dt.UTC), {"part": "old"})
    earlier = Basis(dt.datetime(2020, 1, 1, tzinfo=dt.UTC), {"part": "new"})
    for event in (RUN, later, earlier):
        journal.add(event)
    index = Index(None, journal)
    assert journal.at(index.basis()) == earlier


# ------------------------------------------------------------------ the index


def test_the_index_knows_the_last_and_the_standing_report(journal):
    """A report that does not stand is the last one, and the older one stays."""
    journal.add(RUN)
    first, second = journal.add(judged("a")), journal.add(judged("a", stands=False))
    assert Index(None, journal).judged("a") == (second, first)


def test_the_newest_observation_of_a_key_counts(journal):
    """Observing again replaces what was known under the same content key."""
    places = [
        journal.add(Observed(now(), "a", "user", (Trace("9.1", "key", file=name),)))
        for name in ("old.py", "new.py")
    ]
    assert Index(None, journal).trace("key") == places[1]


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda path: path.unlink(), id="missing"),
        pytest.param(lambda path: path.write_bytes(b"no database at all" * 99), id="other content"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:5000]), id="half of it"),
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
    ],
)
def test_a_spoilt_index_is_rebuilt(journal, tmp_path, spoil):
    """Whatever happens to the index, it says what the journal says."""
    path = tmp_path / "index.sqlite"
    places = {name: journal.add(judged(name)) for name in "abc"}
    Index(path, journal).close()
    spoil(path)
    index = Index(path, journal)
    assert {name: index.judged(name)[0] for name in index.students()} == places
    index.close()


def test_an_index_of_another_journal_is_rebuilt(journal, tmp_path):
    """A journal that was put back from a backup has its own places."""
    path = tmp_path / "index.sqlite"
    journal.add(judged("a"))
    journal.add(judged("b"))
    Index(path, journal).close()
    os.truncate(journal.path, 0)
    journal.add(judged("somebody with a longer name"))
    journal.add(judged("c"))
    journal.add(judged("d"))
    index = Index(path, journal)
    assert index.students() == ["c", "d", "somebody with a longer name"]
    index.close()


# ------------------------------------------------------------------ the desk


def test_a_reader_beside_a_grading_finds_all_that_is_indexed(tmp_path, monkeypatch):
    """What is graded while the desk is opened is there with its content, or not there at all."""

    def grade(student):
        submission = Submission(student, "sums.py", {"sums.py": student})
        (digest,) = writing.store.put([nameless(submission)])
        report = Report(student, "lesson9_sums", True, "user", ())
        writing.add(Judged(now(), student, digest, "key", report))

    def open_index(path, journal):
        grade("b")
        index = Index(path, journal)
        grade("c")
        return index

    with open_desk(tmp_path, writable=True) as writing:
        writing.add(RUN)
        grade("a")
        monkeypatch.setattr(opened, "Index", open_index)
        with open_desk(tmp_path, writable=False) as reading:
            assert [hand_in.student for hand_in in reading.hand_ins()] == ["a", "b"]


# ------------------------------------------------------------------ the store


def test_each_content_is_stored_once(tmp_path):
    """The same content again costs no byte, in this process and in the next."""
    store = Store(tmp_path / "pack", writable=True)
    (digest,) = store.put([b"x" * 1000])
    size = store.size
    assert store.put([b"x" * 1000]) == [digest]
    store.close()
    again = Store(tmp_path / "pack", writable=True)
    again.put([b"x" * 1000])
    assert again.size == size < 100
    assert again.get(digest) == b"x" * 1000
    again.close()


@pytest.mark.parametrize("left", [0, 3, 23, 25])
def test_half_a_content_is_cut_off(tmp_path, left):
    """After a kill in the middle of writing, the contents before are there and new ones fit on."""
    store = Store(tmp_path / "pack", writable=True)
    (first,) = store.put([bytes(range(200))])
    whole = store.size
    store.put([bytes(reversed(range(200)))])
    store.close()
    os.truncate(tmp_path / "pack", whole + left)
    again = Store(tmp_path / "pack", writable=True)
    assert again.size == whole
    (third,) = again.put([b"third"])
    assert (again.get(first), again.get(third)) == (bytes(range(200)), b"third")
    again.close()


def test_a_content_that_is_not_what_it_was_is_refused(tmp_path):
    """A flipped byte is an error with a way out, never a wrong observation."""
    store = Store(tmp_path / "pack", writable=True)
    (digest,) = store.put([b"numbers" * 50])
    content = bytearray((tmp_path / "pack").read_bytes())
    content[-3] ^= 1
    (tmp_path / "pack").write_bytes(content)
    with pytest.raises(DeskError, match="--rerun"):
        store.get(digest)
    with pytest.raises(DeskError, match="lacks the observation"):
        store.get(digest_of(b"never stored"))
    store.close()


def test_lines_of_a_ledger_may_be_long(tmp_path):
    """A line longer than one read comes back whole."""
    lines = Lines(tmp_path / "x.jsonl", dict[str, str], writable=True)
    place = lines.add({"text": "a" * 70_000})
    assert len(lines.at(place)["text"]) == 70_000
    lines.close()
