"""Goes back to what was published before."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
退回上一次发布；再运行一次，再退一次。
"""
STOPPED = "已停止，站点仍是原来的。"


def add_options(parser: Parser) -> None:
    """Add where."""
    parser.add_argument("dest", type=Path, metavar="文件夹", help="发布的文件夹")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Put the release before in the place of the current one."""
    from scripts.publishing import delivery

    delivery.roll_back(options.dest, console)
