from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.compare.phrase_use import count_phrases, tabulate_phrases
from macros.corpus.load import load_yearbook, parse_report
from macros.domain.phrases import Phrase, fold_form, fold_words
from macros.domain.yearbook import Yearbook
from macros.render.links import Links
from macros.render.phrase_use import phrase_table
from scripts.setup.project import ROOT
from tests.helpers.counting import count_calls
from tests.helpers.factories import REPORT, make_opening, write_pages

BASE = replace(parse_report(REPORT, "reports/2023.md"), title="总结", parts=())
HERE = Links("compare/phrases.md")
FORMS = Phrase("监督执纪“四种形态”", ("“四种形态”",))
BAN = Phrase("无禁区、全覆盖、零容忍")
ZERO = Phrase("零容忍", (), "说明")
DUTY = Phrase("第一责任人")
PHRASES = (FORMS, BAN, ZERO, DUTY)


def book(texts: dict[int, str], phrases: tuple[Phrase, ...] = PHRASES, samples: tuple[int, ...] = ()) -> Yearbook:
    """A yearbook with a summary of these words for each of the years."""
    reports = {str(year): replace(BASE, key=str(year), year=year, opening=make_opening(text), sample=year in samples)
               for year, text in texts.items()}  # fmt: skip
    return Yearbook(reports=reports, phrases=phrases)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("", {}),
        ("运用监督执纪“四种形态”，用好四种形态。", {FORMS: 2}),
        ("监督执纪「四种 形态」、《四种形态》", {FORMS: 2}),
        ("无禁区、全覆盖、零容忍", {BAN: 1}),
        ("无禁区，全覆盖,零容忍；无禁区全覆盖零容忍", {BAN: 2}),
        ("无禁区、全覆盖。零容忍", {ZERO: 1}),
        ("零容忍零容忍", {ZERO: 2}),
        ("第一，责任人要到场", {}),
        ("落实第一\n责任人", {}),
        ("四种", {}),
    ],
)
def test_signs_do_not_count_and_the_longest_form_does(text: str, counts: dict[Phrase, int]) -> None:
    assert count_phrases(PHRASES)(text) == counts


@pytest.mark.parametrize(
    ("form", "text", "times"),
    [
        ("a+(b)*[c]?^$|\\d", "见a+(b)*[c]?^$|\\d一处", 1),
        (".*", "任意文字", 0),
        ("一体推进：不敢腐", "一体推进：不敢腐、不能腐", 1),
        ("一体推进：不敢腐", "一体推进不敢腐", 0),
        ("C.I.A问题", "涉及C.I.A问题。", 1),
        ("1.5倍", "增长1.5倍，又增长15倍", 1),
        ("从严治党，。", "从严治党", 1),
        ("不敢腐﹐不能腐", "不敢腐，不能腐、不敢腐不能腐", 2),
        ("é，́a", "é，́a", 1),
        ("𠀀𪚥", "见𠀀 𪚥与😀", 1),
        ("２０条", "落实20条", 1),
    ],
)
def test_signs_within_a_phrase_mean_themselves(form: str, text: str, times: int) -> None:
    assert count_phrases([Phrase(form)])(text).total() == times


def test_no_phrases_no_counts() -> None:
    assert count_phrases(())("零容忍") == {}


SIGNS = st.text(alphabet="甲乙丙丁，、“” 。Ａa", max_size=40)
WORDS = st.text(alphabet="甲乙丙丁a", min_size=2, max_size=5)


@given(SIGNS, st.lists(WORDS, max_size=6, unique_by=fold_form))
def test_count_is_that_of_reading_from_left_to_right(text: str, words: list[str]) -> None:
    folded, place = fold_words(text), 0
    naive: Counter[str] = Counter()
    while place < len(folded):
        here = [word for word in words if folded.startswith(word, place)]
        if here:
            naive[max(here, key=len)] += 1
        place += len(max(here, key=len)) if here else 1
    counted = count_phrases([Phrase(word) for word in words])(text)
    assert {phrase.text: number for phrase, number in counted.items()} == naive


@given(WORDS, WORDS, st.sampled_from(["", "、", "，", ",", "”、“", " "]))
def test_signs_within_a_phrase_may_be_any_or_none(one: str, two: str, sign: str) -> None:
    phrase = Phrase(f"{one}、{two}")
    assert count_phrases([phrase])(f"{one}{sign}{two}") == {phrase: 1}


def test_years_tell_what_is_new_gone_and_back() -> None:
    table = tabulate_phrases(book({2019: "零容忍", 2020: "四种形态。零容忍", 2022: "四种形态", 2023: "零容忍"}), "")
    assert [year for year, _ in table.papers] == [2019, 2020, 2021, 2022, 2023]
    assert [(row.phrase, row.counts, row.first, row.last) for row in table.rows] == [
        (FORMS, (0, 1, None, 1, 0), 2020, 2022),
        (ZERO, (1, 1, None, 0, 1), 2019, 2023),
    ]
    assert [(y.report.year, y.before and y.before.year, y.new, y.gone, y.back) for y in table.years] == [
        (2019, None, (), (), ()),
        (2020, 2019, (FORMS,), (), ()),
        (2022, 2020, (), (ZERO,), ()),
        (2023, 2022, (), (FORMS,), (ZERO,)),
    ]
    assert table.unused == (BAN, DUTY)


def test_title_lead_and_items_are_read(tmp_path: Path) -> None:
    rows = "{text: 年度总结}, {text: 开头一段}, {text: 加强教育}, {text: 问责不够}"
    page = f"---\nset_phrases: [{rows}]\n---\n\n# 提法 {{ #phrases }}\n"
    table = tabulate_phrases(load_yearbook(write_pages(tmp_path, {"regulations/phrases.md": page})), "")
    assert [row.counts for row in table.rows] == [(1,), (1,), (1,), (1,)]


@pytest.mark.slow
def test_work_grows_with_the_number_of_reports() -> None:
    site = load_yearbook(ROOT / "docs")
    text = next(iter(site.reports.values()))

    def calls(count: int) -> int:
        reports = {
            f"u{n}/2023": replace(BASE, key=f"u{n}/2023", opening=make_opening(text.words)) for n in range(count)
        }
        yearbook = Yearbook(reports=reports, phrases=site.phrases)
        return count_calls(lambda: tabulate_phrases(yearbook, "u7").rows)

    assert calls(400) < 5 * calls(100)


@pytest.mark.parametrize(
    ("yearbook", "words"),
    [
        (Yearbook(), "还没有登记常用提法"),
        (Yearbook(phrases=PHRASES), "本站没有年度总结"),
        (book({2023: "无"}), "都没有用到"),
        (book({2023: "零容忍"}), "1 次"),
    ],
)
def test_little_to_show_is_said_in_words(yearbook: Yearbook, words: str) -> None:
    html = phrase_table(tabulate_phrases(yearbook, ""), HERE)
    assert ElementTree.fromstring(html) is not None
    assert words in html
    assert "各年的变化" not in html


def test_fragment(golden: Callable[[str, str], None]) -> None:
    texts = {2019: "零容忍", 2020: "“四种形态”。零容忍", 2022: "四种形态", 2023: "零容忍"}
    html = phrase_table(tabulate_phrases(book(texts, samples=(2022,)), ""), HERE)
    assert ElementTree.fromstring(html) is not None
    golden("compare/phrase-table.html", html + "\n")
