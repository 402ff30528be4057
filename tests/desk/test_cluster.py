"""Grading on a Dask cluster of real processes: the results of the local run, whatever dies meanwhile.

The workers run in a Python that has the libraries and no finegrade: all of it comes with the parcel.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from kills import doubles, find, processes, report_lines
from sums import GOOD, HAND_INS, Desk, make_python

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the jail is made of Linux parts")
pytest.importorskip("distributed", reason="Dask is not installed: there is no cluster")

SEED = 77
DASK = """
_yaml cloudpickle dask distributed fsspec importlib_metadata lazy_importer.py lazy_importer locket
msgpack partd psutil sortedcontainers tblib tlz toolz tornado yaml zict zipp
""".split()
SLOW = GOOD + "import time\n\ndef double(a):\n    time.sleep(0.2)\n    return 2.0 * a + {n}\n"


class Worker(NamedTuple):
    """One worker process, and the address under which the run speaks of it."""

    process: subprocess.Popen[bytes]
    address: str


class Cluster:
    """A scheduler and its workers on this machine.

    Args:
        python: the interpreter of the workers.
        scratch: their folder.
    """

    def __init__(self, python: Path, scratch: Path) -> None:
        self._python = python
        self._scratch = scratch
        self._started: list[subprocess.Popen[bytes]] = []
        words = scratch / "words"
        options = ["--host", "127.0.0.1", "--port", "0", "--no-show", "--no-dashboard"]
        self.scheduler = self._start("dask_scheduler", *options, words=words)
        said = _wait_for(lambda: re.search(r"Scheduler at: +(tcp://\S+)\n", words.read_text()))
        self.address = said[1]

    def add_worker(self, *, python: Path | None = None, threads: int = 1) -> Worker:
        """Start a worker without a nanny, and wait until the scheduler knows it."""
        folder = self._scratch / f"worker-{len(self._started)}"
        folder.mkdir()
        words = folder / "words"
        options = ["--no-nanny", "--nthreads", str(threads), "--no-dashboard"]
        where = ["--host", "127.0.0.1", "--local-directory", str(folder)]
        process = self._start(
            "dask_worker", self.address, *options, *where, python=python, words=words
        )
        _wait_for(lambda: "Registered to" in words.read_text())
        said = re.search(r"Start worker at: +(tcp://\S+)\n", words.read_text())
        return Worker(process, said[1])

    def close(self) -> None:
        """Stop whatever still runs, workers first."""
        for process in reversed(self._started):
            process.terminate()
            process.wait(timeout=30)

    def _start(
        self, program: str, *arguments: str, words: Path, python: Path | None = None
    ) -> subprocess.Popen[bytes]:
        with words.open("wb") as log:
            process = subprocess.Popen(
                [str(python or self._python), "-m", f"distributed.cli.{program}", *arguments],
                cwd=self._scratch,
                stdout=log,
                stderr=log,
            )
        self._started.append(process)
        return process


def on(cluster: Cluster) -> list[str]:
    """Return the options for a run there, with the seed of the local one."""
    return ["--seed", str(SEED), "--cluster", cluster.address]


def judged(desk: Desk) -> int:
    """Return how many reports a live run has written so far."""
    journal = desk.out / ".finegrade" / "journal.jsonl"
    return journal.read_bytes().count(b'{"type":"judged"') if journal.exists() else 0


def with_dask(python: Path) -> Path:
    """Let an interpreter of `make_python` find Dask too."""
    here = Path(sysconfig.get_paths()["purelib"])
    (packages,) = python.parents[1].glob("lib/*/site-packages")
    for name in DASK:
        if (here / name).exists():
            (packages / name).symlink_to(here / name)
    return python


def without_finegrade(python: Path) -> Path:
    """Take our own package away from an interpreter of `make_python`."""
    (packages,) = python.parents[1].glob("lib/*/site-packages")
    (packages / "finegrade.pth").unlink()
    return python


@pytest.fixture(scope="module")
def python(tmp_path_factory) -> Path:
    """Return the interpreter of the coordinator."""
    return with_dask(make_python(tmp_path_factory.mktemp("coordinator")))


@pytest.fixture(scope="module")
def bare_python(tmp_path_factory) -> Path:
    """Return an interpreter that has the libraries, and nothing of ours."""
    return without_finegrade(with_dask(make_python(tmp_path_factory.mktemp("worker"))))


@pytest.fixture
def cluster(bare_python, tmp_path, left_over) -> Iterator[Cluster]:
    """Return a scheduler without workers; nothing of it is left after the test."""
    scratch = tmp_path / "cluster"
    scratch.mkdir()
    started = Cluster(bare_python, scratch)
    try:
        yield started
    finally:
        started.close()
    assert left_over() == [], "a cluster that ended in order leaves processes"
    assert not list(scratch.rglob("finegrade-*")), "a parcel lies around"


@pytest.fixture(scope="module")
def local(course, python, tmp_path_factory) -> Desk:
    """Return a course of 18 hand-ins, graded on this machine."""
    desk = Desk(tmp_path_factory.mktemp("local") / "sums", python)
    shutil.copytree(course, desk.root)
    for student, source in HAND_INS.items():
        desk.write(student, source)
    for n in range(12):
        desk.write(f"slow-{n:02}", SLOW.format(n=n))
    desk.grade("--seed", str(SEED))
    return desk


@pytest.fixture
def ungraded(local, tmp_path) -> Desk:
    """Return the same course, not graded yet; the answer key of the seed is there."""
    desk = Desk(tmp_path / "sums", local.python)
    shutil.copytree(local.root, desk.root, ignore=shutil.ignore_patterns("course"))
    shutil.copytree(local.hand_ins, desk.hand_ins)
    shutil.copytree(local.out / ".finegrade" / "answers", desk.out / ".finegrade" / "answers")
    return desk


def test_the_results_are_those_of_the_local_run(cluster, local, ungraded):
    """Workers without finegrade give word for word the same reports, each thing done once."""
    worker = cluster.add_worker(threads=2)
    said = ungraded.grade(*on(cluster))
    assert "1 worker with 2 threads" in said.err
    assert f"(on {worker.address})" in said.err
    assert report_lines(ungraded) == report_lines(local)
    assert doubles(ungraded) == []
    again = ungraded.grade(*on(cluster))
    assert "graded 0 of 0 (18 unchanged)" in again.err


def test_a_run_survives_the_loss_of_a_worker(cluster, local, ungraded):
    """One worker is killed after it gave results; the other does the rest, and nothing is twice."""
    first, second = cluster.add_worker(), cluster.add_worker()
    run = Running(ungraded, *on(cluster))
    run.wait_for(f"(on {first.address})")
    run.wait_for(f"(on {second.address})")
    before = _wait_for(lambda: (count := judged(ungraded)) >= 4 and count)
    first.process.kill()
    said = run.end()
    assert said.code == 1, said.err
    assert 0 < before < 18, "the kill hit no run that was half-way"
    assert judged(ungraded) == 18
    assert report_lines(ungraded) == report_lines(local)
    assert doubles(ungraded) == []
    assert "Traceback" not in said.err


@pytest.mark.parametrize("role", ["station", "zygote", "judge"])
def test_a_worker_replaces_its_parts(cluster, local, ungraded, role):
    """Station, zygote and judge of a worker may die; the results stay the same."""
    worker = cluster.add_worker()
    run = Running(ungraded, *on(cluster))
    run.wait_for(f"(on {worker.address})")
    station = next(p.pid for p in processes() if p.parent == worker.process.pid)
    os.kill(station if role == "station" else find(role, station), signal.SIGKILL)
    said = run.end()
    assert said.code == 1, said.err
    assert report_lines(ungraded) == report_lines(local)
    assert doubles(ungraded) == []


def test_ctrl_c_keeps_what_is_done(cluster, local, ungraded):
    """The run ends with 130 and says what it kept, and the same command goes on locally."""
    cluster.add_worker()
    run = Running(ungraded, *on(cluster))
    run.wait_for("graded ")
    run.process.send_signal(signal.SIGINT)
    said = run.end()
    assert said.code == 130, said.err
    assert "graded and kept. Run the same command to go on." in said.err
    assert 0 < judged(ungraded) < 18
    ungraded.grade("--seed", str(SEED))
    assert report_lines(ungraded) == report_lines(local)
    assert doubles(ungraded) == []


def test_a_killed_run_goes_on(cluster, local, ungraded):
    """After kill -9 of the coordinator the same command does the rest, with new stations."""
    cluster.add_worker()
    run = Running(ungraded, *on(cluster))
    _wait_for(lambda: judged(ungraded) >= 4)
    run.process.kill()
    run.end()
    done = judged(ungraded)
    said = ungraded.grade(*on(cluster))
    assert done < 18, "the kill hit no run that was half-way"
    assert f"({done} unchanged)" in said.err
    assert report_lines(ungraded) == report_lines(local)
    assert doubles(ungraded) == []


def test_a_scheduler_that_goes_away_is_one_sentence(cluster, local, ungraded):
    """The run ends with exit code 3, and what it has is kept."""
    cluster.add_worker()
    run = Running(ungraded, *on(cluster))
    run.wait_for("graded ")
    cluster.scheduler.kill()
    said = run.end()
    assert said.code == 3, said.err
    assert said.err.splitlines()[-1] == (
        f"finegrade: The scheduler at {cluster.address} is gone. What is graded is kept: run the same "
        "command again when it is back."
    )
    assert "Traceback" not in said.err
    ungraded.grade("--seed", str(SEED))
    assert report_lines(ungraded) == report_lines(local)


def test_judging_again_runs_no_student_code_on_the_cluster(cluster, ungraded):
    """A changed suite is judged by the workers' judges, without a sandbox."""
    cluster.add_worker()
    where = [*on(cluster), "--student", "rough"]
    assert ungraded.grade(*where, code=0).results["rough"]["score"] < 16
    ungraded.suite.write_text(ungraded.suite.read_text().replace("rtol=1e-4", "rtol=1e-2"))
    said = ungraded.grade(*where, code=0)
    assert "no student code run" in said.err
    assert "Jail" not in said.err
    assert len(ungraded.events("observed")) == 1
    assert said.results["rough"]["score"] == 16


