"""An office's papers as a file for those above it: what may be handed over, with what it rests on.

What is handed over is cut for its readers as a publish is, and nothing goes
that a publish would not take.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.corpus import Corpus, read_office, today
from macros.corpus.audiences import find_addresses, resolve_address
from macros.corpus.pages import SourcePage
from macros.corpus.settings import read_withheld_ledgers
from macros.domain.ledgers import Ledger
from macros.domain.reports import Audience, Report
from macros.domain.yearbook import Yearbook
from macros.errors import SiteError
from macros.page_text.links import replace_links
from macros.page_text.splitting import normal_text
from scripts.build.content_checks import check_corpus
from scripts.changes.foreign_list import digest_of
from scripts.changes.sounds import sound
from scripts.county.manifest import HandOverError, HandOverManifest
from scripts.county.package import HandOver, may_hold
from scripts.publishing.publishing import staged_pages
from scripts.register.exporting import export_page
from scripts.register.page_text import read_split
from scripts.setup.console import Console
from scripts.setup.project import Project

#: How units end, which says nothing of which one it is.
_ENDING = re.compile(
    r"(?:中共|中国共产党)|(?:党委|党组|党工委|党总支|党支部|纪委|纪检组|委员会|总支部|支部)(?:（[^）]*）)?$"
)


@dataclass(frozen=True)
class HandOverOrder:
    """What is handed over (上报的要求).

    Attributes:
        audience: For whom.
        folder: The folder of the unit; None for the office's own.
        code: What its folder is to be called there; empty for one by its sounds.
        without: Keys of papers that stay, such as 2023-half.
    """

    audience: Audience
    folder: str | None = None
    code: str = ""
    without: tuple[str, ...] = ()


def make_hand_over(project: Project, order: HandOverOrder, console: Console) -> HandOver:
    """Take what an office hands over.

    Args:
        project: The office's project, which is not changed.
        order: For whom, and of which unit.
        console: Where to tell what is done.

    Raises:
        ContentErrors: The content is wrong.
        HandOverError: The unit has no papers, or papers are not ready for these readers.
    """
    left = [f"reports/{key.removeprefix('reports/').removesuffix('.md')}" for key in order.without]
    try:
        with staged_pages(project, order.audience, left, console) as staged:
            return _take(staged.docs, check_corpus(staged.docs), project.docs, order, console)
    except HandOverError:
        raise
    except SiteError as error:
        if type(error).__module__.startswith("scripts.publishing."):
            # What stops a publish stops this, and is told in the words of what was asked for.
            raise HandOverError(str(error).replace("发布", "上报")) from error
        raise


def _take(docs: Path, corpus: Corpus, whole: Path, order: HandOverOrder, console: Console) -> HandOver:
    book = corpus.yearbook
    folder = _folder_of(whole, book, order)
    every: list[Report | Ledger] = [*book.reports.values(), *book.ledgers.values()]
    papers = [paper for paper in every if paper.folder == folder]
    if not papers:
        raise HandOverError(
            f"没有{order.audience}可以看的报告和台账，没有上报。"
            "改法：核对单位的文件夹（--unit）和给谁看（--audience）。"
        )
    unit = papers[0].unit
    pages = [corpus.pages[paper.path] for paper in papers]
    rules = sorted(_local_rules(corpus, pages, unit, folder))
    taken = {page.path: page for page in [*pages, *(corpus.pages[path] for path in rules)]}
    register = _register(docs, corpus, taken.values())
    attached = dict(_attached(docs, corpus, taken.values()))
    kept = {*corpus.pages} & {*taken, *register}
    files = {path: _only_to(path, page.text, {*kept, *attached}).encode() for path, page in sorted(taken.items())}
    files |= register | attached
    withheld = tuple(key for key in sorted(read_withheld_ledgers(docs)) if key.rpartition("/")[0] == folder)
    _tell(pages, rules, register, attached, withheld, console)
    code = order.code or folder or code_of(unit)
    digests = {path: digest_of(content) for path, content in files.items()}
    return HandOver("", HandOverManifest(today(), unit, code, folder, order.audience, withheld, digests), files)


def _folder_of(docs: Path, book: Yearbook, order: HandOverOrder) -> str:
    if order.folder is not None:
        return order.folder
    office = read_office(docs)
    return office.folder if office else book.folder_of("")


def code_of(unit: str) -> str:
    """What the folder of a unit may be called: its name without what all units have, as it sounds."""
    return sound(_ENDING.sub("", unit)) or sound(unit) or "danwei"


def _local_rules(corpus: Corpus, pages: Collection[SourcePage], unit: str, folder: str) -> Iterator[str]:
    """Yield the local rules that papers lead to, and all that are the unit's own."""
    named = {path for page in pages for _, path, _ in find_addresses(page)}
    for rule in corpus.yearbook.local_rules.values():
        if rule.path in named or rule.issuer == unit or (folder and rule.folder == folder):
            yield rule.path


def _register(docs: Path, corpus: Corpus, pages: Collection[SourcePage]) -> dict[str, bytes]:
    """The pages of the register that papers lead to, as a register pack carries them: facts, and no official text."""
    named = {path for page in pages for _, path, _ in find_addresses(page)}
    works = [work for work in corpus.yearbook.regulations.values() if any(_is_of(path, work.id) for path in named)]
    wanted = [path for work in works for path in (work.path, *(edition.path for edition in work.editions))]
    wanted += [path for path in ("regulations/concepts.md",) if path in named]
    return {path: normal_text(export_page(read_split(docs, path)).text()).encode() for path in sorted(wanted)}


def _is_of(path: str, work: str) -> bool:
    return path.startswith(f"regulations/{work}/")


def _attached(docs: Path, corpus: Corpus, pages: Collection[SourcePage]) -> Iterator[tuple[str, bytes]]:
    """Yield what papers lead to that is no page."""
    found = sorted({path for page in pages for _, path, _ in find_addresses(page) if path not in corpus.pages})
    for path in found:
        if not (docs / path).is_file() or not may_hold(path):
            raise HandOverError(
                f"报告里的附件 {path} 不能上报。改法：附件用图片、PDF、Word 或 Excel 文件，文件名不用特殊符号。"
            )
        yield path, (docs / path).read_bytes()


def _only_to(path: str, text: str, kept: Collection[str]) -> str:
    """A page in which links to what does not go along are text."""

    def leads_away(address: str) -> bool:
        there = resolve_address(path, address)[0]
        return ":" not in address.partition("/")[0] and there not in kept and there != path

    return replace_links(normal_text(text), leads_away)


def _tell(
    pages: Collection[SourcePage],
    rules: Collection[str],
    register: Collection[str],
    attached: Collection[str],
    withheld: Collection[str],
    console: Console,
) -> None:
    reports = sum(page.path.startswith("reports/") for page in pages)
    console.say(f"报告 {reports} 份，台账 {len(pages) - reports} 份。")
    console.say(f"随附：本地制度 {len(rules)} 项，引用的法规页面 {len(register)} 个，附件 {len(attached)} 个。")
    if withheld:
        console.say(f"有 {len(withheld)} 份台账这个阅读范围看不到全部，收到的一方不会据此计数。")
