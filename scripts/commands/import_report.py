"""Brings an office's paper in as a report's page, with every character accounted for."""

from __future__ import annotations

import argparse

from macros.domain.reports import Audience, Series
from scripts.commands.options import add_changes_option, day, year
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
把一份 Word、WPS、PDF、OFD、网页、文本或扫描件导入为年度总结的页面：分出部分和条目，写好标识，
链接引用的法规，提出指标。每次都核对来稿与页面的字数，对不上就不写。
没有写明的年度、单位、文种，从标题和落款里取；标题和落款也没有的，要问，没有人回答就不导入。
写几个来稿，或用 --batch 写一个文件夹，先逐份列出单位、年度、文种和阅读范围，问过再写。
"""


def add_options(parser: Parser) -> None:
    """Add what is imported, and what the paper does not say of itself."""
    parser.add_argument("sources", nargs="*", metavar="来稿", help="要导入的文件，可以写几个")
    parser.add_argument("--batch", metavar="文件夹", help="导入文件夹里的全部文件，一个不成，其余照做")
    parser.add_argument("--year", type=year, metavar="年度", help="如 2023")
    parser.add_argument("--unit", default="", metavar="单位", help="单位名称，如 XX乡党委")
    parser.add_argument(
        "--audience", choices=list(Audience), metavar="范围", help=f"阅读范围：{'、'.join(Audience)}；不写则照本单位的"
    )
    parser.add_argument("--series", choices=list(Series), metavar="文种", help="；".join(Series))
    parser.add_argument("--as-of", type=day, metavar="日期", help="时段的最后一天，引用取这一天有效的版本；默认年末")
    parser.add_argument(
        "--out", metavar="文件", help="写到这个文件（几个来稿时为文件夹）；默认 docs/reports 下按年度命名"
    )
    add_changes_option(parser)
    parser.add_argument("--bold", action="store_true", help="文中加粗、加着重号的字，在页面上加粗；不写则不带")
    parser.add_argument("--no-pictures", action="store_true", help="文中的图片不放进页面")
    parser.add_argument("--update", action="store_true", help="页面已有时，用新稿更新，条目的标识不变")
    parser.add_argument("--replace", action="store_true", help="更新时，原来的条目大半对不上的，也换成新稿；不写则要问")
    parser.add_argument("--split", action="store_true", help="一个文件里有几个人的材料的，一人一份")
    parser.add_argument("--as-parts", action="store_true", help="一个文件里有几份材料的，放在一页，每份一个部分")
    parser.add_argument("--indicators", action="store_true", help="提出的指标写进页首信息；不写则只列出")
    parser.add_argument("--yes", action="store_true", help="几份一起导入时，不再询问，直接写")
    parser.add_argument("--dry-run", action="store_true", help="照样检查，只是不写文件")
    parser.add_argument("--json", action="store_true", help="结果按 JSON 输出")


def require_sense(parser: Parser, options: argparse.Namespace) -> None:
    """Either papers or a folder; what holds for one paper is not said of several."""
    if bool(options.sources) == bool(options.batch):
        parser.error("写来稿，或者用 --batch 写一个文件夹")
    several = bool(options.batch) or len(options.sources) > 1
    if several and (options.year or options.as_of or options.json):
        parser.error("几个来稿不能与 --year、--as-of、--json 同时使用，年度从各文件的标题里取")
    if options.split and options.as_parts:
        parser.error("--split 和 --as-parts 只写一个")
    if options.split and options.json:
        parser.error("--split 不能与 --json 同时使用")
    if options.replace and not options.update:
        parser.error("--replace 和 --update 一起写")


def run(options: argparse.Namespace, project: Project, console: Console) -> int:
    """Import one paper, or one after another."""
    from scripts.intake.intake import import_batch, import_one

    if options.batch or len(options.sources) > 1:
        return import_batch(options, project, console)
    return import_one(options, project, console)
