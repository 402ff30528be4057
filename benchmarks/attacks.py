"""Play the attacks of `tests/attacks` on three graders: finegrade, `otter run`, plain pytest.

    python benchmarks/attacks.py [--class patch ...] [--workers 2] [--json FILE]

The assignment is the tiny one of the tests: for finegrade as it stands, for otter as a test file with
the expected values written out, for pytest as a suite that has the reference beside it. The attacks are
those that the tests play on finegrade: none was made for another grader, and those that say nothing
about one are left out (`LEFT_OUT`).

A run of the other two has its own session, scratch folder and limits, wide enough for what an attack
has to show and too narrow to harm the machine. Listeners, secrets and bystanders belong to this
program. All attacks take about 15 CPU minutes.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import secrets
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "attacks"))  # the attacks, their stage and their graders

import playing  # noqa: E402
import unpack  # noqa: E402
from scene import HERE, Attack, Scene, Stage, load_attacks  # noqa: E402
from table import KINDS  # noqa: E402

from autograder.judge.client import JudgeClient  # noqa: E402
from autograder.lesson import Course  # noqa: E402
from autograder.sandbox.pool import Pool  # noqa: E402

SECONDS = 120  # wall time of one `otter run`, after which a person gives up
FLOOD = 1 << 20  # bytes of output that break a report
LIMITS = {  # of the other two, by the letters of ulimit
    "-v": 24 << 20,  # KiB of address space
    "-f": unpack.ROOM // 512,  # blocks of one file
    "-t": 40,  # seconds of CPU
    "-c": 0,  # no core dumps
}
FINEGRADE, OTTER, PYTEST = GRADERS = ("finegrade", "otter run", "plain pytest")
COLUMNS = {  # what is counted -> the effects that count
    "gained": {"gained"},
    "leaked": {"leaked", "sent"},
    "broke": {"broke"},
    "got out": {"wrote", "touched", "changed", "told"},
}
OTHERS = (OTTER, PYTEST)
LEFT_OUT = {  # class or attack -> the graders that it says nothing about, and why
    "credit": (OTHERS, "aim at rules on partial credit, which these do not have"),
    "reader": (OTHERS, "aim at the pages for students, which another program makes there"),
    "forge": ((OTTER,), "aim at what a worker sends to the judge; here one process is both"),
    "forge__false_line": (OTHERS, "writes where our workers tell their line"),
    "forge__well_formed": (OTHERS, "sends a record of ours, which these do not read"),
    **{
        f"archives__{name}": ((OTTER,), "is a tar; `otter run` takes zips")
        for name in ("compressed_tar", "device", "hard_link", "symbolic_link", "tar_slip")
    },
}
Play = Callable[[Attack, Path], set[str]]


def why_left_out(attack: Attack, grader: str) -> str:
    """Return why an attack is not played on a grader, or "" if it is."""
    rules = (LEFT_OUT.get(name, ((), "")) for name in (attack.folder, attack.kind))
    return next((reason for graders, reason in rules if grader in graders), "")


def slug(grader: str) -> str:
    """Return a grader's name for a path: some attacks hand theirs to a shell."""
    return grader.replace(" ", "_")


# ------------------------------------------------------------------ the three graders


@contextlib.contextmanager
def finegrade(course: Course, stage: Stage) -> Iterator[Play]:
    """Yield a function that plays an attack on the real sandbox and the real judge."""
    with Pool(course, playing.KEY, tier="process", jailed=False) as unjailed:
        key = playing.tiny_answers(course, unjailed)
    theatre = playing.Theatre(course, playing.first_task(course), key, stage)
    judge = JudgeClient(course.lesson(playing.KEY), course.hidden_suite(playing.KEY), key)
    with Pool(course, playing.KEY) as jail, judge:

        def play(attack: Attack, folder: Path) -> set[str]:
            played = theatre.play(attack, jail, judge, folder)
            broke = {"broke"} if played.result.outcome == "ungraded" else set()
            gained = {"gained"} if (played.result.points or 0) > attack.points else set()
            return played.effects | broke | gained

        yield play


