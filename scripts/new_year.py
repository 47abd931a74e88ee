"""Makes the pages that begin a year: the report, the ledger, the comparison with the year before."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from scripts import bootstrap
from scripts.commandline import Parser

_DESCRIPTION = """\
开始下一年：按同一单位最近一份总结，新建总结、整改台账和对照页。
新的总结只有标题和待填的各项，不带上一年的文字；已有的页面一律不改。
"""
SERIES = ("年度总结", "年度任务安排", "半年报告", "述责述廉", "整改报告", "监督责任报告")


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(prog="python3 scripts/new_year.py", description=_DESCRIPTION)
    parser.add_argument("year", metavar="年度", help="新的年度，如 2026")
    parser.add_argument(
        "--unit", default="", metavar="文件夹", help="单位在 docs/reports/ 下的文件夹；不写则是最上一层"
    )
    parser.add_argument("--series", default=SERIES[0], choices=SERIES, metavar="文种", help="文种，不写则是年度总结")
    parser.add_argument("--dry-run", action="store_true", help="只列出要新建的页面，不写文件")
    return parser


def main() -> int:
    """Make the pages, or say which would be made."""
    parser = make_parser()
    options = parser.parse_args()
    if not options.year.isdecimal() or len(options.year) != 4:
        parser.error("“{}”不是年度，写成 2026 这样".format(options.year))
    bootstrap.enter("site")
    from macros.errors import SiteError
    from scripts.pipeline import DOCS
    from scripts.year_pages import begin_year

    try:
        begin_year(DOCS, int(options.year), options.unit.strip("/"), options.series, dry_run=options.dry_run)
    except SiteError as error:
        bootstrap.stop(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
