"""An official text that was handed in: what it becomes in the register, and what stands against that."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_args

from macros.corpus import load_yearbook
from macros.corpus.schema import RegulationFields
from macros.errors import ContentErrors, SiteError
from macros.page_text.splitting import plain_lines
from scripts.build.citation_links import link_pages
from scripts.changes.change_set import ChangeSet
from scripts.desk.desk import Desk
from scripts.desk.regulations.typing import HOW, read_whole_day
from scripts.desk.uploads import Upload
from scripts.intake.manuscript import IntakeError
from scripts.intake.official_text.register_place import Becoming, UnknownYearError
from scripts.intake.official_text.registering import Arrival, Registration, Said, register_text
from scripts.intake.official_text.registering import Desk as Holdings
from scripts.intake.official_text.telling_registration import Proposal, proposals, tell_registration

#: Facts that stay 待核实 where the clerk says so, by what their rows are called.
DOUBTED = {
    "文号": "number",
    "通过": "adopted",
    "发布": "issued",
    "施行": "in_force",
    "废止旧文": "repeals",
}
#: The kinds of regulations that a clerk chooses from.
KINDS: tuple[str, ...] = get_args(RegulationFields.model_fields["kind"].annotation)
#: What a clerk never sees.
_UNSEEN = {"标识"}
_FIELDS = {"title": "题名", "kind": "文种", "edition": "版本", "regulation": "是哪一部", "issuer": "制定机关"}
_OPTION = re.compile(r"(?:用|加上?) ?--([a-z-]+)(?:\s*写明)?")


class NoSuchTextError(SiteError):
    """An official text was asked for that was handed in long ago, or never."""

    meaning = "工作台要打开的法规全文不在了，多半已经写入，或者放了太久"
    remedy = "回到法规，把文件再选一次"


@dataclass(frozen=True)
class TextLook:
    """A text as it stands at the desk (看过的法规全文).

    Attributes:
        upload: Its file.
        values: What was typed.
        planned: What it becomes; None where that cannot be told yet.
        told: Why not, in Chinese.
        faults: What is wrong, by field.
    """

    upload: Upload
    values: Mapping[str, str]
    planned: Registration | None = None
    told: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> list[Proposal]:
        """What is proposed, row by row; nothing where the edition is registered already."""
        is_new = self.planned and self.planned.place.becoming in {Becoming.REGULATION, Becoming.EDITION}
        return [row for row in proposals(self.planned) if row.name not in _UNSEEN] if self.planned and is_new else []

    @property
    def lines(self) -> list[str]:
        """What is told of it beside the rows."""
        told = list(tell_registration(self.planned))[1:] if self.planned else []
        known = {str(row) for row in proposals(self.planned)} if self.rows and self.planned else set()
        return [in_form_words(line.strip()) for line in told if line not in known]

    @property
    def stops(self) -> list[str]:
        """What stops it unless the clerk has looked and says so."""
        return [] if self.values.get("force") or not self.planned else self.planned.faults

    @property
    def is_there(self) -> bool:
        """Whether the register has just this text already."""
        return bool(self.planned) and self.planned.place.becoming is Becoming.THERE  # type: ignore[union-attr]


def look_at_text(desk: Desk, key: str, values: Mapping[str, str], holdings: Holdings | None = None) -> TextLook:
    """Find what a text becomes, with what was typed.

    Args:
        desk: The desk.
        key: Finds its file.
        values: What was typed.
        holdings: The register as it will be once others are written; None for as it stands.

    Raises:
        NoSuchTextError: Its file is not there any more.
    """
    upload = desk.uploads.find(key)
    if upload is None:
        raise NoSuchTextError("这份法规全文不在了，可能已经写入。改法：回到法规，把文件再选一次。")
    days = {name: read_whole_day(values[name]) for name in ("issued", "in_force") if values.get(name)}
    faults = {name: f"“{values[name]}”不是日期，{HOW}。" for name, day in days.items() if day is None}
    typed = {name: " ".join(values.get(name, "").split()) for name in _FIELDS}
    said = Said(
        regulation=typed["regulation"],
        edition=typed["edition"],
        title=typed["title"],
        kind=typed["kind"],
        issuer=typed["issuer"],
        issued=days.get("issued"),
        in_force=days.get("in_force"),
        doubted=frozenset(name for row, name in DOUBTED.items() if values.get(f"doubt-{row}")),
    )
    try:
        sha256 = hashlib.sha256(upload.file.read_bytes()).hexdigest()
        manuscript = desk.readings.read(upload)
        if manuscript.revisions:
            told = (
                f"全文里有修订（{manuscript.revisions.counted}）。改法：在 Word 里接受或者拒绝全部修订，存好再交上来。"
            )
            return TextLook(upload, values, told=told, faults=faults)
        arrival = Arrival(upload.file, manuscript, sha256)
        planned = register_text(arrival, said, holdings or Holdings.of(desk.project.docs))
    except UnknownYearError:
        return TextLook(upload, values, faults=faults | {"edition": "看不出是哪一年的，写上年份，如 2018。"})
    except IntakeError as error:
        return TextLook(upload, values, told=in_form_words(str(error)), faults=faults)
    return TextLook(upload, values, planned, faults=faults)


def plan_text(desk: Desk, look: TextLook) -> ChangeSet:
    """What is written: the pages of the register, and the links of reports that are due with them."""
    planned = look.planned
    if planned is None or look.is_there:
        return desk.work.plan("登记法规", {})
    pages = dict(planned.pages) | dict(linked_reports(desk, planned.pages))
    deed = "写入全文" if planned.place.becoming is Becoming.TEXT else "登记"
    return desk.work.plan(f"{deed}《{planned.facts.title}》{planned.place.edition}年版", pages)


def in_form_words(told: str) -> str:
    """What a command says of its options, as the fields of the form are called."""
    told = _OPTION.sub(lambda found: _in_field(found[1]), told)
    return told.replace("页首信息的 in_force", "这一版的“施行”")


def _in_field(option: str) -> str:
    return "勾选“照样写入”" if option == "force" else f"在“{_FIELDS.get(option, '要改的')}”一栏写明"


def linked_reports(desk: Desk, pages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the reports of which links are due once pages of the register are written, each with its text."""
    site = ChangeSet.plan(desk.project.docs, "", pages).site
    try:
        for page in link_pages(site, load_yearbook(site), []):
            if plain_lines(page.before) != plain_lines(page.linked.text):
                yield page.report.path, page.linked.text
    except ContentErrors:
        # They are told where the change is shown.
        return
