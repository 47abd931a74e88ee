"""What offices hand over, brought in beside one another: read, put in place, checked, shown, asked, written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.corpus import read_office
from macros.domain.dates import chinese_date
from macros.findings import Finding
from scripts.build.content_checks import survey_pages
from scripts.changes.change_set import SETTINGS, ChangeSet
from scripts.changes.naming import name_page
from scripts.changes.telling import confirm_and_write
from scripts.county.incoming import Incoming, find_folder, find_newest, plan_incoming
from scripts.county.manifest import HandOverError
from scripts.county.package import HandOver, find_sources, read_hand_over
from scripts.county.planning import GatherPlan, plan_gathering
from scripts.county.sending_back import as_of_office, send_back, take_back
from scripts.setup.console import Console
from scripts.setup.project import Project

_MOST_NAMED = 8
_MOST_NOTICES = 12


@dataclass(frozen=True)
class GatherOrder:
    """What is gathered, and how (汇总的要求).

    Attributes:
        sources: Hand-overs, or folders of them.
        folder: What the folder of the unit is to be called here; empty as it is, or as the hand-over says.
        renamed: Whether the folder's unit is the same under another name.
        county: What the folders of the units' county begin with, and its name; empty on a site of one county.
        back: Where what is sent back goes; None beside each hand-over.
        dry_run: Whether nothing is to be written.
        yes: Whether not to ask.
    """

    sources: tuple[Path, ...]
    folder: str = ""
    renamed: bool = False
    county: tuple[str, str] = ("", "")
    back: Path | None = None
    dry_run: bool = False
    yes: bool = False


def gather(project: Project, order: GatherOrder, console: Console) -> bool:
    """Bring hand-overs in, and say what was done; those at fault stay out, each with a file to be sent back.

    Args:
        project: Whose pages they are.
        order: What is gathered.
        console: Where to tell and to ask.

    Returns:
        Whether all of them were sound.

    Raises:
        HandOverError: There is none, or pages of the county's own would have faults.
        WriteError: A page cannot be written; none is.
    """
    plan = look_at_hand_overs(project, order, console)
    if not plan.changes:
        console.say("没有变化：本站与上报的一致。" if plan.taken else "没有可以汇总的，什么都没有改动。")
    elif confirm_and_write(project, plan.changes, console, dry_run=order.dry_run, yes=order.yes):
        console.say(f"已汇总 {len(plan.taken)} 个单位，写入 {len(plan.changes.after)} 个文件。")
        _take_back(order, plan, console)
    return plan.is_whole


def _take_back(order: GatherOrder, plan: GatherPlan, console: Console) -> None:
    """Remove what was to be sent back of those that have come in now."""
    folders = {order.back or source.parent for source in find_sources(list(order.sources))}
    for folder in sorted(folders):
        for one in plan.taken:
            for name in take_back(folder, one.unit):
                console.say(f"{name} 写的已经改好，删去了。")


def look_at_hand_overs(project: Project, order: GatherOrder, console: Console) -> GatherPlan:
    """Tell what hand-overs would bring, and write what is to be sent back; no page is written.

    Args:
        project: Whose pages they are.
        order: What is gathered.
        console: Where it is told.

    Raises:
        HandOverError: There is none, or pages of the county's own would have faults.
        WriteError: What is to be sent back cannot be written.
    """
    sources = list(find_sources(list(order.sources)))
    if order.folder and len(sources) > 1:
        raise HandOverError("写明文件夹的，一次只收一个上报包。改法：把这一个单位的单独汇总。")
    read, wrong = _read(sources, console)
    placed, misplaced = _place(project.docs, read, order, console)
    plan = plan_gathering(project.docs, placed, order.county)
    for one in plan.taken:
        _tell(plan.changes, one, console)
    _tell_own(plan.changes, plan.taken, console)
    where = {hand_over.name: source.parent for hand_over, source in read}
    for one, faults in plan.refused:
        _send_back(project, one, faults, order.back or where[one.hand_over.name], console)
    plan.is_whole = not (wrong or misplaced or plan.refused)
    return plan


def _read(sources: list[Path], console: Console) -> tuple[list[tuple[HandOver, Path]], int]:
    read = []
    for source in sources:
        try:
            read.append((read_hand_over(source), source))
        except HandOverError as error:
            console.fail(f"没有收：{error}")
    return read, len(sources) - len(read)


def _place(
    docs: Path, read: list[tuple[HandOver, Path]], order: GatherOrder, console: Console
) -> tuple[list[Incoming], int]:
    book = survey_pages(docs)[0].yearbook
    placed: dict[str, Incoming] = {}
    misplaced = 0
    for hand_over, passed_over, refused in find_newest([one for one, _ in read]):
        if passed_over:
            console.say(passed_over)
            continue
        try:
            if refused:
                raise HandOverError(refused)
            folder = find_folder(hand_over, book, order.folder, renamed=order.renamed, county=order.county[0])
            if folder in placed:
                raise HandOverError(
                    f"{hand_over.name} 和 {placed[folder].hand_over.name} 要放在同一个文件夹 {folder}。"
                    "改法：把其中一个单独汇总，给它另写一个文件夹（--folder）。"
                )
            placed[folder] = plan_incoming(hand_over, folder, docs)
        except HandOverError as error:
            misplaced += 1
            console.fail(f"没有收：{error}")
    return list(placed.values()), misplaced


def _tell(changes: ChangeSet, one: Incoming, console: Console) -> None:
    manifest = one.hand_over.manifest
    told = [(word, names) for word, names in _changes_of(changes, one) if names]
    head = f"{one.unit}（{one.move.to}，{chinese_date(manifest.made_on)}上报，给{manifest.audience}看）："
    console.say(head if told else f"{head}没有变化")
    for word, names in told:
        console.say(f"  {word} {len(names)}：{_list(names)}")
    notices = [*one.notices, *one.rests_on]
    for line in notices[:_MOST_NOTICES]:
        console.say(f"  注意：{line}")
    if len(notices) > _MOST_NOTICES:
        console.say(f"  ……另有 {len(notices) - _MOST_NOTICES} 处")


def _tell_own(changes: ChangeSet, taken: list[Incoming], console: Console) -> None:
    """Tell what becomes of pages that are no unit's."""
    own = [path for path in changes.after if path != SETTINGS and not any(one.owns(path) for one in taken)]
    new = [path for path in own if changes.before[path] is None]
    for word, paths in (("新建", new), ("改写", [path for path in own if path not in new])):
        if paths:
            names = [_name(path, changes.after[path] or b"") for path in paths]
            console.say(f"本站的页面，{word} {len(names)}：{_list(names)}")


