"""`lesson.toml`: what it may say, and how its mistakes are reported."""

from __future__ import annotations

import pytest

from autograder.errors import AuthorError
from autograder.lesson import Course, find_course, load_lesson

GOOD = """
title = "Tiny"
module = "tiny.py"
due = 2026-05-01T23:59:00+02:00

[late]
percent_per_day = 10
max_days = 3

[[task]]
id = "9.1"
name = "first"
points = 10
groups = ["near", "far"]
hints = ["Which?", "There.", "A vector."]
why = "Because."

[[task]]
id = "9.2"
name = "second"
points = 8
groups = ["near"]
hints = ["Which?", "There.", "A number."]
why = "Because."
helpers = ["9.1"]
seconds = 2.5
"""


def write(tmp_path, text, key="lesson9_tiny"):
    """Write a lesson.toml into a course under tmp_path and return its path."""
    path = tmp_path / "solutions" / key / "lesson.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_lesson_is_read_whole(tmp_path):
    """Every field arrives, with defaults where the file says nothing."""
    lesson = load_lesson(write(tmp_path, GOOD))

    assert (lesson.key, lesson.number, lesson.points) == ("lesson9_tiny", "9", 18)
    assert lesson.due is not None
    assert lesson.due.utcoffset() is not None
    assert (lesson.late.percent_per_day, lesson.late.grace_minutes) == (10, 0)
    first, second = lesson.tasks
    assert (first.marker, first.helpers, first.partial) == ("task_9_1", (), 0.5)
    assert (second.helpers, second.seconds) == (("9.1",), 2.5)
    assert lesson.find("9.2") is second


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("points = 10", 'points = "10"', "$.task[0].points"),
        ("points = 10", "points = 10.5", "$.task[0].points"),
        ("points = 10", "points = 0", "task 9.1 needs a positive number"),
        ("points = 8", "pionts = 8", "pionts"),
        ('hints = ["Which?", "There.", "A number."]', 'hints = ["Which?"]', "$.task[1].hints"),
        ('title = "Tiny"', "", "title"),
        ('title = "Tiny"', "title = ", "not valid TOML"),
        ('id = "9.2"', 'id = "9.1"', "two tasks have the id 9.1"),
        ('id = "9.1"', 'id = "nine"', "'nine' is not of the form"),
        ('helpers = ["9.1"]', 'helpers = ["9.2"]', "helper 9.2 is no earlier task"),
        ('helpers = ["9.1"]', 'helpers = ["8.1"]', "helper 8.1 is no earlier task"),
        ('groups = ["near"]', "groups = []", "task 9.2 needs groups"),
        ('groups = ["near"]', 'groups = ["near", "near"]', "task 9.2 needs groups"),
        ("seconds = 2.5", "partial = 1.5", "partial must lie between 0 and 1"),
        ("percent_per_day = 10", 'percent_per_day = "ten"', "$.late.percent_per_day"),
        ("due = 2026-05-01T23:59:00+02:00", "due = 7.5", "$.due"),
        ("23:59:00+02:00", "23:59:00", "due = 2026-05-01T23:59:00 has no offset from UTC"),
        (
            "23:59:00+02:00",
            '23:59:00+01:00\nzone = "Europe/Berlin"',
            "write 2026-05-02T00:59:00+02:00",
        ),
    ],
)
def test_an_error_names_the_file_and_the_place(tmp_path, old, new, place):
    """A wrong value is reported with the file and where in it."""
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new, 1))

    with pytest.raises(AuthorError) as caught:
        load_lesson(path)

    assert str(path) in str(caught.value)
    assert place in str(caught.value)


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "Europe", "/etc", ""])
def test_a_zone_that_is_none_is_an_authors_error(tmp_path, zone):
    """It is told when the lesson is loaded, not when a first extension is given."""
    path = write(tmp_path, GOOD.replace("[late]", f'zone = "{zone}"\n[late]'))

    with pytest.raises(AuthorError, match="Europe/Berlin"):
        load_lesson(path)


def test_a_lesson_without_tasks_is_refused(tmp_path):
    """An empty list of tasks would be graded 0 of 0."""
    path = write(tmp_path, 'title = "T"\nmodule = "m.py"\ntask = []\n')

    with pytest.raises(AuthorError, match="has no"):
        load_lesson(path)


@pytest.mark.parametrize("text", [b"\xff\xfe", b"title = 'caf\xe9'"])
def test_a_file_that_is_not_utf8_is_an_authors_error(tmp_path, text):
    """Bytes in another encoding are reported with the file, not with a traceback."""
    with pytest.raises(AuthorError, match="not UTF-8"):
        load_lesson(write(tmp_path, text))


def test_a_missing_file_is_an_authors_error(tmp_path):
    """A path that cannot be read is reported with the reason."""
    with pytest.raises(AuthorError, match="cannot be read"):
        load_lesson(tmp_path / "lesson.toml")


def test_lessons_are_found_by_full_name_and_by_beginning(tmp_path):
    """`lesson1` means lesson 1 although lesson 10 begins alike, and 10 comes last."""
    for key in ("lesson10_more", "lesson1_topic", "lesson2_other"):
        write(tmp_path, GOOD, key)
    course = Course(tmp_path)

    assert course.keys() == ["lesson1_topic", "lesson2_other", "lesson10_more"]
    for name, key in [
        ("lesson1_topic", "lesson1_topic"),
        ("lesson1", "lesson1_topic"),
        ("lesson2_o", "lesson2_other"),
        ("lesson10", "lesson10_more"),
    ]:
        assert course.lesson(name).key == key


def test_an_unknown_lesson_suggests_near_names(tmp_path):
    """A misspelt lesson is answered with the one that was meant."""
    for key in ("lesson1_classification", "lesson3_alignment"):
        write(tmp_path, GOOD, key)

    with pytest.raises(AuthorError, match="Did you mean: lesson3_alignment"):
        Course(tmp_path).lesson("leson3_alignement")


def test_an_ambiguous_beginning_is_refused(tmp_path):
    """`less` could be either lesson, so both are offered and none is taken."""
    for key in ("lesson1_a", "lesson2_b"):
        write(tmp_path, GOOD, key)

    with pytest.raises(AuthorError, match=r"lesson1_a.*lesson2_b|lesson2_b.*lesson1_a"):
        Course(tmp_path).lesson("less")


def test_an_unknown_task_suggests_near_ids(tiny):
    """A task that the lesson lacks is answered with near ids."""
    with pytest.raises(AuthorError, match=r"no task '9\.3'. Did you mean: 9\."):
        tiny.lesson.find("9.3")


def test_the_course_is_found_from_a_folder_inside_it(tmp_path):
    """A command works in any folder of the course."""
    write(tmp_path, GOOD)
    inside = tmp_path / "solutions" / "lesson9_tiny"

    assert find_course(inside).root == tmp_path.resolve()


def test_the_parts_of_a_lesson_lie_where_the_layout_says(tmp_path):
    """Suites have unique basenames, made of the lesson's number."""
    course = Course(tmp_path)
    key = "lesson9_tiny"

    assert course.hidden_suite(key) == tmp_path / "tests" / key / "test_lesson9_hidden.py"
    assert course.public_suite(key) == tmp_path / "tests" / key / "test_lesson9_public.py"
    assert course.probes(key) == tmp_path / "tests" / key / "probes.py"
    assert course.release(key) == tmp_path / "assignments" / key
