from __future__ import annotations

from pathlib import Path

import pytest

from macros.compare.disagreement import Compared, Disagreement
from macros.compare.disagreements import find_disagreements
from tests.helpers.factories import CONCEPTS, EDITION_2018
from tests.helpers.ledger_pages import LEDGER_2023
from tests.helpers.small_papers import load, paper


def compared(folder: Path, text: str, *, head: str = "", item: str = "w1", ledger: str | None = None) -> Compared:
    pages = {"reports/2023.md": paper(2023, {item: text}, head=head), "ledger/2023.md": ledger}
    return find_disagreements(load(folder, pages), "", 2023)


def test_totals_and_shares_are_told_with_their_sentence(tmp_path: Path) -> None:
    found = compared(tmp_path, "加强教育。共查处12人：诫勉5人、党纪处分3人。分别占60%、50%。受理8件，其中来信9件。")
    assert [(row.kind, row.spots[0].name, row.spots[0].words, row.expected) for row in found.findings] == [
        (Disagreement.TOTAL, "2023#w1", "共查处12人：诫勉5人、党纪处分3人。",
         "合计 12人；分项相加 5＋3＝8，分项之和应当等于合计"),
        (Disagreement.SHARE, "2023#w1", "分别占60%、50%。", "60＋50＝110，同一整体的各部分相加不应当超过 100%"),
        (Disagreement.TOTAL, "2023#w1", "受理8件，其中来信9件。", "合计 8件，分项“来信”9件，分项不应当多于合计"),
    ]  # fmt: skip
    assert found.totals == 2


@pytest.mark.parametrize("lead", ["opening", "work-0"])
def test_what_stands_before_the_first_item_is_compared_as_items_are(lead: str, tmp_path: Path) -> None:
    text = "学习[《示例条例》](../regulations/shili/2023.md)，查处2人，其中诫勉3人，整改问题5个。"
    head = f"indicators: [{{name: 谈话, value: 56, unit: 人次, at: {lead}}}]"
    pages: dict[str, str | None] = {"reports/2023.md": paper(2023, {lead: text, "w1": "学习。"}, head=head)}
    found = find_disagreements(load(tmp_path, {**pages, "ledger/2023.md": LEDGER_2023}), "", 2023)
    assert [(row.kind, row.spots[0].name) for row in found.findings] == [
        (Disagreement.TOTAL, f"2023#{lead}"),
        (Disagreement.INDICATOR, f"2023#{lead}"),
        (Disagreement.LEDGER, f"2023#{lead}"),
        (Disagreement.RULE, f"2023#{lead}"),
    ]
    assert "开头的正文里应当有 56人次" in found.findings[1].expected
    assert found.citations == 1


@pytest.mark.parametrize("text", ["各占33.4%、33.3%、33.4%。", "三类分别占34%、33%、34%。", "分别占50%、50%。"])
def test_rounded_shares_make_a_whole(text: str, tmp_path: Path) -> None:
    assert compared(tmp_path, text).findings == ()


