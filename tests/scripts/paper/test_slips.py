"""督办单: what one post, or one entry, is asked for and by when, as PDF and as a Word file."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest

from macros.compare.due import DueList, find_due
from macros.domain.dates import parse_partial_date
from macros.domain.ledgers import Due, LedgerMeasure, MeasureKind, Status
from scripts.paper.blocks import NewPage, PaperTable, Para, Role
from scripts.paper.selection import Form
from scripts.paper.slip_files import make_slips
from scripts.paper.slips import Slip, SlipFor, demand, find_slips, slip_paper
from scripts.paper.within import text_of, texts_of
from scripts.setup.console import Console
from scripts.setup.needs import SONG
from scripts.setup.project import Project
from tests.helpers.commands import one_line, run
from tests.helpers.factories import day, make_measure, write_pages
from tests.helpers.ledger_pages import entry, ledger, measure
from tests.helpers.small_papers import load

TODAY = day("2024-07-15")
PAGE = ledger(
    2023,
    entry(
        "2023-01",
        "问责偏轻",
        measure("修订办法", "2024-03-01 整改中", due="2024-05-31}, {on: 2024-06-30, why: 等文件"),
        measure("开展检查", due="2024-07-20", owner="牵头：组织委员；配合：党政办主任"),
        measure("完善制度", "2024-03-01 已完成待验收", due="2024-07-16"),
    ),
    entry("2023-02", "记录不全", measure("补齐记录", due=""), measure("统一格式", due="2024-07", owner="")),
)


@pytest.fixture
def found(tmp_path: Path) -> DueList:
    return find_due(load(tmp_path, {"ledger/2023.md": PAGE}), "", TODAY)


def words_of(slip: Slip, found: DueList, reply_by: str = "") -> str:
    paper = slip_paper([slip], found, day(reply_by) if reply_by else None)
    captions = [text_of(block.caption) for block in paper.blocks if isinstance(block, PaperTable)]
    return "\n".join([*texts_of(paper.blocks), *captions])


def test_each_post_has_a_slip_with_what_is_asked_of_it(found: DueList) -> None:
    slips = {slip.to: [line.line.number for line in slip.lines] for slip in find_slips(found)}
    assert slips == {"组织委员": [1, 2], "党政办主任": [2], "（责任未写明）": [2]}


def test_each_entry_has_a_slip_to_all_that_answer_for_it(found: DueList) -> None:
    slips = find_slips(found, SlipFor.ENTRY)
    assert [(slip.to, slip.entry, len(slip.lines)) for slip in slips] == [
        ("组织委员、党政办主任", "2023#2023-01", 2),
        ("（责任未写明）", "2023#2023-02", 1),
    ]


def test_a_slip_says_what_whose_and_until_when(found: DueList) -> None:
    words = words_of(find_slips(found)[0], found)
    for told in (
        "组织委员：",
        "整改台账中下列事项截至2024年7月15日还没有办结，请按要求办理，于　　年　　月　　日前答复。",
        "（1）2023年台账第1项措施1",
        "问责偏轻",
        "修订办法",
        "原期限　2024年5月31日",
        "现期限　2024年6月30日（改期原因：等文件）",
        "整改中，最近记录：2024年3月1日",
        "已逾期 15 天。请立即办理",
        "责任人：组织委员（牵头）、党政办主任（配合）",
        "请于2024年7月20日前办完",
        "XX乡党委\n2024年7月15日",
    ):
        assert told in words, told
    assert "完善制度" not in words


def test_the_day_of_the_answer_is_the_one_that_is_said(found: DueList) -> None:
    assert "于2024年7月31日前答复" in words_of(find_slips(found)[0], found, "2024-07-31")


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        (make_measure(due="2024-07-15"), "请于2024年7月15日当日办完"),
        (make_measure(due="2024-07"), "请于2024年7月底前办完"),
        (replace(make_measure(), due=(Due(parse_partial_date("2024-07-14")),)), "已逾期 1 天"),
        (make_measure(kind=MeasureKind.STANDING, due=None, next_check="2024-07-20"), "请于2024年7月20日前检查一次"),
        (
            make_measure(("2024-05-01", Status.CLOSED), ("2024-07-01", Status.RETURNED), due="2024-06-30"),
            "已逾期 15 天（从退回以前的期限算起）",
        ),
        (make_measure(("2024-01-01", Status.STANDING), due=None, next_check="2024-07-01"), "检查的日期已过"),
    ],
)
def test_what_is_asked_follows_from_the_date(tmp_path: Path, changed: LedgerMeasure, asked: str) -> None:
    whole = load(tmp_path, {"ledger/2023.md": PAGE})
    only = replace(whole.ledgers["2023"], entries=(replace(whole.ledgers["2023"].entries[0], measures=(changed,)),))
    (slip,) = find_slips(find_due(replace(whole, ledgers={"2023": only}), "", TODAY))
    assert demand(slip.lines[0]).startswith(asked)


def test_slips_begin_on_new_pages_and_are_signed(found: DueList) -> None:
    paper = slip_paper(find_slips(found), found)
    assert sum(isinstance(block, NewPage) for block in paper.blocks) == 2
    signed = [block for block in paper.blocks if isinstance(block, Para) and block.role is Role.SIGNED]
    assert len(signed) == 3
    assert not paper.notice


def test_samples_say_on_every_page_that_they_are(tmp_path: Path) -> None:
    sample = load(tmp_path, {"ledger/2023.md": PAGE.replace("audience:", "sample: true\naudience:", 1)})
    found = find_due(sample, "", TODAY)
    assert "示例" in slip_paper(find_slips(found), found).notice


def made(found: DueList, form: Form, folder: Path, slips: list[Slip] | None = None) -> bytes:
    return make_slips(slips or find_slips(found), found, form, Project(folder), Console(quiet=True))


@pytest.mark.needs(SONG)
def test_a_pdf_holds_each_form_whole_and_the_signature_with_it(found: DueList, tmp_path: Path) -> None:
    lines = tuple(line for slip in find_slips(found) for line in slip.lines)
    content = made(found, Form.PDF, tmp_path, [Slip("组织委员", "督办单", lines)])
    document: Any = pypdfium2.PdfDocument(content)  # type: ignore[no-untyped-call]
    pages = [page.get_textpage().get_text_bounded().replace("\r\n", "") for page in document]
    assert pages[0].startswith("XX乡党委督办单组织委员：")
    # Four forms, each on the page on which it begins.
    for page in pages:
        assert page.count("问题") == page.count("答复人：")
    assert sum(page.count("答复人：") for page in pages) == len(lines) == 4
    assert "答复人：" in pages[-1]
    assert "XX乡党委2024年7月15日" in pages[-1]


@pytest.mark.needs(SONG)
def test_the_same_day_gives_the_same_bytes(found: DueList, tmp_path: Path) -> None:
    for form in Form:
        assert made(found, form, tmp_path) == made(found, form, tmp_path)


def test_a_word_file_holds_the_same(found: DueList, tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(made(found, Form.WORD, tmp_path)))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert paragraphs.count("XX乡党委督办单") == 3
    assert "党政办主任：" in paragraphs
    assert len(document.tables) == 4
    (names, facts) = zip(*[(row.cells[0].text, row.cells[1].text) for row in document.tables[0].rows], strict=True)
    assert names == ("问题", "整改措施", "责任", "原期限", "现期限", "办理状态", "要求", "答复")
    assert "答复人：" in facts[-1]


@pytest.mark.needs(SONG)
def test_a_command_writes_all_in_one_file_or_each_in_a_folder(tmp_path: Path) -> None:
    write_pages(tmp_path / "docs", {"ledger/2023.md": PAGE})
    asked = ("due", "--on", "2024-07-15", "--slips", "--out")
    assert "督办单 3 张" in run(tmp_path, *asked, tmp_path / "督办单.pdf").stdout
    assert "督办单 1 张" in run(tmp_path, *asked, tmp_path / "一人.docx", "--post", "党政办主任").stdout
    assert run(tmp_path, *asked, tmp_path / "各项", "--each", "事项").returncode == 0
    assert sorted(file.name for file in (tmp_path / "各项").iterdir()) == [
        "督办单 2023年第1项.pdf",
        "督办单 2023年第2项.pdf",
    ]


def test_where_nothing_is_to_be_asked_no_file_is_made(tmp_path: Path) -> None:
    write_pages(tmp_path / "docs", {"ledger/2023.md": PAGE})
    told = one_line(run(tmp_path, "due", "--on", "2023-01-01", "--slips", "--out", tmp_path / "a.pdf"))
    assert "没有要督办的" in told
    assert not (tmp_path / "a.pdf").exists()


def test_a_place_that_is_none_is_told_before_anything_is_written(tmp_path: Path) -> None:
    write_pages(tmp_path / "docs", {"ledger/2023.md": PAGE})
    asked = ("due", "--on", "2024-07-15", "--slips", "--out")
    assert ".pdf 或 .docx" in one_line(run(tmp_path, *asked, tmp_path / "a.xlsx"))
    (tmp_path / "a.pdf").mkdir()
    assert "是文件夹" in one_line(run(tmp_path, *asked, tmp_path / "a.pdf"))


@pytest.mark.parametrize(
    "asked",
    [
        ("--slips",),
        ("--out", "a.pdf"),
        ("--reply-by", "2024-07-31"),
        ("--each", "事项"),
        ("--slips", "--json", "--out", "a"),
    ],
)
def test_options_that_do_not_go_together_are_refused(tmp_path: Path, asked: tuple[str, ...]) -> None:
    assert run(tmp_path, "due", *asked).returncode == 2
