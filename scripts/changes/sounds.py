"""How Chinese words sound, for ids and folders, which hold plain letters alone."""

from __future__ import annotations

import re
from functools import cache


@cache
def sound(word: str) -> str:
    """The sounds of a word in plain letters, one after the other; whatever else stands in it is left out."""
    # Its tables take most of a second to load.
    from pypinyin import lazy_pinyin

    return re.sub(r"[^a-z]", "", "".join(str(part) for part in lazy_pinyin(word)).lower())
