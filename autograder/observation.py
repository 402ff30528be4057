"""What a worker saw when it called a student's functions, and the wire it travels on.

An observation is plain numbers and short strings, nothing that can run. It crosses the border from
the jail to the judge as one length-prefixed MessagePack document, decoded against the typed records
below: an unknown field, a wrong type, too many or too large values raise `SandboxError`. There is no
pickle in either direction.
"""

from __future__ import annotations

import math
import socket
import struct
import time
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from autograder.errors import SandboxError

MAX_FRAME = 4 << 20  # bytes of one frame
MAX_TEXT = 4096  # characters of one string value
MAX_CASES = 256  # cases of one observation, and values of one case
MAX_DIMS = 8

# How the numbers of each torch dtype travel: bfloat16 has no numpy type, and float32 holds it exactly.
PAYLOAD: Mapping[str, str] = {
    "float64": "<f8",
    "float32": "<f4",
    "float16": "<f4",
    "bfloat16": "<f4",
    "int64": "<i8",
    "int32": "<i8",
    "int16": "<i8",
    "int8": "<i8",
    "uint8": "<i8",
    "bool": "|u1",
}
FLOATS = frozenset({"float64", "float32", "float16", "bfloat16"})


class Array(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="array"):
    """A tensor's numbers: torch's dtype name, shape, and a little-endian payload (see `PAYLOAD`)."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes

    def numpy(self) -> NDArray[Any]:
        """Return the numbers as an array in the payload's type (bfloat16 as float32)."""
        return np.frombuffer(self.data, dtype=PAYLOAD[self.dtype]).reshape(self.shape)


class Raised(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="raised"):
    """An exception that student code raised: the nearest built-in class, and where.

    `text` is the student's own and goes to staff only. `unwritten` is the task id that a stub's
    `NotImplementedError` names. `file` and `line` are the last frame inside the hand-in.
    """

    kind: str
    file: str | None = None
    line: int | None = None
    unwritten: str | None = None
    text: str = ""


class Odd(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="odd"):
    """Something that is neither tensor, number nor string: only the name of its type is kept."""

    kind: str


Value = bool | int | float | str | None | Array | Raised | Odd
Case = dict[str, Value]


class Observation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that the probes of one task recorded, case by case.

    Keys that begin with an underscore are diagnostic: they tell two known mistakes apart, and are left
    out wherever else behaviour is compared to name one. No check has to judge them; one may, where
    right answers differ in a number, say by a rounding.
    """

    task: str
    cases: dict[str, Case]


class Problem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a hand-in cannot be observed.

    `kind` is syntax, import (a package or file that is not there), exit (the module ended the
    process), error (it raised while loading) or missing (no function of the task's name).
    """

    kind: str
    text: str
    file: str | None = None
    line: int | None = None


