"""What a page says of its paper: as the clerk says it, else as the paper states it, never by guess."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, count

from macros.domain.reports import Audience, Report, Series, Unit
from macros.proofing.persons import find_person
from scripts.changes.naming import name_report
from scripts.intake.choices import Choices
from scripts.intake.galley import GalleyParagraph
from scripts.intake.holdings import Holdings
from scripts.intake.manuscript import IntakeError
from scripts.intake.official_text.naming import propose_id
from scripts.intake.page_head import PageHead
from scripts.intake.proposals import (
    Signature,
    propose_series,
    propose_unit,
    propose_year,
    read_signature,
    short_unit,
)

_SUFFIXES = {
    Series.SUMMARY: "",
    Series.PLAN: "-plan",
    Series.HALF_YEAR: "-half",
    Series.ACCOUNT: "-account",
    Series.RECTIFICATION: "-rectification",
    Series.SUPERVISION: "-supervision",
}


@dataclass(frozen=True)
class ImportOrder:
    """What the clerk says of a paper; what is None or empty must stand in its text.

    Attributes:
        file: Name of the source.
        sha256: Its digest, in hexadecimal.
        year: The year that it is of.
        unit: Whose paper it is.
        series: Which paper of the year.
        as_of: The day at which its citations are taken.
        audience: Who may read it.
        folder: The unit's folder; None where the unit's name tells it.
        person: The member of the unit who answers for himself in it.
        number: The place of a member's paper among those of one file, from 1; 0 for any other.
        taken: Keys of papers that are brought in together with it.
        as_parts: Whether several papers in one file become parts of one page.
        keeps_figures: Whether the figures that are found are kept as indicators.
        keeps_stresses: Whether bold words stay bold.
        choices: What was decided of its text.
        finds_folder: Whether the papers of a unit that is new to the site get a folder of their own by themselves.
    """

    file: str
    sha256: str
    year: int | None = None
    unit: str = ""
    series: Series | None = None
    as_of: date | None = None
    audience: Audience | None = None
    folder: str | None = None
    person: str = ""
    number: int = 0
    taken: frozenset[str] = frozenset()
    as_parts: bool = False
    keeps_figures: bool = False
    keeps_stresses: bool = False
    choices: Choices = field(default_factory=Choices)
    finds_folder: bool = False


_YEARS = range(1949, 2200)


class UnknownFactError(IntakeError):
    """Neither the clerk nor the paper says a fact; a person can be asked for it, else the paper is refused.

    Attributes:
        fact: The field of an order: year, unit or audience.
        question: What to ask, in Chinese.
    """

    def __init__(self, fact: str, refusal: str, question: str) -> None:
        super().__init__(refusal)
        self.fact = fact
        self.question = question


def fact_of_answer(fact: str, answer: str) -> str | int | Audience | None:
    """What an answer says of a fact of an order; None where it is none that can be."""
    if fact == "unit":
        return answer or None
    if fact == "year":
        return int(answer) if answer.isdecimal() and int(answer) in _YEARS else None
    return Audience(answer) if answer in set(Audience) else None


def find_head(
    order: ImportOrder, title: str, rest: Sequence[GalleyParagraph], holdings: Holdings, key: str = ""
) -> PageHead:
    """The facts of a page's front matter; only who may read it can still be open.

    Args:
        order: What the clerk says.
        title: The paper's title; empty where it has none.
        rest: What follows it.
        holdings: The site.
        key: The page's key where it is chosen; empty to take it from unit, year and series.

    Raises:
        UnknownFactError: Year or unit are said nowhere.
    """
    signature = read_signature(rest)
    year = _year(order, title, signature)
    series = order.series or propose_series(title) or Series.SUMMARY
    stated = propose_unit(title) or signature.unit
    unit = _unit(order, stated, holdings)
    folder = key.rpartition("/")[0] if key else unit.folder if order.folder is None else order.folder
    end = date(year, 6, 30) if series is Series.HALF_YEAR else date(year, 12, 31)
    head = PageHead(
        key="",
        year=year,
        unit=unit.name,
        series=series,
        as_of=order.as_of or end,
        signed_on=signature.signed_on,
        audience=order.audience or _own_audience(unit.name, holdings),
        file=order.file,
        sha256=order.sha256,
        person=order.person or find_person(title),
        stated_unit=stated,
    )
    head = replace(head, key=key or _key(folder, head, order, holdings))
    return replace(head, notices=tuple(_notices(order, head, title)))


def head_as_before(head: PageHead, order: ImportOrder, before: Report) -> PageHead:
    """The facts of a page that is there: what it says already stays, but for what the clerk says now.

    Raises:
        IntakeError: The paper is of another unit, or of another person.
    """
    other = head.stated_unit and short_unit(head.stated_unit) != short_unit(before.unit)
    if other and not order.unit:
        raise IntakeError(
            f"标题或落款写的是“{head.stated_unit}”，页面{name_report(before)}是“{before.unit}”的，没有更新。"
            f"改法：核对文件；确是这一页的新稿，加 --unit {before.unit}。"
        )
    if head.person and before.person and head.person != before.person:
        raise IntakeError(
            f"来稿是“{head.person}”的，页面{name_report(before)}是“{before.person}”的，没有更新。改法：核对文件。"
        )
    return replace(
        head,
        unit=order.unit or before.unit,
        as_of=order.as_of or before.as_of,
        signed_on=head.signed_on or before.signed_on,
        audience=order.audience or before.audience,
        person=order.person or before.person,
        notices=tuple(notice for notice in head.notices if not notice.startswith(("单位", "阅读范围"))),
    )


def require_audience(head: PageHead, holdings: Holdings) -> Audience:
    """Who may read a paper.

    Args:
        head: What is known of it.
        holdings: What the site has, and whose it is.

    Raises:
        UnknownFactError: Nobody has said so.
    """
    if head.audience is None:
        known = "、".join(Audience)
        # Where the office is known, this is another unit's paper: naming it anew would be wrong.
        office = (
            ""
            if holdings.office
            else f"；本单位的，先运行 python3 scripts/site.py set-up --unit {head.unit} --audience 范围，以后不用再写"
        )
        raise UnknownFactError(
            "audience",
            f"没有写明“{head.unit}”这份材料给谁看。改法：加 --audience，写 {known} 之一{office}。",
            f"“{head.unit}”{head.year}年的{head.series}给谁看？输入 {known} 之一：",
        )
    return head.audience


def _year(order: ImportOrder, title: str, signature: Signature) -> int:
    year = order.year or propose_year(title) or propose_year(order.file) or signed_year(signature)
    if year is None:
        raise UnknownFactError(
            "year",
            "看不出是哪一年的。改法：加 --year，如 --year 2023。",
            f"{order.file} 是哪一年的？输入年度，如 2023：",
        )
    return year


def signed_year(signature: Signature) -> int | None:
    """A summary signed in January is of the year before."""
    day = signature.signed_on
    if day is None:
        return None
    return day.year - 1 if day.month and day.month <= 3 else day.year


def _unit(order: ImportOrder, stated: str, holdings: Holdings) -> Unit:
    name = order.unit or stated
    if not name:
        own = holdings.office.unit if holdings.office else "XX乡党委"
        raise UnknownFactError(
            "unit",
            f"来稿的标题和落款都没有写明是哪个单位的。改法：加 --unit，如 --unit {own}。",
            f"{order.file} 的标题和落款没有写明单位。是哪个单位的？输入单位名称"
            + (f"（本单位是 {holdings.office.unit}）：" if holdings.office else "："),
        )
    return holdings.known_unit(name) or Unit(_free_folder(name, holdings) if order.finds_folder else "", name)


def _free_folder(unit: str, holdings: Holdings) -> str:
    """The folder of a unit that has none: the top one as long as it is nobody's, else one by the sounds of its name."""
    return propose_id(unit, holdings.units) if "" in holdings.units else ""


