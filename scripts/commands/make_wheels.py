"""Makes the folder of wheels that a machine without internet installs from."""

from __future__ import annotations

import argparse
import sys

from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import ROOT, Project

DESCRIPTION = """\
在有网络的机器上下载全部依赖，供没有网络的机器安装。
得到的文件夹拷到那台机器的项目中，名为 wheels，再运行 python3 scripts/site.py。
"""


def add_options(parser: Parser) -> None:
    """Add the machine that they are for."""
    parser.add_argument(
        "--platform",
        choices=["linux", "windows"],
        default="linux",
        metavar="系统",
        help="那台机器的系统：linux 或 windows（都是 64 位），默认 linux",
    )
    parser.add_argument(
        "--python",
        default="{}.{}".format(*sys.version_info[:2]),
        metavar="版本",
        help="那台机器的 Python 版本，如 3.11；默认与本机相同",
    )
    parser.add_argument("--out", default=str(ROOT / "wheels"), metavar="文件夹", help="放到哪里，默认 wheels")
    parser.add_argument("--with-scan", action="store_true", help="连同识别扫描件所需的依赖")
    parser.add_argument("--with-county", action="store_true", help="连同在多个核、多台机器上计算所需的依赖")
    parser.add_argument("--with-tests", action="store_true", help="连同测试所需的依赖")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Download what the lock file names for the machine that was asked for."""
    from scripts.setup import wheels

    # Each group holds the site's own packages, too.
    asked = {"test": options.with_tests, "scan": options.with_scan, "county": options.with_county}
    for group in [name for name, is_asked in asked.items() if is_asked] or ["site"]:
        wheels.download(group, options.platform, options.python, options.out, console)
