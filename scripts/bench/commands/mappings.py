"""How well a mapping between two editions is proposed from their words alone."""

from __future__ import annotations

import argparse

from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
量一量条文对照推算得准不准：已复核条文对照的两个版本，用它们的全文推算一遍，与复核过的逐行比。
全文不在项目里，放在一个文件夹里，文件名写成“法规标识-年份.txt”，如 jilv-chufen-tiaoli-2018.txt。
"""
STOPPED = "已停止。"


def add_options(parser: Parser) -> None:
    """Add where the texts are."""
    parser.add_argument("--texts", required=True, metavar="文件夹", help="法规全文的文件夹，这些文件不在项目里")


def run(options: argparse.Namespace, project: Project, console: Console) -> int:
    """Measure and print the figures; 1 where there is nothing to measure by."""
    from pathlib import Path

    from scripts.bench.mappings import measure

    lines = list(measure(Path(options.texts), project))
    for line in lines:
        console.say(line)
    if not lines:
        console.say(f"{options.texts} 里没有哪两个版本的全文都有，没有可比的。")
    return 0 if lines else 1
