"""Lesson 1 hidden suite."""


def test_spaces_in_front_do_not_matter(observed, expected):
    """Spaces in front of the first word are no word."""
    assert observed == expected
