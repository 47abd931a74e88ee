"""Writes a report or a study pack as a Word file by GB/T 9704-2012."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

import pathlib

from scripts import bootstrap
from scripts.commandline import Parser

_DESCRIPTION = """\
把一份报告或一个学习资料包导出为 Word 文件（.docx），版面按 GB/T 9704—2012，可以打印，可以修改。
报告改好以后，用 import_report.py 导回，标识、链接和页首信息不变。
"""


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(prog="python3 scripts/export_docx.py", description=_DESCRIPTION)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--report", metavar="报告", help="docs/reports/ 下的报告，如 2023、2025-half、dongzhen/2023")
    which.add_argument("--pack", metavar="资料包", help="docs/study/ 下的学习资料包，写文件名，不写 .md")
    parser.add_argument("--out", type=pathlib.Path, required=True, metavar="文件", help="写到这个 .docx 文件")
    parser.add_argument("--text-only", action="store_true", help="报告只要正文和脚注，不带本站计算的提示行、说明和清单")
    return parser


def main() -> int:
    """Export one paper."""
    options = make_parser().parse_args()
    bootstrap.enter("site")
    from macros.errors import SiteError
    from scripts.press.exporting import export_docx

    try:
        export_docx(options)
    except SiteError as error:
        bootstrap.stop(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
