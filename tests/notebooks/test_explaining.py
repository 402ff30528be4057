"""What a cell says if something is missing, and what is left to Python."""

from __future__ import annotations

import ast
import sys

import pytest

from fixtures import figures, notebook


class Shell:
    """Runs cells as a notebook does after `begin()`, with `double` and `triple` of a stub."""

    def __init__(self) -> None:
        stub: dict[str, object] = {}
        source = (
            'def double(x):\n    raise NotImplementedError("task 9.2: double is not written yet")'
        )
        exec(compile(source, "/course/lesson9_tiny/tiny.py", "exec"), stub)
        explain, display = notebook._Waiting().explain, sys.displayhook
        self.names = {"__name__": "__main__", "_explain": explain, "_display": display} | stub

    def run(self, cell: str) -> None:
        """Run one cell."""
        tree = notebook._Explained().visit(ast.parse(cell))
        exec(compile(tree, "cell", "exec"), self.names)


@pytest.fixture
def shell() -> Shell:
    """A notebook whose student has written nothing."""
    return Shell()


def test_an_unwritten_function_is_named_with_its_file(shell, capsys):
    """The sentence has the task, the function, the file and the mark to look for."""
    shell.run("four = double(2)")
    assert capsys.readouterr().out == (
        "Task 9.2: `double` is not written yet. Open lesson9_tiny/tiny.py,\n"
        "look for TODO(9.2), write it, save the file, and run this cell again.\n"
    )


def test_later_cells_say_which_task_they_wait_for(shell, capsys):
    """What a stopped cell would have made is missed with its task, through several cells."""
    shell.run("def helper():\n    return four\nfour = double(2)")
    shell.run("eight = helper() + four")
    shell.run("eight")
    printed = capsys.readouterr().out.splitlines()[2:]
    assert printed == [
        "This cell needs `four`, which waits for task 9.2.",
        "This cell needs `eight`, which waits for task 9.2.",
    ]


def test_a_name_that_nobody_made_points_at_the_cells_above(shell, capsys):
    """A cell that is run out of order says that another one comes first."""
    shell.run("later + 1")
    expected = "This cell needs `later`, which comes from a cell that has not run to its end.\n"
    assert capsys.readouterr().out == expected


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("raise NotImplementedError('mine')", NotImplementedError),
        ("1 / 0", ZeroDivisionError),
        ("int('one')", ValueError),
    ],
)
def test_other_errors_stay_errors(shell, cell, kind):
    """What is no unwritten function and no missing name is shown as Python shows it."""
    with pytest.raises(kind):
        shell.run(cell)


def test_a_slip_in_the_students_module_is_no_missing_cell(shell):
    """A NameError inside a module is the student's own and keeps its traceback."""
    module: dict[str, object] = {"__name__": "tiny"}
    exec("def broken():\n    return undefined_name", module)
    shell.names["broken"] = module["broken"]
    with pytest.raises(NameError, match="undefined_name"):
        shell.run("broken()")


def test_the_last_value_of_a_cell_is_shown(shell, capsys):
    """Wrapping a cell does not swallow what a notebook displays; nothing is shown for None."""
    shell.run("six = 6\nsix")
    shell.run("None")
    shell.run("")
    assert capsys.readouterr().out == "6\n"


def test_moving_mean_uses_what_there_is():
    """The mean of each value and those before it, fewer at the start."""
    assert figures.moving_mean([1.0, 2.0, 3.0, 7.0], 2) == pytest.approx([1.0, 1.5, 2.5, 5.0])
