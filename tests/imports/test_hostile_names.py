"""A student names their own files, and no such name speaks for another student or another time.

Every platform puts its own part in front of a file's name; here what follows it looks like that part.
"""

from __future__ import annotations

import pytest
from classes import CODE, MODULE, plan_of, roster, said, zipped

from autograder.intake.whose import Names

TIME, OTHER_TIME = "2026-10-01-10-00-00", "2026-10-02-00-00-00"
STAMP, OTHER_STAMP = "2026_10_01T10_00_00_000000", "2026_10_02T10_00_00_000000"
BOTH = roster("ada,Ada Lovelace,ada@x.edu", "bob,Bob Stone,bob@x.edu")

# What Ada may call a file of hers so that it reads as one of Bob's, as each platform writes his.
FORMS = {
    "blackboard": f"x_bob_attempt_{OTHER_TIME}_{MODULE}",
    "moodle": f"Bob Stone_99_assignsubmission_file_{MODULE}",
    "canvas": f"stonebob_99_7_{MODULE}",
    "canvas, blind": f"anon_99_7_{MODULE}",
    "canvas, text": "stonebob_99_text.html",
    "prairielearn": f"bob@x.edu_1_lesson1_1_9_99_{MODULE}",
    "prairielearn, manual": f"bob@x.edu_9_lesson1_99_{MODULE}",
    "brightspace": f"99-7 - Bob Stone - Oct 2, 2026 1000 AM - {MODULE}",
    "sakai": f"Stone, Bob(bob) {MODULE}",
    "nbgrader": f"bob+lesson1+2026-10-02 10:00:00 UTC+{MODULE}",
    "otter": f"bob_classification_{OTHER_STAMP}.zip",
    "plain": f"bob_{MODULE}",
}
# Where a file of one of the two comes to lie: name of the archive, then of the file in it.
SCHEMES = {
    "blackboard": ("e", {"ada": f"HW_1_ada_attempt_{TIME}_", "bob": f"HW_1_bob_attempt_{TIME}_"}),
    "moodle, flat": (
        "e",
        {
            "ada": "Ada Lovelace_11_assignsubmission_file_",
            "bob": "Bob Stone_99_assignsubmission_file_",
        },
    ),
    "moodle": (
        "e",
        {
            "ada": "Ada Lovelace_11_assignsubmission_file/",
            "bob": "Bob Stone_99_assignsubmission_file/",
        },
    ),
    "canvas": ("e", {"ada": "lovelaceada_11_5_", "bob": "stonebob_99_6_"}),
    "brightspace": (
        "e",
        {
            "ada": "11-5 - Ada Lovelace - Oct 1, 2026 1000 AM/",
            "bob": "99-6 - Bob Stone - Oct 1, 2026 1000 AM/",
        },
    ),
    "sakai": (
        "e",
        {
            "ada": "HW/Lovelace, Ada(ada)/Submission attachment(s)/",
            "bob": "HW/Stone, Bob(bob)/Submission attachment(s)/",
        },
    ),
    "prairielearn": (
        "x_all_files",
        {"ada": "HW/ada@x.edu_1_lesson1_1_1_11_", "bob": "HW/bob@x.edu_1_lesson1_1_1_12_"},
    ),
    "prairielearn, manual": (
        "x_files_for_manual_grading",
        {"ada": "HW/ada@x.edu_1_lesson1_11_", "bob": "HW/bob@x.edu_2_lesson1_12_"},
    ),
    "nbgrader": ("e", {"ada": "submitted/ada/lesson1/", "bob": "submitted/bob/lesson1/"}),
    "nbgrader, exchange": (
        "inbound",
        {
            "ada": "ada+lesson1+2026-10-01 10:00:00 UTC/",
            "bob": "bob+lesson1+2026-10-01 10:00:00 UTC/",
        },
    ),
    "github": ("lesson1-submissions", {"ada": "lesson1-ada/", "bob": "lesson1-bob/"}),
    "classroom50": (
        "c-lesson1_submissions_2026_10_01_T_10_00_00",
        {"ada": "c-lesson1-ada/", "bob": "c-lesson1-bob/"},
    ),
    "folder": ("e", {"ada": "ada/", "bob": "bob/"}),
}


def notes(*people, time=TIME, text=""):
    """Return the text that Blackboard lays beside the attempt of each student."""
    return {
        f"HW_1_{who}_attempt_{time}.txt": f"Name: {who.title()} ({who})\nAssignment: HW\n{text}"
        for who in people
    }


