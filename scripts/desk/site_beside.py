"""The site as it is looked at beside the desk: built behind, again after each edit; faults are told on top."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.types import WSGIApplication

from mkdocs.livereload import LiveReloadServer

from macros.errors import SiteError
from scripts.build import pipeline
from scripts.build.mkdocs_private.reload_script import allow_reloading
from scripts.build.pipeline import FileWriter
from scripts.build.preview import HOST, _watched
from scripts.build.preview_notice import Notice
from scripts.build.served_pages import changing_pages
from scripts.setup.console import Console
from scripts.setup.project import Project
from scripts.setup.unforeseen import describe_unforeseen

_LOOKS_EVERY_SECONDS = 0.2
#: Where nothing could be built yet; the way to the desk stands before its header.
_NOTHING = (
    '<!doctype html><html lang="zh"><meta charset="utf-8"><title>站点还没有生成</title>'
    '<body><header></header><h1>站点还没有生成</h1><p>先在<a href="/desk/">工作台</a>把错误改好。</p></body></html>'
).encode()


@contextmanager
def site_beside(
    project: Project, port: int, console: Console, write_files: FileWriter | None = None
) -> Iterator[WSGIApplication]:
    """The site of a project, which follows every edit until it is left.

    Args:
        project: What the site is made from.
        port: Where it is served.
        console: Where to tell what is done.
        write_files: Writes the files that pages offer.
    """
    notice = Notice()

    def build() -> None:
        try:
            pipeline.refresh(project, console, write_files)
        except SiteError as error:
            _tell(str(error), notice, console)
        except Exception as error:
            _tell(describe_unforeseen(error, "serve", project.work), notice, console)
        else:
            notice.clear()

    server = LiveReloadServer(build, HOST, port, str(project.preview), polling_interval=_LOOKS_EVERY_SECONDS)
    missing = project.preview / "404.html"
    server.error_handler = lambda code: (
        (missing.read_bytes() if missing.is_file() else _NOTHING) if code == 404 else None
    )
    for path, whole in _watched(project):
        if path.exists():
            server.watch(str(path), recursive=whole)
    server._want_rebuild = True
    server.observer.start()
    behind = threading.Thread(target=server._build_loop, daemon=True)
    behind.start()
    try:
        yield changing_pages(allow_reloading(server.serve_request), notice.put_on)
    finally:
        server.shutdown()


def _tell(wrong: str, notice: Notice, console: Console) -> None:
    notice.tell(wrong)
    console.say(f"{wrong}\n改正后自动重新生成，浏览器中仍是上一次的站点。")
