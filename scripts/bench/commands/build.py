"""How long our site and others over the same pages take to build."""

from __future__ import annotations

import argparse
import json

from scripts.bench.commands.sizes import SIZES, add_ledger_option, sizes
from scripts.commands.options import count
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
量一量生成站点要多少时间、内存和空间：写出许多单位、二十个年度的示例总结和台账，
由本站和别的生成器轮流生成同样的页面，列出中位数。
"""
STOPPED = "已停止。"
_PEERS = ("material", "zensical", "properdocs")


def add_options(parser: Parser) -> None:
    """Add how much is measured."""
    parser.add_argument(
        "--reports", type=sizes, default=[10, 100, 1000], metavar="份数", help=f"{SIZES}，默认 10,100,1000"
    )
    parser.add_argument(
        "--against",
        type=_peers,
        default=list(_PEERS),
        metavar="生成器",
        help=f"和哪几种比，用逗号隔开：{'、'.join(_PEERS)}，默认三种都比；写 none 只量本站",
    )
    parser.add_argument("--builds", type=count, default=3, metavar="次数", help="每种各生成几次，默认 3")
    parser.add_argument("--edited", action="store_true", help="本站改动一份总结以后再生成一次，与整个生成比")
    add_ledger_option(parser)
    parser.add_argument("--json", action="store_true", help="只输出数据（JSON），供程序读取")


def group_of(_options: argparse.Namespace) -> str:
    """What others are measured with is no part of the site."""
    return "bench"


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Measure and print the figures."""
    from scripts.bench.builds import report
    from scripts.bench.builds.run import measure_builds

    keys = ["ours", *options.against]
    measured = measure_builds(
        options.reports, keys, options.builds, options.ledgers, console.aside, edits=options.edited
    )
    outcomes = list(measured)
    if options.json:
        console.give(json.dumps(report.as_data(outcomes), ensure_ascii=False, indent=1))
        return
    for line in report.describe(outcomes, options.builds):
        console.say(line)


def _peers(text: str) -> list[str]:
    names = [] if text == "none" else text.split(",")
    for name in names:
        if name not in _PEERS:
            raise argparse.ArgumentTypeError(f"没有“{name}”这种生成器，可写 {'、'.join(_PEERS)}、none")
    return names
