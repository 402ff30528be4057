"""What a student sees: `pytest` in a copy of the release, as a process of its own."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import autograder

REPOSITORY = Path(autograder.__file__).parents[1]
RELEASE = REPOSITORY / "autograder" / "authoring" / "release"
UNWRITTEN = 'raise NotImplementedError("task {} is not written yet")'
LAST_LINE = "The course also runs checks that are not in this folder; they count too."


def failures(text: str) -> list[str]:
    """Return the titles of the failing checks that are shown in full."""
    return re.findall(r"^_+ (.+?) _+$", text, re.MULTILINE)


# ------------------------------------------------------------------ the untouched stub


def test_untouched_stub_says_what_to_open_first(student):
    """Nothing is written: every task is todo, exit code 1, and the first TODO's line is named."""
    screen = student.run()
    line = student.module.read_text().split("\n").index("    # TODO(1.1): 2 lines.") + 1
    assert screen.code == 1
    assert "lesson 1   0 of 24 points here   Counting words" in screen.text
    assert f"  todo  1.1  first_word    0/10   words.py:{line}\n" in screen.text
    assert f"Start with task 1.1: open lesson1_words/words.py:{line}\n" in screen.text
    assert LAST_LINE in screen.text
    assert "6 todo in" in screen.lines[-1]
    assert "Traceback" not in screen.text


def test_nine_tasks_fit_one_screen_of_80_by_24(student):
    """A lesson of nine tasks and 36 checks, untouched, prints at most 24 lines of 80 columns."""
    manifest = student.folder / "manifest.json"
    lesson = json.loads(manifest.read_text())
    names = [f"function_number_{number}" for number in range(1, 10)]
    lesson["tasks"] = [
        {**lesson["tasks"][0], "id": f"1.{number}", "name": name}
        for number, name in enumerate(names, start=1)
    ]
    manifest.write_text(json.dumps(lesson))
    student.module.write_text(
        "\n\n".join(
            f'def {name}():\n    raise NotImplementedError("task 1.{n}: {name} is not written yet")'
            for n, name in enumerate(names, start=1)
        )
    )
    checks = [
        f"@pytest.mark.task_1_{n}\n@pytest.mark.parametrize('case', range(4))\n"
        f"def test_{name}(student, case):\n    student.{name}()"
        for n, name in enumerate(names, start=1)
    ]
    (student.folder / "test_lesson1_public.py").write_text(
        "import pytest\n\n" + "\n\n".join(checks)
    )
    screen = student.run()
    assert "36 todo in" in screen.lines[-1]
    assert len(screen.lines) <= 24
    assert max(map(len, screen.lines)) <= 80


def test_a_task_that_calls_an_unwritten_one_waits_for_it(student):
    """1.2 is written and calls 1.1, which is not: 1.2 is todo and says what it waits for."""
    student.solve(
        ('    separated = text.strip().split(" ")\n', ""),
        ("return separated[0]", UNWRITTEN.format("1.1: first_word")),
    )
    screen = student.run()
    assert re.search(r"todo  1\.2  initials .* waits for 1\.1", screen.text)
    assert "ok    1.3  Counter       6/6" in screen.text


# ------------------------------------------------------------------ everything right


def test_the_reference_earns_all_points(student):
    """All checks pass: exit code 0, full points, and still the word about the other checks."""
    student.solve()
    screen = student.run()
    assert screen.code == 0
    assert "lesson 1   24 of 24 points" in screen.text
    assert "All checks that were run pass." in screen.text
    assert LAST_LINE in screen.text


def test_why_it_works_is_told_once(student):
    """A task that passes for the first time is explained, and not again in the next run."""
    student.solve()
    why = "A word ends where the next space is."
    assert why in student.run("-q").text
    assert why not in student.run("-q").text


# ------------------------------------------------------------------ mistakes


def test_a_wrong_value_reads_message_place_help(student):
    """A failing check: the check's own words, no frame of pytest, where it is, how to get help."""
    student.solve(("return separated[0]", "return separated[-1][:2]"))
    screen = student.run()
    start = screen.text.index("One word is its own first word.")
    expected = (
        "One word is its own first word.\n\n    got       tr\n\n"
        "first_word is in lesson1_words/words.py:11.\n"
        "More help: pytest -m task_1_1 --hint\n"
        "2 more checks of this task wait\n"
    )
    assert screen.text[start:].startswith(expected)
    assert failures(screen.text) == [
        "1.1 first_word: one word is its own first",
        "1.2 initials: each text gives its letter",
    ]
    assert "FAIL  1.1  first_word    0/10" in screen.text
    assert "Next: task 1.1. 3 of its 3 checks fail." in screen.text
    assert screen.code == 1
    assert not re.search(r"test_lesson1_public\.py:\d|conftest|>  ", screen.text)


