"""Removes every page that is marked as a sample, and leaves a site that builds."""

from __future__ import annotations

import argparse

from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
清除示例：删去页首信息写着 sample: true 的页面，用到示例的对照页和学习资料包，以及只涉及示例的学习资料页。
先检查删去以后的全部内容，没有错误才动手；没有标明示例的总结、台账一概不删。
"""
STOPPED = "已停止，什么都没有改动。"


def add_options(parser: Parser) -> None:
    """Add whether to ask, and whether to do it at all."""
    parser.add_argument("--dry-run", action="store_true", help="只列出要删的页面，不删")
    parser.add_argument("--yes", action="store_true", help="不再询问，直接删")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """List the samples, ask, and remove them."""
    from scripts.changes.samples import plan_clearance
    from scripts.changes.telling import confirm_and_write

    plan = plan_clearance(project.docs)
    if not plan.removed:
        console.say("没有示例页面，什么都没有改动。")
        return
    for line in plan.describe():
        console.say(line)
    question = "删去以上页面，输入 yes 继续："
    if confirm_and_write(project, plan.changes, console, question=question, dry_run=options.dry_run, yes=options.yes):
        console.say(f"已删去 {len(plan.removed)} 个示例页面。")
