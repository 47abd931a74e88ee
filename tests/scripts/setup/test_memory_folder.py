"""Files of tests lie in memory where there is room, and nothing of them stays there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scripts.setup import memory_folder
from scripts.setup.memory_folder import files_in_memory


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with 20 GB that nobody uses, and where files can be held in them."""
    memory, facts = tmp_path / "memory", tmp_path / "facts"
    memory.mkdir()
    facts.write_text("MemTotal:       24684084 kB\nMemAvailable:   20971520 kB\n", encoding="ascii")
    monkeypatch.setattr(memory_folder, "_MEMORY", memory)
    monkeypatch.setattr(memory_folder, "_FACTS", facts)
    monkeypatch.setattr(memory_folder, "_ROOM_BYTES", 1 << 20)
    monkeypatch.delenv("TMPDIR", raising=False)
    return memory


def test_files_lie_in_memory_and_are_gone_afterwards(memory: Path) -> None:
    with pytest.raises(ZeroDivisionError), files_in_memory():
        folder = Path(os.environ["TMPDIR"])
        assert folder.parent == memory
        # A server that runs as nobody passes through, and sees no names.
        assert folder.stat().st_mode & 0o777 == 0o711
        (folder / "file").write_bytes(b"x")
        raise ZeroDivisionError
    assert "TMPDIR" not in os.environ
    assert list(memory.iterdir()) == []


def test_what_a_killed_run_has_left_goes_and_what_another_one_uses_stays(memory: Path) -> None:
    used = memory / f"yearbook-tests-{os.getpid()}-a"
    left = memory / "yearbook-tests-999999999-b"
    for folder in (used, left):
        folder.mkdir()
        (folder / "file").touch()
    with files_in_memory():
        assert (used.exists(), left.exists()) == (True, False)
    assert list(memory.iterdir()) == [used]


@pytest.mark.parametrize("lacking", ["memory", "folder", "facts"])
def test_they_lie_on_the_disk_where_there_is_no_room(
    memory: Path, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    if lacking == "memory":
        memory_folder._FACTS.write_text("MemAvailable:   4194304 kB\n", encoding="ascii")
    elif lacking == "folder":
        memory.rmdir()
    else:
        memory_folder._FACTS.unlink()
    with files_in_memory():
        assert "TMPDIR" not in os.environ


def test_whoever_asks_for_another_folder_has_it(memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with files_in_memory():
        assert os.environ["TMPDIR"] == str(tmp_path)
