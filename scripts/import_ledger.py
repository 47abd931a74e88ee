"""Brings an office's 整改台账 in from Excel, after showing every difference from the page."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

import argparse
import pathlib

from scripts import bootstrap
from scripts.commandline import Parser

_DESCRIPTION = """\
把 Excel 整改台账（.xlsx）导入台账页面。各栏按表头认，次序不限；先逐项列出与页面的不同，
输入 yes 才写。编号不变，新的事项接着编；表里没有的事项保留，除非加 --remove-missing。
"""
_SOURCES = ("巡察反馈", "上级检查", "自查", "民主生活会", "年度任务", "责任书")


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(prog="python3 scripts/import_ledger.py", description=_DESCRIPTION)
    parser.add_argument("file", type=pathlib.Path, metavar="台账.xlsx", help="要导入的表格")
    parser.add_argument("--year", type=read_year, required=True, metavar="年度", help="哪一年的台账，如 2023")
    parser.add_argument("--unit", default="", metavar="文件夹", help="单位在 docs/ledger/ 下的文件夹；默认是最上一层")
    parser.add_argument("--sheet", default="", metavar="工作表", help="工作表的名称；默认是第一张有表头的")
    parser.add_argument(
        "--source", default="", choices=_SOURCES, metavar="来源", help="表里没有来源一栏时，新事项的来源"
    )
    parser.add_argument("--remove-missing", action="store_true", help="表里没有的事项、措施、办理记录，从页面删去")
    parser.add_argument("--dry-run", action="store_true", help="只列出变化，不写文件")
    parser.add_argument("--yes", action="store_true", help="不再询问，直接写")
    return parser


def main() -> int:
    """Import one sheet."""
    options = make_parser().parse_args()
    bootstrap.enter("site")
    from macros.errors import SiteError
    from scripts.ledger_sheet.importing import Request, import_ledger
    from scripts.pipeline import DOCS

    options.unit = options.unit.strip("/")
    try:
        import_ledger(DOCS, Request(**vars(options)))
    except SiteError as error:
        bootstrap.stop(str(error))
    except KeyboardInterrupt:
        bootstrap.stop("已停止，页面没有改动。")
    return 0


def read_year(text: str) -> int:
    """A year as an option gives it."""
    if not text.isdecimal() or not 1949 <= int(text) <= 2199:
        raise argparse.ArgumentTypeError("“{}”不是年度，写成 2023 这样".format(text))
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
