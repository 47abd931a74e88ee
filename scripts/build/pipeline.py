"""The steps from pages to a site: check, build into a new folder, switch it in."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from macros.corpus import Corpus, today
from macros.corpus.collecting import seldom_collecting
from macros.corpus.settings import FILES_VARIABLE
from macros.domain.dates import chinese_date
from macros.domain.yearbook import Yearbook
from macros.errors import ContentErrors, cause_of
from macros.findings import Finding
from macros.for_many_pages import search_papers, search_units
from scripts.build import kept
from scripts.build.after_build.site_checks import SiteCheck
from scripts.build.content_checks import check_pages, describe_mixture, find_remarks, load_pages
from scripts.build.copy_remarks import find_copied
from scripts.build.due_calendars import make_calendars, put_calendars
from scripts.build.generator import MADE_PAGES, BuildError, generating
from scripts.build.kept_parses import KeptParses
from scripts.build.kept_results import KeptResults
from scripts.build.mkdocs_private.handed_over import handing_over
from scripts.build.put_off import PassedOver, pass_over
from scripts.build.search_data import SEARCH_DATA
from scripts.build.search_data.writing import make_search_data, put_search_data
from scripts.build.settings_checks import find_setting_faults, require_sound_settings
from scripts.build.sound_pages import SoundPages
from scripts.setup.console import Console
from scripts.setup.moving import put_in_place
from scripts.setup.project import Project

_INPUTS = ("docs", "macros", "overrides", "mkdocs.yml", "requirements.lock")
_PAUSE_SECONDS = 0.1
#: So many remarks are shown where nobody has asked for them.
_SHOWN_REMARKS = 20


#: Writes the files that pages offer beside them: the site, what its pages say, which files, where to tell.
FileWriter = Callable[[Path, Yearbook, Project, Console], None]


@dataclass(frozen=True)
class Checked:
    """What there is to say of sound content (检查的结果).

    Attributes:
        remarks: The first of what a person should look at.
        is_all: Whether there are no others.
        notice: Why the site must not be published; empty where it may.
    """

    remarks: tuple[Finding, ...]
    is_all: bool
    notice: str


def check(project: Project, console: Console) -> Checked:
    """Check the content; say what was read, and the first of what a person should look at.

    Args:
        project: Whose pages are read.
        console: Where to tell it.

    Returns:
        The same as data.

    Raises:
        ContentErrors: Anything is wrong, with the settings too.
    """
    faults = find_setting_faults(project.folder)
    try:
        corpus = _load(project, console)
    except ContentErrors as errors:
        faults += errors.errors
    if faults:
        raise ContentErrors(faults)
    check_pages(corpus)
    return _tell(corpus, project.docs, console)


def _load(project: Project, console: Console, when_read: Callable[[Yearbook], None] | None = None) -> Corpus:
    console.say(f"正在检查内容（“今天”按 {chinese_date(today())} 计）……")
    console.show_progress("检查内容")
    try:
        return load_pages(project.docs, when_read)
    finally:
        console.show_progress("")


def _tell(corpus: Corpus, docs: Path, console: Console, results: KeptResults | None = None) -> Checked:
    yearbook = corpus.yearbook
    console.say(
        f"内容无误：{len(yearbook.reports)} 份报告，{len(yearbook.ledgers)} 份台账，"
        f"{len(yearbook.regulations)} 部法规，{len(yearbook.editions)} 个版本。"
    )
    if notice := describe_mixture(yearbook):
        console.say(f"注意：{notice}")
    # What is not shown is not looked for.
    passed_over = PassedOver()
    found = chain(find_remarks(corpus, kept=results), find_copied(corpus, everybody=False, kept=results))
    remarks = pass_over(found, corpus, docs, passed_over)
    shown = tuple(islice(remarks, _SHOWN_REMARKS))
    for remark in shown:
        console.tell(remark)
    is_all, way = next(remarks, None) is None, console.way_to("proofread")
    if not is_all:
        console.say(f"提示还有更多，{way}查看全部。")
    else:
        for line in passed_over.describe(way):
            console.say(line)
    return Checked(shown, is_all, notice)


def build(
    site: Path, project: Project, console: Console, write_files: FileWriter | None = None, *, afresh: bool = False
) -> None:
    """Check, build into a new folder, and put it in the place of the old site.

    Args:
        site: Where the site is to be; what stands there stays until the new one is whole.
        project: What it is made from, and for whom.
        console: Where to tell what is done.
        write_files: Writes the files that pages offer; none where no page offers any.
        afresh: Whether nothing is taken from earlier builds.

    Raises:
        ContentErrors: The content or the settings are wrong.
        BuildError: The generator failed or warned, or the folder cannot be replaced.
        SiteFaults: What was generated is not whole, or holds what no page may.
    """
    started = time.monotonic()
    _require_work(project.work)
    # The generator begins at once, and runs whatever it is told to run.
    require_sound_settings(project.folder)
    fresh = project.work / f"new-{os.getpid()}"
    kept_here = kept.kept_folder(project)
    if afresh:
        shutil.rmtree(kept_here, ignore_errors=True)
    site_check, sound = SiteCheck(fresh, project.docs, kept_here / "seen"), SoundPages.of(project)
    made = project.work / f"made-{os.getpid()}"
    variables = {
        MADE_PAGES: str(made),
        "YEARBOOK_AUDIENCE": str(project.audience),
        FILES_VARIABLE: " ".join(project.files),
        kept.VARIABLE: str(kept_here / "pages"),
    }
    try:
        # The generator begins while the pages are read, and makes a site of them while they are checked.
        with (
            seldom_collecting(),
            handing_over(project) as handover,
            generating(project.folder, fresh, variables | handover.variables) as generator,
        ):
            parses = KeptParses(project)
            searched: list[KeptResults] = []

            def give(yearbook: Yearbook) -> None:
                searched.append(KeptResults(yearbook, kept_here / "results"))
                search_papers(yearbook, searched[0].remember)
                handover.give(yearbook)
                handover.give_later(search_units(yearbook, searched[0].remember))

            corpus = _load(project, console, give)
            parses.keep()
            check_pages(corpus, sound)
            (results,) = searched
            _tell(corpus, project.docs, console, results)
            search_data = make_search_data(corpus, results)
            calendars = make_calendars(corpus, project, results)
            results.keep()
            console.say("正在生成站点……")
            # Pages are written one by one at the end, while this core has nothing else to do.
            while generator.works_on(_PAUSE_SECONDS):
                _show_made(made, len(corpus.pages), console)
                site_check.look()
            console.show_progress("")
            generator.finish()
        put_search_data(search_data, fresh)
        # Whoever builds with another generator finds it here.
        put_search_data(search_data, project.overrides)
        put_calendars(calendars, fresh)
        if write_files and project.files:
            write_files(fresh, corpus.yearbook, project, console)
        site_check.finish(is_part=project.is_part)
        _switch(fresh, site, project.work)
        sound.keep()
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        made.unlink(missing_ok=True)
    console.say(f"已生成 {site}（{time.monotonic() - started:.1f} 秒）。")


def _show_made(made: Path, of: int, console: Console) -> None:
    """Show how many pages the generator has made, as far as it tells."""
    count = made.stat().st_size if made.exists() else 0
    console.show_progress(f"生成页面　{min(count, of)}/{of} 页" if count else "生成页面")


def _require_work(folder: Path) -> None:
    """The folder for what is made on the way is there and may be written to; told before any work is done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise BuildError(
            f"{folder} 写不进去：{cause_of(error)}。原来的站点没有改动。"
            "改法：换一个能写项目文件夹的用户运行；或者检查磁盘空间，再运行一次。"
        ) from error


