"""MkDocs as a command, with two at work on the pages where that can be."""

from __future__ import annotations

import os
import runpy
import sys
from typing import NoReturn

from macros.corpus.collecting import seldom_collecting
from scripts.build.mkdocs_private.two_processes import share_pages


def run_and_leave() -> NoReturn:
    """Run MkDocs and end the process at once: to give back page by page what it held would take a second."""
    code = 0
    try:
        with seldom_collecting():
            runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    share_pages()
    run_and_leave()
