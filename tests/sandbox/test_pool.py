"""What comes back of a worker, whatever the hand-in does to itself."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from autograder.errors import SandboxMissing
from autograder.lesson import Course
from autograder.observation import Array, Raised
from autograder.sandbox.pool import Pool

GOOD = "def double(x):\n    return x * 2\n"


def test_a_right_answer_comes_back_as_numbers(jailed):
    """Values and gradients arrive, with the place where the function is defined."""
    reply = jailed.run("import torch\n\n" + GOOD).reply
    case = reply.plain.cases["doubled"]
    assert isinstance(case["y"], Array)
    assert case["y"].shape == (3, 4)
    assert isinstance(case["grad of x"], Array)
    assert (reply.file, reply.line) == ("m.py", 3)


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others(jailed):
    """Inputs depend on the seed alone."""
    first, second, other = (
        jailed.run(GOOD, seed=seed).reply.plain.cases["doubled"]["y"].numpy() for seed in (7, 7, 8)
    )
    np.testing.assert_array_equal(first, second)
    assert not np.array_equal(first, other)


def test_every_worker_finds_the_probes_rehearsed_once(jailed):
    """What a probe builds for the first time, the zygote has built, on a hand-in without a line."""
    for _ in range(2):
        assert jailed.run(GOOD).reply.plain.cases["doubled"]["_runs"] == 2


@pytest.mark.parametrize(
    "line",
    [
        "import doctest, pdb, pytest",
        "from IPython.display import display",
        "from tqdm.notebook import tqdm",
        "from transformers import Trainer, TrainingArguments, pipeline",
        "import torch; _ = torch.compile(lambda x: x)",
    ],
)
def test_a_hand_in_may_still_hold_what_it_was_developed_with(jailed, line):
    """Imports that a student forgot to take out, and a decorator that promises speed, cost nothing."""
    reply = jailed.run(f"{line}\n{GOOD}").reply
    assert reply.problem is None
    assert isinstance(reply.plain.cases["doubled"]["y"], Array)


def test_workers_do_not_share_state(jailed):
    """What one worker does to torch is gone in the next."""
    poison = "import torch\ntorch.randn = None\ntorch.stolen = 1\n" + GOOD
    jailed.run(poison)
    found = jailed.run("import torch\nassert not hasattr(torch, 'stolen')\n" + GOOD).reply
    assert found.problem is None
    assert isinstance(found.plain.cases["doubled"]["y"], Array)


def test_a_second_pass_puts_the_stand_in_in_the_helpers_place(jailed):
    """A caller is observed with its own helper and with the known stand-in."""
    source = "def helper(x):\n    return 2 * x\n\n\ndef double(x):\n    return helper(x)\n"
    reply = jailed.run(source, helpers=("helper",)).reply
    plain = reply.plain.cases["doubled"]["y"].numpy()
    stand_in = reply.stand_in.cases["doubled"]["y"].numpy()
    np.testing.assert_allclose(stand_in, plain * 2.5, rtol=1e-6)


@pytest.mark.parametrize(
    ("body", "kind", "line"),
    [
        pytest.param("while True: pass", "time", 2, id="endless loop"),
        pytest.param("import os; os._exit(0)", "exit", None, id="leaves with success"),
        pytest.param("import os; os._exit(3)", "exit", None, id="leaves with failure"),
        pytest.param("import ctypes; ctypes.string_at(0)", "crash", 2, id="segmentation fault"),
        pytest.param("import torch; return torch.ones(1 << 33)", "memory", None, id="one tensor"),
        pytest.param("return bytearray(1 << 33)", "memory", None, id="one bytearray"),
        pytest.param("for _ in range(9000): print('x' * 999)", "output", None, id="endless output"),
    ],
)
def test_a_worker_that_ends_early_is_stopped_with_its_reason(jailed, body, kind, line):
    """Time, memory, output, a crash and an exit are told apart, with the student's line if known."""
    stop = jailed.run(f"def double(x):\n    {body}\n", seconds=1.5).stop
    assert (stop.kind, stop.loaded) == (kind, True)
    if line is not None:
        assert (stop.file, stop.line) == ("m.py", line)


