"""Of the sentences that stand in an earlier paper, how many are found, by how they were changed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator

from macros.compare.carryover import find_carried
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
    """Yield a line for each series, in Chinese."""
    for name, rows in gold.of("copies").items():
        papers = gold.series[name]
        found = {
            (old, new): _found(papers[int(old)], papers[int(new)], gold)
            for old, new in {(row["old_year"], row["new_year"]) for row in rows}
        }
        wanted, right = Counter[str](), Counter[str]()
        for row in rows:
            is_found = row["sha1_of_folded_sentence"] in found[row["old_year"], row["new_year"]]
            for kind in [row["kind"], *([_NOWHERE] if _NOWHERE in {row["old_item"], row["new_item"]} else [])]:
                wanted[kind] += 1
                right[kind] += is_found
        told = [f"{words} {right[kind]}/{wanted[kind]}" for kind, words in _KINDS.items()]
        yield f"雷同，{name}：{'，'.join(told)}；其中条目以外的 {right[_NOWHERE]}/{wanted[_NOWHERE]}"


def _found(old: Report, new: Report, gold: Gold) -> set[str]:
    """The sentences of the later paper that are told to be copied, as the labels name them."""
    passages = (passage for item in find_carried(old, new, gold.yearbook.set_words) for passage in item.passages)
    return {digest(sentence) for passage in passages for sentence in split_sentences(passage.new)}
