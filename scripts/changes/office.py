"""Sets a site up for an office, with nothing left of the one that it was delivered with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from macros.corpus import Office
from macros.corpus.pages import PageKind, SourcePage
from macros.domain.ledgers import Ledger
from macros.domain.reports import Report
from macros.page_text.fields import with_field
from macros.page_text.splitting import normal_text, split_text
from macros.page_text.yaml_values import field_line
from scripts.build.content_checks import survey_pages
from scripts.changes.change_set import SETTINGS, ChangeSet
from scripts.changes.extra_settings import with_extra
from scripts.changes.samples import SAMPLES, Clearance, Sweep, plan_clearance
from scripts.changes.writing import WriteError, read_file

#: The unit of the papers that a site is delivered with; no office is called so.
SHIPPED_UNIT = "XX乡党委"
#: The field by which pages of a kind say whose they are.
_OWNERS = {PageKind.REPORT: "unit", PageKind.LEDGER: "unit", PageKind.LOCAL: "issuer"}
#: So many papers are named in a message.
_MOST_NAMED = 3
_SITE_NAME = re.compile(r"^site_name[ \t]*:[^\r\n]*", re.MULTILINE)
_NAMES = re.compile(r"site_(?:name|description)\s*:")


class OtherUnitError(WriteError):
    """The office's folder holds papers of a unit that is called otherwise; whoever knows may say that it is the same.

    Attributes:
        unit: What they say.
        count: How many they are.
    """

    meaning = "本单位的文件夹里已有材料，写的是另一个单位名称；没有改动"
    remedy = "是同一单位的，在工作台“本单位”里一起改名；不是的，用 --folder 给本单位另写一个文件夹"

    def __init__(self, office: Office, papers: Sequence[Report | Ledger]) -> None:
        self.unit, self.count = papers[0].unit, len(papers)
        named = "、".join(f"docs/{paper.path}" for paper in papers[:_MOST_NAMED])
        super().__init__(
            f"{named}{' 等' if self.count > _MOST_NAMED else ' '}共 {self.count} 份是“{self.unit}”的材料，"
            f"和“{office.unit}”不能放在一个文件夹。"
            "改法：是同一单位的，在工作台“本单位”里一起改名，或者把这些页面的 unit 改成一样；"
            "不是的，给本单位另写一个文件夹。"
        )


def plan_set_up(docs: Path, office: Office, *, renames: bool = False) -> Clearance:
    """Plan what sets a site up.

    Args:
        docs: The folder of the pages, beside which mkdocs.yml stands.
        office: Whose yearbook it becomes.
        renames: Whether papers in its folder that call their unit otherwise are its own, and get its name.

    Returns:
        The pages that go, in one change set with the settings and the papers that are renamed.

    Raises:
        SamplesInUseError: A page that stays refers to one that goes.
        OtherUnitError: The folder holds papers that call their unit otherwise.
        WriteError: The settings cannot be read.
    """
    settings = read_file(docs / SETTINGS)
    if settings is None:
        raise WriteError(f"{docs.parent} 里没有 mkdocs.yml。改法：在项目文件夹里运行。")
    sweep = Sweep(f"建站：{office.unit}", "随站带来的材料", lambda page: _reason(page, office))
    written = {SETTINGS: _with_office(settings.decode(), office).encode()}
    plan = plan_clearance(docs, sweep, written)
    if not (others := _find_others(docs, office, plan)):
        return plan
    if not renames:
        raise OtherUnitError(office, others)
    return plan_clearance(docs, sweep, written | {paper.path: _renamed(docs, paper.path, office) for paper in others})


def plan_site_name(docs: Path, name: str) -> ChangeSet:
    """Plan another name of the site, which stands on every page; all other lines of the settings stay as they are.

    Raises:
        WriteError: The settings cannot be read, or have no name.
    """
    settings = (read_file(docs / SETTINGS) or b"").decode("utf-8", "replace")
    if not _SITE_NAME.search(settings):
        raise WriteError("mkdocs.yml 里没有单独一行的 site_name。改法：加上这一行，再做一次。")
    line = field_line("site_name", name)
    return ChangeSet.plan(
        docs, f"站点改名：{name}", {SETTINGS: _SITE_NAME.sub(lambda _: line, settings, count=1).encode()}
    )


def _reason(page: SourcePage, office: Office) -> str:
    owner = page.front_matter.fields.get(_OWNERS.get(page.kind, ""))
    delivered = owner == SHIPPED_UNIT and office.unit != SHIPPED_UNIT
    return SAMPLES.reason_of(page) or (f"{SHIPPED_UNIT}的材料" if delivered else "")


def _find_others(docs: Path, office: Office, plan: Clearance) -> list[Report | Ledger]:
    """What stays in the office's folder and calls its unit otherwise."""
    yearbook = survey_pages(docs)[0].yearbook
    papers: list[Report | Ledger] = [*yearbook.reports.values(), *yearbook.ledgers.values()]
    inside = (paper for paper in papers if paper.folder == office.folder and paper.path not in plan.removed)
    return [paper for paper in inside if paper.unit != office.unit]


def _renamed(docs: Path, path: str, office: Office) -> bytes:
    page = split_text(normal_text((docs / path).read_bytes().decode()))
    return page.changed(front=with_field(page.front, "unit", [field_line("unit", office.unit)])).encode()


def _with_office(settings: str, office: Office) -> str:
    """Settings that name an office, and the office before no more; all other lines stay as they are."""
    row = {"unit": office.unit, "folder": office.folder, "audience": str(office.audience)}
    lines, end = settings.splitlines(), "\r\n" if "\r\n" in settings else "\n"
    named = (line.replace(SHIPPED_UNIT, office.unit) if _NAMES.match(line) else line for line in lines)
    return with_extra(end.join([*named, ""]), "office", row)
