"""Damage as it comes about: a slip of the hand, a page put together from others, a file cut off, bytes gone bad."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random

#: What slips into a text, or what some reader takes as a mark.
_SIGNS = """\
--- ... ： : ， { } [ ] ( ) # " ' | ` < > \\ & * ! % @ {{ }} {% ]( ../ ### <!-- </p> ]]> &#0; &x;
null true false [] {} 0 -1 2023 2023-02-30 1e999 2023#p1 班子 甲 🙂
"""
_UNSEEN = ("", "\t", "\x00", "\u2028", "\ufeff", "\ufffe", "\u200b")
_TOKENS = (*_SIGNS.split(), *_UNSEEN, "- ", "# ", "&a ", "!x ", "{ #x }", "{ #p1 .problem }", "9" * 30, "一" * 300)
_FENCE = "---"
#: Mistakes are mostly made where the fields are.
_IN_FRONT = 0.6
_WORD = re.compile(r"[0-9A-Za-z_.-]+")

Change = Callable[[list[str], int, Random], None]


def mutate_text(text: str, chance: Random) -> str:
    """A text with one slip or a few, most of them before the second line of dashes where there is one."""
    lines = text.split("\n")
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == _FENCE), 0) + 2
        within = len(lines) if chance.random() > _IN_FRONT else min(len(lines), end)
        chance.choice(_CHANGES)(lines, chance.randrange(within), chance)
        lines = lines or [""]
    return "\n".join(lines)


def mutate_bytes(content: bytes, chance: Random) -> bytes:
    """A file cut off, with a piece gone or twice, or with bytes gone bad."""
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 10))):
        at = chance.randrange(len(data) + 1)
        size = chance.choice((1, 4, 64, 1024))
        match chance.randrange(5):
            case 0:
                del data[at:]
            case 1:
                del data[at : at + size]
            case 2:
                data[at:at] = data[at : at + size]
            case 3:
                data[at : at + size] = chance.randbytes(len(data[at : at + size]))
            case _:
                data[at:at] = chance.randbytes(size)
    return bytes(data)


def mutate_archive(content: bytes, chance: Random) -> bytes:
    """A zip of which a member is damaged, gone, empty or there twice; or damaged as a whole."""
    if chance.random() < 1 / 3:
        return mutate_bytes(content, chance)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    at = chance.randrange(len(members))
    name, member = members[at]
    damaged: Sequence[tuple[str, bytes]] = {
        0: [],
        1: [(name, b"")],
        2: [(name, member), (f"../{name}", member)],
        3: [(name, mutate_bytes(member, chance))],
    }.get(chance.randrange(8), [(name, _mutate_member(member, chance))])
    members[at : at + 1] = damaged
    return pack(members)


def pack(members: Sequence[tuple[str, bytes]]) -> bytes:
    """A zip of members, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def _mutate_member(content: bytes, chance: Random) -> bytes:
    """Markup cut where it has its joints, so that what comes of it is read on."""
    try:
        pieces = re.split(r"(?=<)", content.decode())
    except UnicodeDecodeError:
        return mutate_bytes(content, chance)
    return mutate_text("\n".join(pieces), chance).replace("\n<", "<").encode("utf-8", "surrogatepass")


def _drop(lines: list[str], at: int, chance: Random) -> None:
    del lines[at : at + chance.choice((1, 1, 1, 3, 30))]


def _cut(lines: list[str], at: int, _: Random) -> None:
    del lines[at:]


def _repeat(lines: list[str], at: int, chance: Random) -> None:
    lines.insert(at, chance.choice(lines))


def _swap(lines: list[str], at: int, chance: Random) -> None:
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _insert(lines: list[str], at: int, chance: Random) -> None:
    place = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:place] + chance.choice(_TOKENS) + lines[at][place:]


def _erase(lines: list[str], at: int, chance: Random) -> None:
    place = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:place] + lines[at][place + chance.randrange(1, 8) :]


def _revalue(lines: list[str], at: int, chance: Random) -> None:
    name, colon, _ = lines[at].partition(":")
    lines[at] = f"{name}{colon} {chance.choice(_TOKENS)}"


def _rename(lines: list[str], at: int, chance: Random) -> None:
    """Names, ids and numbers of elsewhere in the text in the place of others."""
    known = _WORD.findall("\n".join(lines[:200])) or ["x"]
    lines[at] = _WORD.sub(lambda word: word[0] if chance.random() < 2 / 3 else chance.choice(known), lines[at])


def _widen(lines: list[str], at: int, _: Random) -> None:
    lines[at] = lines[at].replace(":", "：", 1)


def _shift(lines: list[str], at: int, chance: Random) -> None:
    lines[at] = chance.choice(("", " ", "  ", "    ", "\t")) + lines[at].strip()


_CHANGES: tuple[Change, ...] = (
    *(_drop, _cut, _repeat, _swap, _insert, _insert, _erase, _revalue, _revalue, _rename, _rename, _widen, _shift),
)
