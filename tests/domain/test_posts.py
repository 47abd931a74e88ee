from __future__ import annotations

import pytest

from macros.domain.posts import parse_posts, post_key


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("组织委员", ["组织委员"]),
        ("组织委员、宣传委员", ["组织委员", "宣传委员"]),
        ("组织委员，宣传委员;党建办主任", ["组织委员", "宣传委员", "党建办主任"]),
        ("组织委员\n宣传委员", ["组织委员", "宣传委员"]),
        ("组织委员和宣传委员", ["组织委员", "宣传委员"]),
        ("社会事务和民政办主任", ["社会事务和民政办主任"]),
        ("牵头：组织委员；配合：党政办主任、财政所所长", ["组织委员 牵头", "党政办主任 配合", "财政所所长 配合"]),
        ("牵头人:组织委员 配合单位:党政办", ["组织委员 牵头", "党政办 配合"]),
        ("组织委员（牵头）、党政办主任（配合）", ["组织委员 牵头", "党政办主任 配合"]),
        ("组织委员(牵头)、宣传委员、党政办主任(配合)", ["组织委员 牵头", "宣传委员", "党政办主任 配合"]),
        ("组织委员牵头，党政办主任、财政所所长配合", ["组织委员 牵头", "党政办主任 配合", "财政所所长 配合"]),
        ("责任人：组织委员", ["组织委员"]),
        ("组织委员、组织委员", ["组织委员"]),
        ("党委委员、纪委书记", ["党委委员、纪委书记"]),
        ("党委委员", ["党委委员"]),
        ("组织委员、党委委员", ["组织委员", "党委委员"]),
        ("牵头：党委委员、纪委书记；配合：纪检专干", ["党委委员、纪委书记 牵头", "纪检专干 配合"]),
        ("各支部书记", ["各支部书记"]),
        ("由组织委员牵头，宣传委员配合", ["组织委员 牵头", "宣传委员 配合"]),
        ("党委书记、乡长（共同牵头）", ["党委书记 牵头", "乡长 牵头"]),
        # Nobody can tell whether that is one person or two.
        ("党委副书记、乡长", ["党委副书记", "乡长"]),
        # Nobody.
        ("无", []),
        ("——", []),
        ("待定", []),
        ("1.组织委员；2.宣传委员", ["组织委员", "宣传委员"]),
        ("①组织委员②宣传委员", ["组织委员", "宣传委员"]),
        ("1号办主任", ["1号办主任"]),
    ],
)
def test_each_post_is_told_with_the_part_that_the_ledger_tells(text: str, found: list[str]) -> None:
    assert [f"{one.post} {one.part}".strip() for one in parse_posts(text)] == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("党建办主任", "党建办 主任"),
        ("党委书记", "XX乡党委书记"),
        ("党委书记", "乡党委书记"),
        ("１号办主任", "1号办主任"),
        ("党委委员、纪委书记", "纪委书记"),
    ],
)
def test_spellings_of_one_post_are_one(one: str, other: str) -> None:
    assert post_key(one, "XX乡党委") == post_key(other, "XX乡党委")


@pytest.mark.parametrize(("one", "other"), [("党委书记", "纪委书记"), ("乡长", "副乡长"), ("党委书记", "YY乡党委书记")])
def test_posts_of_others_stay_apart(one: str, other: str) -> None:
    assert post_key(one, "XX乡党委") != post_key(other, "XX乡党委")
