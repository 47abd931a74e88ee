"""What stops a build, what is only suggested, and the command that tells both."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.corpus import load_corpus
from macros.corpus.findings import Findings
from macros.corpus.pages import SourcePage, parse_page
from macros.errors import ContentErrors, ErrorKind
from macros.findings import Finding
from macros.proofing import RemarkKind, make_standard
from scripts.build import content_checks
from scripts.build.content_checks import (
    check_corpus,
    describe_mixture,
    find_remarks,
    find_unpublishable,
    proofread_page,
    survey_pages,
    survey_project,
)
from scripts.setup.project import Project
from tests.helpers.commands import copy_office, run
from tests.helpers.factories import CONCEPTS, DUTIES, EDITION_2018, LEDGER, LOCAL, REGULATION, write_pages
from tests.helpers.factories import REPORT as UNLINKED

PAGE = "docs/reports/2023.md"
R, L, OLD = "reports/2023.md", "ledger/2023.md", "regulations/shili/2018.md"
BODY = "问责不够有力。"
#: With the links that are due and no others.
REPORT = UNLINKED.replace("开展教育", "开展学习").replace("#art-2", "")
CLASSIFIED, PRIVATE = ErrorKind.CLASSIFIED, ErrorKind.PRIVATE_NUMBER


def with_front(text: str, line: str) -> str:
    return text.replace("\n---\n\n#", f"\n{line}\n---\n\n#", 1)


UNPUBLISHABLE = [
    (R, REPORT.replace(BODY, "电话13800000000。"), PRIVATE, 24, 3),
    (R, REPORT.replace(BODY, "[电话](2023.md)**138**00000000。"), PRIVATE, 24, 16),
    (R, REPORT.replace(BODY, "证号11010519491231002X。"), PRIVATE, 24, 3),
    (R, REPORT.replace(BODY, "卡号4111 1111 1111 1111。"), PRIVATE, 24, 3),
    (R, REPORT.replace("开头一段。", "秘密★1年"), CLASSIFIED, 12, 1),
    (R, REPORT.replace("开头一段。", "机密"), CLASSIFIED, 12, 1),
    (R, with_front(REPORT, "letterhead: [秘密★1年, 甲]"), CLASSIFIED, 8, 14),
    (L, LEDGER.replace("text: 问责偏轻", "text: 问责偏轻，电话13800000000"), PRIVATE, 8, 18),
    (L, LEDGER.replace("note: 已起草", 'note: "电话13800000000"'), PRIVATE, 19, 77),
    (L, LEDGER.replace("    text: 问责偏轻", "    text: >-\n      电话138\n      00000000"), PRIVATE, 8, 0),
    (L, LEDGER.replace("owner: 组织委员", 'owner: "\\u0031\\u0033800000000"'), PRIVATE, 16, 0),
    (OLD, EDITION_2018.replace("issuer: 示例机关", "issuer: 示例机关13800000000"), PRIVATE, 4, 13),
    ("regulations/shili/index.md", REGULATION.replace("用于测试的法规。", "13800000000"), PRIVATE, 13, 1),
    ("regulations/concepts.md", with_front(CONCEPTS, "    note: 号13800000000"), PRIVATE, 9, 12),
    ("regulations/duties.md", f"{DUTIES}\n13800000000\n", PRIVATE, 11, 1),
    ("regulations/local/kaoqin.md", with_front(LOCAL, "note: 电话13800000000"), PRIVATE, 5, 9),
    ("study/x.md", "# 甲\n\n电话13800000000\n", PRIVATE, 3, 3),
]


@pytest.mark.parametrize(("path", "text", "kind", "line", "column"), UNPUBLISHABLE)
def test_what_must_not_be_published_stops_the_check(
    tmp_path: Path, path: str, text: str, kind: ErrorKind, line: int, column: int
) -> None:
    with pytest.raises(ContentErrors) as caught:
        check_corpus(write_pages(tmp_path / "docs", {R: REPORT, path: text}))
    (error,) = caught.value.errors
    assert (error.kind, error.file, error.line, error.column) == (kind, f"docs/{path}", line, column)
    assert str(error).startswith(f"docs/{path}:{line}:{column}：" if column else f"docs/{path}:{line}：")
    assert "13800000000" not in str(error)


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        (R, REPORT.replace(BODY, "电话138-0000-0000。"), '"138-0000-0000"'),
        (R, REPORT.replace(BODY, "电话13800000000。"), "13800000000"),
        (R, REPORT.replace(BODY, "标有“秘密★1年”。"), "秘密★1年"),
        (L, LEDGER.replace("text: 问责偏轻", "text: 问责偏轻，电话13800000000"), "13800000000"),
        (OLD, EDITION_2018.replace("issuer: 示例机关", "issuer: 示例机关13800000000"), "13800000000"),
    ],
)
def test_text_that_a_page_allows_passes(tmp_path: Path, path: str, text: str, words: str) -> None:
    check_corpus(write_pages(tmp_path / "docs", {R: REPORT, path: with_front(text, f"allowed: [{words}]")}))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (OLD, with_front(EDITION_2018, "render_macros: false")),
        ("regulations/shili/index.md", with_front(REGULATION, "aliases: 甲")),
        (R, UNLINKED.replace("shili/2018.md", "shili/2019.md")),
    ],
)
def test_what_papers_cite_may_be_at_fault_itself(tmp_path: Path, path: str, text: str) -> None:
    _, faults = survey_pages(write_pages(tmp_path / "docs", {R: UNLINKED, path: text}))
    assert f"docs/{path}" in {fault.file for fault in faults}


def test_what_was_found_sound_once_is_not_looked_at_again_by_whoever_comes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def look(page: SourcePage) -> tuple[Finding, ...]:
        looked.append(page.path)
        return tuple(find_unpublishable(page))

    monkeypatch.setattr(content_checks, "_faults_of_page", look)
    write_pages(tmp_path / "docs", {R: REPORT})
    project = Project(tmp_path)
    assert survey_project(project)[1] == []
    assert R in looked
    looked.clear()
    assert survey_project(project)[1] == []
    assert looked == []
    write_pages(tmp_path / "docs", {R: REPORT.replace(BODY, "电话13800000000。")})
    (fault,) = survey_project(project)[1]
    assert (fault.kind, looked) == (PRIVATE, [R])
    assert survey_project(project)[1] == [fault], "what is wrong is told each time"


def test_addresses_and_check_sums_hold_no_private_number(tmp_path: Path) -> None:
    text = with_front(REPORT, f"source: {{file: a.txt, sha256: {'13800000000' + 'a' * 53}}}")
    text = text.replace(BODY, "[甲](https://example.com/13800000000)，〔2023〕12号")
    check_corpus(write_pages(tmp_path / "docs", {R: text}))


def test_remarks_come_from_the_offices_own_pages_alone(tmp_path: Path) -> None:
    pages: dict[str, str | bytes | None] = {
        OLD: EDITION_2018.replace("### 第一条", "台帐，内部资料。\n\n### 第一条"),
        R: REPORT.replace(BODY, "内部资料。").replace("XX乡党委", "某乡党委"),
        L: LEDGER.replace("XX乡党委", "某乡党委").replace("note: 已起草", "note: 内部文件"),
        "regulations/local/kaoqin.md": LOCAL.replace("XX乡", "某乡"),
    }
    corpus = check_corpus(write_pages(tmp_path / "docs", pages))
    told = [(remark.file, remark.line, remark.column, remark.found) for remark in find_remarks(corpus)]
    assert told == [("docs/ledger/2023.md", 19, 74, "内部文件"), ("docs/reports/2023.md", 24, 1, "内部资料")]
    assert [remark.file for remark in find_remarks(corpus, [R])] == ["docs/reports/2023.md"]


def test_name_of_a_concept_in_another_sense_is_a_remark_and_no_link(tmp_path: Path) -> None:
    concepts = CONCEPTS.replace(
        "[经常教育, 教育]", "[经常教育, 谈心谈话]\n    common: [谈心谈话]\n    not_with: [学生]"
    )
    pinned = "与学生[谈心谈话](../regulations/concepts.md#jiaoyu){ .fixed }。"
    for words, remarks in [
        ("与学生谈心谈话。", [(24, 4, "谈心谈话")]),
        ("党员教师与学生谈心谈话。", [(24, 8, "谈心谈话")]),
        ("支部书记与党员[谈心谈话](../regulations/concepts.md#jiaoyu)。", []),
        (pinned, []),
    ]:
        pages: dict[str, str | bytes | None] = {
            "regulations/concepts.md": concepts,
            R: REPORT.replace(BODY, words),
        }
        corpus = check_corpus(write_pages(tmp_path / f"{len(words)}" / "docs", pages))
        told = [r for r in find_remarks(corpus, [R]) if r.kind is RemarkKind.CONCEPT_UNCLEAR]
        assert [(remark.line, remark.column, remark.found) for remark in told] == remarks


def test_page_that_is_not_on_disk_can_be_looked_over(docs: Path) -> None:
    page = parse_page(REPORT.replace(BODY, "电话13800000000，台帐。"), "reports/2024.md", Findings())
    assert page is not None
    assert [error.kind for error in find_unpublishable(page)] == [PRIVATE]
    remarks = list(proofread_page(page, make_standard(load_corpus(docs).yearbook)))
    assert {remark.kind for remark in remarks} == {RemarkKind.PLACEHOLDER}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_office(tmp_path / "project")


def add(project: Path, words: str) -> None:
    page = project / PAGE
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("{ #w2 }\n", f"{{ #w2 }}\n\n{words}\n"), encoding="utf-8")


def test_command_tells_remarks_and_succeeds(project: Path) -> None:
    result = run(project, "proofread", PAGE)
    assert (result.returncode, result.stderr) == (0, "")
    lines = [line for line in result.stdout.splitlines() if not line.startswith("注意：")]
    assert all(line.startswith(f"提示：{PAGE}:") for line in lines[:-1])
    assert "党纪政纪处分" in result.stdout
    assert "不想腐、不敢腐、不去腐" in result.stdout
    assert "没有填写" not in result.stdout
    assert lines[-1] == f"没有错误，提示 {len(lines) - 1} 处。"


def test_command_fails_on_a_private_number(project: Path) -> None:
    add(project, "电话13800000000。")
    result = run(project, "proofread")
    assert result.returncode == 1
    assert "写有个人号码" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("page", ["docs/handbook/report.md", "没有.md"])
def test_page_without_remarks_of_its_own_is_told_in_one_line(project: Path, page: str) -> None:
    result = run(project, "proofread", page)
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "改法" in result.stderr


def test_site_shows_twenty_remarks_and_says_where_the_others_are(project: Path) -> None:
    add(project, "\n\n".join(["内部资料。"] * 30))
    result = run(project, "check")
    assert (result.returncode, result.stderr) == (0, "")
    told = [line for line in result.stdout.splitlines() if line.startswith("提示：")]
    said = run(project, "proofread").stdout.splitlines()
    everything = [line for line in said if line.startswith("提示：")]
    assert told == everything[:20]
    assert len(everything) > 20
    assert result.stdout.splitlines()[-1] == "提示还有更多，运行 python3 scripts/site.py proofread 查看全部。"


@pytest.mark.parametrize(
    ("report", "ledger", "told"), [(False, True, True), (True, True, False), (False, False, False)]
)
def test_samples_beside_own_papers_are_told(tmp_path: Path, report: bool, ledger: bool, told: bool) -> None:
    def mark(text: str, sample: bool) -> str:
        return text.replace("\naudience:", "\nsample: true\naudience:", 1) if sample else text

    pages: dict[str, str | bytes | None] = {
        "reports/2023.md": mark(REPORT, report),
        "ledger/2023.md": mark(LEDGER, ledger),
    }
    said = describe_mixture(load_corpus(write_pages(tmp_path, pages)).yearbook)
    assert bool(said) is told
    assert not told or "不能发布" in said
