"""Brings an office's paper in as a report's page, with every character accounted for."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

import argparse
import datetime

from scripts import bootstrap
from scripts.commandline import SERIES, Parser

_DESCRIPTION = """\
把一份 Word、WPS、PDF、网页或文本文件导入为年度总结的页面：分出部分和条目，写好标识，
链接引用的法规，提出指标。每次都核对来稿与页面的字数，对不上就不写。
没有写明的年度、单位、文种，从标题和落款里取。
"""


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(prog="python3 scripts/import_report.py", description=_DESCRIPTION)
    parser.add_argument("source", nargs="?", metavar="来稿", help="要导入的文件")
    parser.add_argument("--batch", metavar="文件夹", help="导入文件夹里的全部文件，一个不成，其余照做")
    parser.add_argument("--year", type=_year, metavar="年度", help="如 2023")
    parser.add_argument("--unit", default="", metavar="单位", help="单位名称，如 XX乡党委")
    parser.add_argument("--series", choices=SERIES, metavar="文种", help="；".join(SERIES))
    parser.add_argument("--as-of", type=_day, metavar="日期", help="时段的最后一天，引用取这一天有效的版本；默认年末")
    parser.add_argument("--out", metavar="文件", help="写到这个文件（批量时为文件夹）；默认 docs/reports 下按年度命名")
    parser.add_argument("--update", action="store_true", help="页面已有时，用新稿更新，条目的标识不变")
    parser.add_argument("--dry-run", action="store_true", help="只看结果，不写文件")
    parser.add_argument("--json", action="store_true", help="结果按 JSON 输出")
    return parser


def main() -> int:
    """Import one paper, or a folder of them."""
    parser = make_parser()
    options = parser.parse_args()
    if bool(options.source) == bool(options.batch):
        parser.error("写一个来稿，或者用 --batch 写一个文件夹")
    if options.batch and (options.year or options.as_of or options.json):
        parser.error("--batch 不能与 --year、--as-of、--json 同时使用，年度从各文件的标题里取")
    bootstrap.enter("site")
    from macros.errors import SiteError
    from scripts.intake.intake import import_batch, import_one

    try:
        return import_batch(options) if options.batch else import_one(options)
    except SiteError as error:
        bootstrap.stop(str(error))
    except KeyboardInterrupt:
        bootstrap.stop("已停止，没有写完的页面没有写入。")


def _year(text: str) -> int:
    if not text.isdecimal() or not 1949 <= int(text) <= 2199:
        raise argparse.ArgumentTypeError("“{}”不是年度，写成 2023 这样".format(text))
    return int(text)


def _day(text: str) -> datetime.date:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError("“{}”不是日期，写成 2023-12-31 这样".format(text))


if __name__ == "__main__":
    sys.exit(main())
