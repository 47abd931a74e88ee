"""Sets a site up for an office, with nothing left of the one that it was delivered with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.corpus import Office
from macros.corpus.pages import PageKind, SourcePage
from macros.domain.ledgers import Ledger
from macros.domain.reports import Report
from macros.page_text.yaml_values import field_line
from scripts.build.content_checks import survey_pages
from scripts.changes.change_set import SETTINGS, ChangeSet
from scripts.changes.samples import SAMPLES, Clearance, Sweep, plan_clearance
from scripts.changes.writing import WriteError, read_file

#: The unit of the papers that a site is delivered with; no office is called so.
SHIPPED_UNIT = "XX乡党委"
#: The field by which pages of a kind say whose they are.
_OWNERS = {PageKind.REPORT: "unit", PageKind.LEDGER: "unit", PageKind.LOCAL: "issuer"}
_EXTRA = re.compile(r"extra:\s*(?:#.*)?")
_TOP_FIELD = re.compile(r"[^\s#]")
_SITE_NAME = re.compile(r"^site_name[ \t]*:[^\r\n]*", re.MULTILINE)
_NAMES = re.compile(r"site_(?:name|description)\s*:")


def plan_set_up(docs: Path, office: Office) -> Clearance:
    """Plan what sets a site up.

    Args:
        docs: The folder of the pages, beside which mkdocs.yml stands.
        office: Whose yearbook it becomes.

    Returns:
        The pages that go, in one change set with the settings.

    Raises:
        SamplesInUseError: A page that stays refers to one that goes.
        WriteError: The settings cannot be read, or the folder holds another unit's papers.
    """
    settings = read_file(docs / SETTINGS)
    if settings is None:
        raise WriteError(f"{docs.parent} 里没有 mkdocs.yml。改法：在项目文件夹里运行。")
    sweep = Sweep(f"建站：{office.unit}", "随站带来的材料", lambda page: _reason(page, office))
    plan = plan_clearance(docs, sweep, {SETTINGS: _with_office(settings.decode(), office).encode()})
    _require_own_folder(docs, office, plan)
    return plan


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


def _require_own_folder(docs: Path, office: Office, plan: Clearance) -> None:
    yearbook = survey_pages(docs)[0].yearbook
    papers: list[Report | Ledger] = [*yearbook.reports.values(), *yearbook.ledgers.values()]
    for paper in papers:
        if paper.folder == office.folder and paper.unit != office.unit and paper.path not in plan.removed:
            raise WriteError(
                f"docs/{paper.path} 是“{paper.unit}”的材料，和“{office.unit}”不能放在一个文件夹。"
                "改法：是同一单位的，把这些页面的 unit 改成一样；不是的，给本单位另写一个文件夹。"
            )


def _with_office(settings: str, office: Office) -> str:
    """Settings that name an office, and the office before no more; all other lines stay as they are."""
    row = field_line("office", {"unit": office.unit, "folder": office.folder, "audience": str(office.audience)})
    lines, end = settings.splitlines(), "\r\n" if "\r\n" in settings else "\n"
    named = (line.replace(SHIPPED_UNIT, office.unit) if _NAMES.match(line) else line for line in lines)
    kept = list(_without_office(named))
    at = next((number for number, line in enumerate(kept, 1) if _EXTRA.fullmatch(line)), None)
    if at is None:
        raise WriteError("mkdocs.yml 里没有单独一行的 extra:。改法：加上这一行，下面各项缩进两格，再运行一次。")
    return end.join([*kept[:at], f"  {row}", *kept[at:], ""])


def _without_office(lines: Iterator[str]) -> Iterator[str]:
    """Yield all lines but those of `extra.office`, which may go on in lines that are deeper still."""
    inside = leaving = False
    for line in lines:
        if _TOP_FIELD.match(line):
            inside, leaving = bool(_EXTRA.fullmatch(line)), False
        elif inside and re.match(r"  \S", line):
            leaving = line.startswith("  office:")
        if not leaving:
            yield line
