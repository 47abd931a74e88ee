"""Another kind for a part: its ids change, and everything that names them goes with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.corpus import load_yearbook
from macros.corpus.load import parse_report
from macros.domain.reports import ItemRef, PartKind, is_lead_id
from scripts.changes.part_kinds import PartKindError, plan_kind
from tests.helpers.changes import put, text_after
from tests.helpers.commands import run
from tests.helpers.factories import LEDGER, REPORT, write_pages

PAPER = """\
---
year: 2023
unit: XX乡党委
series: 年度总结
period: 2023
as_of: 2023-12-31
audience: 全体党员
indicators:
  - {name: 廉政谈话, value: 36, unit: 人次, at: o1}
  - name: 约谈
    value: 3
    unit: 人
    at: other-2
  - {name: 收文, value: 5, unit: 件, at: other-0}
retired: [p2]
---

# 2023年度总结 { #report-2023 }

开头一段，见[第一条](#o1)。

## 一、怎么看 { #other .other }

共两件，收文5件。

### （一）谈话 { #o1 }

廉政谈话36人次，文中写着 o1 和 2023#o1。

### （二）学习 { #o2 }

学习。

## 二、另一件事 { #other-2 .other }

约谈3人。

## 三、存在问题 { #problem .problem }

### （一）问责偏轻 { #p1 }

问责不够有力。
"""
LATER = REPORT.replace("2023", "2024").replace(
    "audience: 全体党员\n", "audience: 全体党员\nanswers:\n  2023#o1: m1\n  # 2023#o2：学习\n  2023#other-2: m1\n"
).replace("#art-2", "").replace("/2018.md", "/2023.md")  # fmt: skip
LINKING = """\
---
render_macros: true
---

# 首页

[谈话](reports/2023.md#o1)、[两件](reports/2023.md#other-0)、[整份](reports/2023.md)、[另一年](reports/2024.md#w1)、
<a href="reports/2023.html#other-2">约谈</a>

见[^1]与[引][one]。

[one]: reports/2023.md#o2
"""
PACK = """\
---
render_macros: true
pack:
  include:
    - items: [2023#o1, "2023#o2", 2023#p1]
---

# 学习 { #pack-q1 }

{{ study_pack() }}
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return office(tmp_path)


def office(folder: Path) -> Path:
    pages: dict[str, str | bytes | None] = {
        "reports/2023.md": PAPER,
        "reports/2024.md": LATER,
        "ledger/2023.md": LEDGER.replace("item: 2023#m1", "item: 2023#o2").replace(
            "    problem: 2023#p1\n", "    problem: 2023#p1\n    causes: [2023#other-2]\n"
        ),
        "index.md": LINKING,
        "study/q1.md": PACK,
        "regulations/concepts.md": None,
    }
    return write_pages(folder / "docs", pages)


def names_of(docs: Path) -> list[str]:
    """What all pages name of the paper, in words that do not depend on ids."""
    book = load_yearbook(docs)
    paper = book.reports["2023"]
    titles = {item.id: item.caption for item in paper.passages.values()} | {part.id: part.title for part in paper.parts}
    found = []
    for path in sorted(docs.rglob("*.md")):
        text = re.sub("retired: .*", "", path.read_text(encoding="utf-8")).replace("写着 o1 和 2023#o1", "")
        for match in re.finditer(r"(?:2023#|2023\.(?:md|html)#|\(#|at: )([a-z0-9-]+)", text):
            found.append(f"{path.name}: {titles.get(match[1], '没有')}")
    return found


def test_items_get_ids_of_the_new_kind_and_all_that_names_them_follows(docs: Path) -> None:
    plan = plan_kind(docs, "docs/reports/2023.md", "other", PartKind.MEASURE)
    assert plan.renamed.ids == {"other": "measure", "other-0": "measure-0", "o1": "m1", "o2": "m2"}
    page = text_after(plan.changes, "reports/2023.md")
    assert "## 一、怎么看 { #measure .measure }\n\n共两件，收文5件。\n\n### （一）谈话 { #m1 }" in page
    assert "unit: 件, at: measure-0}" in page
    assert "unit: 人次, at: m1}" in page
    assert "    at: other-2\n" in page
    assert parse_report(page, "reports/2023.md").retired == ("p2", "other", "o1", "o2")
    assert "[第一条](#m1)" in page
    assert "文中写着 o1 和 2023#o1。" in page, "the office's own words are no reference"
    assert "  2023#m1: m1\n  # 2023#m2：学习\n" in text_after(plan.changes, "reports/2024.md")
    assert "item: 2023#m2" in text_after(plan.changes, "ledger/2023.md")
    assert '[2023#m1, "2023#m2", 2023#p1]' in text_after(plan.changes, "study/q1.md")
    home = text_after(plan.changes, "index.md")
    assert "(reports/2023.md#measure-0)" in home
    assert "(reports/2023.md#m1)" in home
    assert "[one]: reports/2023.md#m2" in home
    assert "(reports/2024.md#w1)" in home
    plan.changes.check()


def test_what_the_paper_says_of_its_own_items_follows_them(docs: Path) -> None:
    said = "continues:\n  m1: {2023#o1: sure, 2023#o2: no}\n  w1: {2023#o2: no}\naudience:"
    page = docs / "reports/2024.md"
    page.write_text(page.read_text(encoding="utf-8").replace("audience:", said), encoding="utf-8")
    plan = plan_kind(docs, "2024", "measure", PartKind.WORK)
    plan.changes.check()
    page_after = text_after(plan.changes, "reports/2024.md")
    assert "answers:\n  2023#o1: w2\n  # 2023#o2：学习\n  2023#other-2: w2\n" in page_after
    assert "continues:\n  w2: {2023#o1: sure, 2023#o2: no}\n  w1: {2023#o2: no}\n" in page_after


def test_part_that_is_its_own_item_follows_too(docs: Path) -> None:
    plan = plan_kind(docs, "2023", "二、另一件事", PartKind.CAUSE)
    assert plan.renamed.ids == {"other-2": "cause"}
    put(plan.changes)
    book = load_yearbook(docs)
    assert book.ledgers["2023"].entries[0].causes == (ItemRef("2023", "cause"),)
    assert 'href="reports/2023.html#cause"' in (docs / "index.md").read_text(encoding="utf-8")
    assert "    at: cause\n" in (docs / "reports/2023.md").read_text(encoding="utf-8")


def test_unknown_part_is_told_with_those_there_are(docs: Path) -> None:
    with pytest.raises(PartKindError, match="other（一、怎么看，其他）、other-2"):
        plan_kind(docs, "2023", "work", PartKind.PROBLEM)


def test_kind_that_a_part_has_already_changes_nothing(docs: Path) -> None:
    assert not plan_kind(docs, "2023", "problem", PartKind.PROBLEM).changes


@settings(deadline=None, max_examples=12)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["一、怎么看", "二、另一件事", "三、存在问题"]), st.sampled_from(PartKind)),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_changes_every_reference_still_means_the_same_and_no_id_comes_again(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, PartKind]]
) -> None:
    docs = office(tmp_path_factory.mktemp("office"))
    # What a ledger names has to be of a certain kind.
    (docs / "ledger/2023.md").unlink()
    before, given_up = names_of(docs), {"p2"}
    for part, kind in steps:
        plan = plan_kind(docs, "2023", part, kind)
        put(plan.changes)
        # The address of a lead follows from its part's.
        given_up |= {name for name in plan.renamed.ids if not is_lead_id(name)}
        paper = load_yearbook(docs).reports["2023"]
        ids = [*{part.id for part in paper.parts} | set(paper.items)]
        assert given_up == set(paper.retired)
        assert not given_up & set(ids)
    assert names_of(docs) == before


