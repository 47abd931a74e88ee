"""Topics of articles that an office gives them, beside the official words: `第七条【监督执纪四种形态】`.

Collections of laws print the words that their editors put beside an article's number in these brackets.
"""

from __future__ import annotations

import re

_TOPIC = re.compile(r"【([^【】]+)】")


def write_own_topic(topic: str) -> str:
    """A topic as it stands behind an article's number, every bracket of its own taken off."""
    return f"【{re.sub('[【】]', '', topic)}】"


def read_own_topic(words: str) -> str:
    """The topic of our own that words are; empty where they are the text's."""
    match = _TOPIC.fullmatch(words.strip())
    return match[1] if match else ""
