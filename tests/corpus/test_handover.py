"""A yearbook read by one process serves another, as long as no page has changed."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from macros.compare.sharing import of_site
from macros.compare.sharing.of_site import share_texts
from macros.corpus import (
    HANDED_OVER,
    current_yearbook,
    found_later,
    hand_over,
    handover,
    later,
    load,
    load_corpus,
    load_yearbook,
    promise,
    refresh_yearbook,
    stamp_pages,
)
from macros.domain.remembering import find_anew
from macros.domain.yearbook import Yearbook
from macros.errors import ContentErrors
from macros.for_many_pages import search_units
from tests.helpers.factories import REPORT


@pytest.fixture
def handed_over(docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "yearbook"
    hand_over(load_yearbook(docs), docs, stamp_pages(docs), file)
    monkeypatch.setenv(HANDED_OVER, str(file))
    return file


def test_pages_that_have_been_read_are_not_read_again(
    docs: Path, handed_over: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "load_yearbook", lambda folder: pytest.fail("read again"))
    assert set(current_yearbook(docs).reports) == {"2023"}


def test_what_was_computed_stays_with_the_process_that_computed_it(docs: Path) -> None:
    yearbook = load_yearbook(docs)
    yearbook.kept["name"] = "value"
    assert "kept" not in vars(pickle.loads(pickle.dumps(yearbook)))
    yearbook.kept["unresolved"] = []
    assert pickle.loads(pickle.dumps(yearbook)).kept == {"unresolved": []}


@pytest.fixture
def two_units(docs: Path) -> Path:
    other = REPORT.replace("XX乡党委", "YY乡党委").replace("#report-2023 ", "#report-yy-2023 ")
    (docs / "reports/yy").mkdir()
    (docs / "reports/yy/2023.md").write_text(other.replace("../reg", "../../reg"), encoding="utf-8")
    return docs


def test_what_units_have_from_one_another_follows_the_yearbook_and_is_waited_for(
    two_units: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, stamp, yearbook = tmp_path / "yearbook", stamp_pages(two_units), load_yearbook(two_units)
    found = search_units(yearbook, find_anew)
    monkeypatch.setattr(of_site, "find_shared", lambda *_: pytest.fail("searched again"))
    promise(file)
    monkeypatch.setenv(HANDED_OVER, str(file))
    hand_over(yearbook, two_units, stamp, file)
    there = current_yearbook(two_units)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(search_units, there, found=lambda: found_later(two_units, there))
        hand_over(found, two_units, stamp, later(file))
        assert waiting.result() == share_texts(there) == found
    assert share_texts(there).heads.keys() == yearbook.reports.keys()


def test_what_follows_another_yearbook_is_not_taken(two_units: Path, handed_over: Path) -> None:
    hand_over("of others", two_units, stamp_pages(two_units), later(handed_over))
    hand_over(load_yearbook(two_units), two_units, stamp_pages(two_units), handed_over)
    assert found_later(two_units, current_yearbook(two_units)) == "of others"
    assert found_later(two_units, load_yearbook(two_units)) is None
    (two_units / "reports/2023.md").write_text(REPORT.replace("开头一段。", "改过。"), encoding="utf-8")
    refresh_yearbook(two_units)
    assert found_later(two_units, current_yearbook(two_units)) is None


def test_of_one_unit_nothing_is_searched_or_waited_for(docs: Path) -> None:
    assert search_units(load_yearbook(docs), found=lambda: pytest.fail("waited")) is None


def test_a_page_changed_since_is_read(docs: Path, handed_over: Path) -> None:
    (docs / "reports/2023.md").write_text(REPORT.replace("开头一段。", "后来改过的一段。"), encoding="utf-8")
    assert current_yearbook(docs).reports["2023"].passages["opening"].text == "后来改过的一段。"


def test_another_folder_is_read(docs: Path, handed_over: Path, tmp_path: Path) -> None:
    other = docs.rename(tmp_path / "other")
    assert current_yearbook(other).reports["2023"].path == "reports/2023.md"


def test_a_file_that_is_gone_is_no_fault(docs: Path, handed_over: Path) -> None:
    handed_over.unlink()
    assert set(current_yearbook(docs).reports) == {"2023"}


def test_a_promised_yearbook_is_waited_for(docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "yearbook"
    promise(file)
    monkeypatch.setenv(HANDED_OVER, str(file))
    yearbook, stamp = load_yearbook(docs), stamp_pages(docs)
    monkeypatch.setattr(load, "load_yearbook", lambda folder: pytest.fail("read again"))
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(current_yearbook, docs)
        hand_over(yearbook, docs, stamp, file)
        assert set(waiting.result().reports) == {"2023"}


def test_a_promise_that_is_not_kept_does_not_hold_for_ever(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    promise(tmp_path / "yearbook")
    monkeypatch.setenv(HANDED_OVER, str(tmp_path / "yearbook"))
    monkeypatch.setattr(handover, "_LONGEST_WAIT_SECONDS", 0)
    assert set(current_yearbook(docs).reports) == {"2023"}


def test_yearbook_is_given_as_soon_as_every_page_could_be_read(docs: Path) -> None:
    given: list[Yearbook] = []
    assert load_corpus(docs, when_read=given.append).yearbook is given[0]
    page = docs / "reports/2023.md"
    # A link that leads nowhere is found later than a page that cannot be read.
    page.write_text(REPORT.replace("#art-2", "#art-99"), encoding="utf-8")
    with pytest.raises(ContentErrors):
        load_corpus(docs, when_read=given.append)
    assert len(given) == 2
    page.write_text("---\nyear: 二〇二三\n---\n", encoding="utf-8")
    with pytest.raises(ContentErrors):
        load_corpus(docs, when_read=given.append)
    assert len(given) == 2


@pytest.mark.parametrize("content", [b"\x00", b"cmacros.domain.yearbook\nNoLongerThere\n.", b"\x80\x05K\x01."])
def test_what_cannot_be_taken_over_is_read(docs: Path, handed_over: Path, content: bytes) -> None:
    handed_over.write_bytes(content)
    assert set(current_yearbook(docs).reports) == {"2023"}
