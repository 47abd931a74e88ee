"""How long it takes to set a pack of 100 pages, and all files of the site."""

from __future__ import annotations

import argparse

from scripts.commands.options import count
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
量一量做 PDF 要多少时间：一份约一百页的材料，头一次和接着再做；站点上全部报告和学习资料包。
"""
STOPPED = "已停止。"


def add_options(parser: Parser) -> None:
    """Add how much is measured."""
    parser.add_argument("--pages", type=count, default=100, metavar="页数", help="材料至少有几页，默认 100")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Measure and print the figures."""
    from scripts.bench.pdf import measure

    for line in measure(options.pages, project, console):
        console.say(line)
