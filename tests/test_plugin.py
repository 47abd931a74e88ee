"""The macros as a page calls them: what stands on a page where readers are not to see all."""

from __future__ import annotations

import re
from collections.abc import Callable
from inspect import signature
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from macros import plugin
from tests.helpers.converted_pages import carried_site
from tests.helpers.factories import REPORT, write_pages


def context(docs: Path, url: str = "compare/x.html") -> Any:
    """What a macro is told of its page."""
    return {"yearbook_docs": str(docs), "page": SimpleNamespace(url=url)}


@pytest.mark.parametrize("macro", [plugin.carried_over, plugin.copy_check])
def test_what_is_copied_is_withheld_from_readers_beyond_the_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, macro: Callable[..., str]
) -> None:
    docs, _ = carried_site(tmp_path / "docs")
    assert "逐村列出没有公开的项目" in macro(context(docs))
    monkeypatch.setenv("YEARBOOK_AUDIENCE", "机关")
    withheld = macro(context(docs))
    assert "逐村列出" not in withheld
    assert "不给这个站点的读者看" in withheld


@pytest.mark.parametrize("macro", [plugin.follow_through, plugin.required_actions])
def test_gaps_are_withheld_from_readers_who_are_not_shown_every_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, macro: Callable[..., str]
) -> None:
    docs, _ = carried_site(tmp_path / "docs")
    assert "不给这个站点的读者看" not in macro(context(docs))
    monkeypatch.setenv("YEARBOOK_AUDIENCE", "机关")
    assert "不给这个站点的读者看" in macro(context(docs))
    (tmp_path / "mkdocs.yml").write_text("extra: {show_gaps: 机关}\n", encoding="utf-8")
    assert "不给这个站点的读者看" not in macro(context(docs))


def test_macros_without_years_take_the_newest(tmp_path: Path) -> None:
    docs, _ = carried_site(tmp_path / "docs")
    assert "2022年</a> 与 " in plugin.compare_years(context(docs))
    assert plugin.compare_years(context(docs)) == plugin.compare_years(context(docs), 2022, 2023)
    assert plugin.follow_through(context(docs)) == plugin.follow_through(context(docs), 2023)


def test_addresses_are_seen_from_the_page_that_calls(tmp_path: Path) -> None:
    docs, _ = carried_site(tmp_path / "docs")
    assert 'href="../reports/2023.html#p1"' in plugin.compare_years(context(docs))
    assert 'href="reports/2023.html#p1"' in plugin.compare_years(context(docs, "index.html"))


def test_every_macro_has_something_to_say_on_a_site_without_papers(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for macro in plugin.MACROS:
        if macro.__name__ in {"cited_by", "compare_editions", "study_pack"}:
            continue
        needs_page = "context" in macro.__code__.co_varnames
        said = macro(context(tmp_path / "docs")) if needs_page else macro()
        assert said.strip(), macro.__name__


def of_units(docs: Path, *folders: str) -> Path:
    """A site whose units each have a folder, and none the top one."""
    pages: dict[str, str | bytes | None] = {"reports/2023.md": None, "ledger/2023.md": None}
    pages["regulations/concepts.md"] = None
    for folder in folders:
        text = REPORT.replace("#report-2023", f"#report-{folder}-2023").replace("../regul", "../../regul")
        pages[f"reports/{folder}/2023.md"] = text.replace("#art-2", "").replace("XX乡党委", f"{folder}镇党委")
    return write_pages(docs, pages)


UNIT_MACROS = [macro for macro in plugin.MACROS if "unit" in signature(macro).parameters]


@pytest.mark.parametrize("macro", UNIT_MACROS, ids=lambda macro: macro.__name__)
def test_where_several_units_have_folders_it_is_said_whose_papers_are_shown(
    macro: Callable[..., str], tmp_path: Path
) -> None:
    values = {"regulation": "shili"} if macro is plugin.cited_by else {}
    several = context(of_units(tmp_path / "several", "dong", "nan", "xi"))
    line = "这里只列dong镇党委的材料。其他单位："
    assert macro(several, **values).count(line) == 1
    assert '<a href="../reports/xi/2023.html">xi镇党委</a>' in macro(several, **values)
    # Whoever names the unit is told of no other.
    assert "这里只列" not in macro(several, **values, unit="nan")


@pytest.mark.parametrize("folders", [("dong",), ()])
def test_where_nobody_could_be_mistaken_nothing_is_said(folders: tuple[str, ...], tmp_path: Path) -> None:
    docs = of_units(tmp_path / "docs", *folders) if folders else write_pages(tmp_path / "docs")
    assert "这里只列" not in plugin.year_matrix(context(docs))
    assert "这里只列" not in plugin.ledger(context(docs))


@pytest.mark.parametrize("macro", UNIT_MACROS, ids=lambda macro: macro.__name__)
@pytest.mark.parametrize("top", [False, True])
def test_what_is_said_of_one_unit_among_several_is_not_said_of_the_site(
    macro: Callable[..., str], tmp_path: Path, top: bool
) -> None:
    values = {"regulation": "shili"} if macro is plugin.cited_by else {}
    docs = of_units(tmp_path / "docs", "dong", "nan")
    if top:
        write_pages(
            docs,
            {"ledger/2023.md": None, "regulations/concepts.md": None, "reports/2023.md": REPORT.replace("#art-2", "")},
        )
    named = "XX乡党委" if top else "dong镇党委"
    for line in re.findall(r'<p class="yb-empty">(.*?)</p>', macro(context(docs), **values)):
        assert "本站" not in line
        assert named in line or "还没有登记" in line
    assert "nan镇党委" in "".join(
        re.findall(r'yb-empty">(.*?)</p>', plugin.pressing_entries(context(docs), unit="nan"))
    )
    # Of a site that is one unit's it is said as it was.
    assert "本站的台账里没有未办结的措施" in plugin.pressing_entries(context(of_units(tmp_path / "one", "dong")))
