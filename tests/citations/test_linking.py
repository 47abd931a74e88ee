"""What the tool writes, what it leaves alone, and what it says of the rest."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.citations.lexicon import Lexicon, make_lexicon
from macros.citations.linking import find_unresolved, link_page
from macros.corpus import load_yearbook
from macros.domain.numerals import read_number, to_chinese
from macros.errors import SiteError
from scripts.setup.environment import ROOT
from tests.helpers.factories import EDITION_2018, EDITION_2023, REGULATION, REPORT, write_pages

NAME = "《中国共产党纪律处分条例》"
DUE = f"[{NAME}](../regulations/jilv-chufen-tiaoli/2018.md)"
ARTICLE = "[第七条](../regulations/jilv-chufen-tiaoli/2018.md#art-7)"
BROKEN = "学《中国共产党\n纪律处分条例》。"
END = date(2023, 12, 31)


@cache
def shipped() -> Lexicon:
    """The names of the shipped register."""
    return make_lexicon(load_yearbook(Path(ROOT, "docs")))


def link(text: str, day: date = END, path: str = "reports/2023.md", lexicon: Lexicon | None = None) -> str:
    return link_page(text, path, day, lexicon or shipped()).text


def reasons(text: str, day: date = END, lexicon: Lexicon | None = None) -> list[tuple[str, str]]:
    found = link_page(text, "reports/2023.md", day, lexicon or shipped()).unresolved
    return [(one.text, one.reason) for one in found]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"学习{NAME}。", f"学习{DUE}。"),
        # Wrong edition, wrong page and a stray anchor are corrected.
        (f"学习[{NAME}](../regulations/jilv-chufen-tiaoli/2023.md)。", f"学习{DUE}。"),
        (f"学习[{NAME}](../regulations/wenze-tiaoli/2019.md)。", f"学习{DUE}。"),
        (f"学习[{NAME}](../regulations/jilv-chufen-tiaoli/2018.md#art-9)。", f"学习{DUE}。"),
        # A second mention in the item has no link, even if a hand has written one.
        (f"学习{DUE}，再学{DUE}。", f"学习{DUE}，再学{NAME}。"),
        # Pinned by hand, in other words, elsewhere, or code: not the tool's.
        (f"学习[{NAME}](../regulations/jilv-chufen-tiaoli/2023.md){{ .fixed }}。", None),
        ("详见[这里](../regulations/jilv-chufen-tiaoli/2023.md)。", None),
        (f"见[{NAME}](https://www.12371.cn/a)。", None),
        (f"写作`{NAME}`。", None),
        (f"## {NAME}", None),
        (f"![{NAME}](../regulations/jilv-chufen-tiaoli/a.png)", None),
        # A citation that is none any more loses its link.
        ("学习[《条例》](../regulations/jilv-chufen-tiaoli/2018.md)。", "学习《条例》。"),
        # A quotation mark is the sentence's, not the link's.
        ("《准则》“条例”第七条", "[《准则》](../regulations/lianjie-zilv-zhunze/2015.md)“条例”" + ARTICLE),
        # Whatever some reader may take as a link is left alone.
        (f"[学{NAME}](2023.md 见)", None),
        (f"![{NAME}](a b.png)", None),
        # A brace after the words stays the text that it is.
        ("《准则》《条例》{ .fixed }", "[《准则》](../regulations/lianjie-zilv-zhunze/2015.md)《条例》{ .fixed }"),
        # A title broken over two lines is linked as it stands.
        (BROKEN, BROKEN.replace("《", "[《").replace("》", "》](../regulations/jilv-chufen-tiaoli/2018.md)")),
        ("- 学习党章\n- 再学党章", "- 学习[党章](../regulations/dangzhang/2022.md)\n- 再学党章"),
    ],
)  # fmt: skip
def test_links_are_written_where_they_are_due(before: str, after: str | None) -> None:
    assert link(before) == (before if after is None else after)


def test_each_provision_is_linked_once_in_an_item_and_again_in_the_next() -> None:
    text = f"### （一）甲 {{ #w1 }}\n\n学{NAME}。\n\n再学{NAME}。\n\n### （二）乙 {{ #w2 }}\n\n又学{NAME}。"
    assert link(text).count(DUE) == 2
    assert f"再学{NAME}" in link(text)


def test_another_unit_counts_its_links_from_its_own_folder() -> None:
    assert "](../../regulations/jilv-chufen-tiaoli/2018.md)" in link(f"学习{NAME}。", path="reports/dongzhen/2023.md")


def test_front_matter_is_never_touched() -> None:
    text = f"---\nunit: {NAME}\n---\n\n# 标题 {{ #report-2023 }}\n\n学习{NAME}。"
    assert link(text) == f"---\nunit: {NAME}\n---\n\n# 标题 {{ #report-2023 }}\n\n学习{DUE}。"


@pytest.mark.parametrize("closing", ["---", "--- ", "---\t", "...", "... "])
def test_body_is_linked_however_the_front_matter_is_closed(closing: str) -> None:
    front = f"---\nunit: {NAME}\n{closing}\n\n# 标题 {{ #report-2023 }}\n\n"
    assert link(f"{front}学习{NAME}。") == f"{front}学习{DUE}。"


def test_front_matter_that_never_ends_is_told() -> None:
    with pytest.raises(SiteError, match=r"没有结尾的 ---.*改法："):
        link(f"---\nunit: 某乡\n\n# 标题 {{ #report-2023 }}\n\n学习{NAME}。")


def test_line_ends_and_mark_of_a_page_stay() -> None:
    text = f"\ufeff---\r\nunit: 某乡\r\n---\r\n\r\n# 标题 {{ #report-2023 }}\r\n\n学习{NAME}，\r\n再学。"
    assert link(text) == text.replace(NAME, DUE)


def test_defined_short_form_holds_for_the_rest_of_the_paper() -> None:
    text = (
        "### （一）甲 { #w1 }\n\n学习《中国共产党问责条例》（以下简称《条例》）。\n\n"
        "### （二）乙 { #w2 }\n\n落实《条例》和“条例”要求。"
    )
    assert "落实[《条例》](../regulations/wenze-tiaoli/2019.md)和“条例”要求" in link(text)


def test_two_short_forms_can_be_defined_at_once() -> None:
    text = (
        "### （一）甲 { #w1 }\n\n"
        "学习《中国共产党廉洁自律准则》和《中国共产党问责条例》（以下分别简称《准则》和《条例》）。\n\n"
        "### （二）乙 { #w2 }\n\n落实《条例》《准则》。"
    )
    due = "落实[《条例》](../regulations/wenze-tiaoli/2019.md)[《准则》](../regulations/lianjie-zilv-zhunze/2015.md)。"
    assert due in link(text)


def test_nearest_full_title_decides_what_a_short_form_means() -> None:
    text = "学习《中国共产党问责条例》。后学习《中国共产党支部工作条例（试行）》，对照《条例》第十六条检查。"
    assert "[《条例》第十六条](../regulations/zhibu-tiaoli/2018.md#art-16)" in link(text)


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("学习《条例》。", END, "简称所指不明"),
        ("出台实施细则。", END, "简称所指不明"),
        ("学习《中国共产党纪律处份条例》。", END, "可能是《中国共产党纪律处分条例》"),
        ("学习《中国共产党统一战线工作条例》。", END, "登记册没有"),
        ("执行《XX乡值班制度》。", END, "本地制度，登记册没有"),
        (f"学习{NAME}。", date(1990, 12, 31), "1990-12-31 时尚无版本"),
        (f"学习{NAME}（2020年）。", END, "登记册没有2020年版"),
        (f"执行{NAME}第二百条。", END, "2018年版没有这一条"),
        ("执行《中国共产党党内监督条例》第三条。", END, "本站没有收2016年版的这一条"),
    ],
)
def test_what_stays_without_a_link_is_told_with_the_reason(text: str, day: date, words: str) -> None:
    (found,) = reasons(text, day)
    assert words in found[1]


def test_title_that_two_regulations_share_is_not_linked(tmp_path: Path) -> None:
    other = REGULATION.replace("shili", "bieren").replace("示例条例]", "另一条例]")
    edition = (Path(write_pages(tmp_path / "x")) / "regulations/shili/2018.md").read_text(encoding="utf-8")
    edition = edition.replace("shili", "bieren").replace(
        'superseded: {date: 2024-01-01, by: "2023", verified: true}\n', ""
    )
    docs = write_pages(tmp_path / "y", {"regulations/bieren/index.md": other, "regulations/bieren/2018.md": edition})
    lexicon = make_lexicon(load_yearbook(docs))
    (found,) = reasons("学习《示例条例》。", lexicon=lexicon)
    assert found == ("示例条例", "几部法规同名：《示例条例》、《示例条例》")


def test_report_tells_its_unresolved_citations_by_item(tmp_path: Path) -> None:
    text = REPORT.replace("问责不够有力。", "对照《条例》查找不足。")
    yearbook = load_yearbook(write_pages(tmp_path, {"reports/2023.md": text}))
    found = [(item.id, row.text) for item, row in find_unresolved(yearbook.reports["2023"], make_lexicon(yearbook))]
    assert found == [("p1", "条例")]


@given(st.integers(1, 999))
def test_article_numbers_are_read_in_every_writing(number: int) -> None:
    digits = str(number).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert read_number(to_chinese(number)) == read_number(str(number)) == read_number(wide) == number
    if number >= 10 or number % 10:
        assert read_number(digits) == number


PIECES = [
    *["（2018年）", "以下简称《条例》", "第七条", "、第八条", "和", "党章", "三会一课", "八项规定", "及其实施细则"],
    *["个人有关事项", "报告", "问责条例", "《准则》", "《条例》", "“条例”", "《", "》", "〈", "〉", "中国共产党", "。"],
    *["[", "](", ")", "`", "*", "\\", NAME, "\n", "\n\n", "{ .fixed }", "- ", "| a | b |", "### 甲 { #w1 }\n"],
    "../regulations/jilv-chufen-tiaoli/2018.md",
]


@pytest.mark.slow
@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
@example("《条例》〈（2018年）问责条例〉")
def test_linking_again_changes_nothing_and_no_word_is_lost(text: str) -> None:
    once = link(text)
    assert link(once) == once
    whole = re.compile(r"\[([^\[\]]*)\]\(\.\./regulations/[^()]*\)")
    assert whole.sub(r"\1", once) == whole.sub(r"\1", text)


OLD = "《中国共产党党员领导干部廉洁从政若干准则》"
OLD_DUE = "](../regulations/lianjie-zilv-zhunze/2010.md)"


def test_short_form_of_an_older_work_means_the_older_work() -> None:
    text = (
        f"### （一）甲 {{ #w1 }}\n\n学习{OLD}（以下简称《廉政准则》）。\n\n"
        "### （二）乙 { #w2 }\n\n对照《廉政准则》检查。"
    )
    assert f"对照[《廉政准则》{OLD_DUE}检查" in link(text, date(2019, 12, 31))
    text = f"学习{OLD}。\n\n对照《准则》第五条检查。"
    assert f"对照[《准则》第五条{OLD_DUE.replace('.md', '.md#art-5')}检查" in link(text, date(2019, 12, 31))


def test_name_that_only_a_later_edition_bears_is_no_reason_to_leap_ahead(tmp_path: Path) -> None:
    later = EDITION_2023.replace("official_title: 示例条例", "official_title: 示例工作条例")
    lexicon = make_lexicon(load_yearbook(write_pages(tmp_path, {"regulations/shili/2023.md": later})))
    assert "shili/2018.md" in link("学习《示例工作条例》。", date(2022, 12, 31), lexicon=lexicon)
    # It was issued in 2023 and came into force in 2024.
    assert "shili/2023.md" in link("学习《示例工作条例》。", date(2023, 12, 31), lexicon=lexicon)
    assert "shili/2018.md" in link("学习《示例条例》。", date(2024, 12, 31), lexicon=lexicon)


def test_an_edition_can_have_short_names_of_its_own(tmp_path: Path) -> None:
    older = EDITION_2018.replace("official_title: 示例条例", "official_title: 示例条例\naliases: [老示例条例]")
    lexicon = make_lexicon(load_yearbook(write_pages(tmp_path, {"regulations/shili/2018.md": older})))
    assert "shili/2018.md" in link("学习《老示例条例》。", date(2024, 12, 31), lexicon=lexicon)
    assert "shili/2023.md" in link("学习《示例条例》。", date(2024, 12, 31), lexicon=lexicon)


def test_words_that_a_person_leaves_alone_get_no_link() -> None:
    text = f"学习{NAME}，对照[第七条](a.md)。"
    assert link_page(text, "reports/2023.md", END, shipped(), [NAME]).text == text
    assert link_page("按照《没有的条例》办。", "reports/2023.md", END, shipped(), ["没有的条例"]).unresolved == []


def test_a_unit_means_its_own_rule_by_a_title_that_others_have_too(tmp_path: Path) -> None:
    rule = "---\nlevel: 机关\nissuer: XX乡党委\nknown: 只知名称\n---\n\n# 考勤制度 {{ #local-{} }}\n".format
    docs = write_pages(
        tmp_path / "docs",
        {
            "regulations/local/dongzhen/kaoqin.md": rule("dongzhen-kaoqin"),
            "regulations/local/xizhen/kaoqin.md": rule("xizhen-kaoqin"),
        },
    )
    lexicon = make_lexicon(load_yearbook(docs))
    text = "执行《考勤制度》。"
    own = link(text, path="reports/xizhen/2023.md", lexicon=lexicon)
    assert own == "执行[《考勤制度》](../../regulations/local/xizhen/kaoqin.md)。"
    # Nobody else's, even where it is the only one of that title.
    assert link(text, path="reports/nanzhen/2023.md", lexicon=lexicon) == text
    assert reasons(text, lexicon=lexicon) == [("考勤制度", "登记的同名制度是别的单位的，本单位的没有登记")]
