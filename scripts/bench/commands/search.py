"""The site's search against Material's and Pagefind's."""

from __future__ import annotations

import argparse
import json

from scripts.commands.options import count
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
量一量本站搜索、主题自带搜索（Material）和 Pagefind：生成同样的示例站点，从文字里按规则取同一份词表，
在浏览器里逐个去查，列出查全、查准、首个结果之前要传的字节和用时。需要 Chromium。
"""
STOPPED = "已停止。"
_ENGINES = ("material", "pagefind", "ours")


def add_options(parser: Parser) -> None:
    """Add how much is measured."""
    parser.add_argument(
        "--reports",
        type=_sizes,
        default=[12, 100, 1000],
        metavar="份数",
        help="总结的份数，几种规模用逗号隔开，默认 12,100,1000",
    )
    parser.add_argument("--queries", type=count, default=400, metavar="个数", help="查多少个词，默认 400")
    parser.add_argument(
        "--against",
        type=_engines,
        default=list(_ENGINES),
        metavar="搜索",
        help="量哪几种，用逗号隔开：material、pagefind、ours（本站），默认三种都量",
    )
    parser.add_argument("--json", action="store_true", help="只输出数据（JSON），供程序读取")


def group_of(_options: argparse.Namespace) -> str:
    """What others are measured with is no part of the site."""
    return "bench"


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Measure and print the figures."""
    from scripts.bench.searches import report
    from scripts.bench.searches.run import measure_searches

    found = []
    for line in [] if options.json else report.HOW:
        console.say(line)
    for result in measure_searches(options.reports, options.queries, options.against, console.aside):
        found.append(report.as_data(result))
        for line in [] if options.json else report.describe(result):
            console.say(line)
    if options.json:
        console.give(json.dumps(found, ensure_ascii=False, indent=1))


def _sizes(text: str) -> list[int]:
    return [count(part) for part in text.split(",")]


def _engines(text: str) -> list[str]:
    names = text.split(",")
    for name in names:
        if name not in _ENGINES:
            raise argparse.ArgumentTypeError(f"没有“{name}”这种搜索，可写 {'、'.join(_ENGINES)}")
    return names
