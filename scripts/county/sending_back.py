"""What is wrong with a hand-over, as a file that can be sent back: in words for the office, and for its programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from macros.corpus import today
from macros.domain.dates import chinese_date
from macros.errors import cause_of
from macros.findings import Finding
from scripts.changes.naming import name_page
from scripts.changes.writing import WriteError, write_whole
from scripts.county.incoming import Incoming

#: The first line by which a file of ours is known.
_HEAD = "退回单"


def as_of_office(found: Iterable[Finding], one: Incoming) -> list[Finding]:
    """Faults with the places and references that the office knows.

    Args:
        found: The faults, as the pages stand here.
        one: The hand-over.
    """
    move, code = one.move, re.escape(one.move.to)
    before = f"{move.folder}/" if move.folder else ""

    def named(text: str) -> str:
        text = re.sub(rf"(?<![\w/-])((?:docs/)?(?:reports|ledger)/){code}/", rf"\g<1>{before}", text)
        return re.sub(rf"(?<![\w/-]){code}/([a-z0-9][a-z0-9-]*(?=#))", rf"{before}\g<1>", text)

    return [
        replace(
            fault,
            file="docs/" + one.origins.get(fault.file.removeprefix("docs/"), fault.file.removeprefix("docs/")),
            found=named(fault.found),
            expected=named(fault.expected),
            detail=named(fault.detail),
            field=named(fault.field),
        )
        for fault in found
    ]


def send_back(file: Path, one: Incoming, faults: Iterable[Finding], receiver: str) -> tuple[Path, Path]:
    """Write what is wrong with a hand-over, in words and for programs.

    Args:
        file: The file in words, such as 东镇-退回.txt; the other stands beside it.
        one: The hand-over.
        faults: What is wrong, as the office knows its pages.
        receiver: Who sends it back; may be empty.

    Returns:
        Both files.

    Raises:
        WriteError: Another file stands there, or it cannot be written.
    """
    faults, data = list(faults), file.with_suffix(".json")
    if file.exists() and not _is_ours(file):
        raise WriteError(f"{file} 已经存在，不是退回单，没有改动。改法：换一个文件夹放退回单（--back）。")
    # With a mark: old programs on Windows would take it for another encoding.
    write_whole(file, "\r\n".join([*_lines(one, faults, receiver), ""]).encode("utf-8-sig"))
    rows = [fault.as_data() | {"page": _page(one, fault)} for fault in faults]
    values = {"format": 1, "unit": one.unit, "hand_over": one.hand_over.name, "faults": rows}
    write_whole(data, (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode())
    return file, data


def take_back(folder: Path, unit: str) -> list[str]:
    """Remove what was written for a unit whose papers have come in since.

    Args:
        folder: Where it would stand, among other files, which stay.
        unit: Whose hand-over is sound now, whatever its file was called before.

    Returns:
        The names of the files in words that were removed.

    Raises:
        WriteError: One cannot be removed.
    """
    gone = []
    for data in sorted(folder.glob("*-退回.json")):
        file = data.with_suffix(".txt")
        try:
            if _unit_of(data) != unit or not _is_ours(file):
                continue
            file.unlink()
            data.unlink()
        except OSError as error:
            raise WriteError(f"{file} 删不掉：{cause_of(error)}。改法：关上打开它的程序，再做一次。") from error
        gone.append(file.name)
    return gone


def _is_ours(file: Path) -> bool:
    return file.is_file() and file.read_bytes().decode("utf-8-sig", "replace").startswith(_HEAD)


def _unit_of(data: Path) -> str:
    """Whose hand-over a file for programs is about; empty where it is none of ours."""
    try:
        values = json.loads(data.read_bytes())
    except ValueError:
        return ""
    return str(values.get("unit", "")) if isinstance(values, dict) else ""


def _lines(one: Incoming, faults: list[Finding], receiver: str) -> Iterator[str]:
    manifest = one.hand_over.manifest
    yield from (_HEAD, "", f"上报单位：{manifest.unit}")
    yield f"上报包：{one.hand_over.name}（{chinese_date(manifest.made_on)}做，给{manifest.audience}看）"
    yield f"退回：{receiver}，{chinese_date(today())}".replace("：，", "：")
    yield from ("", f"有 {len(faults)} 处要改。改好以后重新做一份上报包，再报一次。", "")
    for number, fault in enumerate(faults, 1):
        yield f"{number}. {_page(one, fault)}第 {fault.line} 行（{fault.file}）"
        yield f"   {fault.kind.title}{f'：{fault.field}' if fault.field else ''}"
        for word, told in (("写的是", fault.found), ("应为", fault.expected), ("说明", fault.detail)):
            yield from [f"   {word}：{told}"] if told else []
        yield from (f"   改法：{fault.remedy}", "")


def _page(one: Incoming, fault: Finding) -> str:
    path = fault.file.removeprefix("docs/")
    content = one.hand_over.files.get(path)
    return name_page(content.decode("utf-8", "replace"), path) if content is not None else f"docs/{path}"
