"""Who may use the desk: the person before this machine, in the browser that the desk was opened in, and nobody else.

The server listens on the loopback address alone. What it shows as the site is
a preview without a login; a stranger's page that has its own name point here
(DNS rebinding) is refused by the name that it asks for. The desk itself opens
to a token that is new with each start, once, and then to a cookie that other
sites cannot have sent; a form must come from the desk's own pages and bring
the word that stands in them.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, abort, redirect, request, session
from markupsafe import Markup

from scripts.build.after_build.policy import DESK

#: The names under which a browser on this machine reaches it.
_NAMES = frozenset({"127.0.0.1", "localhost"})
#: So much may be sent at once: a folder of scanned papers, and no disk full.
MOST_BYTES = 200 * 1024 * 1024
_MOST_FORM_BYTES = 16 * 1024 * 1024
_MOST_FIELDS = 20_000
#: What anybody may have: the looks and scripts of the program, which hold nothing of an office, and the proof that
#: it is the desk of a folder, which tells nothing to who does not know it.
_OPEN = frozenset({"static", "assets", "proof"})
_CSRF = "csrf"
_HEADERS = {
    "Content-Security-Policy": DESK,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def only_here(serve: WSGIApplication) -> WSGIApplication:
    """Serve this machine alone, and only under its own names."""

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if _is_local(environ.get("REMOTE_ADDR", "")) and _host_name(environ.get("HTTP_HOST", "")) in _NAMES:
            return serve(environ, start_response)
        told = "只能在这台电脑上、用 127.0.0.1 或 localhost 打开。".encode()
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8"), *_HEADERS.items()])
        return [told]

    return guarded


def protect(app: Flask, token: str, port: int) -> None:
    """Let nobody use the desk but who has come with its token.

    Args:
        app: The desk.
        token: What stands in the address with which it is opened.
        port: Where it listens; cookies know no ports, so that the cookie's name must.
    """
    app.secret_key = secrets.token_bytes(32)
    app.config.update(
        SESSION_COOKIE_NAME=f"yearbook-desk-{port}",
        SESSION_COOKIE_PATH="/desk",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=_MOST_FORM_BYTES,
        MAX_FORM_PARTS=_MOST_FIELDS,
    )

    @app.before_request
    def let_in() -> Response | None:
        if request.endpoint in _OPEN:
            return None
        given = request.args.get("token")
        if given is not None and hmac.compare_digest(given.encode(), token.encode()):
            session[_CSRF] = secrets.token_urlsafe(32)
            # Out of the address, and so out of the history.
            return redirect(request.base_url, 303)  # type: ignore[return-value]
        if _CSRF not in session:
            abort(401)
        if request.method not in {"GET", "HEAD"}:
            _require_own_form()
        return None

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(_HEADERS)
        return response

    app.jinja_env.globals.update(csrf=_csrf_field, csrf_word=_csrf_word)


def _require_own_form() -> None:
    """A form must come from the desk's own pages, and bring the word that only they know."""
    own = f"http://{request.host}"
    brought = request.form.get(_CSRF, "")
    if request.headers.get("Origin") != own or not hmac.compare_digest(brought.encode(), session[_CSRF].encode()):
        abort(403)


def _csrf_word() -> str:
    return str(session.get(_CSRF, ""))


def _csrf_field() -> Markup:
    return Markup('<input type="hidden" name="csrf" value="{}">').format(_csrf_word())


def _host_name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_local(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
