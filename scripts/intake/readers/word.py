"""Reads Word documents (.docx, ECMA-376 Part 1) past every library that would drop what it does not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import lxml.etree as etree

from scripts.changes.carriage import Carriage, read_carriage
from scripts.intake.manuscript import COMMENT, IntakeError, LeftOut, Manuscript, printable
from scripts.intake.readers.altchunk import is_package, read_chunk
from scripts.intake.readers.commented import find_passages
from scripts.intake.readers.numbering import Numbering, read_numbering
from scripts.intake.readers.own_file import NOTE_REASON, OwnFile, is_of_site
from scripts.intake.readers.package import Budget, Package, Relation, open_package
from scripts.intake.readers.story import ParagraphDraft, Story, StorySource
from scripts.intake.readers.styles import read_styles
from scripts.intake.readers.tracked import TrackedChanges
from scripts.intake.readers.word_pictures import WordPictures
from scripts.intake.readers.wordxml import attribute, children, find, is_other_choice, name_of

_DEEPEST_EMBEDDED = 3
_NOTES = {"w:footnoteReference": ("footnotes", "w:footnote"), "w:endnoteReference": ("endnotes", "w:endnote")}
_MARGINS = {"header": "页眉", "footer": "页脚"}
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_MISSING_NOTE = "有一处脚注或尾注找不到内容，请对照原件"
_LOST = (
    "这是本站导出的 Word 文件，随附的标识和链接却不在了，分不清“{}”这样由本站添加的内容。"
    "报告多半是存成过 .odt、.doc、.wps；学习资料包不能导回。"
    "改法：重新导出报告，改好后仍存为 .docx；只从导出的文件里拷来几段的，删去样式名以“本站”开头的段落。"
)
_OUTSIDE = "文中链接了另一个文件的内容（{}），没有读取"


def read_word(content: bytes, rejected: frozenset[int] = frozenset()) -> Manuscript:
    """Read a Word document: text, automatic numbers, tables, notes, boxes and embedded files, in reading order.

    Footnotes stand at their mark as 〔注：…〕.

    Args:
        content: All bytes of the file.
        rejected: The numbers of the tracked changes that are not accepted; all others are.

    Returns:
        The manuscript, of the form docx. What has no place in the text (page
        margins, comments that nothing refers to) is left out at line 0.

    Raises:
        IntakeError: The file is no Word document, is broken or too large, or
            numbers its paragraphs in a format that is not known; or this site
            has exported it, and it says no more what is the page's own.
    """
    tracked, pictures = TrackedChanges(rejected), WordPictures()
    read = _Document(content, Budget(), 0, tracked, pictures).read()
    found = tracked.found
    told = [f"文中有修订（{found.counted}）：{found.settled}"] if found else []
    if comments := sum(one.reason == COMMENT for one in read.left_out):
        told.append(f"文中有批注 {comments} 处，没有放进页面，逐处看过再放")
    notices = (*told, *read.notices, *pictures.notices)
    return replace(read, revisions=found, notices=notices, pictures=tuple(pictures.found))


@dataclass(frozen=True)
class _Notes:
    """Footnotes, endnotes or comments: root of the part, and the notes by id."""

    root: etree._Element
    by_id: dict[str, etree._Element]


class _Document:
    """One document, which may embed others."""

    def __init__(
        self, content: bytes, budget: Budget, depth: int, tracked: TrackedChanges, pictures: WordPictures
    ) -> None:
        self._budget = budget
        self._tracked = tracked
        self._pictures = pictures
        self._depth = depth
        self._package: Package = open_package(content, budget)
        main = self._package.main_part()
        self._root = self._package.tree(main)
        self._relations: dict[str, Relation] = self._package.relations(main)
        self._body = find(self._root, "w:body")
        if name_of(self._root) != "w:document" or self._body is None:
            raise IntakeError("Word 文件不完整，找不到正文。改法：用 Word 或 WPS 打开，另存为 .docx 后再导入。")
        self._styles = read_styles(self._part("styles"))
        self._numbering = read_numbering(self._part("numbering"), self._styles)
        self._notes = {mark: self._load_notes(kind, tag) for mark, (kind, tag) in _NOTES.items()}
        self._comments = self._load_notes("comments", "w:comment")
        self._carriage: Carriage | None = next(filter(None, map(read_carriage, self._parts("customXml"))), None)
        self._own = OwnFile(self._carriage, self._styles, self._relations) if self._carriage else None
        self._unseen: dict[tuple[str, str], None] = {}
        self._draft = ParagraphDraft()
        tracked.settle(self._roots())
        self._passages = find_passages(self._root) if self._comments.by_id else {}

    def read(self) -> Manuscript:
        self._require_carriage()
        self._unseen = {(mark, key): None for mark, notes in self._notes.items() for key in notes.by_id}
        self._unseen |= {("w:comment", key): None for key in self._comments.by_id}
        source = StorySource(
            self._styles, self._numbering, self._note, self._comment, self._chunk, self._picture, self._own
        )
        lines = Story(self._root, source, self._draft).collect(self._found_body())
        self._leave_out_unseen()
        self._leave_out_margins()
        return Manuscript(
            "docx",
            tuple(lines),
            tuple(self._draft.left_out),
            tuple(self._draft.notices),
            self._characters() + self._draft.characters,
            self._carriage,
        )

    def _require_carriage(self) -> None:
        """A file with lines of the site in it must tell which; otherwise they would become the page's own."""
        lines = (one for one in self._found_body().iter("{*}p") if is_of_site(one, self._styles))
        first = None if self._own else next(lines, None)
        if first is not None:
            shown = "".join(element.text or "" for element in first.iter("{*}t"))
            raise IntakeError(_LOST.format(printable(shown)[:20]))

    def _found_body(self) -> etree._Element:
        return self._root if self._body is None else self._body

    def _part(self, kind: str) -> etree._Element | None:
        """The first part of a kind; None where the document has none."""
        return next(self._parts(kind), None)

    def _parts(self, kind: str) -> Iterator[etree._Element]:
        for relation in self._relations.values():
            if relation.kind == kind and not relation.external and self._package.has(relation.target):
                yield self._package.tree(relation.target)

    def _load_notes(self, kind: str, tag: str) -> _Notes:
        root = self._part(kind)
        notes = (one for one in children(root, tag) if attribute(one, "type") not in _SEPARATORS)
        return _Notes(self._root if root is None else root, {attribute(one, "id"): one for one in notes})

    def _aside(self, root: etree._Element, container: etree._Element) -> tuple[str, ParagraphDraft]:
        """Text outside the flow of the body, on one line, and what was left out of it."""
        draft = ParagraphDraft()
        source = StorySource(
            self._styles, Numbering({}, self._styles), _no_note, _no_comment, _no_chunk, self._no_picture
        )
        lines = Story(root, source, draft).collect(container)
        return " ".join(line.text.replace("\t", " ") for line in lines if line.text.strip()), draft

    def _note(self, reference: etree._Element) -> tuple[str, ParagraphDraft]:
        mark, key = name_of(reference), attribute(reference, "id")
        self._unseen.pop((mark, key), None)
        notes = self._notes[mark]
        if key not in notes.by_id:
            self._draft.notices[_MISSING_NOTE] = None
            return "", ParagraphDraft()
        text, inner = self._aside(notes.root, notes.by_id[key])
        if self._own and self._own.is_note(notes.by_id[key]):
            inner.left_out.append(LeftOut(text.strip(), NOTE_REASON, 0))
            return "", inner
        return text, inner

    def _picture(self, mark: etree._Element) -> int:
        return self._pictures.take(mark, self._package, self._relations)

    def _no_picture(self, _mark: etree._Element) -> int:
        return self._pictures.leave_out("在注、批注或者页眉页脚里")

    def _comment(self, key: str, place: int = 0) -> LeftOut:
        self._unseen.pop(("w:comment", key), None)
        found = self._comments.by_id.get(key)
        text = "" if found is None else self._aside(self._comments.root, found)[0]
        return LeftOut(text, COMMENT, place, self._passages.get(key, "").strip())

    def _chunk(self, key: str) -> Manuscript:
        relation = self._relations.get(key)
        if relation is None or relation.external:
            shown = printable(relation.target if relation else key)
            return Manuscript("docx", (), notices=(_OUTSIDE.format(shown),))
        content = self._package.read(relation.target)
        if not is_package(content):
            return read_chunk(content, relation.target)
        if self._depth >= _DEEPEST_EMBEDDED:
            raise IntakeError("文件里一层套一层地嵌着 Word 文件。改法：在 Word 里打开，另存为 .docx 后再导入。")
        return _Document(content, self._budget, self._depth + 1, self._tracked, self._pictures).read()

    def _leave_out_unseen(self) -> None:
        for mark, key in list(self._unseen):
            if mark == "w:comment":
                comment = self._comment(key)
                self._draft.left_out += [comment] if comment.text.strip() else []
                continue
            text, inner = self._aside(self._notes[mark].root, self._notes[mark].by_id[key])
            self._draft.left_out += [LeftOut(text, "正文没有引用的注", 0)] if text.strip() else []
            self._draft.left_out += inner.left_out

    def _leave_out_margins(self) -> None:
        found: dict[LeftOut, None] = {}
        for kind, reason in _MARGINS.items():
            for root in self._parts(kind):
                text, inner = self._aside(root, root)
                found |= dict.fromkeys([LeftOut(text.strip(), reason, 0)] if text.strip() else [])
                found |= dict.fromkeys(LeftOut(one.text, reason, 0) for one in inner.left_out)
        self._draft.left_out += found

    def _roots(self) -> list[etree._Element]:
        """The parts that hold the text: the body, and the notes where there are any."""
        roots = {id(root): root for root in (self._root, *(notes.root for notes in self._notes.values()))}
        return list(roots.values())

    def _characters(self) -> Counter[str]:
        """Count the visible characters of all text elements, wherever they stand."""
        characters: Counter[str] = Counter()
        for root in self._roots():
            texts = (element for element in root.iter("{*}t") if name_of(element) in {"w:t", "m:t", "a:t"})
            for element in texts:
                if not any(is_other_choice(one) for one in element.iterancestors()):
                    characters.update(character for character in element.text or "" if not character.isspace())
        return characters


def _no_note(_reference: etree._Element) -> tuple[str, ParagraphDraft]:
    return "", ParagraphDraft()


def _no_comment(_key: str, place: int) -> LeftOut:
    return LeftOut("", COMMENT, place)


def _no_chunk(_key: str) -> Manuscript:
    return Manuscript("docx", ())
