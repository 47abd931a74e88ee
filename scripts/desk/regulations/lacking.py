"""Which provisions the office cites of which the register has no text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from macros.citations.linking import list_unresolved
from macros.domain.regulations import TextKind
from macros.domain.yearbook import Yearbook
from scripts.changes.naming import name_report

#: So many citations without a link are looked through.
_MOST = 200


@dataclass(frozen=True)
class Lacking:
    """Something that is cited and cannot be read here (缺全文的引用).

    Attributes:
        words: What is cited, as it is called.
        why: What is lacking.
        count: How many times it is cited.
        papers: The papers that do, by name.
    """

    words: str
    why: str
    count: int
    papers: tuple[str, ...]


def list_lacking(yearbook: Yearbook) -> list[Lacking]:
    """What is lacking: titles that are not registered, then editions that are known by their facts alone."""
    unknown: dict[tuple[str, str], Counter[str]] = {}
    for report, _, words, why in islice(list_unresolved(yearbook), _MOST):
        unknown.setdefault((words, why), Counter())[name_report(report)] += 1
    for work in yearbook.regulations.values():
        for edition in work.editions:
            if edition.text is TextKind.FACTS:
                for mention in yearbook.mentions_of(work.id, edition.id):
                    place = f"《{edition.own_title}》{edition.name}", "只登记了版本信息，没有全文"
                    unknown.setdefault(place, Counter())[name_report(mention.report)] += 1
    return [Lacking(words, why, papers.total(), tuple(papers)) for (words, why), papers in unknown.items()]
