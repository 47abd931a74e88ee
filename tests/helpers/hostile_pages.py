"""Pages of every kind of which each free field holds the same hostile words, told apart by the field's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

#: What each says: markup, an event, a breakout of an attribute, a template's call and tag, entities, links.
PAYLOADS = {
    "script": "<script>window.hit=1</script>",
    "event": "<img src=x onerror=window.hit=1>",
    "breakout": "\"'><svg onload=window.hit=1>",
    "expression": "{{ cycler.__init__.__globals__.os.system('touch hit') }}",
    "include": "{% include '/etc/passwd' %}{# 注 #}",
    "entities": "&lt;script&gt;window.hit=1&lt;/script&gt;&#60;b&#62;",
    "markdown": "`码` ~~~ <b>粗</b> </script></style></title> <!-- 注",
    "style": '<p style="position:fixed" class="yb-card">盖住</p>',
}
_Say = Callable[[str], str]


def make_pages(payload: str) -> tuple[dict[str, str], dict[str, str]]:
    """Pages by path under docs, and what each field says.

    Args:
        payload: Words that are to stay words.

    Returns:
        The pages, and by the name of each field (or place in the body) the
        words that stand there.
    """
    said: dict[str, str] = {}

    def say(field: str) -> str:
        return said.setdefault(field, f"{payload}〔{field}〕")

    pages = {
        "regulations/shili/index.md": _regulation(say),
        "regulations/shili/2018.md": _edition(say, "2018"),
        "regulations/shili/2023.md": _edition(say, "2023"),
        "regulations/concepts.md": _concepts(say),
        "regulations/duties.md": _duties(say),
        "regulations/usages.md": _usages(say),
        "regulations/phrases.md": _phrases(say),
        "regulations/local/kaoqin.md": _local(say),
        "ledger/2022.md": _ledger(say, 2022),
        "ledger/2023.md": _ledger(say, 2023),
        "reports/2022.md": _report(say, 2022),
        "reports/2023.md": _report(say, 2023),
        "study/tried.md": _pack(say),
    }
    return pages, said


def _page(front: dict[str, Any], body: str) -> str:
    return f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)}---\n\n{body}"


def _report(say: _Say, year: int) -> str:
    front = {
        "year": year,
        "unit": say("unit"),
        "series": "年度总结",
        "period": say("ReportFields.period"),
        "as_of": f"{year}-12-31",
        "audience": "全体党员",
        "source": {"file": say("SourceFields.file")},
        "letterhead": [say("ReportFields.letterhead")],
        "indicators": [
            {
                "name": say("IndicatorFields.name"),
                "value": 3,
                "unit": say("IndicatorFields.unit"),
                "at": "w1",
                "qualifier": say("IndicatorFields.qualifier"),
            }
        ],
        "answers": {"2022#m1": "w1"} if year == 2023 else {},
    }
    link = f"[《{say('link text')}》](../regulations/shili/{2018 if year == 2022 else 2023}.md#art-2)"
    parts = [f"# {say('report title')} {{ #report-{year} }}", say("lead")]
    for letter, kind in zip("wpcm", ("work", "problem", "cause", "measure"), strict=True):
        parts += [f"## {say(f'{kind} part')} {{ #{kind} .{kind} }}", f"### {say(f'{kind} item')} {{ #{letter}1 }}"]
        parts.append(f"{say(f'{kind} text')}{year}年。{link}")
    parts += [f"- {say('list')}", f"| 甲 | 乙 |\n| --- | --- |\n| {say('cell')} | 乙 |", f"    {say('indented')}"]
    return _page(front, "\n\n".join(parts) + "\n")


def _pack(say: _Say) -> str:
    """A page that runs macros, as all packs do; its fields are words all the same."""
    include: list[dict[str, Any]] = [{"report": 2023}, {"chain": "2023#p1"}, {"items": ["2023#m1"]}]
    include += [{"regulation": "shili"}, {"edition": "shili/2018"}, {"changes": "shili"}]
    words = {
        "place": say("PackFields.place"),
        "host": say("PackFields.host"),
        "questions": [say("PackFields.questions")],
    }
    front = {"render_macros": True, "pack": {"held_on": "2024-08-01", "include": include, **words}}
    return _page(front, "# 学习资料 { #pack-tried }\n\n{{ study_pack() }}\n")


def _regulation(say: _Say) -> str:
    front = {
        "id": "shili",
        "kind": "条例",
        "aliases": [say("RegulationFields.aliases")],
        "concepts": [say("RegulationFields.concepts")],
        "township": {"binding": "直接适用", "verified": True, "note": say("TownshipFields.note")},
    }
    return _page(front, f"# {say('regulation title')} {{ #regulation-shili }}\n\n{say('regulation text')}\n")


def _edition(say: _Say, year: str) -> str:
    fact = {"verified": False, "note": say("_FactFields.note")}
    check = {"by_post": say("CheckFields.by_post"), "on": "2026-03-01", "against": say("CheckFields.against")}
    front: dict[str, Any] = {
        "official_title": say("EditionFields.official_title"),
        "form": say("EditionFields.form"),
        "issuer": say("EditionFields.issuer"),
        "text": "本站摘要",
        "source": {"file": say("SourceFields.file")},
        "number": {"text": say("TextFact.text"), **fact},
        "adopted": {"date": None, "by": say("AdoptedFact.by"), **fact},
        "issued": {"date": f"{year}-01-01", "verified": False, "checked": check},
        "in_force": {"date": f"{year}-02-01", "verified": True},
        "count": {"value": 2, "verified": True},
        "structure": {"verified": True},
        "repeals": {"text": say("TextFact.text"), **fact},
        "areas": [say("EditionFields.areas")],
        "sources": [say("EditionFields.sources")],
    }
    if year == "2018":
        front["superseded"] = {"date": "2023-02-01", "by": "2023", "verified": True}
    else:
        rows = [
            {"old": str(n), "new": str(n), "change": "改写", "similarity": 0.5, "note": say("AmendmentFields.note")}
            for n in (1, 2)
        ]
        front["amended_from"] = {"edition": "2018", "reviewed": True, "articles": rows}
    body = [f"# {say('edition title')} {{ #edition-shili-{year} }}", say("edition text")]
    body += [
        f"### 第{number}条 {say('article head')} {{ #art-{n} }}\n\n{say('article text')}"
        for n, number in enumerate("一二", 1)
    ]
    return _page(front, "\n\n".join(body) + "\n")


def _concepts(say: _Say) -> str:
    basis = {"to": "shili/2018#art-2", "verified": True}
    row = {
        "id": "jiaoyu",
        "names": [say("ConceptFields.names")],
        "context": [say("ConceptFields.context")],
        "unless": [say("ConceptFields.unless")],
        "basis": [basis],
        "also": [dict(basis)],
        "verified": True,
        "note": say("ConceptFields.note"),
        "search_names": [say("ConceptFields.search_names")],
    }
    return _page({"concepts": [row]}, f"# {say('concepts title')} {{ #concepts }}\n\n{say('concepts text')}\n")


def _duties(say: _Say) -> str:
    row = {
        "name": say("DutyFields.name"),
        "basis": {"to": "shili/2018#art-2", "verified": True},
        "per_year": 2,
        "since": "2018-10-01",
        "verified": True,
        "note": say("DutyFields.note"),
        "words": [[say("DutyFields.words")]],
    }
    return _page({"duties": [row]}, f"# {say('duties title')} {{ #duties }}\n\n{say('duties text')}\n")


def _usages(say: _Say) -> str:
    row = {name: say(f"UsageFields.{name}") for name in ("wrong", "right", "note", "source")} | {"verified": True}
    return _page({"usages": [row]}, f"# {say('usages title')} {{ #usages }}\n\n{say('usages text')}\n")


def _phrases(say: _Say) -> str:
    row = {"text": say("PhraseFields.text"), "also": [say("PhraseFields.also")], "note": say("PhraseFields.note")}
    return _page({"set_phrases": [row]}, f"# {say('phrases title')} {{ #phrases }}\n\n{say('phrases text')}\n")


def _local(say: _Say) -> str:
    front = {
        "level": "机关",
        "issuer": say("LocalRuleFields.issuer"),
        "known": "只知名称",
        "aliases": [say("LocalRuleFields.aliases")],
        "note": say("LocalRuleFields.note"),
        "allowed": [say("_PageFields.allowed")],
    }
    return _page(front, f"# {say('local title')} {{ #local-kaoqin }}\n\n{say('local text')}\n")


def _ledger(say: _Say, year: int) -> str:
    names = ("requested", "verified_by", "approved_by")
    measure = {
        "item": f"{year}#m1",
        **{name: say(f"MeasureFields.{name}") for name in ("text", "goal")},
        "kind": "限期整改",
        **{name: say(f"MeasureFields.{name}") for name in ("leader", "unit", "owner")},
        "due": [{"on": f"{year + 1}-06-30"}, {"on": f"{year + 1}-09-30", "why": say("DueFields.why")}],
        "history": [
            {"on": f"{year + 1}-03-01", "status": "整改中", "note": say("EventFields.note")},
            {"on": f"{year + 1}-09-01", "status": "已销号", "evidence": say("EventFields.evidence")},
        ],
        "closure": {"on": f"{year + 1}-09-01", **{name: say(f"ClosureFields.{name}") for name in names}},
    }  # fmt: skip
    entry = {"id": f"{year}-01", "source": "自查", "text": say("EntryFields.text"), "problem": f"{year}#p1"}
    entry |= {"causes": [f"{year}#c1"]} | ({"repeats": "2022-01"} if year == 2023 else {}) | {"measures": [measure]}
    front = {"year": year, "unit": say("unit"), "audience": "班子", "entries": [entry]}
    return _page(front, f"# {say('ledger title')} {{ #ledger-{year} }}\n\n{say('ledger text')}\n")
