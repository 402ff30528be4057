"""Libraries of notebooks that workers do without: imported, they are there, and do nothing.

pandas, datasets and the like would cost every grader 115 MB and seconds of its start, and no function
of the lessons computes with them. A line that a notebook left over (`plt.style.use(...)`, a class that
extends a `Trainer`) costs nobody a point: while a hand-in is loaded, all that is done with them
succeeds. Once its functions are called, calling one is an error that says so; to ask whether something
is a `pandas.Series` is not. It is the same whatever a machine has installed.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import opcode
import sys
from collections.abc import Iterator, Sequence
from types import FrameType, ModuleType
from typing import Any

IDLE = (
    "datasets", "fixtures.loading", "fixtures.notebook", "matplotlib", "pandas", "scipy", "sklearn",
    "transformers.trainer",
)  # fmt: skip


class _Anything(type):
    """A class for whatever is taken out of an idle library: it can be called, extended, unpacked."""

    __library__: str
    __finder__: IdleFinder

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return cls

    def __call__(cls, *args: object, **kwargs: object) -> Any:
        return _used(cls)

    def __getitem__(cls, key: object) -> Any:
        return _used(cls)

    def __setitem__(cls, key: object, value: object) -> None:
        _used(cls)

    def __iter__(cls) -> Iterator[Any]:
        return iter([_used(cls)] * _unpacked(sys._getframe(1)))

    def __enter__(cls) -> Any:
        return _used(cls)

    def __exit__(cls, *exc: object) -> None:
        return None


def _used(anything: _Anything) -> _Anything:
    """Return the same again, or raise `ModuleNotFoundError` once the hand-in is loaded."""
    if not anything.__finder__.loading:
        raise ModuleNotFoundError(
            f"{anything.__library__} is not there where hand-ins are graded, and no task needs it"
        )
    return anything


def _unpacked(frame: FrameType) -> int:
    """Return how many values the line that runs in a frame unpacks: 2 for `figure, axes = ...`."""
    code = frame.f_code.co_code
    operation, count = opcode.opname[code[frame.f_lasti]], code[frame.f_lasti + 1]
    return count if operation in ("UNPACK_SEQUENCE", "UNPACK_EX") else 0


class IdleFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports idle libraries and all their modules, before anything looks for the real ones.

    Attributes:
        loading: whether the hand-in is still being loaded.
    """

    def __init__(self) -> None:
        self.loading = True

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the spec of an idle module, or None."""
        if any(fullname == name or fullname.startswith(name + ".") for name in IDLE):
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        """Return a module in which every name is there."""
        members = {"__library__": spec.name.partition(".")[0], "__finder__": self}
        return _IdleModule(spec.name, _Anything("anything", (), members))

    def exec_module(self, module: ModuleType) -> None:
        """Execute nothing."""


class _IdleModule(ModuleType):
    __version__ = "0"  # which notebooks print

    def __init__(self, name: str, anything: _Anything) -> None:
        super().__init__(name)
        self.__anything = anything

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self.__anything