def test_kind_that_the_ledger_cannot_have_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    docs = office(tmp_path)
    before = {file: file.read_bytes() for file in docs.rglob("*.md")}
    refused = run(tmp_path, "kind", "docs/reports/2023.md", "other", "现状", "--yes")
    assert refused.returncode == 1
    assert "是现状，应为措施条目" in refused.stderr
    assert {file: file.read_bytes() for file in docs.rglob("*.md")} == before


def test_command_shows_the_difference_and_writes_once_it_is_agreed(tmp_path: Path) -> None:
    docs = office(tmp_path)
    before = {file: file.read_bytes() for file in docs.rglob("*.md")}
    told = run(tmp_path, "kind", "docs/reports/2023.md", "other", "措施", "--dry-run")
    assert (told.returncode, told.stderr) == (0, "")
    assert "  +### （一）谈话 { #m1 }" in told.stdout
    assert {file: file.read_bytes() for file in docs.rglob("*.md")} == before
    done = run(tmp_path, "kind", "docs/reports/2023.md", "other", "措施", "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert "由其他改为措施，换标识的条目 2 个" in done.stdout
    assert run(tmp_path, "undo", "1", "--yes").returncode == 0
    assert {file: file.read_bytes() for file in docs.rglob("*.md")} == before
    assert run(tmp_path, "kind", "docs/reports/2023.md", "other", "好的").returncode != 0
