"""Checks and builds the site for the intranet."""

from __future__ import annotations

import argparse

from scripts.commands.options import add_site_options, require_files_sense, take_day, with_files, write_files
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
检查内容，生成站点到 site 文件夹；全部成功以后才替换原来的站点。
"""


def add_options(parser: Parser) -> None:
    """Add what decides how the site is made."""
    parser.add_argument("--fresh", action="store_true", help="全部重新生成，不用上一次留下的页面")
    add_site_options(parser)


require_sense = require_files_sense


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Build, or leave the old site as it is."""
    take_day(options)
    from scripts.build import pipeline

    pipeline.build(project.site, with_files(options, project), console, write_files, afresh=options.fresh)
