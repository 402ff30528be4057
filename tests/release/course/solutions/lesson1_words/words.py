"""Lesson 1: the words of a text."""

from __future__ import annotations


def first_word(text: str) -> str:
    """Return the first word of a text, or "" if it has none.

    A marker in a string is none: "# BEGIN SOLUTION".
    """
    # TODO(1.1): 2 lines.
    # BEGIN SOLUTION
    separated = text.strip().split(" ")
    return separated[0]
    # END SOLUTION


def initials(texts: list[str]) -> list[str]:
    """Return the first letter of the first word of each text."""
    letters: list[str] = []
    # TODO(1.2): fill the list, then delete the line that raises.
    # BEGIN SOLUTION
    for some_text in texts:
        letters.append(first_word(some_text)[:1])
    # END SOLUTION
    return letters


class Counter:
    """Counts how often it saw each word.

    Attributes:
        counts: word -> how often it was seen.
    """

    def __init__(self) -> None:
        # TODO(1.3): 1 line.
        # BEGIN SOLUTION
        self.counts: dict[str, int] = {}
        # END SOLUTION

    def see(self, text: str) -> None:
        """Count the words of one more text."""
        # TODO(1.3): 2 lines.
        # BEGIN SOLUTION
        for seen_word in text.split():
            self.counts[seen_word] = self.counts.get(seen_word, 0) + 1
        # END SOLUTION
