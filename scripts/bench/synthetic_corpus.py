"""Writes a corpus of any size to measure with: many units and years, varied texts, citations, ledgers.

The texts are put together, sentence by sentence, from the papers that the site
ships; no two items are alike but those that a unit keeps from year to year.
Citations are linked as of each paper's day, so that the pages pass every
check. What is written is the same for the same seed.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from macros.corpus import load_yearbook
from macros.domain.reports import PartKind
from macros.domain.sentences import split_clauses, split_sentences
from macros.page_text.headings import write_heading
from macros.page_text.splitting import join_page
from macros.page_text.title_ids import title_id
from scripts.build.citation_links import link_pages
from scripts.changes.links import links_due

_LAST_YEAR = 2025
_YEARS = 20
#: So many years have ledgers, as in the pages that the site ships; the papers before them have none.
LEDGER_YEARS = 5
#: Items a report has of each kind, and sentences of an item, so that a report has some 5,000 characters.
_ITEMS = {PartKind.WORK: 5, PartKind.PROBLEM: 3, PartKind.CAUSE: 2, PartKind.MEASURE: 4}
_SENTENCES = (3, 6)
_MARKS = "一二三四五六七八九十"
_COUNT = re.compile(r"(?<![\d第])\d+(?=[次人个项件场份条%])")
#: Words that any office's papers use one for another; each of a row may stand for the others.
_SWAPS = (
    ("每月", "每季度", "每半年", "每年"),
    ("党建办", "党政办", "纪检办", "综合办"),
    ("会议", "座谈会", "专题会", "推进会"),
    ("检查", "督查", "抽查", "核查"),
    ("年初", "年中", "上半年", "下半年"),
    ("逐村", "逐项", "逐人", "逐条"),
)
_WORD = re.compile("|".join(word for row in _SWAPS for word in row))
_SWAPPED_BY = {word: row for row in _SWAPS for word in row}
_POSTS = ("组织委员", "纪检专干", "党建办主任", "党政办主任", "宣传委员", "财政所长")
_SOURCES = ("巡察反馈", "上级检查", "自查", "民主生活会")
_NOT_SAME = 2 / 3


@dataclass
class _Item:
    """A heading and its sentences."""

    title: str
    sentences: list[str]

    @property
    def body(self) -> str:
        half = len(self.sentences) // 2 + 1
        return "\n\n".join("".join(part) for part in (self.sentences[:half], self.sentences[half:]) if part)


@dataclass
class _Pool:
    """What papers are put together from, by kind of item."""

    chance: random.Random
    titles: dict[PartKind, list[str]] = field(default_factory=dict)
    sentences: dict[PartKind, list[str]] = field(default_factory=dict)

    def draw_item(self, kind: PartKind, taken: Iterable[str]) -> _Item:
        """An item under a title that is not taken yet."""
        titles = sorted(set(self.titles[kind]) - set(taken))
        count = self.chance.randint(*_SENTENCES)
        return _Item(self.chance.choice(titles), [self._vary(text) for text in self._draw(kind, count)])

    def move_on(self, item: _Item, kind: PartKind) -> _Item:
        """An item as the next year has it: often word for word, else with other figures and a new sentence."""
        if self.chance.random() > _NOT_SAME:
            return item
        kept = [_COUNT.sub(self._count, text) for text in item.sentences]
        kept[self.chance.randrange(len(kept))] = self._vary(self._draw(kind, 1)[0])
        return replace(item, sentences=kept)

    def _draw(self, kind: PartKind, count: int) -> list[str]:
        return self.chance.sample(self.sentences[kind], count)

    def _vary(self, sentence: str) -> str:
        swapped = _WORD.sub(lambda found: self.chance.choice(_SWAPPED_BY[found[0]]), sentence)
        return _COUNT.sub(self._count, swapped)

    def _count(self, _: re.Match[str]) -> str:
        return str(self.chance.randint(2, 98))


def write_corpus(
    docs: Path, into: Path, reports: int, seed: int = 2023, ledger_years: int = LEDGER_YEARS
) -> tuple[str, list[int]]:
    """Write a folder of pages: the shipped register and handbook, and so many made-up reports with ledgers.

    Args:
        docs: The shipped pages.
        into: The folder to write, which must not be there.
        reports: How many reports; up to twenty years a unit.
        seed: For the choice of sentences, words and figures.
        ledger_years: How many of a unit's newest years have a ledger.

    Returns:
        The folder of the first unit, which is the top one, and its years.
    """
    shutil.copytree(docs, into)
    # Pages of papers and years go; those that name neither stay.
    for page in [page for name in ("reports", "ledger", "compare") for page in (into / name).rglob("[0-9]*.md")]:
        page.unlink()
    pool = _read_pool(docs, random.Random(seed))  # noqa: S311 - any texts will do
    years = list(range(_LAST_YEAR - min(_YEARS, reports) + 1, _LAST_YEAR + 1))
    for number in range(-(-reports // len(years))):
        left = reports - number * len(years)
        folder = f"unit{number:03}" if number else ""
        _write_unit(into, folder, years[-left:] if left < len(years) else years, pool, ledger_years)
    for path, text in links_due(link_pages(into, load_yearbook(into), [])).items():
        (into / path).write_text(text, encoding="utf-8")
    return "", years


def _read_pool(docs: Path, chance: random.Random) -> _Pool:
    """Titles and sentences of the shipped reports' items, without their links; clauses serve as titles too."""
    pool = _Pool(chance)
    for report in load_yearbook(docs).reports.values():
        for item in report.items.values():
            sentences = [text for text in split_sentences(item.text) if not set(text) & set("\\|<{[`#")]
            title = re.sub(r"^[（(]?[一二三四五六七八九十\d]+[）)、．.]\s*", "", item.title)
            clauses = (clause.rstrip("，,：:。；") for text in sentences for clause in split_clauses(text))
            titles = [
                clause for clause in clauses if 8 <= len(clause) <= 20 and not re.search(r"[\d《》“”（）]", clause)
            ]
            pool.titles.setdefault(item.kind, []).extend([title, *titles])
            pool.sentences.setdefault(item.kind, []).extend(sentences)
    return pool


