"""Concepts and yearly duties as forms: each row by itself, and the provisions that it rests on by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from macros.corpus.pages import PageKind
from macros.domain.concepts import Basis
from macros.domain.numbered import label_of
from macros.domain.reports import Series
from macros.domain.yearbook import Yearbook
from scripts.desk.regulations.typing import HOW

#: So many empty provisions stand under those that are there.
_MORE = 2


@dataclass(frozen=True)
class Entry:
    """One field of a row (一栏).

    Attributes:
        name: What front matter calls it.
        label: What the clerk reads.
        hint: What to write.
        shape: How it is typed: in a line, in `lines`, `words` parted by 、, `groups` of them one a line, `truth`,
            `day`, `number`, a choice (`series`), one provision (`basis`) or several (`bases`).
        must: Whether no row is without it.
    """

    name: str
    label: str
    hint: str = ""
    shape: str = "line"
    must: bool = False


@dataclass(frozen=True)
class Practice:
    """A page of rows that are changed one by one.

    Attributes:
        field: The field of front matter that holds them.
        one: What a row is called.
        entries: What a row has, in the order of its page.
        has_ids: Whether papers lead to a row by an id.
    """

    field: str
    one: str
    entries: tuple[Entry, ...]
    has_ids: bool = False


_VERIFIED = Entry("verified", "核对过没有", "对着条文看过，写得对的，选“是”", "truth")
PRACTICE: Mapping[PageKind, Practice] = {
    PageKind.CONCEPTS: Practice(
        "concepts",
        "概念",
        (
            Entry("names", "名称", "几种写法用、隔开，第一个作标题", "words", must=True),
            Entry("says", "是什么，条文要求什么", "一两句话，用自己的话写", "lines"),
            Entry("basis", "依据", "引用这个概念的，链到这些条文；没有的都空着", "bases"),
            Entry("also", "还有关的条文", "", "bases"),
            _VERIFIED,
            Entry("note", "说明", "读的人还要知道的", "lines"),
            Entry("context", "同一句里要有的词", "名称太常见时写，有其中一个才算，用、隔开", "words"),
            Entry("common", "别处也用的名称", "上面名称里的，用、隔开；旁边有上一栏的词才算", "words"),
            Entry("not_with", "旁边有就不算的词", "说的是别的意思时常见的，用、隔开", "words"),
            Entry("unless", "含有它、其实是别的词", "如“家风”之于“国家风险”，用、隔开", "words"),
            Entry("search_names", "查找时也用的名称", "用、隔开", "words"),
        ),
        has_ids=True,
    ),
    PageKind.DUTIES: Practice(
        "duties",
        "规定动作",
        (
            Entry("name", "名称", "要做的是什么，如 民主生活会", must=True),
            Entry("says", "做什么，怎样做", "一两句话，用自己的话写", "lines"),
            Entry("basis", "依据", "", "basis", must=True),
            Entry("per_year", "每年几次", "写数字", "number", must=True),
            Entry("since", "从哪天起要求", HOW, "day", must=True),
            _VERIFIED,
            Entry("note", "说明", "读的人还要知道的", "lines"),
            Entry("words", "材料里怎样写", "一行写一组，一组里的词用、隔开，同一句里都有就算写到", "groups"),
            Entry("series", "本身就是哪种材料", "有这份材料就算做了的才选", "series"),
        ),
    ),
}
SERIES = ("", *Series)


def find_rows(practice: Practice, written: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a page."""
    rows = written.get(practice.field) or []
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def name_row(practice: Practice, row: Mapping[str, Any]) -> str:
    """What a row is called."""
    said = row.get(practice.entries[0].name) or ""
    return str(said[0] if isinstance(said, list) else said)


def list_provisions(yearbook: Yearbook) -> list[tuple[str, str]]:
    """Every regulation and edition that a row can rest on, as it is written and as it is called."""
    found = []
    for work in sorted(yearbook.regulations.values(), key=lambda one: one.title):
        found.append((work.id, f"《{work.title}》当时施行的一版"))
        found += [(edition.key, f"《{edition.own_title}》{edition.name}") for edition in reversed(work.editions)]
    return found


def show_row(practice: Practice, row: Mapping[str, Any], yearbook: Yearbook) -> dict[str, str]:
    """What stands in the fields of a row's form, by name; of a provision `basis-0-of`, `-article`, `-verified`."""
    return dict(pair for entry in practice.entries for pair in _show(entry, row.get(entry.name), yearbook))


def _show(entry: Entry, value: Any, yearbook: Yearbook) -> Iterator[tuple[str, str]]:
    if entry.shape in {"basis", "bases"}:
        rows = value if isinstance(value, list) else [value] if value else []
        for at, one in enumerate([*rows, *[{}] * (_MORE if entry.shape == "bases" else not rows)]):
            yield from _show_basis(f"{entry.name}-{at}", one, yearbook)
    elif entry.shape == "truth":
        yield entry.name, "是" if value is True else "否"
    elif entry.shape == "groups":
        yield entry.name, "\n".join("、".join(map(str, group)) for group in value or ())
    elif entry.shape == "words":
        yield entry.name, "、".join(map(str, value or ()))
    else:
        yield entry.name, "" if value is None else str(value)


def _show_basis(name: str, row: Any, yearbook: Yearbook) -> Iterator[tuple[str, str]]:
    try:
        basis = Basis.parse(str(row["to"]), verified=row.get("verified") is True)
    except (KeyError, TypeError, ValueError):
        basis = Basis("", None, "", verified=False)
    of = f"{basis.regulation}/{basis.edition}" if basis.edition else basis.regulation
    edition = yearbook.editions.get(of)
    yield f"{name}-of", of
    yield f"{name}-article", label_of(edition, basis.anchor) if edition and basis.anchor else basis.anchor
    yield f"{name}-verified", "是" if basis.verified else "否"
