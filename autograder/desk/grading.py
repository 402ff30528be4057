"""The verb `grade` for a run that is kept, and judging again what was observed."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from autograder.desk.opened import Desk, note_basis
from autograder.desk.run import Item, Wish
from autograder.desk.session import Machine, Session
from autograder.errors import SubmissionError
from autograder.intake import read_submissions
from autograder.journal import Told, now
from autograder.reports.run import changes_text
from autograder.reports.summary import Change
from autograder.results import Report
from autograder.submission import Submission

Tell = Callable[[str], None]


class Grading:
    """One run of the verb over an open desk.

    Args:
        desk: open; the run must have begun.
        wish: what is asked for beyond what is new or changed.

    Attributes:
        session: lesson and answers.
    """

    def __init__(self, desk: Desk, wish: Wish) -> None:
        self.session = Session(desk)
        self._desk = desk
        self._run = self.session.course_run(wish)

    def plan(self, submissions: Sequence[Submission]) -> list[Item]:
        """Return what has to be done about each hand-in."""
        return self._run.plan(submissions)

    def carry_out(
        self, items: Sequence[Item], machine: Machine, *, tell: Tell
    ) -> Iterator[tuple[Item, Report]]:
        """Yield each item with its report, in order; start no more than the items need."""
        changed = note_basis(self._desk, self.session.parts)
        if changed:
            tell(f"Changed since the last run: {', '.join(changed)}.")
        observing = any(item.state == "observe" for item in items)
        again = sum(item.state == "judge" for item in items)
        if again and not observing:
            tell(f"Judging again what was observed: {again} of {len(items)}, no student code run.")
        if all(item.state == "unchanged" for item in items):
            yield from ((item, self._run.standing(item)) for item in items)
            return
        with self.session.bench(machine, observing=observing, tell=tell) as bench:
            if bench.tier:
                tell(f"Jail: {bench.tier}")
            jobs = bench.jobs or machine.jobs
            with closing(self._run.carry_out(items, bench, jobs=jobs)) as reports:
                yield from zip(items, reports, strict=True)


def tell_changes(desk: Desk, show: Tell) -> None:
    """Name everybody whose result changed without a new hand-in, also in runs that were killed."""
    changes = [
        change
        for event in desk.untold()
        if event.before is not None
        and (change := Change.between(event.before, event.report, held=not event.stands))
    ]
    if changes:
        show(changes_text(changes))
        desk.add(Told(now()))


def judge_again(desk: Desk, *, allow_lower: bool, tell: Tell) -> int:
    """Judge what was observed as the lesson and the ledger say now; run no student code.

    Returns:
        How many hand-ins would have to be run again first.
    """
    grading = Grading(desk, Wish(allow_lower=allow_lower))
    items = grading.plan(desk.hand_ins())
    stale = sum(item.state == "observe" for item in items)
    ready = [item for item in items if item.state == "judge"]
    for _ in grading.carry_out(ready, Machine(), tell=tell):
        pass
    return stale


def choose(submissions: Sequence[Submission], wanted: Sequence[str]) -> list[Submission]:
    """Return the hand-ins of these students, or all if none is named.

    Raises:
        SubmissionError: if a student is not among them, or one that is chosen is there twice.
    """
    names = Counter(submission.student for submission in submissions)
    for name in wanted:
        if name not in names:
            near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
            told = f" Did you mean: {', '.join(near)}?" if near else ""
            raise SubmissionError(f"{name} is not among the hand-ins.{told}")
    chosen = [s for s in submissions if not wanted or s.student in wanted]
    twice = sorted({s.student for s in chosen if names[s.student] > 1})
    if twice:
        raise SubmissionError(
            f"{', '.join(twice[:5])}: there twice. Leave one hand-in of each student, and run the "
            "same command again."
        )
    return chosen


def read_all(paths: Sequence[Path], key: str, module: str) -> list[Submission]:
    """Read every hand-in below the paths, in their order; of several, an archive is one hand-in."""
    several = len(paths) > 1
    return [s for path in paths for s in read_submissions(path, key, module, one_of_many=several)]


def hand_ins_of(desk: Desk, module: str, paths: Sequence[Path]) -> list[Submission]:
    """Return the hand-ins to grade: of these paths, else of the folder, else those of the last run.

    Raises:
        SubmissionError: if there are none.
    """
    run = desk.run
    assert run is not None
    if not paths and desk.paths.hand_ins.is_dir():
        paths = [desk.paths.hand_ins]
    if paths:
        return read_all(paths, run.lesson, module)
    if not (kept := desk.hand_ins()):
        raise SubmissionError(
            f"There is no hand-in in {desk.paths.hand_ins}: put a folder of each student there, or "
            "name the path after the lesson."
        )
    return kept
