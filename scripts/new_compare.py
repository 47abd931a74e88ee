"""Makes the page that sets any two years side by side."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from scripts import bootstrap
from scripts.commandline import Parser
from scripts.new_year import SERIES

_DESCRIPTION = """\
新建两个年度的对照页。相邻两年的对照页在新建下一年时已经做出，这里做其他任意两年的。
已有的对照页不改。
"""


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(prog="python3 scripts/new_compare.py", description=_DESCRIPTION)
    parser.add_argument("old", metavar="年度", help="较早的年度，如 2021")
    parser.add_argument("new", metavar="年度", help="较晚的年度，如 2025")
    parser.add_argument(
        "--unit", default="", metavar="文件夹", help="单位在 docs/reports/ 下的文件夹；不写则是最上一层"
    )
    parser.add_argument("--series", default=SERIES[0], choices=SERIES, metavar="文种", help="文种，不写则是年度总结")
    parser.add_argument("--dry-run", action="store_true", help="只列出要新建的页面，不写文件")
    return parser


def main() -> int:
    """Make the page, or say which would be made."""
    parser = make_parser()
    options = parser.parse_args()
    for year in (options.old, options.new):
        if not year.isdecimal() or len(year) != 4:
            parser.error("“{}”不是年度，写成 2026 这样".format(year))
    if options.old == options.new:
        parser.error("两个年度都是 {}，写不同的两个".format(options.old))
    bootstrap.enter("site")
    from macros.errors import SiteError
    from scripts.pipeline import DOCS
    from scripts.year_pages import begin_comparison

    years = sorted((int(options.old), int(options.new)))
    try:
        begin_comparison(DOCS, years[0], years[1], options.unit.strip("/"), options.series, dry_run=options.dry_run)
    except SiteError as error:
        bootstrap.stop(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
