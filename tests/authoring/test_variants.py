"""The headers of known mistakes and other right answers, and how a wrong header is reported."""

from __future__ import annotations

import pytest

from autograder.authoring.variants import (
    generate_right,
    load_right,
    load_wrong,
    reference,
)
from autograder.errors import AuthorError
from autograder.lesson import Course
from autograder.results import Witness

WRONG = '''"""L9.A01: Rows are
taken for columns.

credit: 0.5
aliases: L9.A07, L9.A08
input: [[1, 2], [3, 4]],
    row 0
yours: 3
holds: changing row 1 changes nothing
question: Which axis is the batch?
"""


def first(x):
    return x.T
'''
RIGHT = '"""The same with a loop."""\n\n\ndef first(x):\n    return x\n'


@pytest.fixture
def course(tiny, tmp_path):
    """A course with the tiny lesson and no variants."""
    folder = tmp_path / "solutions" / tiny.lesson.key
    for kind in ("wrong", "right"):
        (folder / kind).mkdir(parents=True)
    (folder / "tiny.py").write_text("def first(x):\n    return x\n", encoding="utf-8")
    return Course(tmp_path)


@pytest.fixture
def write(tiny, course):
    """Return a function that writes a variant of the tiny lesson."""

    def write(name, text, kind="wrong"):
        (course.solutions(tiny.lesson.key) / kind / name).write_text(text, encoding="utf-8")

    return write


def test_a_header_is_read_whole(tiny, course, write):
    """Id, sentence, fields and continued lines arrive, and the source comes along."""
    write("first__rows.py", WRONG)

    (variant,) = load_wrong(course, tiny.lesson)

    mistake = variant.mistake
    assert (mistake.ids, mistake.task, mistake.slug) == (("L9.A01",), "9.1", "first__rows")
    assert mistake.sentence == "Rows are taken for columns."
    assert (mistake.credit, mistake.lazy) == (0.5, False)
    assert mistake.aliases == ("L9.A07", "L9.A08")
    assert mistake.witness == Witness(
        "[[1, 2], [3, 4]], row 0", "3", "changing row 1 changes nothing"
    )
    assert mistake.question == "Which axis is the batch?"
    assert variant.source == WRONG
    assert variant.path == "solutions/lesson9_tiny/wrong/first__rows.py"


def test_a_pair_and_a_lazy_hand_in(tiny, course, write):
    """Two ids make a known pair; `lazy: yes` marks a hand-in without any idea."""
    write("first__both.py", '"""L9.A01 + L9.A02: Both.\n\ncredit: 0.25\n"""\n')
    write("first__zeros.py", '"""L9.Z01: Only zeros.\n\ncredit: 0\nlazy: yes\n"""\n')

    both, zeros = (variant.mistake for variant in load_wrong(course, tiny.lesson))

    assert (both.ids, both.lazy, both.witness) == (("L9.A01", "L9.A02"), False, None)
    assert (zeros.ids, zeros.lazy, zeros.credit) == (("L9.Z01",), True, 0.0)


def test_variants_come_in_the_order_of_the_tasks(tiny, course, write):
    """Tasks in course order, then files by name."""
    for name, number in [("second__a.py", 1), ("first__b.py", 2), ("first__a.py", 3)]:
        write(name, f'"""L9.A0{number}: Wrong.\n\ncredit: 0\n"""\n')

    slugs = [variant.mistake.slug for variant in load_wrong(course, tiny.lesson)]

    assert slugs == ["first__a", "first__b", "second__a"]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("L9.A01: Rows", "Rows", "must begin with an id"),
        ("L9.A01: Rows", "L9.A1b: Rows", "must begin with an id"),
        ("credit: 0.5\n", "", "needs a line 'credit: 0.5'"),
        ("credit: 0.5", "credit: half", "needs a line 'credit: 0.5'"),
        ("credit: 0.5", "credit: 1.0", "0 <= credit < 1"),
        ("credit: 0.5", "credit: -0.5", "0 <= credit < 1"),
        ("credit: 0.5", "credit: nan", "0 <= credit < 1"),
        ("yours: 3\n", "", "needs all of input, yours and holds"),
        ("credit: 0.5", "credit: 0.5\nlazy: true", "lazy is yes or no"),
        ('"""L9', 'x = 1\n"""L9', "needs a docstring"),
        ("return x.T", "return (", "was never closed"),
    ],
)
def test_a_malformed_header_names_the_file(tiny, course, write, old, new, reason):
    """The author reads which file is wrong and what it needs."""
    assert old in WRONG
    write("first__rows.py", WRONG.replace(old, new, 1))

    with pytest.raises(AuthorError) as caught:
        load_wrong(course, tiny.lesson)

    assert "wrong/first__rows.py" in str(caught.value)
    assert reason in str(caught.value)


@pytest.mark.parametrize("other", ["L9.A01: Again.", "L9.A08: An alias of the first."])
def test_an_id_belongs_to_one_file(tiny, course, write, other):
    """An id or alias that is used twice names both files."""
    write("first__rows.py", WRONG)
    write("second__again.py", f'"""{other}\n\ncredit: 0\n"""\n')

    with pytest.raises(AuthorError, match=r"second__again\.py.*first__rows\.py"):
        load_wrong(course, tiny.lesson)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("thrid__rows.py", "no task named 'thrid'"),
        ("first.py", "first__"),
        ("first__.py", "first__"),
    ],
)
@pytest.mark.parametrize("kind", ["wrong", "right"])
def test_a_file_that_belongs_to_no_task_is_reported(tiny, course, write, name, reason, kind):
    """A misnamed file would otherwise be left out without a word."""
    write(name, WRONG if kind == "wrong" else RIGHT, kind)

    with pytest.raises(AuthorError, match=reason):
        (load_wrong if kind == "wrong" else load_right)(course, tiny.lesson)


def test_right_answers_are_loaded_with_what_may_differ(tiny, course, write):
    """Only a file that says `differs: yes` becomes a second reference."""
    write("first__loop.py", RIGHT, "right")
    write("second__other.py", '"""Other numbers.\n\ndiffers: yes\n"""\n', "right")

    loop, other = load_right(course, tiny.lesson)

    assert (loop.task, loop.slug, loop.differs, loop.source) == ("9.1", "loop", False, RIGHT)
    assert (other.task, other.slug, other.differs) == ("9.2", "other", True)


def test_combinations_are_generated_not_loaded(tiny, course, write):
    """A combinations file yields a right answer per slug, and is none itself."""
    write(
        "first__combinations.py",
        '"""Idioms."""\n\n\ndef generate():\n'
        "    for name in ('loop', 'gather'):\n        yield name, f'# {name}'\n",
        "right",
    )

    assert load_right(course, tiny.lesson) == []
    generated = list(generate_right(course, tiny.lesson))
    assert [(r.task, r.slug, r.source) for r in generated] == [
        ("9.1", "loop", "# loop"),
        ("9.1", "gather", "# gather"),
    ]
    assert generated[0].path.endswith("right/first__combinations.py:loop")


def test_the_reference_is_the_lessons_module(tiny, course):
    """The source that variants are executed on top of."""
    assert reference(course, tiny.lesson) == "def first(x):\n    return x\n"
