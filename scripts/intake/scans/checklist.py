"""The list of doubtful places as files: a page of pictures to look at, and a text to write what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from pathlib import Path

from scripts.changes.writing import write_whole
from scripts.intake.manuscript import IntakeError
from scripts.intake.scans.boxes import Doubt, Scan

LIST, PICTURES = "校对单.txt", "校对单.html"
RIGHT, NOTHING = "对", "删"
_ROW = re.compile(r"(?P<number>[0-9]+) [^→]*【.*】.*→(?P<said>.*)")
_MARK = re.compile(r"# 编号 (?P<mark>[0-9a-f]{16})")
_HELP = (
    "# 对着 校对单.html 里的图片，逐处在行末的“→”后面写：",
    f"#   {RIGHT}    【】里的字没有读错",
    f"#   {NOTHING}    【】里的字图上没有",
    "#   其他  【】里应当是这几个字",
    "# 空着的是还没有校对。可以分几次写；写好以后再运行一次导入的命令，加上 --update。",
)


def write_list(folder: Path, file: str, scan: Scan) -> bool:
    """Write the list of a scan, unless one is there: somebody may have written into it.

    Args:
        folder: Where its files go.
        file: Name of the scan.
        scan: What is to be looked at.

    Returns:
        Whether it was written.

    Raises:
        WriteError: It cannot be written.
    """
    if (folder / LIST).exists():
        return False
    folder.mkdir(parents=True, exist_ok=True)
    for number, doubt in enumerate(scan.doubts, 1):
        write_whole(folder / _picture(number), doubt.picture)
    write_whole(folder / PICTURES, "\n".join(_page(file, scan)).encode())
    rows = [f"{number} 第{one.page}页 {_told(one)}（{one.why}）→" for number, one in enumerate(scan.doubts, 1)]
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
    try:
        lines = file.read_bytes().decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise IntakeError(f"校对单 {file} 读不出来。改法：检查文件权限；用记事本存过的，编码选 UTF-8。") from error
    marks = [match["mark"] for line in lines if (match := _MARK.fullmatch(line.strip()))]
    if marks != [_mark(scan)]:
        raise IntakeError(f"校对单 {file} 不是这个扫描件的。改法：把它移到别处，再导入一次，重新生成一份。")
    return dict(_said(file, lines, scan))


def _said(file: Path, lines: list[str], scan: Scan) -> Iterator[tuple[int, str]]:
    for place, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _ROW.fullmatch(line.strip())
        number = int(match["number"]) if match else 0
        if match is None or not 1 <= number <= len(scan.doubts):
            raise IntakeError(
                f"校对单 {file} 第 {place} 行写的是“{line.strip()[:20]}”，应当是编号、【】和“→”都在的一行。"
                "改法：只在“→”后面写，其余照原样。"
            )
        said = match["said"].strip()
        if said:
            words = scan.doubts[number - 1].words
            yield number, words if said == RIGHT else "" if said == NOTHING else said


def _mark(scan: Scan) -> str:
    told = "\n".join(f"{doubt.page} {doubt.line} {doubt.start} {doubt.words}" for doubt in scan.doubts)
    return sha256(told.encode()).hexdigest()[:16]


def _picture(number: int) -> str:
    return f"{number:04}.png"


def _line(text: str) -> str:
    """Words as they may stand in a row of the list: without what parts its rows and fields."""
    return " ".join(text.replace("→", "＞").replace("【", "[").replace("】", "]").split())


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
