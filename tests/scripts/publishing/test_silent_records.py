"""A ledger, a local rule and a pack that readers have had do not change without a word either."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from macros.corpus import load_corpus, load_yearbook
from macros.domain.corrected import given_pages
from macros.domain.reports import Audience
from scripts.publishing import delivery
from scripts.publishing.destination import Destination
from scripts.publishing.had_texts import had_in, write_had
from scripts.publishing.publishing import staged_pages
from scripts.publishing.reduction import reduce_page
from scripts.publishing.sight import find_sight
from scripts.publishing.silent_changes import SilentChanges, find_silent_changes, require_told
from scripts.setup.console import Console
from scripts.setup.project import Project
from tests.helpers.commands import one_line, run
from tests.helpers.factories import LEDGER
from tests.helpers.office import make_office

MEMBERS, OFFICE, LEADERS = Audience
DAY = date(2024, 7, 1)
PAGE, RULE, PACK = "ledger/2023.md", "regulations/local/kaoqin.md", "study/2024.md"
_MORE = """\
  - id: 2023-02
    source: 自查
    text: 学习不够
    audience: 全体党员
    measures:
      - {text: 集中学习, kind: 立行立改, owner: 组织委员}
---
"""
_PACK = """\
---
render_macros: true
audience: 班子
pack:
  held_on: 2024-03-12
  include:
    - report: 2023
  questions: [怎样改]
---

# 一季度学习 { #pack-2024 }

先看总结。