@contextlib.contextmanager
def plain_pytest(course: Course, stage: Stage) -> Iterator[Play]:
    """Yield a function that plays an attack on pytest in one process, or on a plain unpacker."""
    with playing.OneProcess(course, *limited(sys.executable)) as grader:

        def play(attack: Attack, folder: Path) -> set[str]:
            with Scene(attack, stage, folder) as scene:
                if attack.kind in ("archives", "notebooks"):
                    broke, texts = unpack.try_to_read(_hand_in(scene))
                    return playing.unpack_effects(scene, texts, broke=broke)
                result = grader.grade(scene.hand_ins / attack.student)
                return playing.naive_effects(scene, result)

        yield play


@contextlib.contextmanager
def otter_run(course: Course, stage: Stage) -> Iterator[Play]:
    """Yield a function that plays an attack on the command `otter run`."""
    with tempfile.TemporaryDirectory() as scratch:
        bundle = make_bundle(Path(scratch), stage.secret)

        def play(attack: Attack, folder: Path) -> set[str]:
            with Scene(attack, stage, folder) as scene:
                words, points = run_otter(bundle, _hand_in(scene), folder)
                effects = scene.effects(words)
            broke = {"broke"} if points is None or len(words) > FLOOD else set()
            gained = {"gained"} if (points or 0) > attack.points else set()
            return effects | broke | gained

        yield play


def _hand_in(scene: Scene) -> Path:
    """Return the one file that was handed in."""
    (path,) = (path for path in scene.hand_ins.rglob("*") if path.is_file())
    return path


def make_bundle(folder: Path, secret: str) -> Path:
    """Return the autograder zip of the tiny assignment, made by `otter generate`."""
    (folder / "tests").mkdir()
    text = (HERE / "course" / "otter" / "soften.py").read_text(encoding="utf-8")
    (folder / "tests" / "soften.py").write_text(text.replace(playing.OUR_TOKEN, secret))
    options = ("--tests-dir", "tests", "--output-path", "autograder.zip")
    command = [sys.executable, "-m", "otter", "generate", *options]
    command += ["--no-requirements", "--no-environment"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "autograder.zip"


def run_otter(bundle: Path, hand_in: Path, folder: Path) -> tuple[bytes, float | None]:
    """Return all that a run said, and its points, or None if it brought no result."""
    out = folder / "out"
    out.mkdir()
    own = {name: str(folder) for name in ("HOME", "TMPDIR", "IPYTHONDIR")}
    options = ("-a", str(bundle), "-o", str(out), "--no-logo", hand_in.name)
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            limited(sys.executable, "-m", "otter", "run", *options),
            cwd=hand_in.parent,
            env={**os.environ, **own, "OMP_NUM_THREADS": "1"},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS)
        end(process)
    results = out / "results.json"
    text = results.read_bytes() if results.exists() else b""
    return (folder / "said").read_bytes() + text, _points(text)


def _points(results: bytes) -> float | None:
    try:
        return sum(test.get("score", 0) for test in json.loads(results)["tests"])
    except (ValueError, KeyError, TypeError):
        return None


