"""Gives a part of a report another kind, and lets everything that names its items follow."""

from __future__ import annotations

import argparse

from scripts.commands.options import add_confirmation_options
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
改一个部分的类别：部分和其中条目的标识换成新类别的，指标、往年事项、台账、学习资料包和各页链接里
写着原来标识的，一起换过来。先列出全部变化，再询问；原来的标识记在 retired 里，以后不再使用。
"""
_KINDS = "现状、问题、原因、措施、其他"


def add_options(parser: Parser) -> None:
    """Add which part, and what it is to be."""
    parser.add_argument("page", metavar="页面", help="报告的文件，如 docs/reports/2023.md")
    parser.add_argument("part", metavar="部分", help="部分的标识，如 other，或者它的标题")
    parser.add_argument("kind", metavar="类别", help=f"改成什么：{_KINDS}")
    add_confirmation_options(parser)


def require_sense(parser: Parser, options: argparse.Namespace) -> None:
    """A kind is one of five."""
    if options.kind not in {*_KINDS.split("、"), "work", "problem", "cause", "measure", "other"}:
        parser.error(f"没有“{options.kind}”这个类别，写其中之一：{_KINDS}")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Show what changes, ask, and write it."""
    from scripts.changes.part_kinds import KIND_NAMES, plan_kind
    from scripts.changes.telling import confirm_and_write, tell_differences

    kind = KIND_NAMES[options.kind]
    plan = plan_kind(project.docs, options.page, options.part, kind)
    if not plan.changes:
        console.say(f"“{plan.part.title}”已经是{kind.word}，什么都没有改动。")
        return
    plan.changes.check()
    tell_differences(plan.changes, console)
    items = len(plan.part.items)
    console.say(f"“{plan.part.title}”由{plan.part.kind.word}改为{kind.word}，换标识的条目 {items} 个。")
    if confirm_and_write(project, plan.changes, console, dry_run=options.dry_run, yes=options.yes):
        console.say(f"已改写 {len(plan.changes.after)} 个文件。")
