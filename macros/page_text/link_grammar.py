"""What is a link on a page: `[words](address "title"){ .fixed }`, with brackets in each one pair deep."""

from __future__ import annotations

import re

#: What follows the words. Possessive, as all of it: a run of brackets must not be read again from each of them.
LINK_TAIL = (
    r"\(\s*+(?P<target>(?:[^()\s]|\([^()\s]*+\))*+)"
    r"(?:\s++(?P<title>\"[^\"]*+\"|'[^']*+'))?+\s*+\)"
    r"(?P<attributes>\{[^{}]*+\})?+"
)
#: A link or a picture: groups `image`, `words`, `target`, `title`, `attributes`. One that a backslash precedes is text.
LINK = re.compile(rf"(?<!\\)(?P<image>!?)\[(?P<words>(?:[^\[\]\\]|\\.|\[[^\[\]]*+\])*+)\]{LINK_TAIL}")
#: Whatever else may be a link to some reader of Markdown.
MAYBE_LINK = re.compile(r"!?\[[^\n]{0,300}?\]\([^\n]{0,300}?\)")
#: Where a link leads to an anchor: in a link, in a definition that links name, between angle brackets, in HTML.
ANCHORED = re.compile(
    r"(?P<before>\]\(\s*<?|\]:\s*<?|<|href=[\"'])(?P<address>[^\s()<>\"'#]*)#(?P<anchor>[A-Za-z][\w-]*)"
)
_ADDRESS_CHARACTER = r"[^()\s\\<>\"'|\[\]]"
_ADDRESS = re.compile(rf"(?:{_ADDRESS_CHARACTER}|\({_ADDRESS_CHARACTER}*\))+")


def is_plain_address(address: str) -> bool:
    """Whether any reader of Markdown takes all of an address in round brackets as one, and as nothing else."""
    return _ADDRESS.fullmatch(address) is not None


def write_link(words: str, target: str, attributes: str = "") -> str:
    """Write a link.

    Args:
        words: Its words as Markdown, every character in them escaped that is to be text.
        target: Where it leads.
        attributes: Its attribute list as written; empty for none.
    """
    return f"[{words}]{write_link_tail(target, attributes)}"


def write_link_tail(target: str, attributes: str = "") -> str:
    """Write what follows the words of a link and their bracket."""
    return f"({target}){attributes}"
