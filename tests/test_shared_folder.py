"""The site copied into a folder whose path has Chinese signs and blanks, and opened from there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from scripts.setup.needs import BROWSER
from tests.helpers.browsing import wait_for_value, wait_until

pytestmark = pytest.mark.needs(BROWSER)


@pytest.fixture
def home(built_site: Path, tmp_path: Path) -> Path:
    """The home page of a copy, as a reader of a shared folder opens it; nobody may write there."""
    copy = tmp_path / "共享 文件夹#1/廉政年鉴（班子） 100%"
    shutil.copytree(built_site, copy)
    for path in [copy, *copy.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    return copy / "index.html"


@pytest.fixture
def page(browser: Any, home: Path) -> Iterator[Any]:
    context = browser.new_context()
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    # What was still being fetched when the reader went on is no fault.
    page.on(
        "requestfailed",
        lambda request: None if request.failure == "net::ERR_ABORTED" else faults.append(request.url),
    )
    page.on(
        "request", lambda request: None if request.url.startswith(home.parent.as_uri()) else faults.append(request.url)
    )
    page.goto(home.as_uri())
    yield page
    context.close()
    assert faults == []


def test_reader_walks_through_the_site(page: Any, home: Path) -> None:
    top = home.parent.as_uri()
    page.click("article th a >> text=/^2025年$/")
    page.wait_for_url(f"{top}/reports/2025.html")
    page.click("article >> text=与2024年对照")
    page.wait_for_url("**/compare/2024-2025.html*")
    expect(page.locator(".yb-block").first).to_be_visible()
    page.click(".yb-tabs >> text=法规")
    page.wait_for_url("**/regulations/index.html")
    page.click("article tbody a >> text=中国共产党纪律处分条例")
    page.wait_for_url(f"{top}/regulations/jilv-chufen-tiaoli/index.html")
    page.click(".yb-line__what >> text=2018年版")
    page.wait_for_url(f"{top}/regulations/jilv-chufen-tiaoli/2018.html")
    page.fill(".yb-search__input", "理论武装")
    page.press(".yb-search__input", "Enter")
    page.wait_for_url(f"{top}/search.html?q=*")
    page.click("[data-yb-id='2023#m1'] a")
    page.wait_for_selector("mark.yb-found")
    page.wait_for_url(f"{top}/reports/2023.html*")
    wait_until(page, "document.querySelector('#m1').getBoundingClientRect().top >= 0")
    page.go_back()
    page.wait_for_selector(".yb-find__row")
    # On paper the furniture is left out and the text is there.
    page.goto(f"{top}/reports/2023.html")
    page.emulate_media(media="print")
    expect(page.locator("#m1")).to_be_visible()
    expect(page.locator(".md-header")).to_be_hidden()
    assert page.pdf().startswith(b"%PDF")


def test_choice_of_dark_or_light_stays_from_page_to_page(page: Any) -> None:
    page.click("button[title=换成深色]")
    wait_for_value(page, "document.body.dataset.mdColorScheme", "slate")
    page.click(".yb-tabs >> text=整改台账")
    page.wait_for_url("**/ledger/index.html")
    wait_for_value(page, "document.body.dataset.mdColorScheme", "slate")
