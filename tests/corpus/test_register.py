"""What the shipped register says, against what is known about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.corpus import load_yearbook
from macros.domain.concepts import Basis
from macros.domain.regulations import AmendmentKind, Edition, TextKind
from macros.domain.yearbook import Yearbook
from scripts.setup.environment import ROOT
from tests.helpers.factories import day

SHARED = Path(ROOT).parent / "shared/facts/regulations.yaml"
NAMED_IN_2023 = [
    "一岗双责",
    "第一责任人",
    "党风廉政建设责任书",
    "党风廉政承诺书",
    "提醒谈话",
    "约谈",
    "书记讲党课",
    "民主集中制",
    "个人有关事项",
    "民主生活会",
    "批评与自我批评",
    "风险防控",
    "八项规定",
    "三公经费",
    "招投标",
    "公务用车",
    "通报批评",
    "诫勉",
    "组织处理",
    "党纪政务处分",
    "村务公开",
    "三会一课",
    "主题党日",
    "中心组学习",
    "巡察整改",
    "四风",
    "警示教育",
    "不敢腐",
    "不能腐",
    "不想腐",
    "干部选拔任用",
]

#: Topics that the official text bears out otherwise than the facts have them.
CORRECTED = {
    # The article speaks of power used for relatives, and not of privilege.
    ("jilv-chufen-tiaoli-2018", 85): "反对谋私与亲属收受财物责任",
    # The article knows no order to mend.
    ("zhuti-zeren-guiding-2020", 16): "提醒谈话与约谈",
}


@pytest.fixture(scope="module")
def yearbook() -> Yearbook:
    return load_yearbook(Path(ROOT, "docs"))


def test_register_holds_every_regulation_and_edition(yearbook: Yearbook) -> None:
    assert (len(yearbook.regulations), len(yearbook.editions)) == (35, 68)
    assert str(yearbook.checked_as_of) == "2026-08-22"


def test_every_institution_of_2023_is_a_concept(yearbook: Yearbook) -> None:
    names = {name for concept in yearbook.concepts.values() for name in concept.names}
    assert set(NAMED_IN_2023) <= names


def test_concepts_without_a_verified_basis_say_so(yearbook: Yearbook) -> None:
    without = {concept.id for concept in yearbook.concepts.values() if not concept.basis}
    assert without == {"zerenshu-chengnuoshu", "lianzheng-fengxian"}


def test_every_concept_and_duty_says_in_a_sentence_or_two_what_is_asked(yearbook: Yearbook) -> None:
    rows = [*yearbook.concepts.values(), *yearbook.duties]
    for row in rows:
        assert 30 <= len(row.says) <= 120, (row, len(row.says))
        assert row.says.endswith(("。", "）。")), row
    assert len({row.says for row in rows}) == len(rows)


def test_what_is_said_without_the_text_at_hand_says_so(yearbook: Yearbook) -> None:
    """Whose basis is facts alone cannot be told from a text; whose basis is nothing says that there is none."""
    for concept in yearbook.concepts.values():
        if not concept.basis:
            assert "没有" in concept.says, concept
        elif not any(_has_text(yearbook, basis) for basis in concept.basis):
            assert concept.says.endswith("依据条文待核实。"), concept
    for duty in yearbook.duties:
        assert _has_text(yearbook, duty.basis) or duty.says.endswith("依据条文待核实。"), duty


def _has_text(yearbook: Yearbook, basis: Basis) -> bool:
    work = yearbook.regulations[basis.regulation]
    editions = [work.by_id[basis.edition]] if basis.edition else work.editions
    return any(article.words for edition in editions for article in edition.articles)


@pytest.mark.parametrize(
    ("regulation", "before", "after", "added"),
    [
        ("jilv-chufen-tiaoli", "2015", "2018", [5, 44, 50, 51, 55, 62, 90, 115, 122, 136]),
        (
            "jilv-chufen-tiaoli",
            "2018",
            "2023",
            [21, 28, 41, 46, 47, 55, 80, 85, 106, 131, 133, 134, 135, 137, 139, 143],
        ),
        ("jiancha-fa", "2018", "2024", [21, 23, 25, 46, 51, 62, 64]),
        ("cunweihui-zuzhi-fa", "2018", "2025", [5, 7, 13, 20, 33, 44, 45, 46]),
        ("dangzhang", "2017", "2022", []),
    ],
)
def test_mapping_was_reviewed_row_by_row_and_says_what_changed(
    yearbook: Yearbook, regulation: str, before: str, after: str, added: list[int]
) -> None:
    edition = yearbook.regulations[regulation].by_id[after]
    mapping = edition.amended_from
    assert mapping is not None
    assert (mapping.edition, mapping.reviewed) == (before, True)
    small = {AmendmentKind.SAME, AmendmentKind.MINOR}
    assert [row for row in mapping.amendments if not row.note and row.change not in small] == []
    assert all(len(row.note) <= 60 for row in (*mapping.amendments, *mapping.dropped, *mapping.added))
    new = [article.anchor for article in edition.articles if article.anchor not in mapping.by_new]
    assert new == [f"art-{number}" for number in added]
    assert set(new) == set(mapping.told_new)


def test_local_rules_of_2023_are_known_by_name(yearbook: Yearbook) -> None:
    assert {rule.title: str(rule.known) for rule in yearbook.local_rules.values()} == {
        "XX乡机关考勤制度": "只知名称",
        "工作责任追究制度": "只知名称",
    }


@pytest.mark.parametrize(
    ("work", "on", "edition"),
    [
        ("jilv-chufen-tiaoli", "2023-12-31", "2018"),
        ("jilv-chufen-tiaoli", "2024-01-01", "2023"),
        ("xunshi-tiaoli", "2023-12-31", "2017"),
        ("geren-shixiang-guiding", "2025-12-31", "2017"),
        ("jiancha-fa", "2025-05-31", "2018"),
        ("jiancha-fa", "2025-06-01", "2024"),
        ("baxiang-guiding-xize", "2022-12-31", "2022"),
    ],
)
def test_edition_in_force_follows_from_the_dates(yearbook: Yearbook, work: str, on: str, edition: str) -> None:
    found = yearbook.regulations[work].in_force_on(day(on))
    assert found is not None
    assert found.edition.id == edition


@pytest.mark.skipif(not SHARED.is_file(), reason="the checked facts are not on this machine")
def test_pages_say_what_the_checked_facts_say(yearbook: Yearbook) -> None:
    import yaml

    facts = yaml.safe_load(SHARED.read_text(encoding="utf-8"))
    for work in facts["regulations"]:
        corrected = {row.edition for row in yearbook.regulations[work["id"]].corrections}
        for row in work["editions"]:
            edition = yearbook.editions[f"{work['id']}/{row['id'][-4:]}"]
            otherwise = list(_said_otherwise(edition, row))
            # Whatever a page says otherwise than it once did is among its corrections.
            assert not otherwise or edition.id in corrected, (row["id"], otherwise)


def _said_otherwise(edition: Edition, row: dict[str, Any]) -> Iterator[str]:
    """What a page has otherwise than the checked facts, or proven less; a text that was read since may prove more."""
    if edition.official_title != row["official_title"]:
        yield "official_title"
    for name in ("adopted", "issued", "in_force"):
        fact, wanted = getattr(edition, name), row[name]["date"]
        if _said(fact.value) != _said(wanted) or fact.verified < row[name]["verified"]:
            yield name
    if _said(edition.ends) != _said((row.get("superseded_on") or {}).get("date")):
        yield "superseded"
    for topic in row.get("article_topics") or []:
        article = edition.by_anchor[f"art-{topic['num']}"]
        wanted = CORRECTED.get((row["id"], topic["num"]), topic["topic"])
        if article.topic != wanted or article.verified < topic.get("verified", True):
            yield f"art-{topic['num']}"


def _said(value: object) -> str:
    return str(value) if value else ""


def test_every_edition_whose_text_was_read_says_by_what_its_digests_were_checked(yearbook: Yearbook) -> None:
    checked = [edition for edition in yearbook.editions.values() if edition.digest_check]
    assert len(checked) == 28
    for edition in checked:
        assert edition.text is TextKind.DIGEST
        # All its articles are there with their words, and that is what its count was made of.
        assert all(article.words for article in edition.articles), edition.key
        assert (edition.count.value, edition.count.verified) == (len(edition.articles), True), edition.key
        assert edition.structure_verified, edition.key