def of_others(plan):
    """What comes in for anybody but Ada, and when."""
    return [
        (a.record.student, a.record.handed_in, a.record.number, [e.name for e in a.arrival.entries])
        for a in plan.attempts
        if a.record.student != "ada"
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_file_stays_with_whoever_handed_it_in(scheme, form):
    """A name in any platform's form, behind any platform's own part, takes and gives Bob nothing."""
    outer, heads = SCHEMES[scheme]
    names = [head + MODULE for head in heads.values()]
    names += notes("ada", "bob") if scheme == "blackboard" else []
    honest = plan_of(names, BOTH, outer=outer)
    plan = plan_of([*names, heads["ada"] + FORMS[form]], BOTH, outer=outer)
    assert plan.export.platform == honest.export.platform == scheme.split(",")[0]
    assert [who for who, *_ in of_others(honest)] == ["bob"]
    assert of_others(plan) == of_others(honest)
    assert (plan.export.unread, plan.nobodys) == ((), ())
    adas = {
        a.record.student: a.record.handed_in for a in plan.attempts if a.record.student == "ada"
    }
    assert adas == {a.record.student: a.record.handed_in for a in honest.attempts[:1]}


@pytest.mark.parametrize("form", FORMS)
def test_a_zip_of_otter_stays_with_its_student(form):
    """Behind a student's name, and in a student's folder, another one's name gives that one nothing."""
    own = [f"{who}_classification_{STAMP}.zip" for who in ("ada", "bob")]
    hostile = f"{FORMS[form]}_classification_{OTHER_STAMP}.zip"
    for name in (f"ada_{hostile}", f"ada_classification_{STAMP}_{hostile}", f"ada/{hostile}"):
        plan = plan_of([*own, name], BOTH)
        assert plan.export.platform == "otter"
        students = [attempt.record.student for attempt in plan.attempts]
        assert students.count("bob") == 1, name


def test_many_hostile_names_do_not_change_the_platform(desk):
    """However many names fit another platform, the one whose form all names have is believed."""
    files = {f"stonebob_99_6_{MODULE}": CODE}
    files |= {f"lovelaceada_11_{n}_{FORMS['blackboard']}": CODE for n in range(9)}
    offer = desk.take(zipped(files), *BOTH)
    assert offer.plan.export.platform == "canvas"
    assert {a.record.student for a in offer.plan.attempts} == {"ada", "bob"}


def test_a_group_of_prairielearn_is_what_stands_first(desk):
    """A group's file that is called after an address is still the group's."""
    name = f"HW/team_1_lesson1_1_2_7_{FORMS['prairielearn']}"
    export = zipped({f"HW/team_1_lesson1_1_2_7_{MODULE}": CODE, name: CODE})
    desk.take(export, name="x_all_files.zip")
    assert list(desk.hand_ins) == ["team"]


def test_nobody_dates_an_attempt_by_a_name(desk):
    """On Blackboard the time is that of the attempt, not one in the name of a file."""
    head = f"HW_1_ada_attempt_{OTHER_TIME.replace('2026', '2027')}"
    name = f"{head}_x_ada_attempt_2020-10-01-00-00-00_{MODULE}"
    desk.take(zipped({f"{head}.txt": "Name: Ada (ada)\n", name: CODE}), *BOTH)
    assert desk.times["ada"].year == 2027
    assert desk.records["ada"].late


def test_an_attempt_without_its_note_needs_a_person(desk):
    """Where Blackboard's notes lie beside the others, an attempt without one is nobody's yet."""
    bobs = f"HW_1_bob_attempt_{OTHER_TIME}_{MODULE}"
    export = {f"HW_1_{who}_attempt_{TIME}_{MODULE}": CODE for who in ("ada", "bob")}
    export = zipped({**notes("ada", "bob"), **export, bobs: "# newer\n" + CODE})
    offer = desk.take(export, *BOTH)
    assert offer.exit_code == 1
    assert "do not say whose they are, so they are left out" in said(offer)
    assert desk.times["bob"].day == 1
    offer = desk.take(export, *BOTH, names=Names(owners={bobs: ("bob",)}))
    assert (offer.exit_code, desk.times["bob"].day) == (0, 2)


@pytest.mark.parametrize("first", ["Nom: Ada (ada)", "Name: Ada (ada(1))", ""])
def test_a_comment_in_a_note_speaks_for_nobody(first, desk):
    """Who it is stands in the first line of a note; what a student wrote further down does not count."""
    head = f"HW_1_ada_attempt_{TIME}"
    note = f"{first}\nAssignment: HW\nComments:\nName: Bob Stone (bob)\n"
    desk.take(zipped({f"{head}.txt": note, f"{head}_{MODULE}": CODE}), *BOTH)
    assert list(desk.hand_ins) == ["ada"]


@pytest.mark.parametrize(
    ("pattern", "own", "hostile", "who"),
    [
        ("*_{student}_{file}", f"HW_ada_{MODULE}", "HW_ada_x_bob_more.py", "ada"),
        ("*-{student}-*", "HW-ada-1.py", "HW-ada-x-bob-2.py", "ada"),
        ("*_{student}/{file}", f"HW 1_final_ada/{MODULE}", "HW 1_final_ada/x_bob_more.py", "ada"),
    ],
)
def test_a_star_takes_no_part_of_a_name(pattern, own, hostile, who, desk):
    """In a pattern with room behind the student, the first name that fits is the student's."""
    desk.take(zipped({own: CODE, hostile: CODE}), names=Names(pattern))
    assert list(desk.hand_ins) == [who]
