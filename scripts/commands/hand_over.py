"""Makes the file that an office hands over to the county."""

from __future__ import annotations

import argparse
from pathlib import Path

from macros.domain.paths import is_unit_folder
from macros.domain.reports import Audience
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
上报：把本单位的报告、台账，连同它们用到的本地制度、引用的法规信息和附件，做成一个上报包，交给县里用 gather 汇总。
只取 --audience 可以看的，和发布一样；发布会拦下的（没有办完签发、扫描件没有校对完、内容有错误），上报也拦下。
法规的条文原文不带走。
"""


def add_options(parser: Parser) -> None:
    """Add where the file goes, for whom, and of which unit."""
    parser.add_argument("out", type=Path, metavar="文件.zip", help="写到这个文件")
    parser.add_argument(
        "--audience", required=True, choices=list(Audience), metavar="阅读范围",
        help=f"交给谁看：{'、'.join(Audience)}；包里没有这个范围以外的",
    )  # fmt: skip
    parser.add_argument(
        "--unit", default=None, metavar="文件夹", help="单位在 docs/reports/ 下的文件夹；不写则是本单位的"
    )
    parser.add_argument(
        "--code", default="", metavar="代号", help="在县里的站点用的文件夹名，如 dongzhen；不写则按单位名称的拼音"
    )
    parser.add_argument(
        "--without", action="append", default=[], metavar="材料", help="不上报的材料，如 reports/2025-half，可以写几次"
    )


def require_sense(parser: Parser, options: argparse.Namespace) -> None:
    """A folder has a name that a page's address can hold."""
    options.unit = options.unit if options.unit is None else options.unit.strip("/")
    for name in ("unit", "code"):
        if not is_unit_folder(getattr(options, name) or ""):
            parser.error(f"--{name} 只用小写字母、数字和连字符，如 --{name} dongzhen")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Make the file, and say what is in it."""
    from scripts.changes.foreign_zip import write_whole_zip
    from scripts.county.handing_over import HandOverOrder, make_hand_over

    order = HandOverOrder(Audience(options.audience), options.unit, options.code, tuple(options.without))
    made = make_hand_over(project, order, console)
    if not write_whole_zip(options.out, made.as_zip()):
        console.say(f"没有变化：{options.out} 已是同样的内容。")
        return
    manifest = made.manifest
    console.say(f"已做好 {options.out}：{manifest.unit}，给{manifest.audience}看，文件 {len(made.files)} 个。")
    console.say(f"在县里的文件夹：{manifest.code}。第一次汇总时定下来，以后不变。")
