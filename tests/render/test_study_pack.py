"""A study pack as HTML: whole, well formed, and dead to whatever a text would like to be."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest

from macros import plugin
from macros.compare.selection import NotThereError
from tests.helpers.factories import CONCEPTS, EDITION_2018, EDITION_2023, REPORT
from tests.helpers.study_packs import PAGES, pack_page, write_packs

EVERYTHING = """\
report: 2023
      kinds: [现状, 措施]
    - chain: 2023#p1
    - edition: shili/2018
    - changes: shili
    - table: compare_years"""
FIELDS = "  held_on: 2024-07-20\n  host: 党委书记\n  questions: [差在哪里？]\n  notes_lines: 2\n  sign_in: 2\n"


def context(docs: Path, url: str = "study/x.html") -> Any:
    return {"yearbook_docs": str(docs), "page": SimpleNamespace(url=url)}


def show(folder: Path, include: str = "report: 2023", pack: str = "", **pages: str) -> str:
    more = {f"{path.replace('__', '/')}.md": text for path, text in pages.items()}
    docs = write_packs(folder, {"study/x.md": pack_page(include, pack=pack), **more})
    return plugin.study_pack(context(docs))


def test_pack_with_everything(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    shown = show(tmp_path, EVERYTHING, FIELDS)
    ElementTree.fromstring(shown)
    golden("render/study_pack.html", shown)


def test_ids_are_used_once_and_links_within_the_pack_lead_to_them(tmp_path: Path) -> None:
    shown = show(tmp_path, EVERYTHING, FIELDS)
    ids = re.findall(r' id="([^"]*)"', shown)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', shown)) <= set(ids)


def test_links_of_texts_and_tables_lead_to_what_the_pack_holds(tmp_path: Path) -> None:
    shown = show(tmp_path, EVERYTHING, FIELDS)
    # In the words of an item, in those of an article, and in the rows of a table.
    assert '<a href="#yb-pack-shili-2018-art-2">《示例条例》</a>' in shown
    assert '<a href="#yb-pack-shili-2018-art-1">第一条</a>' in shown
    table = shown.split('id="yb-pack-part-5"')[1]
    assert 'href="#yb-pack-2023-p1"' in table


def test_every_page_of_digests_says_so_and_none_of_official_texts(tmp_path: Path) -> None:
    notice = '<p class="yb-pack__notice" data-yb-every-page="">本站摘要，引用以原文为准</p>'
    shown = show(tmp_path / "a")
    assert shown.count(notice) == 1
    assert '<span class="yb-tag">本站摘要</span>' in shown
    official = {
        "regulations__shili__2018": EDITION_2018.replace("本站摘要", "条文原文"),
        "regulations__shili__2023": EDITION_2023.replace("本站摘要", "条文原文"),
    }
    shown = show(tmp_path / "b", **official)
    assert "data-yb-every-page" not in shown
    assert "本站摘要" not in shown
    assert '<span class="yb-tag">条文原文</span>' in shown


def test_notice_says_by_what_the_digests_were_checked(tmp_path: Path) -> None:
    then = PAGES["regulations/shili/2018.md"]
    assert isinstance(then, str)
    checked = then.replace("sources:", "digest: {copies: 3, on: 2024-03}\nsources:")
    shown = show(tmp_path, regulations__shili__2018=checked)
    told = "1 个版本的摘要据正式文本核对（其中 1 个据两份以上逐条一致的文本），最近一次在2024年3月；"
    assert f"{told}1 个版本的摘要没有写明据什么核对。" in shown


def test_article_that_changed_stands_beside_what_it_became_with_the_note_of_the_change(tmp_path: Path) -> None:
    now = PAGES["regulations/shili/2023.md"]
    assert isinstance(now, str)
    noted = now.replace("change: 改写, similarity: 0.6", "change: 改写, similarity: 0.6, note: 由一次改为经常")
    shown = show(tmp_path / "a", "items: [2023#w1]", regulations__shili__2023=noted)
    assert "现行2023年版第三条：改写</span> 由一次改为经常。" in shown
    assert shown.count('<table class="yb-grid yb-grid--cards yb-pack__pair">') == 1
    same = now.replace("change: 改写, similarity: 0.6", "change: 未改, similarity: 1.0")
    shown = show(tmp_path / "b", "items: [2023#w1]", regulations__shili__2023=same)
    assert "yb-pack__pair" not in shown
    assert '<div class="yb-pack__then">' in shown


def test_practice_says_what_it_asks(tmp_path: Path) -> None:
    named = REPORT.replace("开头一段。", "开展[教育](../regulations/concepts.md#jiaoyu)。")
    says = CONCEPTS.replace("    basis:", "    says: 每月教育一次。\n    basis:")
    shown = show(tmp_path, reports__2023=named, regulations__concepts=says)
    assert shown.count("每月教育一次。") == 1
    assert '<a href="#yb-pack-concept-jiaoyu">教育</a>' in shown


def test_forms_have_the_rows_and_lines_that_were_asked_for(tmp_path: Path) -> None:
    shown = show(tmp_path / "a", pack=FIELDS)
    table = shown[shown.index("yb-pack__blank") :]
    assert table.split("</table>")[0].count("<tr>") == 3
    assert 'data-yb-lines="2">' in shown
    assert "学习时间：</span>2024年7月20日" in shown
    bare = show(tmp_path / "b", pack="  notes_lines: 0\n  sign_in: 0\n  minutes: false\n")
    assert not [word for word in ("签到表", "学习记录", "学习笔记", "讨论题</h2>") if word in bare]
    assert "学习时间：</span></p>" in bare


@pytest.mark.parametrize("text", ["{{ ledger() }}", "{% raw %}", "<script>alert(1)</script>", "{# 注 #}", "&lt;b&gt;"])
def test_text_of_a_report_stays_text(tmp_path: Path, text: str) -> None:
    shown = show(tmp_path, reports__2023=REPORT.replace("问责不够有力。", text))
    words = "".join(ElementTree.fromstring(shown).itertext())
    assert text in words
    assert "<script>" not in shown


def test_questions_and_hosts_are_text(tmp_path: Path) -> None:
    shown = show(tmp_path, pack='  host: "<b>书记</b>"\n  questions: ["{{ 甲 }} <i>乙</i>"]\n')
    assert "<b>" not in shown
    assert "<i>" not in shown
    assert "{{ 甲 }}" in shown


def test_edition_without_a_mapping_is_told_beside_the_last_known_change(tmp_path: Path) -> None:
    later = EDITION_2023.replace("2024-01-01", "2024-06-01").replace("shili-2023", "shili-2024")
    later = later[: later.index("amended_from")] + later[later.index("sources") :]
    old = EDITION_2023.replace(
        "amended_from", 'superseded: {date: 2024-06-01, by: "2024", verified: true}\namended_from'
    )
    shown = show(tmp_path, "changes: shili", regulations__shili__2024=later, regulations__shili__2023=old)
    assert '其后还有<a href="../regulations/shili/2024.html">2024年版</a>，站点里没有条文对照' in shown


def test_samples_are_told(tmp_path: Path) -> None:
    assert "yb-samples" not in show(tmp_path / "a")
    shown = show(tmp_path / "b", "chain: 2023#p1")
    assert (
        "用到的2022年的总结、2022年的整改台账是示例" in shown or "用到的2022年的整改台账、2022年的总结是示例" in shown
    )


def test_page_that_is_no_pack_is_told_in_one_line(tmp_path: Path) -> None:
    docs = write_packs(tmp_path, {})
    with pytest.raises(NotThereError, match=r"docs/study/y\.md 不是学习资料包"):
        plugin.study_pack(context(docs, "study/y.html"))


def test_packs_are_listed_with_the_newest_session_first(tmp_path: Path) -> None:
    pages = {
        f"study/{name}.md": pack_page("chain: 2023#p1", name=name, pack=f"  held_on: {held}\n").replace("学习", name)
        for name, held in (("a", "2024-01-05"), ("b", "2024-07-01"), ("c", "2023-12-01"))
    }
    docs = write_packs(tmp_path, {**pages})
    shown = plugin.pack_list(context(docs, "study/index.html"))
    assert re.findall(r'href="([^"]*)"', shown) == ["b.html", "a.html", "c.html"]
    assert shown.count("示例") == 3
    assert "2024年7月1日，班子" in shown
    short = plugin.pack_list(context(docs, "index.html"), 1)
    assert re.findall(r'href="([^"]*)"', short) == ["study/b.html", "study/index.html"]
    assert "另有 2 份" in short
