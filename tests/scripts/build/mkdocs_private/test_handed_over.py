"""The yearbook that the check has read goes to the generator, unless a build is plain or it cannot be handed over."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from macros.corpus import HANDED_OVER, current_yearbook, found_later, load, load_yearbook
from macros.errors import SiteError
from scripts.build.mkdocs_private import handed_over
from scripts.build.mkdocs_private.handed_over import handing_over
from scripts.setup.project import Project


@pytest.fixture
def project(docs: Path) -> Project:
    project = Project(docs.parent)
    project.work.mkdir()
    return project


def test_the_generator_reads_no_page_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with handing_over(project) as handover:
        handover.give(load_yearbook(project.docs))
        handover.give_later("found")
        monkeypatch.setenv(HANDED_OVER, handover.variables[HANDED_OVER])
        monkeypatch.setattr(load, "load_yearbook", lambda folder: pytest.fail("read again"))
        yearbook = current_yearbook(project.docs)
        assert set(yearbook.reports) == {"2023"}
        assert found_later(project.docs, yearbook) == "found"
    assert list(project.work.iterdir()) == []


def test_a_plain_build_promises_nothing(project: Project) -> None:
    (project.folder / "mkdocs.yml").write_text("extra: {plain_build: true}", encoding="utf-8")
    with handing_over(project) as handover:
        handover.give(load_yearbook(project.docs))
        handover.give_later("found")
        assert handover.variables == {}
        assert list(project.work.iterdir()) == []


@pytest.mark.parametrize("fault", [OSError("full"), pickle.PicklingError("no"), TypeError("no"), RecursionError()])
def test_a_promise_that_cannot_be_kept_is_taken_back(
    project: Project, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(handed_over, "hand_over", fail)
    with handing_over(project) as handover:
        file = Path(handover.variables[HANDED_OVER])
        assert file.is_file()
        handover.give(load_yearbook(project.docs))
        # Whoever waits for it sees that there will be none, and reads the pages.
        assert not file.exists()
        handover.give_later("found")
        assert list(project.work.iterdir()) == []


def test_a_setting_that_is_neither_is_told(project: Project) -> None:
    (project.folder / "mkdocs.yml").write_text("extra: {plain_build: 也许}", encoding="utf-8")
    with pytest.raises(SiteError, match=r"extra\.plain_build 写的是“也许”"), handing_over(project):
        pass
