from __future__ import annotations

from pathlib import Path

import pytest

from macros.compare.alignment import align_years
from macros.compare.confirmed import find_comeback, find_confirmed
from macros.corpus import load_yearbook
from macros.domain.joins import Relation
from macros.domain.yearbook import Yearbook
from tests.helpers.ledger_pages import entry, ledger, measure
from tests.helpers.small_papers import load, paper

SAME, CONTINUED = Relation.SAME_PROBLEM, Relation.CONTINUED
PURPOSE, ANSWER = Relation.SAME_PURPOSE, Relation.ANSWER
TEXTS = {"w1": "工作。", "p1": "问题一。", "p2": "问题二。", "m1": "措施一。", "m2": "措施二。"}


def year_paper(year: int, *lines: str) -> str:
    """A paper with two problems and two measures, and lines in its front matter."""
    return paper(year, TEXTS, head="\n".join(lines))


def told(name: str, problem: str = "", *items: str, repeats: str = "") -> str:
    """An entry about a problem, with a measure for each item."""
    return entry(name, "事项", *(measure("办理", item=item) for item in items), problem=problem, repeats=repeats)


def between(book: Yearbook, old: str, new: str) -> dict[str, tuple[Relation, str]]:
    """What is joined between two papers: `p1-p2` with its relation and who says so."""
    found = find_confirmed(book.reports[old], book.reports[new], book).joined
    return {"-".join(pair): (join.relation, join.by) for pair, join in found.items()}


def test_problems_of_entries_that_repeat_each_other_are_one_over_any_years(tmp_path: Path) -> None:
    pages = {f"reports/{year}.md": year_paper(year) for year in (2021, 2022, 2023)} | {
        "ledger/2021.md": ledger(2021, told("2021-01", "2021#p1", "2021#m1")),
        "ledger/2022.md": ledger(2022, told("2022-03", "2022#p2", "2022#m1", "2022#m2", repeats="2021-01")),
        "ledger/2023.md": ledger(2023, told("2023-02", "2023#p1", "2023#m2", repeats="2022-03")),
    }
    book = load(tmp_path, dict(pages))
    assert between(book, "2021", "2022") == {"p1-p2": (SAME, "2022年台账第3项")}
    assert between(book, "2022", "2023") == {"p2-p1": (SAME, "2023年台账第2项")}
    # Of several measures nobody says which became which.
    assert between(book, "2021", "2023") == {"p1-p1": (SAME, "2023年台账第2项"), "m1-m2": (PURPOSE, "2023年台账第2项")}


def test_problem_goes_on_over_an_entry_that_names_no_item(tmp_path: Path) -> None:
    pages = {f"reports/{year}.md": year_paper(year) for year in (2021, 2022, 2023)} | {
        "ledger/2021.md": ledger(2021, told("2021-01", "2021#p1")),
        "ledger/2022.md": ledger(2022, told("2022-01", repeats="2021-01")),
        "ledger/2023.md": ledger(2023, told("2023-01", "2023#p2", repeats="2022-01")),
    }
    book = load(tmp_path, dict(pages))
    assert between(book, "2021", "2023") == {"p1-p2": (SAME, "2023年台账第1项")}
    back = find_comeback(book.reports["2023"], book.reports["2023"].items["p2"], book)
    assert back is None, "the ledger of the year between tells of it"


def test_problems_of_two_entries_that_repeat_the_same_one_are_not_each_other(tmp_path: Path) -> None:
    pages = {f"reports/{year}.md": year_paper(year) for year in (2021, 2022, 2023)} | {
        "ledger/2021.md": ledger(2021, told("2021-01", "2021#p1")),
        "ledger/2022.md": ledger(
            2022, told("2022-01", "2022#p1", repeats="2021-01"), told("2022-02", "2022#p2", repeats="2021-01")
        ),
        "ledger/2023.md": ledger(2023, told("2023-01", "2023#p1", repeats="2022-02")),
    }
    book = load(tmp_path, dict(pages))
    assert list(between(book, "2021", "2022")) == ["p1-p1", "p1-p2"]
    assert list(between(book, "2022", "2023")) == ["p2-p1"]


