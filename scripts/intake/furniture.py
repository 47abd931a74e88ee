"""What comes with a text and is not of it: traces of the way it was saved, copied or printed.

Only what is sure to be no text is named here; everything else stays on the page.
"""

from __future__ import annotations

import re

from macros.word_lists import alternatives, read_lists

#: Single characters that no reader sees.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]+"
)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]+")
#: Marks of download sites, which stand even in the middle of a word.
ARTEFACT = re.compile(r"##[A-Za-z_]{3,24}##")

_BLANK = "[ \t\u3000\u00a0]*"
_BUTTON = alternatives(read_lists(__file__)["buttons"])
_BUTTON_LINE = re.compile(
    rf"(?:[【\[［]?{_BLANK}(?:{_BUTTON}){_BLANK}[：:]?{_BLANK}[】\]］]?{_BLANK}[|｜]?{_BLANK}){{1,12}}"
)
_CAPTION_LINE = re.compile(
    r"(?:"
    r"[【\[]?字(?:体|号)[：:].{0,20}"
    r"|(?:当前位置|您(?:的|所在的?)位置|所在位置)[：:].{0,80}"
    r"|(?:信息来源|文章来源|稿件来源|来源|发布机构|发布单位|信息来源单位|供稿单位)[：:].{0,40}"
    r"|(?:发布时间|发布日期|更新时间|成文日期|时间|日期)[：:].{0,40}[0-9]{4}.{0,60}"
    r"|(?:浏览(?:次数|量)|阅读(?:次数|量)?|点击(?:数|率|次数|量)|访问(?:次数|量))[：:].{0,20}"
    r"|(?:责任编辑|编辑|责编|校对|审核|录入者?|作者)[：:].{0,20}"
    r"|(?:上一[篇条]|下一[篇条])[：:].{0,60}"
    r"|(?:分享到|分享至|分享)[：:].{0,20}"
    r"|.{0,20}(?:版权所有|ICP备).{0,60}"
    r")"
)
#: A number alone on its line, as pages are numbered (GB/T 9704-2012 7.5: — 3 —).
_PAGE_NUMBER = re.compile(
    r"[-－—–―─·]{1,2}[ ]*[0-9０-９]{1,4}[ ]*[-－—–―─·]{1,2}"
    r"|第[ ]*[0-9]{1,4}[ ]*页(?:[ ，,/]*共[ ]*[0-9]{1,4}[ ]*页)?|[Pp]age[ ]*[0-9]{1,4}"
)
_CONTENTS_TITLE = re.compile(rf"目{_BLANK}[录次]")
#: Leaders or a tab, and the page: an entry of a table of contents.
_CONTENTS_ENTRY = re.compile(
    rf".{{1,80}}?(?:[.…·．。]{{3,}}|\t|[…]{{1,}}){_BLANK}[-—(（]?{_BLANK}[0-9０-９]{{1,4}}{_BLANK}[-—)）]?"
)


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but the number of its page."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def is_button(text: str) -> bool:
    """Whether a line is a button, or a row of them, of the web page that the text was copied from."""
    return len(text) <= 40 and _BUTTON_LINE.fullmatch(text) is not None


def is_caption(text: str) -> bool:
    """Whether a line tells where and when a web page was put up; a report may end in such words, too."""
    return len(text) <= 120 and _CAPTION_LINE.fullmatch(text) is not None


def is_contents_title(text: str) -> bool:
    """Whether a line is the heading of a table of contents."""
    return _CONTENTS_TITLE.fullmatch(text) is not None


def is_contents_entry(text: str) -> bool:
    """Whether a line names a section and the page that it is on."""
    return _CONTENTS_ENTRY.fullmatch(text) is not None
