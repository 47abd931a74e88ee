"""The figures as a table, and as data for a program."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scripts.bench.builds.generators import GENERATORS
from scripts.bench.builds.run import BuildOutcome
from scripts.bench.builds.sampling import KINDS
from scripts.bench.builds.serving import Followed

_MB, _KB = 1_000_000, 1_000
_PACKAGES = {"ours": "mkdocs", "material": "mkdocs-material", "zensical": "zensical", "properdocs": "properdocs"}
_KIND_WORDS = {"computing": "读页面和计算", "rendering": "写成 HTML", "checking": "检查", "generator": "生成器"}
#: Between these sizes the growth is told, where both were measured.
_GROWTH = (100, 1000)


def machine() -> dict[str, Any]:
    """The machine that the figures come from."""
    return {"cores": os.cpu_count(), "processor": _processor(), "system": platform.platform(), "python": _python()}


def describe(outcomes: Sequence[BuildOutcome], builds: int) -> Iterator[str]:
    """Tell all figures.

    Args:
        outcomes: The figures.
        builds: How often each site was built.

    Yields:
        Chinese lines, a Markdown table among them.
    """
    yield _describe_machine()
    yield f"每种轮流生成 {builds} 次，取中位数；开始时没有旧的站点。内存是占用最多的一个进程的峰值。"
    for key in dict.fromkeys(outcome.generator.key for outcome in outcomes):
        yield f"{key}（{_PACKAGES[key]} {version(_PACKAGES[key])}）：{GENERATORS[key].how}"
    yield ""
    yield "| 报告份数 | 生成器 | 秒 | 处理器秒 | 内存 MB | 站点 MB | 一份报告的页面 kB | 其中正文以外 kB |"
    yield "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    yield from map(_row, outcomes)
    yield ""
    yield from _describe_edited(outcomes)
    yield from _describe_shares(outcomes)
    yield from _describe_growth(outcomes)
    yield from _describe_ratios(outcomes)


def describe_preview(followed: Sequence[Followed], edits: int) -> Iterator[str]:
    """Tell how the preview follows edits.

    Args:
        followed: The figures.
        edits: How many edits there were for each size.

    Yields:
        Chinese lines.
    """
    yield _describe_machine()
    for row in followed:
        yield (
            f"{row.reports} 份总结，整个生成 {row.build:.1f} 秒；打开预览到看见第一页，"
            f"头一次 {row.first_start:.1f} 秒（{100 * row.first_start / row.build:.0f}%，"
            f"处理器 {row.first_start_cpu:.1f} 秒），以后 {row.start:.1f} 秒（{100 * row.start / row.build:.0f}%，"
            f"处理器 {row.start_cpu:.1f} 秒），内存最多 {row.peak_mb:.0f} MB。"
        )
        yield (
            f"改动其中一份 {2 * edits} 次：从保存到预览里看得到，中位数 {row.seconds:.2f} 秒"
            f"（处理器 {row.cpu_seconds:.2f} 秒），是整个生成的 {100 * row.seconds / row.build:.1f}%。"
        )
        yield (
            f"其中读取和检查页面：装载全部 {row.loaded.whole:.2f} 秒，改动一份以后再装载 {row.loaded.again:.2f} 秒，"
            f"是前者的 {100 * row.loaded.share:.1f}%。"
        )


def as_data(outcomes: Sequence[BuildOutcome], followed: Sequence[Followed] = ()) -> dict[str, Any]:
    """All figures for a program.

    Args:
        outcomes: What was built.
        followed: What the preview was measured with.

    Returns:
        Dictionaries, lists, texts and numbers.
    """
    return {
        "machine": machine(),
        "builds": [_data(outcome) for outcome in outcomes],
        "growth": [
            {"generator": key, "from": _GROWTH[0], "to": _GROWTH[1], "ratio": round(ratio, 2)}
            for key, ratio in _find_growth(outcomes)
        ],
        "serve": [
            {
                "reports": row.reports,
                "seconds": round(row.seconds, 3),
                "first_start_seconds": round(row.first_start, 2),
                "start_seconds": round(row.start, 2),
                "cpu_seconds": round(row.cpu_seconds, 3),
                "first_start_cpu_seconds": round(row.first_start_cpu, 2),
                "start_cpu_seconds": round(row.start_cpu, 2),
                "peak_mb": round(row.peak_mb, 1),
                "build_seconds": round(row.build, 2),
                "load_seconds": round(row.loaded.whole, 3),
                "reload_seconds": round(row.loaded.again, 3),
                "reload_share": round(row.loaded.share, 3),
            }
            for row in followed
        ],
    }


def _describe_machine() -> str:
    here = machine()
    return f"{here['processor']}，{here['cores']} 核，{here['system']}，Python {here['python']}"


def _data(outcome: BuildOutcome) -> dict[str, Any]:
    data: dict[str, Any] = {
        "generator": outcome.generator.key,
        "version": version(_PACKAGES[outcome.generator.key]),
        "reports": outcome.reports,
        "seconds": round(outcome.taken.seconds, 2),
        "cpu_seconds": round(outcome.taken.cpu_seconds, 2),
        "peak_mb": round(outcome.taken.peak_mb, 1),
        "site_bytes": outcome.site_bytes,
        "page_bytes": outcome.page_bytes,
        "page_bytes_beside_text": outcome.beside_bytes,
    }
    if outcome.edited:
        data["edited_seconds"] = round(outcome.edited.seconds, 2)
        data["edited_cpu_seconds"] = round(outcome.edited.cpu_seconds, 2)
        data["edited_share"] = round(outcome.edited.seconds / outcome.taken.seconds, 3)
    if outcome.shares:
        data["own_computing"] = round(outcome.shares["computing"], 3)
        data["shares"] = {kind: round(outcome.shares[kind], 3) for kind in KINDS}
    return data


def _row(outcome: BuildOutcome) -> str:
    taken = outcome.taken
    return (
        f"| {outcome.reports} | {outcome.generator.key} | {taken.seconds:.1f} | {taken.cpu_seconds:.1f} "
        f"| {taken.peak_mb:.0f} | {outcome.site_bytes / _MB:.1f} | {outcome.page_bytes / _KB:.1f} "
        f"| {outcome.beside_bytes / _KB:.1f} |"
    )


def _describe_edited(outcomes: Sequence[BuildOutcome]) -> Iterator[str]:
    for outcome in outcomes:
        if edited := outcome.edited:
            share = 100 * edited.seconds / outcome.taken.seconds
            yield (
                f"{outcome.reports} 份，改动其中一份以后再生成 {edited.seconds:.1f} 秒"
                f"（处理器 {edited.cpu_seconds:.1f} 秒），是整个生成的 {share:.0f}%。"
            )


def _describe_shares(outcomes: Sequence[BuildOutcome]) -> Iterator[str]:
    for outcome in outcomes:
        if outcome.shares:
            parts = "，".join(f"{_KIND_WORDS[kind]} {100 * outcome.shares[kind]:.0f}%" for kind in KINDS)
            yield f"{outcome.reports} 份，处理器时间的去处：{parts}。"
    yield "去处另生成一次来量：每用 2 毫秒处理器时间看一次正在运行的是哪部分程序，各个进程都算。"


def _describe_growth(outcomes: Sequence[BuildOutcome]) -> Iterator[str]:
    for key, ratio in _find_growth(outcomes):
        yield f"{key}：{_GROWTH[1]} 份的用时是 {_GROWTH[0]} 份的 {ratio:.1f} 倍。"


def _find_growth(outcomes: Sequence[BuildOutcome]) -> Iterator[tuple[str, float]]:
    seconds = {(outcome.generator.key, outcome.reports): outcome.taken.seconds for outcome in outcomes}
    small, large = _GROWTH
    for key, reports in seconds:
        if reports == large and (key, small) in seconds:
            yield key, seconds[key, large] / seconds[key, small]


def _describe_ratios(outcomes: Sequence[BuildOutcome]) -> Iterator[str]:
    ours = {outcome.reports: outcome.taken.seconds for outcome in outcomes if outcome.generator.key == "ours"}
    for outcome in outcomes:
        if outcome.generator.key != "ours" and outcome.reports in ours:
            ratio = ours[outcome.reports] / outcome.taken.seconds
            yield f"{outcome.reports} 份：本站用时是 {outcome.generator.key} 的 {ratio:.2f} 倍。"


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8", errors="replace").splitlines() if told.is_file() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _python() -> str:
    return platform.python_version()
