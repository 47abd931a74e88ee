"""Pages of every kind of which each free field holds the same hostile words, told apart by the field's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

#: Macros that compute something of one unit.
OVERVIEWS = (
    "ledger_overview", "year_matrix", "measure_index", "recurring_problems", "recurring_list", "new_this_year",
    "pressing_entries", "key_numbers", "problems_by_year", "follow_through",
    "citations_by_year", "indicator_table", "indicator_trend", "phrases",
    "required_actions", "disagreements", "promises_kept", "problems_returned",
)  # fmt: skip
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


class Words:
    """What stands in the fields of one unit's pages: its payload, with its own name and the field's."""

    def __init__(self, unit: str, payload: str) -> None:
        self.unit = unit
        self.said: dict[str, str] = {}
        self._payload = payload

    def __call__(self, field: str) -> str:
        return self.said.setdefault(field, f"{self._payload}〔{self.unit} {field}〕")


def make_pages(payloads: Mapping[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Pages by path under docs, and what each field says.

    Args:
        payloads: Words that are to stay words, by the folder of the unit whose pages hold them.

    Returns:
        The pages, and by unit and the name of each field (or place in the
        body) the words that stand there.
    """
    units = [Words(unit, payload) for unit, payload in payloads.items()]
    pages = {
        "regulations/concepts.md": _concepts(units),
        "regulations/duties.md": _duties(units),
        "regulations/usages.md": _usages(units),
        "regulations/phrases.md": _phrases(units),
        "forms.md": _forms(units),
    }
    for say in units:
        pages |= {
            f"regulations/shili-{say.unit}/index.md": _regulation(say),
            f"regulations/shili-{say.unit}/2018.md": _edition(say, "2018"),
            f"regulations/shili-{say.unit}/2023.md": _edition(say, "2023"),
            f"regulations/local/kaoqin-{say.unit}.md": _local(say),
            f"ledger/{say.unit}/2022.md": _ledger(say, 2022),
            f"ledger/{say.unit}/2023.md": _ledger(say, 2023),
            f"reports/{say.unit}/2022.md": _report(say, 2022),
            f"reports/{say.unit}/2023.md": _report(say, 2023),
            f"reports/{say.unit}/2023-account.md": _account(say),
            f"study/{say.unit}/tried.md": _pack(say),
            f"compare/{say.unit}/all.md": _overview(say),
        }
    return pages, {say.unit: say.said for say in units}


def _overview(say: Words) -> str:
    """Everything that is computed of one unit, on one page."""
    calls = (
        "compare_years(2022, 2023, ",
        "ledger(2023, ",
        "carried_over(2023, ",
        "copy_check(2023, ",
        *(f"{name}(" for name in OVERVIEWS),
    )
    macros = "\n\n".join(f'{{{{ {call}unit="{say.unit}") }}}}' for call in calls)
    return _page({"render_macros": True, "audience": "班子"}, f"# 对照 {{ #compare-{say.unit} }}\n\n{macros}\n")


def _page(front: dict[str, Any], body: str) -> str:
    return f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)}---\n\n{body}"


def _report(say: Words, year: int) -> str:
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
        "answers": {f"{say.unit}/2022#m1": "w1"} if year == 2023 else {},
        "corrections": _corrections(say),
        "signed": [{"step": "签发", "post": say("SignatureFields.post"), "on": "2024-01-09", "of": "0" * 64}],
    }
    link = f"[《{say('link text')}》](../../regulations/shili-{say.unit}/{2018 if year == 2022 else 2023}.md#art-2)"
    parts = [f"# {say('report title')} {{ #report-{say.unit}-{year} }}", say("lead")]
    for letter, kind in zip("wpcm", ("work", "problem", "cause", "measure"), strict=True):
        parts += [f"## {say(f'{kind} part')} {{ #{kind} .{kind} }}", f"### {say(f'{kind} item')} {{ #{letter}1 }}"]
        parts.append(f"{say(f'{kind} text')}{year}年。{link}")
    parts += [f"- {say('list')}", f"| 甲 | 乙 |\n| --- | --- |\n| {say('cell')} | 乙 |", f"    {say('indented')}"]
    return _page(front, "\n\n".join(parts) + "\n")


def _corrections(say: Words) -> list[dict[str, str]]:
    """What was put right on a page of any kind."""
    names = ("what", "before", "after", "why", "by")
    return [{"on": "2024-02-01"} | {name: say(f"PaperCorrectionFields.{name}") for name in names}]


