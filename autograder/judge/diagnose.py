"""Name a mistake by evidence: the hand-in behaves exactly like a known one, in every case.

Pure functions on observations. No match, no name: a guess helps nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from autograder.answers import Mistake
from autograder.judge.compare import same_case
from autograder.observation import Case, Observation, Raised


def same(got: Observation, want: Observation, *, diagnostics: bool = False) -> bool:
    """Tell whether two observations show the same behaviour in every case."""
    return got.cases.keys() == want.cases.keys() and all(
        same_case(got.cases[name], case, diagnostics=diagnostics)
        for name, case in want.cases.items()
    )


def blurred(observation: Observation) -> Observation:
    """Return the observation with every exception alike: whoever raises chooses which."""
    crash = Raised("Exception")
    cases = {
        name: {key: crash if isinstance(value, Raised) else value for key, value in case.items()}
        for name, case in observation.cases.items()
    }
    return Observation(observation.task, cases)


class KnownMistakes:
    """The known mistakes of one task, ready to be compared with many hand-ins.

    Args:
        right: what the reference does.
        wrong: every known mistake of the task with what it does.
    """

    def __init__(self, right: Observation, wrong: Sequence[tuple[Mistake, Observation]]) -> None:
        self._right = right
        self._known = [
            _Known(mistake, seen, changes)
            for mistake, seen in wrong
            if (changes := _differing(seen, right))
        ]

    def name(self, got: Observation) -> tuple[Mistake, ...]:
        """Return the known mistake that behaves like `got`, or the two that do together, or nothing."""
        single = [known for known in self._known if same(got, known.seen)]
        if len(single) > 1:  # alike in all that counts: the diagnostic keys may tell them apart
            exact = [known for known in single if same(got, known.seen, diagnostics=True)]
            single = exact or single
        if single:
            return (single[0].mistake,)
        return next(self._pairs(got), ())

    def name_without(self, got: Observation, cases: frozenset[str]) -> tuple[Mistake, ...]:
        """Return the only known mistake that behaves like `got` in all cases but these, or nothing."""
        rest = _without(got, cases)
        found = [
            known.mistake
            for known in self._known
            if known.changes - cases and same(rest, _without(known.seen, cases))
        ]
        return tuple(found) if len(found) == 1 else ()

    def _pairs(self, got: Observation) -> Iterator[tuple[Mistake, Mistake]]:
        """Yield pairs of independent mistakes that explain every case of `got` between them.

        In a case that one of the two changes, the hand-in must behave like one that changes it; in
        all other cases like the reference; and each must be needed.
        """
        if got.cases.keys() != self._right.cases.keys():
            return
        off = _differing(got, self._right)
        candidates = []
        for known in self._known:
            if known.mistake.lazy or len(known.mistake.ids) > 1 or not known.changes <= off:
                continue
            seen = known.seen.cases
            explains = {n for n in known.changes if same_case(got.cases[n], seen[n])}
            if explains:
                candidates.append((known, explains))
        for (a, by_a), (b, by_b) in combinations(candidates, 2):
            if by_a | by_b == off == a.changes | b.changes and by_a - by_b and by_b - by_a:
                yield a.mistake, b.mistake


class _Known(NamedTuple):
    """A known mistake, what it does, and the cases in which that is not what the reference does."""

    mistake: Mistake
    seen: Observation
    changes: frozenset[str]


def _without(observation: Observation, cases: frozenset[str]) -> Observation:
    rest = {name: case for name, case in observation.cases.items() if name not in cases}
    return Observation(observation.task, rest)


def _differing(got: Observation, want: Observation) -> frozenset[str]:
    """Return the names of the cases that differ; all of them if not even those are the same."""
    if got.cases.keys() != want.cases.keys():
        return frozenset(got.cases.keys() | want.cases.keys())
    return frozenset(n for n in want.cases if not same_case(got.cases[n], want.cases[n]))


def is_unwritten(observation: Observation, task: str) -> bool:
    """Tell whether some case ended in the stub's own `NotImplementedError` of this task."""
    return any(_says_unwritten(case, task) for case in observation.cases.values())


def _says_unwritten(case: Case, task: str) -> bool:
    return any(getattr(value, "unwritten", None) == task for value in case.values())
