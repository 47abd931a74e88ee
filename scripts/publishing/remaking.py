"""Makes a site again without the pages that were withdrawn: of the project's pages or those of its release."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from macros.errors import SiteError
from scripts.build.pipeline import FileWriter
from scripts.changes.naming import name_of_page
from scripts.publishing.delivery import replace_release
from scripts.publishing.destination import Destination, State
from scripts.publishing.kept_pages import keep_pages, read_kept_pages, unpacked_pages
from scripts.publishing.publishing import built_site
from scripts.publishing.release import read_facts
from scripts.publishing.scanned_papers import UnreadError
from scripts.publishing.signed_papers import UnsignedError
from scripts.publishing.silent_changes import SilentChange
from scripts.publishing.staging import PublishError
from scripts.publishing.switching import finish
from scripts.setup.console import Console
from scripts.setup.project import Project

#: What keeps single papers from going out.
_HELD_BACK = (UnreadError, UnsignedError)


@dataclass(frozen=True)
class Remaking:
    """How a site is made without what was withdrawn (重做); nothing goes out with it that readers have not had.

    Attributes:
        place: Where it is shown.
        state: What that remembers, the withdrawn pages among it.
        shown: The release that readers see.
        project: The office's project, offering the files that readers have now.
        console: Where to tell what is done.
        write_files: Writes the files that pages offer.
    """

    place: Destination
    state: State
    shown: int
    project: Project
    console: Console
    write_files: FileWriter | None

    def make(self, silent: Sequence[SilentChange], *, is_earlier: bool) -> str:
        """Make the site and show it.

        Args:
            silent: Papers of the project that were changed without a word.
            is_earlier: Whether what readers see is older than what was published last.

        Returns:
            Of what it was made, and why; empty where of the project's pages as they stand.

        Raises:
            SiteError: No site could be made.
        """
        if is_earlier:
            return self._as_shown("现在给人看的是退回过的")
        held = [one.path for one in silent]
        if held:
            why = f"{'、'.join(one.name for one in silent)}改了、没有写更正"
            return self._as_shown(why) if self._is_kept else self._held_back(why, held)
        try:
            self._show(None)
        except SiteError as error:
            why = "项目现在的页面还发布不了"
            if self._is_kept:
                self.console.say(str(error))
                return self._as_shown(why)
            if isinstance(error, _HELD_BACK):
                return self._held_back(why, [*error.papers])
            raise
        return ""

    @property
    def _is_kept(self) -> bool:
        there = self.shown in self.place.numbers()
        return there and read_kept_pages(self.project, self.place.manifest(self.shown)) is not None

    def _as_shown(self, why: str) -> str:
        with self._pages() as pages:
            self._show(pages)
        return f"{why}，所以照第 {self.shown} 次的页面重做，没有用项目现在的页面。"

    def _held_back(self, why: str, held: Sequence[str]) -> str:
        """Make it of the project's pages, without the papers that may not go out as they stand."""
        try:
            self._show(None, held)
        except _HELD_BACK as error:
            return self._held_back(why, [*held, *error.papers])
        names = "、".join(name_of_page(self.project.docs, path) for path in held)
        return f"{why}，第 {self.shown} 次的页面又没有留下，所以先不显示：{names}。办好再发布就有。"

    @contextmanager
    def _pages(self) -> Iterator[Project]:
        with unpacked_pages(self.project, self.place.manifest(self.shown)) as pages:
            if pages is None:
                raise PublishError(
                    f"给人看的是退回过的第 {self.shown} 次，当时的页面在这个项目里没有留下；"
                    "用现在的页面重做，会带回退回时去掉的内容，所以没有做。"
                )
            yield pages

    def _show(self, pages: Project | None, held: Sequence[str] = ()) -> None:
        state, project = self.state, replace(self.project, unit=self.state.unit)
        gone = [*state.withdrawn, *(path.removesuffix(".md") for path in held)]
        with built_site(project, state.audience, gone, self.console, self.write_files, pages) as built:
            files = read_facts(built.site)
            before = finish(self.place, state)
            replace_release(
                self.place, state, built.site, before, self.console,
                is_remade=pages is not None, computed=project.computed, texts=built.texts,
            )  # fmt: skip
            keep_pages(project, built.pages, files)
