"""Lists the locked packages with the licences that they state."""

from __future__ import annotations

import argparse

from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
列出锁定的全部依赖、版本和许可证；有没有写明许可证的，或者许可证不在认可之列的，逐个指出。
"""


def add_options(parser: Parser) -> None:
    """Add whether what the tests need is listed too."""
    parser.add_argument("--with-tests", action="store_true", help="连同测试所需的依赖")


def group_of(options: argparse.Namespace) -> str:
    """The packages that are listed must be there to be asked."""
    return "test" if options.with_tests else "site"


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Print the table; 1 where a licence is missing or not one of those that are accepted."""
    from scripts.setup import licences

    for line in licences.describe(group_of(options)):
        console.say(line)
