"""Sealed bundles: what is copied, how keys are numbered and drawn, and what is no bundle."""

from __future__ import annotations

import shutil

import pytest

from autograder.answers import AnswerKey, TaskAnswers
from autograder.authoring import bundle
from autograder.authoring.bundle import imported_fixtures, open_bundle, seal
from autograder.errors import AuthorError

KEY = "lesson1_words"


@pytest.fixture
def sealed(course, tmp_path, tiny, monkeypatch):
    """A bundle of five keys, each empty but for its seed, and what was told meanwhile."""

    class Workshop:
        def __init__(self, *_, **__): ...
        def __enter__(self):
            return self

        def __exit__(self, *_): ...
        def answer_key(self, seed):
            right = (tiny.seen("1.1", a=[float(seed % 97)]),)
            return AnswerKey(KEY, seed, {"1.1": TaskAnswers(right, (), {})})

    monkeypatch.setattr(bundle, "Workshop", Workshop)
    (course.tests(KEY) / "probes.py").write_text("from fixtures import micro\n")
    told: list[str] = []
    seal(course, course.lesson(KEY), tmp_path / "sealed", seeds=5, tell=told.append)
    return tmp_path / "sealed", told


def test_the_bundle_holds_what_grading_needs_and_no_source_of_a_solution(sealed):
    """Lesson, probes, hidden suite, imported fixtures and answers: these files and no other."""
    folder, _ = sealed
    files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    assert files == [
        *(f"answers/00{number}.msgpack.xz" for number in range(5)),
        "fixtures/micro.py",
        "lesson.json",
        f"tests/{KEY}/probes.py",
        f"tests/{KEY}/test_lesson1_hidden.py",
    ]


def test_the_bundle_opens_as_the_lesson_that_was_sealed(course, sealed):
    """Lesson and key come back; probes and hidden suite lie where grading looks for them."""
    opened, lesson, key = open_bundle(sealed[0], seed=1)
    assert lesson == course.lesson(KEY)
    assert key.lesson == KEY
    assert opened.probes(KEY).is_file()
    assert opened.hidden_suite(KEY).is_file()


def test_every_key_has_a_seed_of_its_own(sealed):
    """Seeds are drawn, so no two of five are equal; progress is told once a key."""
    folder, told = sealed
    assert len({open_bundle(folder, seed=n)[2].seed for n in range(50)}) == 5
    assert [line.partition(":")[0] for line in told] == [
        f"answer key {n} of 5" for n in range(1, 6)
    ]


def test_another_bundle_has_other_seeds(course, sealed, tmp_path):
    """A rebuilt bundle repeats no seed of the last one."""
    seal(course, course.lesson(KEY), tmp_path / "again", seeds=5)
    first, second = (
        {open_bundle(folder, seed=n)[2].seed for n in range(50)}
        for folder in (sealed[0], tmp_path / "again")
    )
    assert not first & second


def test_a_run_draws_a_key_unless_it_is_told_which(sealed):
    """Without a seed the draws differ; with one they are the same."""
    folder, _ = sealed
    assert len({open_bundle(folder)[2].seed for _ in range(100)}) > 1
    assert len({open_bundle(folder, seed=3)[2].seed for _ in range(10)}) == 1


@pytest.mark.parametrize("damage", ["no answers", "cut answer", "no lesson", "nothing"])
def test_what_is_no_bundle_is_told_in_a_sentence(sealed, damage):
    """A folder that lacks a part, or holds half a key, is named; nothing of it is used."""
    folder, _ = sealed
    answers = sorted((folder / "answers").iterdir())
    if damage == "no lesson":
        (folder / "lesson.json").unlink()
    elif damage == "nothing":
        shutil.rmtree(folder)
    else:
        for path in answers:
            path.write_bytes(path.read_bytes()[:20]) if damage == "cut answer" else path.unlink()
    with pytest.raises(AuthorError, match="is not a sealed bundle"):
        open_bundle(folder)


def test_fixtures_are_followed_through_their_imports(course):
    """Both forms of import count, from probes and hidden suite; what nobody imports stays out."""
    fixtures = course.root / "fixtures"
    sources = {"a": "import fixtures.b", "b": "from fixtures.c import x", "c": "", "d": "", "e": ""}
    for name, source in sources.items():
        (fixtures / f"{name}.py").write_text(source)
    course.probes(KEY).write_text("import torch\nfrom fixtures import a, absent\nimport fixtures\n")
    course.hidden_suite(KEY).write_text("def f():\n    from fixtures.d import y\n")
    assert [path.name for path in imported_fixtures(course, KEY)] == [
        "a.py",
        "b.py",
        "c.py",
        "d.py",
    ]
