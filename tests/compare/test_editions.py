from __future__ import annotations

from pathlib import Path

import pytest

from macros.compare.articles import list_side_by_side
from macros.compare.edition_pairs import EditionPair, choose_editions
from macros.compare.editions import ArticleRow, compare_editions
from macros.compare.selection import NotThereError
from macros.domain.regulations import AmendedFrom, Amendment, AmendmentKind, Edition, Fact, LoneArticle, TextKind
from macros.domain.yearbook import Yearbook
from tests.helpers.factories import make_article, make_edition, make_work, mapping
from tests.helpers.small_papers import load, paper

OLD = make_edition("2010", "2010-01-01", articles=tuple(make_article(n) for n in range(1, 6)))


def newer(count: int, *rows: tuple[int, int, AmendmentKind], name: str = "2015", before: str = "2010") -> Edition:
    articles = tuple(make_article(n) for n in range(1, count + 1))
    return make_edition(name, f"{name}-01-01", articles=articles, amended_from=mapping(before, *rows))


def compared(*editions: Edition, old: str | None = None, new: str | None = None) -> tuple[ArticleRow, ...]:
    pair = choose_editions(make_work(*editions), old, new)
    assert pair is not None
    return compare_editions(pair, Yearbook()).rows


def told(rows: tuple[ArticleRow, ...]) -> list[str]:
    def number(place: object) -> str:
        return getattr(place, "anchor", "-").removeprefix("art-")

    return [f"{number(row.old)} {row.kind.sign} {number(row.new)} {row.kind.word}" for row in rows]


SAME, MINOR, REWRITTEN, MOVED = AmendmentKind.SAME, AmendmentKind.MINOR, AmendmentKind.REWRITTEN, AmendmentKind.MOVED
SPLIT, JOINED = AmendmentKind.SPLIT, AmendmentKind.JOINED


@pytest.mark.parametrize(
    ("count", "mapped", "expected"),
    [
        (
            5,
            [(1, 1, SAME), (2, 2, MINOR), (3, 3, REWRITTEN), (4, 4, SAME), (5, 5, AmendmentKind.CLOSING)],
            ["1 = 1 未改", "2 ≈ 2 个别文字修改", "3 ≠ 3 改写", "4 = 4 未改", "5 ≠ 5 附则施行条款"],
        ),
        # A number that changes because an article came in before it is no move.
        (
            6,
            [(1, 1, SAME), (2, 3, SAME), (3, 4, SAME), (4, 5, SAME), (5, 6, SAME)],
            ["1 = 1 未改", "- + 2 新增", "2 = 3 未改", "3 = 4 未改", "4 = 5 未改", "5 = 6 未改"],
        ),
        (
            5,
            [(1, 4, SAME), (2, 1, SAME), (3, 2, SAME), (4, 3, SAME), (5, 5, SAME)],
            ["2 = 1 未改", "3 = 2 未改", "4 = 3 未改", "1 → 4 移动，文字未改", "5 = 5 未改"],
        ),
        (
            4,
            [(1, 4, MOVED), (2, 1, SAME), (3, 2, SAME), (4, 3, SAME)],
            ["2 = 1 未改", "3 = 2 未改", "4 = 3 未改", "5 − - 未见对应", "1 → 4 移动并改写"],
        ),
        # Two articles become one, and one becomes two; what went into another stands behind its main origin.
        (
            4,
            [(1, 1, JOINED), (2, 1, REWRITTEN), (3, 2, SPLIT), (3, 3, SPLIT), (4, 4, SAME)],
            ["2 ≠ 1 改写", "1 ∪ 1 并入", "3 ÷ 2 拆分", "3 ÷ 3 拆分", "4 = 4 未改", "5 − - 未见对应"],
        ),
        # A part that went far away is no move, and whatever is gone stands behind the place of its neighbour.
        (
            5,
            [(1, 2, SAME), (2, 3, REWRITTEN), (2, 5, JOINED), (4, 4, SAME), (5, 5, REWRITTEN)],
            ["- + 1 新增", "1 = 2 未改", "2 ≠ 3 改写", "3 − - 未见对应", "4 = 4 未改", "5 ≠ 5 改写", "2 ∪ 5 并入"],
        ),
        (
            1,
            [],
            ["1 − - 未见对应", "2 − - 未见对应", "3 − - 未见对应", "4 − - 未见对应", "5 − - 未见对应", "- + 1 新增"],
        ),
    ],
)
def test_articles_follow_the_mapping(
    count: int, mapped: list[tuple[int, int, AmendmentKind]], expected: list[str]
) -> None:
    assert told(compared(OLD, newer(count, *mapped))) == expected


def test_a_part_that_went_elsewhere_is_no_move() -> None:
    rows = compared(OLD, newer(5, (1, 1, REWRITTEN), (4, 1, JOINED), (2, 2, SPLIT), (2, 5, SPLIT), (3, 4, SAME)))
    assert [row.kind.word for row in rows if row.moved] == []


def test_editions_further_apart_follow_step_by_step_and_the_strongest_change_stands() -> None:
    middle = newer(3, (1, 1, SAME), (2, 2, MINOR), (3, 3, MINOR))
    last = newer(3, (1, 2, SAME), (2, 1, SAME), (3, 3, REWRITTEN), name="2020", before="2015")
    rows = compared(OLD, middle, last, old="2010")
    assert told(rows) == [
        "2 ≈ 1 个别文字修改",
        "1 → 2 移动，文字未改",
        "3 ≠ 3 改写",
        "4 − - 未见对应",
        "5 − - 未见对应",
    ]
    assert sum(row.moved for row in rows) == 1
    assert all(row.doubt is None for row in rows)


