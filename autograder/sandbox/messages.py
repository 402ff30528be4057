"""What coordinator and zygote say to each other about workers. No student byte travels here."""

from __future__ import annotations

import msgspec


class Setup(msgspec.Struct, frozen=True):
    """What a zygote is told first: where the course and the probes are, and which jail to use."""

    root: str
    probes: str
    tier: str | None = None


class Hello(msgspec.Struct, frozen=True):
    """A zygote's first message: the tier that it offers and its required layers, or a fault."""

    tier: str = ""
    required: tuple[str, ...] = ()
    fault: str | None = None


class Launch(msgspec.Struct, frozen=True):
    """What the zygote is told about a worker: its wall time, and whether it must be jailed."""

    seconds: float
    jailed: bool = True


class Ended(msgspec.Struct, frozen=True):
    """How a worker ended; `kind` is "" if it ended by itself and in order.

    `file` and `line` are where the hand-in was at that moment, as far as it would tell.
    """

    kind: str
    cpu: float
    file: str | None = None
    line: int | None = None
