"""What the script of a page's form does: one item at a time, and the page beside it as it will look while one types."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from scripts.setup.needs import BROWSER
from tests.helpers.browsing import reload
from tests.helpers.desk import make_desk
from tests.helpers.desk_editing import PATH, REPORT

pytestmark = [pytest.mark.needs(BROWSER), pytest.mark.slow]


def test_an_item_is_typed_by_the_keyboard_and_seen_at_once(open_desk: Callable[..., Any], tmp_path: Path) -> None:
    desk = make_desk(tmp_path).desk
    page = open_desk(desk.project, f"/desk/editing/?page={PATH}")
    shown = page.locator(".yb-edit__fields > fieldset:visible")
    expect(shown).to_have_count(1)
    page.locator("nav a", has_text="问责偏轻").focus()
    page.keyboard.press("Enter")
    expect(shown.locator("input:visible").first).to_have_value("（一）问责偏轻")
    shown.locator("textarea").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("失之于宽。")
    page.wait_for_selector(".yb-edit__page >> text=问责不够有力。失之于宽。")
    page.wait_for_selector("text=已记下")
    # What is wrong comes and goes beside its field.
    page.locator("nav a", has_text="页首信息").click()
    page.fill("#h-year", "明年")
    page.wait_for_selector("#t-h-year >> text=年度不对")
    page.fill("#h-year", "2023")
    page.wait_for_selector("#t-h-year >> li", state="detached")
    reload(page)
    page.locator("nav a", has_text="问责偏轻").click()
    page.wait_for_selector("fieldset:visible input[value='（一）问责偏轻']")
    expect(shown.locator("textarea")).to_have_value("问责不够有力。失之于宽。")
    page.click("button:text-is('先看差别')")
    page.click("button:text-is('写入')")
    page.wait_for_selector("text=已写入 1 页")
    assert (desk.project.docs / PATH).read_text(encoding="utf-8") == REPORT.replace("有力。\n", "有力。失之于宽。\n")
