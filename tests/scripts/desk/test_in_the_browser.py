"""The desk in a real browser: what its scripts do, the keyboard alone, small screens, axe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import render_template_string
from playwright.sync_api import expect

from scripts.changes import journal
from scripts.changes.change_set import ChangeSet
from scripts.desk.desk import the_desk
from scripts.desk.drafts import Draft, Drafts
from scripts.desk.screens import home
from scripts.setup.console import Console
from scripts.setup.needs import BROWSER
from scripts.setup.project import Project
from tests.helpers.browsing import press_tab, wait_until
from tests.helpers.desk import make_desk
from tests.helpers.linked_pages import REPORT
from tests.helpers.waiting import wait_for

pytestmark = [pytest.mark.needs(BROWSER), pytest.mark.slow]
PATH = "reports/2023.md"
FOCUS = """() => {
  const element = document.activeElement;
  const name = element.getAttribute("aria-label") || element.textContent;
  return [name.trim(), getComputedStyle(element).outlineStyle];
}"""
FORM = """{% extends "frame.html" %}{% block content %}
<form method="post" data-yb-component="draft">{{ csrf() }}{{ draft_fields("home.show", "here", "一份表单") }}
<label>文字 <textarea name="text">{{ text }}</textarea></label>
<p data-yb-draft-state role="status"></p></form>{% endblock %}"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project of which a page was changed once and a draft begun."""
    desk = make_desk(tmp_path).desk
    changes = ChangeSet.plan(desk.project.docs, "写链接", {PATH: REPORT.replace("开展教育", "开展警示教育")})
    journal.write(desk.project, changes, Console(quiet=True))
    desk.drafts.keep(Draft("editing.show", PATH, "2023年度总结（XX乡党委）", "", {"text": "写到一半"}))
    return desk.project


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_and_nothing_lies_beside_the_screen(
    open_desk: Callable[..., Any], find_by_axe: Callable[[Any], list[Any]], project: Project, width: int, scheme: str
) -> None:
    page = open_desk(project, "/desk/", color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    top = page.url
    for address in (
        "",
        "history/",
        "history/1",
        "editing/",
        "due/",
        f"editing/?page={PATH}#f-head",
        f"source/?page={PATH}",
    ):
        page.goto(top + address)
        assert find_by_axe(page) == []
        wait_until(page, "document.documentElement.scrollWidth <= innerWidth")


def test_a_change_is_looked_at_and_taken_back_by_the_keyboard_alone(
    open_desk: Callable[..., Any], project: Project
) -> None:
    page = open_desk(project, "/desk/")

    def go_to(name: str) -> None:
        """Press Tab until something of that name has the focus, which must be seen."""
        for _ in range(60):
            press_tab(page)
            focused, outline = page.evaluate(FOCUS)
            if focused == name:
                assert outline != "none"
                return
        raise AssertionError(name)

    go_to("改过什么")
    page.keyboard.press("Enter")
    page.wait_for_selector("table")
    go_to("看差别：第 1 次")
    page.keyboard.press("Enter")
    page.wait_for_selector("ins")
    go_to("退回这一次")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=退回第 1 次")
    go_to("写入")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=已写入 1 页")
    assert (project.docs / PATH).read_text(encoding="utf-8") == REPORT


def test_every_edit_of_a_form_is_kept_while_one_types(
    open_desk: Callable[..., Any], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "render_template", lambda *_, **__: _form())
    drafts = Drafts(project.work / "desk/drafts")
    page = open_desk(project, "/desk/")
    page.fill("textarea", "第一句。")
    wait_for(lambda: kept(drafts) == "第一句。", "the first edit")
    page.wait_for_selector("text=已记下")
    page.locator("textarea").press_sequentially("又一句")
    wait_for(lambda: kept(drafts) == "又一句第一句。" or kept(drafts) == "第一句。又一句", "the last edit")
    # What was typed at the very last is not lost with the page.
    page.fill("textarea", "最后一句。")
    page.goto(page.url + "history/")
    wait_for(lambda: kept(drafts) == "最后一句。", "what was typed last")
    page.go_back()
    expect(page.locator("textarea")).to_have_value("最后一句。")


def _form() -> str:
    found = the_desk().drafts.find("home.show", "here")
    return render_template_string(FORM, screen=home.SCREEN, text=found.fields["text"] if found else "")


def kept(drafts: Drafts) -> str | None:
    """What the form is kept with."""
    found = drafts.find("home.show", "here")
    return found.fields["text"] if found else None
