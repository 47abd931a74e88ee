"""A published paper is put right openly: in its words, on its page, in the list, and in the search."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from macros.annotate import render_article
from macros.compare.packs import assemble_pack
from macros.corpus import PageTexts, load_corpus, load_yearbook
from macros.domain.corrections import PaperCorrection
from macros.render.corrections import list_corrections
from macros.render.links import Links
from macros.render.report_page import item_line, report_foot, report_head
from macros.render.study_pack import study_pack
from scripts.build.search_data.records import make_records
from scripts.changes.correcting import CorrectionError, plan_correction
from tests.helpers.commands import copy_settings, one_line, run
from tests.helpers.factories import LEDGER, LOCAL, REGULATION, write_pages
from tests.helpers.linked_pages import REPORT, SITE, put

PATH = "reports/2023.md"
PAGE = f"docs/{PATH}"
DAY, TODAY = date(2024, 3, 1), date(2024, 4, 1)
ORDER = ("correct", PAGE, "--before", "不够有力", "--after", "偏轻偏软", "--why", "用语写错", "--by", "党建办主任")
PACK = """\
---
render_macros: true
pack:
  include: [{report: 2023}]
---

# 一季度学习 { #pack-2024 }

{{ study_pack() }}
"""
ROW = PaperCorrection(DAY, "问题（一）", "不够有力", "偏轻偏软", "用语写错", "党建办主任")


def office(folder: Path, text: str = REPORT) -> Path:
    copy_settings(folder)
    return write_pages(folder / "docs", {**SITE, PATH: text})


def correct(docs: Path, before: str, after: str, why: str = "写错", by: str = "党建办主任") -> str:
    changes = plan_correction(docs, PATH, before, after, why, by, DAY).changes
    return (changes.after.get(PATH) or b"").decode()


def test_command_writes_words_and_row_in_one_change_once_and_takes_both_back(tmp_path: Path) -> None:
    docs = office(tmp_path)
    before = (docs / PATH).read_bytes()
    listed = run(tmp_path, *ORDER, "--on", "2024-03-01", "--dry-run")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "  +问责偏轻偏软。" in listed.stdout
    assert (docs / PATH).read_bytes() == before
    assert run(tmp_path, *ORDER, "--on", "2024-03-01", typed="yes\n").returncode == 0
    report = load_yearbook(docs).reports["2023"]
    assert report.corrections == (ROW,)
    assert report.items["p1"].text == "问责偏轻偏软。"
    assert "已经更正过" in run(tmp_path, *ORDER, "--yes").stdout
    assert run(tmp_path, "undo", "1", "--yes").returncode == 0
    assert (docs / PATH).read_bytes() == before


def test_only_the_words_and_one_row_change(tmp_path: Path) -> None:
    docs = office(tmp_path)
    assert run(tmp_path, *ORDER, "--yes").returncode == 0
    old = (docs / PATH).read_text(encoding="utf-8").splitlines()
    new = correct(docs, "开头一段", "开头的一段").splitlines()
    assert len([line for line in new if line not in old]) == 2
    assert len(new) == len(old) + 1


def test_words_that_were_put_right_already_are_only_recorded(tmp_path: Path) -> None:
    docs = office(tmp_path, REPORT.replace("不够有力", "偏轻偏软"))
    text = correct(docs, "不够有力", "偏轻偏软")
    assert text.count("偏轻偏软") == 2
    assert "开头一段。" in correct(docs, "", "开头一段")


def test_a_heading_keeps_its_id_and_a_new_citation_gets_its_link(tmp_path: Path) -> None:
    docs = office(tmp_path)
    assert "### （一）问责偏软 { #p1 }" in correct(docs, "问责偏轻", "问责偏软")
    text = correct(docs, "问责不够有力。", "落实《示例条例》不够有力。")
    assert "落实[《示例条例》](../regulations/shili/2018.md)不够有力。" in text


def test_signs_that_would_be_markup_stay_words(tmp_path: Path) -> None:
    docs = office(tmp_path)
    assert r"问责\[甲\]\*乙\*。" in correct(docs, "不够有力", "[甲]*乙*")


@pytest.mark.parametrize(
    ("before", "after", "why", "by", "words"),
    [
        ("没有的话", "甲", "写错", "甲", "页面上没有“没有的话”"),
        ("示例", "实例", "写错", "甲", "页面上有 2 处“示例”"),
        ("2018", "2019", "写错", "甲", "页面上没有“2018”"),
        ("work", "甲", "写错", "甲", "页面上没有“work”"),
        ("", "没有的话", "写错", "甲", "增加的文字先在页面上写好"),
        ("甲", "甲", "写错", "甲", "文字一样"),
        ("不够有力", "甲", " ", "甲", "没有写为什么更正"),
        ("不够有力", "甲", "写错", "", "没有写谁更正的"),
        ("不够有力", "甲", "写错", "张三", "像是姓名"),
    ],
)
def test_what_cannot_be_corrected_is_refused(
    tmp_path: Path, before: str, after: str, why: str, by: str, words: str
) -> None:
    with pytest.raises(CorrectionError, match=words):
        correct(office(tmp_path), before, after, why, by)


def test_a_page_that_is_no_paper_is_told_in_one_line(tmp_path: Path) -> None:
    office(tmp_path)
    told = one_line(run(tmp_path, "correct", "docs/index.md", *ORDER[2:]))
    assert "不是报告、台账、本地制度或学习资料包的页面" in told
    assert "--before" in one_line(run(tmp_path, "correct", PAGE, "--why", "甲", "--by", "乙"), code=2)


def test_it_stands_at_its_place_in_a_block_and_above(tmp_path: Path) -> None:
    docs = office(tmp_path)
    assert run(tmp_path, *ORDER, "--on", "2024-03-01", "--yes").returncode == 0
    yearbook = load_yearbook(docs)
    report, links = yearbook.reports["2023"], Links(PATH)
    assert "<i>更正</i>（2024年3月1日）：原为“不够有力”" in item_line(
        report, report.items["p1"], yearbook, links, TODAY
    )
    assert "更正" not in item_line(report, report.items["w1"], yearbook, links, TODAY)
    foot = report_foot(report, yearbook, links, TODAY)
    assert '<th scope="row"><a href="#p1">问题（一）</a></th>' in foot
    assert "用语写错（党建办主任）" in foot
    assert "更正过 1 处，最近一次在2024年3月1日" in report_head(report, yearbook, links, TODAY)


def test_a_newer_text_is_told_apart(tmp_path: Path) -> None:
    row = "corrections:\n  - {on: 2024-03-01, what: 整份, why: 定稿, by: 党建办主任, new_text: true}\naudience:"
    yearbook = load_yearbook(office(tmp_path, REPORT.replace("audience:", row, 1)))
    foot = report_foot(yearbook.reports["2023"], yearbook, Links(PATH), TODAY)
    assert "换用新文本" in foot


def test_papers_and_register_stand_in_one_list_the_newest_first(tmp_path: Path) -> None:
    docs = office(tmp_path)
    assert list_corrections(load_yearbook(docs), Links("corrections.md")) == '<p class="yb-muted">还没有更正。</p>'
    fact = (
        "corrections:\n  - {on: 2024-03, edition: 2018, what: 条数, before: 1条, after: 2条, by: 据全文计数}\ntownship:"
    )
    (docs / "regulations/shili/index.md").write_text(REGULATION.replace("township:", fact), encoding="utf-8")
    assert run(tmp_path, *ORDER, "--on", "2024-03-02", "--yes").returncode == 0
    html = list_corrections(load_yearbook(docs), Links("corrections.md"))
    assert "更正过的共 2 处" in html
    assert '<a href="regulations/shili/2018.html">2018年版</a> 条数' in html
    paper = '<a href="reports/2023.html#corrections">XX乡党委 2023年</a>'
    assert html.index(paper) < html.index('<a href="regulations/shili/index.html#yb-corrections">示例条例</a>')


def test_the_old_wording_is_found(tmp_path: Path) -> None:
    docs = office(tmp_path)
    assert run(tmp_path, *ORDER, "--yes").returncode == 0
    found = [record for record in make_records(load_corpus(docs), TODAY) if "不够有力" in record.text]
    assert [(record.heading, record.address) for record in found] == [
        ("更正：问题（一）", "reports/2023.html#corrections")
    ]


_OTHERS = {
    "ledger/2023.md": (LEDGER, "第1项措施1责任人", "ledger/2023.html", "XX乡党委 2023年整改台账", "台账"),
    "regulations/local/kaoqin.md": (LOCAL, "制定单位", "regulations/local/kaoqin.html", "XX乡机关考勤制度", "本地制度"),
    "study/2024.md": (PACK, "学习地点", "study/2024.html", "一季度学习", "学习资料包"),
}


@pytest.mark.parametrize("path", _OTHERS)
def test_ledgers_rules_and_packs_say_theirs_are_listed_and_found(tmp_path: Path, path: str) -> None:
    text, what, address, name, kind = _OTHERS[path]
    row = (
        f"---\ncorrections:\n  - {{on: 2024-03-01, what: {what}, before: 原写的, after: 今写的, why: 写错, by: 党办}}\n"
    )
    docs = office(tmp_path)
    put(docs, {path: text.replace("---\n", row, 1)})
    corpus = load_corpus(docs)
    shown = list_corrections(corpus.yearbook, Links("corrections.md"))
    assert f'<td>{kind}</td><th scope="row"><a href="{address}#corrections">{name}</a></th><td>{what}</td>' in shown
    (found,) = [record for record in make_records(corpus, TODAY) if "原写的" in record.text]
    assert (found.heading, found.address) == (f"更正：{what}", f"{address}#corrections")
    page = corpus.pages[path]
    if page.is_data:
        html = render_article("\n".join(page.written), docs, corpus.yearbook)
    else:
        made = assemble_pack(corpus.yearbook.packs["2024"], corpus.yearbook, PageTexts(docs), TODAY)
        html = study_pack(made, {}, Links(path), TODAY)
    assert "发布以后更正过 1 处，最近一次在2024年3月1日" in html
    assert html.count(">原写的</td>") == 1
    assert ('<a href="#e-2023-01">第1项措施1责任人</a>' in html) is (kind == "台账")


COUNTED = REPORT.replace("问责不够有力。", "问责不够有力，签订责任书42份，各站所开展谈话6次。").replace(
    "audience: 全体党员",
    "audience: 全体党员\nindicators:\n  # 问责不够有力，签订责任书42份，各站所开展谈话6次。\n"
    "  - {name: 签订责任书, value: 42, unit: 份, at: p1}\n  - {name: 各站所谈话, value: 6, unit: 次, at: p1}",
)


def test_the_indicator_goes_with_its_figure_in_the_same_change(tmp_path: Path) -> None:
    docs = office(tmp_path, COUNTED)
    order = ("correct", PAGE, "--before", "42份", "--after", "40份", *ORDER[6:], "--yes")
    told = run(tmp_path, *order)
    assert told.returncode == 0
    assert "指标“签订责任书”由 42份 改成 40份" in told.stdout
    report = load_yearbook(docs).reports["2023"]
    assert [one.written for one in report.indicators] == ["40份", "6次"]
    old, new = COUNTED.splitlines(), (docs / PATH).read_text(encoding="utf-8").splitlines()
    assert len([line for line in new if line not in old]) == 5
    assert "  # 问责不够有力，签订责任书40份，各站所开展谈话6次。" in new
    assert run(tmp_path, "undo", "1", "--yes").returncode == 0
    assert (docs / PATH).read_text(encoding="utf-8") == COUNTED


def test_an_indicator_that_the_new_text_does_not_give_is_told(tmp_path: Path) -> None:
    office(tmp_path, COUNTED)
    told = run(tmp_path, "correct", PAGE, "--before", "42份", "--after", "若干", *ORDER[6:], "--yes")
    assert "指标“签订责任书”写的是 42份，改过的正文里没有这个数" in told.stdout
    found = [line for line in run(tmp_path, "check").stdout.splitlines() if "指标与正文不一致" in line]
    assert [line.partition("：")[0] for line in found] == ["提示"]
    assert f"{PAGE}:10：" in found[0]
    assert "签订责任书 42份" in found[0]
