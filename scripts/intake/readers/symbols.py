"""Characters of the symbol fonts, which stand at private codes U+F020 to U+F0FF, in Unicode."""

from __future__ import annotations

BULLET = "•"
_PRIVATE = range(0xF000, 0xF100)
_GREEK = dict(
    zip(
        "ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcyw",
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω",
        strict=True,
    )
)
_TABLES: dict[str, dict[int, str]] = {
    "symbol": {ord(latin): greek for latin, greek in _GREEK.items()}
    | {ord(character): character for character in "0123456789!#%&()+,./:;<=>?[]_{|}"}
    | {0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×"}
    | {0xB7: BULLET, 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD6: "√", 0xDE: "⇒", 0xE5: "∑"},
    "wingdings": {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0xA1: "○", 0xA8: "◻", 0xAB: "★"}
    | {0x9F: BULLET, 0xA7: "▪", 0xB2: "✧", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x54: "☒", 0xA3: "□", 0x97: "●", 0x98: "◆", 0xA2: "■"},
    "wingdings 3": {0x7D: "▶", 0x70: "▲", 0x71: "▼"},
    "webdings": {0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗"},
}


def symbol(font: str, code: int) -> str:
    """Find the character that a font shows at a code.

    Args:
        font: Name of the font, in any case.
        code: The code, private (U+F0xx) or within 0 to 255 for a symbol font.

    Returns:
        The character; empty where it is not known.
    """
    table = _TABLES.get(font.strip().lower())
    if table is not None:
        return table.get(code - 0xF000 if code in _PRIVATE else code, "")
    private = 0xE000 <= code <= 0xF8FF
    return "" if private or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)


def bullet(font: str, text: str) -> str:
    """Write the bullet of a list: private codes become their character, or a plain bullet."""
    return "".join(
        symbol(font, ord(character)) or BULLET
        if 0xE000 <= ord(character) <= 0xF8FF
        else symbol(font, ord(character)) or character
        for character in text
    )
