"""Writes the pages of a regulation and of an edition that are new to the register."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from macros.citations.lexicon import fold_title
from macros.domain.dates import PartialDate
from macros.domain.regulations import Amendment, Binding, Edition, Fact, Regulation, TextKind
from macros.domain.sentences import split_sentences
from macros.page_text.fields import with_field
from macros.page_text.headings import write_heading
from macros.page_text.splitting import join_page, split_text
from macros.page_text.title_ids import title_id
from macros.page_text.words import escape
from macros.page_text.yaml_values import field_line, flow, list_field
from scripts.intake.official_text.register_place import Place
from scripts.intake.official_text.sayings import DATE, plain_figures, read_day, without_titles
from scripts.intake.official_text.text_facts import Found, TextFacts
from scripts.intake.official_text.title import without_note

UNKNOWN = "待核实"
_PRESUMED = "由登记的下一版推定，中间有没有其他版本没有核实"
_TITLE = re.compile(r"《([^《》]+)》")
_FIRST_WORDS = "由本单位据所存文件登记。对乡镇的适用、与报告中概念的关系没有核对。"


def work_page(place: Place, facts: TextFacts, aliases: Sequence[str]) -> str:
    """The page of a regulation that is new."""
    front = [
        field_line("id", place.regulation),
        field_line("kind", facts.kind),
        field_line("aliases", list(aliases)),
        field_line("concepts", []),
        "township:",
        f"  {field_line('binding', Binding.UNCHECKED)}",
        "  verified: false",
        f"  {field_line('note', '登记时没有核对对乡镇的适用。')}",
    ]
    title = write_heading(1, escape(facts.title, begins=False), title_id("regulation", place.regulation))
    return join_page(front, [title, "", _FIRST_WORDS, ""])


def edition_page(place: Place, facts: TextFacts, count: int, file: str, *, sound: bool, after: Edition | None) -> str:
    """The page of an edition that is new, as yet without its text.

    Args:
        place: What it is called.
        facts: What its text says of itself.
        count: How many articles the text has.
        file: Name of the file.
        sound: Whether its numbers are without fault.
        after: The registered edition that came next.
    """
    note = "据来稿计数" if facts.whole else "据来稿计数，末条没有写施行，是不是全文没有核实"
    sound = sound and facts.whole
    counted = {"value": count, "unit": facts.unit, "verified": sound, "note": note}
    front = [
        field_line("official_title", facts.title),
        field_line("form", f"{facts.form}（修正）" if facts.partly and facts.kind == "法律" else facts.form),
        field_line("issuer", facts.issuer.value or UNKNOWN),
        field_line("text", TextKind.OFFICIAL),
        *_number(facts.number),
        field_line("adopted", _dated(facts.adopted, by=facts.adopted_by)),
        field_line("issued", _dated(facts.issued)),
        field_line("in_force", _dated(facts.in_force)),
        *superseded_lines(facts.title, _days(facts), after),
        field_line("count", counted),
        field_line("structure", {"verified": sound}),
        field_line("repeals", {"text": facts.repeals.value, "verified": facts.repeals.proven}),
        *list_field("sources", [f"本单位所存文件：{file}"]),
    ]
    title = f"{facts.title}（{place.edition}年版）"
    heading = write_heading(1, escape(title, begins=False), title_id("edition", f"{place.regulation}/{place.edition}"))
    return join_page(front, [heading, ""])


def _days(facts: TextFacts) -> list[PartialDate]:
    found = (facts.adopted.value, facts.issued.value, facts.in_force.value)
    return [value for value in found if isinstance(value, PartialDate)]


def _number(number: Found) -> Iterator[str]:
    if number.value:
        yield field_line("number", {"text": number.value, "verified": number.proven})


def _dated(found: Found, *, by: str = "") -> dict[str, object]:
    value: dict[str, object] = {"date": found.value}
    if by:
        value["by"] = by
    return value | {"verified": found.proven} | ({"note": found.note} if found.note else {})


def superseded_lines(title: str, days: Collection[PartialDate], after: Edition | None) -> Iterator[str]:
    """Yield the field that says which edition came next, where that is known to apply from a day on.

    Args:
        title: What the earlier text is called.
        days: The days on which it was adopted, issued, and entered into force, as far as they are known.
        after: The edition that came next.
    """
    if after is not None and after.starts:
        yield field_line("superseded", _superseded(after.starts, title, days, after))


def _superseded(day: PartialDate, title: str, days: Collection[PartialDate], after: Edition) -> dict[str, object]:
    """The end of an edition by the beginning of the next that is registered.

    That no other came between the two is proven only where the later text repeals the earlier one by name, and by no
    other day than its own.
    """
    proven = after.starts is not None and after.in_force.proven and _repeals(after, title, days)
    fact: dict[str, object] = {"date": day, "by": after.id, "verified": proven}
    return fact if proven else fact | {"note": _PRESUMED}


def _repeals(after: Edition, title: str, days: Collection[PartialDate]) -> bool:
    for sentence in split_sentences(str(after.repeals.value or "")):
        plain = plain_figures(sentence)
        named = {fold_title(without_note(name)) for name in _TITLE.findall(sentence)}
        dated = [day for match in DATE.finditer(without_titles(plain)) if (day := read_day(match))]
        of_its_own = any(day.may_be(own) for day in dated for own in days)
        if "废止" in sentence and fold_title(without_note(title)) in named and (of_its_own or not dated):
            return True
    return False


def _known(*facts: Fact) -> list[PartialDate]:
    return [fact.day for fact in facts if fact.day]


def find_neighbours(work: Regulation | None, new: Edition) -> tuple[Edition | None, Edition | None]:
    """The registered editions right before and right after a new one."""
    from macros.corpus.regulation_pages import with_editions

    if work is None:
        return None, None
    editions = with_editions(work, (*work.editions, new)).editions
    place = editions.index(new)
    return (
        editions[place - 1] if place else None,
        editions[place + 1] if place + 1 < len(editions) else None,
    )


def with_successor(page: str, before: Edition, new: Edition) -> str:
    """The page of the edition before, which the new one supersedes where it is known from when on."""
    # Where nothing but the order of both is known, the page stays as it is, unless it names one that comes later still.
    day = new.starts or before.ends
    if day is None:
        return page
    own = _known(before.adopted, before.issued, before.in_force)
    fact = _superseded(day, before.own_title, own, new)
    lines = with_field(split_text(page).front, "superseded", [field_line("superseded", fact)], after=("in_force",))
    return split_text(page).changed(front=lines)


def with_mapping(page: str, before: str, rows: Sequence[Amendment]) -> str:
    """A page with the proposal of what became of each article of the edition before, for a person to review."""
    lines = ["amended_from:", f"  {field_line('edition', before)}", "  reviewed: false", "  articles:"]
    lines += [f"    - {flow(_row(row))}" for row in rows]
    front = with_field(split_text(page).front, "amended_from", lines, after=("repeals",))
    return split_text(page).changed(front=front)


def _row(row: Amendment) -> dict[str, object]:
    value: dict[str, object] = {"old": _number_of(row.old), "new": _number_of(row.new)}
    if row.change:
        value["change"] = row.change
    return value | {"similarity": row.similarity}


def _number_of(anchor: str) -> int | str:
    number = anchor.removeprefix("art-")
    return int(number) if number.isdecimal() else number
