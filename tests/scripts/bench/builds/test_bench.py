"""The measuring of builds: the form of its data, and the pages it is done over."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from macros.compare.carryover import find_carried
from scripts.bench.builds.sampling import ELSEWHERE, KINDS, find_part, read_shares
from scripts.bench.synthetic_corpus import write_corpus
from scripts.bench.verbs import BENCH
from scripts.build.content_checks import check_content
from scripts.setup.project import HERE, ROOT
from tests.helpers.commands import Outcome, run

pytestmark = pytest.mark.slow


def bench(*arguments: str) -> Outcome:
    return run(ROOT, *arguments, program=BENCH)


def test_data_are_one_object_with_a_build_for_each_generator() -> None:
    result = bench("build", "--reports", "3", "--builds", "1", "--edited", "--json")
    assert result.returncode == 0, result.stderr
    data = json.loads(result.stdout)
    assert data["machine"]["cores"] >= 1
    assert [build["generator"] for build in data["builds"]] == ["ours", "material", "zensical", "properdocs"]
    for build in data["builds"]:
        assert build["reports"] == 3
        assert min(build[name] for name in ("seconds", "cpu_seconds", "peak_mb", "site_bytes", "page_bytes")) > 0
        assert 0 < build["page_bytes_beside_text"] < build["page_bytes"]
    ours = data["builds"][0]
    assert sum(ours["shares"].values()) == pytest.approx(1, abs=0.01)
    assert 0 < ours["own_computing"] == ours["shares"]["computing"] < 1
    assert ours["edited_seconds"] > 0
    assert ours["edited_share"] == pytest.approx(ours["edited_seconds"] / ours["seconds"], abs=0.01)
    assert "第 1 次" in result.stderr


def test_preview_is_measured_from_saving_to_seeing() -> None:
    result = bench("serve", "--reports", "3", "--edits", "1", "--json")
    assert result.returncode == 0, result.stderr
    data = json.loads(result.stdout)
    assert data["builds"] == []
    assert [row["reports"] for row in data["serve"]] == [3]
    names = ("seconds", "first_start_seconds", "start_seconds", "build_seconds")
    assert min(data["serve"][0][name] for name in names) > 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--reports", "2"], "不小于 3"), (["--reports", "10,x"], "不小于 3"), (["--against", "hugo"], "没有“hugo”这种")],
)
def test_wrong_option_is_told(arguments: list[str], words: str) -> None:
    result = bench("build", *arguments)
    assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)
    assert words in result.stderr


def test_made_up_pages_pass_every_check_and_hardly_repeat(tmp_path: Path) -> None:
    folder, years = write_corpus(HERE.docs, tmp_path / "docs", 25)
    yearbook = check_content(tmp_path / "docs")
    assert (folder, years, len(yearbook.reports), len(yearbook.ledgers)) == ("", list(range(2006, 2026)), 25, 10)
    assert set(yearbook.units) == {"", "unit001"}
    texts = [item.text for report in yearbook.reports.values() for item in report.items.values()]
    assert len(set(texts)) > 0.7 * len(texts)
    assert any(item.citations for report in yearbook.reports.values() for item in report.items.values())
    old, new = yearbook.reports_of("")[-2:]
    assert any(carried.passages for carried in find_carried(old, new, yearbook.set_words))


@pytest.mark.parametrize(("years", "ledgers"), [(0, 0), (2, 2), (20, 3)])
def test_so_many_years_have_ledgers_as_are_asked_for(tmp_path: Path, years: int, ledgers: int) -> None:
    write_corpus(HERE.docs, tmp_path / "docs", 3, ledger_years=years)
    assert len(check_content(tmp_path / "docs").ledgers) == ledgers


def test_made_up_pages_are_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_corpus(HERE.docs, tmp_path / name, 3)
    files = [sorted((tmp_path / name).rglob("*.md")) for name in ("one", "two")]
    assert [file.read_bytes() for file in files[0]] == [file.read_bytes() for file in files[1]]


def test_samples_are_told_by_the_innermost_part_of_our_own(tmp_path: Path) -> None:
    code = "def inner(look): return look()\n"
    spaces: dict[str, dict[str, object]] = {"macros/compare/x.py": {}, "macros/render/y.py": {}, "/lib/jinja2/z.py": {}}
    for name, space in spaces.items():
        exec(compile(code, name if name.startswith("/") else f"{tmp_path}/{name}", "exec"), space)
    compare, render, library = (space["inner"] for space in spaces.values())

    def look() -> str:
        return find_part(sys._getframe(), f"{tmp_path}/")

    assert look() == ELSEWHERE
    assert render(lambda: library(look)) == "rendering"  # type: ignore[operator]
    assert render(lambda: compare(look)) == "computing"  # type: ignore[operator]


def test_shares_are_of_all_processes_together(tmp_path: Path) -> None:
    samples = tmp_path / "samples"
    samples.write_text('{"computing": 1}\n{"generator": 2, "checking": 1}\n', encoding="ascii")
    assert read_shares(samples) == {"computing": 0.25, "rendering": 0, "checking": 0.25, "generator": 0.5}
    assert set(read_shares(samples)) == set(KINDS)
