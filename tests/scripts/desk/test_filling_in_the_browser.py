"""填表 in a real browser: what is chosen is kept, the form is filled and taken, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from scripts.setup.needs import BROWSER
from tests.helpers.blank_forms import two_row_head
from tests.helpers.browsing import reload, resize, wait_until
from tests.helpers.desk import make_desk
from tests.helpers.form_office import PAGES

pytestmark = [pytest.mark.needs(BROWSER), pytest.mark.slow]


def test_a_form_is_filled_from_beginning_to_end(
    open_desk: Callable[..., Any], find_by_axe: Callable[[Any], list[Any]], tmp_path: Path
) -> None:
    page = open_desk(make_desk(tmp_path, PAGES).desk.project, "/desk/filling/", color_scheme="dark")

    def look() -> None:
        for width in (1440, 390):
            resize(page, width)
            assert find_by_axe(page) == []
            wait_until(page, "document.documentElement.scrollWidth <= innerWidth")

    look()
    page.get_by_label("填哪一年的").select_option("2023:")
    page.get_by_label("选上级发来的空表").set_input_files(two_row_head(tmp_path / "季度表.xlsx"))
    page.get_by_role("button", name="看看每一栏填什么").click()
    page.get_by_role("heading", name="季度表.xlsx").wait_for()
    look()
    page.get_by_label("责任人", exact=True).select_option("责任领导")
    page.get_by_text("已记下").wait_for()
    reload(page)
    expect(page.get_by_label("责任人", exact=True)).to_have_value("责任领导")
    page.get_by_role("button", name="填好").click()
    page.get_by_text("已填 24 格").wait_for()
    look()
    with page.expect_download() as handed:
        page.get_by_role("link", name="季度表（2023年）.xlsx").click()
    assert handed.value.suggested_filename == "季度表（2023年）.xlsx"
