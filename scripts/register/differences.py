"""What a pack changes on a page, field by field and article by article, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.corpus.pages import PageKind
from macros.page_text.headings import heading_words
from scripts.register.merging import MergedPage, is_fact
from scripts.register.page_text import PageSection, PageText

_LABELS = {
    "official_title": "正式题名",
    "form": "文种",
    "issuer": "制定机关",
    "text": "页面内容",
    "number": "文号",
    "adopted": "审议批准",
    "issued": "印发",
    "published": "公开发布",
    "in_force": "施行",
    "superseded": "失效",
    "count": "条数",
    "structure": "编章结构",
    "repeals": "废止旧文",
    "areas": "涉及的方面",
    "amended_from": "条文对照",
    "sources": "来源",
    "kind": "类别",
    "aliases": "简称",
    "concepts": "有关概念",
    "township": "对乡镇的适用",
    "allowed": "校对留用",
    "kept": "校对留用的理由",
    "digest": "摘要核对（份数、日期）",
    "corrections": "更正",
}
_ADDED = {PageKind.REGULATION: "新增法规", PageKind.EDITION: "新增版本"}
#: What stands behind a fact, or is told by itself.
_ASIDE = frozenset({"verified", "note", "checked", "articles"})
_MOST, _LONGEST = 12, 60


def tell_new(page: PageText) -> str:
    """A page that was not there."""
    return f"{_ADDED.get(page.kind, '新增页面')}：{page.name}（docs/{page.path}）"


def find_differences(own: PageText, merged: MergedPage) -> Iterator[str]:
    """Yield a line for each thing that changes on a page; the name of the page stands in front.

    Args:
        own: The page as it stands.
        merged: The page with the pack's put into it.
    """
    page = merged.page
    for name, new in page.fields.items():
        old = own.fields.get(name)
        if new != old:
            yield from (f"{own.name}：{line}" for line in _field(name, old, new))
    yield from (f"{own.name}：{line}" for line in _sections(own, page))


def find_kept(own: PageText, merged: MergedPage) -> Iterator[str]:
    """Yield a line for each thing of the office that stands although the pack has it otherwise."""
    for place, ours, theirs in merged.kept:
        label = _LABELS.get(place, place)
        yield f"{own.name}：{label}：保留本站的“{words(ours)}”；资料包写的是“{words(theirs)}”，请核对。"


def words(value: Any) -> str:
    """A value of front matter as a person reads it."""
    if value is None or value == "":
        return "不详"
    if isinstance(value, bool):
        return "已核" if value else "待核实"
    if isinstance(value, list):
        shown = "、".join(words(row) for row in value[:_MOST])
        return shown + (f"等 {len(value)} 项" if len(value) > _MOST else "") if value else "（空）"
    if isinstance(value, dict):
        return _fact_words(value)
    text = str(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _fact_words(value: dict[str, Any]) -> str:
    said = [_by(inner) if key == "by" else words(inner) for key, inner in value.items() if key not in _ASIDE]
    proof = []
    if "verified" in value:
        proof.append("本单位已核对" if value.get("checked") else words(value["verified"]))
    if value.get("note"):
        proof.append(f"说明：{words(value['note'])}")
    return "，".join(said) + (f"（{'，'.join(proof)}）" if proof else "")


def _by(name: str) -> str:
    """Who adopted a text, or which edition came after it."""
    return f"由{name}年版接替" if name.isdecimal() else words(name)


def _field(name: str, old: Any, new: Any) -> Iterator[str]:
    label = _LABELS.get(name, name)
    if name == "amended_from":
        yield from (f"{label}：{line}" for line in _mapping(old, new))
    elif isinstance(new, list) and any(isinstance(row, dict) for row in new):
        yield from _rows(old or [], new)
    elif isinstance(new, list) and isinstance(old, list):
        yield f"{label}：增加{words([value for value in new if value not in old])}"
    elif old is None:
        yield f"{label}：补上{words(new)}"
    elif is_fact(new) and words(old) == words(new):
        yield f"{label}：说明或来源的写法有改动"
    else:
        yield f"{label}：{words(old)} → {words(new)}"


def _rows(old: list[Any], new: list[Any]) -> Iterator[str]:
    """Tell the rows of concepts, duties, usages and corrections, of which one is only added or added to."""
    for number, row in enumerate(new):
        named = words(row.get("names", [row.get("name") or row.get("wrong") or row.get("what")]))
        if number >= len(old):
            yield f"增加 {named}"
            continue
        for key, value in row.items():
            before = old[number].get(key)
            if value != before:
                grown = [part for part in value if part not in (before or [])] if isinstance(value, list) else value
                yield f"{named}：{key}：{'增加' if isinstance(value, list) else f'{words(before)} → '}{words(grown)}"


def _mapping(old: Any, new: Any) -> Iterator[str]:
    if old is None or old["edition"] != new["edition"]:
        yield f"与 {new['edition']} 年版的对照 {len(new['articles'])} 行"
        return
    if old["reviewed"] != new["reviewed"]:
        yield "已复核" if new["reviewed"] else "改为未复核"
    before, after = ({(row["old"], row["new"]): row for row in side["articles"]} for side in (old, new))
    lines = [f"去掉旧第{a}条 → 新第{b}条" for a, b in before.keys() - after.keys()]
    lines += [f"增加旧第{a}条 → 新第{b}条" for a, b in after.keys() - before.keys()]
    changed = [key for key in after if key in before and before[key] != after[key]]
    lines += [f"旧第{a}条 → 新第{b}条的判断有改动" for a, b in changed]
    for field, side, article in (("dropped", "old", "旧第{}条写为删去"), ("added", "new", "第{}条写为新增")):
        was, now = ({row[side]: row for row in mapping.get(field, [])} for mapping in (old, new))
        lines += [f"{article.format(name)}，说明有改动" for name in was if name in now and was[name] != now[name]]
        lines += [article.format(name) for name in now.keys() - was.keys()]
        lines += [f"去掉{article.format(name)}" for name in was.keys() - now.keys()]
    yield from _shorten(sorted(lines))


def _sections(own: PageText, page: PageText) -> Iterator[str]:
    if _label(own.title) != _label(page.title):
        yield f"标题：{_label(own.title)} → {_label(page.title)}"
    if own.title.body != page.title.body:
        yield "标题下的说明有改动"
    there = {section.id: section for section in own.sections}
    yield from _shorten([_changed(there[s.id], s) for s in page.sections if s.id in there and there[s.id] != s])
    if added := [_label(section) for section in page.sections if section.id not in there]:
        yield f"增加 {len(added)} 节：{words(added)}"


def _changed(old: PageSection, new: PageSection) -> str:
    if old.heading != new.heading:
        mark = "（核实情况有改动）" if _label(old) == _label(new) else ""
        return f"{_label(old)} → {_label(new)}{mark}"
    return f"“{_label(new)}”下面的文字有改动"


def _label(section: PageSection) -> str:
    return heading_words(section.heading)


def _shorten(lines: list[str]) -> Iterator[str]:
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"……共 {len(lines)} 处"
