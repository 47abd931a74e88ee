"""The list of doubtful places as files: a page of pictures to look at, and a text to write what stands there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import NamedTuple

from scripts.changes.writing import write_whole
from scripts.intake.manuscript import IntakeError
from scripts.intake.scans.boxes import Doubt, Scan

LIST, PICTURES = "校对单.txt", "校对单.html"
#: The list before, where the scan was read otherwise since.
BEFORE = "校对单（以前的）.txt"
RIGHT, NOTHING = "对", "删"
_ROW = re.compile(r"(?P<number>[0-9]+) (?P<place>[^→]*【.*】.*)→(?P<said>.*)")
_MARK = re.compile(r"# 编号 (?P<mark>[0-9a-f]{16})")
_HELP = (
    "# 对着 校对单.html 里的图片，逐处在行末的“→”后面写：",
    f"#   {RIGHT}    【】里的字没有读错",
    f"#   {NOTHING}    【】里的字图上没有",
    "#   其他  【】里应当是这几个字",
    "# 空着的是还没有校对。可以分几次写；写好以后再运行一次导入的命令，加上 --update。",
)


def write_list(folder: Path, file: str, scan: Scan) -> bool:
    """Write the list of a scan, unless it is there: somebody may have written into it.

    Where the one that is there is of the scan as it was read by another version, what was said of places that are
    found again goes into the new one, and the other stays beside it.

    Args:
        folder: Where its files go.
        file: Name of the scan.
        scan: What is to be looked at.

    Returns:
        Whether it was written.

    Raises:
        IntakeError: The one that is there is no list of it.
        WriteError: It cannot be written.
    """
    there, said = folder / LIST, dict[int, str]()
    if there.exists():
        lines = _lines(there)
        if _marks(lines) == [_mark(scan)]:
            return False
        said = read_list(there, scan)
        write_whole(folder / BEFORE, "\n".join([*lines, ""]).encode())
    folder.mkdir(parents=True, exist_ok=True)
    for number, doubt in enumerate(scan.doubts, 1):
        write_whole(folder / _picture(number), doubt.picture)
    write_whole(folder / PICTURES, "\n".join(_page(file, scan)).encode())
    rows = [
        f"{number} {_place(one)}（{one.why}）→{_answer(one, said.get(number))}"
        for number, one in enumerate(scan.doubts, 1)
    ]
    write_whole(folder / LIST, "\n".join([f"# {_line(file)}", f"# 编号 {_mark(scan)}", *_HELP, *rows, ""]).encode())
    return True


def read_list(file: Path, scan: Scan) -> dict[int, str]:
    """Read what a person has written into a list.

    Args:
        file: The list.
        scan: What it is a list of.

    Returns:
        The words that stand at a place, by its number, of those that were looked at.

    Raises:
        IntakeError: It cannot be read, or is of another scan; file, line and what to do are told.
    """
    lines = _lines(file)
    marks = _marks(lines)
    is_own = marks == [_mark(scan)]
    rows = list(_rows(file, lines, scan, is_own=is_own)) if len(marks) == 1 else []
    numbers = [row.number for row in rows] if is_own else _find_again(rows, scan)
    if not rows or len(list(filter(None, numbers))) * 2 < len(rows):
        raise IntakeError(f"校对单 {file} 不是这个扫描件的。改法：把它移到别处，再导入一次，重新生成一份。")
    found = zip(numbers, (row.said for row in rows), strict=True)
    return {number: _words(scan.doubts[number - 1], said) for number, said in found if number and said}


class _Row(NamedTuple):
    """A row of a list: its number, its place in words with why it is looked at, and what was written behind it."""

    number: int
    place: str
    said: str


def _rows(file: Path, lines: list[str], scan: Scan, *, is_own: bool) -> Iterator[_Row]:
    for place, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _ROW.fullmatch(line.strip())
        row = _Row(int(match["number"]), match["place"], match["said"].strip()) if match else None
        if row is None or (is_own and not 1 <= row.number <= len(scan.doubts)):
            raise IntakeError(
                f"校对单 {file} 第 {place} 行写的是“{line.strip()[:20]}”，应当是编号、【】和“→”都在的一行。"
                "改法：只在“→”后面写，其余照原样。"
            )
        yield row


def _find_again(rows: Iterable[_Row], scan: Scan) -> list[int]:
    """The numbers of the places of rows of another reading, by page and words; 0 of those that are not there now."""
    there = defaultdict[str, list[int]](list)
    for number, doubt in enumerate(scan.doubts, 1):
        there[_place(doubt)].append(number)
    return [next((there[place].pop(0) for place in _places(row.place) if there.get(place)), 0) for row in rows]


def _places(told: str) -> Iterator[str]:
    """Yield what of a row may be its place: a bracket opens why it is looked at, or stands in either."""
    yield from (told[:n] for n in range(len(told) - 1, 0, -1) if told[n] == "（")


def _words(doubt: Doubt, said: str) -> str:
    return {RIGHT: doubt.words, NOTHING: ""}.get(said, said)


def _answer(doubt: Doubt, words: str | None) -> str:
    """What is written behind a row for these words; nothing where nobody has looked at it."""
    if words is None:
        return ""
    return RIGHT if words == doubt.words else words or NOTHING


def _lines(file: Path) -> list[str]:
    try:
        return file.read_bytes().decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise IntakeError(f"校对单 {file} 读不出来。改法：检查文件权限；用记事本存过的，编码选 UTF-8。") from error


def _marks(lines: Iterable[str]) -> list[str]:
    return [match["mark"] for line in lines if (match := _MARK.fullmatch(line.strip()))]


def _mark(scan: Scan) -> str:
    told = "\n".join(f"{doubt.page} {doubt.line} {doubt.start} {doubt.words}" for doubt in scan.doubts)
    return sha256(told.encode()).hexdigest()[:16]


def _picture(number: int) -> str:
    return f"{number:04}.png"


def _line(text: str) -> str:
    """Words as they may stand in a row of the list: without what parts its rows and fields."""
    return " ".join(text.replace("→", "＞").replace("【", "[").replace("】", "]").split())


def _place(doubt: Doubt) -> str:
    return f"第{doubt.page}页 {_told(doubt)}"


def _told(doubt: Doubt) -> str:
    return f"{_line(doubt.before)}【{_line(doubt.words)}】{_line(doubt.after)}"


def _page(file: str, scan: Scan) -> Iterator[str]:
    yield '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>校对单</title>'
    yield (
        "<style>body{font:16px/1.6 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "li{margin:0 0 1.2rem}img{display:block;max-width:100%;border:1px solid #ccc}mark{background:#fe9}</style>"
    )
    yield f"<h1>校对单：{escape(file)}</h1><p>共 {len(scan.doubts)} 处，逐处对照图片，写进 {LIST}。</p><ol>"
    for number, doubt in enumerate(scan.doubts, 1):
        words = f"{escape(doubt.before)}<mark>{escape(doubt.words)}</mark>{escape(doubt.after)}"
        where = f"第 {doubt.page} 页"
        yield f'<li><img src="{_picture(number)}" alt="{where}的这一处"> {words}（{where}，{doubt.why}）</li>'
    yield "</ol></html>"
