"""The words of a link's note: on paper a link says where it leads and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property

from macros.compare.standing import Provision, Successor, find_provisions, find_successor
from macros.domain.concepts import Concept, LocalRule
from macros.domain.regulations import AmendmentKind, Article, Edition, Regulation
from macros.domain.reports import Report
from macros.domain.yearbook import AppliedBasis, Yearbook

_CONCEPTS = "regulations/concepts.html"
_UNPROVEN = "待核实"


def page_of(path: str) -> str:
    """The built page of a path under docs, such as `reports/2023.html` of `reports/2023.md`."""
    return path.removesuffix(".md") + ".html"


class LinkNotes:
    """Tells what stands in the note of a link.

    Args:
        yearbook: All pages of data.
        today: The day at which it is decided what applies.
        find_title: Gives the title of another page by its path; an empty text where it has none.
    """

    def __init__(self, yearbook: Yearbook, today: date, find_title: Callable[[str], str]) -> None:
        self._yearbook = yearbook
        self._today = today
        self._find_title = find_title
        self._provisions: dict[str, dict[str, Provision]] = {}

    def of(self, target: str, page: str) -> str:
        """The note of a link, as one sentence or a few, without a mark at the end.

        Args:
            target: Where it leads, from the site's root, such as `regulations/x/2018.html#art-122`.
            page: The page that holds it: a report's links are told as of its own day.

        Returns:
            An empty text for a place on the page itself, and for items and entries, which carry their own names.
        """
        path, _, anchor = target.partition("#")
        if path == page:
            return ""
        if ":" in path.partition("/")[0]:
            return target
        if path == _CONCEPTS and anchor in self._yearbook.concepts:
            return self._concept(self._yearbook.concepts[anchor], page)
        if found := self._report_provisions(page).get(target):
            return "。".join(_of_provision(found))
        if subject := self._subjects.get(path):
            work, edition = subject
            return "。".join(self._of_edition(work, edition, anchor))
        if path.startswith(("reports/", "ledger/")) and anchor:
            return ""
        if rule := self._local_rules.get(path):
            return f"本地制度：{rule.title}"
        title = self._find_title(path)
        return title or target

    @cached_property
    def _subjects(self) -> dict[str, tuple[Regulation, Edition | None]]:
        works = self._yearbook.regulations.values()
        found: dict[str, tuple[Regulation, Edition | None]] = {page_of(work.path): (work, None) for work in works}
        found.update({page_of(edition.path): (work, edition) for work in works for edition in work.editions})
        return found

    @cached_property
    def _local_rules(self) -> dict[str, LocalRule]:
        return {page_of(rule.path): rule for rule in self._yearbook.local_rules.values()}

    @cached_property
    def _reports(self) -> dict[str, Report]:
        return {page_of(report.path): report for report in self._yearbook.reports.values()}

    def _report_provisions(self, page: str) -> dict[str, Provision]:
        """What a report cites by name, by the address of the link."""
        report = self._reports.get(page)
        if report and page not in self._provisions:
            cited = (
                provision
                for item in report.passages.values()
                for provision in find_provisions(report, item, self._yearbook, self._today)
                if provision.concept is None
            )
            self._provisions[page] = {_address(p.work, p.edition, p.article): p for p in cited}
        return self._provisions.get(page, {})

    def _concept(self, concept: Concept, page: str) -> str:
        report = self._reports.get(page)
        day = report.as_of if report else self._today
        bases = self._yearbook.bases_of(concept, day)
        if not bases:
            return f"{concept.names[0]}：未见依据"
        # The first stands for all: the page of concepts has the rest.
        return "。".join(self._of_basis(concept, bases[0]))

    def _of_basis(self, concept: Concept, basis: AppliedBasis) -> Iterator[str]:
        unproven = "" if basis.verified and concept.verified else f"（{_UNPROVEN}）"
        yield f"{concept.names[0]}：{basis.name}{unproven}"
        if successor := find_successor(basis.work, basis.edition, basis.article, self._today):
            yield _of_successor(successor)

    def _of_edition(self, work: Regulation, edition: Edition | None, anchor: str) -> Iterator[str]:
        if edition is None:
            yield f"《{work.title}》"
            return
        article = edition.by_anchor.get(anchor)
        yield _name(work, edition, article)
        if successor := find_successor(work, edition, article, self._today):
            yield _of_successor(successor)


def _of_provision(provision: Provision) -> Iterator[str]:
    reservations = f"（{_UNPROVEN}：{'；'.join(provision.reservations)}）" if provision.reservations else ""
    yield provision.name + reservations
    if provision.successor:
        yield _of_successor(provision.successor)
    for later in provision.upcoming:
        if later.issued.day and later.starts:
            yield f"{later.name}已于{later.issued.day.chinese}印发，自{later.starts.chinese}起施行"
    if provision.target and provision.target not in provision.upcoming:
        yield f"措施实施年度适用{provision.target.name}"


def _of_successor(found: Successor) -> str:
    told = found.article or found.struck_by
    doubt = "" if found.certain or not told else f"（对应关系{_UNPROVEN}）"
    labels = [article.label for article in (found.article, *found.others) if article]
    place = f"{found.edition.name}{'、'.join(labels)}"
    if found.struck_by:
        return f"所引条文已由{found.struck_by.name}删去，现行{place}{doubt}"
    if found.article is None:
        return f"所引版本已被取代，现行{place}"
    if found.change is AmendmentKind.SAME:
        return f"条文未改，现为{place}{doubt}"
    if found.change is None:
        return f"所引条文是否修改未判定，现为{place}{doubt}"
    return f"所引条文已修改，现为{place}（{found.change}）{doubt}"


def _name(work: Regulation, edition: Edition, article: Article | None) -> str:
    return f"《{work.title}》{edition.name}{article.label if article else ''}"


def _address(work: Regulation, edition: Edition | None, article: Article | None) -> str:
    path = page_of(edition.path if edition else work.path)
    return f"{path}#{article.anchor}" if article else path
