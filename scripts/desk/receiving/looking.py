"""What comes of a file that was handed in: the page that it would be, or what is missing, or where it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from macros.corpus import Source
from macros.domain.reports import Report
from macros.errors import ContentErrors, SiteError
from scripts.desk.desk import Desk
from scripts.desk.receiving.form import PaperForm
from scripts.desk.told_faults import tell_fault
from scripts.desk.uploads import Upload
from scripts.intake.detect import is_workbook
from scripts.intake.facts import ImportOrder, UnknownFactError, find_head
from scripts.intake.grounds import NOT_IN_TITLE, find_grounds
from scripts.intake.holdings import Holdings, find_holdings
from scripts.intake.making import take_papers
from scripts.intake.manuscript import COMMENT, IntakeError, LeftOut, Manuscript, ScanFoundError
from scripts.intake.official_text.recognising import is_official_text
from scripts.intake.page_head import PageHead
from scripts.intake.page_making import Made, find_page_key, make_page, tell_other_paper
from scripts.intake.picture_choices import settle_pictures
from scripts.intake.pictures import Picture
from scripts.intake.proposals import propose_year
from scripts.intake.report_import import Reading, SeveralPapersError, read_paper
from scripts.intake.revisions import Revisions, Verdict
from scripts.intake.scans.boxes import Scan
from scripts.intake.scans.reading import settle
from scripts.intake.three_way import Clash

#: What is missing, as it is told at the field.
_MISSING = {
    "year": "看不出是哪一年的，请写上，如 2023",
    "unit": "标题和落款都没有写明单位，请写上，如 XX乡党委",
    "audience": "没有写明给谁看，请选一个",
}
#: And where the office is known whose paper it probably is, which nobody has said yet.
_PROPOSED = "标题和落款都没有写明单位，先填了本单位；是的，再读一遍，不是的改掉"
#: How notices begin that tell only what stands beside the fields anyway.
_KNOWN = (
    "年度按标题",
    "标题写的是 ",
    "年度按文件名",
    "单位按",
    "文种按",
    "阅读范围照",
    "述责述廉人记为",
    "上次导入以后",
    "文中有修订",
)
#: And those that leave nothing to be looked at before the page may be written.
_HARMLESS = ("同一名称有几个不同的数", "表格里的数没有写单位", "指标只提出")
#: How notices end of what must not be published.
_STOPS = "（不去掉，站点不能生成）"
#: Where that stands in the page's file, and what can be done in the file alone.
_IN_FILES = re.compile(r"^docs/\S+?：|；核过[^。]*|（不去掉，站点不能生成）$")
#: What only a command line can follow.
_COMMAND = re.compile(r"改法：[^。]*(?:--|python3|docs/)[^。]*。?|[；，。][^；。]*(?:--|python3)[^；。]*")
#: What the clerk does where what reads scans is not installed.
_READER = "改法：改用 Word 原稿；没有原稿的，点下面的按钮，装上识别文字的部件。"
#: Finds a paper again: the key of its file, and its place among several.
_PAGE = re.compile(r"([A-Za-z0-9_-]{22})(?:\.([0-9]{1,3}))?")


class NoSuchPaperError(SiteError):
    """A paper was asked for that was handed in long ago, or never."""

    meaning = "工作台要打开的来稿不在了，多半已经放进来，或者放了太久"
    remedy = "回到收件，把文件再选一次"


@dataclass(frozen=True)
class Look:
    """A paper as it stands at the desk (看过的来稿).

    Attributes:
        page: Finds it again.
        upload: Its file.
        form: What was said of it.
        manuscript: Its text; None where it cannot be read.
        made: The page that it would be; None where something is missing, or wrong.
        told: Why there is none, in Chinese.
        missing: The fact that nobody says, by its field, with what is told there.
        apart: How many papers the file holds where it must be said what becomes of them; 0 elsewhere.
        elsewhere: The screen on which it belongs; empty where it is here.
        grounds: The words by which it was taken for what it is.
        head: What is known of it where its page cannot be made yet.
        rivals: How many papers beside it would go to the same page.
        is_there: Whether the page stands in the site already, so that this is a newer text of it.
        lacks_reader: Whether it is a scan, or some of its pages are, and what reads scans is not installed.
    """

    page: str
    upload: Upload
    form: PaperForm
    manuscript: Manuscript | None = None
    made: Made | None = None
    told: str = ""
    missing: Mapping[str, str] = field(default_factory=dict)
    apart: int = 0
    elsewhere: str = ""
    grounds: Mapping[str, str] = field(default_factory=dict)
    head: PageHead | None = None
    rivals: int = 0
    is_there: bool = False
    lacks_reader: bool = False

    @property
    def scan(self) -> Scan | None:
        """What of a scan has to be looked at; None for any other file."""
        return self.manuscript.scan if self.manuscript else None

    @property
    def revisions(self) -> Revisions | None:
        """Its tracked changes; None where it has none."""
        return self.manuscript.revisions if self.manuscript else None

    @property
    def verdicts(self) -> dict[int, Verdict]:
        """What was said of its tracked changes, by their numbers."""
        return self.form.verdicts(self.revisions) if self.revisions else {}

    @property
    def open_changes(self) -> int:
        """Of how many tracked changes nobody has said what becomes of them."""
        return len(self.revisions.changes) - len(self.verdicts) if self.revisions else 0

    @property
    def comments(self) -> list[LeftOut]:
        """The comments in it, which are on no page."""
        left_out = self.manuscript.left_out if self.manuscript else ()
        return [one for one in left_out if one.reason == COMMENT]

    @property
    def pictures(self) -> list[Picture]:
        """The pictures that its page shows."""
        if self.made is None:
            return []
        shown = {file.name for file in self.made.pictures}
        return [one for one in self.made.done.galley.manuscript.pictures if one.name in shown]

    @property
    def has_stresses(self) -> bool:
        """Whether any of its words stand out, in bold or under marks."""
        return self.manuscript is not None and any(line.stresses for line in self.manuscript.lines)

    @property
    def facts(self) -> Report | PageHead | None:
        """What it is, as far as that is known."""
        return self.made.done.report if self.made else self.head

    @property
    def open_clashes(self) -> tuple[Clash, ...]:
        """What was changed both by hand and by the newer text, of which nothing was said yet."""
        return self.made.edits.open if self.made and self.made.edits else ()

    @property
    def loses_edits(self) -> bool:
        """Whether nobody knows what was changed on the page by hand, which then gives way to the newer text."""
        return self.is_there and self.made is not None and self.made.edits is None

    @property
    def other(self) -> str:
        """Why it may be no newer text of the page that is there; empty where it is one."""
        return tell_other_paper(self.made.done) if self.made else ""

    @property
    def other_year(self) -> int | None:
        """The year that its title says, where the page would be another year's; None where they are one."""
        if self.made is None:
            return None
        named = propose_year(self.made.done.draft.title)
        return named if named and named != self.made.done.report.year else None

    @property
    def waits_for_year(self) -> bool:
        """Whether nobody has said yet that the other year is right; a tick holds for the year that it was set at."""
        if self.made is None or self.other_year is None:
            return False
        return self.form.get("other_year") != str(self.made.done.report.year)

    @property
    def stops(self) -> list[str]:
        """What must be mended in the paper before its page may be written."""
        found = self.made.done.notices if self.made else []
        return [_IN_FILES.sub("", notice) for notice in found if notice.endswith(_STOPS)]

    @property
    def notices(self) -> list[str]:
        """What the clerk should know of the page, beside what stands at its fields and parts."""
        found = self.made.done.notices if self.made else []
        told = [
            _for_clerk(notice)
            for notice in found
            if not notice.startswith(_KNOWN) and "python3" not in notice and not notice.endswith(_STOPS)
        ]
        return list(dict.fromkeys(filter(None, told)))

    @property
    def state(self) -> str:
        """How it stands, in a few Chinese words."""
        if self.elsewhere:
            return "不在这里放"
        if self.made is None:
            return self.lacks if self.missing else "要先定怎么放" if self.apart else "读不了"
        return "要看一看" if self.doubts else "清楚"

    @property
    def lacks(self) -> str:
        """How many facts nobody says."""
        return "还差一样" if len(self.missing) == 1 else f"还差 {len(self.missing)} 样"

    @property
    def reasons(self) -> list[str]:
        """Why it stands so."""
        if self.elsewhere:
            return ["是 Excel 表，到台账去" if self.elsewhere == "ledgers" else "像是法规的全文，到法规去"]
        if self.apart:
            return [f"像是 {self.apart} 份材料合在一个文件里"]
        return self.doubts if self.made else [*self.missing.values()] or self.told.splitlines()

    @property
    def doubts(self) -> list[str]:
        """Why it should be looked at before it is written; nothing where it is clear."""
        return list(self._doubts())

    def _unsaid(self) -> Iterator[str]:
        """Yield what of the file itself a person has still to say something of."""
        if self.open_changes:
            yield f"{self.open_changes} 处修订没有定"
        if silent := sum(not one.alt for one in self.pictures):
            yield f"{silent} 张图没有写图上是什么"

    def _doubts(self) -> Iterator[str]:
        if self.made is None:
            return
        done = self.made.done
        if self.rivals:
            yield f"另有 {self.rivals} 份也要写到这一页，核对单位、年度和文种，只放一份"
        if self.is_there:
            yield "站点里已有这一页，这是它的新稿"
        yield from self.stops
        if self.other:
            yield self.other
        if self.other_year:
            yield f"标题写的是 {self.other_year} 年，放进来记为 {done.report.year} 年"
        if self.open_clashes:
            yield f"{len(self.open_clashes)} 处页面上改过、新稿也改了，要选"
        yield from self._unsaid()
        if unsure := sum(bool(part.doubt) for part in done.draft.parts):
            yield f"{unsure} 个部分的类别要定"
        if not self.form.get("year") and self.grounds.get("year", "").startswith(NOT_IN_TITLE):
            yield f"年度要核对：{self.grounds['year']}"
        yield from (notice for notice in self.notices if not notice.startswith(_HARMLESS))


