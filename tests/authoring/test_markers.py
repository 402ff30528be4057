"""From reference to stub: what is cut, what stays, and every way to write a region wrongly."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from autograder.authoring.markers import make_stub, solution_lines
from autograder.errors import AuthorError
from autograder.lesson import Lesson, Task

HINTS = ("Which?", "Look there.", "A number.")
LESSON = Lesson(
    title="Tiny",
    module="tiny.py",
    task=(
        Task("9.1", "double", 10, ("all",), HINTS, "Why."),
        Task("9.2", "Adder", 8, ("all",), HINTS, "Why."),
    ),
    key="lesson9_tiny",
)

REFERENCE = '''"""Lesson 9."""

import functools


def given(number: int) -> int:
    """Add one."""
    return number + 1


@functools.cache
def double(number: int) -> int:
    """Return twice the number.

    Not a marker: # END SOLUTION
    """
    text = "# BEGIN SOLUTION"
    # TODO(9.1): one line,
    # and no more.
    # BEGIN SOLUTION
    twice_the_number = number + number  # never 2 * number
    return twice_the_number
    # END SOLUTION


class Adder:
    """Adds.

    Args:
        first: the first number.
    """

    def __init__(self, first: int) -> None:
        # TODO(9.2): one line.
        # BEGIN SOLUTION
        self.first = first
        # END SOLUTION

    def add(self, second: int) -> int:
        """Return the sum."""
        answer = 0
        # TODO(9.2): one line.
        # BEGIN SOLUTION
        answer = self.first + second
        # END SOLUTION
        return answer
'''
STUB = '''"""Lesson 9."""

import functools


def given(number: int) -> int:
    """Add one."""
    return number + 1


@functools.cache
def double(number: int) -> int:
    """Return twice the number.

    Not a marker: # END SOLUTION
    """
    text = "# BEGIN SOLUTION"
    # TODO(9.1): one line,
    # and no more.
    raise NotImplementedError("task 9.1: double is not written yet")


class Adder:
    """Adds.

    Args:
        first: the first number.
    """

    def __init__(self, first: int) -> None:
        # TODO(9.2): one line.
        raise NotImplementedError("task 9.2: Adder is not written yet")

    def add(self, second: int) -> int:
        """Return the sum."""
        answer = 0
        # TODO(9.2): one line.
        raise NotImplementedError("task 9.2: Adder is not written yet")
        return answer
'''


def test_regions_become_one_line_each():
    """Everything outside of regions stays, to the byte; strings that read like markers too."""
    assert make_stub(REFERENCE, LESSON, "tiny.py") == STUB


def test_windows_line_ends_make_the_same_stub():
    """A reference saved on Windows is cut at the same lines."""
    assert make_stub(REFERENCE.replace("\n", "\r\n"), LESSON, "tiny.py") == STUB


def test_odd_line_separators_in_strings_shift_nothing():
    """A form feed or a line separator inside a string is no line end."""
    odd = REFERENCE.replace('"""Add one."""', '"""Add\x0c one\u2028."""')
    assert make_stub(odd, LESSON, "tiny.py") == STUB.replace("Add one.", "Add\x0c one\u2028.")


def test_the_stub_raises_with_the_tasks_own_words():
    """Each function and method of the stub raises NotImplementedError with task and name."""
    names: dict = {}
    exec(make_stub(REFERENCE, LESSON, "tiny.py"), names)
    with pytest.raises(NotImplementedError, match=r"^task 9\.1: double is not written yet$"):
        names["double"](1)
    with pytest.raises(NotImplementedError, match=r"^task 9\.2: Adder is not written yet$"):
        names["Adder"](1)


def test_a_given_statement_around_a_region_stays():
    """A region may stand in the body of a given loop."""
    region = "".join(f"{line}\n" for line in REFERENCE.split("\n")[-6:-2])
    loop = "        for _ in range(1):\n" + region.replace("        ", "            ")
    looped = REFERENCE.replace(region, loop)
    stub = make_stub(looped, LESSON, "tiny.py")
    assert (
        "        for _ in range(1):\n            # TODO(9.2): one line.\n            raise Not"
        in stub
    )


def test_a_formatted_reference_gives_a_formatted_stub(tmp_path):
    """`ruff format` has nothing to do on a stub if it had nothing to do on the reference."""
    path = tmp_path / "tiny.py"
    path.write_text(make_stub(REFERENCE, LESSON, "tiny.py"))
    command = [sys.executable, "-m", "ruff", "format", "--diff", "--line-length", "100", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_docstrings_stay_and_solutions_go():
    """The stub documents what the reference documents, and holds no telling line of a solution."""
    stub = make_stub(REFERENCE, LESSON, "tiny.py")

    def documented(text: str) -> list[str | None]:
        kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
        return [ast.get_docstring(n) for n in ast.walk(ast.parse(text)) if isinstance(n, kinds)]

    assert documented(stub) == documented(REFERENCE)
    telling = {line for line in solution_lines(REFERENCE, LESSON, "tiny.py") if len(line) > 12}
    assert "twice_the_number = number + number # never 2 * number" in telling
    assert not [line for line in telling if line in stub]


def test_lines_that_are_given_too_are_no_secret():
    """A short line that also stands in given code is not counted as a solution's own."""
    same = REFERENCE.replace("    return number + 1", "    return twice_the_number")
    assert "return twice_the_number" in solution_lines(REFERENCE, LESSON, "tiny.py")
    assert "return twice_the_number" not in solution_lines(same, LESSON, "tiny.py")


