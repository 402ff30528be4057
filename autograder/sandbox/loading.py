"""Load a hand-in from text: its graded module, and the sibling modules that it imports.

Modules that are already loaded (torch, numpy, the standard library) always win, so a hand-in cannot
shadow what the probes use.
"""

from __future__ import annotations

import difflib
import importlib
import importlib.abc
import importlib.machinery
import linecache
import sys
from collections.abc import Mapping, Sequence
from importlib.util import spec_from_loader
from types import MappingProxyType, ModuleType
from typing import NoReturn

from autograder.observation import Problem, Request
from autograder.sandbox.idle import IdleFinder
from autograder.sandbox.recorder import STUDENT_PREFIX, describe


class LoadError(Exception):
    """The hand-in cannot be loaded; `problem` says why, for the student."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text)
        self.problem = problem


class AbsentModule(ModuleType):
    """An earlier lesson's module that this hand-in lacks: it holds what the probes provide.

    Anything else can be imported, not called.
    """

    def __init__(self, name: str, provided: Mapping[str, object]) -> None:
        super().__init__(name)
        vars(self).update(provided)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)

        def absent(*args: object, **kwargs: object) -> NoReturn:
            raise NotImplementedError(f"{name} of {self.__name__} is not in this hand-in")

        return absent


class TextFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the files of one request: "a/b.py" as `a.b`, and "b.py" as `b` or `<package>.b`."""

    def __init__(self, request: Request, provided: Mapping[str, object]) -> None:
        self._provided = provided
        self._files = request.files
        self._package = request.package
        self._absent = {_module_name(name) for name in request.earlier if name not in self._files}
        names = (*request.files, *request.earlier)
        self._folders = {
            name.rpartition("/")[0].replace("/", ".") for name in names if "/" in name
        } | {request.package}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the spec of a module or folder of the hand-in, or None."""
        name = self._file(fullname)
        if name is not None:
            return spec_from_loader(fullname, self, origin=STUDENT_PREFIX + name)
        if fullname in self._folders:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return spec_from_loader(fullname, self) if fullname in self._absent else None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        """Return the stand-in for a module that the hand-in lacks; else Python makes an empty one."""
        return AbsentModule(spec.name, self._provided) if spec.name in self._absent else None

    def exec_module(self, module: ModuleType) -> None:
        """Execute a file of the hand-in in its module; a folder has nothing to execute."""
        name = self._file(module.__name__)
        if name is not None:
            run_source(name, self._files[name], module)

    def _file(self, fullname: str) -> str | None:
        inside = fullname.removeprefix(self._package + ".") if self._package else fullname
        candidates = (fullname.replace(".", "/") + ".py", inside.replace(".", "/") + ".py")
        return next((name for name in candidates if name in self._files), None)


def _module_name(file: str) -> str:
    return file.removesuffix(".py").replace("/", ".")


def run_source(name: str, source: str, module: ModuleType) -> None:
    """Compile one file and execute it in the module's namespace."""
    filename = STUDENT_PREFIX + name
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    module.__file__ = filename
    if "\0" in source:  # Python before 3.11.4 has a ValueError for this, without a line
        line = source[: source.index("\0")].count("\n") + 1
        raise SyntaxError("source code cannot contain null bytes", (filename, line, None, None))
    exec(compile(source, filename, "exec", dont_inherit=True), module.__dict__)


def load_module(
    request: Request, provided: Mapping[str, object] = MappingProxyType({})
) -> ModuleType:
    """Return the graded module, with the request's overlays executed on top.

    Args:
        request: what to load.
        provided: functions of earlier lessons, for a hand-in that does not bring those lessons.

    Raises:
        LoadError: if it cannot be compiled or executed, or lacks the task's function.
    """
    idle = IdleFinder()
    sys.meta_path[:] = [idle, *sys.meta_path, TextFinder(request, provided)]
    stem = _module_name(request.entry)
    name = f"{request.package}.{stem}" if request.package and "." not in stem else stem
    try:
        module = importlib.import_module(name)
        for overlay, source in request.overlays:
            run_source(overlay, source, module)
    except BaseException as error:
        raise LoadError(_problem(request.entry, error)) from error
    idle.loading = False
    if request.function and not hasattr(module, request.function):
        raise LoadError(_missing(request.entry, request.function, vars(module)))
    return module


def _problem(entry: str, error: BaseException) -> Problem:
    if isinstance(error, SyntaxError):
        file = (error.filename or entry).removeprefix(STUDENT_PREFIX)
        text = f"Python cannot read {file}, line {error.lineno}: {error.msg}."
        return Problem("syntax", text, file, error.lineno)
    raised = describe(error)
    file = raised.file or entry
    where = f"{file}, line {raised.line}," if raised.line else file
    if isinstance(error, ModuleNotFoundError) and error.name:
        text = (
            f"{where} imports `{error.name[:80]}`, which is neither part of this assignment nor of "
            "this hand-in. Remove that import, or hand in the missing file too."
        )
        return Problem("import", text, file, raised.line)
    if isinstance(error, SystemExit):
        text = f"{where} ends the program while it is loaded. Remove that exit."
        return Problem("exit", text, file, raised.line)
    text = f"{where} raises {raised.kind} while it is loaded: {raised.text[:200]}"
    return Problem("error", text, file, raised.line)


def _missing(entry: str, function: str, names: Mapping[str, object]) -> Problem:
    own = [name for name, value in names.items() if callable(value) and not name.startswith("_")]
    near = difflib.get_close_matches(function, own, n=1, cutoff=0.7)
    advice = (
        f" Found `{near[0]}`: rename it." if near else " Put it back; the stub has its first line."
    )
    return Problem("missing", f"{entry} defines no `{function}`.{advice}", entry)
