"""Which items hold a phrase."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.corpus import load_yearbook
from scripts.bench.searches.truth import Library, read_items

LIBRARY = Library(
    {
        "2023#w1": "（一）规范“三公”经费\n公务接待从严，用车从严。",
        "2023#p1": "（一）问责偏轻\n《准则》学得不深；ＸＸ乡有５件。",
        "2022#w1": "（一）三公经费公开\n按季公开。",
    }
)


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("三公经费", {"2023#w1", "2022#w1"}),
        ("“三公”经费", {"2023#w1", "2022#w1"}),
        ("准则学得不深", {"2023#p1"}),
        ("xx乡有5件", {"2023#p1"}),
        ("公开", {"2022#w1"}),
        ("从严，用车", {"2023#w1"}),
        # Across a comma, a line end, two items: no phrase.
        ("从严用车", set()),
        ("经费公务", set()),
        ("从严问责", set()),
        ("没有", set()),
        ("“”", set()),
    ],
)
def test_phrase_is_found_where_it_stands(phrase: str, found: set[str]) -> None:
    assert LIBRARY.find(phrase) == found


def test_items_are_grouped_by_page() -> None:
    assert LIBRARY.by_page == {"2023": ("2023#w1", "2023#p1"), "2022": ("2022#w1",)}


def test_heading_and_text_of_every_item_are_read(docs: Path) -> None:
    texts = read_items(load_yearbook(docs).reports.values())
    assert texts["2023#w1"] == "（一）加强教育\n学习《示例条例》，开展教育。"
    assert list(texts)[:3] == ["2023#w1", "2023#p1", "2023#m1"]
