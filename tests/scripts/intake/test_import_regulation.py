"""The command that puts an official text in the place of a digest, as a clerk runs it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.corpus import load_yearbook
from macros.domain.numerals import to_chinese
from macros.domain.regulations import Article, TextKind
from macros.render.links import Links
from macros.render.register_pages import edition_head
from scripts.intake.official_text.regulation_import import import_regulation
from scripts.intake.readers.plain import read_plain
from scripts.setup.environment import ROOT
from tests.helpers.commands import copy_office, run
from tests.helpers.factories import make_edition

pytestmark = pytest.mark.slow

SHARED = Path(ROOT).parent / "shared/corpus"
PAGE = "docs/regulations/lianjie-zilv-zhunze/2015.md"
#: Eight articles of made-up words, shaped like the text whose digest the page holds.
TEXT = "中国共产党廉洁自律准则\n\n导语一段。\n\n党员廉洁自律规范\n\n" + "\n\n".join(
    ("党员领导干部廉洁自律规范\n\n" if n == 5 else "") + f"第{to_chinese(n)}条 示例文字{n}。" for n in range(1, 9)
)
ARGUMENTS = ("--regulation", "lianjie-zilv-zhunze", "--edition", "2015")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_office(tmp_path / "project")


def source(project: Path, text: str = TEXT) -> str:
    file = project.parent / "准则（正式）2.wps"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_text_takes_the_place_of_the_digest_and_the_site_checks(project: Path) -> None:
    before = (project / PAGE).read_text(encoding="utf-8")
    result = run(project, "import-regulation", source(project), *ARGUMENTS)
    assert (result.returncode, result.stderr) == (0, "")
    assert "一字不少" in result.stdout
    page = (project / PAGE).read_text(encoding="utf-8")
    assert "### 第一条【正确对待公与私的关系】 { #art-1 }\n\n示例文字1。\n{ #art-1-1 }" in page
    assert "## 党员廉洁自律规范 { #section-1 }" in page
    assert "导语一段。\n{ #section-0 }" in page
    assert "text: 条文原文" in page
    assert "in_force: {date: 2016-01-01" in page
    assert "可以用 python3 scripts/site.py undo 退回" in result.stdout
    checked = run(project, "check")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert run(project, "undo", "1", "--yes").returncode == 0
    assert (project / PAGE).read_text(encoding="utf-8") == before


def test_by_what_the_digests_were_checked_goes_with_the_digests(project: Path) -> None:
    page = project / PAGE
    checked = "text: 本站摘要\ndigest: {copies: 2, on: 2026-11-28}\n"
    digest = re.sub(r"(?m)^digest: .*\n", "", page.read_text(encoding="utf-8"))
    page.write_text(digest.replace("text: 本站摘要\n", checked), encoding="utf-8")
    assert run(project, "import-regulation", source(project), *ARGUMENTS).returncode == 0
    assert "digest:" not in page.read_text(encoding="utf-8")
    book = load_yearbook(project / "docs")
    assert book.regulations["lianjie-zilv-zhunze"].by_id["2015"].digest_check is None


@pytest.mark.parametrize("note", ["（2015年10月18日中共中央印发）\n\n", ""])
def test_a_registered_text_is_known_by_its_title_and_asked_for(project: Path, note: str) -> None:
    # Without a day it is known all the same: the edition before was called otherwise.
    text = TEXT.replace("导语", f"{note}导语", 1)
    before = (project / PAGE).read_bytes()
    declined = run(project, "import-regulation", source(project, text))
    assert declined.returncode == 1
    assert "填入全文：《中国共产党廉洁自律准则》2015年版" in declined.stdout
    assert (project / PAGE).read_bytes() == before
    done = run(project, "import-regulation", source(project, text), typed="yes\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "### 第一条【正确对待公与私的关系】 { #art-1 }" in (project / PAGE).read_text(encoding="utf-8")


def test_topics_of_the_digest_stay_beside_the_official_words_and_are_marked_as_ours(project: Path) -> None:
    page = project / PAGE
    digest = page.read_text(encoding="utf-8").replace("{ #art-2 }", "{ #art-2 .unverified }")
    page.write_text(digest, encoding="utf-8")
    before = load_yearbook(project / "docs").regulations["lianjie-zilv-zhunze"].by_id["2015"]
    assert run(project, "import-regulation", source(project), *ARGUMENTS).returncode == 0
    book = load_yearbook(project / "docs")
    edition = book.regulations["lianjie-zilv-zhunze"].by_id["2015"]
    assert edition.text is TextKind.OFFICIAL
    assert [(a.topic, a.verified, a.ours) for a in edition.articles] == [
        (a.topic, a.verified, True) for a in before.articles
    ]
    links = Links("regulations/lianjie-zilv-zhunze/2015.md")
    head = edition_head(book.regulations["lianjie-zilv-zhunze"], edition, links, date(2024, 1, 1))
    assert "主题是本站自拟的" in head


def test_point_with_a_heading_in_the_text_keeps_that_and_words_of_the_text_are_never_called_ours() -> None:
    page = "---\ntext: 本站摘要\n---\n\n# 试\n"
    article = Article("part-1", "第一点", "旧主题", verified=True, line=1, ours=True)
    edition = replace(make_edition("2020", "2020-01-01"), unit="点", articles=(article,), official_title="试行通知")
    text = "试行通知\n\n一、改进调查研究\n\n要去一线。\n\n二、精简会议\n\n少开会。"
    done = import_regulation(read_plain(text.encode()), edition, page, "a.txt", "0" * 64)
    assert "### 一、改进调查研究 { #part-1 }" in done.text
    assert "【" not in done.text


def test_importing_the_same_text_again_changes_nothing(project: Path) -> None:
    run(project, "import-regulation", source(project), *ARGUMENTS)
    before = (project / PAGE).read_bytes()
    again = run(project, "import-regulation", source(project), *ARGUMENTS)
    assert again.returncode == 0
    assert (project / PAGE).read_bytes() == before
    assert "共 1 次" in run(project, "undo").stdout


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TEXT.replace("第三条", "第四条", 1), "编号缺号"),
        (f"{TEXT}\n\n第九条 示例文字9。", "来稿有 9 条，登记的是 8 条"),
        (TEXT.replace("廉洁自律准则", "别的准则"), "没有“中国共产党廉洁自律准则”这个题名"),
        (TEXT.replace("第二条 ", "第一条 ", 1), "编号重复或倒退"),
    ],
)
def test_fault_stops_the_import_unless_it_is_forced(project: Path, text: str, told: str) -> None:
    before = (project / PAGE).read_bytes()
    refused = run(project, "import-regulation", source(project, text), *ARGUMENTS)
    assert refused.returncode == 1
    assert told in refused.stderr
    assert "--force" in refused.stderr
    assert (project / PAGE).read_bytes() == before
    forced = run(project, "import-regulation", source(project, text), *ARGUMENTS, "--force")
    assert forced.returncode == 0
    assert told in forced.stdout


def test_text_without_an_article_that_others_rest_on_is_refused_even_when_forced(project: Path) -> None:
    before = (project / PAGE).read_bytes()
    refused = run(project, "import-regulation", source(project, TEXT.rpartition("\n\n")[0]), *ARGUMENTS, "--force")
    assert refused.returncode == 1
    assert "docs/regulations/concepts.md" in refused.stderr
    assert "lianjie-zilv-zhunze/2015#art-8" in refused.stderr
    assert (project / PAGE).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--regulation", "lianjie-zilv", "--edition", "2015"), "lianjie-zilv-zhunze"),
        (("--regulation", "lianjie-zilv-zhunze", "--edition", "99"), "已有 2010、2015"),
    ],
)
def test_unknown_work_or_edition_names_what_there_is(project: Path, arguments: tuple[str, ...], told: str) -> None:
    result = run(project, "import-regulation", source(project), *arguments)
    assert result.returncode == 1
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_json_and_out_leave_the_page_alone(project: Path) -> None:
    before = (project / PAGE).read_bytes()
    out = project.parent / "页.md"
    result = run(project, "import-regulation", source(project), *ARGUMENTS, "--json", "--out", str(out))
    told = json.loads(result.stdout)
    assert told["articles"] == 8
    assert told["chars_in"] == told["chars_out"] + sum(len(piece["text"]) for piece in told["dropped"])
    assert out.is_file()
    assert (project / PAGE).read_bytes() == before


def test_classified_text_is_refused(project: Path) -> None:
    result = run(project, "import-regulation", source(project, "秘密★1年\n" + TEXT), *ARGUMENTS)
    assert result.returncode == 1
    assert "密级标志" in result.stderr


EDITION = make_edition("2018", "2018-10-01", official_title="示例条例", title="示例条例（2018年版）")
HEAD = "---\nofficial_title: 示例条例\ntext: 本站摘要\n---\n\n# 示例条例（2018年版） { #edition-shili-2018 }\n"
WORDS = st.text("党员干部应当遵守纪律，不得违反。（）“”《》*_[]{}#|`\\ <&1.-", min_size=1, max_size=40)


@settings(deadline=None)
@given(st.lists(st.lists(WORDS, max_size=4), min_size=1, max_size=6))
def test_no_character_of_any_text_is_lost(articles: list[list[str]]) -> None:
    text = "示例条例\n" + "\n".join(
        f"第{to_chinese(n)}条　要求{n}。\n" + "\n".join(lines) for n, lines in enumerate(articles, 1)
    )
    done = import_regulation(read_plain(text.encode()), EDITION, HEAD, "a.txt", "0" * 64)
    assert done.account.chars_in == done.account.chars_out + sum(len(p.text) for p in done.account.left_out)
    assert f"text: {TextKind.OFFICIAL}" in done.text


@pytest.mark.parametrize("closing", ["---", "--- ", "...", "...\t"])
def test_facts_stay_however_the_front_matter_is_closed(closing: str) -> None:
    head = HEAD.replace("\n---\n", f"\nissuer: 示例机关 # 已核\n{closing}\n")
    done = import_regulation(read_plain("示例条例\n第一条　要求。".encode()), EDITION, head, "a.txt", "0" * 64)
    source = f'source: {{file: "a.txt", sha256: {"0" * 64}}}'
    front = head.partition("\n# ")[0].replace("text: 本站摘要\n", f"text: 条文原文\n{source}\n")
    assert done.text.startswith(f"{front}\n# ")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not here")
@pytest.mark.parametrize(
    ("name", "regulation", "edition"),
    [
        ("regulation-zhuti-zeren-guiding-2020", "zhuti-zeren-guiding", "2020"),
        ("regulation-gongwu-jiedai-guiding-2013", "gongwu-jiedai-guiding", "2013"),
        ("regulation-lianjie-zilv-zhunze-2015", "lianjie-zilv-zhunze", "2015"),
        ("regulation-jiancha-fa-2024", "jiancha-fa", "2024"),
    ],
)
def test_official_texts_have_the_articles_that_the_register_counts(name: str, regulation: str, edition: str) -> None:
    docs = Path(ROOT, "docs")
    found = load_yearbook(docs).regulations[regulation].by_id[edition]
    page = (docs / found.path).read_text(encoding="utf-8")
    done = import_regulation(read_plain((SHARED / f"{name}.txt").read_bytes()), found, page, "a.txt", "0" * 64)
    assert done.faults == []
    assert len(done.provisions.articles) == found.count.value
    assert {article.anchor for article in found.articles} <= {section.id for section in done.provisions.sections}
