"""What many units share: how long it takes in one process and on a cluster, how right it is, and how it grows."""

from __future__ import annotations

import argparse

from scripts.commands.options import count
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
量一量许多单位之间的雷同：造出这么多单位、这么多年度的材料，里面埋下三种雷同（逐字相同、只改数字、略有改动），
在一个进程里、在本机两个工作进程的 Dask 集群上各找一遍，列出秒数、内存、找到了多少，
把算出来的留存，再多一份，看那时要多久。
"""
STOPPED = "已停止。"


def add_options(parser: Parser) -> None:
    """Add how large they are."""
    parser.add_argument(
        "--units", type=_sizes, default=[30, 300], metavar="个数", help="多少个单位，几种规模用逗号隔开，默认 30,300"
    )
    parser.add_argument("--years", type=count, default=10, metavar="年数", help="每个单位多少个年度，默认 10")
    parser.add_argument("--search", action="store_true", help="不找雷同，量浏览器检索这么多材料要多久、占多少内存")


def group_of(_options: argparse.Namespace) -> str:
    """Dask is no part of the site."""
    return "county"


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Measure and print the figures."""
    if options.search:
        from scripts.bench.provinces.searching import measure_searching as measure
    else:
        from scripts.bench.provinces.measuring import measure_provinces as measure
    for line in measure(options.units, options.years):
        console.say(line)


def _sizes(text: str) -> list[int]:
    return [count(part) for part in text.split(",")]
