"""Measures the site's search against Material's and Pagefind's: prints figures, judges nothing."""

import argparse
import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from scripts import bootstrap
from scripts.commandline import Parser

_DESCRIPTION = """\
量一量本站搜索、主题自带搜索（Material）和 Pagefind：生成同样的示例站点，从文字里按规则取同一份词表，
在浏览器里逐个去查，列出查全、查准、首个结果之前要传的字节和用时。需要 Chromium。
"""
_ENGINES = ("material", "pagefind", "ours")


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(prog="python3 scripts/bench_search.py", description=_DESCRIPTION)
    parser.add_argument(
        "--reports",
        type=_sizes,
        default=[12, 100, 1000],
        metavar="份数",
        help="总结的份数，几种规模用逗号隔开，默认 12,100,1000",
    )
    parser.add_argument("--queries", type=_count, default=400, metavar="个数", help="查多少个词，默认 400")
    parser.add_argument(
        "--against",
        type=_engines,
        default=list(_ENGINES),
        metavar="搜索",
        help="量哪几种，用逗号隔开：material、pagefind、ours（本站），默认三种都量",
    )
    parser.add_argument("--json", action="store_true", help="只输出数据（JSON），供程序读取")
    return parser


def main() -> int:
    """Measure size by size; progress goes aside, so that the figures can be kept."""
    options = make_parser().parse_args()
    bootstrap.enter("bench")
    import json

    from macros.errors import SiteError
    from scripts.search_bench import report
    from scripts.search_bench.run import measure_searches

    found = []
    for line in [] if options.json else report.HOW:
        bootstrap.say(line)
    try:
        for result in measure_searches(options.reports, options.queries, options.against, _tell):
            found.append(report.as_data(result))
            for line in [] if options.json else report.describe(result):
                bootstrap.say(line)
    except SiteError as error:
        bootstrap.stop(str(error))
    except KeyboardInterrupt:
        bootstrap.stop("已停止。")
    if options.json:
        bootstrap.say(json.dumps(found, ensure_ascii=False, indent=1))
    return 0


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def _sizes(text: str) -> list:  # type: ignore[type-arg]
    return [_count(part) for part in text.split(",")]


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 100000:
        raise argparse.ArgumentTypeError("“{}”不是个数，写 1 到 100000 之间的整数".format(text))
    return int(text)


def _engines(text: str) -> list:  # type: ignore[type-arg]
    names = text.split(",")
    for name in names:
        if name not in _ENGINES:
            raise argparse.ArgumentTypeError("没有“{}”这种搜索，可写 {}".format(name, "、".join(_ENGINES)))
    return names


if __name__ == "__main__":
    sys.exit(main())
