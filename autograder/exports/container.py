"""The result of one run, in the form of the platform whose container it ran in."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any

from autograder.exports.autolab import to_autolab
from autograder.exports.classroom50 import read_environment, to_classroom50
from autograder.exports.gradescope import Words, to_gradescope
from autograder.exports.prairielearn import to_prairielearn
from autograder.results import Report

Form = Callable[[Report, Words], str]


def choose_form(platform: str, environment: Mapping[str, str]) -> Form:
    """Return what turns a report into the text that a platform's runner takes.

    What the runner says about the submission is read here, before anything is graded. To Classroom 50
    the time of grading goes as `datetime`. Its documentation means the time of the commit, which the
    runner knows and writes over whatever stands there.

    Args:
        platform: one of `FORMS`.
        environment: variables of the process.

    Returns:
        Takes the report, and what a student reads about one task (Gradescope, PrairieLearn). The text
        has no line end at its end. Raises JudgeError if a task is ungraded by our own fault.

    Raises:
        AuthorError: the environment is not that of the platform's runner.
    """
    return FORMS[platform](environment)


def _classroom50(environment: Mapping[str, str]) -> Form:
    where = read_environment(environment, when=dt.datetime.now(dt.UTC))
    return lambda report, _: _json(to_classroom50(report, where))


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content)  # as PrairieLearn's limit was measured: no indentation


FORMS: Mapping[str, Callable[[Mapping[str, str]], Form]] = {
    "gradescope": lambda _: lambda report, words: _json(to_gradescope(report, words=words)),
    "prairielearn": lambda _: lambda report, words: _json(to_prairielearn(report, words=words)),
    "autolab": lambda _: lambda report, _: to_autolab(report).rstrip("\n"),
    "classroom50": _classroom50,
}
