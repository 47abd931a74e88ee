"""打印: pages are ticked, made as files under Chinese names, and taken from the desk."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest

from scripts.desk.page_order import SORTED_BY, page_order
from scripts.paper.selection import Form, file_name
from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.desk_forms import form_of
from tests.helpers.factories import REPORT

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


def test_the_newest_year_stands_first_then_the_name_and_that_is_said(tmp_path: Path) -> None:
    older = {
        f"reports/{key}.md": REPORT.replace("2023", year).replace(f"#report-{year}", f"#report-{key.replace('/', '-')}")
        for key, year in (("zhan/2024", "2024"), ("2022", "2022"))
    }
    desk = make_desk(tmp_path, older)
    words = words_of(desk.get("/desk/printing/"))
    assert SORTED_BY in words
    places = [words.index(f"{year}年度总结（") for year in (2024, 2023, 2022)]
    assert places == sorted(places)


def test_fields_of_head_and_foot_are_empty_at_first(desk: DeskClient) -> None:
    form = form_of(desk.get("/desk/printing/"), "/desk/printing/")
    assert {form[name] for name in ("title", "number", "to", "copy", "date", "attachments", "keep")} == {""}


def test_nothing_ticked_is_told(desk: DeskClient) -> None:
    assert "还没有选页面" in desk.post("/desk/printing/", {"form": "PDF"}, code=400)
    assert "还没有选页面" in desk.post("/desk/printing/", {"page": "../../etc/passwd"}, code=400)


def test_pages_with_faults_are_mended_first_and_what_was_ticked_stays(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {"reports/2022.md": "没有页首信息\n"})
    page = desk.post("/desk/printing/", {"page": "reports/2023.md", "form": "Word"}, code=400)
    assert "处错误，改好才能做" in page
    assert 'value="reports/2023.md" checked' in page


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"page": ["reports/2023.md", "ledger/2023.md"], "form": "报告"}, "只选一份总结或报告"),
        ({"page": "ledger/2023.md", "form": "报告"}, "只选一份总结或报告"),
        ({"page": "reports/2023.md", "form": "Word", "archive": "1"}, "Word 文件不能归档"),
    ],
)
def test_what_does_not_go_together_is_told_and_what_was_typed_stays(
    desk: DeskClient, asked: dict[str, object], told: str
) -> None:
    page = desk.post("/desk/printing/", {**asked, "number": "X委报〔2024〕1号"}, code=400)
    assert told in page
    assert 'value="X委报〔2024〕1号"' in page


def test_head_and_foot_and_keeping_go_on_to_the_job(desk: DeskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Any] = []

    def start(title: str, work: object, *given: object, then: str) -> Any:
        begun.extend(given)
        return SimpleNamespace(number=1)

    monkeypatch.setattr(desk.desk.jobs, "start", start)
    asked = {"page": "reports/2023.md", "form": "报告", "to": "XX县纪委", "title": "关于工作的报告", "archive": "1"}
    desk.browser.post(
        "/desk/printing/",
        data={**asked, "keep": "永久", "attachments": "一张表\n\n二张表", "csrf": desk.word},
        base_url="http://127.0.0.1:8000",
        headers={"Origin": "http://127.0.0.1:8000"},
    )
    wanted = begun[2]
    assert (wanted.form, wanted.title, wanted.archive, wanted.keep) == (Form.REPORT, "关于工作的报告", True, "永久")
    assert (wanted.letter.to, wanted.letter.attachments) == ("XX县纪委", ("一张表", "二张表"))


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


def test_pages_of_no_year_stand_last_and_a_number_is_no_year() -> None:
    names = ["请示报告条例", "2022年度总结", "甲2023年和2024年对照", "条例（2018年版）", "文12023号", "2024年度总结"]
    assert sorted(names, key=page_order) == [names[at] for at in (5, 2, 1, 3, 4, 0)]
