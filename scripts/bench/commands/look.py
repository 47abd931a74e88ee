"""How every kind of page looks, in figures."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
量一量每一种页面的样子：在 1440 和 390 像素宽时多高，宽屏上文字右边空白占多少，手机上内容从哪里起，
链接有几种颜色，露出的编号和路径有几处。量之前先生成站点。
"""
STOPPED = "已停止。"


def add_options(parser: Parser) -> None:
    """Add which site is looked at."""
    parser.add_argument("--site", type=Path, metavar="文件夹", help="看哪个生成好的站点，不写就生成本站再看")
    parser.add_argument("--json", action="store_true", help="只输出数据（JSON），供程序读取")


def group_of(_options: argparse.Namespace) -> str:
    """The browser is driven as in the tests."""
    return "test"


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Measure and print the figures."""
    from scripts.bench.look import find_kinds, measure_looks
    from scripts.bench.searches.browser import launch
    from scripts.build import pipeline

    if not options.site:
        pipeline.refresh(project, console)
    site = (options.site or project.preview).resolve()
    found = []
    with launch() as browser:
        for look in measure_looks(site, list(find_kinds(site)), browser):
            found.append(asdict(look))
            if not options.json:
                console.say(look.words)
    if options.json:
        console.give(json.dumps(found, ensure_ascii=False, indent=1))
