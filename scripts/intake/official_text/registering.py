"""From a file to what the register is to say: read, placed, its pages planned, every proposal with its words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from macros.citations.lexicon import fold_title, make_lexicon
from macros.compare.proposed_mapping import propose_mapping
from macros.corpus import Source
from macros.corpus.findings import Findings
from macros.corpus.pages import parse_page
from macros.corpus.regulation_pages import read_edition
from macros.domain.dates import PartialDate
from macros.domain.regulations import Edition, TextKind
from macros.domain.yearbook import Yearbook
from scripts.build.content_checks import survey_pages
from scripts.changes.change_set import ChangeSet
from scripts.intake.deadline import deadline
from scripts.intake.deciding import decide
from scripts.intake.guard import Reader
from scripts.intake.manuscript import IntakeError, Manuscript
from scripts.intake.official_text.closing import find_term
from scripts.intake.official_text.naming import propose_aliases
from scripts.intake.official_text.new_pages import (
    edition_page,
    find_neighbours,
    with_mapping,
    with_successor,
    work_page,
)
from scripts.intake.official_text.register_place import Becoming, Place, find_place
from scripts.intake.official_text.regulation_import import RegulationImport, import_regulation, prepare
from scripts.intake.official_text.text_facts import Found, TextFacts, TextRead, read_text
from scripts.intake.official_text.title import find_kind
from scripts.setup.console import Console

_BY_OFFICE = "本单位填写"
_INNER_MARKS = str.maketrans("《》", "〈〉")


@dataclass(frozen=True)
class Said:
    """What a person says of a text, where the text says nothing or something else (更正).

    `doubted` are the names of facts that are to stay 待核实 although the words of the text prove them.
    """

    regulation: str = ""
    edition: str = ""
    title: str = ""
    kind: str = ""
    issuer: str = ""
    issued: date | None = None
    in_force: date | None = None
    doubted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Arrival:
    """The text of a regulation as it came in (来稿).

    Attributes:
        file: The file, of which the name alone is taken.
        manuscript: What it holds.
        sha256: Its digest.
    """

    file: Path
    manuscript: Manuscript
    sha256: str

    @property
    def name(self) -> str:
        """The file's name, which may hold bytes that are no text."""
        return self.file.name.encode("utf-8", "replace").decode("utf-8")


@dataclass
class Registration:
    """What a file becomes in the register (登记).

    Attributes:
        source: The file.
        facts: What its text says of itself.
        place: Where it belongs.
        done: Its page, and what was left out.
        pages: The pages to be written, by path under docs.
        aliases: Short names that are proposed.
        before: The edition that it supersedes, where it is a new one.
        mapped: How many articles of that were found again in it.
        faults: What stops it unless it is forced.
        notices: What the clerk should know.
    """

    source: Path
    facts: TextFacts
    place: Place
    done: RegulationImport
    pages: dict[str, str]
    aliases: list[str] = field(default_factory=list)
    before: Edition | None = None
    mapped: int = 0
    faults: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Desk:
    """What a registration needs of the site: its pages as they are, and what they say."""

    site: Source
    yearbook: Yearbook

    @classmethod
    def of(cls, docs: Path, pages: Mapping[str, str] | None = None) -> Desk:
        """The site as it stands, or as it will be once some pages are written; what is wrong with it is for others."""
        site = ChangeSet.plan(docs, "", pages).site if pages else Source(docs)
        return cls(site, survey_pages(site)[0].yearbook)

    def page(self, path: str) -> str:
        """The text of a page."""
        return self.site.read(path).decode("utf-8", "replace")

    def made_from(self, sha256: str) -> str:
        """The key of the edition that was made from a file; empty where none was."""
        editions = (edition for work in self.yearbook.regulations.values() for edition in work.editions)
        official = (edition for edition in editions if edition.text is TextKind.OFFICIAL)
        return next((edition.key for edition in official if f"sha256: {sha256}" in self.page(edition.path)), "")


def read_file(source: Path, reader: Reader, said: str | None, console: Console | None) -> Arrival:
    """Read a file.

    Args:
        source: The file.
        reader: Reads files.
        said: What becomes of its tracked changes, a value of `Verdict`; None where nothing was said.
        console: Where to ask where that was not said; None where nobody is to be asked.

    Raises:
        IntakeError: It cannot be read, or nobody says what becomes of its tracked changes.
    """
    manuscript = decide(reader.read(source), source, reader, said, console)
    return Arrival(source, manuscript, hashlib.sha256(source.read_bytes()).hexdigest())


def register_text(arrival: Arrival, said: Said, holdings: Desk) -> Registration:
    """Plan what a text becomes.

    Args:
        arrival: The text.
        said: What a person says of it.
        holdings: The site.

    Returns:
        The pages, which nobody has checked yet. Faults are for the caller to refuse.

    Raises:
        UnknownYearError: It cannot be told which edition it is.
        IntakeError: It is no regulation, classified, or belongs to several.
    """
    with deadline():
        read = read_text(list(prepare(arrival.manuscript).paragraphs()), title=said.title)
        facts = _corrected(read.facts, said)
        _require_regulation(facts, len(read.provisions.articles))
        place = find_place(
            facts,
            holdings.yearbook,
            regulation=said.regulation,
            edition=said.edition,
            same_file="" if said.title else holdings.made_from(arrival.sha256),
        )
        if place.registered:
            done = import_text(arrival, place.registered, holdings, _own_title(read))
            return _fill(arrival.file, place, facts, done, holdings)
        return _add(arrival, place, facts, read, holdings)


