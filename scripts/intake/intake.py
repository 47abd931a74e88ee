"""One paper, or one after another: read, make the page, write it, tell."""

from __future__ import annotations

import argparse
import hashlib
import re
from pathlib import Path

from macros.corpus import load_yearbook
from macros.domain.reports import Series
from macros.errors import ContentErrors, SiteError
from scripts.changes import journal
from scripts.changes.placing import name_of, path_within, place_page, plan_pages
from scripts.intake.deadline import deadline
from scripts.intake.guard import Reader
from scripts.intake.manuscript import IntakeError, Manuscript
from scripts.intake.own_import import comes_back, import_own
from scripts.intake.report_import import Desk, Import, Order, import_report
from scripts.intake.telling import as_json, summary_line, tell
from scripts.setup.console import Console
from scripts.setup.project import Project

_BAR = 30
_HINT = "要用新稿更新，加 --update；要另存，加 --out"
_REPORT_PATH = re.compile(r"reports/((?:[a-z0-9][a-z0-9-]*/)?(?:19|20|21)[0-9]{2}[a-z0-9-]*)\.md")


def import_one(options: argparse.Namespace, project: Project, console: Console) -> int:
    """Import one paper as the command line asks.

    Raises:
        SiteError: It cannot be read, made or written; the text says why.
    """
    desk = _load_desk(project.docs)
    with Reader() as reader:
        done, file = _make(Path(options.sources[0]), options, desk, reader)
    way_back = "" if options.dry_run else _write(project, done, file, console, update=options.update)
    if options.json:
        console.give(as_json(done))
    else:
        tell(done, name_of(file, project.docs), way_back, console, dry_run=options.dry_run)
    return 0


def import_batch(options: argparse.Namespace, project: Project, console: Console) -> int:
    """Import several papers; a bad one is told and left out, the others are written together.

    Raises:
        IntakeError: There is no such folder, or nothing in it.
        WriteError: The pages cannot be written; none is.
    """
    files = _files(Path(options.batch)) if options.batch else [Path(name) for name in options.sources]
    desk = _load_desk(project.docs)
    made, refused = dict[Path, tuple[Import, Path]](), dict[Path, str]()
    placed = dict[str, str]()
    with Reader() as reader:
        for number, path in enumerate(files, 1):
            console.show_progress(_bar(number - 1, len(files), path.name))
            try:
                made[path] = _make(path, options, desk, reader)
                _require_own_page(name_of(made[path][1], project.docs), path.name, placed)
            except SiteError as error:
                made.pop(path, None)
                refused[path] = str(error)
    console.show_progress("")
    if not options.dry_run:
        refused |= _write_batch(made, options, project, console)
    for path in files:
        if path in refused:
            console.say(f"未导入  {path.name}：{refused[path].replace(chr(10), ' ')}")
        else:
            done, file = made[path]
            console.say(summary_line(path.name, done, name_of(file, project.docs)))
    outcome = "可以导入" if options.dry_run else "导入"
    console.say(f"共 {len(files)} 个文件，{outcome} {len(files) - len(refused)} 个，未导入 {len(refused)} 个。")
    return 1 if refused else 0


def _write_batch(
    made: dict[Path, tuple[Import, Path]], options: argparse.Namespace, project: Project, console: Console
) -> dict[Path, str]:
    """Write all pages that can stand in the site together; give why the others cannot, by their sources."""
    refused, pages = dict[Path, str](), dict[str, Path]()
    for source, (done, file) in made.items():
        path = path_within(file, project.docs)
        try:
            if path:
                plan_pages(project.docs, "", {path: done.text}, replace=options.update, hint=_HINT)
                pages[path] = source
            else:
                _write(project, done, file, console, update=options.update)
        except SiteError as error:
            refused[source] = str(error)
    while pages:
        changes = plan_pages(
            project.docs, f"导入 {len(pages)} 份", {path: made[pages[path]][0].text for path in pages},
            replace=True, hint="",
        )  # fmt: skip
        try:
            changes.check()
        except ContentErrors as errors:
            faulty = {path: [e for e in errors.errors if e.file == f"docs/{path}"] for path in pages}
            refused |= {pages.pop(path): "；".join(map(str, told)) for path, told in faulty.items() if told}
            if not any(faulty.values()):
                raise
            continue
        journal.write(project, changes, console)
        break
    return refused


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise IntakeError(f"{folder} 不是文件夹。改法：核对 --batch 后面的路径。")
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$")))
    if not files:
        raise IntakeError(f"{folder} 里没有文件。改法：核对 --batch 后面的路径。")
    return files


def _load_desk(docs: Path) -> Desk:
    try:
        return Desk.of(load_yearbook(docs), docs)
    except ContentErrors as errors:
        raise IntakeError(f"站点里已有的页面有错误，没有导入。先改正下面各处，再运行一次：\n{errors}") from errors