def _own_audience(unit: str, holdings: Holdings) -> Audience | None:
    """What the office has set for its own papers; those of others were not meant."""
    office = holdings.office
    return office.audience if office and short_unit(office.unit) == short_unit(unit) else None


def _key(folder: str, head: PageHead, order: ImportOrder, holdings: Holdings) -> str:
    """One rule for every way in: the unit's folder, the year, the series; a member's own paper has a number too."""
    name = f"{folder}/{head.year}{_SUFFIXES[head.series]}".removeprefix("/")
    if not head.person:
        return name
    there = {(r.unit, r.year, r.series, r.person): r.key for r in holdings.reports}
    own = there.get((head.unit, head.year, head.series, head.person))
    numbered = (f"{name}-{number}" for number in count(order.number or 2))
    wanted = numbered if order.number else chain([name], numbered)
    taken = {*there.values(), *order.taken}
    return own or next(key for key in wanted if key not in taken)


def _notices(order: ImportOrder, head: PageHead, title: str) -> Iterator[str]:
    named = propose_year(title)
    if order.year is None:
        yield f"年度按{'标题' if named else '文件名或落款日期'}取 {head.year}"
    elif named and named != order.year:
        yield f"标题写的是 {named} 年，页面照指定的记为 {order.year} 年"
    if not order.unit:
        yield f"单位按标题或落款取“{head.unit}”"
    elif head.stated_unit and short_unit(head.stated_unit) != short_unit(head.unit):
        yield f"标题或落款写的是“{head.stated_unit}”，页面照指定的记为“{head.unit}”，请核对"
    if order.series is None and head.series is not Series.SUMMARY:
        yield f"文种按标题取“{head.series}”"
    if head.person:
        yield f"述责述廉人记为“{head.person}”"
    if order.audience is None and head.audience:
        yield f"阅读范围照本单位的，写作“{head.audience}”"
