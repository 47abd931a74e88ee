"""Rules of RFC 5545 held against the bytes of a calendar, without the library that has written it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_LINE = re.compile(
    r"(?P<name>[A-Za-z0-9-]+)(?P<parameters>(?:;[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*))*):(?P<value>.*)", re.DOTALL
)
_REQUIRED = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
}
_ONCE = {
    "PRODID",
    "VERSION",
    "CALSCALE",
    "UID",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "SEQUENCE",
    "TRANSP",
    "TRIGGER",
}
_MOST_OCTETS = 75


def find_breaches(content: bytes) -> list[str]:
    """What of the rules a calendar breaks, in words; empty where it keeps them (RFC 5545, 3.1, 3.3.11, 3.4, 3.6)."""
    return list(_breaches(content))


def _breaches(content: bytes) -> Iterator[str]:
    if not content.endswith(b"\r\n") or re.search(rb"\r(?!\n)|(?<!\r)\n", content):
        yield "a line does not end in CRLF"
    for line in content.split(b"\r\n"):
        if len(line) > _MOST_OCTETS:
            yield f"a line has {len(line)} octets"
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield f"a character is cut in two: {line!r}"
    yield from _of_components(content.decode("utf-8", "replace"))


def unfold(content: bytes) -> list[tuple[str, str, str]]:
    """The content lines: name, parameters and value as it is written."""
    lines = re.sub(r"\r\n[ \t]", "", content.decode("utf-8")).split("\r\n")
    matches = [_LINE.fullmatch(line) for line in lines if line]
    return [(match["name"].upper(), match["parameters"], match["value"]) for match in matches if match]


def _of_components(text: str) -> Iterator[str]:
    open_ones: list[tuple[str, Counter[str]]] = []
    uids: Counter[str] = Counter()
    for line in re.sub(r"\r\n[ \t]", "", text).split("\r\n"):
        match = _LINE.fullmatch(line)
        if not line:
            continue
        if match is None:
            yield f"no content line: {line}"
            continue
        name, value = match["name"].upper(), match["value"]
        if name == "BEGIN":
            if open_ones:
                open_ones[-1][1]["component"] += 1
            open_ones.append((value, Counter()))
        elif name == "END":
            kind, found = open_ones.pop() if open_ones else ("", Counter())
            if kind != value:
                yield f"{value} ends, {kind} is open"
            yield from _of_one(kind, found)
        else:
            open_ones[-1][1][name] += 1
            uids[value] += name == "UID"
            if name in {"SUMMARY", "DESCRIPTION"} and re.search(
                r"(?<!\\)(?:\\\\)*[,;]|(?<!\\)(?:\\\\)*\\[^\\,;nN]", value
            ):
                yield f"not escaped: {value}"
    if open_ones:
        yield "a component does not end"
    yield from (f"a UID stands {count} times: {uid}" for uid, count in uids.items() if count > 1)


def _of_one(kind: str, found: Counter[str]) -> Iterator[str]:
    yield from (f"{kind} has no {name}" for name in sorted(_REQUIRED.get(kind, set()) - found.keys()))
    yield from (f"{kind} has {name} {found[name]} times" for name in sorted(_ONCE) if found[name] > 1)
    if kind in {"VCALENDAR", "VTIMEZONE"} and not found["component"]:
        yield f"{kind} holds no component"
