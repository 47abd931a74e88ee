"""What is proposed between two editions is held against what a person has reviewed."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.bench.mappings import measure
from scripts.setup.project import ROOT, Project
from tests.helpers.factories import write_pages

pytestmark = pytest.mark.slow

TEXTS = Path(ROOT).parent / "shared/texts"
OLD = "示例条例\n\n第一条 钥匙由值班员保管，交接时当面点清。\n\n第二条 借出的图书三十日内归还，逾期的暂停借阅。\n"
NEW = "示例条例\n\n第一条 钥匙由值班员保管，交接时当面点清。\n\n第二条 渡船每班不超过十二人。\n\n第三条 {}\n"


def measured(tmp_path: Path, third: str) -> list[str]:
    write_pages(tmp_path / "docs")
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "shili-2018.txt").write_text(OLD, encoding="utf-8")
    (texts / "shili-2023.txt").write_text(NEW.format(third), encoding="utf-8")
    return [line.rpartition("，")[0] for line in measure(texts, Project(tmp_path))]


def test_a_proposal_that_finds_every_row_is_told_as_such(tmp_path: Path) -> None:
    assert measured(tmp_path, "借出的图书二十日内归还，逾期的暂停借阅。") == [
        "示例条例（2023年版），与2018年版：复核 2 行，推算 2 行，相同 2 行（查准 100.0%，查全 100.0%）；"
        "判为未改 1 行，其中不是的 0 行，漏判 0 行"
    ]


def test_what_is_missed_or_judged_otherwise_is_counted(tmp_path: Path) -> None:
    (line,) = measured(tmp_path, "走廊的灯每月检查一次。")
    assert "复核 2 行，推算 1 行，相同 1 行（查准 100.0%，查全 50.0%）" in line


@pytest.mark.slow
@pytest.mark.skipif(not TEXTS.is_dir(), reason="the official texts are not on this machine")
def test_what_the_register_calls_unchanged_is_so_in_the_texts() -> None:
    lines = list(measure(TEXTS, Project(ROOT)))
    assert len(lines) == 5
    assert [line for line in lines if "其中不是的 0 行，漏判 0 行" not in line] == []


def test_nothing_is_measured_without_both_texts(tmp_path: Path) -> None:
    write_pages(tmp_path / "docs")
    assert list(measure(tmp_path, Project(tmp_path))) == []
