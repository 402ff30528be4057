"""What a probe may use to call student code and to write down what happened.

A probe never judges and never fails on a wrong answer: it calls, records and returns. This module
runs beside student code, so nothing here is a secret and nothing here decides a mark.

    @probe("1.1")
    def pool_right(student, rng):
        hidden = torch.randn(4, 6, 5, generator=rng, requires_grad=True)
        mask = ...
        pooled = call(student.pool_last_token, hidden, mask)
        return {"pooled": pooled, **gradients(pooled, {"hidden": hidden})}
"""

from __future__ import annotations

import builtins
import hashlib
import json
import re
import traceback
import zlib
from collections.abc import Callable, Mapping
from types import FrameType, ModuleType
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from autograder.observation import MAX_TEXT, PAYLOAD, Array, Case, Observation, Odd, Raised, Value

Probe = Callable[[ModuleType, torch.Generator], Mapping[str, object]]

_UNWRITTEN = re.compile(r"task (\d+\.\d+):")
_MAX_NUMBERS = 1 << 16  # numbers of one recorded tensor; a larger one is noted as Odd


def probe(task: str) -> Callable[[Probe], Probe]:
    """Mark a function of `probes.py` as a probe of `task`; its name is the case's name."""

    def mark(function: Probe) -> Probe:
        function.task = task  # type: ignore[attr-defined]
        return function

    return mark