@pytest.mark.parametrize("names_item", [True, False])
def test_problems_of_different_years_that_repeat_the_same_one_are_each_other(tmp_path: Path, names_item: bool) -> None:
    pages = {f"reports/{year}.md": year_paper(year) for year in (2021, 2022, 2023)} | {
        "ledger/2021.md": ledger(2021, told("2021-01", "2021#p1" if names_item else "")),
        "ledger/2022.md": ledger(2022, told("2022-01", "2022#p2", repeats="2021-01")),
        "ledger/2023.md": ledger(2023, told("2023-01", "2023#p1", repeats="2021-01")),
    }
    book = load(tmp_path / "a", dict(pages))
    assert between(book, "2022", "2023") == {"p2-p1": (SAME, "2023年台账第1项")}
    refused = year_paper(2023, "continues: {p1: {2022#p2: no}}")
    book = load(tmp_path / "b", {**pages, "reports/2023.md": refused})
    assert between(book, "2022", "2023") == {}


def test_paper_joins_and_refuses_in_its_own_name(tmp_path: Path) -> None:
    pages = {
        "reports/2021.md": year_paper(2021),
        "reports/2022.md": year_paper(2022, "continues: {p1: {2021#p1: sure}, w1: {2021#m1: sure, 2021#w1: no}}"),
        "reports/2023.md": year_paper(2023, "continues: {p2: {2022#p1: sure, 2022#p2: no}}"),
    }
    book = load(tmp_path, dict(pages))
    own = (CONTINUED, "本单位确认")
    assert between(book, "2021", "2022") == {"p1-p1": own, "m1-w1": own}
    assert between(book, "2021", "2023") == {"p1-p2": own}
    first, second, third = (book.reports[key] for key in ("2021", "2022", "2023"))
    assert find_confirmed(first, second, book).refused == {("w1", "w1")}
    assert find_confirmed(second, third, book).refused == {("p2", "p2")}
    assert find_confirmed(second, third, book).partners("p2", new=True).keys() == {"p1"}
    assert find_confirmed(first, second, book).partners("m1", new=False).keys() == {"w1"}


def test_what_stands_before_the_first_item_is_joined_too(tmp_path: Path) -> None:
    pages = {"reports/2021.md": year_paper(2021), "reports/2022.md": year_paper(2022)}
    first, second = (
        text.replace("## work { #work .work }", "## work { #work .work }\n\n先说几句。") for text in pages.values()
    )
    second = second.replace("audience:", "continues: {work-0: {2021#work-0: sure}}\naudience:", 1)
    book = load(tmp_path, {"reports/2021.md": first, "reports/2022.md": second})
    assert list(between(book, "2021", "2022")) == ["work-0-work-0"]


def test_answer_joins_a_measure_to_what_came_of_it_and_refusing_sameness_leaves_it(tmp_path: Path) -> None:
    pages = {
        "reports/2021.md": year_paper(2021),
        "reports/2022.md": year_paper(2022, "answers: {2021#m1: w1}", "continues: {w1: {2021#m1: no}}"),
    }
    book = load(tmp_path, dict(pages))
    assert between(book, "2021", "2022") == {"m1-w1": (ANSWER, "本单位确认")}


def test_measures_of_one_problem_are_not_joined_where_the_paper_refuses(tmp_path: Path) -> None:
    pages = {
        "reports/2021.md": year_paper(2021),
        "reports/2022.md": year_paper(2022, "continues: {m2: {2021#m1: no}}"),
        "ledger/2021.md": ledger(2021, told("2021-01", "2021#p1", "2021#m1")),
        "ledger/2022.md": ledger(2022, told("2022-01", "2022#p1", "2022#m2", repeats="2021-01")),
    }
    assert list(between(load(tmp_path, dict(pages)), "2021", "2022")) == ["p1-p1"]


@pytest.mark.parametrize(
    ("years", "continues", "ledgers", "words"),
    [
        ((2021, 2022, 2023), "2021#p1", (), "再次出现（2021年）"),
        # The year between has no paper: nobody can say that it was gone.
        ((2021, 2023), "2021#p1", (), None),
        ((2021, 2023), "2021#p1", (2022,), "再次出现（2021年）"),
        ((2021, 2022, 2023), "2022#p1", (), None),
        ((2019, 2020, 2021, 2022, 2023), "2020#p1", (), "再次出现（2020年）"),
    ],
)
def test_item_is_back_where_a_year_between_tells_nothing_of_it(
    tmp_path: Path, years: tuple[int, ...], continues: str, ledgers: tuple[int, ...], words: str | None
) -> None:
    pages = {f"reports/{year}.md": year_paper(year) for year in years}
    pages |= {f"ledger/{year}.md": ledger(year) for year in ledgers}
    pages["reports/2023.md"] = year_paper(2023, f"continues: {{p2: {{{continues}: sure}}}}")
    book = load(tmp_path, dict(pages))
    report = book.reports["2023"]
    back = find_comeback(report, report.items["p2"], book)
    assert (back.words if back else None) == words
    assert find_comeback(report, report.items["p1"], book) is None