class Ready(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A worker's first frame, sent before student code is read: the layers of its jail.

    An empty frame follows when the module has been loaded, then the `Reply`. `fault` says why the
    jail could not be closed; then nothing follows.
    """

    layers: tuple[str, ...] = ()
    fault: str | None = None


class Reply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A worker's answer: what it saw, or why it could not look.

    `stand_in` holds the same probes with the helper tasks replaced by a known stand-in, for tasks
    that build on earlier ones. `file` and `line` are where the task's function is defined.
    """

    plain: Observation | None = None
    stand_in: Observation | None = None
    problem: Problem | None = None
    file: str | None = None
    line: int | None = None


class Stop(msgspec.Struct, frozen=True):
    """Why a worker ended before it answered, told by the process that watched it.

    `kind` is time, memory, crash, exit, output, processes or protocol; `file` and `line` are the
    student's line at that moment, where it is known; `loaded` tells whether the module was read.
    """

    kind: str
    loaded: bool
    file: str | None = None
    line: int | None = None


class Request(msgspec.Struct, frozen=True):
    """What a worker is asked to do: load a module, run the probes of one task.

    Attributes:
        entry: the graded module, a key of `files`.
        files: name -> source text of the module and its siblings.
        overlays: (name, source) executed in the module's namespace after it, in order: known
            mistakes on top of the reference. Never used for a hand-in.
        task: id of the task; "" loads the module and runs nothing.
        function: the task's function or class.
        helpers: names of earlier tasks' functions, to be stood in for in a second pass.
        earlier: modules of earlier lessons ("lesson3_alignment/alignment.py") that the module may
            import even where the hand-in has none; what it takes from them then raises when called.
        seed: seed of the run.
        package: name of the lesson's folder, under which a hand-in may import its own files.
    """

    entry: str
    files: dict[str, str]
    task: str
    function: str
    seed: int
    package: str = ""
    helpers: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    overlays: tuple[tuple[str, str], ...] = ()


def check_observation(observation: Observation) -> None:
    """Raise `SandboxError` unless every value of the observation is within its limits and whole."""
    if len(observation.cases) > MAX_CASES:
        raise SandboxError(f"an observation holds {len(observation.cases)} cases")
    _check_texts(observation.task, *observation.cases)
    for case in observation.cases.values():
        if len(case) > MAX_CASES:
            raise SandboxError(f"a case holds {len(case)} values")
        for key, value in case.items():
            _check_value(key, value)


def _check_texts(*texts: object) -> None:
    if any(isinstance(text, str) and len(text) > MAX_TEXT for text in texts):
        raise SandboxError("a name or string is too long")


def _check_value(key: str, value: Value) -> None:
    record = msgspec.structs.astuple(value) if isinstance(value, Raised | Odd) else ()
    _check_texts(key, value, *record)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 1 << 63:
        raise SandboxError("a whole number is too large")
    if not isinstance(value, Array):
        return
    if value.dtype not in PAYLOAD:
        raise SandboxError(f"unknown dtype {value.dtype[:40]!r}")
    if len(value.shape) > MAX_DIMS or not all(0 <= n <= MAX_FRAME for n in value.shape):
        raise SandboxError("an array has an impossible shape")
    expected = math.prod(value.shape) * np.dtype(PAYLOAD[value.dtype]).itemsize
    if len(value.data) != expected:
        raise SandboxError("an array's shape and data disagree")


_encoder = msgspec.msgpack.Encoder()
_reply_decoder = msgspec.msgpack.Decoder(Reply)


def decode_reply(frame: bytes) -> Reply:
    """Decode untrusted bytes into a `Reply`, or raise `SandboxError`."""
    try:
        reply = _reply_decoder.decode(frame)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise SandboxError("the worker sent something that is not an observation") from error
    _check_texts(reply.file, *(msgspec.structs.astuple(reply.problem) if reply.problem else ()))
    for observation in (reply.plain, reply.stand_in):
        if observation is not None:
            check_observation(observation)
    return reply


def encode(record: msgspec.Struct) -> bytes:
    """Encode any record of this package for the wire."""
    return _encoder.encode(record)


T = TypeVar("T")


def decode(frame: bytes, kind: type[T]) -> T:
    """Decode bytes that one of our own processes wrote."""
    return msgspec.msgpack.decode(frame, type=kind)


# --------------------------------------------------------------------------- frames on a socket

_LENGTH = struct.Struct("<I")


def send_frame(sock: socket.socket, payload: bytes) -> None:
    """Send one length-prefixed frame."""
    sock.sendall(_LENGTH.pack(len(payload)) + payload)


def receive_frame(
    sock: socket.socket, *, deadline: float | None = None, limit: int = MAX_FRAME
) -> bytes | None:
    """Receive one frame, or None if the other side closed before a byte came.

    Args:
        sock: a blocking stream socket.
        deadline: `time.monotonic()` at which to give up.
        limit: the largest frame to accept, checked before anything is allocated.

    Raises:
        SandboxError: if half a frame came, or it claims to be too large.
        TimeoutError: if the deadline passed.
    """
    head = _receive_exactly(sock, _LENGTH.size, deadline)
    if head is None:
        return None
    (size,) = _LENGTH.unpack(head)
    if size > limit:
        raise SandboxError(f"a frame claims {size} bytes; {limit} are allowed")
    body = _receive_exactly(sock, size, deadline)
    if body is None and size:
        raise SandboxError("the connection closed in the middle of a frame")
    return body or b""


def _receive_exactly(sock: socket.socket, size: int, deadline: float | None) -> bytes | None:
    parts, missing = [], size
    while missing:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            sock.settimeout(left)
        part = sock.recv(min(missing, 1 << 18))
        if not part:
            if parts:
                raise SandboxError("the connection closed in the middle of a frame")
            return None
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