# ------------------------------------------------------------------ what is refused


def refused(source: str) -> str:
    """Return the message about a reference that is not in order."""
    with pytest.raises(AuthorError) as caught:
        make_stub(source, LESSON, "solutions/tiny.py")
    return str(caught.value)


def line_of(source: str, text: str) -> int:
    """Return the number of the first line that holds the text."""
    return next(n for n, line in enumerate(source.split("\n"), start=1) if text in line)


BEGIN = "    # BEGIN SOLUTION\n    twice"
END = "    return twice_the_number\n    # END SOLUTION\n"


@pytest.mark.parametrize(
    "marker",
    [
        "# begin solution",
        "#BEGIN SOLUTION",
        "# BEGIN SOLUTION:",
        "# BEGIN SOLUTION 9.1",
        "## BEGIN SOLUTION",
        "### BEGIN SOLUTION",
        "# BEGIN  SOLUTION",
        "# BEGIN_SOLUTION",
        "# BEGINSOLUTION",
        "# BEGIN SOLUTIONS",
        "# Begin Solution (keep this)",
        "# BEGN SOLUTION",
        "# BEGIN SOLUTON",
        "# SOLUTION",
        "# Solution:",
    ],
)
def test_what_looks_like_a_marker_is_refused(marker):
    """A misspelt marker is an error with its line and the right spelling, never a leak."""
    source = REFERENCE.replace(BEGIN, BEGIN.replace("# BEGIN SOLUTION", marker))
    message = refused(source)
    assert message.startswith(f"solutions/tiny.py:{line_of(source, marker)}: ")
    assert "looks like a marker" in message
    assert "'# BEGIN SOLUTION'" in message


