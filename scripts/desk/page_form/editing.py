"""A page while it is edited: what was opened, what is typed, and what would come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from macros.citations.lexicon import make_lexicon
from macros.compare.corrected import find_changes
from macros.corpus import parse_report, survey_corpus, today
from macros.corpus.pages import PageKind
from macros.corpus.sources import Source
from macros.domain.signing import text_as_signed
from macros.errors import SiteError
from macros.findings import Finding
from macros.page_text.splitting import FrontMatterError, normal_text
from scripts.build.citation_links import link_text
from scripts.changes.change_set import ChangeSet
from scripts.changes.correcting import corrections_of, require_reason, with_corrections
from scripts.changes.leaving_items import find_naming
from scripts.changes.naming import name_page
from scripts.changes.writing import read_file
from scripts.desk.desk import Desk
from scripts.desk.drafts import Draft
from scripts.desk.page_form import steps
from scripts.desk.page_form.form import BY, WHY, PageForm
from scripts.desk.page_form.head import FIELDS
from scripts.desk.page_form.looking import HEAD, Look, look_at, place_of
from scripts.desk.page_form.merging import Merged, merge
from scripts.desk.page_form.writing import WrittenPage, pages_that_follow, write_page
from scripts.publishing.silent_changes import read_had

SCREEN = "editing.show"


class NotAFormError(SiteError):
    """A page cannot be taken apart into fields: it cannot be told where its head ends."""

    meaning = "页面的页首信息没有写完整，分不成一项一项的表单"
    remedy = "在“原文”里把页首信息改好"


class Editing:
    """A page that is edited (正在改的一页).

    Attributes:
        path: Its path under docs.
        name: What an office calls it.
        begun: The digest of the page that the form began from.
        form: What is typed.
        draft: As it was kept; None where nothing was typed yet.
    """

    def __init__(self, desk: Desk, path: str, name: str, begun: str, form: PageForm, draft: Draft | None) -> None:
        self._desk = desk
        self.path = path
        self.name = name
        self.begun = begun
        self.form = form
        self.draft = draft
        self._now = desk.work.open(path)

    @classmethod
    def open(cls, desk: Desk, path: str) -> Editing:
        """A page as it was left: what was typed, else as it stands.

        Raises:
            NoSuchPageError: It is none of the site's.
            NotAFormError: It cannot be taken apart.
        """
        page, draft = desk.work.open(path), desk.drafts.find(SCREEN, path)
        name = page.name.strip("「」")
        if draft and "order" in draft.fields:
            return cls(desk, path, name, draft.begun, PageForm.of_fields(path, draft.fields), draft)
        return cls(desk, path, name, page.begun, take_apart(path, page.text), None)

    @classmethod
    def sent(cls, desk: Desk, fields: Mapping[str, str]) -> Editing:
        """A page as its form was sent.

        Raises:
            NoSuchPageError: It is none of the site's.
        """
        path = fields.get("draft-page", "")
        page, draft = desk.work.open(path), desk.drafts.find(SCREEN, path)
        form = PageForm.of_fields(path, fields)
        return cls(desk, path, page.name.strip("「」"), fields.get("draft-begun", ""), form, draft)

    @property
    def has_rival(self) -> bool:
        """Whether there is another text beside it: of another window, or on the page by now."""
        return self._other is not None or self.begun != self._now.begun

    @property
    def _other(self) -> Draft | None:
        others = self._desk.drafts.others(SCREEN, self.path)
        return next((one for one in others if "order" in one.fields), None)

    @property
    def is_changed(self) -> bool:
        """Whether anything would be written."""
        return bool(self._changes)

    @cached_property
    def written(self) -> WrittenPage:
        """The page as the form would write it."""
        return write_page(self.form, self._before)

    @cached_property
    def _before(self) -> str:
        return self._text(self.begun)

    def _text(self, begun: str) -> str:
        text = self._desk.work.text_as_begun(begun)
        return self._now.text if text is None else text

    @cached_property
    def _changes(self) -> ChangeSet:
        written = self.written
        others = pages_that_follow(written, self._paths(), self._read)
        task = f"修改{self.name}"
        return self._desk.work.plan(task, {self.path: written.text, **others}, {self.path: self.begun})

    def plan(self) -> ChangeSet:
        """What would be written: the page, and the pages that name what bears another id now.

        Where that puts right what was published, each place of it stands in the head of the page.

        Raises:
            CorrectionError: It is not said why, or by whom.
        """
        if not (self.form.is_correction and self.form.kind is PageKind.REPORT and self._changes):
            return self._changes
        why, by = (self.form.correction.get(name, "") for name in (WHY, BY))
        require_reason(why, by)
        old, new = (text_as_signed(parse_report(text, self.path)) for text in (self._before, self.written.text))
        rows = corrections_of(find_changes(old, new), why, by, today())
        had = read_had(self._desk.project, self.path)
        after = {**self._changes.after, self.path: with_corrections(self.written.text, self.path, rows, had)}
        return self._desk.work.plan(f"更正{self.name}", after, {self.path: self.begun})

    def look(self) -> Look:
        """The page as it will look, and what is wrong."""
        return look_at(self.form, self.written, self._changes)

    def keep(self, form: PageForm) -> None:
        """Have another form in place of what is typed, as one edit more."""
        visit, serial = (self.draft.visit, self.draft.serial + 1) if self.draft else ("", 0)
        draft = Draft(SCREEN, self.path, self.name, self.begun, form.fields(), visit, serial)
        self._desk.drafts.keep(draft)
        self.form = form
        for name in ("written", "_changes"):
            self.__dict__.pop(name, None)

    def take(self, text: str) -> None:
        """Have the form of a text in place of what is typed.

        Raises:
            NotAFormError: It cannot be taken apart.
        """
        self.keep(replace(take_apart(self.path, text, self.written.ids), correction=self.form.correction))

    def find_faults(self) -> list[Finding]:
        """What would be wrong with the page that is not wrong now."""
        return [one for one in self._desk.work.find_faults(self._changes) if one.file == f"docs/{self.path}"]

    def place_of(self, fault: Finding) -> str:
        """The part of the form at which a fault stands: the key of a section, or the head."""
        place = place_of(fault, self.form, self.written)
        return place if self.form.find(place) else HEAD

    def link(self) -> str:
        """Give every citation its link; what was done, in words."""
        text = self.written.text
        corpus, _ = survey_corpus(Source(self._desk.project.docs, {self.path: text.encode()}))
        report = next((one for one in corpus.yearbook.reports.values() if one.path == self.path), None)
        if report is None:
            return "还有错误，改好以后再关联引用。"
        linked = link_text(normal_text(text), report, make_lexicon(corpus.yearbook)).linked
        due = sum(old != new for old, new in zip(text.split("\n"), linked.text.split("\n"), strict=False))
        if due:
            self.take(linked.text)
        said = f"有 {due} 段写入或改正了引用的链接，看过差别再写入。" if due else "引用都已经有链接，没有要改的。"
        left = "、".join(f"“{one.text}”（{one.reason}）" for one in linked.unresolved[:5])
        return said + (f"没有着落的：{left}。" if left else "")

    def ask_before_dropping(self, key: str) -> list[str]:
        """What a clerk is to know before a section goes, a line each; nothing where nothing is lost."""
        going = steps.going(self.form, key)
        one = self.form.find(key)
        if one is None or not (going or one.text or one.title):
            return []
        count = sum(1 for name in going)
        lines = [
            f"“{one.title or '没有标题的一条'}”"
            + (f"连同下面各条，一共 {count} 个标题" if count > 1 else "")
            + "会从这一页去掉。"
        ]
        for name in going:
            report = self.path.removeprefix("reports/").removesuffix(".md")
            lines += [self._tell_naming(path) for path in find_naming(self._paths(), self._read, report, name)]
        return list(dict.fromkeys(lines))

    def _tell_naming(self, path: str) -> str:
        if path == self.path:
            return "本页的指标、对应关系或文字里提到它：指标留下，不再写在哪一条；确认过的对应关系随它去掉。"
        name = name_page(self._read(path) or "", path)
        return f"{name}提到它：确认过的对应关系随它去掉；台账、学习资料包、链接提到的，写入以前要先到那里改。"

    def name_of(self, key: str) -> str:
        """What a clerk calls a field or section of the form."""
        fields = {one.key: one.label for one in FIELDS.get(self.form.kind, ())} | {"indicators": "指标"}
        one = self.form.find(key)
        return fields.get(key, "") or (one.title if one else "") or "没有标题的一条"

    def merged(self, take_theirs: frozenset[str] = frozenset()) -> Merged:
        """What is typed, put together with the other text."""
        if other := self._other:
            base, theirs = self._text(other.begun), PageForm.of_fields(self.path, other.fields)
        else:
            base, theirs = self._before, take_apart(self.path, self._now.text)
        return merge(take_apart(self.path, base), self.form, theirs, take_theirs)

    def merge(self, take_theirs: frozenset[str]) -> None:
        """Go on with both in one form."""
        form, other = self.merged(take_theirs).form, self._other
        if not other:
            self.begun = self._now.begun
            self.__dict__.pop("_before", None)
        self.keep(form)
        if other:
            self._desk.drafts.drop_other(other)

    def _paths(self) -> list[str]:
        return list(self._desk.work.survey().corpus.pages)

    def _read(self, path: str) -> str | None:
        content = read_file(self._desk.project.docs / path)
        return None if content is None else normal_text(content.decode("utf-8", "replace"))


def take_apart(path: str, text: str, ids: Mapping[str, str] | None = None) -> PageForm:
    """A page's text as a form.

    Args:
        path: Its path under docs.
        text: All of it.
        ids: What became of ids already, as `PageForm.ids`.

    Raises:
        NotAFormError: It cannot be taken apart.
    """
    try:
        form = PageForm.of_text(path, text, ids)
    except FrontMatterError as error:
        raise NotAFormError(f"这一页{error.found}，分不成表单。改法：{NotAFormError.remedy}。") from error
    if not form.written and (form.kind is not PageKind.FREE or form.front):
        raise NotAFormError(f"这一页的页首信息读不出来，分不成表单。改法：{NotAFormError.remedy}。")
    return form
