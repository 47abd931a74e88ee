"""Ledger pages from short entries."""

from __future__ import annotations

from tests.helpers.factories import LEDGER


def measure(
    text: str, *events: str, item: str = "", due: str = "2024-06-30", kind: str = "限期整改", **more: str
) -> str:
    """A measure with events such as `2024-03-01 整改中 会议记录` (evidence may be left out)."""
    owner = more.get("owner", "组织委员")
    lines = [f"      - text: {text}", f"        kind: {kind}", *([f"        owner: {owner}"] if owner else [])]
    lines += [f"        item: {item}"] if item else []
    lines += [f"        due: [{{on: {due}}}]"] if due else []
    if events:
        lines.append("        history:")
    for event in events:
        day, status, *evidence = event.split()
        proof = f", evidence: {evidence[0]}" if evidence else ""
        lines.append(f"          - {{on: {day}, status: {status}{proof}}}")
    ends = [f"{name}: {more[name]}" for name in ("verified_by", "approved_by") if more.get(name)]
    lines += [f"        closure: {{{', '.join(ends)}}}"] if ends else []
    return "\n".join(lines)


def entry(
    name: str, text: str, *measures: str, problem: str = "", causes: str = "", repeats: str = "", source: str = "自查"
) -> str:
    """An entry with its measures."""
    lines = [f"  - id: {name}", f"    source: {source}", f"    text: {text}"]
    for field, value in (("problem", problem), ("causes", f"[{causes}]" if causes else ""), ("repeats", repeats)):
        lines += [f"    {field}: {value}"] if value else []
    lines += ["    measures:", *measures] if measures else ["    measures: []"]
    return "\n".join(lines)


def ledger(year: int, *entries: str, sample: bool = False) -> str:
    """A ledger's page of XX乡党委."""
    lines = ["---", f"year: {year}", "unit: XX乡党委", "audience: 班子", *(["sample: true"] if sample else [])]
    lines += ["entries:", *entries] if entries else ["entries: []"]
    return "\n".join([*lines, "---", "", f"# {year}年整改台账 {{ #ledger-{year} }}", ""])


_CLOSED = """\
  - id: 2023-0{n}
    source: {source}
    text: 问题{n}
    measures:
      - text: 措施
        kind: 限期整改
        owner: 组织委员
        due: [{{on: 2023-06-30}}]
        history: [{{on: {on}, status: 已销号, evidence: 会议记录}}]
        closure: {{verified_by: 纪委书记}}
"""
_HEAD = LEDGER[: LEDGER.index("  - id:")]
_TITLE = "---\n\n# 2023年整改台账 { #ledger-2023 }\n"
#: Three entries: two closed by the end of 2023, one of them fed back by an inspection, and one closed later.
LEDGER_2023 = (
    _HEAD
    + _CLOSED.format(n=1, source="巡察反馈", on="2023-05-01")
    + _CLOSED.format(n=2, source="自查", on="2023-12-31")
    + _CLOSED.format(n=3, source="自查", on="2024-01-05")
    + _TITLE
)
