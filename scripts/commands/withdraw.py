"""Takes a page out of what was published, for good."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.commands.options import add_confirmation_options, write_files
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
撤下一页：从发布的站点里删去，以后发布也不再有它，直到用 --readmit 取消。留着的以前各次一并删去，不能再退回；
先列出要删去的，输入 yes 才做。
"""
STOPPED = "已停止，站点仍是原来的。"


def add_options(parser: Parser) -> None:
    """Add where, which page, and whether it may come back."""
    parser.add_argument("dest", type=Path, metavar="文件夹", help="发布的文件夹")
    parser.add_argument("page", metavar="页面", help="哪一页，如 reports/2023")
    parser.add_argument("--readmit", action="store_true", help="取消撤下，下一次发布再有它")
    add_confirmation_options(parser)


def require_sense(parser: Parser, options: argparse.Namespace) -> None:
    """What comes back is not asked about."""
    given = [f"--{name.replace('_', '-')}" for name in ("dry_run", "yes") if getattr(options, name)]
    if options.readmit and given:
        parser.error(f"--readmit 不与 {given[0]} 一起写")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Withdraw the page, or let it come back."""
    from scripts.publishing import withdrawal

    if options.readmit:
        withdrawal.readmit(options.dest, options.page, console)
        return
    console.say(withdrawal.describe(project, options.dest, options.page))
    if options.dry_run:
        console.say("以上只是列出，没有撤下。")
    elif options.yes or console.agrees("撤下以后不能退回，输入 yes 继续："):
        withdrawal.withdraw(project, options.dest, options.page, console, write_files)
    else:
        console.say("没有输入 yes，什么都没有改动。")
