"""How rightly scans are read, what of the errors is marked to be looked at, and how long a page takes."""

from __future__ import annotations

import argparse

from scripts.commands.options import count
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
量一量扫描件读得准不准：把站点上的总结做成 PDF，画成图片，再弄歪、弄脏、盖章、压缩，逐种读一遍，
与原来的文字比：读错的字占多少，要看的地方都改对以后还剩多少，读错的有多少在要看的地方里，
要看的地方占多少字，一页多少秒，要多少内存。加 --seed 的，读另编的材料：内容、字体、版式、弄坏的程度都随种子变，
没有拿来定过要看的标准。
"""
STOPPED = "已停止。"


def add_options(parser: Parser) -> None:
    """Add how much is measured, and on which papers."""
    parser.add_argument("--pages", type=count, default=4, metavar="页数", help="每种读几页，默认 4")
    parser.add_argument("--seed", type=count, metavar="种子", help="读另编的材料，同一个数编得一样")
    parser.add_argument("--show-errors", action="store_true", help="列出要看的地方以外读错的")


def group_of(options: argparse.Namespace) -> str:
    """Scans are read with packages of their own."""
    return "scan"


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Measure and print the table."""
    from scripts.bench.scans.measuring import Measure, measure

    for line in measure(Measure(options.pages, options.seed, options.show_errors), project, console):
        console.say(line)
