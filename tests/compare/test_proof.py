"""What counts as a fact of the register, and which facts count as proven."""

from __future__ import annotations

from dataclasses import replace

import pytest

from macros.compare.proof import ProofCount, count_edition, count_register, count_work
from macros.domain.dates import parse_partial_date
from macros.domain.regulations import Binding, Check, DigestCheck, Fact, TextKind
from tests.helpers.factories import fact, make_edition, make_work

#: Issued, in force, its count and its structure are proven; adopted and repeals are unknown.
PLAIN = make_edition("2018", "2018-10-01")
CHECK = Check("纪检干事", parse_partial_date("2026-03-01"), "本单位所存文件")


@pytest.mark.parametrize(
    ("changes", "facts", "proven"),
    [
        ({}, 6, 4),
        ({"in_force": fact("2018-10-01", verified=False)}, 6, 3),
        # What an office has checked itself is proof.
        ({"in_force": Fact(parse_partial_date("2018-10-01"), verified=False, checked=CHECK)}, 6, 4),
        # What is unknown cannot be proven, whatever is written beside it.
        ({"adopted": Fact(None, verified=True)}, 6, 4),
        ({"repeals": Fact("", verified=True)}, 6, 4),
        ({"repeals": Fact("无废止条款", verified=True)}, 6, 5),
        ({"count": Fact(0, verified=True)}, 6, 4),
        ({"structure_verified": False}, 6, 3),
        # What need not be said counts where it is said.
        ({"number": Fact("中发〔2018〕1号", verified=False)}, 7, 4),
        ({"published": fact("2018-09-01"), "superseded": fact("2024-01-01")}, 8, 6),
    ],
)
def test_facts_of_an_edition_are_counted(changes: dict[str, object], facts: int, proven: int) -> None:
    assert count_edition(replace(PLAIN, **changes)) == ProofCount(facts, proven)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("binding", "verified", "proven"),
    [
        (Binding.DIRECT, True, 9),
        (Binding.DIRECT, False, 8),
        # A question cannot be proven.
        (Binding.UNCHECKED, True, 8),
    ],
)
def test_a_regulation_adds_how_it_binds_to_its_editions(binding: Binding, verified: bool, proven: int) -> None:
    work = replace(make_work(PLAIN, replace(PLAIN, id="2023")), binding=binding, binding_verified=verified)
    assert count_work(work) == ProofCount(13, proven)


def test_the_register_says_how_far_its_texts_go() -> None:
    checked = DigestCheck(1, parse_partial_date("2026-11-28"))
    editions = (
        replace(PLAIN, digest_check=checked),
        # Once the text itself is there, by what its digest was checked says nothing more.
        replace(PLAIN, id="2019", digest_check=checked, text=TextKind.OFFICIAL),
        replace(PLAIN, id="2020"),
        replace(PLAIN, id="2021", text=TextKind.FACTS),
    )
    proof = count_register([make_work(*editions)])
    assert (proof.works, proof.editions, proof.digested, proof.articles, proof.official) == (1, 4, 1, 2, 1)
    assert proof.unchecked == 2
    assert proof.count == ProofCount(25, 17)
    assert count_register([]).count == ProofCount(0, 0)
