from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from macros.compare.amended import find_changed_rules, trace_articles
from macros.compare.cited import list_cited_rules, list_concepts
from macros.compare.standing import find_provisions, find_successor
from macros.corpus import load_yearbook
from macros.domain.regulations import AmendedFrom, AmendmentKind, LoneArticle
from macros.render.links import Links
from macros.render.report_page import item_line
from tests.helpers.factories import (
    EDITION_2018,
    EDITION_2023,
    EDITION_PARTED,
    EDITION_STRUCK,
    REPORT,
    day,
    make_article,
    make_edition,
    make_work,
    mapping,
    write_pages,
)

FIRST = make_edition("2015", "2016-01-01", "2018-10-01", successor="2018")
SECOND = make_edition(
    "2018", "2018-10-01", "2024-01-01", successor="2023", amended_from=mapping("2015", (1, 2, AmendmentKind.MINOR))
)
THIRD = make_edition(
    "2023",
    "2024-01-01",
    amended_from=mapping("2018", (2, 3, AmendmentKind.REWRITTEN), (1, 1, AmendmentKind.SAME)),
    articles=(make_article(1), make_article(2), make_article(3)),
)
WORK = make_work(FIRST, SECOND, THIRD)


@pytest.mark.parametrize(
    ("edition", "anchor", "today", "successor", "change"),
    [
        (FIRST, "art-1", "2023-12-31", "2018#art-2", AmendmentKind.MINOR),
        (FIRST, "art-1", "2024-01-01", "2023#art-3", AmendmentKind.REWRITTEN),
        (SECOND, "art-1", "2024-01-01", "2023#art-1", AmendmentKind.SAME),
        (FIRST, "art-2", "2024-01-01", "2023#", None),
        (SECOND, "art-2", "2023-12-31", None, None),
        (THIRD, "art-1", "2024-01-01", None, None),
        # Cited before it is in force: nothing has taken its place.
        (THIRD, "art-1", "2023-12-31", None, None),
    ],
)
def test_article_is_followed_to_what_applies_today(
    edition: object, anchor: str, today: str, successor: str | None, change: AmendmentKind | None
) -> None:
    found = find_successor(WORK, edition, edition.by_anchor[anchor], day(today))  # type: ignore[attr-defined, arg-type]
    named = f"{found.edition.id}#{found.article.anchor if found.article else ''}" if found else None
    assert named == successor
    assert (found.change if found else None) == change


@pytest.mark.parametrize(
    ("first", "second", "change"),
    [
        (AmendmentKind.REWRITTEN, AmendmentKind.SAME, AmendmentKind.REWRITTEN),
        (AmendmentKind.SAME, AmendmentKind.MINOR, AmendmentKind.MINOR),
        (AmendmentKind.SAME, AmendmentKind.SAME, AmendmentKind.SAME),
        (None, AmendmentKind.SAME, None),
        (AmendmentKind.REWRITTEN, None, None),
    ],
)
def test_change_of_any_step_is_one_of_the_whole_way(
    first: AmendmentKind | None, second: AmendmentKind | None, change: AmendmentKind | None
) -> None:
    middle = replace(SECOND, amended_from=mapping("2015", (1, 1, first)))
    last = replace(THIRD, amended_from=mapping("2018", (1, 1, second)))
    found = find_successor(make_work(FIRST, middle, last), FIRST, FIRST.by_anchor["art-1"], day("2024-07-15"))
    assert found is not None
    assert found.article is not None
    assert found.change is change


def test_article_that_was_parted_leads_to_its_main_part_and_the_others_are_named() -> None:
    rows = ((1, 3, AmendmentKind.SPLIT), (1, 1, AmendmentKind.JOINED), (2, 1, AmendmentKind.REWRITTEN))
    work = make_work(SECOND, replace(THIRD, amended_from=mapping("2018", *rows)))
    found = find_successor(work, SECOND, SECOND.by_anchor["art-1"], day("2024-07-15"))
    assert found is not None
    assert found.article is THIRD.by_anchor["art-3"]
    assert found.others == (THIRD.by_anchor["art-1"],)
    assert (found.change, found.certain) == (AmendmentKind.SPLIT, True)


