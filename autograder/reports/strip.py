"""The token strip: which tokens of a public example are trained on, and which should be.

Never by colour alone: a letter says what a colour says, and a list names the tokens that differ.
"""

from __future__ import annotations

from autograder.results import Strip

RULE = 5  # a number over every fifth token
NAMES = {True: "trained", False: "masked"}
LEGEND = "m = masked (-100), t = trained"


def strip_lines(strip: Strip) -> list[str]:
    """Return both rows of letters under a ruler, carets where they differ, and those tokens."""
    size = len(strip.tokens)
    ruler = "".join(f"{place:<{RULE}}" for place in range(0, size, RULE))
    carets = "".join(" " if same else "^" for same in _agreement(strip))
    lines = [
        f"  position  {ruler}".rstrip(),
        f"  expected  {letters(strip.want)}",
        f"  got       {letters(strip.got)}",
        f"            {carets}".rstrip(),
        f"  {LEGEND}",
        "",
    ]
    return lines + [
        f"  {place:>3}  {strip.tokens[place]:<14}  "
        f"got {NAMES[strip.got[place]]:<8} expected {NAMES[strip.want[place]]}"
        for place in wrong_places(strip)
    ]


def letters(trained: tuple[bool, ...]) -> str:
    """Return one letter per token: t for trained, m for masked."""
    return "".join("t" if each else "m" for each in trained)


def wrong_places(strip: Strip) -> list[int]:
    """Return the positions at which another token is trained than should be."""
    return [place for place, same in enumerate(_agreement(strip)) if not same]


def _agreement(strip: Strip) -> list[bool]:
    return [got == want for got, want in zip(strip.got, strip.want, strict=True)]
