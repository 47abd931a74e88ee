"""Several papers in one file: told, and brought in one by one or as parts of one page."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.corpus import parse_report
from scripts.intake.galley import Galley, GalleyParagraph
from scripts.intake.manuscript import Line, Manuscript
from scripts.intake.outline import read_outline
from scripts.intake.several import are_several, find_beginnings, take_apart
from tests.helpers.commands import one_line
from tests.helpers.import_papers import ACCOUNTS, BODY, UNIT, bring_in, make_project, pages_of, put_paper
from tests.helpers.intake_papers import paragraphs_of

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def starts(*lines: str) -> list[tuple[str, str]]:
    paragraphs = paragraphs_of(*lines)
    return [(paragraphs[one.place].text, one.person) for one in find_beginnings(paragraphs)]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["总结", "一、甲", "二、乙", "三、丙"], 1),
        (["总结", "1.甲", "2.乙", "存在问题", "1.丙", "2.丁", "打算", "1.戊"], 0),
        (["总结", "一、甲", "（一）乙", "二、丙", "附件1", "清单", "一、丁", "二、戊", "附件2", "一、己"], 1),
        (["总结", "第一部分 甲", "一、乙", "二、丙", "第二部分 丁", "一、戊", "二、己"], 1),
        (["工作总结", "一、甲", "二、乙", "工作计划", "一、丙", "二、丁"], 2),
        (["述责述廉", "张三", "一、甲", "二、乙", "李四", "一、丙", "二、丁"], 2),
        ([], 0),
        (["甲。"], 0),
    ],
)
def test_numbers_that_begin_anew_are_counted(lines: list[str], found: int) -> None:
    assert len(find_beginnings(paragraphs_of(*lines))) == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["班子述责述廉报告", "张三", "一、甲", "二、乙。", "李四", "一、丙", "二、丁"],
         [("张三", "张三"), ("李四", "李四")]),
        (["张三同志述责述廉报告", "一、甲", "二、乙", "李四同志述责述廉报告", "各位同志：", "本人认真。", "一、丙"],
         [("张三同志述责述廉报告", "张三"), ("李四同志述责述廉报告", "李四")]),
        (["述责述廉报告", "张三", "一、甲", "二、乙", "张三", "2023年12月20日",
          "述责述廉报告", "（2023年12月）", "李四", "一、丙"],
         [("述责述廉报告", "张三"), ("述责述廉报告", "李四")]),
        (["报告汇编", "党委书记 张三", "一、甲", "二、乙", "报告人：张三", "乡长 李四", "一、丙", "二、丁"],
         [("党委书记 张三", "张三"), ("乡长 李四", "李四")]),
    ],
)  # fmt: skip
def test_a_paper_begins_with_its_title_and_name(lines: list[str], found: list[tuple[str, str]]) -> None:
    assert starts(*lines) == found
    assert are_several(find_beginnings(paragraphs_of(*lines)))


def test_two_papers_without_names_are_told_and_brought_in_as_one(project: Path, tmp_path: Path) -> None:
    text = f"{UNIT}2023年工作总结\n一、甲情况\n二、乙情况\n2024年工作计划\n一、丙安排\n二、丁安排\n"
    done = bring_in(project, put_paper(tmp_path, text))
    assert done.returncode == 0
    assert "编号从头开始了 2 次" in done.stdout


def test_file_of_several_persons_is_no_paper(project: Path, tmp_path: Path) -> None:
    refused = one_line(bring_in(project, put_paper(tmp_path, ACCOUNTS)))
    assert "编号从头开始了 3 次：第 5 行（张三）、第 15 行（李四）、第 25 行（王五）" in refused
    assert "--split" in refused
    assert "--as-parts" in refused
    assert not (project / "docs/reports").exists()


@pytest.mark.parametrize(("options", "typed"), [(("--split", "--yes"), ""), ((), "1\nyes\n")])
def test_each_person_gets_a_paper(project: Path, tmp_path: Path, options: tuple[str, ...], typed: str) -> None:
    done = bring_in(project, put_paper(tmp_path, ACCOUNTS), *options, typed=typed)
    assert (done.returncode, done.stderr) == (0, "")
    pages = pages_of(project)
    assert pages.keys() == {"2023-account-1.md", "2023-account-2.md", "2023-account-3.md"}
    second = parse_report(pages["2023-account-2.md"], "reports/2023-account-2.md")
    assert (second.unit, second.person, second.year, second.name) == (UNIT, "李四", 2023, "2023年述责述廉（李四）")
    assert list(second.items) == ["w1", "w2", "p1", "m1"]
    assert "31人次" in second.items["w1"].text
    # The other way round, and again: each person has his page.
    halves = ACCOUNTS.partition("李四\n")
    turned = halves[0].partition("张三\n")[0] + "李四\n" + halves[2].partition("王五\n")[0] + "张三\n" + BODY
    again = bring_in(project, put_paper(tmp_path, turned), "--split", "--update", "--yes")
    assert again.returncode == 0
    assert pages_of(project).keys() == pages.keys()
    assert "person: 李四\n" in pages_of(project)["2023-account-2.md"]


@pytest.mark.parametrize(("options", "typed"), [(("--as-parts",), ""), ((), "2\n")])
def test_one_page_has_a_part_for_each_person(
    project: Path, tmp_path: Path, options: tuple[str, ...], typed: str
) -> None:
    done = bring_in(project, put_paper(tmp_path, ACCOUNTS), *options, typed=typed)
    assert (done.returncode, done.stderr) == (0, "")
    pages = pages_of(project)
    assert pages.keys() == {"2023-account.md"}
    report = parse_report(pages["2023-account.md"], "reports/2023-account.md")
    assert report.title == f"{UNIT}2023年度班子成员述责述廉报告"
    assert [part.title for part in report.parts] == ["张三", "李四", "王五"]
    assert [item.title for item in report.parts[1].items] == ["一、工作开展情况", "二、存在的问题", "三、努力方向"]
    assert report.person == ""


def test_batch_refuses_what_it_was_not_told_how_to_take(project: Path, tmp_path: Path) -> None:
    put_paper(tmp_path / "in", ACCOUNTS, "甲.txt")
    refused = bring_in(project, "--batch", tmp_path / "in", "--yes")
    assert "不能导入  甲.txt：编号从头开始了 3 次" in refused.stdout
    assert bring_in(project, "--batch", tmp_path / "in", "--split", "--yes").returncode == 0
    assert len(pages_of(project)) == 3


def test_papers_of_one_person_in_files_of_their_own_never_share_a_page(project: Path, tmp_path: Path) -> None:
    for name in ("张三", "李四"):
        put_paper(tmp_path / "in", f"{name}同志2023年度述责述廉报告\n{BODY}", f"{name}.txt")
    assert bring_in(project, "--batch", tmp_path / "in", "--unit", UNIT, "--yes").returncode == 0
    found = {parse_report(text, f"reports/{path}").person for path, text in pages_of(project).items()}
    assert found == {"张三", "李四"}
    # Of one of them alone, the page of the other stays.
    other = put_paper(tmp_path, f"王五同志2023年度述责述廉报告\n{BODY}")
    assert bring_in(project, other, "--unit", UNIT, "--update").returncode == 0
    assert len(pages_of(project)) == 3


def test_name_that_is_styled_as_a_heading_is_no_item() -> None:
    texts = ("工作情况", "张三", "甲。", "存在问题")
    styled = [GalleyParagraph(text, n, int(text != "甲。"), 0, n, n) for n, text in enumerate(texts)]
    outline = read_outline(styled)
    assert [part.heading for part in outline.parts] == ["工作情况", "存在问题"]
    assert outline.oddities == ("第 1 行“张三”像是姓名，没有当作标题，留作正文",)


LINES = st.lists(
    st.sampled_from(
        ["一、甲", "二、乙", "（一）丙", "张三", "李四", "述责述廉报告", "附件1", "2023年12月20日", "正文。", "", "　"]
    ),
    max_size=14,
)


@given(LINES)
def test_a_file_that_is_taken_apart_loses_nothing(texts: list[str]) -> None:
    whole = Manuscript("txt", tuple(Line(text, n, paragraph=True) for n, text in enumerate(texts, 1)))
    galley = Galley(whole)
    beginnings = find_beginnings(list(galley.paragraphs()))
    assert [one.place for one in beginnings] == sorted({one.place for one in beginnings})
    if len(beginnings) < 2:
        return
    papers, _ = take_apart(galley, beginnings)
    kept = [line.text for paper in papers for line in paper.lines if line.text]
    above = [piece.text for piece in papers[0].left_out]
    assert [*above, *kept] == [text for text in texts if text]
