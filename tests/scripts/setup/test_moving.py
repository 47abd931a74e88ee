"""What is held for a moment, as Windows has it, is put in place a moment later."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.changes.writing import WriteError, write_whole
from scripts.setup import moving
from scripts.setup.moving import put_in_place


def hold(monkeypatch: pytest.MonkeyPatch, times: int) -> list[Path]:
    """Refuse to rename so many times, as Windows does while somebody reads."""
    refused: list[Path] = []
    replace = Path.replace

    def refuse(source: Path, target: Path) -> Path:
        if len(refused) < times:
            refused.append(target)
            raise PermissionError(13, "in use")
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(moving, "_PAUSES_SECONDS", (0.0, 0.0))
    return refused


def test_a_page_that_is_being_read_is_written_once_it_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = hold(monkeypatch, 2)
    write_whole(tmp_path / "a.md", b"new")
    assert len(refused) == 2
    assert (tmp_path / "a.md").read_bytes() == b"new"


def test_what_is_held_for_good_is_told_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    hold(monkeypatch, 99)
    with pytest.raises(WriteError, match="正被别的程序使用"):
        write_whole(tmp_path / "a.md", b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]
    assert (tmp_path / "a.md").read_bytes() == b"old"


def test_a_folder_is_put_where_none_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "new").mkdir()
    hold(monkeypatch, 1)
    put_in_place(tmp_path / "new", tmp_path / "site")
    assert (tmp_path / "site").is_dir()
