"""Makes the pages that begin a year: the report, the ledger, the comparison with the year before."""

from __future__ import annotations

import argparse

from scripts.commands.options import add_report_options, year
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
开始下一年：按同一单位最近一份总结，新建总结、整改台账和对照页。
新的总结只有标题和待填的各项，不带上一年的文字；已有的页面一律不改。
"""


def add_options(parser: Parser) -> None:
    """Add the year and the paper."""
    parser.add_argument("year", type=year, metavar="年度", help="新的年度，如 2026")
    add_report_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Make the pages, or say which would be made."""
    from scripts.changes.year_pages import begin_year

    begin_year(project, options.year, options.unit, options.series, console, dry_run=options.dry_run)