@pytest.mark.parametrize("reviewed", [True, False])
def test_article_that_was_struck_out_is_told_as_such(reviewed: bool) -> None:
    struck = AmendedFrom("2015", reviewed, (), dropped=(LoneArticle("art-1"),))
    work = make_work(FIRST, replace(SECOND, amended_from=struck), THIRD)
    found = find_successor(work, FIRST, FIRST.by_anchor["art-1"], day("2024-07-15"))
    assert found is not None
    assert found.article is None
    assert found.struck_by is not None
    assert (found.struck_by.id, found.certain) == ("2018", reviewed)
    other = find_successor(work, FIRST, FIRST.by_anchor["art-2"], day("2024-07-15"))
    assert other is not None
    assert other.struck_by is None


def test_every_article_has_its_origins_and_what_it_became() -> None:
    rows = {
        h.article.anchor: ([row.old for row in h.origins], h.new is not None, [row.new for row in h.nexts])
        for h in trace_articles(WORK, SECOND)
    }
    assert rows == {"art-1": ([], True, ["art-1"]), "art-2": (["art-1"], False, ["art-3"])}
    assert [h.new for h in trace_articles(WORK, FIRST)] == [None, None]
    assert [h.article.anchor for h in trace_articles(WORK, THIRD) if h.new] == ["art-2"]


def test_main_origin_of_an_article_stands_before_what_went_into_it() -> None:
    rows = ((1, 2, AmendmentKind.JOINED), (2, 2, AmendmentKind.REWRITTEN))
    gone, new = LoneArticle("art-2", "不再规定"), LoneArticle("art-3", "新设一项")
    after = replace(THIRD, amended_from=replace(mapping("2018", *rows), dropped=(gone,), added=(new,)))
    found = {h.article.anchor: h for h in trace_articles(make_work(SECOND, after), after)}
    assert [row.old for row in found["art-2"].origins] == ["art-2", "art-1"]
    assert (found["art-1"].new, found["art-3"].new) == (LoneArticle("art-1"), new)
    assert [h.struck for h in trace_articles(make_work(SECOND, after), SECOND)] == [None, gone]


def test_provision_tells_what_was_coming_and_what_applies_now(docs: Path) -> None:
    yearbook = load_yearbook(docs)
    report = yearbook.reports["2023"]
    (work,) = find_provisions(report, report.items["w1"], yearbook, day("2024-07-15"))
    assert work.name == "《示例条例》2018年版第二条"
    assert [edition.id for edition in work.upcoming] == ["2023"]
    assert work.successor is not None
    assert work.successor.article is not None
    assert work.successor.article.anchor == "art-3"
    assert work.target is None
    (measure,) = find_provisions(report, report.items["m1"], yearbook, day("2023-12-31"))
    assert measure.successor is None
    assert measure.target is not None
    assert measure.target.id == "2023"


@pytest.mark.parametrize(
    ("edition", "told"),
    [
        (EDITION_STRUCK, '所引条文已由2023年版删去，见<a href="../regulations/shili/2023.html">现行2023年版</a>'),
        (EDITION_PARTED, '第三条</a>、<a href="../regulations/shili/2023.html#art-2">第二条</a>（拆分）'),
    ],
)
def test_report_tells_that_what_it_cites_was_struck_out_or_parted(tmp_path: Path, edition: str, told: str) -> None:
    docs = write_pages(tmp_path, {"reports/2023.md": REPORT, "regulations/shili/2023.md": edition})
    yearbook = load_yearbook(docs)
    report = yearbook.reports["2023"]
    assert told in item_line(report, report.items["w1"], yearbook, Links("reports/2023.md"), day("2024-07-15"))


