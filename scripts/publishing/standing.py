"""How a destination stands: what its readers see, where one could go back to, what was taken out of it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from macros.domain.reports import Audience
from macros.errors import cause_of
from scripts.changes.naming import name_of_page
from scripts.publishing.delivery import describe, find_earlier
from scripts.publishing.destination import SCRATCH, Destination
from scripts.publishing.publishing import require_apart
from scripts.publishing.staging import PublishError
from scripts.publishing.switching import current_number
from scripts.publishing.titles import titles_of
from scripts.publishing.withdrawal import can_withdraw
from scripts.setup.project import Project


@dataclass(frozen=True)
class Standing:
    """How a destination stands (发布的情况).

    Attributes:
        audience: For whom it is.
        current: What readers open.
        number: The release that they see; 0 where there is none that is whole.
        told: That release in words; empty where there is none.
        published_at: When it was made, on the office's own clock.
        earlier: The release to which one can go back, in words; empty where there is none.
        withdrawn: What must not come back: each page as it is kept in mind, by its name in words.
    """

    audience: Audience
    current: Path
    number: int = 0
    told: str = ""
    published_at: datetime | None = None
    earlier: str = ""
    withdrawn: tuple[tuple[str, str], ...] = ()


def read_standing(folder: Path, docs: Path) -> Standing | None:
    """How a destination stands; None where nothing was published there yet.

    Args:
        folder: The destination.
        docs: The folder of the office's pages, by which those that were taken out are named.

    Raises:
        PublishError: What it remembers cannot be read.
        SiteError: The list of a release cannot be read.
    """
    place = Destination(folder)
    if not place.is_ours:
        return None
    state = place.read_state()
    gone = tuple((page, name_of_page(docs, f"{page}.md")) for page in sorted(state.withdrawn))
    standing = Standing(state.audience, place.current, withdrawn=gone)
    number = current_number(place, state)
    if number not in place.numbers():
        return standing
    shown, earlier = place.manifest(number), find_earlier(place, state, number)
    return Standing(
        state.audience,
        place.current,
        number,
        describe(shown),
        shown.published_at.astimezone(),
        describe(place.manifest(earlier)) if earlier else "",
        gone,
    )


def list_withdrawable(folder: Path) -> list[tuple[str, str]]:
    """The pages that can be taken out of what readers see: each as it is kept in mind, by its title."""
    place = Destination(folder)
    number = current_number(place, place.read_state())
    pages = place.manifest(number).pages if number in place.numbers() else ()
    named = [page for page in pages if can_withdraw(page.removesuffix(".html"))]
    return [
        (page.removesuffix(".html"), title)
        for page, title in zip(named, titles_of(place.site(number), named), strict=True)
    ]


def require_place(project: Project, folder: Path, audience: Audience) -> None:
    """See that a folder can be published to, before anything is made; nothing is left there.

    Raises:
        PublishError: It is the project's own, somebody else's, for other readers, or cannot be written.
    """
    require_apart(project, folder)
    if not folder.parent.is_dir():
        raise PublishError(
            f"{folder} 建不起来：没有 {folder.parent} 这个文件夹。"
            "改法：核对写得对不对；是共享文件夹或 U 盘的，先连上、插好。"
        )
    try:
        Destination(folder).require(audience)
        with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=folder if folder.is_dir() else folder.parent) as tried:
            Path(tried, folder.name).touch()
    except OSError as error:
        raise PublishError(
            f"{folder} 写不进去：{cause_of(error)}。改法：检查磁盘空间和权限，或者换一个文件夹。"
        ) from error
