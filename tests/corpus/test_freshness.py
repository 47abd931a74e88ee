"""Loaded once a build, and never stale in the next."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from macros.corpus import current_yearbook, load, refresh_yearbook
from tests.helpers.factories import REPORT


def test_pages_are_read_once_however_many_ask(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = []
    monkeypatch.setattr(load, "load_yearbook", lambda folder: reads.append(folder))
    for _ in range(100):
        current_yearbook(docs)
    refresh_yearbook(docs)
    current_yearbook(docs)
    assert reads == [docs]


def test_a_changed_page_is_read_again_at_the_next_build(docs: Path) -> None:
    page = docs / "reports/2023.md"
    before = current_yearbook(docs)
    stat = page.stat()
    page.write_text(REPORT.replace("开头一段。", "改后一段。"), encoding="utf-8")
    # The same length, and even the same second: only the nanoseconds tell.
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))
    refresh_yearbook(docs)
    assert current_yearbook(docs).reports["2023"].passages["opening"].text == "改后一段。"
    assert before.reports["2023"].passages["opening"].text == "开头一段。"


def test_a_new_and_a_removed_page_are_noticed(docs: Path) -> None:
    assert set(current_yearbook(docs).reports) == {"2023"}
    text = REPORT.replace("2023-12-31", "2022-12-31").replace("year: 2023", "year: 2022")
    (docs / "reports/2022.md").write_text(text.replace("#report-2023", "#report-2022"), encoding="utf-8")
    refresh_yearbook(docs)
    assert set(current_yearbook(docs).reports) == {"2022", "2023"}
    (docs / "reports/2022.md").unlink()
    refresh_yearbook(docs)
    assert set(current_yearbook(docs).reports) == {"2023"}
