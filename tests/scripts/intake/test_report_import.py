"""From a text to a page: nothing is lost, the counts add up, and the page is sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.compare.indicator_checks import find_indicator_faults
from macros.corpus import load_yearbook
from scripts.intake.facts import ImportOrder
from scripts.intake.guard import Reader
from scripts.intake.holdings import Holdings
from scripts.intake.manuscript import IntakeError, LeftOut, Line, Manuscript
from scripts.intake.report_import import Import, SeveralPapersError, import_report
from scripts.intake.telling import as_json
from scripts.setup.environment import ROOT
from scripts.setup.project import HERE
from tests.helpers.factories import write_pages
from tests.helpers.intake_papers import ORDER, bring_in, make_holdings, read

PAPER = """\
中共XX乡委员会文件
X委〔2023〕12号

XX乡党委
2023年度落实全面从严治党主体责任情况报告

　　一年来，乡党委认真学习《示例条例》，落实各项要求。现报告如下：

一、工作开展情况

（一）加强教育。先后召开3次党委会，开展谈话提醒56人次。
（二）压实责任。签订责任书45份，办结率100%。
1．逐级传导
　　召开会议，层层签订责任书。

二、存在的主要问题
1、教育不够深入。学习形式单一。
2、监督不够有力。监督办法不多。

三、原因分析
　　学习抓得不紧，重业务轻学习。

四、下一步打算
（一）加强学习。落实《示例条例》第二条。
（二）强化监督\u200b。开展检查。

附件：任务清单

中共XX乡委员会
二○二三年十二月二十六日

