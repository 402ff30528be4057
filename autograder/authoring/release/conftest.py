"""How `pytest` talks to you in this folder: what is to do, what is wrong, and where.

Plain pytest hooks, nothing to install. Each lesson's `manifest.json` names its tasks; a check belongs
to the task whose marker it carries (`task_1_1`). A function that still raises the error of its
stub is "todo", not a failure. Of each task one failing check is shown in full; the others wait for it.
"""

from __future__ import annotations

import difflib
import importlib
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parent
MANIFESTS = {
    path.parent.name: json.loads(path.read_text()) for path in ROOT.glob("*/manifest.json")
}
TASKS = {task["id"]: task for manifest in MANIFESTS.values() for task in manifest["tasks"]}
TODO = re.compile(r"task (\d+\.\d+):")
WORDS = {"passed": "ok", "todo": "todo", "failed": "FAIL"}


class CannotRead(Exception):
    """The module is missing or is not Python; the message says what to do."""


class Board:
    """What happened in this run: outcomes by task, and problems that were shown already."""

    outcomes: dict[str, list[str]] = defaultdict(list)
    shown: set[str] = set()
    deselected = False


def pytest_addoption(parser):
    parser.addoption("--hint", action="count", default=0, help="one hint more for unsolved tasks")


def pytest_configure(config):
    for task in TASKS.values():
        marker = "task_" + task["id"].replace(".", "_")
        config.addinivalue_line("markers", f"{marker}: a check of {task['name']}")


def pytest_deselected(items):
    Board.deselected = Board.deselected or bool(items)


@pytest.fixture
def student(request):
    """Your module of the lesson that the check belongs to."""
    manifest = MANIFESTS[request.path.parent.name]
    return load(request.path.parent, manifest["module"])


def load(folder: Path, name: str):
    path = folder / name
    if not path.exists():
        raise CannotRead(missing(folder, name))
    try:
        return importlib.import_module(f"{folder.name}.{path.stem}")
    except SyntaxError as error:
        line = (error.text or "").rstrip()
        shown = f"\n\n    {error.lineno} | {line}" if line else ""
        raise CannotRead(
            f"{folder.name}/{Path(error.filename or name).name}, line {error.lineno}: "
            f"Python cannot read this file: {error.msg}.{shown}\n\n"
            "Its tasks are not checked until that is mended."
        ) from None


def missing(folder: Path, name: str) -> str:
    others = [
        p.name for p in folder.iterdir() if p.suffix in (".py", ".ipynb") and p.name[:5] != "test_"
    ]
    near = difflib.get_close_matches(name, others, n=1, cutoff=0.6)
    advice = f' Found "{near[0]}", which looks like it: rename it.' if near else ""
    return f"{folder.name}/{name} is not here.{advice}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    task = task_of(item)
    if task is None or (report.passed and call.when != "call"):
        return report
    report.task = task
    if report.failed:
        explain(report, item, call.excinfo)
    Board.outcomes[task["id"]].append(getattr(report, "kind", report.outcome))
    return report


def task_of(item):
    marks = {mark.name.removeprefix("task_").replace("_", ".") for mark in item.iter_markers()}
    return next((TASKS[name] for name in marks if name in TASKS), None)


def explain(report, item, excinfo):
    """Replace pytest's traceback by our words, and sort out what is not really a failure."""
    error = excinfo.value
    task = report.task
    todo = TODO.match(str(error)) if isinstance(error, NotImplementedError) else None
    if todo:
        # A function that builds on an unwritten one is not wrong: it waits for that one.
        report.kind, report.wasxfail = "todo", "todo"
        return
    claim = (item.function.__doc__ or item.name).strip().split("\n")[0]
    report.kind = "failed"
    report.location = (*report.location[:2], f"{task['id']} {task['name']}")
    key = str(error) if isinstance(error, CannotRead) else task["id"]
    if key in Board.shown:
        report.kind_shown = "waiting"
    Board.shown.add(key)
    report.longrepr = words(error, excinfo, claim, item.config)


