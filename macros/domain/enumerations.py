"""Totals with their parts in one sentence: 查处12人，其中批评教育3人、诫勉5人.

What is read here is held against the total, so whatever is not surely a part
of it is left out: an overlooked fault is better than a false one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from macros.domain.amounts import Amount, find_amounts
from macros.word_lists import alternatives, read_lists


@dataclass(frozen=True)
class ListPart:
    """One part of a total (分项)."""

    name: str
    amount: Amount


@dataclass(frozen=True)
class Enumeration:
    """A total with the parts that a sentence names (合计与分项).

    Attributes:
        total: The total.
        parts: The parts, all in the unit of the total.
        complete: Whether the parts must make up the whole.
        additive: Whether the parts exclude one another, so that they can be added up.
    """

    total: Amount
    parts: tuple[ListPart, ...]
    complete: bool
    additive: bool

    @property
    def sum(self) -> Decimal:
        """The parts together, without 万 and 亿."""
        return sum((part.amount.plain[0] for part in self.parts), Decimal(0))

    @property
    def tolerance(self) -> Decimal:
        """How far rounded figures may be apart; counted ones not at all."""
        return sum((_rounding(amount) for amount in (self.total, *(part.amount for part in self.parts))), Decimal(0))

    @property
    def larger(self) -> ListPart | None:
        """A part that is more than the whole."""
        whole = self.total.plain[0] + self.tolerance
        return next((part for part in self.parts if part.amount.plain[0] > whole), None)

    @property
    def disagrees(self) -> bool:
        """Whether the parts cannot be those of the total."""
        difference = self.sum - self.total.plain[0]
        if self.larger is not None:
            return True
        if not self.additive or len(self.parts) < _FEWEST:
            return False
        return difference > self.tolerance or (self.complete and -difference > self.tolerance)


_FEWEST = 2
_INTRO = re.compile(r"(?P<bracket>[（(]?)(?P<word>其中|分别为|分别是|包括|[：:])[，,：:]?")
_SUMMED = re.compile(r"共|合计|总计|累计")
_BOUNDARIES = "，,；;：:。！？!?（(\n"
_PIECE = re.compile(r"([、，,；;]|(?<=[人名次个件项条起份元户])(?:和|及|以及))")
_LISTS = read_lists(__file__)
_STOP = re.compile(rf"{alternatives(_LISTS['no part'])}|组织(?!处理|调整|措施)")
_OVERLAP = re.compile(alternatives(_LISTS["overlapping"]))
_DOUBLE = (re.compile(r"党纪"), re.compile(r"政务|政纪"))
_SANCTION = re.compile(alternatives(_LISTS["sanctions"]))
_END = re.compile(r"[。！？!?；;）)”\s]*")


def find_enumerations(sentence: str) -> Iterator[Enumeration]:
    """Yield every total of a sentence with its parts, in reading order.

    Args:
        sentence: One sentence up to its full stop.
    """
    amounts = list(find_amounts(sentence, single=True))
    for intro in _INTRO.finditer(sentence):
        total = _total(sentence, intro, amounts)
        if total is None:
            continue
        end = _region_end(sentence, intro)
        parts, separator, rest = _parts(sentence, intro.end(), end, total, amounts)
        if parts and not any(amount.qualifier for amount in (total, *(part.amount for part in parts))):
            complete = intro["word"] != "其中" and _is_whole(sentence[rest:end], total)
            yield Enumeration(total, tuple(parts), complete, _adds_up(parts, separator))


def find_shares(sentence: str) -> Iterator[tuple[Decimal, ...]]:
    """Yield the percentages of one whole that stand in a row: 分别占45%、35%、30%."""
    amounts = list(find_amounts(sentence))
    for intro in re.finditer(r"(?:分别占|各占|占比分别|比例分别|比重分别)[^，。；、：0-9０-９百]{0,12}", sentence):
        row: list[Amount] = []
        for amount in amounts:
            start = row[-1].end if row else intro.end()
            if amount.start >= start and amount.unit == "%" and sentence[start : amount.start] in {"", "、", "和"}:
                row.append(amount)
        before = sentence[max(0, intro.start() - 80) : intro.start()]
        if len(row) >= _FEWEST and not any(a.qualifier for a in row) and not _OVERLAP.search(before):
            yield tuple(amount.value for amount in row)


def _total(sentence: str, intro: re.Match[str], amounts: list[Amount]) -> Amount | None:
    """The amount that the words before speak of: the only one of its clause, or the one that stands just before."""
    end = intro.start()
    while end and sentence[end - 1] in "，, （(":
        end -= 1
    start = _clause_start(sentence, end)
    if "形态" in sentence[start:end] and intro["word"].startswith("分别"):
        # 处理38人次，第一种至第四种形态分别为…: the total stands one clause before.
        end = max(start - 1, 0)
        start = _clause_start(sentence, end)
    if intro["word"] in {"：", ":"} and not _SUMMED.search(sentence, start, end):
        return None
    found = [amount for amount in amounts if start <= amount.start and amount.end <= end]
    last = found[-1] if found else None
    usable = last is not None and last.unit != "%" and (len(found) == 1 or last.end == end)
    return last if usable else None


def _clause_start(sentence: str, end: int) -> int:
    return max(sentence.rfind(character, 0, end) for character in _BOUNDARIES) + 1


def _region_end(sentence: str, intro: re.Match[str]) -> int:
    if not intro["bracket"]:
        return len(sentence)
    ends = [place for character in "）)" if (place := sentence.find(character, intro.end())) >= 0]
    return min(ends, default=len(sentence))


def _parts(
    sentence: str, start: int, end: int, total: Amount, amounts: list[Amount]
) -> tuple[list[ListPart], str, int]:
    """The parts from a place on, what parts them, and where they end."""
    parts: list[ListPart] = []
    first, between, rest = "", "", start
    for number, piece in enumerate(_PIECE.split(sentence[start:end])):
        place, start = start, start + len(piece)
        if number % 2:
            between = piece
            continue
        separator = "、" if between in {"和", "及", "以及"} else between
        part = _part(sentence, place, start, amounts)
        if part is None or part.amount.plain[1] != total.plain[1] or (first and separator != first):
            break
        first = separator if parts and not first else first
        parts.append(part)
        rest = start
    return parts, first, rest


def _part(sentence: str, start: int, end: int, amounts: list[Amount]) -> ListPart | None:
    inside = [amount for amount in amounts if start <= amount.start and amount.end <= end]
    piece = sentence[start:end]
    if len(inside) != 1 or _STOP.match(piece.strip()):
        return None
    amount = inside[0]
    before, after = sentence[start : amount.start].strip(), sentence[amount.end : end]
    if before and not _END.fullmatch(after):
        # 警告3人已执行: what follows may make it something else.
        return None
    return ListPart(before or _END.sub("", after), amount)


def _is_whole(rest: str, total: Amount) -> bool:
    """Whether nothing after the parts could belong to them."""
    if rest.startswith("等") or "其他" in rest or "其余" in rest:
        return False
    return not any(amount.plain[1] == total.plain[1] for amount in find_amounts(rest, single=True))


def _adds_up(parts: list[ListPart], separator: str) -> bool:
    names = "、".join(part.name for part in parts)
    if _OVERLAP.search(names) or all(form.search(names) for form in _DOUBLE):
        return False
    # Between commas anything may follow, but sanctions exclude one another.
    return separator in {"", "、", "；", ";"} or all(_SANCTION.search(part.name) for part in parts)


def _rounding(amount: Amount) -> Decimal:
    exponent = amount.value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    factor = amount.plain[0] / amount.value if amount.value else Decimal(1)
    if not places and factor == 1:
        return Decimal(0)
    return Decimal(5).scaleb(-places - 1) * factor
