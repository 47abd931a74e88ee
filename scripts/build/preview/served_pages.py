"""Pages changed on their way to the browser; what is built stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def changing_pages(serve: WSGIApplication, change: Callable[[bytes], bytes]) -> WSGIApplication:
    """Serve as before, with every page changed.

    Args:
        serve: Serves pages and whatever they use.
        change: Gives what is sent in the place of a page.
    """

    def serve_changed(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        status, headers, body = _ask(serve, environ)
        if dict(headers).get("Content-Type", "").startswith("text/html"):
            page = change(b"".join(body))
            headers = [(name, str(len(page)) if name == "Content-Length" else value) for name, value in headers]
            body = [page]
        start_response(status, headers)
        return body

    return serve_changed


def _ask(serve: WSGIApplication, environ: WSGIEnvironment) -> tuple[str, list[tuple[str, str]], Iterable[bytes]]:
    """Status, headers and body of an answer that is not begun yet."""
    begun: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], _: Any = None) -> Callable[[bytes], object]:
        begun.append((status, headers))
        # The whole body is what is returned.
        return lambda _: None

    body = serve(environ, start)
    return *begun[-1], body
