"""A page can be taken out however the project stands; what was not ready to go out does not go out with it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from macros.domain.reports import Audience
from macros.domain.signatures import Step
from scripts.changes import journal
from scripts.changes.signing import plan_signing
from scripts.publishing.destination import Destination
from scripts.publishing.publishing import PublishOrder, publish
from scripts.publishing.silent_changes import find_silent_changes
from scripts.publishing.withdrawal import withdraw
from scripts.setup.console import Console
from scripts.setup.project import Project
from tests.helpers.linked_pages import REPORT
from tests.helpers.office import make_office
from tests.helpers.plain_sites import build_plainly

pytestmark = pytest.mark.slow

MEMBERS = Audience.MEMBERS
EARLIER = REPORT.replace("2023", "2022").replace("问责不够有力", "问责不够有力zq777x")
DAY = date(2024, 1, 5)
_BUILD = "scripts.publishing.publishing.pipeline.build"


@pytest.fixture(scope="module")
def office_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that has published two papers for all; it is only copied."""
    folder = tmp_path_factory.mktemp("office")
    project = make_office(folder / "project", {"reports/2022.md": EARLIER})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_BUILD, build_plainly)
        publish(project, folder / "place", PublishOrder(MEMBERS, 5), Console(quiet=True))
    return folder


@pytest.fixture
def office(office_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Project, Path]:
    """A copy of it, and the place; its sites are plain copies of the pages."""
    monkeypatch.setattr(_BUILD, build_plainly)
    shutil.copytree(office_once, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Project(tmp_path / "project"), tmp_path / "place"


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def _ask_for_signatures(project: Project) -> None:
    change(project.folder / "mkdocs.yml", "generator: false", "sign_off: {全体党员: [签发]}")


def _change_silently(project: Project) -> None:
    change(project.docs / "reports/2023.md", "不够有力", "偏轻偏软")


def _be_at_fault(project: Project) -> None:
    change(project.docs / "reports/2023.md", "year: 2023", "year: 今年")


def _scan_unread(project: Project) -> None:
    change(project.docs / "reports/2023.md", "audience:", "text: 扫描识别，待校对 7 处\naudience:")


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (_ask_for_signatures, "项目现在的页面还发布不了"),
        (_be_at_fault, "项目现在的页面还发布不了"),
        (_scan_unread, "项目现在的页面还发布不了"),
        (_change_silently, "「2023年度总结（XX乡党委）」改了、没有写更正"),
    ],
)
def test_nothing_in_the_project_keeps_a_page_from_being_taken_out(
    office: tuple[Project, Path], spoil: Callable[[Project], None], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    project, place = office
    shown = (place / "current/reports/2023.html").read_bytes()
    spoil(project)
    withdraw(project, place, "reports/2022", Console())
    assert f"{why}，所以照第 1 次的页面重做" in capsys.readouterr().out
    assert Destination(place).numbers() == [2]
    assert not (place / "current/reports/2022.html").exists()
    assert (place / "current/reports/2023.html").read_bytes() == shown


@pytest.mark.parametrize("spoil", [_ask_for_signatures, _scan_unread, _change_silently])
def test_without_the_pages_of_the_release_what_may_not_go_out_is_held_back(
    office: tuple[Project, Path], spoil: Callable[[Project], None], capsys: pytest.CaptureFixture[str]
) -> None:
    project, place = office
    shutil.rmtree(project.work)
    spoil(project)
    withdraw(project, place, "reports/2022", Console())
    told = capsys.readouterr().out
    assert re.search(r"第 1 次的页面又没有留下，所以先不显示：「2023年度总结.*办好再发布就有。", told)
    assert not list((place / "current/reports").glob("202*.html"))
    # It is held back this once, and is not taken out.
    assert Destination(place).read_state().withdrawn.keys() == {"reports/2022"}


def test_a_paper_that_is_signed_goes_out_as_it_is_now(office: tuple[Project, Path]) -> None:
    project, place = office
    _ask_for_signatures(project)
    signing = plan_signing(project.docs, "reports/2023.md", Step.ISSUE, "党委书记", DAY, DAY)
    journal.write(project, signing.changes, Console(quiet=True))
    withdraw(project, place, "reports/2022", Console(quiet=True))
    assert "党委书记" in (place / "current/reports/2023.html").read_text(encoding="utf-8")


def test_what_changed_without_a_word_is_seen_on_another_machine_too(office: tuple[Project, Path]) -> None:
    project, place = office
    shutil.rmtree(project.work)
    assert find_silent_changes(project, Destination(place), MEMBERS).found == ()
    change(project.docs / "reports/2023.md", "不够有力", "偏轻偏软")
    (found,) = find_silent_changes(project, Destination(place), MEMBERS).found
    assert [*found.describe()][1:] == ["  “问责不够有力。” → “问责偏轻偏软。”"]


def test_what_is_kept_of_papers_goes_with_its_release(office: tuple[Project, Path]) -> None:
    project, place = office
    kept = place / "releases"
    assert "zq777x" in (kept / "000001.texts.json").read_text(encoding="utf-8")
    withdraw(project, place, "reports/2022", Console(quiet=True))
    assert [file.name for file in sorted(kept.glob("*.json"))] == ["000002.json", "000002.texts.json"]
    assert "zq777x" not in (kept / "000002.texts.json").read_text(encoding="utf-8")


def test_a_publish_that_changes_nothing_keeps_what_an_earlier_one_has_not(office: tuple[Project, Path]) -> None:
    project, place = office
    kept = place / "releases/000001.texts.json"
    before = kept.read_bytes()
    kept.unlink()
    publish(project, place, PublishOrder(MEMBERS, 5), Console(quiet=True))
    assert kept.read_bytes() == before
