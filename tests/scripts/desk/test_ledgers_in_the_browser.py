"""The ledgers at the desk in a real browser: axe and small screens, and an event recorded by the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.setup.needs import BROWSER
from tests.helpers.browsing import resize, wait_until
from tests.helpers.desk import make_desk
from tests.helpers.waiting import wait_for

pytestmark = [pytest.mark.needs(BROWSER), pytest.mark.slow]
PATH = "ledger/2023.md"


def test_every_page_is_sound_and_an_event_is_recorded_by_the_keyboard(
    open_desk: Callable[..., Any], find_by_axe: Callable[[Any], list[Any]], tmp_path: Path
) -> None:
    desk = make_desk(tmp_path).desk
    page = open_desk(desk.project, "/desk/ledgers/", color_scheme="dark")
    top = page.url
    resize(page, 390, 800)
    for address in (
        "",
        f"sheet?page={PATH}",
        f"entry?page={PATH}%23",
        "excel/",
        f"measure?page={PATH}%232023-01.1",
    ):
        page.goto(top + address)
        assert find_by_axe(page) == []
        wait_until(page, "document.documentElement.scrollWidth <= 390")
    page.focus("#note")
    page.keyboard.type("征求意见")
    wait_for(lambda: desk.drafts.find("ledgers.measure", f"{PATH}#2023-01.1"), "a draft")
    page.focus("[value=整改中]")
    page.keyboard.press("Space")
    page.focus("[value=event]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=办理记录新增")
    page.focus('button:text-is("写入")')
    page.keyboard.press("Enter")
    page.wait_for_selector("text=已写入 1 页")
    assert "note: 征求意见" in (desk.project.docs / PATH).read_text(encoding="utf-8")
