"""The words and tables that `conftest.py` prints: about failing checks, hints, points, what is next.

Every function takes a lesson or a task as `conftest.py` reads it from a manifest.
"""

from __future__ import annotations

import difflib
import linecache
import os
import re
import textwrap
from pathlib import Path

import pytest

COLORS = {"stop": "red", "FAIL": "red", "todo": "yellow", "ok": "green"}  # the worst state first


def place(trace, lesson=None):
    """Return file and line of the innermost call in the modules of a lesson; without, in a check."""
    found = None
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        is_check = path.name.startswith("test_")
        if is_check if lesson is None else not is_check and lesson.file.parent in path.parents:
            found = path, trace.tb_lineno
        trace = trace.tb_next
    return found


def time_limit(error):
    """Return a sentence if pytest-timeout ended the check, else None."""
    limit = re.match(r"Timeout \(>([\d.]+)s\)", str(error))
    if limit and isinstance(error, pytest.fail.Exception):
        return f"Stopped after {float(limit[1]):g} s."
    return None


def complaint(item, task, excinfo, at):
    """Return what is wrong: the words of the check, or of the exception and where it was raised."""
    error, text = excinfo.value, str(excinfo.value)
    if getattr(error, "obj", None) is task.lesson.module and isinstance(error, AttributeError):
        near = difflib.get_close_matches(task.name, vars(error.obj), n=1)
        found = f"\nIt has {near[0]}, which looks like it: rename that." if near else ""
        return f"{shown(task.lesson.file)} has no {error.name}.{found}"
    if at is None and isinstance(error, (AssertionError, pytest.fail.Exception)):
        words, rewritten, _ = text.partition("\nassert ")
        if rewritten:  # pytest put the false expression behind the check's words, and indented them
            return fold(words.replace("\n  ", "\n"))
        claim = " ".join((item.function.__doc__ or "A check fails.").partition("\n\n")[0].split())
        return f"{fold(claim)}\n\n{textwrap.indent(text, '    ')}"
    who, at_last = (task.name, at) if at else ("The check", place(excinfo.tb))
    code = f"\n\n{excerpt(*at_last)}" if at_last else ""
    return (
        f"{fold(f'{who} stops with {excinfo.typename}: {text}')}{advice(task, excinfo, at)}{code}"
    )


def advice(task, excinfo, at):
    """Return a line on an exception whose cause is seldom in the line that is shown, else ""."""
    text = f"{excinfo.typename}: {excinfo.value}"
    if not at:
        return "\nIs a `return` missing?" if "'NoneType'" in text else ""
    if "BdbQuit" in text or "reading from stdin" in text:
        return "\nTake out breakpoint() and input(): nobody sits at a keyboard here."
    for name in re.findall(r"\w+", linecache.getline(str(at[0]), at[1])):
        home = getattr(getattr(task.lesson.module, name, None), "__module__", None) or ""
        folder = home.partition(".")[0]
        if folder.startswith("lesson") and folder != task.lesson.file.parent.name:
            return f"\nThat line uses {name} of an earlier lesson. Does `pytest {folder}` pass?"
    return ""


def missing(lesson):
    """Say what to do about a module that is not in its place."""
    file, name = lesson.file, shown(lesson.file)
    others = [p for p in file.parent.iterdir() if p.suffix in (".py", ".txt", ".ipynb")]
    others = {p.name: p for p in others if not p.name.startswith("test_")}
    near = [n for n in others if file.stem.lower() in n.lower()]
    near += difflib.get_close_matches(file.name, others, n=1)
    if not near:
        return f"{name} is not here.\nPut it back, or take it from a fresh copy of this folder."
    best = min(near, key=lambda n: n.endswith(".ipynb"))
    if best.endswith(".ipynb"):
        return (
            f"{name} is not here,\nbut {best} is. "
            "The checks read the .py file: copy your functions there."
        )
    quoted = shown(others[best])
    return f'{name} is not here.\nFound "{best}", which looks like it:\n\n    mv "{quoted}" {name}'


# ------------------------------------------------------------------ tables


def show_failures(out, tasks):
    """Print the first failing check of each task, and what stops a whole file once."""
    groups = {}
    for task in tasks:
        for report in task.checks:
            if report.state in ("stop", "FAIL") and report.title:
                own = report.title.startswith(f"{task.id} ")
                groups.setdefault(task.id if own else report.title, []).append(report)
    if groups:
        out.write_sep("=", "FAILURES")
    for key, (first, *others) in groups.items():
        out.write_sep(
            "_", textwrap.shorten(first.title, 76, placeholder="..."), red=True, bold=True
        )
        out.line(str(first.longrepr))
        if first.capstdout.strip():
            out.line("\nPrinted by your code, the last lines:")
            out.line(textwrap.indent("\n".join(first.capstdout.splitlines()[-10:]), "    "))
        if others and key != first.title:
            out.line(
                f"{count(len(others), 'more ')} of this task {'wait' if others[1:] else 'waits'}"
            )


