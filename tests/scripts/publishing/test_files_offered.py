"""The kinds of files beside the pages: told to whoever makes a site, and to nobody through the environment."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from macros.corpus.settings import FILES_VARIABLE
from macros.domain.reports import Audience
from macros.domain.yearbook import Yearbook
from scripts.build import pipeline
from scripts.publishing.publishing import PublishOrder, publish
from scripts.publishing.withdrawal import withdraw
from scripts.setup.console import Console
from scripts.setup.project import Project
from tests.helpers.factories import REPORT
from tests.helpers.office import make_office

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("packed_once")]

ORDER = PublishOrder(Audience.LEADERS, keep=5)
QUIET = Console(quiet=True)
EARLIER = REPORT.replace("#art-2", "").replace("2023", "2022")


class Writer:
    """Writes a file of each kind, and keeps what it was asked for and in which environment."""

    def __init__(self) -> None:
        self.kinds: list[tuple[str, ...]] = []
        self.computed: list[bool] = []
        self.environment: dict[str, str] = {}

    def __call__(self, site: Path, yearbook: Yearbook, project: Project, console: Console) -> None:
        self.kinds.append(project.files)
        self.computed.append(project.computed)
        self.environment = dict(os.environ)
        for report in yearbook.reports.values():
            for kind in project.files:
                (site / report.path).with_suffix(f".{kind}").write_bytes(b"file")


@pytest.fixture
def office(tmp_path: Path) -> Project:
    return make_office(tmp_path / "project", {"reports/2022.md": EARLIER})


def test_pages_lead_to_the_files_of_their_project(office: Project, tmp_path: Path) -> None:
    write = Writer()
    publish(replace(office, files=("docx",)), tmp_path / "place", ORDER, QUIET, write)
    page = (tmp_path / "place/current/reports/2023.html").read_text(encoding="utf-8")
    assert '<a href="2023.docx">Word</a>' in page
    assert "2023.pdf" not in page
    assert write.kinds == [("docx",)]


def test_without_any_none_is_made_whatever_the_environment_says(
    office: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FILES_VARIABLE, "pdf")
    write = Writer()
    publish(office, tmp_path / "place", ORDER, QUIET, write)
    assert "2023.pdf" not in (tmp_path / "place/current/reports/2023.html").read_text(encoding="utf-8")
    assert write.kinds == []


def test_what_stays_after_a_withdrawal_keeps_its_files_and_the_environment_stays_as_it_was(
    office: Project, tmp_path: Path
) -> None:
    write, place = Writer(), tmp_path / "place"
    publish(replace(office, files=("pdf", "docx")), place, ORDER, QUIET, write)
    before = dict(os.environ)
    withdraw(office, place, "reports/2022", QUIET, write)
    assert write.kinds[-1] == ("pdf", "docx")
    assert write.environment == before
    assert (place / "current/reports/2023.docx").is_file()
    assert not (place / "current/reports/2022.docx").exists()
    assert '<a href="2023.docx">Word</a>' in (place / "current/reports/2023.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("computed", [False, True])
def test_word_files_of_what_stays_after_a_withdrawal_hold_what_was_asked_for(
    office: Project, tmp_path: Path, computed: bool
) -> None:
    write, place = Writer(), tmp_path / "place"
    publish(replace(office, files=("docx",), computed=computed), place, ORDER, QUIET, write)
    for page in ("reports/2022", "ledger/2023"):
        withdraw(office, place, page, QUIET, write)
    assert write.computed == [computed] * 3


def test_a_site_with_other_files_is_another_site(office: Project) -> None:
    assert pipeline.fingerprint(office) != pipeline.fingerprint(replace(office, files=("pdf",)))
