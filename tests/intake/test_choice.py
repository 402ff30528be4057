"""Which file is graded, which siblings come along, and what is said when none can be."""

from __future__ import annotations

import pytest
from packing import CODE, LESSON, MODULE, notebook, read_one, write, zipped


@pytest.mark.parametrize(
    "name",
    [
        "classification (1).py",
        "classification(2).py",
        "classification-1.py",
        "classification_copy.py",
        "classification - Copy.py",
        "classification - Copy (2).py",
        "Copy of classification.py",
        "Classification.py",
        "classification.PY",
    ],
)
def test_a_copy_is_taken_with_a_note(tmp_path, name):
    """A name that differs by case or by a copy's suffix alone is read, and the note says so."""
    found = read_one(write(tmp_path / "student-01", {name: CODE}))
    assert (found.files, found.problem) == ({MODULE: CODE}, None)
    assert found.notes == (f'"{name}" was read as classification.py',)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (["klassification.py"], 'Found "klassification.py", which looks like it: rename it to'),
        (["classification.py.txt"], '"classification.py.txt", which looks like it: rename it to'),
        (["lesson1.py"], 'Found "lesson1.py": if that is the module, rename it to'),
        (["lesson1.py", "clasification.py"], 'Found "clasification.py", which looks like it'),
        (["a.py", "src/b.py", "classification/x.txt"], 'Found "a.py" and "src/b.py": rename'),
        (["classification-1.py", "classification-2.py"], "keep one of them, called classif"),
        (["x/classification.py", "y/classification.py", "a.py"], "are equally good"),
        (["lesson2_tuning/tuning.py"], "which belongs to another lesson"),
        (["one.ipynb", "two.ipynb"], "call the one that counts classification.ipynb"),
        (["classification.docx"], "classification.docx"),
    ],
)
def test_any_other_name_gets_the_exact_repair(tmp_path, files, said):
    """A name that only looks right is not taken: the problem names what is there and what to do."""
    packed = zipped(dict.fromkeys([*files, "README.md"], CODE))
    found = read_one(write(tmp_path, {"student-01.zip": packed, "student-02.txt": ""}))
    assert said in found.problem
    assert found.files == {}


def test_names_that_differ_by_case_are_refused(tmp_path):
    """Two modules whose names differ by case alone cannot both be right."""
    data = zipped({MODULE: CODE, "Classification.py": "x = 1\n"})
    found = read_one(write(tmp_path, {"student-01.zip": data}))
    assert found.problem == (
        '"classification.py" and "Classification.py" differ only by case: '
        "keep one, called classification.py."
    )


def test_a_name_twice_in_one_archive_is_refused(tmp_path):
    """An archive that holds the same name twice says two things at once."""
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(_Twice({MODULE: CODE}))
    assert "two files called" in read_one(write(tmp_path, {"student-01.zip": data})).problem


class _Twice(dict):
    def items(self):
        return [*super().items(), *super().items()]


def test_the_lesson_folder_wins_then_the_nearest(tmp_path):
    """The module in the lesson's folder is graded, not an older one elsewhere; a note says so."""
    files = {f"{LESSON}/{MODULE}": CODE, f"old/{MODULE}": "x = 1\n"}
    found = read_one(write(tmp_path / "student-01", files))
    assert found.files == {MODULE: CODE}
    assert f'"{LESSON}/{MODULE}" was graded, not "old/{MODULE}"' in found.notes


def test_siblings_come_along_by_their_importable_names(tmp_path):
    """Siblings are named from the module's folder; other lessons keep their folder's name."""
    files = {
        f"hw/{LESSON}/{MODULE}": CODE,
        f"hw/{LESSON}/pooling_parts.py": "A = 1\n",
        f"hw/{LESSON}/parts/heads.py": "B = 1\n",
        "hw/lesson2_instruction_tuning/instruction_tuning.py": "C = 1\n",
        "hw/elsewhere.py": "D = 1\n",
        f"hw/{LESSON}/not importable.py": "E = 1\n",
    }
    found = read_one(write(tmp_path, {"student-01.zip": zipped(files)}))
    assert set(found.files) == {
        MODULE,
        "pooling_parts.py",
        "parts/heads.py",
        "lesson2_instruction_tuning/instruction_tuning.py",
    }
    (note,) = found.notes
    assert "elsewhere.py" in note
    assert "not importable.py" in note


@pytest.mark.parametrize("name", ["torch.py", "transformers/__init__.py", "probes.py", "random.py"])
def test_a_sibling_never_shadows_a_library(tmp_path, name):
    """A sibling that is named like a library, a probe or a standard module is left out and told."""
    found = read_one(write(tmp_path / "student-01", {MODULE: CODE, name: "evil = 1\n"}))
    assert set(found.files) == {MODULE}
    assert f'"{name}" was left out: its name belongs to a library' in found.notes[0]


def test_a_broken_sibling_does_not_stop_the_module(tmp_path):
    """A sibling that is no text is left out with its reason."""
    found = read_one(write(tmp_path / "student-01", {MODULE: CODE, "mine.py": b"\xff\x00\x01"}))
    assert found.problem is None
    assert found.notes[0].startswith('"mine.py" was left out: ')


def test_clutter_is_ignored_and_weights_are_named(tmp_path):
    """What systems leave behind is not seen; weights are named and never read."""
    clutter = [
        "__MACOSX/._classification.py",
        "._x.py",
        ".git/config.py",
        ".venv/lib/classification.py",
    ]
    files = dict.fromkeys([*clutter, "__pycache__/classification.py", "Thumbs.db"], "x")
    data = zipped({MODULE: CODE, **files, "model.pt": b"\0" * (80 << 20)})
    found = read_one(write(tmp_path, {"student-01.zip": data}))
    assert (set(found.files), found.problem) == ({MODULE}, None)
    assert found.notes == ('left out: "model.pt" (not asked for)',)


def test_a_zip_in_a_zip_is_opened(tmp_path):
    """A module inside an inner archive is found, and the note says where it came from."""
    data = zipped({"inner/hw.zip": zipped({f"hw/{MODULE}": CODE})})
    found = read_one(write(tmp_path, {"student-01.zip": data}))
    assert found.files == {MODULE: CODE}
    assert found.notes == ('taken from "inner/hw.zip" inside the hand-in',)


def test_the_module_wins_over_its_notebook(tmp_path):
    """With both there, the module is graded and the notebook is left out."""
    files = {MODULE: CODE, "classification.ipynb": notebook("x = 1")}
    found = read_one(write(tmp_path / "student-01", files))
    assert found.files == {MODULE: CODE}
    assert found.notes == ('left out: "classification.ipynb" (not asked for)',)


def test_the_only_notebook_is_taken(tmp_path):
    """A hand-in that is one notebook of any name is read as the module."""
    found = read_one(write(tmp_path / "student-01", {"hw1.ipynb": notebook(CODE), "a.csv": "1"}))
    assert "def pool_last_token" in found.files[MODULE]
    assert 'taken from the notebook "hw1.ipynb"' in found.notes


def test_too_much_text_is_refused(tmp_path):
    """Sources that no request to a worker can hold are refused before they are sent."""
    files = {f"part_{i}.py": "#" * 900_000 for i in range(3)}
    found = read_one(write(tmp_path / "student-01", {MODULE: CODE, **files}))
    assert found.problem.startswith("The Python files together are larger than 2 MB")
