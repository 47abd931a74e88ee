"""From an empty office to a published folder and back, in a real browser and without one command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from macros.corpus import load_yearbook
from scripts.setup.needs import BROWSER, OFFICE
from scripts.setup.project import Project
from tests.helpers.commands import copy_office
from tests.helpers.desk import served
from tests.helpers.new_office import ROWS, UNIT, write_ledger, write_papers
from tests.helpers.waiting import PATIENCE_SECONDS

pytestmark = [pytest.mark.slow, pytest.mark.needs(BROWSER, OFFICE)]
#: The papers that say all that there is to know of them, and the one that names no unit.
CLEAR = ("2017年总结.txt", "关于2018年的报告.docx", "2019年总结.html", "2020年总结.pdf")
UNNAMED = "2023年终稿.txt"


class Clerk:
    """Somebody at the desk, who sees what is on the screen and nothing else."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def go(self, task: str) -> None:
        """Choose a task."""
        link = self.page.get_by_role("navigation", name="要做的事").get_by_role("link", name=task, exact=True)
        link.click()
        expect(link).to_have_attribute("aria-current", "page")

    def follow(self, words: str) -> None:
        self.page.get_by_role("link", name=words).first.click()

    def press(self, words: str, *, exact: bool = True) -> None:
        self.page.get_by_role("button", name=words, exact=exact).first.click()

    def fill(self, label: str, words: str) -> None:
        self.page.get_by_role("textbox", name=label).first.fill(words)

    def choose(self, label: str, words: str) -> None:
        self.page.get_by_label(label).first.select_option(words)

    def hand_in(self, label: str, *files: Path) -> None:
        self.page.get_by_label(label).set_input_files(list(files))

    def sees(self, words: str) -> None:
        self.page.get_by_text(words).first.wait_for()

    def write(self) -> None:
        """Look at what would be written, and say yes."""
        self.page.get_by_role("heading", name="看看要写入什么").wait_for()
        self.press("写入")
        self.sees("已写入")

    def wait_for_work(self) -> None:
        """See long work through, and go on."""
        self.page.get_by_text("做完了").wait_for()
        self.follow("接着做")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """What was delivered, in a folder whose name has a blank."""
    return Project(copy_office(tmp_path / "水务局 年鉴"))


@pytest.fixture
def clerk(browser: Any, project: Project) -> Iterator[Clerk]:
    """Somebody who has just opened the desk; nothing may be complained of meanwhile."""
    complaints: list[str] = []
    with served(project) as opens:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(opens)
        yield Clerk(page)
        context.close()
    assert complaints == []


def test_a_whole_year_is_kept_without_one_command(clerk: Clerk, project: Project, tmp_path: Path) -> None:
    own = write_papers(tmp_path)["own"]

    clerk.follow("换成自己单位的")
    clerk.fill("单位名称", UNIT)
    clerk.choose("新材料给谁看", "机关")
    clerk.press("看看要改什么")
    clerk.write()

    _bring_in_papers(clerk, own)
    yearbook = load_yearbook(project.docs)
    assert {key: report.unit for key, report in yearbook.reports.items()} == dict.fromkeys(
        ("2017", "2018", "2019", "2020", "2023"), UNIT
    )
    report = yearbook.reports["2023"]
    assert [figure.written for figure in report.indicators] == ["42份"]
    assert "签订责任书42份，各站所开展谈话6次。" in [item.title for item in report.items.values()]

    _bring_in_ledger(clerk, write_ledger(tmp_path))
    _record(clerk)
    ledger = load_yearbook(project.docs).ledgers["2023"]
    measure = ledger.entries[1].measures[0]
    assert len(ledger.entries) == ROWS
    assert [(str(event.day), str(event.status), event.evidence) for event in measure.history][-1] == (
        "2024-03-05", "已完成待验收", "制度汇编",
    )  # fmt: skip

    clerk.go("下一年")
    clerk.press("开始 2024 年，先看差别")
    clerk.write()
    assert load_yearbook(project.docs).reports["2024"].year == 2024

    _put_pack_together(clerk)
    _print(clerk, tmp_path)
    _publish_and_go_back(clerk, tmp_path / "给 机关")

    before = (project.docs / "reports/2024.md").read_bytes()
    clerk.go("改过什么")
    clerk.press("退回：第", exact=False)
    clerk.write()
    assert (project.docs / "reports/2024.md").read_bytes() != before


