"""Which remarks are passed over: those on the style of older papers, and classes that the office has put off.

The text of a record is not altered; a remark on how last year's paper puts
its commas helps nobody. What may not be fit for publication is always told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from macros.corpus import Corpus, today
from macros.corpus.pages import PageKind, SourcePage
from macros.corpus.settings import read_put_off
from macros.domain.yearbook import Yearbook
from macros.errors import ErrorKind, SiteError
from macros.findings import Finding
from macros.proofing import RemarkKind

#: The remarks that may be put off, by what they are called.
STYLE = {kind.title: kind for kind in RemarkKind if not kind.of_every_year}
_EXPECTED = "其中之一：" + "、".join(STYLE)


@dataclass(frozen=True)
class PutOff:
    """A class of remarks that somebody has put off, and why (暂不提示)."""

    remark: RemarkKind
    by_post: str
    why: str


@dataclass
class PassedOver:
    """What was not told (没有列出的提示).

    Attributes:
        older: How many remarks are on the style of papers of earlier years.
        put_off: How many of each class that was put off.
    """

    older: int = 0
    put_off: Counter[PutOff] = field(default_factory=Counter)

    def describe(self, way: str) -> Iterator[str]:
        """Yield what was passed over, each a Chinese sentence.

        Args:
            way: How a person comes to where all is listed, as a console tells it.
        """
        if self.older:
            yield f"往年材料的用语、标点等提示 {self.older} 处没有逐一列出，要看的，{way}指明那一份。"
        for one, count in self.put_off.items():
            yield f"暂不提示“{one.remark.title}” {count} 处（{one.by_post}：{one.why}）。"


def pass_over(
    remarks: Iterable[Finding], corpus: Corpus, docs: Path, passed_over: PassedOver, paths: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield the remarks that are told, and count the others.

    Args:
        remarks: All of them, in their order.
        corpus: All pages.
        docs: Their folder, beside which the site's settings stand.
        passed_over: Where the others are counted.
        paths: Pages under docs that were asked for by name: of these older ones are told too.

    Raises:
        SiteError: The site's settings put off what is no such class.
    """
    for_good = _for_good(docs)
    for remark in remarks:
        page = corpus.pages[remark.file.removeprefix("docs/")]
        put_off = {**for_good, **{one.remark: one for one in _of_page(page)}}.get(_kind(remark))
        if put_off:
            passed_over.put_off[put_off] += 1
        elif not _kind(remark).of_every_year and page.path not in paths and not _is_current(page, corpus):
            passed_over.older += 1
        else:
            yield remark


def find_wrong_classes(page: SourcePage) -> Iterator[Finding]:
    """Yield an error for each class that a page puts off and that is none, or may not be put off."""
    for number, row in enumerate(_rows(page)):
        if row.get("remark") not in STYLE:
            line = page.front_matter.line_of(("put_off", number, "remark"))
            found = f"“{row.get('remark')}”"
            yield Finding(
                ErrorKind.FIELD_VALUE,
                f"docs/{page.path}",
                line,
                field=f"put_off[{number}].remark",
                found=found,
                expected=_EXPECTED,
            )


def _kind(remark: Finding) -> RemarkKind:
    if not isinstance(remark.kind, RemarkKind):
        raise TypeError(remark.kind)
    return remark.kind


def _of_page(page: SourcePage) -> Iterator[PutOff]:
    for row in _rows(page):
        if row.get("remark") in STYLE:
            yield PutOff(STYLE[row["remark"]], str(row.get("by_post")), str(row.get("why")))


def _rows(page: SourcePage) -> list[dict[str, str]]:
    rows = page.front_matter.fields.get("put_off")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _for_good(docs: Path) -> dict[RemarkKind, PutOff]:
    rows = read_put_off(docs)
    for row in rows:
        if row["remark"] not in STYLE:
            raise SiteError(f"mkdocs.yml 里的 extra.put_off 写的是“{row['remark']}”。改法：写{_EXPECTED}，或者去掉它。")
    return {STYLE[row["remark"]]: PutOff(STYLE[row["remark"]], row["by_post"], row["why"]) for row in rows}


def _is_current(page: SourcePage, corpus: Corpus) -> bool:
    """Whether a page's words can still be altered: those of a local rule, and of the newest year of a unit."""
    year = page.front_matter.fields.get("year")
    if page.kind is PageKind.LOCAL or not isinstance(year, int):
        return True
    newest = corpus.yearbook.keep("newest years", lambda: _newest_years(corpus.yearbook))
    return year >= newest.get(page.key.rpartition("/")[0], 0) or year == today().year


def _newest_years(yearbook: Yearbook) -> dict[str, int]:
    newest: dict[str, int] = {}
    for report in yearbook.reports.values():
        newest[report.folder] = max(report.year, newest.get(report.folder, 0))
    return newest
