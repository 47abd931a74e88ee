"""Gathers what offices hand over into a site of many units."""

from __future__ import annotations

import argparse
from pathlib import Path

from macros.domain.paths import is_unit_folder
from scripts.commands.options import add_confirmation_options
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
汇总：把各单位用 hand-over 做的上报包收进来，每个单位一个文件夹。先列出每个单位新增、改动、撤下的，输入 yes 才写。
再报一次的，整个换成新的：单位撤下的，这里也撤下。不完整的、有错误的不收，错误写成退回单，可以发回去。
"""
STOPPED = "已停止，页面没有改动。"


def add_options(parser: Parser) -> None:
    """Add the hand-overs, and where a unit goes."""
    parser.add_argument(
        "sources", type=Path, nargs="+", metavar="上报包", help="上报包（.zip）、解开的文件夹，或放它们的文件夹"
    )
    parser.add_argument("--folder", default="", metavar="文件夹", help="单位的文件夹另起名，只在第一次汇总它时写")
    parser.add_argument("--renamed", action="store_true", help="与 --folder 一起写：文件夹里的单位改了名称，还是同一个")
    parser.add_argument(
        "--county",
        default="",
        metavar="代号=县名",
        help="市里汇总几个县的，写这些上报包是哪个县的，如 jia=甲县：文件夹前面加上代号，一个县一页",
    )
    parser.add_argument("--back", type=Path, metavar="文件夹", help="退回单放在这里；不写则放在上报包旁边")
    add_confirmation_options(parser)


def require_sense(parser: Parser, options: argparse.Namespace) -> None:
    """A folder has a name that a page's address can hold."""
    options.folder = options.folder.strip("/")
    if not is_unit_folder(options.folder):
        parser.error("--folder 只用小写字母、数字和连字符，如 --folder dongzhen")
    key, mark, name = options.county.partition("=")
    if options.county and not (mark and name.strip() and key and is_unit_folder(key) and "-" not in key):
        parser.error("--county 写成 代号=县名，代号只用小写字母和数字，如 --county jia=甲县")
    options.county = (key, name.strip())
    if options.renamed and not options.folder:
        parser.error("--renamed 要和 --folder 一起写")


def run(options: argparse.Namespace, project: Project, console: Console) -> int:
    """Gather; 1 where something was not taken."""
    from scripts.county.gathering import GatherOrder, gather

    order = GatherOrder(**{**vars(options), "sources": tuple(options.sources)})
    return 0 if gather(project, order, console) else 1
