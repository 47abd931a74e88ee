"""What is wrong is told at the desk by the name of the field, with the way to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.errors import ErrorKind
from macros.findings import Finding
from scripts.desk.desk_words import tell_wrong
from tests.helpers.desk import make_desk, words_of
from tests.helpers.factories import CONCEPTS, EDITION_2018, LEDGER, REPORT

R, L, OLD = "reports/2023.md", "ledger/2023.md", "regulations/shili/2018.md"
USAGES = "---\nusages:\n  - {wrong: 台账, right: 台账, verified: true}\n---\n\n# 规范用语 { #usages }\n"
PACK = """\
---
pack:
  include:
    - report: 2029
render_macros: true
---

# 学习 { #pack-x }

{{ study_pack() }}
"""
MADE_WRONG = [
    (
        R, REPORT.replace("unit: XX乡党委\n", ""),
        "：单位还没有写。", "editing/?page=reports/2023.md#h-unit", "去改“单位”",
    ),
    (
        R, REPORT.replace("as_of: 2023-12-31", "as_of: 2022-12-31"),
        "的“截至”：年度、文件名和日期不一致", "editing/?page=reports/2023.md#h-as_of", "去改“截至”",
    ),
    (
        R, REPORT.replace("问责不够有力。", "电话13800000000。"),
        "的“（一）问责偏轻”：写有个人号码", "editing/?page=reports/2023.md#f-s5", "去改“（一）问责偏轻”",
    ),
    (
        R, REPORT.replace("---\n\n#", "answers: {2023#m1: w1}\n---\n\n#", 1),
        "的“回应往年的措施”：", "source/?page=reports/2023.md&line=8", "到原文第 8 行去改",
    ),
    (
        L, LEDGER.replace("    text: 问责偏轻", "    text: 问责偏轻\n    repeats: 2021-07"),
        "的“问责偏轻”：引用的台账事项不存在", "ledgers/measure?page=ledger/2023.md%232023-01.1", "去改“问责偏轻”",
    ),
    (
        L, LEDGER.replace("2023#p1", "2023#p9"),
        "的“问责偏轻”：引用的条目不存在，写的是2023年度总结（XX乡党委）“已经没有的一条”。改法：换成还在的一条",
        "ledgers/measure?page=ledger/2023.md%232023-01.1", "去改“问责偏轻”",
    ),
    (
        L, LEDGER.replace("status: 整改中", "status: 办着"),
        "的“问责偏轻”的“修订办法”的第 1 项的“状态”：写得不对",
        "source/?page=ledger/2023.md&line=19", "到原文第 19 行去改",
    ),
    (
        OLD, EDITION_2018.replace('by: "2023"', 'by: "2018"'),
        "的“失效”：后继版本不存在或不对应",
        "regulations/facts?page=regulations/shili/2018.md#value-superseded", "去改“失效”",
    ),
    (
        "regulations/usages.md", USAGES,
        "的“台账”的“规范的”：写得不对，写的是“台账”，应为与不规范的写法不同",
        "regulations/words?page=regulations/usages.md#w-0-right", "去改“台账”的“规范的”",
    ),
    (
        "regulations/concepts.md", CONCEPTS.replace("shili/2018#art-2", "shili/2019#art-2"),
        "的“经常教育”：依据指向的法规、版本或条文不存在",
        "regulations/practice/one?page=regulations/concepts.md%230", "去改“经常教育”",
    ),
    ("study/x.md", PACK, "的“放进来的材料”：", "packs/edit?page=study/x.md#rows", "去改“放进来的材料”"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "told", "address", "way"), MADE_WRONG)
def test_a_fault_leads_to_its_field_by_the_name_that_a_clerk_knows(
    tmp_path: Path, path: str, text: str, told: str, address: str, way: str
) -> None:
    desk = make_desk(tmp_path, {path: text})
    home = desk.get("/desk/")
    assert told in words_of(home)
    assert "第 " not in words_of(home).partition(told)[0].rpartition("「")[2]
    assert "原文" in way or not re.search(r"[#/_][a-z0-9]|\b[a-z]{3,}", words_of(home))
    found = re.search(rf'href="([^"]+)" aria-label="{re.escape(way)}">(去改|{re.escape(way)})</a>', home)
    assert found
    assert found[1].replace("%2F", "/").replace("&amp;", "&") == f"/desk/{address}"
    # Where all findings are listed it is told no otherwise.
    listed = words_of(desk.get("/desk/proofreading/"))
    assert "原文" in way or not re.search(r"[#/_][a-z0-9]|\b[a-z]{3,}|字段", listed)
    there, _, anchor = found[1].replace("&amp;", "&").partition("#")
    assert not anchor or f'"{anchor}"' in desk.get(there)


def test_no_remedy_speaks_of_fields_and_commands() -> None:
    shown_in_the_text = {"FRONT_MATTER_MISSING", "MACROS_ON_DATA_PAGE", "PAGE_ENDING", "NOT_UTF8", "SYMLINK"}
    for kind in ErrorKind:
        if kind.name not in shown_in_the_text:
            told = tell_wrong(Finding(kind, f"docs/{R}", 2)).partition("改法：")[2]
            assert not re.search(r"\b(?!docs\b|https\b|work\b|Word\b|p2\b)[a-z_]{4,}", told), told


def test_the_line_of_a_text_is_shown_and_marked(tmp_path: Path) -> None:
    page = make_desk(tmp_path).get(f"/desk/source/?page={R}&line=3")
    assert "要改的是第 3 行： unit: XX乡党委" in words_of(page)
    assert 'data-yb-line="3"' in page
