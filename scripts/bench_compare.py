"""Measures what comparisons add to a build: prints figures, judges nothing."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from scripts import bootstrap
from scripts.commandline import Parser

_DESCRIPTION = """\
量一量各年对照给生成站点增加多少时间和内存：写出许多单位、每个单位二十个年度的示例总结和台账，
轮流生成不带和带总览页、本单位两年对照页的站点，列出中位数和比值。
"""


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(prog="python3 scripts/bench_compare.py", description=_DESCRIPTION)
    parser.add_argument("--reports", type=int, default=1000, metavar="份数", help="总结的份数，默认 1000")
    parser.add_argument("--runs", type=int, default=3, metavar="次数", help="每种各生成几次，默认 3")
    return parser


def main() -> int:
    """Build both kinds of site in turn and print what each took."""
    options = make_parser().parse_args()
    bootstrap.enter("site")
    from macros.errors import SiteError
    from scripts.measuring import measure_comparisons

    try:
        for line in measure_comparisons(options.reports, options.runs):
            bootstrap.say(line)
    except SiteError as error:
        bootstrap.stop(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
