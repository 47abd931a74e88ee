"""A real cluster on this machine: a scheduler and workers, each a process, that speak over TCP."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

_HOST = "127.0.0.1"
_MIB = 1024


@dataclass
class Cluster:
    """A cluster that runs (集群), and once it has ended what it took.

    Attributes:
        address: Of its scheduler.
        workers: The processes of its workers.
        seconds: Of processor time, of all its processes.
        peak: The most memory that any of its processes had, in MB.
    """

    address: str
    workers: list[subprocess.Popen[bytes]]
    seconds: float = 0.0
    peak: int = 0
    _all: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def end(self) -> None:
        """End its processes, and note what they took."""
        running = [process for process in self._all if process.poll() is None]
        # Nothing is left to save; a worker that is asked to end while its scheduler does so waits for it, and for ever.
        for process in running:
            process.kill()
        for process in running:
            _, _, used = os.wait4(process.pid, 0)
            process.returncode = 0
            self.seconds += used.ru_utime + used.ru_stime
            self.peak = max(self.peak, used.ru_maxrss // _MIB)


@contextmanager
def start_cluster(folder: Path, workers: int = 2, memory: str = "1800MB") -> Iterator[Cluster]:
    """Start a cluster, and end it afterwards.

    Args:
        folder: Takes what its processes write.
        workers: How many workers, each with one thread.
        memory: How much memory a worker may take before it puts things on the disk.
    """
    with socket.socket() as free:
        free.bind((_HOST, 0))
        port = free.getsockname()[1]
    address = f"tcp://{_HOST}:{port}"
    log = folder / "cluster.log"
    with log.open("wb") as told:
        scheduler = _start(["scheduler", "--host", _HOST, "--port", str(port), "--no-dashboard"], folder, told)
        each = ["worker", address, "--host", _HOST, "--nthreads", "1", "--memory-limit", memory, "--no-dashboard",
                "--no-nanny", "--local-directory", str(folder)]  # fmt: skip
        few = [_start(each, folder, told) for _ in range(workers)]
        cluster = Cluster(address, few, _all=[*few, scheduler])
        try:
            yield cluster
        finally:
            cluster.end()


def _start(arguments: list[str], folder: Path, log: BinaryIO) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dask", *arguments]
    # A worker that is gone is not asked again for half a minute.
    variables = os.environ | {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"}
    return subprocess.Popen(command, cwd=folder, env=variables, stdout=log, stderr=log)