def _write_unit(into: Path, folder: str, years: list[int], pool: _Pool, ledger_years: int) -> None:
    chosen: dict[PartKind, list[_Item]] = {kind: [] for kind in _ITEMS}
    for year in years:
        for kind, wanted in _ITEMS.items():
            # Two thirds of the items come back next year.
            rows = [pool.move_on(item, kind) for item in chosen[kind] if pool.chance.random() < _NOT_SAME]
            while len(rows) < wanted:
                rows.append(pool.draw_item(kind, (row.title for row in rows)))
            chosen[kind] = rows
        _write(into / "reports" / folder / f"{year}.md", _report(folder, year, chosen, pool.chance))
        first_ledger = max(years[0], _LAST_YEAR - ledger_years + 1)
        if year >= first_ledger:
            _write(into / "ledger" / folder / f"{year}.md", _ledger(folder, year, chosen, pool.chance, first_ledger))


def _report(folder: str, year: int, items: dict[PartKind, list[_Item]], chance: random.Random) -> str:
    front = _front(folder, year, "series: 年度总结", f"period: {year}", f"as_of: {year}-12-31", "audience: 全体党员")
    front += ["indicators:", f"  - {{name: 廉政谈话, value: {chance.randint(20, 90)}, unit: 人次, at: w1}}"]
    title = write_heading(1, f"{year}年度工作总结", title_id("report", _key(folder, year)))
    lines = [title, "", "现将一年来的情况报告如下。", ""]
    for place, (kind, rows) in enumerate(items.items()):
        lines += [write_heading(2, f"{_MARKS[place]}、{kind.word}", kind.class_name, [kind.class_name]), ""]
        for number, item in enumerate(rows):
            heading = write_heading(3, f"（{_MARKS[number]}）{item.title}", f"{kind.letter}{number + 1}")
            lines += [heading, "", item.body, ""]
    return join_page(front, lines)


def _ledger(folder: str, year: int, items: dict[PartKind, list[_Item]], chance: random.Random, first: int) -> str:
    key = _key(folder, year)
    problems, measures = items[PartKind.PROBLEM], items[PartKind.MEASURE]
    entries: list[str] = []
    for number, problem in enumerate(problems, 1):
        entries += [
            f"  - id: {year}-{number:02}",
            f"    source: {chance.choice(_SOURCES)}",
            f"    text: {problem.title}",
        ]
        entries += [f"    problem: {key}#p{number}", f"    causes: [{key}#c{chance.randint(1, 2)}]"]
        entries += [f"    repeats: {year - 1}-01"] if number == 1 and year > first else []
        entries += ["    measures:", *_measure(f"{key}#m{number}", measures[number - 1].title, year + 1, chance)]
    front = _front(folder, year, "audience: 班子", "entries:", *entries)
    return join_page(front, [write_heading(1, f"{year}年整改台账", title_id("ledger", key)), ""])


def _measure(item: str, title: str, year: int, chance: random.Random) -> Iterator[str]:
    owner, due, begun = chance.choice(_POSTS), chance.randint(5, 9), chance.randint(1, 4)
    yield from (f"      - item: {item}", f"        text: {title}", "        kind: 限期整改", "        leader: 党委书记")
    yield from (f"        owner: {owner}", f"        due: [{{on: {year}-{due:02}-28}}]", "        history:")
    yield _event(f"{year}-{begun:02}", "整改中", "工作记录")
    if chance.random() < _NOT_SAME:
        yield _event(f"{year}-{due:02}", "已销号", "验收记录")
        closure = f"requested: {owner}, verified_by: 纪委书记, approved_by: 党委会, on: {year}-{due:02}-20"
        yield f"        closure: {{{closure}}}"


def _event(month: str, status: str, evidence: str) -> str:
    return f"          - {{on: {month}-20, recorded_on: {month}-21, status: {status}, evidence: {evidence}}}"


def _front(folder: str, year: int, *fields: str) -> list[str]:
    return [f"year: {year}", f"unit: {folder or '某乡党委'}", "sample: true", *fields]


def _key(folder: str, year: int) -> str:
    return f"{folder}/{year}".removeprefix("/")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
