"""The foot of a report: what it cites, with what each provision and concept asks, once a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from macros.corpus import load_yearbook
from macros.render.links import Links
from macros.render.report_page import report_foot
from tests.helpers.factories import CONCEPTS, EDITION_2018, EDITION_2023, REPORT, day, write_pages

TODAY = day("2024-07-15")
DIGEST = "每年至少开展两次教育，新任职的三个月以内补上。"
UNREVIEWED = EDITION_2023.replace("reviewed: true", "reviewed: false")
TEXT = "各级党组织每年开展教育。" * 20
NOTE = "由每年一次改为每年两次"


def foot(folder: Path, today: date = TODAY, **pages: str) -> str:
    changed = {path.replace("__", "/") + ".md": text for path, text in pages.items()}
    yearbook = load_yearbook(write_pages(folder, dict(changed)))
    report = yearbook.reports["2023"]
    return report_foot(report, yearbook, Links(report.path), today)


def with_words(words: str) -> str:
    return EDITION_2018 + f"\n{words}\n"


def test_what_is_cited_stands_with_what_it_asks(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    html = foot(
        tmp_path,
        reports__2023=REPORT.replace(
            "问责不够有力。",
            "“[经常教育](../regulations/concepts.md#jiaoyu)”不够，[条例](../regulations/shili/index.md)学得少。",
        ),
        regulations__shili__2018=with_words(DIGEST),
        regulations__shili__2023=EDITION_2023.replace("similarity: 0.6", f"similarity: 0.6, note: {NOTE}"),
        regulations__concepts=CONCEPTS.replace(
            "names: [经常教育, 教育]", "names: [经常教育, 教育]\n    says: 每年都要教育。"
        ),
    )
    golden("render/report-foot.html", html + "\n")


def test_what_only_a_lead_cites_stands_among_the_rules_with_its_card(tmp_path: Path) -> None:
    text = REPORT.replace("开头一段。", "学习[《示例条例》](../regulations/shili/2018.md#art-1)。")
    html = foot(tmp_path, reports__2023=text)
    assert '<a href="#opening">开头</a>' in html
    assert "<summary>第一条　立规目的" in html


def test_an_official_text_is_shown_by_its_beginning_and_said_to_be_one(tmp_path: Path) -> None:
    own = with_words(TEXT).replace("text: 本站摘要", "text: 条文原文\nsource: {file: 甲.txt, sha256: " + "0" * 64 + "}")
    html = foot(tmp_path, regulations__shili__2018=own)
    assert "条文原文节录：" + TEXT[: 12 * 10] + "…</p>" in html
    assert "本站摘要" not in html


def test_words_that_the_site_does_not_have_are_said_to_be_missing(tmp_path: Path) -> None:
    html = foot(tmp_path)
    assert "；本站没有收入条文" in html
    assert "没有这一条的条文和摘要" in html


def test_an_edition_that_applies_to_nobody_yet_is_not_said_to_apply(tmp_path: Path) -> None:
    report = REPORT.replace("shili/2018.md#art-2)", "shili/2023.md#art-3){ .fixed }")
    assert "2024-01-01 施行，尚未施行" in foot(tmp_path, day("2023-12-25"), reports__2023=report)
    assert "2024-01-01 施行，现行" in foot(tmp_path, reports__2023=report)


def test_an_edition_that_ended_with_nothing_known_after_it_applies_only_with_a_word_of_doubt(tmp_path: Path) -> None:
    unknown = EDITION_2023.replace(
        "in_force: {date: 2024-01-01, verified: true}", "in_force: {date: null, verified: false}"
    )
    doubt = "2018年版已于2024年1月1日失效，后继版本的施行日期不详"
    html = foot(tmp_path, regulations__shili__2023=unknown)
    assert f"现行 <i>待核实</i>：{doubt}" in html


def test_a_short_rule_is_told_by_its_topics_and_only_as_a_whole(tmp_path: Path) -> None:
    points = EDITION_2018.replace("value: 2,", "value: 2, unit: 点,")
    assert "共 2 点：" in foot(tmp_path / "whole", regulations__shili__2018=points)
    assert "yb-rules__topics" not in foot(tmp_path / "articles")
    part = points.replace("value: 2,", "value: 3,")
    assert "yb-rules__topics" not in foot(tmp_path / "part", regulations__shili__2018=part)


def test_an_article_that_many_items_cite_is_told_once(tmp_path: Path) -> None:
    report = REPORT.replace("问责不够有力。", "没有做到[《示例条例》](../regulations/shili/2018.md#art-2)。")
    html = foot(tmp_path, reports__2023=report, regulations__shili__2018=with_words(DIGEST))
    assert html.count(DIGEST) == 1
    assert html.count("<summary>第二条") == 1


def test_a_report_that_cites_a_hundred_provisions_carries_each_digest_once_and_little_more(tmp_path: Path) -> None:
    numbers = range(1, 101)
    digests = {number: f"第{number}项要求，" + "党组织应当按期研究并逐项落实，" * 6 for number in numbers}
    articles = "\n".join(f"### 第{number}条 事项 {{ #art-{number} }}\n\n{digests[number]}\n" for number in numbers)
    edition = EDITION_2018.partition("### 第一条")[0].replace("value: 2,", "value: 100,") + articles
    cited = "".join(f"[第{number}条](../regulations/shili/2018.md#art-{number})、" for number in numbers)
    report = REPORT.replace("问责不够有力。", f"对照{cited}还有差距。")
    html = foot(tmp_path, reports__2023=report, regulations__shili__2018=edition, regulations__shili__2023=UNREVIEWED)
    assert all(html.count(digest) == 1 for digest in digests.values())
    beside = len(html.encode()) - sum(len(digest.encode()) for digest in digests.values())
    assert beside <= 100 * 330 + 2_000
