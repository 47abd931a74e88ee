"""How the sources of a fact are told: official addresses alone are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from macros.domain.regulations import Edition

_OFFICIAL = (".gov.cn", ".12371.cn")
_ADDRESS = re.compile(r"(?:page:)?(https?://[^\s（]+)")


@dataclass(frozen=True)
class SourceLine:
    """One line of the list of sources; `address` is empty where none is printed."""

    words: str
    address: str = ""


def source_lines(edition: Edition) -> tuple[SourceLine, ...]:
    """The sources of an edition, kinds of source told once with their number."""
    official, reprints, collections, knowledge = [], 0, 0, 0
    for source in edition.sources:
        match = _ADDRESS.match(source)
        host = _host(match[1]) if match else ""
        if match and f".{host}".endswith(_OFFICIAL):
            # The site's own pages link to https alone.
            official.append(SourceLine(host, match[1] if match[1].startswith("https://") else ""))
        elif source.startswith("github:"):
            collections += 1
        elif source.startswith("own-knowledge"):
            knowledge += 1
        elif match or source.startswith("page:"):
            reprints += 1
        else:
            official.append(SourceLine(source))
    lines = list(official)
    if collections:
        lines.append(SourceLine(f"公开资料库所收文本或材料 {collections} 处"))
    if reprints:
        lines.append(SourceLine(f"网络转载 {reprints} 处，{reliability(edition)}"))
    if knowledge:
        lines.append(SourceLine("部分内容凭编者所知，未见原文"))
    return tuple(lines)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def reliability(edition: Edition) -> str:
    """已核, 部分已核 or 未核, by the facts that decide which edition applies."""
    facts = [edition.issued, edition.in_force, edition.count, *([edition.superseded] if edition.superseded else [])]
    proven = [fact.proven for fact in facts]
    return "已核" if all(proven) else "部分已核" if any(proven) else "未核"
