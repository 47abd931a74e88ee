"""Small pages and domain objects that tests are made of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from macros.domain.dates import PartialDate, parse_partial_date
from macros.domain.ledgers import UNKNOWN_DAY, Closure, Due, Event, LedgerMeasure, MeasureKind, Status
from macros.domain.regulations import (
    AmendedFrom,
    Amendment,
    AmendmentKind,
    Article,
    Binding,
    Edition,
    Fact,
    Regulation,
    TextKind,
)
from macros.domain.reports import OPENING, Item, PartKind

REPORT = """\
---
year: 2023
unit: XX乡党委
series: 年度总结
period: 2023
as_of: 2023-12-31
audience: 全体党员
---

# 2023年度总结 { #report-2023 }

开头一段。

## 一、工作情况 { #work .work }

### （一）加强教育 { #w1 }

学习[《示例条例》](../regulations/shili/2018.md#art-2)，开展教育。

## 二、存在问题 { #problem .problem }

### （一）问责偏轻 { #p1 }

问责不够有力。

## 三、下一步措施 { #measure .measure }

### （一）加大问责 { #m1 }

落实[《示例条例》](../regulations/shili/2018.md)。
"""

REGULATION = """\
---
id: shili
kind: 条例
aliases: [示例条例]
concepts: []
township:
  binding: 直接适用
  verified: true
---

# 示例条例 { #regulation-shili }

用于测试的法规。
"""

EDITION_2018 = """\
---
official_title: 示例条例
form: 条例
issuer: 示例机关
text: 本站摘要
adopted: {date: null, verified: false}
issued: {date: 2018-08-18, verified: true}
in_force: {date: 2018-10-01, verified: true}
superseded: {date: 2024-01-01, by: "2023", verified: true}
count: {value: 2, verified: true}
structure: {verified: true}
repeals: {text: null, verified: false}
sources: [own-knowledge]
---

# 示例条例（2018年版） { #edition-shili-2018 }

### 第一条 立规目的 { #art-1 }

### 第二条 教育要求 { #art-2 }
"""

EDITION_2023 = """\
---
official_title: 示例条例
form: 条例
issuer: 示例机关
text: 本站摘要
adopted: {date: null, verified: false}
issued: {date: 2023-12-19, verified: true}
in_force: {date: 2024-01-01, verified: true}
count: {value: 3, verified: true}
structure: {verified: true}
repeals: {text: null, verified: false}
amended_from:
  edition: "2018"
  reviewed: true
  articles:
    - {old: 1, new: 1, change: 未改, similarity: 1.0}
    - {old: 2, new: 3, change: 改写, similarity: 0.6}
sources: [own-knowledge]
---

# 示例条例（2023年版） { #edition-shili-2023 }

### 第一条 立规目的 { #art-1 }

### 第二条 新的要求 { #art-2 }

### 第三条 教育要求 { #art-3 }
"""

_REWRITTEN = "    - {old: 2, new: 3, change: 改写, similarity: 0.6}\n"
_PARTED = _REWRITTEN.replace("改写", "拆分")
#: The same, where the second article of the edition before was struck out, and where it was parted.
EDITION_STRUCK = EDITION_2023.replace(_REWRITTEN, "  dropped:\n    - {old: 2, note: 不再规定}\n")
EDITION_PARTED = EDITION_2023.replace(_REWRITTEN, _PARTED + _PARTED.replace("new: 3", "new: 2"))

LEDGER = """\
---
year: 2023
unit: XX乡党委
audience: 班子
entries:
  - id: 2023-01
    source: 自查
    text: 问责偏轻
    problem: 2023#p1
    measures:
      - item: 2023#m1
        text: 修订办法
        kind: 限期整改
        leader: 党委书记
        unit: 党建办
        owner: 组织委员
        due: [{on: 2024-06-30}]
        history:
          - {on: 2024-03-01, recorded_on: 2024-03-02, status: 整改中, note: 已起草}
---

# 2023年整改台账 { #ledger-2023 }
"""

CONCEPTS = """\
---
concepts:
  - id: jiaoyu
    names: [经常教育, 教育]
    basis:
      - {to: "shili/2018#art-2", verified: true}
      - {to: shili/2023, verified: true}
    verified: true
---

# 概念 { #concepts }
"""

DUTIES = """\
---
duties:
  - name: 专题研究
    basis: {to: shili, verified: true}
    per_year: 2
    since: 2018-10-01
    verified: true
---
# 每年的规定动作 { #duties }
"""

LOCAL = """\
---
level: 机关
issuer: XX乡党委
known: 只知名称
---

# XX乡机关考勤制度 { #local-kaoqin }
"""

PAGES = {
    "reports/2023.md": REPORT,
    "regulations/shili/index.md": REGULATION,
    "regulations/shili/2018.md": EDITION_2018,
    "regulations/shili/2023.md": EDITION_2023,
    "ledger/2023.md": LEDGER,
    "regulations/concepts.md": CONCEPTS,
    "regulations/duties.md": DUTIES,
    "regulations/local/kaoqin.md": LOCAL,
}


def write_pages(docs: Path, pages: dict[str, str | bytes | None] | None = None) -> Path:
    """Write the small site, with pages replaced, added or (None) left out."""
    for path, text in {**PAGES, **(pages or {})}.items():
        if text is None:
            continue
        file = docs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return docs


def make_opening(text: str) -> Item:
    """What stands under a paper's title, without links."""
    return Item(OPENING, PartKind.OTHER, "", text, (), (), 1)


def make_edition(name: str, start: str | None, end: str | None = None, **changes: object) -> Edition:
    """An edition of the work `shili`, from one date to another."""
    successor = changes.pop("successor", None)
    values: dict[str, object] = {
        "regulation": "shili",
        "id": name,
        "title": f"示例条例（{name}年版）",
        "official_title": "示例条例",
        "form": "条例",
        "issuer": "示例机关",
        "number": None,
        "adopted": Fact(None, verified=False),
        "adopted_by": "",
        "issued": fact(start),
        "published": None,
        "in_force": fact(start),
        "superseded": fact(end) if end else None,
        "successor": successor,
        "count": Fact(2, verified=True),
        "unit": "条",
        "structure_verified": True,
        "repeals": Fact(None, verified=False),
        "amended_from": None,
        "sources": ("own-knowledge",),
        "areas": (),
        "text": TextKind.DIGEST,
        "articles": (make_article(1), make_article(2)),
    }
    return Edition(**{**values, **changes})  # type: ignore[arg-type]


def make_article(number: int) -> Article:
    """The article of that number."""
    return Article(f"art-{number}", f"第{'零一二三四五六七八九'[number]}条", f"主题{number}", verified=True, line=1)


def make_work(*editions: Edition) -> Regulation:
    """The work `shili` with editions in order of time."""
    return Regulation("shili", "示例条例", "条例", (), (), Binding.DIRECT, True, "", editions)


def mapping(before: str, *rows: tuple[int, int, AmendmentKind | None]) -> AmendedFrom:
    """A reviewed mapping from the edition before."""
    return AmendedFrom(before, True, tuple(Amendment(f"art-{a}", f"art-{b}", change, 0.9) for a, b, change in rows))


def fact(day: str | None, *, verified: bool = True) -> Fact:
    """A date as a fact; None is unknown."""
    return Fact(parse_partial_date(day) if day else None, verified=verified)


def make_measure(
    *history: tuple[str, Status],
    due: str | None = "2024-06-30",
    kind: MeasureKind = MeasureKind.DATED,
    evidence: str = "会议记录",
    closure: Closure | None = None,
    recorded: str | None = None,
    next_check: str | None = None,
) -> LedgerMeasure:
    """A measure owned by 组织委员 with a history of (day, status); a day may be 不详."""
    late = parse_partial_date(recorded) if recorded else None
    events = tuple(Event(_event_day(day), late, status, "", evidence) for day, status in history)
    dates = (Due(parse_partial_date(due)),) if due else ()
    check = parse_partial_date(next_check) if next_check else None
    return LedgerMeasure(None, "措施", "", kind, "党委书记", "党建办", "", "组织委员", dates, check, events, closure)


def _event_day(text: str) -> PartialDate | None:
    return None if text == UNKNOWN_DAY else parse_partial_date(text)


def day(text: str) -> date:
    """A day of the calendar."""
    return date.fromisoformat(text)
