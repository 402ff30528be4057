"""What `pytest` prints in this folder: what to write next, what is wrong, and where.

Plain pytest hooks; the words are in `pytest_feedback.py`. `manifest.json` lists the tasks of a lesson,
and a check says by a marker which one it belongs to: `@pytest.mark.task_1_1`. A function that still
raises the NotImplementedError it came with is "todo". Of each task one failing check is shown in
full; `pytest --tb=short` shows them all, as pytest does without this file.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytest_feedback import (
    COLORS,
    complaint,
    excerpt,
    fold,
    missing,
    place,
    show_failures,
    show_hints,
    show_lesson,
    show_next,
    show_passed,
    shown,
    start,
    time_limit,
)

ROOT = Path(__file__).parent
STUB = re.compile(r"task (\d+\.\d+): \w+ is not written yet")
STATES = {"stop": ("stopped", "S"), "FAIL": ("failing", "F"), "todo": ("todo", "t")}


LESSONS, TASKS = [], {}  # as their manifests have them, and by marker


def read_lesson(manifest):
    """Return a lesson with its tasks; `module` is its file, and then what became of its import."""
    try:
        text = manifest.read_text(encoding="utf-8")
        lesson = json.loads(text, object_hook=lambda entry: SimpleNamespace(**entry))
        lesson.file, lesson.module = manifest.parent / lesson.module, None
        for task in lesson.tasks:
            task.lesson, task.stopped = lesson, None
            task.marker = f"task_{task.id.replace('.', '_')}"
    except (OSError, ValueError, AttributeError):
        raise pytest.UsageError(
            f"{shown(manifest)} is damaged. Take it from a fresh copy of this folder."
        ) from None
    return lesson


class Stopped(Exception):
    """Why checks are not run: a title, and a text."""


def pytest_addoption(parser):
    parser.addoption("--hint", action="count", default=0, help="a hint per task; repeat for more")


def pytest_configure(config):
    lessons = map(read_lesson, ROOT.glob("*/manifest.json"))
    LESSONS.extend(sorted(lessons, key=lambda lesson: lesson.lesson))
    TASKS.update((task.marker, task) for lesson in LESSONS for task in lesson.tasks)
    for marker, task in TASKS.items():
        config.addinivalue_line("markers", f"{marker}: checks of {task.name}")
    config.args = [whole_name(argument) for argument in config.args]


def whole_name(argument):
    """Return the folder of a lesson for the start of its name, as in `pytest lesson3`."""
    begin = f"{argument.rstrip('/')}_"
    found = [n for n in (lesson.file.parent.name for lesson in LESSONS) if n.startswith(begin)]
    return found[0] if len(found) == 1 and not Path(argument).exists() else argument


def pytest_itemcollected(item):
    if task := task_of(item):
        item.extra_keyword_matches.add(task.name)  # for `pytest -k name`


# ------------------------------------------------------------------ your module


@pytest.fixture
def student(request):
    """Your module of the lesson that the check belongs to."""
    task = task_of(request.node)
    lesson = next(entry for entry in LESSONS if entry.file.parent == request.path.parent)
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
        if isinstance(error, ModuleNotFoundError) and (error.name or "").startswith("lesson"):
            reason = f"it needs the folder {error.name} of an earlier lesson beside its own"
    number = lesson.tasks[0].id.partition(".")[0]
    end = f"No task of lesson {number} is checked until that is mended."
    return Stopped(
        f"{shown(file)}, line {line}", f"{fold(f'{words}: {reason}')}\n\n{code}\n\n{end}"
    )


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
    if report.state == "todo":  # not passed, but `pytest -x` goes on to the first mistake
        item.session.testsfailed -= 1
        item.session.todo = True
    return report


def explain(item, task, excinfo):
    """Return state, title and text of a check that did not pass."""
    error, title = excinfo.value, f"{task.id} {task.name}: "
    stub = STUB.fullmatch(str(error)) if isinstance(error, NotImplementedError) else None
    if stub:
        return "todo", stub[1], str(error)  # perhaps that of another task, which this one calls
    if isinstance(error, Stopped):
        return "stop", *error.args
    at = place(excinfo.tb, task.lesson)
    where = f"In {shown(at[0])}, line {at[1]}." if at else f"{task.name} is in {start(task)}."
    if limit := time_limit(error):
        code = f"{excerpt(*at)}\n\n" if at else ""
        end = (
            "A loop that never ends is the usual cause; if this line is in none, the machine may\n"
            "have been busy: try again. The other tasks were checked."
        )
        task.stopped = Stopped(f"{title}time limit", f"{limit}\n{where}\n\n{code}{end}")
        return "stop", *task.stopped.args
    title += re.sub(r"\[(.*)\]$", r" (\1)", item.name.removeprefix("test_")).replace("_", " ")
    text = complaint(item, task, excinfo, at)
    return "FAIL", title, f"{text}\n\n{where}\nMore help: pytest -m {task.marker} --hint"


# ------------------------------------------------------------------ what is printed


def pytest_report_teststatus(report):
    state = getattr(report, "state", "ok")
    if state == "ok" or not report.title:
        return None  # pytest's own words will do
    category, letter = STATES[state]
    return category, letter, (state, {COLORS[state]: True})


def pytest_sessionfinish(session):
    if session.exitstatus == 0 and getattr(session, "todo", False):
        session.exitstatus = 1


def pytest_terminal_summary(terminalreporter, config):
    out, checks = terminalreporter, {}
    for report in (report for reports in out.stats.values() for report in reports):
        if hasattr(report, "state"):
            checks.setdefault(report.task, []).append(report)
    tasks = [task for task in TASKS.values() if task.id in checks]
    for task in tasks:
        task.checks = checks[task.id]
        states = {report.state for report in task.checks}
        task.state = next(state for state in COLORS if state in states)
    if not tasks or config.option.no_summary:
        return
    show_failures(out, tasks)
    show_hints(out, tasks, config.option.hint)
    out.write_sep("=", "tasks")
    chosen = any("::" in argument for argument in config.args)
    part = chosen or "deselected" in out.stats or config.getoption("lf", False)
    for lesson in LESSONS:
        if own := [task for task in tasks if task.lesson is lesson]:
            show_lesson(out, lesson, own, partial=part or len(own) < len(lesson.tasks))
    if not part:
        show_passed(out, tasks, config)
    show_next(out, tasks)
