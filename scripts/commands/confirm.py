"""Writes down whether two items of different years are one thing."""

from __future__ import annotations

import argparse

from macros.domain.reports import ItemRef
from scripts.commands.options import add_confirmation_options
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
确认两份报告的两个条目是不是一件事，写进较晚一份的页首信息；写下的就是事实，各处的对照都照它。
先后次序不限。先列出变化，再询问；改了主意，再写一次，或者用 undo 退回。
"""


def add_options(parser: Parser) -> None:
    """Add the two items, and what is said of them."""
    parser.add_argument("items", type=_item, nargs=2, metavar="条目", help="两个条目，如 2022#p2 2023#p2")
    said = parser.add_mutually_exclusive_group()
    said.add_argument("--no", action="store_true", help="不是一件事，以后不再提示")
    said.add_argument("--answer", action="store_true", help="较晚的一条回应较早的一条措施")
    add_confirmation_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Show what changes, ask, and write it."""
    from scripts.changes.confirming import Verdict, plan_confirmation
    from scripts.changes.telling import confirm_and_write, tell_differences

    verdict = Verdict.NO if options.no else Verdict.ANSWER if options.answer else Verdict.SURE
    one, other = options.items
    plan = plan_confirmation(project.docs, one, other, verdict)
    if not plan.changes:
        console.say(f"已经写明：{plan.words}。什么都没有改动。")
        return
    plan.changes.check()
    console.say(f"{plan.words}：")
    tell_differences(plan.changes, console)
    if confirm_and_write(project, plan.changes, console, dry_run=options.dry_run, yes=options.yes):
        console.say("已写入。")


def how_to_confirm(one: ItemRef, other: ItemRef, option: str = "") -> str:
    """What a clerk types to confirm two items; `option` is `--answer`, `--no` or nothing."""
    return f"python3 scripts/site.py confirm {one} {other} {option}".rstrip()


def _item(text: str) -> ItemRef:
    try:
        return ItemRef.parse(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是条目，写成 2023#p2 这样") from None