def _bring_in_papers(clerk: Clerk, own: Path) -> None:
    clerk.go("收件")
    clerk.hand_in("选文件", *(own / name for name in (*CLEAR, UNNAMED)))
    clerk.press("交上来看看")
    clerk.sees("把清楚的 4 份一起放进来")
    clerk.press("把清楚的", exact=False)
    clerk.write()
    clerk.follow(UNNAMED)
    # It names no unit: the office is proposed, and must be agreed to.
    clerk.sees("先填了本单位")
    clerk.press("再读一遍")
    clerk.page.get_by_label("签订责任书 42份").check()
    row = clerk.page.locator(".yb-paper__row", has_text="签订责任书42份，各站所开展谈话6次。")
    row.get_by_text("分开、并上").click()
    row.get_by_label("从这一句另起").select_option(index=1)
    clerk.press("放进来")
    clerk.write()


def _bring_in_ledger(clerk: Clerk, sheet: Path) -> None:
    clerk.go("台账")
    clerk.follow("从 Excel 表导入")
    clerk.hand_in("选文件", sheet)
    clerk.choose("是哪一年的台账", "2023:")
    clerk.choose("问题来源", "自查")
    clerk.press("看看差别")
    clerk.sees("一栏的日期")
    for field in clerk.page.get_by_label("状态").all():
        field.select_option("已完成待验收")
    clerk.press("看看差别")
    clerk.sees("第1项 新增事项")
    clerk.write()


def _record(clerk: Clerk) -> None:
    clerk.page.get_by_role("row", name=re.compile("^第2项")).get_by_role("link").click()
    clerk.page.get_by_role("radio", name=re.compile("^已完成待验收")).check()
    clerk.fill("哪一天", "2024-03-05")
    clerk.fill("佐证", "制度汇编")
    clerk.press("记下这一次")
    clerk.write()


def _put_pack_together(clerk: Clerk) -> None:
    clerk.go("学习资料")
    clerk.follow("编一份新的")
    clerk.fill("标题", "第一季度学习")
    clerk.page.get_by_text("整份材料").click()
    clerk.page.get_by_label(f"2023年度总结（{UNIT}），全文").check()
    clerk.press("把打钩的放进来")
    clerk.press("先看差别")
    clerk.write()


def _print(clerk: Clerk, folder: Path) -> None:
    clerk.go("打印")
    clerk.page.get_by_label(f"2023年度总结（{UNIT}）").check()
    clerk.press("做文件")
    clerk.wait_for_work()
    with clerk.page.expect_download() as waited:
        clerk.page.get_by_role("link", name=re.compile(r"\.pdf$")).first.click()
    waited.value.save_as(folder / "总结.pdf")
    assert (folder / "总结.pdf").read_bytes().startswith(b"%PDF-")


def _publish_and_go_back(clerk: Clerk, folder: Path) -> None:
    clerk.go("发布")
    clerk.page.get_by_role("radio", name="机关").check()
    clerk.fill("放到哪个文件夹", str(folder))
    clerk.press("下一步：看有什么变动")
    _publish(clerk)
    first = _published(folder)
    # The ledger is for those who lead the office.
    assert "签订责任书42份" in first
    assert "制度汇编" not in first
    _edit(clerk)
    clerk.go("发布")
    clerk.follow("发布、核对、退回")
    _publish(clerk)
    assert "扎实推进水利工程廉政建设" in _published(folder)
    clerk.follow("退回上一次")
    clerk.press("退回")
    clerk.wait_for_work()
    assert _published(folder) == first
    clerk.press("核对每个文件")
    clerk.wait_for_work()
    clerk.sees("核对过，每个文件都与清单一致")


def _publish(clerk: Clerk) -> None:
    clerk.page.get_by_role("button", name=re.compile("^(看看有什么变动|再看一遍)$")).click()
    clerk.wait_for_work()
    clerk.press("发布")
    clerk.wait_for_work()


def _edit(clerk: Clerk) -> None:
    clerk.go("改")
    clerk.follow("2024年度总结")
    clerk.page.locator("textarea[name$='-text']:visible").first.fill("扎实推进水利工程廉政建设。")
    clerk.press("先看差别")
    clerk.write()


def _published(folder: Path) -> str:
    """All words that readers see."""
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted((folder / "current").rglob("*.html")))
