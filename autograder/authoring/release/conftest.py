"""What `pytest` prints in this folder: what to write next, what is wrong, and where.

Plain pytest hooks. `manifest.json` lists the tasks of a lesson, and a check says which one it belongs
to by a marker: `@pytest.mark.task_1_1`. A function that still raises the NotImplementedError it came
with is "todo". Of each task one failing check is shown in full; `pytest --tb=short` shows them all,
in Python's words.
"""

from __future__ import annotations

import difflib
import importlib
import json
import linecache
import os
import re
import sys
import textwrap
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parent
STUB = re.compile(r"task (\d+\.\d+): \w+ is not written yet")
STATES = {  # state -> category and letter of pytest, and color; the worst state first
    "stop": ("stopped", "S", {"red": True}),
    "FAIL": ("failing", "F", {"red": True}),
    "todo": ("todo", "t", {"yellow": True}),
    "ok": ("passed", ".", {"green": True}),
}


def read_lesson(manifest):
    """Return a lesson with its tasks; `module` is its file, and then what became of its import."""
    text = manifest.read_text(encoding="utf-8")
    lesson = json.loads(text, object_hook=lambda entry: SimpleNamespace(**entry))
    lesson.file, lesson.module = manifest.parent / lesson.module, None
    for task in lesson.tasks:
        task.lesson, task.stopped = lesson, None
    return lesson


LESSONS = sorted(map(read_lesson, ROOT.glob("*/manifest.json")), key=lambda lesson: lesson.lesson)
TASKS = {f"task_{task.id.replace('.', '_')}": task for les in LESSONS for task in les.tasks}


class Stopped(Exception):
    """Why checks are not run: a title, and a text."""


def pytest_addoption(parser):
    parser.addoption("--hint", action="count", default=0, help="a hint per task; repeat for more")


def pytest_configure(config):
    for marker, task in TASKS.items():
        config.addinivalue_line("markers", f"{marker}: checks of {task.name}")


# ------------------------------------------------------------------ your module


@pytest.fixture
def student(request):
    """Your module of the lesson that the check belongs to."""
    task = task_of(request.node)
    lesson = next(les for les in LESSONS if les.file.parent == request.path.parent)
    if lesson.module is None:
        lesson.module = load(lesson)
    stopped = lesson.module if isinstance(lesson.module, Stopped) else task and task.stopped
    if stopped:
        raise stopped
    return lesson.module


def task_of(item):
    """Return the task that a check is marked with, or None."""
    return next((TASKS[mark.name] for mark in item.iter_markers() if mark.name in TASKS), None)


def load(lesson):
    """Return the imported module, or what stops Python from importing it."""
    file = lesson.file
    if not file.is_file():
        return Stopped(f"{shown(file)}: no file", missing(lesson))
    sys.path.append(str(file.parent))  # for modules of your own beside it
    try:
        return importlib.import_module(f"{file.parent.name}.{file.stem}")
    except KeyboardInterrupt:
        raise
    except SyntaxError as error:
        file, line, reason = error.filename or file, error.lineno or 1, error.msg
        words, code = "Python cannot read this file", excerpt(file, line, error.offset or 0)
    except BaseException as error:  # sys.exit() and the time limit, too
        file, line = place(error.__traceback__, lesson) or (file, 1)
        words, code = "Python stops while it imports this file", excerpt(file, line)
        reason = time_limit(error) or f"{type(error).__name__}: {error}"
    number = lesson.tasks[0].id.partition(".")[0]
    end = f"No task of lesson {number} is checked until that is mended."
    return Stopped(f"{shown(file)}, line {line}", f"{fold(f'{words}: {reason}')}\n\n{code}\n\n{end}")


def missing(lesson):
    """Say what to do about a module that is not in its place."""
    file, name = lesson.file, shown(lesson.file)
    others = [p for p in file.parent.iterdir() if p.suffix in (".py", ".txt", ".ipynb")]
    others = {p.name: p for p in others if not p.name.startswith("test_")}
    near = [n for n in others if file.stem.lower() in n.lower()]
    near += difflib.get_close_matches(file.name, others, n=1)
    if not near:
        return f"{name} is not here. Put it back, or take it from a fresh copy\nof this folder."
    best = min(near, key=lambda n: n.endswith(".ipynb"))
    if best.endswith(".ipynb"):
        return (
            f"{name} is not here, but {best} is.\nThe checks read the .py file: "
            "copy your functions there, under their own names."
        )
    quoted = shown(others[best])
    return f'{name} is not here.\nFound "{best}", which looks like it:\n\n    mv "{quoted}" {name}'


# ------------------------------------------------------------------ what a check found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    task = task_of(item)
    if task is None or report.skipped or (report.passed and call.when != "call"):
        return report
    report.task, report.state, report.title = task.id, "ok", ""
    if report.failed:
        report.state, title, text = explain(item, task, call.excinfo)
        if report.state == "todo" or item.config.option.tbstyle == "auto":
            report.title, report.longrepr = title, text
    if report.state == "todo":  # counts as not passed, but `pytest -x` goes on to the first mistake
        item.session.testsfailed -= 1
        item.session.todo = True
    return report


def explain(item, task, excinfo):
    """Return state, title and text of a check that did not pass."""
    error, file = excinfo.value, task.lesson.file
    stub = STUB.fullmatch(str(error)) if isinstance(error, NotImplementedError) else None
    if stub:
        return "todo", stub[1], str(error)  # perhaps of another task, which this one calls
    if isinstance(error, Stopped):
        return "stop", *error.args
    name = item.name.removeprefix("test_").replace("_", " ").replace("[", " (").replace("]", ")")
    title = f"{task.id} {task.name}: "
    at = place(excinfo.tb, task.lesson)
    where = "In {}, line {}.".format(*(shown(at[0]), at[1]) if at else (shown(file), line_of(task)))
    if limit := time_limit(error):
        end = "A loop that never ends is the usual cause. The other tasks were checked."
        code = f"{excerpt(*at)}\n\n" if at else ""
        task.stopped = Stopped(f"{title}time limit", f"{limit}\n{where}\n\n{code}{end}")
        return "stop", *task.stopped.args
    message, more = str(error), f"{where}\nMore help: pytest -m {item.keywords_marker} --hint"
    return "FAIL", title + name, message + more
