"""The site while it is looked at, for any server that speaks WSGI."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING
from wsgiref.types import StartResponse, WSGIEnvironment

from macros.errors import SiteError
from scripts.build.preview.answers import Answer, Pages
from scripts.build.preview.looked_at import NEWS, SCRIPT, STATE, let_look_for_news
from scripts.build.preview.made_pages import MadePages, NotMadeSinglyError
from scripts.build.preview.watching import Watch, program_of
from scripts.setup.console import Console
from scripts.setup.project import Project
from scripts.setup.unforeseen import FaultTeller

if TYPE_CHECKING:
    from scripts.build.pipeline import FileWriter

#: Often enough not to be waited for, and cheap: a look at a thousand pages takes some hundredths of a second.
_LOOKS_EVERY_SECONDS = 0.2
_TYPES = {".js": "application/javascript", ".woff2": "font/woff2", ".ics": "text/calendar"}


def live_site(project: Project, console: Console, write_files: FileWriter | None = None) -> LiveSite:
    """The site of a project as it is at every moment; it begins at once, and whoever looks at a page waits for it.

    Args:
        project: What the site is made from.
        console: Where to tell what becomes of it.
        write_files: Writes the files that pages offer.
    """
    return LiveSite(lambda: _find_pages(project, console, write_files), project, console)


def _find_pages(project: Project, console: Console, write_files: FileWriter | None) -> Pages:
    is_plain = False
    try:
        if not project.files:
            return MadePages(project)
    except NotMadeSinglyError:
        is_plain = True
    # Files beside the pages are made of a whole site. What builds one takes its time to load.
    from scripts.build.preview.built_pages import BuiltPages

    return BuiltPages(project, console, write_files, is_plain=is_plain)


class LiveSite:
    """A WSGI application, for as many threads as its server has.

    Args:
        begin: Gives the pages and the files beside them; a `SiteError` says
            why there are none, and it is called again after a change.
        project: What they are made from.
        console: Where to tell what becomes of them.
    """

    def __init__(self, begin: Callable[[], Pages], project: Project, console: Console) -> None:
        self._begin, self._project, self._console = begin, project, console
        self._pages: Pages | None = None
        self._fault: SiteError | None = None
        self._state = self._told = ""
        self._faults = FaultTeller("serve", project.work)
        self._begun, self._ended = threading.Event(), threading.Event()
        self._follower = threading.Thread(target=self._follow, daemon=True)
        self._follower.start()

    def wait(self) -> None:
        """Wait until pages can be looked at.

        Raises:
            SiteError: They cannot: the settings are wrong, or nothing can be made of them.
        """
        self._begun.wait()
        if self._fault:
            raise self._fault

    @property
    def follows(self) -> str:
        """How an edit comes to be seen, in words."""
        reloads = self._pages is None or self._pages.reloads
        return "改动后自动更新" if reloads else "改动后自动重新生成，刷新浏览器就能看到"

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return _send(start_response, HTTPStatus.METHOD_NOT_ALLOWED, "text/plain", b"")
        address = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "replace").lstrip("/")
        if address == STATE:
            return _send(start_response, HTTPStatus.OK, "text/plain", self._state.encode())
        if address == SCRIPT:
            return _send(start_response, HTTPStatus.OK, _type_of(SCRIPT), NEWS.read_bytes())
        if not address or address.endswith("/"):
            address += "index.html"
        answer = self._ask(address)
        body = Path(answer.file).read_bytes() if answer.file else answer.body
        if answer.is_page and (self._pages is None or self._pages.reloads):
            body = let_look_for_news(body, environ.get("SCRIPT_NAME", ""), answer.state)
        return _send(start_response, answer.status, "text/html" if answer.is_page else _type_of(address), body)

    def close(self) -> None:
        """End whatever works for it; nothing is answered any more."""
        self._ended.set()
        self._follower.join()
        if self._pages:
            self._pages.close()

    def _ask(self, address: str) -> Answer:
        self._begun.wait()
        if self._pages is None:
            return _refuse(str(self._fault), self._state)
        try:
            return self._pages.answer(address)
        except Exception as error:
            return _refuse(self._describe(error), self._state)

    def _follow(self) -> None:
        watch = Watch([self._project.docs, *program_of(self._project)])
        self._find_pages()
        while not self._ended.wait(_LOOKS_EVERY_SECONDS):
            try:
                if self._pages:
                    news = self._pages.look()
                    self._state, told = news.state, news.told
                    self._tell(told)
                elif watch.has_changed():
                    self._find_pages()
            except Exception as error:
                self._tell(self._describe(error))

    def _find_pages(self) -> None:
        try:
            self._pages, self._fault = self._begin(), None
            self._state = self._pages.look().state
        except Exception as error:
            self._fault = error if isinstance(error, SiteError) else SiteError(self._faults.describe(error))
            self._state = str(id(self._fault))
            if self._begun.is_set():
                self._tell(str(self._fault))
        self._begun.set()

    def _describe(self, error: Exception) -> str:
        return str(error) if isinstance(error, SiteError) else self._faults.describe(error)

    def _tell(self, told: str) -> None:
        if told and told != self._told:
            self._told = told
            self._console.say(told)


def _refuse(reason: str, state: str) -> Answer:
    # Seldom, and what writes it takes its time to load.
    from scripts.build.preview.notice import tell_on_no_page

    return Answer(HTTPStatus.SERVICE_UNAVAILABLE, tell_on_no_page(reason), is_page=True, state=state)


def _type_of(address: str) -> str:
    suffix = Path(address).suffix
    return _TYPES.get(suffix) or mimetypes.guess_type(address)[0] or "application/octet-stream"


def _send(start_response: StartResponse, status: HTTPStatus, kind: str, body: bytes) -> list[bytes]:
    charset = "; charset=utf-8" if kind.startswith("text/") or kind == _TYPES[".js"] else ""
    start_response(
        f"{status.value} {status.phrase}",
        [("Content-Type", kind + charset), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")],
    )
    return [body]