def test_entry_that_no_paper_tells_of_is_what_came_back(tmp_path: Path) -> None:
    pages = {
        "reports/2022.md": year_paper(2022),
        "reports/2023.md": year_paper(2023),
        "ledger/2021.md": ledger(2021, told("2021-01")),
        "ledger/2023.md": ledger(2023, told("2023-01", "2023#p1", repeats="2021-01")),
    }
    book = load(tmp_path, dict(pages))
    back = find_comeback(book.reports["2023"], book.reports["2023"].items["p1"], book)
    assert back and (back.words, back.paper.path, back.anchor) == ("再次出现（2021年）", "ledger/2021.md", "e-2021-01")


def test_who_said_that_an_item_is_back_is_who_joined_it_to_that_year(tmp_path: Path) -> None:
    pages = {f"reports/{year}.md": year_paper(year) for year in (2020, 2021, 2022)} | {
        "reports/2023.md": year_paper(2023, "continues:", "  p1: {2021#p1: sure}"),
        "ledger/2020.md": ledger(2020, told("2020-01", "2020#p1")),
        "ledger/2023.md": ledger(2023, told("2023-01", "2023#p1", repeats="2020-01")),
    }
    book = load(tmp_path, dict(pages))
    back = find_comeback(book.reports["2023"], book.reports["2023"].items["p1"], book)
    assert back
    assert (back.year, back.by) == (2021, "本单位确认")


def test_shipped_pages_are_joined_as_their_ledgers_and_papers_say() -> None:
    book = load_yearbook(Path("docs"))
    expected = {
        ("2021", "2022"): {"p2-p2": SAME, "m1-w1": ANSWER, "m2-w3": ANSWER, "m3-w4": ANSWER},
        ("2022", "2023"): {"p2-p2": SAME, "p3-p3": SAME, "m1-m3": PURPOSE, "m3-m1": PURPOSE},
        ("2023", "2024"): {
            "p1-p1": SAME, "p3-p2": SAME, "m1-m2": PURPOSE, "m1-w2": ANSWER, "m3-w5": ANSWER,
        },
        ("2024", "2025"): {"m2-m1": PURPOSE, "m1-w3": ANSWER, "m2-w2": ANSWER, "m4-w5": ANSWER},
    }  # fmt: skip
    for (old, new), joins in expected.items():
        assert {pair: relation for pair, (relation, _) in between(book, old, new).items()} == joins
    assert {"p1-p1"} <= between(book, "2021", "2023").keys()
    assert {"p2-p1", "p3-p2"} <= between(book, "2021", "2025").keys()
    back = {
        f"{report.key}#{item.id}": found.words
        for report in book.reports.values()
        for item in report.items.values()
        if (found := find_comeback(report, item, book))
    }
    assert back == {"2023#p1": "再次出现（2021年）", "2025#p1": "再次出现（2023年）", "2025#p2": "再次出现（2021年）"}


def test_an_item_may_go_on_from_what_a_paper_says_before_its_first_part(tmp_path: Path) -> None:
    """A paper that is not divided says all of it there; its beginning stands beside the other's beginning still."""
    pages = {
        "reports/2022.md": paper(2022, {"opening": "一年来，党委履行责任。村级财务有白条。"}),
        "reports/2023.md": paper(
            2023,
            {"opening": "一年来，党委履行责任。", "p1": "白条入账。"},
            head="continues: {p1: {2022#opening: sure}}",
        ),
    }
    book = load(tmp_path, dict(pages))
    assert between(book, "2022", "2023") == {"opening-p1": (CONTINUED, "本单位确认")}
    (row,) = align_years(book.reports["2022"], book.reports["2023"], book)
    assert [item.id for item in row.new] == ["p1", "opening"]