def test_a_check_without_words_shows_its_claim(student):
    """A bare assert is introduced by the claim in the check's docstring."""
    student.solve(("self.counts.get(seen_word, 0) + 1", "1"))
    screen = student.run()
    assert "A word that was seen twice counts 2.\n\n    assert 1 == 2" in screen.text


def test_an_exception_shows_the_students_own_line(student):
    """An exception in the module: its type and words, and the innermost line of the student."""
    student.solve(("separated[0]", "separated[10]"))
    screen = student.run()
    line = student.module.read_text().split("\n").index("    return separated[10]") + 1
    assert "first_word stops with IndexError: list index out of range" in screen.text
    assert f"    {line} | return separated[10]\n" in screen.text
    assert f"In lesson1_words/words.py, line {line}." in screen.text


def test_a_missing_return_is_suspected(student):
    """A function that gives None where the check needs more is asked for its return."""
    student.solve(
        ("self.counts: dict[str, int] = {}", "self.counts = None"),
        ("in text.split()", "in []"),
    )
    screen = student.run("-k", "Counter")
    assert "The check stops with TypeError: 'NoneType' object is not subscriptable" in screen.text
    assert "Is a `return` missing?" in screen.text
    assert '| assert counter.counts["to"] == 2' in screen.text


def test_an_error_of_an_earlier_lesson_is_traced_there(student):
    """A line that uses a function of another lesson names it, and what to run."""
    earlier = student.root / "lesson0_letters"
    earlier.mkdir()
    (earlier / "letters.py").write_text("def split(text):\n    return 7\n")
    student.solve(
        ("from __future__ import annotations\n", "from __future__ import annotations\n\n"
         "from lesson0_letters.letters import split\n"),
        ("return separated[0]", "return split(text)[0]"),
    )  # fmt: skip
    screen = student.run("-k", "first_word")
    assert "first_word stops with TypeError: 'int' object is not subscriptable" in screen.text
    assert "uses split of an earlier lesson. Does `pytest lesson0_letters` pass?" in screen.text
    student.solve(("separated[0]", "separated[10]"))
    assert "earlier lesson" not in student.run("-k", "first_word").text


def test_a_breakpoint_left_behind_is_told(student):
    """A question for the keyboard cannot be answered: take it out."""
    student.solve(("return separated[0]", "return input()"))
    screen = student.run("-k", "first_word")
    assert "Take out breakpoint() and input()" in screen.text


def test_a_misspelt_function_is_found(student):
    """A function under another name is missed by name, and the near one is offered."""
    student.solve(("def initials", "def intials"))
    screen = student.run("-k", "initials")
    assert "lesson1_words/words.py has no initials." in screen.text
    assert "It has intials, which looks like it: rename that." in screen.text


def test_what_the_function_printed_is_shown(student):
    """Prints of a failing check are shown, the last ten lines of them."""
    student.solve(("return separated[0]", "[print(f'line {n}') for n in range(20)]\n    return 1"))
    text = student.run("-k", "first_word").text
    assert "line 19" in text
    assert "line 10" in text
    assert "line 9" not in text


def test_python_tracebacks_are_there_for_who_asks(student):
    """With --tb=short pytest prints its own failures, and the table stays."""
    student.solve(("separated[0]", "separated[10]"))
    screen = student.run("--tb=short", "-k", "first_word")
    assert "E   IndexError: list index out of range" in screen.text
    assert "FAIL  1.1  first_word" in screen.text


# ------------------------------------------------------------------ files that cannot be run


def test_a_syntax_error_is_shown_once(student):
    """A file that Python cannot read: its line with a caret, once, and no traceback."""
    student.solve(
        ("def initials(texts: list[str]) -> list[str]:", "def initials(texts: list[str])")
    )
    screen = student.run()
    line = student.module.read_text().split("\n").index("def initials(texts: list[str])") + 1
    assert failures(screen.text) == [f"lesson1_words/words.py, line {line}"]
    assert "Python cannot read this file: expected ':'" in screen.text
    caret = "       |                               ^\n"
    assert f"    {line} | def initials(texts: list[str])\n{caret}" in screen.text
    assert "No task of lesson 1 is checked until that is mended." in screen.text
    assert "6 stopped in" in screen.lines[-1]
    assert "Traceback" not in screen.text
    assert "NotImplementedError" not in screen.text
    assert screen.code == 1


