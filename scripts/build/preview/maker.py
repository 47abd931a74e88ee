"""Makes pages when they are looked at: it holds the corpus, follows the disk, and tells what is wrong on each page.

It does one thing at a time; the check of all pages alone goes on behind.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from http import HTTPStatus
from pathlib import Path

from macros.corpus import use_yearbook
from macros.findings import Finding
from macros.render.calendar_names import CALENDARS
from scripts.build.generator import BuildError
from scripts.build.mkdocs_private.page_maker import NotMadeError, PageMaker
from scripts.build.preview.answers import Answer, News
from scripts.build.preview.live_corpus import LiveCorpus
from scripts.build.preview.notice import AS_IT_WAS, UNSOUND, no_page, put_at_places, put_on_top
from scripts.build.search_data import SEARCH_DATA
from scripts.build.search_data.writing import make_search_data
from scripts.build.settings_checks import require_sound_settings
from scripts.setup.project import Project

_ERROR_PAGE = "404.html"


class Maker:
    """Makes pages of a project as it is at every moment.

    Args:
        project: What the site is made from.
        out: Folder for pages on their way.

    Raises:
        ContentErrors: The settings are wrong.
        BuildError: The generator can make nothing of them.
    """

    def __init__(self, project: Project, out: Path) -> None:
        require_sound_settings(project.folder)
        self._project, self._docs = project, project.docs.resolve()
        self._corpus = LiveCorpus(project)
        self._maker = PageMaker(project.folder, out)
        self._listed: object = None
        self._search: dict[str, bytes] = {}
        self._told: tuple[str, tuple[Finding, ...]] = "", ()
        self._notices = 0
        self._note = ""
        self._complaints: tuple[str, ...] = ()
        self._take_up()

    def look(self, note: str = "") -> News:
        """Look whether anything has changed; the check begins where nothing has since the last time.

        Args:
            note: What is wrong beside the pages, to be told on each of them.
        """
        if not self._take_up():
            self._corpus.check()
        self._note = note
        return News(self._state, self._corpus.tell())

    @property
    def _state(self) -> str:
        """The state that pages are in, what is told on them included."""
        told = self._note, self._corpus.faults
        if told != self._told:
            self._told, self._notices = told, self._notices + 1
        return f"{os.getpid()}.{self._corpus.change}.{self._notices}"

    def answer(self, address: str) -> Answer:
        """Give what is at an address of the site, as the pages are now."""
        self._take_up()
        if address.startswith(f"{SEARCH_DATA}/"):
            return self._give_search_data(address.rpartition("/")[2])
        if address.startswith(f"{CALENDARS}/") and address.endswith(".ics"):
            return self._give_calendar(address)
        if file := self._maker.file_at(address):
            return Answer(file=str(file))
        if path := self._maker.source_of(address):
            return Answer(body=self._make(path), is_page=True, state=self._state)
        if (path := f"{address.removesuffix('.html')}.md") in self._corpus.pages.left_out:
            page = self._tell(no_page(), path, AS_IT_WAS)
            return Answer(HTTPStatus.SERVICE_UNAVAILABLE, page, is_page=True, state=self._state)
        if (found := self._maker.make_template(address)) is not None:
            return Answer(body=found, is_page=address.endswith(".html"), state=self._state)
        page = self._tell(self._maker.make_template(_ERROR_PAGE) or no_page(), "", UNSOUND)
        return Answer(HTTPStatus.NOT_FOUND, page, is_page=True, state=self._state)

    def _make(self, path: str) -> bytes:
        """A page as it is built, with what is wrong told on it."""
        try:
            made = self._maker.make(path)
        except NotMadeError as error:
            return self._tell(self._maker.last_made(path) or no_page(), path, AS_IT_WAS, str(error))
        if path in self._corpus.pages.as_they_were:
            return self._tell(made.html, path, AS_IT_WAS, *made.complaints)
        own = [fault for fault in self._corpus.faults if fault.file == f"docs/{path}"]
        html, told = put_at_places(made.html, self._corpus.pages.corpus.pages.get(path), own)
        return self._tell(html, path, UNSOUND, *made.complaints, told=told)

    def _tell(self, html: bytes, path: str, head: str, *complaints: str, told: Collection[Finding] = ()) -> bytes:
        """Tell on top of a page what is wrong with it, unless that is told already, and then with others."""
        faults = [fault for fault in self._corpus.faults if fault not in told]
        faults.sort(key=lambda fault: fault.file != f"docs/{path}")
        return put_on_top(html, head, [*self._note.splitlines(), *self._complaints, *complaints, *map(str, faults)])

    def _give_search_data(self, name: str) -> Answer:
        self._search = self._search or make_search_data(self._corpus.pages.corpus)
        if name not in self._search:
            return Answer(HTTPStatus.NOT_FOUND)
        return Answer(body=self._search[name])

    def _give_calendar(self, address: str) -> Answer:
        # What writes them takes its time to load, and few look at one.
        from scripts.build.due_calendars import make_calendars

        made = make_calendars(self._corpus.pages.corpus, self._project)
        return Answer(body=made[address]) if address in made else Answer(HTTPStatus.NOT_FOUND)

    def _take_up(self) -> bool:
        """Take up what has changed on the disk; tell whether anything has."""
        if not self._corpus.look():
            return False
        pages = self._corpus.pages
        use_yearbook(self._docs, pages.corpus.yearbook)
        self._search = {}
        listed = pages.files, pages.as_they_were, pages.left_out
        if listed != self._listed:
            self._list_anew()
            self._listed = listed
        self._maker.forget()
        return True

    def _list_anew(self) -> None:
        pages = self._corpus.pages
        try:
            self._complaints = self._maker.list_anew(pages.as_they_were, pages.left_out)
        except NotMadeError as error:
            if self._listed is None:
                raise BuildError(str(error)) from error
            # The files as they were before are shown further.
            self._complaints = (str(error),)
