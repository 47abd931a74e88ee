"""One paper, or one after another: read, make the pages, list them, write them, tell."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.corpus.pages import path_within
from macros.errors import ContentErrors, SiteError
from scripts.build.content_checks import describe_broken
from scripts.changes import journal
from scripts.changes.change_set import ChangeSet
from scripts.changes.placing import name_of, place_page, plan_pages
from scripts.changes.writing import place_file, write_all
from scripts.intake.batch_asking import make_or_ask
from scripts.intake.guard import Reader
from scripts.intake.holdings import Holdings, load_holdings
from scripts.intake.kept_readings import KeptReadings
from scripts.intake.making import make_pages
from scripts.intake.manuscript import IntakeError
from scripts.intake.page_making import Made, remember
from scripts.intake.scans.bringing_in import write_lists
from scripts.intake.telling import as_json, facts_line, summary_line, tell
from scripts.setup.console import Console
from scripts.setup.project import Project

_BAR = 30
_HINT = "要用新稿更新，加 --update；要另存，加 --out"
_REFUSED = (
    "放进站点以后会有下列错误，没有写入。改法：在来稿里改好再导入；"
    "是页面里写着不再有的条目的（answers、continues、台账），先在那一页改掉："
)


def import_one(options: argparse.Namespace, project: Project, console: Console) -> int:
    """Import one paper as the command line asks.

    Raises:
        SiteError: It cannot be read, made or written; the text says why.
    """
    holdings = _load_holdings(project, console)
    source = Path(options.sources[0])
    with Reader(tell=lambda read: console.show_progress(str(read)), kept=KeptReadings(project)) as reader:
        made = make_pages(source, options, holdings, reader, console)
    if len(made) > 1:
        return _import_together({source: made}, {}, options, project, console)
    done, file = made[0].done, made[0].file
    task = f"导入“{done.draft.title}”"
    try:
        way_back = place_page(
            project,
            file,
            done.text,
            task,
            console,
            replace=options.update,
            hint=_HINT,
            dry_run=options.dry_run,
            beside=_beside(made[0], project.docs),
        )
    except ContentErrors as errors:
        raise IntakeError(f"{_REFUSED}\n{errors}") from errors
    lists = []
    if not options.dry_run:
        if not path_within(file, project.docs):
            write_all(made[0].pictures)
        remember(made[0], project.docs)
        lists = write_lists([(source, made[0])])
    if options.json:
        console.give(as_json(done))
    else:
        tell(done, name_of(file, project.docs), way_back, console, dry_run=options.dry_run)
        for line in lists:
            console.say(line)
    return 0


def import_batch(options: argparse.Namespace, project: Project, console: Console) -> int:
    """Import several papers; a bad one is told and left out, the others are written together.

    Raises:
        IntakeError: There is no such folder, or nothing in it.
        WriteError: The pages cannot be written; none is.
    """
    files = _files(Path(options.batch)) if options.batch else [Path(name) for name in options.sources]
    holdings = _load_holdings(project, console)
    keys, turn = set[str](), ""
    with Reader(tell=lambda read: console.show_progress(f"{turn}　{read}"), kept=KeptReadings(project)) as reader:

        def make(path: Path, own: argparse.Namespace) -> list[Made]:
            nonlocal turn
            turn = _bar(files.index(path), len(files), path.name)
            console.show_progress(turn)
            pages = make_pages(path, own, holdings, reader, taken=frozenset(keys))
            keys.update(page.done.key for page in pages)
            console.show_progress("")
            return pages

        made, refused = make_or_ask(dict.fromkeys(files, options), make, None if options.yes else console)
    console.show_progress("")
    return _import_together(made, refused, options, project, console)


@dataclass(frozen=True)
class _Plan:
    """What can be written together: pages of the site as one change set, and files outside."""

    changes: ChangeSet
    outside: list[Made]


def _import_together(
    made: dict[Path, list[Made]],
    refused: dict[Path, str],
    options: argparse.Namespace,
    project: Project,
    console: Console,
) -> int:
    """List what each paper becomes, ask, and write all that can be."""
    plan = _plan(made, refused, options, project)
    for path, why in refused.items():
        console.say(f"不能导入  {path.name}：{why.replace(chr(10), ' ')}")
    fit = {path: pages for path, pages in made.items() if path not in refused}
    rows = [(path, page) for path, pages in fit.items() for page in pages]
    for path, page in rows:
        console.say(facts_line(path.name, page.done, name_of(page.file, project.docs)))
    question = f"照上面写入 {len(rows)} 份，输入 yes 继续："
    if rows and not (options.dry_run or options.yes) and not console.agrees(question):
        console.say("没有输入 yes，什么都没有写。")
        return 1
    if not options.dry_run:
        for page in plan.outside:
            place_file(page.file, page.done.text, replace=options.update, hint=_HINT)
            write_all(page.pictures)
        journal.write(project, plan.changes, console)
        for _, page in rows:
            remember(page, project.docs)
    lists = [] if options.dry_run else write_lists(rows)
    for path, page in rows:
        console.say(summary_line(path.name, page.done, dry_run=options.dry_run))
    for line in lists:
        console.say(line)
    outcome = "可以导入" if options.dry_run else "导入"
    console.say(f"共 {len(made.keys() | refused.keys())} 个文件，{outcome} {len(fit)} 个，未导入 {len(refused)} 个。")
    return 1 if refused else 0


def _plan(
    made: dict[Path, list[Made]], refused: dict[Path, str], options: argparse.Namespace, project: Project
) -> _Plan:
    """Plan all pages that can stand in the site together; why the others cannot is added to the refused."""
    outside, placed = list[Made](), dict[str, str]()
    for source, pages in made.items():
        try:
            _require_own_pages(source, pages, placed, project)
            for page in pages:
                _try_alone(page, options, project)
            outside += [page for page in pages if not path_within(page.file, project.docs)]
        except SiteError as error:
            refused[source] = str(error)
    while True:
        fit = {source: pages for source, pages in made.items() if source not in refused}
        texts = {path_within(page.file, project.docs): page.done.text for pages in fit.values() for page in pages}
        texts.pop("", None)
        changes = plan_pages(project.docs, f"导入 {len(texts)} 份", texts, replace=True, hint="")
        for page in (page for pages in fit.values() for page in pages):
            changes = changes.with_files(_beside(page, project.docs))
        faults = _faults(changes, fit, project)
        if not faults:
            return _Plan(changes, outside)
        refused |= faults


def _beside(page: Made, docs: Path) -> dict[str, bytes | None]:
    """The files that change with a page."""
    return {path: one for path, one in page.changes(docs).items() if not isinstance(one, str)}


def _try_alone(page: Made, options: argparse.Namespace, project: Project) -> None:
    """See that a page may take its place.

    Raises:
        WriteError: Another that differs stands there, or it cannot be written.
    """
    path = path_within(page.file, project.docs)
    if path:
        plan_pages(project.docs, "", {path: page.done.text}, replace=options.update, hint=_HINT)
    else:
        place_file(page.file, page.done.text, replace=options.update, hint=_HINT, dry_run=True)


def _faults(changes: ChangeSet, made: dict[Path, list[Made]], project: Project) -> dict[Path, str]:
    """Why some papers cannot stand in the site, by their sources; nothing where all can."""
    try:
        changes.check()
    except ContentErrors as errors:
        told = {
            source: "；".join(str(error) for error in errors.errors if error.file in _names(pages, project))
            for source, pages in made.items()
        }
        found = {source: why for source, why in told.items() if why}
        if not found:
            raise
        return found
    return {}


def _names(pages: Sequence[Made], project: Project) -> set[str]:
    return {name_of(page.file, project.docs) for page in pages}


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise IntakeError(f"{folder} 不是文件夹。改法：核对 --batch 后面的路径。")
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$")))
    if not files:
        raise IntakeError(f"{folder} 里没有文件。改法：核对 --batch 后面的路径。")
    return files


def _load_holdings(project: Project, console: Console) -> Holdings:
    holdings = load_holdings(project.docs)
    if told := describe_broken(holdings.broken):
        console.say(told)
    return holdings


def _require_own_pages(source: Path, pages: Sequence[Made], placed: dict[str, str], project: Project) -> None:
    """Two papers never go to one page, where the second would take the first's place."""
    own = dict[str, str]()
    for page in pages:
        name = name_of(page.file, project.docs)
        if other := (placed | own).get(name):
            raise IntakeError(
                f"和 {other} 要写到同一个页面 {name}。"
                "改法：单独导入，用 --series 写明文种，或用 --out 另存；一个文件里的几份放在一页的，加 --as-parts。"
            )
        own[name] = source.name
    placed |= own


def _bar(done: int, total: int, name: str) -> str:
    filled = done * _BAR // total
    return f"[{'#' * filled}{'-' * (_BAR - filled)}] {done}/{total} {name}"
