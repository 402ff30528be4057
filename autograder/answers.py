"""The answer key of a lesson: what the reference and every known mistake look like to the probes.

One key belongs to one seed. It holds observations only, so a sealed bundle can grade without the
source of any solution. The sandbox never sees it.
"""

from __future__ import annotations

import lzma

import msgspec

from autograder.observation import Observation, decode, encode
from autograder.results import Witness


class Mistake(msgspec.Struct, frozen=True):
    """A known mistake of one task: who it is, and what it is worth.

    Attributes:
        ids: its misconception id ("L1.P03"); two for a known pair of mistakes.
        task: the task's id.
        slug: the stem of its file under `wrong/`.
        sentence: what a student reads: an observation, then a direction.
        credit: share of the points that such a hand-in still deserves.
        lazy: True for hand-ins without any idea (zeros, a constant, the input, always raising);
            a group of checks that one of them passes carries no partial credit.
        aliases: ids of mistakes that behave alike and share the sentence.
        witness: the mistake on a tiny public input.
        question: one question to think about.
    """

    ids: tuple[str, ...]
    task: str
    slug: str
    sentence: str
    credit: float
    lazy: bool = False
    aliases: tuple[str, ...] = ()
    witness: Witness | None = None
    question: str = ""


class Seen(msgspec.Struct, frozen=True):
    """One implementation as the probes saw it, with and without stand-ins for its helpers."""

    plain: Observation
    stand_in: Observation | None = None


class TaskAnswers(msgspec.Struct, frozen=True):
    """All that the judge knows about one task, for one seed.

    Attributes:
        right: the reference, then further right answers that differ in their numbers.
        wrong: every known mistake.
        carried: the reference on top of a known mistake of a helper task; keyed by that file's slug.
    """

    right: tuple[Seen, ...]
    wrong: tuple[tuple[Mistake, Seen], ...] = ()
    carried: dict[str, Observation] = {}


class AnswerKey(msgspec.Struct, frozen=True):
    """The key of a whole lesson for one seed (task id -> answers)."""

    lesson: str
    seed: int
    tasks: dict[str, TaskAnswers]


def pack_key(key: AnswerKey) -> bytes:
    """Return the key as bytes for a file.

    Most mistakes repeat most of the reference's numbers, megabytes later: a window as large as
    LZMA's finds that (a quarter of zlib's size for lessons 2 to 5), and its fastest preset is enough.
    """
    return lzma.compress(encode(key), preset=1)


def unpack_key(packed: bytes) -> AnswerKey:
    """Return the key that `pack_key` made these bytes of.

    Raises:
        ValueError: if they are not whole.
    """
    try:
        return decode(lzma.decompress(packed), AnswerKey)
    except (lzma.LZMAError, msgspec.MsgspecError) as error:
        raise ValueError(f"the answer key is damaged: {error}") from error
