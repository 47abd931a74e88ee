"""Measures how long linking takes: prints figures, judges nothing."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from scripts import bootstrap
from scripts.commandline import Parser


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(
        prog="python3 scripts/bench_citations.py",
        description="量一量写入引用链接要多少时间：用 2023 年总结的条目拼成报告，每份约五千字，全部链接一遍。",
    )
    parser.add_argument("--reports", type=int, default=1000, metavar="份数", help="报告的份数，默认 1000")
    return parser


def main() -> int:
    """Link so many reports in memory and print the time."""
    options = make_parser().parse_args()
    bootstrap.enter("site")
    import random
    import re
    import time
    from datetime import date

    from macros.citations.lexicon import make_lexicon
    from macros.citations.linking import link_page
    from macros.corpus import load_yearbook
    from scripts.pipeline import DOCS

    yearbook = load_yearbook(DOCS)
    items = list(yearbook.reports["2023"].items.values())
    chance = random.Random(2023)  # noqa: S311 - any texts will do, as long as they are the same
    pages = []
    for _ in range(options.reports):
        chosen: list[str] = []
        size = 0
        while size < 5000:
            item = chance.choice(items)
            chosen.append("### {} {{ #w{} }}\n\n{}".format(item.title, len(chosen) + 1, item.text))
            size += len(item.text)
        pages.append("\n\n".join(chosen))
    started = time.perf_counter()
    lexicon = make_lexicon(yearbook)
    links = sum(link_page(page, "reports/x.md", date(2023, 12, 31), lexicon).links for page in pages)
    seconds = time.perf_counter() - started
    signs = sum(len(re.sub(r"\s", "", page)) for page in pages)
    bootstrap.say("{} 份，{} 字，写入 {} 处链接，{:.2f} 秒。".format(options.reports, signs, links, seconds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
