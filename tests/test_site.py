"""The real site as it is built: whole, honest, light, and silent towards other hosts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.corpus import load_yearbook
from macros.domain.numerals import to_chinese
from scripts.setup.environment import ROOT
from tests.helpers.built_pages import Article, read_article, weight_beside_text
from tests.helpers.converted_pages import convert
from tests.helpers.factories import EDITION_2018, EDITION_2023, REPORT, write_pages

SHARED = Path(ROOT).parent / "shared"
DOCS = Path(ROOT, "docs")
#: What a phone has on a slow line at once.
EDITION_BYTES = 120_000


@pytest.fixture(scope="session")
def articles(built_site: Path) -> dict[str, Article]:
    return {
        page.relative_to(built_site).as_posix(): read_article(page)
        for page in sorted(built_site.rglob("*.html"))
        if page.name != "404.html"
    }


def test_no_page_names_what_built_it(built_site: Path) -> None:
    for page in built_site.rglob("*.html"):
        assert "mkdocs-material" not in page.read_text(encoding="utf-8"), page


def test_study_packs_hold_what_they_name_and_say_what_it_is(articles: dict[str, Article], built_site: Path) -> None:
    packs = load_yearbook(DOCS).packs
    assert sorted(packs) == ["2023", "jilv-chufen-tiaoli", "zeren-zhuijiu"]
    for key in packs:
        page = (built_site / f"study/{key}.html").read_text(encoding="utf-8")
        assert page.count("data-yb-every-page") == 1
        for name in ("cover", "contents", "part", "field", "lines", "blank"):
            assert f'class="yb-pack__{name}' in page or f" yb-pack__{name}" in page, (key, name)
        assert "阅读范围：" in page
        assert "截至 2026年11月23日" in page
    whole = load_yearbook(DOCS).reports["2023"]
    assert {f"yb-pack-2023-{name}" for name in whole.items} <= set(articles["study/2023.html"].ids)
    text = re.sub(r"<[^>]*>|\s", "", (built_site / "study/2023.html").read_text(encoding="utf-8"))
    for item in whole.items.values():
        assert re.sub(r"\s", "", item.text) in text, item.id
    # A sample is marked wherever it is touched.
    assert "yb-banner--sample" in (built_site / "study/zeren-zhuijiu.html").read_text(encoding="utf-8")
    assert "yb-banner--sample" not in (built_site / "study/2023.html").read_text(encoding="utf-8")


def test_samples_are_told_of_once_a_page_and_marked_where_they_are_shown(built_site: Path) -> None:
    for path in (
        "index.html",
        "compare/index.html",
        "compare/figures.html",
        "ledger/index.html",
        "handbook/comparing.md",
    ):
        page = (built_site / path.replace(".md", ".html")).read_text(encoding="utf-8")
        assert page.count("不是任何单位的真实材料") == 1, path
        assert page.index("yb-banner--sample") < page.index('class="yb-block'), path
        assert '<abbr title="示例">◇</abbr>' in page, path


def test_a_report_page_carries_little_beside_its_own_text(built_site: Path) -> None:
    page = (built_site / "reports/2023.html").read_text(encoding="utf-8")
    # With what its ledger and its neighbours add, and what each concept and article that it cites asks.
    assert weight_beside_text(page, DOCS, "2023") <= 24_000


def test_no_edition_weighs_more_than_a_phone_takes_at_once(built_site: Path) -> None:
    pages = [page for page in (built_site / "regulations").glob("*/*.html") if page.stem.isdigit()]
    biggest = max(pages, key=lambda page: page.stat().st_size)
    assert biggest.stat().st_size <= EDITION_BYTES, biggest


def test_made_up_edition_of_158_articles_weighs_no_more(built_site: Path, tmp_path: Path) -> None:
    article = "第{0}条 依照规定处理这一类行为 {{ #art-{1} }}\n\n" + "违反规定的，视情节轻重处理；" * 8 + "\n"
    body = "".join(
        (f"\n## 第{to_chinese(n // 16 + 1)}章 分则 {{ #chapter-{n // 16 + 1} }}\n" if n % 16 == 1 else "")
        + f"\n### {article.format(to_chinese(n), n)}"
        for n in range(1, 159)
    )
    kinds = ["未改", "改写, note: 增写一款，对情节严重的由撤销党内职务提高到留党察看或者开除党籍", "个别文字修改"]
    rows = "".join(f"    - {{old: {n}, new: {n}, change: {kinds[n % 3]}, similarity: 0.9}}\n" for n in range(1, 159))
    older = EDITION_2018.partition("\n### ")[0] + "\n" + body
    newer = EDITION_2023.partition("\n### ")[0] + "\n" + body
    newer = newer[: newer.index("    - {old: 1")] + rows + newer[newer.index("sources:") :]
    cited = "".join(f"学习[第{n}条](../regulations/shili/2023.md#art-{n})。" for n in range(1, 159, 4))
    pages = {
        f"reports/{year}.md": REPORT.replace("2023", str(year)).replace("问责不够有力。", cited)
        for year in (2024, 2025)
    }
    editions = {"regulations/shili/2018.md": older, "regulations/shili/2023.md": newer}
    docs = write_pages(tmp_path, {**pages, **editions, "reports/2023.md": None, "ledger/2023.md": None})
    shipped = (built_site / "regulations/jilv-chufen-tiaoli/2023.html").read_text(encoding="utf-8")
    frame = len(re.sub("<article.*</article>", "", shipped, flags=re.DOTALL).encode())
    made = convert(newer, docs)
    assert made.count('class="yb-cites"') == 40
    assert made.count('class="yb-from"') == 106
    assert len(made.encode()) + frame <= EDITION_BYTES


def test_every_paper_but_the_summary_of_2023_is_a_sample() -> None:
    yearbook = load_yearbook(DOCS)
    papers = [*yearbook.reports.values(), *yearbook.ledgers.values()]
    assert [paper.path for paper in papers if not paper.sample] == ["reports/2023.md"]


def test_2023_has_the_parts_and_items_of_its_source() -> None:
    report = load_yearbook(DOCS).reports["2023"]
    assert list(report.items) == ["w1", "w2", "w3", "p1", "p2", "p3", "c1", "c2", "m1", "m2", "m3", "m4"]
    assert (report.unit, report.wording, report.sample) == ("XX乡党委", "转述", False)
    words = report.words
    for placeholder in ("XXX党委", "XX乡", "党的XX大"):
        assert placeholder in words
    assert "paid" not in words


@pytest.mark.skipif(not SHARED.is_dir(), reason="the office's own text is not on this machine")
def test_2023_stands_under_the_headings_of_its_source_in_other_words() -> None:
    source = (SHARED / "sources/2023-summary.txt").read_text(encoding="utf-8").replace("##paidbegin##", "")
    report = load_yearbook(DOCS).reports["2023"]
    headings = [line for line in source.splitlines() if re.match(r"[一二三四]、|（[一二三四]）", line)]
    assert headings == [title for part in report.parts for title in [part.title, *(i.title for i in part.items)]]
    bare = re.sub(r"\s", "", source)
    for item in report.items.values():
        text = re.sub(r"\s", "", item.text)
        # Set phrases, official names and plain lists run to some thirty characters.
        assert not [text[n : n + 36] for n in range(len(text) - 35) if text[n : n + 36] in bare], item.id


def test_citations_of_2023_lead_to_the_editions_in_force_then() -> None:
    yearbook = load_yearbook(DOCS)
    found = {
        (citation.regulation, citation.edition)
        for item in yearbook.reports["2023"].items.values()
        for citation in item.citations
    }
    assert found == {
        ("lianjie-zilv-zhunze", "2015"),
        ("jilv-chufen-tiaoli", "2018"),
        ("baxiang-guiding", "2012"),
    }
    # What it rests on by its concepts counts for the register as well.
    report = yearbook.reports["2023"]
    resting = {m.citation.edition for m in yearbook.mentions_of("xunshi-tiaoli") if m.report is report}
    assert resting == {"2017"}
    for work in ("zhuti-zeren-guiding", "geren-shixiang-guiding", "minzhu-shenghuohui-guiding", "zhibu-tiaoli"):
        assert yearbook.mentions_of(work)


def test_unverified_facts_are_marked(articles: dict[str, Article]) -> None:
    edition = articles["regulations/jilv-chufen-tiaoli/2018.html"].text
    assert "审议批准2018-07-31 待核实" in edition.replace(" 待", " 待")
    assert "印发2018-08-18 公开发布" in edition
    assert "2022-10-25 待核实" in articles["regulations/baxiang-guiding-xize/2022.html"].text


def test_articles_are_told_what_became_of_them(articles: dict[str, Article]) -> None:
    old = articles["regulations/jilv-chufen-tiaoli/2018.html"]
    assert "2023.html#art-132" in old.links
    new = articles["regulations/jilv-chufen-tiaoli/2023.html"].text
    assert new.count("+ 新增 2018年版没有") == 16


def test_every_page_that_depends_on_today_says_which_day_that_is(articles: dict[str, Article]) -> None:
    for path, article in articles.items():
        top = path.split("/")[0]
        # Lists of papers, citations, corrections and set phrases and a local rule are the same on every day.
        same = {
            "reports/index.html",
            *(f"regulations/{name}.html" for name in ("unresolved", "usages", "phrases", "corrections")),
        }
        if "local/" in path or path in same:
            continue
        if top in {"reports", "regulations"} or path == "index.html":
            assert "截至 2026年11月23日" in article.text or "截至 2026-11-23" in article.text, path


def test_home_page_says_to_which_day_the_register_was_checked(articles: dict[str, Article]) -> None:
    assert "法规信息核对至 2026年8月22日。" in articles["index.html"].text
