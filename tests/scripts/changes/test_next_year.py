"""The command that begins a year: its pages load, and nothing that stands is touched."""

from __future__ import annotations

import re
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.corpus import load_yearbook
from macros.corpus.findings import Findings
from macros.corpus.pages import parse_page
from macros.domain.reports import ItemRef, Series
from macros.errors import ContentErrors, SiteError
from scripts.build.content_checks import check_content
from scripts.changes import journal
from scripts.changes.change_set import ChangeSet
from scripts.changes.naming import name_of_page
from scripts.changes.next_year import NextYear, NextYearError, plan_next_year
from scripts.changes.writing import WriteError
from scripts.changes.year_pages import begin_year
from scripts.changes.year_text import heading as write_heading
from scripts.changes.year_text import move_years, value
from scripts.setup.console import Console
from scripts.setup.project import Project
from tests.helpers import changes
from tests.helpers.commands import copy_office, run
from tests.helpers.factories import LEDGER
from tests.helpers.factories import write_pages as write_site
from tests.helpers.linked_pages import REPORT, SITE, files, in_folder, put

TODAY = date(2024, 7, 15)
PAGES = ["reports/2024.md", "ledger/2024.md", "compare/2023-2024.md"]

MEASURE = """\
      - item: 2023#m1
        text: {text}
        kind: {kind}
        owner: 组织委员
        due: [{{on: 2024-06-30}}]
        history:
          - {{on: 2024-03-01, recorded_on: 2024-03-02, status: {status}, evidence: 记录}}
        closure: {{verified_by: 纪委书记}}
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return write_site(tmp_path / "docs", {**SITE})


def entry(name: str, text: str, status: str, kind: str = "限期整改") -> str:
    head = f"  - id: {name}\n    source: 自查\n    text: {text}\n    measures:\n"
    return head + MEASURE.format(text=f"{text}的措施", status=status, kind=kind)


def ledger(*entries: str) -> str:
    head, _, rest = LEDGER.partition("entries:\n")
    return f"{head}entries:\n{''.join(entries)}---{rest.partition('---')[2]}"


def plan(docs: Path, year: int = 2024, folder: str = "", series: Series = Series.SUMMARY) -> NextYear:
    return plan_next_year(load_yearbook(docs), year, folder, series, TODAY)


def make(docs: Path, year: int = 2024, folder: str = "", series: str = "年度总结", *, dry_run: bool = False) -> None:
    begin_year(Project(docs.parent), year, folder, series, Console(), dry_run=dry_run)


def test_the_three_pages_are_made_and_load(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(docs)
    yearbook = check_content(docs)
    report = yearbook.reports["2024"]
    assert (report.year, report.period, report.as_of) == (2024, "2024", date(2024, 12, 31))
    assert (report.unit, report.audience, report.wording) == ("XX乡党委", "全体党员", "原文")
    assert report.title == "2024年度总结"
    assert [(part.id, part.kind.class_name, part.title) for part in report.parts] == [
        ("work", "work", "一、工作情况"),
        ("problem", "problem", "二、存在问题"),
        ("measure", "measure", "三、下一步措施"),
    ]
    assert all(not item.text for item in report.items.values())
    assert yearbook.ledgers["2024"].entries == ()
    said = capsys.readouterr().out
    assert list(PAGES) == re.findall("^新建 「.+」：docs/(.*)$", said, re.MULTILINE)
    assert "新建 「2024年度总结（XX乡党委）」：" in said
    assert "下一步：" in said


def test_each_undertaking_is_an_empty_answer_that_can_be_filled(docs: Path) -> None:
    make(docs)
    page = docs / "reports/2024.md"
    text = page.read_text(encoding="utf-8")
    assert (
        "  # 2023年 （一）加大问责\n  #   台账 2023-01：修订办法：整改中，期限 2024-06-30，逾期、跨年\n  2023#m1:\n"
        in text
    )
    assert load_yearbook(docs).reports["2024"].answers == {}
    written = text.replace("{ #work .work }\n", "{ #work .work }\n\n严肃问责。\n")
    page.write_text(written.replace("  2023#m1:\n", "  2023#m1: work\n"), encoding="utf-8")
    assert load_yearbook(docs).reports["2024"].answers == {ItemRef("2023", "m1"): "work"}


def test_report_without_undertakings_has_no_answers(docs: Path) -> None:
    bare = REPORT.partition("## 三、")[0]
    put(docs, {"reports/2023.md": bare})
    (docs / "ledger/2023.md").unlink()
    text = plan(docs).pages["reports/2024.md"]
    assert "answers: {}" in text
    assert "# 往年" not in text


@pytest.mark.parametrize(
    ("status", "kind", "carried"),
    [
        ("整改中", "限期整改", True),
        ("已完成待验收", "限期整改", True),
        ("长期坚持", "长期坚持", True),
        ("退回整改", "立行立改", True),
        ("已销号", "限期整改", False),
        ("终止", "限期整改", False),
    ],
)
def test_only_what_is_open_is_carried_on(docs: Path, status: str, kind: str, carried: bool) -> None:
    put(docs, {"ledger/2023.md": ledger(entry("2023-07", "某项", status, kind))})
    made = plan(docs)
    assert ("repeats: 2023-07" in made.pages["ledger/2024.md"]) is carried
    assert ("#   2023-07 某项" in made.pages["reports/2024.md"]) is carried
    # What was promised last year is asked for, however the ledger stands.
    assert "  2023#m1:" in made.pages["reports/2024.md"]


def test_open_measures_of_earlier_years_are_asked_for_too(docs: Path) -> None:
    make(docs)
    page = docs / "reports/2024.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n继续问责。\n", encoding="utf-8")
    made = plan(docs, 2025)
    text = made.pages["reports/2025.md"]
    assert "2024#measure:" in text
    assert "2023#m1:" in text
    put(docs, {"ledger/2023.md": ledger(entry("2023-01", "问责偏轻", "已销号"))})
    assert "2023#m1:" not in plan(docs, 2025).pages["reports/2025.md"]


def test_carried_entries_load_once_uncommented(docs: Path) -> None:
    put(docs, {"ledger/2023.md": ledger(entry("2023-01", "“甲”: 乙, #丙", "整改中").replace(
        "text: “甲”: 乙, #丙\n", "text: '“甲”: 乙, #丙'\n").replace("text: “甲”: 乙, #丙的措施", "text: 措施"),
        entry("2023-02", "丁", "已销号"))})  # fmt: skip
    make(docs)
    page = docs / "ledger/2024.md"
    head, _, rest = page.read_text(encoding="utf-8").partition("entries: []\n")
    live = re.sub(r"^#  ", "  ", rest, flags=re.MULTILINE)
    page.write_text(f"{head}entries:\n{live}", encoding="utf-8")
    entries = load_yearbook(docs).ledgers["2024"].entries
    assert [(e.id, e.text, e.repeats) for e in entries] == [("2024-01", "“甲”: 乙, #丙", "2023-01")]


def test_indicators_load_once_filled_in(docs: Path) -> None:
    fields = "indicators:\n  - {name: '谈话, 约谈', value: 56, unit: 人次, qualifier: 超过}\n---\n\n# 2023"
    put(docs, {"reports/2023.md": REPORT.replace("---\n\n# 2023", fields)})
    make(docs)
    page = docs / "reports/2024.md"
    text = page.read_text(encoding="utf-8")
    assert '#  - {name: "谈话, 约谈", value: , unit: 人次, at: }   # 2023年：超过56人次' in text
    assert load_yearbook(docs).reports["2024"].indicators == ()
    text = re.sub("^#(indicators:|  - )", r"\1", text, flags=re.MULTILINE).replace("value: ,", "value: 60,")
    page.write_text(text, encoding="utf-8")
    indicator = load_yearbook(docs).reports["2024"].indicators[0]
    assert (indicator.name, int(indicator.value), indicator.unit) == ("谈话, 约谈", 60, "人次")


def test_second_run_changes_nothing(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(docs)
    before = files(docs)
    make(docs)
    assert files(docs) == before
    assert "没有变化" in capsys.readouterr().out


def test_line_ends_of_windows_are_no_difference(docs: Path) -> None:
    make(docs)
    page = docs / "reports/2024.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    before = files(docs)
    make(docs)
    assert files(docs) == before


@pytest.mark.parametrize("path", PAGES)
def test_page_taken_away_is_made_anew(docs: Path, path: str) -> None:
    make(docs)
    before = files(docs)
    (docs / path).unlink()
    make(docs)
    assert files(docs) == before


@pytest.mark.parametrize("path", ["study/a.md", "reports/nan/2023.md"])
def test_page_with_faults_that_is_not_needed_is_named_and_passed_by(
    docs: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(docs, {path: "[没有](b.md)\n"})
    make(docs)
    assert all((docs / made).is_file() for made in PAGES)
    assert f"站点里已有 1 个页面有错误（docs/{path}）" in capsys.readouterr().out


@pytest.mark.parametrize("path", ["reports/2023.md", "ledger/2023.md"])
def test_fault_in_an_earlier_paper_or_ledger_is_told_and_nothing_written(docs: Path, path: str) -> None:
    put(docs, {path: "---\nyear: [\n---\n"})
    before = files(docs)
    with pytest.raises(ContentErrors, match=rf"docs/{path}"):
        make(docs)
    assert files(docs) == before


def test_dry_run_writes_nothing(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(docs)
    make(docs, dry_run=True)
    assert files(docs) == before
    said = capsys.readouterr().out
    assert list(PAGES) == re.findall("^将新建 「.+」：docs/(.*)$", said, re.MULTILINE)


@pytest.mark.parametrize("path", PAGES)
def test_page_that_is_there_stays_and_the_others_are_made(
    docs: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = plan(docs).pages[path] + "\n已经写了一段。\n"
    others = [other for other in PAGES if other != path]
    if path.startswith("compare"):
        # It links to pages that are not there yet.
        text = "# 对照 { #compare-own }\n"
    (docs / path).parent.mkdir(exist_ok=True)
    (docs / path).write_text(text, encoding="utf-8")
    make(docs)
    assert (docs / path).read_text(encoding="utf-8") == text
    assert all((docs / other).is_file() for other in others)
    assert f"{name_of_page(docs, path)} 已经有了，没有动" in capsys.readouterr().out


def test_folder_in_the_place_of_a_page_stops_all(docs: Path) -> None:
    (docs / PAGES[0]).mkdir(parents=True)
    before = files(docs)
    with pytest.raises(WriteError, match="不是文件"):
        make(docs)
    assert files(docs) == before


@pytest.mark.parametrize("broken", ["ledger", "compare"])
def test_fault_midway_leaves_nothing_behind(docs: Path, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(docs)
    write = journal.write_whole

    def fail(file: Path, content: bytes) -> None:
        if broken in file.parts:
            raise WriteError("写不进去")
        write(file, content)

    monkeypatch.setattr(journal, "write_whole", fail)
    with pytest.raises(WriteError, match="写不进去"):
        make(docs)
    assert files(docs) == before


@pytest.mark.parametrize(
    ("year", "folder", "words"),
    [
        (2023, "", "没有 2023 年以前的年度总结"),
        (1900, "", "应在 1949 到 2199 之间"),
        (2200, "", "应在 1949 到 2199 之间"),
        (2024, "beizhen", "docs/reports/beizhen/ 里没有"),
    ],
)
def test_year_that_cannot_begin_is_told_in_one_line(docs: Path, year: int, folder: str, words: str) -> None:
    before = files(docs)
    with pytest.raises(NextYearError, match=re.escape(words)) as told:
        make(docs, year, folder)
    assert "改法：" in str(told.value)
    assert len(str(told.value).splitlines()) == 1
    assert files(docs) == before


def test_year_that_has_its_paper_under_another_name_is_told(docs: Path) -> None:
    other = REPORT.replace("2023", "2024").replace("report-2024", "report-2024-a").replace("shili/2018", "shili/2023")
    put(docs, {"reports/2024-a.md": other})
    with pytest.raises(NextYearError, match=re.escape("已经有了：docs/reports/2024-a.md")):
        plan(docs)


def test_gap_is_told_and_the_newest_paper_taken(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(docs, 2026)
    assert "没有 2024、2025 年的年度总结" in capsys.readouterr().out
    assert (docs / "compare/2023-2026.md").is_file()
    assert check_content(docs).reports["2026"].title == "2026年度总结"


def test_unit_in_its_own_folder_gets_pages_of_its_own(docs: Path) -> None:
    put(docs, {"reports/dongzhen/2023.md": in_folder(REPORT), "ledger/dongzhen/2023.md": in_folder(LEDGER)})
    make(docs, folder="dongzhen")
    yearbook = check_content(docs)
    assert yearbook.reports["dongzhen/2024"].unit == "XX村党支部"
    assert "dongzhen/2024" in yearbook.ledgers
    assert "2024" not in yearbook.reports
    assert "  dongzhen/2023#m1:\n" in (docs / "reports/dongzhen/2024.md").read_text(encoding="utf-8")
    assert "](../../reports/dongzhen/2024.md)" in (docs / "compare/dongzhen/2023-2024.md").read_text(encoding="utf-8")
    (comparison,) = yearbook.comparisons
    assert (comparison.path, comparison.new.key) == ("compare/dongzhen/2023-2024.md", "dongzhen/2024")


def test_folder_is_named_where_only_another_unit_has_papers(tmp_path: Path) -> None:
    mine: dict[str, str | bytes | None] = {"reports/2023.md": None, "ledger/2023.md": None}
    docs = write_site(tmp_path / "docs", {**SITE, **mine, "reports/dongzhen/2023.md": in_folder(REPORT)})
    with pytest.raises(NextYearError, match="加 --unit，可写 dongzhen"):
        plan(docs)


def test_other_series_get_no_ledger_and_keep_their_name(docs: Path) -> None:
    half = REPORT.replace("series: 年度总结", "series: 半年报告").replace("report-2023", "report-2023-half")
    half = half.replace("2023-12-31", "2023-06-30").replace("period: 2023", "period: 2023年上半年")
    put(docs, {"reports/2023-half.md": half})
    make(docs, series="半年报告")
    report = check_content(docs).reports["2024-half"]
    assert (report.as_of, report.period) == (date(2024, 6, 30), "2024年上半年")
    assert (docs / "compare/2023-2024-half.md").is_file()
    assert not (docs / "ledger/2024.md").exists()


def test_new_years_comparison_is_known_by_its_call(docs: Path) -> None:
    make(docs)
    make(docs, 2025)
    found = check_content(docs).comparisons
    assert [(row.path, row.old.year, row.new.year) for row in found] == [
        ("compare/2023-2024.md", 2023, 2024),
        ("compare/2024-2025.md", 2024, 2025),
    ]


def test_sign_of_a_macro_in_a_unit_never_reaches_a_page_with_macros(docs: Path) -> None:
    odd = "unit: '{{ 7*7 }}{% raw %}'"
    report, book = (text.replace("unit: XX乡党委", odd, 1) for text in (in_folder(REPORT), in_folder(LEDGER)))
    report, book = report.replace("unit: XX村党支部", odd), book.replace("unit: XX村党支部", odd)
    put(docs, {"reports/dongzhen/2023.md": report, "ledger/dongzhen/2023.md": book})
    make(docs, folder="dongzhen")
    assert "7*7" not in (docs / "compare/dongzhen/2023-2024.md").read_text(encoding="utf-8")
    check_content(docs)


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("2025年度工作总结", "2026年度工作总结"),
        ("二〇二五年度工作总结", "二〇二六年度工作总结"),
        ("二○二五年度总结", "二○二六年度总结"),
        ("２０２５年总结", "２０２６年总结"),
        ("2025年工作总结和2026年工作安排", "2026年工作总结和2027年工作安排"),
        ("四、2026年重点工作", "四、2027年重点工作"),
        ("第12025号", "第12025号"),
        ("2012年以来", "2012年以来"),
        ("工作总结", "工作总结"),
    ],
)
def test_year_in_a_heading_moves_on(text: str, moved: str) -> None:
    assert move_years(text, 2025, 2026) == moved


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=60)
values = words.filter(lambda text: text.strip() != "")


@pytest.mark.slow
@given(title=values, heading=values, item=values, problem=values, unit=values, figure=values, count=st.integers(0, 60))
@example("1. *总结*", "- 2023年 \\\\", "[x]", "2023", "1", "true", 60)
@example("*", "甲", "乙", "丙", "XX乡", "指标", 0)
@settings(deadline=None, max_examples=60)
def test_whatever_the_report_the_made_pages_load(
    title: str, heading: str, item: str, problem: str, unit: str, figure: str, count: int
) -> None:
    quoted = "'{}'"
    front = f"unit: {quoted.format(unit.replace(chr(39), chr(39) * 2))}"
    name = quoted.format(figure.replace("'", "''"))
    text = REPORT.replace("unit: XX乡党委", f"{front}\nindicators: [{{name: {name}, value: 1.5, unit: {name}}}]")
    text = text.replace("# 2023年度总结", f"# {title}", 1).replace("## 一、工作情况", f"## {heading}")
    text = text.replace("### （一）加大问责", f"### {item}")
    told = quoted.format(problem.replace("'", "''"))
    entries = "".join(entry(f"2023-{n:02}", told, "整改中").replace(f"{told}的措施", told) for n in range(1, count + 1))
    book = ledger(entries) if entries else ledger().replace("entries:\n", "entries: []\n")
    book = book.replace("unit: XX乡党委", front, 1)
    with tempfile.TemporaryDirectory() as folder:
        docs = write_site(
            Path(folder, "docs"), {"reports/2023.md": text, "ledger/2023.md": book, "regulations/concepts.md": None}
        )
        try:
            before = check_content(docs).reports["2023"]
        except SiteError:
            return
        made = plan(docs)
        changes.put(ChangeSet.plan(docs, "试", made.pages))
        after = check_content(docs).reports["2024"]
    assert [part.id for part in after.parts] == [part.id for part in before.parts]
    assert after.unit == before.unit
    if not before.title:
        # A lone sign of emphasis leaves no words: the new page is called by its kind.
        assert after.title == "2024年度总结"
    elif move_years(before.title, 2023, 2024) == before.title:
        assert after.title == before.title


@pytest.mark.parametrize(
    "text", ["1. 总结", "- 总结", "a*b\\*c", "[x](y)", "C#", "\\", "１. 总结", "2) 甲{乙}`丙`", "# 甲", "甲](乙"]
)
def test_heading_reads_the_same_again(text: str) -> None:
    from macros.page_text.headings import parse_heading

    heading = parse_heading(f"## {write_heading(text)} {{ #work .work }}", 1)
    assert heading is not None
    assert (heading.text, heading.id, heading.classes) == (text, "work", ("work",))


@pytest.mark.slow
@given(values)
@example("true")
@example("2023-01-01")
@example("甲: 乙 #丙")
@example("\ufeff甲\u2028")
def test_value_reads_the_same_again(text: str) -> None:
    front = parse_page(f"---\nunit: {value(text)}\n---\n", "reports/2024.md", Findings())
    assert front is not None
    assert front.front_matter.fields["unit"] == text


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_office(tmp_path / "project")


@pytest.mark.slow
def test_pages_made_from_the_shipped_ones_build(project: Path) -> None:
    result = run(project, "new-year", "2190")
    assert (result.returncode, result.stderr) == (0, "")
    built = run(project, "build")
    assert (built.returncode, built.stderr) == (0, "")
    assert (project / "site/reports/2190.html").is_file()


@pytest.mark.parametrize("year", ["明年", "26", "²⁰²⁶", "20260", "-1"])
def test_what_is_no_year_is_told_in_one_line(project: Path, year: str) -> None:
    result = run(project, "new-year", year)
    assert result.returncode in {1, 2}
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.stderr
