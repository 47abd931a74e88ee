"""By which words a paper was taken for what it is: its year, whose it is, which paper of the year (依据)."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.intake.facts import ImportOrder, signed_year
from scripts.intake.proposals import Signature, find_series_words, find_year_words, propose_unit, read_signature
from scripts.intake.report_import import Reading

#: How the ground of a year begins that stands elsewhere.
NOT_IN_TITLE = "标题没有写"


def find_grounds(order: ImportOrder, reading: Reading) -> dict[str, str]:
    """What of a paper says its facts, in Chinese, by the field of an order; what a person must say is not there.

    Args:
        order: What the clerk has said; of a fact that he has said nothing else speaks.
        reading: The paper.
    """
    return dict(_grounds(order, reading.title, read_signature(reading.rest)))


def _grounds(order: ImportOrder, title: str, signature: Signature) -> Iterator[tuple[str, str]]:
    if words := find_year_words(title):
        yield "year", f"标题里写着“{words}”"
    elif words := find_year_words(order.file):
        yield "year", f"{NOT_IN_TITLE}，文件名里有“{words}”"
    elif signature.signed_on:
        early = "，年初落款的算上一年" if signature.signed_on.year != signed_year(signature) else ""
        yield "year", f"{NOT_IN_TITLE}，文件名也没有，落款的日期是{signature.signed_on.chinese}{early}"
    if words := propose_unit(title):
        yield "unit", f"标题里写着“{words}”"
    elif signature.unit:
        yield "unit", f"落款写着“{signature.unit}”"
    if words := find_series_words(title):
        yield "series", f"标题里写着“{words}”"
    elif title:
        yield "series", "标题里没有别的文种的字样"
