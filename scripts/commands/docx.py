"""Writes a report or a study pack as a Word file by GB/T 9704-2012."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.commands.options import add_computed_option
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
把一份报告或一个学习资料包导出为 Word 文件（.docx），版面按 GB/T 9704—2012，可以打印，可以修改。
报告改好以后，用 python3 scripts/site.py import 文件 --update 导回，标识、链接和页首信息不变。
"""


def add_options(parser: Parser) -> None:
    """Add which page and where it goes."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--report", metavar="报告", help="docs/reports/ 下的报告，如 2023、2025-half、dongzhen/2023")
    which.add_argument("--pack", metavar="名称", help="docs/study/ 下的学习资料包，写文件名，不写 .md")
    parser.add_argument("--out", type=Path, required=True, metavar="文件", help="写到这个 .docx 文件")
    add_computed_option(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Export one paper."""
    from scripts.paper.exporting import export_docx

    export_docx(options, project, console)
