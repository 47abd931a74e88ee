"""Sizes and generators: each size is built by each generator in turn."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from macros.corpus import load_yearbook
from macros.domain.reports import Report
from scripts.bench.builds.generators import GENERATORS, Contender
from scripts.bench.builds.sampling import read_shares
from scripts.bench.made_up_sites import Taken, make_site, run_measured

Tell = Callable[[str], None]
#: Where the report that is edited says what.
_PAGE, _LINE = "docs/reports/2025.md", "现将一年来的情况报告如下。"


@dataclass(frozen=True)
class BuildOutcome:
    """What one generator took for one size; of several builds the medians.

    Attributes:
        generator: Which it was.
        reports: How many reports the site has.
        taken: Time and memory.
        site_bytes: All files of the site together.
        page_bytes: The HTML of a report's page, without pictures, styles and scripts.
        beside_bytes: The same without the report's own words.
        shares: Where the computing goes, by part of the program, 0 to 1; empty where that was not asked.
        edited: Time and memory of a build after an edit of one report; None where that was not asked.
    """

    generator: Contender
    reports: int
    taken: Taken
    site_bytes: int
    page_bytes: int
    beside_bytes: int
    shares: Mapping[str, float]
    edited: Taken | None = None


def measure_builds(
    sizes: Sequence[int], keys: Sequence[str], builds: int, ledger_years: int, tell: Tell, *, edits: bool = False
) -> Iterator[BuildOutcome]:
    """Build made-up sites, size by size, with all generators in turn.

    Args:
        sizes: How many reports each site has.
        keys: Which generators.
        builds: How often each builds each size.
        ledger_years: How many of a unit's newest years have a ledger.
        tell: Is told how far it is.
        edits: Whether ours is built again after an edit of one report.

    Yields:
        One outcome for each size and generator.

    Raises:
        BuildError: A site could not be built.
    """
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            tell(f"{size} 份：正在写出示例页面……")
            make_site(Path(folder, "pages"), size, ledger_years)
            yield from _measure_size(Path(folder, "pages"), size, keys, builds, tell, edits=edits)


def _measure_size(
    pages: Path, size: int, keys: Sequence[str], builds: int, tell: Tell, *, edits: bool
) -> Iterator[BuildOutcome]:
    projects = {key: GENERATORS[key].make_project(pages) for key in keys}
    taken: dict[str, list[Taken]] = {key: [] for key in keys}
    edited: list[Taken] = []
    sizes: dict[str, tuple[int, int, int]] = {}
    reports = load_yearbook(pages / "docs").reports
    for number in range(1, builds + 1):
        for key, project in projects.items():
            found = GENERATORS[key].build(project)
            tell(f"{size} 份：{key} 第 {number} 次，{found.seconds:.1f} 秒")
            taken[key].append(found)
            sizes[key] = _weigh(project / "site", reports)
            if edits and key == "ours":
                _edit(project, number)
                edited.append(GENERATORS[key].build(project))
                tell(f"{size} 份：{key} 改动一份以后，{edited[-1].seconds:.1f} 秒")
            # Nobody's next build is to have an old site to take away, or anything of it to take over.
            shutil.rmtree(project / "site")
            shutil.rmtree(project / ".build", ignore_errors=True)
    for key, project in projects.items():
        shares = _sample(project) if key == "ours" else {}
        again = _median(edited) if edited and key == "ours" else None
        yield BuildOutcome(GENERATORS[key], size, _median(taken[key]), *sizes[key], shares, again)


def _edit(project: Path, number: int) -> None:
    page = project / _PAGE
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(_LINE, f"{_LINE}第{number}次改动。"), encoding="utf-8")


def _median(rows: Sequence[Taken]) -> Taken:
    columns = zip(*((row.seconds, row.cpu_seconds, row.peak_mb) for row in rows), strict=True)
    return Taken(*(median(column) for column in columns))


def _weigh(site: Path, reports: Mapping[str, Report]) -> tuple[int, int, int]:
    """Bytes of the site, of a report's page, and of that what is not the report's own words."""
    pages = {key: (site / f"reports/{key}.html").stat().st_size for key in reports}
    beside = (size - len(reports[key].words.encode()) for key, size in pages.items())
    whole = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    return whole, int(median(pages.values())), int(median(beside))


def _sample(project: Path) -> dict[str, float]:
    """Build once more, with every process watched, which takes its own time."""
    samples = project / "samples"
    watched = ["scripts.bench.builds.sampling", str(samples), "scripts.bench.builds.whole_build", str(samples)]
    run_measured(["-m", *watched], project)
    return read_shares(samples)
