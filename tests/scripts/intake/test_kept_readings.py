"""What was read is kept: by the bytes of its file and by the program that read it, and within bounds."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

import pytest

from scripts.intake import intake, kept_readings
from scripts.intake.guard import Reader
from scripts.intake.kept_readings import KeptReadings
from scripts.intake.manuscript import IntakeError, Line, Manuscript
from scripts.setup.project import Project
from tests.helpers.import_papers import UNIT, bring_in, make_project
from tests.helpers.scans import read_paper

READ = Manuscript("txt", (Line("一、工作", 1),))


class CountingReader(Reader):
    """Reads every file at once, and counts how often; another text may take the place of a file meanwhile."""

    read_at: ClassVar[list[str]] = []
    meanwhile = b""

    def _read(self, path: Path, rejected: frozenset[int]) -> Manuscript:
        self.read_at.append(f"{path.name} {sorted(rejected)}")
        if path.stem == "白纸":
            raise IntakeError("不行。改法：换一个。")
        if self.meanwhile:
            path.write_bytes(self.meanwhile)
        return read_paper()


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    monkeypatch.setattr(CountingReader, "read_at", told := [])
    yield told


@pytest.fixture
def kept(tmp_path: Path) -> KeptReadings:
    return KeptReadings(Project(tmp_path))


def put(folder: Path, name: str, content: bytes = b"scan") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def folder_of(project: Path) -> list[Path]:
    return sorted((project / ".build/read").iterdir())


def test_the_same_bytes_are_read_once_whatever_the_file_is_called(
    tmp_path: Path, kept: KeptReadings, told: list[str]
) -> None:
    for name in ("扫描.pdf", "扫描件（定稿）.PDF"):
        with CountingReader(kept=kept) as reader:
            assert reader.read(put(tmp_path, name)) == read_paper()
    assert told == ["扫描.pdf []"]
    with CountingReader(kept=kept) as reader:
        reader.read(put(tmp_path, "扫描.pdf"), frozenset({2}))
        reader.read(put(tmp_path, "另一份.pdf", b"another"))
        # What is text alone is told from Markdown by its name.
        reader.read(put(tmp_path, "扫描.md"))
    assert told[1:] == ["扫描.pdf [2]", "另一份.pdf []", "扫描.md []"]


def test_a_command_and_the_next_one_read_a_scan_once(
    tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "Reader", CountingReader)
    project, scan = make_project(tmp_path / "project"), put(tmp_path, "扫描.pdf")
    for more in ((), ("--update",)):
        bring_in(project, scan, "--unit", UNIT, "--audience", "机关", *more)
    assert (project / "docs/reports/2022.md").exists()
    assert len(told) == 1


def test_what_another_program_has_read_is_read_again(
    tmp_path: Path, kept: KeptReadings, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(tmp_path, "扫描.pdf")
    kept.keep(kept.name_of(file), READ)
    assert kept.find(kept.name_of(file)) == READ
    monkeypatch.setattr(kept_readings, "_reader_digest", lambda: b"another")
    assert kept.find(kept.name_of(file)) is None


def test_what_is_damaged_is_read_again_and_kept_anew(tmp_path: Path, kept: KeptReadings, told: list[str]) -> None:
    file = put(tmp_path, "扫描.pdf")
    with CountingReader(kept=kept) as reader:
        reader.read(file)
        there = folder_of(tmp_path)[0]
        there.write_bytes(there.read_bytes()[:-1])
        assert reader.read(file) == read_paper()
        assert reader.read(file) == read_paper()
    assert len(told) == 2


def test_why_a_file_cannot_be_read_is_not_kept(tmp_path: Path, kept: KeptReadings, told: list[str]) -> None:
    with CountingReader(kept=kept) as reader:
        for _ in range(2):
            with pytest.raises(IntakeError):
                reader.read(put(tmp_path, "白纸.pdf"))
    assert len(told) == 2


def test_a_file_that_another_takes_the_place_of_while_it_is_read_is_not_kept(
    tmp_path: Path, kept: KeptReadings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CountingReader, "meanwhile", b"scanned anew")
    file = put(tmp_path, "扫描.pdf")
    with CountingReader(kept=kept) as reader:
        reader.read(file)
    assert kept.find(kept.name_of(file)) is None
    assert kept.find(kept.name_of(put(tmp_path, "扫描.pdf"))) is None


def test_what_was_asked_for_longest_ago_goes_first_and_no_more_is_kept_than_may_be(
    tmp_path: Path, kept: KeptReadings, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [kept.name_of(put(tmp_path, f"{number}.pdf", b"%d" % number)) for number in range(4)]
    for age, name in zip((0, 40, 20, 10), names[:3], strict=False):
        kept.keep(name, READ)
        os.utime(tmp_path / ".build/read" / name, (0, time.time() - age * 24 * 3600))
    kept.keep(names[3], READ)
    assert [kept.find(name) for name in names] == [READ, None, READ, READ]
    # To be asked for makes it young again.
    os.utime(tmp_path / ".build/read" / names[3], (0, time.time() - 24 * 3600))
    assert kept.find(names[2])
    size = folder_of(tmp_path)[0].stat().st_size
    monkeypatch.setattr(kept_readings, "_MOST_BYTES", 2 * size)
    os.utime(tmp_path / ".build/read" / names[0], (0, time.time() - 48 * 3600))
    kept.keep(names[1], READ)
    assert [kept.find(name) for name in names] == [None, READ, READ, None]


def test_what_is_no_file_and_what_cannot_be_kept_stands_in_no_way(tmp_path: Path, kept: KeptReadings) -> None:
    assert [kept.name_of(path) for path in (tmp_path, tmp_path / "none.pdf", Path("a\0b"))] == [""] * 3
    assert kept.find("") is None
    kept.keep("", READ)
    (tmp_path / ".build").write_bytes(b"no folder")
    with suppress(OSError), CountingReader(kept=kept) as reader:
        assert reader.read(put(tmp_path, "扫描.pdf")) == read_paper()
