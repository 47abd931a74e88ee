"""Brings in the official text of a regulation: registered with everything that it says of itself, or in its edition."""

from __future__ import annotations

import argparse

from scripts.commands.options import add_changes_option, add_confirmation_options, day
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

_KINDS = (
    "党章", "准则", "条例", "规定", "办法", "规则", "细则", "意见", "法律", "解释", "批复", "决定", "决议", "通知",
)  # fmt: skip

DESCRIPTION = """\
登记一部法规：读全文（Word、WPS、PDF、网页或文本文件），从题注和末几条里读出题名、制定机关、
通过、发布、施行和废止旧文，逐项列出出处，问过再写。没有写明的标“待核实”，不编造。
登记过的，认出是哪一部、哪一版，写成新版本，或者把全文填进那一版，代替本站摘要，原有的链接不变。
编号有缺漏、重复，条数与登记的不同，都不写，除非加 --force。--batch 登记一个文件夹里的全部文件。
"""


def add_options(parser: Parser) -> None:
    """Add the text, or a folder of texts, and what is said of it where it does not say so itself."""
    parser.add_argument("source", nargs="?", metavar="来稿", help="法规全文的文件")
    parser.add_argument("--batch", metavar="文件夹", help="登记文件夹里的全部文件，一个不成，其余照做")
    parser.add_argument(
        "--regulation", metavar="标识", help="法规的标识，如 jilv-chufen-tiaoli；不写则由题名认出或拟定"
    )
    parser.add_argument("--edition", metavar="年份", help="版本，如 2018；不写则从来稿里读")
    parser.add_argument("--title", metavar="题名", help="正式题名，来稿里的题名不全时写")
    parser.add_argument("--kind", choices=_KINDS, metavar="文种", help=f"{'、'.join(_KINDS)}；不写则由题名看出")
    parser.add_argument("--issuer", metavar="机关", help="制定机关，来稿没有写明时写，标“待核实”")
    parser.add_argument("--issued", type=day, metavar="日期", help="发布日期，来稿没有写明时写，标“待核实”")
    parser.add_argument("--in-force", type=day, metavar="日期", help="施行日期，来稿没有写明时写，标“待核实”")
    parser.add_argument("--out", metavar="文件", help="写到这个文件；只用于写明了 --regulation 和 --edition 的版本")
    parser.add_argument("--force", action="store_true", help="编号、条数或题名不符，或已有另一份全文时，也写入")
    add_changes_option(parser)
    add_confirmation_options(parser)
    parser.add_argument("--json", action="store_true", help="结果按 JSON 输出")


def require_sense(parser: Parser, options: argparse.Namespace) -> None:
    """Either a text or a folder; what is said of one text is not said of several."""
    if bool(options.source) == bool(options.batch):
        parser.error("写一个来稿，或者用 --batch 写一个文件夹")
    own = ("regulation", "edition", "title", "kind", "issuer", "issued", "in_force", "out")
    if options.batch and any(getattr(options, name) for name in own):
        parser.error("--batch 不能与 --regulation、--edition、--title 等只关一部法规的选项同时使用")


def run(options: argparse.Namespace, project: Project, console: Console) -> int:
    """Register one text, or one after another."""
    if options.batch:
        from scripts.intake.official_text.several_texts import import_folder

        return import_folder(options, project, console)
    from scripts.intake.official_text.edition_intake import import_official_text

    return import_official_text(options, project, console)