def test_a_worker_with_other_versions_is_refused(cluster, bare_python, ungraded, tmp_path):
    """Its name and what differs are told, and nothing is graded there."""
    other = without_finegrade(with_dask(make_python(tmp_path / "other")))
    (packages,) = other.parents[1].glob("lib/*/site-packages")
    (packages / "torch-1.0.dist-info").mkdir()
    (packages / "torch-1.0.dist-info" / "METADATA").write_text("Name: torch\nVersion: 1.0\n")
    worker = cluster.add_worker(python=other)
    said = ungraded.grade(*on(cluster), code=3)
    assert f"The worker {worker.address} cannot be used: it has torch 1.0 instead of" in said.err
    assert ungraded.events("judged") == []


def test_a_worker_without_a_jail_refuses(cluster, ungraded):
    """What the local run would refuse is refused there too, and accepted with the same option."""
    worker = cluster.add_worker()
    said = ungraded.grade(*on(cluster), "--tier", "process", code=3)
    assert f"The worker {worker.address} cannot be used: This machine cannot jail" in said.err
    where = [*on(cluster), "--student", "right"]
    said = ungraded.grade(*where, "--tier", "process", "--accept-unsafe", code=0)
    assert said.results["right"]["tier"].startswith("process")


def test_no_scheduler_or_no_worker_is_one_sentence(cluster, ungraded):
    """Both end with exit code 3 before anything is run."""
    said = ungraded.grade(*on(cluster), code=3)
    assert f"has no workers: start some with `dask worker {cluster.address}`" in said.err
    cluster.scheduler.kill()
    cluster.scheduler.wait()
    said = ungraded.grade(*on(cluster), code=3)
    assert said.err.splitlines()[-1].startswith(
        f"finegrade: No Dask scheduler answers at {cluster.address}."
    )
    assert "Traceback" not in said.err


