from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from macros.corpus import load_yearbook
from macros.domain.dates import parse_partial_date
from macros.domain.ledgers import DayRule, Status, StatusPhrase
from macros.domain.regulations import LoneArticle
from macros.domain.reports import Continuation, ItemRef, PartKind
from tests.helpers.factories import LEDGER, REPORT, write_pages


def test_report_becomes_parts_and_items_in_reading_order(docs: Path) -> None:
    report = load_yearbook(docs).reports["2023"]
    assert [(part.kind, [item.id for item in part.items]) for part in report.parts] == [
        (PartKind.WORK, ["w1"]),
        (PartKind.PROBLEM, ["p1"]),
        (PartKind.MEASURE, ["m1"]),
    ]
    assert report.title == "2023年度总结"
    assert report.passages["opening"].text == "开头一段。"
    assert report.items["w1"].text == "学习《示例条例》，开展教育。"
    assert report.ref(report.items["w1"]) == ItemRef.parse("2023#w1")


def test_citations_are_the_links_into_the_register(docs: Path) -> None:
    report = load_yearbook(docs).reports["2023"]
    found = [(c.regulation, c.edition, c.anchor, c.text, c.line) for c in report.items["w1"].citations]
    assert found == [("shili", "2018", "art-2", "《示例条例》", 18)]


def test_part_without_items_is_its_own_item(tmp_path: Path) -> None:
    text = REPORT.replace("### （一）问责偏轻 { #p1 }\n\n", "")
    report = load_yearbook(write_pages(tmp_path, {"reports/2023.md": text, "ledger/2023.md": None})).reports["2023"]
    assert [item.id for item in report.parts[1].items] == ["problem"]
    assert report.items["problem"].text == "问责不够有力。"


def test_deeper_headings_belong_to_their_item(tmp_path: Path) -> None:
    text = REPORT.replace("问责不够有力。", "问责不够有力。\n\n#### 1.表现\n\n有两种表现。")
    report = load_yearbook(write_pages(tmp_path, {"reports/2023.md": text})).reports["2023"]
    assert report.items["p1"].text == "问责不够有力。\n1.表现\n有两种表现。"


def test_row_of_a_table_is_a_line_of_its_item(tmp_path: Path) -> None:
    table = "| 项目 | 次数 |\n| --- | --- |\n| 谈话\\|约谈 | 56 |"
    text = REPORT.replace("问责不够有力。", f"见下表。\n\n{table}\n\n以上。")
    report = load_yearbook(write_pages(tmp_path, {"reports/2023.md": text})).reports["2023"]
    assert report.items["p1"].text == "见下表。\n项目 次数\n谈话|约谈 56\n以上。"


def test_tenth_part_of_a_kind_has_its_number(tmp_path: Path) -> None:
    more = "".join(f"\n## 之{n} {{ #other-{n} .other }}\n\n内容。\n" for n in range(2, 13))
    text = REPORT + "\n## 其他 { #other .other }\n\n内容。\n" + more
    report = load_yearbook(write_pages(tmp_path, {"reports/2023.md": text})).reports["2023"]
    assert "other-12" in report.items


def test_second_part_of_a_kind_is_numbered(tmp_path: Path) -> None:
    text = REPORT + "\n## 四、其他工作 { #work-2 .work }\n\n### （一）党务 { #w2 }\n\n公开党务。\n"
    report = load_yearbook(write_pages(tmp_path, {"reports/2023.md": text})).reports["2023"]
    assert list(report.items) == ["w1", "p1", "m1", "w2"]


def test_other_units_live_in_folders(tmp_path: Path) -> None:
    text = REPORT.replace("XX乡党委", "YY镇党委").replace("#report-2023", "#report-dongzhen-2023")
    text = text.replace("../regulations", "../../regulations")
    yearbook = load_yearbook(write_pages(tmp_path, {"reports/dongzhen/2023.md": text}))
    report = yearbook.reports["dongzhen/2023"]
    assert report.folder == "dongzhen"
    assert yearbook.page_ids["report-dongzhen-2023"] is report
    assert [(unit.folder, unit.name) for unit in yearbook.units.values()] == [
        ("", "XX乡党委"),
        ("dongzhen", "YY镇党委"),
    ]
    assert [str(m.report.ref(m.item)) for m in yearbook.mentions_of("shili", "2018")] == [
        "2023#w1",
        "2023#m1",
        "dongzhen/2023#w1",
        "dongzhen/2023#m1",
    ]


def test_front_matter_becomes_typed_values(tmp_path: Path) -> None:
    text = REPORT.replace(
        "audience: 全体党员",
        "audience: 全体党员\nsigned_on: 2024-01\nindicators:\n"
        "  - {name: 廉政谈话, value: 56, unit: 人次, at: w1, qualifier: 超过}\nanswers: {2022#m1: w1, 2022#p1: null}",
    )
    earlier = REPORT.replace("2023", "2022")
    yearbook = load_yearbook(write_pages(tmp_path, {"reports/2023.md": text, "reports/2022.md": earlier}))
    report = yearbook.reports["2023"]
    assert report.signed_on == parse_partial_date("2024-01")
    assert [(i.name, i.value, i.unit, i.at, i.qualifier) for i in report.indicators] == [
        ("廉政谈话", Decimal(56), "人次", "w1", "超过")
    ]
    # An answer that is still empty is a question to the clerk, not an answer.
    assert report.answers == {ItemRef("2022", "m1"): "w1"}


