"""A pack into the register: read it, put it together with the pages, show what changes, ask, write."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from macros.corpus import load_yearbook, today
from macros.corpus.pages import PageKind
from macros.domain.dates import chinese_date
from macros.domain.yearbook import Yearbook
from macros.errors import ContentErrors
from macros.page_text.splitting import plain_lines
from scripts.build.citation_links import link_pages
from scripts.build.content_checks import check_content
from scripts.changes.change_set import ChangeSet
from scripts.changes.telling import confirm_and_write
from scripts.register.affected import find_affected
from scripts.register.archive import RegisterPack, RegisterPackError, read_pack
from scripts.register.differences import find_differences, find_kept, tell_new
from scripts.register.merging import merge_page
from scripts.register.page_text import PageText, read_split
from scripts.register.reading import read_pages
from scripts.setup.console import Console
from scripts.setup.project import Project

_REGISTER = "regulations/index.md"
_MOST_LINES = 60


@dataclass(frozen=True)
class UpdateRequest:
    """What the clerk asks for (更新的命令)."""

    file: Path
    dry_run: bool = False
    yes: bool = False
    older: bool = False
    only_regulations: bool = False


@dataclass
class UpdatePlan:
    """What a pack would do (更新的结果).

    Attributes:
        texts: What pages are to say, by path under docs.
        changes: Writes them.
        differences: What changes, a line each.
        affected: The items of reports that are to be looked at, a line for each edition or article.
        notices: What the clerk should know.
    """

    texts: dict[str, str] = field(default_factory=dict)
    changes: ChangeSet | None = None
    differences: list[str] = field(default_factory=list)
    affected: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def update_regulations(project: Project, request: UpdateRequest, console: Console) -> None:
    """Bring a pack into the register, and say what was done.

    Args:
        project: Whose pages they are.
        request: What the clerk asks for.
        console: Where to tell and to ask.

    Raises:
        RegisterPackError: The pack cannot be used, is older than the register, or would leave errors.
        ContentErrors: The pages as they are are at fault.
        WriteError: A page cannot be written.
    """
    pack = read_pack(request.file)
    plan = plan_update(project.docs, pack, request, console)
    changes = plan.changes
    _tell(plan, console)
    if changes is None or not plan.differences:
        console.say("没有变化：本站的法规信息与资料包一致。")
    elif confirm_and_write(project, changes, console, dry_run=request.dry_run, yes=request.yes):
        files = len(changes.after)
        console.say(f"已写入 {files} 个文件。下一步：看一遍受影响的条目，再运行 python3 scripts/site.py build。")


def plan_update(docs: Path, pack: RegisterPack, request: UpdateRequest, console: Console) -> UpdatePlan:
    """Put a pack together with the pages, and see that the whole is sound; nothing is written.

    Raises:
        RegisterPackError: The pack is older than the register, or would leave errors.
        ContentErrors: The pages as they are are at fault.
    """
    pages, plan = read_pages(pack), UpdatePlan()
    yearbook = check_content(docs)
    _tell_pack(pack, pages, yearbook, console)
    if not request.older:
        _refuse_older(pack, yearbook)
    for path, page in pages.items():
        if not request.only_regulations or page.kind in {PageKind.REGULATION, PageKind.EDITION}:
            _put(docs, path, page, pack.pages[path], plan)
    _move_date(docs, pack, yearbook, request, plan)
    plan.affected += find_affected(yearbook, _settle(docs, plan), today())
    plan.changes = ChangeSet.plan(docs, f"用 {request.file.name} 更新法规信息", plan.texts)
    return plan


def _tell_pack(pack: RegisterPack, pages: dict[str, PageText], yearbook: Yearbook, console: Console) -> None:
    kinds = [page.kind for page in pages.values()]
    works, editions = kinds.count(PageKind.REGULATION), kinds.count(PageKind.EDITION)
    ours = yearbook.checked_as_of.chinese if yearbook.checked_as_of else "（未写明）"
    console.say(
        f"资料包：{chinese_date(pack.manifest.made_on)}制作，核对至{pack.manifest.checked_as_of.chinese}，"
        f"{works} 部法规，{editions} 个版本。本站的法规信息核对至{ours}。"
    )


class OlderPackError(RegisterPackError):
    """A pack was checked before the register was."""

    meaning = "法规资料包的核对日期比本站早；没有写入"
    remedy = "用新的资料包；确实要用这一份的，加 `--older`"


def _refuse_older(pack: RegisterPack, yearbook: Yearbook) -> None:
    ours, theirs = yearbook.checked_as_of, pack.manifest.checked_as_of
    if ours and theirs.last < ours.last:
        raise OlderPackError(
            f"资料包核对至{theirs.chinese}，比本站的{ours.chinese}早，没有写入。"
            "改法：用新的资料包；确实要用这一份的，加 --older，核对日期不变。"
        )


def _put(docs: Path, path: str, page: PageText, text: str, plan: UpdatePlan) -> None:
    """Put one page of the pack beside, or together with, the office's own."""
    if not (docs / path).exists():
        plan.texts[path] = text
        plan.differences.append(tell_new(page))
        return
    own = read_split(docs, path)
    merged = merge_page(own, page)
    plan.differences += find_differences(own, merged)
    plan.notices += find_kept(own, merged)
    if merged.page != own:
        plan.texts[path] = merged.page.text()
        if merged.official:
            plan.notices.append(f"{own.name}：页面上是条文原文，只更新版本信息，条文没有动。")


