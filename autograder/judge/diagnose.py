"""Name a mistake by evidence: the hand-in behaves exactly like a known one, in every case.

Pure functions on observations. No match, no name: a guess helps nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from autograder.answers import Mistake, Seen
from autograder.judge.compare import same_case
from autograder.observation import Case, Observation

View = Callable[[Seen], Observation | None]


def same(got: Observation, want: Observation, *, diagnostics: bool = False) -> bool:
    """Tell whether two observations show the same behaviour in every case."""
    return got.cases.keys() == want.cases.keys() and all(
        same_case(got.cases[name], case, diagnostics=diagnostics)
        for name, case in want.cases.items()
    )


def name_mistakes(
    got: Observation, right: Observation, wrong: Sequence[tuple[Mistake, Observation]]
) -> tuple[Mistake, ...]:
    """Return the known mistake that behaves like `got`, or the two that do together, or nothing.

    Args:
        got: what the hand-in did.
        right: what the reference does.
        wrong: every known mistake of the task with what it does.
    """
    single = [(m, seen) for m, seen in wrong if not same(seen, right) and same(got, seen)]
    if len(single) > 1:  # alike in all that counts: the diagnostic keys may tell them apart
        exact = [(m, seen) for m, seen in single if same(got, seen, diagnostics=True)]
        single = exact or single
    if single:
        return (single[0][0],)
    return next(_pairs(got, right, wrong), ())


def _pairs(
    got: Observation, right: Observation, wrong: Sequence[tuple[Mistake, Observation]]
) -> Iterator[tuple[Mistake, Mistake]]:
    """Yield pairs of independent mistakes that explain every case of `got` between them.

    In a case that one of the two changes, the hand-in must behave like one that changes it; in all
    other cases like the reference; and each must be needed.
    """
    names = right.cases.keys()
    if got.cases.keys() != names:
        return
    off = {n for n in names if not same_case(got.cases[n], right.cases[n])}
    candidates = []
    for mistake, seen in wrong:
        if mistake.lazy or len(mistake.ids) > 1 or seen.cases.keys() != names:
            continue
        changes = {n for n in names if not same_case(seen.cases[n], right.cases[n])}
        explains = {n for n in changes & off if same_case(got.cases[n], seen.cases[n])}
        if explains and changes <= off:
            candidates.append((mistake, changes, explains))
    for (a, changed_a, by_a), (b, changed_b, by_b) in combinations(candidates, 2):
        covered = by_a | by_b
        if covered == off == changed_a | changed_b and by_a - by_b and by_b - by_a:
            yield a, b


def is_unwritten(observation: Observation, task: str) -> bool:
    """Tell whether some case ended in the stub's own `NotImplementedError` of this task."""
    return any(_says_unwritten(case, task) for case in observation.cases.values())


def _says_unwritten(case: Case, task: str) -> bool:
    return any(getattr(value, "unwritten", None) == task for value in case.values())
