"""Takes down that a paper was drafted, reviewed or issued."""

from __future__ import annotations

import argparse

from macros.domain.signatures import Step
from scripts.commands.options import add_confirmation_options, day
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
记下一份报告、一年的台账由什么职务、在哪一天拟稿、审核或者签发，写进页首信息，连同这份文字的校验值。
以后文字再改动，页面、检查和工作台都会写明“签发后有改动”。只写职务，不写姓名；这不是电子签名。
"""


def add_options(parser: Parser) -> None:
    """Add which paper, which step, who and when."""
    parser.add_argument("page", nargs="?", metavar="页面", help="报告、台账的文件，如 docs/reports/2023.md")
    parser.add_argument("--report", metavar="报告", help="不写页面时：哪一份报告，如 2023、dongzhen/2023")
    parser.add_argument("--step", required=True, type=_step, metavar="办到哪一步", help=f"{'、'.join(Step)}之一")
    parser.add_argument("--post", required=True, metavar="职务", help="谁办的，写职务，如 党委书记；不写姓名")
    parser.add_argument("--on", type=day, metavar="日期", help="哪一天办的，如 2024-01-09；不写就是今天")
    add_confirmation_options(parser)


def require_sense(parser: Parser, options: argparse.Namespace) -> None:
    """One paper is named, in one of two ways."""
    if bool(options.page) == bool(options.report):
        parser.error("写一份报告：写页面的文件，或者 --report 2023，写一样")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Show what changes, ask, and write it."""
    from macros.corpus import today
    from macros.corpus.pages import path_named
    from scripts.changes.signing import plan_signing
    from scripts.changes.telling import confirm_and_write, tell_differences

    path = f"reports/{options.report}.md" if options.report else path_named(options.page, project.docs)
    plan = plan_signing(project.docs, path, options.step, options.post, options.on or today(), today())
    if not plan.changes:
        console.say(f"已经记过：{plan.words}。什么都没有改动。")
        return
    plan.changes.check()
    console.say(f"{plan.words}：")
    tell_differences(plan.changes, console)
    if confirm_and_write(project, plan.changes, console, dry_run=options.dry_run, yes=options.yes):
        console.say("已记下。这是办理情况的记录，不是电子签名。")


def _step(text: str) -> Step:
    if text not in list(Step):
        raise argparse.ArgumentTypeError(f"没有“{text}”这一步，写 {'、'.join(Step)} 之一")
    return Step(text)
