"""The command that brings a paper in, as a clerk runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.commands import Outcome, copy_office, one_line, run

pytestmark = pytest.mark.slow

TITLE = "XX乡党委2019年度党风廉政建设工作总结"
BODY = """
一、工作开展情况
（一）加强教育。开展谈话提醒56人次。
（二）压实责任。签订责任书45份。
二、存在的问题
（一）学习不够深入。形式单一。
三、努力方向
（一）深化学习。学习《中国共产党问责条例》。
"""
PAPER = TITLE + "\n" + BODY


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_office(tmp_path_factory.mktemp("import") / "project")


@pytest.fixture
def project(shared: Path) -> Path:
    """The project with no page of 2019."""
    for file in (shared / "docs/reports").rglob("*2019*"):
        file.unlink()
    return shared


def paper(folder: Path, text: str = PAPER, name: str = "来稿.txt") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def bring_in(project: Path, *arguments: str | Path, typed: str = "") -> Outcome:
    """Import as an office does that was not set up: who may read the paper is said."""
    return run(project, "import", *arguments, "--audience", "班子", typed=typed)


def state(project: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (project / "docs").rglob("*") if path.is_file()}


def test_paper_becomes_a_page_that_passes_the_check(project: Path, tmp_path: Path) -> None:
    before = state(project)
    result = bring_in(project, paper(tmp_path), "--unit", unit_of(project))
    assert (result.returncode, result.stderr) == (0, "")
    assert "一字不少" in result.stdout
    after = state(project)
    page = str(project / "docs/reports/2019.md")
    assert after.keys() - before.keys() == {page}
    # Its front matter is now looked at: what an office calls it stands beside where it is.
    assert "：docs/reports/2019.md。下一步" in result.stdout
    assert {path: after[path] for path in before} == before
    assert f"# {TITLE} {{ #report-2019 }}" in after[page].decode()
    checked = run(project, "link", "--check")
    assert (checked.returncode, checked.stderr) == (0, "")


def unit_of(project: Path) -> str:
    """The unit that the shipped pages are of."""
    text = (project / "docs/reports/2023.md").read_text(encoding="utf-8")
    return next(line.removeprefix("unit: ") for line in text.split("\n") if line.startswith("unit: "))


def test_json_is_one_object_with_everything_that_was_found(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.md"
    result = bring_in(project, paper(tmp_path), "--json", "--indicators", "--out", out)
    assert (result.returncode, result.stderr) == (0, "")
    found: dict[str, Any] = json.loads(result.stdout)
    assert found.keys() >= {"chars_in", "chars_out", "dropped", "parts", "citations", "indicators", "warnings"}
    assert found["chars_in"] == found["chars_out"] + sum(len(row["text"]) for row in found["dropped"])
    assert found["chars_in"] == len(PAPER.removesuffix("\n")) or found["chars_in"] == len(PAPER)
    assert all(row.keys() == {"text", "reason", "line", "passage"} for row in found["dropped"])
    assert [(part["kind"], [item["id"] for item in part["items"]]) for part in found["parts"]] == [
        ("work", ["w1", "w2"]), ("problem", ["p1"]), ("measure", ["m1"]),
    ]  # fmt: skip
    assert found["parts"][0]["title"] == "一、工作开展情况"
    assert found["parts"][0]["items"][0]["title"] == "（一）加强教育。"
    assert all(row["text"] and row.keys() & {"target", "reason"} for row in found["citations"])
    cited = next(row for row in found["citations"] if row["text"] == "《中国共产党问责条例》")
    assert cited["target"].endswith("regulations/wenze-tiaoli/2019.md")
    first = found["indicators"][0]
    assert (first["name"], first["value"], first["unit"]) == ("谈话提醒", 56, "人次")
    assert first["sentence"] == "开展谈话提醒56人次。"


def test_page_named_by_out_is_all_that_is_written(project: Path, tmp_path: Path) -> None:
    before = state(project)
    source = paper(tmp_path)
    out = tmp_path / "elsewhere.md"
    assert bring_in(project, source, "--out", out).returncode == 0
    assert out.read_text(encoding="utf-8").startswith("---\nyear: 2019\nunit: XX乡党委\n")
    assert state(project) == before
    assert sorted(tmp_path.iterdir()) == sorted([source, out])


def test_page_may_go_into_a_new_folder_of_reports(project: Path, tmp_path: Path) -> None:
    out = project / "docs/reports/xxzhen/2019.md"
    result = bring_in(project, paper(tmp_path), "--out", out)
    assert (result.returncode, result.stderr) == (0, "")
    assert "{ #report-xxzhen-2019 }" in out.read_text(encoding="utf-8")
    out.unlink()
    out.parent.rmdir()


def test_dry_run_writes_nothing(project: Path, tmp_path: Path) -> None:
    before = state(project)
    result = bring_in(project, paper(tmp_path), "--dry-run")
    assert (result.returncode, result.stderr) == (0, "")
    assert "没有写文件（--dry-run）" in result.stdout
    assert state(project) == before


def test_page_that_differs_is_never_overwritten_unasked(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.md"
    out.write_text("原有的内容\n", encoding="utf-8")
    message = one_line(bring_in(project, paper(tmp_path), "--out", out))
    assert "内容不同，没有改动" in message
    assert "--update" in message
    assert out.read_text(encoding="utf-8") == "原有的内容\n"


def test_same_paper_again_changes_nothing(project: Path, tmp_path: Path) -> None:
    out, source = tmp_path / "page.md", paper(tmp_path)
    assert bring_in(project, source, "--out", out).returncode == 0
    first = out.read_bytes()
    for options in ((), ("--update",)):
        result = bring_in(project, source, "--out", out, *options)
        assert (result.returncode, result.stderr) == (0, "")
        assert out.read_bytes() == first
    assert sorted(tmp_path.iterdir()) == sorted([source, out])


def test_update_keeps_ids_tells_changes_and_keeps_the_old_page(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.md"
    assert bring_in(project, paper(tmp_path), "--out", out).returncode == 0
    first = out.read_bytes()
    newer = PAPER.replace("（一）加强教育。开展谈话提醒56人次。\n（二）压实责任", "（一）压实责任")
    newer = newer.replace("三、努力方向", "（二）监督办法不多。缺少抓手。\n三、努力方向")
    result = bring_in(project, paper(tmp_path, newer), "--out", out, "--update")
    assert (result.returncode, result.stderr) == (0, "")
    assert "条目新增：p2" in result.stdout
    assert "条目不再有：w1" in result.stdout
    kept = next(
        Path(line.split("原来的页面留在 ")[1].rstrip("。")) for line in result.stdout.split("\n") if "留在" in line
    )
    assert kept.suffix == ".bak"
    assert kept.read_bytes() == first
    text = out.read_text(encoding="utf-8")
    assert "### （一）压实责任。 { #w2 }" in text
    assert "retired:\n  - w1\n" in text


def test_update_of_a_file_that_is_no_report_is_told(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.md"
    out.write_text("# 别的页面\n", encoding="utf-8")
    bring = bring_in(project, paper(tmp_path), "--out", out, "--update")
    assert bring.returncode == 1
    assert "Traceback" not in bring.stderr
    assert out.read_text(encoding="utf-8") == "# 别的页面\n"


def test_batch_goes_on_after_a_bad_file(project: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    paper(folder, name="甲.txt")
    (folder / "乙.docx").write_bytes(b"PK\x03\x04 broken")
    paper(folder, "机密★1年\n" + PAPER, name="丙.txt")
    paper(folder, PAPER.replace("2019", "2018"), name="丁.txt")
    result = bring_in(project, "--batch", folder, "--out", out, "--yes")
    assert result.returncode == 1
    assert "Traceback" not in result.stdout + result.stderr
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines[:-1]].count("已导入") == 2
    assert [line.split()[0] for line in lines[:-1]].count("不能导入") == 2
    assert len(lines) == 7
    assert "密级标志" in result.stdout
    assert lines[-1] == "共 4 个文件，导入 2 个，未导入 2 个。"
    assert sorted(path.name for path in out.iterdir()) == ["2018.md", "2019.md"]


def test_batch_never_writes_two_papers_to_one_page(project: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    paper(folder, name="1.txt")
    paper(folder, PAPER.replace("56", "57"), name="2.txt")
    result = bring_in(project, "--batch", folder, "--out", out, "--update", "--yes")
    assert result.returncode == 1
    assert "56人次" in (out / "2019.md").read_text(encoding="utf-8")
    assert "不能导入  2.txt" in result.stdout


@pytest.mark.parametrize("content", ["机密★1年\n" + PAPER, "秘密\n" + PAPER, "绝 密 ★\n" + PAPER])
def test_classification_mark_stops_the_import(project: Path, tmp_path: Path, content: str) -> None:
    before = state(project)
    out = tmp_path / "page.md"
    assert "密级标志" in one_line(bring_in(project, paper(tmp_path, content), "--out", out))
    assert not out.exists()
    assert state(project) == before


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        ((), 2, "写来稿，或者用 --batch 写一个文件夹"),
        (("SOURCE", "--batch", "FOLDER"), 2, "写来稿，或者用 --batch 写一个文件夹"),
        (("--batch", "FOLDER", "--json"), 2, "不能与"),
        (("--batch", "FOLDER", "--year", "2019"), 2, "不能与"),
        (("SOURCE", "--year", "今年"), 2, "“今年”不是年度"),
        (("SOURCE", "--year", "20199"), 2, "不是年度"),
        (("SOURCE", "--year", "²"), 2, "不是年度"),
        (("SOURCE", "--as-of", "2019-13-01"), 2, "不是日期"),
        (("SOURCE", "--series", "月报"), 2, "没有"),
        (("SOURCE", "--nonsense"), 2, "不认识的参数"),
        (("没有.txt",), 1, "没有"),
        (("--batch", "没有"), 1, "不是文件夹"),
        (("--batch", "FOLDER"), 1, "里没有文件"),
        (("SOURCE", "--out", "FOLDER"), 1, "不是文件"),
        (("SOURCE", "--out", "MISSING/page.md"), 1, "写不进去"),
    ],
)
def test_wrong_use_is_told_in_one_line(
    project: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, error: str
) -> None:
    (tmp_path / "folder").mkdir()
    places = {"SOURCE": str(paper(tmp_path)), "FOLDER": str(tmp_path / "folder")}
    filled = [places.get(part, part.replace("MISSING", str(tmp_path / "missing/deep"))) for part in arguments]
    assert error in one_line(bring_in(project, *filled), code)


def test_paper_without_a_year_is_told(project: Path, tmp_path: Path) -> None:
    assert "--year" in one_line(bring_in(project, paper(tmp_path, PAPER.replace("2019年度", "")), "--dry-run"))


def test_unit_of_another_folder_is_not_put_among_the_pages(project: Path, tmp_path: Path) -> None:
    before = state(project)
    message = one_line(bring_in(project, paper(tmp_path), "--unit", "XX镇党委"))
    assert "要另用文件夹" in message
    assert state(project) == before
