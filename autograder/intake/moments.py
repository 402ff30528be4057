"""Moments as platforms write them in names and texts."""

from __future__ import annotations

import contextlib
import datetime as dt
import re

from autograder.lesson import in_zone

_FORMATS = (
    "%Y-%m-%d-%H-%M-%S",  # Blackboard
    "%Y-%m-%dT%H-%M-%SZ",  # tags of Classroom 50
    "%Y_%m_%dT%H_%M_%S_%f",  # otter
    "%b %d, %Y %I%M %p",  # Brightspace
    "%B %d, %Y %I%M %p",
    "%A, %d %B %Y, %I:%M %p",  # Moodle's worksheet, in its two English forms
    "%A, %B %d, %Y, %I:%M %p",
    "%Y%m%d%H%M%S%f",  # Sakai
)
_HALF_OF_DAY = re.compile(r"\s?([AP]M)$")
_SHORT_HOUR = re.compile(r" (\d\d\d [AP]M)$")
_UTC = re.compile(r"\s*(?:UTC|GMT|Z)$")


def parse_moment(value: object, zone: dt.tzinfo) -> dt.datetime | None:
    """Return the moment with an offset from UTC, or None if it cannot be told.

    Args:
        value: text, or a moment that a parser has made already.
        zone: what a moment without an offset means.
    """
    moment = value if isinstance(value, dt.datetime) else _parse(str(value or "").strip())
    if moment is None or moment.tzinfo is not None:
        return moment
    return in_zone(moment, dt.UTC if _UTC.search(str(value)) else zone)


def _parse(text: str) -> dt.datetime | None:
    padded = _SHORT_HOUR.sub(r" 0\1", _HALF_OF_DAY.sub(r" \1", text))
    for shape in _FORMATS:
        with contextlib.suppress(ValueError):
            return dt.datetime.strptime(padded, shape)
    with contextlib.suppress(ValueError):
        return dt.datetime.fromisoformat(_UTC.sub("", text))
    return None
