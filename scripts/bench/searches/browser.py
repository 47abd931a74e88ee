"""The browser that searches are driven in, with the same flags as in the tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from macros.errors import SiteError

_USUAL = "/usr/bin/chromium"
_FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]


class NoBrowserError(SiteError):
    """There is no Chromium to drive."""

    meaning = "量检索要用 Chromium，没有找到"
    remedy = "安装 Chromium，或用环境变量 `YEARBOOK_BROWSER` 写明它的路径"


@contextmanager
def launch() -> Iterator[Browser]:
    """Start Chromium, and end it with the block.

    Yields:
        The browser.

    Raises:
        NoBrowserError: It is not where it is said or usually found.
    """
    path = os.environ.get("YEARBOOK_BROWSER") or _USUAL
    if not Path(path).is_file():
        raise NoBrowserError(
            f"找不到浏览器 {path}，量搜索要用它。改法：安装 Chromium，或用环境变量 YEARBOOK_BROWSER 指明它的位置。"
        )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        try:
            yield chromium
        finally:
            chromium.close()
