"""The site and the desk beside it on one port of this machine."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from wsgiref.types import WSGIApplication

from waitress.server import create_server
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from scripts.build.preview.serving import HOST, PortInUseError
from scripts.desk.app import make_desk
from scripts.desk.desk import Desk
from scripts.desk.running import Running, forget, remember
from scripts.desk.safety import MOST_BYTES, only_here
from scripts.desk.site_links import with_desk_links
from scripts.setup.console import Console
from scripts.setup.project import Project

#: Where it listens unless that is taken, and so many behind it are tried.
USUAL_PORT = 8000
_TRIED = 20
#: Some may wait for a page that takes its time.
_THREADS = 8


def make_application(project: Project, site: WSGIApplication, desk: Desk, token: str, port: int) -> WSGIApplication:
    """The site at `/`, with ways to the desk, and the desk at `/desk/`, for this machine alone."""
    app = make_desk(desk, token, port)
    whole = DispatcherMiddleware(with_desk_links(site, project.docs), {"/desk": app})
    return only_here(whole)


def serve(
    project: Project,
    listening: socket.socket,
    console: Console,
    site: WSGIApplication,
    *,
    open_browser: bool = False,
    when_open: Callable[[], object] = lambda: None,
) -> None:
    """Serve both until interrupted.

    Args:
        project: Whose pages are worked on.
        listening: The port, as `take_port` gives it.
        console: Where the address is told.
        site: Serves the site as it is looked at.
        open_browser: Whether to open the desk.
        when_open: Called once it is known where it is open.
    """
    desk, token, port = Desk.of(project), secrets.token_urlsafe(32), listening.getsockname()[1]
    server = create_server(
        make_application(project, site, desk, token, port),
        sockets=[listening],
        threads=_THREADS,
        max_request_body_size=MOST_BYTES,
        # What it is and which version is nobody's business.
        ident=None,
    )
    # So that whoever opens the first page does not wait for the pages to be read.
    threading.Thread(target=desk.work.survey, daemon=True).start()
    running = Running(port, token)
    remember(project, running)
    when_open()
    console.say(f"工作台：{running.address}\n站点：http://{HOST}:{port}/ （按 Ctrl+C 停止）")
    if open_browser:
        webbrowser.open(running.address)
    try:
        server.run()
    finally:
        forget(project, running)
        desk.close()
        server.close()


def take_free_port(console: Console) -> socket.socket:
    """Take the usual port, or the next one that is free where another program has it.

    Raises:
        PortInUseError: All that were tried are taken.
    """
    for port in range(USUAL_PORT, USUAL_PORT + _TRIED):
        with suppress(PortInUseError):
            listening = take_port(port)
            if port != USUAL_PORT:
                console.say(f"端口 {USUAL_PORT} 被别的程序占用，改用 {port}。")
            return listening
    raise PortInUseError(
        f"端口 {USUAL_PORT} 到 {USUAL_PORT + _TRIED - 1} 都被占用。改法：关闭不用的工作台，或者用 --port 写别的端口。"
    )


def take_port(port: int) -> socket.socket:
    """Take the port, for this program alone.

    Raises:
        PortInUseError: It is taken.
    """
    listening = socket.socket()
    # As each system has it: nobody beside us, and what has just been closed is free.
    own = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
    listening.setsockopt(socket.SOL_SOCKET, own, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise PortInUseError(
            f"端口 {port} 已被占用。改法：关闭占用它的程序，或用 --port {port % 65535 + 1} 换一个端口。"
        ) from error
    return listening
