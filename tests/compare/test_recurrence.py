from __future__ import annotations

from pathlib import Path

import pytest

from macros.compare.recurrence import find_chains, suggest_chains
from macros.domain.chains import entries_about
from macros.domain.reports import ItemRef
from macros.render.problems import span
from tests.helpers.factories import day
from tests.helpers.ledger_pages import entry, ledger, measure
from tests.helpers.small_papers import load, paper

TODAY = day("2024-07-15")
CLOSED = measure("办结", "2024-02-01 整改中", "2024-05-20 已销号 记录", verified_by="纪委书记")


def open_since(since: str) -> str:
    return measure("办理", f"{since} 整改中")


def test_entries_that_repeat_each_other_are_one_problem(tmp_path: Path) -> None:
    pages = {
        "ledger/2021.md": ledger(2021, entry("2021-01", "问责偏轻", open_since("2021-03-10"))),
        "ledger/2022.md": ledger(
            2022, entry("2022-05", "问责仍轻", CLOSED, repeats="2021-01"), entry("2022-06", "别的")
        ),
        "ledger/2024.md": ledger(2024, entry("2024-02", "问责又轻", open_since("2024-01-01"), repeats="2022-05")),
    }
    (chain,) = find_chains(load(tmp_path, dict(pages)), "", TODAY)
    assert [line.entry.id for line in chain.lines] == ["2021-01", "2022-05", "2024-02"]
    assert chain.years == (2021, 2022, 2024)
    assert (chain.is_open, str(chain.since), chain.months) == (True, "2021-03-10", 40)


def test_two_entries_that_repeat_the_same_one_are_one_chain(tmp_path: Path) -> None:
    pages = {
        "ledger/2021.md": ledger(2021, entry("2021-01", "甲")),
        "ledger/2022.md": ledger(
            2022, entry("2022-01", "乙", repeats="2021-01"), entry("2022-02", "丙", repeats="2021-01")
        ),
    }
    (chain,) = find_chains(load(tmp_path, dict(pages)), "", TODAY)
    assert [line.entry.id for line in chain.lines] == ["2021-01", "2022-01", "2022-02"]


def test_closed_chain_ends_with_its_last_closing_and_comes_after_open_ones(tmp_path: Path) -> None:
    pages = {
        "ledger/2023.md": ledger(
            2023, entry("2023-01", "甲", open_since("2023-04-01")), entry("2023-02", "乙", open_since("2023-05-21"))
        ),
        "ledger/2024.md": ledger(
            2024, entry("2024-01", "甲又", CLOSED, repeats="2023-01"), entry("2024-02", "乙又", repeats="2023-02")
        ),
    }
    first, second = find_chains(load(tmp_path, dict(pages)), "", TODAY)
    # An entry without measures is open.
    assert (first.lines[-1].entry.id, first.is_open, first.months) == ("2024-02", True, 13)
    assert (second.is_open, str(second.until), second.months) == (False, "2024-05-20", 13)


def test_chain_that_was_closed_on_an_unknown_day_tells_no_time(tmp_path: Path) -> None:
    closed = measure("办结", "2024-02-01 整改中", "不详 已销号 记录", verified_by="纪委书记")
    pages = {
        "ledger/2023.md": ledger(2023, entry("2023-01", "甲", open_since("2023-04-01"))),
        "ledger/2024.md": ledger(2024, entry("2024-01", "甲又", closed, repeats="2023-01")),
    }
    (chain,) = find_chains(load(tmp_path, dict(pages)), "", TODAY)
    assert (chain.is_open, chain.until, chain.months) == (False, None, 0)
    assert span(chain) == "办结日期不详"


def test_closing_in_the_future_closes_nothing_today(tmp_path: Path) -> None:
    pages = {
        "ledger/2023.md": ledger(2023, entry("2023-01", "甲", open_since("2023-04-01"))),
        "ledger/2024.md": ledger(2024, entry("2024-01", "甲又", CLOSED, repeats="2023-01")),
    }
    (chain,) = find_chains(load(tmp_path, dict(pages)), "", day("2024-03-01"))
    assert chain.is_open


