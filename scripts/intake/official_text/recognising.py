"""Whether a file holds the text of a regulation, and not a paper of an office: by its provisions."""

from __future__ import annotations

import re

from scripts.intake.manuscript import Manuscript

_PROVISION = re.compile(r"[ \t\u3000]*第[〇零一二三四五六七八九十百千]+条(?:[ \t\u3000]|$)")
#: A paper may begin a paragraph or two with a provision that it cites.
_SURELY = 4


def is_official_text(manuscript: Manuscript) -> bool:
    """Whether so many paragraphs begin as provisions do that it is a regulation."""
    provisions = (line for line in manuscript.lines if _PROVISION.match(line.text))
    return manuscript.carriage is None and sum(1 for _ in provisions) >= _SURELY
