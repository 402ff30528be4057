"""The command `finegrade import`: the plan comes first, and nothing is written before it is right."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from classes import CODE, COURSE, MODULE, SAMPLES, gradescope, zipped

from autograder.desk.paths import Paths
from autograder.gradebook import Extend, open_ledger
from autograder.journal import now

EARLY, LATER = "2026-10-01 10:00:00", "2026-10-02 10:00:00"
END_OF_INPUT = "\x04"


class Typist:
    """Calls the command as a person or a script would, for one course run.

    Args:
        folder: where the course run and the exports lie.
    """

    def __init__(self, folder: Path) -> None:
        self.run = folder / "run"
        self._folder = folder

    def __call__(
        self, export: bytes | Path, *options: str, keys: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Import an export; `keys` are typed at a terminal, None means that there is none."""
        if isinstance(export, bytes):
            (self._folder / "export.zip").write_bytes(export)
            export = self._folder / "export.zip"
        command = [sys.executable, "-m", "autograder.cli", "import", str(export)]
        command += ["--lesson", "lesson1", "--out", str(self.run), *options]
        master, slave = pty.openpty()
        try:
            os.write(master, (keys or "").encode())
            return subprocess.run(
                command,
                stdin=subprocess.DEVNULL if keys is None else slave,
                capture_output=True,
                text=True,
                cwd=COURSE.root,
                check=False,
            )
        finally:
            os.close(master)
            os.close(slave)

    def head(self, student: str) -> str:
        """The first line of the module that counts."""
        return (self.run / "hand-ins" / student / MODULE).read_text().split("\n")[0]


@pytest.fixture
def finegrade_import(tmp_path) -> Typist:
    """The command, and an empty course run."""
    return Typist(tmp_path)


def test_a_script_says_yes_beforehand(finegrade_import):
    """With --yes the plan is shown and written, and the exit code says whether all is ready."""
    done = finegrade_import(gradescope(("1", "ada", EARLY)), "--yes")
    assert done.stdout.startswith("Gradescope export: 1 hand-in, 1 student.")
    assert "Next: finegrade grade lesson1" in done.stdout
    assert (done.returncode, finegrade_import.head("ada")) == (0, "# 1")


def test_a_person_is_needed(finegrade_import):
    """Hand-ins that somebody has to look at are written all the same, and the exit code is 1."""
    sample = SAMPLES / "sakai" / "Lesson 1_2026-10-20_12-00.zip"
    done = finegrade_import(sample, "--roster", str(SAMPLES / "roster.csv"), "-y")
    assert done.stdout.startswith("Sakai export: 12 hand-ins, 12 of 13 students.")
    assert done.returncode == 1
    assert len(list((finegrade_import.run / "hand-ins").iterdir())) == 12


def test_a_dry_run_writes_nothing(finegrade_import):
    """With --dry-run the plan is all there is, and not even a folder is made."""
    done = finegrade_import(gradescope(("1", "ada", EARLY)), "--dry-run")
    assert "Nothing was written. Leave --dry-run out" in done.stdout
    assert (done.returncode, finegrade_import.run.exists()) == (0, False)


def test_nobody_to_ask(finegrade_import):
    """Without a terminal and without --yes the plan is shown, nothing is written, exit code 2."""
    done = finegrade_import(gradescope(("1", "ada", EARLY)))
    assert done.stdout.startswith("Gradescope export: 1 hand-in, 1 student.")
    assert "there is no terminal to ask. If it is right, add --yes." in done.stderr
    assert (done.returncode, finegrade_import.run.exists()) == (2, False)


@pytest.mark.parametrize(
    ("keys", "code", "written"),
    [("y\n", 0, True), ("n\n", 1, False), ("\n", 1, False), (END_OF_INPUT, 130, False)],
)
def test_a_person_is_asked(keys, code, written, finegrade_import):
    """At a terminal only a yes writes; a no, an empty line and the end of the input do not."""
    done = finegrade_import(gradescope(("1", "ada", EARLY)), keys=keys)
    assert "hand-ins? [y/N]" in done.stderr
    assert (done.returncode, finegrade_import.run.exists()) == (code, written)


