"""打印: pages are ticked, made as files under Chinese names, and taken from the desk."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest

from scripts.paper.selection import file_name
from tests.helpers.desk import DeskClient, make_desk, words_of

BATCH = "20260301-101500"


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(tmp_path)


@pytest.fixture
def made(desk: DeskClient) -> DeskClient:
    """A desk at which two files were made."""
    folder = desk.desk.project.work / "desk" / "printed" / BATCH
    folder.mkdir(parents=True)
    (folder / "2023年度总结（XX乡党委）.pdf").write_bytes(b"%PDF")
    (folder / "2023年整改台账（XX乡党委）.pdf").write_bytes(b"%PDF-2")
    return desk


def test_pages_stand_by_name_and_kind(desk: DeskClient) -> None:
    words = words_of(desk.get("/desk/printing/"))
    assert "总结和报告" in words
    assert "2023年度总结（XX乡党委）" in words
    assert "reports/" not in words


def test_nothing_ticked_is_told(desk: DeskClient) -> None:
    assert "还没有选页面" in desk.post("/desk/printing/", {"form": "PDF"}, code=400)
    assert "还没有选页面" in desk.post("/desk/printing/", {"page": "../../etc/passwd"}, code=400)


def test_pages_with_faults_are_mended_first_and_what_was_ticked_stays(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {"reports/2022.md": "没有页首信息\n"})
    page = desk.post("/desk/printing/", {"page": "reports/2023.md", "form": "Word"}, code=400)
    assert "处错误，改好才能做" in page
    assert 'value="reports/2023.md" checked' in page


def test_what_was_made_is_taken_one_by_one_or_all_together(made: DeskClient) -> None:
    assert "2023年度总结（XX乡党委）.pdf" in made.get("/desk/printing/")
    one = made.ask(f"/desk/printing/made/{BATCH}/1")
    assert quote("年整改台账（XX乡党委）.pdf") in one.headers["Content-Disposition"]
    packed = zipfile.ZipFile(io.BytesIO(made.ask(f"/desk/printing/made/{BATCH}/all").data))
    assert "2023年度总结（XX乡党委）.pdf" in packed.namelist()
    assert made.ask(f"/desk/printing/made/{BATCH}/2").status_code == 404
    assert made.ask("/desk/printing/made/drafts/0").status_code == 404


def test_what_was_made_is_put_away(made: DeskClient) -> None:
    made.post("/desk/printing/away", {"batch": "../drafts"})
    assert BATCH[:4] in made.get("/desk/printing/")
    page = made.post("/desk/printing/away", {"batch": BATCH})
    assert "做好的文件都列在这里" in page


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("2023年度总结（XX乡党委）", "2023年度总结（XX乡党委）"),
        ("甲/乙：丙?", "甲_乙：丙_"),
        ("字" * 100, "字" * 60),
        ("...", "页面"),
    ],
)
def test_a_name_is_one_that_every_system_can_keep(name: str, file: str) -> None:
    assert file_name(name) == file
