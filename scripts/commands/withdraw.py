"""Takes a page out of what was published, for good."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.commands.options import write_files
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
撤下一页：从发布的站点和留着的以前各次里都删去，以后发布也不再有它，直到用 --readmit 取消。
"""
STOPPED = "已停止，站点仍是原来的。"


def add_options(parser: Parser) -> None:
    """Add where, which page, and whether it may come back."""
    parser.add_argument("dest", type=Path, metavar="文件夹", help="发布的文件夹")
    parser.add_argument("page", metavar="页面", help="哪一页，如 reports/2023")
    parser.add_argument("--readmit", action="store_true", help="取消撤下，下一次发布再有它")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Withdraw the page, or let it come back."""
    from scripts.publishing import withdrawal

    if options.readmit:
        withdrawal.readmit(options.dest, options.page, console)
    else:
        withdrawal.withdraw(project, options.dest, options.page, console, write_files)
