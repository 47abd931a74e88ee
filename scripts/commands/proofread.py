"""Checks the content and tells every remark on the words of its pages."""

from __future__ import annotations

import argparse
from itertools import chain

from scripts.commands.findings_data import add_json_option, give_findings, giving_errors
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
发布前的校对。先检查全部内容：有错误的（密级标志、个人号码等也在内）列出后以失败结束。
再列出总结、台账、本地制度里值得人看一看的地方，和最近一份报告里与往年、其他单位雷同的段落；
这些只是提示，不改页面，也不影响发布。
往年材料的用语、标点等提示只写总数，写了文件名的逐一列出。
核过可留的文字，列入那一页页首信息的 allowed，就不再提示；一类提示列入 put_off，就暂不提示。
"""


def add_options(parser: Parser) -> None:
    """Add which pages, and the form of the outcome."""
    add_json_option(parser)
    parser.add_argument(
        "pages", nargs="*", metavar="页面", help="只列这些页面的提示，如 docs/reports/2023.md；不写则全部"
    )


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Check everything, then proofread the pages that were asked for."""
    from scripts.build.content_checks import (
        check_corpus,
        describe_mixture,
        find_path,
        find_remarks,
    )
    from scripts.build.copy_remarks import find_copied
    from scripts.build.put_off import PassedOver, pass_over

    with giving_errors(console, as_json=options.json):
        corpus = check_corpus(project.docs)
    paths = [find_path(name, project.docs, corpus) for name in options.pages]
    passed_over = PassedOver()
    found = chain(find_remarks(corpus, paths), find_copied(corpus, paths))
    remarks = list(pass_over(found, corpus, project.docs, passed_over, paths))
    for remark in remarks:
        console.tell(remark)
    if notice := describe_mixture(corpus.yearbook):
        console.say(f"注意：{notice}")
    console.say("".join([f"没有错误，提示 {len(remarks)} 处。", *passed_over.describe(console.way_to("proofread"))]))
    if options.json:
        give_findings(remarks, console, is_all=not passed_over.older, notice=notice)
