"""Opens built pages: the article of one, ready to be read."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from lxml import html
from lxml.etree import ParserError

from macros.errors import SiteError
from scripts.paper.contract import THEME_ARTICLE, name_words

#: What neither paper nor the XML of a Word file can hold.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile(r"&#(?:x[0-9a-f]+|[0-9]+);?", re.IGNORECASE)


class ArticleError(SiteError):
    """A built page has no article to be printed."""

    meaning = "要打印的页面没有内容，或不在站点里"
    remedy = "核对页面的路径，先生成站点"


def load_article(site: Path, page: str) -> html.HtmlElement:
    """Load a built page's article, whose elements say their words themselves.

    Args:
        site: Folder of the built site.
        page: Path of the page in it, such as `reports/2023.html`.

    Raises:
        ArticleError: There is no such page, it has no article, or it says a word that is none.
    """
    try:
        text = (site / page).read_bytes().decode("utf-8")
        tree = html.document_fromstring(_printable(text))  # type: ignore[no-untyped-call]
    except (OSError, ParserError, UnicodeDecodeError):
        raise ArticleError(
            f"站点里没有页面 {page}。改法：核对页面的路径，或先运行 python3 scripts/site.py build。"
        ) from None
    article: html.HtmlElement | None = next(iter(tree.find_class(THEME_ARTICLE)), None)
    if article is None:
        raise ArticleError(f"{page} 没有正文部分。改法：核对它是不是本站生成的页面。")
    try:
        name_words(article, site)
    except ValueError as error:
        raise ArticleError(
            f"{page} 里有打印程序不认识的标记：{error}。改法：运行 python3 scripts/site.py build，重新生成。"
        ) from error
    return article


def _printable(text: str) -> str:
    """A page without the characters, and the references to characters, that can stand nowhere."""
    text = _REFERENCE.sub(lambda found: found[0] if _UNPRINTABLE.sub("", unescape(found[0])) else "", text)
    return _UNPRINTABLE.sub("", text)
