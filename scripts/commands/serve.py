"""Opens the site and the desk beside it on this machine, and follows every edit."""

from __future__ import annotations

import argparse
import contextlib
import webbrowser

from scripts.commands.options import add_site_options, require_files_sense, take_day, with_files, write_files
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
建立运行环境，在本机打开工作台和站点的预览；改动页面以后自动更新，按 Ctrl+C 停止。
工作台只在这台电脑上能打开，地址里的口令每次启动都换；生成和发布的站点里没有它。
"""
STOPPED = "已停止。"
_USUAL_PORT = 8000


def add_options(parser: Parser) -> None:
    """Add the port, whether the browser is opened, and whether there is a desk."""
    parser.add_argument("--port", type=_port, metavar="端口", help="所用的端口；不写是 8000，被占用的用后面空着的")
    parser.add_argument("--open", action="store_true", help="就绪后打开浏览器")
    parser.add_argument("--no-desk", action="store_true", help="不开工作台，只打开站点")
    add_site_options(parser)


require_sense = require_files_sense


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Serve until interrupted, which is how it is meant to end."""
    take_day(options)
    project = with_files(options, project)
    with contextlib.suppress(KeyboardInterrupt):
        if options.no_desk:
            from scripts.build.preview import serving

            serving.serve(project, options.port or _USUAL_PORT, console, write_files, open_browser=options.open)
        else:
            with contextlib.ExitStack() as opening:
                if not _open_desk(options, project, console, opening):
                    return
    console.say(STOPPED)


def _open_desk(options: argparse.Namespace, project: Project, console: Console, opening: contextlib.ExitStack) -> bool:
    """Open the desk until it is stopped, or the page of one that is open already; tell which."""
    from scripts.build.preview.live_site import live_site
    from scripts.desk.running import find_running, opening_alone
    from scripts.desk.serving import serve, take_free_port, take_port

    opening.enter_context(opening_alone(project, console))
    if (running := find_running(project)) and options.port in {None, running.port}:
        _lead_there(running.address, console, open_browser=options.open)
        return False
    listening = take_port(options.port) if options.port else take_free_port(console)
    with contextlib.closing(live_site(project, console, write_files)) as site:
        serve(project, listening, console, site, open_browser=options.open, when_open=opening.close)
    return True


def _lead_there(address: str, console: Console, *, open_browser: bool) -> None:
    """The desk of this folder is open already, as after a second double click: it is shown, and no other is begun."""
    console.say(f"这个文件夹的工作台已经开着，就用它：{address}")
    if open_browser:
        webbrowser.open(address)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"“{text}”不是端口，写 1 到 65535 之间的整数")
    return int(text)
