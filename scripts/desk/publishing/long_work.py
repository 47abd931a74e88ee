"""What of publishing takes long, as the desk's jobs do it; the folders are held as the commands hold them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scripts.desk.publishing.places import Place
from scripts.paper.site_files import write_site_files
from scripts.publishing import delivery, withdrawal
from scripts.publishing.destination import Destination
from scripts.publishing.publishing import publish
from scripts.publishing.switching import current_number
from scripts.setup.console import Console
from scripts.setup.project import Project


@dataclass(frozen=True)
class Verified:
    """What came of holding a release against its list (核对的结果).

    Attributes:
        number: The release.
        is_whole: Whether every file is what it must be.
    """

    number: int
    is_whole: bool


def publish_there(project: Project, place: Place, console: Console) -> Verified:
    """Publish, and verify what was delivered."""
    offering = replace(project, files=place.files, computed=place.computed)
    publish(offering, place.folder, place.order, console, write_site_files)
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
