"""Tracked changes of a Word file: found place by place, each accepted or not, with no character lost either way."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.intake.manuscript import Manuscript
from scripts.intake.readers.tracked_marks import DELETED, REJECTED
from scripts.intake.readers.word import read_word
from scripts.intake.revisions import RevisionKind
from tests.helpers.import_papers import bring_in, make_project
from tests.helpers.word_files import level, numbered, numbering, paragraph, run, table, word_file
from tests.helpers.word_reading import left, lost, texts

BY = 'w:author="{}" w:id="1"'


def ins(text: str, author: str = "甲") -> str:
    return f"<w:ins {BY.format(author)}>{run(text)}</w:ins>"


def gone(text: str, author: str = "甲") -> str:
    return f"<w:del {BY.format(author)}>{run(text, tag='delText')}</w:del>"


def moved(text: str, side: str, name: str = "m1") -> str:
    return (
        f'<w:move{side}RangeStart w:id="9" w:name="{name}"/><w:move{side}>{run(text)}</w:move{side}>'
        f'<w:move{side}RangeEnd w:id="9"/>'
    )


def end(kind: str) -> str:
    return f"<w:rPr><w:{kind}/></w:rPr>"


def read(body: str, rejected: int | range | None = None, **parts: str) -> Manuscript:
    numbers = frozenset() if rejected is None else frozenset([rejected] if isinstance(rejected, int) else rejected)
    return read_word(word_file(body, **parts), numbers)


ALL = range(1, 50)
ROW = "<w:trPr><w:{}/></w:trPr>"
NUMBERED = {"numbering": numbering(level(0, "chineseCounting", "%1、"))}
NUMBER = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"


def row(kind: str, *cells: str) -> str:
    return table(list(cells)).replace("<w:tr>", "<w:tr>" + ROW.format(kind))[len("<w:tbl>") : -len("</w:tbl>")]


@pytest.mark.parametrize(
    ("body", "accepted", "rejected"),
    [
        (paragraph("谈话", gone("三"), ins("五"), "人次"), ["谈话五人次"], ["谈话三人次"]),
        (paragraph("甲", ins("乙")), ["甲乙"], ["甲"]),
        (paragraph("甲", gone("乙")), ["甲"], ["甲乙"]),
        # A paragraph that came: text and end of it.
        (paragraph("甲") + paragraph(ins("乙"), properties=end("ins")) + paragraph("丙"),
         ["甲", "乙", "丙"], ["甲", "丙"]),
        # Two that were made one.
        (paragraph("甲", properties=end("del")) + paragraph("乙"), ["甲乙"], ["甲", "乙"]),
        # One that was made two.
        (paragraph("甲", properties=end("ins")) + paragraph("乙"), ["甲", "乙"], ["甲乙"]),
        # Written by one, struck out by another: there in neither.
        (paragraph("甲", f"<w:ins>{gone('乙')}</w:ins>", "丙"), ["甲丙"], ["甲丙"]),
        (paragraph("甲", moved("乙", "From"), "丙", moved("乙", "To")), ["甲丙乙"], ["甲乙丙"]),
        (table(["甲", "1"]).replace("</w:tbl>", row("ins", "乙", "2") + "</w:tbl>"), ["甲\t1", "乙\t2"], ["甲\t1"]),
        (table(["甲", "1"]).replace("</w:tbl>", row("del", "乙", "2") + "</w:tbl>"), ["甲\t1"], ["甲\t1", "乙\t2"]),
        (f"<w:del>{paragraph('删')}</w:del>" + paragraph("留"), ["留"], ["删", "留"]),
    ],
)  # fmt: skip
def test_each_reading_is_the_one_that_word_shows(body: str, accepted: list[str], rejected: list[str]) -> None:
    for kept, numbers in ((accepted, None), (rejected, ALL)):
        made = read(body, numbers, **NUMBERED)
        assert [one for one in texts(made) if one] == kept
        assert not lost(made)


def test_paragraph_that_is_struck_out_takes_no_number() -> None:
    struck = paragraph(gone("二"), properties=NUMBER + end("del"))
    body = numbered("一") + struck + numbered("三")
    assert texts(read(body, **NUMBERED)) == ["一、一", "二、三"]
    assert texts(read(body, ALL, **NUMBERED)) == ["一、一", "二、二", "三、三"]


def test_number_that_was_given_is_taken_back() -> None:
    before = "<w:pPrChange w:author='乙'><w:pPr/></w:pPrChange>"
    body = paragraph("总体情况", properties=NUMBER + before)
    assert texts(read(body, **NUMBERED)) == ["一、总体情况"]
    made = read(body, ALL, **NUMBERED)
    assert texts(made) == ["总体情况"]
    assert made.revisions
    assert made.revisions.counted == "改编号或样式 1 处，1 人所改"
    assert str(made.revisions.changes[0].after) == "总体情况"


def test_what_is_left_out_says_which_way_it_went() -> None:
    body = paragraph("甲", gone("乙"), "。", ins("丙"))
    assert left(read(body)) == [("乙", DELETED)]
    assert left(read(body, ALL)) == [("丙", REJECTED)]
    assert texts(read(body, 2)) == ["甲。"]
    assert left(read(body, 2)) == [("乙", DELETED), ("丙", REJECTED)]


def test_place_is_one_change_with_both_readings_of_its_sentence() -> None:
    body = paragraph("前一句。谈话", gone("三十"), ins("五十", "乙"), "人次，签订责任书。后一句。") + paragraph(
        ins("新的一段。")
    )
    found = read(body).revisions
    assert found
    first, second = found.changes
    assert (str(first.before), str(first.after)) == ("谈话三十人次，签订责任书。", "谈话五十人次，签订责任书。")
    assert (first.kind, first.before.changed, first.after.changed) == (RevisionKind.REPLACED, "三十", "五十")
    assert (second.kind, second.before.changed, second.after.changed) == (RevisionKind.INSERTED, "", "新的一段。")
    assert found.counted == "插入 1 处、改写 1 处，2 人所改"
    assert "甲" not in found.counted


def test_other_changes_in_the_sentence_stand_as_they_are_to_be() -> None:
    found = read(paragraph("开展", gone("甲"), "活动", ins("乙"), "，成效好。")).revisions
    assert found
    assert str(found.changes[1].before) == "开展活动，成效好。"


def test_move_is_one_change_with_both_places() -> None:
    found = read(paragraph("开头", moved("一句。", "From")) + paragraph("结尾", moved("一句。", "To"))).revisions
    assert found
    (only,) = found.changes
    assert only.kind is RevisionKind.MOVED
    assert (str(only.before), str(only.after)) == ("开头一句。", "结尾一句。")


def test_changes_in_notes_are_asked_of_as_well() -> None:
    body = paragraph("甲", '<w:r><w:footnoteReference w:id="2"/></w:r>')
    notes = f'<w:footnote w:id="2">{paragraph("注", gone("一"), ins("二"))}</w:footnote>'
    assert texts(read(body, footnotes=notes)) == ["甲〔注：注二〕"]
    assert texts(read(body, ALL, footnotes=notes)) == ["甲〔注：注一〕"]


def test_change_of_looks_alone_is_none() -> None:
    bold = run("甲", "<w:b/><w:rPrChange w:author='乙'><w:rPr/></w:rPrChange>")
    assert read(paragraph(bold)).revisions is None


def test_what_an_older_program_would_show_is_no_second_change() -> None:
    pair = f"<mc:Choice Requires='wps'>{ins('乙')}</mc:Choice><mc:Fallback>{ins('乙')}</mc:Fallback>"
    body = paragraph("甲", f"<w:r><mc:AlternateContent>{pair}</mc:AlternateContent></w:r>")
    found = read(body).revisions
    assert found
    assert len(found.changes) == 1
    assert texts(read(body, ALL)) == ["甲"]


WORDS = st.text(st.sampled_from("甲乙丙。；1"), min_size=1, max_size=4)
PIECE = st.one_of(
    WORDS.map(run), WORDS.map(ins), WORDS.map(gone), WORDS.map(lambda text: f"<w:ins>{gone(text)}{run(text)}</w:ins>")
)
PARAGRAPH = st.builds(
    lambda pieces, kind: paragraph(*pieces, properties=end(kind) if kind else ""),
    st.lists(PIECE, max_size=4),
    st.sampled_from(["", "ins", "del"]),
)


@settings(max_examples=60)
@given(st.lists(PARAGRAPH, max_size=4).map("".join), st.sets(st.integers(1, 12)))
def test_whatever_is_decided_no_character_is_lost(body: str, rejected: set[int]) -> None:
    made = read_word(word_file(body), frozenset(rejected))
    assert not lost(made)


@settings(max_examples=40)
@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "ins", "del"])), max_size=6))
def test_what_is_read_is_what_stands_in_either_reading(pieces: list[tuple[str, str]]) -> None:
    write = {"": run, "ins": ins, "del": gone}
    body = paragraph(*(write[way](words) for words, way in pieces))
    assert texts(read(body)) == ["".join(words for words, way in pieces if way != "del")]
    assert texts(read(body, ALL)) == ["".join(words for words, way in pieces if way != "ins")]


def revised(folder: Path) -> Path:
    """A Word file with one tracked change."""
    change = f"<w:del>{run('56', tag='delText')}</w:del><w:ins>{run('65')}</w:ins>"
    lines = ["XX县农业农村局党组2022年度工作总结", "一、工作开展情况"]
    file = folder / "来稿.docx"
    file.write_bytes(
        word_file("".join(map(paragraph, lines)) + paragraph("（一）加强教育。谈话提醒", change, "人次。"))
    )
    return file


def test_paper_with_tracked_changes_waits_for_a_decision(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    out = tmp_path / "page.md"
    refused = bring_in(project, revised(tmp_path), "--out", out)
    assert refused.returncode == 1
    assert "修订（改写 1 处），没有定怎么办" in refused.stderr
    assert "原来：谈话提醒56人次。\n     改后：谈话提醒65人次。" in refused.stdout
    assert not out.exists()
    for said, kept in ((("--changes", "accept"), "65"), (("--changes", "reject"), "56")):
        assert bring_in(project, revised(tmp_path), "--out", out, "--update", *said).returncode == 0
        assert f"谈话提醒{kept}人次" in out.read_text(encoding="utf-8")
    assert bring_in(project, revised(tmp_path), "--out", out, "--update", typed="1\n").returncode == 0
    assert "谈话提醒65人次" in out.read_text(encoding="utf-8")