def limited(*command: str) -> list[str]:
    """Return the command with limits on every process of its own."""
    limits = "; ".join(f"ulimit {letter} {value}" for letter, value in LIMITS.items())
    return ["/bin/sh", "-c", f'{limits}; exec "$@"', "sh", *command]


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and all that it started: a kernel has a session of its own."""
    for pid in {process.pid, *_descendants(process.pid)} if process.poll() is None else ():
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()


def _descendants(pid: int) -> Iterator[int]:
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, path.read_text().split()):
                yield child
                yield from _descendants(child)


# ------------------------------------------------------------------ one run of all


def check_graders(plays: dict[str, Play], folder: Path) -> None:
    """Make sure that each grader passes an honest hand-in, and without a trick no wrong one.

    Raises:
        RuntimeError: if one does not, so that the comparison would say nothing.
    """
    honest = Attack("", "", "naive", "gained", points=-1, folder="course/honest")
    for name, play in plays.items():
        if play(honest, folder / slug(name) / "honest") != {"gained"}:
            raise RuntimeError(f"{name} does not give an honest hand-in its marks")
        for wrong in ("x_plus_one", "zeros"):
            attack = Attack("", "", "naive", "gained", folder=f"course/wrong/{wrong}")
            if effects := play(attack, folder / slug(name) / wrong):
                raise RuntimeError(f"{name}, {wrong}: {effects} without any trick")


def measure(attacks: Sequence[Attack], *, workers: int) -> dict[str, dict[str, list[str]]]:
    """Return the effects of each attack on each grader that it says something about."""
    secret = "the-token-" + secrets.token_hex(12)
    graders = {FINEGRADE: finegrade, OTTER: otter_run, PYTEST: plain_pytest}
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as opened:
        folder = Path(name)
        (folder / "stage").mkdir()
        course = playing.write_course(folder / "course", secret)
        stage = opened.enter_context(Stage(course.root, folder / "stage", secret))
        plays = {g: opened.enter_context(start(course, stage)) for g, start in graders.items()}
        check_graders(plays, folder)

        def effects(grader: str, attack: Attack) -> list[str]:
            found = sorted(plays[grader](attack, folder / slug(grader) / attack.folder))
            print(f"{grader}: {attack.folder}: {' '.join(found)}", file=sys.stderr, flush=True)
            return found

        found: dict[str, dict[str, list[str]]] = {}
        for grader in GRADERS:
            played = [attack for attack in attacks if not why_left_out(attack, grader)]
            with ThreadPoolExecutor(workers if grader == OTTER else 1) as threads:
                results = threads.map(lambda attack, g=grader: effects(g, attack), played)
                found[grader] = dict(zip((a.folder for a in played), results, strict=True))
    return found


def describe() -> dict[str, str]:
    """Return when, where and with what was measured."""
    return {
        "date": date.today().isoformat(),
        "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.release()}",
        "user": "root" if os.geteuid() == 0 else "an ordinary user",
        "python": platform.python_version(),
        **{name: version(name) for name in ("otter-grader", "pytest", "torch")},
    }


def render(attacks: Sequence[Attack], found: dict[str, dict[str, list[str]]]) -> str:
    """Return the table of `docs/threat-model.md`."""
    kinds = sorted({attack.kind for attack in attacks}, key=KINDS.__getitem__)
    lines = [f"| class | attacks | {' | '.join(GRADERS)} |", "|---|---|---|---|---|"]
    for kind in [*kinds, ""]:
        names = [a.folder for a in attacks if kind in (a.kind, "")]
        cells = [_cell(found[grader], names) for grader in GRADERS]
        lines.append(f"| {KINDS.get(kind, 'all')} | {len(names)} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(found: dict[str, list[str]], names: Sequence[str]) -> str:
    played = [set(found[name]) for name in names if name in found]
    counts = {c: sum(bool(e & effects) for e in played) for c, effects in COLUMNS.items()}
    words = ", ".join(f"{count} {column}" for column, count in counts.items() if count)
    if not played:
        return "not played"
    return (words or "0") + (f" (of {len(played)})" if len(played) < len(names) else "")


def main() -> None:
    """Measure, print the table, and write every effect as JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--class", dest="kinds", nargs="*", choices=sorted(KINDS), default=())
    parser.add_argument("--workers", type=int, default=2, help="runs of otter at once")
    parser.add_argument("--json", type=Path, help="write the effect of every attack here")
    options = parser.parse_args()
    attacks = [a for a in load_attacks() if not options.kinds or a.kind in options.kinds]
    found = measure(attacks, workers=options.workers)
    print(render(attacks, found))
    if options.json:
        left = {a.folder: {g: why_left_out(a, g) for g in GRADERS} for a in attacks}
        document: dict[str, Any] = {"measured": describe(), "effects": found, "left out": left}
        options.json.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
