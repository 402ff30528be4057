"""One attack: what was written down, where it is played, and what can be seen of it.

A hand-in names what it is after by placeholders, which are filled in for each run:

    @SECRET@ @SUITE@ @OTHER@   files that hold the secret token of the session
    @DROP@                     a folder that must stay empty
    @TCP@ @UDP@ @UNIX@ @ABSTRACT@   listeners that the tests opened on this machine
    @BYSTANDER@                the id of a process that must not be touched
    @MARK@                     a token that the hand-in shows once it got through
"""

from __future__ import annotations

import contextlib
import os
import platform
import resource
import secrets
import socket
import subprocess
import threading
import time
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, Self

import msgspec

from autograder.intake import read_submissions
from autograder.lesson import Lesson
from autograder.submission import Submission

HERE = Path(__file__).parent
HONEST = (HERE / "course" / "honest" / "tiny.py").read_text(encoding="utf-8")

Effect = Literal["told", "leaked", "wrote", "sent", "touched", "gained", "broke", "changed"]


class Attack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `expected.toml`, written by hand.

    Attributes:
        tries: what it tries, one sentence.
        guard: what stops it, one sentence.
        off: where that guard is missing: a sandbox without a jail, plain pytest in one process, the
            decoder without its checks, marks without the rules on credit, a plain unpacker, a page
            made of plain strings.
        bites: what then happens.
        outcome: of task 1.1, with the guard in place.
        points: of task 1.1, of 10.
        gradable: whether the hand-in as a whole can be graded.
        says: words of the message that the student and the TA read.
        seconds: wall time that the task has.
        student: the name under which it is handed in.
        needs: the machine it is written for; "" for any.
    """

    tries: str
    guard: str
    off: Literal["unjailed", "naive", "unchecked", "credit", "unpacked", "unescaped"]
    bites: Effect
    outcome: Literal["passed", "failed", "unwritten", "stopped"] = "failed"
    points: int = 0
    gradable: bool = True
    says: str = ""
    seconds: float = 10.0
    student: str = "student-01"
    needs: str = ""
    folder: str = ""

    @property
    def kind(self) -> str:
        """The class of the attack: the first half of its folder's name."""
        return self.folder.partition("__")[0]

    @property
    def sources(self) -> dict[str, str]:
        """The hand-in's files as they are written down, with placeholders."""
        paths = sorted(p for p in (HERE / self.folder).iterdir() if p.name not in _OURS)
        return {path.name: path.read_text(encoding="utf-8") for path in paths if path.is_file()}


_OURS = ("expected.toml", "build.py")


