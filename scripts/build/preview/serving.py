"""Serves the site on this machine while it is worked on."""

from __future__ import annotations

import socket
import webbrowser
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from macros.errors import SiteError
from scripts.build.preview.live_site import live_site
from scripts.setup.console import Console
from scripts.setup.project import Project

if TYPE_CHECKING:
    from scripts.build.pipeline import FileWriter

HOST = "127.0.0.1"


class PortInUseError(SiteError):
    """Another program listens where the preview is to be served."""

    meaning = "预览要用的端口已被占用，多半是上一次的预览还没有关"
    remedy = "关闭占用它的程序，或用 `--port` 换一个端口"


class _Server(ThreadingMixIn, WSGIServer):
    """Answers several at once, since one may wait for a page that takes its time."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A browser that has left while it was answered is nothing to tell."""


class _Handler(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
        """Nobody reads what was asked for."""


def serve(
    project: Project, port: int, console: Console, write_files: FileWriter | None = None, *, open_browser: bool = False
) -> None:
    """Serve on the loopback address, and follow every change until interrupted.

    Args:
        project: What the site is made from.
        port: TCP port to listen on.
        console: Where to tell what is done.
        write_files: Writes the files that pages offer.
        open_browser: Whether to open the site once it is ready.

    Raises:
        PortInUseError: The port is taken.
        SiteError: The settings are wrong, or no page can be made; what is
            wrong with pages is told, on them too, and they are served.
    """
    _require_free(port)
    console.say("正在装载页面……")
    site = live_site(project, console, write_files)
    try:
        site.wait()
        with make_server(HOST, port, site, _Server, _Handler) as server:
            address = f"http://{HOST}:{server.server_port}"
            console.say(f"站点已就绪：{address} （{site.follows}，按 Ctrl+C 停止）")
            if open_browser:
                webbrowser.open(address)
            server.serve_forever()
    finally:
        site.close()


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        # As the server itself binds: a port in TIME_WAIT is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise PortInUseError(
                f"端口 {port} 已被占用。改法：关闭占用它的程序，或用 --port {port % 65535 + 1} 换一个端口。"
            ) from error
