"""Takes a page out of everything that is published, for good."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from macros.corpus import today
from macros.corpus.settings import FILE_KINDS
from macros.errors import SiteError
from scripts.build.pipeline import FileWriter
from scripts.publishing.destination import Destination
from scripts.publishing.kept_pages import forget_pages
from scripts.publishing.remaking import Remaking
from scripts.publishing.silent_changes import find_silent_changes
from scripts.publishing.staging import PublishError
from scripts.publishing.switching import current_number, finish
from scripts.publishing.titles import title_of
from scripts.setup.console import Console
from scripts.setup.project import Project

_BEYOND = (
    "够不到的地方：退回改动用的记录（.build/changes）和留着的发布过的页面（.build/published）；"
    "git 的历史和各人电脑上的项目副本；打印出来的；已经下载的 PDF、Word 和表格；"
    "浏览器和代理的缓存；服务器的备份和快照；给其他阅读范围的发布文件夹。要分别处理。"
)

_MEND_AND_RUN = "改正上面的错误，再运行一次"
_PUBLISH_ANEW = "把 docs 改成要给人看的样子，用 publish 发布"


def describe(project: Project, folder: Path, page: str) -> str:
    """What would go with a page, before it is withdrawn: a Chinese line.

    Args:
        project: The office's project.
        folder: The destination.
        page: Such as `reports/2023`.

    Raises:
        PublishError: There is no such page, or the folder is no place where something is published.
    """
    place = Destination(folder)
    place.require(place.read_state().audience)
    name = _page_name(page, project, place)
    numbers = "、".join(map(str, place.numbers()))
    gone = f"；留着的第 {numbers} 次都删去，不能再退回" if numbers else ""
    return f"要撤下 {title_of(place.current, f'{name}.html')}：站点马上重做，里面没有它{gone}。"


def withdraw(
    project: Project, folder: Path, page: str, console: Console, write_files: FileWriter | None = None
) -> None:
    """Take a page out of what is published, and drop all that was published before.

    Releases so far are not scrubbed: other pages of theirs quote the page, and
    so does their search. They go, all of them, once a site without the page
    is shown, and no later publish brings the page back.

    After a rollback the site is made of the pages that the release shown was
    made of: those of the project would bring back what the rollback has taken
    away. Likewise where papers of the project were changed without a word, and
    where its pages could not be published as they stand, such as papers that
    are not signed yet: nothing of that keeps a page from being taken out.

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
    place.require(place.read_state().audience)
    name = _page_name(page, project, place)
    with place.lock():
        shown = finish(place, place.read_state())
        title = title_of(place.current, f"{name}.html")
        is_earlier = _is_earlier(place, shown)
        # What a person has not given a word for goes out with no other page's removal.
        silent = () if is_earlier else find_silent_changes(project, place, place.read_state().audience).found
        state = place.withdraw({name: today().isoformat()})
        try:
            # What stays is offered as it was.
            remaking = Remaking(place, state, shown, _offering_as_shown(project, place), console, write_files)
            told = remaking.make(silent, is_earlier=is_earlier)
        except SiteError as error:
            remedy = _PUBLISH_ANEW if is_earlier else _MEND_AND_RUN
            raise PublishError(
                f"{error}\n{name} 还看得到：没有它的站点没有做成。已经记下，下一次发布不会再有它。"
                f"改法：{remedy}；等不及的，先停掉网站，或者移走 {place.current}。"
            ) from error
        dropped = [number for number in place.numbers() if number < state.floor]
        forget_pages(project, [place.manifest(number) for number in dropped])
        finish(place, state)
    console.say(f"已撤下 {title}，以后发布到 {folder} 都不会有它。{_say_dropped(dropped)}")
    if told:
        console.say(told)
    console.say("其他页面和台账里手写的、引述它的话不会自动删去，请自己查看；项目里的页面也还在。")
    console.say(_BEYOND)


def _is_earlier(place: Destination, shown: int) -> bool:
    """Whether what readers see is not what was published last: after a rollback, and after a withdrawal from there."""
    numbers = place.numbers()
    return shown in numbers and (shown != numbers[-1] or place.manifest(shown).is_remade)


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


def _offering_as_shown(project: Project, place: Destination) -> Project:
    """The project, offering beside the pages the kinds of files that readers have now, with what these hold."""
    number = current_number(place, place.read_state())
    if number not in place.numbers():
        return replace(project, files=(), computed=False)
    shown = place.manifest(number)
    pages = [name.removesuffix("html") for name in shown.pages]
    kinds = tuple(kind for kind in FILE_KINDS if any(f"{page}{kind}" in shown.files for page in pages))
    return replace(project, files=kinds, computed=shown.computed)


def _say_dropped(numbers: list[int]) -> str:
    names = "、".join(str(number) for number in numbers)
    return f"以前的版本（第 {names} 次）都有它或可能有它，已全部删去，不能再退回。" if numbers else ""


def _page_name(page: str, project: Project, place: Destination) -> str:
    """The page as it is kept in mind, where it is one that can be taken out."""
    name = _bare(page)
    if not can_withdraw(name):
        raise PublishError(f"{name} 是站点自己的页面，不能这样撤下。改法：在 docs 里改好，重新发布。")
    kept = any(f"{name}.html" in place.manifest(number).files for number in place.numbers())
    if not kept and not (project.docs / f"{name}.md").is_file():
        raise PublishError(f"没有 {name} 这一页。改法：写 docs 里的路径，如 reports/2023。")
    return name


def can_withdraw(name: str) -> bool:
    """Whether a page is no part of the site itself, such as a list of others, and can be taken out."""
    return not (name.endswith("index") or name in {"search", "404"} or name.startswith("regulations/"))


def _bare(page: str) -> str:
    return page.replace("\\", "/").removeprefix("docs/").removesuffix(".md").removesuffix(".html").strip("/")
