"""What is due, in lines for a person and as one object for a program."""

from __future__ import annotations

from collections.abc import Iterator

from macros.compare.due import DueLine, DueList
from macros.compare.ledger_view import MeasureLine
from macros.domain.dates import chinese_date
from macros.domain.ledgers import Ledger
from macros.domain.posts import PostPart
from macros.errors import SiteError
from macros.render.due_words import date_words, measure_name, owners_words, undated_words


class NoSuchPostError(SiteError):
    """No ledger names the post that was asked for."""

    meaning = "台账的责任人里没有这个职务；什么都没有列出"
    remedy = "照提示列出的职务改"


def choose_post(found: DueList, post: str) -> DueList:
    """What waits for one post; all of it where none is named.

    Raises:
        NoSuchPostError: Nothing that is open is the post's.
    """
    if not post:
        return found
    own = found.of_post(post)
    if own is None:
        known = "、".join(found.everybody.values()) or "还没有"
        raise NoSuchPostError(f"台账的责任人里没有“{post}”（有的：{known}）。改法：写其中一个，或者核对 --unit。")
    return own


def tell_due(found: DueList, *, with_duties: bool) -> Iterator[str]:
    """Yield the lines for a person."""
    yield f"{found.unit or '本站'}，截至{chinese_date(found.day)}，往后看 {found.within} 天。"
    yield "，".join(f"{band.words} {found.count(band)} 条" for band in found.bands) + "。"
    if found.later:
        yield f"{found.within} 天以后到期的 {len(found.later)} 条，最近的是 {found.later[0].on}。"
    if any(ledger.sample for ledger in _ledgers(found)):
        yield "台账是示例，不是任何单位的真实材料。"
    for row in found.posts:
        yield f"\n{row.post}（{len(row.rows)} 条）"
        for line, part in row.rows:
            yield from _lines(line, part)
    if found.passed:
        yield f"\n长期坚持的措施，下次检查的日期已过（{len(found.passed)} 条，不算逾期；检查以后写新的日期）"
        for line in found.passed:
            yield from _lines(line, PostPart.UNSAID)
    if found.undated:
        yield f"\n没有写日期（{len(found.undated)} 条，不推算）"
        for open_line in found.undated:
            yield f"  {measure_name(open_line)}：{_text(open_line)}（{undated_words(open_line)}）"
    if with_duties:
        yield from _duties(found)


def _lines(line: DueLine, part: PostPart) -> Iterator[str]:
    told = "、".join(filter(None, (line.told if line.left >= 0 or not line.is_check else "", part)))
    yield f"  {told + '　' if told else ''}{date_words(line)}"
    yield f"    {measure_name(line.line)}：{_text(line.line)}"
    yield f"    问题：{line.line.entry.text}　状态：{line.line.state}　{owners_words(line)}"


def _ledgers(found: DueList) -> Iterator[Ledger]:
    yield from (row.line.ledger for row in (*found.lines, *found.later, *found.passed))
    yield from (line.ledger for line in found.undated)


def _text(line: MeasureLine) -> str:
    return line.measure.text if line.measure else line.entry.text


def _duties(found: DueList) -> Iterator[str]:
    duties = found.duties
    if not duties.rows:
        return
    papers = "、".join(paper.name for paper in duties.papers) or "还没有材料"
    yield f"\n{duties.year}年的规定动作，未见记载 {len(duties.unrecorded)} 项（看了：{papers}；未见记载不等于没有开展）"
    for row in duties.unrecorded:
        notes = [f"每年 {row.duty.per_year} 次", *(["安排或问题里提到"] if row.evidence else [])]
        notes += [] if row.duty.verified else ["待核实"]
        yield f"  {row.duty.name}（{'，'.join(notes)}）"


def due_as_data(found: DueList) -> dict[str, object]:
    """The same for a program; the handbook explains its keys."""
    return {
        "unit": found.unit,
        "on": found.day.isoformat(),
        "within": found.within,
        "counts": {band.key: found.count(band) for band in found.bands},
        "posts": [
            {"post": row.post, "due": [{**_as_data(line), "part": str(part) or None} for line, part in row.rows]}
            for row in found.posts
        ],
        "checks_passed": [_as_data(line) for line in found.passed],
        "undated": [_measure_data(line) | {"why": undated_words(line)} for line in found.undated],
        "duties": {
            "year": found.duties.year,
            "papers": [paper.key for paper in found.duties.papers],
            "unrecorded": [
                {"name": row.duty.name, "per_year": row.duty.per_year, "verified": row.duty.verified}
                for row in found.duties.unrecorded
            ],
        },
    }


def _as_data(line: DueLine) -> dict[str, object]:
    return _measure_data(line.line) | {
        "due": str(line.on),
        "counted_as": line.on.last.isoformat(),
        "moved_from": [str(due.on) for due in line.moved_from],
        "why_moved": line.why or None,
        "is_check": line.is_check,
        "days_left": line.left,
        # A check that is over is not overdue, and stands under none of the headings.
        "band": None if line.is_check and line.left < 0 else line.band.key,
        "owners": [{"post": one.post, "part": str(one.part) or None} for one in line.owners],
    }


def _measure_data(line: MeasureLine) -> dict[str, object]:
    return {
        "ledger": line.ledger.key,
        "entry": line.entry.id,
        "measure": line.number if line.measure else None,
        "problem": line.entry.text,
        "text": line.measure.text if line.measure else None,
        "status": str(line.status) if line.status else None,
    }
