"""What a paper's title and signature say of it."""

from __future__ import annotations

import pytest

from macros.domain.reports import Series
from scripts.intake.galley import GalleyParagraph
from scripts.intake.proposals import propose_series, propose_unit, propose_year, read_signature, short_unit


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2023年度工作总结", 2023),
        ("XX乡党委２０２４年度工作总结", 2024),
        ("二○二三年工作总结", 2023),
        ("二〇二四年度总结", 2024),
        ("工作总结", None),
        ("文号20231234的总结", None),
    ],
)
def test_year_is_read_in_every_spelling(title: str, year: int | None) -> None:
    assert propose_year(title) == year


@pytest.mark.parametrize(
    ("title", "series"),
    [
        ("2024年度工作总结", None),
        ("2024年度党风廉政建设工作总结及2025年工作计划", None),
        ("2024年工作计划完成情况的报告", None),
        ("落实主体责任和监督责任情况报告", None),
        ("2024年党风廉政建设工作要点", Series.PLAN),
        ("2024年度任务分解表", Series.PLAN),
        ("2024年上半年工作总结", Series.HALF_YEAR),
        ("述责述廉报告", Series.ACCOUNT),
        ("巡察整改情况报告", Series.RECTIFICATION),
        ("纪委落实监督责任情况报告", Series.SUPERVISION),
    ],
)
def test_series_is_that_of_the_paper_and_not_of_what_it_mentions(title: str, series: Series | None) -> None:
    assert propose_series(title) is series


def paragraphs(*texts: str) -> list[GalleyParagraph]:
    return [GalleyParagraph(text, number, 0, 0, number, number) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("texts", "unit", "day"),
    [
        (("正文。", "XX乡党委", "2024年12月20日"), "XX乡党委", "2024-12-20"),
        (("正文。", "中共XX乡委员会", "二○二四年十二月二十日"), "中共XX乡委员会", "2024-12-20"),
        (("正文。", "中共XX乡委员会　　2024年12月20日"), "中共XX乡委员会", "2024-12-20"),
        (("正文。", "XX乡党委", "2024.12.20"), "XX乡党委", "2024-12-20"),
        (("（2024年12月20日）", "正文。", "更多。"), "", "2024-12-20"),
        (("正文。", "截至2024年12月20日"), "", None),
        (("正文。",), "", None),
    ],
)
def test_signature_is_read_from_the_last_lines_or_from_under_the_title(
    texts: tuple[str, ...], unit: str, day: str | None
) -> None:
    found = read_signature(paragraphs(*texts))
    assert (found.unit, str(found.signed_on) if found.signed_on else None) == (unit, day)


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("XX乡党委2024年度工作总结", "XX乡党委"),
        ("XX县农业农村局党组2024年度工作总结", "XX县农业农村局党组"),
        ("XX县教育局党风廉政建设工作总结", "XX县教育局"),
        ("关于XX镇党委落实主体责任情况的报告", "XX镇党委"),
        ("2024年度工作总结", ""),
        ("关于加强局党组党风廉政建设的报告", ""),
        ("机关党委工作总结", ""),
    ],
)
def test_unit_stands_before_what_the_title_tells(title: str, unit: str) -> None:
    assert propose_unit(title) == unit


def test_one_unit_is_written_in_several_ways() -> None:
    assert short_unit("中共XX乡委员会") == short_unit("XX乡党委")
