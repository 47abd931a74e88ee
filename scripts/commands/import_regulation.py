"""Puts the official text that an office holds in the place of an edition's digest."""

from __future__ import annotations

import argparse

from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
把法规全文（Word、WPS、PDF、网页或文本文件）写入已经登记的版本，代替本站摘要。
编、章、节、条、款、项都有固定的标识，与摘要的相同，原有的链接不变。
日期等事项以登记的为准，不从来稿里取。编号有缺漏、重复，条数与登记的不同，都不写，除非加 --force。
"""


def add_options(parser: Parser) -> None:
    """Add the text and the edition that it is of."""
    parser.add_argument("source", metavar="来稿", help="法规全文的文件")
    parser.add_argument("--regulation", required=True, metavar="标识", help="法规的标识，如 jilv-chufen-tiaoli")
    parser.add_argument("--edition", required=True, metavar="年份", help="版本，如 2018")
    parser.add_argument("--out", metavar="文件", help="写到这个文件；默认是这个版本的页面，原页面可以用 undo 退回")
    parser.add_argument("--force", action="store_true", help="编号、条数或题名不符，或已有另一份全文时，也写入")
    parser.add_argument("--json", action="store_true", help="结果按 JSON 输出")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Import one edition's text."""
    from scripts.intake.official_text.edition_intake import import_edition

    import_edition(options, project, console)