def find_upload(desk: Desk, page: str) -> tuple[Upload, int]:
    """The file of a paper, and its place among several in it; 0 for the only one.

    Raises:
        NoSuchPaperError: It is not there any more.
    """
    match = _PAGE.fullmatch(page)
    upload = desk.uploads.find(match[1]) if match else None
    if match is None or upload is None:
        raise NoSuchPaperError("这份来稿不在了：已经放进来，或者放了太久。改法：回到收件，把文件再选一次。")
    return upload, int(match[2] or 0)


def look_at(desk: Desk, page: str, fields: Mapping[str, str], taken: frozenset[str] = frozenset()) -> Look:
    """Read a paper and make its page, as far as that can be done.

    Args:
        desk: The desk.
        page: Finds it.
        fields: Its form.
        taken: Keys of pages that are brought in with it.

    Raises:
        NoSuchPaperError: It is not there any more.
    """
    upload, number = find_upload(desk, page)
    look = Look(page, upload, PaperForm(fields))
    if is_workbook(upload.file):
        return replace(look, elsewhere="ledgers")
    try:
        manuscript = _read(desk, look)
        manuscript = settle(manuscript, look.form.looked_at(manuscript.scan)) if manuscript.scan else manuscript
    except ScanFoundError as found:
        if found.without is None:
            return replace(look, told=_for_clerk(str(found)) + _READER, lacks_reader=True)
        manuscript, look = found.without, replace(look, lacks_reader=True)
    except IntakeError as error:
        return replace(look, told=str(error))
    if is_official_text(manuscript) and look.form.get("is") != "paper":
        return replace(look, manuscript=manuscript, elsewhere="regulations")
    try:
        return _make(replace(look, manuscript=manuscript), manuscript, number, _holdings(desk), taken)
    except ContentErrors as errors:
        site = Source(desk.project.docs)
        faults = "\n".join(tell_fault(fault, site).words for fault in errors.errors)
        return replace(look, manuscript=manuscript, told=f"放进来的这一页，或者站点里已有的这一页，有错误：\n{faults}")


