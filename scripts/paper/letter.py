"""Head and foot of a paper that goes to a higher office as 报告, by GB/T 9704-2012."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, replace

from macros.domain.reports import Report
from macros.domain.sentences import split_sentences
from scripts.paper.blocks import Block, Headline, Paper, Para, Role
from scripts.paper.typst_data import Node
from scripts.paper.within import texts_of

#: A 报告 holds no request (《党政机关公文处理工作条例》第十五条).
_REQUEST = re.compile(r"恳请|请(?:予以?|求)?(?:批示|批准|支持|审批|批复|核准|解决|审定)|妥否|当否|可否")
#: What the site adds, and an office's own paper has not.
_ADDED = {Role.LINE, Role.LABEL, Role.HOW}
_PART_LEVEL = 2
_NUMBER = re.compile(r".+〔[0-9]{4}〕[1-9][0-9]*号")
_DATE = re.compile(r"[0-9]{4}年[1-9][0-9]?月[1-9][0-9]?日")
_SIGNER = re.compile(r"签发人[：:]?\s*(.*)")


@dataclass(frozen=True)
class Letter:
    """Head and foot of an upward paper (上行文); what is empty is left as a ruled blank, or out where it is optional.

    Attributes:
        mark: 发文机关标志.
        number: 发文字号.
        signer: 签发人.
        to: 主送机关, without its colon.
        signature: 署名.
        date: 成文日期.
        attachments: 附件.
        copy: 抄送机关, without the word and the full stop.
        printed_by: 印发机关.
        printed_on: 印发日期.
    """

    mark: str = ""
    number: str = ""
    signer: str = ""
    to: str = ""
    signature: str = ""
    date: str = ""
    attachments: tuple[str, ...] = ()
    copy: str = ""
    printed_by: str = ""
    printed_on: str = ""

    def data(self, blocks: list[Node]) -> Node:
        """Its data for the template, beside those of the paper; 主送机关 stands under the title."""
        title = next((place for place, node in enumerate(blocks) if node["k"] == "h"), -1)
        return {"letter": asdict(self), "opening": title + 1}


def read_letterhead(lines: Iterable[str]) -> Letter:
    """What the lines of a report's `letterhead` give: its mark, number and signer."""
    mark = number = signer = ""
    for line in lines:
        if found := _SIGNER.match(line):
            signer = found[1]
        elif "〔" in line:
            number = number or line
        else:
            mark = mark or line
    return Letter(mark=mark, number=number, signer=signer)


def completed(head: Letter, report: Report | None) -> Letter:
    """A head and foot with what the report says where nothing is written: its unit, its `letterhead`, its day."""
    unit, lines = report.unit if report else "", read_letterhead(report.letterhead if report else ())
    signed = report.signed_on if report else None
    return replace(
        head,
        mark=head.mark or lines.mark or unit,
        number=head.number or lines.number,
        signer=head.signer or lines.signer,
        to=head.to.rstrip("：:"),
        signature=head.signature or unit,
        date=head.date or (signed.chinese if signed and signed.day else ""),
        copy=head.copy.rstrip("。"),
    )


def as_report(paper: Paper, parts: Collection[str]) -> Paper:
    """The paper without what the site adds; that it is a sample, or no original, stays said.

    Args:
        paper: A report's page.
        parts: Ids of the report's own parts; empty where all are its own.
    """
    return replace(paper, blocks=tuple(_own(paper.blocks, parts)))


def find_requests(paper: Paper) -> list[str]:
    """Sentences that ask for something, which a 报告 must not."""
    texts = texts_of(paper.blocks)
    return [sentence for text in texts for sentence in split_sentences(text) if _REQUEST.search(sentence)]


def remarks_on(paper: Paper) -> list[str]:
    """What in a paper does not go with its being sent as 报告, in Chinese, one line each."""
    remarks = [
        f"报告不得夹带请示事项，这一句像是请示：“{sentence}”。改法：删去，另行请示。"
        for sentence in find_requests(paper)
    ]
    if not paper.title.endswith("报告"):
        remarks.append(f"题名是“{paper.title}”，不以“报告”结尾。改法：另写一个以“报告”结尾的题名（--title）。")
    return remarks


def remarks_on_head(letter: Letter) -> list[str]:
    """What in its head and foot is not written as GB/T 9704 has it, in Chinese, one line each."""
    remarks = []
    if letter.number and not _NUMBER.fullmatch(letter.number):
        remarks.append(
            f"发文字号写的是“{letter.number}”。"
            "改法：写成 X委报〔2024〕1号 的样子，年份用六角括号，不写“第”，号数不补零。"
        )
    for name, day in (("成文日期", letter.date), ("印发日期", letter.printed_on)):
        if day and not _DATE.fullmatch(day):
            remarks.append(f"{name}写的是“{day}”。改法：写成 2024年1月5日 的样子，月、日不补零。")
    return remarks


def retitled(paper: Paper, title: str) -> Paper:
    """The paper under another title."""
    blocks = list(paper.blocks)
    place = next((place for place, block in enumerate(blocks) if isinstance(block, Headline)), None)
    if place is not None and isinstance(heading := blocks[place], Headline):
        run = replace(heading.runs[0], text=title) if heading.runs else None
        blocks[place] = replace(heading, runs=(run,) if run else ())
    return replace(paper, title=title, blocks=tuple(blocks))


def _own(blocks: tuple[Block, ...], parts: Collection[str]) -> Iterator[Block]:
    added = False
    for block in blocks:
        if isinstance(block, Headline) and block.level <= _PART_LEVEL:
            added = bool(parts) and block.level == _PART_LEVEL and block.id not in parts
        if not added and not (isinstance(block, Para) and block.role in _ADDED):
            yield block
