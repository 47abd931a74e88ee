"""Builds a site for certain readers and publishes it; goes back, checks, and takes pages out again."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from macros.corpus import today
from macros.domain.dates import chinese_date
from macros.domain.reports import Audience
from macros.errors import ContentErrors
from scripts import pipeline
from scripts.bootstrap import say
from scripts.pipeline import BuildError, Project
from scripts.publishing.destination import Destination, State
from scripts.publishing.locking import hold
from scripts.publishing.release import FileFact, Manifest, make_manifest, precompress, read_facts
from scripts.publishing.staging import PublishError, stage
from scripts.publishing.switching import current_number, finish, put_release, show_release
from scripts.writing import WriteError

_SHOWN = 20
_BEYOND = (
    "够不到的地方：git 的历史和各人电脑上的项目副本；打印出来的；已经下载的 PDF、Word 和表格；浏览器和代理的缓存；"
    "服务器的备份和快照；给其他阅读范围的发布文件夹。要分别处理。"
)


@dataclass(frozen=True)
class Changes:
    """What a release has that another has not (两次发布的差别), by path."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """Yield a Chinese line for each kind of change of pages, and one for all other files."""
        for word, paths in (("新增", self.added), ("改动", self.changed), ("去掉", self.removed)):
            pages = [path for path in paths if path.endswith(".html")]
            more = f" 等 {len(pages)} 页" if len(pages) > _SHOWN else ""
            yield f"{word}页面 {len(pages)}：{'、'.join(pages[:_SHOWN])}{more}" if pages else f"{word}页面 0"
        others = sum(not path.endswith(".html") for path in (*self.added, *self.changed, *self.removed))
        yield f"其他文件变动 {others} 个"


def compare_files(old: Mapping[str, FileFact], new: Mapping[str, FileFact]) -> Changes:
    """Compare two lists of files."""
    return Changes(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(path for path in new.keys() & old.keys() if new[path] != old[path])),
        tuple(sorted(old.keys() - new.keys())),
    )


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
    with _built(project, audience, withdrawn) as site:
        if dry_run:
            _say_changes(place, site)
            return
        _make(folder)
        with place.lock():
            place.require(audience)
            state = place.begin(audience, copy=copy)
            if state.withdrawn.keys() != withdrawn.keys():
                raise PublishError("生成期间有页面撤下，没有发布。改法：再运行一次。")
            before = finish(place, state)
            if before >= state.floor and place.manifest(before).files == read_facts(site):
                say(f"与现在的{_describe(place.manifest(before))}一样，没有换。")
                return
            _put(place, state, site, before)
            finish(place, state)
            _prune(place, state, keep)


def roll_back(folder: Path) -> None:
    """Let readers see the release before the one that they see.

    Raises:
        PublishError: There is none, or the folder is not ours.
    """
    place = Destination(folder)
    place.read_state()
    with place.lock():
        state = place.read_state()
        number = finish(place, state)
        earlier = [other for other in place.numbers() if state.floor <= other < number]
        if not earlier:
            raise PublishError("没有可以退回的版本。改法：改好内容，重新发布。")
        manifest = place.manifest(earlier[-1])
        show_release(place, state, manifest)
    say(f"已从第 {number} 次退回{_describe(manifest)}。")


def verify(folder: Path) -> bool:
    """Say whether what readers see is what was published, file by file.

    Returns:
        Whether it is.

    Raises:
        PublishError: The folder is not ours, or nothing was published.
    """
    place = Destination(folder)
    number = current_number(place, place.read_state())
    if number not in place.numbers():
        raise PublishError(f"{place.current} 里没有完整的发布。改法：重新发布一次。")
    manifest = place.manifest(number)
    found = compare_files(manifest.files, read_facts(place.current.resolve()))
    for word, paths in (("缺少", found.removed), ("与清单不符", found.changed), ("清单以外", found.added)):
        for path in paths:
            say(f"{word}：{path}")
    wrong = len(found.removed) + len(found.changed) + len(found.added)
    if wrong:
        say(f"{_describe(manifest)}有 {wrong} 个文件不对。改法：重新发布一次，或退回上一次。")
    else:
        say(f"与清单一致：{_describe(manifest)}。")
    return not wrong


def withdraw(project: Project, folder: Path, page: str) -> None:
    """Take a page out of what is published, and drop all that was published before.

    Releases so far are not scrubbed: other pages of theirs quote the page, and
    so does their search. They go, all of them, once a site without the page
    is shown, and no later publish brings the page back.

    Args:
        project: The office's project.
        folder: The destination.
        page: Such as `reports/2023`.

    Raises:
        PublishError: There is no such page, or it cannot be taken out.
        ContentErrors: The content is wrong; the page is still to be seen.
        BuildError: The generator failed, likewise.
    """
    place = Destination(folder)
    audience = place.require(place.read_state().audience)
    name = _page_name(page, project, place)
    with place.lock():
        finish(place, place.read_state())
        state = place.withdraw({name: today().isoformat()})
        try:
            with _built(project, audience, state.withdrawn) as site:
                _put(place, state, site, finish(place, state))
        except (ContentErrors, BuildError, PublishError, WriteError) as error:
            raise PublishError(
                f"{error}\n{name} 还看得到：没有它的站点没有做成。已经记下，下一次发布不会再有它。"
                f"改法：改正上面的错误，再运行一次；等不及的，先停掉网站，或者移走 {place.current}。"
            ) from error
        dropped = [number for number in place.numbers() if number < state.floor]
        finish(place, state)
    say(f"已撤下 {name}，以后发布到 {folder} 都不会有它。" + _say_dropped(dropped))
    say("其他页面和台账里手写的、引述它的话不会自动删去，请自己查看；项目里的页面也还在。")
    say(_BEYOND)


def readmit(folder: Path, page: str) -> None:
    """Let a page that was withdrawn come back with the next publish.

    Raises:
        PublishError: It was not withdrawn.
    """
    place = Destination(folder)
    name = _bare(page)
    place.read_state()
    with place.lock():
        if name not in (withdrawn := place.read_state().withdrawn):
            listed = "、".join(sorted(withdrawn)) or "（没有）"
            raise PublishError(f"{name} 没有撤下过。改法：写其中之一：{listed}。")
        place.readmit(name)
    say(f"已取消撤下 {name}，下一次发布会再有它。")


@contextmanager
def _built(project: Project, audience: Audience, withdrawn: Iterable[str]) -> Iterator[Path]:
    """The site for some readers, in a folder that goes afterwards."""
    project.work.mkdir(parents=True, exist_ok=True)
    work = project.work / "publish"
    with hold(project.work / "publish.lock", "这个项目"):
        shutil.rmtree(work, ignore_errors=True)
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
        # Files to print (`--pdf`) and checks of the built folder belong here, before the files are listed.
        precompress(site)
    except OSError as error:
        raise PublishError(
            f"{work} 读写出错：{error.strerror}。什么都没有发布。改法：检查磁盘空间和权限，再运行一次。"
        ) from error
    return site


def _put(place: Destination, state: State, site: Path, before: int) -> None:
    number = max([*place.numbers(), before, state.floor - 1]) + 1
    manifest = make_manifest(site, number, state.audience, today())
    old = place.manifest(before).files if before in place.numbers() else {}
    put_release(place, state, site, manifest)
    for line in compare_files(old, manifest.files).lines():
        say(line)
    earlier = f"，可用 --rollback 退回第 {before} 次" if state.floor <= before else ""
    say(f"已发布{_describe(manifest)}，在 {place.current}{earlier}。")


def _prune(place: Destination, state: State, keep: int) -> None:
    now = current_number(place, state)
    old = [number for number in place.numbers() if number != now]
    for number in old[: max(0, len(old) - keep + 1)]:
        place.drop(number)


def _say_changes(place: Destination, site: Path) -> None:
    number = current_number(place, place.read_state()) if place.is_ours else 0
    old = place.manifest(number).files if number in place.numbers() else {}
    for line in compare_files(old, read_facts(site)).lines():
        say(line)
    say(f"以上只是列出，{place.folder} 没有改动。")


def _describe(manifest: Manifest) -> str:
    size = manifest.size / 1e6
    day: date = manifest.as_of
    return (
        f"第 {manifest.number} 次（给{manifest.audience}看，截至{chinese_date(day)}，页面 {len(manifest.pages)} 个，"
        f"文件 {len(manifest.files)} 个，{size:.1f} MB）"
    )


def _say_dropped(numbers: list[int]) -> str:
    names = "、".join(str(number) for number in numbers)
    return f"以前的版本（第 {names} 次）都有它或可能有它，已全部删去，不能再退回。" if numbers else ""


def _page_name(page: str, project: Project, place: Destination) -> str:
    """The page as it is kept in mind, where it is one that can be taken out."""
    name = _bare(page)
    if name.endswith("index") or name == "search" or name.startswith("regulations/"):
        raise PublishError(f"{name} 是站点自己的页面，不能这样撤下。改法：在 docs 里改好，重新发布。")
    state = place.read_state()
    number = current_number(place, state)
    shown = place.manifest(number).files if number in place.numbers() else {}
    if f"{name}.html" not in shown and not (project.docs / f"{name}.md").is_file():
        raise PublishError(f"没有 {name} 这一页。改法：写 docs 里的路径，如 reports/2023。")
    return name


def _bare(page: str) -> str:
    return page.replace("\\", "/").removeprefix("docs/").removesuffix(".md").removesuffix(".html").strip("/")


def _require_apart(project: Project, folder: Path) -> None:
    whole, there = project.folder.resolve(), folder.resolve()
    inside = any(there.is_relative_to(part.resolve()) for part in (project.docs, project.overrides, project.work))
    if inside or whole.is_relative_to(there):
        raise PublishError(f"{folder} 是项目自己的文件夹，不能发布到那里。改法：写项目以外的文件夹。")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PublishError(f"{folder} 建不起来：{error.strerror}。改法：核对路径和权限。") from error
