"""Takes a page out of everything that is published, for good."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from macros.corpus import today
from macros.corpus.settings import FILE_KINDS
from macros.errors import SiteError
from scripts.build.pipeline import FileWriter
from scripts.publishing.delivery import replace_release
from scripts.publishing.destination import Destination
from scripts.publishing.publishing import built_site
from scripts.publishing.staging import PublishError
from scripts.publishing.switching import current_number, finish
from scripts.setup.console import Console
from scripts.setup.project import Project

_BEYOND = (
    "够不到的地方：退回改动用的记录（.build/changes）；git 的历史和各人电脑上的项目副本；打印出来的；"
    "已经下载的 PDF、Word 和表格；浏览器和代理的缓存；服务器的备份和快照；给其他阅读范围的发布文件夹。要分别处理。"
)


def withdraw(
    project: Project, folder: Path, page: str, console: Console, write_files: FileWriter | None = None
) -> None:
    """Take a page out of what is published, and drop all that was published before.

    Releases so far are not scrubbed: other pages of theirs quote the page, and
    so does their search. They go, all of them, once a site without the page
    is shown, and no later publish brings the page back.

    Args:
        project: The office's project.
        folder: The destination.
        page: Such as `reports/2023`.
        console: Where to tell what is done.
        write_files: Writes the files that pages offer.

    Raises:
        PublishError: There is no such page, or no site could be made without it; then it is still to be seen.
    """
    place = Destination(folder)
    audience = place.require(place.read_state().audience)
    name = _page_name(page, project, place)
    with place.lock():
        finish(place, place.read_state())
        state = place.withdraw({name: today().isoformat()})
        try:
            # What stays is offered as it was.
            project = replace(project, files=_shown_kinds(place))
            with built_site(project, audience, state.withdrawn, console, write_files) as site:
                replace_release(place, state, site, finish(place, state), console)
        except SiteError as error:
            raise PublishError(
                f"{error}\n{name} 还看得到：没有它的站点没有做成。已经记下，下一次发布不会再有它。"
                f"改法：改正上面的错误，再运行一次；等不及的，先停掉网站，或者移走 {place.current}。"
            ) from error
        dropped = [number for number in place.numbers() if number < state.floor]
        finish(place, state)
    console.say(f"已撤下 {name}，以后发布到 {folder} 都不会有它。{_say_dropped(dropped)}")
    console.say("其他页面和台账里手写的、引述它的话不会自动删去，请自己查看；项目里的页面也还在。")
    console.say(_BEYOND)


def readmit(folder: Path, page: str, console: Console) -> None:
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
    console.say(f"已取消撤下 {name}，下一次发布会再有它。")


def _shown_kinds(place: Destination) -> tuple[str, ...]:
    """The kinds of files beside the pages that readers have now."""
    number = current_number(place, place.read_state())
    names = place.manifest(number).files if number in place.numbers() else {}
    pages = [name.removesuffix("html") for name in names if name.endswith(".html")]
    return tuple(kind for kind in FILE_KINDS if any(f"{page}{kind}" in names for page in pages))


def _say_dropped(numbers: list[int]) -> str:
    names = "、".join(str(number) for number in numbers)
    return f"以前的版本（第 {names} 次）都有它或可能有它，已全部删去，不能再退回。" if numbers else ""


def _page_name(page: str, project: Project, place: Destination) -> str:
    """The page as it is kept in mind, where it is one that can be taken out."""
    name = _bare(page)
    if name.endswith("index") or name == "search" or name.startswith("regulations/"):
        raise PublishError(f"{name} 是站点自己的页面，不能这样撤下。改法：在 docs 里改好，重新发布。")
    kept = any(f"{name}.html" in place.manifest(number).files for number in place.numbers())
    if not kept and not (project.docs / f"{name}.md").is_file():
        raise PublishError(f"没有 {name} 这一页。改法：写 docs 里的路径，如 reports/2023。")
    return name


def _bare(page: str) -> str:
    return page.replace("\\", "/").removeprefix("docs/").removesuffix(".md").removesuffix(".html").strip("/")
