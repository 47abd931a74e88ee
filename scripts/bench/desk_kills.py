"""Types into a page's form as its script does, kills the desk in the middle, and looks what is there afterwards.

Every edit writes its number into the text of an item. What was answered is to
be there when the desk is opened again; what was on its way may be. Between
edits some are sent with a button of the form, as without a script.
"""

from __future__ import annotations

import http.client
import multiprocessing
import os
import re
import shutil
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from html import unescape
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode
from wsgiref.types import StartResponse, WSGIEnvironment

from waitress.server import create_server

from scripts.build.preview.serving import HOST
from scripts.desk.desk import Desk
from scripts.desk.serving import make_application
from scripts.setup.project import Project

_PAGE = "reports/2023.md"
_TOKEN = "bench"  # noqa: S105 - opens a desk that is gone a second later
#: Every so many edits one is sent with a button.
_BUTTON_EVERY = 7
_LONGEST_SECONDS = 0.6
#: The text before the first part.
_FIELD = "s1-text"
_FIELDS = re.compile(r'<input [^>]*?name="([a-z0-9_-]+)" value="([^"]*)"')
_TEXTS = re.compile(r'<textarea [^>]*?name="([a-z0-9_-]+)"[^>]*>\n(.*?)</textarea>', re.DOTALL)
_NUMBER = re.compile(r"第(\d+)次写的")


@dataclass
class _Tally:
    """What came of all edits."""

    sent: int = 0
    kept: int = 0
    lost: int = 0
    broken: int = 0
    on_the_way: int = 0
    #: The number of the last edit that was answered, or found again.
    last: int = 0
    seconds: list[float] = field(default_factory=list)


def measure_kills(project: Project, kills: int, seed: int) -> Iterator[str]:
    """Kill it so many times; yield the figures, a line each.

    Args:
        project: Whose pages are copied and typed into.
        kills: How often.
        seed: By which the moments are chosen.
    """
    chance, tally = Random(seed), _Tally()  # noqa: S311 - moments, no secrets
    with tempfile.TemporaryDirectory() as folder:
        copy = Project(Path(folder))
        shutil.copytree(project.docs, copy.docs)
        # What is read here need not be read in each life.
        Desk.of(copy).work.survey()
        for _ in range(kills):
            _live_once(copy, chance.uniform(0, _LONGEST_SECONDS), tally)
        is_same = (copy.docs / _PAGE).read_bytes() == (project.docs / _PAGE).read_bytes()
    times = sorted(tally.seconds)
    yield f"杀掉 {kills} 次，写了 {tally.sent} 次，其中回答“已记下”的 {tally.kept} 次。"
    yield f"记下的丢了 {tally.lost} 次，残缺的 {tally.broken} 次；还没有回答就被杀、也记下了的 {tally.on_the_way} 次。"
    yield f"没有按“写入”，页面{'没有变' if is_same else '变了'}。"
    yield f"记一次，中位数 {1000 * statistics.median(times):.0f} 毫秒，最长 {1000 * times[-1]:.0f} 毫秒。"


def _live_once(project: Project, seconds: float, tally: _Tally) -> None:
    """Open the desk, look what is there, type until it is killed."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    # A copy of this program begins at once, where the system has such.
    context: Any = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    process = context.Process(target=_serve, args=(project, theirs))
    process.start()
    theirs.close()
    try:
        with ours:
            browser = _Browser(ours.recv())
        fields = browser.open_form()
        _look(fields[_FIELD], tally)
        killer = threading.Timer(seconds, process.kill)
        killer.start()
        _type(browser, fields, tally)
        killer.join()
    finally:
        process.kill()
        process.join()


def _look(text: str, tally: _Tally) -> None:
    """Whether what was answered is there."""
    found = _NUMBER.match(text)
    there = int(found[1]) if found else 0
    tally.lost += max(0, tally.last - there)
    tally.broken += there > 0 and text != _words(there)
    tally.on_the_way += max(0, there - tally.last)
    tally.last = there


def _type(browser: _Browser, fields: dict[str, str], tally: _Tally) -> None:
    serial = 0
    while True:
        number, serial = tally.last + 1, serial + 1
        fields |= {_FIELD: _words(number), "draft-serial": str(serial)}
        begun = time.perf_counter()
        tally.sent += 1
        try:
            browser.send(fields, with_button=serial % _BUTTON_EVERY == 0)
        except (OSError, http.client.HTTPException):
            return
        tally.kept += 1
        tally.last = number
        tally.seconds.append(time.perf_counter() - begun)


def _words(number: int) -> str:
    return f"第{number}次写的。" + "边写边记。" * (number % 50)


class _Browser:
    """Does what the form's script does."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookie = ""
        answer, _ = self._ask("GET", f"/desk/?token={_TOKEN}")
        self._cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]

    def open_form(self) -> dict[str, str]:
        """The page's form as it is shown, with what a script adds."""
        page = self._ask("GET", f"/desk/editing/?page={_PAGE}")[1].decode()
        hidden = {name: unescape(value) for name, value in _FIELDS.findall(page)}
        texts = {name: unescape(value) for name, value in _TEXTS.findall(page)}
        return hidden | texts

    def send(self, fields: dict[str, str], *, with_button: bool) -> None:
        """Send the form: to be kept, or with a button.

        Raises:
            OSError: Nobody answers.
            HTTPException: The answer breaks off.
        """
        where = "/desk/editing/" if with_button else "/desk/drafts"
        answer, _ = self._ask("POST", where, urlencode({**fields, "do": "look"}))
        if answer.status >= http.client.BAD_REQUEST:
            raise AssertionError(f"{where}: {answer.status}")

    def _ask(self, method: str, address: str, body: str = "") -> tuple[http.client.HTTPResponse, bytes]:
        headers = {"Cookie": self._cookie, "Origin": f"http://{HOST}:{self._port}"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(http.client.HTTPConnection(HOST, self._port, timeout=60)) as connection:
            connection.request(method, address, body or None, headers)
            answer = connection.getresponse()
            return answer, answer.read()


def _serve(project: Project, pipe: Connection) -> None:
    """Serve the desk until killed; tell its port."""
    with socket.socket() as listening:
        listening.bind((HOST, 0))
        port = listening.getsockname()[1]
        application = make_application(project, _no_site, Desk.of(project), _TOKEN, port)
        server = create_server(application, sockets=[listening])
        pipe.send(port)
        server.run()


def _no_site(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    start_response("404 Not Found", [])
    return []
