"""Lists what wording suggests of a year: where its papers tell results, and which of its problems are old ones."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scripts.commands.confirm import how_to_confirm
from scripts.commands.findings_data import add_json_option
from scripts.commands.options import add_unit_option, year
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

if TYPE_CHECKING:
    from macros.compare.suggestions import Suggestion
    from macros.domain.yearbook import ReportItem

DESCRIPTION = """\
按文字推算一个年度的材料：往年措施的结果可能写在哪一条，这一年的问题可能是往年哪一条又出现，每条最多列三个，最相近的在前。
推算不是结论，看过原文再用 confirm 写明；写明是或者不是的，以后不再列出。什么都不改动。
"""
#: What is told of each kind, and how it is confirmed.
_WORDS = {"answers": ("结果可能写在", "--answer"), "repeats": ("可能就是往年的", "")}
_NOTE = "推算 {} 处，只按文字的相近程度（0 到 1），看过原文再确认；不是的，也写明：confirm 后面用 --no，以后不再列出。"


def add_options(parser: Parser) -> None:
    """Add the year, the unit, and the form of the outcome."""
    parser.add_argument("year", type=year, metavar="年度", help="看哪个年度的材料，如 2023")
    add_unit_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """List the suggestions for each paper of the year."""
    from macros.compare.suggestions import suggest_answers, suggest_repeats
    from macros.corpus import load_yearbook
    from macros.errors import SiteError

    yearbook = load_yearbook(project.docs)
    folder = yearbook.folder_of(options.unit)
    papers = yearbook.reports_in(folder, options.year)
    if not papers:
        years = sorted({paper.year for paper in yearbook.reports.values() if paper.folder == folder})
        shown = "、".join(map(str, years)) or "还没有"
        raise SiteError(f"没有 {options.year} 年的材料（有的年度：{shown}）。改法：写其中一个年度，或者核对 --unit。")
    found = [row for paper in papers for row in (*suggest_answers(paper, yearbook), *suggest_repeats(paper, yearbook))]
    if options.json:
        console.give(json.dumps([_as_data(suggestion) for suggestion in found], ensure_ascii=False, indent=1))
        return
    for suggestion in found:
        for line in _in_words(suggestion):
            console.say(line)
    console.say(_NOTE.format(len(found)))


def _as_data(suggestion: Suggestion) -> dict[str, object]:
    return {
        "for": str(suggestion.place.ref),
        "kind": suggestion.kind.value,
        "candidates": [
            {"item": str(found.place.ref), "score": round(found.score, 2), "sentence": found.sentence}
            for found in suggestion.candidates
        ],
    }


def _in_words(suggestion: Suggestion) -> Iterator[str]:
    own = suggestion.place.ref
    words, option = _WORDS[suggestion.kind.value]
    yield f"{_name(suggestion.place)}，{words}："
    yield f"  “{suggestion.sentence}”"
    for found in suggestion.candidates:
        yield f"  {found.score:.2f} {_name(found.place)}：“{found.sentence}”"
        yield f"    {how_to_confirm(own, found.place.ref, option)}"


def _name(place: ReportItem) -> str:
    from macros.render.item_names import item_name

    return item_name(place.report, place.item)
