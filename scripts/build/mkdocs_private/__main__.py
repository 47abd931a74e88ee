"""MkDocs as a command, with pages of the last build where they are the same, and two at work on the others."""

from __future__ import annotations

import os
import runpy
import sys
from typing import NoReturn

from macros.corpus.collecting import seldom_collecting
from scripts.build.mkdocs_private.counting_pages import count_pages
from scripts.build.mkdocs_private.kept_pages import KeepingWork, keep_pages
from scripts.build.mkdocs_private.two_processes import share_pages


def run_and_leave(kept: KeepingWork | None) -> NoReturn:
    """Run MkDocs and end the process at once: to give back page by page what it held would take a second."""
    code = 0
    try:
        with seldom_collecting():
            runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    if kept and not code:
        kept.finish()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main() -> NoReturn:
    """Run MkDocs with all that we add to it."""
    kept = keep_pages()
    count_pages()
    share_pages()
    run_and_leave(kept)


if __name__ == "__main__":
    main()