def show_hints(out, tasks, rungs):
    """Print the first `rungs` hints of each task that does not pass."""
    left = [task for task in tasks if task.state != "ok"]
    if rungs and left:
        out.write_sep("=", "hints")
    for task in left:
        for rung, hint in enumerate(task.hints[:rungs], start=1):
            out.line(f"{task.id} {task.name}, hint {rung} of {len(task.hints)}")
            out.line(textwrap.fill(hint, 80, initial_indent="  ", subsequent_indent="  "))


def show_lesson(out, lesson, tasks, *, partial):
    """Print the points of a lesson, and its tasks in order."""
    got = sum(task.points for task in tasks if task.state == "ok")
    of, checks = sum(task.points for task in tasks), sum(len(task.checks) for task in tasks)
    end = f"in the {count(checks)} run" if partial else f"here   {lesson.title}"
    out.line(f"lesson {tasks[0].id.partition('.')[0]}   {got} of {of} points {end}")
    width = max(len(task.name) for task in tasks)
    for task in tasks:
        out.write(f"  {task.state:<4}", **{COLORS[task.state]: True})
        points = f"{task.points if task.state == 'ok' else 0:>3}/{task.points:<3}"
        first = next((r.title for r in task.checks if r.state == "todo"), task.id)
        waits = f"  waits for {first}" if task.state == "todo" and first != task.id else ""
        line = f"{lesson.file.name}:{line_of(task)}{waits}"
        out.line(f"  {task.id:<4} {task.name:<{width}}  {points}  {line}")


def show_passed(out, tasks, config):
    """Print why it works, once for each task that passes, and for one of them in a run."""
    cache = getattr(config, "cache", None)
    known = cache.get("course/explained", []) if cache else []
    for task in [task for task in tasks if task.state == "ok" and task.id not in known][:1]:
        out.line(f"\n{task.id} {task.name} passes here.")
        out.line(textwrap.fill(task.why, 80))
        if cache:
            cache.set("course/explained", [*known, task.id])


def show_next(out, tasks):
    """Print which task to work on now: one with a mistake before one to write."""
    left = sorted((t for t in tasks if t.state != "ok"), key=lambda t: t.state == "todo")
    out.line("")
    if not left:
        out.line("All checks that were run pass.")
    elif all(task.state == "todo" for task in tasks):
        out.line('"todo" means the function still raises NotImplementedError. Nothing is broken.')
        out.line(f"Start with task {left[0].id}: open {start(left[0])}")
    elif left[0].state == "todo":
        out.line(f"Next: task {left[0].id}. Open {start(left[0])}")
    elif left[0].state == "stop":
        out.line(f"Next: {next(r.title for r in left[0].checks if r.state == 'stop')}.")
    else:
        checks = left[0].checks
        bad = sum(report.state == "FAIL" for report in checks)
        verb = "fails" if bad == 1 else "fail"
        out.line(f"Next: task {left[0].id}. {bad} of its {count(len(checks))} {verb}.")
    out.line("The course also runs checks that are not in this folder; they count too.")


# ------------------------------------------------------------------ lines of text


def count(number, more=""):
    return f"{number} {more}check{'' if number == 1 else 's'}"


def shown(path):
    """Return a path as it is typed from where pytest was started."""
    return os.path.relpath(path)


def start(task):
    """Return the place where a task is written, as editors open it: file:line."""
    return f"{shown(task.lesson.file)}:{line_of(task)}"


def line_of(task):
    """Return the line of a task's TODO, or of its function once the TODO is gone."""
    file = task.lesson.file
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    for mark in (rf"[ \t]*# TODO\({re.escape(task.id)}\)", rf"(async )?(def|class) {task.name}\b"):
        if match := re.search(f"^{mark}", text, re.MULTILINE):
            return text.count("\n", 0, match.start()) + 1
    return 1


def excerpt(path, line, column=0):
    """Return a line of a file with its number, and a caret below the column if there is one."""
    code = linecache.getline(str(path), line).rstrip().replace("\t", " ")
    lead, caret = f"    {line} | ", column - (len(code) - len(code.lstrip()))
    below = f"\n{'|':>{len(lead) - 1}} {' ' * (caret - 1)}^" if caret > 0 else ""
    return lead + code.lstrip()[: 80 - len(lead)] + below


def fold(text):
    """Return a text in lines of at most 80 characters; evidence stays in its column."""
    return "\n".join(
        textwrap.fill(line, 80, subsequent_indent=" " * 14 if line.startswith("    ") else "")
        for line in text.splitlines()[:20]
    )
