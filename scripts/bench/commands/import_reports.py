"""How long imports take."""

from __future__ import annotations

import argparse

from scripts.commands.options import count
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
量一量导入要多少时间：用 2023 年总结的条目拼成文本文件，逐个导入，不写页面。
"""
STOPPED = "已停止。"


def add_options(parser: Parser) -> None:
    """Add how much is measured."""
    parser.add_argument("--reports", type=count, default=100, metavar="份数", help="文件的份数，默认 100")
    parser.add_argument("--signs", type=count, default=10000, metavar="字数", help="每份的字数，默认 10000")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Measure and print the figures."""
    import random
    import tempfile
    import time
    from pathlib import Path

    from macros.corpus import load_yearbook
    from macros.domain.reports import Audience
    from scripts.intake.facts import ImportOrder
    from scripts.intake.guard import Reader
    from scripts.intake.holdings import Holdings
    from scripts.intake.report_import import import_report

    yearbook = load_yearbook(project.docs)
    items = list(yearbook.reports["2023"].items.values())
    chance = random.Random(2023)  # noqa: S311 - any texts will do, as long as they are the same
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number in range(options.reports):
            lines = ["2023年度工作总结", "一、工作开展情况"]
            while sum(map(len, lines)) < options.signs:
                item = chance.choice(items)
                lines += ["（一）" + item.title.partition("）")[2] + "。", item.text, "开展谈话提醒56人次。"]
            files.append(Path(folder, f"{number}.txt"))
            files[-1].write_text("\n".join(lines), encoding="gb18030")
        started = time.perf_counter()
        holdings = Holdings.of(yearbook)
        total, times = 0, []
        with Reader() as reader:
            reader.read(files[0])
            ready = time.perf_counter() - started
            for file in files:
                begun = time.perf_counter()
                order = ImportOrder(file.name, "0" * 64, unit="XX乡党委", audience=Audience.LEADERS)
                total += import_report(reader.read(file), order, holdings).account.chars_in
                times.append(time.perf_counter() - begun)
    console.say(
        f"{len(files)} 份，{total} 字：准备 {ready:.2f} 秒，导入 {sum(times):.2f} 秒，每份最多 {max(times):.2f} 秒。"
    )
