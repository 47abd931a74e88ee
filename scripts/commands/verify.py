"""Holds what was published against its manifest."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
对照清单，看发布的文件有没有缺少、改动、多出；有的话逐个列出，以失败结束。
"""


def add_options(parser: Parser) -> None:
    """Add where."""
    parser.add_argument("dest", type=Path, metavar="文件夹", help="发布的文件夹")


def run(options: argparse.Namespace, project: Project, console: Console) -> int:
    """Compare every file; 1 where one differs."""
    from scripts.publishing import delivery

    return 0 if delivery.verify(options.dest, console) else 1