def test_a_signal_handler_does_not_outlive_its_time(jailed):
    """Ignoring every signal does not help against the deadline."""
    source = (
        "import signal\n"
        "for n in range(1, 32):\n"
        "    try: signal.signal(n, signal.SIG_IGN)\n"
        "    except (OSError, ValueError): pass\n"
        "def double(x):\n"
        "    while True: pass\n"
    )
    started = time.monotonic()
    assert jailed.run(source, seconds=1.0).stop.kind == "time"
    assert time.monotonic() - started < 8


@pytest.mark.parametrize(
    ("source", "kind", "word"),
    [
        pytest.param("def double(x)\n    return x", "syntax", "line 1", id="syntax error"),
        pytest.param("import seaborn_x\n" + GOOD, "import", "seaborn_x", id="missing package"),
        pytest.param("import sys\nsys.exit()\n" + GOOD, "exit", "line 2", id="exit at import"),
        pytest.param("undefined_name\n" + GOOD, "error", "NameError", id="error at import"),
        pytest.param("def duble(x):\n    return x", "missing", "duble", id="renamed function"),
        pytest.param("x = 1\n\0", "syntax", "m.py, line 2", id="NUL byte"),
        pytest.param("x = " + "(" * 5000 + ")" * 5000, "syntax", "m.py", id="deep nesting"),
    ],
)
def test_a_module_that_cannot_be_used_says_why(jailed, source, kind, word):
    """The problem is one sentence with the student's file and line."""
    problem = jailed.run(source).reply.problem
    assert problem.kind == kind
    assert word in problem.text


def test_siblings_are_imported_by_either_name(jailed):
    """A hand-in's own files are found bare, under the lesson's folder, and relatively."""
    files = {
        "m.py": (
            "from extra import two\nfrom lesson1_tiny.extra import two as b\n"
            "from .extra import two as c\nfrom lesson0_x.old import one\n"
            "def double(x):\n    return x * two * b / c * one\n"
        ),
        "extra.py": "two = 2\n",
        "lesson0_x/old.py": "one = 1\n",
    }
    reply = jailed.run("", files=files).reply
    assert reply.problem is None
    assert isinstance(reply.plain.cases["doubled"]["y"], Array)


def test_a_sibling_cannot_shadow_what_is_loaded(jailed):
    """`import torch` stays torch, whatever the hand-in brings."""
    files = {
        "m.py": "import torch\ndef double(x):\n    return torch.mul(x, 2)\n",
        "torch.py": "mul = None",
    }
    assert isinstance(jailed.run("", files=files).reply.plain.cases["doubled"]["y"], Array)


EARLIER = "from lesson0_before.before import twice\ndef double(x): return twice(x)\n"


def test_an_earlier_module_of_ones_own_is_used(jailed):
    """A later lesson takes functions from the hand-in's own module of an earlier lesson."""
    files = {"m.py": EARLIER, "lesson0_before/before.py": "def twice(x): return 2 * x\n"}

    observed = jailed.run("", files=files, earlier=("lesson0_before/before.py",))

    assert isinstance(observed.reply.plain.cases["doubled"]["y"], Array)


def test_an_earlier_module_that_is_missing_can_be_imported_and_not_called(jailed):
    """Without it the call fails, and a stand-in shows whether the caller is right."""
    observed = jailed.run(EARLIER, earlier=("lesson0_before/before.py",))
    assert observed.reply.plain.cases["doubled"]["y"].kind == "NotImplementedError"
    assert "twice of lesson0_before.before" in observed.reply.plain.cases["doubled"]["y"].text

    nobody = jailed.run(EARLIER)
    assert nobody.reply.problem.kind == "import"


