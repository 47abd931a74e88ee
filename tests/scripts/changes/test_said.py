"""What a change says anew is told in the words of an office: no field's name, no id, no path."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from macros.corpus import ledger_schema, report_schema, schema
from scripts.changes.change_set import SETTINGS, ChangeSet
from scripts.changes.said.labels import label_of, name_field
from scripts.changes.said.pages import say_page
from scripts.changes.said.telling import Said
from tests.helpers.factories import LEDGER, REGULATION, write_pages
from tests.helpers.linked_pages import REPORT, SITE

PATH, SHEET = "reports/2023.md", "ledger/2023.md"


def told(folder: Path, pages: dict[str, str | None], path: str = "") -> list[str]:
    """What a change of pages says anew, a line each: `where：[-gone-]{+new+}`."""
    docs = write_pages(folder / "docs", SITE)
    changes = ChangeSet.plan(docs, "改", pages)
    return [line_of(said) for said in say_page(changes, path or next(iter(pages)))]


def line_of(said: Said) -> str:
    forms = {"未改": "{}", "增": "{{+{}+}}", "删": "[-{}-]"}
    return f"{said.where}：" + "".join(forms[piece.mark].format(piece.text) for piece in said.pieces)


def test_a_sentence_stands_with_what_goes_and_comes_marked_in_it(tmp_path: Path) -> None:
    lines = told(tmp_path, {PATH: REPORT.replace("开展教育", "开展警示教育")})
    assert len(lines) == 1
    assert "{+警示+}" in lines[0]
    assert "[-" not in lines[0]
    assert lines[0].startswith("“（一）")


def test_every_field_that_a_page_can_have_has_a_name() -> None:
    """A field without one would be told to nobody, or by what programs call it."""
    schemas = [
        one for module in (schema, ledger_schema, report_schema) for one in vars(module).values() if _is_schema(one)
    ]
    lacking = {name for one in schemas for name in one.model_fields if label_of(name) is None}
    assert lacking == set()


def _is_schema(one: Any) -> bool:
    return isinstance(one, type) and issubclass(one, BaseModel)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("year: 2023", "year: 2024", "年度：[-2023-]{+2024+}"),
        ("audience: 全体党员", "audience: 班子", "阅读范围：[-全体党员-]{+班子+}"),
        ("audience: 全体党员", "audience: 全体党员\nsample: true", "示例：{+是+}"),
        (
            "audience: 全体党员",
            "audience: 全体党员\nanswers:\n  2023#m1: w1",
            "回应往年的措施 “（一）加大问责”：{+（一）加强教育+}",
        ),
        (
            "audience: 全体党员",
            "audience: 全体党员\nindicators:\n  - {name: 谈话, value: 12, unit: 人次, at: p1}",
            "指标 “谈话”（新增）：{+名称：谈话，数：12，单位：人次，写在：（一）问责偏轻+}",
        ),
    ],
)
def test_a_field_of_the_head_is_told_by_its_name(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in told(tmp_path, {PATH: REPORT.replace(old, new, 1)})


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "due: [{on: 2024-06-30}]",
            "due: [{on: 2024-06-30}, {on: 2024-09-30, why: 方案要再征求意见}]",
            [
                "第1项 措施1 期限：[-2024-06-30-]{+2024-09-30+}",
                "第1项 措施1 改期原因：{+方案要再征求意见+}",
            ],
        ),
        ("owner: 组织委员", "owner: 党建办主任", ["第1项 措施1 责任人：[-组织委员-]{+党建办主任+}"]),
        (
            "note: 已起草}",
            "note: 已起草, evidence: 会议记录}",
            ["第1项 措施1 办理记录 2024-03-01 佐证：{+会议记录+}"],
        ),
        (
            "note: 已起草}",
            "note: 已起草}\n          - {on: 2024-05-01, status: 已完成待验收, note: 印发}",
            ["第1项 措施1 办理记录 2024-05-01（新增）：{+日期：2024-05-01，状态：已完成待验收，说明：印发+}"],
        ),
        (
            "    problem: 2023#p1\n",
            "",
            ["第1项 报告里的问题：[-2023年度总结（XX乡党委）“（一）问责偏轻”-]"],
        ),
    ],
)
def test_what_changes_in_a_ledger_is_told_measure_by_measure(
    tmp_path: Path, old: str, new: str, said: list[str]
) -> None:
    assert told(tmp_path, {SHEET: LEDGER.replace(old, new, 1)}) == said


def test_items_that_come_go_and_move_are_told_by_their_titles(tmp_path: Path) -> None:
    item = "### （一）问责偏轻 { #p1 }\n\n问责不够有力。\n\n"
    lines = told(tmp_path, {PATH: REPORT.replace(item, "### （一）谈话偏少 { #p2 }\n\n全年只谈了两次。\n\n")})
    assert lines == ["“（一）问责偏轻”（删去）：[-问责不够有力。-]", "“（一）谈话偏少”（新增）：{+全年只谈了两次。+}"]
    parts = re.split(r"(?=^## )", REPORT, flags=re.M)
    lines = told(tmp_path, {PATH: "".join([parts[0], parts[2], parts[1], parts[3]])})
    assert len(lines) == 2
    assert any("移到" in line for line in lines)


def test_a_link_is_told_by_where_it_leads(tmp_path: Path) -> None:
    lines = told(tmp_path, {PATH: REPORT.replace("shili/2018.md)，开展", "shili/2018.md#art-1)，开展", 1)})
    assert lines == [
        "“（一）加强教育” “《示例条例》”的链接：[-示例条例（2018年版）-]{+示例条例（2018年版）“第一条 立规目的”+}"
    ]


def test_a_link_to_a_concept_or_to_an_entry_is_told_by_what_bears_its_id(tmp_path: Path) -> None:
    docs = write_pages(tmp_path / "docs", {"reports/2023.md": REPORT})
    linked = REPORT.replace(
        "开展教育", "开展[教育](../regulations/concepts.md#jiaoyu)、[整改](../ledger/2023.md#e-2023-01)"
    )
    said = [line_of(one) for one in say_page(ChangeSet.plan(docs, "", {PATH: linked}), PATH)]
    assert "“（一）加强教育” “教育”的链接：{+概念“经常教育”+}" in said
    assert "“（一）加强教育” “整改”的链接：{+2023年整改台账（XX乡党委）“第1项”+}" in said


def test_nothing_of_a_page_that_comes_or_goes_is_an_id_or_a_path(tmp_path: Path) -> None:
    docs, text = write_pages(tmp_path / "docs", SITE), REPORT.encode()
    for before, after in ((None, text), (text, None)):
        said = say_page(ChangeSet(docs, "", {PATH: before}, {PATH: after}), PATH)
        lines = [line_of(one) for one in said]
        assert any("单位" in line for line in lines)
        assert any("问责不够有力" in line for line in lines)
        assert not [line for line in lines if re.search(r"[a-z]{2,}|#", line)]


def test_what_only_programs_read_is_not_told(tmp_path: Path) -> None:
    assert told(tmp_path, {PATH: REPORT.replace("---\n\n#", "retired: [p7]\n---\n\n#", 1)}) == []


def test_a_page_whose_head_cannot_be_read_is_told_by_its_text(tmp_path: Path) -> None:
    assert told(tmp_path, {PATH: REPORT.replace("---\n\n#", "\n\n#", 1)}) == []
    lines = told(tmp_path, {PATH: REPORT.replace("year: 2023", "year: [", 1).replace("不够有力", "不力")})
    assert lines[0] == "页首信息：[-读得出来-]{+写得不对，读不出来+}"
    assert len(lines) == 2
    assert lines[1].startswith("“（一）问责偏轻”：问责")


def test_of_the_settings_the_name_and_the_unit_are_told(tmp_path: Path) -> None:
    docs = write_pages(tmp_path / "docs", SITE)
    old = "site_name: 廉政年鉴\nnav:\n  - 首页: index.md\nextra:\n  generator: false\n"
    new = old.replace("廉政年鉴", "XX镇廉政年鉴").replace("generator", "office: {unit: XX镇党委}\n  generator")
    changes = ChangeSet(docs, "", {SETTINGS: old.encode()}, {SETTINGS: new.encode()})
    assert [line_of(said) for said in say_page(changes, SETTINGS)] == [
        "站点的名称：[-廉政年鉴-]{+XX镇廉政年鉴+}",
        "本单位：{+XX镇党委+}",
    ]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("year", "年度"),
        ("indicators[2].value", "指标第 3 行的数"),
        ("entries[0].measures[1].owner", "事项第 1 行的措施第 2 行的责任人"),
        ("pack.include[0].report", "放进来的材料第 1 行的整份材料"),
        ("nobody_knows", "nobody_knows"),
        ("（一）加强教育", "（一）加强教育"),
        ("", ""),
    ],
)
def test_a_place_in_the_head_is_told_in_words(path: str, words: str) -> None:
    assert name_field(path) == words


def test_who_corrects_a_paper_is_called_as_in_its_form_and_a_fact_rests_on_words(tmp_path: Path) -> None:
    row = "corrections:\n  - {on: 2024-03-01, what: 条数, before: 1条, after: 2条, BY}\n"
    paper = REPORT.replace("audience:", row.replace("BY", "why: 写错, by: 党建办主任") + "audience:", 1)
    assert "，谁更正的：党建办主任" in "".join(told(tmp_path / "a", {PATH: paper}))
    work = "regulations/shili/index.md"
    fact = REGULATION.replace("township:", row.replace("BY", "by: 据全文计数") + "township:", 1)
    assert "，依据：据全文计数" in "".join(told(tmp_path / "b", {work: fact}))
