"""Puts the data for browsers where every generator takes it along."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from macros.corpus import Corpus, today
from macros.errors import cause_of
from scripts.build.kept_results import KeptResults
from scripts.build.search_data import SEARCH_DATA
from scripts.build.search_data.page_names import make_page_names
from scripts.build.search_data.scripts_for_browsers import make_scripts
from scripts.changes.writing import WriteError, write_whole


def write_search_data(corpus: Corpus, overrides: Path) -> int:
    """Write the data of this day, with the names of the pages, for whichever generator comes next.

    Args:
        corpus: The pages and what they say.
        overrides: The folder of the theme's own files.

    Returns:
        How many bytes the data has.

    Raises:
        WriteError: A file cannot be written.
    """
    return put_search_data(make_search_data(corpus), overrides)


def make_search_data(corpus: Corpus, kept: KeptResults | None = None) -> dict[str, bytes]:
    """The files of the data by name; what was made before is taken from what is kept."""
    scripts = [*make_scripts(corpus, today(), kept), make_page_names(corpus, today())]
    return {script.name: script.text.encode("utf-8", "replace") for script in scripts}


def put_search_data(data: Mapping[str, bytes], top: Path) -> int:
    """Put the files of the data below a folder, and take away what is left there of a larger site.

    A file that says the same already is not touched.

    Args:
        data: The files by name.
        top: The folder of a site, or of the theme's own files.

    Returns:
        How many bytes the data has.

    Raises:
        WriteError: A file cannot be written.
    """
    folder = top / SEARCH_DATA
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in data.items():
            file = folder / name
            if not file.is_file() or file.read_bytes() != content:
                write_whole(file, content)
        for file in folder.glob("*.js"):
            if file.name not in data:
                file.unlink()
    except OSError as error:
        raise WriteError(f"检索数据写不进 {folder}：{cause_of(error)}。改法：检查文件夹能否写入。") from error
    return sum(map(len, data.values()))
