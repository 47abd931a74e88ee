"""Whether the desk loses what is typed when it is killed."""

from __future__ import annotations

import argparse

from scripts.commands.options import count
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
在本站报告的副本上开工作台，像浏览器那样一个字一个字地往表单里写，写到一半把它杀掉，再打开看写的还在不在；
列出杀了几次、写了几次、记下的丢了几次、记一次要多久。
"""
STOPPED = "已停止。"


def add_options(parser: Parser) -> None:
    """Add how often it is killed, and the chance by which."""
    parser.add_argument("--kills", type=count, default=40, metavar="次数", help="杀几次，默认 40")
    parser.add_argument("--seed", type=int, default=1, metavar="种子", help="同样的种子在同样的时刻杀，默认 1")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Measure and print the figures."""
    from scripts.bench.desk_kills import measure_kills

    for line in measure_kills(project, options.kills, options.seed):
        console.say(line)
