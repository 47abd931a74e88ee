"""Where readers are not shown every ledger whole, nothing counts what ledgers hold, or denies that they do."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from macros import plugin
from macros.domain.reports import Audience
from scripts.publishing.staging import stage
from scripts.setup.project import Project
from tests.helpers.converted_pages import convert
from tests.helpers.ledger_pages import entry, ledger, measure
from tests.helpers.linked_pages import REPORT
from tests.helpers.office import make_office
from tests.helpers.withheld import find_ledger_claims

MEMBERS, OFFICE, LEADERS = Audience
#: Macros that cannot be called without being told of what.
_OF_ONE = {"cited_by", "compare_editions", "study_pack", "error_list", "remark_list"}

_LATE = measure("加大问责", "2023-06-01 整改中", item="2023#m1", due="2023-07-01")
_SHUT = measure("修订办法", "2021-04-01 已销号 文件", verified_by="纪委书记")
LEDGERS = {
    "ledger/2021.md": ledger(2021, entry("2021-01", "问责偏轻", _SHUT, problem="2021#p1")),
    "ledger/2023.md": ledger(
        2023,
        entry("2023-01", "问责又轻", _LATE, problem="2023#p1", repeats="2021-01"),
        entry("2023-02", "公开不细", measure("公开", "2023-06-01 整改中")),
    ),
}


def office(folder: Path, **ledgers: str) -> Project:
    """Papers for everybody, ledgers for 班子; 2022 has a paper and tells of no problem of the others."""
    pages: dict[str, str | bytes | None] = {
        **LEDGERS,
        **{f"ledger/{name[1:]}.md": text for name, text in ledgers.items()},
    }
    for year in (2021, 2022, 2023):
        text = REPORT.replace("2023", str(year)).replace(f"shili/{year}", "shili/2018")
        pages[f"reports/{year}.md"] = text.replace("问责偏轻", f"{year}年的问题") if year == 2022 else text
    pages["compare/2022-2023.md"] = (
        "---\nrender_macros: true\naudience: 全体党员\n---\n\n# 对照 { #x }\n\n{{ compare_years(2022, 2023) }}\n"
    )
    return make_office(folder, pages)


def shown(project: Project, reader: Audience, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What each macro and each data page says in a site for some readers, without building it."""
    docs = stage(project, reader, folder).project.docs
    monkeypatch.setenv("YEARBOOK_AUDIENCE", reader)
    told: dict[str, str] = {}
    for macro in plugin.MACROS:
        if macro.__name__ not in _OF_ONE:
            told[macro.__name__] = macro(_context(docs, "compare/x.html"))
    for page in sorted([*docs.glob("reports/2*.md"), *docs.glob("ledger/2*.md")]):
        told[page.relative_to(docs).as_posix()] = convert(page.read_text(encoding="utf-8"), docs)
    return told


def _context(docs: Path, url: str) -> Any:
    return {"yearbook_docs": str(docs), "page": SimpleNamespace(url=url)}


def claims(told: dict[str, str]) -> dict[str, list[str]]:
    return {name: found for name, said in told.items() if (found := find_ledger_claims(said))}


#: One entry is for everybody, one is not.
_CUT = {"_2023": LEDGERS["ledger/2023.md"].replace("text: 公开不细", "text: 公开不细\n    audience: 全体党员")}


@pytest.mark.parametrize("ledgers", [{}, _CUT], ids=["none is shown", "one is shown in part"])
@pytest.mark.parametrize("widened", [False, True])
def test_readers_who_are_not_shown_all_ledgers_are_told_no_count_and_no_denial(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ledgers: dict[str, str], widened: bool
) -> None:
    project = office(tmp_path / "office", **ledgers)
    if widened:
        settings = project.folder / "mkdocs.yml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace("show_gaps: 班子", "show_gaps: 全体党员"), encoding="utf-8")
        assert text != settings.read_text(encoding="utf-8")
    told = shown(project, OFFICE, tmp_path / "copy", monkeypatch)
    assert claims(told) == {}
    assert ("e-2023-02" in told["pressing_entries"]) == bool(ledgers)
    assert "不给这个站点的读者看" in told["key_numbers"]


def test_the_same_pages_say_it_to_those_who_are_shown_all_ledgers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everywhere = {f"_{path[7:11]}": text.replace("班子", "全体党员") for path, text in LEDGERS.items()}
    for number, (reader, ledgers) in enumerate([(LEADERS, {}), (OFFICE, everywhere)]):
        told = shown(office(tmp_path / f"o{number}", **ledgers), reader, tmp_path / f"copy{number}", monkeypatch)
        assert {"key_numbers", "problems_by_year", "pressing_entries", "ledger_overview"} <= claims(told).keys()
        assert "不给这个站点的读者看" not in told["key_numbers"]


def test_what_was_cut_once_stays_known_where_the_cut_pages_are_published_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = stage(office(tmp_path / "office"), OFFICE, tmp_path / "first").project
    assert claims(shown(first, OFFICE, tmp_path / "second", monkeypatch)) == {}
