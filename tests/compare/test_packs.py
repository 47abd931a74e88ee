"""What a study pack comes to: whole items, provisions then and now, a problem through the years."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.compare.pack_history import trace_problem
from macros.compare.pack_parts import StudiedArticle
from macros.corpus import load_yearbook
from macros.domain.pack_sources import narrowest_of, pack_audience, records_drawn_on
from macros.domain.reports import Audience, ItemRef
from macros.domain.texts import Paragraph, Run
from tests.helpers.factories import EDITION_2018, EDITION_2023, EDITION_PARTED, EDITION_STRUCK, LEDGER, REPORT
from tests.helpers.study_packs import EARLIER, TODAY, assemble, pack_page, write_packs


@pytest.mark.parametrize(
    ("include", "items"),
    [
        ("report: 2023", ["2023#w1", "2023#p1", "2023#m1"]),
        ("report: 2023\n      kinds: [措施, 问题]", ["2023#p1", "2023#m1"]),
        ("items: [2023#m1, 2022#p1, 2023#m1]", ["2023#m1", "2022#p1"]),
        ("chain: 2023#p1", ["2022#p1", "2022#m1", "2023#p1", "2023#m1"]),
        ("chain: 2023#p1\n      kinds: [问题]", ["2022#p1", "2023#p1"]),
        ("changes: shili", ["2023#w1", "2022#w1"]),
        ("changes: shili\n      articles: [3]", ["2023#w1", "2022#w1"]),
        ("edition: shili/2018", []),
        ("table: year_matrix", []),
        # What did not change touches nothing.
        ("changes: shili\n      articles: [1]", []),
    ],
)
def test_material_comes_to_its_items_in_order(tmp_path: Path, include: str, items: list[str]) -> None:
    (part,) = assemble(tmp_path, include).parts
    assert [str(item.ref) for item in part.items] == items


UNREVIEWED = EDITION_2023.replace("reviewed: true", "reviewed: false")
UNMAPPED = re.sub(r"amended_from:\n(?:  .*\n)+", "", EDITION_2023)


def test_whole_report_keeps_its_opening_and_the_headings_of_its_parts(tmp_path: Path) -> None:
    (part,) = assemble(tmp_path, "report: 2023").parts
    assert [group.title for group in part.groups] == ["", "一、工作情况", "二、存在问题", "三、下一步措施"]
    (opening,) = part.groups[0].items
    assert (opening.id, opening.words) == ("yb-pack-2023-opening", (Paragraph((Run("开头一段。"),)),))
    # It has no heading of its own, and stands in no contents.
    assert (opening.in_place, [item.item.id for item in part.items]) == (True, ["w1", "p1", "m1"])


def test_pack_may_hold_the_lead_of_a_part_and_what_it_cites(tmp_path: Path) -> None:
    lead = "按照[《示例条例》第二条](../regulations/shili/2018.md#art-2)开展。"
    text = REPORT.replace("### （一）加强教育", f"{lead}\n\n### （一）加强教育")
    made = assemble(tmp_path, "items: [2023#work-0, 2023#opening]", reports__2023=text)
    (first, second) = made.parts[0].items
    assert [run.text for run in first.words[0].runs] == ["按照", "《示例条例》第二条", "开展。"]
    assert second.words == (Paragraph((Run("开头一段。"),)),)
    assert (first.in_place, made.places["reports/2023.md", "work-0"]) == (False, "yb-pack-2023-work-0")
    assert [[item.id for item in row.items] for row in made.provisions] == [["yb-pack-2023-work-0"]]


def test_each_provision_stands_once_with_all_that_cite_it_in_the_order_of_first_citation(tmp_path: Path) -> None:
    opened = REPORT.replace("开头一段。", "按照[《示例条例》第二条](../regulations/shili/2018.md#art-2)报告。")
    made = assemble(tmp_path, "report: 2023", reports__2023=opened)
    assert [(row.number, row.cited.name, [item.id for item in row.items]) for row in made.provisions] == [
        (1, "《示例条例》2018年版第二条", ["yb-pack-2023-opening", "yb-pack-2023-w1"]),
        (2, "《示例条例》2018年版", ["yb-pack-2023-m1"]),
    ]
    opening, first = made.parts[0].groups[0].items[0], made.parts[0].groups[1].items[0]
    assert [made.by_address[address].number for item in (opening, first) for address in item.cited] == [1, 1]


def test_practice_stands_once_with_what_it_rested_on_at_the_day_of_the_paper(tmp_path: Path) -> None:
    named = REPORT.replace("开头一段。", "开展[教育](../regulations/concepts.md#jiaoyu)。")
    made = assemble(tmp_path, "report: 2023", reports__2023=named)
    (practice,) = made.practices
    assert (practice.concept.id, [item.id for item in practice.items]) == ("jiaoyu", ["yb-pack-2023-opening"])
    assert [made.by_address[address].cited.name for address in practice.provisions] == ["《示例条例》2018年版第二条"]
    assert [concept.id for concept in made.provisions[0].practices] == ["jiaoyu"]
    assert made.places["regulations/concepts.md", "jiaoyu"] == practice.id


def test_practice_that_rested_on_nothing_then_is_told_as_such(tmp_path: Path) -> None:
    named = EARLIER.replace("2022", "2016").replace("开头一段。", "开展[教育](../regulations/concepts.md#jiaoyu)。")
    made = assemble(tmp_path, "report: 2016", reports__2016=named.replace("shili/2018.md", "shili/2018.md"))
    assert [concept.id for concept in made.parts[0].groups[0].items[0].loose] == ["jiaoyu"]
    assert [practice.provisions for practice in made.practices] == [()]


def first_article(tmp_path: Path, **pages: str) -> StudiedArticle:
    article = assemble(tmp_path, "items: [2023#w1]", **pages).provisions[0].shown
    assert article is not None
    return article


def test_article_stands_as_it_was_beside_what_it_became(tmp_path: Path) -> None:
    article = first_article(tmp_path)
    assert (article.edition.id, article.article.anchor, article.verdict) == ("2018", "art-2", "改写")
    assert article.then == (
        Paragraph((Run("开展教育，见"), Run("第一条", path="regulations/shili/2018.md", anchor="art-1"), Run("。"))),
    )
    assert article.now == (Paragraph((Run("经常开展教育。"),)),)
    assert (article.is_certain, [edition.id for edition in article.digests]) == (True, ["2018", "2023"])


@pytest.mark.parametrize(
    ("edition", "verdict", "certain"),
    [
        (EDITION_2023.replace("改写, similarity: 0.6", "未改, similarity: 1.0"), "未改", True),
        (EDITION_2023.replace("reviewed: true", "reviewed: false"), "改写", False),
        (UNREVIEWED.replace("change: 改写, ", ""), "是否修改未判定", False),
        (UNREVIEWED.replace("    - {old: 2, new: 3, change: 改写, similarity: 0.6}\n", ""), "未见对应", False),
        (UNMAPPED, "没有条文对照", False),
        (EDITION_STRUCK, "已由2023年版删去", True),
        (EDITION_STRUCK.replace("reviewed: true", "reviewed: false"), "已由2023年版删去", False),
        (EDITION_PARTED, "拆分，另见第二条", True),
    ],
)
def test_what_became_of_an_article_is_told_as_far_as_it_is_known(
    tmp_path: Path, edition: str, verdict: str, certain: bool
) -> None:
    article = first_article(tmp_path, regulations__shili__2023=edition)
    assert (article.verdict, article.is_certain) == (verdict, certain)


@pytest.mark.parametrize(
    ("ended", "starts", "edition", "verdict"),
    [
        ("2025-01-01", "{date: 2025-01-01, verified: true}", "2023", "尚未施行"),
        ("2024-01-01", "{date: null, verified: false}", "2023", "施行未证实"),
        # What ended with nothing known after it is the last that is known to have applied, and no more than that.
        ("2024-01-01", "{date: null, verified: false}", "2018", "现行"),
    ],
)
def test_article_without_a_later_one_applies_only_where_its_edition_surely_does(
    tmp_path: Path, ended: str, starts: str, edition: str, verdict: str
) -> None:
    older = EDITION_2018.replace("superseded: {date: 2024-01-01", f"superseded: {{date: {ended}")
    newer = EDITION_2023.replace("in_force: {date: 2024-01-01, verified: true}", f"in_force: {starts}")
    pages = {"regulations__shili__2018": older, "regulations__shili__2023": newer}
    (part,) = assemble(tmp_path, f"edition: shili/{edition}", **pages).parts
    assert (part.articles[0].verdict, part.articles[0].is_certain) == (verdict, False)


def test_official_texts_are_no_digest(tmp_path: Path) -> None:
    official = {
        "regulations__shili__2018": EDITION_2018.replace("本站摘要", "条文原文"),
        "regulations__shili__2023": EDITION_2023.replace("本站摘要", "条文原文"),
    }
    made = assemble(tmp_path, "items: [2023#w1]", **official)
    assert not made.digests
    assert [edition.id for edition in assemble(tmp_path, "changes: shili").digests] == ["2018", "2023"]


def test_current_edition_is_taken_where_none_is_named(tmp_path: Path) -> None:
    (part,) = assemble(tmp_path, "regulation: shili\n      articles: [3]").parts
    (article,) = part.articles
    assert (article.edition.id, article.article.anchor, article.verdict) == ("2023", "art-3", "现行")


def test_citation_of_a_paragraph_brings_its_article(tmp_path: Path) -> None:
    edition = EDITION_2018.replace("{ #art-2 }", "{ #art-2 }\n\n第一款。\n{ #art-2-1 }")
    cited = REPORT.replace("shili/2018.md#art-2)", "shili/2018.md#art-2-1){ .fixed }")
    article = first_article(tmp_path, reports__2023=cited, regulations__shili__2018=edition)
    assert (article.article.anchor, article.then) == ("art-2", (Paragraph((Run("第一款。"),), "art-2-1"),))


def test_citation_of_a_whole_edition_is_a_rule_without_an_article(tmp_path: Path) -> None:
    (rule,) = assemble(tmp_path, "items: [2023#m1]").provisions
    assert (rule.cited.name, rule.shown) == ("《示例条例》2018年版", None)


def test_what_stands_already_is_named_again_and_not_shown_again(tmp_path: Path) -> None:
    made = assemble(tmp_path, "report: 2023\n    - items: [2023#w1]\n    - edition: shili/2018")
    again, articles = made.parts[1].items[0], made.parts[2].articles
    assert (again.is_repeated, again.words, again.id) == (True, (), "yb-pack-2023-w1")
    assert [(article.article.anchor, article.is_repeated) for article in articles] == [
        ("art-1", False),
        ("art-2", False),
    ]
    assert [(row.shown.article.anchor, row.shown.is_repeated) for row in made.provisions if row.shown] == [
        ("art-2", True)
    ]
    assert made.places["regulations/shili/2018.md", "art-2"] == "yb-pack-shili-2018-art-2"


def test_changes_are_those_articles_that_changed(tmp_path: Path) -> None:
    changes = assemble(tmp_path, "changes: shili").parts[0].changes
    assert changes is not None
    assert [(row.row.kind.word, len(row.then), len(row.now)) for row in changes.rows] == [
        ("新增", 0, 0),
        ("改写", 1, 1),
    ]
    assert [mention.item.id for mention in changes.whole] == ["m1", "m1"]


def test_ledger_tells_a_history_and_wording_is_a_guess(tmp_path: Path) -> None:
    told = load_yearbook(write_packs(tmp_path / "told", {}))
    trace = trace_problem(ItemRef("2023", "p1"), told, TODAY)
    assert [(stop.year, stop.line is not None, stop.score) for stop in trace.stops] == [
        (2022, True, None),
        (2023, True, None),
    ]
    assert not trace.is_guessed
    guessed = load_yearbook(write_packs(tmp_path / "guessed", {"ledger/2022.md": None, "ledger/2023.md": LEDGER}))
    trace = trace_problem(ItemRef("2023", "p1"), guessed, TODAY)
    assert [(stop.year, stop.line is not None) for stop in trace.stops] == [(2022, False), (2023, True)]
    assert trace.stops[0].score is not None
    assert trace.is_guessed


@pytest.mark.parametrize(
    ("said", "stops"), [("sure", [(2022, "本单位确认"), (2023, "本条")]), ("no", [(2023, "本条")])]
)
def test_history_rests_on_what_a_paper_says_and_guesses_nothing_that_it_refuses(
    tmp_path: Path, said: str, stops: list[tuple[int, str]]
) -> None:
    later = REPORT.replace("audience:", f"continues: {{p1: {{2022#p1: {said}}}}}\naudience:", 1)
    pages = {"reports/2023.md": later, "ledger/2022.md": None, "ledger/2023.md": None}
    pages["study/x.md"] = pack_page("chain: 2023#p1")
    book = load_yearbook(write_packs(tmp_path, pages))
    assert [(stop.year, stop.by) for stop in trace_problem(ItemRef("2023", "p1"), book, TODAY).stops] == stops
    sampled = any(paper.sample for paper in records_drawn_on(book.packs["x"], book))
    assert sampled is (said == "sure"), "the paper of 2022 is a sample"


def test_problem_of_one_year_alone_is_a_history_of_one_stop(tmp_path: Path) -> None:
    alone = load_yearbook(
        write_packs(tmp_path, {"reports/2022.md": None, "ledger/2022.md": None, "ledger/2023.md": None})
    )
    (stop,) = trace_problem(ItemRef("2023", "p1"), alone, TODAY).stops
    assert (stop.year, stop.line, stop.measures, stop.score) == (2023, None, (), None)


OFFICE = REPORT.replace("全体党员", "机关")


@pytest.mark.parametrize(
    ("include", "audience"),
    [
        ("report: 2023", Audience.MEMBERS),
        ("report: 2022\n    - items: [2023#p1]", Audience.MEMBERS),
        ("report: 2023-half", Audience.OFFICE),
        ("items: [2023-half#p1]", Audience.OFFICE),
        ("chain: 2023#p1", Audience.LEADERS),
        ("table: compare_years", Audience.LEADERS),
        ("table: year_matrix", Audience.OFFICE),
        ("regulation: shili", Audience.MEMBERS),
        ("changes: shili", Audience.OFFICE),
    ],
)
def test_narrowest_circle_of_what_it_holds_may_read_a_pack(tmp_path: Path, include: str, audience: Audience) -> None:
    half = OFFICE.replace("#report-2023", "#report-2023-half").replace("series: 年度总结", "series: 半年报告")
    pages = {"reports/2023-half.md": half, "study/x.md": pack_page(include)}
    yearbook = load_yearbook(write_packs(tmp_path / "a", pages))
    assert narrowest_of(yearbook.packs["x"], yearbook) is audience
    narrow = {**pages, "study/x.md": pack_page(include, front="audience: 班子\n")}
    yearbook = load_yearbook(write_packs(tmp_path / "b", narrow))
    assert pack_audience(yearbook.packs["x"], yearbook) is Audience.LEADERS


def test_samples_are_known_wherever_a_pack_draws_on_them(tmp_path: Path) -> None:
    for number, (include, sampled) in enumerate(
        [
            ("report: 2023", False),
            ("report: 2022", True),
            ("chain: 2023#p1", True),
            ("changes: shili", True),
            ("table: year_matrix", True),
            ("regulation: shili", False),
        ]
    ):
        docs = write_packs(tmp_path / str(number), {"study/x.md": pack_page(include)})
        yearbook = load_yearbook(docs)
        assert any(paper.sample for paper in records_drawn_on(yearbook.packs["x"], yearbook)) is sampled, include


def test_pack_in_a_units_folder_takes_that_units_tables(tmp_path: Path) -> None:
    own = (
        EARLIER.replace("#report-2022", "#report-dongzhen-2022")
        .replace("XX乡党委", "东镇党委")
        .replace("../", "../../")
    )
    page = pack_page('table: year_matrix\n    - table: compare_editions("shili")', name="dongzhen/x")
    yearbook = load_yearbook(write_packs(tmp_path, {"reports/dongzhen/2022.md": own, "study/dongzhen/x.md": page}))
    tables = yearbook.packs["dongzhen/x"].materials
    assert [getattr(table, "named", None) for table in tables] == [{"unit": "dongzhen"}, {}]
