"""Builds made-up sites side by side and says what each took."""

from __future__ import annotations

import compileall
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from scripts.bench.synthetic_corpus import LEDGER_YEARS, write_corpus
from scripts.build.generator import BuildError
from scripts.setup.project import HERE, ROOT

#: Overview pages whose macros look across the years; without them a plain list stands in their place.
_OVERVIEWS = ("index.md", "ledger/index.md", "compare/index.md")
#: Pages of the handbook on which macros that compare papers and units are shown at work.
_SHOWS_MACROS = ("comparing.md", "county.md")
_PARTS = ("macros", "overrides", "mkdocs.yml")
_FOR_COMMANDS = ("scripts", "requirements.lock")
_BUILD = (
    "from scripts.build.pipeline import build; from scripts.setup.console import Console; "
    "from scripts.setup.project import HERE; build(HERE.site, HERE, Console())"
)
_PAIR = """\
---
render_macros: true
---

# {0}年和{1}年对照 {{ #compare }}

{{{{ compare_years({0}, {1}) }}}}

{{{{ carried_over({1}) }}}}
"""
_KIB = 1024


def measure_comparisons(reports: int, runs: int) -> Iterator[str]:
    """Build a site with and without its comparisons in turn.

    Args:
        reports: How many reports the sites hold.
        runs: How often each is built.

    Yields:
        A Chinese line for each kind of site, then one that compares them.

    Raises:
        BuildError: A site could not be built.
    """
    with tempfile.TemporaryDirectory() as folder:
        bare, whole = Path(folder, "bare"), Path(folder, "whole")
        for site in (bare, whole):
            make_site(site, reports)
        _compare_nothing(bare)
        pairs = _compare_pairs(whole)
        taken: dict[Path, list[Taken]] = {bare: [], whole: []}
        for _ in range(runs):
            for site, rows in taken.items():
                rows.append(build_site(site))
        seconds = {site: median(row.seconds for row in rows) for site, rows in taken.items()}
        memory = {site: max(row.peak_mb for row in rows) for site, rows in taken.items()}
    yield f"{reports} 份总结，各生成 {runs} 次，取中位数："
    yield f"不带对照：{seconds[bare]:.1f} 秒，内存最多 {memory[bare]:.0f} MB。"
    yield f"带总览页和 {pairs} 个两年对照页：{seconds[whole]:.1f} 秒，内存最多 {memory[whole]:.0f} MB。"
    yield f"对照增加 {100 * (seconds[whole] / seconds[bare] - 1):.0f}%。"


def make_site(site: Path, reports: int, ledger_years: int = LEDGER_YEARS) -> None:
    """Write what a generator needs for a site of made-up reports.

    Args:
        site: Folder, made here.
        reports: How many reports.
        ledger_years: How many of a unit's newest years have a ledger.
    """
    site.mkdir()
    _copy(_PARTS, site)
    write_corpus(HERE.docs, site / "docs", reports, ledger_years=ledger_years)
    # The handbook shows every macro there is, on either site: that is not what is measured.
    for shown in filter(Path.is_file, (site / "docs/handbook" / page for page in _SHOWS_MACROS)):
        text = shown.read_text(encoding="utf-8")
        shown.write_text(re.sub(r"^\{\{.*\}\}$", "", text, flags=re.MULTILINE), encoding="utf-8")


def _copy(names: Iterable[str], site: Path) -> None:
    for name in names:
        source = Path(ROOT, name)
        if source.is_dir():
            shutil.copytree(source, site / name, ignore=shutil.ignore_patterns("__pycache__"))
            # As it is from the first use on: whoever builds does so again and again.
            compileall.compile_dir(site / name, quiet=2)
        else:
            shutil.copy(source, site / name)


def add_commands(site: Path) -> None:
    """Add to what `make_site` has written what the project's own commands need."""
    _copy(_FOR_COMMANDS, site)


def build_whole(site: Path) -> Taken:
    """Build a site with every step that `scripts/site.py build` has: checks, search data, generator.

    Args:
        site: What `make_site` and `add_commands` have written.

    Raises:
        BuildError: A step failed.
    """
    return run_measured(["-c", _BUILD], site)


def _compare_nothing(site: Path) -> None:
    """Leave out every page that looks across the years."""
    for path in _OVERVIEWS:
        (site / "docs" / path).write_text("# 总览 { #overview }\n", encoding="utf-8")
    for page in ("figures.md", "checks.md", "promises.md", "copies.md", "shared.md"):
        (site / "docs/compare" / page).unlink(missing_ok=True)


def _compare_pairs(site: Path) -> int:
    """Write a page for each pair of neighbouring years of the top folder's unit."""
    years = sorted(int(page.stem) for page in (site / "docs/reports").glob("[0-9]*.md"))
    for old, new in pairwise(years):
        (site / f"docs/compare/{old}-{new}.md").write_text(_PAIR.format(old, new), encoding="utf-8")
    return len(years) - 1


@dataclass(frozen=True)
class Taken:
    """What a command took.

    Attributes:
        seconds: By the clock on the wall.
        cpu_seconds: Of all cores together, its own processes included.
        peak_mb: The most memory that any one of its processes held.
    """

    seconds: float
    cpu_seconds: float
    peak_mb: float


def build_site(site: Path) -> Taken:
    """Build a site into its `site` folder, as a process of its own.

    Args:
        site: What `make_site` has written.

    Raises:
        BuildError: The generator did not finish.
    """
    return run_measured(["-m", "mkdocs", "build", "--quiet", "--config-file", str(site / "mkdocs.yml")], site)


def run_measured(arguments: Sequence[str], project: Path) -> Taken:
    """Run Python in a project's folder, with the project's own modules.

    Args:
        arguments: What stands after `python` on a command line.
        project: A folder that holds `macros`, and where it is needed `scripts`.

    Raises:
        BuildError: It failed; the text ends with what it said.
    """
    variables = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    environment = {**os.environ, **variables, "PYTHONPATH": str(project), "PYTHONUTF8": "1"}
    command = [sys.executable, "-P", *arguments]
    started = time.monotonic()
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(command, cwd=project, env=environment, stdout=log, stderr=log) as process,
    ):
        cpu_seconds, peak = _wait(process)
        seconds = time.monotonic() - started
        log.seek(0)
        said = log.read().decode("utf-8", "replace")
    if process.returncode:
        raise BuildError(f"生成失败，没有量出来。提示：\n{said[-2000:]}")
    return Taken(seconds, cpu_seconds, peak)


def _wait(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Wait for a process; give its seconds of computing and the most memory it held, 0 where nobody tells."""
    if not hasattr(os, "wait4"):
        process.wait()
        return 0.0, 0.0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _KIB
