"""What a check found, as one JSON object for a program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from macros.errors import ContentErrors
from macros.findings import Finding
from scripts.setup.console import Console
from scripts.setup.parser import Parser


def add_json_option(parser: Parser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="结果按 JSON 输出，供其他程序读")


@contextmanager
def giving_errors(console: Console, *, as_json: bool) -> Iterator[None]:
    """Give the errors that end a check, before they are told as ever.

    Args:
        console: Where they are given.
        as_json: Whether they were asked for as data.
    """
    try:
        yield
    except ContentErrors as errors:
        if as_json:
            # Where pages are at fault, nobody has looked for remarks, nor at what those pages go with.
            give_findings(errors.errors, console, is_all=False)
        raise


def give_findings(findings: Iterable[Finding], console: Console, *, is_all: bool, notice: str = "") -> None:
    """Hand over one object; the handbook explains its keys.

    Args:
        findings: Errors, or remarks.
        console: Where they are given.
        is_all: Whether there can be no others.
        notice: What else the office should know; may be empty.
    """
    found = {
        "findings": [finding.as_data() for finding in findings],
        "complete": is_all,
        "notices": [notice] if notice else [],
    }
    console.give(json.dumps(found, ensure_ascii=False, indent=1))
