"""Measures how long our site and others over the same pages take to build: prints figures, judges nothing."""

import argparse
import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from scripts import bootstrap
from scripts.commandline import Parser

_DESCRIPTION = """\
量一量生成站点要多少时间、内存和空间：写出许多单位、二十个年度的示例总结和台账，
由本站和别的生成器轮流生成同样的页面，列出中位数。
"""
_PEERS = ("material", "zensical", "properdocs")
#: Pages of the handbook speak of 2023, which the newest three years hold.
_FEWEST = 3


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(prog="python3 scripts/bench.py", description=_DESCRIPTION)
    parser.add_argument(
        "--reports",
        type=_sizes,
        metavar="份数",
        help="总结的份数，几种规模用逗号隔开，每种至少 3 份，默认 10,100,1000；量预览时默认 100",
    )
    parser.add_argument(
        "--against",
        type=_peers,
        default=list(_PEERS),
        metavar="生成器",
        help="和哪几种比，用逗号隔开：material、zensical、properdocs，默认三种都比；写 none 只量本站",
    )
    parser.add_argument("--builds", type=int, default=3, metavar="次数", help="每种各生成几次，或改动几次，默认 3")
    parser.add_argument(
        "--ledgers", type=int, default=5, metavar="年数", help="各单位最近几个年度有台账，默认 5，最多 20"
    )
    parser.add_argument("--serve", action="store_true", help="只量预览：改动一份总结，多久以后看得到")
    parser.add_argument("--json", action="store_true", help="只输出数据（JSON），供程序读取")
    return parser


def main() -> int:
    """Measure size by size; progress goes aside, so that the figures can be kept."""
    options = make_parser().parse_args()
    bootstrap.enter("bench")
    import json

    from macros.errors import SiteError
    from scripts.site_bench import report
    from scripts.site_bench.run import measure_builds
    from scripts.site_bench.serving import measure_preview

    times, outcomes, followed = max(1, options.builds), [], []
    try:
        if options.serve:
            followed = [measure_preview(size, times, options.ledgers, _tell) for size in options.reports or [100]]
        else:
            keys = ["ours", *options.against]
            outcomes = list(measure_builds(options.reports or [10, 100, 1000], keys, times, options.ledgers, _tell))
    except SiteError as error:
        bootstrap.stop(str(error))
    except KeyboardInterrupt:
        bootstrap.stop("已停止。")
    if options.json:
        bootstrap.say(json.dumps(report.as_data(outcomes, followed), ensure_ascii=False, indent=1))
        return 0
    for line in report.describe_preview(followed, times) if options.serve else report.describe(outcomes, times):
        bootstrap.say(line)
    return 0


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def _sizes(text: str) -> list:  # type: ignore[type-arg]
    sizes = [int(part) if part.isdigit() else 0 for part in text.split(",")]
    if min(sizes) < _FEWEST:
        raise argparse.ArgumentTypeError("“{}”不是份数，写不小于 {} 的整数，用逗号隔开".format(text, _FEWEST))
    return sizes


def _peers(text: str) -> list:  # type: ignore[type-arg]
    names = [] if text == "none" else text.split(",")
    for name in names:
        if name not in _PEERS:
            raise argparse.ArgumentTypeError("没有“{}”这种生成器，可写 {}、none".format(name, "、".join(_PEERS)))
    return names


if __name__ == "__main__":
    sys.exit(main())
