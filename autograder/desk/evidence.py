"""Hand-ins, and evidence on them, as lines of the journal and contents of the store, and back."""

from __future__ import annotations

import msgspec

from autograder.grade import UNLOADABLE
from autograder.journal import Trace
from autograder.judge.verdict import Evidence
from autograder.observation import Observation, Reply, decode, encode
from autograder.store import Store
from autograder.submission import Submission


def nameless(submission: Submission) -> bytes:
    """Return the content of a hand-in, whoever handed it in."""
    return encode(msgspec.structs.replace(submission, student=""))


def named(content: bytes, student: str) -> Submission:
    """Return the hand-in of a student from its content."""
    return msgspec.structs.replace(decode(content, Submission), student=student)


def pack(evidence: Evidence, key: str, store: Store) -> Trace:
    """Store the observations of one task, and return the line about them."""
    reply = evidence.reply or Reply()
    seen = [part for part in (reply.plain, reply.stand_in) if part is not None]
    digests = dict(zip(map(id, seen), store.put([encode(part) for part in seen]), strict=True))
    return Trace(
        task=evidence.task,
        key=key,
        plain=digests.get(id(reply.plain)),
        stand_in=digests.get(id(reply.stand_in)),
        problem=reply.problem,
        file=reply.file,
        line=reply.line,
        stop=evidence.stop,
        seconds=round(evidence.seconds, 3),
    )


def unpack(trace: Trace, store: Store) -> Evidence:
    """Return the evidence that was packed."""
    if trace.stop is not None:
        return Evidence(trace.task, stop=trace.stop, seconds=trace.seconds)
    plain, stand_in = (
        decode(store.get(name), Observation) if name else None
        for name in (trace.plain, trace.stand_in)
    )
    reply = Reply(plain, stand_in, trace.problem, trace.file, trace.line)
    return Evidence(trace.task, reply, seconds=trace.seconds)


def complete(trace: Trace) -> bool:
    """Tell whether a trace says all there is to say: the module cannot be loaded."""
    if trace.stop is not None:
        return not trace.stop.loaded
    return trace.problem is not None and trace.problem.kind in UNLOADABLE
