"""Notes of a report: a number in the text, their words at the end of the page; and its pictures."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.helpers.converted_pages import convert
from tests.helpers.factories import REPORT, write_pages
from tests.helpers.picture_files import png

PLACE = "问责不够有力。"
BACK = "↩"


def page(tmp_path: Path, instead: str) -> ElementTree.Element:
    text = REPORT.replace(PLACE, instead)
    docs = write_pages(tmp_path, {"reports/2023.md": text, "reports/a.png": png()})
    return ElementTree.fromstring(f"<div>{convert(text, docs)}</div>")


def words(element: ElementTree.Element) -> str:
    return "".join(element.itertext()).strip()


def notes(root: ElementTree.Element) -> list[str]:
    return [words(row).removesuffix(BACK).strip() for row in root.iterfind(".//section[@role='doc-endnotes']/ol/li")]


@pytest.mark.parametrize(
    ("text", "shown", "listed"),
    [
        ("甲〔注：乙〕丙。", "甲1丙。", ["乙"]),
        ("甲〔注：乙〕、丙〔注：丁〕。", "甲1、丙2。", ["乙", "丁"]),
        # Numbers of papers stand in the same brackets.
        ("甲〔注：见国发〔2024〕5号〕丙。", "甲1丙。", ["见国发〔2024〕5号"]),
        ("甲〔注：见[《示例条例》](../regulations/shili/2018.md)。〕丙。", "甲1丙。", ["见《示例条例》。"]),
        ("**甲〔注：乙〕丙**。", "甲1丙。", ["乙"]),
        # What is none stays as it stands.
        ("甲〔注：乙。", "甲〔注：乙。", []),
        ("甲〔注：〕乙。", "甲〔注：〕乙。", []),
        ("甲〔2024〕5号。", "甲〔2024〕5号。", []),
        ("甲〔注：**乙〕**丙。", "甲〔注：乙〕丙。", []),
    ],
)
def test_note_is_a_number_in_the_text_and_stands_at_the_end(
    tmp_path: Path, text: str, shown: str, listed: list[str]
) -> None:
    root = page(tmp_path, text)
    assert shown in [words(one) for one in root.iter("p")]
    assert notes(root) == listed


def test_mark_and_note_lead_to_each_other(tmp_path: Path) -> None:
    root = page(tmp_path, "甲〔注：乙〕丙。")
    mark = root.find(".//sup/a")
    assert mark is not None
    note = root.find(f".//li[@id='{mark.get('href', '')[1:]}']")
    assert note is not None
    assert [one.get("href") for one in note.iter("a")] == [f"#{mark.get('id')}"]


def test_notes_in_cells_are_gathered_and_those_of_headings_stay(tmp_path: Path) -> None:
    root = page(tmp_path, "| 甲〔注：乙〕 | 丙 |\n| --- | --- |\n| 丁 | 戊〔注：己〕 |\n\n#### 1．题〔注：庚〕")
    assert notes(root) == ["乙", "己"]
    assert any(words(one) == "1．题〔注：庚〕" for one in root.iter("h4"))


def test_link_in_a_note_keeps_its_address(tmp_path: Path) -> None:
    root = page(tmp_path, "甲〔注：见[《示例条例》](../regulations/shili/2018.md)。〕丙。")
    link = root.find(".//section[@role='doc-endnotes']//a")
    assert link is not None
    assert link.get("href") == "../regulations/shili/2018.md"


def test_picture_alone_is_a_figure_and_one_among_words_is_not(tmp_path: Path) -> None:
    root = page(tmp_path, "甲。\n\n![图上](a.png)\n\n乙![图上](a.png)")
    assert [one.get("alt") for one in root.iterfind("figure/img")] == ["图上"]
    assert len(root.findall("p/img")) == 1