def words(error, excinfo, claim, config) -> str:
    if isinstance(error, CannotRead):
        return str(error)
    place = next((frame for frame in reversed(excinfo.traceback) if is_students(frame.path)), None)
    where = f"\n\nIn {place.path.relative_to(ROOT)}, line {place.lineno + 1}." if place else ""
    text = str(error)
    if "Timeout" in text and excinfo.typename == "Failed":
        limit = config.getini("timeout")
        return f"Stopped after {limit} s: a loop that never ends is the usual cause.{where}"
    if isinstance(error, AssertionError):
        return f"{claim}\n\n{text.splitlines()[0] if 'assert ' in text[:7] else text}{where}"
    return f"{claim}\n\nYour code raised {excinfo.typename}: {text}{where}"


def is_students(path) -> bool:
    path = Path(path)
    own = path.name.startswith("test_") or path.name in ("conftest.py", "micro.py")
    return path.is_relative_to(ROOT) and not own


def pytest_report_teststatus(report):
    if getattr(report, "kind", "") == "todo":
        return "todo", "t", "todo"
    if getattr(report, "kind_shown", "") == "waiting":
        return "waiting", "F", "FAIL"
    return None


def pytest_sessionfinish(session, exitstatus):
    if exitstatus == 0 and any("todo" in found for found in Board.outcomes.values()):
        session.exitstatus = 1


def pytest_terminal_summary(terminalreporter, config):
    if not Board.outcomes:
        return
    out = terminalreporter
    out.section("tasks")
    for key, manifest in sorted(MANIFESTS.items()):
        if any(task["id"] in Board.outcomes for task in manifest["tasks"]):
            lesson(out, key, manifest, config.getoption("hint"))
    out.line("The course also runs checks that are not in this folder; they count too.")


def lesson(out, key, manifest, hints):
    tasks = [task for task in manifest["tasks"] if task["id"] in Board.outcomes]
    states = {task["id"]: state_of(task["id"]) for task in tasks}
    earned = sum(task["points"] for task in tasks if states[task["id"]] == "passed")
    total = sum(task["points"] for task in tasks)
    part = " in the checks run" if Board.deselected or len(tasks) < len(manifest["tasks"]) else ""
    out.line(f"{key}: {earned} of {total} points{part}")
    for task in tasks:
        state = states[task["id"]]
        points = task["points"] if state == "passed" else 0
        place = f"{key}/{manifest['module']}:{line_of(key, manifest['module'], task)}"
        score = f"{points}/{task['points']}"
        line = f"  {WORDS[state]:<4}  {task['id']:<4} {task['name']:<18}{score:>6}  {place}"
        color = {"passed": "green", "todo": "yellow"}.get(state, "red")
        out.line(line, **{color: True})
        for rung in task["hints"][: hints if state != "passed" else 0]:
            out.line(f"        hint: {rung}")
    left = [task for task in tasks if states[task["id"]] != "passed"]
    if left:
        first = left[0]
        at = line_of(key, manifest["module"], first)
        out.line(
            f'"todo" means not written yet. Next: {first["id"]}, line {at}. More: pytest --hint'
        )


def state_of(task_id: str) -> str:
    found = Board.outcomes[task_id]
    return next((kind for kind in ("failed", "todo") if kind in found), "passed")


def line_of(key, module, task) -> int:
    """Return the line of the task's TODO, or of its function once that is gone."""
    path = ROOT / key / module
    lines = path.read_text("utf-8", "replace").split("\n") if path.exists() else []
    marks = (f"# TODO({task['id']})", f"def {task['name']}(", f"class {task['name']}(")
    for mark in marks:
        for number, line in enumerate(lines, start=1):
            if mark in line:
                return number
    return 1


sys.dont_write_bytecode = True
