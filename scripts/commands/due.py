"""Tells what falls due and what is overdue, by the posts that answer for it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.commands.findings_data import add_json_option, giving_errors
from scripts.commands.options import add_unit_option, count, day
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

if TYPE_CHECKING:
    from macros.compare.due import DueList

DESCRIPTION = """\
列出整改台账里到期的和逾期的措施：逾期、今天到期、5 天内、10 天内、20 天内，按责任人分列；
改过期的按新期限算，写明原期限；已完成待验收、已销号、终止的不列；没有日期的另列，不猜。
再列出当年的材料里还没有记载的规定动作。--slips 把它们做成督办单，--calendar 做成日历。
"""
STOPPED = "已停止。"
#: As `macros.compare.due` has it, which is loaded later.
_WITHIN_DAYS = 20
#: As `scripts.paper.slips` has it.
_EACH = ("责任人", "事项")


def add_options(parser: Parser) -> None:
    """Add the day, how far to look ahead, whose dates, and the form of the outcome."""
    parser.add_argument("--on", type=day, metavar="日期", help="按这一天算，如 2024-06-30；不写则是今天")
    parser.add_argument("--within", type=count, default=_WITHIN_DAYS, metavar="天数", help="往后看几天，不写则是 20 天")
    parser.add_argument("--post", default="", metavar="职务", help="只看一个责任人的，写台账里的职务，如 组织委员")
    add_unit_option(parser, "docs/ledger/")
    add_json_option(parser)
    _add_calendar_option(parser)
    slips = parser.add_argument_group("督办单")
    slips.add_argument("--slips", action="store_true", help="把逾期的和要到期的做成督办单，写到 --out 的位置")
    slips.add_argument(
        "--each", choices=_EACH, default=_EACH[0], metavar="什么", help="一张督办单管什么：责任人（不写就是）或者事项"
    )
    slips.add_argument("--reply-by", type=day, metavar="日期", help="要求哪一天以前答复；不写则留空，手写")
    slips.add_argument(
        "--out",
        type=Path,
        metavar="位置",
        help="督办单写到这个 .pdf 或 .docx 文件，或者这个文件夹（一张一个 PDF）；日历写到这个 .ics 文件",
    )


def _add_calendar_option(parser: Parser) -> None:
    parser.add_argument(
        "--calendar",
        action="store_true",
        help="把没有办完的各个日期做成日历文件，写到 --out 的 .ics 文件，供办公软件导入",
    )


def require_sense(parser: Parser, options: argparse.Namespace) -> None:
    """Slips and calendars need a place, and what is said of them is said only where there are any."""
    asked = [f"--{name}" for name in ("slips", "calendar", "json") if getattr(options, name)]
    if len(asked) > 1:
        parser.error(f"{' 和 '.join(asked)} 不能一起写")
    if options.out is None and (options.slips or options.calendar):
        parser.error(f"{asked[0]} 要写 --out，写到哪里")
    if options.out is not None and not (options.slips or options.calendar):
        parser.error("--out 只与 --slips 或 --calendar 一起写")
    if options.reply_by is not None and not options.slips:
        parser.error("--reply-by 只与 --slips 一起写")
    if options.each != _EACH[0] and not options.slips:
        parser.error("--each 只与 --slips 一起写")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Tell what is due."""
    from macros.compare.due import find_due
    from macros.corpus import load_yearbook, read_posts, today
    from scripts.commands.due_telling import choose_post, due_as_data, tell_due

    with giving_errors(console, as_json=options.json):
        yearbook = load_yearbook(project.docs)
    found = find_due(
        yearbook, yearbook.folder_of(options.unit), options.on or today(), options.within, read_posts(project.docs)
    )
    found = choose_post(found, options.post)
    if options.slips:
        _write_slips(found, options, project, console)
        return
    if options.calendar:
        _write_calendar(found, options, console)
        return
    for line in tell_due(found, with_duties=not options.post):
        console.say(line)
    if options.json:
        console.give(json.dumps(due_as_data(found), ensure_ascii=False, indent=1))


def _write_slips(found: DueList, options: argparse.Namespace, project: Project, console: Console) -> None:
    from scripts.paper.slip_files import write_slips
    from scripts.paper.slips import SlipFor, find_slips

    slips = find_slips(found, SlipFor(options.each))
    write_slips(slips, found, options.out, project, console, options.reply_by)


def _write_calendar(found: DueList, options: argparse.Namespace, console: Console) -> None:
    from macros.errors import SiteError
    from scripts.build.calendar_files import write_calendar
    from scripts.changes.writing import write_whole

    if options.out.suffix.lower() != ".ics" or options.out.is_dir():
        raise SiteError(f"{options.out.name} 不是日历文件的名称。改法：--out 后面写以 .ics 结尾的文件。")
    post = found.everybody.get(found.only, "")
    write_whole(options.out, write_calendar(found, post))
    dates = len((*found.lines, *found.later, *found.passed))
    console.say(f"已写入 {options.out}：{dates} 个日期。")
