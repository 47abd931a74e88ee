"""Builds a site for certain readers and publishes it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.domain.reports import Audience
from macros.errors import cause_of
from scripts import pipeline
from scripts.bootstrap import say
from scripts.pipeline import Project
from scripts.publishing.delivery import compare_files, deliver
from scripts.publishing.destination import Destination
from scripts.publishing.locking import hold
from scripts.publishing.release import precompress, read_facts
from scripts.publishing.staging import PublishError, stage
from scripts.publishing.switching import current_number


def publish(
    project: Project, folder: Path, audience: Audience | None, *, keep: int, copy: bool = False, dry_run: bool = False
) -> None:
    """Build for the readers of a folder, and publish there.

    Args:
        project: The office's project.
        folder: The destination.
        audience: For whom; None takes that of the folder.
        keep: How many releases stay, the one that readers see among them.
        copy: Whether to do without links where they could be had.
        dry_run: Whether only to say what would change.

    Raises:
        ContentErrors: The content is wrong.
        PublishError: It is refused, or something cannot be written.
        BuildError: The generator failed.
    """
    _require_apart(project, folder)
    place = Destination(folder)
    audience = place.require(audience)
    withdrawn = place.read_state().withdrawn if place.is_ours else {}
    with built_site(project, audience, withdrawn) as site:
        if dry_run:
            _say_changes(place, site)
            return
        deliver(place, audience, site, keep=keep, copy=copy, withdrawn=withdrawn)


@contextmanager
def built_site(project: Project, audience: Audience, withdrawn: Iterable[str]) -> Iterator[Path]:
    """The site for some readers, in a folder that goes afterwards; one at a time in a project.

    Raises:
        ContentErrors: The content is wrong.
        PublishError: It is refused, or the folder cannot be written.
        BuildError: The generator failed.
    """
    project.work.mkdir(parents=True, exist_ok=True)
    # A name of its own: the generator of a killed publish may still be writing to the old one.
    work = project.work / f"publish-{os.getpid()}"
    with hold(project.work / "publish.lock", "这个项目"):
        for old in project.work.glob("publish-*"):
            shutil.rmtree(old, ignore_errors=True)
        try:
            yield _build(project, audience, withdrawn, work)
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _build(project: Project, audience: Audience, withdrawn: Iterable[str], work: Path) -> Path:
    say(f"正在取出给{audience}看的页面……")
    try:
        staged = stage(project, audience, work, [f"{name}.md" for name in withdrawn])
        for file in staged.left_out:
            say(f"提示：没有页面用到 docs/{file}，不发布。")
        for path in sorted(staged.sight.gone):
            say(f"已撤下的不发布：docs/{path}")
        site = work / "site"
        pipeline.build(site, staged.project)
        precompress(site)
    except OSError as error:
        raise PublishError(
            f"{work} 读写出错：{cause_of(error)}。什么都没有发布。改法：检查磁盘空间和权限，再运行一次。"
        ) from error
    return site


def _say_changes(place: Destination, site: Path) -> None:
    number = current_number(place, place.read_state()) if place.is_ours else 0
    old = place.manifest(number).files if number in place.numbers() else {}
    for line in compare_files(old, read_facts(site)).lines():
        say(line)
    say(f"以上只是列出，{place.folder} 没有改动。")


def _require_apart(project: Project, folder: Path) -> None:
    whole, there = project.folder.resolve(), folder.resolve()
    inside = any(there.is_relative_to(part.resolve()) for part in (project.docs, project.overrides, project.work))
    if inside or whole.is_relative_to(there):
        raise PublishError(f"{folder} 是项目自己的文件夹，不能发布到那里。改法：写项目以外的文件夹。")
