"""The judge as a process of its own: `python -m autograder.judge.process FD`.

It reads a `Setup` frame, collects the hidden suite once, and answers every `Job` frame with a
`Verdict`. It never runs student code and never imports torch.
"""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import msgspec

from autograder.answers import AnswerKey
from autograder.errors import FinegradeError
from autograder.judge.plugin import Suite, with_suite
from autograder.judge.verdict import Evidence, Judge
from autograder.lesson import Lesson
from autograder.observation import decode, encode, receive_frame, send_frame
from autograder.results import TaskResult

SETUP_LIMIT = 1 << 30  # an answer key comes from our own side


class Setup(msgspec.Struct, frozen=True):
    """What a judge needs before its first job."""

    lesson: Lesson
    suite: str
    key: AnswerKey


class Job(msgspec.Struct, frozen=True):
    """The evidence on one hand-in, in the lesson's order of tasks."""

    evidence: tuple[Evidence, ...]


class Verdict(msgspec.Struct, frozen=True):
    """The judged tasks, or (`fault`) why there are none. The first one only says: ready."""

    tasks: tuple[TaskResult, ...] = ()
    fault: str | None = None


def main(descriptor: int) -> None:
    """Serve jobs on the socket `descriptor` until it closes."""
    with socket.socket(fileno=descriptor) as sock:
        frame = receive_frame(sock, limit=SETUP_LIMIT)
        if frame is None:
            return
        setup = decode(frame, Setup)

        def serve(suite: Suite) -> None:
            judge = Judge(setup.lesson, setup.key, suite)
            send_frame(sock, encode(Verdict()))
            while (job := receive_frame(sock, limit=SETUP_LIMIT)) is not None:
                send_frame(sock, encode(_answer(judge, job)))

        try:
            with_suite(setup.lesson, Path(setup.suite), serve)
        except ConnectionError:
            return  # the coordinator is gone, and with it whoever could be told
        except FinegradeError as error:
            send_frame(sock, encode(Verdict(fault=str(error))))


def _answer(judge: Judge, job: bytes) -> Verdict:
    try:
        return Verdict(judge.judge(decode(job, Job).evidence))
    except Exception as error:  # whatever broke is our fault, and one hand-in's only
        return Verdict(fault=f"The judge failed: {type(error).__name__}: {error}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
