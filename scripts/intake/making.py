"""From a file to the pages that it becomes and where they go; nothing is written."""

from __future__ import annotations

import argparse
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from macros.corpus.pages import path_within
from macros.domain.reports import Audience, Series
from scripts.changes.naming import name_report
from scripts.intake.asking import with_answers
from scripts.intake.deadline import deadline
from scripts.intake.facts import ImportOrder
from scripts.intake.guard import Reader
from scripts.intake.holdings import Holdings
from scripts.intake.manuscript import IntakeError, Manuscript
from scripts.intake.own_import import find_own_key, import_own
from scripts.intake.page_head import REPORT_PATH
from scripts.intake.proposals import propose_series, propose_unit, propose_year, short_unit
from scripts.intake.report_import import Import, SeveralPapersError, clean_galley, find_key, import_report
from scripts.intake.several import find_beginnings, take_apart
from scripts.setup.console import Console

_FOLDER_PATH = re.compile(r"reports(?:/([a-z0-9][a-z0-9-]*))?")
#: Of a page's items at least this share goes on in a newer text of the same paper.
_SHARE_GOING_ON = 1 / 3


@dataclass(frozen=True)
class Made:
    """A page that is ready, and the file that it goes to."""

    done: Import
    file: Path


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
    manuscript = reader.read(source)
    order = _order(source, options, holdings, taken)
    if options.split:
        return [_make(part, own, options, holdings, console) for part, own in take_papers(manuscript, order)]
    try:
        return [_make(manuscript, order, options, holdings, console)]
    except SeveralPapersError as several:
        answer = console.ask(f"{several}\n输入 1 分成几份，2 放在一页，直接回车停止：") if console else ""
        if answer == "1":
            options.split = True
            return make_pages(source, options, holdings, reader, console, taken)
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
    )


def take_papers(manuscript: Manuscript, order: ImportOrder) -> Iterator[tuple[Manuscript, ImportOrder]]:
    """Yield each paper of a file with what its common title says of it; the file itself where it is one."""
    galley = clean_galley(manuscript)
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

    made = with_answers(order, make, console)
    if options.update and not options.replace:
        _require_same_paper(made, console)
    return made


def find_page_key(manuscript: Manuscript, order: ImportOrder, holdings: Holdings) -> str:
    """The key of the page that a paper belongs on.

    Raises:
        SiteError: It is said nowhere.
    """
    return (find_own_key if manuscript.carriage else find_key)(manuscript, order, holdings)


def make_page(
    manuscript: Manuscript, order: ImportOrder, holdings: Holdings, key: str, file: Path, *, updates: bool
) -> Made:
    """Make a page, by one rule for every way in.

    Args:
        manuscript: The paper.
        order: What is said of it.
        holdings: The site.
        key: The page's key.
        file: The page's file.
        updates: Whether it is a newer text of the page that is there.

    Raises:
        SiteError: No page can be made of it, or it is another unit's or another paper's; the text says why.
    """
    with deadline():
        old = _load_old(file) if updates else ""
        made = Made(
            (import_own if manuscript.carriage else import_report)(manuscript, order, holdings, old=old, key=key), file
        )
    if path_within(file, holdings.docs):
        _require_own_folder(made.done, holdings)
        _require_own_report(made.done, holdings)
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


def _require_own_folder(done: Import, holdings: Holdings) -> None:
    """One folder, one unit."""
    report = done.report
    holder = holdings.units.get(report.folder)
    if holder and short_unit(holder.name) != short_unit(report.unit):
        raise IntakeError(
            f"{name_report(report)}要放的文件夹里是“{holder.name}”的材料，“{report.unit}”要另用文件夹。"
            f"改法：用 --out 写明，如 --out docs/reports/dongzhen/{report.year}.md，一次导入几份的写文件夹；"
            f"确是同一单位的，加 --unit {holder.name}。"
        )


def _require_own_report(done: Import, holdings: Holdings) -> None:
    """Unit, year, series and person name one paper of the site."""
    new = done.report
    facts = (new.unit, new.year, new.series, new.person)
    for report in holdings.reports:
        if (report.unit, report.year, report.series, report.person) == facts and report.key != new.key:
            raise IntakeError(
                f"{name_report(report)}已经有了（docs/{report.path}）。"
                "改法：用 --update 更新那一页；是另一种文种的，用 --series 写明。"
            )


def tell_other_paper(done: Import) -> str:
    """Why a newer text may be another paper, in Chinese; empty where it has most of the items that were there."""
    alignment = done.alignment
    if alignment is None or not alignment.before or alignment.going_on >= alignment.before * _SHARE_GOING_ON:
        return ""
    return f"原来的 {alignment.before} 个条目里，新稿只有 {alignment.going_on} 个对得上，像是另一份材料。"


def _require_same_paper(made: Made, console: Console | None) -> None:
    """A newer text of a paper has most of its items; where it has not, it is another paper, or all was written anew."""
    told = tell_other_paper(made.done)
    if not told:
        return
    if console is None or not console.agrees(f"{told}仍要换成新稿，输入 yes 继续："):
        raise IntakeError(f"{told}没有更新。改法：核对文件；确实整篇重写了的，加 --replace。")


def _load_old(file: Path) -> str:
    try:
        text = file.read_bytes().decode() if file.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise IntakeError(f"要更新的页面 {file} 读不出来。改法：检查文件权限和编码（UTF-8）。") from error
    return text
