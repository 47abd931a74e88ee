"""How many made-up papers there are, as options give it."""

from __future__ import annotations

import argparse

from scripts.setup.parser import Parser

SIZES = "总结的份数，几种规模用逗号隔开，每种至少 3 份"
#: Pages of the handbook speak of 2023, which the newest three years hold.
_FEWEST = 3


def sizes(text: str) -> list[int]:
    """Sizes of corpora, parted by commas."""
    found = [int(part) if part.isdecimal() else 0 for part in text.split(",")]
    if min(found) < _FEWEST:
        raise argparse.ArgumentTypeError(f"“{text}”不是份数，写不小于 {_FEWEST} 的整数，用逗号隔开")
    return found


def add_ledger_option(parser: Parser) -> None:
    """Add for how many years each unit has a ledger."""
    parser.add_argument(
        "--ledgers", type=int, default=5, metavar="年数", help="各单位最近几个年度有台账，默认 5，最多 20"
    )