def test_an_error_at_import_is_shown_once(student):
    """A module that raises, or exits, while it is imported is stopped with that line."""
    student.solve(("from __future__ import annotations\n", "import sys\n\nsys.exit(3)\n"))
    screen = student.run()
    assert failures(screen.text) == ["lesson1_words/words.py, line 5"]
    assert "Python stops while it imports this file: SystemExit: 3" in screen.text
    assert "    5 | sys.exit(3)" in screen.text
    assert screen.code == 1


def test_a_renamed_file_is_found(student):
    """The module under another name: the command that renames it back."""
    student.module.rename(student.folder / "words (1).py")
    screen = student.run()
    assert failures(screen.text) == ["lesson1_words/words.py: no file"]
    assert 'Found "words (1).py", which looks like it:\n\n' in screen.text
    assert '    mv "lesson1_words/words (1).py" lesson1_words/words.py\n' in screen.text


def test_a_notebook_instead_of_the_module_is_told(student):
    """A notebook in the module's place: what to do with its functions."""
    student.module.rename(student.folder / "words.ipynb")
    screen = student.run()
    assert "lesson1_words/words.py is not here,\nbut words.ipynb is." in screen.text


def test_a_missing_file_without_a_trace(student):
    """No module and nothing like it: where to get it."""
    student.module.unlink()
    assert "Put it back, or take it from a fresh copy" in student.run().text


def test_own_modules_beside_it_can_be_imported(student):
    """A sibling module of the student's own is found; one named like a library hides nothing."""
    (student.folder / "cutting.py").write_text("def cut(text):\n    return text.split()\n")
    (student.folder / "json.py").write_text("raise ImportError\n")
    student.solve(
        ("from __future__ import annotations\n", "import json\n\nfrom cutting import cut\n"),
        ('text.strip().split(" ")', "cut(text)"),
    )
    assert student.run().code == 0


# ------------------------------------------------------------------ hangs


def test_a_hang_stops_its_task_alone(student):
    """An endless loop: the time limit, the line, one wait a task; the other tasks are checked."""
    student.solve(
        ('    separated = text.strip().split(" ")', "    while True:\n        separated = [text]")
    )
    line = student.module.read_text().split("\n").index("    while True:") + 1
    screen = student.run("--timeout", "0.5")
    assert failures(screen.text)[0] == "1.1 first_word: time limit"
    found = re.search(
        r"Stopped after 0\.5 s\.\nIn lesson1_words/words\.py, line (\d+)\.", screen.text
    )
    assert found
    assert int(found[1]) in (line, line + 1)
    assert re.search(rf"{found[1]} \| (while True:|separated = \[text\])", screen.text)
    assert "stop  1.1  first_word    0/10" in screen.text
    assert "ok    1.3  Counter       6/6" in screen.text
    assert "4 stopped" in screen.lines[-1]  # 3 checks of 1.1 and 1 of 1.2
    assert screen.code == 1


def test_a_hang_at_import_is_told_once(student):
    """An endless loop at the top of the module stops all of its tasks, after one wait."""
    student.solve(("from __future__ import annotations\n", "while True:\n    pass\n"))
    screen = student.run("--timeout", "0.5")
    assert len(failures(screen.text)) == 1
    assert "Python stops while it imports this file: Stopped after 0.5 s." in screen.text


# ------------------------------------------------------------------ options


def test_hints_climb_one_rung_each_time(student):
    """--hint gives the first rung, twice the second too; tasks that pass get none."""
    student.solve(("return separated[0]", UNWRITTEN.format("1.1: first_word")))
    once, twice = student.run("--hint").text, student.run("--hint", "--hint").text
    assert "1.1 first_word, hint 1 of 3\n  Where does the first word end?" in once
    assert "hint 2" not in once
    assert "1.1 first_word, hint 2 of 3\n  Look at str.split." in twice
    assert "Counter, hint" not in twice
    assert "hint" not in student.run().text


def test_a_choice_of_checks_gives_no_lesson_score(student):
    """With -k, -m or :: the points are those of the checks that were run."""
    student.solve(("separated[0]", "separated[-1]"))
    check = "lesson1_words/test_lesson1_public.py::test_one_word_is_its_own_first"
    assert "lesson 1   6 of 6 points in the 2 checks run" in student.run("-k", "counter").text
    assert "lesson 1   0 of 10 points in the 3 checks run" in student.run("-m", "task_1_1").text
    assert "lesson 1   10 of 10 points in the 1 check run" in student.run(check).text


def test_last_failed_runs_what_is_left(student):
    """--lf runs todo and failing checks again, and those only."""
    student.solve(
        ("separated[0]", "separated[-1]"),
        ("self.counts: dict[str, int] = {}", UNWRITTEN.format("1.3: Counter")),
    )
    student.run()
    screen = student.run("--lf")
    assert "lesson 1   0 of 24 points in the 5 checks run" in screen.text
    assert "3 failing" in screen.lines[-1]
    assert "2 todo" in screen.lines[-1]