def refresh(project: Project, console: Console, write_files: FileWriter | None = None) -> None:
    """Build the site that is looked at and printed from, unless nothing that it depends on has changed.

    Args:
        project: What it is made from.
        console: Where to tell what is done.
        write_files: Writes the files that pages offer.

    Raises:
        ContentErrors: The content is wrong.
        BuildError: The generator failed or warned, or the folder cannot be replaced.
    """
    site, stamp = project.preview, project.work / "preview.sha256"
    wanted = fingerprint(project)
    if site.is_dir() and stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        console.say("内容没有改动，直接使用上次生成的站点。")
        return
    stamp.unlink(missing_ok=True)
    build(site, project, console, write_files)
    stamp.write_text(wanted, encoding="ascii")


def fingerprint(project: Project) -> str:
    """What a site depends on, as one sha256: its inputs, the files that it offers, the day that it takes as today."""
    digest = hashlib.sha256(" ".join((today().isoformat(), str(project.computed), *project.files)).encode())
    for name in _INPUTS:
        top = project.folder / name
        files = [top] if top.is_file() else [file for file in top.rglob("*") if file.is_file()]
        for file in sorted(files):
            # The search data follow from the pages.
            if "__pycache__" not in file.parts and not file.is_relative_to(project.overrides / SEARCH_DATA):
                digest.update(f"\n{file.relative_to(project.folder).as_posix()}\n".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def _switch(fresh: Path, site: Path, work: Path) -> None:
    old = work / f"old-{site.name}"
    try:
        shutil.rmtree(old, ignore_errors=True)
        if site.exists():
            put_in_place(site, old)
        try:
            put_in_place(fresh, site)
        except OSError:
            if old.exists():
                old.rename(site)
            raise
    except OSError as error:
        raise BuildError(
            f"不能替换 {site}：{cause_of(error)}。原来的站点没有改动。改法：关闭正在使用这个文件夹的程序，再运行一次。"
        ) from error
    shutil.rmtree(old, ignore_errors=True)
