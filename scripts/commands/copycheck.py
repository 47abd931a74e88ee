"""Tells what of a paper stands in earlier ones, in those of other units, and in texts that are not published."""

from __future__ import annotations

import argparse

from scripts.commands.findings_data import giving_errors
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
提交前的雷同检查：逐句看一份报告里有哪些话在本单位往年、站点里其他单位的材料里已经有，
上级的来文、别处的总结用 --against 加上。
逐字相同的，只改了数字、年份、名称的，略有改动的，都列出来，旁边写明来源和改法；
再列出像是从别处留下的名称、往年的数字、与年度不符的会议和本单位没有的职务。
题名、固定提法、条文、引文和长期坚持的不计入，写明原因。只是提示，不改页面。
"""
STOPPED = "已停止。"


def add_options(parser: Parser) -> None:
    """Add which papers, what they are held against, and the form of the outcome."""
    parser.add_argument("--json", action="store_true", help="结果按 JSON 输出，供其他程序读")
    parser.add_argument(
        "pages",
        nargs="*",
        metavar="页面",
        help="报告的文件，如 docs/reports/2023.md，也可以只写 2023；不写则是最近的各份",
    )
    parser.add_argument(
        "--against", metavar="文件夹", help="再与这个文件夹里的材料比，如上级的来文、别处的总结；只在本机读，不发布"
    )


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Check everything, then hold each paper against the others."""
    import json
    from itertools import chain
    from pathlib import Path

    from macros.compare.copying.check import FEW, check_copies, know_all
    from macros.compare.copying.leftovers import find_leftovers
    from scripts.build.content_checks import check_corpus
    from scripts.build.copy_remarks import choose_papers
    from scripts.build.copy_telling import copies_as_data, tell_copies
    from scripts.intake.other_texts import read_other_texts

    with giving_errors(console, as_json=options.json):
        yearbook = check_corpus(project.docs).yearbook
    papers = choose_papers(options.pages, project.docs, yearbook)
    sources = (report.source for report in yearbook.reports.values())
    own = frozenset(source.sha256 for source in sources if source and source.sha256)
    texts = read_other_texts(Path(options.against), own, console) if options.against else []
    known = know_all(yearbook, texts) if len(papers) > FEW else None
    checks = [check_copies(report, yearbook, texts, known=known) for report in papers]
    for check in checks:
        for line in tell_copies(check, find_leftovers(check, yearbook)):
            console.say(line)
    if not checks:
        console.say("还没有可以检查的报告。")
    if options.json:
        rows = list(chain.from_iterable(copies_as_data(check) for check in checks))
        console.give(json.dumps(rows, ensure_ascii=False, indent=1))
