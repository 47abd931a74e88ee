"""Finds what the units of many counties share, on one machine or a cluster."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.commands.options import add_day_option, count, take_day
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

if TYPE_CHECKING:
    from macros.compare.sharing.pipeline import Shared
    from macros.compare.sharing.plan import Runner
    from scripts.province.outcome import County

DESCRIPTION = """\
全省、全市各县的站点一起算：哪些话在几个单位的材料里都有，较早的是哪一份，上级的话和统一的要求另列，写成表格。
每个县一个文件夹，里面是那个县站点的 docs。读过的材料留有记录，下一次只读新的和改过的。
写 --workers 用本机的几个核，写 --scheduler 用一个 Dask 集群，结果都一样。
"""
STOPPED = "已停止，没有写入。"


def add_options(parser: Parser) -> None:
    """Add where the counties are, where the outcome goes, and who computes it."""
    parser.add_argument("folder", type=Path, metavar="文件夹", help="各县的站点放在哪里")
    parser.add_argument("--out", type=Path, required=True, metavar="文件夹", help="表格写到哪里")
    parser.add_argument(
        "--records", action="store_true", help="再写出检索用的记录（NDJSON）和对应的 mapping，供 OpenSearch 导入"
    )
    parser.add_argument(
        "--sites",
        type=Path,
        metavar="文件夹",
        help="再给每个县生成站点，放到这个文件夹里，用这个站点的法规；顶上是这个站点自己",
    )
    parser.add_argument("--fresh", action="store_true", help="与 --sites 一起写：各县的站点全部重新生成，不用上一次的")
    parser.add_argument("--workers", type=count, default=1, metavar="个数", help="用本机几个核，默认 1")
    parser.add_argument("--scheduler", default="", metavar="地址", help="Dask 调度程序的地址，如 tcp://10.0.0.5:8786")
    add_day_option(parser)


def group_of(options: argparse.Namespace) -> str:
    """Dask is installed for whoever computes on more than one core."""
    return "county" if options.scheduler or options.workers > 1 else "site"


def run(options: argparse.Namespace, project: Project, console: Console) -> int:
    """Find it and write the tables."""
    from macros.corpus import load_yearbook, today
    from scripts.province.cluster import open_runner
    from scripts.province.outcome import find_counties, write_records, write_shared
    from scripts.province.records import list_papers
    from scripts.province.sharing import share

    take_day(options)
    counties = find_counties(options.folder.resolve())
    yearbook = load_yearbook(project.docs)
    with open_runner(options.scheduler, options.workers) as runner:
        papers = [paper for one in counties for paper in list_papers(one.docs, one.folder)]
        shared = share(papers, project.work / "papers", runner)
        options.out.mkdir(parents=True, exist_ok=True)
        passages, common = write_shared(shared, yearbook, options.out)
        console.say(f"{len(counties)} 个县，{len(shared.heads)} 份材料：{passages} 处雷同，统一的要求 {common} 句。")
        if shared.aside:
            console.say(f"有 {shared.aside} 个片段太常见，没有用来找略有改动的。")
        if options.records:
            console.say(f"检索记录 {write_records(counties, today(), options.out, runner)} 条。")
        if options.sites:
            return _build(counties, shared, options, project, console, runner)
    console.say(f"已写到 {options.out}。")
    return 0


def _build(
    counties: Sequence[County],
    shared: Shared,
    options: argparse.Namespace,
    project: Project,
    console: Console,
    runner: Runner,
) -> int:
    """Build below one folder the site of each county, around them this one, and a search over all."""
    from scripts.province.sites import build_counties, join_search, tell_faults
    from scripts.province.top import build_top, list_counties

    sites = options.sites.resolve()
    sites.mkdir(parents=True, exist_ok=True)
    built = build_counties(counties, project, sites, runner, afresh=options.fresh)
    rows = list(list_counties(counties, built, shared, sites))
    build_top(rows, project, sites, console)
    join_search(rows, sites)
    faulty = [one for one in built if one.fault]
    for line in tell_faults(built, options.out):
        console.say(line)
    unchanged = sum(one.unchanged for one in built)
    made = f"生成了 {len(built) - len(faulty) - unchanged} 个县的站点"
    same = f"，{unchanged} 个没有改动，用上一次的" if unchanged else ""
    console.say(f"{made}{same}，在 {sites}。")
    return 1 if faulty else 0
