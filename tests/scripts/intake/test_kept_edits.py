"""A newer text that is imported by the command leaves what was changed by hand, and asks where both have changed."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.import_papers import bring_in, make_project, pages_of, put_paper

PAPER = (
    "XX县农业农村局党组2022年度工作总结\n一、工作开展情况\n（一）加强教育。开展谈话。\n（二）压实责任。签订责任书。\n"
)
PAGE = "2022.md"


def begin(folder: Path) -> Path:
    """A paper was imported, and its page changed by hand."""
    project = make_project(folder)
    assert bring_in(project, put_paper(folder / "in", PAPER)).returncode == 0
    file = project / "docs/reports" / PAGE
    file.write_text(file.read_text(encoding="utf-8").replace("开展谈话。", "开展谈心谈话。"), encoding="utf-8")
    return project


def test_edit_by_hand_stays_and_is_told(tmp_path: Path) -> None:
    project = begin(tmp_path)
    told = bring_in(project, put_paper(tmp_path / "in", PAPER.replace("责任书。", "责任书45份。")), "--update")
    assert told.returncode == 0, told
    assert "上次导入以后在页面上改过的 1 处留着没有动" in told.stdout
    assert "开展谈心谈话。" in pages_of(project)[PAGE]
    assert "责任书45份。" in pages_of(project)[PAGE]


def test_where_both_have_changed_it_is_asked_and_without_an_answer_nothing_is_written(tmp_path: Path) -> None:
    project = begin(tmp_path)
    before = pages_of(project)
    newer = put_paper(tmp_path / "in", PAPER.replace("开展谈话。", "开展提醒谈话。"))
    refused = bring_in(project, newer, "--update", typed="\n")
    assert refused.returncode != 0
    assert "页面上改过、新稿也改了" in refused.stdout + refused.stderr
    assert pages_of(project) == before
    assert bring_in(project, newer, "--update", typed="2\n").returncode == 0
    assert "开展提醒谈话。" in pages_of(project)[PAGE]
