"""How long it takes until an edit is seen in the preview."""

from __future__ import annotations

import argparse
import json

from scripts.bench.commands.sizes import SIZES, add_ledger_option, sizes
from scripts.commands.options import count
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
量一量预览：写出许多单位、二十个年度的示例总结和台账，改动一份总结，多久以后看得到；
装载全部页面要多久，改动一份以后再装载又要多久。
"""
STOPPED = "已停止。"


def add_options(parser: Parser) -> None:
    """Add how much is measured."""
    parser.add_argument("--reports", type=sizes, default=[100], metavar="份数", help=f"{SIZES}，默认 100")
    parser.add_argument("--edits", type=count, default=3, metavar="次数", help="改动几次，默认 3")
    add_ledger_option(parser)
    parser.add_argument("--json", action="store_true", help="只输出数据（JSON），供程序读取")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Measure and print the figures."""
    from scripts.bench.builds import report
    from scripts.bench.builds.serving import measure_preview

    followed = [measure_preview(size, options.edits, options.ledgers, console.aside) for size in options.reports]
    if options.json:
        console.give(json.dumps(report.as_data([], followed), ensure_ascii=False, indent=1))
        return
    for line in report.describe_preview(followed, options.edits):
        console.say(line)
