"""Makes the pages that begin a year: the report, the ledger, the comparison with the year before."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from scripts import bootstrap
from scripts.commandline import Parser, add_paper_options, read_year

_DESCRIPTION = """\
开始下一年：按同一单位最近一份总结，新建总结、整改台账和对照页。
新的总结只有标题和待填的各项，不带上一年的文字；已有的页面一律不改。
"""


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(prog="python3 scripts/new_year.py", description=_DESCRIPTION)
    parser.add_argument("year", metavar="年度", help="新的年度，如 2026")
    add_paper_options(parser)
    return parser


def main() -> int:
    """Make the pages, or say which would be made."""
    parser = make_parser()
    options = parser.parse_args()
    year = read_year(parser, options.year)
    bootstrap.enter("site")
    from macros.errors import SiteError
    from scripts.pipeline import DOCS
    from scripts.year_pages import begin_year

    try:
        begin_year(DOCS, year, options.unit.strip("/"), options.series, dry_run=options.dry_run)
    except SiteError as error:
        bootstrap.stop(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
