"""Publishes the site for certain readers to a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from macros.domain.reports import Audience
from scripts.commands.options import add_file_options, count, require_files_sense, with_files, write_files
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
发布：检查内容，取出给一部分人看的页面和台账事项，生成站点，放到一个文件夹里。
读者看其中的 current；换新的一次完成，中途断电、磁盘写满，原来的站点都在。
每个阅读范围用自己的文件夹；放不了链接的地方（Windows 共享、U 盘）逐个文件换，先新后旧。
"""
STOPPED = "已停止，站点仍是原来的。"


def add_options(parser: Parser) -> None:
    """Add where and for whom."""
    parser.add_argument("dest", type=Path, metavar="文件夹", help="发布到哪里；网站服务器或共享指向其中的 current")
    parser.add_argument(
        "--audience",
        type=_audience,
        metavar="阅读范围",
        help=f"{'、'.join(Audience)}之一；不写则与上一次相同",
    )
    parser.add_argument(
        "--unit",
        metavar="文件夹",
        help="只给一个单位：写它在 docs/reports/ 下的文件夹，别的单位的都不在里面；不写则与上一次相同，第一次是全部",
    )
    parser.add_argument("--keep", type=count, default=5, metavar="次数", help="连同现在的共留几次，默认 5")
    parser.add_argument("--copy", action="store_true", help="第一次发布时写：不用链接，逐个文件换")
    parser.add_argument("--dry-run", action="store_true", help="只说会有什么变动，不写文件")
    parser.add_argument("--why", default="", metavar="理由", help="读者看过的报告改了文字、没有写更正的，为什么改")
    parser.add_argument("--by", default="", metavar="职务", help="与 --why 一起写：谁更正的，写职务，不写姓名")
    add_file_options(parser)


def require_sense(parser: Parser, options: argparse.Namespace) -> None:
    """A reason has somebody who gives it."""
    require_files_sense(parser, options)
    if bool(options.why) != bool(options.by):
        parser.error("--why 理由和 --by 职务要一起写")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Publish, or say what would change."""
    from scripts.publishing.publishing import PublishOrder, publish

    order = PublishOrder(
        options.audience,
        options.keep,
        copy=options.copy,
        dry_run=options.dry_run,
        why=options.why,
        by=options.by,
        unit=options.unit and options.unit.strip("/"),
    )
    publish(with_files(options, project), options.dest, order, console, write_files)


def _audience(text: str) -> Audience:
    if text not in list(Audience):
        raise argparse.ArgumentTypeError(f"没有“{text}”这个阅读范围，可写 {'、'.join(Audience)}")
    return Audience(text)
