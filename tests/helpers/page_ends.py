"""Blocks that begin at every place of a page, and what stands by itself on the pages that they take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from scripts.paper.blocks import Block, NewPage
from tests.helpers.print_shop import body, paragraph

#: A page has 22 lines: every place on it is tried.
LENGTHS = range(1, 24)


def every_place(*blocks: Block) -> list[Block]:
    """Some blocks after one line of text, after two, and so on, each time beginning on a new page."""
    parts = [
        (NewPage(), paragraph(f"前文之{length}"), *[paragraph("前文" + body(20))] * (length - 1), *blocks)
        for length in LENGTHS
    ]
    return list(chain(*parts))


def by_place(pages: Sequence[str]) -> list[list[str]]:
    """The pages of a paper of such blocks, by the place that they begin at."""
    begins = [number for number, page in enumerate(pages) if "前文之" in page]
    assert len(begins) == len(LENGTHS)
    return [list(pages[begin:end]) for begin, end in pairwise([*begins, len(pages)])]


def rows_by_page(pages: Sequence[str]) -> list[int]:
    """How many numbered rows stand on each page that holds any."""
    return [count for count in (len(re.findall(r"第\d+行", page)) for page in pages) if count]


def assert_none_alone(found: Iterable[Sequence[str]], count: int) -> None:
    """All rows are there at every place, and no page has a single one."""
    counts = [rows_by_page(pages) for pages in found]
    assert {sum(pages) for pages in counts} == {count}
    assert min(map(min, counts)) > 1
