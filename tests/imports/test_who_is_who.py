"""Students are found on a roster by what platforms call them, and never taken for one another."""

from __future__ import annotations

import pytest
from classes import CODE, MODULE, gradescope, moodle, roster, said, zipped

from autograder.errors import AuthorError
from autograder.intake.arrivals import Person
from autograder.intake.people import Directory, distinct_keys, folder_name, name_forms
from autograder.intake.roster import parse_roster, read_roster


@pytest.mark.parametrize(
    ("person", "found"),
    [
        (Person(login="ADA"), "ada"),
        (Person(email="Ada@example.edu"), "ada"),
        (Person(email="ada@elsewhere.org"), "ada"),
        (Person(name="Ada Lovelace"), "ada"),
        (Person(name="Lovelace, Ada"), "ada"),
        (Person(name="lovelaceada", number="canvas:1"), "ada"),
        (Person(name="José Núñez"), "jose"),
        (Person(name="nunezjose"), "jose"),
        (Person(name="NÚÑEZ, José"), "jose"),
        (Person(name="Kim Lee"), None),
        (Person(name="Kim Lee", email="kim2@example.edu"), "kim2"),
        (Person(name="Ada"), None),
        (Person(name="Ada Lovelace", email="other@example.edu"), None),
        (Person(login="nobody"), None),
        (Person(), None),
    ],
)
def test_who_is_meant(person, found):
    """Accounts go before names, a name of two people is nobody's, and contradictions count."""
    members = roster(
        "ada,Ada Lovelace,ada@example.edu",
        "jose,José Núñez,jose@example.edu",
        "kim1,Kim Lee,kim1@example.edu",
        "kim2,Kim Lee,kim2@example.edu",
    )
    member = Directory(members).find(person)
    assert (member.key if member else None) == found


@pytest.mark.parametrize(
    ("titles", "john", "jane"),
    [
        ("id,name,email", "jsmith,John Smith,jsmith@uni.edu", "jane7,Jane Smith,jane7@uni.edu"),
        ("name,email", "John Smith,jsmith@uni.edu", "Jane Smith,jane7@uni.edu"),
    ],
)
def test_half_an_address_is_not_a_student(titles, john, jane):
    """The part before the @ means nobody whose name and address are both others."""
    person = Person(name="Jane Smith", email="jsmith@gmail.com")
    assert Directory(roster(john, jane, titles=titles)).find(person) is None


def test_half_an_address_gives_way_to_the_name():
    """Where the part before the @ is another student's, the only one of that name is meant."""
    members = roster("jsmith,John Smith,jsmith@uni.edu", "jane7,Jane Smith,")
    directory = Directory(members)
    person = Person(name="Jane Smith", email="jsmith@gmail.com")
    assert (directory.find(person).key, directory.find_account(person)) == ("jane7", None)


def test_half_an_address_does_not_hand_work_to_another(desk):
    """Jane, who writes from an address like John's login, is named in the plan and gets a folder."""
    export = zipped(
        {
            f"e/submission_1/{MODULE}": CODE,
            "e/submission_metadata.yml": "---\nsubmission_1:\n  :submitters:\n"
            "  - :name: Jane Smith\n    :email: jsmith@gmail.com\n",
        }
    )
    members = roster("jsmith,John Smith,jsmith@uni.edu", "jane7,Jane Smith,jane7@uni.edu")
    outcome = desk.take(export, *members)
    assert list(desk.hand_ins) == ["jsmith@gmail.com"]
    assert "kept all the same: jsmith@gmail.com (" in said(outcome)


def test_numbers_of_two_platforms_are_different_numbers():
    """Participant 1001 of Moodle is not student 1001 of Canvas."""
    canvas = parse_roster(
        'Student,ID,SIS Login ID,Section\n"Lovelace, Ada",1001,ada,A\n', "gradebook.csv"
    )
    assert Directory(canvas).find(Person(number="canvas:1001")).key == "ada"
    assert Directory(canvas).find(Person(number="moodle:1001")) is None


def test_names_are_compared_without_accents_and_order():
    """One name has a form in common with its sorted, squashed and plain spellings."""
    assert name_forms("Zoë Müller") & name_forms("müllerzoë")
    assert name_forms("Zoë Müller") & name_forms("MULLER, ZOE")
    assert not name_forms("Zoë Müller") & name_forms("Zoë Muller-Meier")
    assert name_forms("") == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("student-01", "student-01"),
        ("=1+1", "=1+1".replace("=", "").strip()),
        ("../../etc/passwd", "etc-passwd"),
        ("Lovelace, Ada", "Lovelace-Ada"),
        (".hidden", "hidden"),
        ("a\x00b\n\u202ec", "a-b-c"),
        ("--option", "option"),
        ("Zoë", "Zoë"),
        ("x" * 500, "x" * 64),
        ("///", ""),
    ],
)
def test_a_folder_is_called_something_harmless(text, name):
    """No key leaves its folder, hides, looks like an option, or is longer than a name may be."""
    assert folder_name(text) == name


def test_two_people_never_share_a_folder():
    """Different people whose names come to one key get keys of their own, the same each time."""
    people = [Person(name="A B"), Person(name="A-B"), Person(name="a b")]
    keys = distinct_keys(people, {})
    assert len({key.casefold() for key in keys.values()}) == 3
    assert keys == distinct_keys(people, {keys[people[0]]: people[0]})


