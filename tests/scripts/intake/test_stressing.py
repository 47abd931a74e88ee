"""Bold words of a paper: kept where an office wants it, as marks that change no word and stand in no one's way."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.corpus import load_yearbook
from macros.corpus.markup import neutralise
from macros.page_text.words import plain_text
from scripts.intake.readers.word import read_word
from scripts.intake.stressing import stress
from tests.helpers.import_papers import bring_in, make_project, pages_of
from tests.helpers.word_files import paragraph, run, table, word_file

BOLD, DOTS = "<w:b/>", '<w:em w:val="dot"/>'


@pytest.mark.parametrize(
    ("body", "stresses"),
    [
        (paragraph("甲", run("乙丙", BOLD), "丁"), [(1, 3)]),
        # Runs that follow one another are one, however they were typed.
        (paragraph(run("甲", BOLD), run("乙", BOLD + "<w:sz/>")), [(0, 2)]),
        (paragraph("甲", run("乙", DOTS)), [(1, 2)]),
        (paragraph("甲", run("乙", '<w:b w:val="0"/>')), []),
        (paragraph(run("甲", '<w:rStyle w:val="S"/>')), [(0, 1)]),
        (table(["甲", paragraph("乙", run("丙", BOLD))]), [(3, 4)]),
    ],
)
def test_what_stands_out_is_known_with_its_place(body: str, stresses: list[tuple[int, int]]) -> None:
    styles = '<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    (line,) = read_word(word_file(body, styles=styles)).lines
    assert list(line.stresses) == stresses


@pytest.mark.parametrize(
    ("text", "stretches", "written"),
    [
        ("逐级传导压力", [(0, 4)], "**逐级传导**压力"),
        ("甲 乙 丙", [(1, 4)], "甲 **乙** 丙"),
        ("甲乙", [(0, 1), (1, 2)], "**甲乙**"),
        ("甲  乙", [(1, 3)], "甲  乙"),
        # Stars of the text stay text.
        ("3*4=12，甲*乙", [(3, 6)], r"3\*4**=12**，甲\*乙"),
        ("*甲*", [(0, 3)], r"\***甲**\*"),
        # A citation stands inside the marks or outside, and never half.
        ("按《条例》第六条办", [(1, 5)], "按**《条例》第六条**办"),
        ("甲\\乙", [(2, 3)], r"甲\\乙"),
    ],
)  # fmt: skip
def test_words_that_stand_out_get_marks(text: str, stretches: list[tuple[int, int]], written: str) -> None:
    assert stress(text, stretches, begins=True) == written


SIGNS = st.text(st.sampled_from("甲乙1a*_\\[]()《》第一条 -#|!。，"), min_size=1, max_size=14)


@given(SIGNS, st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=3))
def test_whatever_stands_out_the_words_stay(text: str, stretches: list[tuple[int, int]]) -> None:
    text = f"甲{text.strip()}乙"
    ordered = sorted((min(one), max(one)) for one in stretches)
    written = stress(text, ordered, begins=True)
    assert plain_text(written) == text
    shown = markdown.markdown(neutralise(written), extensions=["attr_list", "tables"])
    assert shown.count("<strong>") == written.replace(r"\*", "").count("**") // 2


LINES = ("XX县农业农村局党组2022年度工作总结", "一、工作开展情况")


def put(folder: Path) -> Path:
    body = "".join(map(paragraph, LINES))
    body += paragraph(
        run("（一）加强教育。", BOLD),
        "开展宣讲，",
        run("逐级传导", BOLD),
        "，学习",
        run("《示例条例》", BOLD),
        "第二条。",
    )
    file = folder / "总结.docx"
    file.write_bytes(word_file(body + paragraph("（二）压实责任。签订责任书。")))
    return file


def test_bold_comes_in_where_it_is_wanted_alone(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    assert bring_in(project, put(tmp_path)).returncode == 0
    assert "**" not in pages_of(project)["2022.md"]
    assert bring_in(project, put(tmp_path), "--update", "--bold").returncode == 0
    page = pages_of(project)["2022.md"]
    assert "### （一）加强教育。 { #w1 }" in page
    assert "开展宣讲，**逐级传导**，学习**" in page
    # Whatever reads the words of a page reads them without marks.
    assert (
        "开展宣讲，逐级传导，学习《示例条例》第二条。"
        in load_yearbook(project / "docs").reports["2022"].items["w1"].text
    )
