"""The page of a study pack: what the command's options make of it, and whether it may be written."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from macros.corpus.findings import Findings
from macros.corpus.front_matter import parse_front_matter
from macros.errors import ContentErrors, SiteError
from macros.page_text.fields import with_fields
from macros.page_text.headings import heading_words, write_heading
from macros.page_text.splitting import join_page, split_text
from macros.page_text.title_ids import title_id
from macros.page_text.yaml_values import field_line, indented, item, list_field
from scripts.build.content_checks import check_content
from scripts.changes.change_set import ChangeSet
from scripts.changes.naming import name_of_page, name_page
from scripts.changes.telling import confirm_and_write
from scripts.setup.console import Console
from scripts.setup.project import Project

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
#: Characters that would mean something to Markdown or to a macro on the page.
_NO_TITLE = re.compile(r"[<>{}\[\]*_`|\\#&\x00-\x1f]")
_WITH_KINDS = {"report", "chain"}
_WITH_ARTICLES = {"regulation", "edition", "changes"}


class StudyPackError(SiteError):
    """The pack cannot be made from what was asked for."""

    meaning = "学习资料包做不出来：要放的材料没有，或者同名的页面已经有了；没有写任何页面"
    remedy = "照提示改正选项，再运行一次；见[学习资料包](packs.md)"


@dataclass(frozen=True)
class PackPage:
    """What the page of a pack says (学习资料包的一页).

    Attributes:
        title: Its title.
        audience: Who may read it; empty for the narrowest circle of what it holds.
        held_on: The day of the session.
        place: Where it is held.
        host: The post of whoever leads it.
        include: What goes in, in its order, each as front matter says it.
        questions: What is to be talked of.
        notes_lines: Lines for notes; None for as many as usual.
        sign_in: Lines to sign in on; likewise.
        minutes: Whether it has a form for minutes.
    """

    title: str
    audience: str = ""
    held_on: date | None = None
    place: str = ""
    host: str = ""
    include: tuple[Mapping[str, object], ...] = ()
    questions: tuple[str, ...] = ()
    notes_lines: int | None = None
    sign_in: int | None = None
    minutes: bool = True


def begin_pack(project: Project, options: argparse.Namespace, console: Console) -> None:
    """Make the page and say what to do next; a page that is there is never touched.

    Args:
        project: Whose pages they are.
        options: What the command was told.
        console: Where to tell it.

    Raises:
        ContentErrors: The pages that are there are at fault.
        StudyPackError: Something that was named does not exist, or the page is there already.
        WriteError: The page cannot be written.
    """
    check_content(project.docs)
    path = f"study/{options.unit.strip('/')}/{_name(options)}.md".replace("//", "/")
    if (project.docs / path).exists():
        raise StudyPackError(
            f"{name_of_page(project.docs, path)}已经有了（docs/{path}），没有改动。"
            "改法：用 --out 换一个名称，或者直接修改那一页。"
        )
    text = page_text(options, path)
    name = name_page(text, path)
    changes = ChangeSet.plan(project.docs, f"新建学习资料包“{options.title}”", {path: text})
    try:
        changes.check()
    except ContentErrors as errors:
        told = [str(error).replace(f"docs/{path}:{error.line}：", "") for error in errors.errors]
        raise StudyPackError("\n".join(["没有新建学习资料包，所写的选项有下列问题：", *told])) from errors
    if options.dry_run:
        console.say(f"将新建 {name}（docs/{path}）：\n\n{text}")
    if confirm_and_write(project, changes, console, dry_run=options.dry_run, yes=True):
        console.say(f"新建 {name}，列在学习资料里：docs/{path}")
        console.say("下一步：运行 python3 scripts/site.py build，打开页面看一遍再打印。")


def page_text(options: argparse.Namespace, path: str) -> str:
    """The page as it is written.

    Raises:
        StudyPackError: The title or the date cannot stand on a page.
    """
    pack = PackPage(
        title=options.title,
        audience=options.audience,
        held_on=_day(options.date),
        place=options.place,
        host=options.host,
        include=tuple(_material(field, value, options) for field, value in options.materials),
        questions=tuple(options.questions),
        notes_lines=options.notes_lines,
        sign_in=options.sign_in,
        minutes=not options.no_minutes,
    )
    return write_pack(pack, path)


def write_pack(pack: PackPage, path: str, before: str = "") -> str:
    """The page of a pack.

    Args:
        pack: What it is to say.
        path: The page's path under docs.
        before: The page as it stands, of which all stays that is no part of the pack; empty for a new one.

    Raises:
        StudyPackError: The title cannot stand on a page.
        FrontMatterError: It cannot be told where the front matter of the page ends.
    """
    title = " ".join(pack.title.split())
    if not title or _NO_TITLE.search(title):
        raise StudyPackError(f"标题“{title}”里不能有 < > {{ }} [ ] * _ # 等符号，也不能为空。改法：换一个标题。")
    heading = write_heading(1, title, title_id("pack", path.removeprefix("study/").removesuffix(".md")))
    audience, own = list(_lines({"audience": pack.audience})), ["pack:", *indented(_pack(pack))]
    if not before:
        front = [field_line("render_macros", value=True), *audience, *own]
        return join_page(front, [heading, "", "{{ study_pack() }}", ""])
    split = split_text(before)
    front = with_fields(split.front, {"render_macros": None, "audience": audience, "pack": own})
    at = next((number for number, line in enumerate(split.body) if line.startswith("# ")), None)
    body = [heading if number == at else line for number, line in enumerate(split.body)]
    return split.changed(front=front, body=body)


def read_pack_page(text: str) -> PackPage | None:
    """What the page of a pack says; None where that cannot be read."""
    split = split_text(text)
    found = parse_front_matter(["", *split.front, ""], len(split.front) + 2, "", Findings()) if split.front else None
    fields = found.fields.get("pack") if found else None
    if not found or not isinstance(fields, dict):
        return None
    title = next((heading_words(line) for line in split.body if line.startswith("# ")), "")
    return PackPage(
        title=title,
        audience=str(found.fields.get("audience", "")),
        held_on=_day(str(fields.get("held_on") or "")),
        place=str(fields.get("place", "")),
        host=str(fields.get("host", "")),
        include=tuple(row for row in fields.get("include") or () if isinstance(row, dict)),
        questions=tuple(map(str, fields.get("questions") or ())),
        notes_lines=fields.get("notes_lines"),
        sign_in=fields.get("sign_in"),
        minutes=fields.get("minutes") is not False,
    )


def _pack(pack: PackPage) -> Iterator[str]:
    yield from _lines({"held_on": pack.held_on, "place": pack.place, "host": pack.host})
    if pack.include:
        yield "include:"
    for row in pack.include:
        yield from indented(item(_lines(row)))
    yield from list_field("questions", pack.questions)
    yield from _lines({"notes_lines": pack.notes_lines, "sign_in": pack.sign_in})
    if not pack.minutes:
        yield field_line("minutes", value=False)


def _lines(fields: Mapping[str, object]) -> Iterator[str]:
    """Yield a line for each field that is given."""
    yield from (field_line(name, value) for name, value in fields.items() if value not in ("", None))


def _material(field: str, value: str | list[str], options: argparse.Namespace) -> dict[str, object]:
    row: dict[str, object] = {field: value if isinstance(value, list) else plain_name(value)}
    if options.kinds and field in _WITH_KINDS:
        row["kinds"] = list(options.kinds)
    if options.articles and field in _WITH_ARTICLES:
        row["articles"] = [plain_name(article) for article in options.articles]
    return row


def plain_name(value: str) -> str | int:
    """A year or number as one writes it by hand, without quotes."""
    return int(value) if re.fullmatch(r"[1-9][0-9]*", value) else value


def _name(options: argparse.Namespace) -> str:
    first = options.materials[0][1]
    given = options.out.removesuffix(".md")
    name = given or options.date or re.sub(r"[^a-z0-9]+", "-", first if isinstance(first, str) else first[0]).strip("-")
    if not _NAME.fullmatch(name) or name == "index":
        raise StudyPackError(f"不能用“{name}”作文件名。改法：用 --out 写一个名称，只用小写字母、数字和连字符。")
    return name


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise StudyPackError(f"“{text}”不是日期。改法：写成 2026-03-12 这样，且日历上有这一天。") from None
