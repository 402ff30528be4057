"""A real judge process: it answers, it is replaced when it dies, and it never sees torch."""

from __future__ import annotations

import os
import signal

import pytest

from autograder.answers import TaskAnswers
from autograder.errors import AuthorError, JudgeError
from autograder.judge import client as client_module
from autograder.judge.client import JudgeClient
from autograder.judge.verdict import Evidence
from autograder.observation import Reply

SUITE = """
import os
import signal
import sys

import pytest
from autograder.judge import assert_close

@pytest.mark.task_9_1
@pytest.mark.check(group="near", probes=["a"])
def test_near(observed, expected):
    '''The answer is right.'''
    if observed.get("die"):
        os.kill(os.getpid(), signal.SIGKILL)
    if observed.get("hang"):
        signal.pause()
    assert_close(observed, expected, "y")

@pytest.mark.task_9_1
@pytest.mark.check(group="far", probes=["a"])
def test_far(observed):
    '''Nothing of the field's heavy packages is loaded here.'''
    assert not {"torch", "transformers", "datasets"} & sys.modules.keys()

@pytest.mark.task_9_2
@pytest.mark.check(group="near", probes=["a"])
def test_second(observed):
    '''This holds.'''

@pytest.mark.task_9_2
@pytest.mark.check(group="far", probes=["a"])
def test_second_far(observed):
    '''This holds too.'''
"""


@pytest.fixture
def suite(tmp_path):
    """The path of a hidden suite of the tiny lesson."""
    path = tmp_path / "lesson9_tiny" / "test_lesson9_hidden.py"
    path.parent.mkdir()
    path.write_text(SUITE, encoding="utf-8")
    return path


@pytest.fixture
def key(tiny):
    """The answer key of the tiny lesson's first task."""
    return tiny.key(t9_1=TaskAnswers((tiny.seen("9.1", a=[1, 2]),)))


@pytest.fixture
def client(tiny, suite, key):
    """A client of a running judge process."""
    with JudgeClient(tiny.lesson, suite, key) as running:
        yield running


@pytest.fixture
def evidence(tiny):
    """Return the evidence of a worker that recorded this case."""

    def build(**case):
        values = {"y": tiny.array([1, 2]), **case}
        return [Evidence("9.1", Reply(tiny.observation("9.1", a=values)))]

    return build


def test_a_killed_judge_is_replaced(tiny, client, evidence):
    """A kill -9 between two hand-ins changes nothing but the process id."""
    (before,) = client.judge(evidence())
    first = client.pid
    os.kill(first, signal.SIGKILL)

    (after,) = client.judge(evidence())
    (wrong,) = client.judge(evidence(y=tiny.array([2, 4])))

    assert before == after
    assert (after.outcome, after.points) == ("passed", 10)
    assert (wrong.outcome, wrong.points) == ("failed", 3)  # one group of two: a quarter
    assert client.pid not in (None, first)


def test_a_hand_in_that_kills_the_judge_twice_is_ungraded_alone(client, evidence):
    """Two deaths on one hand-in are a JudgeError; the next hand-in is judged."""
    with pytest.raises(JudgeError, match="died or hung twice"):
        client.judge(evidence(die=True))

    assert client.judge(evidence())[0].outcome == "passed"


def test_a_judge_that_hangs_is_replaced(client, evidence, monkeypatch):
    """A check that never ends is a JudgeError after the time of a job, and no stuck run."""
    monkeypatch.setattr(client_module, "JOB_SECONDS", 0.2)
    with pytest.raises(JudgeError, match="died or hung twice"):
        client.judge(evidence(hang=True))

    monkeypatch.setattr(client_module, "JOB_SECONDS", 60.0)
    assert client.judge(evidence())[0].outcome == "passed"


def test_a_task_that_breaks_the_judge_is_ungraded(client, evidence, tiny):
    """A task without answers in the key is our fault, and the process lives on."""
    pid = client.pid
    strange = [*evidence(), Evidence("9.2", Reply(tiny.observation("9.2", a=[1])))]

    first, second = client.judge(strange)

    assert (first.outcome, second.outcome) == ("passed", "ungraded")
    assert client.pid == pid


def test_a_job_that_breaks_the_judge_is_an_error_not_an_empty_result(client, evidence):
    """A hand-in must never come back with no tasks, as if it had earned 0 of 0."""
    pid = client.pid
    with pytest.raises(JudgeError, match=r"no task '7\.7'"):
        client.judge([Evidence("7.7", Reply())])

    assert client.judge(evidence())[0].outcome == "passed"
    assert client.pid == pid


def test_a_suite_that_cannot_be_collected_is_the_authors_error(tiny, suite, key):
    """The author reads what is wrong with the suite when the judge starts."""
    suite.write_text(SUITE.replace('group="far"', 'group="fat"', 1), encoding="utf-8")

    with pytest.raises(AuthorError, match="no group 'fat'"):
        JudgeClient(tiny.lesson, suite, key).__enter__()


def test_files_of_the_working_directory_are_not_imported(
    tiny, suite, key, evidence, tmp_path, monkeypatch
):
    """A hand-in called numpy.py or conftest.py beside which the command runs is never executed."""
    place = tmp_path / "hand-ins"
    place.mkdir()
    trap = f"open({str(tmp_path / 'sprung')!r}, 'w'); raise SystemExit"
    for name in ("numpy.py", "msgspec.py", "pytest.py", "conftest.py", "sitecustomize.py"):
        (place / name).write_text(trap, encoding="utf-8")
    monkeypatch.chdir(place)
    monkeypatch.setenv("PYTHONPATH", "")

    with JudgeClient(tiny.lesson, suite, key) as client:
        assert client.judge(evidence())[0].outcome == "passed"
    assert not (tmp_path / "sprung").exists()


def test_pytest_options_of_the_shell_do_not_reach_the_judge(
    tiny, suite, key, evidence, monkeypatch
):
    """PYTEST_ADDOPTS and PYTEST_PLUGINS of whoever grades change no result."""
    monkeypatch.setenv("PYTEST_ADDOPTS", "--collect-only -k nothing")
    monkeypatch.setenv("PYTEST_PLUGINS", "no_such_plugin")

    with JudgeClient(tiny.lesson, suite, key) as client:
        assert client.judge(evidence())[0].outcome == "passed"


def test_nothing_is_left_running(tiny, suite, key):
    """Leaving the context ends the process."""
    with JudgeClient(tiny.lesson, suite, key) as client:
        pid = client.pid
        assert pid is not None
    assert client.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
