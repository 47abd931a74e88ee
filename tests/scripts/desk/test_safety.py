"""Attack by attack: who may not use the desk, and what does not get through it."""

from __future__ import annotations

import io
import re
import socket
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from scripts.build.after_build.policy import DESK
from scripts.desk import app as desk_app
from scripts.desk import safety
from scripts.desk.app import TASKS
from scripts.desk.desk import Desk
from scripts.desk.serving import PortInUseError, make_application, take_port
from scripts.setup.project import Project
from tests.helpers.desk import PORT, TOKEN, DeskClient, make_desk, no_site

OWN = f"http://127.0.0.1:{PORT}"


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(tmp_path)


@pytest.fixture
def stranger(tmp_path: Path) -> Client:
    """A browser that has no cookie of the desk."""
    return Client(make_application(Project(tmp_path), no_site, Desk.of(Project(tmp_path)), TOKEN, PORT))


def ask(client: Client, address: str, *, base: str = OWN, peer: str = "127.0.0.1", **more: Any) -> TestResponse:
    return client.open(address, base_url=base, environ_overrides={"REMOTE_ADDR": peer}, buffered=True, **more)


def send(desk: DeskClient, fields: dict[str, str], **headers: str) -> int:
    """The answer to a form that would be kept as a draft."""
    form = {"draft-screen": "home.show", "draft-page": "a", "words": "字", **fields}
    return ask(desk.browser, "/desk/drafts", method="POST", data=form, headers=headers).status_code


@pytest.mark.parametrize("address", ["/", "/desk/", f"/desk/?token={TOKEN}"])
@pytest.mark.parametrize(
    "host", ["evil.example:8000", "127.0.0.1.evil.example", "192.168.1.9:8000", "[::2]", "", "[", "@"]
)
def test_a_name_that_was_pointed_here_gets_nothing(stranger: Client, address: str, host: str) -> None:
    answer = ask(stranger, address, headers={"Host": host})
    assert answer.status_code == 403
    assert "站点" not in answer.text
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("peer", ["192.168.1.9", "10.0.0.1", "::ffff:192.168.1.9", ""])
def test_another_machine_gets_nothing(stranger: Client, peer: str) -> None:
    assert ask(stranger, f"/desk/?token={TOKEN}", peer=peer).status_code == 403


def test_the_port_is_on_the_loopback_address_alone_and_nobody_shares_it() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(PortInUseError, match="已被占用"):
            take_port(other.getsockname()[1])
    with take_port(0) as own:
        assert own.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "query", ["", "?token=", "?token=wrong", f"?token={TOKEN}x", f"?token={TOKEN[:-1]}", "?token=字"]
)
def test_without_the_token_the_desk_stays_shut(stranger: Client, query: str) -> None:
    for task in TASKS:
        assert ask(stranger, f"/desk/{task.name}/{query}").status_code == 401
    assert ask(stranger, f"/desk/{query}").status_code == 401


def test_the_site_is_open_to_this_machine(stranger: Client) -> None:
    assert ask(stranger, "/").status_code == 200
    assert ask(stranger, "/", base="http://localhost:8000").status_code == 200


def test_the_token_opens_once_and_leaves_the_address(stranger: Client) -> None:
    answer = ask(stranger, f"/desk/history/?token={TOKEN}")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{OWN}/desk/history/"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"yearbook-desk-{PORT}=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/desk"} <= set(cookie.split("; "))
    assert TOKEN not in cookie
    assert ask(stranger, "/desk/history/").status_code == 200


def test_a_cookie_of_another_start_opens_nothing(tmp_path: Path, desk: DeskClient, stranger: Client) -> None:
    cookie = desk.browser.get_cookie(f"yearbook-desk-{PORT}", path="/desk", domain="127.0.0.1")
    assert cookie
    stranger.set_cookie(cookie.key, cookie.value, path="/desk", domain="127.0.0.1")
    assert ask(stranger, "/desk/").status_code == 401


