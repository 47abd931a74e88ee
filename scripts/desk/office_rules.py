"""How the office spells its posts, and which steps of sign-off a publish waits for, as forms have them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from macros.corpus.settings import PaperKind, SignOff
from macros.domain.reports import Audience
from macros.domain.signatures import Step

#: So many posts can be added at once.
_BLANK_ROWS = 3
_BETWEEN = re.compile(r"[、，,；;\n]+")
_EARLIEST, _LATEST = 1949, 2199
Posts = Mapping[str, list[str]]


def rows_of(spellings: Mapping[str, str]) -> list[tuple[str, str]]:
    """Posts, each with its other spellings, as rows of a form; some blank ones behind them.

    Args:
        spellings: Each spelling with the post that it stands for.
    """
    posts: dict[str, list[str]] = {}
    for spelling, post in spellings.items():
        posts.setdefault(post, []).append(spelling)
    return [*((post, "、".join(same)) for post, same in posts.items()), *[("", "")] * _BLANK_ROWS]


def read_posts_form(told: Mapping[str, str]) -> tuple[list[tuple[str, str]], Posts, str]:
    """The rows as they were sent, the posts that they name, and what is wrong with them; nothing where all is sound."""
    count = sum(name.startswith("post-") for name in told)
    rows = [tuple(told.get(f"{name}-{at}", "").strip() for name in ("post", "same")) for at in range(count)]
    posts: dict[str, list[str]] = {}
    fault, owners = "", dict[str, str]()
    for post, same in rows:
        spellings = list(dict.fromkeys(filter(None, map(str.strip, _BETWEEN.split(same)))))
        if bool(post) != bool(spellings):
            fault = fault or f"“{post or same}”一行只写了一半。职务和它的别的写法都写，或者都空着。"
        for one in spellings:
            if owners.setdefault(one, post) != post:
                fault = fault or f"“{one}”写在两个职务后面。只留在一个后面。"
        if post and spellings:
            posts.setdefault(post, []).extend(one for one in spellings if one not in posts.get(post, []))
    return [(post, same) for post, same in rows], posts, fault


def ticks_of(wanted: SignOff) -> dict[str, str]:
    """What is ticked and typed in the form of sign-off."""
    ticked = {f"{reader}-{step}": "1" for reader, steps in wanted.steps.items() for step in steps}
    kinds = {f"of-{kind}": "1" for kind in wanted.kinds}
    return ticked | kinds | {"since": str(wanted.since or "")}


def read_sign_off_form(told: Mapping[str, str]) -> tuple[dict[str, object] | None, str]:
    """What the setting becomes, None where nothing is asked for, and what is wrong; nothing where all is sound."""
    asked: dict[str, object] = {
        str(reader): steps
        for reader in Audience
        if (steps := [str(step) for step in Step if told.get(f"{reader}-{step}")])
    }
    since = told.get("since", "").strip()
    if since and not (since.isascii() and since.isdecimal() and _EARLIEST <= int(since) <= _LATEST):
        return None, f"“{since}”不是年度。写四位数字，如 2024；不写就是各年的材料都要。"
    kinds = [str(kind) for kind in PaperKind if told.get(f"of-{kind}")]
    if asked and not kinds:
        return None, "没有选哪些材料要办。报告、台账至少勾一样；都不要求的，上面的钩都去掉。"
    further = ({"since": int(since)} if since else {}) | ({"of": kinds} if kinds != [PaperKind.REPORT] else {})
    return (asked | further if asked else None), ""
