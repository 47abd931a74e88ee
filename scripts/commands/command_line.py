"""Verbs of an entry file: chosen, given their options, run, and every fault told in Chinese."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby
from typing import Any, Protocol

from macros.errors import SiteError
from scripts.setup import environment
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project
from scripts.setup.unforeseen import describe_unforeseen

_STOPPED = "已停止，没有做完的都没有写入。"


class Command(Protocol):
    """What a verb's module holds; it is loaded before the environment, so that what it runs with comes later.

    Besides these it may hold `require_sense(parser, options)`, which refuses
    options that do not go together; `group_of(options)`, which names the
    packages that it needs where they are not those of the site; and `STOPPED`,
    what is told when Ctrl-C ends it.
    """

    DESCRIPTION: str

    def add_options(self, parser: Parser) -> None:
        """Add what can stand after the verb."""

    def run(self, options: argparse.Namespace, project: Project, console: Console) -> int | None:
        """Do it inside the environment; give the exit code, none for success."""


@dataclass(frozen=True)
class Verb:
    """A thing that a person wants done (命令).

    Attributes:
        name: How it is typed.
        group: Under which heading help lists it: what a person wants to do.
        summary: What it does, in one Chinese line.
        module: Holds it, under the package of the list that it stands in.
    """

    name: str
    group: str
    summary: str
    module: str

    def load(self) -> Any:
        """The module, as a `Command`."""
        return importlib.import_module(self.module)


@dataclass(frozen=True)
class Program:
    """An entry file with its verbs.

    Attributes:
        name: How it is called.
        purpose: What it is for, in Chinese.
        verbs: What it can do, in the order of help.
        default: The verb where none is typed; empty where one must be.
    """

    name: str
    purpose: str
    verbs: tuple[Verb, ...]
    default: str = ""

    def describe(self) -> str:
        """The help of the whole: a line a verb, under what a person wants to do."""
        width = max(len(verb.name) for verb in self.verbs)
        lines = [f"用法：{self.name} 命令 …", "", self.purpose]
        for group, verbs in groupby(self.verbs, key=lambda verb: verb.group):
            lines += ["", f"{group}："]
            lines += [f"  {verb.name:{width}}  {verb.summary}" for verb in verbs]
        default = f"不写命令就是 {self.default}。" if self.default else ""
        return "\n".join([*lines, "", f"{default}{self.name} 命令 --help 看这个命令的用法。"])

    def choose(self, arguments: Sequence[str]) -> tuple[Verb, list[str]]:
        """The verb that is meant, and what is left for it.

        Raises:
            SystemExit: Help was asked for, or there is no such verb.
        """
        first, *rest = arguments or [""]
        if first in {"-h", "--help"}:
            Console().say(self.describe())
            raise SystemExit(0)
        if self.default and (not first or first.startswith("-")):
            first, rest = self.default, list(arguments)
        by_name = {verb.name: verb for verb in self.verbs}
        if first not in by_name:
            near = get_close_matches(first, by_name, 1)
            told = f"没有 {first} 这个命令" if first else "没有写命令"
            meant = f"，是不是 {near[0]}" if near else ""
            Console().fail(f"{told}{meant}。用 {self.name} --help 看全部命令。")
            raise SystemExit(2)
        return by_name[first], rest

    def make_parser(self, verb: Verb) -> Parser:
        """The options of one verb."""
        command = verb.load()
        parser = Parser(prog=f"{self.name} {verb.name}", description=command.DESCRIPTION)
        command.add_options(parser)
        return parser

    def run(self, arguments: Sequence[str], project: Project) -> int:
        """Do what a command line asks for.

        Args:
            arguments: What stands after the entry file.
            project: The office's folder.

        Returns:
            The exit code: 0, 1 where something is wrong with the content or stands in the way.

        Raises:
            SystemExit: The command line itself is at fault (code 2), or only help was wanted.
        """
        verb, rest = self.choose(arguments)
        try:
            return self._do(verb, rest, project)
        except SiteError as error:
            wrong = str(error)
        except KeyboardInterrupt:
            wrong = getattr(sys.modules.get(verb.module), "STOPPED", _STOPPED)
        except Exception as error:
            wrong = describe_unforeseen(error, verb.name, project.work)
        Console().fail(wrong)
        return 1

    def _do(self, verb: Verb, arguments: list[str], project: Project) -> int:
        command, parser = verb.load(), self.make_parser(verb)
        options = parser.parse_args(arguments)
        if hasattr(command, "require_sense"):
            command.require_sense(parser, options)
        group = command.group_of(options) if hasattr(command, "group_of") else "site"
        environment.enter(group, getattr(options, "wheels", None))
        console = Console(quiet=getattr(options, "json", False))
        _recover(project, console)
        return command.run(options, project, console) or 0


def _recover(project: Project, console: Console) -> None:
    """Put back first what a command that was killed has left half written."""
    if any((project.work / "changes").glob("*/under-way")):
        from scripts.changes import journal

        journal.recover(project, console)
