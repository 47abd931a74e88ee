"""Opens the site on this machine and follows every edit."""

from __future__ import annotations

import argparse

from scripts.commands.options import add_site_options, require_files_sense, take_day, with_files, write_files
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
建立运行环境，检查内容，生成站点，在本机打开预览；改动页面以后自动更新，按 Ctrl+C 停止。
"""
STOPPED = "已停止。"


def add_options(parser: Parser) -> None:
    """Add the port, and whether the browser is opened."""
    parser.add_argument("--port", type=_port, default=8000, metavar="端口", help="预览所用的端口，默认 8000")
    parser.add_argument("--open", action="store_true", help="站点就绪后打开浏览器")
    add_site_options(parser)


require_sense = require_files_sense


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Serve until interrupted, which is how it is meant to end."""
    take_day(options)
    from scripts.build import preview

    try:
        preview.serve(with_files(options, project), options.port, console, write_files, open_browser=options.open)
    except KeyboardInterrupt:
        console.say(STOPPED)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"“{text}”不是端口，写 1 到 65535 之间的整数")
    return int(text)
