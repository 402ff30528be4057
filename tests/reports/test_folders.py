"""Names of students become names of folders that are safe, unique and stable."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.reports.folders import folder_names

SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,90}")
HOSTILE = [
    "../../x", "..", ".", "", "/etc/passwd", "C:\\x", "<script>", "a\u202eb", "x" * 5000, "nul",
    "NUL.txt", "com1", "\x00", "\ud800", "-rf", ".hidden", "report.html", "~", "日本", "a/b", "a b",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_inside_the_folder(name, tmp_path):
    """Every name becomes one plain path component, which can really be made."""
    (folder,) = folder_names([name], taken=["report.html"])
    assert SAFE.fullmatch(folder)
    assert not re.fullmatch(r"(nul|con|prn|aux|com\d|lpt\d)(\..*)?", folder, re.IGNORECASE)
    (tmp_path / folder).mkdir()
    assert [path.name for path in tmp_path.iterdir()] == [folder]


def test_a_plain_name_is_kept():
    """A name that is safe already is the folder's name."""
    assert folder_names(["student-01", "a.b_c"]) == ["student-01", "a.b_c"]


def test_names_that_clash_after_cleaning_differ():
    """Names that clean to the same text, or differ by case alone, get folders of their own."""
    names = folder_names(["a/b", "a b", "a-b", "Anna", "anna", "a-b"])
    assert len({name.casefold() for name in names}) == 6


def test_a_cleaned_name_does_not_depend_on_who_else_is_there():
    """Another student's arrival moves nobody's page: a link never shows someone else's."""
    alone = folder_names(["a/b"])[0]
    assert folder_names(["a b", "x", "a/b"])[2] == alone


@given(st.lists(st.text(st.characters(codec=None), max_size=20), max_size=12))
def test_folders_are_always_unique(students):
    """Whatever the names, as many folders as students, also where case does not count."""
    names = folder_names(students, taken=["report.html"])
    assert len({name.casefold() for name in [*names, "report.html"]}) == len(students) + 1
    assert all(SAFE.fullmatch(name) for name in names)
