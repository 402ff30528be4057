"""Lesson 1 public tests."""

import pytest

from fixtures.micro import TEXTS


@pytest.mark.task_1_1
def test_one_word_is_its_own_first(student):
    """A text of one word gives that word."""
    got = student.first_word("tree")
    assert got == "tree", f"One word is its own first word.\n\n    got       {got}"


@pytest.mark.task_1_1
@pytest.mark.parametrize("text", TEXTS)
def test_first_of_several(student, text):
    """Of several words the first one comes back."""
    assert student.first_word(text) == text.split()[0]


@pytest.mark.task_1_2
def test_each_text_gives_its_letter(student):
    """Each text gives one letter."""
    got = student.initials(list(TEXTS))
    assert got == ["a", "t"], f"Each text gives its first letter.\n\n    got       {got}"


@pytest.mark.task_1_3
def test_words_are_counted(student):
    """A word that was seen twice counts 2."""
    counter = student.Counter()
    counter.see("to be or not to be")
    assert counter.counts["to"] == 2


@pytest.mark.task_1_3
def test_nothing_was_seen_yet(student):
    """A new counter has seen nothing."""
    assert student.Counter().counts == {}
