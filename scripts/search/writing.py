"""Puts the data for browsers where every generator takes it along."""

from __future__ import annotations

from pathlib import Path

from macros.corpus import Corpus, today
from macros.errors import cause_of
from scripts.search.page_names import make_page_names
from scripts.search.scripts_for_browsers import make_scripts
from scripts.writing import WriteError, write_whole

#: Below the folder of the theme's own files, which all three generators copy.
SEARCH_DATA = "assets/search"


def write_search_data(corpus: Corpus, overrides: Path) -> int:
    """Write the data of this day, with the names of the pages, and take away what is left of a larger site.

    A file that says the same already is not touched, so that whoever watches
    the folder sees no change.

    Args:
        corpus: The pages and what they say.
        overrides: The folder of the theme's own files.

    Returns:
        How many bytes the data has.

    Raises:
        WriteError: A file cannot be written.
    """
    folder = overrides / SEARCH_DATA
    try:
        folder.mkdir(parents=True, exist_ok=True)
        scripts = [*make_scripts(corpus, today()), make_page_names(corpus, today())]
        wanted = {script.name: script.text.encode("utf-8", "replace") for script in scripts}
        for name, content in wanted.items():
            file = folder / name
            if not file.is_file() or file.read_bytes() != content:
                write_whole(file, content)
        for file in folder.glob("*.js"):
            if file.name not in wanted:
                file.unlink()
    except OSError as error:
        raise WriteError(f"检索数据写不进 {folder}：{cause_of(error)}。改法：检查文件夹能否写入。") from error
    return sum(map(len, wanted.values()))
