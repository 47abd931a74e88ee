"""Makes the page of a study pack."""

from __future__ import annotations

import argparse
from typing import Any

from macros.domain.reports import Audience
from scripts.commands.options import add_unit_option
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
新建学习资料包：列出要学的总结、条目、法规和讨论题，做成 docs/study/ 里的一页。
所列的材料没有、文件已经有了，都不写文件。做好的页面可以用任何编辑器再改。
"""
#: Options that name what goes in, in the order of the command line; each with the field that it fills.
_MATERIALS = (
    ("--report", "标识", "整份总结，如 2023、2023-half"),
    ("--chain", "条目", "一个问题在各年的情况和措施，如 2023#p2"),
    ("--regulation", "法规", "一部法规的现行条文，写法规的标识"),
    ("--edition", "版本", "一部法规某个版本的条文，如 jilv-chufen-tiaoli/2018"),
    ("--changes", "法规", "一部法规最近一次修改了什么，哪些条目引用过"),
    ("--table", "宏", "一张对照表，写法与页面上的宏相同，如 'compare_years(2022, 2023)'"),
)


class _AddMaterial(argparse.Action):
    """Keeps what goes in in the order in which it was named."""

    def __call__(
        self, _parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, option: str | None = None
    ) -> None:
        namespace.materials = [*namespace.materials, (str(option).removeprefix("--"), values)]


def add_options(parser: Parser) -> None:
    """Add what goes into the pack, and what is printed around it."""
    parser.add_argument("--title", required=True, metavar="标题", help="页面的标题")
    parser.set_defaults(materials=[])
    for option, name, words in _MATERIALS:
        parser.add_argument(option, action=_AddMaterial, metavar=name, help=words + "；可以写几次")
    parser.add_argument("--items", action=_AddMaterial, nargs="+", metavar="条目", help="若干条目，如 2023#p2 2024#m3")
    parser.add_argument(
        "--kinds", nargs="+", default=[], metavar="类别", help="总结和问题只取这些类别：现状 问题 原因 措施 其他"
    )
    parser.add_argument("--articles", nargs="+", default=[], metavar="条", help="法规只取这些条，如 7 8 31_1")
    parser.add_argument("--questions", nargs="+", default=[], metavar="题", help="讨论题，每题加引号")
    parser.add_argument("--date", default="", metavar="日期", help="学习日期，如 2026-03-12；不写则封面留空")
    parser.add_argument("--place", default="", metavar="地点", help="学习地点；不写则留空")
    parser.add_argument("--host", default="", metavar="职务", help="主持人的职务；不写则留空")
    parser.add_argument(
        "--audience",
        default="",
        choices=("", *Audience),
        metavar="范围",
        help=f"阅读范围：{'、'.join(Audience)}；不写则取所列材料中最严的",
    )
    parser.add_argument("--notes-lines", type=int, default=None, metavar="行数", help="学习笔记留几行")
    parser.add_argument("--sign-in", type=int, default=None, metavar="人数", help="签到表留几行，0 则不要")
    parser.add_argument("--no-minutes", action="store_true", help="不要学习记录")
    add_unit_option(parser)
    parser.add_argument("--out", default="", metavar="名称", help="文件名，不写则按日期或第一项材料取名")
    parser.add_argument("--dry-run", action="store_true", help="只列出将要写的内容，不写文件")


def require_sense(parser: Parser, options: argparse.Namespace) -> None:
    """A pack holds something."""
    if not options.materials:
        parser.error(
            "没有写要学什么，至少写 --report、--items、--chain、--regulation、--edition、--changes、--table 之一"
        )


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Make the page, or say what it would hold."""
    from scripts.changes.pack_page import begin_pack

    begin_pack(project, options, console)
