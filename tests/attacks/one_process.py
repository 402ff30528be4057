"""The lessons as a grader of one process would play them: `python one_process.py`.

Hand-in, probes, reference and comparison share an interpreter, and the seed is always the same. Each
line of JSON on stdin (lesson, files, task, function) is played in a fork; the answer is a list of the
probes in which hand-in and reference agree.
"""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import sys
import types
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEED = 0
SECONDS = 60  # after which a fork ends itself


def load_probes(lesson: str) -> types.ModuleType:
    """Return the probes of a lesson, under the name that they have in a worker."""
    path = ROOT / "tests" / lesson / "probes.py"
    spec = importlib.util.spec_from_file_location("probes", path)
    assert spec is not None
    assert spec.loader is not None
    sys.modules["probes"] = probes = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(probes)
    return probes


def agreeing(probes: types.ModuleType, line: dict) -> list[str]:
    """Return the names of the probes in which the hand-in does what the reference does."""
    from autograder.lesson import Course
    from autograder.observation import Request
    from autograder.sandbox.loading import load_module

    course, key, files = Course(ROOT), line["lesson"], line["files"]
    lesson = course.lesson(key)
    request = Request(
        *(lesson.module, files, line["task"], line["function"], SEED, key), earlier=lesson.earlier
    )
    sys.modules["probes"] = probes
    student = load_module(request, getattr(probes, "PROVIDED", {}))
    right = types.ModuleType("reference")
    sys.modules["reference"] = right
    source = (course.solutions(key) / lesson.module).read_text(encoding="utf-8")
    exec(compile(source, "reference.py", "exec", dont_inherit=True), vars(right))
    names = [name for name, f in vars(probes).items() if getattr(f, "task", "") == line["task"]]
    return [name for name in names if _agrees(vars(probes)[name], name, student, right)]


def _agrees(probe: object, name: str, student: types.ModuleType, right: types.ModuleType) -> bool:
    try:
        got, want = (_record(probe, name, module) for module in (student, right))
        return got.keys() == want.keys() and all(_alike(got[key], want[key]) for key in want)
    except Exception:
        return False


def _record(probe: object, name: str, module: types.ModuleType) -> Mapping[str, object]:
    import torch

    from autograder.sandbox.recorder import _seed

    seed = _seed(SEED, name)
    torch.manual_seed(seed)
    record = probe(module, torch.Generator().manual_seed(seed))  # type: ignore[operator]
    return {key: value for key, value in record.items() if not key.startswith("_")}


def _alike(got: object, want: object) -> bool:
    """Compare as a grader's author would, in the hand-in's own process."""
    import torch

    from autograder.observation import Raised

    if isinstance(want, torch.Tensor):
        return isinstance(got, torch.Tensor) and torch.allclose(got, want, atol=1e-4)
    if isinstance(want, float):
        return isinstance(got, float) and not abs(got - want) > 1e-4
    if isinstance(want, Raised):
        return isinstance(got, Raised) and got.kind == want.kind
    return got == want


def main() -> None:
    """Answer each line of stdin in a fork of its own."""
    import torch

    torch.set_num_threads(1)
    sys.path.insert(0, str(ROOT))
    probes: dict[str, types.ModuleType] = {}
    for text in sys.stdin:
        line = json.loads(text)
        if line["lesson"] not in probes:
            probes[line["lesson"]] = load_probes(line["lesson"])
        pid = os.fork()
        if pid == 0:
            signal.alarm(SECONDS)
            print(json.dumps(agreeing(probes[line["lesson"]], line)), flush=True)
            os._exit(0)
        os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