def test_chain_is_open_while_any_entry_of_its_last_year_is(tmp_path: Path) -> None:
    pages = {
        "ledger/2022.md": ledger(2022, entry("2022-01", "甲", open_since("2022-04-01"))),
        "ledger/2023.md": ledger(
            2023,
            entry("2023-01", "甲之一", open_since("2023-04-01"), repeats="2022-01"),
            entry("2023-02", "甲之二", CLOSED, repeats="2022-01"),
        ),
    }
    (chain,) = find_chains(load(tmp_path, dict(pages)), "", TODAY)
    assert chain.is_open


def test_events_to_come_do_not_begin_a_chain(tmp_path: Path) -> None:
    pages = {
        "ledger/2022.md": ledger(2022, entry("2022-01", "甲", open_since("2030-01-01"))),
        "ledger/2023.md": ledger(2023, entry("2023-01", "甲又", repeats="2022-01")),
    }
    (chain,) = find_chains(load(tmp_path, dict(pages)), "", TODAY)
    assert str(chain.since) == "2022"


def test_no_chain_without_repeats(tmp_path: Path) -> None:
    assert find_chains(load(tmp_path, {"ledger/2023.md": ledger(2023, entry("2023-01", "甲"))}), "", TODAY) == ()
    assert find_chains(load(tmp_path / "none", {}), "", TODAY) == ()


TEXT = "问责通常点到为止，事后追究多，主动问责少，方式限于通报批评。"
OTHER = "村务公开栏内容更新慢，群众点题的事项没有回应，监督委员会不核对凭证。"


def papers(*, repeats: bool = False) -> dict[str, str | None]:
    linked = entry("2023-01", "问责", problem="2023#p1", repeats="2022-01" if repeats else "")
    return {
        "reports/2022.md": paper(2022, {"p1": TEXT, "p2": OTHER}),
        "reports/2023.md": paper(2023, {"p1": TEXT.replace("通报批评", "诫勉")}),
        "ledger/2022.md": ledger(2022, entry("2022-01", "问责", problem="2022#p1")),
        "ledger/2023.md": ledger(2023, linked),
    }


def test_problems_that_read_alike_are_suggested(tmp_path: Path) -> None:
    (found,) = suggest_chains(load(tmp_path, papers()), "")
    assert (str(found.old), str(found.new)) == ("2022#p1", "2023#p1")
    assert found.score > 0.5


def test_what_the_ledger_says_is_not_suggested_again(tmp_path: Path) -> None:
    assert list(suggest_chains(load(tmp_path, papers(repeats=True)), "")) == []


def test_entries_whose_problems_a_paper_calls_one_are_one_chain(tmp_path: Path) -> None:
    pages = papers() | {"reports/2023.md": paper(2023, {"p1": "换了说法。"}, head="continues: {p1: {2022#p2: sure}}")}
    pages["ledger/2022.md"] = ledger(2022, entry("2022-01", "公开", problem="2022#p2"))
    book = load(tmp_path, pages)
    (chain,) = find_chains(book, "", TODAY)
    assert [line.entry.id for line in chain.lines] == ["2022-01", "2023-01"]
    for ref in ("2022#p2", "2023#p1"):
        assert [line.entry.id for line in entries_about(ItemRef.parse(ref), book)] == ["2022-01", "2023-01"]


@pytest.mark.parametrize("said", ["sure", "no"])
def test_what_a_paper_has_decided_is_not_suggested_again(tmp_path: Path, said: str) -> None:
    later = paper(2023, {"p1": TEXT}, head=f"continues: {{p1: {{2022#p1: {said}}}}}")
    assert suggest_chains(load(tmp_path, papers() | {"reports/2023.md": later}), "") == ()


def test_what_is_left_to_stand_for_good_is_neither_open_nor_over(tmp_path: Path) -> None:
    lasting = measure("每月检查", "2024-02-01 长期坚持", due="", kind="长期坚持")
    pages = {
        "ledger/2023.md": ledger(2023, entry("2023-01", "甲", open_since("2023-04-01"))),
        "ledger/2024.md": ledger(2024, entry("2024-01", "甲又", CLOSED, lasting, repeats="2023-01")),
    }
    (chain,) = find_chains(load(tmp_path, dict(pages)), "", TODAY)
    assert (chain.is_open, chain.is_lasting, str(chain.until)) == (False, True, "2024-07-15")
