"""Who is who: a platform's words for a student against those of the roster, and a folder's name."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from autograder.intake.arrivals import Person

MAX_KEY = 64  # characters of a student's folder
_OTHER = re.compile(r"[^\w.@+-]+")
_WORDS = re.compile(r"\w+")


class Member(msgspec.Struct, frozen=True):
    """One line of a roster.

    Attributes:
        key: what the course calls the student: the name of the folder, the gradebook's key.
        person: names and numbers in the columns that are known.
        aliases: further logins and numbers that the institution gives.
        group: name of the team, or "".
        handed_in: when, if the file is a platform's own worksheet and says so; as written there.
    """

    key: str
    person: Person
    aliases: tuple[str, ...] = ()
    group: str = ""
    handed_in: str = ""


class Directory:
    """Members by everything that a platform may call them.

    Args:
        members: of a roster, or known from earlier imports.
    """

    def __init__(self, members: Iterable[Member]) -> None:
        self._accounts: dict[str, dict[str, Member]] = {}
        self._names: dict[str, dict[str, Member]] = {}
        for member in members:
            for value in _accounts(member) | _handles(member.person):
                self._accounts.setdefault(value, {})[member.key] = member
            for form in name_forms(member.person.name):
                self._names.setdefault(form, {})[member.key] = member

    def find(self, person: Person) -> Member | None:
        """Return who is meant: by login, address or number, else by a name of one only."""
        found = self._by_account(person)
        if not found:
            named = _joined(self._names, name_forms(person.name))
            found = [m for m in named if not _contradict(person, m.person)]
        return _only(found)

    def find_account(self, person: Person) -> Member | None:
        """Return who is meant by login, address or number; names say nothing."""
        return _only(self._by_account(person))

    def _by_account(self, person: Person) -> list[Member]:
        found = _joined(self._accounts, _handles(person))
        return [member for member in found if not _is_chance(person, member)]


def _only(found: Sequence[Member]) -> Member | None:
    return found[0] if len(found) == 1 else None


def _joined(index: Mapping[str, dict[str, Member]], values: Iterable[str]) -> list[Member]:
    found: dict[str, Member] = {}
    for value in values:
        found.update(index.get(value, {}))
    return list(found.values())


def _handles(person: Person) -> set[str]:
    """Return login, address, number; the part before the @ stands for a login that is not known."""
    local = "" if person.login else person.email.partition("@")[0]
    return _folded(person.login, person.email, person.number, local)


def _accounts(member: Member) -> set[str]:
    """Return what the roster itself calls a member: nothing that is only part of an address."""
    person = member.person
    return _folded(member.key, *member.aliases, person.login, person.email, person.number)


def _folded(*values: str) -> set[str]:
    return {value.strip().casefold() for value in values if value.strip()}


def _is_chance(person: Person, member: Member) -> bool:
    """Tell whether only the part before an @ is equal, while address and name are both others'.

    `jsmith` is one student at the university, and may be another one at a provider of mail.
    """
    sure = _folded(person.login, person.email, person.number) & _accounts(member)
    emails = _folded(person.email), _folded(member.person.email)
    names = name_forms(person.name), name_forms(member.person.name)
    return not sure and all(one and other and not one & other for one, other in (emails, names))


def _contradict(one: Person, other: Person) -> bool:
    """Tell whether two records say different things where both say something."""
    pairs = [(one.login, other.login), (one.email, other.email)]
    if one.number.partition(":")[0] == other.number.partition(":")[0]:
        pairs.append((one.number, other.number))
    return any(a and b and a.casefold() != b.casefold() for a, b in pairs)


def name_forms(name: str) -> set[str]:
    """Return what a name may look like elsewhere: without accents, turned around, in one word."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = _WORDS.findall("".join(c for c in plain if not unicodedata.combining(c)))
    turned = {"".join(words[i:] + words[:i]) for i in range(len(words))}
    return turned | ({" ".join(sorted(words))} if words else set())


def person_key(person: Person) -> str:
    """Return what to call a student whom no roster names; "" if nothing is known."""
    numbered = "-".join(filter(None, (person.name, person.number.rpartition(":")[2])))
    return folder_name(person.login or person.email or numbered)


def folder_name(text: str) -> str:
    """Return text as the name of a folder that is harmless everywhere; "" if nothing is left."""
    plain = _OTHER.sub("-", unicodedata.normalize("NFC", text)).strip("-._+@")
    return plain[:MAX_KEY].rstrip("-.")


def distinct_keys(people: Iterable[Person], taken: Mapping[str, Person]) -> dict[Person, str]:
    """Return a key for each person; where two would share one, all but the first get a suffix.

    Args:
        people: in order.
        taken: key -> who has it already.
    """
    owners = {key.casefold(): person for key, person in taken.items()}
    keys: dict[Person, str] = {}
    for person in people:
        key = person_key(person)
        if not _may_be(person, owners.setdefault(key.casefold(), person)):
            key = f"{key}-{_fingerprint(person)}"
            owners[key.casefold()] = person
        keys[person] = key
    return keys


def _may_be(one: Person, other: Person) -> bool:
    known = _handles(one) & _handles(other)
    return not _contradict(one, other) and bool(known or one.name == other.name)


def _fingerprint(person: Person) -> str:
    return hashlib.sha256("\0".join(msgspec.structs.astuple(person)).encode()).hexdigest()[:6]
