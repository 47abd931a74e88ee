"""Takes down that a step of sign-off was taken of a paper, bound to its text by the digest."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from macros.domain.dates import chinese_date
from macros.domain.reports import Report
from macros.domain.signatures import Signature, Step
from macros.domain.signing import Paper, digest_of, text_as_signed
from macros.errors import SiteError
from macros.page_text.fields import with_rows
from macros.page_text.splitting import normal_text, split_text
from macros.proofing.persons import find_person
from scripts.build.content_checks import survey_pages
from scripts.changes.change_set import ChangeSet

#: Behind which fields a new one stands.
AFTER = (
    "signed",
    "continues",
    "answers",
    "retired",
    "letterhead",
    "indicators",
    "source",
    "meanings",
    "sample",
    "audience",
)


#: How what was taken down in the wrong order is put right.
_BACK = "在工作台的“改过什么”里退回先记的那一次（命令是 undo），再按拟稿、审核、签发的次序记"


class SigningError(SiteError):
    """A step cannot be taken down; the text says why."""

    meaning = "拟稿、审核、签发没有记下：页面不是报告、台账，还没有写、日期在以后，或者前后次序不对；什么都没有改动"
    remedy = "写报告、台账的页面和办理的职务、日期；同一份文字先拟稿、再审核、后签发"


@dataclass(frozen=True)
class Signing:
    """A step ready to be written (办理): in words, and as a change of one page."""

    words: str
    changes: ChangeSet


def plan_signing(docs: Path, path: str, step: Step, post: str, on: date, today: date) -> Signing:
    """Plan the row that says it; the site as it would be is not checked yet.

    Args:
        docs: The folder of the pages.
        path: The paper's path under docs.
        step: The step that was taken.
        post: The post that took it.
        on: The day on which it was taken.
        today: No step is taken after it.

    Returns:
        The change, which is empty where the page says it already.

    Raises:
        SigningError: There is no such paper, it says nothing yet, or the step cannot have been taken so.
    """
    paper, post = find_paper(docs, path), " ".join(post.split())
    if not post:
        raise SigningError("没有写职务。改法：写办理这一步的职务，如 党委书记；不写姓名。")
    if name := find_person(post):
        raise SigningError(f"“{post}”里的“{name}”像是姓名。改法：只写职务，如 党委书记。")
    if on > today:
        raise SigningError(f"{chinese_date(on)}还没有到，不能记成已经{step}。改法：写实际办理的日期。")
    text = text_as_signed(paper)
    fresh = Signature(step, post, on, digest_of(text))
    _require_order(paper, fresh)
    words = f"{paper.title}，{post}于{chinese_date(on)}{step}"
    if fresh in paper.signed:
        return Signing(words, ChangeSet.plan(docs, words, {}))
    page = split_text(normal_text((docs / paper.path).read_bytes().decode()))
    rows = [asdict(row) for row in (*paper.signed, fresh)]
    front = with_rows(page.front, "signed", rows, 1, after=AFTER)
    return Signing(words, ChangeSet.plan(docs, f"记下{words}", {paper.path: page.changed(front=front)}))


def find_paper(docs: Path, path: str) -> Paper:
    """The paper, or the ledger, of a page.

    Raises:
        SigningError: There is none, its page is at fault, or it says nothing yet.
    """
    yearbook = survey_pages(docs)[0].yearbook
    both: list[Paper] = [*yearbook.reports.values(), *yearbook.ledgers.values()]
    papers = {one.path: one for one in both}
    if path not in papers:
        there = "、".join(sorted(f"docs/{one}" for one in papers)[:6]) or "（没有）"
        raise SigningError(f"docs/{path} 不是报告、台账的页面，或者那一页有错误。改法：写它们的文件，如 {there}。")
    paper = papers[path]
    if not (paper.written if isinstance(paper, Report) else paper.entries):
        what = "正文" if isinstance(paper, Report) else "事项"
        raise SigningError(f"docs/{path} 还没有{what}。改法：写好再办理。")
    return paper


def _require_order(paper: Paper, fresh: Signature) -> None:
    last = paper.signed[-1] if paper.signed else None
    if last and fresh.on < last.on and fresh not in paper.signed:
        way = _BACK if fresh.step.place < last.step.place else f"核对日期；那一步记错了日期的，{_BACK}"
        raise SigningError(
            f"{chinese_date(last.on)}已经记了{last.step}，后记的{fresh.step}不能早于那一天。改法：{way}。"
        )
    later = [one for one in paper.signed if one.of == fresh.of and one.step.place > fresh.step.place]
    if later and fresh not in paper.signed:
        raise SigningError(
            f"这份文字已经由{later[-1].post}{later[-1].step}，不能再记{fresh.step}。"
            f"改法：{_BACK}；文字改过的，改好再从头办理。"
        )
