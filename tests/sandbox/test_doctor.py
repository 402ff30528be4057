"""What `finegrade doctor` says about the jail of a machine."""

from __future__ import annotations

import pytest

from autograder import doctor
from autograder.errors import SandboxError, SandboxMissing
from autograder.lesson import Course
from autograder.sandbox.jail import CANARIES, TIERS


class Offered:
    """A pool that offers the given tier, or fails to start."""

    def __init__(self, tier: str, error: Exception | None = None) -> None:
        self.tier = tier
        self._error = error

    def __enter__(self) -> Offered:
        if self._error:
            raise self._error
        return self

    def __exit__(self, *exc: object) -> None:
        pass

    def observe(self, request: object, *, seconds: float) -> None:
        pass


@pytest.fixture
def examined(monkeypatch, tiny_course: Course):
    """Return a function that has the doctor examine a machine of the given tier."""

    def examine(tier: str, error: Exception | None = None) -> list[str]:
        monkeypatch.setattr(doctor, "Pool", lambda course, key: Offered(tier, error))
        return [str(line) for line in doctor.examine(tiny_course, "lesson1_tiny")]

    return examine


def test_every_tier_and_layer_is_explained():
    """No tier and no layer is without words."""
    assert set(doctor.MEANING) == set(TIERS)
    assert set(doctor.LAYERS) == set(CANARIES)


def test_each_layer_has_a_line_and_a_missing_one_is_a_warning(examined):
    """The tier comes first, then what its canaries found."""
    lines = examined("user: limits+undumpable+seccomp")
    assert any(line.startswith("ok    jail: user") for line in lines)
    states = {line.split()[2].rstrip(":"): line.split()[0] for line in lines if " layer " in line}
    assert states == {
        "limits": "ok",
        "user": "warn",
        "undumpable": "ok",
        "landlock": "warn",
        "seccomp": "ok",
    }


@pytest.mark.parametrize(
    ("program", "platform", "advice"),
    [
        (None, "linux", "install libseccomp2"),
        (b"", "linux", "another machine"),
        (None, "darwin", "on Linux alone"),
    ],
)
def test_without_a_jail_it_says_what_is_missing(examined, monkeypatch, program, platform, advice):
    """The reason and the next step, not only that it does not work."""
    monkeypatch.setattr(doctor.seccomp, "build_filter", lambda: program)
    monkeypatch.setattr(doctor.sys, "platform", platform)
    lines = examined("", SandboxMissing("no"))
    assert lines[-2].startswith("FAIL ")
    assert advice in lines[-2]


def test_a_broken_sandbox_is_a_failure(examined):
    """Its own words are told."""
    assert "FAIL  the sandbox does not work here: broken" in examined("", SandboxError("broken"))
