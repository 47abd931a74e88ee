"""What is read from official texts, against what the register holds of them, field by field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from macros.citations.lexicon import fold_title, make_lexicon
from macros.domain.dates import PartialDate
from macros.domain.numerals import read_number, to_chinese
from macros.domain.regulations import Edition, Fact, Regulation
from macros.domain.yearbook import Yearbook
from macros.errors import SiteError
from scripts.intake.guard import Reader
from scripts.intake.official_text.register_place import find_name, find_place
from scripts.intake.official_text.registering import Desk, Registration, Said, read_file, register_text
from scripts.intake.official_text.text_facts import Found
from scripts.intake.revisions import Verdict
from scripts.setup.console import Console
from scripts.setup.project import Project

RIGHT, MISSING, WRONG, NOTED, UNKNOWN = "相符", "没有读到", "不符", "登记的说明里有", "登记没有"
FIELDS = ("题名", "文种", "制定机关", "通过", "发布", "施行", "条数", "废止旧文")
_NAMED = re.compile(r"(?:regulation-)?(?P<regulation>[a-z0-9-]+?)-(?P<edition>(?:19|20)[0-9]{2})")
_PLENUM = re.compile(r"中国共产党第([一二三四五六七八九十]+)届中央委员会第([一二三四五六七八九十]+)次全体会议")
_NAMES_NONE = re.compile(r"^无|不点名|没有写明|无具体|自通过之日")


def compare_folder(folder: Path, project: Project, console: Console) -> int:
    """Read every text of a folder as if its regulation were not registered, and compare.

    Returns:
        1 where a field is wrong or a file cannot be read, else 0.
    """
    if not folder.is_dir():
        console.say(f"没有文件夹 {folder}。这一项要用法规全文，全文不在项目里。")
        return 1
    holdings = Desk.of(project.docs)
    tally = {field: Counter[str]() for field in FIELDS}
    bad = 0
    with Reader() as reader:
        for file in sorted(file for file in folder.iterdir() if file.is_file() and file.suffix != ".md"):
            try:
                work, edition, planned = _register(file, holdings, reader)
            except SiteError as error:
                console.say(f"{file.name}：{error}")
                bad += 1
                continue
            if work is None or edition is None:
                console.say(
                    f"{file.name}：《{planned.facts.title}》没有登记，不能对照；{planned.facts.year}年，不算在内"
                )
                continue
            for field, verdict, words in _compare(planned, work, edition, holdings.yearbook):
                tally[field][verdict] += 1
                if verdict in {WRONG, NOTED}:
                    console.say(f"{file.name}：{field}{verdict}：{words}")
    kinds = (RIGHT, MISSING, WRONG, NOTED, UNKNOWN)
    console.say("  ".join(("项目", *kinds)))
    for field, counts in tally.items():
        console.say(f"{field}  " + "  ".join(str(counts[kind]) for kind in kinds))
    return 1 if bad or any(counts[WRONG] for counts in tally.values()) else 0


def _register(file: Path, holdings: Desk, reader: Reader) -> tuple[Regulation | None, Edition | None, Registration]:
    arrival = read_file(file, reader, Verdict.ACCEPT, None)
    match = _NAMED.fullmatch(file.stem)
    known = holdings.yearbook.regulations.get(match["regulation"]) if match else None
    if known is None:
        first = register_text(arrival, Said(edition="2000"), holdings)
        known = holdings.yearbook.regulations.get(first.place.regulation)
        edition = find_place(first.facts, holdings.yearbook).registered if known else None
    else:
        edition = known.by_id.get(match["edition"]) if match else None
    without = {key: work for key, work in holdings.yearbook.regulations.items() if known is None or key != known.id}
    reduced = Desk(holdings.site, replace(holdings.yearbook, regulations=without))
    # Two texts of a collection name no year at all.
    said = Said(edition=edition.id if edition else "")
    return known, edition, register_text(arrival, said, reduced)


def _compare(
    planned: Registration, work: Regulation, edition: Edition, yearbook: Yearbook
) -> Iterator[tuple[str, str, str]]:
    """Yield each field with its verdict and both values."""
    facts = planned.facts
    name = find_name(facts.title, make_lexicon(yearbook))
    titled = fold_title(facts.title) == fold_title(edition.own_title) or (name and name.targets == (work.id,))
    yield "题名", RIGHT if titled else WRONG, f"{facts.title}，登记为{edition.own_title}"
    yield "文种", _same(facts.kind, work.kind), f"{facts.kind}，登记为{work.kind}"
    ours, theirs = str(facts.issuer.value or ""), edition.issuer
    agrees = ours == theirs.partition("（")[0] or _short(ours) in theirs
    yield "制定机关", MISSING if not ours else RIGHT if agrees else WRONG, f"{ours}，登记为{theirs}"
    for field, found, fact in (
        ("通过", facts.adopted, edition.adopted),
        ("发布", facts.issued, edition.issued),
        ("施行", facts.in_force, edition.in_force),
    ):
        yield field, *_dated(found, fact, f"{edition.adopted.note}{edition.issued.note}{edition.in_force.note}")
    count = edition.count.value
    own = len(planned.done.provisions.articles)
    verdict = RIGHT if own == count else WRONG if edition.count.proven else UNKNOWN
    yield "条数", UNKNOWN if count is None else verdict, f"{own}，登记为{count}"
    yield _repeals(facts.repeals, edition.repeals)


def _same(ours: str, theirs: str) -> str:
    return MISSING if not ours else RIGHT if ours == theirs else WRONG


def _short(body: str) -> str:
    """A plenum as it is named for short: 十八届六中全会."""
    return _PLENUM.sub(lambda match: f"{match[1]}届{to_chinese(read_number(match[2]))}中全会", body)


def _dated(found: Found, fact: Fact, notes: str) -> tuple[str, str]:
    ours, theirs = found.value, fact.day
    if not isinstance(ours, PartialDate):
        return MISSING, ""
    words = f"{ours.chinese}{'' if found.proven else '（待核实）'}，登记为{theirs.chinese if theirs else '空'}"
    if theirs is None:
        return UNKNOWN, words
    if ours.first <= theirs.last and theirs.first <= ours.last:
        return RIGHT, words
    # A copy that dates itself otherwise is told of on the page: that day stands in a note.
    noted = ours.chinese.partition("年")[2] in notes
    return NOTED if noted else WRONG, f"{words}（{notes}）"


def _repeals(found: Found, fact: Fact) -> tuple[str, str, str]:
    if found.value is None:
        return "废止旧文", MISSING, ""
    if fact.value is None:
        return "废止旧文", UNKNOWN, ""
    ours, theirs = str(found.value), str(fact.value)
    none = [("废止" not in text or _NAMES_NONE.search(text) is not None) for text in (ours, theirs)]
    return "废止旧文", RIGHT if none[0] == none[1] else WRONG, f"{ours}，登记为{theirs}"
