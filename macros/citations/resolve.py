"""Decides what a candidate cites, at the date of its paper; or why that cannot be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from macros.citations.find import Candidate
from macros.citations.lexicon import PARTICULAR, Lexicon, Name, NameKind
from macros.domain.regulations import Edition, Regulation, TextKind

#: Characters between two short forms that are named together: 《准则》《条例》, “准则”和“条例”.
_PARTNERS = {"准则", "条例"}
_PARTNER_REACH = 6
#: What a title is called that the register does not hold.
_UNKNOWN = Name("", NameKind.WORK, ())
_NEW_RULES = date(2015, 10, 18)
_PLENUM = (date(2016, 10, 27), date(2017, 12, 31))
_PLENUM_WORDS = ("六中全会", "党内政治生活", "党内监督")


@dataclass(frozen=True)
class Target:
    """Where a link leads: a path under docs, and the place on that page."""

    path: str
    anchor: str = ""


@dataclass(frozen=True)
class CitationLink:
    """A link to be written into a paragraph: from where to where, and whither."""

    start: int
    end: int
    target: Target


@dataclass(frozen=True)
class Unresolved:
    """A candidate that stays without a link, and the reason in Chinese."""

    text: str
    reason: str


@dataclass
class ReportContext:
    """What a paper has said so far that short forms can lean on.

    Attributes:
        as_of: The day at which editions are taken.
        folder: The folder of the unit whose paper it is; empty for the top one.
        definitions: Names by the short form that the paper has defined for them.
    """

    as_of: date
    folder: str = ""
    definitions: dict[str, Name] = field(default_factory=dict)


def resolve_paragraph(
    text: str, candidates: Sequence[Candidate], section: Sequence[Candidate], context: ReportContext, lexicon: Lexicon
) -> Iterator[CitationLink | Unresolved]:
    """Decide on every candidate of a paragraph, in reading order.

    Args:
        text: The paragraph.
        candidates: What was found in it.
        section: What was found in the whole item, this paragraph's included, in reading order.
        context: Date and definitions of the paper.
        lexicon: The names.

    Yields:
        A link for each provision that is certain, a reason for each that is not.
    """
    for candidate in candidates:
        name = candidate.name
        if name is None:
            yield Unresolved(candidate.text, _why_unknown(candidate.text, lexicon))
        elif name.kind is NameKind.CONCEPT:
            yield CitationLink(candidate.start, candidate.end, Target("regulations/concepts.md", name.targets[0]))
        elif name.kind is NameKind.LOCAL:
            yield from _local(candidate, name.targets, context.folder, lexicon)
        else:
            yield from _work(text, candidate, candidates, section, context, lexicon)


def _local(
    candidate: Candidate, targets: tuple[str, ...], folder: str, lexicon: Lexicon
) -> Iterator[CitationLink | Unresolved]:
    """A unit means its own rule by a title that others have too, else a common one, and never another unit's."""
    rules = [lexicon.local_rules[name] for name in targets]
    own = [rule for rule in rules if rule.folder == folder] or [rule for rule in rules if not rule.folder]
    if len(own) == 1:
        yield CitationLink(candidate.start, candidate.end, Target(own[0].path))
    elif own:
        yield Unresolved(candidate.text, "有几项本地制度同名，不能确定是哪一项")
    else:
        yield Unresolved(candidate.text, "登记的同名制度是别的单位的，本单位的没有登记")


def _work(
    text: str,
    candidate: Candidate,
    candidates: Sequence[Candidate],
    section: Sequence[Candidate],
    context: ReportContext,
    lexicon: Lexicon,
) -> Iterator[CitationLink | Unresolved]:
    name = candidate.name
    if name and name.kind is NameKind.SHORT:
        name = _short(text, candidate, candidates, section, context, lexicon)
    if name is None:
        yield Unresolved(candidate.text, "简称所指不明：同一条里没有全称，也没有与之并提的法规")
    elif len(name.targets) > 1:
        titles = "、".join(f"《{lexicon.regulations[work].title}》" for work in name.targets)
        yield Unresolved(candidate.text, f"几部法规同名：{titles}")
    else:
        yield from _edition(candidate, name, lexicon.regulations[name.targets[0]], context)


def _edition(
    candidate: Candidate, name: Name, work: Regulation, context: ReportContext
) -> Iterator[CitationLink | Unresolved]:
    if candidate.year:
        edition = work.by_id.get(candidate.year)
        if edition is None:
            yield Unresolved(candidate.text, f"登记册没有{candidate.year}年版")
            return
    elif (edition := name.edition_on(work, context.as_of)) is None:
        applied = work.in_force_on(context.as_of)
        if applied is None:
            yield Unresolved(candidate.text, f"{context.as_of} 时尚无版本")
            return
        edition = applied.edition
    yield from _articles(candidate, edition)


