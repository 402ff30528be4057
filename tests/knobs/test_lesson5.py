"""Double mistakes of lesson 5: a family of independent slips, of which one combination is right.

Each knob is one decision of the task, and each of its settings but the first is a known mistake.
All combinations are judged: the right one alone passes, and what is named is what was turned.
"""

from __future__ import annotations

from knobs import Family, Judged, Knob, Slips

LESSON = "lesson5"
SEED = 11

KNOBS: tuple[Knob, ...] = (
    {"": "full = 12 * n", "L5.M51": "full = 16 * n"},
    {"": "qlora = n / 2 + 12 * a", "L5.M04": "qlora = 2 * n + 12 * a"},
    {"": "fits = lambda need: need <= budget",
     "L5.M06": "fits = lambda need: need < budget",
     "L5.M11": "fits = lambda need: need <= budget * 2**30 / 1e9"},
    {"": "rest = 'too_big'", "L5.M09": "rest = 'qlora'"},
    {"": "unknown = None", "L5.M53": "unknown = 'base'"},
    {"": "order = ('full', 'lora', 'qlora')",
     "L5.M01": "order = ('qlora', 'lora', 'full')",
     "L5.M55": "order = ('lora', 'full', 'qlora')"},
)  # fmt: skip
TEMPLATE = """
def choose_method(task, n, a, budget):
    {4}
    if task in ("complete", "classify"):
        return "base" if task == "complete" else "head"
    if task not in ("instruct", "align", "style"):
        if unknown is None:
            raise ValueError(task)
        return unknown
    {0}
    {1}
    lora = 2 * n + 12 * a
    {2}
    {3}
    {5}
    needs = dict(full=full, lora=lora, qlora=qlora)
    return next((method for method in order if fits(needs[method])), rest)
"""

FAMILIES = (Family("5.4", KNOBS, TEMPLATE),)


class TestSlips(Slips):
    """The family of lesson 5."""


def test_two_slips_are_named_both_or_not_at_all(judged: Judged) -> None:
    """Where two mistakes are named, they are among those that were made: nothing is guessed."""
    for made, result in judged:
        if len(result.misconceptions) == 2:
            assert frozenset(result.misconceptions) <= made


def test_some_double_slips_are_named(judged: Judged) -> None:
    """Slips in unlike inputs are known as a pair: here a strict comparison and a missing error."""
    named = {frozenset(result.misconceptions) for _, result in judged}
    assert frozenset({"L5.M06", "L5.M53"}) in named
