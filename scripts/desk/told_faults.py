"""What is wrong with pages as the desk tells it: at the field that a clerk knows by its name, with the way there.

The command line tells the line of the file; here nobody has the file before him.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

from macros.corpus.sources import Source
from macros.findings import Finding
from macros.page_text.splitting import normal_text
from scripts.changes.change_set import SETTINGS
from scripts.changes.naming import name_page
from scripts.changes.said.names import Names
from scripts.desk.desk_words import tell_wrong
from scripts.desk.mending import Mending, find_mending, form_of
from scripts.desk.page_form.looking import tell

#: Where the text of a page itself is mended, with all that is written in it.
_TEXT = "source.show"
_REFERENCE = re.compile(
    r"“([a-z0-9/-]*#[a-z][a-z0-9_-]*|(?:[wpcmo][0-9]+|(?:work|problem|cause|measure|other)-[0-9]+))”"
)
_BRACES = re.compile(r"\s*\{+[^{}]*\}+")
#: Ids, fields and paths, which no form shows.
_OF_FILES = re.compile(r"[#/_][a-z0-9]|\b[a-z]{3,}")
_GONE = "已经没有的一条"
_PATH = re.compile(r"\bdocs/([A-Za-z0-9/_-]+\.md)")
_TITLE = re.compile(r"^# +(.+?)[ \t]*(?:\{.*)?$", re.MULTILINE)


@dataclass(frozen=True)
class ToldFault:
    """A fault in a clerk's words.

    Attributes:
        words: The page and the place by their names, what is wrong, what to do.
        mending: Where it is mended.
        wrong: The same without the page and the place.
    """

    words: str
    mending: Mending = field(default_factory=Mending)
    wrong: str = ""

    def __str__(self) -> str:
        return self.words


def tell_fault(fault: Finding, site: Source) -> ToldFault:
    """A fault in the words of an office.

    Args:
        fault: What is wrong.
        site: The pages among which it was found, as they are or as they would be.
    """
    path = fault.file.removeprefix("docs/")
    if path == SETTINGS:
        return _tell_setting(fault)
    try:
        content = site.read(path)
    except OSError:
        return ToldFault(str(fault))
    text = normal_text(content.decode("utf-8", "replace"))
    mending, form = find_mending(fault, path, text), form_of(path, text)
    if mending.screen not in {"", _TEXT}:
        fault = _in_words(fault, Names(lambda page: _texts(page, site), path))
    wrong = tell(fault, form) if form else tell_wrong(fault)
    place = "" if wrong.startswith(mending.name.strip("“”")) else mending.name
    where = f"{_name_page(text, path)}的{place}" if place else _name_page(text, path)
    wrong = _PATH.sub(lambda found: _name_at(found[1], site), wrong)
    return ToldFault(f"{where}：{wrong}", mending, wrong)


def _in_words(fault: Finding, names: Names) -> Finding:
    """The same for who mends it in a form: references by what they lead to, and nothing that only files hold."""

    def named(reference: re.Match[str]) -> str:
        words = names.tell_reference(reference[1])
        return words if words != reference[1] else _GONE

    def told(words: str) -> str:
        words = _REFERENCE.sub(named, _BRACES.sub("", words))
        return "" if words == "“”" or _OF_FILES.search(words) else words

    return replace(fault, found=told(fault.found), expected=told(fault.expected))


def _texts(path: str, site: Source) -> Iterator[str]:
    with suppress(OSError):
        yield site.read(path).decode("utf-8", "replace")


def _name_at(path: str, site: Source) -> str:
    try:
        return _name_page(site.read(path).decode("utf-8", "replace"), path)
    except OSError:
        return "另一页"


def _name_page(text: str, path: str) -> str:
    """A page by what it says of itself, by its title where its head cannot be read, else by its file."""
    name, title = name_page(text, path), _TITLE.search(text)
    if "\ufffd" in text:
        title = None
    elif not name.startswith("docs/"):
        return name
    return f"「{title[1] if title else path.rpartition('/')[2].removesuffix('.md')}」"


def _tell_setting(fault: Finding) -> ToldFault:
    is_office = fault.field.startswith("extra.office")
    mending = Mending("单位名称、阅读范围", "office.show") if is_office else Mending()
    return ToldFault(f"站点的设置第 {fault.line} 行：{tell_wrong(fault)}", mending)
