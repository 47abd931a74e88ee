"""What reads scans is installed when the first one comes, as the work of a job."""

from __future__ import annotations

from scripts.setup.console import Console
from scripts.setup.environment import enter

INSTALLING = "装识别文字的部件"


def install_reader(console: Console) -> None:
    """Install what reads scans, beside what the site runs with.

    Args:
        console: Where it is told.
    """
    console.say("正在安装识别文字的部件……")
    enter("scan")
    console.say("装好了。")
