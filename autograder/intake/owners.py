"""Whose an arrival is: students of the roster, students known from earlier imports, or strangers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from autograder.intake.arrivals import Arrival, Person
from autograder.intake.people import Directory, Member, distinct_keys


class Owner(msgspec.Struct, frozen=True):
    """One student whose hand-in it is: the key, all that is known, and whether the roster says so.

    Where there is no roster, everybody is `enrolled`.
    """

    key: str
    person: Person
    enrolled: bool = True


class Owners:
    """Says whose the arrivals of one export are.

    Args:
        arrivals: all of the export.
        roster: the students; empty if none is given.
        earlier: key -> student, of earlier imports.
    """

    def __init__(
        self, arrivals: Iterable[Arrival], roster: Sequence[Member], earlier: Mapping[str, Person]
    ) -> None:
        people = [person for arrival in arrivals for person in arrival.people]
        listed = {member.key: member.person for member in roster}
        directory = Directory(roster)
        before = Directory(Member(key, p) for key, p in earlier.items() if key not in listed)
        self._members = {p: directory.find(p) or before.find(p) for p in people}
        strangers = dict.fromkeys(p for p in people if self._members[p] is None)
        self._keys = distinct_keys(strangers, {**earlier, **listed})
        self._listed = set(listed)
        self._have_own = {member.key for member in self._members.values() if member is not None}
        self._teams: dict[str, list[Member]] = {}
        for member in roster:
            if member.group:
                self._teams.setdefault(member.group.casefold(), []).append(member)

    def of(self, arrival: Arrival) -> list[Owner]:
        """Return the owners of an arrival, each once; none if it does not say whose it is."""
        found = [owner for person in arrival.people for owner in self._of_person(person)]
        owners = {owner.key: owner for owner in found if owner.key}
        if arrival.represents:
            mates = [mate for key in list(owners) for mate in self._mates(key)]
            owners.update({m.key: Owner(m.key, m.person) for m in mates})
        return list(owners.values())

    def _of_person(self, person: Person) -> list[Owner]:
        member = self._members[person]
        if member is not None:
            enrolled = member.key in self._listed or not self._listed
            return [Owner(member.key, _completed(person, member.person), enrolled)]
        team = self._teams.get(person.name.casefold(), []) if person.name else []
        stranger = Owner(self._keys[person], person, not self._listed)
        return [Owner(mate.key, mate.person) for mate in team] or [stranger]

    def _mates(self, key: str) -> list[Member]:
        """Return the members of a student's team who handed in nothing of their own."""
        team = next((t for t in self._teams.values() if any(m.key == key for m in t)), [])
        return [mate for mate in team if mate.key not in self._have_own]


def _completed(person: Person, member: Person) -> Person:
    """Return a person with what the roster knows, in its spelling."""
    return Person(
        login=member.login or person.login,
        email=member.email or person.email,
        name=member.name or person.name,
        number=person.number or member.number,
    )