def _own_title(read: TextRead) -> str:
    return read.head.title.words if read.head.title else ""


def import_text(arrival: Arrival, edition: Edition, holdings: Desk, title: str = "") -> RegulationImport:
    """Put a text in the place of what a registered edition's page holds."""
    page = holdings.page(edition.path)
    return import_regulation(arrival.manuscript, edition, page, arrival.name, arrival.sha256, title=title)


def _require_regulation(facts: TextFacts, articles: int) -> None:
    if not facts.title:
        raise IntakeError(
            "来稿里没有找到题名（以条例、规定、办法、法、解释等结尾）。"
            "改法：核对是不是一部法规的全文，是的，用 --title 写明题名；本单位的制度按手册登记为本地制度。"
        )
    if not articles:
        raise IntakeError("来稿里没有读到条，也没有一、二、这样的点。改法：核对文件是不是这部法规的全文。")
    if not facts.kind:
        raise IntakeError(
            f"“{facts.title}”看不出是哪一种法规（条例、规定、办法、法律、解释等）。"
            "改法：本单位的制度按手册登记为本地制度；确是法规的，用 --title 写明正式题名，用 --kind 写明文种。"
        )


def _corrected(facts: TextFacts, said: Said) -> TextFacts:
    """The facts with what a person says of them, which no text proves."""
    changes: dict[str, object] = {}
    if said.title:
        changes |= {"title": said.title, "kind": find_kind(said.title)}
    if said.kind:
        changes["kind"] = said.kind
    if said.issuer:
        changes["issuer"] = Found(said.issuer, note=_BY_OFFICE)
    for name, day in (("issued", said.issued), ("in_force", said.in_force)):
        if day:
            changes[name] = Found(PartialDate(day.year, day.month, day.day), note=_BY_OFFICE)
    if said.issued and facts.year_from in {"", "施行的年份"}:
        changes |= {"year": said.issued.year, "year_from": "发布的年份"}
    for name in said.doubted:
        found = changes.get(name, getattr(facts, name))
        changes[name] = replace(found, proven=False)  # type: ignore[type-var]
    return replace(facts, **changes)  # type: ignore[arg-type]


def _fill(source: Path, place: Place, facts: TextFacts, done: RegulationImport, holdings: Desk) -> Registration:
    edition = place.registered
    assert edition is not None  # noqa: S101 - the caller has asked
    same = holdings.page(edition.path) == done.text
    becoming = Becoming.THERE if same else Becoming.TEXT
    faults = [] if same else list(done.faults)
    if not same and edition.text is TextKind.OFFICIAL:
        faults.append(f"{edition.name}已有另一份全文")
    pages = {edition.path: done.text}
    return Registration(source, facts, replace(place, becoming=becoming), done, pages, faults=faults)


def _add(arrival: Arrival, place: Place, facts: TextFacts, read: TextRead, holdings: Desk) -> Registration:
    path = f"regulations/{place.regulation}/{place.edition}.md"
    count, sound = len(read.provisions.articles), not read.provisions.faults
    empty = edition_page(place, facts, count, arrival.name, sound=sound, after=None)
    before, after = find_neighbours(place.work, _edition_of(empty, path))
    front = edition_page(place, facts, count, arrival.name, sound=sound, after=after)
    own, title = _edition_of(front, path), _own_title(read)
    done = import_regulation(arrival.manuscript, own, front, arrival.name, arrival.sha256, title=title)
    text = done.text
    new = _edition_of(text, path)
    registration = Registration(arrival.file, facts, place, done, {}, before=before, faults=list(done.faults))
    if before is not None:
        registration.pages[before.path] = with_successor(holdings.page(before.path), before, new)
        if before.text is not TextKind.FACTS and facts.unit == before.unit == "条":
            official = before.text is TextKind.OFFICIAL
            rows = propose_mapping(before.articles, new.articles, official=official)
            registration.mapped = len({row.old for row in rows})
            text = with_mapping(text, before.id, rows) if rows else text
    if place.work is None:
        registration.aliases = propose_aliases(facts.title, make_lexicon(holdings.yearbook))
        registration.pages[f"regulations/{place.regulation}/index.md"] = work_page(place, facts, registration.aliases)
    registration.pages[path] = text
    registration.notices = list(_notices(facts, new, read))
    return registration


def _edition_of(text: str, path: str) -> Edition:
    findings = Findings()
    page = parse_page(text, path, findings)
    edition = read_edition(page, findings) if page else None
    findings.raise_if_any()
    if edition is None:  # pragma: no cover - a page without fault is one
        raise IntakeError("登记的页面读不出来。改法：告知维护人员。")
    return edition


def _notices(facts: TextFacts, new: Edition, read: TextRead) -> Iterator[str]:
    if others := [title for title in read.head.others if fold_title(title) != fold_title(facts.title)]:
        # A title within a title has single marks (GB/T 15834-2011, 4.15).
        named = "".join(f"《{title.translate(_INNER_MARKS)}》" for title in others)
        yield f"来稿里题名以前还有{named}，它的文字没有写入；也要登记的，另存成一个文件"
    if not facts.whole:
        yield "末条没有写自哪一天起施行，核对来稿是不是全文"
    if term := find_term(read.provisions.articles):
        yield f"文中写了有效期（“{term}”），到期以后是否有效，本站不判断"
    if new.starts is None:
        yield "没有施行日期，报告里的引用不会指到这一版；查到以后写进页首信息的 in_force"
    if facts.year_from == "施行的年份":
        yield "版本按施行的年份命名，发布的年份文中没有写；发布在前一年的，用 --edition 写明年份"
