"""What the pages of concepts and of duties show: what is asked, the words of its provisions, where it occurs."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from macros.render import practice_pages
from macros.render.links import Links
from tests.helpers.factories import CONCEPTS, DUTIES, EDITION_2018, day
from tests.helpers.small_papers import load, paper

#: The second article has words under it.
WORDED = EDITION_2018 + "\n开展教育，见第一条。\n"
CONCEPT_PAGE, DUTY_PAGE = Links("regulations/concepts.md"), Links("regulations/duties.md")
IN_2023 = day("2023-07-15")
SAYS = CONCEPTS.replace("names: [经常教育, 教育]", "names: [经常教育, 教育]\n    says: 每年至少教育一次。")
ASKS = DUTIES.replace(
    "basis: {to: shili, verified: true}",
    'says: 每半年研究一次。\n    basis: {to: "shili/2018#art-2", verified: true}\n    words: [[专题研究]]',
)


def concepts(folder: Path, today: str = "2023-07-15", **pages: str | None) -> str:
    found = {path.replace("__", "/") + ".md": text for path, text in pages.items()}
    yearbook = load(folder, {"regulations/concepts.md": SAYS, "regulations/shili/2018.md": WORDED, **found})
    html = practice_pages.concept_sections(yearbook, CONCEPT_PAGE, day(today))
    ElementTree.fromstring(html)
    return html


def duties(folder: Path, **pages: str | None) -> str:
    found = {path.replace("__", "/") + ".md": text for path, text in pages.items()}
    yearbook = load(folder, {"regulations/duties.md": ASKS, "regulations/shili/2018.md": WORDED, **found})
    html = practice_pages.duty_table(yearbook, DUTY_PAGE, IN_2023)
    ElementTree.fromstring(html)
    return html


def test_concept_says_what_it_asks_before_what_it_rests_on(tmp_path: Path) -> None:
    html = concepts(tmp_path)
    assert (
        html.index('id="jiaoyu"') < html.index("<summary>每年至少教育一次。</summary>") < html.index("2018年版第二条")
    )


def test_words_of_the_basis_are_folded_and_told_for_what_they_are(tmp_path: Path) -> None:
    html = concepts(tmp_path / "a")
    folded = html[html.index("<details", html.index("<details") + 1) : html.index("</details>")]
    assert "<summary>条文摘要</summary>" in folded
    assert "《示例条例》2018年版第二条</a>" in folded
    assert "开展教育，见第一条。</p>" in folded
    official = concepts(tmp_path / "b", regulations__shili__2018=WORDED.replace("本站摘要", "条文原文"))
    assert "<summary>条文原文</summary>" in official


def test_concept_whose_basis_has_no_words_folds_nothing(tmp_path: Path) -> None:
    # From 2024 on it rests on an edition as a whole.
    assert concepts(tmp_path, "2024-07-15").count("<details") == 1


def test_items_stand_under_their_papers_by_kind_and_title(tmp_path: Path) -> None:
    cites = "落实[经常教育](../regulations/concepts.md#jiaoyu)。"
    pages = {f"reports__{year}": paper(year, {"w1": cites, "p1": cites}) for year in (2022, 2023)}
    html = concepts(tmp_path, **pages)
    lines = html[html.index("出现在") :].split("<li>")[1:]
    assert [line.count("<a ") for line in lines] == [2, 2]
    assert "2023年" in lines[0]
    assert "2022年" in lines[1]
    assert ">现状" in lines[0]
    assert "#w1<" not in html


def test_concept_is_counted_in_every_year_and_doubt_stands_beside_its_name(tmp_path: Path) -> None:
    cites = "落实[经常教育](../regulations/concepts.md#jiaoyu)。"
    pages = {"reports__2021": paper(2021, {"w1": cites, "p1": cites}), "reports__2023": paper(2023, {"w1": "甲。"})}
    html = concepts(tmp_path, **pages)
    for words in ("2021年：2021年 现状", "2022年：无报告", "2023年：没有写到"):
        assert f'title="{words}' in html, words
    assert '#w1">2<' in html
    assert "待核实" not in html.partition("<tbody>")[2].partition("<td")[0]
    doubtful = concepts(tmp_path / "b", regulations__concepts=SAYS.replace("verified: true", "verified: false"))
    assert "待核实</span>" in doubtful.partition("<tbody>")[2].partition("<td")[0]


def test_duty_says_what_it_asks_with_the_words_of_its_basis(tmp_path: Path) -> None:
    html = duties(tmp_path)
    assert "<summary>每半年研究一次。</summary>" in html
    assert "开展教育，见第一条。</p>" in html
    assert "报告里的记载</p>" not in html


def test_only_what_was_done_is_a_record_of_a_duty(tmp_path: Path) -> None:
    done, planned, denied = "专题研究2次。", "明年专题研究2次。", "没有专题研究。"
    pages = {
        "reports__2022": paper(2022, {"w1": done}),
        "reports__2023": paper(2023, {"w1": denied, "m1": planned}),
    }
    html = duties(tmp_path, **pages)
    assert "../reports/2022.html#w1" in html
    assert "../reports/2023.html" not in html


def test_duty_is_counted_in_every_year_that_records_it_and_nothing_is_said_of_the_others(tmp_path: Path) -> None:
    done = "专题研究2次。"
    pages = {"reports__2022": paper(2022, {"w1": done, "w2": done}), "reports__2023": paper(2023, {"w1": "学习。"})}
    html = duties(tmp_path, **pages)
    assert 'title="2022年：2022年 现状' in html
    assert '#w1">2<' in html
    assert 'title="2023年：没有列出的不等于没有开展"' in html
    assert "没有写到" not in html
