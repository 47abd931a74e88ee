"""Makes a pack of facts of regulations for machines without a network."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
从本站的页面做一个法规资料包，拷给没有网络的机器，在那里用 update-regulations 更新。
"""


def add_options(parser: Parser) -> None:
    """Add where the pack goes, and which regulations are in it."""
    parser.add_argument("out", type=Path, metavar="文件.zip", help="写到这个文件")
    parser.add_argument(
        "--regulation", action="append", default=[], metavar="标识", help="只要这部法规，可以写几次；不写则全部"
    )


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Make a pack, and say what is in it."""
    from scripts.register.archive import write_pack
    from scripts.register.exporting import make_pack

    pack, left = make_pack(project.docs, options.regulation)
    for title in left:
        console.say(f"不导出条文原文，只导出版本信息：{title}")
    if not write_pack(options.out, pack):
        console.say(f"没有变化：{options.out} 已是同样的内容。")
        return
    day = pack.manifest.checked_as_of.chinese
    console.say(f"已做好 {options.out}：{len(pack.pages)} 个页面，核对至{day}。")