def test_what_was_struck_out_is_told_at_any_step_and_what_is_new_has_its_note() -> None:
    rows = (Amendment("art-1", "art-1", SAME, 1.0), Amendment("art-2", "art-2", SAME, 1.0))
    first = AmendedFrom("2010", True, rows, dropped=tuple(LoneArticle(f"art-{n}", f"不再规定{n}") for n in (3, 4, 5)))
    second = AmendedFrom(
        "2015",
        True,
        (Amendment("art-2", "art-1", SAME, 1.0),),
        dropped=(LoneArticle("art-1", "另有规定"),),
        added=(LoneArticle("art-2", "新设一项"),),
    )
    middle = make_edition("2015", "2015-01-01", amended_from=first)
    last = make_edition("2020", "2020-01-01", amended_from=second)
    found = compared(OLD, middle, last, old="2010")
    assert told(found) == ["1 − - 删去", "2 = 1 未改", "3 − - 删去", "4 − - 删去", "5 − - 删去", "- + 2 新增"]
    assert [row.notes for row in found] == [
        ("另有规定",), (), ("不再规定3",), ("不再规定4",), ("不再规定5",), ("新设一项",),
    ]  # fmt: skip


def test_a_mapping_that_was_not_reviewed_is_told_with_its_similarity() -> None:
    guessed = AmendedFrom("2010", False, (Amendment("art-1", "art-1", None, 0.4, "并入"),))
    middle = make_edition("2015", "2015-01-01", amended_from=guessed)
    last = newer(2, (1, 1, SAME), (2, 2, SAME), name="2020", before="2015")
    rows = compared(OLD, middle, last, old="2010")
    assert told(rows)[0] == "1 ? 1 推算，未判定"
    first = rows[0].doubt
    assert first is not None
    assert (first.step.old.id, first.step.new.id, first.similarity) == ("2010", "2015", 0.4)
    assert rows[0].notes == ("并入",)
    assert {row.kind.word for row in rows if row.doubt and row.doubt.similarity is None} == {"新增", "未见对应"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (None, None, ("2010", "2015", 1)),
        ("2010", None, ("2010", "2015", 1)),
        ("2005", None, ("2005", "2010", 0)),
        (2015, 2010, ("2010", "2015", 1)),
        (None, "2010", ("2005", "2010", 0)),
        ("2005", "2015", ("2005", "2015", 0)),
        ("2020", None, None),
        ("2015", "2015", None),
    ],
)
def test_the_newest_two_with_a_mapping_unless_named(
    old: str | int | None, new: str | int | None, expected: tuple[str, str, int] | None
) -> None:
    work = make_work(make_edition("2005", "2005-01-01"), OLD, newer(2), make_edition("2020", "2020-01-01"))
    pair = choose_editions(work, old, new)
    assert (pair and (pair.old.id, pair.new.id, len(pair.steps))) == expected


def test_one_edition_alone_or_none_is_no_pair_and_an_unknown_one_is_told() -> None:
    assert choose_editions(make_work(OLD)) is None
    assert choose_editions(make_work()) is None
    with pytest.raises(NotThereError, match="没有版本“1999”（有的版本：2010）"):
        choose_editions(make_work(OLD), "1999")


def test_a_mapping_that_reaches_further_back_is_no_way_to_the_edition_between() -> None:
    work = make_work(OLD, make_edition("2012", "2012-01-01"), newer(2, (1, 1, SAME)))
    between, whole = choose_editions(work, "2012", "2015"), choose_editions(work)
    assert between is not None
    assert between.steps == ()
    assert whole is not None
    assert (whole.old.id, len(whole.steps)) == ("2010", 1)


def test_without_mapping_articles_stand_by_their_number_even_where_only_their_count_is_known() -> None:
    facts = make_edition("2005", "2005-01-01", text=TextKind.FACTS, articles=(make_article(2),), count=Fact(3, True))
    rows = list_side_by_side(facts, make_edition("2010", "2010-01-01"))
    assert [(old and (old.label, old.topic, old.held), new and new.label) for old, new in rows] == [
        (("第一条", "", False), "第一条"),
        (("第二条", "主题2", True), "第二条"),
        (("第三条", "", False), None),
    ]


def test_items_that_cite_what_has_changed_are_listed_newest_first(tmp_path: Path) -> None:
    first, second = (f"[示例](../regulations/shili/2018.md#art-{n})" for n in (1, 2))
    pages = {
        "reports/2021.md": paper(2021, {"w1": f"{second}和{second}", "w2": first}),
        "reports/2022.md": paper(2022, {"m1": f"{first}{second}", "w3": "[示例](../regulations/shili/2018.md)"}),
    }
    yearbook = load(tmp_path, pages)
    pair = choose_editions(yearbook.regulations["shili"])
    assert isinstance(pair, EditionPair)
    found = compare_editions(pair, yearbook)
    named = [(str(a.mention.report.ref(a.mention.item)), [r.kind.word for r in a.rows]) for a in found.affected]
    assert named == [("2022#m1", ["改写"]), ("2021#w1", ["改写"])]
    assert [(row.old.label, len(row.mentions)) for row in found.rows if row.old] == [("第一条", 2), ("第二条", 2)]
    assert [mention.item.id for mention in found.whole] == ["w3"]
    assert [(kind.word, count) for kind, count in found.counts] == [("未改", 1), ("改写", 1), ("新增", 1)]
