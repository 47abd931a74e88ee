"""The command that makes a study pack: a page that loads, or one clear refusal and nothing written."""

from __future__ import annotations

import argparse
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from macros.domain.packs import ChosenItems, ComparisonTable, ProblemHistory, WholeEdition, WholeReport
from macros.domain.reports import Audience, ItemRef, PartKind
from scripts.build.content_checks import check_content
from scripts.changes.pack_page import StudyPackError, begin_pack
from scripts.setup.console import Console
from scripts.setup.project import HERE, Project
from tests.helpers.commands import copy_office, parse, run
from tests.helpers.factories import write_pages as write_site
from tests.helpers.linked_pages import REPORT, SITE, files, in_folder, put


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return write_site(tmp_path / "docs", {**SITE, "reports/2022.md": REPORT.replace("2023", "2022")})


def asked(*words: str) -> argparse.Namespace:
    return parse("new-pack", "--title", "第一季度学习", *words)


def test_options_become_a_page_that_loads(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--report", "2023", "--kinds", "问题", "措施", "--items", "2022#p1", "2023#m1", "--chain", "2023#p1"]
    options += ["--edition", "shili/2018", "--articles", "1", "art-2", "--table", "compare_years(2022, 2023)"]
    options += [
        "--questions",
        "甲：为什么？",
        "乙？",
        "--date",
        "2026-03-12",
        "--host",
        "党委书记",
        "--place",
        "会议室",
    ]
    begin_pack(
        Project(docs.parent),
        asked(*options, "--audience", "班子", "--sign-in", "45", "--notes-lines", "0", "--no-minutes"),
        Console(),
    )
    pack = check_content(docs).packs["2026-03-12"]
    kinds = (PartKind.PROBLEM, PartKind.MEASURE)
    assert pack.materials == (
        WholeReport("2023", kinds),
        ChosenItems((ItemRef("2022", "p1"), ItemRef("2023", "m1"))),
        ProblemHistory(ItemRef("2023", "p1"), kinds),
        WholeEdition("shili", "2018", ("art-1", "art-2")),
        ComparisonTable("compare_years", (2022, 2023), {}),
    )
    assert (pack.title, pack.held_on, pack.host, pack.place) == (
        "第一季度学习",
        date(2026, 3, 12),
        "党委书记",
        "会议室",
    )
    assert (pack.questions, pack.audience) == (("甲：为什么？", "乙？"), Audience.LEADERS)
    assert (pack.sign_in, pack.notes_lines, pack.minutes) == (45, 0, False)
    assert "新建 「第一季度学习」，列在学习资料里：docs/study/2026-03-12.md" in capsys.readouterr().out


def test_little_asked_makes_a_short_page(docs: Path) -> None:
    begin_pack(Project(docs.parent), asked("--changes", "shili"), Console())
    assert (docs / "study/shili.md").read_text(encoding="utf-8") == (
        "---\nrender_macros: true\npack:\n  include:\n    - changes: shili\n---\n\n"
        "# 第一季度学习 { #pack-shili }\n\n{{ study_pack() }}\n"
    )


def test_page_of_a_unit_stands_in_its_folder(docs: Path) -> None:
    put(docs, {"reports/dongzhen/2023.md": in_folder(REPORT)})
    begin_pack(
        Project(docs.parent),
        asked("--report", "dongzhen/2023", "--table", "year_matrix", "--unit", "dongzhen", "--out", "q1"),
        Console(),
    )
    pack = check_content(docs).packs["dongzhen/q1"]
    assert pack.materials[1] == ComparisonTable("year_matrix", (), {"unit": "dongzhen"})


def test_dry_run_shows_the_page_and_writes_nothing(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(docs)
    begin_pack(Project(docs.parent), asked("--report", "2023", "--dry-run"), Console())
    assert files(docs) == before
    assert "    - report: 2023\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--report", "2019"], "写的是“2019”，应为其中之一：2022、2023"),
        (["--items", "2023#p1", "2023#p9"], "写的是“2023#p9”"),
        (["--chain", "2023#w1"], "是现状"),
        (["--edition", "shili/2019"], "shili/2018、shili/2023"),
        (["--edition", "shili/2018", "--articles", "9"], "写的是“art-9”"),
        (["--regulation", "none"], "写的是“none”"),
        (["--changes", "none", "--out", "x"], "写的是“none”"),
        (["--table", "nothing", "--out", "x"], "不能放这个表"),
        (["--table", "compare_years(2019)", "--out", "x"], "2022、2023"),
        (["--report", "2023", "--kinds", "病因"], "现状、问题"),
        (["--report", "2023", "--unit", "nowhere"], "nowhere"),
        (["--report", "2023", "--date", "2026-02-30"], "不是日期"),
        (["--report", "2023", "--out", "资料"], "不能用“资料”作文件名"),
        (["--report", "2023", "--out", "../x"], "不能用“../x”作文件名"),
        (["--report", "2023", "--out", "index"], "不能用“index”作文件名"),
        (["--report", "2023", "--title", "{{ ledger() }}"], "标题"),
        (["--report", "2023", "--title", "<b>甲</b>"], "标题"),
        (["--chain", "2023#p1", "--table", "compare_years", "--audience", "全体党员"], "“班子”"),
    ],
)
def test_what_cannot_be_made_is_told_and_nothing_is_written(docs: Path, options: list[str], words: str) -> None:
    before = files(docs)
    with pytest.raises(StudyPackError, match=re.escape(words)) as told:
        begin_pack(Project(docs.parent), asked(*options), Console())
    assert "改法：" in str(told.value)
    assert files(docs) == before


def test_page_that_is_there_is_never_written_over(docs: Path) -> None:
    begin_pack(Project(docs.parent), asked("--report", "2023"), Console())
    before = files(docs)
    with pytest.raises(StudyPackError, match=r"「第一季度学习」已经有了（docs/study/2023\.md）"):
        begin_pack(Project(docs.parent), asked("--items", "2023#p1", "--out", "2023"), Console())
    assert files(docs) == before


@pytest.mark.slow
def test_command_makes_the_page_and_tells_faults(tmp_path: Path) -> None:
    project = copy_office(tmp_path / "project")
    made = run(project, "new-pack", "--title", "学习", "--chain", "2023#p1", "--out", "q1")
    assert (made.returncode, made.stderr) == (0, "")
    assert "    - chain: 2023#p1\n" in (project / "docs/study/q1.md").read_text(encoding="utf-8")
    for words, told in ((["--title", "学习"], "没有写要学什么"), (["--report", "2023"], "缺少参数：--title")):
        refused = run(project, "new-pack", *words)
        assert refused.returncode == 2
        assert told in refused.stderr
        assert len(refused.stderr.splitlines()) == 1


def test_the_page_that_the_handbook_shows_passes_the_check(tmp_path: Path) -> None:
    text = Path(HERE.docs, "handbook/packs.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```\n(---\n.+?)^```$", text, re.MULTILINE | re.DOTALL)
    docs = shutil.copytree(HERE.docs, tmp_path / "docs")
    (docs / "study/2026-1.md").write_text(re.sub(r"\{% (?:end)?raw %\}", "", shown), encoding="utf-8")
    check_content(docs)