def _move_date(docs: Path, pack: RegisterPack, yearbook: Yearbook, request: UpdateRequest, plan: UpdatePlan) -> None:
    """Write down to which day the register is checked now; it never goes back."""
    ours, theirs = yearbook.checked_as_of, pack.manifest.checked_as_of
    if ours and theirs.last < ours.last:
        plan.notices.append(f"资料包比本站的核对日期早，法规信息核对至{ours.chinese}，不变。")
    elif not pack.manifest.whole or request.only_regulations:
        plan.notices.append("资料包只更新一部分，法规信息的核对日期不变。")
    elif ours and theirs != ours:
        page = read_split(docs, _REGISTER)
        plan.texts[_REGISTER] = page.with_fields({**page.fields, "checked_as_of": str(theirs)}).text()
        plan.differences.append(f"法规信息核对至：{ours.chinese} → {theirs.chinese}")


def _settle(docs: Path, plan: UpdatePlan) -> Yearbook:
    """Link the reports anew, as an edition more may ask, and check the whole."""
    try:
        merged = ChangeSet.plan(docs, "", plan.texts).site
        for page in link_pages(merged, load_yearbook(merged), []):
            old, new = plain_lines(page.before), plain_lines(page.linked.text)
            if old != new:
                plan.texts[page.report.path] = page.linked.text
                count = sum(a != b for a, b in zip(old, new, strict=True))
                plan.differences.append(f"docs/{page.report.path}：{count} 行的法规链接随之改写，文字不变")
        return ChangeSet.plan(docs, "", plan.texts).check()
    except ContentErrors as errors:
        head = (
            "用上这个资料包以后，内容会有下列错误，没有写入。"
            "改法：本站页面上的（如名称重复），改好再运行；资料包里的，请制作的一方改正后重做。"
        )
        raise RegisterPackError(f"{head}\n{errors}") from errors


def _tell(plan: UpdatePlan, console: Console) -> None:
    for line in _shorten(plan.differences):
        console.say(line)
    if plan.affected:
        console.say("受影响的条目：")
        for line in _shorten(plan.affected):
            console.say(f"  {line}")
    for line in _shorten(plan.notices):
        console.say(f"注意：{line}")
    if plan.differences:
        console.say(f"共 {len(plan.differences)} 处变化，涉及 {len(plan.texts)} 个文件。")


def _shorten(lines: list[str]) -> list[str]:
    more = len(lines) - _MOST_LINES
    return lines if more <= 0 else [*lines[:_MOST_LINES], f"……另有 {more} 行"]
