"""Texts as the search of the site folds them, so that an index of them answers as it does.

The browser's own is `fold` of overrides/assets/javascripts/search-engine.js; a test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Parts words that do not stand together; no query holds it.
SEPARATOR = "\n"
_NOTHING = (
    r"\s\u00a0\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
    r"\"'`\u00b4\u2018-\u201f\u2032\u2033\u00ab\u00bb\u300c-\u300f\ufe41-\ufe44"
    r"()\uff08\uff09\[\]{}<>\u2039\u203a\u27e8\u27e9\u3008-\u300b\u3010\u3011\u3014-\u301b"
)
_PARTING = r"\n\r\u2028\u2029\u3002\u3001,;:!?\uff01\uff0c\uff1a\uff1b\uff1f\u2026\uff61\uff64"
_TOKEN = re.compile(rf"([{_PARTING}]|(?<![0-9])\.|\.(?![0-9]))|[{_NOTHING}]")
_RUNS = re.compile(r"\n{2,}")


def fold(text: str) -> str:
    """Width and case are one; brackets, quotes and blanks are nothing; signs between words are one separator.

    Args:
        text: Any text, or what is looked for in one.
    """
    plain = "".join(map(_narrow, text))
    parted = _TOKEN.sub(lambda found: SEPARATOR if found[1] else "", plain)
    return _RUNS.sub(SEPARATOR, parted).strip(SEPARATOR)


@lru_cache(maxsize=20_000)
def _narrow(sign: str) -> str:
    return unicodedata.normalize("NFKC", sign).lower()
