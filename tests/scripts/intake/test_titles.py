"""Titles: broken over lines, under a letterhead, letter-spaced, or not there."""

from __future__ import annotations

import pytest

from scripts.intake.galley import GalleyParagraph
from scripts.intake.proposals import propose_series, propose_unit, propose_year, read_signature
from scripts.intake.titles import find_title
from tests.helpers.intake_papers import paragraphs_of

BODY = "一年来，乡党委认真落实主体责任。"


def title_of(*lines: str) -> str | None:
    paragraphs = paragraphs_of(*lines)
    title = find_title(paragraphs)
    return "".join(paragraph.text for paragraph in paragraphs[title.first : title.end]) if title else None


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["XX乡党委2023年度党风廉政建设工作总结", BODY], "XX乡党委2023年度党风廉政建设工作总结"),
        (["中共XX乡委员会", "2023年度落实主体责任情况报告", BODY], "中共XX乡委员会2023年度落实主体责任情况报告"),
        (["中共XX乡委员会", "关于2023年度落实党风廉政建设", "责任制情况的报告", BODY],
         "中共XX乡委员会关于2023年度落实党风廉政建设责任制情况的报告"),
        (["XX乡党委", "2023年度全面从严治党主体责任", "落实情况的", "报告", BODY],
         "XX乡党委2023年度全面从严治党主体责任落实情况的报告"),
        (["XX乡党委2023年度党风廉政建设责任制落实情", "况的报告", BODY],
         "XX乡党委2023年度党风廉政建设责任制落实情况的报告"),
        (["中共XX乡委员会文件", "X委发〔2023〕12号", "XX乡党委2023年度工作总结", BODY], "XX乡党委2023年度工作总结"),
        (["X委〔2023〕12号", "关于落实主体责任情况的报告", "XX县委：", BODY], "关于落实主体责任情况的报告"),
        (["政府工作报告", "——2023年1月5日在XX县人民代表大会上", "县长 某某", BODY], "政府工作报告"),
        (["2023年度工作总结（送审稿）", BODY], "2023年度工作总结（送审稿）"),
        (["2023年党风廉政建设", BODY], "2023年党风廉政建设"),
        (["一、工作开展情况", BODY], None),
        ([BODY, "二、存在问题"], None),
        (["各位代表：", BODY], None),
        (["2023年12月26日", BODY], None),
        (["（2023年1月5日XX乡党委会议通过）", BODY], None),
        ([], None),
    ],
)  # fmt: skip
def test_title_is_found_whole(lines: list[str], title: str | None) -> None:
    assert title_of(*lines) == title


def test_lines_in_one_type_that_is_larger_than_the_text_are_one_title() -> None:
    def title_of(*sizes: float) -> str:
        words = ("XX乡2023年度党风廉政建设和反腐败", "重点任务台账", BODY, BODY, BODY)
        pieces = [
            GalleyParagraph(text, n, 0, 0, n, n, size=size)
            for n, (text, size) in enumerate(zip(words, sizes, strict=True))
        ]
        title = find_title(pieces)
        return "".join(words[title.first : title.end]) if title else ""

    assert title_of(22, 21.5, 16, 16, 16) == "XX乡2023年度党风廉政建设和反腐败重点任务台账"
    assert title_of(30, 22, 16, 16, 16) == "重点任务台账"
    assert title_of(16, 16, 16, 16, 16) == "重点任务台账"


def test_heading_by_style_is_the_title_where_no_words_tell() -> None:
    paragraphs = [GalleyParagraph("廉政建设一年间", 1, 1, 0, 0, 0), GalleyParagraph(BODY, 2, 0, 0, 1, 1)]
    assert find_title(paragraphs) is not None


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("XX乡党委2023年度工作总结", 2023),
        ("二○二三年度工作总结", 2023),
        ("二〇一二年工作总结", 2012),
        ("2023年工作总结和2024年工作计划", 2023),
        ("工作总结", None),
        ("第2012345号", None),
    ],
)
def test_year_is_read_from_the_title(title: str, year: int | None) -> None:
    assert propose_year(title) == year


@pytest.mark.parametrize(
    ("title", "series"),
    [
        ("2023年度工作总结", None),
        ("2023年党风廉政建设工作要点", "年度任务安排"),
        ("2023年上半年工作总结", "半年报告"),
        ("2023年度述责述廉报告", "述责述廉"),
        ("关于巡察反馈问题整改情况的报告", "整改报告"),
        ("2023年履行监督责任情况报告", "监督责任报告"),
    ],
)
def test_series_is_read_from_the_title(title: str, series: str | None) -> None:
    assert propose_series(title) == series


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("XX乡党委2023年度工作总结", "XX乡党委"),
        ("中共XX乡委员会关于落实主体责任情况的报告", "中共XX乡委员会"),
        ("2023年度工作总结", ""),
        ("关于XX乡党委落实主体责任情况的报告", "XX乡党委"),
        ("关于落实主体责任情况的报告", ""),
    ],
)
def test_unit_is_read_from_the_title(title: str, unit: str) -> None:
    assert propose_unit(title) == unit


@pytest.mark.parametrize(
    ("lines", "unit", "day"),
    [
        (["中共XX乡委员会", "2023年12月26日"], "中共XX乡委员会", "2023-12-26"),
        (["XX乡党委", "二○二三年十二月二十六日"], "XX乡党委", "2023-12-26"),
        (["XX乡党委", "2023年12月"], "XX乡党委", "2023-12"),
        (["加强教育。", "（2024年1月5日）"], "", "2024-01-05"),
        (["XX乡党委", "2021年1月18"], "XX乡党委", "2021-01-18"),
        (["XX乡党委", "2023年13月40日"], "XX乡党委", None),
        (["加强教育。"], "", None),
        (["XX乡党委", "2023年12月26日", "附件：任务清单"], "XX乡党委", "2023-12-26"),
    ],
)
def test_signature_gives_unit_and_day(lines: list[str], unit: str, day: str | None) -> None:
    signature = read_signature(paragraphs_of(BODY, *lines))
    assert (signature.unit, str(signature.signed_on) if signature.signed_on else None) == (unit, day)