@pytest.mark.parametrize(
    ("text", "indicator", "expected"),
    [
        ("开展廉政谈话56人次。", "name: 廉政谈话, value: 65, unit: 人次, at: w1", "正文“廉政谈话”写的是 56人次"),
        ("开展廉政谈话56人次。", "name: 廉政谈话, value: 65, unit: 人次", "正文“廉政谈话”写的是 56人次"),
        (
            "开展廉政谈话56人。",
            "name: 廉政谈话, value: 56, unit: 人次, at: w1",
            "条目 w1的正文里应当有 56人次，没有找到",
        ),
        ("开展谈话。", "name: 廉政谈话, value: 56, unit: 人次", "全文的正文里应当有 56人次，没有找到"),
        ("开展谈话156人次。", "name: 提醒, value: 56, unit: 人次, at: w1", "没有找到"),
        ("2056年。", "name: 提醒, value: 56, unit: 人次, at: w1", "没有找到"),
    ],
)
def test_an_indicator_that_the_text_does_not_hold(text: str, indicator: str, expected: str, tmp_path: Path) -> None:
    (row,) = compared(tmp_path, text, head=f"indicators: [{{{indicator}}}]").findings
    assert row.kind is Disagreement.INDICATOR
    assert expected in row.expected


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("开展廉政谈话56人次。", "name: 廉政谈话, value: 56, unit: 人次, at: w1"),
        ("开展廉政谈话五十六人次。", "name: 廉政谈话, value: 56, unit: 人次, at: w1"),
        ("开展廉政谈话５６人次。", "name: 廉政谈话, value: 56, unit: 人次, at: w1"),
        ("召开党委会两次。", "name: 党委会, value: 2, unit: 次, at: w1"),
        ("讲党课一次。", "name: 党课, value: 1, unit: 次, at: w1"),
        ("投入资金1,200万元。", "name: 资金, value: 1200, unit: 万元, at: w1"),
        ("投入资金1，200万元。", "name: 资金, value: 1200, unit: 万元, at: w1"),
        ("投入资金3.5万元。", "name: 资金, value: 35000, unit: 元, at: w1"),
        ("投入资金35000元。", "name: 资金, value: 3.5, unit: 万元, at: w1"),
        ("办结率百分之九十八。", "name: 办结率, value: 98, unit: '%', at: w1"),
        ("送锦旗3面。", "name: 锦旗, value: 3, unit: 面, at: w1"),
        ("送锦旗三面。", "name: 锦旗, value: 3, unit: 面, at: w1"),
        ("| 廉政谈话 | 56 |", "name: 廉政谈话, value: 56, unit: 人次, at: w1"),
        ("满意度98.50%。", "name: 满意度, value: 98.5, unit: '%', at: w1"),
        ("上半年廉政谈话20人次，全年廉政谈话56人次。", "name: 廉政谈话, value: 56, unit: 人次, at: w1"),
        ("查处案件5件，同比下降20%。", "name: 查处案件, value: 5, unit: 件, at: w1"),
    ],
)
def test_an_indicator_that_the_text_holds_in_whatever_spelling(text: str, indicator: str, tmp_path: Path) -> None:
    found = compared(tmp_path, text, head=f"indicators: [{{{indicator}}}]")
    assert found.findings == ()
    assert found.indicators == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("整改问题8个，已完成6个。", ["报告写 8，台账的事项有 3 项", "报告写 6，截至 2023-12-31"]),
        ("全年整改问题3个，已完成整改1个。", ["报告写 1，截至 2023-12-31 台账里各项措施都已销号或终止的事项有 2 项"]),
        ("市委巡察反馈问题5个。", ["报告写 5，台账里来源为巡察反馈的事项有 1 项"]),
        ("列入台账问题4项。", ["报告写 4，台账的事项有 3 项"]),
        # What agrees.
        ("整改问题3个，已完成2个。", []),
        ("整改问题三个，其中已销号2个。", []),
        ("巡察组反馈问题1个。", []),
        # What counts something else.
        ("审计整改问题8个，已完成6个。", []),
        ("信访方面整改问题8个。", []),
        ("对照上级检查，整改问题8个。", []),
        ("督促各村整改问题8个。", []),
        ("去年整改问题8个。", []),
        ("整改问题约8个。", []),
        ("发现问题8个。", []),
        ("修订制度8个，已完成6个。", []),
        ("巡察村党组织5个。", []),
        ("整改问题3个，召开会议6次。", []),
    ],
)
def test_numbers_of_problems_are_held_against_the_ledger(text: str, expected: list[str], tmp_path: Path) -> None:
    found = compared(tmp_path, text, ledger=LEDGER_2023)
    assert len(found.findings) == len(expected)
    for row, words in zip(found.findings, expected, strict=True):
        assert row.kind is Disagreement.LEDGER
        assert words in row.expected
        assert [spot.name for spot in row.spots] == ["2023#w1", "2023年整改台账"]


