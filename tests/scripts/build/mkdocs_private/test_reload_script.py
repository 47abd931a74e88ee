"""A page of the preview may run the one script that looks for news, where it is found; else it stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from mkdocs.livereload import LiveReloadServer

from scripts.build.after_build.policy import POLICY, policy_for_preview
from scripts.build.mkdocs_private.reload_script import allow_reloading

PAGE = f'<html><head><meta content="{POLICY}"></head><body><script>theme()</script></body></html>'
Serve = Callable[[dict[str, Any], Any], Iterable[bytes]]


def ask(serve: Serve, path: str = "/index.html") -> tuple[str, dict[str, str], str]:
    """Status, headers and text of an answer."""
    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    begun: list[Any] = []
    body: Any = serve(environ | {"PATH_INFO": path}, lambda *answer: begun.append(answer))
    text = b"".join(body).decode()
    if hasattr(body, "close"):
        body.close()
    return begun[0][0], dict(begun[0][1]), text


def serving(text: str, kind: str = "text/html") -> Serve:
    def serve(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(text.encode())))])
        return [text.encode()]

    return serve


@pytest.fixture
def server(tmp_path: Path) -> Any:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "page.css").write_text("a {}", encoding="utf-8")
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    server.watch(str(tmp_path))
    yield server
    server.server_close()


def test_the_script_of_the_server_is_allowed(server: Any) -> None:
    status, headers, page = ask(allow_reloading(server.serve_request))
    script = page.rpartition("<script>")[2].partition("</script>")[0]
    assert "location.reload()" in script
    assert page == PAGE.replace(POLICY, policy_for_preview(script)).replace(
        "</body>", f"<script>{script}</script></body>"
    )
    assert (status, headers["Content-Length"]) == ("200 OK", str(len(page.encode())))


def test_everything_else_is_served_as_it_is(server: Any) -> None:
    serve = allow_reloading(server.serve_request)
    assert ask(serve, "/page.css") == ask(server.serve_request, "/page.css")
    assert ask(serve, "/missing.html")[0] == "404 Not Found"


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        PAGE.replace("</body>", "<script>other()</script></body>"),
        PAGE.replace("</body>", "<script>ask('/livereload/1/1')</script><p>后面还有</p></body>"),
        PAGE.replace("</body>", "<script src='/livereload/1'></script></body>"),
        PAGE.replace("</body>", "<script>ask('/livereload/1/1')"),
        "",
    ],
)
def test_a_page_without_the_script_in_its_place_stays_as_it_is(text: str) -> None:
    assert ask(allow_reloading(serving(text))) == ask(serving(text))
