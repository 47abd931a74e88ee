"""What changes in the text of a page, section by section and sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from macros.domain.reports import PartKind
from macros.page_text.links import find_links
from macros.page_text.sections import Section, split_sections
from macros.page_text.words import plain_text
from scripts.changes.said.names import Names
from scripts.changes.said.telling import Said, passage, value
from scripts.changes.said.texts import say_texts

_KINDS = {kind.class_name: kind.word for kind in PartKind}
_MACRO = re.compile(r"\{\{.*?\}\}")
_COMPUTED = "〔站点自动列出的内容〕"
_RULE = re.compile(r"[|:\- ]+")
_HEADING = re.compile(r"#{4,6}\s+")


def say_body(old: Sequence[str], new: Sequence[str], names: Names) -> Iterator[Said]:
    """Yield what the text of a page says anew, in its order.

    Args:
        old: The lines under its front matter as they were.
        new: Those lines as they are to be.
        names: What is called how.
    """
    before, after = split_sections(old), split_sections(new)
    pairs = _paired(before, after)
    left = {at for at in range(len(before)) if at not in pairs.values()}
    for at, section in enumerate(after):
        if (was := pairs.get(at)) is None:
            yield from _alone(section, is_new=True)
        elif section != before[was]:
            yield from _changed(before[was], section, names)
        # What goes is told where it stood.
        while was is not None and was + 1 in left:
            was += 1
            left.discard(was)
            yield from _alone(before[was], is_new=False)
    for at in sorted(left):
        yield from _alone(before[at], is_new=False)
    yield from _moved(after, pairs)


def _paired(old: Sequence[Section], new: Sequence[Section]) -> dict[int, int]:
    """For each section that was there before, by its place among the new ones, its place among the old."""
    pairs: dict[int, int] = {}
    for name in (lambda one: one.id, lambda one: _title(one) if one.level else "〔开头〕"):
        free = {name(one): at for at, one in reversed([*enumerate(old)]) if at not in pairs.values() and name(one)}
        for at, one in enumerate(new):
            if at not in pairs and (was := free.pop(name(one), None)) is not None:
                pairs[at] = was
    return dict(sorted(pairs.items()))


def _alone(section: Section, *, is_new: bool) -> Iterator[Said]:
    words = "\n".join(_lines(section))
    if section.level or words:
        where, text = (f"“{_title(section)}”", words or _title(section)) if section.level else ("开头的文字", words)
        said = f"{where}（{'新增' if is_new else '删去'}）"
        yield value(said, "", text) if is_new else value(said, text, "")


def _changed(old: Section, new: Section, names: Names) -> Iterator[Said]:
    where = f"“{_title(new)}”" if new.level else "开头的文字"
    if _title(old) != _title(new):
        yield passage("全文的标题" if new.level == 1 else "标题", _title(old), _title(new))
    kinds = ["、".join(_KINDS[name] for name in one.classes if name in _KINDS) for one in (old, new)]
    if kinds[0] != kinds[1]:
        yield value(f"{where} 类别", *kinds)
    before, after = "\n".join(_lines(old)), "\n".join(_lines(new))
    yield from say_texts(before, after, where)
    yield from _links(old, new, where, names)


def _links(old: Section, new: Section, where: str, names: Names) -> Iterator[Said]:
    before, after = ([(one.text, one.target) for one in find_links(enumerate(side.lines))] for side in (old, new))
    if before == after:
        return
    for what, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        gone, come = dict(before[start:end]), dict(after[first:last])
        for words in dict.fromkeys([*gone, *come]):
            led, leads = (names.target(side[words]) if words in side else "" for side in (gone, come))
            if led != leads:
                yield value(f"{where} “{words}”的链接", led, leads)


def _moved(new: Sequence[Section], pairs: dict[int, int]) -> Iterator[Said]:
    """Sections that stand elsewhere than before, beside those that stay in their order."""
    order = list(pairs.values())
    blocks = SequenceMatcher(None, sorted(order), order, autojunk=False).get_matching_blocks()
    stay = {place for block in blocks for place in range(block.b, block.b + block.size)}
    for place, at in enumerate(pairs):
        if place not in stay and new[at].level:
            after = _title(new[at - 1]) if at and new[at - 1].level else ""
            yield value(f"“{_title(new[at])}”的位置", "原处", f"移到“{after}”后面" if after else "移到最前面")


def _title(section: Section) -> str:
    return plain_text(section.words) if section.level else ""


def _lines(section: Section) -> list[str]:
    """The words of a section's text, paragraph by paragraph, without what readers never see."""
    return [words for line in section.text if (words := _words(line))]


def _words(line: str) -> str:
    if line.startswith("|"):
        return "" if _RULE.fullmatch(line) else "　".join(plain_text(cell) for cell in line.strip("| ").split("|"))
    return plain_text(_MACRO.sub(_COMPUTED, _HEADING.sub("", line)))
