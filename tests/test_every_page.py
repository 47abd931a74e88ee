"""Every kind of page, opened once in each scheme and looked at in every way that leaves it as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from scripts.setup.needs import BROWSER, WEB_TOOLS
from tests.helpers.browsing import KINDS, resize, wait_for_value, wait_until
from tests.helpers.seeing import bring_axe, find_axe_faults, find_faint_text

pytestmark = pytest.mark.needs(BROWSER)


@pytest.fixture(scope="module", params=KINDS)
def path(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def windows(browser: Any) -> Iterator[dict[str, Any]]:
    """A window for each scheme: a new one for each page takes longer than to open the page."""
    contexts = {scheme: browser.new_context(color_scheme=scheme) for scheme in ("light", "dark")}
    for context in contexts.values():
        bring_axe(context)
    yield {scheme: context.new_page() for scheme, context in contexts.items()}
    for context in contexts.values():
        context.close()


def open_page(page: Any, site: Path, path: str, width: int) -> Any:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site.as_uri()}/{path}")
    return page


@pytest.fixture(scope="module")
def light(windows: dict[str, Any], built_site: Path, path: str) -> Any:
    """The page as a phone opens it."""
    return open_page(windows["light"], built_site, path, 390)


@pytest.fixture(scope="module")
def dark(windows: dict[str, Any], built_site: Path, path: str) -> Any:
    """The page as a wide window opens it, in the dark scheme."""
    return open_page(windows["dark"], built_site, path, 1440)


def test_page_says_where_one_is(light: Any, path: str) -> None:
    expect(light.locator(".yb-tabs [aria-current]")).to_have_count(1)
    steps = light.locator(".yb-path li").all_inner_texts()
    assert bool(steps) == (path != "index.html")
    assert not steps or (steps[0] == "首页" and len(steps) == len(set(steps)) > 1)


def test_no_page_is_wider_than_its_window(light: Any) -> None:
    # The last two are a window of 1440 as a browser zooms: half of it in CSS pixels, and the reflow of WCAG 1.4.10.
    for width, height in ((390, 900), (720, 900), (1440, 900), (720, 450), (320, 450)):
        resize(light, width, height)
        wait_until(light, f"document.documentElement.scrollWidth <= {width}")


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("light", 1440), ("dark", 1440)])
def test_text_stands_out_from_its_ground(light: Any, dark: Any, scheme: str, width: int) -> None:
    page = light if scheme == "light" else dark
    resize(page, width)
    wait_for_value(page, "document.body.dataset.mdColorScheme", {"light": "default", "dark": "slate"}[scheme])
    assert find_faint_text(page) == []


# The colours of the dark scheme are the same at any width.
@pytest.mark.needs(WEB_TOOLS)
@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("light", 1440), ("dark", 1440)])
def test_axe_finds_nothing(light: Any, dark: Any, scheme: str, width: int) -> None:
    page = light if scheme == "light" else dark
    resize(page, width)
    # Its own look at colours takes as long as all other rules together; in a narrow window ours is enough.
    passing_over = ["color-contrast", "link-in-text-block"] if width == 390 else []
    assert find_axe_faults(page, scheme, passing_over=passing_over) == []


def test_what_shows_every_macro_at_once_fits_a_phone_and_stands_out(windows: dict[str, Any], built_site: Path) -> None:
    # Each is looked at closely on the page whose own it is; all together they hold ten times as much as any page.
    page = open_page(windows["light"], built_site, "handbook/comparing.html", 390)
    wait_until(page, "document.documentElement.scrollWidth <= 390")
    assert find_faint_text(page) == []
