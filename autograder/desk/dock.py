"""What Dask carries to its workers: a plugin that keeps one station, and the function that asks it.

Both are made inside a function, so that Dask sends their code itself: a worker needs no copy of this
package, and nothing of ours is ever loaded into its process. For the same reason they use nothing but
Dask and the standard library.
"""

from __future__ import annotations

import io
import os
import queue
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable
from typing import Any


def make_dock(parcel: bytes) -> Any:
    """Return the plugin that unpacks a parcel on every worker and keeps a station there.

    The station starts with the first job, has a line for each of the worker's threads, and is
    replaced once a job if it dies.
    """
    from distributed import WorkerPlugin

    class Dock(WorkerPlugin):
        """The worker's end of one station."""

        def __init__(self) -> None:
            self.parcel = parcel

        def setup(self, worker: Any) -> None:
            self.threads = worker.state.nthreads
            self.place = worker.local_directory
            self.lock = threading.Lock()
            self.folder = self.process = None
            self.lines: Any = None

        def teardown(self, worker: Any) -> None:
            with self.lock:
                threading.Thread(target=self.leave, args=(self.process, self.folder)).start()
                self.hang_up()

        def ask(self, job: bytes) -> bytes:
            """Send one job to the station, and return its answer."""
            for last in (False, True):
                with self.lock:
                    if self.process is None or self.process.poll() is not None:
                        self.start()
                    process, lines = self.process, self.lines
                line = lines.get()
                try:
                    line.write(struct.pack("<I", len(job)) + job)
                    line.flush()
                    (size,) = struct.unpack("<I", line.read(4))
                    answer = line.read(size)
                    if len(answer) < size:
                        raise EOFError
                    lines.put(line)
                    return answer
                except (OSError, EOFError, struct.error):
                    process.kill()
                    process.wait()
                    if last:
                        raise RuntimeError("the station of this worker died twice") from None
            raise AssertionError("unreachable")

        def start(self) -> None:
            """Start a station with a lifeline, and a line for each thread of the worker."""
            if self.folder is None:
                self.folder = tempfile.mkdtemp(prefix="finegrade-", dir=self.place)
                with zipfile.ZipFile(io.BytesIO(self.parcel)) as packed:
                    packed.extractall(self.folder)
            pairs = [socket.socketpair() for _ in range(1 + self.threads)]
            far = [theirs.fileno() for _, theirs in pairs]
            module = ["-P", "-m", "autograder.desk.station", self.folder]
            self.process = subprocess.Popen(
                [sys.executable, *module, *map(str, far)],
                pass_fds=far,
                stdin=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": self.folder},
                start_new_session=True,
            )
            for _, theirs in pairs:
                theirs.close()
            self.lifeline = pairs[0][0]
            self.lines = queue.SimpleQueue()
            for ours, _ in pairs[1:]:
                self.lines.put(ours.makefile("rwb"))
                ours.close()

        def hang_up(self) -> None:
            """Have the station end; a job that it still has is lost."""
            if self.process is not None:
                self.lifeline.close()
                self.process = None

        @staticmethod
        def leave(process: Any, folder: str | None) -> None:
            """Wait for the station's end, and clear away its folder."""
            if process is not None:
                try:
                    process.wait(timeout=30)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)

    return Dock()


def make_call() -> Callable[[str, bytes], tuple[str, bytes]]:
    """Return the function that Dask runs for each job: it takes the plugin's name and the job."""

    def ask_station(name: str, job: bytes) -> tuple[str, bytes]:
        from distributed import get_worker

        worker = get_worker()
        return worker.address, worker.plugins[name].ask(job)

    return ask_station
