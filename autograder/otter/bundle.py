"""Make the `autograder.zip` of a lesson: `otter generate`, then lean scripts and fixed bytes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from autograder.authoring.bundle import SEEDS, seal
from autograder.errors import AuthorError
from autograder.lesson import Course, Lesson, Task
from autograder.otter.plugin import BUNDLE

PLUGIN = "autograder.otter.plugin.Finegrade"
CONFIG = {
    "lang": "python",
    "plugins": [PLUGIN],
    "pdf": False,
    "show_stdout": False,
    "show_hidden": True,
    "show_all_public": True,
    "print_summary": False,
}
EXECUTABLE = frozenset({"setup.sh", "run_autograder"})
EPOCH = (2026, 1, 1, 0, 0, 0)  # of every member, so that equal content gives equal bytes

SETUP = """\
#!/usr/bin/env bash
# Runs once, when the platform builds its image.
set -euo pipefail
apt-get update
apt-get install -y --no-install-recommends python3 python3-venv libseccomp2
python3 -m venv /autograder/venv
/autograder/venv/bin/pip install --no-cache-dir 'torch>=2.6,<2.14' \\
    --index-url https://download.pytorch.org/whl/cpu
/autograder/venv/bin/pip install --no-cache-dir '/autograder/source/files/_finegrade/package[otter]'
chmod -R o= /autograder/source /autograder/results
"""
RUN_AUTOGRADER = """\
#!/usr/bin/env bash
exec /autograder/venv/bin/python /autograder/source/run_otter.py
"""
RUN_OTTER = """\
\"\"\"Grades one submission in the container layout.\"\"\"

from autograder.otter.container import main

if __name__ == "__main__":
    main()
"""
SCRIPTS = {"setup.sh": SETUP, "run_autograder": RUN_AUTOGRADER, "run_otter.py": RUN_OTTER}
PLACEHOLDER = """\
OK_FORMAT = True

test = {{"name": "{name}", "points": {points}, "suites": []}}
"""


def bundle_lesson(
    course: Course,
    lesson: Lesson,
    out: Path,
    *,
    seeds: int = SEEDS,
    tell: Callable[[str], None] = lambda _: None,
) -> Path:
    """Write the autograder zip of a lesson and return its path.

    Args:
        course: the repository.
        lesson: the lesson.
        out: the zip to write; replaced if it exists.
        seeds: how many answer keys it holds.
        tell: called with lines of progress.

    Raises:
        AuthorError: if `otter generate` is not installed or fails.
    """
    out = out.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        seal(course, lesson, folder / BUNDLE, seeds=seeds, tell=tell)
        _copy_package(course, folder / BUNDLE / "package")
        (folder / "tests").mkdir()
        for task in lesson.tasks:
            (folder / "tests" / f"{task.marker}.py").write_text(_placeholder(task))
        (folder / "otter_config.json").write_text(json.dumps(CONFIG))
        _generate(folder)
        _rewrite(folder / "autograder.zip", out)
    return out


def _copy_package(course: Course, folder: Path) -> None:
    """Copy what a container installs: this package, and nothing of any lesson."""
    ignore = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(Path(__file__).resolve().parents[1], folder / "autograder", ignore=ignore)
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(course.root / name, folder)


def _placeholder(task: Task) -> str:
    return PLACEHOLDER.format(name=task.marker, points=task.points)


def _generate(folder: Path) -> None:
    command = [
        *(sys.executable, "-m", "otter", "generate"),
        *("--tests-dir", "tests", "--output-path", "autograder.zip"),
        *("--config", "otter_config.json", "--no-requirements", "--no-environment"),
        BUNDLE,
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        words = done.stderr.strip().splitlines()
        raise AuthorError(
            f"`otter generate` failed: {words[-1] if words else 'without a word'}. "
            "Is the extra installed? pip install 'finegrade[otter]'"
        )


def _rewrite(source: Path, out: Path) -> None:
    """Copy the zip with our scripts, sorted members, fixed times and executable bits."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = (0o100755 if name in EXECUTABLE else 0o100644) << 16
            new.writestr(member, SCRIPTS.get(name, old.read(name)))