{{ study_pack() }}
"""


@pytest.fixture
def office(tmp_path: Path) -> Project:
    return make_office(tmp_path / "project", {PAGE: LEDGER.replace("---\n\n#", f"{_MORE}\n#", 1), PACK: _PACK})


def deliver(project: Project, folder: Path, audience: Audience) -> None:
    """A release of the pages as they are, in which one page stands for the site, made on another machine."""
    with staged_pages(project, audience, {}, Console(quiet=True)) as staged:
        pages = {
            path: (staged.docs / path).read_bytes() for path in (PAGE, RULE, PACK) if (staged.docs / path).exists()
        }
        site = staged.folder / "site"
        site.mkdir()
        (site / "index.html").write_text("<title>首页 - 甲</title>", encoding="utf-8")
        texts = write_had(had_in(pages))
        delivery.deliver(Destination(folder), audience, site, Console(quiet=True), keep=5, texts=texts)


def change(project: Project, path: str, old: str, new: str) -> None:
    file = project.docs / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(project: Project, folder: Path, audience: Audience) -> list[str]:
    found = find_silent_changes(project, Destination(folder), audience)
    assert not found.unknown
    return [line for one in found.found for line in one.describe()]


def give_reason(project: Project, folder: Path, audience: Audience) -> None:
    found = find_silent_changes(project, Destination(folder), audience).found
    require_told(project, found, "核对时发现", "党建办主任", DAY, Console(quiet=True))


def rows(project: Project, path: str) -> list[tuple[str, str, str]]:
    pages = {page.path: page for page in given_pages(load_yearbook(project.docs))}
    return [(one.what, one.before, one.after) for one in pages[path].corrections]


def test_progress_is_none_and_a_recorded_fact_asks_for_a_word(office: Project, tmp_path: Path) -> None:
    place = tmp_path / "place"
    deliver(office, place, LEADERS)
    event = "          - {on: 2024-03-01, recorded_on: 2024-03-02, status: 整改中, note: 已起草}\n"
    change(office, PAGE, event, f"{event}          - {{on: 2024-06-20, status: 已完成待验收, evidence: 办法}}\n")
    change(office, PAGE, "{on: 2024-06-30}", "{on: 2024-06-30}, {on: 2024-07-31, why: 上级办法未出}")
    change(office, PACK, "    - report: 2023\n", "    - report: 2023\n    - regulation: shili\n")
    assert told(office, place, LEADERS) == []
    change(office, PAGE, "owner: 组织委员\n", "owner: 宣传委员\n")
    change(office, PAGE, "note: 已起草", "note: 已印发")
    change(office, RULE, "XX乡党委", "XX乡")
    change(office, PACK, "怎样改", "怎样改好")
    change(office, PACK, "held_on: 2024-03-12", "held_on: 2024-03-19")
    record = "2024-03-01，记录于：2024-03-02，整改中，"
    assert told(office, place, LEADERS) == [
        "「2023年整改台账（XX乡党委）」改动 2 处，没有写更正",
        "  第1项措施1责任人：“组织委员” → “宣传委员”",
        f"  第1项措施1办理记录：“{record}已起草” → “{record}已印发”",
        "「XX乡机关考勤制度」改动 1 处，没有写更正",
        "  制定单位：“XX乡党委” → “XX乡”",
        "「一季度学习」改动 2 处，没有写更正",
        "  学习时间：“2024-03-12” → “2024-03-19”",
        "  “怎样改” → “怎样改好”",
    ]
    give_reason(office, place, LEADERS)
    assert told(office, place, LEADERS) == []
    assert rows(office, PAGE)[0] == ("第1项措施1责任人", "组织委员", "宣传委员")
    assert rows(office, PACK)[1] == ("正文", "怎样改", "怎样改好")
    # The same words elsewhere are another fact.
    change(office, PAGE, "owner: 组织委员}", "owner: 宣传委员}")
    assert told(office, place, LEADERS)[1:] == ["  第2项措施1责任人：“组织委员” → “宣传委员”"]


def test_readers_are_asked_about_and_told_of_their_own_entries_alone(office: Project, tmp_path: Path) -> None:
    place = tmp_path / "place"
    deliver(office, place, MEMBERS)
    change(office, PAGE, "text: 问责偏轻", "text: 问责偏软")
    change(office, PAGE, "# 2023年整改台账", "# 2023年台账")
    assert told(office, place, MEMBERS) == []
    change(office, PAGE, "text: 集中学习", "text: 分散学习")
    assert told(office, place, MEMBERS)[1:] == ["  第2项措施1措施：“集中学习” → “分散学习”"]
    give_reason(office, place, MEMBERS)
    assert told(office, place, MEMBERS) == []
    order = (
        "correct",
        f"docs/{PAGE}",
        "--before",
        "问责偏软",
        "--after",
        "问责偏轻",
        "--why",
        "写错",
        "--by",
        "党建办",
    )
    assert run(office.folder, *order, "--yes").returncode == 0
    for reader, seen in ((MEMBERS, ["第2项措施1措施"]), (LEADERS, ["第2项措施1措施", "第1项问题"])):
        corpus = load_corpus(office.docs)
        text = reduce_page(PAGE, (office.docs / PAGE).read_text(encoding="utf-8"), find_sight(corpus, reader))
        assert [what for what in ("第2项措施1措施", "第1项问题") if f"what: {what}" in text] == seen
        assert ("问责偏软" in text) is (reader is LEADERS)


def test_an_entry_that_is_struck_stays_told_to_whoever_has_had_it(office: Project, tmp_path: Path) -> None:
    place = tmp_path / "place"
    deliver(office, place, MEMBERS)
    change(office, PAGE, _MORE.removesuffix("---\n"), "")
    change(office, PAGE, "    text: 问责偏轻\n", "    text: 问责偏轻\n    audience: 全体党员\n")
    assert told(office, place, MEMBERS)[1:] == ["  第2项：“学习不够” → “（去掉）”"]
    give_reason(office, place, MEMBERS)
    assert told(office, place, MEMBERS) == []
    assert load_yearbook(office.docs).ledgers["2023"].corrections[0].audience == MEMBERS


def test_of_a_release_that_kept_papers_alone_it_is_said_what_is_not_known(office: Project, tmp_path: Path) -> None:
    place = tmp_path / "place"
    deliver(office, place, LEADERS)
    kept = Destination(place).texts_file(1)
    fields = json.loads(kept.read_text(encoding="utf-8"))
    papers = {path: row for path, row in fields["papers"].items() if path.startswith("reports/")}
    kept.write_text(json.dumps({"format": 1, "papers": papers}), encoding="utf-8")
    change(office, PAGE, "owner: 组织委员\n", "owner: 宣传委员\n")
    found = find_silent_changes(office, Destination(place), LEADERS)
    assert found == SilentChanges(unknown="台账、本地制度和学习资料包")
    assert "看不出其中哪些改了" in found.notice


def test_the_command_puts_one_fact_right_and_asks_which_is_meant(office: Project) -> None:
    why = ("--why", "写错", "--by", "党建办主任", "--yes")
    order = ("correct", f"docs/{PAGE}", "--before", "组织委员", "--after", "宣传委员")
    refused = one_line(run(office.folder, *order, *why))
    assert "有 2 处“组织委员”（第1项措施1责任人、第2项措施1责任人）" in refused
    assert run(office.folder, *order, "--what", "第2项", *why).returncode == 0
    assert rows(office, PAGE) == [("第2项措施1责任人", "组织委员", "宣传委员")]
    assert "已经更正过" in run(office.folder, *order, "--what", "第2项", *why).stdout
    second = load_yearbook(office.docs).ledgers["2023"].entries[1].measures[0]
    assert second.owner == "宣传委员"
    # An entry that is called otherwise is none that was put right.
    numbered = ("correct", f"docs/{PAGE}", "--before", "2023-02", "--after", "2023-05")
    assert "页面上没有“2023-02”" in one_line(run(office.folder, *numbered, *why))
    # Two corrections before anybody was given the first are one; put right already, only the row is written.
    change(office, RULE, "XX乡党委", "XX乡党政办")
    rule = ("correct", f"docs/{RULE}", "--before", "XX乡党委", "--after", "XX乡党政办")
    assert run(office.folder, *rule, *why).returncode == 0
    assert rows(office, RULE) == [("制定单位", "XX乡党委", "XX乡党政办")]
    body = ("correct", f"docs/{PACK}", "--before", "先看总结", "--after", "先学总结")
    assert run(office.folder, *body, *why).returncode == 0
    assert rows(office, PACK) == [("正文", "先看总结", "先学总结")]
    assert "页面上没有" in one_line(run(office.folder, *order, "--what", "第3项", *why))


def test_a_word_of_a_title_that_was_put_right_is_told_whole(office: Project, tmp_path: Path) -> None:
    place = tmp_path / "place"
    deliver(office, place, LEADERS)
    order = (
        "correct",
        f"docs/{PAGE}",
        "--before",
        "整改",
        "--after",
        "督办",
        "--why",
        "写错",
        "--by",
        "党建办",
        "--yes",
    )
    assert run(office.folder, *order).returncode == 0
    assert "已经更正过" in run(office.folder, *order).stdout
    assert rows(office, PAGE) == [("标题", "2023年整改台账", "2023年督办台账")]
    assert told(office, place, LEADERS) == []
