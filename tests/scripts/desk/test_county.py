"""Handing over and gathering at the desk."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from scripts.setup.project import Project
from tests.helpers.county import hand_over, make_county, make_office, members_of, repack
from tests.helpers.desk import DeskClient, words_of


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What an office has handed over."""
    folder = tmp_path_factory.mktemp("handed")
    hand_over(make_office(folder / "office"), folder / "a.zip")
    return (folder / "a.zip").read_bytes()


def test_an_office_makes_its_file_and_is_told_what_stops_it(tmp_path: Path) -> None:
    desk = DeskClient(Project(make_office(tmp_path / "office")))
    assert "做一个上报包" in desk.get("/desk/county/")
    answer = desk.browser.post(
        "/desk/county/hand-over",
        data={"audience": "班子", "code": "dongzhen", "csrf": desk.word},
        base_url="http://127.0.0.1:8000",
        headers={"Origin": "http://127.0.0.1:8000"},
        buffered=True,
    )
    assert (
        "东镇党委上报包" in answer.headers["Content-Disposition"]
        or "filename*" in answer.headers["Content-Disposition"]
    )
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        assert "reports/2023.md" in packed.namelist()
    assert "选好交给谁看" in desk.post("/desk/county/hand-over", {"audience": "大家"}, code=400)
    page = tmp_path / "office/docs/reports/2023.md"
    page.write_text(page.read_text(encoding="utf-8").replace("2022#p1", "2022#p9"), encoding="utf-8")
    told = words_of(desk.post("/desk/county/hand-over", {"audience": "班子"}, code=400))
    assert "「2023年度总结（东镇党委）」" in told
    assert "docs/" not in told


def test_a_county_sees_what_comes_before_it_is_written(tmp_path: Path, handed: bytes) -> None:
    county = make_county(tmp_path / "county")
    desk = DeskClient(Project(county))
    page = desk.post("/desk/county/look", {"files": [(io.BytesIO(handed), "东镇.zip")]})
    assert "新增 4：" in words_of(page)
    key = page.split('name="upload" value="')[1].split('"')[0]
    assert not (county / "docs/reports/dongzhen").exists()
    shown = words_of(desk.post("/desk/county/gather", {"upload": key}))
    assert "东镇党委" in shown
    assert not (county / "docs/reports/dongzhen").exists()


def test_what_is_at_fault_can_be_sent_back(tmp_path: Path, handed: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(handed)
    members = members_of(tmp_path / "a.zip")
    members["reports/2023.md"] = members["reports/2023.md"].replace(b"2022#p1", b"2022#p9")
    wrong = repack(tmp_path / "a.zip", members).read_bytes()
    desk = DeskClient(Project(make_county(tmp_path / "county")))
    page = desk.post("/desk/county/look", {"files": [(io.BytesIO(wrong), "东镇.zip")]})
    assert "「2023年度总结（东镇党委）」第 9 行" in words_of(page)
    assert "没有要写入的" in words_of(page)
    key = page.split('name="upload" value="')[1].split('"')[0]
    assert desk.post("/desk/county/back", {"upload": key, "name": "东镇-退回.txt"}).startswith("\ufeff退回单")
    desk.post("/desk/county/back", {"upload": key, "name": "别的.txt"}, code=400)
    desk.post("/desk/county/gather", {"upload": key}, code=400)


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    desk = DeskClient(Project(make_county(tmp_path / "county")))
    told = words_of(desk.post("/desk/county/look", {"files": [(io.BytesIO(b"PK"), "坏.zip")]}))
    assert "坏.zip 不是完整的 zip 文件" in told
    assert "还没有选文件" in desk.post("/desk/county/look", {}, code=400)
