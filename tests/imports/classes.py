"""A course run to import into, and builders of exports; the lesson is lesson 1, due on 16 October."""

from __future__ import annotations

import csv
import datetime as dt
import importlib.util
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

from autograder.intake import read_submissions
from autograder.intake.arrivals import Shelf
from autograder.intake.entries import Entry
from autograder.intake.keeping import read_records
from autograder.intake.naming import Target
from autograder.intake.people import Member
from autograder.intake.plan import Order, Plan, make_plan
from autograder.intake.recognition import recognise
from autograder.intake.records import Record
from autograder.intake.roster import parse_roster
from autograder.intake.taking import Asked, Offer, look
from autograder.lesson import find_course
from autograder.submission import Submission

COURSE = find_course(Path(__file__).resolve())
LESSON = COURSE.lesson("lesson1")
SAMPLES = COURSE.root / "fixtures" / "exports"
MODULE = LESSON.module
CODE = "def pool_last_token(hidden, mask):\n    return hidden\n"


def samples() -> ModuleType:
    """Return the script that makes the sample exports."""
    spec = importlib.util.spec_from_file_location("sample_exports", SAMPLES / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip that holds the files, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def roster(*lines: str, titles: str = "id,name,email") -> tuple[Member, ...]:
    """Return the roster of these lines."""
    return parse_roster("\n".join([titles, *lines]) + "\n", "roster.csv")


def said(outcome: Offer) -> str:
    """Return the text of a plan without its line ends."""
    return " ".join(outcome.text.split())


def plan_of(names: Sequence[str], people: Sequence[Member] = (), *, outer: str = "export") -> Plan:
    """Return the plan for an archive that holds modules of these names, as good as if imported."""
    target = Target(LESSON.key, MODULE)
    entries = [Entry(name, lambda _: CODE.encode(), size=len(CODE)) for name in names]
    shelf = Shelf(tuple(entries), outer, target, LESSON.due.tzinfo, depth=1)
    now = dt.datetime.now(dt.UTC)
    order = Order(LESSON, {}, people, (), lambda _: LESSON.due, f"{outer}.zip", now)
    return make_plan(recognise(shelf, archived=True), target, order)


def moodle(people: Mapping[str, Mapping[str, str | bytes]]) -> bytes:
    """Return Moodle's zip: "name_number" -> files."""
    return zipped(
        {
            f"{who}_assignsubmission_file/{name}": data
            for who, files in people.items()
            for name, data in files.items()
        }
    )


def gradescope(*attempts: tuple[str, str, str], text: str = CODE) -> bytes:
    """Return Gradescope's zip of (submission, sid, time in UTC); each has a module of its own."""
    lines, files = ["---"], {}
    for number, sid, time in attempts:
        lines += [f"submission_{number}:", "  :submitters:", f"  - :sid: {json.dumps(sid)}"]
        lines += [f"  :created_at: {time} Z"]
        files[f"e/submission_{number}/{MODULE}"] = f"# {number}\n{text}"
    return zipped({**files, "e/submission_metadata.yml": "\n".join(lines) + "\n"})


class Desk:
    """A folder of a course run, and what is in it.

    Args:
        root: the folder; made by the first import.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def take(
        self,
        source: Path | bytes,
        *people: Member,
        name: str = "export.zip",
        dry_run: bool = False,
        **wishes: object,
    ) -> Offer:
        """Import a path, or bytes as a file of this name, with these people as roster.

        Args:
            source: the export.
            people: the roster.
            name: of the file that bytes become.
            dry_run: make the plan alone.
            wishes: further fields of `Asked`.
        """
        if isinstance(source, bytes):
            path = self.root.parents[1] / name
            path.write_bytes(source)
            source = path
        with look(Asked(source, LESSON, self.root, people, **wishes), COURSE) as offer:
            if not dry_run:
                offer.accept()
        return offer

    @property
    def hand_ins(self) -> dict[str, Submission]:
        """What a grading would read."""
        found = read_submissions(self.root / "hand-ins", LESSON.key, MODULE)
        return {submission.student: submission for submission in found}

    @property
    def times(self) -> dict[str, dt.datetime]:
        """What `hand-ins.csv` says."""
        with (self.root / "hand-ins.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
        return {row["student"]: dt.datetime.fromisoformat(row["handed_in"]) for row in rows}

    @property
    def records(self) -> dict[str, Record]:
        """The record of what counts, for everybody."""
        return {r.student: r for r in read_records(self.root) if r.counts}

    def files(self) -> dict[str, bytes]:
        """Every file of the run but the lock, by its path."""
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and path.name != "import.lock"
        }
