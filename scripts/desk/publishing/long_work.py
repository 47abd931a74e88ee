"""What of publishing takes long, as the desk's jobs do it; the folders are held as the commands hold them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from macros.findings import Finding
from scripts.desk.publishing.places import Place
from scripts.paper.site_files import write_site_files
from scripts.publishing import delivery, withdrawal
from scripts.publishing.destination import Destination
from scripts.publishing.publishing import publish
from scripts.publishing.switching import current_number
from scripts.setup.console import Console
from scripts.setup.project import Project

_FILES, _VERIFYING = "做随附的文件", "核对每个文件"
#: As they follow each other; what each tells begins with its name.
_PUBLISHING = ("取出页面", "检查内容", "生成页面", _FILES, "放到发布的地方", _VERIFYING)


@dataclass(frozen=True)
class Verified:
    """What came of holding a release against its list (核对的结果).

    Attributes:
        number: The release.
        is_whole: Whether every file is what it must be.
    """

    number: int
    is_whole: bool


class _Steps(Console):
    """Tells of what is being done which step of all it is.

    Args:
        console: Where it is told.
        steps: What the progress of each begins with, in their order.
    """

    def __init__(self, console: Console, steps: list[str]) -> None:
        super().__init__()
        self._steps = steps
        self._console = console

    def say(self, text: str) -> None:
        self._console.say(text)

    aside = give = fail = say

    def tell(self, finding: Finding) -> None:
        self._console.tell(finding)

    def way_to(self, verb: str) -> str:
        return self._console.way_to(verb)

    @property
    def is_watched(self) -> bool:
        return self._console.is_watched

    def show_progress(self, line: str) -> None:
        at = next((number for number, step in enumerate(self._steps, 1) if line.startswith(step)), 0)
        if at:
            self._console.show_progress(f"第 {at} 步，共 {len(self._steps)} 步：{line}")


def publish_there(project: Project, place: Place, why: str, by: str, console: Console) -> Verified:
    """Publish, and verify what was delivered.

    Args:
        project: The office's project.
        place: Where to.
        why: Why papers were changed that these readers have had; empty where none was.
        by: The post that answers for it.
        console: Where to tell what is done.
    """
    offering = replace(project, files=place.files, computed=place.computed)
    steps = _Steps(console, [step for step in _PUBLISHING if step != _FILES or place.files])
    publish(offering, place.folder, replace(place.order, why=why, by=by), steps, write_site_files)
    steps.show_progress(_VERIFYING)
    return verify_there(place, console)


def verify_there(place: Place, console: Console) -> Verified:
    """Hold what readers see against its list, file by file."""
    is_whole = delivery.verify(place.folder, console)
    there = Destination(place.folder)
    return Verified(current_number(there, there.read_state()), is_whole)


def go_back_there(place: Place, console: Console) -> Verified:
    """Let readers see the release before, and verify it."""
    delivery.roll_back(place.folder, console)
    return verify_there(place, console)


def withdraw_there(project: Project, place: Place, page: str, console: Console) -> Verified:
    """Take a page out for good, and verify what is left."""
    withdrawal.withdraw(project, place.folder, page, console, write_site_files)
    return verify_there(place, console)
