"""Makes the page that sets any two years side by side."""

from __future__ import annotations

import argparse

from scripts.commands.options import add_report_options, year
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
新建两个年度的对照页。相邻两年的对照页在新建下一年时已经做出，这里做其他任意两年的。
已有的对照页不改。
"""


def add_options(parser: Parser) -> None:
    """Add the two years and the paper."""
    parser.add_argument("old", type=year, metavar="年度", help="较早的年度，如 2021")
    parser.add_argument("new", type=year, metavar="年度", help="较晚的年度，如 2025")
    add_report_options(parser)


def require_sense(parser: Parser, options: argparse.Namespace) -> None:
    """A year is not compared with itself."""
    if options.old == options.new:
        parser.error(f"两个年度都是 {options.old}，写不同的两个")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Make the page, or say which would be made."""
    from scripts.changes.year_pages import begin_comparison

    old, new = sorted((options.old, options.new))
    begin_comparison(project, old, new, options.unit, options.series, console, dry_run=options.dry_run)
