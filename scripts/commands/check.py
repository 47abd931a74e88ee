"""Checks the content and lists every fault."""

from __future__ import annotations

import argparse

from scripts.commands.options import add_day_option, add_wheels_option, take_day
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
只检查内容，列出全部错误，不生成站点；没有错误的，再列出最要紧的提示。
"""


def add_options(parser: Parser) -> None:
    """Add the day that counts as today, and where packages come from."""
    add_day_option(parser)
    add_wheels_option(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Check; the faults are the outcome."""
    take_day(options)
    from scripts.build import pipeline

    pipeline.check(project, console)
