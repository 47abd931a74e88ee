"""Tells a person what a text becomes in the register: every proposal with the words that it is taken from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from macros.domain.dates import PartialDate
from macros.domain.regulations import Edition
from scripts.intake.official_text.new_pages import UNKNOWN
from scripts.intake.official_text.register_place import Becoming
from scripts.intake.official_text.registering import Registration
from scripts.intake.official_text.regulation_import import RegulationImport
from scripts.intake.official_text.text_facts import Found, TextFacts

_LONGEST_WORDS = 60
#: What a person may correct by answering `名称=值`, and what is set by it.
CORRECTIONS = {
    "题名": "title",
    "文种": "kind",
    "制定机关": "issuer",
    "发布": "issued",
    "施行": "in_force",
    "标识": "regulation",
    "版本": "edition",
}


@dataclass(frozen=True)
class Proposal:
    """One row of what is proposed: what it is, its value, and what it is taken from (建议)."""

    name: str
    value: str
    words: str
    line: int = 0
    verified: bool = False
    note: str = ""

    def __str__(self) -> str:
        source = f"据第 {self.line} 行“{_short(self.words)}”" if self.line else self.words
        rest = "；".join(filter(None, (source, self.note)))
        return f"  {self.name}：{self.value}" + (f"（{rest}）" if rest else "")


def proposals(registration: Registration) -> Iterator[Proposal]:
    """Yield what a page that is new is to say, row by row."""
    facts, place = registration.facts, registration.place
    provisions = registration.done.provisions
    yield Proposal("题名", facts.title, facts.title if facts.title_line else "", facts.title_line, verified=True)
    yield Proposal("文种", facts.form, "由题名看出")
    yield _row("制定机关", facts.issuer)
    if facts.number.value:
        yield _row("文号", facts.number)
    yield _row("通过", facts.adopted, facts.adopted_by)
    yield _row("发布", facts.issued)
    yield _row("施行", facts.in_force)
    yield _row("废止旧文", facts.repeals)
    divisions = Counter(section.id.rpartition("-")[0].rpartition("-")[2] for section in provisions.sections)
    names = (("book", "编"), ("chapter", "章"), ("annex", "件附件"))
    structure = "、".join(f"{divisions[key]} {name}" for key, name in names if divisions[key])
    count = f"{len(provisions.articles)} {facts.unit}" + (f"，{structure}" if structure else "")
    yield Proposal("条数", count, "据来稿计数", verified=facts.whole and not provisions.faults)
    if place.becoming is Becoming.REGULATION:
        yield Proposal("标识", place.regulation, "由题名的拼音拟定")
        yield Proposal("简称", "、".join(registration.aliases) or "无", "由题名拟定，与已登记的不重名")
        yield Proposal("对乡镇的适用", UNKNOWN, "")
    yield Proposal("版本", f"{place.edition}年版", place.why)
    if before := registration.before:
        found = f"{registration.mapped} {before.unit}找到对应，没有复核" if registration.mapped else "没有做条文对照"
        yield Proposal("前一版本", before.name, found)


def _row(name: str, found: Found, by: str = "") -> Proposal:
    if found.value is None:
        return Proposal(name, UNKNOWN, found.words, found.line, note=found.note)
    words = found.value.chinese if isinstance(found.value, PartialDate) else _short(found.value)
    value = f"{words}，{by}" if by else words
    source = "" if name == "废止旧文" and found.value == found.words else found.words
    shown = value if found.proven else f"{value}（{UNKNOWN}）"
    return Proposal(name, shown, source, found.line if source else 0, verified=found.proven, note=found.note)


def tell_registration(registration: Registration) -> Iterator[str]:
    """Yield the lines that show a registration before it is written."""
    facts, place = registration.facts, registration.place
    yield f"{registration.source.name}：《{facts.title}》，{describe_becoming(registration)}"
    if place.becoming in {Becoming.REGULATION, Becoming.EDITION}:
        yield from map(str, proposals(registration))
    elif place.registered:
        if facts.title != place.registered.own_title:
            yield f"  登记的题名是《{place.registered.own_title}》"
        yield f"  认出的根据：{place.why}"
        yield from _proves(facts, place.registered)
    yield from tell_account(registration.done)
    yield from (f"  提示：{notice}" for notice in (*registration.notices, *registration.done.notices))


def _proves(facts: TextFacts, edition: Edition) -> Iterator[str]:
    """Yield what a text says of itself that its registered edition does not, or leaves unproven."""
    for name, found, fact in (
        ("通过", facts.adopted, edition.adopted),
        ("发布", facts.issued, edition.issued),
        ("施行", facts.in_force, edition.in_force),
    ):
        if not isinstance(found.value, PartialDate) or not found.proven:
            continue
        there = fact.day
        apart = there is not None and not found.value.may_be(there)
        if apart or not fact.proven:
            registered = f"登记为{there.chinese if there else '空'}{'' if fact.proven else '、没有核实'}"
            yield f"  提示：来稿写明{name}{found.value.chinese}（据第 {found.line} 行），{registered}；登记的没有改"


def describe_becoming(registration: Registration) -> str:
    """What a text becomes, in a few words."""
    place = registration.place
    if place.becoming is Becoming.REGULATION:
        return f"没有登记过，作为{place.becoming}登记"
    title = place.work.title if place.work else ""
    if place.becoming is Becoming.EDITION:
        return f"作为《{title}》的{place.becoming}（{place.edition}年版）登记"
    if place.becoming is Becoming.TEXT:
        return f"{place.becoming}：《{title}》{place.edition}年版"
    return f"{place.becoming}：《{title}》{place.edition}年版，不用再写"


def tell_account(done: RegulationImport) -> Iterator[str]:
    """Yield the two counts and what was left out."""
    yield f"{done.account.balance}，一字不少。"
    reasons: Counter[str] = Counter()
    for piece in done.account.left_out:
        reasons[piece.reason] += len(piece.text)
    if reasons:
        yield "  略去" + "，".join(f"{reason} {count} 字" for reason, count in reasons.items())


def as_json(registration: Registration) -> dict[str, object]:
    """What a program reads of a registration."""
    place = registration.place
    return {
        "file": registration.source.name,
        "title": registration.facts.title,
        "becomes": place.becoming,
        "regulation": place.regulation,
        "edition": place.edition,
        "proposals": [
            {"name": row.name, "value": row.value, "words": row.words, "line": row.line, "verified": row.verified}
            | ({"note": row.note} if row.note else {})
            for row in proposals(registration)
        ],
        "pages": sorted(registration.pages),
        "faults": registration.faults,
    }


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else f"{words[: _LONGEST_WORDS - 1]}…"
