"""Lets a page of the preview run the script by which it looks for news.

The site's policy refuses every script that it does not know, and this one is
new with each page that is served. That leans on where the server of MkDocs puts
it; a page without it stays as it is, and whoever looks at it reloads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from scripts.build.after_build.policy import POLICY, policy_for_preview

#: The script asks the server under this address.
_NEWS = b"/livereload/"


def allow_reloading(serve: WSGIApplication) -> WSGIApplication:
    """Serve pages as `serve` does, with the one script in their policy."""

    def serve_allowing(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        status, headers, body = _ask(serve, environ)
        if dict(headers).get("Content-Type") == "text/html":
            page = _allow(b"".join(body))
            headers = [(name, str(len(page)) if name == "Content-Length" else value) for name, value in headers]
            body = [page]
        start_response(status, headers)
        return body

    return serve_allowing


def _ask(serve: WSGIApplication, environ: WSGIEnvironment) -> tuple[str, list[tuple[str, str]], Iterable[bytes]]:
    """Status, headers and body of an answer that is not begun yet."""
    begun: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], _: Any = None) -> Callable[[bytes], object]:
        begun.append((status, headers))
        # The whole body is what is returned.
        return lambda _: None

    body = serve(environ, start)
    return *begun[-1], body


def _allow(page: bytes) -> bytes:
    script, ended, rest = page.rpartition(b"<script>")[2].partition(b"</script>")
    if not ended or _NEWS not in script or not rest.lstrip().startswith(b"</body>"):
        return page
    return page.replace(POLICY.encode(), policy_for_preview(script.decode()).encode())
