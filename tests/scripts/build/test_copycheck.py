"""What of a paper stands in others, as the clerk and programs are told of it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from macros.compare.copying.leftover import LeftoverKind
from macros.compare.copying.matches import CopyKind
from macros.corpus import load_corpus
from macros.proofing import RemarkKind
from scripts.build.copy_remarks import find_copied
from tests.helpers.commands import one_line, run
from tests.helpers.factories import REPORT, write_pages

FERRY = "渡口值班室每天早晚各巡查一次，逐项登记缆绳、跳板和救生衣的情况。"
COUNTED = "全年维修路灯36盏，更换灯泡120只，夜间巡查4次。"
RECOUNTED = "全年维修路灯41盏，更换灯泡97只，夜间巡查6次。"
WELLS = "水管员每周到井边取样，把水位写在黑板上让大家看。"


def paper(year: int, words: str, unit: str = "") -> tuple[str, str]:
    """A page of a paper with one item of these words."""
    key = f"{unit}/{year}".removeprefix("/")
    head, _, _ = REPORT.partition("开头一段。")
    head = head.replace("2023", str(year), 3).replace("report-2023", f"report-{key.replace('/', '-')}")
    head = head.replace("2023年度总结", f"{year}年度总结").replace("XX乡党委", "东镇党委" if unit else "XX乡党委")
    return f"reports/{key}.md", f"{head}\n## 一、工作情况 {{ #work .work }}\n\n### （一）渡口 {{ #w1 }}\n\n{words}\n"


def add(office: Path, page: tuple[str, str]) -> None:
    file = office / "docs" / page[0]
    file.parent.mkdir(exist_ok=True)
    file.write_text(page[1], encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    rows = (paper(2021, FERRY), paper(2022, f"{COUNTED}\n\n{WELLS}"), paper(2023, f"{FERRY}\n\n{RECOUNTED}"))
    pages: dict[str, str | bytes | None] = {"ledger/2023.md": None, **dict(rows)}
    write_pages(tmp_path / "docs", pages)
    return tmp_path


@pytest.mark.parametrize("kind", [*CopyKind, *LeftoverKind])
def test_proofreading_asks_for_the_same_as_the_copy_check(kind: CopyKind | LeftoverKind) -> None:
    assert kind.remedy in {remark.remedy for remark in RemarkKind}


def test_each_passage_is_told_beside_its_source_with_what_to_do(office: Path) -> None:
    lines = run(office, "copycheck", "docs/reports/2023.md").stdout.splitlines()
    assert lines[0] == "2023年（docs/reports/2023.md），与本单位的材料 2 份比。"
    assert lines[1].startswith("自己的文字 51 字，雷同 51 字，占 100%：逐字相同 29 字，只改数字、年份、名称 22 字，")
    assert lines[2:8] == [
        "现状（一），雷同 100%",
        "  逐字相同，2021年 现状（一）",
        f"    本文：{FERRY}",
        "    改法：写本年情况的，按本年实际重写；长期有效的要求可以保留。",
        "  只改数字、年份、名称，2022年 现状（一）",
        f"    本文：{RECOUNTED}",
    ]
    assert lines[8] == f"    来源：{COUNTED}"


def test_data_are_a_list_of_sentences(office: Path) -> None:
    result = run(office, "copycheck", office / "docs/reports/2023.md", "--json")
    assert result == run(office, "copycheck", "2023", "--json")
    exact, figures = json.loads(result.stdout)
    assert exact == {
        "item": "2023#w1",
        "text": FERRY,
        "kind": "exact",
        "similarity": 1.0,
        "source": {"report": "2021", "item": "w1", "text": FERRY},
        "counts": True,
        "why_not": None,
    }
    assert (figures["kind"], figures["source"]["text"], figures["similarity"] < 1) == ("figures", COUNTED, True)
    assert "雷同" in result.stderr


def test_without_a_page_the_newest_paper_of_each_unit_is_looked_at(office: Path) -> None:
    add(office, paper(2023, WELLS, "dongzhen"))
    said = run(office, "copycheck").stdout
    assert [line for line in said.splitlines() if "docs/" in line] == [
        "2023年（docs/reports/2023.md），与本单位的材料 2 份、其他单位的材料 1 份比。",
        "2023年（docs/reports/dongzhen/2023.md），与其他单位的材料 3 份比。",
    ]


def test_texts_that_are_not_published_are_compared_with_and_those_that_cannot_be_read_are_told(
    office: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "others"
    (folder / "上级").mkdir(parents=True)
    (folder / "上级/通知.txt").write_text(f"关于渡口的通知\n\n请各地照办。\n{RECOUNTED}\n", encoding="utf-8")
    (folder / "坏的.docx").write_bytes(b"PK\x03\x04")
    result = run(office, "copycheck", "docs/reports/2023.md", "--against", folder)
    assert "与本单位的材料 2 份、没有公布的材料 1 份比" in result.stdout
    assert "  逐字相同，上级/通知.txt 第3段" in result.stdout.splitlines()
    assert "坏的.docx 没有比：" in result.stderr


def test_a_paper_is_no_copy_of_the_file_that_it_was_made_from(office: Path, tmp_path: Path) -> None:
    folder = tmp_path / "others"
    folder.mkdir()
    (folder / "来稿.txt").write_text(FERRY, encoding="utf-8")
    path, text = paper(2023, FERRY)
    source = f"source: {{file: a.txt, sha256: {sha256(FERRY.encode()).hexdigest()}}}\nseries:"
    add(office, (path, text.replace("series:", source)))
    result = run(office, "copycheck", "docs/reports/2023.md", "--against", folder)
    assert "没有读得出来的材料" in one_line(result)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["docs/index.md"], "不是报告的页面"), (["--against", "没有"], "没有读得出来的材料")],
)
def test_what_cannot_be_done_is_told_in_one_line(office: Path, arguments: list[str], words: str) -> None:
    result = run(office, "copycheck", *arguments)
    assert words in one_line(result)
    assert "改法" in result.stderr


def test_the_clerk_is_told_of_the_newest_paper_before_it_is_handed_in(office: Path) -> None:
    corpus = load_corpus(office / "docs")
    exact, figures = find_copied(corpus)
    assert (exact.kind, figures.kind) == (RemarkKind.COPIED, RemarkKind.COPIED_BUT_FIGURES)
    assert (exact.file, exact.line, exact.found) == ("docs/reports/2023.md", 15, FERRY)
    assert exact.detail == "在2021年 现状（一），这一条雷同 100%"
    assert list(find_copied(corpus, ["reports/2021.md"])) == []
    assert list(find_copied(corpus, ["reports/2023.md"])) == [exact, figures]


def test_what_is_carried_over_from_the_year_before_has_a_name_of_its_own(office: Path) -> None:
    add(office, paper(2022, FERRY))
    (remark,) = find_copied(load_corpus(office / "docs"))
    assert remark.kind is RemarkKind.CARRIED_OVER


def test_others_are_looked_at_where_everybody_is(office: Path) -> None:
    add(office, paper(2022, f"按照党的十九大精神，{WELLS}", "dongzhen"))
    add(office, paper(2023, f"东镇落实党的十九大精神，{WELLS}"))
    kinds = [remark.kind for remark in find_copied(load_corpus(office / "docs"), ["reports/2023.md"])]
    assert kinds == [RemarkKind.COPIED_NEARLY, RemarkKind.OTHERS_NAME, RemarkKind.OTHER_MEETING]
