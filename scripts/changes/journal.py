"""Writes change sets so that they are wholly there or wholly not, and remembers them so that they can be taken back.

Before the first page is touched, what each page held and what it is to hold
stand in a folder of their own under `.build/changes`, with a mark that says
that the writing is under way. Whoever comes after a program that was killed
finds the mark and puts back what it replaced.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from macros.errors import SiteError, cause_of
from scripts.changes.change_set import ChangeSet, shown_path
from scripts.changes.git_record import commit_changes
from scripts.changes.signed_texts import keep_signed_texts
from scripts.changes.writing import WriteError, read_file, sync_folder, write_whole
from scripts.setup.console import Console
from scripts.setup.locking import hold
from scripts.setup.project import Project

#: So many changes can be taken back.
KEPT = 30
_UNDER_WAY = "under-way"
_RECORD = "record.json"


class UndoError(SiteError):
    """A change cannot be taken back; the text says why."""

    meaning = "改动退不回去：没有这个编号，或者那些页面后来又改过；什么都没有改动"
    remedy = "先退回后来的改动，或者直接修改页面"

    def __init__(self, told: str, path: str = "", later: Change | None = None) -> None:
        super().__init__(told)
        #: The page that was changed since, under docs; empty where that is not why.
        self.path = path
        #: The newest change since then that has changed it; None where it was changed by hand.
        self.later = later


@dataclass(frozen=True)
class Change:
    """A change that was made, as it is remembered (做过的改动).

    Attributes:
        number: Counts up from 1 in a project.
        task: What was done, in Chinese.
        made_at: When, on the office's own clock.
        before: What each page held, by path under docs; None where there was none.
        after: What it was given.
    """

    number: int
    task: str
    made_at: datetime
    before: Mapping[str, bytes | None]
    after: Mapping[str, bytes | None]

    def describe(self) -> str:
        """A line in Chinese: number, time, task, pages."""
        paths = [shown_path(path) for path in self.after]
        pages = "、".join(paths[:3]) + (f" 等 {len(paths)} 个文件" if len(paths) > 3 else "")
        return f"{self.number}  {self.made_at:%Y-%m-%d %H:%M}  {self.task}：{pages}"


def write(project: Project, changes: ChangeSet, console: Console) -> int:
    """Write a change set, all of it or nothing, while no other program writes.

    Args:
        project: Whose pages they are.
        changes: What is written; it should have been checked.
        console: Where a program that has to wait says so, and what is not as it should be beside the pages.

    Returns:
        The number by which it can be taken back; 0 where there was nothing to write.

    Raises:
        WriteError: A page was changed since the change set was planned, or cannot be written; all is as it was.
    """
    if not changes:
        return 0
    with _writing(project, console):
        for path, before in changes.before.items():
            if read_file(project.docs / path) != before:
                raise WriteError(f"{shown_path(path)} 在这期间改动过，没有写入。改法：再运行一次。")
        folder = _begin(project, changes)
        try:
            _put(project.docs, changes.before, changes.after)
        except BaseException:
            _put_back(project, folder)
            raise
        (folder / _UNDER_WAY).unlink()
        for old in _folders(project)[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)
        keep_signed_texts(changes)
        commit_changes(project.folder, changes, console)
    return int(folder.name)


def recover(project: Project, console: Console) -> None:
    """Put back what a program that was killed had begun to replace; told where there was any.

    Raises:
        WriteError: A page cannot be put back.
    """
    if not any((folder / _UNDER_WAY).exists() for folder in _folders(project)):
        return
    with _writing(project, console):
        pass


def read_changes(project: Project) -> list[Change]:
    """The changes that can be taken back, oldest first; a record that somebody has damaged takes back nothing."""
    changes = []
    for folder in _folders(project):
        if not (folder / _UNDER_WAY).exists():
            with contextlib.suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
                changes.append(_read(folder))
    return changes


def plan_undo(project: Project, number: int) -> ChangeSet:
    """What takes a change back; nothing is written.

    Args:
        project: Whose pages they are.
        number: The change's number.

    Raises:
        UndoError: There is no such change, or one of its pages has been changed since.
    """
    made = {change.number: change for change in read_changes(project)}
    if number not in made:
        raise UndoError(f"没有第 {number} 次改动。改法：不写编号运行 undo，看能退回哪些。")
    change = made[number]
    for path, after in change.after.items():
        if read_file(project.docs / path) != after:
            later = next((one for one in reversed([*made.values()]) if one.number > number and path in one.after), None)
            raise UndoError(_tell_later(path, number, later), path, later)
    return ChangeSet.plan(project.docs, f"退回第 {number} 次（{change.task}）", change.before)


def _tell_later(path: str, number: int, later: Change | None) -> str:
    told = f"{shown_path(path)} 在第 {number} 次改动以后又改过"
    if later is None:
        return f"{told}，不是用命令或工作台改的，没有退回。改法：直接修改这一页。"
    which = f"第 {later.number} 次（{later.made_at:%Y-%m-%d %H:%M}，{later.task}）"
    return f"{told}：{which}，没有退回。改法：先退回后来的那一次，或者直接修改这一页。"


@contextmanager
def _writing(project: Project, console: Console) -> Iterator[None]:
    """Hold the project's pages for writing, whole as they were before anybody who was killed."""
    project.work.mkdir(parents=True, exist_ok=True)
    with hold(project.work / "changes.lock", "另一个命令正在写这个项目", wait=console):
        for folder in reversed(_folders(project)):
            if (folder / _UNDER_WAY).exists():
                task = _read(folder).task
                _put_back(project, folder)
                console.say(f"上一次没有写完（{task}），已经放回原样。")
        yield