def test_paper_says_which_of_its_items_go_on_from_earlier_ones_and_which_do_not(tmp_path: Path) -> None:
    said = "continues:\n  p1: {2022#p1: sure, 2021#p1: no}\n  w1:\n    2021#w1: 'no'\n  m1: {}\naudience:"
    pages: dict[str, str | bytes | None] = {
        "reports/2023.md": REPORT.replace("audience:", said),
        "reports/2022.md": REPORT.replace("2023", "2022"),
        "reports/2021.md": REPORT.replace("2023", "2021"),
    }
    assert load_yearbook(write_pages(tmp_path, pages)).reports["2023"].continues == (
        Continuation("p1", ItemRef("2022", "p1"), sure=True),
        Continuation("p1", ItemRef("2021", "p1"), sure=False),
        Continuation("w1", ItemRef("2021", "w1"), sure=False),
    )


def test_editions_stand_in_order_of_time_with_their_articles(docs: Path) -> None:
    work = load_yearbook(docs).regulations["shili"]
    assert list(work.by_id) == ["2018", "2023"]
    assert [(a.anchor, a.label, a.topic) for a in work.by_id["2018"].articles] == [
        ("art-1", "第一条", "立规目的"),
        ("art-2", "第二条", "教育要求"),
    ]


def test_an_article_has_the_words_under_it_and_the_edition_says_by_what_they_were_checked(tmp_path: Path) -> None:
    from tests.helpers.factories import EDITION_2018

    under = "应当*经常*学习[《示例条例》](2023.md)。\n{ #art-1-1 }\n\n不得缺席。\n"
    text = EDITION_2018.replace("{ #art-1 }\n", f"{{ #art-1 }}\n\n{under}")
    text = text.replace("sources:", "digest: {copies: 2, on: 2026-11-28, note: 逐条相同}\nsources:")
    edition = (
        load_yearbook(write_pages(tmp_path, {"regulations/shili/2018.md": text})).regulations["shili"].by_id["2018"]
    )
    assert [article.words for article in edition.articles] == ["应当经常学习《示例条例》。\n不得缺席。", ""]
    check = edition.digest_check
    assert check and (check.copies, str(check.on), check.note) == (2, "2026-11-28", "逐条相同")


def test_a_regulation_says_what_was_corrected(tmp_path: Path) -> None:
    from tests.helpers.factories import REGULATION

    rows = """\
corrections:
  - {on: 2026-11-29, edition: "2018", article: 2, what: 主题, before: 甲, after: 乙, by: 文本第二条}
  - {on: 2025-03, what: 简称, before: 旧条例}
---

#"""
    text = REGULATION.replace("---\n\n#", rows, 1)
    first, second = (
        load_yearbook(write_pages(tmp_path, {"regulations/shili/index.md": text})).regulations["shili"].corrections
    )
    assert (str(first.on), first.edition, first.anchor, first.by) == ("2026-11-29", "2018", "art-2", "文本第二条")
    assert (first.what, first.before, first.after) == ("主题", "甲", "乙")
    assert (str(second.on), second.edition, second.anchor, second.after, second.by) == ("2025-03", "", "", "", "")


def test_concepts_and_duties_say_what_is_asked(tmp_path: Path) -> None:
    from tests.helpers.factories import CONCEPTS, DUTIES

    pages = {
        "regulations/concepts.md": CONCEPTS.replace(
            "    verified: true\n---", "    verified: true\n    says: 每月一次。\n---"
        ),
        "regulations/duties.md": DUTIES.replace(
            "    verified: true\n---", "    verified: true\n    says: 每半年一次。\n---"
        ),
    }
    yearbook = load_yearbook(write_pages(tmp_path, pages))
    assert yearbook.concepts["jiaoyu"].says == "每月一次。"
    assert [duty.says for duty in yearbook.duties] == ["每半年一次。"]


@pytest.mark.parametrize(("unit", "kind"), [("条", "art"), ("部分", "part")])
def test_mapping_tells_what_was_struck_out_and_what_is_new(tmp_path: Path, unit: str, kind: str) -> None:
    from tests.helpers.factories import EDITION_2018, EDITION_STRUCK

    added = EDITION_STRUCK.replace("  dropped:", "  added:\n    - {new: 2, note: 新设一项}\n  dropped:")
    pages: dict[str, str | bytes | None] = {
        f"regulations/shili/{year}.md": text.replace("value: 3,", f"value: 3, unit: {unit},")
        .replace("value: 2,", f"value: 2, unit: {unit},")
        .replace("#art-", f"#{kind}-")
        for year, text in (("2018", EDITION_2018), ("2023", added))
    }
    pages |= dict.fromkeys(("reports/2023.md", "ledger/2023.md", "regulations/concepts.md", "regulations/duties.md"))
    mapping = load_yearbook(write_pages(tmp_path, pages)).editions["shili/2023"].amended_from
    assert mapping is not None
    assert [(row.old, row.new) for row in mapping.amendments] == [(f"{kind}-1", f"{kind}-1")]
    assert mapping.dropped == (LoneArticle(f"{kind}-2", "不再规定"),)
    assert mapping.added == (LoneArticle(f"{kind}-2", "新设一项"),)


