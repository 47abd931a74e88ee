"""How long linking takes."""

from __future__ import annotations

import argparse

from scripts.commands.options import count
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
量一量写入引用链接要多少时间：用 2023 年总结的条目拼成报告，每份约五千字，全部链接一遍。
"""
STOPPED = "已停止。"


def add_options(parser: Parser) -> None:
    """Add how much is measured."""
    parser.add_argument("--reports", type=count, default=1000, metavar="份数", help="报告的份数，默认 1000")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Measure and print the figures."""
    import random
    import re
    import time
    from datetime import date

    from macros.citations.lexicon import make_lexicon
    from macros.citations.linking import link_page
    from macros.corpus import load_yearbook
    from macros.page_text.headings import write_heading

    yearbook = load_yearbook(project.docs)
    items = list(yearbook.reports["2023"].items.values())
    chance = random.Random(2023)  # noqa: S311 - any texts will do, as long as they are the same
    pages = []
    for _ in range(options.reports):
        chosen: list[str] = []
        size = 0
        while size < 5000:
            item = chance.choice(items)
            chosen.append(f"{write_heading(3, item.title, f'w{len(chosen) + 1}')}\n\n{item.text}")
            size += len(item.text)
        pages.append("\n\n".join(chosen))
    started = time.perf_counter()
    lexicon = make_lexicon(yearbook)
    links = sum(link_page(page, "reports/x.md", date(2023, 12, 31), lexicon).links for page in pages)
    seconds = time.perf_counter() - started
    characters = sum(len(re.sub(r"\s", "", page)) for page in pages)
    console.say(f"{options.reports} 份，{characters} 字，写入 {links} 处链接，{seconds:.2f} 秒。")
