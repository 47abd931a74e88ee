"""拟稿、审核、签发 are taken down with post, day and the digest of the text, and a later change of it is told."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from macros.corpus import find_signed_text, load_yearbook
from macros.domain.signatures import Signature, Step
from macros.domain.signing import digest_of, find_outdated, text_as_signed
from macros.render.ledger_page import ledger_body
from macros.render.links import Links
from macros.render.report_page import report_foot, report_head
from macros.render.signing import signed_steps
from scripts.changes.signed_texts import gather_signed_texts
from scripts.changes.signing import SigningError, plan_signing
from tests.helpers.commands import copy_settings, one_line, run
from tests.helpers.factories import LEDGER, write_pages
from tests.helpers.linked_pages import REPORT, SITE

PATH = "reports/2023.md"
DAY, TODAY = date(2024, 1, 5), date(2024, 2, 1)
PAGE = f"docs/{PATH}"


def office(folder: Path) -> Path:
    copy_settings(folder)
    return write_pages(folder / "docs", SITE)


def sign(folder: Path, step: str, post: str, on: str = "2024-01-05") -> None:
    done = run(folder, "sign", PAGE, "--step", step, "--post", post, "--on", on, "--yes")
    assert (done.returncode, done.stderr) == (0, "")


def change(docs: Path, old: str = "不够有力", new: str = "不太有力") -> None:
    file = docs / PATH
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_command_shows_what_it_writes_writes_it_once_and_takes_it_back(tmp_path: Path) -> None:
    docs = office(tmp_path)
    before = (docs / PATH).read_bytes()
    order = ("sign", "--report", "2023", "--step", "拟稿", "--post", "党建办", "--on", "2024-01-05")
    listed = run(tmp_path, *order, "--dry-run")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "党建办于2024年1月5日拟稿：" in listed.stdout
    assert (docs / PATH).read_bytes() == before
    written = run(tmp_path, *order, typed="yes\n")
    assert "不是电子签名" in written.stdout
    report = load_yearbook(docs).reports["2023"]
    assert report.signed == (Signature(Step.DRAFT, "党建办", DAY, digest_of(text_as_signed(report))),)
    assert "已经记过" in run(tmp_path, *order, "--yes").stdout
    assert run(tmp_path, "undo", "1", "--yes").returncode == 0
    assert (docs / PATH).read_bytes() == before


def test_the_next_step_is_one_line_more_and_nothing_else_changes(tmp_path: Path) -> None:
    docs = office(tmp_path)
    sign(tmp_path, "拟稿", "党建办")
    before = (docs / PATH).read_text(encoding="utf-8").splitlines()
    sign(tmp_path, "审核", "纪委书记")
    after = (docs / PATH).read_text(encoding="utf-8").splitlines()
    (fresh,) = [line for line in after if line not in before]
    assert fresh.startswith("  - {step: 审核, post: 纪委书记, on: 2024-01-05, of: ")
    assert [line for line in after if line != fresh] == before


@pytest.mark.parametrize(
    ("path", "step", "post", "on", "words"),
    [
        ("reports/2022.md", Step.DRAFT, "党建办", DAY, "写它们的文件，如 docs/ledger/2023.md、docs/reports/2023.md"),
        ("regulations/duties.md", Step.DRAFT, "党建办", DAY, "不是报告、台账的页面"),
        (PATH, Step.ISSUE, " ", DAY, "没有写职务"),
        (PATH, Step.ISSUE, "党委书记 张三", DAY, "“张三”像是姓名"),
        (PATH, Step.ISSUE, "党委书记", date(2024, 2, 2), "2024年2月2日还没有到"),
        (PATH, Step.ISSUE, "党委书记", date(2024, 1, 4), "不能早于那一天"),
        (PATH, Step.DRAFT, "党建办", date(2024, 1, 6), "不能再记拟稿.*“改过什么”里退回先记的那一次"),
        (PATH, Step.DRAFT, "党建办", date(2024, 1, 4), "改法：在工作台的“改过什么”里退回先记的那一次"),
    ],
)
def test_what_cannot_have_been_is_refused(
    tmp_path: Path, path: str, step: Step, post: str, on: date, words: str
) -> None:
    docs = office(tmp_path)
    sign(tmp_path, "审核", "纪委书记")
    with pytest.raises(SigningError, match=words):
        plan_signing(docs, path, step, post, on, TODAY)


def test_a_paper_without_a_text_is_not_signed(tmp_path: Path) -> None:
    docs = office(tmp_path)
    begun = REPORT[: REPORT.index("\n\n#")].replace("2023", "2024") + "\n\n# 2024年度总结 { #report-2024 }\n"
    (docs / "reports/2024.md").write_text(begun, encoding="utf-8")
    with pytest.raises(SigningError, match="还没有正文"):
        plan_signing(docs, "reports/2024.md", Step.DRAFT, "党建办", DAY, TODAY)


def test_what_is_no_order_is_told_in_one_line(tmp_path: Path) -> None:
    office(tmp_path)
    assert "写一样" in one_line(run(tmp_path, "sign", "--step", "拟稿", "--post", "党建办"), code=2)
    assert "拟稿、审核、签发 之一" in one_line(run(tmp_path, "sign", PAGE, "--step", "会签", "--post", "甲"), code=2)


def test_a_change_after_it_is_told_by_the_check_and_stops_nothing(tmp_path: Path) -> None:
    docs = office(tmp_path)
    sign(tmp_path, "签发", "党委书记")
    assert "签署以后文字有改动" not in run(tmp_path, "check").stdout
    change(docs)
    told = run(tmp_path, "check")
    assert told.returncode == 0
    assert "docs/reports/2023.md:9：签署以后文字有改动，写的是“党委书记，2024年1月5日签发”" in told.stdout


def test_a_page_says_that_it_was_changed_and_what(tmp_path: Path) -> None:
    docs = office(tmp_path)
    sign(tmp_path, "拟稿", "党建办")
    sign(tmp_path, "签发", "党委书记", "2024-01-09")
    head, foot = shown(docs)
    assert "签发后有改动" not in head + foot
    assert "拟稿：党建办，2024年1月5日。签发：党委书记，2024年1月9日。" in foot
    assert "不是电子签名" in foot
    change(docs)
    head, foot = shown(docs)
    assert "签发后有改动" in head
    assert "由党委书记于2024年1月9日签发" in head
    assert "签发以后改动 1 处" in foot
    assert "问责<del" in foot
    assert "太</ins>有力" in foot


def test_where_the_text_was_not_kept_only_the_change_is_told(tmp_path: Path) -> None:
    docs = office(tmp_path)
    sign(tmp_path, "签发", "党委书记")
    for file in (tmp_path / ".build/signed").iterdir():
        file.write_text("别的文字", encoding="utf-8")
    change(docs)
    assert "签发时的文字没有留下" in shown(docs)[1]
    book = load_yearbook(docs)
    gathered = replace(book.reports["2023"], key="dongzhen/2023")
    assert "改了哪里，看XX乡党委自己的站点" in signed_steps(gathered, None)


def test_a_text_that_was_not_kept_is_found_in_git(tmp_path: Path) -> None:
    docs = office(tmp_path)
    git = ("git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b")
    subprocess.run([*git, "init", "--quiet"], check=True)
    sign(tmp_path, "签发", "党委书记")
    subprocess.run([*git, "add", "docs"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--allow-empty", "--message", "二"], check=True)
    for file in (tmp_path / ".build/signed").iterdir():
        file.unlink()
    change(docs)
    reports = load_yearbook(docs).reports
    assert find_outdated(reports["2023"])
    assert find_signed_text(docs, reports["2023"]) is None
    gather_signed_texts(docs, reports.values())
    assert "问责不够有力。" in (find_signed_text(docs, reports["2023"]) or "")


def shown(docs: Path) -> tuple[str, str]:
    """Head and foot of the paper's page."""
    yearbook = load_yearbook(docs)
    report = yearbook.reports["2023"]
    links = Links(report.path)
    text = find_signed_text(docs, report)
    return report_head(report, yearbook, links, TODAY), report_foot(report, yearbook, links, TODAY, text)


def test_a_ledger_is_signed_and_what_is_recorded_afterwards_is_told(tmp_path: Path) -> None:
    copy_settings(tmp_path)
    docs = write_pages(tmp_path / "docs", {**SITE, "ledger/2023.md": LEDGER})
    order = ("sign", "docs/ledger/2023.md", "--step", "签发", "--post", "纪委书记", "--on", "2024-01-05", "--yes")
    assert (run(tmp_path, *order).returncode, run(tmp_path, *order).stdout.startswith("已经记过")) == (0, True)

    def page() -> str:
        yearbook = load_yearbook(docs)
        ledger = yearbook.ledgers["2023"]
        return ledger_body(ledger, yearbook, Links(ledger.path), TODAY, find_signed_text(docs, ledger))

    assert "签发：纪委书记，2024年1月5日。" in page()
    assert "签发后有改动" not in page()
    file = docs / "ledger/2023.md"
    file.write_text(file.read_text(encoding="utf-8").replace("已起草", "已印发"), encoding="utf-8")
    assert "这份台账由纪委书记于2024年1月5日签发，以后文字改动过" in page()
    assert "签发以后改动 1 处" in page()
