"""Series of real public reports: whether their items are aligned as a person reading both years aligns them.

Only ids stand here, none of the texts; the reports lie beside the checkout, on machines that have them.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from macros.compare.alignment import align_reports
from macros.compare.carryover import find_carried
from macros.compare.passages import compare_texts, split_sentences
from macros.domain.reports import Report
from scripts.intake.readers.plain import read_plain
from scripts.intake.report_import import import_report
from scripts.setup.environment import ROOT
from tests.helpers.intake_papers import ORDER, make_holdings

CORPUS = Path(ROOT).parent / "shared" / "corpus"
SERIES = {
    "hailar": ("hailar-{}.gb18030.txt", (2013, 2014, 2015)),
    "state": ("state-council-{}.txt", (2018, 2019, 2021)),
}
#: What belongs together, read by a person; items that one may see either way are left out.
PAIRS = {
    ("hailar", 2014): "m1-m2 m2-m3 m3-m4 m4-m5",
    ("hailar", 2015): "w2-w3 w3-w4 w4-w5 m1-m1 m2-m2 m3-m3 m4-m6 m5-m10",
    ("state", 2019): "m2-m3 m3-m8 m4-m7 m5-m5 m6-m6 m7-m4 m8-m9 m9-m10",
    ("state", 2021): "work-work m1-m1 m3-m3 m4-m4 m5-m5 m7-m7 m8-m2 m9-m6 m10-m8",
}

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the real reports are not on this machine")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Report]]:
    holdings = make_holdings(tmp_path_factory.mktemp("holdings"))
    found = {}
    for name, (file, years) in SERIES.items():
        texts = [(CORPUS / file.format(year)).read_bytes() for year in years]
        found[name] = [
            import_report(read_plain(text), replace(ORDER, year=year), holdings).report
            for text, year in zip(texts, years, strict=True)
        ]
    return found


@pytest.mark.slow
def test_items_are_aligned_as_a_reader_aligns_them(
    reports: dict[str, list[Report]], capsys: pytest.CaptureFixture[str]
) -> None:
    right = wanted = 0
    missed = []
    for name, row in reports.items():
        for old, new in pairwise(row):
            due = set(PAIRS[name, new.year].split())
            told = {f"{a.id}-{b.id}" for row in align_reports(old, new) for a in row.old for b in row.new}
            right, wanted = right + len(due & told), wanted + len(due)
            missed += [(name, new.year, *sorted(due - told))] if due - told else []
    with capsys.disabled():
        print(f"\n真实报告的条目对应：应有 {wanted} 对，找出 {right} 对；没有找出 {missed}")
    assert right / wanted >= 0.95


@pytest.mark.slow
def test_no_sentence_is_lost_in_the_comparison(reports: dict[str, list[Report]]) -> None:
    for row in reports.values():
        for old, new in pairwise(row):
            for pair in align_reports(old, new):
                before, after = ("\n".join(item.text for item in items) for items in (pair.old, pair.new))
                passages = compare_texts(before, after)
                words = "".join(piece.text for passage in passages for piece in passage.new)
                assert words.replace("\n", "") == "".join(split_sentences(after))


def test_reports_written_anew_are_not_called_copied(reports: dict[str, list[Report]]) -> None:
    for row in reports.values():
        for old, new in pairwise(row):
            # The paper's opening is the same formula every year, and said to be.
            found = [carried for carried in find_carried(old, new, ()) if not carried.item.is_lead]
            assert all(carried.share < 0.5 for carried in found)
