"""Write `docs/attacks.md` from the attacks' folders: `python tests/attacks/table.py`."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from on_lessons import COURSE, LessonAttack, load_lesson_attacks
from scene import Attack, load_attacks

PAGE = Path(__file__).parents[2] / "docs" / "attacks.md"

OFF = {
    "unjailed": "a sandbox whose workers keep every right",
    "naive": "plain pytest, with hand-in, answers and checks in one process",
    "unchecked": "our decoder without its checks",
    "credit": "marks in which every group of checks counts",
    "unpacked": "a reader that unpacks and runs what it is given",
    "unescaped": "a page made of plain strings",
}
BITES = {
    "told": "gets through and says so",
    "leaked": "shows the secret",
    "wrote": "leaves a file",
    "sent": "reaches a listener",
    "touched": "changes another process",
    "gained": "gains marks",
    "broke": "ends or floods the grader, or keeps it waiting",
    "changed": "changes the next student's result",
}
KINDS = {
    "archives": "Archives",
    "credit": "Farming credit",
    "detect": "Detecting the grader, answers from a table",
    "disk": "Filling the disk",
    "exit": "Ending the process",
    "forge": "Forged and broken frames",
    "hang": "Hanging",
    "lie": "Values that lie",
    "memory": "Looking for answers in memory",
    "memory_use": "Using up memory",
    "network": "Network and local sockets",
    "notebooks": "Notebooks",
    "output": "Flooding the output",
    "patch": "Patching libraries, probes and the codec",
    "persist": "Leaving something behind",
    "processes": "Processes and threads",
    "reach": "Other processes and one's own rights",
    "read": "Reading files",
    "reader": "Attacks on whoever reads the report",
}
HEAD = """# Attacks

Each line is a hand-in in `tests/attacks/` for a task of 10 points, with the outcome that was
written down by hand. `test_attacks.py` there grades all with the real sandbox and the real judge:
none gains a point by its trick, shows a secret, reaches a listener, leaves a file, touches another
process or changes another hand-in's result. `test_bites.py` plays each again where its guard is
missing, and there it does what the last column says (one for each class and guard in `make test`,
all in `make test-all`). `test_tiers.py` repeats one of each class that runs code as an ordinary user
and as root in a container (both emulated), and its sweep all that the jail stops.

{attacks} attacks of {kinds} classes, and at the end {on_lessons} on the lessons themselves. What they do
to other graders is measured in [threat-model.md](threat-model.md). This page is written by
`tests/attacks/table.py`.
"""
ON_LESSONS = """
# On the lessons themselves

These aim at the probes, micro models, random numbers and classes of real lessons. Each hands in a known
mistake, with its trick and without: `test_on_lessons.py` grades both, and the trick never pays. Where
the reference runs in the same process, or every known mistake has the same credit, it does.
"""
LESSON = """
## Lesson {number}: {title}

| attack | what it tries | handed in | points with the trick | guard |
|---|---|---|---|---|
"""


def render(attacks: list[Attack], on_lessons: list[LessonAttack]) -> str:
    """Return the page."""
    ordered = sorted(attacks, key=lambda attack: (KINDS[attack.kind], attack.folder))
    parts = []
    for kind, group in groupby(ordered, key=lambda attack: attack.kind):
        rows = "".join(map(_row, group))
        parts.append(
            f"\n## {KINDS[kind]}\n\n| attack | what it tries | what happens | guard | without it |\n"
            f"|---|---|---|---|---|\n{rows}"
        )
    kinds = len({attack.kind for attack in attacks})
    head = HEAD.format(attacks=len(attacks), kinds=kinds, on_lessons=len(on_lessons))
    tables = [
        LESSON.format(number=lesson.number, title=lesson.title) + "".join(map(_lesson_row, group))
        for key, group in groupby(on_lessons, key=lambda attack: attack.lesson)
        for lesson in [COURSE.lesson(key)]
    ]
    return head + "".join(parts) + ON_LESSONS + "".join(tables)


def _row(attack: Attack) -> str:
    name = attack.folder.partition("__")[2].replace("_", " ")
    without = f"In {OFF[attack.off]} it {BITES[attack.bites]}."
    return f"| {name} | {attack.tries} | {_outcome(attack)} | {attack.guard} | {without} |\n"


def _lesson_row(attack: LessonAttack) -> str:
    name, base = (text.replace("__", ": ").replace("_", " ") for text in (attack.name, attack.base))
    base = f"`{attack.function}`: {base.partition(': ')[2]}"
    return f"| {name} | {attack.tries} | {base} | {attack.points} | {attack.guard} |\n"


def _outcome(attack: Attack) -> str:
    if not attack.gradable:
        return "not gradable, 0 points"
    return f"{attack.outcome}, {attack.points} points"


if __name__ == "__main__":
    PAGE.write_text(render(load_attacks(everywhere=True), load_lesson_attacks()), encoding="utf-8")