def _account(say: Words) -> str:
    """What one member of the office tells of a year."""
    front = {
        "year": 2023,
        "unit": say("unit"),
        "series": "述责述廉",
        "period": "2023",
        "as_of": "2023-12-31",
        "audience": "全体党员",
        "person": say("ReportFields.person"),
    }
    return _page(
        front, f"# 述责述廉报告 {{ #report-{say.unit}-2023-account }}\n\n## 情况 {{ #work .work }}\n\n情况。\n"
    )


def _pack(say: Words) -> str:
    """A page that runs macros, as all packs do; its fields are words all the same."""
    include: list[dict[str, Any]] = [
        {"report": f"{say.unit}/2023"},
        {"chain": f"{say.unit}/2023#p1"},
        {"items": [f"{say.unit}/2023#m1"]},
        {"regulation": f"shili-{say.unit}"},
        {"edition": f"shili-{say.unit}/2018"},
        {"changes": f"shili-{say.unit}"},
    ]
    words = {
        "place": say("PackFields.place"),
        "host": say("PackFields.host"),
        "questions": [say("PackFields.questions")],
    }
    front = {
        "render_macros": True,
        "corrections": _corrections(say),
        "pack": {"held_on": "2024-08-01", "include": include, **words},
    }
    return _page(front, f"# 学习资料 {{ #pack-{say.unit}-tried }}\n\n{{{{ study_pack() }}}}\n")


def _regulation(say: Words) -> str:
    front = {
        "id": f"shili-{say.unit}",
        "kind": "条例",
        "aliases": [say("RegulationFields.aliases")],
        "concepts": [say("RegulationFields.concepts")],
        "township": {"binding": "直接适用", "verified": True, "note": say("TownshipFields.note")},
        "corrections": [
            {
                "on": "2026-03-01",
                "edition": "2018",
                "article": 1,
                **{name: say(f"CorrectionFields.{name}") for name in ("what", "before", "after", "by")},
            }
        ],
    }
    return _page(front, f"# {say('regulation title')} {{ #regulation-shili-{say.unit} }}\n\n{say('regulation text')}\n")


