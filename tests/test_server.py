"""The handbook's nginx settings, as they stand on the page, under the real nginx."""

from __future__ import annotations

import base64
import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from scripts.build.after_build.policy import HEADER
from scripts.setup.environment import ROOT
from scripts.setup.needs import BROWSER, NGINX, find_program
from tests.helpers.needs import require
from tests.helpers.waiting import PATIENCE_SECONDS, free_port, wait_for

_PROGRAM = str(find_program("nginx"))
PAGE = Path(ROOT, "docs/handbook/server.md")
AUDIENCES = ("dangyuan", "banzi")
WORDS = {"dangyuan": "all-may-read", "banzi": "few may read"}
#: What nobody must reach; it stands beside the folders that are served.
SECRET = "root:x:0:0"


def block_under(title: str) -> str:
    """The first block of code under a heading of the page."""
    text = PAGE.read_text(encoding="utf-8").split(f"### {title} ", 1)[1]
    return text.split("```\n", 2)[1]


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    folder: Path
    ports: dict[str, int]

    def get(
        self, path: str, audience: str = "banzi", word: str | None = "", method: str = "GET", **headers: str
    ) -> Answer:
        """Ask for a path exactly as it is written; `word` is the password, None for none at all."""
        if word is not None:
            token = base64.b64encode(f"user01:{word or WORDS[audience]}".encode()).decode()
            headers["Authorization"] = f"Basic {token}"
        connection = http.client.HTTPConnection("127.0.0.1", self.ports[audience], timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): v for name, v in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()


def identity() -> dict[str, Any]:
    """An own process without any rights, even where the tests run as root."""
    return {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}


def lay_out(folder: Path, site: Path) -> dict[str, int]:
    """The folders of a server as the handbook names them, under a folder of the test's own."""
    ports = {}
    (folder / "secret").write_text(SECRET, encoding="utf-8")
    shared = block_under("公用的设置").replace("/etc/nginx/yearbook/", f"{folder}/")
    servers = block_under("每个阅读范围一段").replace("/etc/nginx/yearbook/", f"{folder}/")
    for audience in AUDIENCES:
        release = folder / "srv" / audience / "releases/1"
        shutil.copytree(site, release)
        (release.parent.parent / "current").symlink_to("releases/1")
        hashed = subprocess.run(
            ["openssl", "passwd", "-6", "-stdin"], input=WORDS[audience], capture_output=True, text=True, check=True
        ).stdout
        (folder / f"{audience}.htpasswd").write_text(f"user01:{hashed}", encoding="utf-8")
        ports[audience] = free_port()
    for number, audience in zip((8081, 8082), AUDIENCES, strict=True):
        servers = servers.replace(f"listen {number};", f"listen 127.0.0.1:{ports[audience]};")
    servers = servers.replace("/srv/yearbook/", f"{folder}/srv/")
    (folder / "common.conf").write_text(shared, encoding="utf-8")
    (folder / "yearbook.conf").write_text(servers, encoding="utf-8")
    temporary = "".join(
        f"{name}_temp_path {folder}/tmp-{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"pid {folder}/pid; error_log {folder}/error.log; worker_processes 1; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {temporary}\ninclude {folder}/yearbook.conf; }}\n",
        encoding="utf-8",
    )
    return ports


def add_traps(release: Path) -> None:
    """What a release must not give away, and what it sends ready compressed."""
    (release / ".htaccess").write_text(SECRET, encoding="utf-8")
    (release / ".git").mkdir()
    (release / ".git/config").write_text(SECRET, encoding="utf-8")
    (release / "manifest.json").write_text(SECRET, encoding="utf-8")
    (release / "assets/out.css").symlink_to("../../../../../secret")
    home = release / "index.html"
    (release / "index.html.gz").write_bytes(gzip.compress(home.read_bytes() + b"<!-- ready -->"))


