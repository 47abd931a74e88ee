"""What a page may not say of ledgers that its readers are not shown whole."""

from __future__ import annotations

import html
import re

#: Counts of what ledgers hold, and words that they hold nothing.
_CLAIMS = re.compile(
    r"台账里没有|没有(?:列入|整改)?台账|台账未列|没有列入台账|台账还没有|台账没有记载|当年没有整改台账"
    r"|未办结|反复未解决|尚未解决|其中逾期|共 ?\d+ ?条措施|没有办结的措施"
    r"|(?:已办结|逾期|在办) ?\d++(?!\s*天)|\d+ 项，\d+ 条|项，\d+ 条|问题与年度|[：–] ?未见记载|再次出现"
)


def find_ledger_claims(page: str) -> list[str]:
    """Whatever a page says of the kind, with the words around it."""
    text = re.sub(r"<(script|style|head|nav)\b.*?</\1>", " ", page, flags=re.DOTALL)
    words = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))
    told = " ".join(re.findall(r'(?:title|aria-label)="([^"]*)"', text))
    return [said[max(0, hit.start() - 15) : hit.end() + 15] for said in (words, told) for hit in _CLAIMS.finditer(said)]