def test_a_second_import_knows_the_first(desk):
    """Who came in by a roster has the same folder in an import without one."""
    members = roster("ada,Ada Lovelace,ada@example.edu")
    first = zipped({f"lovelaceada_1001_1_{MODULE}": CODE})
    desk.take(first, *members)
    desk.take(zipped({f"lovelaceada_1001_2_{MODULE}": CODE + "# again\n"}))
    assert list(desk.hand_ins) == ["ada"]
    assert desk.hand_ins["ada"].files[MODULE].endswith("# again\n")


def test_a_roster_that_comes_later(desk):
    """Who came in without a roster, and now has another key, is named: both folders would count."""
    export = zipped({f"lovelaceada_1001_1_{MODULE}": CODE})
    desk.take(export)
    outcome = desk.take(export, *roster("ada,Ada Lovelace,ada@example.edu"))
    assert sorted(desk.hand_ins) == ["ada", "lovelaceada-1001"]
    assert "remove the folder of the old one: lovelaceada-1001 is ada" in said(outcome)
    assert outcome.exit_code == 1


def test_namesakes_of_two_imports_stay_apart(desk):
    """Two participants of one name are two students, also in two imports."""
    desk.take(moodle({"Kim Lee_11": {MODULE: "# 11\n" + CODE}}))
    desk.take(moodle({"Kim Lee_12": {MODULE: "# 12\n" + CODE}}))
    assert sorted(desk.hand_ins) == ["Kim-Lee-11", "Kim-Lee-12"]


def test_strangers_are_kept_and_named(desk):
    """Somebody who is not on the roster comes in, is named, and the exit code says so."""
    outcome = desk.take(
        gradescope(("1", "ada", "2026-10-01 10:00:00"), ("2", "eve", "2026-10-01 10:00:00")),
        *roster("ada,Ada,ada@example.edu", "bob,Bob,bob@example.edu"),
    )
    assert sorted(desk.hand_ins) == ["ada", "eve"]
    assert outcome.plan.missing == ("bob",)
    assert "not on the roster, or not clearly one of it; kept all the same: eve" in outcome.text
    assert outcome.exit_code == 1


def test_a_team_of_moodle_is_everybody_in_it(desk):
    """A team's folder is the hand-in of each member that the roster lists."""
    members = roster(
        "ada,Ada,Blue team", "bob,Bob,Blue team", "eve,Eve,Red team", titles="id,name,group"
    )
    desk.take(moodle({"Blue team_5": {MODULE: CODE}}), *members)
    assert sorted(desk.hand_ins) == ["ada", "bob"]
    assert desk.records["ada"].partners == ("bob",)


def test_canvas_takes_one_for_the_group(desk):
    """Canvas exports one member of a group: the others get the same, unless they have their own."""
    members = roster("ada,Ada,1", "bob,Bob,1", "eve,Eve,2", "joe,Joe,2", titles="id,name,group")
    own = {"ada": 1, "eve": 2, "joe": 3}
    files = {f"{who}_{n}_1_{MODULE}": f"# {who}\n{CODE}" for who, n in own.items()}
    desk.take(zipped(files), *members)
    heads = {who: s.files[MODULE].split("\n")[0] for who, s in desk.hand_ins.items()}
    assert heads == {"ada": "# ada", "bob": "# ada", "eve": "# eve", "joe": "# joe"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no student found. The first line names the columns: id,name,email,section."),
        ("foo,bar\n1,2\n", "no student found"),
        ("id,name\na,A\nA,B\n", "line 3: a second line for A."),
        ('id,name\n"a\n', "not a CSV file"),
    ],
)
def test_a_roster_that_is_none(text, words):
    """What is wrong with a roster is one sentence with its name."""
    with pytest.raises(AuthorError, match=r"^roster\.csv") as caught:
        parse_roster(text, "roster.csv")
    assert words in str(caught.value)


def test_a_roster_that_is_not_text(tmp_path):
    """A missing file and a workbook of a spreadsheet are sentences, too."""
    (tmp_path / "roster.xlsx").write_bytes(b"PK\x03\x04\xff")
    with pytest.raises(AuthorError, match="not UTF-8 text"):
        read_roster(tmp_path / "roster.xlsx")
    with pytest.raises(AuthorError, match="cannot be read"):
        read_roster(tmp_path / "missing.csv")


def test_the_test_student_of_canvas_is_on_no_roster():
    """Canvas's own student is not missed in an import, as no grade is written for them."""
    head = "Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n"
    text = head + '"Lovelace, Ada",1001,s1,ada,A\n"Student, Test",1999,,feed,A\n'
    assert [member.key for member in parse_roster(text, "gradebook.csv")] == ["s1"]


def test_rosters_of_spreadsheets_are_read():
    """A byte order mark, semicolons, and titles in another case and wording do no harm."""
    (member,) = parse_roster("Student ID;Full Name;E-Mail\nada;Ada;a@b.c\n\n", "r.csv")
    assert (member.key, member.person.email, member.person.name) == ("ada", "a@b.c", "Ada")