def test_exit_first_passes_over_todo(student):
    """-x stops at the first mistake, and a todo before it is none."""
    student.solve(
        ("return separated[0]", UNWRITTEN.format("1.1: first_word")),
        ("self.counts.get(seen_word, 0) + 1", "1"),
    )
    screen = student.run("-x")
    assert "4 todo, 1 failing" in screen.lines[-1]
    assert screen.code == 1


def test_quiet_and_no_summary_are_obeyed(student):
    """-q prints no header, and --no-summary no table."""
    assert "test session starts" not in student.run("-q").text
    assert "points" not in student.run("--no-summary").text


def test_it_runs_inside_the_lessons_folder(student):
    """From the lesson's folder the same checks run, and paths are as one types them there."""
    screen = student.run(folder=student.folder)
    assert re.search(r"Start with task 1\.1: open words\.py:\d+\n", screen.text)
    assert screen.code == 1


def test_checks_of_ones_own_are_plain_pytest(student):
    """A test without a task's marker is reported as pytest does, and counts for no task."""
    (student.folder / "test_mine.py").write_text("def test_mine(student):\n    assert 1 == 2\n")
    student.solve()
    screen = student.run()
    assert "E       assert 1 == 2" in screen.text
    assert "lesson 1   24 of 24 points" in screen.text
    assert screen.code == 1


def test_a_fixture_that_does_not_exist_breaks_nothing(student):
    """An error in the setup of a marked check is a failing check, not an internal error."""
    suite = student.folder / "test_lesson1_public.py"
    suite.write_text(suite.read_text().replace("seen_yet(student)", "seen_yet(absent)"))
    screen = student.run("-k", "Counter")
    assert "INTERNALERROR" not in screen.text
    assert screen.code == 1


def test_machines_can_tell_todo_by_its_message(student, tmp_path):
    """In JUnit XML a todo is a failure whose message is the stub's."""
    student.run("--junitxml", str(tmp_path / "out.xml"))
    cases = ElementTree.parse(tmp_path / "out.xml").findall(".//failure")
    assert len(cases) == 6
    assert "task 1.1: first_word is not written yet" in (cases[0].text or cases[0].get("message"))


# ------------------------------------------------------------------ the files themselves


def test_the_hooks_import_neither_torch_nor_transformers():
    """What is loaded before a check runs imports pytest and the standard library alone."""
    for name in ("conftest.py", "pytest_feedback.py"):
        text = (RELEASE / name).read_text()
        found = set(re.findall(r"^(?:import|from) (\w+)", text, re.MULTILINE))
        assert found - set(sys.stdlib_module_names) <= {"pytest", "pytest_feedback"}


def test_requirements_are_those_of_the_project():
    """Students install the versions that the course is checked with."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    wanted = (RELEASE / "requirements.txt").read_text().split()
    names = [re.split("[<>=]", requirement)[0] for requirement in wanted]
    checks = ["torch", "transformers", "datasets", "pytest", "pytest-timeout"]
    assert names == [*checks, "matplotlib", "notebook"]
    extras = project["optional-dependencies"]["notebooks"]
    assert set(wanted) <= {*project["dependencies"], *extras}


def test_the_readme_shows_the_words_of_the_table():
    """Each state that the table can print is explained in the README."""
    readme = (RELEASE / "README.md").read_text()
    feedback = (RELEASE / "pytest_feedback.py").read_text()
    states = re.findall(r'"(\w+)": "(?:red|yellow|green)"', feedback)
    assert len(states) == 4
    assert all(f"| `{state}` |" in readme for state in states)


def test_the_start_of_a_lessons_name_is_enough(student):
    """`pytest lesson1` checks the folder lesson1_words; one that fits nothing pytest refuses."""
    student.solve()
    screen = student.run("lesson1")
    assert screen.code == 0
    assert "lesson 1   24 of 24 points here   Counting words" in screen.text
    assert "file or directory not found: lesson7" in student.run("lesson7").text


def test_a_damaged_manifest_is_one_sentence(student):
    """A file of ours that is broken is named, without a line of our code."""
    (student.folder / "manifest.json").write_text("{")
    screen = student.run()
    assert screen.code != 0
    assert screen.lines[-1] == (
        "ERROR: lesson1_words/manifest.json is damaged. Take it from a fresh copy of this folder."
    )
    assert "Traceback" not in screen.text
    assert "conftest.py" not in screen.text