def _read(desk: Desk, look: Look) -> Manuscript:
    """The text of a paper, with its tracked changes as they were decided of."""
    manuscript = desk.readings.read(look.upload)
    said = look.form.verdicts(manuscript.revisions) if manuscript.revisions else {}
    rejected = frozenset(number for number, verdict in said.items() if verdict is Verdict.REJECT)
    manuscript = desk.readings.read(look.upload, rejected) if rejected else manuscript
    return settle_pictures(manuscript, *look.form.pictures)


def _make(look: Look, manuscript: Manuscript, number: int, holdings: Holdings, taken: frozenset[str]) -> Look:
    order = replace(look.form.make_order(look.upload), taken=taken)
    try:
        if number:
            manuscript, order = list(take_papers(manuscript, order))[number - 1]
        if not manuscript.carriage:
            reading = read_paper(manuscript, as_parts=order.as_parts)
            look = replace(look, grounds=find_grounds(order, reading))
            look = replace(look, head=_find_head(order, reading, holdings))
        else:
            look = replace(look, grounds=dict.fromkeys(("unit", "year", "series"), "从本站导出的文件，里面记着"))
        key = find_page_key(manuscript, order, holdings)
        file = holdings.docs / f"reports/{key}.md"
        is_there = file.is_file()
        made = make_page(manuscript, order, holdings, key, file, updates=is_there)
        return replace(look, made=made, is_there=is_there)
    except UnknownFactError as unknown:
        proposed = unknown.fact == "unit" and holdings.office is not None and look.head is not None
        missing = {unknown.fact: _PROPOSED if proposed else _MISSING[unknown.fact]}
        # What nobody can have said is asked at once, and not when the first is answered.
        if holdings.office is None and order.audience is None:
            missing.setdefault("audience", _MISSING["audience"])
        return replace(look, missing=missing)
    except SeveralPapersError:
        return replace(look, apart=len(list(take_papers(manuscript, order))))
    except ContentErrors:
        raise
    except SiteError as error:
        return replace(look, told=_for_clerk(str(error)) or str(error))


def _find_head(order: ImportOrder, reading: Reading, holdings: Holdings) -> PageHead | None:
    """What is known of a paper; one that names no unit is proposed for the office, and nothing is made of it yet."""
    try:
        return find_head(order, reading.title, reading.rest, holdings)
    except UnknownFactError as unknown:
        if unknown.fact != "unit" or not holdings.office:
            raise
    return find_head(replace(order, unit=holdings.office.unit), reading.title, reading.rest, holdings)


def _holdings(desk: Desk) -> Holdings:
    survey = desk.work.survey()
    return find_holdings(desk.project.docs, survey.corpus, survey.faults)


def _for_clerk(text: str) -> str:
    """What is told, without what only a command line can follow."""
    return _COMMAND.sub("", text).replace("要列的自己写进 indicators", "要列的，放进来以后在“改”里写进指标").strip()
