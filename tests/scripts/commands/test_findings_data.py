"""What `check` and `proofread` give a program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scripts.setup.project import ROOT
from tests.helpers.commands import Outcome, copy_settings, run
from tests.helpers.factories import LOCAL, REPORT, write_pages

#: With the links that are due and no others.
SOUND = REPORT.replace("开展教育", "开展学习").replace("#art-2", "").replace("XX乡党委", "某乡党委")
BODY = "问责不够有力。"


def project(folder: Path, words: str) -> Path:
    """A project whose report holds some words."""
    write_pages(
        folder / "docs",
        {
            "reports/2023.md": SOUND.replace(BODY, words),
            "ledger/2023.md": None,
            "regulations/local/kaoqin.md": LOCAL.replace("XX乡", "某乡"),
        },
    )
    copy_settings(folder)
    return folder


def data(told: Outcome) -> dict[str, Any]:
    """The one object on standard output."""
    found: dict[str, Any] = json.loads(told.stdout)
    return found


@pytest.mark.parametrize("verb", ["check", "proofread"])
def test_remarks_are_given_and_are_no_failure(tmp_path: Path, verb: str) -> None:
    told = run(project(tmp_path, "甲。。乙，内部资料。"), verb, "--json")
    assert told.returncode == 0
    found = data(told)
    assert found["complete"] is True
    assert found["notices"] == []
    assert [(row["code"], row["severity"], row["found"]) for row in found["findings"]] == [
        ("repeated", "suggests", "。。"),
        ("not-for-publication", "suggests", "内部资料"),
    ]
    for row in found["findings"]:
        assert f"提示：{row['message']}" in told.stderr
        assert row["message"].startswith(f"docs/reports/2023.md:{row['line']}:{row['column']}：{row['title']}")


@pytest.mark.parametrize("verb", ["check", "proofread"])
def test_errors_are_given_and_told_and_end_in_failure(tmp_path: Path, verb: str) -> None:
    project(tmp_path, "电话13800000000。")
    told, plain = run(tmp_path, verb, "--json"), run(tmp_path, verb)
    assert told.returncode == plain.returncode == 1
    found = data(told)
    assert found["complete"] is False
    (row,) = found["findings"]
    assert (row["code"], row["severity"], row["file"]) == ("private-number", "stops", "docs/reports/2023.md")
    assert plain.stderr.splitlines()[0] == row["message"]
    assert told.stderr.endswith(plain.stderr)
    assert "13800000000" not in told.stdout


def test_check_gives_the_first_remarks_and_says_that_there_are_more(tmp_path: Path) -> None:
    project(tmp_path, "\n\n".join(["内部资料。"] * 30))
    first, everything = data(run(tmp_path, "check", "--json")), data(run(tmp_path, "proofread", "--json"))
    assert (first["complete"], everything["complete"]) == (False, True)
    assert len(everything["findings"]) == 30
    assert first["findings"] == everything["findings"][:20]


@pytest.mark.parametrize("verb", ["check", "proofread"])
def test_what_else_the_office_should_know_is_given(tmp_path: Path, verb: str) -> None:
    sample = SOUND.replace("2023", "2022").replace("\naudience:", "\nsample: true\naudience:", 1)
    project(tmp_path, BODY)
    (tmp_path / "docs/reports/2022.md").write_text(sample, encoding="utf-8")
    (notice,) = data(run(tmp_path, verb, "--json"))["notices"]
    assert "不能发布" in notice


def test_pages_that_are_named_wrongly_give_no_data(tmp_path: Path) -> None:
    told = run(project(tmp_path, BODY), "proofread", "--json", "没有.md")
    assert (told.returncode, told.stdout) == (1, "")
    assert "改法" in told.stderr


def test_every_key_is_in_the_handbook(tmp_path: Path) -> None:
    found = data(run(project(tmp_path, "甲。。乙"), "check", "--json"))
    pages = {name: (ROOT / f"docs/handbook/{name}.md").read_text(encoding="utf-8") for name in ("errors", "proofing")}
    for key in [*found, *found["findings"][0]]:
        assert f"| `{key}` |" in pages["errors"], key
    assert "](errors.md#json)" in pages["proofing"]
