"""Where an official text belongs in the register: a regulation that is new, another edition of one, or one it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from macros.citations.lexicon import Lexicon, Name, NameKind, fold_title, make_lexicon
from macros.domain.dates import PartialDate
from macros.domain.regulations import Edition, Regulation
from macros.domain.yearbook import Yearbook
from scripts.intake.manuscript import IntakeError
from scripts.intake.official_text.naming import propose_id
from scripts.intake.official_text.text_facts import TextFacts
from scripts.intake.official_text.title import without_note

_PREFIXES = ("中国共产党", "中华人民共和国", "中共中央")
_REGULATION_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_EDITION_ID = re.compile(r"(?:19|20)[0-9]{2}(?:-[0-9a-z]+)?")
_MOST_NAMES = 12


class Becoming(StrEnum):
    """What a text becomes (登记为)."""

    REGULATION = "新法规"
    EDITION = "新版本"
    TEXT = "填入全文"
    THERE = "已有同文"


@dataclass(frozen=True)
class Place:
    """Where a text belongs.

    Attributes:
        becoming: What it becomes there.
        regulation: Id of the regulation.
        edition: Id of the edition.
        work: The regulation, where it is registered.
        registered: The edition, where it is registered.
        why: How that was told, in Chinese.
    """

    becoming: Becoming
    regulation: str
    edition: str
    work: Regulation | None
    registered: Edition | None
    why: str


class UnknownYearError(IntakeError):
    """A text does not tell which edition it is; `question` asks for it."""

    meaning = "看不出法规全文是哪一年的版本；没有写入"
    remedy = "用 `--edition` 写明年份"
    question = "这一版是哪一年的？输入年份，如 2018："


def find_place(
    facts: TextFacts, yearbook: Yearbook, *, regulation: str = "", edition: str = "", same_file: str = ""
) -> Place:
    """Find where a text belongs.

    Args:
        facts: What it says of itself.
        yearbook: The register as it is.
        regulation: Id that a person has given; empty for none.
        edition: Likewise.
        same_file: Key of the edition that was made from this very file; empty for none.

    Raises:
        UnknownYearError: It cannot be told which edition it is.
        IntakeError: What is given contradicts the register, or the title names several regulations.
    """
    if same_file and not regulation and not edition:
        name, _, version = same_file.partition("/")
        known = yearbook.regulations[name]
        return Place(Becoming.TEXT, name, version, known, known.by_id[version], "这个文件登记过")
    work = _find_work(facts.title, yearbook, regulation)
    if work is None:
        taken = frozenset(yearbook.regulations)
        name = regulation or propose_id(facts.title, taken)
        if _REGULATION_ID.fullmatch(name) is None:
            raise IntakeError(f"标识“{name}”不合写法。改法：写小写字母、数字和连字符，如 jilv-chufen-tiaoli。")
        return Place(Becoming.REGULATION, name, _year(facts, edition, None), None, None, _why_year(facts, edition))
    registered, why = _find_edition(facts, work, edition)
    if registered:
        return Place(Becoming.TEXT, work.id, registered.id, work, registered, why)
    year = _year(facts, edition, work)
    if year in work.by_id:
        raise _another_of_that_year(facts, work.by_id[year], work)
    return Place(Becoming.EDITION, work.id, year, work, None, _why_year(facts, edition))


def _find_work(title: str, yearbook: Yearbook, regulation: str) -> Regulation | None:
    """The regulation that a title or a person names; None where none is registered so."""
    given = yearbook.regulations.get(regulation)
    named = find_name(title, make_lexicon(yearbook))
    if named and named.kind is NameKind.LOCAL and not given:
        raise IntakeError(
            f"“{title}”登记为本地制度。改法：本地制度见手册；确实是另一部法规的，用 --regulation 写明标识。"
        )
    targets = named.targets if named and named.kind in {NameKind.WORK, NameKind.SHORT} else ()
    if given or not targets:
        return given
    if regulation:
        near = [key for key in sorted(yearbook.regulations) if key[:4] == regulation[:4]][:_MOST_NAMES]
        shown = "、".join(dict.fromkeys([*targets, *near]))
        raise IntakeError(
            f"没有登记 {regulation} 这部法规，“{title}”登记的标识是 {targets[0]}。"
            f"改法：核对 --regulation（相近的有 {shown}）。"
        )
    if len(targets) > 1:
        raise IntakeError(f"“{title}”可以是 {'、'.join(targets)}。改法：用 --regulation 写明是哪一部。")
    return yearbook.regulations[targets[0]]


def find_name(title: str, lexicon: Lexicon) -> Name | None:
    """What a title names in the register, with or without a note at its end and its issuer before it."""
    forms = (title, without_note(title), *(title.removeprefix(prefix) for prefix in _PREFIXES))
    return next((name for form in forms if (name := lexicon.titles.get(fold_title(form)))), None)


def _find_edition(facts: TextFacts, work: Regulation, given: str) -> tuple[Edition | None, str]:
    """The registered edition that a text is of, and how that was told; None where it is of none."""
    if given:
        return work.by_id.get(given), "本单位写明"
    said = dict(_dates(facts))
    agreeing: list[tuple[int, Edition, str]] = []
    for edition in work.editions:
        there = _registered(edition)
        both = [(name, day, there[name]) for name, day in said.items() if there[name]]
        same = [name for name, day, other in both if other and day.may_be(other)]
        if same and len(same) == len(both):
            agreeing.append((len(same), edition, f"{'、'.join(same)}日期与登记的相同"))
    if agreeing:
        _, edition, why = max(agreeing, key=lambda row: row[0])
        return edition, why
    if facts.year is None:
        # Without a day, what tells editions apart is what they are called; their number of articles is compared later.
        bearing = [edition for edition in work.editions if fold_title(edition.own_title) == fold_title(facts.title)]
        lone = bearing if len(bearing) == 1 else work.editions if len(work.editions) == 1 else ()
        return (lone[0], "来稿没有日期，这个题名只登记了这一版") if lone else (None, "")
    of_year = work.by_id.get(str(facts.year))
    if of_year and not any(_conflict(facts, of_year)):
        return of_year, f"{facts.year_from}与登记的相同"
    return None, ""


def _dates(facts: TextFacts) -> Iterator[tuple[str, PartialDate]]:
    for name, found in (("通过", facts.adopted), ("发布", facts.issued), ("施行", facts.in_force)):
        if isinstance(found.value, PartialDate) and found.proven:
            yield name, found.value


def _registered(edition: Edition) -> dict[str, PartialDate | None]:
    return {"通过": edition.adopted.day, "发布": edition.issued.day, "施行": edition.in_force.day}


def _conflict(facts: TextFacts, edition: Edition) -> Iterator[str]:
    """Yield what a text and an edition say differently."""
    for name, day in _dates(facts):
        other = _registered(edition)[name]
        if other and not day.may_be(other):
            yield f"{name}日期来稿为{day.chinese}，登记为{other.chinese}"


def _year(facts: TextFacts, edition: str, work: Regulation | None) -> str:
    name = edition or (str(facts.year) if facts.year else "")
    there = f"，已有 {'、'.join(work.by_id)}" if work else ""
    if not name:
        raise UnknownYearError(
            f"来稿里看不出《{facts.title}》是哪一年的版本{there}。改法：用 --edition 写明年份，如 --edition 2018。"
        )
    if _EDITION_ID.fullmatch(name) is None:
        raise IntakeError(f"版本“{name}”不合写法{there}。改法：写年份，如 2018。")
    return name


def _why_year(facts: TextFacts, edition: str) -> str:
    return "本单位写明" if edition else f"取{facts.year_from}"


def _another_of_that_year(facts: TextFacts, there: Edition, work: Regulation) -> IntakeError:
    differs = "；".join(_conflict(facts, there))
    return IntakeError(
        f"{work.title}登记有{there.name}，与来稿不完全相同：{differs}。改法：就是这一版的，加 --edition {there.id}，"
        f"登记的日期不改；是同一年的另一版的，加 --edition {there.id}-2。"
    )