def _edition(say: Words, year: str) -> str:
    fact = {"verified": False, "note": say("_FactFields.note")}
    check = {"by_post": say("CheckFields.by_post"), "on": "2026-03-01", "against": say("CheckFields.against")}
    front: dict[str, Any] = {
        "official_title": say("EditionFields.official_title"),
        "aliases": [say("EditionFields.aliases")],
        "form": say("EditionFields.form"),
        "issuer": say("EditionFields.issuer"),
        "text": "本站摘要",
        "digest": {"copies": 1, "on": "2026-03-01", "note": say("DigestFields.note")},
        "source": {"file": say("SourceFields.file")},
        "number": {"text": say("TextFact.text"), **fact},
        "adopted": {"date": None, "by": say("AdoptedFact.by"), **fact},
        "issued": {"date": f"{year}-01-01", "verified": False, "checked": check},
        "in_force": {"date": f"{year}-02-01", "verified": True},
        "count": {"value": 3, "verified": True},
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
        front["amended_from"] = {
            "edition": "2018",
            "reviewed": True,
            "articles": rows,
            "dropped": [{"old": "3", "note": say("DroppedFields.note")}],
            "added": [{"new": "3", "note": say("AddedFields.note")}],
        }
    body = [f"# {say('edition title')} {{ #edition-shili-{say.unit}-{year} }}", say("edition text")]
    body += [
        f"### 第{number}条 {say('article head')} {{ #art-{n} }}\n\n{say('article text')}"
        for n, number in enumerate("一二三", 1)
    ]
    return _page(front, "\n\n".join(body) + "\n")


def _list(units: Sequence[Words], field: str, rows: list[dict[str, Any]], name: str) -> str:
    """A page that all units share: a row for each, and the words of all in its title and text."""
    title = "".join(say(f"{name} title") for say in units)
    text = "\n\n".join(say(f"{name} text") for say in units)
    return _page({field: rows}, f"# {title} {{ #{name} }}\n\n{text}\n")


def _concepts(units: Sequence[Words]) -> str:
    def row(say: Words) -> dict[str, Any]:
        basis = {"to": f"shili-{say.unit}/2018#art-2", "verified": True}
        return {
            "id": f"jiaoyu-{say.unit}",
            "names": [say("ConceptFields.names")],
            "context": [say("ConceptFields.context")],
            "unless": [say("ConceptFields.unless")],
            "not_with": [say("ConceptFields.not_with")],
            "basis": [basis],
            "also": [dict(basis)],
            "verified": True,
            "note": say("ConceptFields.note"),
            "says": say("ConceptFields.says"),
            "search_names": [say("ConceptFields.search_names")],
        }

    return _list(units, "concepts", [row(say) for say in units], "concepts")


def _duties(units: Sequence[Words]) -> str:
    def row(say: Words) -> dict[str, Any]:
        return {
            "name": say("DutyFields.name"),
            "basis": {"to": f"shili-{say.unit}/2018#art-2", "verified": True},
            "per_year": 2,
            "since": "2018-10-01",
            "verified": True,
            "note": say("DutyFields.note"),
            "says": say("DutyFields.says"),
            "words": [[say("DutyFields.words")]],
        }

    return _list(units, "duties", [row(say) for say in units], "duties")


def _usages(units: Sequence[Words]) -> str:
    names = ("wrong", "right", "note", "source")
    rows = [{name: say(f"UsageFields.{name}") for name in names} | {"verified": True} for say in units]
    return _list(units, "usages", rows, "usages")


def _forms(units: Sequence[Words]) -> str:
    rows = [
        {
            "name": say("FormFields.name"),
            "rows": [{"at": say("FormRowsFields.at"), "each": "一条措施"}],
            "fields": [{"at": say("FormFieldFields.at"), "says": say("FormFieldFields.says"), "takes": "问题"}],
        }
        for say in units
    ]
    return _list(units, "forms", rows, "forms")


def _phrases(units: Sequence[Words]) -> str:
    rows = [
        {"text": say("PhraseFields.text"), "also": [say("PhraseFields.also")], "note": say("PhraseFields.note")}
        for say in units
    ]
    return _list(units, "set_phrases", rows, "phrases")


def _local(say: Words) -> str:
    front = {
        "level": "机关",
        "corrections": _corrections(say),
        "issuer": say("LocalRuleFields.issuer"),
        "known": "只知名称",
        "aliases": [say("LocalRuleFields.aliases")],
        "note": say("LocalRuleFields.note"),
        "allowed": [say("PageFields.allowed")],
        "put_off": [{"remark": "标点重复", "by_post": "纪检干事", "why": say("PageFields.put_off")}],
        "kept": [
            {
                "text": say("KeptFields.text"),
                "by_post": say("KeptFields.by_post"),
                "why": say("KeptFields.why"),
                "on": "2024-01-08",
            }
        ],
    }
    return _page(front, f"# {say('local title')} {{ #local-kaoqin-{say.unit} }}\n\n{say('local text')}\n")


def _ledger(say: Words, year: int) -> str:
    key, names = f"{say.unit}/{year}", ("requested", "verified_by", "approved_by")
    measure = {
        "item": f"{key}#m1",
        **{name: say(f"MeasureFields.{name}") for name in ("text", "goal")},
        "kind": "限期整改",
        **{name: say(f"MeasureFields.{name}") for name in ("leader", "unit", "helpers", "owner")},
        "due": [{"on": f"{year + 1}-06-30"}, {"on": f"{year + 1}-09-30", "why": say("DueFields.why")}],
        "history": [
            {"on": f"{year + 1}-03-01", "status": "整改中", "note": say("EventFields.note")},
            {"on": f"{year + 1}-09-01", "status": "已销号", "evidence": say("EventFields.evidence")},
        ],
        "closure": {"on": f"{year + 1}-09-01", **{name: say(f"ClosureFields.{name}") for name in names}},
    }  # fmt: skip
    entry = {"id": f"{year}-01", "source": "自查", "text": say("EntryFields.text"), "problem": f"{key}#p1"}
    entry |= {"causes": [f"{key}#c1"]} | ({"repeats": "2022-01"} if year == 2023 else {}) | {"measures": [measure]}
    meanings = [{"says": say("StatusPhraseFields.says"), "status": "已销号", "day": "期限"}]
    front = {"year": year, "unit": say("unit"), "audience": "班子", "meanings": meanings, "entries": [entry]}
    front["corrections"] = _corrections(say)
    return _page(front, f"# {say('ledger title')} {{ #ledger-{say.unit}-{year} }}\n\n{say('ledger text')}\n")