@pytest.fixture(scope="module")
def server(built_site: Path) -> Iterator[Server]:
    """nginx with the page's settings, started as a process of its own and stopped by its own number."""
    require(NGINX)
    folder = Path(tempfile.mkdtemp(prefix="yearbook-nginx-"))
    try:
        ports = lay_out(folder, built_site)
        add_traps(folder / "srv/banzi/releases/1")
        for path in [folder, *folder.rglob("*")]:
            if identity():
                os.chown(path, 65534, 65534, follow_symlinks=False)
        command = [
            _PROGRAM,
            "-e",
            f"{folder}/error.log",
            "-p",
            str(folder),
            "-c",
            f"{folder}/nginx.conf",
        ]
        tested = subprocess.run([*command, "-t"], capture_output=True, text=True, **identity())
        assert tested.returncode == 0, tested.stderr
        assert "[warn]" not in tested.stderr.replace('the "user" directive', "")
        process = subprocess.Popen([*command, "-g", "daemon off;"], **identity())
        try:
            wait_for(lambda: process.poll() is not None or all(map(is_listening, ports.values())), "nginx")
            assert process.poll() is None, "nginx has ended"
            yield Server(folder, ports)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("path", ["/", "/index.html", "/assets/search/manifest.js", "/no-such-page.html", "/404.html"])
def test_nothing_is_shown_without_logging_in(server: Server, path: str) -> None:
    for word in (None, "wrong", WORDS["dangyuan"]):
        answer = server.get(path, "banzi", word)
        assert answer.status == 401
        assert "immutable" not in answer.headers["cache-control"]
        assert "廉政年鉴" not in answer.body.decode()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_audience_has_its_own_words(server: Server, audience: str) -> None:
    answer = server.get("/reports/2023.html", audience)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "加大问责" in answer.body.decode() or "理论武装" in answer.body.decode()
    assert server.get("/", audience).status == 200


@pytest.mark.parametrize("path", ["/", "/reports/2023.html", "/assets/stylesheets/page.css", "/no/such/page.html"])
def test_every_answer_has_the_headers(server: Server, path: str) -> None:
    headers = server.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["server"] == "nginx"
    assert "strict-transport-security" not in headers


def test_a_calendar_is_told_to_be_one(server: Server) -> None:
    answer = server.get("/calendar/all.ics")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert server.get("/calendar/all.ics", word=None).status == 401


def test_policy_is_that_of_the_pages(request: pytest.FixtureRequest) -> None:
    """The line is written by `--update-golden`."""
    line = f'add_header Content-Security-Policy "{HEADER}" always;'
    if request.config.getoption("--update-golden"):
        text = re.sub(r"^add_header Content-Security-Policy .*$", line, PAGE.read_text(encoding="utf-8"), flags=re.M)
        PAGE.write_text(text, encoding="utf-8")
    assert line in block_under("公用的设置").splitlines()


