"""The posts that a ledger names as responsible: several in one cell, each with its part where the cell tells it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

#: What stands between two posts.
_BETWEEN = re.compile(r"[、，,；;/\n]+")
#: A word between two posts, where the first of them is surely one: 组织委员和宣传委员, but 社会事务和民政办主任.
_AND = re.compile(r"(?<=书记|委员|主任|所长|站长|乡长|镇长|部长|主席|专干|干事|会计)[和及与](?=.{2})")
_LEADS, _HELPS = "牵头|主办|主责|主要责任|第一责任", "配合|协办|协助|协同|参与"
_PART = rf"(?:(?P<lead>{_LEADS})|(?P<help>{_HELPS}))"
#: 牵头：组织委员, 配合单位：党政办.
_BEFORE = re.compile(rf"{_PART}(?:责任)?(?:人员?|单位|部门|领导|站所)?[:：]")
#: 组织委员（牵头）, 组织委员牵头, 党政办配合.
_AFTER = re.compile(rf"(?P<bracket>[(（]?)(?P<all>共同|联合)?{_PART}(?:责任)?(?:人员?|单位|部门)?[)）]?$")
#: A label that tells no part.
_LABEL = re.compile(r"^(?:责任人员?|责任单位|责任领导|责任部门)[:：]")
#: What is a rank beside a post and no post of its own: 党委委员、纪委书记 is one person.
_RANK = re.compile(r"党(?:工)?委委员|党组成员|班子成员")
#: What stands in a cell in which nobody is named.
_NOBODY = re.compile(r"[-—–_]*|[暂]?无|待定|未定|不详|暂缺|空缺")
#: Before a post: its number in the cell, and a word that goes with its part: 由组织委员牵头.
_NUMBER = re.compile(r"^[(（]?[0-9]{1,2}[.．)）]\s*")
_CIRCLED = re.compile(r"[①-⑳]")
#: Such a rank counts for nothing where posts are compared.
_BY_RANK = re.compile(r"^(?:党(?:工)?委委员|党组成员|班子成员)、")
#: What is left out where two spellings are compared.
_IDLE = re.compile(r"[\s·“”\"'‘’]")
#: The office's own name before a post: 乡党委书记 and 党委书记 are one within an office.
_OWN_LEVEL = re.compile(r"^(?:乡|镇|街道)(?=党|纪|人大|政府)")
_BODY = re.compile(r"(?:党委|党工委|党组|纪委|纪工委|人民政府|政府|办事处|人大)$")


class PostPart(StrEnum):
    """What a post has to do with a measure that several answer for (分工)."""

    LEADS = "牵头"
    HELPS = "配合"
    UNSAID = ""


@dataclass(frozen=True)
class Responsible:
    """A post that answers for a measure (责任人).

    Attributes:
        post: The post as the ledger writes it.
        part: Whether it leads or helps, where the ledger says so.
    """

    post: str
    part: PostPart = PostPart.UNSAID


def parse_posts(text: str) -> tuple[Responsible, ...]:
    """The posts that a cell names, in its order, each once; nothing is told of a part that the cell does not tell.

    Args:
        text: Such as `组织委员`, `组织委员、宣传委员`, `牵头：组织委员；配合：党政办主任` or `组织委员（牵头）`.
    """
    found: dict[str, Responsible] = {}
    for one in _parse(unicodedata.normalize("NFKC", _CIRCLED.sub("、", text))):
        found.setdefault(post_key(one.post), one)
    return tuple(found.values())


def post_key(post: str, unit: str = "") -> str:
    """What two spellings of one post have in common: width, blanks, ranks and the office's own name count for nothing.

    Args:
        post: The post.
        unit: The unit whose ledger names it, such as XX乡党委; empty where it is not known.
    """
    key = _IDLE.sub("", unicodedata.normalize("NFKC", post))
    place = place_name(unit)
    if place and len(key) > len(place):
        key = key.removeprefix(place)
    return _BY_RANK.sub("", _OWN_LEVEL.sub("", key))


def place_name(unit: str) -> str:
    """A unit without what body of its place it is: XX乡 for XX乡党委 and XX乡人民政府."""
    return _BODY.sub("", _IDLE.sub("", unicodedata.normalize("NFKC", unit)))


def _parse(text: str) -> Iterator[Responsible]:
    # What a label says holds until the next one; what stands behind posts, for those since the last sign.
    said, rank = PostPart.UNSAID, ""
    waiting: list[str] = []
    for piece in _BETWEEN.split(_AND.sub("、", _BEFORE.sub(lambda match: f"、{match[0]}", text))):
        label = _BEFORE.match(piece.strip())
        if label:
            yield from (Responsible(post, said) for post in waiting)
            said, waiting = _part(label), []
            piece = piece.strip()[label.end() :]
        post = _NUMBER.sub("", _LABEL.sub("", _NUMBER.sub("", piece.strip()))).strip(" 。.")
        end = _AFTER.search(post)
        post = post[: end.start()].strip().removeprefix("由") if end else post
        if rank:
            post, rank = f"{rank}、{post}" if post else rank, ""
        if _RANK.fullmatch(post) and not end:
            rank = post
            continue
        if _NOBODY.fullmatch(post):
            post = ""
        if post:
            waiting.append(post)
        if end and end["bracket"] and not end["all"]:
            # A bracket is on the one that it stands behind.
            *before, last = waiting or [""]
            yield from (Responsible(one, said) for one in before)
            yield from (Responsible(one, _part(end)) for one in [last] if one)
            waiting = []
        elif end:
            yield from (Responsible(one, _part(end)) for one in waiting)
            waiting = []
    yield from (Responsible(post, said) for post in [*waiting, *([rank] if rank else [])])


def _part(match: re.Match[str]) -> PostPart:
    return PostPart.LEADS if match["lead"] else PostPart.HELPS