def _articles(candidate: Candidate, edition: Edition) -> Iterator[CitationLink | Unresolved]:
    if not candidate.articles:
        yield CitationLink(candidate.start, candidate.end, Target(edition.path))
        return
    for number, article in enumerate(candidate.articles):
        # The first article shares the link of its title, unless a quotation mark parts them.
        start = candidate.start if number == 0 and article.start == candidate.end else article.start
        if article.anchor in edition.by_anchor:
            yield CitationLink(start, article.end, Target(edition.path, article.anchor))
            continue
        if number == 0:
            yield CitationLink(candidate.start, candidate.end, Target(edition.path))
        whole = edition.text is not TextKind.FACTS
        reason = f"{edition.name}没有这一条" if whole else f"本站没有收{edition.name}的这一条"
        yield Unresolved(f"{candidate.text} {article.anchor.replace('art-', '第')}条", reason)


def _short(
    text: str,
    candidate: Candidate,
    candidates: Sequence[Candidate],
    section: Sequence[Candidate],
    context: ReportContext,
    lexicon: Lexicon,
) -> Name | None:
    """The name that a short form stands for: as defined, by a title before it, by its partner, by one after it."""
    if candidate.text in context.definitions:
        return context.definitions[candidate.text]
    if candidate.text in PARTICULAR:
        return _particular(candidate, candidates, section)
    place = next((n for n, other in enumerate(section) if other is candidate), len(section))
    found = (
        _nearest_title(candidate, list(reversed(section[:place])), lexicon)
        or _partner(text, candidate, candidates, context)
        or _nearest_title(candidate, section[place + 1 :], lexicon)
    )
    return None if found is _UNKNOWN else found


def _particular(candidate: Candidate, candidates: Sequence[Candidate], section: Sequence[Candidate]) -> Name | None:
    work = PARTICULAR[candidate.text]
    if candidate.text == "实施细则":
        # 八项规定及其实施细则: the partner stands right before it.
        before = [other for other in candidates if other.end <= candidate.start]
        near = bool(before) and before[-1].text in {"八项规定", "中央八项规定"}
        return candidate.name if near and candidate.start - before[-1].end <= _PARTNER_REACH else None
    named = [other.name for other in section if other.name and other.name.kind is NameKind.WORK]
    return next((name for name in named if name.targets == (work,)), None)


def _nearest_title(candidate: Candidate, others: Sequence[Candidate], lexicon: Lexicon) -> Name | None:
    """The first work named among some candidates whose full title ends in the short form.

    A title that the register does not hold stands nearer all the same: then
    the short form means that one, which nobody can link.
    """
    for other in others:
        if other.name is None and other.text.endswith(candidate.text):
            return _UNKNOWN
        if other.name and other.name.kind is NameKind.WORK and len(other.name.targets) == 1:
            title = lexicon.regulations[other.name.targets[0]].title.partition("（")[0]
            if title.endswith(candidate.text):
                return other.name
    return None


def _partner(text: str, candidate: Candidate, candidates: Sequence[Candidate], context: ReportContext) -> Name | None:
    if candidate.text not in _PARTNERS:
        return None
    others = [other for other in candidates if other.text in _PARTNERS - {candidate.text}]
    near = [o for o in others if 0 <= max(o.start - candidate.end, candidate.start - o.end) <= _PARTNER_REACH]
    if not near:
        return None
    between = text[min(candidate.end, near[0].end) : max(candidate.start, near[0].start)]
    if any(stop in between for stop in "。；！？"):
        return None
    if _PLENUM[0] <= context.as_of <= _PLENUM[1] and any(word in text for word in _PLENUM_WORDS):
        return _usual({"准则": "dangnei-shenghuo-zhunze", "条例": "dangnei-jiandu-tiaoli"}, candidate)
    if context.as_of < _NEW_RULES:
        return None
    return _usual({"准则": "lianjie-zilv-zhunze", "条例": "jilv-chufen-tiaoli"}, candidate)


def _usual(works: Mapping[str, str], candidate: Candidate) -> Name:
    return Name(candidate.text, NameKind.WORK, (works[candidate.text],))


def _why_unknown(title: str, lexicon: Lexicon) -> str:
    if near := lexicon.nearest(title):
        return f"登记册没有这个题名，可能是《{near}》"
    if title.endswith("制度"):
        return "本地制度，登记册没有；可以在 docs/regulations/local/ 登记"
    return "登记册没有这部法规"
