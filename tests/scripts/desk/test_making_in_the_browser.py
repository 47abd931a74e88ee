"""校对, 下一年, 学习资料 and 打印 in a real browser: axe, a small screen, and a form that is kept while one ticks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from scripts.setup.needs import BROWSER
from tests.helpers.browsing import resize, wait_until
from tests.helpers.desk import make_desk
from tests.helpers.linked_pages import REPORT

pytestmark = [pytest.mark.needs(BROWSER), pytest.mark.slow]
WRONG = REPORT.replace("问责不够有力。", "问责不够有力。。效果一般,举报电话13800000000。")
ADDRESSES = ("proofreading/", "proofreading/kept", "next-year/", "printing/", "packs/", "packs/edit?page=new")


def test_axe_finds_nothing_and_what_is_chosen_is_kept(
    open_desk: Callable[..., Any], find_by_axe: Callable[[Any], list[Any]], tmp_path: Path
) -> None:
    page = open_desk(make_desk(tmp_path, {"reports/2023.md": WRONG}).desk.project, "/desk/", color_scheme="dark")
    top = page.url
    for width in (1440, 390):
        resize(page, width)
        for address in ADDRESSES:
            page.goto(top + address)
            assert find_by_axe(page) == [], address
            wait_until(page, "document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("标题").fill("第一季度学习")
    page.get_by_text("已记下").wait_for()
    page.get_by_text("整份材料").click()
    page.get_by_label("2023年度总结（XX乡党委），全文").check()
    page.get_by_role("button", name="把打钩的放进来").click()
    page.get_by_role("button", name="拿掉：2023年度总结（XX乡党委），全文").wait_for()
    expect(page.get_by_label("标题")).to_have_value("第一季度学习")
