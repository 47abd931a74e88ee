"""Puts a published page right openly."""

from __future__ import annotations

import argparse

from scripts.commands.options import add_confirmation_options, day
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
更正已经发布的报告、台账、本地制度或学习资料包：改写错的文字，同时记下原来写的、现在写的、为什么、谁更正的。
页面、打印件和“更正”一页都写明，原来的文字照样检索得到。文字已经改好的，只补记更正。
更正的数列在指标里的，指标一起改；改过的正文里看不出是哪个数的，提示核对。
"""


def add_options(parser: Parser) -> None:
    """Add which paper, which words, why and by whom."""
    parser.add_argument("page", metavar="页面", help="文件，如 docs/reports/2023.md、docs/ledger/2023.md")
    parser.add_argument("--before", default="", metavar="原来的文字", help="照页面上的样子写，长到只有一处")
    parser.add_argument("--after", default="", metavar="现在的文字", help="改成什么；不写就是去掉")
    parser.add_argument("--why", required=True, metavar="理由", help="为什么更正，一句话")
    parser.add_argument("--by", required=True, metavar="职务", help="谁更正的，写职务，不写姓名")
    parser.add_argument(
        "--what",
        default="",
        metavar="何处",
        help="更正的是哪里，台账写到哪一项，如 第2项措施1责任人；不写就是所在的条目",
    )
    parser.add_argument("--on", type=day, metavar="日期", help="哪一天更正的；不写就是今天")
    add_confirmation_options(parser)


def require_sense(parser: Parser, options: argparse.Namespace) -> None:
    """Something is corrected."""
    if not options.before and not options.after:
        parser.error("写 --before 原来的文字、--after 现在的文字；只有增加的，先在页面上写好，只写 --after")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Show what changes, ask, and write it."""
    from macros.corpus import today
    from macros.corpus.pages import path_named
    from scripts.changes.correcting import plan_correction
    from scripts.changes.left_indicators import find_left_indicators, with_indicators
    from scripts.changes.telling import confirm_and_write, tell_differences
    from scripts.publishing.silent_changes import read_had

    path, on = path_named(options.page, project.docs), options.on or today()
    had = read_had(project, path)
    plan = plan_correction(
        project.docs, path, options.before, options.after, options.why, options.by, on, options.what, had
    )  # fmt: skip
    if not plan.changes:
        console.say(f"已经更正过：{plan.words}。什么都没有改动。")
        return
    left = find_left_indicators(plan.changes)
    changes = with_indicators(plan.changes, left)
    changes.check()
    console.say(f"{plan.words}：")
    for one in left:
        console.say(f"一起把{one.words}。" if one.due else f"注意：{one.words}")
    tell_differences(changes, console)
    if confirm_and_write(project, changes, console, dry_run=options.dry_run, yes=options.yes):
        console.say("已更正，再发布一次，读者就看得到。")
