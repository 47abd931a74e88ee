"""Private numbers by form and check digit; numbers of every other kind are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.proofing import NumberKind, find_private_numbers

ID, OLD, MOBILE, CARD = NumberKind.ID_CARD, NumberKind.OLD_ID_CARD, NumberKind.MOBILE, NumberKind.BANK_CARD
FOUND = [
    ("号码11010519491231002X。", ID, "11010519491231002X"),
    ("11010519491231002x", ID, "11010519491231002x"),
    ("110105 19491231 002X", ID, "110105 19491231 002X"),
    ("１１０１０５１９４９１２３１００２Ｘ", ID, "１１０１０５１９４９１２３１００２Ｘ"),
    ("440524188001010014", ID, "440524188001010014"),
    ("911105198001010016", ID, "911105198001010016"),  # of a foreign permanent resident
    ("810000198001010014", ID, "810000198001010014"),  # of a resident of Hong Kong
    ("旧号码110105491231002。", OLD, "110105491231002"),
    ("电话13800000000", MOBILE, "13800000000"),
    ("138-0000-0000", MOBILE, "138-0000-0000"),
    ("138 0000 0000，", MOBILE, "138 0000 0000"),
    ("１３８００００００００", MOBILE, "１３８００００００００"),
    ("+86 13800000000", MOBILE, "+86 13800000000"),
    ("+86-138-0000-0000", MOBILE, "+86-138-0000-0000"),
    ("（13800000000）", MOBILE, "13800000000"),
    ("138\u200b00000000", MOBILE, "138\u200b00000000"),
    ("Tel13800000000", MOBILE, "13800000000"),
    ("卡号4111111111111111", CARD, "4111111111111111"),
    ("4111 1111 1111 1111", CARD, "4111 1111 1111 1111"),
    ("6222021001116245702", CARD, "6222021001116245702"),
]
NONE = [
    "110105194912310021",  # check sign
    "11010519491331002X",  # no such month
    "990105194912310021",
    "12800000000",
    "1380000000",
    "138000000001",
    "0.13800000000",
    "13800000000.5",
    "投资13800000000元",
    "a13800000000b",
    "4efe6b330fa873f1c108be92a91713800000000047094af917cb73496e38566eec",
    "https://example.com/13800000000",
    "〔2023〕12号",
    "2019—2023年，2024-01-01",
    "4111111111111112",  # check digit
    "7111111111111114",
    "138****0000",
]


@pytest.mark.parametrize(("text", "kind", "words"), FOUND)
def test_private_number_is_found_as_it_stands(text: str, kind: NumberKind, words: str) -> None:
    (number,) = find_private_numbers(text)
    assert (number.kind, number.text, text[number.start : number.end]) == (kind, words, words)


@pytest.mark.parametrize("text", NONE)
def test_other_numbers_are_none(text: str) -> None:
    assert list(find_private_numbers(text)) == []


def test_two_numbers_side_by_side_are_two() -> None:
    text = "13800000000/13900000000、13700000000"
    assert [number.text for number in find_private_numbers(text)] == ["13800000000", "13900000000", "13700000000"]


@given(st.text(alphabet="0123456789Xx 　-—.,+（）年月a１２３\u200b\n", max_size=80))
def test_places_are_in_order_and_within_the_text(text: str) -> None:
    end = 0
    for number in find_private_numbers(text):
        assert end <= number.start < number.end <= len(text)
        assert text[number.start : number.end] == number.text
        end = number.end


@given(st.text(alphabet="0123456789", min_size=11, max_size=11))
def test_mobile_is_found_wherever_its_digits_begin_as_one(digits: str) -> None:
    found = [number.text for number in find_private_numbers(f"电话：{digits}。")]
    assert found == ([digits] if digits[0] == "1" and digits[1] in "3456789" else [])
