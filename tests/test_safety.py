"""What a browser lets the pages do: all that they need, nothing that slipped in, and no word to other hosts."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from scripts.build.after_build.policy import HEADER
from scripts.setup.needs import BROWSER
from tests.helpers.browsing import reload, wait_for_value, wait_until
from tests.helpers.built_pages import pages_of_every_shape

pytestmark = pytest.mark.needs(BROWSER)
#: Tells the console of what the policy stopped, before any script of the page runs.
WATCH = """document.addEventListener("securitypolicyviolation", event =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));"""


class _Server(SimpleHTTPRequestHandler):
    """Serves as the handbook has nginx serve, with the policy as a header."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", HEADER)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def roots(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The site's address in a shared folder with an awkward name, and on a web server."""
    folder = tmp_path_factory.mktemp("share") / "共享 文件夹（内网）#1 100%" / "site"
    shutil.copytree(built_site, folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Server, directory=str(built_site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield {"file": folder.as_uri(), "http": f"http://127.0.0.1:{server.server_port}"}
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def said() -> list[str]:
    """What the browser complained of, and what it asked for outside the site."""
    return []


@pytest.fixture(params=["file", "http"])
def visit(
    request: pytest.FixtureRequest, browser: Any, roots: dict[str, str], said: list[str]
) -> Iterator[Callable[[str], Any]]:
    """Open pages one after another in one window, and write down what is said."""
    root = roots[request.param]
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    context.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    context.on("weberror", lambda error: said.append(str(error.error)))
    context.on("request", lambda asked: None if asked.url.startswith((f"{root}/", "data:")) else said.append(asked.url))
    context.on("dialog", lambda dialog: said.append(dialog.message))

    def open_page(path: str) -> Any:
        page.goto(f"{root}/{path}")
        return page

    yield open_page
    context.close()
    assert said == []


def test_no_page_is_stopped_by_its_policy_or_asks_another_host(
    visit: Callable[[str], Any], built_site: Path, said: list[str]
) -> None:
    pages = pages_of_every_shape(built_site)
    assert len(pages) > 20
    for page in pages:
        path = page.relative_to(built_site).as_posix()
        visit(path)
        assert said == [], path


def test_search_comparison_and_print_work_under_the_policy(visit: Callable[[str], Any]) -> None:
    page = visit("index.html")
    page.fill(".yb-search__input", "诫勉谈话")
    page.wait_for_selector(".yb-search__list >> text=责任追究")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    page.wait_for_selector("main >> text=责任追究还不到位")
    page.click("main >> text=责任追究还不到位")
    page.wait_for_url("**/reports/2023.html*")
    page = visit("compare/figures.html")
    with page.expect_download() as download:
        page.click("text=下载 CSV >> nth=0")
    assert Path(download.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")
    page.click("button[aria-label=换成深色]")
    wait_for_value(page, "document.body.dataset.mdColorScheme", "slate")
    reload(page)
    wait_for_value(page, "document.body.dataset.mdColorScheme", "slate")
    assert len(page.pdf()) > 20_000


@pytest.mark.parametrize(
    "slipped_in",
    [
        "<script>document.title = 'run'</script>",
        "<script src='data:text/javascript,document.title=`run`'></script>",
        "<img src='none.png' onerror='document.title = `run`'>",
        "<svg onload='document.title = `run`'></svg>",
        "<iframe srcdoc='<script>parent.document.title = `run`</script>'></iframe>",
        "<base href='https://example.org/'>",
        "<link rel='stylesheet' href='https://example.org/a.css'>",
        "<form action='https://example.org/'><button id='send'>发送</button></form>",
    ],
)
def test_what_slips_into_a_page_does_not_run(browser: Any, built_site: Path, tmp_path: Path, slipped_in: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "assets").symlink_to(built_site / "assets")
    text = (built_site / "index.html").read_text(encoding="utf-8")
    (site / "index.html").write_text(text.replace("</article>", f"{slipped_in}</article>"), encoding="utf-8")
    asked: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("requestfinished", lambda request: asked.append(request.url))
    # Chromium names a request before the policy stops it.
    page.on("requestfailed", lambda request: None if request.failure == "csp" else asked.append(request.url))
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.goto((site / "index.html").as_uri())
        if "send" in slipped_in:
            page.evaluate("document.querySelector('#send').click()")
    page.wait_for_load_state("networkidle")
    # Playwright takes a page whose form was stopped for one that is on its way, and its own ways wait for ever.
    wait_until(page, "document.title !== 'run'")
    assert [url for url in asked if not url.startswith("file:")] == []
    context.close()
