"""Whatever the names are, an export is recognised or refused, and no entry of it goes missing."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import pytest
from classes import CODE, LESSON, MODULE
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import SubmissionError
from autograder.intake.arrivals import Shelf
from autograder.intake.entries import Entry, is_ignored
from autograder.intake.moments import parse_moment
from autograder.intake.naming import Target
from autograder.intake.plan import Order, make_plan
from autograder.intake.recognition import recognise

TARGET = Target(LESSON.key, MODULE)
BERLIN = dt.timezone(dt.timedelta(hours=2))
HEADS = (
    *("ada", "LATE", "anon", "AbC12", "1001", "501", "x@y.z", "Student 01", "assignsubmission"),
    *("file", "attempt", "2026-10-01-10-00-00", "submission", "1-2 - A B - Oct 1, 2026 1000 AM"),
    *("A, B(ab)", "Submission attachment(s)", "submitted", "lesson1"),
    *("a+lesson1+2026-10-01 10:00:00 UTC", ".git", "packed-refs", "__MACOSX"),
    *("lesson1-submissions", "lesson1-ada", "2026_10_01T10_00_00_000000.zip", "classification", ""),
    *(MODULE, "notes.txt", "timestamp.txt", "submission_metadata.yml"),
)  # fmt: skip
NAMES = st.lists(
    st.lists(st.sampled_from(HEADS), min_size=1, max_size=5).flatmap(
        lambda parts: st.lists(st.sampled_from("_/"), min_size=len(parts), max_size=len(parts)).map(
            lambda glue: "".join(a + b for a, b in zip(parts, glue, strict=True)).strip("/_")
        )
    ),
    max_size=6,
    unique=True,
)


def shelf(*names: str, outer: str = "export", data: bytes = CODE.encode()) -> Shelf:
    entries = tuple(Entry(name, lambda _: data, size=len(data)) for name in names if name)
    return Shelf(entries, outer, TARGET, BERLIN)


@settings(max_examples=150, deadline=None)
@given(NAMES, st.sampled_from(["export", "lesson1-submissions", "x_all_files", "submitted"]))
def test_no_names_break_it(names, outer):
    """Any mixture of the platforms' fragments gives a plan or a sentence, and accounts for all."""
    given_names = shelf(*names, outer=outer)
    try:
        export = recognise(given_names, archived=True)
    except SubmissionError:
        return
    order = Order(LESSON, {}, (), (), lambda _: LESSON.due, "export", dt.datetime.now(dt.UTC))
    plan = make_plan(export, TARGET, order)
    assert len(plan.attempts) + len(plan.nobodys) >= len(export.arrivals)
    assert all(attempt.record.student for attempt in plan.attempts)


@pytest.mark.parametrize(
    ("outer", "names", "platform", "who"),
    [
        ("x_files_for_manual_grading", ["H1/a_b@y.edu_9_q_7_" + MODULE], "prairielearn", "a_b@y.edu"),
        ("x_best_files", ["H1/team one_1_lesson1_1_2_7_" + MODULE], "prairielearn", "team-one"),
        ("export", ["lovelaceada_LATE_12_34_" + MODULE], "canvas", "lovelaceada-12"),
        ("export", ["o_brien_9_lives_12_34_a_1_2_b.py"], "canvas", "o_brien_9_lives-12"),
        ("e", ["Ada_B_12_assignsubmission_onlinetext/onlinetext.html"], "moodle", "Ada_B-12"),
        ("e", ["HW 1_ada_attempt_2026-10-01-10-00-00_" + MODULE], "blackboard", "ada"),
        ("e", ["1-2 - Ada B - Oct 1, 2026 955 AM/" + MODULE], "brightspace", "Ada-B-1"),
        ("e", ["HW/Lovelace, Ada(al)/Submission attachment(s)/" + MODULE], "sakai", "al"),
        ("hw-submissions", ["hw-ada-1/" + MODULE], "github", "ada-1"),
        ("c-hw_submissions_2026_10_01_T_10_00_00", ["c-hw-ada/" + MODULE], "classroom50", "ada"),
        ("submitted", ["ada/lesson1/" + MODULE], "nbgrader", "ada"),
        ("e", ["course/submitted/ada/lesson1/" + MODULE, "course/gradebook.db"], "nbgrader", "ada"),
        ("e", ["ada_classification_2026_10_01T10_00_00_000000.zip"], "otter", "ada"),
        ("e", ["ada/" + MODULE, "bob/" + MODULE], "folder", "ada"),
    ],
)  # fmt: skip
def test_names_of_every_scheme(outer, names, platform, who):
    """One name of each scheme is told, and gives the student that it speaks of."""
    export = recognise(shelf(*names, outer=outer), archived=platform != "folder")
    order = Order(LESSON, {}, (), (), lambda _: LESSON.due, "export", dt.datetime.now(dt.UTC))
    assert export.platform == platform
    assert make_plan(export, TARGET, order).attempts[0].record.student == who


