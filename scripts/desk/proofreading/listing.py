"""Everything that is found in the yearbook, the weightiest first, with its sentence and what may be done about it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import accumulate, chain

from macros.corpus import Source
from macros.corpus.pages import SourcePage
from macros.errors import ErrorKind
from macros.findings import Finding, Kind, Severity
from macros.page_text.links import replace_links
from macros.page_text.sections import Section, split_sections
from macros.proofing import RemarkKind, propose_mend
from scripts.build.content_checks import find_remarks
from scripts.build.copy_remarks import find_copied
from scripts.build.put_off import PassedOver, pass_over
from scripts.changes.mending import Mend, can_mend
from scripts.desk.desk import Desk
from scripts.desk.desk_words import remedy_of
from scripts.desk.proofreading.sentences import Sentence, find_sentence
from scripts.desk.told_faults import ToldFault, tell_fault

#: Faults that are mended by writing the links of the page anew.
LINKS = frozenset({ErrorKind.WRONG_EDITION, ErrorKind.CITATION})
#: Faults that a person may look at and let stand.
_MAY_STAND = frozenset({ErrorKind.CLASSIFIED, ErrorKind.PRIVATE_NUMBER})
#: The weightiest first; whatever is not named comes behind the faults that are, or in the order of its list.
_WEIGHT: tuple[Kind, ...] = (
    ErrorKind.CLASSIFIED,
    ErrorKind.PRIVATE_NUMBER,
    ErrorKind.WRONG_EDITION,
    ErrorKind.CITATION,
    *(kind for kind in ErrorKind if kind not in {*LINKS, *_MAY_STAND}),
    *(kind for kind in RemarkKind if kind.on_publication),
    RemarkKind.SCAN_OPEN,
    RemarkKind.SIGNED_CHANGED,
    RemarkKind.INDICATOR_LEFT,
    RemarkKind.TITLE_NEAR,
    RemarkKind.TITLE_OUTDATED,
    RemarkKind.OTHERS_NAME,
    RemarkKind.OTHER_YEAR,
    RemarkKind.OTHER_MEETING,
    RemarkKind.OTHERS_POST,
    RemarkKind.CARRIED_OVER,
    RemarkKind.COPIED,
    RemarkKind.COPIED_BUT_FIGURES,
    RemarkKind.COPIED_NEARLY,
    RemarkKind.PLACEHOLDER,
    RemarkKind.CONCEPT_UNCLEAR,
    RemarkKind.USAGE,
    *(kind for kind in RemarkKind),
)
_RANK = {kind: place for place, kind in reversed([*enumerate(_WEIGHT)])}
#: What a clerk is to do, in place of words about how a page is written.
_ADVICE: dict[Kind, str] = {
    ErrorKind.CLASSIFIED: "停止发布，按保密规定处理；确实不是密级标志的，写明理由留着",
    ErrorKind.PRIVATE_NUMBER: "删去；核过可以公开的，写明理由留着",
    ErrorKind.WRONG_EDITION: "改链到当时有效的版本",
    ErrorKind.CITATION: "把引用的链接重新写一遍",
    RemarkKind.SCAN_OPEN: "在“收件”里把扫描件再交一次，对照图片逐处看过，再放进来",
    RemarkKind.PLACEHOLDER: "填上内容；有意不填的，写明理由留着",
    RemarkKind.CONCEPT_UNCLEAR: "说的是这个概念的，在句中写明对象；说的是别的，留着",
}


@dataclass(frozen=True)
class Found:
    """Something that was found, as the clerk sees it (一处).

    Attributes:
        finding: What, and where.
        page: Its page; None where it cannot be read.
        name: What an office calls the page.
        fault: Where it is none of a sentence, what is wrong and where it is mended.
    """

    finding: Finding
    page: SourcePage | None
    name: str
    fault: ToldFault | None = None

    @property
    def path(self) -> str:
        """The page's path under docs."""
        return _path(self.finding)

    @property
    def kind(self) -> Kind:
        """What it is."""
        return self.finding.kind

    @property
    def stops(self) -> bool:
        """Whether nothing can be published before it is mended."""
        return self.kind.severity is Severity.STOPS

    @cached_property
    def key(self) -> str:
        """Finds it again as long as it stands where it stood."""
        one = self.finding
        parts = (one.kind.code, one.file, one.line, one.column, one.field, one.words, one.detail)
        return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]

    @cached_property
    def sentence(self) -> Sentence | None:
        """Its words in their sentence."""
        return find_sentence(self.finding, self.page) if self.page else None

    @cached_property
    def mend(self) -> Mend | None:
        """What may stand there in its place; None where that takes a person."""
        if not self.page or not self.sentence or not self.finding.column:
            return None
        words = self.sentence.words
        due = propose_mend(self.finding, words)
        if due is None or due == words:
            return None
        mend = Mend(self.finding.line, self.finding.column, words, due)
        return mend if can_mend(self.page.text, mend) else None

    @property
    def mends_links(self) -> bool:
        """Whether it goes where the links of its page are written anew."""
        return self.kind in LINKS and self.page is not None

    @property
    def may_stand(self) -> bool:
        """Whether a person may let it stand; a change after sign-off is settled by signing anew."""
        if self.kind is RemarkKind.SIGNED_CHANGED:
            return False
        return self.sentence is not None and (not self.stops or self.kind in _MAY_STAND)

    @property
    def said(self) -> str:
        """What is said of it, and what to do, in a clerk's words."""
        one = self.finding
        if self.fault and not self.sentence and self.kind not in LINKS:
            return self.fault.wrong
        found = replace_links(one.found, lambda _: True)
        told = f"写的是{found}" if self.stops and found and not self.sentence else ""
        wanted = f"应为{one.expected}" if self.stops and one.expected and self.kind not in LINKS else ""
        advice = _ADVICE.get(self.kind) or (one.expected if not self.stops and one.expected else remedy_of(one))
        return "。".join(filter(None, ("，".join(filter(None, (told, wanted, one.detail))), advice))) + "。"

    @cached_property
    def section(self) -> int:
        """The number of the section of its page in which it stands, as its form counts them; -1 for the head."""
        return bisect_right(self._starts, self.finding.line) - 1

    @property
    def place(self) -> str:
        """Where on its page it stands, by the words of the heading, or of the field."""
        if self.fault and self.fault.mending.name and not self.sentence:
            return self.fault.mending.name
        if not self.page or self.section < 0:
            return "页首信息" if self.page else ""
        return self._sections[self.section].words

    @cached_property
    def _sections(self) -> list[Section]:
        return [*split_sections(self.page.written)] if self.page else []

    @cached_property
    def _starts(self) -> list[int]:
        """The line in which each section begins."""
        first = self.page.first_line if self.page else 1
        return [*accumulate((len(one.lines) for one in self._sections[:-1]), initial=first)]


def find_all(desk: Desk, path: str = "") -> tuple[list[Found], PassedOver]:
    """Everything that is found, the weightiest first; of one kind in the order of the pages.

    Args:
        desk: Whose pages.
        path: One page under docs, of which also what is passed over among all is told; empty for all.
    """
    survey, passed_over = desk.work.survey(), PassedOver()
    paths = [path] if path else []
    corpus = survey.corpus
    remarks = chain(find_remarks(corpus, paths), find_copied(corpus, paths))
    told = pass_over(remarks, corpus, desk.work.docs, passed_over, paths)
    faults = (fault for fault in survey.faults if not path or fault.file == f"docs/{path}")
    site = Source(desk.work.docs)
    found = [
        Found(one, corpus.pages.get(_path(one)), survey.name(_path(one)), fault)
        for one, fault in chain(((one, tell_fault(one, site)) for one in faults), ((one, None) for one in told))
    ]
    found.sort(key=lambda one: (_RANK.get(one.kind, -1), one.finding.file, one.finding.line, one.finding.column))
    return found, passed_over


def _path(finding: Finding) -> str:
    return finding.file.removeprefix("docs/")
