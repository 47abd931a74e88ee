"""Writes a year's 整改台账 as an Excel sheet that can be printed, filled in and brought back."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.commands.options import add_unit_option, year
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
把一个年度的整改台账导出为 Excel 表格（.xlsx），横排 A4，可以打印，改好以后可以导回。
"""


def add_options(parser: Parser) -> None:
    """Add the ledger and where its sheet goes."""
    parser.add_argument("--year", type=year, required=True, metavar="年度", help="哪一年的台账，如 2023")
    add_unit_option(parser, "docs/ledger/")
    parser.add_argument("--out", type=Path, required=True, metavar="文件", help="写到这个 .xlsx 文件")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Export one ledger."""
    from scripts.ledger_sheet.exporting import export_ledger

    export_ledger(project.docs, options.year, options.unit, options.out, console)