def test_what_was_closed_on_an_unknown_day_is_held_against_nothing(tmp_path: Path) -> None:
    undated = LEDGER_2023.replace("on: 2023-12-31, status", "on: 不详, status")
    for text in ("整改问题3个，已完成1个。", "整改问题3个，已完成2个。"):
        assert compared(tmp_path, text, ledger=undated).findings == ()


def test_plans_and_measures_are_not_held_against_the_ledger_and_nothing_is_without_one(tmp_path: Path) -> None:
    assert compared(tmp_path / "a", "整改问题8个。", item="m1", ledger=LEDGER_2023).ledger_figures == 0
    assert compared(tmp_path / "b", "整改问题8个。").findings == ()
    head = (
        "indicators: [{name: 整改问题, value: 8, unit: 个, at: w1}, {name: 审计整改问题, value: 8, unit: 个, at: w1}]"
    )
    found = compared(tmp_path / "c", "受理8个。", head=head, ledger=LEDGER_2023)
    assert [row.spots[0].words for row in found.findings] == ["指标：整改问题 8个"]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (
            "[《示例条例》](../regulations/shili/2023.md){ .fixed }",
            ["引用的是《示例条例》2023年版（链接已固定），自2024年1月1日起施行；2023年12月31日有效的是2018年版"],
        ),
        (
            "[《示例条例》（2023年）](../regulations/shili/2023.md)",
            ["引用的是《示例条例》2023年版，自2024年1月1日起施行；2023年12月31日有效的是2018年版"],
        ),
        ("[《示例条例》](../regulations/shili/2018.md)", []),
        ("[《示例条例》](../regulations/shili/index.md)", []),
    ],
)
def test_a_rule_cited_before_it_was_in_force(link: str, expected: list[str], tmp_path: Path) -> None:
    found = compared(tmp_path, f"加强教育。学习{link}，再学{link}。")
    assert [row.expected for row in found.findings] == expected
    assert found.citations == 2
    assert all(row.spots[0].words.startswith("学习《示例条例》") for row in found.findings)


def test_a_regulation_without_any_edition_in_force_is_told_unless_no_date_is_known(tmp_path: Path) -> None:
    text = "[《示例条例》](../regulations/shili/index.md)[《示例条例》](../regulations/shili/2018.md){ .fixed }"
    pages = {"reports/2017.md": paper(2017, {"w1": text})}
    rows = find_disagreements(load(tmp_path / "a", pages), "", 2017).findings
    assert [row.expected for row in rows] == [
        "《示例条例》在 2017年12月31日还没有施行的版本",
        "引用的是《示例条例》2018年版（链接已固定），自2018年10月1日起施行；2017年12月31日还没有施行的版本",
    ]
    undated = EDITION_2018.replace(
        "in_force: {date: 2018-10-01, verified: true}", "in_force: {date: null, verified: false}"
    )
    undated = undated.replace('superseded: {date: 2024-01-01, by: "2023", verified: true}\n', "")
    pages |= {
        "reports/2017.md": paper(2017, {"w1": "[《示例条例》](../regulations/shili/index.md)"}),
        "regulations/shili/2018.md": undated,
        "regulations/shili/2023.md": None,
        "regulations/concepts.md": CONCEPTS.replace("      - {to: shili/2023, verified: true}\n", ""),
    }
    assert find_disagreements(load(tmp_path / "b", pages), "", 2017).findings == ()


def test_another_unit_or_year_is_not_looked_at(tmp_path: Path) -> None:
    yearbook = load(tmp_path, {"reports/2023.md": paper(2023, {"w1": "查处2人，其中诫勉3人。"})})
    assert find_disagreements(yearbook, "", 2022).papers == ()
    assert find_disagreements(yearbook, "dongzhen", 2023).findings == ()
