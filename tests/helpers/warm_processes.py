"""Processes of ours that begin with everything loaded, which is most of what a small one costs.

Each is split off one process that has loaded it all and has done nothing else, so that it knows nothing of the tests.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.reduction import DupFd
from pathlib import Path
from types import SimpleNamespace
from typing import IO, Any

from scripts.build import generator
from scripts.desk import jobs
from scripts.intake import guard
from tests.helpers.kept_templates import keep_templates
from tests.helpers.patience import be_patient

_LOADED = [
    "mkdocs.commands.build",
    "mkdocs_macros.plugin",
    "macros.annotate",
    "macros.plugin",
    "scripts.build.mkdocs_private.kept_pages",
    "scripts.build.mkdocs_private.two_processes",
    "scripts.desk.receiving.together",
    "scripts.desk.publishing.long_work",
    "scripts.intake.guard",
    "scripts.publishing.delivery",
    "tests.helpers.killed",
    "tests.helpers.patience",
]
_GENERATOR = generator.COMMAND
_COLD = subprocess, multiprocessing, multiprocessing
_WARM: Any = (
    multiprocessing.get_context("forkserver") if "forkserver" in multiprocessing.get_all_start_methods() else None
)
#: What begins processes that know nothing of the tests, loaded where the system can split them.
PROCESSES: Any = _WARM or multiprocessing.get_context("spawn")


def keep_warm() -> None:
    """From now on generator, readers and jobs of the desk begin loaded, where the system can split processes."""
    if _WARM:
        _WARM.set_forkserver_preload(_LOADED)
        generator.subprocess = SimpleNamespace(Popen=_open, TimeoutExpired=subprocess.TimeoutExpired)  # type: ignore[assignment]
        begun = SimpleNamespace(get_context=lambda _: _Context(), Pipe=_WARM.Pipe)
        guard.multiprocessing = jobs.multiprocessing = begun  # type: ignore[assignment]


@contextmanager
def cold() -> Iterator[None]:
    """Meanwhile they begin as they do for an office."""
    warm = generator.subprocess, guard.multiprocessing, jobs.multiprocessing
    generator.subprocess, guard.multiprocessing, jobs.multiprocessing = _COLD
    try:
        yield
    finally:
        generator.subprocess, guard.multiprocessing, jobs.multiprocessing = warm


def in_child(work: Callable[..., object], *arguments: object) -> int:
    """Do something in a process of its own, as small as such a one can be.

    To split a process that has run many tests takes longer than what is mostly done in it.

    Args:
        work: A function of a module, as everything that goes to another process.
        *arguments: What it takes.

    Returns:
        The exit status, below 0 for a signal.
    """
    process = _WARM.Process(target=_read, args=(dict(os.environ), _silently, work, *arguments))
    process.start()
    process.join()
    return process.exitcode  # type: ignore[no-any-return]


class _Context:
    """What a reader is started by."""

    @staticmethod
    def Pipe() -> tuple[Connection, Connection]:  # noqa: N802 - the library's name
        return _WARM.Pipe()  # type: ignore[no-any-return]

    @staticmethod
    def Process(target: Callable[..., object], args: Sequence[object], daemon: bool) -> Any:  # noqa: N802
        return _WARM.Process(target=_read, args=(dict(os.environ), target, *args), daemon=daemon)


class _Handed:
    """The number of an open file, which goes over together with the process that is to write into it.

    What `multiprocessing` hands over later complains in this process when the other was stopped meanwhile.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __reduce__(self) -> Any:
        return _take, (DupFd(self._file.fileno()),)


def _take(handed: Any) -> int:
    return handed.detach()  # type: ignore[no-any-return]


class _Generator:
    """A run of MkDocs, with as much of `subprocess.Popen` as is asked of one."""

    def __init__(self, process: Any) -> None:
        self._process = process

    def __enter__(self) -> _Generator:
        return self

    def __exit__(self, *_: object) -> None:
        self.wait()

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode  # type: ignore[no-any-return]

    def poll(self) -> int | None:
        return self.returncode

    def wait(self, seconds: float | None = None) -> int:
        self._process.join(seconds)
        if self.returncode is None:
            raise subprocess.TimeoutExpired("the generator", seconds or 0)
        return self.returncode

    def kill(self) -> None:
        self._process.kill()


def _open(command: Sequence[str], *, cwd: Path, env: Mapping[str, str], stdout: IO[bytes], stderr: IO[bytes]) -> Any:
    if tuple(command[: len(_GENERATOR)]) != _GENERATOR:
        return subprocess.Popen(command, cwd=cwd, env=env, stdout=stdout, stderr=stderr)
    words = command[_GENERATOR.index("build") :]
    process = _WARM.Process(target=_generate, args=(words, cwd, dict(env), _Handed(stdout)))
    process.start()
    return _Generator(process)


def _generate(words: Sequence[str], folder: Path, environment: Mapping[str, str], log: int) -> None:
    from scripts.build.mkdocs_private.__main__ import main

    _take_over(environment)
    os.chdir(folder)
    # As `python -m` has it.
    sys.path.insert(0, str(folder))
    for stream in (1, 2):
        os.dup2(log, stream)
    sys.argv = ["mkdocs", *words]
    main()


def _read(environment: Mapping[str, str], work: Callable[..., object], *arguments: object) -> None:
    _take_over(environment)
    work(*arguments)


def _silently(work: Callable[..., object], *arguments: object) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    work(*arguments)


def _take_over(environment: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    keep_templates()
    be_patient()
    if environment.get("PYTHONWARNINGS") == "error":
        warnings.simplefilter("error")
