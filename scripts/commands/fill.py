"""Fills a superior's blank form with what the yearbook knows, or tells what was changed in it since."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.commands.findings_data import add_json_option
from scripts.commands.options import add_confirmation_options, add_day_option, add_unit_option, take_day, year
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

if TYPE_CHECKING:
    from scripts.forms.comparing import FormChange
    from scripts.forms.filling import Filled, Look

DESCRIPTION = """\
把上级发来的空表（.xlsx、.docx）填好：按表头、标签认出每一栏要什么，用台账、总结和指标填，填不了的写“待填”，不猜。
不写 --out 只列出每一栏当作什么；表的格式、公式、合并的格都不动，来源另写一份清单。
"""
STOPPED = "已停止，没有写文件。"


def add_options(parser: Parser) -> None:
    """Add the form, what it is of, and where the filled one goes."""
    parser.add_argument("file", type=Path, metavar="空表", help="上级发来的空表，.xlsx 或 .docx；--back 时是填好的表")
    parser.add_argument("--year", type=year, required=True, metavar="年度", help="填哪一年的，如 2023")
    add_unit_option(parser, "docs/ledger/")
    parser.add_argument("--other-year", action="store_true", help="表的标题写的是别的年度，也照 --year 填")
    parser.add_argument("--out", type=Path, metavar="文件", help="填好的表写到这里；不写只列出每一栏当作什么")
    parser.add_argument("--mapping", default="", metavar="名称", help="照留下的这个对应填；不写，表头一样的自己找")
    parser.add_argument(
        "--take",
        type=_choice,
        action="append",
        default=[],
        metavar="栏目=取自",
        help="某一栏取自什么，如 涉及金额=由人填写；可以写几次",
    )
    parser.add_argument(
        "--keep", default="", metavar="名称", help="把这次的对应留下，起这个名称，表头一样的表以后照它填"
    )
    parser.add_argument("--clean", action="store_true", help="表里不写“待填”，也不加批注，只在清单里列出")
    parser.add_argument("--inside", action="store_true", help="来源也写进表里：Excel 加一张工作表，Word 加在最后")
    parser.add_argument("--back", action="store_true", help="列出填好以后由人改过的地方，什么都不写")
    parser.add_argument("--sources", type=Path, metavar="清单", help="与 --back 一起写：来源清单在哪里；默认在表的旁边")
    add_day_option(parser)
    add_json_option(parser)
    add_confirmation_options(parser)


def _choice(text: str) -> tuple[str, str]:
    label, mark, word = text.rpartition("=")
    if not mark or not label or not word:
        raise argparse.ArgumentTypeError(f"“{text}”写成 栏目=取自，如 涉及金额=由人填写")
    return label, word


def require_sense(parser: Parser, options: argparse.Namespace) -> None:
    """What is filled and what is compared go apart."""
    given = [
        f"--{name.replace('_', '-')}"
        for name in ("out", "mapping", "take", "keep", "clean", "inside", "other_year")
        if getattr(options, name)
    ]
    if options.back and given:
        parser.error(f"--back 只比较，不与 {given[0]} 一起写")
    if options.sources and not options.back:
        parser.error("--sources 只与 --back 一起写")
    if options.json and options.keep and not (options.yes or options.dry_run):
        parser.error("--json 时留对应，另写 --yes")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Look at the form, keep its mapping where that is asked, and fill it."""
    take_day(options)
    if options.back:
        from scripts.forms.filling import look_back

        _tell_changes(look_back(options.file, options.year, options.sources), options, console)
        return
    from macros.corpus import load_yearbook, today
    from scripts.forms.filling import fill_form, look_at, write_filled
    from scripts.forms.mappings import choose

    yearbook = load_yearbook(project.docs)
    look = look_at(options.file, yearbook, options.year, options.unit, today(), options.mapping)
    look = look.with_proposed(choose(look.proposed, options.take))
    _tell_look(look, console)
    if options.keep:
        _keep(look, options, project, console)
    if options.out and not options.dry_run:
        _require_year(look, options, console)
    filled = fill_form(look, options.file.name, marked=not options.clean, inside=options.inside)
    if options.out and not options.dry_run:
        trace = write_filled(filled, options.file, options.out)
        _tell_filled(filled, console)
        console.say(f"填好的表：{options.out}")
        console.say(f"来源清单：{trace}（上报时不用带；以后用 --back 看改过什么，要留着）")
    elif not options.keep:
        console.say(
            "以上只是列出，没有写文件。要填，加 --out；哪一栏不对，加 --take 栏目=取自；以后照用，加 --keep 名称。"
        )
    if options.json:
        console.give(json.dumps(_as_data(look, filled), ensure_ascii=False, indent=1))


