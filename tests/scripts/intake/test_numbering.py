"""Automatic numbers come out as Word shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.domain.numerals import to_chinese
from scripts.intake.manuscript import IntakeError
from scripts.intake.readers.number_formats import FORMATS, write_number
from scripts.intake.readers.word import read_word
from tests.helpers.word_files import level, numbered, numbering, paragraph, word_file


def shown(body: str, part: str, **parts: str) -> list[str]:
    return [line.text for line in read_word(word_file(body, numbering=part, **parts)).lines]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 10: "10"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {10: "⑩", 11: "11"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇", 21: "21"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一○○", 105: "一○五"}),
        ("chineseCountingThousand", {10: "十", 20: "二十", 100: "一百", 105: "一百零五", 110: "一百一十",
                                     1001: "一千零一", 10003: "一万零三", 10**8: "100000000"}),
        ("taiwaneseCounting", {10: "十", 100: "一○○"}),
        ("taiwaneseCountingThousand", {10: "十", 105: "一百零五"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 12: "壹拾贰", 101: "壹佰零壹"}),
        ("ideographLegalTraditional", {2: "貳", 10: "壹拾"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
        ("ideographDigital", {1: "一", 10: "一〇", 21: "二一"}),
        ("japaneseDigitalTenThousand", {10: "一〇"}),
        ("japaneseCounting", {10: "十", 11: "十一", 100: "百", 105: "百五"}),
        ("ideographEnclosedCircle", {1: "㈠", 10: "㈩", 11: "11"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB", 0: "0"}),
        ("lowerLetter", {27: "aa"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX"}),
        ("lowerRoman", {9: "ix"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 21: "21st"}),
        ("none", {1: ""}),
        ("hex", {10: "A", 26: "1A"}),
        ("numberInDash", {1: "- 1 -"}),
        ("ideographZodiacTraditional", {1: "甲子", 12: "乙亥", 60: "癸亥", 61: "甲子"}),
        ("decimalHalfWidth", {12: "12"}),
        ("decimalFullWidth2", {12: "１２"}),
        ("taiwaneseDigital", {10: "一○"}),
        ("cardinalText", {1: "One", 21: "Twenty-one", 121: "One hundred twenty-one", 2000: "Two thousand"}),
        ("ordinalText", {1: "First", 12: "Twelfth", 20: "Twentieth", 21: "Twenty-first", 100: "One hundredth"}),
        ("chicago", {1: "*", 4: "§", 5: "**", 8: "§§"}),
        ("aiueo", {1: "ｱ", 46: "ﾝ", 47: "ｱ"}),
        ("aiueoFullWidth", {1: "ア", 6: "カ"}),
        ("iroha", {1: "ｲ", 2: "ﾛ"}),
        ("irohaFullWidth", {1: "イ", 48: "ン"}),
        ("japaneseLegal", {1: "壱", 10: "壱拾", 123: "壱百弐拾参"}),
        ("ganada", {1: "가", 14: "하", 15: "가"}),
        ("chosung", {1: "ㄱ", 14: "ㅎ"}),
        ("koreanDigital", {1: "일", 10: "일영"}),
        ("koreanDigital2", {10: "一零"}),
        ("koreanCounting", {10: "십", 11: "십일", 20: "이십", 100: "백"}),
        ("koreanLegal", {1: "하나", 11: "열하나", 20: "스물", 99: "아흔아홉", 100: "백"}),
        ("vietnameseCounting", {1: "một", 15: "mười lăm", 21: "hai mươi mốt", 101: "một trăm lẻ một", 1001: None}),
        ("russianLower", {1: "а", 29: "я", 30: "аа"}),
        ("russianUpper", {1: "А"}),
        ("hebrew1", {1: "א", 15: "טו", 16: "טז", 121: "קכא"}),
        ("hebrew2", {1: "א", 22: "ת", 23: "תא"}),
        ("arabicAlpha", {1: "أ", 3: "ت"}),
        ("arabicAbjad", {1: "أ", 3: "ج"}),
        ("hindiVowels", {1: "क"}),
        ("hindiConsonants", {1: "अ", 17: "अं"}),
        ("hindiNumbers", {12: "१२"}),
        ("hindiCounting", {1: "एक", 5: "पाँच", 6: None}),
        ("thaiLetters", {1: "ก", 42: "กก"}),
        ("thaiNumbers", {12: "๑๒"}),
        ("thaiCounting", {1: "หนึ่ง", 11: "สิบเอ็ด", 21: "ยี่สิบเอ็ด", 35: "สามสิบห้า", 100: None}),
    ],
)  # fmt: skip
def test_number_is_written_in_its_format(form: str, expected: dict[int, str | None]) -> None:
    assert {number: write_number(number, form) for number in expected} == expected


@given(st.integers(1, 9999))
def test_counting_by_thousands_is_how_article_numbers_are_written(number: int) -> None:
    assert write_number(number, "chineseCountingThousand") == to_chinese(number)


@given(st.sampled_from(sorted(FORMATS)), st.integers(0, 10**9))
def test_every_format_writes_every_number_briefly(form: str, number: int) -> None:
    written = write_number(number, form)
    assert len(written or "") < 140


#: All values of ST_NumberFormat (ISO/IEC 29500-1:2016, 17.18.59).
_VALUES = """
decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago ideographDigital
japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal japaneseDigitalTenThousand
decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero bullet ganada chosung
decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese ideographEnclosedCircle ideographTraditional
ideographZodiac ideographZodiacTraditional taiwaneseCounting ideographLegalTraditional taiwaneseCountingThousand
taiwaneseDigital chineseCounting chineseLegalSimplified chineseCountingThousand koreanDigital koreanCounting koreanLegal
koreanDigital2 vietnameseCounting russianLower russianUpper none numberInDash hebrew1 hebrew2 arabicAlpha arabicAbjad
hindiVowels hindiConsonants hindiNumbers hindiCounting thaiLetters thaiNumbers thaiCounting bahtText dollarText custom
"""
STANDARD = _VALUES.split()
#: Amounts of money, which no list of ours has and of which nobody knows how Word writes them in one.
UNKNOWN = {"bahtText", "dollarText"}


def test_every_format_of_the_standard_is_known_or_told() -> None:
    # What marks a list has its own text, and what Word has added its own pattern.
    assert set(FORMATS) == set(STANDARD) - UNKNOWN - {"bullet", "custom"}
    assert {form for form in STANDARD if write_number(1, form) is None} == {*UNKNOWN, "bullet", "custom"}


@pytest.mark.parametrize(("form", "at"), [("dollarText", 1), ("x", 1), ("hindiCounting", 6)])
def test_format_or_number_that_nobody_knows_is_told_and_never_guessed(form: str, at: int) -> None:
    part = numbering(level(0, form, "%1."))
    with pytest.raises(IntakeError, match=f"第 {at} 段“甲”的自动编号是“{form}”格式，读不出来"):
        shown(numbered("甲") * at, part)


THREE = (level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3."))


@pytest.mark.parametrize(
    ("levels", "places", "expected"),
    [
        (THREE, [0, 1, 1, 2, 0, 1, 2], ["一、甲", "（一）甲", "（二）甲", "1.甲", "二、甲", "（一）甲", "1.甲"]),
        # A level passed over counts as begun.
        ((THREE[0], level(1, "decimal", "%1.%2")), [1, 1], ["一.1 甲", "一.2 甲"]),
        ((THREE[0], level(1, "decimal", "%1.%2", "<w:isLgl/>")), [0, 1], ["一、甲", "1.1 甲"]),
        ((THREE[0], level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')), [0, 1, 0, 1],
         ["一、甲", "1.甲", "二、甲", "2.甲"]),
        ((level(0, "decimal", "%1", '<w:suff w:val="nothing"/>'),), [0], ["1甲"]),
        ((level(0, "decimal", "%1.", '<w:suff w:val="space"/>'),), [0], ["1. 甲"]),
        ((level(0, "decimal", "%1"),), [0], ["1 甲"]),
        ((level(0, "chineseCounting", "第%1条"),), [0], ["第一条 甲"]),
        ((level(0, "bullet", "\uf0b7", '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>'),), [0], ["• 甲"]),
        ((level(0, "bullet", "\uf06e", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'),), [0], ["■ 甲"]),
        ((level(0, "none", "附件："),), [0], ["附件：甲"]),
        ((level(0, "decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>"),), [0], ["甲"]),
    ],
)  # fmt: skip
def test_levels_count_and_restart(levels: tuple[str, ...], places: list[int], expected: list[str]) -> None:
    assert shown("".join(numbered("甲", 1, at) for at in places), numbering(*levels)) == expected


def test_figure_after_a_point_does_not_become_a_decimal() -> None:
    assert shown(numbered("5万元"), numbering(level(0, "decimal", "%1."))) == ["1. 5万元"]


def test_lists_that_share_a_definition_count_on_unless_they_start_anew() -> None:
    one = '<w:num w:numId="{}"><w:abstractNumId w:val="0"/>{}</w:num>'
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    own = '<w:lvlOverride w:ilvl="0">' + level(0, "upperLetter", "%1)") + "</w:lvlOverride>"
    nums = one.format(1, "") + one.format(2, "") + one.format(3, anew) + one.format(4, own)
    body = "".join(numbered("甲", num) for num in (1, 2, 3, 3, 1, 4))
    part = numbering(level(0, "decimal", "%1)"), nums=nums)
    assert shown(body, part) == ["1)甲", "2)甲", "1)甲", "2)甲", "3)甲", "D)甲"]


def test_style_brings_its_list_and_the_level_tied_to_it() -> None:
    tied = '<w:pStyle w:val="B"/>'
    part = numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)", tied))
    styles = (
        '<w:style w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = "".join(paragraph("甲", properties=f'<w:pStyle w:val="{key}"/>') for key in "ABA")
    none = paragraph("甲", properties='<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert shown(body + none, part, styles=styles) == ["1.甲", "a)甲", "2.甲", "甲"]


def test_list_style_lends_its_levels_to_those_that_link_to_it() -> None:
    linked = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>'
    nums = linked + '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    part = numbering('<w:styleLink w:val="L"/>', level(0, "chineseCounting", "%1、"), nums=nums)
    assert shown(numbered("甲"), part) == ["一、甲"]


def test_custom_format_of_newer_versions_is_taken_from_the_choice() -> None:
    choice = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    part = numbering(f'<w:lvl w:ilvl="0"><w:start w:val="7"/>{choice}<w:lvlText w:val="%1."/></w:lvl>')
    assert shown(numbered("甲"), part) == ["007.甲"]


def test_cells_of_a_table_are_numbered_in_order() -> None:
    cells = "".join(f"<w:tc>{numbered(text)}</w:tc>" for text in "甲乙")
    part = numbering(level(0, "decimal", "%1."))
    assert shown(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>", part) == ["1.甲\t2.乙"]
