"""When two texts are the same to somebody who searches.

Written down here a second time and from the definition alone, since a measure
must not share its mistakes with what it measures.
"""

from __future__ import annotations

import re

#: What a sentence and its clauses end with becomes this character, which no query without punctuation holds.
SEPARATOR = "\n"
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_NOTHING = re.compile(r"""[\s"'“”‘’「」『』()\[\]{}<>〈〉《》【】〔〕〖〗\u00ad\u200b-\u200f\u2060\ufeff]+""")
_SEPARATORS = re.compile(r"[。！？；：，、\r\n!?;:,]+")


def fold(text: str) -> str:
    """Take from a text what no search is about.

    Width and case become one; quotes, brackets, book-title marks, blanks and
    characters without width go; punctuation and line ends become one separator.

    Args:
        text: Any text.

    Returns:
        The text to look in, or to look for.
    """
    kept = (_NOTHING.sub("", run.translate(_WIDE)) for run in _SEPARATORS.split(text))
    return SEPARATOR.join(filter(None, kept)).lower()