def _require_year(look: Look, options: argparse.Namespace, console: Console) -> None:
    """See that a form is filled for another year than its own only where that is said; no yes in advance says it."""
    from scripts.forms.faults import FormError

    if not look.year_differs or options.other_year:
        return
    if options.json or options.yes or not console.agrees(f"{look.year_differs}。确实照填，输入 yes 继续："):
        raise FormError(f"{look.year_differs}，没有写文件。改法：核对 --year；确实照填的，加 --other-year。")


def _tell_look(look: Look, console: Console) -> None:
    console.say(f"照留下的对应“{look.kept.name}”：" if look.kept else "每一栏当作什么：")
    for one in look.proposed.fields:
        console.say(f"  {one.at}　{one.says}：{one.words}（{one.why}）")
    for at, each in look.proposed.rows.items():
        console.say(f"  {at}：一行是{each}")


def _keep(look: Look, options: argparse.Namespace, project: Project, console: Console) -> None:
    from scripts.changes.telling import confirm_and_write, tell_differences
    from scripts.forms.mappings import plan_keeping

    changes = plan_keeping(project.docs, look.proposed.as_mapping(options.keep), look.known.yearbook.forms)
    if not changes:
        console.say(f"对应“{options.keep}”已经这样留下，没有改动。")
        return
    changes.check()
    tell_differences(changes, console)
    if confirm_and_write(project, changes, console, dry_run=options.dry_run, yes=options.yes):
        console.say(f"对应“{options.keep}”已留下，表头一样的表以后照它填。")


def _tell_filled(filled: Filled, console: Console) -> None:
    counts = filled.counts
    console.say(
        f"{filled.asked} 栏中填了 {filled.given} 栏："
        f"已填 {counts['已填']} 格，写明出处的 {filled.traced} 格；待填 {counts['待填']} 格，留空 {counts['留空']} 格。"
    )
    for line in filled.waiting():
        console.say(f"  待填　{line}")
    for notice in filled.notices:
        console.say(f"注意：{notice}")


def _as_data(look: Look, filled: Filled) -> dict[str, object]:
    fields = [{"at": one.at, "says": one.says, "takes": one.words, "why": one.why} for one in look.proposed.fields]
    cells = [
        {"at": row.grid, "cell": row.cell, "label": row.label, "text": row.text, "state": row.state,
         "source": row.source, "item": row.item}
        for row in filled.rows
    ]  # fmt: skip
    counts = filled.counts
    return {
        "mapping": look.kept.name if look.kept else None,
        "fields": fields,
        "rows": {at: str(each) for at, each in look.proposed.rows.items()},
        "filled": counts["已填"],
        "traced": filled.traced,
        "waiting": counts["待填"],
        "left_blank": counts["留空"],
        "cells": cells,
        "notices": list(filled.notices),
    }


def _tell_changes(changes: list[FormChange], options: argparse.Namespace, console: Console) -> None:
    if options.json:
        console.give(json.dumps([_change_as_data(one) for one in changes], ensure_ascii=False, indent=1))
        return
    for one in changes:
        console.say(one.words)
    console.say(
        f"共 {len(changes)} 处。页面没有改动；要改台账、总结的，到页面上改。" if changes else "填好以后没有人改过。"
    )


def _change_as_data(one: FormChange) -> dict[str, object]:
    return {
        "at": one.grid,
        "cell": one.cell,
        "label": one.label,
        "kind": one.kind,
        "before": one.before,
        "after": one.after,
        "source": one.filled.source if one.filled else "",
        "item": one.filled.item if one.filled else "",
    }
