"""One writer at a time: who comes second is refused or waits, and a killed program leaves no lock behind."""

from __future__ import annotations

import errno
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scripts.setup import locking
from scripts.setup.console import Console
from scripts.setup.locking import LockError, hold

pytestmark = pytest.mark.slow

WHAT = "另一次发布正在使用这个项目"
HOLD = """\
import sys
from pathlib import Path
from scripts.setup.locking import hold
with hold(Path(sys.argv[1]), "它"):
    print("held", flush=True)
    sys.stdin.read()
"""


class Told(Console):
    """Keeps what a person is told, and says so to whoever waits for it."""

    def __init__(self) -> None:
        super().__init__(quiet=True)
        self.lines: list[str] = []
        self.heard = threading.Event()

    def say(self, text: str) -> None:
        self.lines.append(text)
        self.heard.set()


@contextmanager
def other_program(file: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that holds the lock until it is told to end, or killed."""
    command = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "held\n"
        try:
            yield program
        finally:
            program.kill()


def test_who_comes_second_is_refused_at_once(tmp_path: Path) -> None:
    with (
        other_program(tmp_path / "lock"),
        pytest.raises(LockError, match=f"^{WHAT}。改法：等它结束，再运行一次。$"),
        hold(tmp_path / "lock", WHAT),
    ):
        pass


def test_within_one_program_too(tmp_path: Path) -> None:
    with hold(tmp_path / "lock", WHAT), pytest.raises(LockError), hold(tmp_path / "lock", WHAT):
        pass
    with hold(tmp_path / "lock", WHAT):
        pass


def test_a_fault_inside_gives_the_lock_back(tmp_path: Path) -> None:
    with pytest.raises(KeyError), hold(tmp_path / "lock", WHAT):
        raise KeyError
    with hold(tmp_path / "lock", WHAT):
        pass


def test_the_lock_goes_with_a_killed_program(tmp_path: Path) -> None:
    with other_program(tmp_path / "lock") as program:
        program.kill()
        program.wait()
        with hold(tmp_path / "lock", WHAT):
            pass


def test_who_is_willing_waits_and_is_told_once(tmp_path: Path) -> None:
    told = Told()
    done = threading.Event()

    def wait_and_hold() -> None:
        with hold(tmp_path / "lock", WHAT, wait=told):
            done.set()

    with other_program(tmp_path / "lock") as program:
        waiting = threading.Thread(target=wait_and_hold)
        waiting.start()
        assert told.heard.wait(60)
        assert not done.is_set()
        program.communicate("")
        waiting.join(60)
    assert done.is_set()
    assert told.lines == [f"{WHAT}，等它写完……"]


def test_who_need_not_wait_is_told_nothing(tmp_path: Path) -> None:
    told = Told()
    with hold(tmp_path / "lock", WHAT, wait=told):
        pass
    assert told.lines == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LockError, match=r"写不进去：.*检查文件夹是否存在"), hold(tmp_path / "none/lock", WHAT):
        pass
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_file_system_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(*_: object, **__: object) -> bool:
        raise OSError(number, "no locks")

    monkeypatch.setattr(locking, "lock_descriptor", refuse)
    with pytest.raises(LockError, match=r"不能加锁：.*先写到本机磁盘上的文件夹"), hold(tmp_path / "lock", WHAT):
        pass
