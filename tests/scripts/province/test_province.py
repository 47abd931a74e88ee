"""The verb for many counties: tables of what their units share, and records for a search."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from macros.compare.sharing.pipeline import Shared
from macros.compare.sharing.plan import run_plainly
from scripts.province import sharing
from scripts.province.open_search import MAPPING, find_misfits
from scripts.province.outcome import County, find_counties, name_county
from scripts.province.records import list_papers
from tests.helpers.commands import run
from tests.helpers.factories import write_pages
from tests.helpers.small_papers import paper

FERRY = "渡口值班室每天早晚各巡查一次，逐项登记缆绳、跳板和救生衣的情况。"
FORMULA = "=公务用车统一停放统一派遣，节假日封存钥匙，逐车登记里程和油耗。"


@pytest.fixture
def counties(tmp_path: Path) -> Path:
    texts = {
        "dong": {"2022": FERRY, "2023": "今年又添了三条新船。"},
        "xi": {"2023": FERRY + FORMULA},
        "nan": {"2023": FORMULA},
    }
    for county, years in texts.items():
        pages = {
            f"reports/{year}.md": paper(int(year), {"w1": text}).replace("XX乡", county) for year, text in years.items()
        }
        write_pages(tmp_path / "counties" / county, {"ledger/2023.md": None, **pages})
        (tmp_path / "counties" / county).rename(tmp_path / "moved")
        (tmp_path / "counties" / county).mkdir()
        (tmp_path / "moved").rename(tmp_path / "counties" / county / "docs")
    (tmp_path / "counties" / "stray").mkdir()
    write_pages(tmp_path / "office" / "docs")
    return tmp_path / "counties"


def read_rows(file: Path) -> list[list[str]]:
    return list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))[1:]


@pytest.mark.slow
def test_what_units_of_several_counties_share_is_written_as_tables(counties: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "office", "province", counties, "--out", tmp_path / "out")
    assert done.returncode == 0, done
    assert "3 个县，4 份材料：2 处雷同" in done.stdout
    rows = read_rows(tmp_path / "out" / "雷同.csv")
    assert [(row[0], row[5], row[3], row[11]) for row in rows] == [
        ("xi党委", "dong党委", "逐字相同", ""),
        ("xi党委", "nan党委", "逐字相同", "同一年，先后不明"),
    ]
    # A sheet would take it for a formula.
    assert [cell for row in rows for cell in row if cell.startswith("=")] == []
    assert len(list((tmp_path / "office/.build/papers").rglob("??/*"))) == 4
    before = {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    assert run(tmp_path / "office", "province", counties, "--out", tmp_path / "out").stdout == done.stdout
    assert {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()} == before


def test_records_of_all_counties_fit_the_mapping(counties: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "office", "province", counties, "--out", tmp_path / "out", "--records")
    lines = (tmp_path / "out/检索.ndjson").read_text(encoding="utf-8").splitlines()
    documents = [json.loads(line) for line in lines[1::2]]
    assert f"检索记录 {len(documents)} 条" in done.stdout
    assert [name for document in documents for name in find_misfits(document)] == []
    assert {document["county"] for document in documents} == {"dong", "xi", "nan"}
    assert "xi/2023#w1" in {document["id"] for document in documents}
    assert json.loads((tmp_path / "out/检索-mapping.json").read_text(encoding="utf-8")) == MAPPING


def test_where_no_counties_are_that_is_told_and_nothing_written(tmp_path: Path) -> None:
    write_pages(tmp_path / "office" / "docs")
    done = run(tmp_path / "office", "province", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert (done.returncode, (tmp_path / "out").exists()) == (1, False)
    assert "里没有各县的站点" in done.stderr


@pytest.mark.slow
def test_a_paper_that_was_changed_is_looked_at_alone_and_what_belongs_to_none_is_not_kept(
    counties: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def share_with(few: float) -> tuple[Shared, int]:
        monkeypatch.setattr(sharing, "_FEW", few)
        papers = [paper for one in find_counties(counties) for paper in list_papers(one.docs, one.folder)]
        shared = sharing.share(papers, tmp_path / "kept", run_plainly)
        return shared, len(list((tmp_path / "kept").glob("??/*")))

    first, kept = share_with(1.0)
    assert (len(first.passages), kept) == (2, 4)
    write_pages(counties / "nan/docs", {"reports/2023.md": paper(2023, {"w1": "今年没有公务用车。"})})
    (counties / "dong/docs/reports/2023.md").unlink()
    monkeypatch.setattr(sharing, "find_basis", lambda *_: pytest.fail("all were looked at"))
    changed, kept = share_with(1.0)
    assert (len(changed.passages), len(changed.heads), kept) == (1, 3, 3)
    monkeypatch.undo()
    (tmp_path / "kept/shared").write_bytes(b"damaged")
    assert share_with(0.0) == (changed, 3)


def test_county_is_called_as_its_office_else_as_its_units_begin_else_as_its_folder(tmp_path: Path) -> None:
    county = County("dong", tmp_path / "docs")
    assert name_county(county, ["东县甲乡党委", "东县乙乡党委"]) == "东县"
    assert name_county(county, ["甲乡党委", "乙乡党委"]) == "dong"
    (tmp_path / "mkdocs.yml").write_text("extra:\n  office: {unit: 东县纪委, audience: 班子}\n", encoding="utf-8")
    assert name_county(county, ["东县甲乡党委", "东县乙乡党委"]) == "东县纪委"
