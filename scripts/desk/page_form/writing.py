"""The text of a page from its form: ids that fit their kinds, what went, and every reference that follows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from macros.corpus.pages import PageKind
from macros.domain.reports import PartKind, lead_id
from macros.page_text.fields import with_field
from macros.page_text.marked_links import write_lines
from macros.page_text.sections import Section, split_sections, with_heading
from macros.page_text.splitting import normal_text, split_text
from macros.page_text.yaml_values import list_field
from scripts.changes.item_references import Renamed, free_item, free_part, rename_references, retire
from scripts.changes.leaving_items import join_rows, without_items
from scripts.desk.page_form.form import ITEM, KINDS, PART, FormSection, PageForm
from scripts.desk.page_form.head import read_front, write_head, write_indicators


@dataclass(frozen=True)
class WrittenPage:
    """A page as its form would write it.

    Attributes:
        path: Its path under docs.
        text: Its text.
        names: The id of each section by its key.
        lines: The 1-based line of each section's heading by its key.
        ids: What became of ids that are no longer borne: what bears them now, or nothing.
    """

    path: str
    text: str
    names: Mapping[str, str]
    lines: Mapping[str, int]
    ids: Mapping[str, str]

    @property
    def key(self) -> str:
        """What the rest of the site calls the report."""
        return self.path.removeprefix("reports/").removesuffix(".md")

    @property
    def renamed(self) -> Renamed:
        """The items that bear other ids now."""
        return Renamed(self.key, {old: new for old, new in self.ids.items() if new})

    @property
    def gone(self) -> frozenset[str]:
        """The ids that nothing bears any more."""
        return frozenset(old for old, new in self.ids.items() if not new)

    def follow(self, text: str, path: str) -> str:
        """The text of a page with references to what bears other ids now, without what was said of what went."""
        if self.renamed.ids:
            text = rename_references(join_rows(text, path, self.renamed), path, self.renamed)
        return without_items(text, path, self.key, self.gone) if self.gone else text


def write_page(form: PageForm, before: str) -> WrittenPage:
    """Write a page as it is typed.

    Args:
        form: What is typed.
        before: The page as it was opened: its lines that were not changed stay.

    Raises:
        FrontMatterError: It cannot be told where the front matter of the page ends.
    """
    split = split_text(normal_text(before))
    names = _names(form, split.body) if form.kind is PageKind.REPORT else {one.key: one.was.id for one in form.sections}
    ids = _ids(form, names, split.body)
    body = [_written(form, one, names[one.key]) for one in form.sections]
    front = write_head(form.kind, form.front, form.head)
    if form.kind is PageKind.REPORT:
        front = write_indicators(front, [_with_place(row, names) for row in form.indicators])
        front = _with_retired(front, ids)
    text = split.changed(front=front if split.body_at else None, body=[line for one in body for line in one.lines])
    written = WrittenPage(form.path, text, names, {}, ids)
    text = written.follow(text, form.path)
    return WrittenPage(form.path, text, names, dict(_heading_lines(form, text)), ids)


def _names(form: PageForm, body: Iterable[str]) -> dict[str, str]:
    """The id of each section: its own where that fits its kind, else one that was never given."""
    own = {one.was.id for one in form.sections}
    taken = {*own, *form.ids, *_retired(form), *(one.id for one in split_sections([*body]))}
    names: dict[str, str] = {}
    kind = PartKind.OTHER
    for one in form.sections:
        bears = one.was.id if one.was.id not in names.values() and one.level == one.was.level else ""
        if one.level == PART:
            kind = KINDS.get(one.kind, kind)
            name = bears if _fits(bears, rf"{kind.class_name}(-[0-9]+)?") else free_part(kind.class_name, taken)
        elif one.level == ITEM:
            name = bears if _fits(bears, rf"{kind.letter}[0-9]+") else free_item(kind.letter, taken)
        else:
            name = one.was.id
        names[one.key] = name
        taken.add(name)
    return names


def _fits(name: str, form: str) -> bool:
    return re.fullmatch(form, name) is not None


def _ids(form: PageForm, names: Mapping[str, str], body: Iterable[str]) -> dict[str, str]:
    """What became of each id that was borne and is not any more."""
    if form.kind is not PageKind.REPORT:
        return {}
    borne = {one.was.id: names[one.key] for one in form.sections if one.was.id}
    ids = {one.id: borne.get(one.id, "") for one in split_sections([*body]) if one.id and one.level in {PART, ITEM}}
    # One that was joined to another, or got its new id before the page was taken apart again.
    for old, new in form.ids.items():
        ids[old] = names.get(new) or borne.get(new, new)
    there = {*names.values()}
    changed = {old: new if new in there else "" for old, new in ids.items() if old not in there}
    leads = {lead_id(old): lead_id(new) for old, new in changed.items() if new and not _fits(old, "[a-z][0-9]+")}
    return changed | leads


def _written(form: PageForm, one: FormSection, name: str) -> Section:
    text = form.write_text(one)
    if one.level == 0:
        return Section("", text)
    classes = one.was.classes if one.was.heading else ()
    if one.level == PART and one.kind:
        own = [name for name in classes if name not in KINDS]
        classes = (*own, one.kind) if one.kind not in classes else classes
    there = Section(one.was.heading, text)
    same = one.title == FormSection.of("", one.was).title
    words = one.was.words if same else "".join(write_lines([one.title], [one.was.words], form.links))
    return with_heading(there, one.level, words, name, classes)


def _with_place(row: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """A row of the table of indicators, which may name a section by its key."""
    return {**row, "at": names.get(row.get("at", ""), row.get("at", ""))}


def _retired(form: PageForm) -> list[str]:
    found = (form.written or {}).get("retired")
    return [str(one) for one in found] if isinstance(found, list) else []


def _with_retired(front: list[str], ids: Mapping[str, str]) -> list[str]:
    before = (read_front(front) or {}).get("retired") or []
    names = [name for name in ids if not name.endswith("-0")]
    if not names or not isinstance(before, list):
        return front
    retired = retire(names, [str(one) for one in before])
    return with_field(front, "retired", [*list_field("retired", retired)], after=("source", "as_of"))


def _heading_lines(form: PageForm, text: str) -> Iterable[tuple[str, int]]:
    split = split_text(text)
    line = split.body_at + 1
    for one, section in zip(form.sections, _same_sections(form, split.body), strict=False):
        yield one.key, line
        line += len(section.lines)


def _same_sections(form: PageForm, body: Iterable[str]) -> list[Section]:
    sections = split_sections([*body])
    return sections if form.sections and form.sections[0].level == 0 else sections[1:]


def pages_that_follow(written: WrittenPage, paths: Iterable[str], read: Callable[[str], str | None]) -> dict[str, str]:
    """Other pages as they follow a page whose items bear other ids or went.

    Args:
        written: The page.
        paths: The pages of the site.
        read: Gives the text of one.
    """
    if not written.ids:
        return {}
    others = {path: text for path in paths if path != written.path and (text := read(path)) is not None}
    followed = {path: written.follow(text, path) for path, text in others.items()}
    return {path: text for path, text in followed.items() if text != others[path]}
