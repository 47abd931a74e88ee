"""The same plan on one core, on several, and on a cluster of which a worker is lost."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.compare.sharing.pipeline import find_shared, plan_shared
from macros.compare.sharing.plan import Plan, run_plainly
from scripts.bench.provinces.cluster import Cluster, start_cluster
from scripts.bench.provinces.papers import MadeUpProvince, write_province
from scripts.bench.provinces.sentences import Wordsmith
from scripts.bench.provinces.truth import score
from scripts.build.pipeline import build
from scripts.province import cluster
from scripts.province.cluster import ClusterError, open_runner
from scripts.province.records import PaperFile, RecordReader
from scripts.province.sites import BuiltCounty, build_counties, stage_county
from scripts.setup.console import Console
from scripts.setup.needs import DASK
from tests.helpers.county_sites import REGISTER, files_of, make_county, make_office
from tests.helpers.factories import write_pages
from tests.helpers.lost_workers import DeadlyReader
from tests.helpers.small_papers import paper


def make_province(folder: Path, units: int, years: int) -> tuple[MadeUpProvince, list[PaperFile]]:
    """A small one, of words that need no pages."""
    words = [chr(0x4E00 + 7 * number) + chr(0x5E00 + 3 * number) for number in range(400)]
    clauses = ["".join(words[at : at + 4]) for at in range(0, 80, 4)]
    province = MadeUpProvince(Wordsmith(random.Random(1), words, clauses), units, years)
    return province, write_province(province, folder)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster of two workers, of which a test may kill one."""
    with start_cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.mark.slow
@pytest.mark.needs(DASK)
def test_a_worker_that_is_killed_changes_nothing(running: Cluster, tmp_path: Path) -> None:
    _, papers = make_province(tmp_path, 12, 4)
    mark = tmp_path / "killed"
    plan = Plan()
    step = plan_shared(plan, papers, DeadlyReader(papers[-1].key, str(mark)), chunk=8, part=16)
    with open_runner(running.address) as run:
        assert run(plan, [step]) == [find_shared(papers, RecordReader(), run_plainly)]
        assert mark.exists()
        assert sorted(worker.poll() is None for worker in running.workers) == [False, True]


@pytest.mark.slow
@pytest.mark.needs(DASK)
def test_site_of_a_county_is_the_same_built_alone_or_beside_others_on_a_cluster(
    running: Cluster, tmp_path: Path
) -> None:
    write_pages(tmp_path / "office/docs", {"regulations/index.md": REGISTER})
    project = make_office(tmp_path / "office")
    dong = make_county(tmp_path / "counties", "dong", reports__2023=paper(2023, {"w1": "渡口早晚各巡查一次。"}))
    bad = make_county(
        tmp_path / "counties", "xi", reports__2023=paper(2023, {"w1": "值班。"}).replace("year: 2023", "year: x")
    )
    (tmp_path / "together").mkdir()
    with open_runner(running.address) as run:
        first, other = build_counties([bad, dong], project, tmp_path / "together", run)
    assert (other, first.folder, "docs/reports/2023.md:2" in first.fault) == (BuiltCounty("dong", ""), "xi", True)
    alone = stage_county(dong, project, tmp_path / "alone")
    build(alone.site, alone, Console(quiet=True))
    assert files_of(alone.site) == files_of(tmp_path / "together/dong")
    assert not (tmp_path / "together/xi").exists()


def test_without_dask_and_on_one_core_it_is_a_plain_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_runner(workers=1) as run:
        assert run is run_plainly
    monkeypatch.setattr(cluster, "has_dask", lambda: False)
    with open_runner(workers=2) as run:
        plan = Plan()
        assert run(plan, [plan.add("sum", sum, [1, plan.add("two", int, "2")])]) == [3]


@pytest.mark.needs(DASK)
def test_what_dask_is_told_it_knows() -> None:
    from dask import config
    from distributed import LocalCluster

    assert LocalCluster
    unknown = [name for name in cluster._SETTINGS if config.get(name, KeyError) is KeyError]
    # Levels of logging are whatever one names.
    assert unknown == ["logging.distributed"]


@pytest.mark.needs(DASK)
def test_cluster_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", "0.1s")
    with pytest.raises(ClusterError, match=r"连不上 tcp://127\.0\.0\.1:9"), open_runner("tcp://127.0.0.1:9"):
        pytest.fail("nobody listens there")
    with pytest.raises(ClusterError, match="连不上 这里"), open_runner("这里"):
        pytest.fail("it is no address")


@pytest.mark.slow
def test_each_kind_of_copy_is_found_in_a_province_and_records_are_made_once(tmp_path: Path) -> None:
    province, papers = make_province(tmp_path, 9, 3)
    reader = RecordReader(str(tmp_path / "kept"))
    expected = find_shared(papers, RecordReader(), run_plainly)
    found = score(province.planted, expected.passages)
    assert (found.recall, found.precision) == (1, 1)
    assert {one.kind for one in expected.passages} == {"exact", "figures", "near"}
    assert find_shared(papers, reader, run_plainly) == expected
    files = sorted(file for file in (tmp_path / "kept").rglob("*") if file.is_file())
    assert len(files) == len(papers)
    # Whatever is damaged is made anew, and whatever is new is made alone.
    files[0].write_bytes(b"?")
    before = [file.stat().st_mtime_ns for file in files]
    assert find_shared(papers, reader, run_plainly) == expected
    assert [old != new.stat().st_mtime_ns for old, new in zip(before, files, strict=True)].count(True) == 1
