"""The pictures of the desk for the handbook: each task as a clerk sees it, on a copy of the shipped office."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from macros.errors import SiteError
from scripts.bench.fuzzing.forms import make_form
from scripts.bench.scans.sample import make_scan

_WIDTH, _HEIGHT = 1180, 720
#: So long each step may take at most, on a machine that is busy.
_PATIENCE_MS = 120_000
_TOLD = "工作台："
_OFFICE = "extra:\n  office: {unit: XX乡党委, folder: '', audience: 机关}\n"


class DeskPictureError(SiteError):
    """The desk did not open."""

    meaning = "为手册的图打开工作台没有做成"
    remedy = "照提示改正，再运行一次"


def take_desk_pictures(copy: Path, paper: Path, folder: Path, browser: Browser) -> Iterator[Path]:
    """Open the desk of a copy and go through its tasks; nothing is written but what a picture needs.

    Args:
        copy: A copy of the project, with the shipped office; it is changed.
        paper: A summary that is handed in.
        folder: Where the pictures are written, over those that are there.
        browser: A browser that has been started.

    Yields:
        Each file that was written.

    Raises:
        DeskPictureError: The desk does not open; with what it said.
    """
    settings = copy / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("extra:\n", _OFFICE, 1), encoding="utf-8")
    with _desk(copy) as address:
        page = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT})
        page.set_default_timeout(_PATIENCE_MS)
        page.goto(address)
        for name, reach in _steps(paper).items():
            reach(page)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"desk-{name}.png")
            yield folder / f"desk-{name}.png"
        page.close()


def _steps(paper: Path) -> dict[str, Callable[[Page], object]]:
    """How each picture is reached from the one before."""
    return {
        "home": lambda page: page.wait_for_load_state(),
        "office": lambda page: page.get_by_role("link", name="改单位名称、阅读范围").click(),
        "receiving": lambda page: _hand_in(page, paper),
        "scan": lambda page: _hand_in_scan(page, paper.with_name("2019年总结.jpg")),
        "editing": _edit,
        "difference": lambda page: page.get_by_role("button", name="先看差别").click(),
        "ledger": lambda page: _follow(page, "台账", "2025年"),
        "filling": lambda page: _fill(page, paper.with_name("整改情况季度表.xlsx")),
        "proofreading": lambda page: _task(page, "校对"),
        "pack": _tick,
        "signing": _sign,
        "publishing": _choose_readers,
    }


def _task(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="要做的事").get_by_role("link", name=name, exact=True).click()


def _follow(page: Page, task: str, link: str) -> None:
    _task(page, task)
    page.locator("main").get_by_role("link", name=link).first.click()


def _hand_in(page: Page, paper: Path) -> None:
    _task(page, "收件")
    page.get_by_label("选文件").set_input_files(paper)
    page.get_by_role("button", name="交上来看看").click()
    page.get_by_role("heading", name="一字不少").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('.yb-account').scrollIntoView()")


def _hand_in_scan(page: Page, scan: Path) -> None:
    scan.write_bytes(make_scan())
    _task(page, "收件")
    page.get_by_label("选文件").set_input_files(scan)
    page.get_by_role("button", name="交上来看看").click()
    page.get_by_role("heading", name="对照图片看过").wait_for()
    page.get_by_label("第 1 处").press("Enter")
    page.evaluate("document.querySelector('#doubts').scrollIntoView()")


def _edit(page: Page) -> None:
    _follow(page, "改", "2023年度总结")
    item = page.locator("textarea[name$='-text']:visible").first
    item.fill(item.input_value().replace("全面从严治党的", "全面从严治党各项", 1))
    page.locator("[data-yb-draft-state]:text('已记下')").wait_for()


def _fill(page: Page, form: Path) -> None:
    form.write_bytes(make_form())
    _task(page, "填表")
    page.get_by_label("填哪一年的").select_option("2023:")
    page.get_by_label("选上级发来的空表").set_input_files(form)
    page.get_by_role("button", name="看看每一栏填什么").click()
    page.get_by_role("heading", name="整改情况季度表").wait_for()


def _tick(page: Page) -> None:
    _follow(page, "学习资料", "编一份新的")
    page.get_by_role("textbox", name="标题").fill("第一季度学习")
    page.get_by_text("整份材料").click()
    page.get_by_label("2023年度总结（XX乡党委），全文").check()
    page.get_by_role("button", name="把打钩的放进来").click()
    page.get_by_role("button", name="拿掉").first.wait_for()
    page.get_by_role("heading", name="放进来的").scroll_into_view_if_needed()


def _sign(page: Page) -> None:
    _follow(page, "办理", "打开")
    page.get_by_role("radio", name="签发").check()
    page.get_by_label("谁办的").fill("党委书记")


def _choose_readers(page: Page) -> None:
    _task(page, "发布")
    page.get_by_role("radio", name="机关").check()
    page.get_by_role("textbox", name="放到哪个文件夹").fill("/srv/廉政年鉴 给机关")


@contextmanager
def _desk(copy: Path) -> Iterator[str]:
    """The desk of the copy, open as long as the block; its address."""
    variables = {**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    command = [str(copy / ".venv/bin/python"), "scripts/site.py", "serve"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=copy, env=variables, stdout=pipe, stderr=subprocess.STDOUT, text=True) as desk:
        try:
            yield _address(desk.stdout or ())
        finally:
            desk.send_signal(signal.SIGINT)
            desk.communicate()


def _address(told: Iterable[str]) -> str:
    heard = []
    for line in told:
        heard.append(line)
        if line.startswith(_TOLD):
            return line.removeprefix(_TOLD).strip()
    raise DeskPictureError(f"工作台没有打开。提示：\n{''.join(heard)[-2000:]}")
