"""The desk on a small office: in this process, as a browser would use it; and served, for a real one."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from html import unescape
from pathlib import Path
from typing import Any

from waitress.server import create_server
from waitress.wasyncore import close_all
from werkzeug.test import Client, TestResponse

from scripts.desk.desk import Desk
from scripts.desk.serving import make_application
from scripts.setup.project import Project
from tests.helpers.factories import write_pages
from tests.helpers.linked_pages import SITE
from tests.helpers.waiting import PATIENCE_SECONDS

PORT = 8000
TOKEN = "the-token-of-this-start"
_CSRF = re.compile(r'<meta name="csrf" content="([^"]+)">')


def no_site(environ: Any, start_response: Any) -> list[bytes]:
    """A site of one page, for tests that look at the desk alone."""
    start_response("200 OK", [("Content-Type", "text/html")])
    return ["<!doctype html><title>站点</title><body><header></header><p>站点</p></body>".encode()]


class DeskClient:
    """A browser without scripts, in which the desk was opened with its token.

    Attributes:
        desk: What the screens have at hand.
        browser: The same without any help, for attacks.
    """

    def __init__(self, project: Project, site: Any = no_site) -> None:
        self.desk = Desk.of(project)
        application = make_application(project, site, self.desk, TOKEN, PORT)
        self.browser = Client(lambda asked, begin: application({"REMOTE_ADDR": "127.0.0.1", **asked}, begin))
        self.browser.get(f"/desk/?token={TOKEN}", **_as_sent())

    def get(self, address: str) -> str:
        """A page that must be there, as text; redirections are followed."""
        answer = self.ask(address)
        assert answer.status_code == 200, (answer.status_code, answer.text)
        return answer.text

    def ask(self, address: str) -> TestResponse:
        """An answer, whatever it is."""
        return self.browser.get(address, **_as_sent(), follow_redirects=True)

    def post(self, address: str, fields: Mapping[str, Any] | None = None, *, code: int = 200) -> str:
        """The page that a form leads to, sent as from the desk's own pages; files are `(stream, name)`."""
        sent = _as_sent(Origin=f"http://127.0.0.1:{PORT}")
        given = {**(fields or {}), "csrf": self.word}
        answer = self.browser.post(address, data=given, follow_redirects=True, **sent)
        assert answer.status_code == code, (answer.status_code, answer.text)
        return answer.text

    @property
    def word(self) -> str:
        """The word that a form must bring."""
        found = _CSRF.search(self.get("/desk/"))
        assert found
        return found[1]


def _as_sent(**headers: str) -> dict[str, Any]:
    return {
        "base_url": f"http://127.0.0.1:{PORT}",
        "headers": headers,
        "buffered": True,
    }


def words_of(page: str) -> str:
    """What one reads on a page, without its markup."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def make_desk(folder: Path, pages: Mapping[str, str | bytes | None] | None = None) -> DeskClient:
    """The desk on the small site's pages, of which nothing is wrong, with some more or others in their place."""
    write_pages(folder / "docs", {**SITE, **(pages or {})})
    return DeskClient(Project(folder))


@contextmanager
def served(project: Project, site: Any = no_site) -> Iterator[str]:
    """The desk served for a real browser; the address opens it."""
    desk = Desk.of(project)
    waiting: dict[str, Any] = {}
    server = create_server(lambda *asked: waiting["app"](*asked), host="127.0.0.1", port=0, threads=8)
    waiting["app"] = make_application(project, site, desk, TOKEN, server.effective_port)
    with closing(desk), at_work(server):
        yield f"http://127.0.0.1:{server.effective_port}/desk/?token={TOKEN}"


@contextmanager
def at_work(server: Any) -> Iterator[None]:
    """A server of waitress, at work in a thread of its own until it is told to end."""
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.task_dispatcher.shutdown(timeout=PATIENCE_SECONDS)
        told = threading.Event()

        def end() -> None:
            # What a last answer woke the thread for, it may be here before it was told so, and must not close that yet.
            told.wait()
            close_all(server._map)

        # By its own thread, and at once: what another one closes, this one may be waiting for.
        server.trigger.pull_trigger(end)
        told.set()
        thread.join()
