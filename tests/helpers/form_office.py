"""A small office whose yearbook blank forms are filled from: two years of a ledger and of indicators."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from macros.corpus import load_yearbook
from macros.domain.yearbook import Yearbook
from scripts.forms.filling import Filled, Look, fill_form, look_at
from scripts.forms.form import Form, read_content
from tests.helpers.factories import write_pages
from tests.helpers.ledger_pages import ledger
from tests.helpers.linked_pages import REPORT, SITE

TODAY = date(2024, 7, 15)
_ENTRY = """\
  - id: 2023-01
    source: 自查
    text: 问责偏轻
    problem: 2023#p1
    measures:
      - item: 2023#m1
        text: 修订问责办法
        kind: 限期整改
        leader: 党委副书记
        unit: 纪检办
        owner: 纪检专干
        due: [{on: 2024-03-31}, {on: 2024-06-30, why: 征求意见未完}]
        history:
          - {on: 2024-02-20, recorded_on: 2024-02-21, status: 整改中, note: 形成初稿, evidence: 办法初稿}
          - {on: 2024-06-18, recorded_on: 2024-06-19, status: 已销号, note: 印发执行, evidence: 问责办法}
        closure: {requested: 纪检专干, verified_by: 纪委书记, approved_by: 党委会, on: 2024-06-18}
      - text: 每季度通报一次
        kind: 长期坚持
        leader: 党委书记
        unit: 纪检办
        owner: 纪检办主任
        next_check: 2024-09-30"""
_OTHER = """\
  - id: 2023-02
    source: 上级检查
    text: 派车单填写不全
    measures:
      - text: 补填派车单
        kind: 限期整改
        leader: 分管领导
        unit: 党政办
        owner: 党政办主任
        due: [{on: 2024-05-31}]
        history:
          - {on: 2024-04-02, recorded_on: 2024-04-03, status: 整改中, note: 核对记录, evidence: 核对表}"""
LEDGER = ledger(2023, _ENTRY, _OTHER)
_FIGURES = """\
indicators:
  - {name: 廉政谈话, value: 56, unit: 人次, at: w1}
  - {name: 书记讲党课, value: 2, unit: 次, at: w1}
  - {name: 警示教育, value: 4, unit: 次, at: w1}
  - {name: 参加教育党员, value: 700, unit: 人次, at: w1, qualifier: 超过}
"""
_EARLIER = (
    REPORT.replace("2023", "2022")
    .replace(
        "audience: 全体党员\n", "audience: 全体党员\nindicators: [{name: 廉政谈话, value: 41, unit: 人次, at: w1}]\n"
    )
    .replace("#report-2023", "#report-2022")
)
PAGES: dict[str, str | bytes | None] = {
    **SITE,
    "reports/2022.md": _EARLIER,
    "reports/2023.md": REPORT.replace("audience: 全体党员\n", f"audience: 全体党员\n{_FIGURES}"),
    "ledger/2023.md": LEDGER,
}


def make_yearbook(folder: Path, *, ledger: str = LEDGER) -> Yearbook:
    """What the office's pages say, with its ledger or another one."""
    return load_yearbook(write_pages(folder / "docs", {**PAGES, "ledger/2023.md": ledger}))


def look(file: Path, yearbook: Yearbook, year: int = 2023) -> Look:
    """A form that was looked at."""
    return look_at(file, yearbook, year, "", TODAY)


def fill(file: Path, yearbook: Yearbook, **options: bool) -> tuple[Filled, Form]:
    """A form that is filled, and the same read again."""
    filled = fill_form(look(file, yearbook), file.name, **options)
    return filled, read_content(filled.content, file.name)


def many(count: int) -> str:
    """The ledger with more entries than any form has rows."""
    more = (_OTHER.replace("2023-02", f"2023-{number:02}") for number in range(2, count + 1))
    return ledger(2023, _ENTRY, *more)
