"""Publishing as an office does it: refusals, a trial run, pages taken out, a backup put back."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from macros.domain.reports import Audience
from macros.errors import ContentErrors
from scripts.commands.options import write_files
from scripts.publishing import publishing, withdrawal
from scripts.publishing.delivery import roll_back, verify
from scripts.publishing.destination import Destination
from scripts.publishing.publishing import PublishOrder
from scripts.publishing.release import read_facts
from scripts.publishing.staging import PublishError
from scripts.setup.console import Console
from scripts.setup.needs import SONG
from scripts.setup.project import Project
from tests.helpers.commands import command, run
from tests.helpers.linked_pages import REPORT
from tests.helpers.office import Marks, find_marks, make_office

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("packed_once")]

MEMBERS, OFFICE, LEADERS = Audience
PICTURE = "reports/tu-0123456789abcdef.png"
EARLIER = REPORT.replace("2023", "2022").replace("问责不够有力", "问责不够有力zq777x")
QUOTING = """\
---
render_macros: true
---

# 对照zq777x { #x }

[那一份](../reports/2022.md)

{{ compare_years(2022, 2023) }}
"""
LINKING = """\
# 说明 { #x }

见[那一年](../reports/2022.md#p1)和[对照](../compare/q.md)。<a href="../reports/2022.html">看</a>
"""
PAGES: dict[str, str | bytes | None] = {
    "reports/2022.md": EARLIER.replace("zq777x。", f"zq777x。\n\n![宣讲现场]({PICTURE.removeprefix('reports/')})"),
    PICTURE: b"\x89PNG zq777x",
    "compare/q.md": QUOTING,
    "handbook/y.md": f"---\naudience: 班子\n---\n\n{LINKING}",
}


def publish(project: Project, place: Path, audience: Audience | None = LEADERS, *, copy: bool = False) -> None:
    publishing.publish(project, place, PublishOrder(audience, keep=5, copy=copy), Console(), write_files)


def withdraw(project: Project, place: Path, page: str) -> None:
    withdrawal.withdraw(project, place, page, Console(), write_files)


@pytest.fixture(scope="module")
def begun_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that has published once, in a folder with the place; it is only copied."""
    folder = tmp_path_factory.mktemp("begun")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1721001600")
        publish(make_office(folder / "project", PAGES), folder / "place")
    return folder


@pytest.fixture(scope="module")
def rolled_back_once(begun_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after a second release, which had a word that was to go, and the way back to the first."""
    project, place = copy_of(begun_once, tmp_path_factory.mktemp("rolled-back"))
    page = project.docs / "handbook/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nzq888x\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1721001600")
        publish(project, place)
        roll_back(place, Console())
    return place.parent


def copy_of(folder: Path, target: Path) -> tuple[Project, Path]:
    shutil.copytree(folder, target, symlinks=True, dirs_exist_ok=True)
    return Project(target / "project"), target / "place"


@pytest.fixture
def begun(begun_once: Path, tmp_path: Path) -> tuple[Project, Path]:
    """An office, and the place where it has published once, for the leaders."""
    return copy_of(begun_once, tmp_path)


@pytest.fixture
def rolled_back(rolled_back_once: Path, tmp_path: Path) -> tuple[Project, Path]:
    """A place where readers see the first release again; the second had a word that was to go."""
    return copy_of(rolled_back_once, tmp_path)


def test_command_publishes_checks_goes_back_and_refuses(tmp_path: Path) -> None:
    project, place = make_office(tmp_path / "project", PAGES), tmp_path / "place"
    trial = run(project.folder, "publish", place, "--audience", "班子", "--dry-run")
    assert (trial.returncode, trial.stderr) == (0, "")
    assert "新增页面" in trial.stdout
    assert "没有改动" in trial.stdout
    assert not place.exists()
    first = run(project.folder, "publish", place, "--audience", "班子")
    assert (first.returncode, first.stderr) == (0, "")
    assert (place / "current/index.html.gz").is_file()
    page = project.docs / "reports/2023.md"
    page.write_text(page.read_text(encoding="utf-8").replace("加强教育", "加强教育改"), encoding="utf-8")
    before = read_facts(place)
    trial = run(project.folder, "publish", place, "--dry-run")
    assert "改动页面" in trial.stdout
    assert "「2023年度总结」" in trial.stdout
    assert read_facts(place) == before
    refused = run(project.folder, "publish", place, "--keep", "2")
    assert "没有写更正" in refused.stderr
    assert read_facts(place) == before
    second = run(project.folder, "publish", place, "--keep", "2", "--why", "写漏", "--by", "党建办主任")
    assert "已发布第 2 次（给班子看" in second.stdout
    assert run(project.folder, "verify", place).returncode == 0
    back = run(project.folder, "rollback", place)
    assert "已从第 2 次退回第 1 次" in back.stdout
    (place / "current/index.html").write_text("别人改的", encoding="utf-8")
    broken = run(project.folder, "verify", place)
    assert (broken.returncode, "与清单不符：index.html" in broken.stdout) == (1, True)
    for option, typed, words in (("--dry-run", "", "没有撤下"), ("", "\n", "没有输入 yes")):
        told = run(project.folder, "withdraw", place, "reports/2022", *filter(None, [option]), typed=typed).stdout
        assert re.search("要撤下 「.*」：.*留着的第 [0-9、]+ 次都删去，不能再退回", told)
        assert words in told
        assert len(Destination(place).numbers()) > 1
    page.write_text(page.read_text(encoding="utf-8").replace("year: 2023", "year: 今年"), encoding="utf-8")
    before = read_facts(place)
    for arguments, words in (
        (["publish", place, "--audience", "机关"], "里是给班子看的站点"),
        (["publish", place], "docs/reports/2023.md:2：year："),
        (["withdraw", place, "reports/1999"], "没有 reports/1999 这一页"),
        (["withdraw", place, "reports/2022", "--readmit"], "没有撤下过"),
    ):
        refused = run(project.folder, *arguments)
        assert refused.returncode == 1, arguments
        assert words in refused.stderr
        assert "Traceback" not in refused.stderr
    assert read_facts(place) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["publish", "/nowhere", "--audience", "群众"], "没有“群众”这个阅读范围"),
        (["publish", "/nowhere", "--keep", "0"], "不是个数"),
        (["publish"], "缺少参数"),
        (["withdraw", "/nowhere"], "缺少参数"),
        (["withdraw", "/nowhere", "reports/2022", "--readmit", "--dry-run"], "--readmit 不与 --dry-run 一起写"),
    ],
)
def test_wrong_option_is_told_in_one_chinese_line(tmp_path: Path, arguments: list[str], words: str) -> None:
    result = run(tmp_path, *arguments)
    assert result.returncode == 2
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_mixture_of_samples_and_own_papers_is_not_published(tmp_path: Path) -> None:
    sample = EARLIER.replace("audience:", "sample: true\naudience:")
    project = make_office(tmp_path / "project", {"reports/2022.md": sample})
    with pytest.raises(
        PublishError, match=r"这样的站点不能发布。改法：发布前运行 python3 scripts/site\.py clear-samples"
    ):
        publish(project, tmp_path / "place", MEMBERS)
    assert not (tmp_path / "place").exists()


def test_what_stops_a_build_stops_a_publish(tmp_path: Path) -> None:
    project = make_office(tmp_path / "project", {"reports/2023.md": REPORT.replace("开头一段。", "机密")})
    with pytest.raises(ContentErrors, match="涉密内容不得发布"):
        publish(project, tmp_path / "place", MEMBERS)
    assert not (tmp_path / "place").exists()


@pytest.mark.parametrize("name", ["docs/site", "overrides", ".build/x", ".", ".."])
def test_project_itself_is_no_destination(tmp_path: Path, name: str) -> None:
    project = make_office(tmp_path / "project")
    with pytest.raises(PublishError, match="是项目自己的文件夹"):
        publish(project, project.folder / name, MEMBERS)


def test_page_taken_out_is_nowhere_and_does_not_come_back(
    begun: tuple[Project, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, place = begun
    page = project.docs / "handbook/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n甲\n", encoding="utf-8")
    publish(project, place)
    page.write_text(page.read_text(encoding="utf-8") + "\n乙\n", encoding="utf-8")
    assert (place / "current" / PICTURE).is_file()
    capsys.readouterr()
    withdraw(project, place, "docs/reports/2022.md")
    told = capsys.readouterr().out
    assert "已撤下 「" in told
    assert "以前的版本（第 1、2 次）" in told
    for words in ("git 的历史", "打印出来的", "已经下载的 PDF", "缓存"):
        assert words in told
    assert find_marks(place, {"zq777x": "text"}) == {}
    assert not (place / "current" / PICTURE).exists()
    assert Destination(place).numbers() == [3]
    assert verify(place, Console())
    assert not (place / "current/compare/q.html").exists()
    linking = (place / "current/handbook/y.html").read_text(encoding="utf-8")
    assert "见那一年和对照。" in linking
    assert "2022.html" not in linking
    with pytest.raises(PublishError, match="没有可以退回的版本"):
        roll_back(place, Console())
    publish(project, place, LEADERS)
    assert find_marks(place, {"zq777x": "text"}) == {}
    # What is remembered goes along to another machine.
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(place / "yearbook.json", other)
    publish(project, other, None, copy=True)
    assert find_marks(other, {"zq777x": "text"}) == {}
    assert verify(other, Console())
    withdrawal.readmit(place, "reports/2022", Console())
    publish(project, place, LEADERS)
    assert (place / "current/reports/2022.html").is_file()
    assert (place / "current" / PICTURE).is_file()


def test_page_is_still_to_be_seen_where_no_site_can_be_made_without_it(begun: tuple[Project, Path]) -> None:
    project, place = begun
    before = read_facts(place / "current")
    page = project.docs / "reports/2023.md"
    page.write_text(page.read_text(encoding="utf-8").replace("year: 2023", "year: 今年"), encoding="utf-8")
    shutil.rmtree(project.work)
    with pytest.raises(PublishError, match=r"(?s)reports/2022 还看得到.*改正上面的错误，再运行一次"):
        withdraw(project, place, "reports/2022")
    assert read_facts(place / "current") == before


def test_after_going_back_a_page_is_taken_out_and_nothing_else_changes(
    rolled_back: tuple[Project, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project, place = rolled_back
    before = read_facts(place / "current")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1731542400")
    withdraw(project, place, "reports/2022")
    assert "照第 1 次的页面重做" in capsys.readouterr().out
    assert find_marks(place, {"zq777x": "text", "zq888x": "text"}) == {}
    shown = read_facts(place / "current")
    assert shown.keys() <= before.keys()
    assert shown["handbook/index.html"] == before["handbook/index.html"]
    # Nor does the next one bring it back, though what readers see is the newest now.
    withdraw(project, place, "handbook/y")
    assert find_marks(place, {"zq777x": "text", "zq888x": "text"}) == {}
    assert not (place / "current/handbook/y.html").exists()
    assert str(Destination(place).manifest(4).as_of) == "2024-07-15"
    publish(project, place, LEADERS)
    assert "zq888x" in (place / "current/handbook/index.html").read_text(encoding="utf-8")
    assert find_marks(place, {"zq777x": "text"}) == {}
    assert sorted(path.name for path in project.work.iterdir()) == ["publish.lock", "published"]


def test_after_going_back_a_site_that_cannot_be_made_again_stays(rolled_back: tuple[Project, Path]) -> None:
    project, place = rolled_back
    shutil.rmtree(project.work)
    before = read_facts(place / "current")
    with pytest.raises(
        PublishError, match=r"(?s)当时的页面在这个项目里没有留下.*reports/2022 还看得到.*用 publish 发布"
    ):
        withdraw(project, place, "reports/2022")
    assert read_facts(place / "current") == before
    publish(project, place, LEADERS)
    assert find_marks(place, {"zq777x": "text"}) == {}


def test_pages_of_releases_that_are_dropped_are_not_kept(rolled_back: tuple[Project, Path]) -> None:
    project, place = rolled_back
    assert len(list((project.work / "published").iterdir())) == 2
    withdraw(project, place, "reports/2022")
    (kept,) = (project.work / "published").iterdir()
    with zipfile.ZipFile(kept) as archive:
        assert not [name for name in archive.namelist() if b"zq777x" in archive.read(name)]


def test_page_that_is_in_old_releases_alone_can_be_taken_out(tmp_path: Path) -> None:
    project, place = make_office(tmp_path / "project", {"reports/2022.md": EARLIER}), tmp_path / "place"
    publish(project, place, MEMBERS)
    (project.docs / "reports/2022.md").unlink()
    publish(project, place, MEMBERS)
    withdraw(project, place, "reports/2022")
    assert find_marks(place, {"zq777x": "text"}) == {}


@pytest.mark.needs(SONG)
def test_files_beside_the_pages_go_with_their_page_and_the_others_stay(tmp_path: Path) -> None:
    project, place = make_office(tmp_path / "project", {"reports/2022.md": EARLIER}), tmp_path / "place"
    publish(replace(project, files=("pdf", "docx")), place, MEMBERS)
    names = ("2022.pdf", "2022.docx", "2023.pdf", "2023.docx")
    assert all((place / "current/reports" / name).is_file() for name in names)
    withdraw(project, place, "reports/2022")
    assert [(place / "current/reports" / name).is_file() for name in names] == [False, False, True, True]
    assert find_marks(place, {"zq777x": "text"}) == {}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Path]:
    """An office and what it has published, from which nothing is taken."""
    folder = tmp_path_factory.mktemp("published")
    project, place = make_office(folder / "project"), folder / "place"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1721001600")
        publish(project, place, MEMBERS)
    return project, place


@pytest.mark.parametrize("page", ["index", "reports/index", "search", "regulations/shili/2018"])
def test_pages_of_the_site_itself_are_not_taken_out(published: tuple[Project, Path], page: str) -> None:
    project, place = published
    with pytest.raises(PublishError, match="是站点自己的页面"):
        withdraw(project, place, page)


def test_page_that_an_overview_names_is_not_taken_out_silently(tmp_path: Path) -> None:
    home = "---\nrender_macros: true\n---\n\n# 首页 { #home }\n\n{{ follow_through(2022) }}\n"
    project, place = make_office(tmp_path / "project", {**PAGES, "reports/index.md": home}), tmp_path / "place"
    publish(project, place, LEADERS)
    with pytest.raises(PublishError, match=r"docs/reports/index\.md 的宏里写着已撤下的材料"):
        withdraw(project, place, "reports/2022")
    assert (place / "current/reports/2022.html").is_file()
    assert (place / "current" / PICTURE).is_file()


def test_publish_killed_while_it_builds_leaves_the_site_and_nothing_in_the_way(begun: tuple[Project, Path]) -> None:
    project, place = begun
    before = read_facts(place)
    child = subprocess.Popen(command(project.folder, "publish", place), stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    for line in child.stdout:
        if "正在生成站点" in line:
            os.kill(child.pid, signal.SIGKILL)
            break
    child.stdout.close()
    assert child.wait() == -signal.SIGKILL
    assert read_facts(place) == before
    page = project.docs / "handbook/index.md"
    page.write_text("# 手册改 { #handbook }\n", encoding="utf-8")
    again = run(project.folder, "publish", place)
    assert (again.returncode, again.stderr) == (0, "")
    assert "手册改" in (place / "current/handbook/index.html").read_text(encoding="utf-8")


def test_backup_put_back_on_another_machine_publishes_the_same_site(tmp_path: Path) -> None:
    project = make_office(tmp_path / "old", PAGES)
    assert run(project.folder, "publish", tmp_path / "place", "--audience", "机关").returncode == 0
    backup = Path(shutil.make_archive(str(tmp_path / "backup"), "zip", project.folder))
    shutil.rmtree(project.folder)
    restored = tmp_path / "new"
    shutil.unpack_archive(backup, restored)
    result = run(restored, "publish", tmp_path / "again", "--audience", "机关")
    assert (result.returncode, result.stderr) == (0, "")
    assert read_facts(tmp_path / "again/current") == read_facts(tmp_path / "place/current")


def test_marks_are_found_where_they_are(tmp_path: Path) -> None:
    marks = Marks()
    word = marks(MEMBERS, "name")
    (tmp_path / f"{word}.txt").write_bytes(b"")
    assert find_marks(tmp_path, marks.within(MEMBERS)) == {word: f"name: {word}.txt"}
