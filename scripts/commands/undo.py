"""Takes back a change that a command has made to the pages."""

from __future__ import annotations

import argparse

from scripts.commands.options import add_confirmation_options, count
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
退回改动：不写编号，列出最近各次命令对页面的改动；写编号，把那一次改过的页面放回原样。
那些页面后来又改过的不退回；退回也是一次改动，还可以再退回。
"""


def add_options(parser: Parser) -> None:
    """Add which change."""
    parser.add_argument("number", nargs="?", type=count, metavar="编号", help="退回哪一次；不写则列出可以退回的")
    add_confirmation_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """List the changes, or take one back."""
    from macros.errors import ContentErrors
    from scripts.changes import journal
    from scripts.changes.telling import confirm_and_write

    if options.number is None:
        changes = journal.read_changes(project)
        for change in reversed(changes):
            console.say(change.describe())
        console.say(f"共 {len(changes)} 次，写上编号退回其中一次。" if changes else "还没有可以退回的改动。")
        return
    undo = journal.plan_undo(project, options.number)
    for line in undo.describe():
        console.say(line)
    try:
        undo.check()
    except ContentErrors as errors:
        # What was there before may have had its faults; whoever goes back to it knows of them and decides.
        console.say(f"注意：退回以后，内容有下列错误：\n{errors}")
    if confirm_and_write(project, undo, console, dry_run=options.dry_run, yes=options.yes):
        console.say(f"{undo.task}：已放回 {len(undo.after)} 个文件。")