def test_garbage_on_the_channel_is_the_hand_ins_own_doing(jailed):
    """Bytes that are no frame stop this worker as a broken protocol, and the next one works."""
    source = (
        "import os\ndef double(x):\n    for fd in range(3, 50):\n"
        "        try: os.write(fd, b'z' * 20)\n        except OSError: pass\n    return x\n"
    )
    assert jailed.run(source).stop.kind == "protocol"
    assert jailed.run(GOOD).reply is not None


def test_many_workers_at_once_answer_for_themselves(jailed):
    """Concurrent requests do not mix up their replies."""

    def ask(factor: int) -> float:
        reply = jailed.run(f"def double(x):\n    return x * {factor}\n").reply
        return float(reply.plain.cases["doubled"]["y"].numpy()[0, 0])

    with ThreadPoolExecutor(6) as threads:
        values = list(threads.map(ask, range(1, 13)))
    np.testing.assert_allclose([v / values[0] for v in values], range(1, 13), rtol=1e-5)


def test_a_zygote_that_dies_is_replaced(jailed):
    """Killing the zygote costs no hand-in anything."""
    before = jailed.pool.pid
    os.kill(before, signal.SIGKILL)
    assert jailed.run(GOOD).reply is not None
    assert jailed.pool.pid != before


def test_without_a_jail_hidden_suites_do_not_run(tiny_course: Course):
    """The weakest tier refuses to start unless the risk is accepted in words."""
    with pytest.raises(SandboxMissing, match="--accept-unsafe"):
        Pool(tiny_course, "lesson1_tiny", tier="process").__enter__()


def test_an_exception_is_recorded_with_its_line_and_nearest_builtin(jailed):
    """A class of the student's own is told by the built-in it derives from."""
    source = "class Odd(KeyError): pass\ndef double(x):\n    raise Odd('x')\n"
    raised = jailed.run(source).reply.plain.cases["doubled"]["y"]
    assert isinstance(raised, Raised)
    assert (raised.kind, raised.file, raised.line) == ("KeyError", "m.py", 3)


FORGED = """
import os, struct, sys, time

wire = sys.modules["autograder.observation"]


def double(x):
    payload = wire.encode(wire.Reply(wire.Observation("1.1", {})))
    for fd in range(3, 10):
        try: os.write(fd, struct.pack("<I", len(payload)) + payload)
        except OSError: pass
    time.sleep(600)
"""


def test_nothing_runs_on_after_its_answer(jailed):
    """A worker that answers early and goes on is killed at once, not at its deadline."""
    assert jailed.run(FORGED, seconds=120.0).reply is not None
    pid = jailed.pool.pid
    children = Path(f"/proc/{pid}/task/{pid}/children")
    while children.read_text():
        time.sleep(0.01)  # pytest-timeout ends this long before the worker's own deadline


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("import subprocess; subprocess.run(['/bin/true'])", id="a program"),
        pytest.param("import multiprocessing as m; m.Pool(1)", id="a pool"),
        pytest.param(
            "import threading as t; t.stack_size(1 << 24)\n"
            "    for _ in range(500): t.Thread(target=t.Event().wait, daemon=True).start()",
            id="many threads",
        ),
    ],
)
def test_a_refused_process_is_told_as_such(jailed, body):
    """Starting processes, or threads without end, stops the task with its own reason and line."""
    stop = jailed.run(f"def double(x):\n    {body}\n    return x\n").stop
    assert stop.kind == "processes"
    assert (stop.file, stop.line) in (("m.py", 2), ("m.py", 3))


def test_refused_memory_is_told_with_its_line(jailed):
    """The line that asked for too much is known."""
    stop = jailed.run("def double(x):\n    return bytearray(1 << 33)\n").stop
    assert (stop.kind, stop.file, stop.line) == ("memory", "m.py", 2)
