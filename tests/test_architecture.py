"""The direction of imports, read from the source: who may know whom in `autograder/`."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "autograder"

# Part of the package -> its layer. An arrow may only point to a lower one, or stay inside a part.
LAYERS = {
    "errors": 0,
    **dict.fromkeys(("lesson", "submission", "observation", "answers", "results", "clean"), 1),
    **dict.fromkeys(("growing", "journal", "tables"), 1),
    **dict.fromkeys(("intake", "sandbox", "judge"), 2),
    **dict.fromkeys(("store", "index"), 2),  # files beside the journal
    "grade": 3,
    **dict.fromkeys(("gradebook", "reports", "exports"), 4),
    **dict.fromkeys(("authoring", "doctor"), 5),
    "otter": 6,  # one platform's adapter: seals bundles and grades in that platform's container
    "desk": 6,  # runs that are kept: joins grade, journal, gradebook and authoring
    "cli": 7,
}
RECORDS = 1  # the records of layer 1 may hold each other
WORDS = 4  # what turns reports into words and files sees records, never student code
WORKER_SIDE = frozenset({"autograder", "autograder.errors", "autograder.observation"})
SEES_TORCH = frozenset({"sandbox.zygote", "sandbox.worker", "sandbox.recorder", "sandbox.probing"})
HEAVY = frozenset({"torch", "transformers", "datasets", "numpy", "pytest", "jinja2", "nbformat"})
RUNS_CODE = frozenset({"pickle", "marshal", "shelve", "dill", "cloudpickle"})


class Import(NamedTuple):
    """One import statement: who imports what, and whether only when a function is called."""

    module: str
    target: str
    line: int
    late: bool


def test_every_import_points_downwards():
    """The source as it stands breaks no rule."""
    assert violations(PACKAGE) == []


@pytest.mark.parametrize(
    ("file", "line", "reason"),
    [
        ("errors.py", "import autograder.lesson", "errors (layer 0) imports lesson (layer 1)"),
        ("results.py", "from autograder.judge import verdict", "results (layer 1) imports judge"),
        ("judge/compare.py", "from autograder.sandbox import pool", "judge (layer 2) imports san"),
        ("sandbox/pool.py", "from autograder import judge", "sandbox (layer 2) imports judge"),
        ("sandbox/pool.py", "from ..judge import verdict", "sandbox (layer 2) imports judge"),
        (
            "exports/gradescope.py",
            "import autograder.sandbox.pool",
            "exports must see records only",
        ),
        ("exports/gradescope.py", "from autograder.grade import grade", "exports must see records"),
        ("grade.py", "from autograder.authoring.key import Workshop", "grade (layer 3) imports"),
        ("authoring/key.py", "import autograder.cli", "authoring (layer 5) imports cli (layer 7)"),
        ("authoring/key.py", "import autograder.judge", "authoring.key joins sandbox and judge"),
        ("judge/verdict.py", "import torch", "judge.verdict must not see torch"),
        ("sandbox/pool.py", "import torch.nn", "sandbox.pool must not see torch"),
        ("judge/verdict.py", "def f():\n    from transformers import x", "must not see transform"),
        ("sandbox/worker.py", "import autograder.lesson", "worker side reaches autograder.lesson"),
        ("sandbox/jail.py", "import autograder.results", "worker side reaches autograder.results"),
        ("cli.py", "import numpy", "cli imports numpy outside a function"),
        ("cli.py", "from autograder.grade import grade", "cli imports autograder.grade outside"),
        ("observation.py", "import pickle", "observation imports pickle"),
        ("helpers.py", "x = 1", "helpers has no layer"),
    ],
)
def test_a_planted_import_is_found(tmp_path, file, line, reason):
    """The rules bite: each forbidden line, added to a copy of the source, is reported."""
    root = tmp_path / "autograder"
    shutil.copytree(PACKAGE, root, ignore=shutil.ignore_patterns("__pycache__"))
    with (root / file).open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")

    found = violations(root)

    assert any(reason in finding for finding in found), found


def violations(root: Path) -> list[str]:
    """Return one sentence per forbidden import under the package folder `root`."""
    modules = {name: list(read_imports(path, name, root)) for name, path in sources(root)}
    found = [f"{name} has no layer" for name in modules if name and part(name) not in LAYERS]
    for name, imports in modules.items():
        if name and part(name) in LAYERS:
            found += arrows(name, imports)
            found += outside(name, imports)
    return [*found, *reached_by_workers(modules)]


def arrows(name: str, imports: list[Import]) -> Iterator[str]:
    """Yield what is wrong with the imports inside the package of one module."""
    here = part(name)
    parts = {part(i.target.removeprefix("autograder.")) for i in imports if is_ours(i.target)}
    for there in sorted(parts - {here}):
        low, high = LAYERS.get(there, 99), LAYERS[here]
        if low > high or (low == high and low != RECORDS):
            yield f"{here} (layer {high}) imports {there} (layer {low}), in {name}"
        if high == WORDS and low > RECORDS:
            yield f"{here} must see records only, not {there}"
    if parts >= {"sandbox", "judge"} and name != "grade":
        yield f"{name} joins sandbox and judge; only grade may"


def outside(name: str, imports: list[Import]) -> Iterator[str]:
    """Yield what is wrong with the imports of other packages, and with an eager command line."""
    for item in imports:
        top = item.target.partition(".")[0]
        if top in {"torch", "transformers", "datasets"} and name not in SEES_TORCH:
            yield f"{name} must not see {top}"
        if top in RUNS_CODE:
            yield f"{name} imports {top}, which can run what it reads"
        eager = top in HEAVY or (is_ours(item.target) and item.target != "autograder.errors")
        if name == "cli" and eager and not item.late:
            yield f"cli imports {item.target} outside a function"


def reached_by_workers(modules: dict[str, list[Import]]) -> Iterator[str]:
    """Yield what a worker would load beyond the sandbox, the codec and the errors."""
    waiting, reached = ["sandbox.zygote", "sandbox.worker"], set()
    while waiting:
        name = waiting.pop()
        if name in reached or name not in modules:
            continue
        reached.add(name)
        targets = [i.target.removeprefix("autograder.") for i in modules[name] if is_ours(i.target)]
        waiting += [t if t in modules else t.rpartition(".")[0] for t in targets]
    for name in sorted(f"autograder.{name}" for name in reached):
        inside = name.startswith("autograder.sandbox") and name != "autograder.sandbox.pool"
        if not inside and name not in WORKER_SIDE:
            yield f"the worker side reaches {name}"


def sources(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield the dotted name below `autograder` and the path of every module."""
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def read_imports(path: Path, name: str, root: Path) -> Iterator[Import]:
    """Yield the absolute targets of all imports of one file; `from a import b` may mean `a.b`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    late = {
        child
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for child in ast.walk(node)
    }
    folder = ["autograder", *path.parent.relative_to(root).parts]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = folder[: len(folder) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            targets = [f"{base}.{alias.name}" for alias in node.names]
            targets = [base if not is_module(target, root) else target for target in targets]
        else:
            continue
        for target in targets:
            if target != "autograder":
                yield Import(name, target, node.lineno, node in late)


def is_module(target: str, root: Path) -> bool:
    """Tell whether a dotted name is a module or package of ours."""
    place = root.parent.joinpath(*target.split("."))
    return is_ours(target) and (place.is_dir() or place.with_suffix(".py").is_file())


def is_ours(target: str) -> bool:
    return target.startswith("autograder.")


def part(name: str) -> str:
    """The top-level module or package that a dotted name belongs to."""
    return name.partition(".")[0]
