"""Asks once for what several papers of a batch do not say: whose they are, who may read them; of each, its year."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from copy import copy
from pathlib import Path

from macros.domain.reports import Audience
from macros.errors import SiteError
from scripts.intake.facts import UnknownFactError, fact_of_answer
from scripts.intake.page_making import Made
from scripts.setup.console import Console

#: What is asked for one fact of several papers.
_SHARED = {
    "unit": "的标题和落款没有写明单位。都是一个单位的，输入单位名称；不是的，输入 1，逐份写；直接回车，这几份不导入：",
    "audience": f"没有写明给谁看。一样的，输入 {'、'.join(Audience)} 之一；不一样的，输入 1，逐份写；"
    "直接回车，这几份不导入：",
}
_EACH = "1"
_MOST_NAMED = 8

#: Makes the pages of a file by what is said of it.
Make = Callable[[Path, argparse.Namespace], list[Made]]


def make_or_ask(
    files: Mapping[Path, argparse.Namespace], make: Make, console: Console | None
) -> tuple[dict[Path, list[Made]], dict[Path, str]]:
    """Make the pages of several files; what is not said of some is asked for, once for all of them where it can be.

    Args:
        files: The files with what the clerk says of each.
        make: Makes the pages of one.
        console: Where to ask; None where nobody is to be asked.

    Returns:
        The pages by file, and why the other files are refused.
    """
    made, refused = dict[Path, list[Made]](), dict[Path, str]()
    left = dict(files)
    while left:
        unknown = dict[Path, UnknownFactError]()
        for path, options in left.items():
            try:
                made[path] = make(path, options)
            except UnknownFactError as error:
                unknown[path] = error
            except SiteError as error:
                refused[path] = str(error)
        left = _ask(unknown, left, console) if console else {}
        refused |= {path: str(error) for path, error in unknown.items() if path not in left}
    return {path: made[path] for path in files if path in made}, refused


def _ask(
    unknown: Mapping[Path, UnknownFactError], files: Mapping[Path, argparse.Namespace], console: Console
) -> dict[Path, argparse.Namespace]:
    """The files of which what was missing is now said."""
    told = dict[Path, argparse.Namespace]()
    for fact in dict.fromkeys(error.fact for error in unknown.values()):
        paths = [path for path, error in unknown.items() if error.fact == fact]
        shared = console.ask(_question(fact, paths)) if fact in _SHARED and len(paths) > 1 else _EACH
        for path in paths:
            answer = console.ask(unknown[path].question) if shared == _EACH else shared
            value = fact_of_answer(fact, answer)
            if value is not None:
                told[path] = copy(files[path])
                setattr(told[path], fact, value)
    return told


def _question(fact: str, paths: list[Path]) -> str:
    names = "、".join(path.name for path in paths[:_MOST_NAMED]) + (" 等" if len(paths) > _MOST_NAMED else "")
    return f"{len(paths)} 份（{names}）{_SHARED[fact]}"
