"""Writes a year's 整改台账 as an Excel sheet that can be printed, filled in and brought back."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

import pathlib

from scripts import bootstrap
from scripts.commandline import Parser
from scripts.import_ledger import read_year

_DESCRIPTION = """\
把一个年度的整改台账导出为 Excel 表格（.xlsx），横排 A4，可以打印，改好以后可以导回。
"""


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(prog="python3 scripts/export_ledger.py", description=_DESCRIPTION)
    parser.add_argument("--year", type=read_year, required=True, metavar="年度", help="哪一年的台账，如 2023")
    parser.add_argument("--unit", default="", metavar="文件夹", help="单位在 docs/ledger/ 下的文件夹；默认是最上一层")
    parser.add_argument("--out", type=pathlib.Path, required=True, metavar="文件", help="写到这个 .xlsx 文件")
    return parser


def main() -> int:
    """Export one ledger."""
    options = make_parser().parse_args()
    bootstrap.enter("site")
    from macros.errors import SiteError
    from scripts.ledger_sheet.exporting import export_ledger
    from scripts.pipeline import DOCS

    try:
        export_ledger(DOCS, options.year, options.unit.strip("/"), options.out)
    except SiteError as error:
        bootstrap.stop(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
