"""Make the `autograder.zip` of a lesson: `otter generate`, then lean scripts and fixed bytes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata
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
    "force_public_test_summary": False,
    "print_summary": False,
}
EXECUTABLE = frozenset({"setup.sh", "run_autograder"})
EPOCH = (2026, 1, 1, 0, 0, 0)  # of every member, so that equal content gives equal bytes
PACKAGE = f"/autograder/source/files/{BUNDLE}/package"

# Of the zip, `otter grade` has only the scripts and requirements.txt in place while this runs; so the
# package is not installed but named in a .pth file, and found once the rest of the zip is there.
SETUP = f"""\
#!/usr/bin/env bash
# Runs once, when the platform builds its image. The Python and the libraries are those with which
# the answers were computed, whatever the image brings.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive UV_PYTHON_INSTALL_DIR=/autograder/python
apt-get update
apt-get install -y --no-install-recommends ca-certificates libseccomp2 python3-venv
python3 -m venv /autograder/uv
/autograder/uv/bin/pip install --no-cache-dir uv
/autograder/uv/bin/uv venv --seed --python {sys.version_info[0]}.{sys.version_info[1]} /autograder/venv
cd /autograder/source
/autograder/venv/bin/pip install --no-cache-dir "$(grep ^torch== requirements.txt)" \\
    --index-url https://download.pytorch.org/whl/cpu
/autograder/venv/bin/pip install --no-cache-dir -r requirements.txt
site=$(/autograder/venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
echo {PACKAGE} > "$site/finegrade.pth"
"""
RUN_AUTOGRADER = """\
#!/usr/bin/env bash
chmod -R o= /autograder/source /autograder/submission /autograder/results
exec /autograder/venv/bin/python /autograder/source/run_otter.py
"""
RUN_OTTER = """\
\"\"\"Grades one submission in the container layout.\"\"\"

from autograder.otter.container import main

if __name__ == "__main__":
    main()
"""
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
        _copy_package(folder / BUNDLE / "package")
        (folder / "tests").mkdir()
        for task in lesson.tasks:
            (folder / "tests" / f"{task.marker}.py").write_text(_placeholder(task))
        (folder / "otter_config.json").write_text(json.dumps(CONFIG))
        _generate(folder)
        _rewrite(folder / "autograder.zip", out)
    return out


def requirements() -> Iterator[str]:
    """Yield what a container installs: our direct dependencies, in the versions of this machine."""
    for line in metadata.requires("finegrade") or []:
        wanted, _, marker = line.partition(";")
        name = re.match(r"([\w.-]+)(\[[\w,]+\])?", wanted)
        if name is None or ("extra" in marker and "otter" not in marker):
            continue
        try:
            version = metadata.version(name[1]).partition("+")[0]  # without "+cpu"
            yield f"{name[0]}=={version}"
        except metadata.PackageNotFoundError:  # of another operating system than this one
            yield wanted.strip()


def _scripts() -> Mapping[str, str]:
    return {
        "setup.sh": SETUP,
        "run_autograder": RUN_AUTOGRADER,
        "run_otter.py": RUN_OTTER,
        "requirements.txt": "\n".join(requirements()) + "\n",
    }


def _copy_package(folder: Path) -> None:
    """Copy what a container needs of ours: this package, and nothing of any lesson."""
    ignore = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(Path(__file__).resolve().parents[1], folder / "autograder", ignore=ignore)


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
            "Is the extra installed? pip install -e '.[otter]'"
        )


def _rewrite(source: Path, out: Path) -> None:
    """Copy the zip with our scripts, sorted members, fixed times and executable bits."""
    scripts = _scripts()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted({*old.namelist(), *scripts}):
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = (0o100755 if name in EXECUTABLE else 0o100644) << 16
            new.writestr(member, scripts[name] if name in scripts else old.read(name))
