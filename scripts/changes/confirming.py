"""Writes down what a person knows of two items of different years: that they are one, that they are not, an answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from macros.compare.wording import bare_title
from macros.corpus import Corpus
from macros.domain.reports import Item, ItemRef, Report
from macros.errors import SiteError
from macros.page_text.fields import with_row
from macros.page_text.splitting import normal_text, split_text
from macros.page_text.yaml_values import flow
from macros.render.item_names import item_name
from scripts.build.content_checks import survey_pages
from scripts.changes.change_set import ChangeSet

#: Behind which fields a new one stands.
_AFTER = ("continues", "answers", "indicators", "source", "wording", "sample", "audience")


class ConfirmationError(SiteError):
    """One of the two is not there, both are of one time or of two units; the text says which."""

    meaning = "要确认的条目找不到，或者两个条目分不出先后、不是同一单位的；什么都没有改动"
    remedy = "写 2023#p2 这样的条目，两个条目属于同一单位先后两份报告"


class Verdict(Enum):
    """What a person says of two items (确认)."""

    SURE = "sure"
    NO = "no"
    ANSWER = "answer"

    def __str__(self) -> str:
        # As a bare word on the page, as a clerk would write it.
        return str(self.value)


@dataclass(frozen=True)
class Confirmation:
    """What a person says, ready to be written (确认是不是一件事): in words, and as a change of one page."""

    words: str
    changes: ChangeSet


def plan_confirmation(docs: Path, one: ItemRef, other: ItemRef, verdict: Verdict) -> Confirmation:
    """Plan the row that says it, on the page of the later paper; the site as it would be is not checked yet.

    Args:
        docs: The folder of the pages.
        one: An item.
        other: One of another paper; which is the later is known by the papers.
        verdict: What is said of them; what the page said of the two before gives way.

    Returns:
        The change, which is empty where the page says it already.

    Raises:
        ConfirmationError: An item is not there, neither paper is earlier than the other, or they are of two units.
    """
    corpus = survey_pages(docs)[0]
    old, new = sorted((one, other), key=lambda ref: _find(ref, corpus)[0].as_of)
    before, (report, item) = _find(old, corpus), _find(new, corpus)
    names = _name(*before), _name(report, item)
    if before[0].as_of == report.as_of:
        raise ConfirmationError(
            f"{names[0]}和{names[1]}截止在同一天，分不出先后。改法：写先后两份报告的条目，如 2022#p2 和 2023#p2。"
        )
    if before[0].folder != report.folder:
        raise ConfirmationError(f"{names[0]}和{names[1]}不是同一单位的。改法：写本单位先后两份报告的条目。")
    said = {Verdict.SURE: "和{}是一件事", Verdict.NO: "和{}不是一件事", Verdict.ANSWER: "回应{}"}
    words = names[1] + said[verdict].format(names[0])
    if verdict is Verdict.ANSWER:
        field, key, rows = "answers", str(old), _answers(report, corpus) | {str(old): item.id}
    else:
        field, key, rows = "continues", item.id, _continues(report, item.id, old, verdict)
    page = split_text(normal_text((docs / report.path).read_bytes().decode()))
    front = with_row(page.front, field, {name: flow(value) for name, value in rows.items()}, key, after=_AFTER)
    return Confirmation(words, ChangeSet.plan(docs, f"确认{words}", {report.path: page.changed(front=front)}))


def _name(report: Report, item: Item) -> str:
    name = item_name(report, item)
    return name if item.is_lead else f"{name}“{bare_title(item.title)}”"


def _find(ref: ItemRef, corpus: Corpus) -> tuple[Report, Item]:
    report = corpus.yearbook.reports.get(ref.report)
    if report is None:
        raise ConfirmationError(f"没有“{ref.report}”这份报告，或者那一页有错误。改法：核对写法，如 2023#p2。")
    if ref.item not in report.passages:
        there = "、".join(report.passages) or "（没有）"
        raise ConfirmationError(f"{report.title}没有“{ref.item}”这一条。改法：写其中之一：{there}。")
    return report, report.passages[ref.item]


def _answers(report: Report, corpus: Corpus) -> dict[str, object]:
    """What the page holds, with the rows that nobody has filled in yet."""
    rows = corpus.pages[report.path].front_matter.fields.get("answers") or {}
    return {str(ref): answer for ref, answer in rows.items()}


def _continues(report: Report, item: str, of: ItemRef, verdict: Verdict) -> dict[str, object]:
    rows: dict[str, dict[str, Verdict]] = {}
    for said in report.continues:
        rows.setdefault(said.item, {})[str(said.of)] = Verdict.SURE if said.sure else Verdict.NO
    rows.setdefault(item, {})[str(of)] = verdict
    return {**rows}
