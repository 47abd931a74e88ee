"""What comparisons add to a build, how long the copy check takes, and how right both are."""

from __future__ import annotations

import argparse

from scripts.commands.options import count
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
量一量雷同检查要多少时间：一份与三十个年度比，各份互相比。
再量一量各年对照给生成站点增加多少时间和内存：写出许多单位、每个单位二十个年度的示例总结和台账，
轮流生成不带和带总览页、本单位两年对照页的站点，列出中位数和比值。
写 --gold 和 --corpus 的不生成站点，只看准不准：标注里的每一行，对照、雷同检查和推算找出来了没有，逐个文种序列列出。
"""
STOPPED = "已停止。"


def add_options(parser: Parser) -> None:
    """Add how much is measured, or by which labels."""
    parser.add_argument("--reports", type=count, default=1000, metavar="份数", help="总结的份数，默认 1000")
    parser.add_argument("--runs", type=count, default=3, metavar="次数", help="每种各生成几次，默认 3")
    parser.add_argument("--gold", metavar="文件夹", help="人工标注的表（.tsv），不在项目里")
    parser.add_argument("--corpus", metavar="文件夹", help="标注的是哪些材料，不在项目里")


def require_sense(parser: Parser, options: argparse.Namespace) -> None:
    """Labels are of no use without the papers that they are of."""
    if bool(options.gold) != bool(options.corpus):
        parser.error("--gold 和 --corpus 要一起写")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Measure and print the figures."""
    from itertools import chain
    from pathlib import Path

    from scripts.bench.copies import measure_copies
    from scripts.bench.gold.scores import SCORES
    from scripts.bench.gold.series import load_gold
    from scripts.bench.made_up_sites import measure_comparisons

    if options.gold:
        gold = load_gold(Path(options.gold), Path(options.corpus), project)
        measures = [score(gold) for score in SCORES]
    else:
        measures = [measure_copies(options.reports), measure_comparisons(options.reports, options.runs)]
    for line in chain.from_iterable(measures):
        console.say(line)
