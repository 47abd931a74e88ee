"""Takes the pictures of the handbook anew, after what they show has changed."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
照现在的样子重新做手册里的图：在项目的副本里导入一份编写的总结，命令的回答、写好的页面、生成的页面各一张；
另有一张是2023年总结的页面，工作台要做的事各有一张。项目里只改图。做好以后看一遍再提交。
"""
STOPPED = "已停止。"


def add_options(parser: Parser) -> None:
    """Add where the pictures are written."""
    parser.add_argument("--out", type=Path, metavar="文件夹", help="写到哪里，不写就换掉手册里的")


def group_of(_options: argparse.Namespace) -> str:
    """The browser is driven as in the tests."""
    return "test"


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Take them, and name each."""
    from scripts.bench.pictures import take_pictures
    from scripts.bench.searches.browser import launch

    with launch() as browser:
        for file in take_pictures(project, options.out or project.docs / "handbook/images", browser):
            console.say(f"已写入 {file.name}")
