"""How long it takes to find what many units share, in one process and on a cluster, and how right it is."""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path

from macros.compare.sharing.pipeline import Shared, find_shared
from macros.compare.sharing.plan import run_plainly
from scripts.bench.provinces.cluster import start_cluster
from scripts.bench.provinces.papers import MadeUpProvince, Planted, write_province
from scripts.bench.provinces.sentences import Wordsmith
from scripts.bench.provinces.truth import score
from scripts.build.kept import read_kept, write_kept
from scripts.province.cluster import open_runner
from scripts.province.records import PaperFile, RecordReader
from scripts.province.sharing import share
from scripts.setup.project import HERE, ROOT

_SEED = 2023
_MIB = 1024
_WORKERS = 2
#: How a province is run: its name for a person.
WAYS = {
    "plain": "一个进程",
    "kept": "一个进程，第一次，把算出来的留存",
    "one more": "一个进程，留存以后多了一份",
    "unchanged": "一个进程，留存以后一份没有改",
    "cluster": f"集群，{_WORKERS} 个工作进程",
}


@dataclass(frozen=True)
class Run:
    """What one way of finding took (一次)."""

    way: str
    papers: int
    seconds: float
    processor: float
    peak: int
    shared: Shared


def measure_provinces(sizes: Sequence[int], years: int) -> Iterator[str]:
    """Make up provinces of growing size and find what their units share.

    Args:
        sizes: How many units each has.
        years: How many years each unit has.

    Yields:
        Chinese lines: of each size and way what it took and how right it was; then how it grows.
    """
    before: dict[str, Run] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            province = MadeUpProvince(Wordsmith.of(HERE.docs, _SEED), size, years)
            papers = write_province(province, folder)
            pages = sum(file.stat().st_size for file in folder.rglob("*.md"))
            made = f"{len(papers)} 份，{pages / 1e6:.1f} MB，造了 {len(province.planted)} 句雷同"
            yield f"{size} 个单位、{years} 个年度，{made}。"
            for way in WAYS:
                run = _run_apart(way, papers, folder)
                yield _describe(run, province.planted)
                if way in before:
                    yield _growth(before[way], run)
                before[way] = run
            basis = (folder / "kept/shared").stat().st_size
            kept = sum(file.stat().st_size for file in (folder / "kept").rglob("*") if file.is_file()) - basis
            yield (
                f"  逐份记录 {kept / 1e6:.1f} MB，算出来的 {basis / 1e6:.1f} MB。"
                f"各种做法的结果{'相同' if _same(before) else '不同！'}。"
            )


def run_way(way: str, papers: Sequence[PaperFile], folder: Path) -> Run:
    """Find what some papers share in one of the ways, in this process and those that it starts."""
    started, used = time.perf_counter(), time.process_time()
    others, peak = 0.0, 0
    if way == "plain":
        shared = find_shared(papers, RecordReader(), run_plainly)
    elif way == "kept":
        # All but one, which the next way has more; the one after it has the same.
        shared = share(papers[:-1], folder / "kept", run_plainly)
    elif way in {"one more", "unchanged"}:
        shared = share(papers, folder / "kept", run_plainly)
    else:
        with start_cluster(folder, _WORKERS) as cluster, open_runner(cluster.address) as run:
            started = time.perf_counter()
            shared = find_shared(papers, RecordReader(), run)
            ended = time.perf_counter()
        others, peak, started = cluster.seconds, cluster.peak, started + time.perf_counter() - ended
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _MIB
    taken = time.perf_counter() - started
    return Run(way, len(papers), taken, time.process_time() - used + others, max(own, peak), shared)


def _run_apart(way: str, papers: Sequence[PaperFile], folder: Path) -> Run:
    """Run one way in a process of its own, so that its memory is its own."""
    task, done = folder / "task", folder / "done"
    write_kept(task, (way, papers, folder))
    code = f"from scripts.bench.provinces.measuring import main; main({str(task)!r}, {str(done)!r})"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, env=os.environ)
    run: Run = read_kept(done)
    return run


def main(task: str, done: str) -> None:
    """What the process does: the task stands in a file, and what it took goes into another."""
    write_kept(Path(done), run_way(*read_kept(Path(task))))


def _describe(run: Run, planted: Sequence[Planted]) -> str:
    found = score(planted, run.shared.passages)
    named = found.rightly_named / (found.found or 1)
    return (
        f"  {WAYS[run.way]}：{run.seconds:.1f} 秒，处理器 {run.processor:.1f} 秒，最大的进程 {run.peak} MB；"
        f"雷同 {len(run.shared.passages)} 处，统一要求 {len(run.shared.common)} 句；"
        f"查全 {found.recall:.4f}，查准 {found.precision:.4f}，种类说对 {named:.4f}；"
        f"因太常见不看的片段 {run.shared.aside} 个。"
    )


def _growth(before: Run, run: Run) -> str:
    papers, taken = run.papers / before.papers, run.processor / before.processor
    twice = taken ** (1 / log2(papers))
    return f"    份数是上一规模的 {papers:.1f} 倍，处理器时间是 {taken:.1f} 倍，折合加倍一次 {twice:.2f} 倍。"


def _same(runs: dict[str, Run]) -> bool:
    whole = [run for way, run in runs.items() if way != "kept"]
    return len({hashlib.sha256(repr(run.shared).encode()).digest() for run in whole}) == 1