def test_without_dask_the_extra_is_named(graded, quick_python):
    """Whoever asks for a cluster without the extra is told what to install."""
    graded.write("new", GOOD)
    said = graded.grade("--cluster", "127.0.0.1:1", code=3)
    assert "pip install -e '.[cluster]'" in said.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["hand-ins", "--cluster", "x"], "add --out DIR", id="not-kept"),
        pytest.param(["--cluster", "x", "-j", "2"], "no -j", id="threads"),
    ],
)
def test_options_that_do_not_go_together(graded, arguments, words):
    """A cluster is for runs that are kept, and knows its own number of threads."""
    assert words in graded.run("grade", "lesson9", *arguments, code=2).err


class Running:
    """A run whose words can be waited for."""

    def __init__(self, desk: Desk, *arguments: str) -> None:
        self.process = desk.start("grade", "lesson9", *arguments)
        self._words: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def wait_for(self, words: str) -> None:
        """Wait until the run said so."""
        _wait_for(lambda: words in "".join(self._words) or self.process.poll() is not None)
        assert self.process.poll() is None, "".join(self._words)

    def end(self) -> Ended:
        """Wait for its end."""
        self.process.wait(timeout=120)
        self._reader.join()
        self.process.stdout.close()
        self.process.stderr.close()
        return Ended(self.process.returncode, "".join(self._words))

    def _read(self) -> None:
        for line in self.process.stderr:
            self._words.append(line)


class Ended(NamedTuple):
    """How a run ended, and what it said."""

    code: int
    err: str


def _wait_for(happened: Callable[[], Any]) -> Any:
    """Wait until something happened, and return it."""
    deadline = time.monotonic() + 60
    while not (found := happened()):
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)
    return found
