"""What can go wrong, whose fault it is, and how the command then exits.

    FinegradeError            70  our own fault; never a student's zero
    |-- AuthorError            4  a lesson is written wrongly (lesson.toml, markers, suites)
    |-- SubmissionError        4  a hand-in cannot be read (not an archive, too large, no module)
    |-- DeskError              3  the folder of a course run is held, full, read-only or damaged
    |-- ClusterError           3  a cluster, or one of its machines, cannot be graded with
    |-- SandboxError          70  a worker, or the zygote that forks it, broke its protocol
    |   `-- SandboxMissing     3  this machine cannot jail student code
    `-- JudgeError            70  the judge failed; the hand-in stays ungraded

Besides, a command ends with 1 where a person has to look, with 2 where its options are wrong (click),
and with 130 where it was stopped.

Every message is a sentence for a person: what is wrong, where, and what to do next.
"""

from __future__ import annotations


class FinegradeError(Exception):
    """The root of everything this package raises on purpose."""

    exit_code = 70


class AuthorError(FinegradeError):
    """A lesson, suite or bundle is written wrongly; its author must act."""

    exit_code = 4


class SubmissionError(FinegradeError):
    """A hand-in cannot be read; the sentence is shown to the student."""

    exit_code = 4


class SandboxError(FinegradeError):
    """The sandbox itself failed, or sent what is not an observation."""


class SandboxMissing(SandboxError):
    """This machine offers no jail that is good enough for code of other people."""

    exit_code = 3


class JudgeError(FinegradeError):
    """The judge failed. The hand-in stays ungraded and can be judged again."""


class DeskError(FinegradeError):
    """The folder of a course run cannot be used as it is: held, full, read-only or damaged."""

    exit_code = 3


class ClusterError(FinegradeError):
    """The cluster, or one of its machines, cannot be graded with as it is."""

    exit_code = 3
