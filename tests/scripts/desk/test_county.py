"""Handing over and gathering at the desk."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from scripts.setup.project import Project
from tests.helpers.county import hand_over, make_county, make_office, members_of, repack
from tests.helpers.desk import DeskClient, words_of
from tests.helpers.linked_pages import REPORT

HERE = "http://127.0.0.1:8000"
SENT: Any = {"base_url": HERE, "headers": {"Origin": HERE}, "buffered": True}


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What an office has handed over."""
    folder = tmp_path_factory.mktemp("handed")
    hand_over(make_office(folder / "office"), folder / "a.zip")
    return (folder / "a.zip").read_bytes()


def test_an_office_makes_its_file_and_is_told_what_stops_it(tmp_path: Path) -> None:
    desk = DeskClient(Project(make_office(tmp_path / "office")))
    assert "做一个上报包" in desk.get("/desk/county/")
    asked = {"audience": "班子", "code": "dongzhen", "csrf": desk.word}
    answer = desk.browser.post("/desk/county/hand-over", data=asked, **SENT)
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


def test_papers_that_are_ticked_are_not_handed_over(tmp_path: Path) -> None:
    more = {"reports/2021.md": REPORT.replace("2023", "2021")}
    desk = DeskClient(Project(make_office(tmp_path / "office", more=more)))
    assert "2021年度总结（东镇党委）" in words_of(desk.get("/desk/county/"))
    asked = {"audience": "班子", "without": "2021", "csrf": desk.word}
    answer = desk.browser.post("/desk/county/hand-over", data=asked, **SENT)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        assert "reports/2023.md" in packed.namelist()
        assert "reports/2021.md" not in packed.namelist()


def test_where_several_units_have_papers_one_is_chosen(tmp_path: Path) -> None:
    more = {"reports/xizhen/2021.md": REPORT.replace("2023", "2021").replace("XX乡党委", "西镇党委")
            .replace("#report-2021", "#report-xizhen-2021").replace("](../", "](../../")}  # fmt: skip
    desk = DeskClient(Project(make_office(tmp_path / "office", more=more)))
    assert "2021年度总结（西镇党委）" not in words_of(desk.get("/desk/county/"))
    page = desk.get("/desk/county/?unit=xizhen")
    assert "2021年度总结（西镇党委）" in words_of(page)
    assert '<input type="hidden" name="unit" value="xizhen">' in page
    asked = {"audience": "班子", "unit": "xizhen", "csrf": desk.word}
    answer = desk.browser.post("/desk/county/hand-over", data=asked, **SENT)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        assert [name for name in packed.namelist() if name.startswith("reports/")] == ["reports/xizhen/2021.md"]
    told = words_of(desk.post("/desk/county/hand-over", {"audience": "班子", "unit": "nanzhen"}, code=400))
    assert "没有班子可以看的报告和台账" in told


def test_a_county_without_papers_of_its_own_hands_over_the_unit_that_is_shown_as_chosen(tmp_path: Path) -> None:
    other = {"reports/dongzhen/2022.md": REPORT.replace("2023", "2022").replace("XX乡党委", "西镇党委")}
    folder = make_county(tmp_path / "county", other)
    settings = folder / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(
            "extra:\n", "extra:\n  office: {unit: 某县纪委, audience: 班子}\n"
        ),
        encoding="utf-8",
    )
    assert '<input type="hidden" name="unit" value="dongzhen">' in DeskClient(Project(folder)).get("/desk/county/")


def test_a_unit_is_put_where_it_is_said_and_into_its_county(tmp_path: Path, handed: bytes) -> None:
    desk = DeskClient(Project(make_county(tmp_path / "county")))

    def look(**asked: str) -> str:
        return desk.post("/desk/county/look", {"files": [(io.BytesIO(handed), "东镇.zip")], **asked})

    assert "（dz，" in look(folder="dz")
    page = look(county="甲县", county_code="jia")
    assert "（jia-dongzhen，" in page
    fields = dict(re.findall(r'<input type="hidden" name="(upload|county|county_code)" value="([^"]*)">', page))
    assert "东镇党委" in words_of(desk.post("/desk/county/gather", fields))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"folder": "东镇"}, "“东镇”不能作文件夹的名称"),
        ({"renamed": "1"}, "写上它原来的文件夹"),
        ({"county": "甲县"}, "县名和县的代号要一起写"),
        ({"county": "甲县", "county_code": "jia-xian"}, "“jia-xian”不能作县的代号"),
    ],
)
def test_what_is_said_wrongly_of_hand_overs_is_told_and_kept(
    tmp_path: Path, handed: bytes, asked: dict[str, str], told: str
) -> None:
    desk = DeskClient(Project(make_county(tmp_path / "county")))
    page = desk.post("/desk/county/look", {"files": [(io.BytesIO(handed), "东镇.zip")], **asked}, code=400)
    assert told in words_of(page)
    for name, value in asked.items():
        assert re.search(rf'name="{name}" value="{value}"', page)


def test_a_folder_of_another_unit_is_told_without_the_command_line(tmp_path: Path, handed: bytes) -> None:
    other = {"reports/dongzhen/2022.md": REPORT.replace("2023", "2022").replace("XX乡党委", "西镇党委")}
    desk = DeskClient(Project(make_county(tmp_path / "county", other)))
    told = words_of(desk.post("/desk/county/look", {"files": [(io.BytesIO(handed), "东镇.zip")]}))
    assert "写明文件夹 dongzhen 和改了名称；不是的，给它另写一个文件夹。" in told
    asked = {"folder": "dongzhen", "renamed": "1"}
    assert "没有收" not in desk.post("/desk/county/look", {"files": [(io.BytesIO(handed), "东镇.zip")], **asked})


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
