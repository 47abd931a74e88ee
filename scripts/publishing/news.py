"""What is new to certain readers since the last publish: pages new, changed and gone, as these readers see them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from macros.corpus import Source
from macros.corpus.pages import find_files
from scripts.changes.change_set import SETTINGS, ChangeSet
from scripts.changes.naming import name_page
from scripts.changes.said.pages import say_page
from scripts.changes.said.telling import Said
from scripts.changes.writing import read_file
from scripts.publishing.delivery import describe
from scripts.publishing.destination import Destination
from scripts.publishing.kept_pages import read_kept_pages
from scripts.publishing.publishing import PublishOrder, require_apart, staged_pages
from scripts.publishing.release import ReleaseManifest
from scripts.publishing.silent_changes import SilentChange, SilentChanges, find_silent_changes
from scripts.publishing.switching import current_number
from scripts.publishing.titles import titles_of
from scripts.setup.console import Console
from scripts.setup.project import Project


@dataclass(frozen=True)
class News:
    """What a publish would bring its readers (这次发布的变动).

    Attributes:
        number: The release that they see now; 0 where there is none.
        since: That release in words.
        count: How many pages they would see.
        new: Names of pages that they have not seen.
        changed: Names of pages that say something else, each with what it says anew.
        gone: Names of pages that they see now and would no more.
        knows_changed: Whether it is known what the pages said; else those that changed are not told.
        stamp: What the office's pages were, as `stamp_of` gives it.
        silent: Pages that these readers have had and that were changed without a correction.
        unknown: What is told of pages of which that is not known; may be empty.
    """

    number: int
    since: str
    count: int
    new: tuple[str, ...]
    changed: tuple[tuple[str, tuple[Said, ...]], ...]
    gone: tuple[str, ...]
    knows_changed: bool
    stamp: str
    silent: tuple[SilentChange, ...] = ()
    unknown: str = ""


def find_news(project: Project, folder: Path, order: PublishOrder, console: Console) -> News:
    """Find what a publish would bring; nothing is built and nothing is written there.

    Args:
        project: The office's project.
        folder: The destination.
        order: For whom.
        console: Where to tell what is done.

    Raises:
        ContentErrors: The content is wrong.
        PublishError: It would be refused.
    """
    require_apart(project, folder)
    place, stamp = Destination(folder), stamp_of(project)
    audience = place.require(order.audience)
    project = replace(project, unit=place.require_unit(order.unit))
    withdrawn = place.read_state().withdrawn if place.is_ours else {}
    number = current_number(place, place.read_state()) if place.is_ours else 0
    shown = place.manifest(number) if number in place.numbers() else None
    with staged_pages(project, audience, withdrawn, console) as staged:
        after = {path: _read(staged.docs, path) for path in find_files(staged.docs) if path.endswith(".md")}
    if shown is None:
        return News(0, "", len(after), _names(after, after), (), (), knows_changed=True, stamp=stamp)
    silent = find_silent_changes(project, place, audience)
    before = read_kept_pages(project, shown)
    if before is None:
        return _by_list_alone(place, shown, after, stamp, silent)
    changes = ChangeSet(staged.docs, "", before, {path: after[path] for path in after.keys() & before.keys()})
    changed = [path for path in sorted(changes.after) if changes.after[path] != before[path]]
    return News(
        number,
        describe(shown),
        len(after),
        _names(after, after.keys() - before.keys()),
        tuple((_name(path, after[path]), say_page(changes, path)) for path in changed),
        _names(before, before.keys() - after.keys()),
        knows_changed=True,
        stamp=stamp,
        silent=silent.found,
        unknown=silent.notice,
    )


def stamp_of(project: Project) -> str:
    """What tells a project's pages and settings from what they are after any change."""
    files = Source(project.docs).list().files
    settings = read_file(project.docs / SETTINGS)
    return hashlib.sha256(repr((sorted(files.items()), settings)).encode()).hexdigest()


def _by_list_alone(
    place: Destination,
    shown: ReleaseManifest,
    after: Mapping[str, bytes],
    stamp: str,
    silent: SilentChanges,
) -> News:
    """What the list of a release tells, where the pages that it was made of are not here."""
    pages = {path.removesuffix(".md") + ".html": path for path in after}
    new = {path for page, path in pages.items() if page not in shown.files}
    gone = [page for page in shown.pages if page not in pages and page != "404.html"]
    titles = tuple(titles_of(place.site(shown.number), gone))
    names = _names(after, new)
    told = describe(shown)
    return News(
        shown.number, told, len(after), names, (), titles,
        knows_changed=False, stamp=stamp, silent=silent.found, unknown=silent.notice,
    )  # fmt: skip


def _names(texts: Mapping[str, bytes], paths: Collection[str]) -> tuple[str, ...]:
    return tuple(_name(path, texts[path]) for path in sorted(paths))


def _name(path: str, content: bytes) -> str:
    return name_page(content.decode("utf-8", "replace"), path)


def _read(docs: Path, path: str) -> bytes:
    return (docs / path).read_bytes()
