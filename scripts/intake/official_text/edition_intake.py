"""The text of one edition: read, make the page, write it, tell."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

from macros.corpus import load_yearbook
from macros.domain.regulations import Edition, TextKind
from macros.domain.yearbook import Yearbook
from scripts.changes.placing import name_of, place_page
from scripts.intake.deadline import deadline
from scripts.intake.guard import Reader
from scripts.intake.manuscript import IntakeError
from scripts.intake.official_text.regulation_import import RegulationImport, import_regulation
from scripts.setup.console import Console
from scripts.setup.project import Project

_MOST_NAMES = 12


def import_edition(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Import the text of one edition as the command line asks.

    Raises:
        SiteError: The edition is not registered, the file cannot be read, or the text has faults.
    """
    docs = project.docs
    edition = _find_edition(load_yearbook(docs), options.regulation, options.edition)
    page = (docs / edition.path).read_bytes().decode()
    source = Path(options.source)
    with Reader() as reader:
        manuscript = reader.read(source)
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    # A file name may hold bytes that are no text.
    name = source.name.encode("utf-8", "replace").decode("utf-8")
    with deadline():
        done = import_regulation(manuscript, edition, page, name, digest)
    if options.json:
        console.give(_as_json(done))
    if done.faults and not options.force:
        raise IntakeError(
            "\n".join([*(f"  {fault}" for fault in done.faults), "没有写入。改法：核对来稿；确认无误的，加 --force。"])
        )
    file = Path(options.out) if options.out else docs / edition.path
    # Giving way to the text is what a digest is there for; another text needs a word.
    replace = options.force or (not options.out and edition.text is not TextKind.OFFICIAL)
    hint = "确认要用这一份代替，加 --force；要另存，换一个 --out"
    task = f"写入{edition.name}全文"
    way_back = place_page(project, file, done.text, task, console, replace=replace, hint=hint)
    if not options.json:
        _tell(done, name_of(file, docs), way_back, console)


def _find_edition(yearbook: Yearbook, regulation: str, name: str) -> Edition:
    work = yearbook.regulations.get(regulation)
    if work is None:
        near = [key for key in sorted(yearbook.regulations) if key[:4] == regulation[:4]][:_MOST_NAMES]
        shown = f"相近的有 {'、'.join(near)}" if near else "标识见法规页面的地址"
        raise IntakeError(f"没有登记 {regulation} 这部法规。改法：核对 --regulation（{shown}），或先照手册登记。")
    edition = work.by_id.get(name)
    if edition is None:
        there = "、".join(work.by_id) or "（没有）"
        raise IntakeError(
            f"{work.title}没有登记 {name} 这个版本，已有 {there}。改法：核对 --edition，或先照手册登记这个版本。"
        )
    return edition


def _tell(done: RegulationImport, page: str, way_back: str, console: Console) -> None:
    account = done.account
    dropped = account.chars_in - account.chars_out
    console.say(f"来稿 {account.chars_in} 字 = 页面 {account.chars_out} 字 + 略去 {dropped} 字，一字不少。")
    reasons: Counter[str] = Counter()
    for piece in account.left_out:
        reasons[piece.reason] += len(piece.text)
    if reasons:
        console.say("  略去" + "，".join(f"{reason} {count} 字" for reason, count in reasons.items()))
    console.say(f"读到 {len(done.provisions.articles)} 条（点、项）。")
    for line in [*done.faults, *done.notices]:
        console.say(f"  提示：{line}")
    if way_back:
        console.say(way_back)
    console.say(f"已写入 {page}。下一步：运行 python3 scripts/site.py check。")


def _as_json(done: RegulationImport) -> str:
    return json.dumps(
        {
            "chars_in": done.account.chars_in,
            "chars_out": done.account.chars_out,
            "dropped": [{"text": p.text, "reason": p.reason, "line": p.line} for p in done.account.left_out],
            "headings": [
                {"id": section.id, "title": section.heading, "level": section.level, "line": section.number}
                for section in done.provisions.sections
                if section.level
            ],
            "articles": len(done.provisions.articles),
            "faults": done.faults,
            "warnings": done.notices,
        },
        ensure_ascii=False,
        indent=1,
    )