def load_attacks(*, everywhere: bool = False) -> list[Attack]:
    """Return every attack that is written for this machine, or for any machine."""
    found = []
    for path in sorted(HERE.glob("*__*/expected.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found.append(msgspec.convert({**table, "folder": path.parent.name}, Attack))
    return [a for a in found if everywhere or a.needs in ("", platform.machine())]


class Stage:
    """The listeners and secrets of a session. A context manager."""

    def __init__(self, course: Path, folder: Path, secret: str) -> None:
        self.secret = secret
        self.folder = folder
        self._received = bytearray()
        self._socks: list[socket.socket] = []
        solution = next(course.glob("solutions/*/tiny.py"))
        other = folder / "hand-in of another student.py"
        other.write_text(f"SECRET = {secret!r}\n")
        self.words = {
            "SECRET": str(solution),
            "SUITE": str(next(course.glob("tests/*/test_*_hidden.py"))),
            "OTHER": str(other),
        }

    def __enter__(self) -> Self:
        unix, abstract = str(self.folder / "listener"), "\0finegrade-" + secrets.token_hex(8)
        self.words |= {
            "TCP": str(self._listen(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0))),
            "UDP": str(self._listen(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0))),
            "UNIX": str(self._listen(socket.AF_UNIX, socket.SOCK_STREAM, unix)),
            "ABSTRACT": str(self._listen(socket.AF_UNIX, socket.SOCK_STREAM, abstract))[1:],
        }
        return self

    def __exit__(self, *exc: object) -> None:
        for sock in self._socks:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()

    def _listen(self, family: int, kind: int, address: object) -> object:
        sock = socket.socket(family, kind)
        sock.bind(address)  # type: ignore[arg-type]
        self._socks.append(sock)
        if kind == socket.SOCK_STREAM:
            sock.listen()
        threading.Thread(target=self._collect, args=(sock,), daemon=True).start()
        name = sock.getsockname()
        return name[1] if family == socket.AF_INET else _text(name)

    def _collect(self, sock: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                if sock.type == socket.SOCK_DGRAM:
                    self._received += sock.recv(4096)
                    continue
                peer, _ = sock.accept()
                with peer, contextlib.suppress(OSError):
                    peer.settimeout(1.0)
                    self._received += peer.recv(4096)

    def received(self, mark: str) -> bool:
        """Tell whether some listener got this mark; what was sent has a moment to arrive."""
        if mark.encode() not in self._received:
            time.sleep(0.02)
        return mark.encode() in self._received


def _text(name: str | bytes) -> str:
    return name.decode() if isinstance(name, bytes) else name


class Scene:
    """One run of one attack: its own mark, folder and bystander. A context manager."""

    def __init__(self, attack: Attack, stage: Stage, folder: Path) -> None:
        self._attack, self._stage, self.folder = attack, stage, folder
        self.mark = secrets.token_hex(12)
        self.drop = folder / "drop"
        self.hand_ins = folder / "hand-ins"
        self._words = {**stage.words, "DROP": str(self.drop), "MARK": self.mark}
        self._bystander: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        for folder in (self.drop, self.hand_ins):
            folder.mkdir(parents=True)
        self.drop.chmod(0o777)
        if any("@BYSTANDER@" in text for text in self._attack.sources.values()):
            self._bystander = subprocess.Popen(["/bin/sleep", "60"], start_new_session=True)
            self._words["BYSTANDER"] = str(self._bystander.pid)
            self._before = _state(self._bystander.pid)
        self._write()
        return self

    def __exit__(self, *exc: object) -> None:
        if self._bystander is not None:
            self._bystander.kill()
            self._bystander.wait()

    def _write(self) -> None:
        """Lay the hand-in down as a platform would."""
        builder = HERE / self._attack.folder / "build.py"
        if builder.exists():
            suffix, data = self._build(builder)
            self.hand_ins.joinpath(f"{self._attack.student}.{suffix}").write_bytes(data)
        for name, text in self._attack.sources.items():
            path = self.hand_ins / self._attack.student / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(self._filled(text), encoding="utf-8")

    def _build(self, builder: Path) -> tuple[str, bytes]:
        names: dict[str, Any] = {}
        exec(compile(self._filled(builder.read_text(encoding="utf-8")), builder, "exec"), names)
        return names["build"]()

    def _filled(self, text: str) -> str:
        for word, value in self._words.items():
            text = text.replace(f"@{word}@", value)
        return text

    def submission(self, lesson: Lesson) -> Submission:
        """Return what intake makes of it."""
        (submission,) = read_submissions(self.hand_ins, lesson.key, lesson.module)
        return submission

    def effects(self, *shown: bytes) -> set[str]:
        """Return what got out of the hand-in's own worker, given all that it said and was shown."""
        text = b"\n".join(shown)
        found = {
            "told": self.mark.encode() in text,
            "leaked": self._stage.secret.encode() in text,
            "wrote": any(self.drop.iterdir()),
            "sent": self._stage.received(self.mark) if self._networked else False,
            "touched": self._bystander is not None and _state(self._bystander.pid) != self._before,
        }
        return {effect for effect, seen in found.items() if seen}

    @property
    def _networked(self) -> bool:
        words = ("@TCP@", "@UDP@", "@UNIX@", "@ABSTRACT@")
        return any(word in text for text in self._attack.sources.values() for word in words)


def _state(pid: int) -> tuple[object, ...]:
    """Return what others could change about a process: life, priority, processors, limits."""
    stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    limits = resource.prlimit(pid, resource.RLIMIT_NOFILE)  # type: ignore[attr-defined]
    life = "alive" if stat in "RSD" else stat  # running, asleep, or waiting for a disk
    return life, os.getpriority(os.PRIO_PROCESS, pid), os.sched_getaffinity(pid), limits


def sample(attacks: Sequence[Attack]) -> Iterator[Attack]:
    """Yield the first attack of each class and place where its guard is missing."""
    seen: set[tuple[str, str]] = set()
    for attack in attacks:
        if (attack.kind, attack.off) not in seen:
            seen.add((attack.kind, attack.off))
            yield attack


def strings(value: object) -> Iterator[str]:
    """Yield every text inside a decoded document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
