"""The zygote: imports torch and the probes once, then forks a fresh worker for every task.

    python -m autograder.sandbox.zygote FD

It is started by exec with a scrubbed environment and never sees a solution, a known mistake, a hidden
suite or a hand-in: a fork can read all its parent's memory. It stays single-threaded, since a parent
that ever ran two OpenMP threads hangs its children's backward pass, and since Landlock and seccomp
bind single threads. It watches its workers, stops those that run out of time, and tells how each ended.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.util
import os
import resource
import select
import signal
import socket
import sys
import time
import warnings
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from autograder.observation import decode, encode
from autograder.sandbox.endings import kill, kind_of, student_line
from autograder.sandbox.jail import MEMORY, Jail, Limits, find_jail
from autograder.sandbox.loading import AbsentModule
from autograder.sandbox.messages import Ended, Hello, Launch, Setup
from autograder.sandbox.pages import gather_pages
from autograder.sandbox.recorder import observe
from autograder.sandbox.worker import DUMP_SIGNAL, run

DUMP_SECONDS = 0.3  # how long a worker that ran out of time may take to tell its line

# Everything that a hand-in may import and use, as far as it is installed; nothing can be loaded later.
# Of what is `idle` nothing belongs here.
PRELOAD = """
abc argparse array ast base64 bisect builtins calendar cmath collections collections.abc colorsys
concurrent.futures.process concurrent.futures.thread contextlib copy csv dataclasses datetime
decimal difflib encodings.idna enum fractions functools gc glob hashlib heapq html inspect io
itertools json keyword logging math multiprocessing.pool multiprocessing.popen_fork
multiprocessing.queues multiprocessing.synchronize numbers operator os os.path pathlib pickle
platform pprint queue random re reprlib secrets shutil statistics string struct sys tempfile
textwrap threading time timeit token tokenize traceback types typing typing_extensions unicodedata
unittest unittest.mock urllib.parse uuid warnings weakref zlib numpy numpy.linalg numpy.random
numpy.typing numpy.testing tqdm tqdm.auto einops safetensors safetensors.torch tokenizers torch
torch.nn torch.nn.functional torch.nn.init torch.nn.utils torch.nn.utils.parametrize
torch.nn.utils.rnn torch.nn.utils.parametrizations torch.optim torch.optim.lr_scheduler
torch.utils.data torch.autograd torch.autograd.functional torch.distributions torch.linalg
torch.special torch.testing torch.func torch.utils.checkpoint transformers
transformers.pytorch_utils transformers.modeling_utils transformers.modeling_outputs
transformers.models.gpt2.modeling_gpt2 transformers.models.gpt2.configuration_gpt2
transformers.models.gpt2.tokenization_gpt2 transformers.models.auto.modeling_auto
transformers.models.auto.tokenization_auto transformers.models.auto.configuration_auto
transformers.tokenization_utils_base transformers.data.data_collator transformers.optimization
transformers.loss.loss_utils transformers.generation transformers.tokenization_utils_tokenizers
transformers.training_args transformers.pipelines torch.utils.serialization
torch.utils.serialization.config IPython.display doctest pdb pytest tqdm.notebook
""".split()


@dataclass(slots=True)
class _Watch:
    """A live worker: slot, where its end is reported, deadline, trace, and seconds of CPU.

    `deserted` is set once nobody waits for the report any more.
    """

    slot: int
    report: socket.socket
    deadline: float
    trace: int
    cpu_seconds: int
    asked: bool = False
    late: bool = False
    deserted: bool = False


class Zygote:
    """The event loop: launches come in through `control`, ends of workers go out."""

    def __init__(self, control: socket.socket, probes: ModuleType, jail: Jail) -> None:
        self._control = control
        self._probes = probes
        self._jail = jail
        self._live: dict[int, _Watch] = {}
        self._gathering = gather_pages()
        self._wake, self._bell = socket.socketpair()
        for end in (self._wake, self._bell):
            end.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._bell.fileno(), warn_on_full_buffer=False)

    def serve(self) -> None:
        """Fork and watch workers until the coordinator closes its end; then stop them all."""
        while True:
            reports = [watch.report for watch in self._live.values() if not watch.deserted]
            waiting = [self._control, self._wake, *reports]
            ready, _, _ = select.select(waiting, [], [], self._patience())
            if self._wake in ready:
                with contextlib.suppress(BlockingIOError):
                    self._wake.recv(4096)
            if self._control in ready and not self._launch():
                break
            self._stop_deserted(ready)
            self._stop_late()
            self._reap()
        signal.set_wakeup_fd(-1)
        for pid in self._live:
            kill(pid)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)  # where PID 1 reaps nobody, it would stay a zombie

    def _patience(self) -> float | None:
        if not self._live:
            return None
        return max(0.0, min(watch.deadline for watch in self._live.values()) - time.monotonic())

    def _launch(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self._control, 4096, 2)
        if not message:
            return False
        launch = decode(message, Launch)
        channel, report = (socket.socket(fileno=descriptor) for descriptor in descriptors)
        slot = next(n for n in range(len(self._live) + 1) if n not in self._slots())
        limits = Limits(int(launch.seconds) + 2, _mapped_bytes() + MEMORY)
        read_end, write_end = os.pipe()
        pid = os.fork()
        if pid == 0:
            self._become_worker(channel, write_end, launch, limits, slot)
        os.close(write_end)
        channel.close()
        next(self._gathering, None)  # one step a launch: the next fork is cheaper
        deadline = time.monotonic() + launch.seconds
        self._live[pid] = _Watch(slot, report, deadline, read_end, limits.cpu_seconds)
        return True

    def _slots(self) -> set[int]:
        return {watch.slot for watch in self._live.values()}

    def _become_worker(
        self, channel: socket.socket, trace: int, launch: Launch, limits: Limits, slot: int
    ) -> NoReturn:
        """Leave everything of the zygote behind but its memory, and never return to its loop."""
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            _close_all_but(0, 1, 2, channel.fileno(), trace)
            run(channel, trace, self._probes, self._jail if launch.jailed else None, limits, slot)
            status = 0
        except BaseException:
            status = 1
        finally:
            os._exit(status)

    def _stop_deserted(self, ready: Collection[socket.socket]) -> None:
        """Kill workers whose coordinator has what it wants: nothing runs on after its answer."""
        for pid, watch in self._live.items():
            if watch.report in ready:
                watch.deserted = True
                kill(pid)

    def _stop_late(self) -> None:
        """Ask workers that ran out of time for their line; kill those that had time to tell."""
        now = time.monotonic()
        for pid, watch in self._live.items():
            if now < watch.deadline:
                continue
            watch.late = True
            if watch.asked:
                kill(pid)
                watch.deadline = now + 1.0
            else:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, DUMP_SIGNAL)
                watch.asked, watch.deadline = True, now + DUMP_SECONDS

    def _reap(self) -> None:
        while self._live:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
            if pid == 0:
                return
            watch = self._live.pop(pid, None)
            if watch is None:
                continue
            kill(pid)  # whatever it may have left in its process group
            file, line = student_line(watch.trace)
            cpu = usage.ru_utime + usage.ru_stime
            late = (
                watch.late or cpu >= watch.cpu_seconds
            )  # the kernel kills where its hint is ignored
            ended = Ended("time" if late else kind_of(status), cpu, file, line)
            with watch.report, contextlib.suppress(OSError):
                watch.report.send(encode(ended))


def _close_all_but(*keep: int) -> None:
    low = 0
    for descriptor in sorted(keep):
        if low < descriptor:  # an empty range would close everything
            os.closerange(low, descriptor)
        low = descriptor + 1
    os.closerange(low, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def _mapped_bytes() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 8 << 30  # no /proc: allow for what torch maps


# --------------------------------------------------------------------------- start


def preload(setup: Setup) -> ModuleType:
    """Import all that workers may need, run torch once, and return the lesson's probes."""
    warnings.simplefilter("ignore")
    import torch

    torch.set_num_threads(1)
    torch.compile = _as_it_is  # type: ignore[assignment]
    for name in PRELOAD:
        with contextlib.suppress(Exception):  # not installed here, or not for this platform
            importlib.import_module(name)
    sys.path.insert(0, setup.root)  # for `fixtures`, which probes may import
    spec = importlib.util.spec_from_file_location("probes", setup.probes)
    if spec is None or spec.loader is None:
        raise ImportError(f"{setup.probes} cannot be imported")
    probes = importlib.util.module_from_spec(spec)
    sys.modules["probes"] = probes
    spec.loader.exec_module(probes)
    sys.path.remove(setup.root)
    _warm_up(torch)
    _rehearse(probes)
    return probes


