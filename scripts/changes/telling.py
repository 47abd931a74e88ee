"""Shows a change set, asks where a person is to decide, and writes it."""

from __future__ import annotations

from scripts.changes import journal
from scripts.changes.change_set import ChangeSet
from scripts.setup.console import Console
from scripts.setup.project import Project

_NOTHING = "没有输入 yes，什么都没有改动。"
_ONLY_LISTED = "以上只是列出，没有写文件。"


def tell_differences(changes: ChangeSet, console: Console) -> None:
    """Tell what becomes of each page, and under it the lines that go and come."""
    for path, line in zip(changes.after, changes.describe(), strict=True):
        console.say(line)
        for difference in changes.differences(path):
            console.say(f"  {difference}")


def confirm_and_write(
    project: Project,
    changes: ChangeSet,
    console: Console,
    *,
    question: str = "写入以上变化，输入 yes 继续：",
    dry_run: bool = False,
    yes: bool = False,
) -> bool:
    """Write a change set that was shown and checked, once the person agrees.

    Args:
        project: Whose pages they are.
        changes: What is written.
        console: Where to ask.
        question: What is asked.
        dry_run: Whether nothing is to be written.
        yes: Whether not to ask.

    Returns:
        Whether it was written.

    Raises:
        WriteError: A page was changed in the meantime, or cannot be written; all is as it was.
    """
    if dry_run:
        console.say(_ONLY_LISTED)
        return False
    if not yes and not console.agrees(question):
        console.say(_NOTHING)
        return False
    journal.write(project, changes, console)
    return True
