"""Writes pages of the site as PDF files by GB/T 9704, to be printed, sent or kept."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.commands.options import add_day_option, take_day
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
把站点的页面做成 PDF 文件：A4，按 GB/T 9704-2012 的版面，链接成为页下注。
站点还没有生成、或者内容改过时，先生成站点。
"""


def add_options(parser: Parser) -> None:
    """Add which pages, where they go, and what they are made as."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--report", metavar="报告", help="一份报告，如 2023、2023-half、dongzhen/2023")
    which.add_argument("--pack", metavar="名称", help="一个学习资料包，写 docs/study/ 里的文件名")
    which.add_argument("--page", metavar="路径", help="任何一页，写 docs 里的路径，如 compare/2022-2023.md")
    which.add_argument("--all", action="store_true", help="每份报告和每个学习资料包")
    parser.add_argument("--out", type=Path, required=True, metavar="位置", help="写到这个 .pdf 文件，或者这个文件夹")
    add_day_option(parser)
    _add_archive_options(parser)
    _add_letter_options(parser)


def _add_archive_options(parser: Parser) -> None:
    group = parser.add_argument_group("归档")
    group.add_argument("--archive", action="store_true", help="做成长期保存的 PDF/A，并在旁边的归档文件目录里登记")
    group.add_argument("--keep", default="", metavar="期限", help="保管期限，如 永久、30年")


def _add_letter_options(parser: Parser) -> None:
    group = parser.add_argument_group("作为报告上报（只用于 --report；没有写的留空白横线，可以没有的略去）")
    group.add_argument("--as", dest="kind", choices=["报告"], metavar="文种", help="写 报告，加上行文的版头和版记")
    group.add_argument("--title", default="", metavar="题名", help="报告的题名，代替页面的标题")
    group.add_argument("--mark", default="", metavar="机关", help="发文机关标志，不写则是报告的单位")
    group.add_argument("--number", default="", metavar="文号", help="发文字号，如 X发〔2024〕1号")
    group.add_argument("--signer", default="", metavar="姓名", help="签发人")
    group.add_argument("--to", default="", metavar="机关", help="主送机关")
    group.add_argument("--signature", default="", metavar="机关", help="署名，不写则是报告的单位")
    group.add_argument("--date", default="", metavar="日期", help="成文日期，如 2024年1月5日；不写则是报告的 signed_on")
    group.add_argument("--attach", action="append", default=[], metavar="名称", help="附件，有几件写几次")
    group.add_argument("--copy", default="", metavar="机关", help="抄送机关")
    group.add_argument("--printed-by", default="", metavar="机关", help="印发机关")
    group.add_argument("--printed-on", default="", metavar="日期", help="印发日期")


def require_sense(parser: Parser, options: argparse.Namespace) -> None:
    """Options that would change nothing are told, since the paper would not be the one that was meant."""
    if options.kind and not options.report:
        parser.error("--as 报告 只用于 --report")
    if options.keep and not options.archive:
        parser.error("--keep 只与 --archive 一起写")
    for name in ("mark", "signer", "to", "signature", "date", "attach", "copy", "printed_by", "printed_on"):
        if getattr(options, name) and not options.kind:
            parser.error(f"--{name.replace('_', '-')} 只与 --as 报告 一起写")
    for name in ("title", "number"):
        if getattr(options, name) and (options.all or not (options.kind or options.archive)):
            parser.error(f"--{name} 只用于一个文件，与 --as 报告 或 --archive 一起写")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Print what was asked for."""
    take_day(options)
    from scripts.paper.job import print_to_pdf

    print_to_pdf(options, project, console)
