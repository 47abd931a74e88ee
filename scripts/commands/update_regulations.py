"""Brings facts of regulations in from a pack, where there is no network."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.commands.options import add_confirmation_options
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
用法规资料包更新法规信息：先列出新增的法规、版本，逐项的改动和受影响的条目，输入 yes 才写。
先检查更新以后的全部内容，有错误就整个不用。条文原文不动；本单位核对过的、自己加的都保留。
"""
STOPPED = "已停止，页面没有改动。"


def add_options(parser: Parser) -> None:
    """Add the pack, and how much of it is taken."""
    parser.add_argument("file", type=Path, metavar="资料包.zip", help="要用的法规资料包")
    add_confirmation_options(parser)
    parser.add_argument("--older", action="store_true", help="核对日期比本站早的资料包也用，本站的核对日期不变")
    parser.add_argument(
        "--only-regulations", action="store_true", help="只更新法规和版本，概念、规定动作、规范用语不动"
    )


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Update from a pack."""
    from scripts.register.updating import UpdateRequest, update_regulations

    update_regulations(project, UpdateRequest(**vars(options)), console)
