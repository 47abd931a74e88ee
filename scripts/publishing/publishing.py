"""Builds a site for certain readers and publishes it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from macros.corpus import today
from macros.domain.reports import Audience
from macros.errors import cause_of
from scripts.build import pipeline
from scripts.build.pipeline import FileWriter
from scripts.changes.naming import name_of_page
from scripts.publishing.delivery import compare_files, deliver
from scripts.publishing.destination import Destination
from scripts.publishing.had_texts import had_in, write_had
from scripts.publishing.kept_pages import keep_pages, pack_pages, read_packed_pages
from scripts.publishing.release import precompress, read_facts
from scripts.publishing.silent_changes import find_silent_changes, require_told, tell
from scripts.publishing.staging import PublishError, stage
from scripts.publishing.switching import current_number
from scripts.setup.console import Console
from scripts.setup.locking import hold
from scripts.setup.project import Project


@dataclass(frozen=True)
class Built:
    """A site for some readers, and what it was made of (生成好的站点).

    Attributes:
        site: Its folder.
        pages: The archive of the pages, see `pack_pages`.
    """

    site: Path
    pages: Path

    @property
    def texts(self) -> bytes:
        """What readers have of its papers, as it is kept beside the release."""
        return write_had(had_in(read_packed_pages(self.pages)))


@dataclass(frozen=True)
class PublishOrder:
    """How a publish is wanted (发布的要求).

    Attributes:
        audience: For whom; None takes that of the folder.
        keep: How many releases stay, the one that readers see among them.
        copy: Whether to do without links where they could be had.
        dry_run: Whether only to say what would change.
        why: Why papers that these readers have had were changed, where no correction tells it.
        by: The post that answers for that.
        unit: The folder of the unit whose neighbours are left out; None takes that of the folder.
    """

    audience: Audience | None
    keep: int
    copy: bool = False
    dry_run: bool = False
    why: str = ""
    by: str = ""
    unit: str | None = None


def publish(
    project: Project, folder: Path, order: PublishOrder, console: Console, write_files: FileWriter | None = None
) -> None:
    """Build for the readers of a folder, and publish there.

    Args:
        project: The office's project.
        folder: The destination.
        order: For whom and how.
        console: Where to tell what is done.
        write_files: Writes the files that pages offer.

    Raises:
        ContentErrors: The content is wrong.
        PublishError: It is refused, or something cannot be written.
        SilentChangeError: A paper that these readers have had was changed, and nobody says why.
        BuildError: The generator failed.
    """
    require_apart(project, folder)
    place = Destination(folder)
    audience = place.require(order.audience)
    project = replace(project, unit=place.require_unit(order.unit))
    withdrawn = place.read_state().withdrawn if place.is_ours else {}
    silent = find_silent_changes(project, place, audience)
    if silent.notice:
        console.say(silent.notice)
    if order.dry_run:
        tell(silent.found, console)
    else:
        require_told(project, silent.found, order.why, order.by, today(), console)
    with built_site(project, audience, withdrawn, console, write_files) as built:
        if order.dry_run:
            _say_changes(place, built.site, console)
            return
        files = read_facts(built.site)
        console.show_progress("放到发布的地方")
        deliver(
            place, audience, built.site, console,
            keep=order.keep, copy=order.copy, withdrawn=withdrawn, computed=project.computed, texts=built.texts,
            unit=project.unit,
        )  # fmt: skip
        with _working_in(project.work):
            keep_pages(project, built.pages, files)


@contextmanager
def built_site(
    project: Project,
    audience: Audience,
    withdrawn: Iterable[str],
    console: Console,
    write_files: FileWriter | None = None,
    pages: Project | None = None,
) -> Iterator[Built]:
    """The site for some readers, in a folder that goes afterwards; one at a time in a project.

    Args:
        project: The office's project.
        audience: For whom.
        withdrawn: Pages that were taken back.
        console: Where to tell what is done.
        write_files: Writes the files that pages offer.
        pages: What the site is made of, where that is not what the project holds now.

    Raises:
        ContentErrors: The content is wrong.
        PublishError: It is refused, or the folder cannot be written.
        BuildError: The generator failed.
    """
    with staged_pages(project, audience, withdrawn, console, pages) as staged:
        packed = staged.folder / ".pages.zip"
        with _working_in(staged.folder):
            pack_pages(staged.folder, packed)
        yield Built(_build(staged, staged.folder / "site", console, write_files), packed)


@contextmanager
def staged_pages(
    project: Project, audience: Audience, withdrawn: Iterable[str], console: Console, pages: Project | None = None
) -> Iterator[Project]:
    """What some readers may see of a project, in a folder that goes afterwards; one at a time in a project.

    Args:
        project: The office's project.
        audience: For whom.
        withdrawn: Pages that were taken back.
        console: Where to tell what is done.
        pages: What it is taken from, where that is not what the project holds now.

    Raises:
        ContentErrors: The content is wrong.
        PublishError: It is refused, or the folder cannot be written.
    """
    project.work.mkdir(parents=True, exist_ok=True)
    # A name of its own: the generator of a killed publish may still be writing to the old one.
    work = project.work / f"publish-{os.getpid()}"
    with hold(project.work / "publish.lock", "另一次发布正在使用这个项目"):
        for old in project.work.glob("publish-*"):
            shutil.rmtree(old, ignore_errors=True)
        try:
            yield _stage(pages or project, audience, withdrawn, work, console, again=pages is not None)
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _stage(
    project: Project, audience: Audience, withdrawn: Iterable[str], work: Path, console: Console, *, again: bool
) -> Project:
    console.say(f"正在取出给{audience}看的页面……")
    console.show_progress("取出页面")
    with _working_in(work):
        staged = stage(project, audience, work, [f"{name}.md" for name in withdrawn], again=again)
    console.show_progress("")
    for file in staged.left_out:
        console.say(f"提示：没有页面用到文件 {file}，不发布。")
    if staged.sight.unit:
        console.say(f"只给一个单位：别的单位的 {len(staged.sight.neighbours)} 页不发布。")
    for path in sorted(staged.sight.gone - staged.sight.neighbours):
        why = "没有正文或者要用到它的" if path in staged.sight.unwritten else "已撤下的"
        console.say(f"{why}不发布：{name_of_page(project.docs, path)}")
    return staged.project


def _build(staged: Project, site: Path, console: Console, write_files: FileWriter | None) -> Path:
    with _working_in(staged.folder):
        pipeline.build(site, staged, console, write_files)
        precompress(site)
    return site


@contextmanager
def _working_in(work: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PublishError(
            f"{work} 读写出错：{cause_of(error)}。什么都没有发布。改法：检查磁盘空间和权限，再运行一次。"
        ) from error


def _say_changes(place: Destination, site: Path, console: Console) -> None:
    number = current_number(place, place.read_state()) if place.is_ours else 0
    old = place.manifest(number).files if number in place.numbers() else {}
    for line in compare_files(old, read_facts(site)).lines(place.site(number), site):
        console.say(line)
    console.say(f"以上只是列出，{place.folder} 没有改动。")


def require_apart(project: Project, folder: Path) -> None:
    """See that a destination is none of the project's own folders.

    Raises:
        PublishError: It is.
    """
    whole, there = project.folder.resolve(), folder.resolve()
    inside = any(there.is_relative_to(part.resolve()) for part in (project.docs, project.overrides, project.work))
    if inside or whole.is_relative_to(there):
        raise PublishError(f"{folder} 是项目自己的文件夹，不能发布到那里。改法：写项目以外的文件夹。")
