"""Papers of many units and years, with copies of three kinds planted and told (造的材料)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from macros.compare.copying.matches import CopyKind
from macros.compare.copying.papers import Wording
from macros.domain.reports import PartKind
from macros.page_text.headings import write_heading
from macros.page_text.splitting import join_page
from macros.page_text.title_ids import title_id
from scripts.bench.provinces.sentences import Wordsmith
from scripts.province.records import PaperFile

LAST_YEAR = 2025
#: So many units stand under one county.
UNITS_A_COUNTY = 26
_ITEMS = {PartKind.WORK: 5, PartKind.PROBLEM: 3, PartKind.CAUSE: 2, PartKind.MEASURE: 4}
_SENTENCES = (3, 6)
_MARKS = "一二三四五六七八九十"
#: What the county asks of all its units in a year, and how many of them write each of it.
_ASKED, _ASKING = 6, 0.8
#: So many papers have copies, and so many sentences they are.
_COPYING, _COPIED = 0.3, 3
#: Items that come back in the next year, and those of them that are changed in figures and by a sentence.
_BACK = _CHANGED = 2 / 3


@dataclass(frozen=True)
class Planted:
    """A sentence that was copied (造的雷同): where it stands, whose it was, and how it was changed."""

    key: str
    text: str
    source: str
    kind: CopyKind


@dataclass
class MadeUpProvince:
    """Papers of many units, unit by unit (一个省的材料).

    Args:
        smith: Makes the sentences.
        units: How many units.
        years: How many years each.
    """

    smith: Wordsmith
    units: int
    years: int
    planted: list[Planted] = field(default_factory=list)
    _asked: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    _told: dict[int, list[tuple[str, list[str]]]] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def papers(self) -> Iterator[tuple[str, str]]:
        """Yield of each page its key below its county and its text; `planted` tells afterwards what was copied."""
        for county in range(-(-self.units // UNITS_A_COUNTY)):
            yield from self._county(f"c{county:03}")
            first = county * UNITS_A_COUNTY
            for unit in range(first, min(first + UNITS_A_COUNTY, self.units)):
                yield from self._unit(f"c{county:03}/u{unit:05}")

    @property
    def _span(self) -> range:
        return range(LAST_YEAR - self.years + 1, LAST_YEAR + 1)

    def _county(self, county: str) -> Iterator[tuple[str, str]]:
        for year in self._span:
            self._asked[county, year] = asked = [self.smith.sentence() for _ in range(_ASKED)]
            yield f"{county}/{year}", _page(f"{county}/{year}", year, {PartKind.WORK: [("部署", asked)]})

    def _unit(self, unit: str) -> Iterator[tuple[str, str]]:
        items: dict[PartKind, list[tuple[str, list[str]]]] = {}
        for year in self._span:
            items = {kind: self._go_on(items.get(kind, []), count) for kind, count in _ITEMS.items()}
            key = f"{unit}/{year}"
            asked = [one for one in self._asked[unit.partition("/")[0], year] if self._chance() < _ASKING]
            extra = {PartKind.WORK: [("统一部署的工作", asked)], PartKind.MEASURE: [("借鉴", self._copy(key, year))]}
            yield key, _page(key, year, {kind: rows + extra.get(kind, []) for kind, rows in items.items()})
            if year != LAST_YEAR or self._chance() < _COPYING:
                self._offer(unit, year, self.smith.chance.choice(items[PartKind.WORK])[1])

    def _offer(self, unit: str, year: int, sentences: list[str]) -> None:
        """Let others take some sentences, each once: of one that was taken twice nobody could say from whom."""
        new = [one for one in sentences[:_COPIED] if Wording(one).masked not in self._taken]
        self._taken.update(Wording(one).masked for one in new)
        self._told.setdefault(year, []).append((unit, new))

    def _go_on(self, items: list[tuple[str, list[str]]], count: int) -> list[tuple[str, list[str]]]:
        rows = [self._move_on(item) for item in items if self._chance() < _BACK]
        while len(rows) < count:
            number = self.smith.chance.randint(*_SENTENCES)
            rows.append((self.smith.heading(), [self.smith.sentence() for _ in range(number)]))
        return rows

    def _move_on(self, item: tuple[str, list[str]]) -> tuple[str, list[str]]:
        if self._chance() > _CHANGED:
            return item
        kept = [self.smith.recount(one) for one in item[1]]
        kept[self.smith.chance.randrange(len(kept))] = self.smith.sentence()
        return item[0], kept

    def _copy(self, key: str, year: int) -> list[str]:
        """Sentences of another unit that nobody has taken yet, changed in one of three ways."""
        if self._chance() > _COPYING:
            return []
        earlier = [one for one in self._span if one <= year and self._told.get(one)]
        unit = key.rpartition("/")[0]
        if not earlier:
            return []
        rows = self._told[self.smith.chance.choice(earlier)]
        at = self.smith.chance.randrange(len(rows))
        if rows[at][0] == unit:
            return []
        source, sentences = rows.pop(at)
        kind = self.smith.chance.choice(list(CopyKind))
        return [self._plant(key, text, source, kind) for text in sentences]

    def _plant(self, key: str, text: str, source: str, kind: CopyKind) -> str:
        if kind is CopyKind.FIGURES and not re.search(r"\d", text):
            kind = CopyKind.EXACT
        change = {CopyKind.FIGURES: self.smith.recount, CopyKind.NEAR: self.smith.reword}.get(kind, str)
        self.planted.append(Planted(key, Wording(changed := change(text)).folded, source, kind))
        return changed

    def _chance(self) -> float:
        return self.smith.chance.random()


def write_province(province: MadeUpProvince, folder: Path) -> list[PaperFile]:
    """Write the pages of each county into a folder of its own below one; gives the papers, unit by unit."""
    papers = []
    for key, text in province.papers():
        county, _, own = key.partition("/")
        paper = PaperFile(str(folder / county / "docs"), own, county)
        file = Path(paper.docs, "reports", f"{own}.md")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        papers.append(paper)
    return papers


def _page(key: str, year: int, items: dict[PartKind, list[tuple[str, list[str]]]]) -> str:
    unit, own = key.rpartition("/")[0], key.partition("/")[2]
    front = [f"year: {year}", f"unit: {unit}", "sample: true", "series: 年度总结", f"period: {year}",
             f"as_of: {year}-12-31", "audience: 全体党员"]  # fmt: skip
    lines = [write_heading(1, f"{year}年度工作总结", title_id("report", own)), ""]
    for place, (kind, rows) in enumerate(items.items()):
        lines += [write_heading(2, f"{_MARKS[place]}、{kind.word}", kind.class_name, [kind.class_name]), ""]
        for number, (title, sentences) in enumerate(row for row in rows if row[1]):
            heading = write_heading(3, f"（{_MARKS[number]}）{title}", f"{kind.letter}{number + 1}")
            lines += [heading, "", "".join(sentences), ""]
    return join_page(front, lines)
