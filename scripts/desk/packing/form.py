"""A pack as it is typed: what goes in, what is printed around it, and what of that cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from werkzeug.datastructures import MultiDict

from scripts.changes.pack_page import PackPage
from scripts.desk.drafts import Draft
from scripts.desk.packing.materials import Row, read_row
from scripts.ledger_sheet.days import parse_date

_NUMBERS = {"notes_lines": ("学习笔记", 200), "sign_in": ("签到表", 500)}
_TEXTS = ("title", "audience", "held_on", "place", "host", "questions", "notes_lines", "sign_in", "minutes")


@dataclass(frozen=True)
class PackForm:
    """A pack as it is typed (一份资料的表单).

    Attributes:
        texts: What stands in each field.
        rows: What goes in, in its order.
    """

    texts: Mapping[str, str]
    rows: tuple[Row, ...] = ()

    @classmethod
    def of_page(cls, pack: PackPage | None) -> PackForm:
        """A pack as its page has it; None for a new one."""
        pack = pack or PackPage("")
        texts = {
            "title": pack.title,
            "audience": pack.audience,
            "held_on": str(pack.held_on or ""),
            "place": pack.place,
            "host": pack.host,
            "questions": "\n".join(pack.questions),
            "notes_lines": "" if pack.notes_lines is None else str(pack.notes_lines),
            "sign_in": "" if pack.sign_in is None else str(pack.sign_in),
            "minutes": "要" if pack.minutes else "不要",
        }
        return cls(texts, tuple(pack.include))

    @classmethod
    def of_draft(cls, draft: Draft) -> PackForm:
        """A pack as it was left."""
        rows = [row for row in map(read_row, draft.every("row")) if row]
        return cls({name: draft.fields.get(name, "") for name in _TEXTS}, tuple(rows))

    def as_draft(self, draft: Draft, written: Sequence[str]) -> Draft:
        """The draft with other rows, as the form carries them, as one edit more."""
        fields = [(name, value) for name, value in self.texts.items()] + [("row", row) for row in written]
        return replace(draft, fields=MultiDict(fields), serial=draft.serial + 1, after=None)

    def faults(self) -> dict[str, str]:
        """What is wrong, by field, in a clerk's words."""
        found: dict[str, str] = {}
        if not self.texts["title"].strip():
            found["title"] = "还没有写标题，如 2026年第一季度学习。"
        elif set(self.texts["title"]) & set("<>{}[]*_`|\\#&"):
            found["title"] = "标题里不能有 < > { } [ ] * _ # 等符号，换一个标题。"
        if self.texts["held_on"].strip() and not _day(self.texts["held_on"]):
            found["held_on"] = "日期写成 2026年3月12日 或 2026-03-12，日历上要有这一天；还没有定的空着。"
        for name, (words, most) in _NUMBERS.items():
            number = self.texts[name].strip()
            if number and not (number.isascii() and number.isdecimal() and int(number) <= most):
                found[name] = f"{words}的行数写 0 到 {most} 的数字，空着就照平常的。"
        if not self.rows:
            found["rows"] = "还没有放进材料。在下面打钩，按“放进来”。"
        return found

    def page(self) -> PackPage:
        """The pack as its page is to have it; nothing may be wrong with the form."""
        texts = {name: " ".join(value.split()) for name, value in self.texts.items() if name != "questions"}
        return PackPage(
            title=texts["title"],
            audience=texts["audience"],
            held_on=_day(texts["held_on"]),
            place=texts["place"],
            host=texts["host"],
            include=self.rows,
            questions=tuple(line.strip() for line in self.texts["questions"].splitlines() if line.strip()),
            notes_lines=int(texts["notes_lines"]) if texts["notes_lines"] else None,
            sign_in=int(texts["sign_in"]) if texts["sign_in"] else None,
            minutes=texts["minutes"] != "不要",
        )


def _day(words: str) -> date | None:
    try:
        day = parse_date(words)
    except ValueError:
        return None
    return day.first if day.exact else None
