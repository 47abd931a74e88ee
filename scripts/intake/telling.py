"""Says what an import did: to a clerk in Chinese, to a program as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from macros.findings import Finding, Kind
from macros.page_text.headings import parse_heading
from macros.page_text.links import find_links
from macros.page_text.splitting import split_text
from scripts.changes.naming import name_report
from scripts.intake.pictures import SIGN
from scripts.intake.readers.own_file import COMPUTED_REASON, NOTE_REASON
from scripts.intake.report_import import Import
from scripts.setup.console import Console

_MOST_LINES = 12
#: How notices begin that say on what weak ground a paper was taken for what it is.
_DOUBTS = ("标题", "年度按文件名", "编号从头")
#: What is left out of every text, and is told by its count alone.
_USUAL = ("空行", "段首空白", "段末空白", "句中换行", "零宽字符", "字间空格", "标题分行", COMPUTED_REASON, NOTE_REASON)


def as_json(done: Import) -> str:
    """One object with everything that an import found."""
    return json.dumps(
        {
            **done.account.as_data(),
            "title": done.draft.title,
            "parts": [
                {
                    "id": part.id,
                    "kind": part.kind.class_name,
                    "title": part.section.heading,
                    "items": [{"id": item.id, "title": item.section.heading} for item in part.items],
                }
                for part in done.draft.parts
            ],
            "citations": list(_citations(done)),
            "indicators": [
                {
                    "name": row.figure.name,
                    "value": float(row.figure.value),
                    "unit": row.figure.unit,
                    "qualifier": row.figure.qualifier,
                    "item": row.item,
                    "sentence": row.figure.sentence,
                }
                for row in done.proposals
            ],
            "alignment": asdict(done.alignment) if done.alignment else None,
            "changes": [
                {
                    "kind": one.kind,
                    "before": str(one.before),
                    "after": str(one.after),
                    "accepted": number not in revisions.rejected,
                }
                for number, one in enumerate(revisions.changes, 1)
            ]
            if (revisions := done.galley.manuscript.revisions)
            else [],
            "warnings": [*done.notices, *map(str, done.remarks)],
        },
        ensure_ascii=False,
        indent=1,
    )


def tell(done: Import, page: str, way_back: str, console: Console, *, dry_run: bool) -> None:
    """Tell a clerk what was made of a paper."""
    for line in _lines(done):
        console.say(line)
    if dry_run:
        console.say(f"可以导入。没有写文件（--dry-run），写入时的位置：{page}")
        return
    if way_back:
        console.say(way_back)
    name = name_report(done.report)
    console.say(f"已写入 {name}：{page}。下一步：核对页首信息和上面的提示，再运行 python3 scripts/site.py check。")


def facts_line(name: str, done: Import, page: str) -> str:
    """Whose paper of which year a file of a batch is taken for, and who is to read it."""
    report = done.report
    whose = f"{report.unit}（{report.person}）" if report.person else report.unit
    doubts = [notice for notice in done.notices if notice.startswith(_DOUBTS)]
    told = f"（{'；'.join(doubts)}）" if doubts else ""
    return f"{name} → {page}：单位 {whose}，{report.year}年，{report.series}，{report.audience}{told}"


def summary_line(name: str, done: Import, *, dry_run: bool = False) -> str:
    """One line on a file of a batch."""
    items = sum(len(part.items) or 1 for part in done.draft.parts)
    outcome = "可以导入" if dry_run else "已导入"
    return (
        f"{outcome}  {name} → {name_report(done.report)}：{done.account.balance}；"
        f"{len(done.draft.parts)} 个部分，{items} 个条目，"
        f"链接 {done.linked.links} 处，提示 {len(done.notices) + len(done.remarks)} 条"
    )


def _lines(done: Import) -> Iterator[str]:
    yield f"{done.account.balance}，一字不少。"
    yield from _left_out(done)
    yield f"标题：{done.draft.title}"
    for part in done.draft.parts:
        yield f"  {part.section.heading or '（缺少标题）'} .{part.kind.class_name}，{len(part.items)} 个条目"
    yield f"链接 {done.linked.links} 处，没有着落的引用 {len(done.linked.unresolved)} 处。"
    for found in done.linked.unresolved[:_MOST_LINES]:
        yield f"  没有着落：{found.text}（{found.reason}）"
    kept = "写在页首信息的 indicators 里，上面是原句" if done.keeps_figures else "没有写进页面；要留用的加 --indicators"
    yield f"提出指标 {len(done.proposals)} 项" + (f"，{kept}。" if done.proposals else "。")
    for row in done.proposals[:_MOST_LINES]:
        figure = row.figure
        yield f"  {row.item}  {figure.name} {figure.written}"
    yield from _rest(len(done.proposals))
    yield from _aligned(done)
    told = [*done.notices, *_grouped(done.remarks)]
    if told:
        yield f"提示 {len(told)} 种，都没有改动文字："
        yield from (f"  {text}" for text in told[:_MOST_LINES])
        yield from _rest(len(told))


def _grouped(remarks: Sequence[Finding]) -> Iterator[str]:
    """Yield one line for all remarks of a kind on the same words: a placeholder may stand in every paragraph."""
    groups: dict[tuple[Kind, str], list[Finding]] = {}
    for remark in remarks:
        groups.setdefault((remark.kind, remark.found), []).append(remark)
    for first, *others in groups.values():
        yield str(first) + (f"（另有 {len(others)} 处）" if others else "")


def _rest(count: int) -> Iterator[str]:
    if count > _MOST_LINES:
        yield f"  另有 {count - _MOST_LINES} 条，用 --json 看全部"


def _left_out(done: Import) -> Iterator[str]:
    """Yield what was left out: the usual by its count, the rest with its words and place."""
    usual: Counter[str] = Counter()
    shown = 0
    for piece in done.account.left_out:
        if piece.reason in _USUAL:
            usual[piece.reason] += len(piece.text)
        elif (shown := shown + 1) <= _MOST_LINES:
            words = piece.text.strip().replace("\n", " ").replace(SIGN, "〔图〕")
            place = f"（第 {piece.line} 行）" if piece.line else ""
            on = f"，批在“{piece.passage}”上" if piece.passage else ""
            yield f"  略去“{words[:40]}”：{piece.reason}{on}{place}"
    yield from _rest(shown)
    if usual:
        yield "  略去" + "，".join(f"{reason} {count} 字" for reason, count in usual.items())


def _aligned(done: Import) -> Iterator[str]:
    if done.alignment is None:
        return
    for name, ids in (("新增", done.alignment.new), ("不再有", done.alignment.gone), ("移动", done.alignment.moved)):
        if ids:
            yield f"条目{name}：{'、'.join(ids)}"
    if not (done.alignment.new or done.alignment.gone or done.alignment.moved):
        yield "条目与原来一一对应，标识没有变化。"


def _citations(done: Import) -> Iterator[dict[str, str]]:
    """Yield links with their targets and names without one with the reason, in reading order."""
    rows: list[tuple[int, dict[str, str]]] = []
    numbered = list(split_text(done.text).numbered_body())
    items = {}
    item = ""
    for number, line in numbered:
        heading = parse_heading(line, number)
        item = heading.id if heading and heading.id else item
        items[number] = item
    for link in find_links(numbered):
        rows.append((link.line, {"text": link.text, "target": link.target, "item": items[link.line]}))
    for found in done.linked.unresolved:
        rows.append((found.line, {"text": found.text, "reason": found.reason, "item": found.item}))
    yield from (row for _, row in sorted(rows, key=lambda pair: pair[0]))
