"""Damages what an office hands in, and looks whether anything throws."""

from __future__ import annotations

import argparse

from scripts.commands.options import count
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
把页面、设置、台账表格、来稿和法规资料包逐份弄坏，再照常读一遍、查一遍：该拒绝的要写明哪里不对，不该抛出。
弄坏的是副本，站点不动。抛出的各存一个文件夹，里面是弄坏的文件和出错的经过；有抛出的以失败结束。
"""
STOPPED = "已停止。"
KINDS = ("pages", "settings", "sheets", "papers", "packs", "forms")


def add_options(parser: Parser) -> None:
    """Add how often, what, and where to begin."""
    parser.add_argument("--runs", type=count, default=500, metavar="次数", help="弄坏多少次，默认 500")
    parser.add_argument("--seed", type=_number, default=1, metavar="种子", help="同一个数弄坏得一样，默认 1")
    parser.add_argument("--first", type=_number, default=0, metavar="次序", help="从第几次做起，重做某一次时用，默认 0")
    parser.add_argument("--seconds", type=count, default=120, metavar="秒数", help="到时间就停，默认 120")
    parser.add_argument(
        "--only", nargs="+", choices=KINDS, default=KINDS, metavar="种类", help=f"只做几种：{'、'.join(KINDS)}"
    )


def run(options: argparse.Namespace, project: Project, console: Console) -> int:
    """Damage and read, print the figures."""
    from scripts.bench.fuzzing.run import FuzzOrder, fuzz

    order = FuzzOrder(options.runs, options.seed, options.first, options.seconds, tuple(options.only))
    tallies = fuzz(order, project, console)
    for tally in tallies:
        console.say("\n".join([tally.line(), *tally.details()]))
    thrown = sum(len(tally.thrown) for tally in tallies)
    done = sum(tally.runs for tally in tallies)
    refused, passed = sum(tally.refused for tally in tallies), sum(tally.passed for tally in tallies)
    console.say(f"共 {done} 次，拒绝 {refused}，通过 {passed}，抛出 {thrown}。")
    return 1 if thrown else 0


def _number(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}”不是整数，写 0 或更大的整数")
    return int(text)
