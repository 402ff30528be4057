"""Whose an arrival is: students of the roster, students known from earlier imports, or strangers."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from autograder.clean import clean_name
from autograder.errors import SubmissionError
from autograder.intake.arrivals import Arrival, Person
from autograder.intake.people import Directory, Member, distinct_keys, folder_name


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

    Raises:
        SubmissionError: a student whom a person named is not on the roster.
    """

    def __init__(
        self, arrivals: Iterable[Arrival], roster: Sequence[Member], earlier: Mapping[str, Person]
    ) -> None:
        people = [p for arrival in arrivals if not arrival.named for p in arrival.people]
        self._roster = {member.key: member for member in roster}
        self._directory = Directory(roster)
        past = [Member(key, person) for key, person in earlier.items()]
        self._enrolled_past = Directory(m for m in past if m.key in self._roster)
        self._other_past = Directory(m for m in past if m.key not in self._roster)
        self._members = {person: self._find(person) for person in people}
        strangers = dict.fromkeys(p for p in people if self._members[p] is None)
        listed = {member.key: member.person for member in roster}
        self._keys = distinct_keys(strangers, {**earlier, **listed})
        self._by_hand = {who: self._meant(who) for a in arrivals for who in a.named}
        found = [*self._members.values(), *self._by_hand.values()]
        self._have_own = {member.key for member in found if member is not None}
        self._teams: dict[str, list[Member]] = {}
        for member in roster:
            if member.group:
                self._teams.setdefault(member.group.casefold(), []).append(member)

    def of(self, arrival: Arrival) -> list[Owner]:
        """Return the owners of an arrival, each once; none if it does not say whose it is."""
        if arrival.named:
            found = self._of_names(arrival)
        else:
            found = [owner for person in arrival.people for owner in self._of_person(person)]
        owners = {owner.key: owner for owner in found if owner.key}
        if arrival.represents:
            mates = [mate for key in list(owners) for mate in self._mates(key)]
            owners.update({m.key: Owner(m.key, m.person) for m in mates})
        return list(owners.values())

    def _find(self, person: Person) -> Member | None:
        """Return who is meant; who was found on the roster before is known by account again."""
        again = self._enrolled_past.find_account(person)
        return (
            self._directory.find(person)
            or (self._roster[again.key] if again else None)
            or self._other_past.find(person)
        )

    def _meant(self, who: str) -> Member:
        """Return the student whom a person named."""
        member = self._directory.find_account(Person(login=who))
        if member is None and self._roster:
            near = difflib.get_close_matches(who, self._roster, n=3, cutoff=0.5)
            told = f" Did you mean: {', '.join(near)}?" if near else ""
            raise SubmissionError(f"{clean_name(who)} (--name) is not on the roster.{told}")
        return member or Member(folder_name(who) or "student", Person(login=who))

    def _of_names(self, arrival: Arrival) -> list[Owner]:
        members = [self._by_hand[who] for who in arrival.named]
        alone = len(members) == len(arrival.people) == 1
        person = arrival.people[0] if alone else Person()
        return [Owner(m.key, _completed(person, m.person)) for m in members]

    def _of_person(self, person: Person) -> list[Owner]:
        member = self._members[person]
        if member is not None:
            enrolled = member.key in self._roster or not self._roster
            return [Owner(member.key, _completed(person, member.person), enrolled)]
        team = self._teams.get(person.name.casefold(), []) if person.name else []
        stranger = Owner(self._keys[person], person, not self._roster)
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