def _begin(project: Project, changes: ChangeSet) -> Path:
    """Put on record what is going to be replaced, and by what."""
    top = project.work / "changes"
    try:
        top.mkdir(parents=True, exist_ok=True)
        numbers = [int(folder.name) for folder in _folders(project)]
        folder, fresh = top / str(max(numbers, default=0) + 1), top / f".new-{os.getpid()}"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        contents = [content for content in (*changes.before.values(), *changes.after.values()) if content is not None]
        for content in contents:
            write_whole(fresh / _name(content), content)
        record = {
            "task": changes.task,
            "made_at": datetime.now().astimezone().isoformat(timespec="seconds"),
            "pages": {path: [_name(changes.before[path]), _name(after)] for path, after in changes.after.items()},
        }
        write_whole(fresh / _RECORD, json.dumps(record, ensure_ascii=False, indent=1).encode())
        (fresh / _UNDER_WAY).touch()
        fresh.rename(folder)
        sync_folder(top)
    except OSError as error:
        raise WriteError(f"{top} 写不进去：{cause_of(error)}。没有写入。改法：检查磁盘空间和权限。") from error
    return folder


def _put(docs: Path, old: Mapping[str, bytes | None], new: Mapping[str, bytes | None]) -> None:
    """Give every page what it is to hold; folders come and go with their pages."""
    for path, content in new.items():
        file = docs / path
        try:
            if content is not None:
                file.parent.mkdir(parents=True, exist_ok=True)
                write_whole(file, content)
            elif old[path] is not None:
                file.unlink(missing_ok=True)
        except OSError as error:
            raise WriteError(
                f"{shown_path(path)} 写不进去：{cause_of(error)}。"
                "改法：关闭正在用它的程序，看看文件夹能否写入，再做一次。"
            ) from error
    for path in (path for path, content in new.items() if content is None):
        _remove_empty(docs, (docs / path).parent)


def _remove_empty(docs: Path, folder: Path) -> None:
    """A folder that holds nothing any more goes, and those above it likewise."""
    while folder != docs:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _put_back(project: Project, folder: Path) -> None:
    """Undo a writing that did not end; a page that holds neither what it had nor what it was given is left alone."""
    change = _read(folder)
    for path in change.after:
        for left in (project.docs / path).parent.glob(f".{Path(path).name}.new-*"):
            left.unlink(missing_ok=True)
    theirs = {p: old for p, old in change.before.items() if read_file(project.docs / p) == change.after[p]}
    _put(project.docs, change.after, theirs)
    shutil.rmtree(folder, ignore_errors=True)


def _folders(project: Project) -> list[Path]:
    with contextlib.suppress(OSError):
        found = [folder for folder in (project.work / "changes").iterdir() if folder.name.isdecimal()]
        return sorted(found, key=lambda folder: int(folder.name))
    return []


def _read(folder: Path) -> Change:
    record = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    pages: dict[str, list[str]] = record["pages"]
    before, after = ({path: _content(folder, names[side]) for path, names in pages.items()} for side in (0, 1))
    return Change(int(folder.name), record["task"], datetime.fromisoformat(record["made_at"]), before, after)


def _name(content: bytes | None) -> str:
    return sha256(content).hexdigest() if content is not None else ""


def _content(folder: Path, name: str) -> bytes | None:
    return (folder / name).read_bytes() if name else None
