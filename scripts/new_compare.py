"""Makes the page that sets any two years side by side."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from scripts import bootstrap
from scripts.commandline import Parser, add_paper_options, read_year

_DESCRIPTION = """\
新建两个年度的对照页。相邻两年的对照页在新建下一年时已经做出，这里做其他任意两年的。
已有的对照页不改。
"""


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(prog="python3 scripts/new_compare.py", description=_DESCRIPTION)
    parser.add_argument("old", metavar="年度", help="较早的年度，如 2021")
    parser.add_argument("new", metavar="年度", help="较晚的年度，如 2025")
    add_paper_options(parser)
    return parser


def main() -> int:
    """Make the page, or say which would be made."""
    parser = make_parser()
    options = parser.parse_args()
    years = sorted(read_year(parser, text) for text in (options.old, options.new))
    if years[0] == years[1]:
        parser.error("两个年度都是 {}，写不同的两个".format(years[0]))
    bootstrap.enter("site")
    from macros.errors import SiteError
    from scripts.pipeline import DOCS
    from scripts.year_pages import begin_comparison

    try:
        begin_comparison(DOCS, years[0], years[1], options.unit.strip("/"), options.series, dry_run=options.dry_run)
    except SiteError as error:
        bootstrap.stop(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
