"""One page of one paper: made, with what was changed on it by hand, and seen to be in its own place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from macros.corpus import parse_report
from macros.corpus.pages import path_within
from macros.page_text.links import find_links
from scripts.changes.naming import name_report
from scripts.intake.deadline import deadline
from scripts.intake.facts import ImportOrder
from scripts.intake.holdings import Holdings
from scripts.intake.kept_edits import HandEdits, keep_edits
from scripts.intake.last_import import find_imported, keep_imported
from scripts.intake.manuscript import IntakeError, Manuscript
from scripts.intake.own_import import find_own_key, import_own
from scripts.intake.picture_choices import with_words_of
from scripts.intake.pictures import PICTURE_NAME
from scripts.intake.proposals import short_unit
from scripts.intake.report_import import Import, choose_figures, find_key, import_report
from scripts.intake.stressing import without_stresses

#: Of a page's items at least this share goes on in a newer text of the same paper.
_SHARE_GOING_ON = 1 / 3


@dataclass(frozen=True)
class Made:
    """A page that is ready (做好的页面).

    Attributes:
        done: The page.
        file: The file that it goes to.
        imported: The page as the paper alone makes it, by which a later import tells what was changed by hand.
        edits: What was changed by hand since the last import; None where that is not known, or there was none.
        gone: Files of pictures beside the page that no page shows any more.
    """

    done: Import
    file: Path
    imported: str
    edits: HandEdits | None = None
    gone: tuple[Path, ...] = ()

    @property
    def pictures(self) -> dict[Path, bytes]:
        """The pictures that the page shows, by the files that they go to."""
        shown = {Path(link.target).name for link in find_links(enumerate(self.done.text.split("\n"))) if link.image}
        pictures = self.done.galley.manuscript.pictures
        return {self.file.with_name(one.name): one.content for one in pictures if one.name in shown}

    def changes(self, docs: Path) -> dict[str, str | bytes | None]:
        """What is written of it in the site, by path under docs: the page, its pictures, and pictures that go.

        Nothing where the page lies elsewhere.
        """
        if not path_within(self.file, docs):
            return {}
        files: dict[Path, str | bytes | None] = {self.file: self.done.text, **self.pictures, **dict.fromkeys(self.gone)}
        return {path_within(file, docs): content for file, content in files.items()}


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
    bring_in = import_own if manuscript.carriage else import_report
    with deadline():
        old = _load_old(file) if updates else ""
        manuscript = with_words_of(manuscript, old)
        if not (order.keeps_stresses or manuscript.carriage):
            manuscript = without_stresses(manuscript)
        done = bring_in(manuscript, order, holdings, old=old, key=key)
        made = _with_edits(Made(done, file, done.text), old, order, holdings)
        made = replace(made, gone=tuple(_gone(made, old)))
    if path_within(file, holdings.docs):
        _require_own_folder(made.done, holdings)
        _require_own_report(made.done, holdings)
    return made


def _with_edits(made: Made, old: str, order: ImportOrder, holdings: Holdings) -> Made:
    """A page with what was changed on it by hand since the last import, where that is known."""
    base = find_imported(holdings.docs, parse_report(old, made.done.report.path)) if old else ""
    if not base:
        return made
    figures = choose_figures(made.done.proposals, order)
    done, edits = keep_edits(made.done, old, base, holdings, figures, order.choices.sides)
    return replace(made, done=done, edits=edits)


def _gone(made: Made, old: str) -> Iterator[Path]:
    """Yield the pictures of the page that was there that neither it nor a page beside it shows now."""
    names = {name for name in PICTURE_NAME.findall(old) if name not in made.done.text}
    if names:
        others = [file.read_bytes() for file in made.file.parent.glob("*.md") if file != made.file]
        names = {name for name in names if not any(name.encode() in other for other in others)}
    yield from (file for name in sorted(names) if (file := made.file.with_name(name)).is_file())


def remember(made: Made, docs: Path) -> None:
    """Keep what an import has made of a page that is written now.

    Raises:
        WriteError: It cannot be kept.
    """
    if path_within(made.file, docs):
        keep_imported(docs, made.done.report, made.imported)


def tell_other_paper(done: Import) -> str:
    """Why a newer text may be another paper, in Chinese; empty where it has most of the items that were there."""
    alignment = done.alignment
    if alignment is None or not alignment.before or alignment.going_on >= alignment.before * _SHARE_GOING_ON:
        return ""
    return f"原来的 {alignment.before} 个条目里，新稿只有 {alignment.going_on} 个对得上，像是另一份材料。"


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


def _load_old(file: Path) -> str:
    try:
        text = file.read_bytes().decode() if file.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise IntakeError(f"要更新的页面 {file} 读不出来。改法：检查文件权限和编码（UTF-8）。") from error
    return text