def call(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Return what the call returns, or a `Raised` if it raised anything at all."""
    try:
        return function(*args, **kwargs)
    except BaseException as error:
        return describe(error)


class Refused(BaseException):
    """The worker was refused what no hand-in may have: no observation, the task is stopped.

    `file` and `line` are where the hand-in asked for it, if that is known.
    """

    def __init__(self, file: str | None = None, line: int | None = None) -> None:
        super().__init__(file, line)
        self.file, self.line = file, line


class OutOfMemory(Refused):
    """Memory was refused."""


class OutOfProcesses(Refused):
    """Another process, or one more thread, was refused."""


def describe(error: BaseException) -> Raised:
    """Return a record of an exception: nearest built-in class, last line in the hand-in.

    Raises:
        Refused: if the exception says that memory or a process was refused.
    """
    if issubclass(type(error), Refused):
        raise error
    text = _text(error, 500)
    file, line = _student_line(error)
    refusal = _refusal(error, text)
    if refusal is not None:
        raise refusal(file, line) from error
    kind = next(_BUILTIN[id(cls)] for cls in _mro(type(error)) if id(cls) in _BUILTIN)
    unwritten = _UNWRITTEN.match(text) if kind == "NotImplementedError" else None
    return Raised(kind, file, line, unwritten.group(1) if unwritten else None, text)


def _student_line(error: BaseException) -> tuple[str | None, int | None]:
    """Return the last file and line of the hand-in that the exception passed."""
    file = line = None
    for frame, number in traceback.walk_tb(_traceback(error)):
        name = _text(frame.f_code.co_filename)
        if name.startswith(STUDENT_PREFIX):
            file, line = name.removeprefix(STUDENT_PREFIX), number
    return file, line


_STARTERS = ("subprocess", "multiprocessing", "concurrent.futures.process")


def _refusal(error: BaseException, text: str) -> type[Refused] | None:
    kind = type(error)
    if issubclass(kind, MemoryError) or (kind is RuntimeError and "can't allocate memory" in text):
        return OutOfMemory
    starts = kind is PermissionError and any(map(_is_starter, traceback.walk_tb(_traceback(error))))
    if starts or (kind is RuntimeError and text == "can't start new thread"):
        return OutOfProcesses
    return None


def _is_starter(step: tuple[FrameType, int]) -> bool:
    """Tell whether a frame belongs to the library's ways to start a process."""
    return _text(step[0].f_globals.get("__name__", "")).startswith(_STARTERS)


def _text(thing: object, limit: int = MAX_TEXT) -> str:
    """Return `str(thing)`, cut and fit for the wire; "" if it has none."""
    try:
        # A subclass of str may come back, with methods of its own: slice as str itself does.
        text = str.__getitem__(str(thing), slice(limit))
    except BaseException:
        return ""
    return text.encode("utf-8", "replace").decode()


# A class of a hand-in may redefine even `__name__`, `__mro__` and `__traceback__`: ask `type` instead.
_mro = type.__dict__["__mro__"].__get__
_class_name = type.__dict__["__name__"].__get__
_traceback = BaseException.__dict__["__traceback__"].__get__
_BUILTIN = {
    id(thing): thing.__name__
    for thing in vars(builtins).values()
    if isinstance(thing, type) and issubclass(thing, BaseException)
}

STUDENT_PREFIX = "hand-in/"  # code of a hand-in is compiled under this name plus its file name


def gradients(output: object, inputs: Mapping[str, Tensor]) -> dict[str, object]:
    """Record the gradient of a fixed weighting of `output` for each named input.

    The weights depend on the output's shape only, so they are the same on both sides. Keys are
    "grad of <name>"; a value is a tensor, "no gradient" (not connected) or "no graph".
    """
    keys = {name: f"grad of {name}" for name in inputs}
    if type(output) is Raised:
        return dict.fromkeys(keys.values(), output)
    if not issubclass(type(output), Tensor):
        return dict.fromkeys(keys.values(), "no graph")
    found = call(_weighted_gradients, output, list(inputs.values()))
    if not isinstance(found, tuple):
        return dict.fromkeys(keys.values(), found)
    return {
        key: "no gradient" if grad is None else grad
        for key, grad in zip(keys.values(), found, strict=True)
    }


def _weighted_gradients(output: Tensor, inputs: list[Tensor]) -> tuple[Tensor | None, ...] | str:
    if not output.requires_grad or output.numel() > _MAX_NUMBERS:
        return "no graph"
    generator = torch.Generator().manual_seed(int(output.numel()) + 1)
    weights = torch.randn(output.shape, generator=generator).to(output.dtype)
    total = (output * weights).sum()
    return torch.autograd.grad(total, inputs, allow_unused=True, retain_graph=True)


_PART = 1 << 16  # numbers that are projected at once
_DIRECTIONS = torch.randn(
    2, 2 * _PART, dtype=torch.float64, generator=torch.Generator().manual_seed(1)
)


def fingerprint(tensors: Mapping[str, Tensor | None]) -> Tensor:
    """Return two random projections of each tensor, in the order of the sorted names.

    A whole model becomes a few numbers that any change moves, so that the judge can recompute "what
    moved" without megabytes. The directions depend on name and size only.

    Returns:
        (len(tensors), 2) float32. A row of a None (no gradient) is zero.
    """
    rows = [_project(name, tensors[name]) for name in sorted(tensors)]
    return torch.stack(rows).to(torch.float32) if rows else torch.zeros(0, 2)


def _project(name: str, tensor: Tensor | None) -> Tensor:
    total = torch.zeros(2, dtype=torch.float64)
    if tensor is None:
        return total
    flat = tensor.detach().to(torch.float64).reshape(-1)
    for number, part in enumerate(flat.split(_PART)):
        start = zlib.crc32(f"{name}/{number}".encode()) % _PART
        total += _DIRECTIONS[:, start : start + len(part)] @ part
    return total / max(1, len(flat)) ** 0.5


def snapshot(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return detached copies, to be compared after a call."""
    return {name: tensor.detach().clone() for name, tensor in tensors.items()}


def change(before: Mapping[str, Tensor], after: Mapping[str, Tensor]) -> Tensor:
    """Return the fingerprint of `after - before` over the names of `before`."""
    return fingerprint(
        {
            name: after[name].detach() - old if name in after else None
            for name, old in before.items()
        }
    )


def as_json(value: object) -> str:
    """Return lists and dicts of plain values as canonical JSON text (for `checkpoints`)."""

    def plain(part: object) -> object:
        if isinstance(part, np.generic):
            return part.item()
        if isinstance(part, set | frozenset):
            return sorted(part, key=repr)
        return f"<{_class_name(type(part))}>"

    text = call(lambda: json.dumps(value, default=plain, sort_keys=True, allow_nan=True))
    return text[:MAX_TEXT] if isinstance(text, str) else "<not plain>"


def to_value(thing: object) -> Value:
    """Return anything a student's function may return as a plain `Value`.

    An object is judged by its type, never by what it says of itself (`__class__`), and one that
    cannot be read is noted as `Odd`.
    """
    kind = type(thing)
    if thing is None or kind in (bool, float, Array, Raised, Odd):
        return thing  # type: ignore[return-value]
    if kind is int:
        return thing if -(1 << 63) < thing < 1 << 63 else Odd("huge number")  # type: ignore[operator, return-value]
    if issubclass(kind, str):
        return _text(str.__getitem__(thing, slice(MAX_TEXT)))  # type: ignore[arg-type]
    if issubclass(kind, np.bool_ | np.integer):
        return to_value(int(thing) if issubclass(kind, np.integer) else bool(thing))  # type: ignore[call-overload]
    if issubclass(kind, np.floating):
        return float(thing)  # type: ignore[arg-type]
    if kind in (Tensor, torch.nn.Parameter, np.ndarray):
        return _readable(call(_array, thing), kind)
    if issubclass(kind, Tensor):
        return Odd("tensor subclass")
    return Odd(_text(_class_name(kind), 80))


def _readable(array: object, kind: type) -> Array | Odd:
    """Return the array, or a note where reading it raised (no storage, no data, poisoned methods)."""
    return array if type(array) in (Array, Odd) else Odd(f"broken {kind.__name__}")  # type: ignore[return-value]


def _array(thing: Tensor | NDArray[Any]) -> Array | Odd:
    if type(thing) is np.ndarray:
        thing = torch.from_numpy(np.ascontiguousarray(thing).reshape(thing.shape))
    name = str(thing.dtype).removeprefix("torch.")
    if name not in PAYLOAD or thing.layout != torch.strided or thing.numel() > _MAX_NUMBERS:
        return Odd(f"{name} tensor")
    tensor = thing.detach().cpu().resolve_neg()
    if name in ("bfloat16", "float16"):
        tensor = tensor.to(torch.float32)
    numbers = tensor.contiguous().numpy().astype(PAYLOAD[name])
    return Array(name, tuple(tensor.shape), numbers.tobytes())


def observe(probes: ModuleType, task: str, student: ModuleType, seed: int) -> Observation:
    """Run every probe of `task` on the student's module and return what was recorded."""
    cases: dict[str, Case] = {}
    for name, function in list(vars(probes).items()):
        if getattr(function, "task", None) != task:
            continue
        case_seed = _seed(seed, name)
        reseed(case_seed)
        rng = torch.Generator().manual_seed(case_seed)
        try:
            recorded = function(student, rng)
            cases[name] = {_text(key): to_value(value) for key, value in recorded.items()}
        except BaseException as error:
            cases[name] = {"probe": describe(error)}
    return Observation(task, cases)


def reseed(seed: int) -> None:
    """Seed what draws without a generator, as dropout; `torch.manual_seed` asks for GPUs, for 3 ms."""
    torch.default_generator.manual_seed(seed)


def _seed(*parts: object) -> int:
    digest = hashlib.sha256("/".join(map(str, parts)).encode()).digest()
    return int.from_bytes(digest[:7], "little")
