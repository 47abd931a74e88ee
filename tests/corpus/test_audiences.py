"""Who may read a page, and which pages are wider than what they show."""

from __future__ import annotations

from inspect import signature
from pathlib import Path

import pytest

from macros.corpus import load_corpus
from macros.corpus.audiences import ledger_audience, page_audience
from macros.corpus.findings import Findings
from macros.corpus.macro_calls import EditionId, LedgerYear, SummaryYear, UnitFolder
from macros.corpus.pages import parse_page
from macros.domain.reports import Audience
from macros.errors import ContentErrors, ErrorKind
from tests.helpers.factories import LEDGER, REPORT, write_pages

STRICT = REPORT.replace("audience: 全体党员", "audience: 班子")
OPEN_ENTRY = LEDGER.replace("    text: 问责偏轻", "    audience: 全体党员\n    text: 问责偏轻")


def compare_years(old: SummaryYear = None, new: SummaryYear = None, unit: UnitFolder = "") -> str: ...  # type: ignore[empty-body]
def ledger(year: LedgerYear = None, unit: UnitFolder = "") -> str: ...  # type: ignore[empty-body]
def editions(old: EditionId = None) -> str: ...  # type: ignore[empty-body]
def pack(*papers: str) -> str: ...  # type: ignore[empty-body]


MACROS = {macro.__name__: signature(macro) for macro in (compare_years, ledger, editions, pack)}


def faults(folder: Path, page: str, **pages: str) -> list[str]:
    """What is told of a page beside the papers of a small site."""
    written = {path.replace("_", "/") + ".md": text for path, text in pages.items()}
    try:
        load_corpus(write_pages(folder / "docs", {**written, "study/x.md": page}), MACROS)
    except ContentErrors as caught:
        return [str(error) for error in caught.errors if error.kind is ErrorKind.AUDIENCE]
    return []


def calling(call: str, audience: str = "机关") -> str:
    return f"---\nrender_macros: true\naudience: {audience}\n---\n\n# 甲\n\n{{{{ {call} }}}}\n"


@pytest.mark.parametrize(
    ("reader", "page", "may"),
    [
        (Audience.LEADERS, Audience.MEMBERS, True),
        (Audience.LEADERS, Audience.LEADERS, True),
        (Audience.OFFICE, Audience.LEADERS, False),
        (Audience.OFFICE, Audience.MEMBERS, True),
        (Audience.MEMBERS, Audience.OFFICE, False),
    ],
)
def test_readers_see_what_is_for_them_and_for_more_people(reader: Audience, page: Audience, *, may: bool) -> None:
    assert reader.may_read(page) is may


@pytest.mark.parametrize(
    ("path", "front", "audience"),
    [
        ("handbook/x.md", "", Audience.MEMBERS),
        ("compare/x.md", "", Audience.LEADERS),
        ("study/x.md", "", Audience.LEADERS),
        ("forms.md", "", Audience.LEADERS),
        ("compare/x.md", "audience: 全体党员", Audience.MEMBERS),
        ("handbook/x.md", "audience: 机关", Audience.OFFICE),
        ("handbook/x.md", "audience: 领导", Audience.LEADERS),
        ("handbook/x.md", "audience: [机关]", Audience.LEADERS),
        ("handbook/x.md", "audience:", Audience.MEMBERS),
    ],
)
def test_page_without_the_field_is_for_leaders_only_where_it_compares(
    path: str, front: str, audience: Audience
) -> None:
    page = parse_page(f"---\n{front}\n---\n\n# 甲\n", path, Findings())
    assert page is not None
    assert page_audience(page) is audience


@pytest.mark.parametrize(
    ("call", "wider"),
    [
        ("compare_years(2022, 2023)", True),
        ("compare_years(2022)", False),
        ("compare_years()", False),
        ("ledger(2023)", True),
        ("ledger()", False),
        ("editions(2023)", False),
        ('pack("2022", "2023")', True),
        ('pack("2023#p1")', True),
        ('pack("reports/2023.md")', True),
        ('pack("ledger/2023")', True),
        ('pack("2022")', False),
    ],
)
def test_macro_that_names_a_paper_for_fewer_readers_is_told(tmp_path: Path, call: str, *, wider: bool) -> None:
    earlier = REPORT.replace("2023", "2022")
    told = faults(tmp_path, calling(call), reports_2022=earlier, reports_2023=STRICT)
    assert bool(told) is wider
    assert all("docs/study/x.md:8：audience：" in line and "“机关”" in line and "“班子”" in line for line in told)
    assert faults(tmp_path, calling(call, "班子"), reports_2022=earlier, reports_2023=STRICT) == []


def test_paper_may_be_named_though_its_ledger_is_for_fewer_readers(tmp_path: Path) -> None:
    assert faults(tmp_path, calling('pack("2023")', "全体党员")) == []
    assert faults(tmp_path, calling("compare_years(2023)", "全体党员")) == []


def test_entry_for_more_readers_than_its_ledger_may_be_linked_to(tmp_path: Path) -> None:
    two = OPEN_ENTRY.replace("entries:\n", "entries:\n  - {id: 2023-02, source: 自查, text: 甲, measures: []}\n")
    page = "---\naudience: 机关\n---\n\n# 甲\n\n[甲](../ledger/2023.md{})\n"
    assert faults(tmp_path, page.format(""), ledger_2023=two) == []
    assert faults(tmp_path, page.format("#e-2023-01"), ledger_2023=two) == []
    assert len(faults(tmp_path, page.format("#e-2023-02"), ledger_2023=two)) == 1
    book = load_corpus(write_pages(tmp_path / "other", {"ledger/2023.md": two})).yearbook
    assert ledger_audience(book.ledgers["2023"]) is Audience.MEMBERS


def test_ledger_without_entries_is_for_its_own_readers(tmp_path: Path) -> None:
    empty = LEDGER.partition("entries:")[0] + "entries: []\n---\n\n# 2023年整改台账 { #ledger-2023 }\n"
    page = "---\naudience: {}\n---\n\n# 甲\n\n[甲](../ledger/2023.md)\n"
    assert len(faults(tmp_path, page.format("机关"), ledger_2023=empty)) == 1
    assert faults(tmp_path, page.format("班子"), ledger_2023=empty) == []
