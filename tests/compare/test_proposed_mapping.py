from __future__ import annotations

import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.compare.proposed_mapping import bare_wording, compare_wording, propose_mapping
from macros.domain.numerals import to_chinese
from macros.domain.regulations import AmendmentKind, Article

KEYS = "钥匙由值班员保管，交接时当面点清并在簿上签名。"
LAMPS = "走廊的灯每月检查一次，坏了的当天换下。"
BOOKS = "借出的图书三十日内归还，逾期的暂停借阅。"
TREES = "院里的树木春季修剪，枯枝及时清走。"
BOATS = "渡船每班不超过十二人，大风天停航。"


def articles(*words: str) -> list[Article]:
    return [
        Article(f"art-{n}", f"第{to_chinese(n)}条", "", verified=True, line=n, words=text)
        for n, text in enumerate(words, 1)
    ]


def proposed(old: list[str], new: list[str], *, official: bool = True) -> list[str]:
    rows = propose_mapping(articles(*old), articles(*new), official=official)
    return [f"{row.old}>{row.new}{' =' if row.change else ''}".replace("art-", "") for row in rows]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([KEYS, LAMPS, BOOKS], [KEYS, LAMPS, BOOKS], ["1>1 =", "2>2 =", "3>3 ="]),
        ([KEYS, BOOKS], [KEYS, LAMPS, BOOKS], ["1>1 =", "2>3 ="]),
        ([KEYS, LAMPS, BOOKS], [KEYS, BOOKS], ["1>1 =", "3>2 ="]),
        # One that has moved is found by its words.
        ([KEYS, LAMPS, BOOKS, TREES], [LAMPS, BOOKS, TREES, KEYS], ["1>4 =", "2>1 =", "3>2 =", "4>3 ="]),
        ([KEYS, LAMPS], [KEYS.replace("当面点清", "逐把点清"), LAMPS], ["1>1", "2>2 ="]),
        # Joined: the second went into the first. Parted: one came out of the first.
        ([KEYS, LAMPS, BOOKS], [KEYS + LAMPS, BOOKS], ["1>1", "2>1", "3>2 ="]),
        ([KEYS + LAMPS, BOOKS], [KEYS, LAMPS, BOOKS], ["1>1", "1>2", "2>3 ="]),
        ([KEYS], [BOATS], []),
        # A new article that only speaks like another one did not come out of it.
        ([KEYS], [KEYS, KEYS.replace("钥匙", "印章").replace("值班员", "办事员")], ["1>1 ="]),
        ([], [BOATS], []),
        (["", KEYS], ["", KEYS], ["2>2 ="]),
    ],
)
def test_articles_are_found_again_by_their_words(old: list[str], new: list[str], expected: list[str]) -> None:
    assert proposed(old, new) == expected


def test_nothing_is_called_unchanged_where_digests_are_compared() -> None:
    assert proposed([KEYS, LAMPS], [KEYS, LAMPS], official=False) == ["1>1", "2>2"]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        # The number of the article that is meant has moved along with it.
        ([KEYS, f"依照第一条。{BOOKS}"], [LAMPS, KEYS, f"依照第二条。{BOOKS}"], True),
        # It stayed, but another article bears it now.
        ([KEYS, f"依照第一条。{BOOKS}"], [LAMPS, KEYS, f"依照第一条。{BOOKS}"], False),
        # It is an article of another text.
        ([KEYS, f"依照《示例法》第一条。{BOOKS}"], [LAMPS, KEYS, f"依照《示例法》第一条。{BOOKS}"], True),
        ([KEYS, f"依照该法第九十条。{BOOKS}"], [LAMPS, KEYS, f"依照该法第九十条。{BOOKS}"], True),
        ([KEYS, LAMPS, f"依照第一条。{BOOKS}"], [KEYS, LAMPS, f"依照第二条。{BOOKS}"], False),
        ([KEYS, LAMPS, f"依照第一条之一。{BOOKS}"], [KEYS, LAMPS, f"依照第一条之二。{BOOKS}"], False),
    ],
)
def test_numbers_of_articles_count_by_the_article_that_they_name(old: list[str], new: list[str], same: bool) -> None:
    assert (proposed(old, new)[-1][-1] == "=") is same


def test_similarity_is_the_share_of_common_pieces() -> None:
    assert compare_wording(KEYS, KEYS.replace("，", " ")) == 1.0
    assert compare_wording("甲乙丙丁", "甲乙丙戊") == 0.5
    assert compare_wording(KEYS, BOATS) == 0.0
    assert compare_wording("", "") == 0.0
    assert bare_wording("依照第一百二十条之一，办理。") == "依照第条办理"


@given(st.lists(st.text("甲乙丙丁" + string.digits + "，第一条", max_size=12), max_size=6),
       st.lists(st.text("甲乙丙丁" + string.digits + "，第一条", max_size=12), max_size=6))  # fmt: skip
def test_any_two_editions_give_rows_in_order_each_once(old: list[str], new: list[str]) -> None:
    before, after = articles(*old), articles(*new)
    rows = propose_mapping(before, after, official=True)
    assert len({(row.old, row.new) for row in rows}) == len(rows)
    assert {row.old for row in rows} <= {article.anchor for article in before}
    assert {row.new for row in rows} <= {article.anchor for article in after}
    assert all(int(a.old[4:]) <= int(b.old[4:]) for a, b in pairwise(rows))
    for row in rows:
        same = row.change is AmendmentKind.SAME
        assert not same or sum(row.old == other.old or row.new == other.new for other in rows) == 1
