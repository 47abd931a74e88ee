"""Tells what falls due and what is overdue, by the posts that answer for it."""

from __future__ import annotations

import argparse
import json

from scripts.commands.findings_data import add_json_option, giving_errors
from scripts.commands.options import add_unit_option, count, day
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
列出整改台账里到期的和逾期的措施：逾期、今天到期、5 天内、10 天内、20 天内，按责任人分列；
改过期的按新期限算，写明原期限；已完成待验收、已销号、终止的不列；没有日期的另列，不猜。
再列出当年的材料里还没有记载的规定动作。
"""
STOPPED = "已停止。"
#: As `macros.compare.due` has it, which is loaded later.
_WITHIN_DAYS = 20


def add_options(parser: Parser) -> None:
    """Add the day, how far to look ahead, whose dates, and the form of the outcome."""
    parser.add_argument("--on", type=day, metavar="日期", help="按这一天算，如 2024-06-30；不写则是今天")
    parser.add_argument("--within", type=count, default=_WITHIN_DAYS, metavar="天数", help="往后看几天，不写则是 20 天")
    parser.add_argument("--post", default="", metavar="职务", help="只看一个责任人的，写台账里的职务，如 组织委员")
    add_unit_option(parser, "docs/ledger/")
    add_json_option(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Tell what is due."""
    from macros.compare.due import find_due
    from macros.corpus import load_yearbook, read_posts, today
    from scripts.commands.due_telling import choose_post, due_as_data, tell_due

    with giving_errors(console, as_json=options.json):
        yearbook = load_yearbook(project.docs)
    found = find_due(
        yearbook, yearbook.folder_of(options.unit), options.on or today(), options.within, read_posts(project.docs)
    )
    found = choose_post(found, options.post)
    for line in tell_due(found, with_duties=not options.post):
        console.say(line)
    if options.json:
        console.give(json.dumps(due_as_data(found), ensure_ascii=False, indent=1))