def test_a_form_of_the_desk_is_taken(desk: DeskClient) -> None:
    assert send(desk, {"csrf": desk.word}, Origin=OWN) == 204
    assert [dict(draft.fields.items()) for draft in desk.desk.drafts.list()] == [{"words": "字"}]


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1:9000", "https://127.0.0.1:8000"]
)
def test_a_form_of_another_site_is_refused_though_it_knew_the_word(desk: DeskClient, origin: str | None) -> None:
    assert send(desk, {"csrf": desk.word}, **({"Origin": origin} if origin else {})) == 403
    assert desk.desk.drafts.list() == []


@pytest.mark.parametrize("word", ["", "wrong", "字"])
def test_a_form_without_the_word_is_refused(desk: DeskClient, word: str) -> None:
    assert send(desk, {"csrf": word}, Origin=OWN) == 403
    assert desk.desk.drafts.list() == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_do_nothing(desk: DeskClient, method: str) -> None:
    assert ask(desk.browser, "/desk/", method=method, headers={"Origin": OWN}).status_code in {403, 405}


@pytest.mark.parametrize("address", ["/desk/", "/desk/nowhere", "/desk/static/desk.css", "/desk/drafts"])
def test_every_answer_has_the_headers(desk: DeskClient, stranger: Client, address: str) -> None:
    for client in (desk.browser, stranger):
        headers = ask(client, address).headers
        assert headers["Content-Security-Policy"] == DESK
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
    assert "unsafe" not in DESK
    assert "frame-ancestors 'none'" in DESK


def test_no_template_holds_a_script_or_a_style_of_its_own() -> None:
    for template in Path(desk_app.__file__).with_name("templates").glob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|\|\s*safe\b", text), template.name
        assert text.count('method="post"') == text.count("{{ csrf() }}"), template.name


def test_too_much_at_once_is_refused(desk: DeskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "MOST_BYTES", 1000)
    small = DeskClient(desk.desk.project)
    answer = ask(
        small.browser,
        "/desk/drafts",
        method="POST",
        data={"csrf": "x", "file": (io.BytesIO(b"x" * 2000), "a.docx")},
        headers={"Origin": OWN},
    )
    assert answer.status_code == 413
    assert "太大" in answer.text


@pytest.mark.parametrize(
    "path",
    ["../secret", "/etc/passwd", "reports/../../secret.md", "..\\secret.md", "reports/2023.md\x00", "", ".", "reports",
     "../.build/desk/drafts/x.json", "reports/%2e%2e/secret.md", "C:\\secret.md"],
)  # fmt: skip
def test_no_path_of_a_form_leaves_the_pages(tmp_path: Path, desk: DeskClient, path: str) -> None:
    (tmp_path / "secret.md").write_text("秘密", encoding="utf-8")
    with pytest.raises(Exception, match="没有这一页"):
        desk.desk.work.open(path)


@pytest.mark.parametrize("digest", ["../../secret.md", "a" * 63, "A" * 64, "/" * 64, "a" * 64 + "\n"])
def test_no_digest_of_a_form_names_a_file(tmp_path: Path, desk: DeskClient, digest: str) -> None:
    changes = desk.desk.work.plan("试", {"reports/2023.md": "新的"}, {"reports/2023.md": digest})
    assert changes.before["reports/2023.md"] == (tmp_path / "docs/reports/2023.md").read_bytes()


@pytest.mark.parametrize("screen", ["../../x", "no.such", "http://evil.example", "javascript:alert(1)"])
def test_no_draft_leads_anywhere_but_to_the_desk(desk: DeskClient, screen: str) -> None:
    assert send(desk, {"csrf": desk.word, "draft-screen": screen, "draft-title": "<b>题</b>"}, Origin=OWN) == 204
    home = desk.get("/desk/")
    assert "&lt;b&gt;题&lt;/b&gt;" in home
    assert "接着写" not in home.replace("随时接着写", "")


def test_assets_are_those_of_the_program(desk: DeskClient) -> None:
    assert ask(desk.browser, "/desk/assets/stylesheets/tokens.css").status_code == 200
    for path in ("../main.html", "..%2fmain.html", "%2e%2e/main.html", "etc/passwd"):
        assert ask(desk.browser, f"/desk/assets/{path}").status_code == 404
