"""Puts a page right openly: the words on it, and the row that tells what stood there, in one change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from macros.citations.lexicon import make_lexicon
from macros.compare.corrected import TextChange
from macros.compare.recorded import find_record_changes
from macros.corpus import parse_given, parse_report
from macros.domain.corrected import TITLE, WHOLE, find_corrected, find_entry, given_pages
from macros.domain.corrections import PaperCorrection
from macros.domain.dates import chinese_date
from macros.domain.ledgers import Ledger
from macros.domain.records import GivenPage, records_of
from macros.domain.reports import Report
from macros.domain.yearbook import Yearbook
from macros.errors import SiteError
from macros.page_text.fields import with_field, with_rows
from macros.page_text.link_grammar import LINK_TAIL
from macros.page_text.splitting import normal_text, split_text
from macros.page_text.words import escape
from macros.page_text.yaml_values import list_field
from macros.proofing.persons import find_person
from macros.render.item_names import name_within
from scripts.build.citation_links import link_text
from scripts.build.content_checks import survey_pages
from scripts.changes.change_set import ChangeSet
from scripts.changes.had_papers import HadPaper, join_corrections
from scripts.changes.recorded_facts import FactPlace, find_facts, find_standing
from scripts.changes.signing import AFTER

#: What in a line is none of its words: where links lead, and the attributes of a heading.
_NO_WORDS = re.compile(rf"\]{LINK_TAIL}|^#+[ \t]|\{{[^{{}}]*\}}[ \t]*$")


#: So many facts are named from which one is to be chosen.
_MOST_NAMED = 6


class CorrectionError(SiteError):
    """A correction cannot be written; the text says why."""

    meaning = "更正没有写入：页面不能更正，要改的文字找不到或不止一处，或者没有写理由、职务；什么都没有改动"
    remedy = "照页面上的样子写要改的文字，长到只有一处；写明改成什么、为什么、谁更正的"


@dataclass(frozen=True)
class Corrected:
    """A correction ready to be written (更正): in words, and as a change of one page."""

    words: str
    changes: ChangeSet


def plan_correction(
    docs: Path,
    path: str,
    before: str,
    after: str,
    why: str,
    by: str,
    on: date,
    what: str = "",
    had: HadPaper | None = None,
) -> Corrected:
    """Plan the words and the row that tells of them; the site as it would be is not checked yet.

    Args:
        docs: The folder of the pages.
        path: The page's path under docs: of a paper, a ledger, a local rule or a pack.
        before: The words that give way, as one reads them; empty where words were only added already.
        after: What stands there then; empty where they go. Where it stands there already only the row is written.
        why: The reason.
        by: The post that answers for it.
        on: The day.
        what: What of the page it is; empty for the item in which it stands. Of a ledger it also says of several
            facts with the same words which is meant: 第2项措施1责任人.
        had: As for `with_corrections`.

    Returns:
        The change, which is empty where the page says all of it already.

    Raises:
        CorrectionError: There is no such page, the words are not there or more than once, or something is missing.
    """
    yearbook = survey_pages(docs)[0].yearbook
    page = _find(path, yearbook)
    require_reason(why, by)
    if before == after:
        raise CorrectionError("原来的和现在的文字一样。改法：写明改成什么。")
    text = normal_text((docs / path).read_bytes().decode())
    words = f"{page.title}，更正“{_short(before or after)}”"
    row = PaperCorrection(on, what, before, after, why, by)
    if isinstance(page, Report):
        fresh = _relinked(_replaced(text, before, after), path, yearbook)
    else:
        fact = _find_fact(text, path, row)
        fresh = fact.text if fact else _replaced(text, before, after)
        # The title is recorded as well, though it stands below the head.
        said = [fact.change] if fact else find_record_changes(records_of(page), records_of(parse_given(fresh, path)))
        if len(said) == 1:
            (row,) = corrections_of(said, why, by, on)
    if not _places(text, before) and any(_is_same(row, one) for one in page.corrections):
        return Corrected(words, ChangeSet.plan(docs, words, {}))
    fresh = with_corrections(fresh, path, [row], had)
    return Corrected(words, ChangeSet.plan(docs, words, {path: fresh}))


def _is_same(row: PaperCorrection, known: PaperCorrection) -> bool:
    return (row.before, row.after) == (known.before, known.after) and row.what in {"", known.what}


def _find_fact(text: str, path: str, row: PaperCorrection) -> FactPlace | None:
    """The recorded fact that is put right; None where the words stand in the text below the head.

    Raises:
        CorrectionError: They stand in several facts, or in the text as well.
    """
    found = find_facts(text, path, row.before, row.after, row.what)
    below = [] if row.what and found else _places(text, row.before)
    if not found and not below:
        found = find_standing(text, path, row.before, row.after, row.what)
    if (count := len(found) + len(below)) > 1:
        raise CorrectionError(_tell_facts(row, found, count) if found else _tell_places(row.before, row.after, count))
    return found[0] if found else None


def require_reason(why: str, by: str) -> None:
    """See that it is said why something is corrected, and which post answers for it.

    Raises:
        CorrectionError: It is not, or a person is named.
    """
    if not why.strip():
        raise CorrectionError("没有写为什么更正。改法：写一句理由，如 核对原始记录，次数写错。")
    if not by.strip():
        raise CorrectionError("没有写谁更正的。改法：写职务，如 党建办主任；不写姓名。")
    if name := find_person(by.strip()):
        raise CorrectionError(f"谁更正的写的是“{by.strip()}”，其中“{name}”像是姓名。改法：只写职务，如 党建办主任。")


def corrections_of(changes: Iterable[TextChange], why: str, by: str, on: date) -> list[PaperCorrection]:
    """Changes of a page as corrections; where a passage stands the page will say."""
    return [
        PaperCorrection(on, change.what, change.before, change.after, why, by, audience=change.audience)
        for change in changes
    ]


def newer_text(why: str, by: str, on: date) -> PaperCorrection:
    """That a newer text of the whole paper was brought in, as a row."""
    return PaperCorrection(on, WHOLE, "", "", why, by, new_text=True)


def with_corrections(text: str, path: str, corrections: Sequence[PaperCorrection], had: HadPaper | None = None) -> str:
    """A page's text with more corrections in its head, each with the name of that in which it stands.

    Args:
        text: The whole page, as it will be but for that.
        path: Its path under docs.
        corrections: What was corrected.
        had: What its readers have had: corrections of a place that they were not told yet become one with the new one.
            None where that is not known, and every correction stays by itself.

    Raises:
        ContentErrors: The page is at fault.
    """
    given, page = parse_given(text, path), split_text(text)
    stay, new = join_corrections(given, corrections, had) if had else (given.corrections, corrections)
    rows = [_row(one) for one in (*stay, *(_with_place(correction, given) for correction in new))]
    if len(stay) < len(given.corrections):
        return page.changed(front=with_field(page.front, "corrections", list_field("corrections", rows)))
    if not new:
        return text
    return page.changed(front=with_rows(page.front, "corrections", rows, len(new), after=("corrections", *AFTER)))


def _with_place(correction: PaperCorrection, page: GivenPage) -> PaperCorrection:
    """A correction with the name of what it is of, and with the readers of that."""
    if isinstance(page, Ledger) and (entry := find_entry(page, correction)) and entry.audience is not page.audience:
        return replace(correction, audience=correction.audience or str(entry.audience))
    if correction.what:
        return correction
    item = find_corrected(page, correction) if isinstance(page, Report) else None
    # What goes leaves no place behind it.
    name = (
        name_within(page, item)
        if item and isinstance(page, Report)
        else TITLE
        if correction.after in page.title
        else "正文"
    )
    return replace(correction, what=name if correction.after else "正文")


def _row(correction: PaperCorrection) -> dict[str, object]:
    optional = {name: value for name, value in asdict(correction).items() if value}
    return {
        name: optional[name]
        for name in ("on", "what", "before", "after", "why", "by", "new_text", "audience")
        if name in optional
    }


def _find(path: str, yearbook: Yearbook) -> GivenPage:
    pages = {page.path: page for page in given_pages(yearbook)}
    if path not in pages:
        there = "、".join(sorted(f"docs/{one}" for one in pages)[:6]) or "（没有）"
        raise CorrectionError(
            f"docs/{path} 不是报告、台账、本地制度或学习资料包的页面，或者那一页有错误。"
            f"改法：写这样的文件，如 {there}。"
        )
    return pages[path]


def _replaced(text: str, before: str, after: str) -> str:
    """The page with the words in their place; as it is where the later ones stand there already."""
    split, places = split_text(text), _places(text, before)
    if not places and after and len(_places(text, after)) == 1:
        return text
    if len(places) != 1:
        raise CorrectionError(_tell_places(before, after, len(places)))
    ((line, start, end),) = places
    lines = [*split.lines]
    lines[line] = lines[line][:start] + escape(after, begins=False) + lines[line][end:]
    return split.rewritten(lines)


def _tell_facts(row: PaperCorrection, found: Sequence[FactPlace], count: int) -> str:
    names = "、".join(one.change.what for one in found[:_MOST_NAMED])
    more = "等" if len(found) > _MOST_NAMED else ""
    return (
        f"这一页有 {count} 处“{_short(row.before or row.after)}”（{names}{more}），没有写入。"
        f"改法：用 --what 写明是哪一项，如 {found[0].change.what}。"
    )


def _tell_places(before: str, after: str, number: int) -> str:
    if not before:
        return (
            f"页面上没有“{_short(after)}”，或者不止一处。改法：增加的文字先在页面上写好，再写 --after，长到只有一处。"
        )
    if number:
        return f"页面上有 {number} 处“{_short(before)}”，没有写入。改法：前后多写几个字，只剩一处。"
    return (
        f"页面上没有“{_short(before)}”，没有写入。改法：照页面上的样子写；"
        "中间有链接、加粗、换行的，只写要改的几个字，或在工作台改。"
    )


def _places(text: str, words: str) -> list[tuple[int, int, int]]:
    """Where words stand in the body: the index of the line, start and end in it; never in addresses or attributes."""
    split, found = split_text(text), []
    for number, line in enumerate(split.body, split.body_at):
        plain = _NO_WORDS.sub(lambda match: "\0" * len(match[0]), line)
        for form in dict.fromkeys((words, escape(words, begins=False))) if words else ():
            found += [(number, one.start(), one.end()) for one in re.finditer(re.escape(form), plain)]
    return found


def _relinked(text: str, path: str, yearbook: Yearbook) -> str:
    """The page with the links that its citations are due."""
    return link_text(text, parse_report(text, path), make_lexicon(yearbook)).linked.text


def _short(words: str) -> str:
    return words if len(words) <= 20 else f"{words[:20]}…"


def tell(correction: PaperCorrection) -> str:
    """A correction in a line."""
    if correction.new_text:
        return f"{chinese_date(correction.on)}换用新文本：{correction.why}"
    return f"{correction.what}：原为“{_short(correction.before)}”，改为“{_short(correction.after)}”"
