"""What a stranger's file holds arrives as words, whichever way it comes in."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.corpus import load_corpus, load_yearbook
from macros.domain.regulations import Regulation
from macros.domain.reports import Audience
from scripts.intake.detect import read_file
from scripts.intake.facts import ImportOrder
from scripts.intake.official_text.registering import Arrival, Desk, Said, register_text
from scripts.intake.official_text.regulation_import import import_regulation
from scripts.intake.report_import import import_report
from scripts.ledger_sheet.importing import LedgerRequest, plan_import
from tests.helpers import changes
from tests.helpers.converted_pages import assert_is_harmless, convert
from tests.helpers.factories import EDITION_2018, LEDGER
from tests.helpers.hostile_pages import PAYLOADS
from tests.helpers.intake_papers import make_holdings
from tests.helpers.ledger_files import HEAD, ROW, write_sheet, write_site
from tests.helpers.word_files import paragraph, run, table, word_file

pytestmark = pytest.mark.slow

#: Live where a clerk writes them in a page, words where they come out of a file.
MORE = {
    "link": "[点](javascript:alert(1))",
    "picture": "![图](//example.org/a.png)",
    "list": "{ #p1 .yb-card onclick=a }",
}
HOSTILE = PAYLOADS | MORE


def make_paper(words: str) -> list[str]:
    return [
        "XX乡党委文件",
        f"XX乡党委2023年度工作总结{words}",
        f"一年来{words}，乡党委落实各项要求。现报告如下：",
        f"一、工作开展情况{words}",
        f"（一）加强教育{words}",
        f"开展谈话提醒56人次{words}。",
        f"{words}开展检查。",
        "二、存在的主要问题",
        f"（一）教育不够深入{words}。学习形式单一{words}。",
        "三、下一步打算",
        f"（一）加强学习。落实{words}各项要求。",
    ]


def write_file(folder: Path, form: str, lines: list[str], words: str) -> Path:
    """A paper as a file of some form; Word and web pages hold a table as well."""
    file = folder / f"总结.{form}"
    if form == "txt":
        file.write_text("\n".join(lines), encoding="utf-8")
    elif form == "html":
        body = "".join(f"<p>{escape(line)}</p>" for line in lines)
        file.write_text(
            f"<html><body>{body}<table><tr><td>{escape(words)}<td>乙</table></body></html>", encoding="utf-8"
        )
    else:
        body = "".join(paragraph(run(line)) for line in lines) + table(["甲", "乙"], [paragraph(run(words)), "丙"])
        file.write_bytes(word_file(body))
    return file


def shown(written: str) -> str:
    return squeeze("".join(ElementTree.fromstring(f"<div>{written}</div>").itertext()))


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("form", ["txt", "html", "docx"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_of_a_paper_stay_words(tmp_path: Path, name: str, form: str) -> None:
    words, docs = HOSTILE[name], tmp_path / "docs"
    lines = make_paper(words)
    holdings = make_holdings(docs)
    manuscript = read_file(write_file(tmp_path, form, lines, words))
    order = ImportOrder("总结", "0" * 64, year=2023, unit="XX乡党委", audience=Audience.LEADERS)
    made = import_report(manuscript, order, holdings)
    (docs / "reports").mkdir()
    (docs / "reports/2023.md").write_text(made.text, encoding="utf-8")
    load_corpus(docs)
    written = convert(made.text, docs)
    assert_is_harmless(written)
    # A first sentence becomes a heading, with what is computed under it before the next.
    # A text file with tags of its own is read as the web page that it looks like, and they are left out.
    read_as_written = manuscript.form == form
    for sentence in [sentence for line in lines if read_as_written for sentence in line.split("。")]:
        assert squeeze(sentence) in shown(written), sentence


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_of_a_regulation_stay_words(tmp_path: Path, name: str) -> None:
    words, docs = HOSTILE[name], tmp_path / "docs"
    make_holdings(docs)
    works: dict[str, Regulation] = dict(load_yearbook(docs).regulations)
    lines = [
        "示例条例",
        f"第一章 总则{words}",
        f"第一条 为了{words}，制定本条例。",
        f"第二条 学习{words}。",
        f"{words}另起一款。",
    ]
    manuscript = read_file(write_file(tmp_path, "docx", lines, "甲"))
    made = import_regulation(manuscript, works["shili"].by_id["2018"], EDITION_2018, "条例", "0" * 64)
    (docs / "regulations/shili/2018.md").write_text(made.text, encoding="utf-8")
    load_corpus(docs)
    written = convert(made.text, docs)
    assert_is_harmless(written)
    for text in (f"总则{words}", f"为了{words}，制定本条例。", f"学习{words}。", f"{words}另起一款。"):
        assert squeeze(text) in shown(written), text


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_of_a_text_that_is_registered_stay_words(tmp_path: Path, name: str) -> None:
    words, docs = HOSTILE[name], write_site(tmp_path / "docs", LEDGER)
    lines = [
        "图书阅览条例",
        f"（2019年3月9日示例委员会{words}发布）",
        f"第一章 总则{words}",
        f"第一条 【{words}】为了{words}，制定本条例。",
        f"第二条 本条例自发布之日起施行。1999年1月1日印发的《{words}》同时废止。",
    ]
    file = write_file(tmp_path, "docx", lines, "甲").rename(tmp_path / "甲{{ 7 * 7 }}“*”.docx")
    said = Said(title=f"图书阅览{words[:40]}条例", kind="条例", regulation="yuelan", issuer=f"示例{words}")
    planned = register_text(Arrival(file, read_file(file), "0" * 64), said, Desk.of(docs))
    for path, text in planned.pages.items():
        (docs / path).parent.mkdir(exist_ok=True)
        (docs / path).write_text(text, encoding="utf-8")
    load_corpus(docs)
    for text in planned.pages.values():
        assert_is_harmless(convert(text, docs))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_of_a_ledger_sheet_stay_words(tmp_path: Path, name: str) -> None:
    words, docs = HOSTILE[name], write_site(tmp_path / "docs", LEDGER)
    free = {"问题", "整改措施", "责任领导", "责任单位", "责任人"}
    row = [f"{value}{words}" if head in free else value for head, value in zip(HEAD, ROW, strict=True)]
    row[HEAD.index("办理情况")] = f"2024-03-01 【整改中】{words}"
    plan = plan_import(docs, LedgerRequest(write_sheet(tmp_path / "台账.xlsx", [HEAD, row]), 2023))
    changes.put(plan.changes)
    load_corpus(docs)
    written = convert(changes.text_after(plan.changes, plan.path), docs)
    assert_is_harmless(written)
    for head, value in zip(HEAD, ROW, strict=True):
        if head in free:
            assert squeeze(f"{value}{words}") in shown(written), head