@pytest.mark.parametrize(
    "path",
    [
        "/../secret",
        "/../../../secret",
        "/assets/../../../../secret",
        "/%2e%2e/%2e%2e/%2e%2e/secret",
        "/..%2f..%2f..%2fsecret",
        "/%2e%2e%2f%2e%2e%2f%2e%2e%2fsecret",
        "/assets/..%5c..%5c..%5csecret",
        "/assets/%2e%2e/%2e%2e/%2e%2e/%2e%2e/secret",
        "/..;/..;/secret",
        "//../secret",
        "/index.html/../../secret",
        "/assets/out.css",
        "/.htaccess",
        "/.git/config",
        "/%2egit/config",
        "/manifest.json",
        "/assets%00.css",
    ],
)
def test_nothing_beside_the_pages_is_reached(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.status in {400, 404}
    assert SECRET not in answer.body.decode()


@pytest.mark.parametrize(
    "path", ["/assets/", "/assets", "/assets/stylesheets/", "/regulations/jilv-chufen-tiaoli/nope/"]
)
def test_folders_are_not_listed(server: Server, path: str) -> None:
    answer = server.get(path)
    if answer.status == 301:
        answer = server.get(answer.headers["location"])
    assert answer.status == 404
    assert "Index of" not in answer.body.decode()


@pytest.mark.parametrize("path", ["/nope.html", "/a/b/c/d/nope.html", "/reports/1999.html"])
def test_page_that_is_missing_is_told_by_the_site_from_any_depth(server: Server, path: str) -> None:
    answer = server.get(path)
    text = answer.body.decode()
    assert answer.status == 404
    assert "没有这一页" in text
    addresses = re.findall(r'(?:href|src|action)="([^"#]+)"', text)
    assert len(addresses) > 10
    for address in addresses:
        assert address.startswith("/"), address
        assert server.get(address).status == 200, address


def test_pages_that_are_ready_compressed_are_sent_as_they_are(server: Server) -> None:
    answer = server.get("/index.html", Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body).endswith(b"<!-- ready -->")
    assert answer.headers["vary"] == "Accept-Encoding"
    assert "content-encoding" not in server.get("/index.html").headers


@pytest.mark.parametrize("path", ["/reports/2023.html", "/assets/search/shard-000.js", "/assets/stylesheets/page.css"])
def test_other_text_is_compressed_on_its_way(server: Server, path: str) -> None:
    answer = server.get(path, Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == server.get(path).body


def test_a_name_with_its_contents_hash_is_kept_and_a_page_is_asked_for_again(server: Server, built_site: Path) -> None:
    bundle = next(built_site.glob("assets/javascripts/bundle.*.min.js"))
    hashed = server.get(f"/{bundle.relative_to(built_site).as_posix()}")
    assert hashed.headers["cache-control"] == "private, max-age=31536000, immutable"
    for path in ("/index.html", "/assets/stylesheets/tokens.css", "/assets/search/manifest.js"):
        answer = server.get(path)
        assert answer.headers["cache-control"] == "private, no-cache"
        again = server.get(path, If_None_Match=answer.headers["etag"])
        assert (again.status, again.body) == (304, b"")
    missing = server.get("/assets/javascripts/bundle.00000000.min.js")
    assert (missing.status, missing.headers["cache-control"]) == (404, "private, no-cache")


def test_new_release_shows_at_once(server: Server) -> None:
    top = server.folder / "srv/dangyuan"
    before = server.get("/index.html", "dangyuan")
    shutil.copytree(top / "releases/1", top / "releases/2")
    (top / "releases/2/index.html").write_text("<p>新的首页</p>", encoding="utf-8")
    (top / "next").symlink_to("releases/2")
    (top / "next").replace(top / "current")
    after = server.get("/index.html", "dangyuan", If_None_Match=before.headers["etag"])
    assert (after.status, after.body.decode()) == (200, "<p>新的首页</p>")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(server: Server, method: str) -> None:
    assert server.get("/index.html", method=method).status == 405


def test_settings_with_a_certificate_are_sound(server: Server) -> None:
    secure = block_lines("listen 8082 ssl;", 3)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-keyout", f"{server.folder}/server.key", "-out", f"{server.folder}/server.crt"],
        check=True, capture_output=True,
    )  # fmt: skip
    (server.folder / "server.key").chmod(0o644)
    there = (server.folder / "yearbook.conf").read_text(encoding="utf-8")
    listen = f"listen 127.0.0.1:{server.ports['banzi']};"
    assert listen in there
    secured = server.folder / "secured.conf"
    secure = secure.replace("8082", f"127.0.0.1:{free_port()}").replace("/etc/nginx/yearbook/", f"{server.folder}/")
    secured.write_text(there.replace(listen, secure), encoding="utf-8")
    whole = (server.folder / "nginx.conf").read_text(encoding="utf-8").replace("yearbook.conf", "secured.conf")
    (server.folder / "nginx2.conf").write_text(whole.replace("/pid;", "/pid2;"), encoding="utf-8")
    command = [
        _PROGRAM,
        "-e",
        "stderr",
        "-p",
        str(server.folder),
        "-c",
        f"{server.folder}/nginx2.conf",
        "-t",
    ]
    tested = subprocess.run(command, capture_output=True, text=True, **identity())
    assert tested.returncode == 0, tested.stderr


def block_lines(first: str, count: int) -> str:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.strip() == first)
    return "\n".join(lines[at : at + count])


def test_passwords_are_made_by_the_command_on_the_page() -> None:
    assert "openssl passwd -6" in block_under("用户名和密码")


@pytest.mark.needs(BROWSER)
def test_site_works_in_a_browser_behind_the_server(server: Server, browser: Any) -> None:
    context = browser.new_context(http_credentials={"username": "user01", "password": WORDS["banzi"]})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"http://127.0.0.1:{server.ports['banzi']}/reports/2023.html")
    page.fill(".yb-search__input", "诫勉谈话")
    page.press(".yb-search__input", "Enter")
    page.wait_for_selector(".yb-find__row")
    assert complaints == []
    page.goto(f"http://127.0.0.1:{server.ports['banzi']}/a/b/nope.html")
    expect(page.locator("h1")).to_have_text("没有这一页")
    page.click("article >> text=首页")
    page.wait_for_selector(".yb-tiles")
    context.close()
