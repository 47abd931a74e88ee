"""Measures how long it takes to set a pack of 100 pages, and all files of the site."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from scripts import bootstrap
from scripts.commandline import Parser

_DESCRIPTION = """\
量一量做 PDF 要多少时间：一份约一百页的材料，头一次和接着再做；站点上全部报告和学习资料包。
"""


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(prog="python3 scripts/bench_pdf.py", description=_DESCRIPTION)
    parser.add_argument("--pages", type=int, default=100, metavar="页数", help="材料至少有几页，默认 100")
    return parser


def main() -> int:
    """Print the figures."""
    options = make_parser().parse_args()
    bootstrap.enter("site")
    from macros.errors import SiteError
    from scripts.press.bench import measure

    try:
        for line in measure(options.pages):
            bootstrap.say(line)
    except SiteError as error:
        bootstrap.stop(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
