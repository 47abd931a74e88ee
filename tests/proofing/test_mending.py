"""What is proposed in place of words that were found."""

from __future__ import annotations

from datetime import date

import pytest

from macros.domain.yearbook import Yearbook
from macros.errors import ErrorKind
from macros.findings import Finding
from macros.proofing import RemarkKind, make_standard, proofread, propose_mend


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("工作扎实,成效明显。", "，"),
        ("同比(增长3.5个百分点)。", "（增长3.5个百分点）"),
        ("同比（增长较快)。", "（增长较快）"),
        ("工作扎实。。", "。"),
        ("工作扎实，。", None),
        ("落实《甲规定》、《乙规定》。", "》《"),
        ("给予张小三党内警告处分。", "张某某"),
        ("（填写", None),
    ],
)
def test_a_mend_is_proposed_where_it_is_plain(text: str, due: str | None) -> None:
    found = list(proofread([(1, text)], make_standard(Yearbook()), date(2024, 1, 1), file="docs/reports/2024.md"))
    assert [propose_mend(one, one.words) for one in found] == [due]


def test_a_number_of_a_person_is_left_out() -> None:
    finding = Finding(ErrorKind.PRIVATE_NUMBER, "docs/reports/2024.md", found="“138…00”")
    assert propose_mend(finding, "13800000000") == "（号码略）"


def test_a_title_and_a_phrase_are_those_that_were_suggested() -> None:
    title = Finding(RemarkKind.TITLE_OUTDATED, "", found="《旧名》", expected="现名《新名（试行）》")
    phrase = Finding(RemarkKind.USAGE, "", found="旧说", expected="规范的写法是“新说”（待核实）")
    assert propose_mend(title, "《旧名》") == "《新名（试行）》"
    assert propose_mend(phrase, "旧说") == "新说"
