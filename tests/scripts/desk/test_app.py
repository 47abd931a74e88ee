"""The desk opens whatever there is, shows its tasks, and says in one sentence what is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.desk.app import TASKS
from scripts.desk.jobs import Job
from scripts.setup.project import ROOT, Project
from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.linked_pages import REPORT

DOCS = ROOT / "docs"


def test_the_desk_shows_every_task_and_each_has_its_page(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    home = desk.get("/desk/")
    for task in TASKS:
        assert f'href="/desk/{task.name}/"' in home
        assert task.does in home
        assert f"<h1>{task.title}</h1>" in desk.get(f"/desk/{task.name}/")


def test_desk_site_and_handbook_call_one_thing_by_one_name() -> None:
    title_of = {task.name: task.title for task in TASKS}
    # What stands in the tabs of the site is the title of its page, but for the name that `nav` gives it.
    pages = ["due.md", "handbook/due.md", "study/index.md", "regulations/index.md", "handbook/county.md"]
    names = ["due", "due", "packs", "regulations", "county"]
    for name, page in zip(names, pages, strict=True):
        assert f"\n# {title_of[name]} {{" in "\n" + (DOCS / page).read_text(encoding="utf-8"), page
    settings = (DOCS.parent / "mkdocs.yml").read_text(encoding="utf-8")
    for name, page in (("packs", "study/index.md"), ("regulations", "regulations/index.md")):
        assert f"  - {title_of[name]}: {page}\n" in settings
    # And a chapter on a task of the desk is headed by its name.
    chapters = re.findall(r"^## (.+) \{ #([a-z-]+) \}$", (DOCS / "handbook/desk.md").read_text(encoding="utf-8"), re.M)
    told = {name: title for title, name in chapters if name in title_of}
    assert told == {name: title_of[name] for name in told}
    assert len(told) >= 6


def test_the_site_stands_beside_it(tmp_path: Path) -> None:
    assert "<p>站点</p>" in make_desk(tmp_path).get("/")


def test_an_office_without_papers_has_a_desk(tmp_path: Path) -> None:
    desk = DeskClient(Project(tmp_path))
    for task in TASKS:
        assert desk.get(f"/desk/{task.name}/")
    assert desk.get("/desk/")


def test_pages_with_faults_stop_nobody_from_opening_the_desk(tmp_path: Path) -> None:
    broken = {"reports/2023.md": REPORT.replace("year: 2023", "year: 这不是年度"), "mkdocs.yml": None}
    desk = make_desk(tmp_path, broken)
    (tmp_path / "mkdocs.yml").write_text("extra: {office: 这不是单位}\n", encoding="utf-8")
    assert desk.desk.work.survey().faults
    for task in TASKS:
        assert desk.get(f"/desk/{task.name}/")
    assert "页面有 1 处错误，改好才能生成和发布" in desk.get("/desk/")


@pytest.fixture
def busy(tmp_path: Path) -> DeskClient:
    """A desk at which something takes its time."""
    desk = make_desk(tmp_path)
    desk.desk.jobs._jobs[7] = Job(7, "做打印用的文件")
    return desk


@pytest.mark.parametrize(
    ("address", "fields", "code"),
    [
        ("/desk/publishing/look", {"page": "here"}, 409),
        ("/desk/printing/", {"page": "reports/2023.md"}, 400),
        ("/desk/receiving/look", {}, 200),
    ],
)
def test_whoever_would_begin_something_long_beside_another_is_led_to_that(
    busy: DeskClient, tmp_path: Path, address: str, fields: dict[str, str], code: int
) -> None:
    if "page" in fields and fields["page"] == "here":
        busy.post("/desk/publishing/", {"audience": "全体党员", "keep": "5", "folder": str(tmp_path / "发布")})
        fields = {"page": re.findall(r"page=([0-9a-f]{16})", busy.get("/desk/publishing/"))[0]}
    page = busy.post(address, fields, code=code)
    assert "做打印用的文件" in page
    assert 'href="/desk/job/7"' in page


@pytest.mark.parametrize("address", ["/desk/no-such-page", "/desk/history/99", "/desk/job/9"])
def test_what_is_not_there_is_said_in_chinese(tmp_path: Path, address: str) -> None:
    answer = make_desk(tmp_path).ask(address)
    assert answer.status_code == 404
    assert "工作台没有这一页。" in words_of(answer.text)


def test_a_fault_of_the_program_is_one_line_and_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk(tmp_path)
    monkeypatch.setattr(desk.desk.drafts, "list", lambda: 1 // 0)
    answer = desk.ask("/desk/")
    assert answer.status_code == 500
    assert "程序出错（ZeroDivisionError）" in answer.text
    assert "Traceback" not in answer.text
    assert "Traceback" in next((tmp_path / ".build").glob("fault-desk-*.log")).read_text("utf-8")
