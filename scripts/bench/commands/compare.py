"""What comparisons add to a build."""

from __future__ import annotations

import argparse

from scripts.commands.options import count
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
量一量各年对照给生成站点增加多少时间和内存：写出许多单位、每个单位二十个年度的示例总结和台账，
轮流生成不带和带总览页、本单位两年对照页的站点，列出中位数和比值。
"""
STOPPED = "已停止。"


def add_options(parser: Parser) -> None:
    """Add how much is measured."""
    parser.add_argument("--reports", type=count, default=1000, metavar="份数", help="总结的份数，默认 1000")
    parser.add_argument("--runs", type=count, default=3, metavar="次数", help="每种各生成几次，默认 3")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Measure and print the figures."""
    from scripts.bench.made_up_sites import measure_comparisons

    for line in measure_comparisons(options.reports, options.runs):
        console.say(line)
