"""Of the sentences that stand in an earlier paper, how many are found, by how they were changed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from macros.compare.copying.check import check_against
from macros.compare.copying.fingerprints import Fingerprints
from macros.compare.copying.papers import read_paper, sentences_of
from macros.compare.passages import split_sentences
from macros.domain.reports import Report
from scripts.bench.gold.series import Gold

#: What the labels leave out of a sentence before it is digested.
_LEFT_OUT = re.compile(r"[\s，。；：！？、“”‘’（）()《》【】,.;:!?\"'—…·-]")
_KINDS = {"exact": "逐字相同", "masked": "只改数字", "near": "略有改动"}
#: The item of text that stands in none.
_NOWHERE = "-"


def digest(sentence: str) -> str:
    """How the labels name a sentence."""
    return hashlib.sha1(_LEFT_OUT.sub("", sentence).encode(), usedforsecurity=False).hexdigest()[:12]


def score_copies(gold: Gold) -> Iterator[str]:
    """Yield lines for each series: what is found of its labels, and what is told where nothing is copied."""
    for name, rows in gold.of("copies").items():
        papers = gold.series[name]
        found = {
            year: _found(new, [old for old in papers.values() if old.year < year], gold) for year, new in papers.items()
        }
        wanted, right = Counter[str](), Counter[str]()
        for row in rows:
            is_found = row["sha1_of_folded_sentence"] in found[int(row["new_year"])]
            for kind in [row["kind"], *([_NOWHERE] if _NOWHERE in {row["old_item"], row["new_item"]} else [])]:
                wanted[kind] += 1
                right[kind] += is_found
        told = [f"{words} {right[kind]}/{wanted[kind]}" for kind, words in _KINDS.items()]
        yield f"雷同，{name}：{'，'.join(told)}；其中条目以外的 {right[_NOWHERE]}/{wanted[_NOWHERE]}"
        others = [paper for other, row in gold.series.items() if other != name for paper in row.values()]
        false = sum(len(_found(paper, others, gold)) for paper in papers.values())
        sentences = sum(
            len(split_sentences(item.text)) for paper in papers.values() for item in paper.passages.values()
        )
        yield f"雷同，{name}：与别的序列无关的 {sentences} 句中列出 {false} 处"


def _found(new: Report, olds: Sequence[Report], gold: Gold) -> set[str]:
    """What is told to be copied from some papers, as the labels name it."""
    against = [read_paper(old) for old in olds]
    known = Fingerprints(sentences_of(against))
    result = check_against(read_paper(new), new, against, known, gold.yearbook)
    return {digest(match.here.text) for row in result.rows for match in row.matches}
