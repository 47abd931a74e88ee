"""One thing that a search finds, and how it is addressed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: The kinds beside those of items, as a reader chooses among them.
PAPER, LEDGER, REGULATION, CONCEPT, DUTY = "报告", "台账", "法规", "概念", "规定动作"
PAGE, HANDBOOK = "页面", "手册"
_BRACKETS = re.compile(r"[（）]")


@dataclass(frozen=True, kw_only=True)
class SearchRecord:
    """One thing that a search finds (检索的一条).

    Attributes:
        id: Names it: `2023`, `2023#m2`, `jilv-chufen-tiaoli/2018#art-122`, `ledger/2023#2023-01`.
        kind: 报告, 现状, 问题, 原因, 措施, 其他, 台账, 法规, 概念, 规定动作, 页面 or 手册.
        year: The year it belongs to; 0 where it belongs to none.
        unit: Who wrote it; empty where that says nothing.
        place: What it stands in, such as 2023年 or the title of an edition.
        heading: Its heading.
        text: Its words, a paragraph a line.
        address: Where it is, from the top of the site.
        works: Ids of the regulations it cites or belongs to.
        topics: Ids of the concepts it cites.
        statuses: Where it stands in the ledger on the day asked about.
        marks: What follows from its dates on that day: 逾期, 临期 and the like.
        terms: Words by which it is found too, each only as a whole, beside its
            year and unit: its series, its figures; of a ledger's entry its
            status and whose it is.
        sample: Whether it comes from a sample.
    """

    id: str
    kind: str
    year: int = 0
    unit: str = ""
    place: str
    heading: str
    text: str
    address: str
    works: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    sample: bool = False


def address(path: str, anchor: str = "") -> str:
    """Where a place of a page is, from the top of the site."""
    page = path.removesuffix(".md") + ".html"
    return f"{page}#{anchor}" if anchor else page


def join_lines(lines: Iterable[str]) -> str:
    """Words put together, a paragraph a line; what is empty falls away."""
    return "\n".join(filter(None, lines))


def state_terms(states: Iterable[str]) -> Iterator[str]:
    """Statuses as they are asked for: 已销号（无佐证） as a whole, 已销号, 无佐证."""
    for state in states:
        yield state
        yield from (part for part in _BRACKETS.split(state) if part and part != state)


def once(words: Iterable[str]) -> tuple[str, ...]:
    """Words in their order, each once."""
    return tuple(dict.fromkeys(filter(None, words)))