def test_extensions_count(finegrade_import):
    """An extension in the ledger makes a late hand-in one that is on time."""
    finegrade_import.run.mkdir()
    ledger = open_ledger(Paths(finegrade_import.run).ledger, writable=True)
    ledger.add(Extend(when=now(), by="staff", student="student-12", days=2, until=None))
    ledger.close()
    done = finegrade_import(SAMPLES / "otter" / "submissions.zip", "--yes")
    assert "ready (1 late, by 34 h;" in done.stdout


def test_an_unclear_owner_is_named(finegrade_import, tmp_path):
    """The plan says how to name a hand-in's student; the same command with that is all ready."""
    (tmp_path / "roster.csv").write_text("id,name\nkim1,Kim Lee\nkim2,Kim Lee\nada,Ada L\n")
    export = zipped({f"leekim_1001_1_{MODULE}": CODE, f"lada_1002_2_{MODULE}": CODE})
    options = ("--roster", str(tmp_path / "roster.csv"))
    asked = finegrade_import(export, *options, "--dry-run")
    assert f"add: --name leekim_1001_1_{MODULE}=STUDENT" in asked.stdout
    assert asked.returncode == 1
    done = finegrade_import(export, *options, "--name", f"leekim_1001_1_{MODULE}=kim2", "--yes")
    assert sorted(p.name for p in (finegrade_import.run / "hand-ins").iterdir()) == ["ada", "kim2"]
    assert done.returncode == 0


def test_names_by_a_pattern(finegrade_import, tmp_path):
    """A folder of files is told apart by a pattern of their names."""
    folder = tmp_path / "collected"
    folder.mkdir()
    for student in ("ada", "bob"):
        (folder / f"lesson1-{student}-{MODULE}").write_text(f"# {student}\n{CODE}")
    done = finegrade_import(folder, "--name", "lesson1-{student}-{file}", "--yes")
    assert (done.returncode, finegrade_import.head("ada")) == (0, "# ada")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--name", "ada"), "write HAND-IN=STUDENT, or one pattern"),
        (("--name", "{student}", "--name", "{student}.zip"), "or one pattern"),
        (("--name", "{student}_{task}"), "is no pattern"),
        (("--name", "{student}", "--from", "canvas"), "for --from folder, not canvas"),
        (("--on-duplicate", "best"), "'newest', 'oldest', 'ask'"),
        (("--on-duplicate", "ask", "--yes"), "needs a terminal"),
    ],
)
def test_usage(options, words, finegrade_import):
    """An option that cannot be meant is one sentence with exit code 2, and nothing is read."""
    done = finegrade_import(b"no export", *options)
    assert words in " ".join(done.stderr.split())
    assert (done.returncode, done.stdout) == (2, "")


def test_the_oldest_counts_if_that_is_asked_for(finegrade_import):
    """With --on-duplicate oldest the first attempt counts, and the other one is kept."""
    export = gradescope(("1", "ada", EARLY), ("2", "ada", LATER))
    done = finegrade_import(export, "--on-duplicate", "oldest", "--yes")
    assert "1  newer than another attempt: kept, not graded: ada" in done.stdout
    assert finegrade_import.head("ada") == "# 1"
    assert len(list((finegrade_import.run / "older" / "ada").iterdir())) == 1


def test_a_person_chooses(finegrade_import):
    """With --on-duplicate ask each student with several attempts is asked about, in time's order."""
    export = gradescope(("2", "ada", LATER), ("1", "ada", EARLY), ("3", "bob", EARLY))
    done = finegrade_import(export, "--on-duplicate", "ask", keys="1\ny\n")
    assert "ada has 2 attempts:" in done.stderr
    assert '2  2026-10-02 10:00 UTC, "submission_2"' in done.stderr
    assert "bob has" not in done.stderr
    assert "1  with several attempts: the chosen one counts, all are kept: ada" in done.stdout
    assert (done.returncode, finegrade_import.head("ada")) == (0, "# 1")


def test_a_choice_without_an_answer(finegrade_import):
    """Return takes the attempt that would count anyway; the end of the input stops it all."""
    export = gradescope(("1", "ada", EARLY), ("2", "ada", LATER))
    stopped = finegrade_import(export, "--on-duplicate", "ask", keys=END_OF_INPUT)
    assert (stopped.returncode, stopped.stdout.strip()) == (130, "")
    assert not finegrade_import.run.exists()
    finegrade_import(export, "--on-duplicate", "ask", keys="\ny\n")
    assert finegrade_import.head("ada") == "# 2"
