"""What a person says about an import: whose hand-ins are, and which of several attempts counts."""

from __future__ import annotations

import itertools

import pytest
from classes import CODE, LESSON, MODULE, gradescope, moodle, roster, said, zipped

from autograder.errors import AuthorError, SubmissionError
from autograder.intake.whose import Names, read_names

FIRST, SECOND, THIRD = (f"2026-10-0{day} 10:00:00" for day in (1, 2, 3))
OVERDUE = "2026-10-18 10:00:00"
KIMS = roster("kim1,Kim Lee,kim1@example.edu", "kim2,Kim Lee,kim2@example.edu")


def head(desk, who="ada"):
    """The first line of the module that counts."""
    return desk.hand_ins[who].files[MODULE].split("\n")[0]


def named(**owners):
    """What `--name` says of hand-ins one by one."""
    return Names(owners={label: tuple(who.split()) for label, who in owners.items()})


@pytest.mark.parametrize(
    ("pattern", "names", "found"),
    [
        ("{student}_{file}", [f"ada_{MODULE}", "ada_more.py"], {"ada": {MODULE, "more.py"}}),
        ("{student}_{file}", [f"ada_l_{MODULE}", "bob_x.py"], {"ada_l": {MODULE}, "bob": {"x.py"}}),
        ("{student}", ["ada/a.py", "bob.py"], {"ada": {"a.py"}, "bob": {MODULE}}),
        ("{student}.py", ["ada.l.py"], {"ada.l": {MODULE}}),
        ("hw1 * {student}", [f"hw1 final ada/lesson1/{MODULE}"], {"ada": {f"lesson1/{MODULE}"}}),
        ("*/{student}", [f"red/ada/{MODULE}", "blue/bob/a.py"], {"ada": {MODULE}, "bob": {"a.py"}}),
        ("{file}-{student}", [f"{MODULE}-ada"], {"ada": {MODULE}}),
        ("{student}_hw", ["a(1)_hw/x.py"], {"a-1": {"x.py"}}),
    ],
)
def test_patterns(pattern, names, found, desk):
    """A pattern says which part of a name is the student, and which part is the file."""
    desk.take(zipped(dict.fromkeys(names, CODE)), names=Names(pattern))
    root = desk.root / "hand-ins"
    assert {
        folder.name: {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
        for folder in root.iterdir()
    } == found


def test_a_pattern_looks_into_the_one_folder_around(desk):
    """As with platforms, a folder that wraps everything is seen through, and clutter is no name."""
    files = {f"all/x_ada/{MODULE}": CODE, f"all/x_bob/{MODULE}": CODE, "__MACOSX/x_eve/a.py": CODE}
    desk.take(zipped(files), names=Names("x_{student}"))
    assert sorted(desk.hand_ins) == ["ada", "bob"]


def test_names_that_do_not_fit_are_told(desk):
    """What a pattern leaves out is named in the plan, and the exit code says so."""
    export = zipped({f"ada-hw/{MODULE}": CODE, f"bob/{MODULE}": CODE})
    offer = desk.take(export, names=Names("{student}-hw"))
    assert list(desk.hand_ins) == ["ada"]
    assert 'other names in the export, so they are left out: "bob"' in said(offer)
    assert offer.exit_code == 1


def test_a_pattern_that_nothing_fits(desk):
    """Where no name fits at all, that is said with some of the names, and nothing is written."""
    with pytest.raises(SubmissionError, match=r'fits the pattern .* In it are: "ada", "bob"\.'):
        desk.take(zipped({"ada/a.py": CODE, "bob/a.py": CODE}), names=Names("{student}-hw"))
    assert not desk.root.exists()


@pytest.mark.parametrize("said", ["ada", "=ada", "x=", "{student}{student}", "{student}_{name}"])
def test_names_that_say_nothing(said):
    """What is neither a pattern nor HAND-IN=STUDENT is refused as a sentence."""
    with pytest.raises(AuthorError):
        read_names([said])


def test_a_name_may_hold_an_equals_sign():
    """The student stands behind the last equals sign; a hand-in that is named twice is a group's."""
    assert read_names(["a=b=ada", "x=ada", "x=bob", "{student}_x"]) == Names(
        "{student}_x", {"a=b": ("ada",), "x": ("ada", "bob")}
    )


def test_a_namesake_is_named(desk):
    """A name of two people is nobody's until a person says whose; nothing asks for a look then."""
    export = moodle({"Kim Lee_11": {MODULE: CODE}})
    offer = desk.take(export, *KIMS, dry_run=True)
    assert "add: --name 'Kim Lee_11_assignsubmission_file=STUDENT'" in offer.text
    label = "Kim Lee_11_assignsubmission_file"
    offer = desk.take(export, *KIMS, names=named(**{label: "kim2"}))
    assert (list(desk.hand_ins), offer.exit_code) == (["kim2"], 0)
    assert desk.records["kim2"].person.number == "moodle:11"


def test_what_was_named_is_remembered(desk):
    """The same hand-in, and a later one under the same number, need not be named again."""
    label = f"leekim_1001_5_{MODULE}"
    export = zipped({label: CODE})
    desk.take(export, *KIMS, names=named(**{label: "kim2"}))
    before = desk.files()
    desk.take(export, *KIMS)
    assert desk.files() == before
    desk.take(zipped({f"leekim_1001_6_{MODULE}": "# newer\n" + CODE}), *KIMS)
    assert (list(desk.hand_ins), head(desk, "kim2")) == (["kim2"], "# newer")


def test_an_account_of_one_namesake_is_not_the_others(desk):
    """Who handed in before is known again by account; a namesake without one stays unclear."""
    desk.take(gradescope(("1", "kim1", FIRST)), *KIMS)
    offer = desk.take(zipped({f"leekim_1002_6_{MODULE}": CODE}), *KIMS)
    assert sorted(desk.hand_ins) == ["kim1", "leekim-1002"]
    assert offer.exit_code == 1


def test_one_name_for_two_hand_ins(desk):
    """A name that a person gave to one content says nothing about another content of that label."""
    first, other = (
        zipped({f"work/{MODULE}": text + CODE, f"bob/{MODULE}": CODE}) for text in ("", "#\n")
    )
    desk.take(first, names=named(work="ada"))
    desk.take(first)
    assert sorted(desk.hand_ins) == ["ada", "bob"]
    desk.take(other)
    assert sorted(desk.hand_ins) == ["ada", "bob", "work"]


def test_a_group_by_hand(desk):
    """A hand-in that is named for two students is both of theirs, and the record says so."""
    desk.take(gradescope(("1", "", FIRST)), names=named(submission_1="ada bob"))
    assert sorted(desk.hand_ins) == ["ada", "bob"]
    assert desk.records["ada"].partners == ("bob",)


def test_a_hand_in_of_nobody_is_named(desk):
    """An attempt that does not say whose it is comes in once a person says so."""
    export = gradescope(("1", "", FIRST), ("2", "bob", FIRST))
    offer = desk.take(export, dry_run=True)
    assert "add: --name submission_1=STUDENT" in offer.text
    offer = desk.take(export, names=named(submission_1="ada"))
    assert (sorted(desk.hand_ins), offer.exit_code) == (["ada", "bob"], 0)


def test_a_student_who_is_not_there(desk):
    """A student who is not on the roster, and a hand-in that is not in the export, are sentences."""
    export = gradescope(("1", "", FIRST))
    with pytest.raises(SubmissionError, match=r"kim3 \(--name\) is not on the roster\. Did you"):
        desk.take(export, *KIMS, names=named(submission_1="kim3"))
    with pytest.raises(SubmissionError, match=r'export is called "submission_7" \(--name\)'):
        desk.take(export, *KIMS, names=named(submission_7="kim1"))
    assert not desk.root.exists()


@pytest.mark.parametrize("order", list(itertools.permutations((FIRST, SECOND, OVERDUE))))
def test_the_oldest_counts(order, desk):
    """In whatever order three attempts come in, by "oldest" the first one counts."""
    for time in order:
        desk.take(gradescope((time[8:10], "ada", time)), rule="oldest")
    assert head(desk) == "# 01"


def test_the_rule_holds_for_one_import(desk):
    """A later import by the other rule lets another attempt count, and says so."""
    export = gradescope(("1", "ada", FIRST), ("2", "ada", SECOND))
    desk.take(export, rule="oldest")
    assert head(desk) == "# 1"
    offer = desk.take(export)
    assert "1  taken in before, and count now" in offer.text
    assert head(desk) == "# 2"


def choose(number):
    """Return a person who takes the attempt of this number, counted in time from 1."""
    return lambda student, attempts, usual: attempts[number - 1]


def refuse(student, attempts, usual):
    """A person who must not be asked."""
    raise AssertionError(student)


def test_a_choice_stays(desk):
    """What a person chose counts in later imports, which do not ask again for what is known."""
    export = gradescope(("1", "ada", FIRST), ("2", "ada", SECOND))
    desk.take(export, choose=choose(1))
    before = desk.files()
    desk.take(export)
    desk.take(export, choose=refuse)
    assert (head(desk), desk.files()) == ("# 1", before)


def test_a_choice_of_what_counts_already_stays(desk):
    """Choosing the attempt that counts anyway is written down, too: the rule may change later."""
    export = gradescope(("1", "ada", FIRST), ("2", "ada", SECOND))
    desk.take(export)
    desk.take(export, choose=choose(2))
    desk.take(export, rule="oldest")
    assert head(desk) == "# 2"


def test_a_new_attempt_competes_with_the_choice(desk):
    """After a choice a newer attempt on time counts, a late one does not, and one may choose again."""
    desk.take(gradescope(("1", "ada", FIRST), ("2", "ada", SECOND)), choose=choose(1))
    desk.take(gradescope(("4", "ada", OVERDUE)))
    assert head(desk) == "# 1"
    desk.take(gradescope(("3", "ada", THIRD)))
    assert head(desk) == "# 3"
    desk.take(gradescope(("3", "ada", THIRD)), choose=choose(4))
    assert (head(desk), desk.records["ada"].late) == ("# 4", True)
    assert len(list((desk.root / "older" / "ada").iterdir())) == 3


def test_an_extension_does_not_undo_a_choice(desk):
    """A due date that moves changes what is late, not what a person chose."""
    export = gradescope(("1", "ada", FIRST), ("2", "ada", OVERDUE))
    desk.take(export, choose=choose(1))
    desk.take(export, due=lambda _: LESSON.due.replace(day=30))
    assert head(desk) == "# 1"
