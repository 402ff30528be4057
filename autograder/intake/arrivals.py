"""What an export of a platform holds, before any hand-in of it is read: who, when, which files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

import msgspec

from autograder.intake.entries import Entry, is_ignored
from autograder.intake.naming import LESSON_FOLDER, Target


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """One student as a platform writes them; what it does not say is empty.

    Attributes:
        login: what the institution calls them: user name, student number.
        email: their address.
        name: as it is shown; order and case differ between platforms.
        number: the platform's own number, behind the platform's name: "canvas:1001".
    """

    login: str = ""
    email: str = ""
    name: str = ""
    number: str = ""


class Arrival(msgspec.Struct, frozen=True):
    """One attempt in an export.

    Attributes:
        parts: names at the top of the export that belong to it; the first one is shown.
        people: whose it is; several for a group.
        entries: the files, under the names that their authors gave them.
        handed_in: when, with an offset from UTC; None if the export does not say.
        late: the platform itself calls it late.
        number: order among attempts without a time.
        single: the only entry is the hand-in itself, whatever it is called.
        depth: how many archives are open around the entries.
        represents: one member stands for a group that the export does not spell out.
        named: the students whose it is, if a person said so.
    """

    parts: tuple[str, ...]
    people: tuple[Person, ...]
    entries: tuple[Entry, ...]
    handed_in: dt.datetime | None = None
    late: bool = False
    number: int = 0
    single: bool = False
    depth: int = 0
    represents: bool = False
    named: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What the export calls it."""
        return self.parts[0]


class Export(msgspec.Struct, frozen=True):
    """A recognised export: its platform, the attempts, and the names that belong to none."""

    platform: str
    title: str
    arrivals: tuple[Arrival, ...]
    unread: tuple[str, ...] = ()


class Shelf(msgspec.Struct, frozen=True):
    """One level of the folders of an export.

    Attributes:
        entries: everything on it, by path from here.
        outer: name of the folder or archive around it, without suffix.
        target: the module that is looked for.
        zone: what times without an offset mean.
        depth: how many archives are open around it.
    """

    entries: tuple[Entry, ...]
    outer: str
    target: Target
    zone: dt.tzinfo
    depth: int = 0

    def folders(self) -> dict[str, tuple[Entry, ...]]:
        """Return the folders at the top with what is in each, by path inside it; sorted."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            top, _, rest = entry.name.partition("/")
            if rest or entry.folder:
                found.setdefault(top, [])
            if rest:
                found[top].append(entry.moved(rest))
        return {top: tuple(found[top]) for top in sorted(found)}

    def files(self) -> dict[str, Entry]:
        """Return the files at the top, sorted by name."""
        top = {e.name: e for e in self.entries if "/" not in e.name and not e.folder}
        return {name: top[name] for name in sorted(top) if not is_ignored(name)}

    def inside(self, folder: str) -> Shelf:
        """Return the shelf that one folder at the top is."""
        return msgspec.structs.replace(self, entries=self.folders()[folder], outer=folder)


def levels(shelf: Shelf) -> Iterator[Shelf]:
    """Yield the shelf, then what is in its only folder, and so on while there is only one."""
    while True:
        yield shelf
        folders = [name for name in shelf.folders() if not is_ignored(name)]
        if len(folders) != 1 or shelf.files() or LESSON_FOLDER.fullmatch(folders[0]):
            return
        shelf = shelf.inside(folders[0])


def below(entries: Sequence[Entry], folder: str) -> tuple[Entry, ...]:
    """Return the entries below one of the folders, by path inside it."""
    head = folder + "/"
    return tuple(e.moved(e.name[len(head) :]) for e in entries if e.name.startswith(head))


def tops(entries: Sequence[Entry]) -> list[str]:
    """Return the names at the top that are not clutter, sorted."""
    names = {PurePosixPath(entry.name).parts[0] for entry in entries if entry.name}
    return sorted(name for name in names if not is_ignored(name))
