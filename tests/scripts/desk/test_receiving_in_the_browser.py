"""A paper comes in in a real browser: dropped on the page, looked at on a small screen, decided of by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from playwright.sync_api import expect

from scripts.desk import readings
from scripts.desk.readings import Readings
from scripts.setup.needs import BROWSER
from tests.helpers.browsing import resize, wait_until
from tests.helpers.desk import make_desk
from tests.helpers.scans import read_paper

pytestmark = [pytest.mark.needs(BROWSER), pytest.mark.slow]
PAPER = (
    "XX乡党委2022年度工作总结\n一、工作开展情况\n（一）加强教育。开展谈话提醒56人次。学习《示例条例》。\n"
    "（二）压实责任。签订责任书45份。\n- 3 -\n二、问题及原因\n（一）学习不够。形式单一。\n"
)
FIRST, SECOND = (f"[name='says:{key}']" for key in read_paper().scan.keys)  # type: ignore[union-attr]
DROP = """text => {
  const held = new DataTransfer();
  held.items.add(new File([text], "乡党委 总结.txt", { type: "text/plain" }));
  document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: held }));
}"""


def test_paper_is_dropped_looked_at_and_decided_of(
    open_desk: Callable[..., Any],
    find_by_axe: Callable[[Any], list[Any]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = make_desk(tmp_path, {"reports/2022.md": None, "ledger/2023.md": None}).desk.project
    page = open_desk(project, "/desk/receiving/", color_scheme="dark")
    resize(page, 390, 800)
    assert find_by_axe(page) == []
    # So it is read by a job, and its page opens by itself.
    monkeypatch.setattr(readings, "_LARGE_BYTES", 10)
    page.evaluate(DROP, PAPER)
    page.wait_for_selector("text=没有写明给谁看")
    page.select_option("[name=audience]", "机关")
    page.focus("[name=year]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=没有把握")
    for width, scheme in ((390, "dark"), (1440, "light")):
        resize(page, width, 800)
        page.emulate_media(color_scheme=scheme)
        wait_until(page, f"matchMedia('(prefers-color-scheme: {scheme})').matches")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        assert find_by_axe(page) == []
        wait_until(page, "document.documentElement.scrollWidth <= innerWidth")
    page.locator("[name^='kind:']").nth(1).select_option("problem")
    page.locator("[data-yb-draft-state]:text('已记下')").wait_for()
    page.get_by_role("button", name="放进来").press("Enter")
    page.get_by_role("button", name="写入").press("Enter")
    page.wait_for_selector("text=已写入 1 页")
    assert "{ #problem .problem }" in (project.docs / "reports/2022.md").read_text(encoding="utf-8")


def test_doubtful_places_of_a_scan_are_looked_at_by_one_key_each(
    open_desk: Callable[..., Any], find_by_axe: Callable[[Any], list[Any]], tmp_path: Path
) -> None:
    project = make_desk(tmp_path, {"reports/2022.md": None, "ledger/2023.md": None}).desk.project
    # As if the file had been read.
    with mock.patch.object(Readings, "read", lambda _self, _upload: read_paper()):
        page = open_desk(project, "/desk/receiving/")
        page.evaluate(DROP, PAPER)
        page.wait_for_selector("text=对照图片看过")
        for width in (390, 1440):
            resize(page, width, 800)
            assert find_by_axe(page) == []
            wait_until(page, "document.documentElement.scrollWidth <= innerWidth")
        # The first place is led to, and one that was passed too soon is looked at again.
        page.get_by_role("button", name="开始看").press("Enter")
        expect(page.locator(FIRST)).to_be_focused()
        page.press(FIRST, "Enter")
        page.press(SECOND, "ArrowUp")
        expect(page.locator(FIRST)).to_be_focused()
        expect(page.locator("[data-yb-doubts-open]")).to_have_text("2")
        page.fill(FIRST, "56人次")
        page.press(FIRST, "Enter")
        expect(page.locator(SECOND)).to_be_focused()
        expect(page.locator("[data-yb-doubts-open]")).to_have_text("1")
        page.press(SECOND, "Enter")
        expect(page.locator("[data-yb-doubts-done]")).to_be_visible()
        expect(page.locator("[data-yb-doubts-left]")).to_be_hidden()
        page.locator("[data-yb-draft-state]:text('已记下')").wait_for()
        page.select_option("[name=audience]", "机关")
        page.fill("[name=unit]", "XX乡党委")
        page.get_by_role("button", name="再读一遍").press("Enter")
        page.wait_for_selector("text=都看过了")
        expect(page.locator(FIRST)).to_have_value("56人次")
