from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.compare.passages import PassageKind, WordingMark, WordingPiece, compare_texts, split_sentences, word_changes


def shown(pieces: tuple[WordingPiece, ...]) -> str:
    signs = {WordingMark.KEPT: "{}", WordingMark.ADDED: "[+{}]", WordingMark.REMOVED: "[-{}]"}
    return "".join(signs[piece.mark].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "removed", "added"),
    [
        ("召开会议2次。", "召开会议4次。", "召开会议[-2]次。", "召开会议[+4]次。"),
        # A number is a word: 11 and 14 have no 1 in common.
        ("站所负责人11人次、村干部22人次", "站所负责人14人次、村干部25人次",
         "站所负责人[-11]人次、村干部[-22]人次", "站所负责人[+14]人次、村干部[+25]人次"),
        ("组织召开民主生活会。", "召开了民主生活会。", "[-组织]召开民主生活会。", "召开[+了]民主生活会。"),
        ("没有变化。", "没有变化。", "没有变化。", "没有变化。"),
        ("", "新写。", "", "[+新写。]"),
        ("删去。", "", "[-删去。]", ""),
        ("", "", "", ""),
    ],
)  # fmt: skip
def test_differences_are_words(old: str, new: str, removed: str, added: str) -> None:
    before, after = word_changes(old, new)
    assert (shown(before), shown(after)) == (removed, added)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("甲。乙！丙？丁；戊", ["甲。", "乙！", "丙？", "丁；", "戊"]),
        ("他说：“好。”再说", ["他说：“好。”", "再说"]),
        ("甲\n乙。\n\n丙", ["甲", "乙。", "丙"]),
        ("甲……？！乙", ["甲……？！", "乙"]),
        ("。", ["。"]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


K = PassageKind
TABLE: list[tuple[str, str, str, list[tuple[PassageKind, str, str]]]] = [
    ("the same", "开展谈话十次。编印案例。", "开展谈话十次；编印案例。",
     [(K.SAME, "开展谈话十次。编印案例。", "开展谈话十次；编印案例。")]),
    ("reworded", "全年开展谈话十次。", "全年开展谈话十二次。",
     [(K.REWORDED, "全年开展谈话[-十次]。", "全年开展谈话[+十二次]。")]),
    ("one more", "开展谈话十次。", "开展谈话十次。新建书屋一处。",
     [(K.SAME, "开展谈话十次。", "开展谈话十次。"), (K.APART, "", "[+新建书屋一处。]")]),
    ("one less", "开展谈话十次。新建书屋一处。", "新建书屋一处。",
     [(K.APART, "[-开展谈话十次。]", ""), (K.SAME, "新建书屋一处。", "新建书屋一处。")]),
    ("nothing in common", "开展谈话十次。", "档案移交入库。", [(K.APART, "[-开展谈话十次。]", "[+档案移交入库。]")]),
    ("a paragraph that begins is kept", "甲乙丙丁。\n戊己庚辛。", "甲乙丙丁。\n戊己庚辛。",
     [(K.SAME, "甲乙丙丁。", "甲乙丙丁。"), (K.SAME, "戊己庚辛。", "戊己庚辛。")]),
    ("another figure", "支出1.5万元。", "支出15万元。", [(K.REWORDED, "支出[-1.5]万元。", "支出[+15]万元。")]),
    ("both empty", "", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_passages_stand_beside_each_other(old: str, new: str, expected: list[tuple[PassageKind, str, str]]) -> None:
    assert [(pair.kind, shown(pair.old), shown(pair.new)) for pair in compare_texts(old, new)] == expected


TEXTS = st.text(alphabet="开展谈话学习十二次，。；\n《》“”1a", max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_comparison(old: str, new: str) -> None:
    pairs = compare_texts(old, new)
    for text, side in ((old, "old"), (new, "new")):
        words = "".join(piece.text for pair in pairs for piece in getattr(pair, side))
        assert words.replace("\n", "") == "".join(split_sentences(text))


@given(TEXTS, TEXTS)
def test_word_changes_lose_no_sign(old: str, new: str) -> None:
    before, after = word_changes(old, new)
    assert "".join(piece.text for piece in before) == old
    assert "".join(piece.text for piece in after) == new
    kept = [[piece.text for piece in side if piece.mark is WordingMark.KEPT] for side in (before, after)]
    assert "".join(kept[0]) == "".join(kept[1])


def test_very_many_sentences_are_still_set_beside_each_other() -> None:
    old = "".join(f"第{n}件事办结。" for n in range(2_000))
    pairs = compare_texts(old, "开头新写一句话。" + old.replace("第7件事办结。", "第7件事没有办结。", 1))
    assert [pair.kind for pair in pairs] == [K.APART, K.SAME, K.APART, K.SAME]
    assert shown(pairs[2].new) == "[+第7件事没有办结。]"