def test_prose_about_solutions_is_no_marker():
    """A comment that only speaks of a solution is left alone."""
    prose = REFERENCE.replace("    return number + 1", "    # the solution is below\n    return 1")
    assert "# the solution is below" in make_stub(prose, LESSON, "tiny.py")


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        pytest.param(
            BEGIN, "    x = 1  # BEGIN SOLUTION\n    twice", "x = 1", "line of its own",
            id="behind code",
        ),
        pytest.param(
            BEGIN, "    # BEGIN SOLUTION\n" + BEGIN, "    # BEGIN SOLUTION\n    twice",
            "inside the region of line 20", id="nested",
        ),
        pytest.param(
            BEGIN, "    twice", "    # END SOLUTION", "closes no region", id="end without begin",
        ),
        pytest.param(
            "        answer = self.first + second\n        # END SOLUTION\n",
            "        answer = self.first + second\n",
            "        # BEGIN SOLUTION\n        answer", "never closed", id="begin without end",
        ),
        pytest.param(
            "        answer = self.first + second\n", "", "", "holds no code", id="empty",
        ),
        pytest.param(
            "        answer = self.first + second\n", "        # add\n", "", "holds no code",
            id="comments only",
        ),
        pytest.param(
            "    # END SOLUTION\n\n\nclass", "        # END SOLUTION\n\n\nclass",
            "        # END SOLUTION", "not indented like its '# BEGIN SOLUTION'", id="end indented",
        ),
        pytest.param(
            "    # BEGIN SOLUTION\n    twice_the_number = number + number  # never 2 * number\n"
            "    return twice_the_number\n    # END SOLUTION\n",
            "# BEGIN SOLUTION\n    twice_the_number = number + number\n# END SOLUTION\n",
            "# BEGIN SOLUTION\n    twice", "not indented like the code below", id="markers outdented",
        ),
        pytest.param(
            "# TODO(9.1): one line,", "# TODO(9.2): one line,", "", "has TODO(9.2)", id="other task",
        ),
        pytest.param(
            "# TODO(9.1): one line,", "# Write one line,", "", "has none", id="no todo",
        ),
        pytest.param(
            "# TODO(9.1): one line,", "# TODO 9.1: one line,", "", "'# TODO(9.1): ...'", id="odd todo",
        ),
        pytest.param(
            "    # and no more.\n", "    # and no more.\n    pass\n", "", "has none",
            id="todo not directly above",
        ),
        pytest.param(
            '        """Return the sum."""\n', "", "def add", "has no docstring", id="undocumented",
        ),
        pytest.param(
            '    """Add one."""\n    return number + 1\n',
            '    """Add one."""\n    # TODO(9.1): this.\n    # BEGIN SOLUTION\n    return number + 1\n'
            "    # END SOLUTION\n",
            "    # BEGIN SOLUTION", "inside one function of a task", id="no task's function",
        ),
        pytest.param(
            "import functools\n",
            "# TODO(9.1): this.\n# BEGIN SOLUTION\nimport functools\n# END SOLUTION\n",
            "# BEGIN SOLUTION", "inside one function of a task", id="module level",
        ),
        pytest.param(
            END, END.replace("    # END", "\n\ndef other():\n    pass\n    # END"),
            "    # BEGIN SOLUTION\n    twice", "inside one function of a task",
            id="into the next function",
        ),
        pytest.param(
            "    # BEGIN SOLUTION\n    twice_the_number = number + number  # never 2 * number\n",
            "    twice_the_number = (\n        number\n    # BEGIN SOLUTION\n        + number\n    )\n",
            "    # BEGIN SOLUTION", "cuts the statement of line 20 in two", id="half a statement",
        ),
        pytest.param(
            "    return twice_the_number\n    # END SOLUTION\n",
            "    if number:\n        return twice_the_number\n    # END SOLUTION\n    else:\n"
            "        return 0\n",
            "    # BEGIN SOLUTION\n    twice", "cuts the statement", id="half an if",
        ),
        pytest.param(
            "    return number + 1\n",
            "    # twice_the_number = number + number  # never 2 * number\n    return number + 1\n",
            "    twice_the_number = number + number", "also stands in line 8", id="given away",
        ),
        pytest.param("import functools", "import functools as", "import", "no Python", id="syntax"),
    ],
)  # fmt: skip
def test_misplaced_regions_are_refused(old, new, at, words):
    """Each mistake in a region names file, line and what is wrong."""
    assert old in REFERENCE
    source = REFERENCE.replace(old, new, 1)
    message = refused(source)
    assert message.startswith("solutions/tiny.py:")
    assert words in message
    if at:
        before = source[: source.index(at)]
        assert message.startswith(f"solutions/tiny.py:{before.count(chr(10)) + 1}: ")


def test_a_docstring_is_never_cut():
    """A region that begins above the docstring is refused, since the contract would go."""
    source = REFERENCE.replace(
        '        """Return the sum."""\n        answer = 0\n        # TODO(9.2): one line.\n'
        "        # BEGIN SOLUTION\n",
        "        # TODO(9.2): one line.\n        # BEGIN SOLUTION\n"
        '        """Return the sum."""\n        answer = 0\n',
    )
    assert "the docstring would be cut" in refused(source)


def test_every_task_needs_a_region():
    """A task whose function is given whole, or is absent, is named with the line to go to."""
    whole = STUB.replace("    raise NotImplementedError", "    pass  # ", 1)
    assert "task 9.1, double, has no solution region" in refused(whole)
    assert refused(whole).startswith(f"solutions/tiny.py:{line_of(whole, 'def double')}: ")
    absent = REFERENCE[: REFERENCE.index("class Adder")]
    assert refused(absent).startswith("solutions/tiny.py:1: task 9.2, Adder, has no solution")
