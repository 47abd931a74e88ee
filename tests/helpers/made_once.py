"""What many tests of one process need alike, made for the first of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from werkzeug.routing import Rule

from macros.corpus import store
from macros.corpus.parsing import ParsedPage
from scripts.paper import faces, printing, slip_files
from scripts.setup.project import HERE


def make_parts_once() -> None:
    """From now on shipped pages are parsed, fonts looked for and addresses of the desk compiled once a process."""
    store.parse = _parse_shipped_once(store.parse)
    printing.load_faces = slip_files.load_faces = cache(faces.load_faces)
    Rule._compile_builder = _compile_once(Rule._compile_builder)  # type: ignore[method-assign]


def _parse_shipped_once(plain: Callable[[bytes, str], ParsedPage]) -> Callable[[bytes, str], ParsedPage]:
    """What a page is parsed as depends on its path and its bytes alone, in whichever copy of the site it stands."""

    @cache
    def shipped(path: str) -> bytes | None:
        file = HERE.docs / path
        return file.read_bytes() if file.is_file() else None

    @cache
    def parsed(path: str) -> ParsedPage:
        return plain(shipped(path) or b"", path)

    def parse(raw: bytes, path: str) -> ParsedPage:
        return parsed(path) if raw == shipped(path) else plain(raw, path)

    return parse


def _compile_once(plain: Callable[..., Any]) -> Callable[..., Any]:
    """A rule is code that knows nothing of its application, of which each desk of a test is one."""
    compiled: dict[object, Any] = {}

    def compile_builder(self: Rule, append_unknown: bool = True) -> Any:
        known = self.rule, repr(self.defaults), tuple(self._trace), append_unknown
        if known not in compiled:
            compiled[known] = plain(self, append_unknown)
        return compiled[known]

    return compile_builder
