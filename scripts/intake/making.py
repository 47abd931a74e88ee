"""From a file to the pages that it becomes and where they go; nothing is written."""

from __future__ import annotations

import argparse
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from macros.corpus.pages import path_within
from macros.domain.reports import Audience, Series
from scripts.intake.asking import with_answers
from scripts.intake.deciding import decide
from scripts.intake.facts import ImportOrder
from scripts.intake.guard import Reader
from scripts.intake.holdings import Holdings
from scripts.intake.manuscript import IntakeError, Manuscript
from scripts.intake.page_head import REPORT_PATH
from scripts.intake.page_making import Made, find_page_key, make_page, tell_other_paper
from scripts.intake.picture_choices import ask_for_words, settle_pictures
from scripts.intake.proposals import propose_series, propose_unit, propose_year
from scripts.intake.report_import import SeveralPapersError, clean_galley
from scripts.intake.scans.bringing_in import read_paper_file
from scripts.intake.several import find_beginnings, take_apart
from scripts.intake.three_way import Side
from scripts.setup.console import Console

_FOLDER_PATH = re.compile(r"reports(?:/([a-z0-9][a-z0-9-]*))?")
_SIDES = {"1": Side.PAGE, "2": Side.NEWER}


def make_pages(
    source: Path, options: argparse.Namespace, holdings: Holdings, reader: Reader, console: Console | None = None,
    taken: frozenset[str] = frozenset(),
) -> list[Made]:  # fmt: skip
    """Make the pages of a file: one, or one for each paper in it.

    Args:
        source: The file.
        options: What the clerk says.
        holdings: The site.
        reader: Reads files.
        console: Where to ask what is missing; None where nobody is to be asked.
        taken: Keys of pages that are brought in with it.

    Raises:
        SiteError: It cannot be read, or not be made a page of; the text says why.
    """
    manuscript = decide(read_paper_file(source, reader, console), source, reader, options.changes, console)
    if options.no_pictures:
        manuscript = settle_pictures(manuscript, {}, range(1, len(manuscript.pictures) + 1))
    elif not options.update:
        manuscript = ask_for_words(manuscript, console)
    order = _order(source, options, holdings, taken)
    if options.split:
        return [_make(part, own, options, holdings, console) for part, own in take_papers(manuscript, order)]
    try:
        return [_make(manuscript, order, options, holdings, console)]
    except SeveralPapersError as several:
        answer = console.ask(f"{several}\n输入 1 分成几份，2 放在一页，直接回车停止：") if console else ""
        if answer == "1":
            options.split = True
            return [_make(part, own, options, holdings, console) for part, own in take_papers(manuscript, order)]
        if answer == "2":
            return [_make(manuscript, replace(order, as_parts=True), options, holdings, console)]
        raise


def _order(source: Path, options: argparse.Namespace, holdings: Holdings, taken: frozenset[str]) -> ImportOrder:
    return ImportOrder(
        # A file name may hold bytes that are no text.
        file=source.name.encode("utf-8", "replace").decode("utf-8"),
        sha256=hashlib.sha256(source.read_bytes()).hexdigest(),
        year=options.year,
        unit=options.unit.strip(),
        series=Series(options.series) if options.series else None,
        as_of=options.as_of,
        audience=Audience(options.audience) if options.audience else None,
        folder=_out_folder(options, holdings.docs),
        taken=taken,
        as_parts=options.as_parts,
        keeps_figures=options.indicators,
        keeps_stresses=options.bold,
    )


def take_papers(manuscript: Manuscript, order: ImportOrder) -> Iterator[tuple[Manuscript, ImportOrder]]:
    """Yield each paper of a file with what its common title says of it; the file itself where it is one."""
    galley = clean_galley(manuscript, keeps_pictures=True)
    beginnings = find_beginnings(list(galley.paragraphs()))
    if manuscript.carriage or len(beginnings) < 2:
        yield manuscript, order
        return
    papers, title = take_apart(galley, beginnings)
    common = replace(
        order,
        year=order.year or propose_year(title),
        unit=order.unit or propose_unit(title),
        series=order.series or propose_series(title),
    )
    for number, (paper, beginning) in enumerate(zip(papers, beginnings, strict=True), 1):
        yield paper, replace(common, person=beginning.person, number=number if beginning.person else 0)


