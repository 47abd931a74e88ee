"""Brings an office's 整改台账 in from Excel, after showing every difference from the page."""

from __future__ import annotations

import argparse
from pathlib import Path

from macros.domain.ledgers import EntrySource, StatusPhrase
from scripts.commands.options import add_confirmation_options, add_unit_option, day, year
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
把 Excel 整改台账（.xlsx）导入台账页面。各栏按表头认，次序不限；先逐项列出与页面的不同，
输入 yes 才写。编号不变，新的事项接着编；表里没有的事项保留，除非加 --remove-missing。
"""
STOPPED = "已停止，页面没有改动。"


def add_options(parser: Parser) -> None:
    """Add the sheet and the ledger that it is of."""
    parser.add_argument("file", type=Path, metavar="台账.xlsx", help="要导入的表格")
    parser.add_argument("--year", type=year, required=True, metavar="年度", help="哪一年的台账，如 2023")
    add_unit_option(parser, "docs/ledger/")
    parser.add_argument("--sheet", default="", metavar="工作表", help="工作表的名称；默认是第一张有表头的")
    parser.add_argument(
        "--source",
        default="",
        choices=list(EntrySource),
        metavar="来源",
        help=f"表里没有来源一栏时，新事项的来源：{'、'.join(EntrySource)}",
    )
    parser.add_argument(
        "--meaning",
        type=_meaning,
        action="append",
        default=[],
        metavar="说法=状态,日期",
        help="表里的说法是什么状态、没有写日期的按什么算，如 已完成=已完成待验收,不详；可以写几次",
    )
    parser.add_argument("--filled-on", type=day, metavar="日期", help="填表日期，如 2024-09-30；用于按填表日期记的状态")
    parser.add_argument("--remove-missing", action="store_true", help="表里没有的事项、措施、办理记录，从页面删去")
    parser.add_argument("--other-year", action="store_true", help="表的标题或文件名写的是别的年度，也照 --year 导入")
    add_confirmation_options(parser)


def _meaning(text: str) -> StatusPhrase:
    from scripts.ledger_sheet.asking import parse_meaning

    try:
        return parse_meaning(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”：{error}") from None


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Import one sheet."""
    from scripts.ledger_sheet.importing import LedgerRequest, import_ledger

    import_ledger(project, LedgerRequest(**vars(options)), console)
