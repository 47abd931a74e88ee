"""Checks the content and lists every fault."""

from __future__ import annotations

import argparse

from scripts.commands.findings_data import add_json_option, give_findings, giving_errors
from scripts.commands.options import add_day_option, add_wheels_option, take_day
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
只检查内容，列出全部错误，不生成站点；没有错误的，再列出最要紧的提示。
"""


def add_options(parser: Parser) -> None:
    """Add the day that counts as today, where packages come from, and the form of the outcome."""
    add_day_option(parser)
    add_wheels_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Check; the faults are the outcome."""
    take_day(options)
    from scripts.build import pipeline

    with giving_errors(console, as_json=options.json):
        checked = pipeline.check(project, console)
    if options.json:
        give_findings(checked.remarks, console, is_all=checked.is_all, notice=checked.notice)