def _make(
    manuscript: Manuscript, order: ImportOrder, options: argparse.Namespace, holdings: Holdings, console: Console | None
) -> Made:
    """Make a page as the command line asks."""
    out = Path(options.out) if options.out and not are_many(options) else None
    chosen = _key(out, holdings.docs) if out else ""

    def make(order: ImportOrder) -> Made:
        key = chosen or find_page_key(manuscript, order, holdings)
        file = out or _file(key, options, holdings)
        return make_page(manuscript, order, holdings, key, file, updates=options.update)

    made = with_answers(order, lambda known: _settled(known, make, console), console)
    if options.update and not options.replace:
        _require_same_paper(made, console)
    return made


def are_many(options: argparse.Namespace) -> bool:
    """Whether several papers are brought in, so that what `--out` names is a folder."""
    return bool(options.batch) or len(options.sources) > 1 or bool(options.split)


def _file(key: str, options: argparse.Namespace, holdings: Holdings) -> Path:
    """The file of a page for which the clerk has named none, or a folder alone."""
    if options.out and _out_folder(options, holdings.docs) is None:
        return Path(options.out, f"{key.replace('/', '-')}.md")
    return holdings.docs / f"reports/{key}.md"


def _out_folder(options: argparse.Namespace, docs: Path) -> str | None:
    """The unit's folder that `--out` names for several papers; None where it names none, or lies outside docs.

    Raises:
        IntakeError: It lies in docs where no report can be.
    """
    if not options.out or not are_many(options):
        return None
    path = path_within(Path(options.out), docs)
    if not path:
        return None
    match = _FOLDER_PATH.fullmatch(path)
    if match is None:
        raise IntakeError(
            f"{options.out} 不是放报告的文件夹。改法：写 docs/reports 或 docs/reports/dongzhen 这样的文件夹，"
            "名称只用小写字母、数字和连字符；或者写到 docs 以外。"
        )
    return match[1] or ""


def _key(out: Path, docs: Path) -> str:
    """The key that a chosen file stands for; empty where it lies outside docs.

    Raises:
        IntakeError: It lies in docs where no report can be.
    """
    path = path_within(out, docs)
    if not path:
        return ""
    match = REPORT_PATH.fullmatch(path)
    if match is None:
        raise IntakeError(
            f"{out} 不是放报告的位置。改法：写 docs/reports/2024.md 或 docs/reports/dongzhen/2024.md 这样的文件，"
            "名称只用小写字母、数字和连字符，以年份开头；或者写到 docs 以外。"
        )
    return match[1]


def _require_same_paper(made: Made, console: Console | None) -> None:
    """A newer text of a paper has most of its items; where it has not, it is another paper, or all was written anew."""
    told = tell_other_paper(made.done)
    if not told:
        return
    if console is None or not console.agrees(f"{told}仍要换成新稿，输入 yes 继续："):
        raise IntakeError(f"{told}没有更新。改法：核对文件；确实整篇重写了的，加 --replace。")


def _settled(order: ImportOrder, make: Callable[[ImportOrder], Made], console: Console | None) -> Made:
    """A page of which is said what is taken where it was changed by hand and by the newer text.

    Raises:
        IntakeError: Nobody says so.
    """
    made = make(order)
    sides = dict(order.choices.sides)
    for clash in made.edits.open if made.edits else ():
        page, newer = "".join(clash.page) or "（删去了）", "".join(clash.newer) or "（没有了）"
        told = f"页面上改过、新稿也改了：\n  页面：{page}\n  新稿：{newer}"
        answer = console.ask(f"{told}\n输入 1 留页面上的，2 用新稿的，直接回车停止：") if console else ""
        if answer not in _SIDES:
            raise IntakeError(f"{told}\n没有更新。改法：单独导入这一份，逐处选；或者在工作台的“收件”里对照着选。")
        sides[clash.key] = _SIDES[answer]
    return make(replace(order, choices=replace(order.choices, sides=sides))) if sides else made
