"""Writes a link for every citation in the reports, to the edition in force at their date."""

from __future__ import annotations

import argparse

from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
找出报告里引用的法规、概念和本地制度，写成链接，指到报告日期有效的版本。
每个条款在一个条目里只链接第一次出现；再运行一次不会有变化。
链接后紧跟 { .fixed } 的，由人指定，本命令不动。没有着落的引用连同原因列在最后。
"""


def add_options(parser: Parser) -> None:
    """Add which pages, and whether only to look."""
    parser.add_argument("pages", nargs="*", metavar="页面", help="报告的文件，如 docs/reports/2023.md；不写则全部")
    parser.add_argument("--check", action="store_true", help="只检查，不改文件；有缺少或不对的链接时以失败结束")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Link, or check, the pages that were asked for."""
    from scripts.changes.links import write_links

    write_links(project, options.pages, console, only_check=options.check)