def _require_own_page(page: str, name: str, placed: dict[str, str]) -> None:
    """Two papers of a batch never go to one page, where the second would take the first's place."""
    other = placed.setdefault(page, name)
    if other != name:
        raise IntakeError(
            f"和 {other} 要写到同一个页面 {page}。改法：单独导入，用 --series 写明文种，或用 --out 另存。"
        )


def _make(source: Path, options: argparse.Namespace, desk: Desk, reader: Reader) -> tuple[Import, Path]:
    """Read a file and make its page; the page's file is chosen, and nothing is written."""
    manuscript = reader.read(source)
    order = Order(
        # A file name may hold bytes that are no text.
        file=source.name.encode("utf-8", "replace").decode("utf-8"),
        sha256=hashlib.sha256(source.read_bytes()).hexdigest(),
        year=options.year,
        unit=options.unit.strip(),
        series=Series(options.series) if options.series else None,
        as_of=options.as_of,
    )
    out = Path(options.out) if options.out and not _are_many(options) else None
    key = _key(out, desk.docs) if out else ""
    with deadline():
        return _make_page(manuscript, order, out, key, options, desk)


def _make_page(
    manuscript: Manuscript, order: Order, out: Path | None, key: str, options: argparse.Namespace, desk: Desk
) -> tuple[Import, Path]:
    bring_in = import_own if comes_back(manuscript, order, desk) else import_report
    if not options.update:
        done = bring_in(manuscript, order, desk, key=key)
        file = out or _place(done, options, desk)
        _require_own_paper(done, file, desk)
        return done, file
    # The page to update is known once year, unit and series are.
    file = out or _place(bring_in(manuscript, order, desk), options, desk)
    done = bring_in(manuscript, order, desk, old=_load_old(file), key=key)
    _require_own_paper(done, file, desk)
    return done, file


def _place(done: Import, options: argparse.Namespace, desk: Desk) -> Path:
    """Where a page goes for which the clerk has named no file."""
    if _are_many(options) and options.out:
        return Path(options.out, f"{done.key.replace('/', '-')}.md")
    known = desk.yearbook.units.get(done.report.folder)
    if known and known.name != done.report.unit and not options.dry_run:
        raise IntakeError(
            f"docs/{done.report.path} 所在的文件夹放的是“{known.name}”的材料，“{done.report.unit}”要另用文件夹。"
            f"改法：用 --out 写明文件，如 --out docs/reports/dongzhen/{done.report.year}.md。"
        )
    return desk.docs / done.report.path


def _key(out: Path, docs: Path) -> str:
    """The key that a chosen file stands for; empty where it lies outside docs.

    Raises:
        IntakeError: It lies in docs where no report can be.
    """
    docs, path = docs.resolve(), out.resolve()
    if not path.is_relative_to(docs):
        return ""
    match = _REPORT_PATH.fullmatch(path.relative_to(docs).as_posix())
    if match is None:
        raise IntakeError(
            f"{out} 不是放报告的位置。改法：写 docs/reports/2024.md 或 docs/reports/dongzhen/2024.md 这样的文件，"
            "名称只用小写字母、数字和连字符，以年份开头；或者写到 docs 以外。"
        )
    return match[1]


def _require_own_paper(done: Import, file: Path, desk: Desk) -> None:
    """Unit, year and series name one paper of the site."""
    if not file.resolve().is_relative_to(desk.docs.resolve()):
        return
    new = done.report
    for report in desk.yearbook.reports.values():
        same = (report.unit, report.year, report.series) == (new.unit, new.year, new.series)
        if same and report.key != new.key:
            raise IntakeError(
                f"{new.unit}{new.year}年的{new.series}已经有了：docs/{report.path}。"
                "改法：用 --update 更新那一页；是另一种文种的，用 --series 写明。"
            )


def _load_old(file: Path) -> str:
    try:
        if not file.is_file():
            return ""
        return file.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise IntakeError(f"要更新的页面 {file} 读不出来。改法：检查文件权限和编码（UTF-8）。") from error


def _write(project: Project, done: Import, file: Path, console: Console, *, update: bool) -> str:
    """Write a page; give how the old one can be had again."""
    task = f"导入“{done.draft.title}”"
    try:
        return place_page(project, file, done.text, task, console, replace=update, hint=_HINT)
    except ContentErrors as errors:
        raise IntakeError(f"放进站点以后会有下列错误，没有写入。改法：在来稿里改好，再导入：\n{errors}") from errors


def _are_many(options: argparse.Namespace) -> bool:
    return bool(options.batch) or len(options.sources) > 1


def _bar(done: int, total: int, name: str) -> str:
    filled = done * _BAR // total
    return f"[{'#' * filled}{'-' * (_BAR - filled)}] {done}/{total} {name}"
