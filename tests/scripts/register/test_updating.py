"""Packs of regulations: what they change, what they leave alone, and what is refused."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.corpus import load_yearbook
from macros.corpus.findings import Findings
from macros.corpus.front_matter import parse_front_matter
from macros.errors import ContentErrors, ErrorKind
from scripts.build.content_checks import check_content
from scripts.changes import journal
from scripts.changes.writing import WriteError, write_all
from scripts.register import archive
from scripts.register.archive import RegisterPackError, read_pack, write_pack
from scripts.register.exporting import make_pack
from scripts.register.page_text import _field, split_page
from scripts.register.updating import UpdatePlan, UpdateRequest, plan_update, update_regulations
from scripts.setup.console import Console
from scripts.setup.environment import ROOT
from scripts.setup.project import Project
from tests.helpers import changes
from tests.helpers.commands import copy_office, one_line, run
from tests.helpers.factories import DUTIES, EDITION_2018, EDITION_2023, EDITION_STRUCK, REGULATION
from tests.helpers.factories import write_pages as write_site
from tests.helpers.linked_pages import SITE, files, put

pytestmark = pytest.mark.slow

REGISTER = "---\nrender_macros: true\nchecked_as_of: 2026-08-22\n---\n\n# 法规 { #regulations }\n"
WORK, OLD, NEW = "regulations/shili/index.md", "regulations/shili/2018.md", "regulations/shili/2023.md"
USAGES = "---\nusages:\n  - {wrong: 台帐, right: 台账, verified: true}\n---\n\n# 规范用语 { #usages }\n"
OTHER = {
    "regulations/lingwai/index.md": REGULATION.replace("shili", "lingwai").replace("示例条例", "另外条例"),
    "regulations/lingwai/2025.md": EDITION_2023.replace("shili", "lingwai")
    .replace("示例条例", "另外条例")
    .replace("2023", "2025")
    .replace('amended_from:\n  edition: "2018"\n  reviewed: true\n  articles:\n', "")
    .replace("    - {old: 1, new: 1, change: 未改, similarity: 1.0}\n", "")
    .replace("    - {old: 2, new: 3, change: 改写, similarity: 0.6}\n", ""),
}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return write_site(tmp_path / "docs", {**SITE, "regulations/index.md": REGISTER, "regulations/usages.md": USAGES})


def zip_of(folder: Path, members: dict[str, str], **manifest: Any) -> Path:
    """A pack with these pages, as `make-register-pack` writes it but for what the test says of its manifest."""
    listed = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in members.items()}
    values = {"format": 1, "made_on": "2027-02-01", "checked_as_of": "2027-01-15", "whole": True, "files": listed}
    file = folder / "资料包.zip"
    with zipfile.ZipFile(file, "w") as pack:
        pack.writestr("manifest.json", json.dumps(values | manifest))
        for path, text in members.items():
            pack.writestr(path, text)
    return file


def plan_of(docs: Path, members: dict[str, str], manifest: dict[str, Any] | None = None, **options: bool) -> UpdatePlan:
    file = zip_of(docs.parent, members, **(manifest or {}))
    return plan_update(docs, read_pack(file), UpdateRequest(file, **options), Console())


def apply(docs: Path, members: dict[str, str], **options: bool) -> UpdatePlan:
    plan = plan_of(docs, members, **options)
    assert plan.changes is not None
    changes.put(plan.changes)
    check_content(docs)
    return plan


def text_of(docs: Path, path: str) -> str:
    return (docs / path).read_text(encoding="utf-8")


def test_new_regulation_comes_in_and_the_register_says_how_far_it_was_checked(docs: Path) -> None:
    plan = apply(docs, OTHER)
    assert plan.differences == [
        "新增版本：另外条例（2025年版）（docs/regulations/lingwai/2025.md）",
        "新增法规：另外条例（docs/regulations/lingwai/index.md）",
        "法规信息核对至：2026年8月22日 → 2027年1月15日",
    ]
    yearbook = load_yearbook(docs)
    assert yearbook.regulations["lingwai"].by_id["2025"].articles
    assert str(yearbook.checked_as_of) == "2027-01-15"


def test_pack_used_twice_changes_nothing(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    members = {**OTHER, OLD: EDITION_2018.replace("2018-08-18, verified", "2018-08-20, verified")}
    apply(docs, members)
    before = files(docs)
    plan = plan_of(docs, members)
    assert (plan.differences, plan.texts) == ([], {})
    update_regulations(Project(docs.parent), UpdateRequest(docs.parent / "资料包.zip", yes=True), Console())
    assert "没有变化" in capsys.readouterr().out
    assert files(docs) == before


@pytest.mark.parametrize(
    ("ours", "theirs", "stands", "line"),
    [
        # The surer of two facts stands; of two alike the pack's.
        (
            "{date: 2018-08-18, verified: false}",
            "{date: 2018-08-20, verified: true}",
            "{date: 2018-08-20, verified: true}",
            "印发：2018-08-18（待核实） → 2018-08-20（已核）",
        ),
        (
            "{date: 2018-08-18, verified: true}",
            "{date: 2018-08-20, verified: true}",
            "{date: 2018-08-20, verified: true}",
            "印发：2018-08-18（已核） → 2018-08-20（已核）",
        ),
        ("{date: 2018-08-18, verified: true}", "{date: 2018-08-20, verified: false}", "", ""),
        ("{date: 2018-08-18, verified: false}", "{date: null, verified: false}", "", ""),
        ("{date: 2018-08-18, verified: true}", "{date: 2018-08-18, verified: false}", "", ""),
        (
            "{date: 2018-08-18, verified: false}",
            "{date: 2018-08-18, verified: true}",
            "{date: 2018-08-18, verified: true}",
            "印发：2018-08-18（待核实） → 2018-08-18（已核）",
        ),
        (
            "{date: 2018-08-18, verified: false, checked: {by_post: 纪检干事, on: 2026-03-01, against: 存本}}",
            "{date: 2018-08-20, verified: true}",
            "",
            "",
        ),
        (
            "{date: 2018-08-18, verified: false, checked: {by_post: 纪检干事, on: 2026-03-01, against: 存本}}",
            "{date: 2018-08-18, verified: true, note: 据公报}",
            "",
            "印发：2018-08-18（本单位已核对） → 2018-08-18（本单位已核对，说明：据公报）",
        ),
    ],
)
def test_surer_of_two_facts_stands_and_the_office_s_check_is_kept(
    docs: Path, ours: str, theirs: str, stands: str, line: str
) -> None:
    fact = "{date: 2018-08-18, verified: true}"
    put(docs, {OLD: EDITION_2018.replace(fact, ours)})
    plan = apply(docs, {OLD: EDITION_2018.replace(fact, theirs)})
    assert [row for row in plan.differences if "印发" in row] == ([f"示例条例（2018年版）：{line}"] if line else [])
    after = text_of(docs, OLD)
    if stands:
        assert f"issued: {stands}\n" in after
    elif not line:
        assert f"issued: {ours}\n" in after
    assert ("checked:" in ours) is ("checked:" in after)


@pytest.mark.parametrize(
    ("path", "line"),
    [(OLD, "superseded: null\n"), (OLD, "number: null\n"), (NEW, "amended_from: null\n"), (NEW, "published: null\n")],
)
def test_field_without_a_value_takes_nothing_away_and_gets_what_the_pack_has(docs: Path, path: str, line: str) -> None:
    whole = {OLD: EDITION_2018, NEW: EDITION_2023}[path]
    name = line.partition(":")[0]
    page = split_page(whole, path, Findings())
    assert page is not None
    empty = page.with_fields({**page.fields, name: None}).text()
    assert f"{name}: null" in empty
    assert plan_of(docs, {path: empty}).differences == ["法规信息核对至：2026年8月22日 → 2027年1月15日"]
    if name in page.fields and name != "superseded":
        put(docs, {path: empty})
        apply(docs, {path: whole})
        assert text_of(docs, path) == whole


def test_articles_struck_out_and_new_ones_of_a_mapping_are_told(docs: Path) -> None:
    def told(edition: str) -> list[str]:
        lines = apply(docs, {NEW: edition}).differences
        return [line.partition("条文对照：")[2] for line in lines if "条文对照" in line]

    assert told(EDITION_STRUCK) == ["去掉旧第2条 → 新第3条", "旧第2条写为删去"]
    added = EDITION_STRUCK.replace("  dropped:", "  added:\n    - {new: 3, note: 新设一项}\n  dropped:")
    assert told(added) == ["第3条写为新增"]
    other = added.replace("不再规定", "另有规定").replace("new: 3", "new: 2")
    assert told(other) == ["去掉第3条写为新增", "旧第2条写为删去，说明有改动", "第2条写为新增"]


def test_what_stands_against_the_pack_is_told(docs: Path) -> None:
    put(docs, {OLD: EDITION_2018.replace("2018-08-18, verified: true", "2018-08-18, verified: true")})
    plan = plan_of(docs, {OLD: EDITION_2018.replace("2018-08-18, verified: true", "2018-08-20, verified: false")})
    assert plan.notices == [
        "示例条例（2018年版）：印发：保留本站的“2018-08-18（已核）”；资料包写的是“2018-08-20（待核实）”，请核对。"
    ]


def test_aliases_and_sections_of_the_office_stay(docs: Path) -> None:
    own = REGULATION.replace("[示例条例]", "[示例条例, 本地叫法]") + "\n## 本单位的说明 { #ours }\n\n自己写的。\n"
    put(docs, {WORK: own})
    theirs = REGULATION.replace("[示例条例]", "[示例条例, 新叫法]") + "\n## 有出入的记载 { #disagreements }\n\n两说。\n"
    plan = apply(docs, {WORK: theirs})
    assert plan.differences[:2] == ["示例条例：简称：增加新叫法", "示例条例：增加 1 节：有出入的记载"]
    after = text_of(docs, WORK)
    assert "aliases: [示例条例, 本地叫法, 新叫法]\n" in after
    assert "## 本单位的说明 { #ours }\n\n自己写的。\n" in after
    assert "## 有出入的记载 { #disagreements }\n\n两说。\n" in after


def test_digests_change_article_by_article_and_the_office_s_own_stay_in_their_place(docs: Path) -> None:
    put(docs, {NEW: EDITION_2023.replace("### 第三条", "### 第二条之一 自拟主题 { #art-2_1 }\n\n### 第三条")})
    theirs = EDITION_2023.replace("新的要求 {", "更准的主题 {") + "\n### 第四条 附则 { #art-4 }\n"
    plan = apply(docs, {NEW: theirs.replace("value: 3", "value: 4")})
    assert "示例条例（2023年版）：第二条 新的要求 → 第二条 更准的主题" in plan.differences
    assert "示例条例（2023年版）：增加 1 节：第四条 附则" in plan.differences
    anchors = [article.anchor for article in load_yearbook(docs).editions["shili/2023"].articles]
    assert anchors == ["art-1", "art-2", "art-2_1", "art-3", "art-4"]


def test_official_text_is_never_touched(docs: Path) -> None:
    source = f"source: {{file: 全文.txt, sha256: {'0' * 64}}}"
    own = EDITION_2018.replace("text: 本站摘要", f"text: 条文原文\n{source}") + "\n条文一字不动。\n"
    put(docs, {OLD: own})
    theirs = EDITION_2018.replace("教育要求", "另一个主题").replace("2018-08-18, verified", "2018-08-20, verified")
    plan = apply(docs, {OLD: theirs})
    after = text_of(docs, OLD)
    assert after == own.replace("2018-08-18, verified", "2018-08-20, verified")
    assert "示例条例（2018年版）：页面上是条文原文，只更新版本信息，条文没有动。" in plan.notices
    assert not any("主题" in line for line in plan.differences)


def test_corrections_of_a_pack_join_those_of_the_office(docs: Path) -> None:
    ours = "  - {on: 2026-05-01, what: 简称, before: 旧条例}\n"
    theirs = '  - {on: 2027-01-10, edition: "2018", article: 2, what: 主题, before: 旧主题, after: 教育要求}\n'
    both = '  - {on: 2026-11-29, edition: "2018", what: 条数, before: 1条, after: 2条}\n'
    put(docs, {WORK: REGULATION.replace("---\n\n#", f"corrections:\n{ours}{both}---\n\n#")})
    plan = apply(docs, {WORK: REGULATION.replace("---\n\n#", f"corrections:\n{both}{theirs}---\n\n#")})
    assert "示例条例：增加 主题" in plan.differences
    rows = load_yearbook(docs).regulations["shili"].corrections
    assert [(str(row.on), row.what, row.anchor) for row in rows] == [
        ("2026-05-01", "简称", ""),
        ("2026-11-29", "条数", ""),
        ("2027-01-10", "主题", "art-2"),
    ]
    # A pack of before, which knows of no corrections, takes none away.
    assert apply(docs, {WORK: REGULATION}).differences == []
    pack, _ = make_pack(docs)
    assert ours.strip() in pack.pages[WORK]


def test_how_digests_were_checked_goes_with_digests_alone(docs: Path) -> None:
    checked = EDITION_2018.replace("text: 本站摘要\n", "text: 本站摘要\ndigest: {copies: 2, on: 2026-11-28}\n")
    apply(docs, {OLD: checked})
    found = load_yearbook(docs).editions["shili/2018"].digest_check
    assert found is not None
    assert found.copies == 2
    official = EDITION_2018.replace("text: 本站摘要", f"text: 条文原文\nsource: {{file: 甲.txt, sha256: {'0' * 64}}}")
    put(docs, {OLD: official})
    assert plan_of(docs, {OLD: checked}).texts == {}
    # An edition whose text has come in since leaves nothing of its digests in a pack.
    put(docs, {OLD: official.replace("text:", "digest: {copies: 2, on: 2026-11-28}\ntext:", 1)})
    assert "digest" not in make_pack(docs)[0].pages[OLD]


def test_pages_that_the_office_keeps_are_only_added_to(docs: Path) -> None:
    put(docs, {"regulations/duties.md": DUTIES.replace("per_year: 2", "per_year: 4")})
    added = "  - {name: 述责述廉, basis: {to: shili, verified: true}, per_year: 1, since: 2018-10-01, verified: true}\n"
    theirs = DUTIES.replace("duties:\n", f"duties:\n{added}").replace("    per_year: 2", "    per_year: 3")
    usages = USAGES.replace("---\n\n#", "  - {wrong: 戒勉, right: 诫勉, verified: false}\n---\n\n#")
    plan = apply(docs, {"regulations/duties.md": theirs, "regulations/usages.md": usages})
    assert "每年的规定动作：增加 述责述廉" in plan.differences
    assert "规范用语：增加 戒勉" in plan.differences
    assert plan.notices == ["每年的规定动作：专题研究：per_year：保留本站的“4”；资料包写的是“3”，请核对。"]
    assert [(duty.name, duty.per_year) for duty in load_yearbook(docs).duties] == [("专题研究", 4), ("述责述廉", 1)]
    assert "  - {wrong: 台帐, right: 台账, verified: true}\n" in text_of(docs, "regulations/usages.md")


def test_pages_that_the_office_keeps_can_be_left_out(docs: Path) -> None:
    plan = plan_of(
        docs, {"regulations/duties.md": DUTIES.replace("专题研究", "另一件"), **OTHER}, only_regulations=True
    )
    assert sorted(plan.texts) == sorted(OTHER)


MIDDLE = {
    OLD: EDITION_2018.replace('{date: 2024-01-01, by: "2023"', '{date: 2022-05-01, by: "2022"'),
    "regulations/shili/2022.md": EDITION_2018.replace("2018-08-18", "2022-03-01")
    .replace("2018-10-01", "2022-05-01")
    .replace("2018", "2022"),
    NEW: EDITION_2023.replace('edition: "2018"', 'edition: "2022"'),
}


def test_reports_are_linked_anew_and_the_items_that_cite_what_is_superseded_are_listed(docs: Path) -> None:
    plan = apply(docs, MIDDLE)
    assert "docs/reports/2023.md：2 行的法规链接随之改写，文字不变" in plan.differences
    assert text_of(docs, "reports/2023.md").count("shili/2022.md") == 2


def test_item_that_cites_an_edition_that_ends_is_listed(docs: Path) -> None:
    ends = 'superseded: {date: 2024-01-01, by: "2023", verified: true}\n'
    put(docs, {OLD: EDITION_2018.replace(ends, "")})
    (docs / NEW).unlink()
    plan = apply(docs, {OLD: EDITION_2018, NEW: EDITION_2023})
    assert plan.affected == ["《示例条例》2018年版已被2023年版取代（2024年1月1日起施行）：2023#w1、2023#m1"]


def test_item_that_cites_an_article_whose_digest_changes_is_listed(docs: Path) -> None:
    report = text_of(docs, "reports/2023.md")
    put(
        docs,
        {
            "reports/2023.md": report.replace(
                "《示例条例》](../regulations/shili/2018.md)，",
                "《示例条例》第二条](../regulations/shili/2018.md#art-2)，",
            )
        },
    )
    plan = apply(docs, {OLD: EDITION_2018.replace("教育要求", "教育管理")})
    assert plan.affected == ["《示例条例》2018年版第二条的主题有改动：2023#w1"]


def test_part_of_the_register_leaves_its_date(docs: Path) -> None:
    plan = plan_of(docs, OTHER, {"whole": False})
    assert "资料包只更新一部分，法规信息的核对日期不变。" in plan.notices
    assert "regulations/index.md" not in plan.texts


def test_older_pack_is_refused_unless_asked_for_and_never_sets_the_date_back(docs: Path) -> None:
    older = {"checked_as_of": "2026-05-01"}
    with pytest.raises(RegisterPackError, match="资料包核对至2026年5月1日，比本站的2026年8月22日早"):
        plan_of(docs, OTHER, older)
    plan = plan_of(docs, OTHER, older, older=True)
    assert "regulations/index.md" not in plan.texts
    assert sorted(plan.texts) == sorted(OTHER)


def test_pack_that_would_leave_errors_is_refused_whole(docs: Path) -> None:
    before = files(docs)
    bad = {**OTHER, OLD: EDITION_2018.replace('by: "2023"', 'by: "2099"')}
    with pytest.raises(RegisterPackError) as told:
        plan_of(docs, bad)
    head, *lines = str(told.value).splitlines()
    assert "没有写入" in head
    assert any(line.startswith("docs/regulations/shili/2018.md:") for line in lines)
    assert files(docs) == before


def test_fault_of_the_site_itself_is_told_first(docs: Path) -> None:
    put(docs, {"other/a.md": "[没有](b.md)\n"})
    with pytest.raises(ContentErrors, match=r"docs/other/a\.md:1"):
        plan_of(docs, OTHER)


def test_page_keeps_its_line_ends_and_mark(docs: Path) -> None:
    (docs / OLD).write_bytes(b"\xef\xbb\xbf" + EDITION_2018.replace("\n", "\r\n").encode())
    apply(docs, {OLD: EDITION_2018.replace("2018-08-18, verified", "2018-08-20, verified")})
    expected = EDITION_2018.replace("2018-08-18, verified", "2018-08-20, verified").replace("\n", "\r\n")
    assert (docs / OLD).read_bytes() == b"\xef\xbb\xbf" + expected.encode()


def test_date_of_the_register_is_all_that_changes_on_its_page(docs: Path) -> None:
    text = (
        REGISTER.replace("---\n\n#", "--- \n\n\n写在前面，`site.py`。\n\n#")
        + "\n\n`update-regulations`\n```\n码\n```\n"
    )
    (docs / "regulations/index.md").write_text(text, encoding="utf-8")
    apply(docs, OTHER)
    assert text_of(docs, "regulations/index.md") == text.replace("2026-08-22", "2027-01-15")


def test_what_a_pack_leaves_alone_stays_to_the_last_blank(docs: Path) -> None:
    mine = EDITION_2018.replace("form: 条例", "form:   条例  # 文种").replace("\n---\n\n", "\n# 本单位加的\n...\n\n\n")
    mine = mine.replace("### 第一条", "说明。  \n\n\n### 第一条").replace(
        "#art-1 }\n", "#art-1 }  \n\n第一条的摘要。\n\n\n"
    )
    put(docs, {OLD: mine})
    newer = EDITION_2018.replace("2018-08-18, verified", "2018-08-20, verified").replace("教育要求", "教育管理")
    apply(docs, {OLD: newer})
    assert text_of(docs, OLD) == mine.replace("2018-08-18", "2018-08-20").replace("教育要求", "教育管理")


def test_page_that_changed_in_the_meantime_is_not_written_over(docs: Path) -> None:
    plan = plan_of(docs, {OLD: EDITION_2018.replace("教育要求", "教育管理"), **OTHER})
    assert plan.changes is not None
    put(docs, {OLD: EDITION_2018 + "\n"})
    before = files(docs)
    with pytest.raises(WriteError, match=r"docs/regulations/shili/2018\.md 在这期间改动过"):
        journal.write(Project(docs.parent), plan.changes, Console())
    assert files(docs) == before


def test_files_are_written_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    replace = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if target.name == "b":
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(WriteError, match="放回原样"):
        write_all({tmp_path / "a": b"new", tmp_path / "deep/er/b": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a"]


# Hostile packs.


def raw_zip(build: Callable[[zipfile.ZipFile], None]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as pack:
        build(pack)
    return buffer.getvalue()


def listed(pages: dict[str, bytes], **manifest: Any) -> str:
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in pages.items()}
    values = {"format": 1, "made_on": "2027-02-01", "checked_as_of": "2027-01-15", "whole": True, "files": hashes}
    return json.dumps(values | manifest)


def with_members(pages: dict[str, bytes], **manifest: Any) -> bytes:
    def build(pack: zipfile.ZipFile) -> None:
        pack.writestr("manifest.json", listed(pages, **manifest))
        for path, content in pages.items():
            pack.writestr(path, content)

    return raw_zip(build)


def link() -> bytes:
    def build(pack: zipfile.ZipFile) -> None:
        pack.writestr("manifest.json", listed({OLD: b"/etc/passwd"}))
        member = zipfile.ZipInfo(OLD)
        member.create_system, member.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        pack.writestr(member, "/etc/passwd")

    return raw_zip(build)


def twice() -> bytes:
    def build(pack: zipfile.ZipFile) -> None:
        pack.writestr("manifest.json", listed({OLD: b"a"}))
        pack.writestr(OLD, "a")
        with pytest.warns(UserWarning, match="Duplicate"):
            pack.writestr(OLD, "b")

    return raw_zip(build)


def bomb() -> bytes:
    def build(pack: zipfile.ZipFile) -> None:
        pack.writestr("manifest.json", listed({OLD: b""}))
        pack.writestr(OLD, b"\0" * 50_000_000, compress_type=zipfile.ZIP_DEFLATED)

    return raw_zip(build)


def lying_bomb() -> bytes:
    """One that tells a small size of its large member, in both of its places."""
    data = bomb()
    return data.replace(struct.pack("<I", 50_000_000), struct.pack("<I", 9))


def encrypted() -> bytes:
    data = bytearray(with_members({OLD: b"a"}))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(sign, at + 1)) >= 0:
            data[at + place] |= 1
    return bytes(data)


def compressed_otherwise() -> bytes:
    def build(pack: zipfile.ZipFile) -> None:
        pack.writestr("manifest.json", listed({OLD: b"a"}))
        pack.writestr(OLD, "a", compress_type=zipfile.ZIP_LZMA)

    return raw_zip(build)


PAGE = EDITION_2018.encode()
#: Packs with what is told of them; what takes long is only made where it is tried.
HOSTILE: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "no zip": (b"hello", "不是完整的 zip 文件"),
    "empty": (b"", "不是完整的 zip 文件"),
    "cut": (with_members({OLD: PAGE})[:-40], "不是完整的 zip 文件"),
    "no manifest": (raw_zip(lambda pack: pack.writestr(OLD, "a")), "没有 manifest.json"),
    "traversal": (with_members({"../../etc/cron.md": b"a"}), "不该有的文件 “../../etc/cron.md”"),
    "traversal inside": (with_members({"regulations/../reports/2023.md": b"a"}), "不该有的文件"),
    "absolute": (with_members({"/etc/passwd": b"a"}), "不该有的文件 “/etc/passwd”"),
    "drive": (with_members({"C:/a.md": b"a"}), "不该有的文件"),
    "backslash": (with_members({"regulations\\shili\\2018.md": b"a"}), "不该有的文件"),
    "report": (with_members({"reports/2023.md": b"a"}), "不该有的文件"),
    "local rule": (with_members({"regulations/local/a.md": b"a"}), "不该有的文件"),
    "register": (with_members({"regulations/index.md": b"a"}), "不该有的文件"),
    "script": (with_members({"regulations/shili/a.py": b"a"}), "不该有的文件"),
    "folder": (with_members({"regulations/shili/": b""}), "不该有的文件"),
    "capital": (with_members({"regulations/Shili/2018.md": b"a"}), "不该有的文件"),
    "control sign": (with_members({"regulations/\x1b[2Ja.md": b"a"}), r"不该有的文件 “regulations/\?\[2Ja\.md”"),
    "link": (link(), "不是普通文件"),
    "twice": (twice(), "有 2 份"),
    "bomb": (bomb, "展开后过大"),
    "lying bomb": (lying_bomb, "展开后过大|不是完整的 zip|校验值不符"),
    "encrypted": (encrypted(), "加了密"),
    "compressed otherwise": (compressed_otherwise(), "不认识的压缩方式"),
    "wrong hash": (with_members({OLD: b"a"}, files={OLD: "0" * 64}), "校验值不符"),
    "not listed": (with_members({OLD: b"a", NEW: b"a"}, files={OLD: hashlib.sha256(b"a").hexdigest()}), "没有列"),
    "missing": (with_members({OLD: b"a"}, files={OLD: "0" * 64, NEW: "0" * 64}), "缺少清单里列着的|校验值"),
    "not utf-8": (with_members({OLD: b"\xff\xfe"}), "不是 UTF-8"),
    "later format": (with_members({OLD: PAGE}, format=2), "较新的格式 2"),
    "no format": (with_members({OLD: PAGE}, format="1"), "不是应有的写法"),
    "truth as format": (with_members({OLD: PAGE}, format=True), "不是应有的写法"),
    "other fields": (with_members({OLD: PAGE}, run="rm"), "不是应有的写法"),
    "no day": (with_members({OLD: PAGE}, made_on="2027-02-30"), "不对的值"),
    "no date": (with_members({OLD: PAGE}, checked_as_of=["2027"]), "不对的值"),
    "no truth": (with_members({OLD: PAGE}, whole="yes"), "不对的值"),
    "no files": (with_members({OLD: PAGE}, files={}), "不对的值"),
    "deep": (raw_zip(lambda pack: pack.writestr("manifest.json", "[" * 200_000)), "读不懂"),
    "repeated field": (raw_zip(lambda pack: pack.writestr("manifest.json", '{"format": 1, "format": 1}')), "读不懂"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pack_is_refused_in_one_line(docs: Path, name: str) -> None:
    content, told = HOSTILE[name]
    file = docs.parent / "a.zip"
    file.write_bytes(content if isinstance(content, bytes) else content())
    before = files(docs)
    with pytest.raises(RegisterPackError, match=told) as error:
        update_regulations(Project(docs.parent), UpdateRequest(file, yes=True), Console())
    assert len(str(error.value).splitlines()) == 1
    assert "改法：" in str(error.value)
    assert files(docs) == before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("official_title:", "render_macros: true\nofficial_title:", "数据页不得运行宏"),
        ("form: 条例", "form: !!python/object/apply:os.system [id]", "不用 ! 的类型写法"),
        ("form: 条例", "form: &a 条例", "不用 & 和 \\*"),
        ("form: 条例", "form: 条例\nother: 1", "不认识的字段"),
        ("text: 本站摘要", "text: 条文原文", "写的是“条文原文”"),
        (
            "2018-08-18, verified: true",
            "2018-08-18, verified: true, checked: {by_post: 甲, on: 2026, against: 乙}",
            "issued.checked",
        ),
        ("text: 本站摘要", "text: 全文", "text"),
        ("#edition-shili-2018", "#edition-shili-2019", "标识与文件路径不符"),
        ("---\nofficial", "official", "缺少页首信息"),
        ("sources: [own-knowledge]", "sources: " + "[" * 40 + "]" * 40, "嵌套超过"),
    ],
)
def test_page_at_fault_is_refused_with_its_line(docs: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(RegisterPackError, match=told) as error:
        plan_of(docs, {OLD: EDITION_2018.replace(old, new, 1)})
    assert all(line.startswith("docs/regulations/") for line in str(error.value).splitlines()[1:])


def test_address_that_runs_a_script_is_refused(docs: Path) -> None:
    page = EDITION_2018.replace("### 第一条", "见[这里](javascript:alert(1))。\n\n### 第一条")
    with pytest.raises(RegisterPackError, match=r"链接的地址不允许|像链接"):
        plan_of(docs, {OLD: page})


def test_too_many_files_are_refused(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "FORM", replace(archive.FORM, most_files=2))
    with pytest.raises(RegisterPackError, match="超过 2 个"):
        plan_of(docs, OTHER)


def test_pack_on_disk_that_is_too_large_is_not_read(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "FORM", replace(archive.FORM, largest_pack=100))
    with pytest.raises(RegisterPackError, match="不是法规资料包"):
        plan_of(docs, OTHER)


def test_file_that_is_not_there_is_told(docs: Path) -> None:
    with pytest.raises(RegisterPackError, match="读不出来"):
        read_pack(docs.parent / "没有.zip")


# Packs that are made.


def test_pack_of_a_site_changes_nothing_on_it(docs: Path) -> None:
    pack, left = make_pack(docs)
    assert left == []
    file = docs.parent / "out.zip"
    assert write_pack(file, pack)
    assert read_pack(file) == pack
    assert plan_update(docs, read_pack(file), UpdateRequest(file), Console()).texts == {}


def test_same_pages_make_the_same_bytes(docs: Path) -> None:
    for name in ("a.zip", "b.zip"):
        write_pack(docs.parent / name, make_pack(docs)[0])
    assert (docs.parent / "a.zip").read_bytes() == (docs.parent / "b.zip").read_bytes()
    assert not write_pack(docs.parent / "a.zip", make_pack(docs)[0])
    (docs.parent / "a.zip").write_bytes(b"")
    with pytest.raises(WriteError, match="已经存在"):
        write_pack(docs.parent / "a.zip", make_pack(docs)[0])


def test_official_text_and_the_office_s_own_checks_stay_behind(docs: Path) -> None:
    checked = ", checked: {by_post: 纪检干事, on: 2026-03-01, against: 存本}"
    source = f"source: {{file: 全文.txt, sha256: {'0' * 64}}}"
    own = EDITION_2018.replace("text: 本站摘要", f"text: 条文原文\n{source}")
    own = own.replace(
        "issued: {date: 2018-08-18, verified: true", f"issued: {{date: 2018-08-18, verified: true{checked}"
    )
    put(docs, {OLD: own})
    pack, left = make_pack(docs)
    assert left == ["示例条例（2018年版）"]
    text = pack.pages[OLD]
    assert "text: 版本信息\n" in text
    for gone in ("checked", "source:", "全文.txt", "art-1"):
        assert gone not in text
    assert text.endswith("# 示例条例（2018年版） { #edition-shili-2018 }\n")
    # On a site with a digest the facts come in and the digest stays.
    put(docs, {OLD: EDITION_2018})
    assert plan_update(docs, pack, UpdateRequest(docs.parent / "a.zip"), Console()).texts == {}


def test_pack_of_one_regulation_has_it_alone(docs: Path) -> None:
    put(docs, OTHER)
    pack, _ = make_pack(docs, ["lingwai"])
    assert sorted(pack.pages) == sorted(OTHER)
    assert not pack.manifest.whole
    with pytest.raises(RegisterPackError, match="没有登记 xunshi"):
        make_pack(docs, ["xunshi"])


def test_every_shipped_page_can_be_taken_apart_and_put_together() -> None:
    for file in sorted(Path(ROOT, "docs/regulations").rglob("*.md")):
        path = file.relative_to(Path(ROOT, "docs")).as_posix()
        findings = Findings()
        page = split_page(file.read_bytes().decode(), path, findings)
        if page is None:
            # A page of the office's own needs no front matter.
            assert [error.kind for error in findings.errors] == [ErrorKind.TITLE_MISSING], path
        else:
            assert page.text().encode() == file.read_bytes(), path


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20).filter(
    lambda text: not set(text) & set("\ufffe\uffff")
)
SCALARS = st.one_of(
    WORDS, st.none(), st.booleans(), st.integers(-9999, 9999), st.floats(0, 1).map(lambda x: round(x, 3))
)
KEYS = st.from_regex(r"[a-z]{1,6}_[a-z]{1,4}", fullmatch=True)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=8,
)


@pytest.mark.slow
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_values_are_written_so_that_they_read_the_same(fields: dict[str, Any]) -> None:
    lines = ["---", *(line for name, value in fields.items() for line in _field(name, value)), "---"]
    findings = Findings()
    parsed = parse_front_matter(lines, len(lines), "a.md", findings)
    assert parsed is not None, (lines, findings.errors)
    assert parsed.fields == fields


# The command itself.


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_office(tmp_path_factory.mktemp("copy") / "project")


@pytest.mark.slow
def test_command_makes_a_pack_shows_asks_and_writes(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "资料包.zip"
    assert run(project, "make-register-pack", out).returncode == 0
    page = project / "docs/regulations/jilv-chufen-tiaoli/2023.md"
    whole = page.read_bytes()
    page.write_bytes(whole.replace(b"{date: 2023-12-19, verified: true}", b"{date: null, verified: false}"))
    before = page.read_bytes()
    for arguments, words, last in (
        (["--dry-run"], "", "以上只是列出，没有写文件。"),
        ([], "no\n", "没有输入 yes，什么都没有改动。"),
    ):
        result = run(project, "update-regulations", out, *arguments, typed=words)
        assert (result.returncode, result.stderr) == (0, "")
        assert "印发：不详（待核实） → 2023-12-19（已核）" in result.stdout
        assert result.stdout.splitlines()[-1] == last
        assert page.read_bytes() == before
    result = run(project, "update-regulations", out, typed="yes\n")
    assert (result.returncode, page.read_bytes()) == (0, whole)
    assert "没有变化" in run(project, "update-regulations", out).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["update-regulations"],
        ["update-regulations", "a.zip", "--regulation", "a"],
        ["make-register-pack"],
        ["make-register-pack", "a.zip", "--yes"],
    ],
)
def test_commands_say_what_goes_together(project: Path, arguments: list[str]) -> None:
    one_line(run(project, *arguments), code=2)


@pytest.mark.parametrize("path", [WORK, NEW])
def test_page_without_any_heading_is_told(docs: Path, path: str) -> None:
    text = (docs / path).read_text(encoding="utf-8")
    findings = Findings()
    assert split_page(text[: text.index("\n# ")] + "\n", path, findings) is None
    assert [error.kind for error in findings.errors] == [ErrorKind.TITLE_MISSING]
