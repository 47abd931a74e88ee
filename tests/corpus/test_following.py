"""Pages that are followed while somebody edits them."""

from __future__ import annotations

from pathlib import Path

from macros.corpus import FollowedPages, load_yearbook
from tests.helpers.factories import REPORT


def test_what_has_changed_is_told_and_taken_up(docs: Path) -> None:
    pages = FollowedPages(docs)
    assert "reports/2023.md" in pages.look()
    assert pages.look() == frozenset()
    (docs / "reports/2023.md").write_text(REPORT.replace("加强教育", "抓教育"), encoding="utf-8")
    (docs / "picture.svg").write_text("<svg/>", encoding="utf-8")
    assert pages.look() == {"reports/2023.md", "picture.svg"}
    assert pages.corpus.yearbook == load_yearbook(docs)
    (docs / "picture.svg").unlink()
    assert pages.look() == {"picture.svg"}


def test_a_page_that_cannot_be_read_stays_as_it_was_until_it_can(docs: Path) -> None:
    pages = FollowedPages(docs)
    pages.look()
    before = pages.corpus.yearbook
    page = docs / "reports/2023.md"
    for broken in (b"\xff", REPORT.replace("year: 2023", "year: x").encode()):
        page.write_bytes(broken)
        assert pages.look() == {"reports/2023.md"}
        assert pages.corpus.yearbook == before
        assert [fault.file for fault in pages.faults] == ["docs/reports/2023.md"]
        assert pages.as_they_were == {"reports/2023.md": REPORT}
    page.write_text(REPORT.replace("加强教育", "抓教育"), encoding="utf-8")
    assert pages.look()
    assert (pages.faults, pages.as_they_were) == ((), {})
    assert pages.corpus.yearbook == load_yearbook(docs) != before


def test_a_page_that_never_could_be_read_is_left_out(docs: Path) -> None:
    (docs / "reports/2022.md").write_bytes(b"\xff")
    pages = FollowedPages(docs)
    pages.look()
    assert pages.left_out == {"reports/2022.md"}
    assert set(pages.corpus.yearbook.reports) == {"2023"}
    (docs / "reports/2022.md").unlink()
    pages.look()
    assert pages.left_out == frozenset()
