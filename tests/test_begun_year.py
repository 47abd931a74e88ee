"""A year that has begun, of which nothing is written yet: it has a page for the clerk, and nothing else counts it."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from macros import plugin
from macros.corpus import load_yearbook
from macros.domain.reports import Audience, Series
from scripts.changes.year_pages import begin_year
from scripts.desk.packing.materials import list_choices
from scripts.publishing.publishing import staged_pages
from scripts.setup.console import Console
from scripts.setup.project import Project
from tests.helpers.converted_pages import convert
from tests.helpers.linked_pages import REPORT
from tests.helpers.office import make_office

_FIGURES = "audience: 全体党员\nindicators: [{name: 谈话, value: 5, unit: 次, at: w1}]\n"
#: What takes no year: what a page is computed of, it chooses itself.
_NEWEST = {
    "problems_by_year", "recurring_problems", "new_this_year", "indicator_table", "indicator_trend", "phrases",
    "citations_by_year", "year_matrix", "compare_years", "carried_over", "copy_check",
    "measure_index", "promises_kept", "problems_returned",
}  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two years, and a third one that was begun and left as it was made."""
    later = REPORT.replace("audience: 全体党员\n", _FIGURES)
    earlier = later.replace("2023", "2022").replace("shili/2022", "shili/2018")
    project = make_office(tmp_path_factory.mktemp("begun"), {"reports/2022.md": earlier, "reports/2023.md": later})
    begin_year(project, 2024, "", Series.SUMMARY, Console(), dry_run=False)
    return project


def _context(docs: Path, url: str = "compare/x.html") -> Any:
    return {"yearbook_docs": str(docs), "page": SimpleNamespace(url=url)}


def test_parts_that_are_headings_alone_hold_nothing(office: Project) -> None:
    begun = load_yearbook(office.docs).reports["2024"]
    assert len(begun.parts) == 3
    assert begun.items == {}
    assert not begun.written
    text = (office.docs / begun.path).read_text(encoding="utf-8")
    page = convert(text, office.docs)
    assert "待写" in page
    assert not re.search("[0-9] 条", page)


def test_overviews_pass_over_it(office: Project) -> None:
    macros = {macro.__name__: macro for macro in plugin.MACROS}
    assert macros.keys() >= _NEWEST
    for name in _NEWEST:
        assert not re.search("2024年(?!7月)", macros[name](_context(office.docs))), name
    # A measure's result of that year stands in its ledger.
    assert plugin.follow_through(_context(office.docs)) == plugin.follow_through(_context(office.docs), 2023)
    assert "待写" in plugin.report_list(_context(office.docs))
    assert "待写" in plugin.comparison_list(_context(office.docs))


@pytest.mark.parametrize(
    "say",
    [
        lambda page: plugin.compare_years(page, 2023, 2024),
        lambda page: plugin.carried_over(page, 2024),
        lambda page: plugin.copy_check(page, 2024),
        lambda page: plugin.follow_through(page, 2024),
    ],
    ids=["compare_years", "carried_over", "copy_check", "follow_through"],
)
def test_whoever_asks_for_it_by_its_year_is_told_that_it_waits(office: Project, say: Any) -> None:
    said = say(_context(office.docs))
    assert "待写" in said
    assert not re.search("[0-9]+ (?:条|处|个|字|项)|新增|未再出现", said)


def test_nothing_of_it_is_offered_for_a_pack(office: Project) -> None:
    choices = list_choices(load_yearbook(office.docs))
    offered = [choice for group, rows in choices.items() for choice in rows if group != "台账和对照的表"]
    assert offered
    assert not [choice.words for choice in offered if "2024" in choice.written]


def test_it_is_not_published_and_that_is_said(office: Project, capsys: pytest.CaptureFixture[str]) -> None:
    with staged_pages(office, Audience.LEADERS, (), Console()) as staged:
        there = {page.relative_to(staged.docs).as_posix() for page in staged.docs.rglob("*.md")}
    assert "reports/2023.md" in there
    assert not there & {"reports/2024.md", "compare/2023-2024.md"}
    told = capsys.readouterr().out
    assert "没有正文或者要用到它的不发布：「2024年度总结（XX乡党委）」" in told
    assert "没有正文或者要用到它的不发布：「XX乡党委2023年和2024年对照」" in told


def test_the_year_after_one_that_was_never_written_is_compared_with_the_last_that_was(tmp_path: Path) -> None:
    said = "乡党委每季度研究一次村级财务公开的情况，逐村列出没有公开的项目并限期补上。"
    first = REPORT.replace("问责不够有力。", said)
    last = first.replace("2023", "2025").replace("shili/2025", "shili/2018")
    project = make_office(tmp_path, {"reports/2023.md": first, "reports/2025.md": last})
    begin_year(project, 2024, "", Series.SUMMARY, Console(), dry_run=False)
    begin_year(project, 2025, "", Series.SUMMARY, Console(), dry_run=False)
    assert (project.docs / "compare/2024-2025.md").is_file()
    page = convert(last, project.docs)
    assert "与2023年逐字相同" in page
    assert "相比（推算）" not in page
    assert "逐村列出没有公开的项目" in plugin.carried_over(_context(project.docs), 2025)