def test_a_folder_of_folders_is_no_platform_by_accident():
    """One name that looks like a platform's among many that do not leaves the rest as hand-ins."""
    names = [f"student-{n:02}/{MODULE}" for n in range(9)]
    export = recognise(shelf("copy_1_2_notes.py", *names), archived=False)
    assert (export.platform, len(export.arrivals)) == ("folder", 10)


def test_clutter_of_packing_programs_hides_nothing():
    """What a Mac adds beside an export does not keep it from being recognised."""
    names = [f"e/submission_1/{MODULE}", "__MACOSX/e/._x", "e/.DS_Store"]
    listing = Entry(
        "e/submission_metadata.yml",
        lambda _: b"submission_1:\n  :submitters:\n  - :sid: ada\n",
    )
    found = shelf(*names)
    entries = (*found.entries, listing)
    export = recognise(Shelf(entries, "e", TARGET, BERLIN), archived=True)
    assert (export.platform, export.unread) == ("gradescope", ())
    assert is_ignored("__MACOSX/e/._x")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-10-01-09-05-00", "2026-10-01T09:05:00+02:00"),
        ("Oct 1, 2026 905 AM", "2026-10-01T09:05:00+02:00"),
        ("Oct 1, 2026 1205PM", "2026-10-01T12:05:00+02:00"),
        ("2026_10_01T09_05_00_000000", "2026-10-01T09:05:00+02:00"),
        ("20261001090500000", "2026-10-01T09:05:00+02:00"),
        ("2026-10-01 09:05:00.123456 UTC", "2026-10-01T09:05:00.123456+00:00"),
        ("2026-10-01T09-05-00Z", "2026-10-01T09:05:00+00:00"),
        ("2026-10-01T09:05:00+05:00", "2026-10-01T09:05:00+05:00"),
        ("Thursday, 1 October 2026, 9:05 AM", "2026-10-01T09:05:00+02:00"),
        ("Thursday, October 1, 2026, 9:05\u202fAM", "2026-10-01T09:05:00+02:00"),
        ("yesterday", None),
        ("-", None),
        ("", None),
        (None, None),
    ],
)
def test_moments(text, moment):
    """Each platform's way to write a time is read; what has no offset is of the lesson's zone."""
    found = parse_moment(text, BERLIN)
    assert (found.isoformat() if found else None) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Oct 24, 2026 1000 AM", "2026-10-24T10:00:00+02:00"),
        ("Oct 25, 2026 230 AM", "2026-10-25T02:30:00+02:00"),
        ("Nov 2, 2026 1130 PM", "2026-11-02T23:30:00+01:00"),
    ],
)
def test_a_time_without_an_offset_is_read_by_the_clocks_of_the_course(text, moment):
    """Winter has its own offset, and a time in an hour that comes twice equals what is kept of it."""
    found = parse_moment(text, zoneinfo.ZoneInfo("Europe/Berlin"))
    assert (found.isoformat(), found) == (
        moment,
        dt.datetime.fromisoformat(moment).astimezone(dt.UTC),
    )