— 3 —
"""


@pytest.fixture(scope="module")
def holdings(tmp_path_factory: pytest.TempPathFactory) -> Holdings:
    return make_holdings(tmp_path_factory.mktemp("holdings"))


@pytest.fixture(scope="module")
def load_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], None]:
    """Read a page as the site does."""
    docs = write_pages(tmp_path_factory.mktemp("site"), {"reports/2023.md": None, "ledger/2023.md": None})
    (docs / "reports").mkdir()

    def load(page: str) -> None:
        (docs / "reports/2023.md").write_text(page, encoding="utf-8")
        assert set(load_yearbook(docs).reports) == {"2023"}

    return load


def assert_accounted(done: Import, manuscript: Manuscript) -> None:
    account = done.account
    dropped = sum(len(piece.text) for piece in account.left_out)
    assert account.chars_in == account.chars_out + dropped
    source = "\n".join(line.text for line in manuscript.lines)
    assert account.chars_in == len(source) + sum(len(piece.text) for piece in manuscript.left_out)


def test_small_paper_becomes_the_page(holdings: Holdings, golden: Callable[[str, str], None]) -> None:
    done = bring_in(PAPER, holdings, order=replace(ORDER, year=None, unit=""))
    golden("intake/report.md", done.text)
    golden("intake/report.json", as_json(done) + "\n")
    assert_accounted(done, read(PAPER))


def test_page_of_a_paper_loads(holdings: Holdings, load_with: Callable[[str], None]) -> None:
    load_with(bring_in(PAPER, holdings).text)


def test_facts_come_from_title_and_signature(holdings: Holdings) -> None:
    done = bring_in(PAPER, holdings, order=replace(ORDER, year=None, unit=""))
    report = done.report
    assert (report.year, report.unit, str(report.signed_on)) == (2023, "XX乡党委", "2023-12-26")
    assert done.draft.title == "XX乡党委2023年度落实全面从严治党主体责任情况报告"
    assert done.draft.letterhead == ("中共XX乡委员会文件", "X委〔2023〕12号")


@pytest.mark.parametrize(
    ("text", "order", "error"),
    [
        ("工作总结\n一、工作情况\n加强教育。", replace(ORDER, year=None), "--year"),
        ("2023年度工作总结\n一、工作情况\n加强教育。", replace(ORDER, unit=""), "--unit"),
        ("机密★1年\nXX乡党委2023年度工作总结\n一、工作情况", ORDER, "密级标志"),
        ("秘密\nXX乡党委2023年度工作总结\n一、工作情况", ORDER, "密级标志"),
        ("秘 密 ★ 一 年\nXX乡党委2023年度工作总结\n一、工作情况", ORDER, "密级标志"),
        ("\u200b机\u200b密★1年\nXX乡党委2023年度工作总结\n一、工作情况", ORDER, "密级标志"),
        ("", ORDER, "没有正文"),
        ("　\n\n", ORDER, "没有正文"),
    ],
)
def test_paper_that_cannot_be_brought_in_is_told_in_one_line(
    holdings: Holdings, text: str, order: ImportOrder, error: str
) -> None:
    with pytest.raises(IntakeError, match=error) as caught:
        bring_in(text, holdings, order=order)
    assert "\n" not in str(caught.value)
    assert "改法：" in str(caught.value)


def test_classification_mark_in_a_page_header_stops_the_import(holdings: Holdings) -> None:
    manuscript = replace(read(PAPER), left_out=(LeftOut("机密★1年", "页眉", 1),))
    with pytest.raises(IntakeError, match="密级标志"):
        import_report(manuscript, ORDER, holdings)


def test_sign_that_the_reader_lost_stops_the_import(holdings: Holdings) -> None:
    manuscript = read(PAPER)
    lost = replace(manuscript, characters=manuscript.characters + Counter("廉"))
    with pytest.raises(IntakeError, match=r"有 1 个字没有读到（廉）"):
        import_report(lost, ORDER, holdings)


def test_same_text_again_changes_nothing(holdings: Holdings) -> None:
    first = bring_in(PAPER, holdings)
    again = bring_in(PAPER, holdings, old=first.text)
    assert again.text == first.text
    assert again.alignment is not None
    assert (again.alignment.new, again.alignment.gone, again.alignment.moved) == ((), (), ())


def test_newer_text_keeps_ids_and_retires_those_that_are_gone(holdings: Holdings) -> None:
    first = bring_in(PAPER, holdings)
    newer = PAPER.replace("1、教育不够深入。学习形式单一。\n2、监督", "1、监督")
    done = bring_in(newer, holdings, old=first.text)
    assert [item.id for part in done.draft.parts for item in part.items] == ["w1", "w2", "p2", "m1", "m2"]
    assert done.report.retired == ("p1",)
    assert done.alignment is not None
    assert done.alignment.gone == ("p1",)


def test_what_the_clerk_has_set_stays(holdings: Holdings) -> None:
    first = bring_in(PAPER, holdings).text
    edited = first.replace("audience: 班子", "audience: 机关").replace("{ #cause .cause }", "{ #other .other }")
    edited = edited.replace("name: 谈话提醒, value: 56", "name: 谈话提醒, value: 57")
    again = bring_in(PAPER, holdings, old=edited, order=replace(ORDER, audience=None))
    assert again.text == edited
    assert "audience: 班子" in bring_in(PAPER, holdings, old=edited).text


def test_proposal_that_the_clerk_has_struck_out_does_not_come_back(holdings: Holdings) -> None:
    first = bring_in(PAPER, holdings).text
    row = "  - {name: 党委会, value: 3, unit: 次, at: w1}\n"
    assert row in first
    struck = first.replace(row, "")
    assert bring_in(PAPER, holdings, old=struck).text == struck
    newer = bring_in(PAPER.replace("召开3次党委会", "召开4次党委会"), holdings, old=struck)
    assert "name: 党委会, value: 4" in newer.text


def test_indicator_of_a_part_without_items_stays_as_the_clerk_has_it(holdings: Holdings) -> None:
    text = "工作总结\n一、工作情况\n开展谈话提醒56人次。"
    edited = bring_in(text, holdings).text.replace("value: 56", "value: 57")
    assert "value: 57, unit: 人次, at: work}" in edited
    assert bring_in(text, holdings, old=edited).text == edited


def test_link_that_the_clerk_has_pinned_stays(holdings: Holdings) -> None:
    text = "工作总结\n一、工作情况\n学习《示例条例》，落实《条例》。"
    link = "[《条例》](../regulations/shili/2018.md#art-1){ .fixed }"
    pinned = bring_in(text, holdings).text.replace("落实《条例》", f"落实{link}")
    assert pinned.count(".fixed") == 1
    again = bring_in(text, holdings, old=pinned)
    assert again.text == pinned
    gone = bring_in(text.replace("落实《条例》", "落实要求"), holdings, old=pinned)
    assert any("人工指定的链接“《条例》”没有写入" in notice for notice in gone.notices)


def test_table_between_paragraphs_is_a_table(holdings: Holdings, load_with: Callable[[str], None]) -> None:
    lines = ["XX乡党委2023年度工作总结", "一、工作情况", "甲。", "项目 \t 次数", "谈话\t5|6", "", "乙。"]
    manuscript = Manuscript(
        "docx", tuple(Line(text, n, paragraph=True, table=int("\t" in text)) for n, text in enumerate(lines, 1))
    )
    done = import_report(manuscript, ORDER, holdings)
    assert "甲。\n\n| 项目 | 次数 |\n| --- | --- |\n| 谈话 | 5\\|6 |\n\n乙。" in done.text
    assert_accounted(done, manuscript)
    load_with(done.text)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("XX乡党委2023年度工作总结\n一、工作情况\n1. 加强教育。召开会议。\n2. 落实责任", "### 1\\. 加强教育。 { #w1 }"),
        ("XX乡党委2023年度工作总结\n第一部分 工作情况\n一、加强教育\n甲。", "### 一、加强教育 { #w1 }"),
        (
            "XX乡党委2023年度工作总结\n一、工作情况\n（一）“一岗双责。”制度。甲。",
            "### （一）“一岗双责。”制度。 { #w1 }",
        ),
        ("工 作 总 结\n一、工 作 情 况\n甲。", "## 一、工作情况 { #work .work }"),
        ("工作总结\n一\u200b、工作情况\n甲。", "## 一、工作情况 { #work .work }"),
        ("工作总结\n一、工作情况\n（一）加强教育。 甲。", "### （一）加强教育。 { #w1 }\n\n甲。"),
        ("甲。\n乙。", "# 2023年度工作总结 { #report-2023 }\n\n甲。\n\n乙。"),
    ],
)
def test_shapes_of_headings(holdings: Holdings, load_with: Callable[[str], None], text: str, heading: str) -> None:
    done = bring_in(text, holdings)
    assert heading in done.text
    assert_accounted(done, read(text))
    load_with(done.text)


def test_unsure_kind_is_other_and_told(holdings: Holdings) -> None:
    done = bring_in("工作总结\n一、存在的不足和努力方向\n甲。", holdings)
    assert "{ #other .other }" in done.text
    assert any("类别记作“其他”：标题同时含有问题、措施" in notice for notice in done.notices)


def test_name_after_a_backslash_is_whole(holdings: Holdings, load_with: Callable[[str], None]) -> None:
    done = bring_in("工作总结\n一、工作情况\n学习\\《示例条例》。", holdings)
    assert "学习\\\\《示例条例》。" in done.text
    load_with(done.text)


def test_answers_and_comments_of_a_prepared_page_stay(holdings: Holdings) -> None:
    prepared = bring_in(PAPER, holdings).text.replace(
        "indicators:\n",
        "# 往年的措施，逐条列出。\nanswers:\n  # 2022年 （一）加强学习\n  2022#m1:\n  2022#m2: w1\nindicators:\n",
        1,
    )
    again = bring_in(PAPER.replace("45份", "46份"), holdings, old=prepared).text
    assert "# 往年的措施，逐条列出。\nanswers:\n  # 2022年 （一）加强学习\n  2022#m1:\n  2022#m2: w1\n" in again


def test_figure_that_the_newer_text_has_otherwise_is_told(holdings: Holdings) -> None:
    first = bring_in(PAPER, holdings).text
    newer = bring_in(PAPER.replace("责任书45份", "责任书47份"), holdings, old=first)
    assert "value: 45" in newer.text
    assert "指标“签订责任书”保留原来的 45 份，新稿写的是 47，请核对" in newer.notices


def test_figure_of_a_lead_stays_where_it_stands_while_there_is_a_lead(holdings: Holdings) -> None:
    text = "2023年工作总结\n一、工作情况\n收到信访件12件。\n（一）加强教育。谈话提醒56人次。\n"
    first = bring_in(text, holdings).text
    assert "value: 12, unit: 件, at: work-0}" in first
    newer = bring_in(text.replace("12件", "15件"), holdings, old=first)
    assert "value: 12, unit: 件, at: work-0}" in newer.text
    assert any("新稿写的是 15，请核对" in notice for notice in newer.notices)
    assert "work-0" not in bring_in(text.replace("收到信访件12件。\n", ""), holdings, old=first).text


def test_reworded_heading_of_a_part_keeps_its_id(holdings: Holdings) -> None:
    first = bring_in(PAPER, holdings).text
    newer = bring_in(PAPER.replace("二、存在的主要问题", "二、问题不足"), holdings, old=first).text
    assert "## 二、问题不足 { #problem .problem }" in newer


def test_planned_figures_are_no_indicators(holdings: Holdings) -> None:
    done = bring_in("2023年工作总结\n一、工作情况\n签订责任书46份。\n二、下一步打算\n签订责任书50份。", holdings)
    assert [(str(row.figure.value), row.item) for row in done.proposals] == [("46", "work")]


def test_figures_before_the_first_part_stand_in_the_opening(holdings: Holdings) -> None:
    done = bring_in("2023年工作总结\n一年来，召开党委会5次。\n一、工作情况\n认真落实。", holdings)
    assert "  - {name: 党委会, value: 5, unit: 次, at: opening}\n" in done.text


def proposed(done: Import) -> list[str]:
    return [f"{row.item or '-'} {row.figure.name} {row.figure.value}{row.figure.unit}" for row in done.proposals]


def test_figures_between_a_part_and_its_first_item_are_read(holdings: Holdings) -> None:
    text = "2023年工作总结\n一、工作情况\n社会消费品零售额174.2亿元。\n（一）加强教育。谈话提醒56人次。\n"
    done = bring_in(text, holdings)
    assert proposed(done) == ["work-0 社会消费品零售额 174.2亿元", "w1 谈话提醒 56人次"]
    assert not list(find_indicator_faults(done.report))


def test_figures_of_tables_are_those_of_the_papers_year(holdings: Holdings) -> None:
    lines = [
        "XX乡党委2023年度工作总结",
        "一、工作情况",
        "项目\t2022年\t2023年",
        "廉政谈话（人次）\t36\t42",
        "党课\t3\t4",
    ]
    rows = tuple(Line(text, n, paragraph=True, table=int("\t" in text)) for n, text in enumerate(lines, 1))
    done = import_report(Manuscript("docx", rows), ORDER, holdings)
    assert proposed(done) == ["work 廉政谈话 42人次"]
    assert "表格里的数没有写单位，没有提出：党课" in done.notices


def test_one_name_has_one_figure_or_none(holdings: Holdings) -> None:
    items = "（一）甲。谈话提醒56人次，召开会议3次。\n（二）乙。谈话提醒56人次，召开会议5次。"
    text = f"2023年工作总结\n一、工作情况\n{items}\n"
    done = bring_in(text, holdings)
    assert proposed(done) == ["w1 谈话提醒 56人次"]
    assert any("会议（3次、5次）" in notice for notice in done.notices)


def test_nothing_is_kept_that_nobody_keeps(holdings: Holdings) -> None:
    done = bring_in(PAPER, holdings, order=replace(ORDER, keeps_figures=False))
    assert done.proposals
    assert done.report.indicators == ()
    assert "indicators" not in done.text
    for written in ("indicators:\n", "indicators: []\n", "indicators: null\n"):
        old = done.text.replace("sample:", f"{written}sample:", 1)
        assert bring_in(PAPER, holdings, old=old, order=replace(ORDER, keeps_figures=False)).text == old
    assert "name: 谈话提醒, value: 56" in bring_in(PAPER, holdings, old=done.text).text


def test_list_of_annexes_makes_no_items(holdings: Holdings) -> None:
    done = bring_in("2023年工作总结\n一、下一步打算\n1.抓教育。抓好。\n附件：1.甲表\n2.乙表\nXX乡党委", holdings)
    assert [item.id for part in done.draft.parts for item in part.items] == ["m1"]


WORDS = st.text(
    alphabet="加强教育责任开展3次党委会56人《示例条例》，；：。“”（）()[]{}|\\*_#-+`<&.! 　\u200b\u00a0年月日一二",
    min_size=1,
    max_size=60,
)
PIECE = st.builds(
    str.__add__,
    st.sampled_from(
        ["", "", "", "　　", "一、", "二、", "一、工作情况", "二、存在问题", "（一）", "（二）", "1.", "2. ",
         "（1）", "①", "——", "一是", "附件1",
         "第一部分 ", "XX乡党委", "2023年12月26日", "目录", "— 1 —", "\t"]
    ),
    WORDS,
)  # fmt: skip
DOCUMENT = st.lists(st.one_of(PIECE, st.just("")), min_size=1, max_size=14).map("\n".join)


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(text=DOCUMENT)
@example(text="二、3\n一、3\n二、3\n一、3")
@example(text="一、<<3例")
def test_any_document_is_whole_and_its_page_loads(
    text: str, holdings: Holdings, load_with: Callable[[str], None]
) -> None:
    try:
        done = bring_in("2023年工作总结\n" + text, holdings)
    except IntakeError as error:
        # What begins anew several times is taken for several papers, and asked of.
        assert isinstance(error, SeveralPapersError) or "密级标志" in str(error)
        return
    assert_accounted(done, read("2023年工作总结\n" + text))
    load_with(done.text)


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(text=DOCUMENT)
@example(text="一、<\n3\n一、<，")
@example(text="一、<\n3\n一、<；3\n3")
@example(text="（一）3\n3\n3\n二、3\n（一）3")
def test_any_document_imported_again_changes_nothing(text: str, holdings: Holdings) -> None:
    try:
        first = bring_in("2023年工作总结\n" + text, holdings)
    except IntakeError:
        return
    assert bring_in("2023年工作总结\n" + text, holdings, old=first.text).text == first.text


SHARED = [
    path for name in ("corpus", "sources") for path in sorted(Path(ROOT).parent.joinpath("shared", name).glob("*.*"))
]
REAL = [path for path in SHARED if path.suffix != ".md"]


@pytest.mark.slow
@pytest.mark.parametrize("path", REAL or [None], ids=lambda path: path.name if path else "none")
def test_nothing_is_lost_of_a_real_paper(path: Path | None) -> None:
    if path is None:
        pytest.skip("no real papers here")
    holdings = Holdings.of(load_yearbook(HERE.docs))
    with Reader() as reader:
        manuscript = reader.read(path)
    done = import_report(manuscript, ORDER, holdings)
    assert_accounted(done, manuscript)
    assert import_report(manuscript, ORDER, holdings, old=done.text).text == done.text