def _list(names: list[str]) -> str:
    return "、".join(names[:_MOST_NAMED]) + (f" 等 {len(names)} 个" if len(names) > _MOST_NAMED else "")


def _changes_of(changes: ChangeSet, one: Incoming) -> Iterator[tuple[str, list[str]]]:
    own = [path for path in changes.after if one.owns(path)]
    kinds = {
        "新增": [path for path in own if changes.before[path] is None],
        "改动": [path for path in own if changes.before[path] is not None and changes.after[path] is not None],
        "撤下": [path for path in own if changes.after[path] is None],
    }
    for word, paths in kinds.items():
        side = changes.before if word == "撤下" else changes.after
        yield word, [_name(path, side[path] or b"") for path in paths]


def _name(path: str, content: bytes) -> str:
    return name_page(content.decode("utf-8", "replace"), path) if path.endswith(".md") else path.rpartition("/")[2]


def _send_back(project: Project, one: Incoming, faults: list[Finding], folder: Path, console: Console) -> None:
    office = read_office(project.docs)
    name = one.hand_over.name.removesuffix(".zip")
    file, _ = send_back(folder / f"{name}-退回.txt", one, as_of_office(faults, one), office.unit if office else "")
    console.fail(f"没有收：{one.unit}的材料有 {len(faults)} 处错误，写在 {file}，可以发回去。")