def _as_it_is(function: object = None, **_: object) -> object:
    """Stand in for `torch.compile`, which reads files and runs a compiler: nothing gets faster."""
    return _as_it_is if function is None else function


def _warm_up(torch: ModuleType) -> None:
    """Run what workers will run, so that lazy imports and one-time warnings are spent here."""
    from transformers import GPT2Config, GPT2LMHeadModel

    config = GPT2Config(
        n_layer=1, n_embd=4, n_head=1, vocab_size=7, n_positions=8, bos_token_id=0, eos_token_id=0
    )
    model = GPT2LMHeadModel(config)
    ids = torch.tensor([[1, 2, 3]])
    optimizer = torch.optim.AdamW(model.parameters())
    model(ids, attention_mask=torch.ones_like(ids), labels=ids).loss.backward()
    optimizer.step()
    model.eval().generate(ids, max_new_tokens=2, do_sample=False, pad_token_id=0)
    for dtype in (torch.bfloat16, torch.float32):
        layer = torch.nn.Linear(3, 2).to(dtype)
        torch.nn.functional.cross_entropy(layer(torch.ones(2, 3, dtype=dtype)), ids[0, :2] % 2)


def _rehearse(probes: ModuleType) -> None:
    """Run every probe on a hand-in in which nothing is written.

    What they build and import for the first time, and what Python learns of their code, is then there
    in every worker, instead of being paid for, and copied page by page, in each.
    """
    nobody = AbsentModule("nobody", {})
    for task in {function.task for function in vars(probes).values() if hasattr(function, "task")}:
        observe(probes, task, nobody, seed=0)


def main(descriptor: int) -> None:
    """Prepare, say hello, and serve."""
    control = socket.socket(fileno=descriptor)
    setup = decode(control.recv(1 << 16), Setup)
    try:
        probes = preload(setup)
        threads = Path("/proc/self/task")
        if threads.is_dir() and len(list(threads.iterdir())) != 1:
            raise RuntimeError("something that was preloaded started a thread")
        jail = find_jail(setup.tier)
    except Exception as error:
        control.send(encode(Hello(fault=f"{type(error).__name__}: {error}")))
        return
    gc.collect()
    gc.freeze()
    zygote = Zygote(control, probes, jail)
    control.send(encode(Hello(jail.tier, tuple(sorted(jail.required)))))
    zygote.serve()


if __name__ == "__main__":
    main(int(sys.argv[1]))