def test_older_work_named_by_its_own_title_is_told_with_its_end(tmp_path: Path) -> None:
    older = EDITION_2018.replace("official_title: 示例条例", "official_title: 示例条例（试行）")
    text = REPORT.replace("2023", "2024").replace("《示例条例》", "《示例条例（试行）》").replace("#art-2", "")
    pages: dict[str, str | bytes | None] = {"reports/2023.md": None, "ledger/2023.md": None}
    docs = write_pages(tmp_path, {**pages, "reports/2024.md": text, "regulations/shili/2018.md": older})
    yearbook, today = load_yearbook(docs), day("2026-01-01")
    report = yearbook.reports["2024"]
    (cited,) = find_provisions(report, report.items["w1"], yearbook, today)
    assert (cited.name, cited.was_over) == ("《示例条例（试行）》2018年版", True)
    assert cited.applied is not None
    line = item_line(report, report.items["w1"], yearbook, Links("reports/2024.md"), today)
    assert "《示例条例（试行）》2018年版</a>" in line
    assert "已于2024年1月1日失效，报告日期有效的是" in line
    assert "《示例条例》2023年版</a>" in line
    (rule,) = list_cited_rules(report, yearbook, today)
    assert rule.title == "示例条例（试行）"


def test_provision_named_twice_in_an_item_is_told_once(tmp_path: Path) -> None:
    link = "[《示例条例》](../regulations/shili/2018.md#art-2)"
    text = REPORT.replace("，开展教育。", f"，又学{link}。")
    yearbook = load_yearbook(write_pages(tmp_path, {"reports/2023.md": text}))
    report = yearbook.reports["2023"]
    assert len(list(find_provisions(report, report.items["w1"], yearbook, day("2024-07-15")))) == 1


def test_changed_rules_count_the_items_that_cite_the_older_text(docs: Path) -> None:
    yearbook = load_yearbook(docs)
    last = yearbook.reports["2023"]
    (rule,) = find_changed_rules(yearbook, last, day("2024-07-15"))
    assert (rule.work.id, rule.edition.id) == ("shili", "2023")
    assert [mention.item.id for mention in rule.mentions] == ["w1", "m1"]
    assert list(find_changed_rules(yearbook, last, day("2023-12-31"))) == []


def test_cited_rules_list_each_edition_once_with_its_items(docs: Path) -> None:
    yearbook = load_yearbook(docs)
    (rule,) = list_cited_rules(yearbook.reports["2023"], yearbook, day("2024-07-15"))
    assert [item.id for item in rule.items] == ["w1", "m1"]
    assert rule.successor is not None


def test_a_cited_article_comes_with_its_words_and_what_was_noted_of_its_change(tmp_path: Path) -> None:
    later = EDITION_2023.replace("similarity: 0.6}", "similarity: 0.6, note: 改为每年两次}")
    older = EDITION_2018 + "\n每年开展一次教育。\n"
    pages = {"regulations/shili/2018.md": older, "regulations/shili/2023.md": later}
    yearbook = load_yearbook(write_pages(tmp_path, dict(pages)))
    (rule,) = list_cited_rules(yearbook.reports["2023"], yearbook, day("2024-07-15"))
    (cited,) = rule.articles
    assert (cited.article.anchor, cited.words, cited.official) == ("art-2", "每年开展一次教育。", False)
    assert cited.successor is not None
    assert [(edition.id, note) for edition, note in cited.successor.notes] == [("2023", "改为每年两次")]
    assert rule.is_held


def test_what_was_noted_of_an_article_that_was_struck_out_is_kept(tmp_path: Path) -> None:
    yearbook = load_yearbook(write_pages(tmp_path, {"regulations/shili/2023.md": EDITION_STRUCK}))
    (rule,) = list_cited_rules(yearbook.reports["2023"], yearbook, day("2024-07-15"))
    successor = rule.articles[0].successor
    assert successor is not None
    assert [note for _, note in successor.notes] == ["不再规定"]
    assert not rule.is_held


def test_concepts_of_a_report_are_listed_once_with_what_they_rested_on(tmp_path: Path) -> None:
    link = "“[经常教育](../regulations/concepts.md#jiaoyu)”"
    report = REPORT.replace("问责不够有力。", f"{link}不够。").replace("落实[", f"落实{link}、[")
    yearbook = load_yearbook(write_pages(tmp_path, {"reports/2023.md": report}))
    ((concept, basis),) = list_concepts(yearbook.reports["2023"], yearbook, day("2024-07-15"))
    assert concept.id == "jiaoyu"
    assert basis is not None
    assert basis.name == "《示例条例》2018年版第二条"
