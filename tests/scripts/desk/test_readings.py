"""Files that were handed in are read by one process, which ends when nothing is handed in any more."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.desk.readings import Readings
from scripts.desk.uploads import Upload
from scripts.intake.kept_readings import KeptReadings
from scripts.intake.manuscript import IntakeError
from scripts.setup.project import Project
from tests.helpers.waiting import wait_for


def readers() -> int:
    return len(multiprocessing.active_children())


def handed_in(folder: Path, name: str, text: str) -> Upload:
    (folder / name).write_text(text, encoding="utf-8")
    return Upload(name, folder / name)


@pytest.fixture
def readings(tmp_path: Path) -> Iterator[Readings]:
    found = Readings(KeptReadings(Project(tmp_path)), idle=0.05)
    yield found
    found.close()


def test_the_process_that_reads_ends_by_itself_and_another_begins(tmp_path: Path, readings: Readings) -> None:
    before = readers()
    for name in ("一.txt", "二.txt"):
        assert readings.read(handed_in(tmp_path, name, "工作总结\n\n一、开展情况\n"))
        wait_for(lambda: readers() == before, "the reader to end")


def test_it_ends_after_what_cannot_be_read_too(tmp_path: Path, readings: Readings) -> None:
    before = readers()
    with pytest.raises(IntakeError):
        readings.read(handed_in(tmp_path, "a.docx", "PK\x03\x04broken"))
    wait_for(lambda: readers() == before, "the reader to end")
