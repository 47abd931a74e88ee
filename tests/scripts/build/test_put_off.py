"""What remarks are passed over, and how that is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.errors import ContentErrors, SiteError
from macros.proofing import RemarkKind
from scripts.build.content_checks import check_corpus, find_remarks
from scripts.build.put_off import PassedOver, pass_over
from tests.helpers.commands import copy_office, run
from tests.helpers.factories import LOCAL, REPORT, write_pages

BODY = "问责不够有力。"
#: A slip of style, and a word that may not be fit for publication.
WORDS = "内部资料,学习。"
PUT_OFF = "put_off: [{remark: 汉字之间用了半角标点, by_post: 党建办主任, why: 照原件}]"
NOW, BEFORE = "reports/2023.md", "reports/2022.md"


def paper(year: int, front: str = "") -> str:
    text = REPORT.replace("2023", str(year)).replace("#art-2", "").replace(BODY, WORDS).replace("XX乡党委", "某乡党委")
    return text.replace("audience: 全体党员\n", f"audience: 全体党员\n{front}\n" if front else "audience: 全体党员\n")


def proofread(
    folder: Path, pages: dict[str, str | bytes | None], *paths: str
) -> tuple[list[tuple[str, RemarkKind]], PassedOver]:
    docs = write_pages(folder / "docs", {"ledger/2023.md": None, "regulations/concepts.md": None, **pages})
    corpus, passed = check_corpus(docs), PassedOver()
    told = pass_over(find_remarks(corpus, paths), corpus, docs, passed, paths)
    return [(remark.file.removeprefix("docs/"), remark.kind) for remark in told], passed  # type: ignore[misc]


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")


def test_style_is_told_for_the_newest_year_and_publication_for_all(tmp_path: Path) -> None:
    local = LOCAL.replace("XX乡", "某乡") + f"\n{WORDS}\n"
    pages: dict[str, str | bytes | None] = {NOW: paper(2023), BEFORE: paper(2022)}
    told, passed = proofread(tmp_path, pages | {"regulations/local/kaoqin.md": local})
    assert told == [
        ("regulations/local/kaoqin.md", RemarkKind.NOT_FOR_PUBLICATION),
        ("regulations/local/kaoqin.md", RemarkKind.HALF_WIDTH),
        (BEFORE, RemarkKind.NOT_FOR_PUBLICATION),
        (NOW, RemarkKind.NOT_FOR_PUBLICATION),
        (NOW, RemarkKind.HALF_WIDTH),
    ]
    assert passed.older == 1


def test_page_that_is_asked_for_by_name_is_told_whole(tmp_path: Path) -> None:
    told, passed = proofread(tmp_path, {NOW: paper(2023), BEFORE: paper(2022)}, BEFORE)
    assert [kind for _, kind in told] == [RemarkKind.NOT_FOR_PUBLICATION, RemarkKind.HALF_WIDTH]
    assert passed.older == 0


def test_class_that_a_page_puts_off_is_counted_with_who_and_why(tmp_path: Path) -> None:
    told, passed = proofread(tmp_path, {NOW: paper(2023, PUT_OFF)})
    assert told[-1] == (NOW, RemarkKind.NOT_FOR_PUBLICATION)
    assert list(passed.describe("在“校对”里")) == ["暂不提示“汉字之间用了半角标点” 1 处（党建办主任：照原件）。"]


def test_class_is_put_off_for_the_whole_site(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"extra:\n  {PUT_OFF}\n", encoding="utf-8")
    told, passed = proofread(tmp_path, {NOW: paper(2023), BEFORE: paper(2022)})
    assert RemarkKind.HALF_WIDTH not in [kind for _, kind in told]
    assert (passed.older, sum(passed.put_off.values())) == (0, 2)


@pytest.mark.parametrize("name", ["像是不宜公开的内容", "随便"])
def test_what_is_no_class_of_style_cannot_be_put_off(tmp_path: Path, name: str) -> None:
    wrong = PUT_OFF.replace("汉字之间用了半角标点", name)
    with pytest.raises(ContentErrors, match=rf"put_off\[0\]\.remark：.*“{name}”，应为其中之一：.*汉字之间用了半角标点"):
        proofread(tmp_path / "page", {NOW: paper(2023, wrong)})
    (tmp_path / "mkdocs.yml").write_text(f"extra:\n  {wrong}\n", encoding="utf-8")
    with pytest.raises(SiteError, match=f"extra.put_off 写的是“{name}”"):
        proofread(tmp_path, {NOW: paper(2023)})


@pytest.mark.parametrize(
    "row", ["{remark: 标点重复}", "{remark: 标点重复, by_post: 甲, why: 乙, when: 今天}", "标点重复"]
)
def test_page_says_who_and_why_and_nothing_else(tmp_path: Path, row: str) -> None:
    with pytest.raises(ContentErrors, match=r"2023\.md:\d+：put_off"):
        proofread(tmp_path, {NOW: paper(2023, f"put_off: [{row}]")})


def test_settings_that_do_not_say_who_and_why_are_refused(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("extra:\n  put_off: [{remark: 标点重复}]\n", encoding="utf-8")
    with pytest.raises(SiteError, match="by_post: 谁定的"):
        proofread(tmp_path, {NOW: paper(2023)})


def test_command_says_in_its_last_line_what_it_has_passed_over(tmp_path: Path) -> None:
    project = copy_office(tmp_path / "project")
    page = project / "docs/reports/2021.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n学习,再学习。\n", encoding="utf-8")
    result = run(project, "proofread")
    assert re.search(
        "往年材料的用语、标点等提示 [1-9][0-9]* 处没有逐一列出，要看的，运行 .*site.py proofread",
        result.stdout.splitlines()[-1],
    )
    assert "再学习" not in result.stdout