@pytest.mark.parametrize(
    ("heading", "unit", "label", "topic", "verified"),
    [
        ("### 第三十一条之一 补充规定 { #art-31_1 }", "条", "第三十一条之一", "补充规定", True),
        ("### 一、改进调研 { #art-1 }", "点", "第一点", "改进调研", True),
        ("### 12. 简化接待 { #art-12 }", "项", "第十二项", "简化接待", True),
        ("### 五、发扬民主 { #part-5 .unverified }", "部分", "第五部分", "发扬民主", False),
    ],
)
def test_articles_are_named_in_the_unit_of_their_text(
    tmp_path: Path, heading: str, unit: str, label: str, topic: str, verified: bool
) -> None:
    from tests.helpers.factories import EDITION_2023

    head = EDITION_2023.partition("### ")[0].partition("amended_from:")[0]
    rest = EDITION_2023.partition("sources:")[2].partition("### ")[0]
    text = f"{head}sources:{rest}{heading}\n".replace("value: 3", f"value: 1, unit: {unit}")
    work = load_yearbook(write_pages(tmp_path, {"regulations/shili/2023.md": text})).regulations["shili"]
    assert [(a.label, a.topic, a.verified) for a in work.by_id["2023"].articles] == [(label, topic, verified)]


def test_a_file_with_a_mark_and_windows_line_ends_reads_the_same(tmp_path: Path) -> None:
    marked = b"\xef\xbb\xbf" + REPORT.replace("\n", "\r\n").encode()
    plain = load_yearbook(write_pages(tmp_path / "a"))
    windows = load_yearbook(write_pages(tmp_path / "b", {"reports/2023.md": marked}))
    assert windows.reports == plain.reports


def test_ledger_says_what_words_mean_and_which_days_nobody_knows(tmp_path: Path) -> None:
    text = LEDGER.replace("entries:", "meanings:\n  - {says: 已完成, status: 已销号, day: 期限}\nentries:")
    text = text.replace("on: 2024-03-01, recorded_on", "on: 不详, recorded_on")
    ledger = load_yearbook(write_pages(tmp_path, {"ledger/2023.md": text})).ledgers["2023"]
    assert ledger.meanings == (StatusPhrase("已完成", Status.CLOSED, DayRule.DUE),)
    (event,) = ledger.entries[0].measures[0].history
    assert (event.on, event.day) == (None, "日期不详")


def test_ledger_entries_are_found_from_the_items_they_name(docs: Path) -> None:
    yearbook = load_yearbook(docs)
    for ref in ("2023#p1", "2023#m1"):
        assert [line.entry.id for line in yearbook.lines_of(ItemRef.parse(ref))] == ["2023-01"]
    assert yearbook.lines_of(ItemRef.parse("2023#w1")) == ()


def test_papers_of_a_unit_and_series_stand_beside_each_other(tmp_path: Path) -> None:
    def year(number: int, series: str = "年度总结", name: str = "") -> str:
        text = REPORT.replace("2023-12-31", f"{number}-12-31").replace("year: 2023", f"year: {number}")
        return text.replace("series: 年度总结", f"series: {series}").replace(
            "#report-2023", f"#report-{name or number}"
        )

    pages: dict[str, str | bytes | None] = {
        "reports/2021.md": year(2021),
        "reports/2024.md": year(2024).replace("2018", "2023"),
        "reports/2022-plan.md": year(2022, "年度任务安排", "2022-plan"),
    }
    yearbook = load_yearbook(write_pages(tmp_path, pages))
    keys = {
        key: tuple(near.key if near else None for near in yearbook.neighbours(report))
        for key, report in yearbook.reports.items()
    }
    assert keys == {
        "2021": (None, "2023"),
        "2023": ("2021", "2024"),
        "2024": ("2023", None),
        "2022-plan": (None, None),
    }


def test_an_entry_may_repeat_one_of_another_year_of_the_same_unit(tmp_path: Path) -> None:
    from tests.helpers.factories import LEDGER

    later = LEDGER.replace("2023-01", "2024-01").replace("year: 2023", "year: 2024")
    later = later.replace("#ledger-2023", "#ledger-2024").replace(
        "    text: 问", "    repeats: 2023-01\n    text: 问", 1
    )
    yearbook = load_yearbook(write_pages(tmp_path, {"ledger/2024.md": later}))
    line = yearbook.entry(yearbook.ledgers["2024"], "2023-01")
    assert line is not None
    assert line.ledger.year == 2023
