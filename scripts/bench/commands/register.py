"""How much of what the register holds is read from the official texts themselves."""

from __future__ import annotations

import argparse

from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
把一个文件夹里的法规全文逐份读一遍，像没有登记过一样，再与登记的各项对照：相符、没有读到、不符。
文件名写成“法规标识-年份”，如 jilv-chufen-tiaoli-2018.txt；其他文件名的，由题名和年份认出。不写页面。
"""
STOPPED = "已停止。"


def add_options(parser: Parser) -> None:
    """Add where the texts are."""
    parser.add_argument("--texts", required=True, metavar="文件夹", help="法规全文的文件夹，这些文件不在项目里")


def run(options: argparse.Namespace, project: Project, console: Console) -> int:
    """Compare and print the table."""
    from pathlib import Path

    from scripts.bench.register_texts import compare_folder

    return compare_folder(Path(options.texts), project, console)
