"""Serves the site on this machine and builds it again when a page changes."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from wsgiref.types import WSGIApplication

from mkdocs.livereload import LiveReloadServer

from macros.corpus.settings import builds_plainly
from macros.errors import SiteError
from scripts.build import pipeline
from scripts.build.mkdocs_private.reload_script import allow_reloading
from scripts.build.pipeline import FileWriter
from scripts.build.preview_notice import Notice
from scripts.build.search_data.writing import SEARCH_DATA
from scripts.build.served_pages import changing_pages
from scripts.setup.console import Console
from scripts.setup.project import Project
from scripts.setup.unforeseen import describe_unforeseen

HOST = "127.0.0.1"
#: Often enough not to be waited for, and cheap: a look at a thousand pages takes some hundredths of a second.
_LOOKS_EVERY_SECONDS = 0.2
_WATCHED = ("docs", "macros", "mkdocs.yml")


class _Server(LiveReloadServer):
    """Says that the site is ready once it really answers."""

    console: Console
    follows: str

    def server_activate(self) -> None:
        super().server_activate()
        self.console.say(f"站点已就绪：{self.url.rstrip('/')} （{self.follows}，按 Ctrl+C 停止）")


class PortInUseError(SiteError):
    """Another program listens where the preview is to be served."""

    meaning = "预览要用的端口已被占用，多半是上一次的预览还没有关"
    remedy = "关闭占用它的程序，或用 `--port` 换一个端口"


def serve(
    project: Project, port: int, console: Console, write_files: FileWriter | None = None, *, open_browser: bool = False
) -> None:
    """Build, serve on the loopback address, and follow every change until interrupted.

    Args:
        project: What the site is made from.
        port: TCP port to listen on.
        console: Where to tell what is done.
        write_files: Writes the files that pages offer.
        open_browser: Whether to open the site once it is ready.

    Raises:
        PortInUseError: The port is taken.
        ContentErrors: The content is wrong at the start; later faults are
            told, on every page too, and the last good site stays.
        BuildError: The generator failed at the start.
    """
    _require_free(port)
    pipeline.refresh(project, console, write_files)
    notice = Notice()

    def rebuild() -> None:
        # A fault while somebody edits is told; the last good site stays in the browser.
        try:
            pipeline.refresh(project, console, write_files)
        except SiteError as error:
            notice.tell(str(error))
            console.say(f"{error}\n改正后自动重新生成，浏览器中仍是上一次的站点。")
        except Exception as error:
            told = describe_unforeseen(error, "serve", project.work)
            notice.tell(told)
            console.say(f"{told}\n浏览器中仍是上一次的站点。")
        else:
            notice.clear()

    def error_page(code: int) -> bytes | None:
        page = project.preview / "404.html"
        return page.read_bytes() if code == 404 and page.is_file() else None

    _Server.console = console
    server = _Server(rebuild, HOST, port, str(project.preview), polling_interval=_LOOKS_EVERY_SECONDS)
    server.error_handler = error_page
    if builds_plainly(project.docs):
        server.follows = "改动后自动重新生成，刷新浏览器就能看到"
        serve_pages: WSGIApplication = server.serve_request
    else:
        server.follows = "改动后自动更新"
        serve_pages = allow_reloading(server.serve_request)
    server.set_app(changing_pages(serve_pages, notice.put_on))
    for path, whole in _watched(project):
        server.watch(str(path), recursive=whole)
    try:
        server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call]
    finally:
        server.shutdown()


def _watched(project: Project) -> Iterator[tuple[Path, bool]]:
    """Yield what a site is made from, each with whether its folders count: all but what a build itself writes."""
    yield from ((project.folder / name, True) for name in _WATCHED)
    theme, assets = project.overrides, project.overrides / "assets"
    for folder in (theme, assets):
        yield folder, False
        written = {assets, theme / SEARCH_DATA}
        yield from ((path, True) for path in sorted(folder.iterdir()) if path.is_dir() and path not in written)


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
