"""A scan on the command line: what reads it is installed when asked, and its list lies beside it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scripts.intake.guard import Reader
from scripts.intake.manuscript import Manuscript, ScanFoundError
from scripts.intake.page_making import Made
from scripts.intake.scans.checklist import LIST, PICTURES, read_list, write_list
from scripts.intake.scans.reading import settle
from scripts.setup.console import Console
from scripts.setup.environment import enter

_INSTALL = (
    "这是扫描件或图片，要装识别文字的部件才能读（约 150 MB，只装在项目里，识别时不联网）。"
    "有 Word 原稿的，用原稿更好。输入 yes 安装并继续，直接回车停止："
)


def read_paper_file(source: Path, reader: Reader, console: Console | None) -> Manuscript:
    """Read a paper; of a scan, with what a person has written into its list.

    Args:
        source: The file.
        reader: Reads files.
        console: Where to ask whether what reads scans is to be installed; None where nobody is to be asked.

    Raises:
        IntakeError: It cannot be read, or its list is wrong.
    """
    try:
        manuscript = reader.read(source)
    except ScanFoundError as found:
        if console is not None and console.agrees(_INSTALL):
            enter("scan")
            manuscript = reader.read(source)
        elif found.without:
            return found.without
        else:
            raise
    scan, file = manuscript.scan, _folder(source) / LIST
    return settle(manuscript, read_list(file, scan)) if scan and file.exists() else manuscript


def write_lists(pages: Iterable[tuple[Path, Made]]) -> list[str]:
    """Write the lists of scans of which places are still to be looked at, beside each.

    Args:
        pages: Each file with a page that it becomes.

    Returns:
        What to tell a person, a line a scan.

    Raises:
        WriteError: One cannot be written.
    """
    told = {}
    for source, made in pages:
        scan = made.done.galley.manuscript.scan
        if scan is None or not scan.open or source in told:
            continue
        folder = _folder(source)
        write_list(folder, source.name, scan)
        told[source] = (
            f"{source.name} 有 {scan.open} 处要对照图片看过：打开 {folder / PICTURES}，逐处写进 {folder / LIST}，"
            "再运行一次同样的命令，加上 --update。看完以前不能发布。"
        )
    return [*told.values()]


def _folder(source: Path) -> Path:
    """Where the list of a scan lies."""
    return source.with_name(f"{source.name} 校对")
