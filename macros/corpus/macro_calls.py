"""The macros that free pages call: found, read as plain values, and checked before any of them runs."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from inspect import BoundArguments, Signature

from macros.corpus.findings import Findings
from macros.corpus.pages import SourcePage
from macros.domain.ledgers import Ledger
from macros.domain.reports import Report, Series, fold_name
from macros.domain.yearbook import Yearbook
from macros.errors import ErrorKind

#: What the parameters of macros mean; a check goes by these names.
SummaryYear = int | None
LedgerYear = int | None
UnitFolder = str
SeriesName = str
RegulationId = str
EditionId = int | str | None
IndicatorName = str
AnyYear = int | None

#: Tables that are about no unit.
_OF_NO_UNIT = frozenset({"compare_editions"})
#: What a template engine takes as one, the leftmost first; all but what stands in `{{ }}` is no code to it.
_PIECES = re.compile(r"\{\{.*?\}\}|\{#.*?#\}|\{%[-+]?\s*raw\s*-?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\}", re.DOTALL)
_MARKS = re.compile(r"\{\{|\}\}|\{%|\{#")
_CALL = re.compile(r"\{\{\s*(\w+)\s*(\([^()]*\))?\s*\}\}")


@dataclass(frozen=True)
class MacroCall:
    """One call on a page: the macro's name, its values, and where it stands (宏的调用)."""

    name: str
    values: tuple[object, ...]
    named: dict[str, object]
    text: str
    line: int


def find_calls(page: SourcePage) -> tuple[MacroCall, ...]:
    """The calls of a page that runs macros, those of a pack's tables too; what is no plain call is left out."""
    return page.keep("macro calls", lambda: tuple(_find_calls(page)))


def _find_calls(page: SourcePage) -> Iterator[MacroCall]:
    for number, match in _matches(page):
        if match[2] is not None and (call := _read(match, number)):
            yield call
    pack = page.front_matter.fields.get("pack")
    included = pack.get("include") if isinstance(pack, dict) and not page.is_data else None
    for number, row in enumerate(included if isinstance(included, list) else ()):
        if isinstance(row, dict) and isinstance(row.get("table"), str) and (call := find_table(page, number)):
            yield call


def find_table(page: SourcePage, number: int) -> MacroCall | None:
    """The call that makes a table of a pack, by its place in `include`; None where it is none of plain values.

    In a unit's folder the tables are the unit's.
    """
    place = ("pack", "include", number, "table")
    text = str(page.front_matter.fields["pack"]["include"][number]["table"]).strip()
    call = parse_call(text, page.front_matter.line_of(place))
    folder = page.key.rpartition("/")[0]
    if call is None or not folder or call.name in _OF_NO_UNIT:
        return call
    return replace(call, named={"unit": folder} | call.named)


def parse_call(text: str, line: int) -> MacroCall | None:
    """Read a call as a page writes it between its braces, such as `compare_years(2022, 2023)`, or a name alone.

    Returns:
        The call; None where it is none of plain values.
    """
    written = f"{{{{ {text if '(' in text else f'{text}()'} }}}}"
    match = _CALL.fullmatch(written)
    return _read(match, line) if match and match[2] is not None else None


def check_call(call: MacroCall, signature: Signature, yearbook: Yearbook, path: str, findings: Findings) -> None:
    """One call is made as the macro takes it, and names what there is; `path` is the page's."""
    given = _bind(signature, call)
    if given is None:
        findings.add(ErrorKind.MACRO_CALL, path, call.line, found=f"“{call.text}”")
    else:
        _check_values(call, given, yearbook, path, findings)


def find_records(call: MacroCall, signature: Signature | None, yearbook: Yearbook) -> Iterator[Report | Ledger]:
    """Yield the papers and ledgers that a call names by year; none where it takes the newest.

    Args:
        call: A call of a page.
        signature: What the macro takes; None where there is no such macro.
        yearbook: All pages.
    """
    given = _bind(signature, call) if signature else None
    if signature is None or given is None:
        return
    folder = yearbook.folder_of(str(given.arguments.get("unit", "")))
    series = str(given.arguments.get("series") or "")
    for name, parameter in signature.parameters.items():
        year = given.arguments[name]
        if parameter.annotation == "SummaryYear":
            yield from (paper for paper in yearbook.reports_of(folder, series) if paper.year == year)
        if parameter.annotation in {"SummaryYear", "LedgerYear"}:
            yield from (ledger for ledger in yearbook.ledgers_of(folder) if ledger.year == year)


def find_named(call: MacroCall, signature: Signature | None, yearbook: Yearbook) -> Iterator[Report | Ledger]:
    """Yield the papers whose own words a call asks for, by year or by key; what is computed beside them is left out.

    Args:
        call: A call of a page.
        signature: What the macro takes; None where there is no such macro.
        yearbook: All pages.
    """
    given = _bind(signature, call) if signature else None
    if signature is None or given is None:
        return
    meanings = {name: str(parameter.annotation) for name, parameter in signature.parameters.items()}
    papers = find_records(call, signature, yearbook)
    yield from papers if "LedgerYear" in meanings.values() else (p for p in papers if isinstance(p, Report))
    for name, value in given.arguments.items():
        for key in _keys_in(value) if meanings[name] not in _KNOWN else ():
            if paper := yearbook.reports.get(key) or yearbook.ledgers.get(key.removeprefix("ledger/")):
                yield paper


def _keys_in(value: object) -> Iterator[str]:
    """The keys of papers in a value: `2023`, `reports/2023.md`, `2023#p2`, `ledger/2023`, alone or in a list."""
    if isinstance(value, str):
        yield value.partition("#")[0].removesuffix(".md").removeprefix("reports/")
    for part in value if isinstance(value, list | tuple | set) else ():
        yield from _keys_in(part)


def check_macros(
    pages: Mapping[str, SourcePage], macros: Mapping[str, Signature], yearbook: Yearbook, findings: Findings
) -> None:
    """Every macro that a page calls is there, is called as a macro is, and names what there is.

    Args:
        pages: The pages that could be read, by path.
        macros: The macros by name, each with what it takes.
        yearbook: What the pages say, for years, units and regulations that a call names.
        findings: Where faults go.
    """
    for page in pages.values():
        for number, match in _matches(page):
            signature = macros.get(match[1])
            call = _read(match, number) if match[2] is not None else None
            if signature is None:
                findings.add(ErrorKind.MACRO_NAME, page.path, number, found=f"“{match[1]}”")
            elif call is None:
                findings.add(ErrorKind.MACRO_CALL, page.path, number, found=f"“{match[0]}”")
            else:
                check_call(call, signature, yearbook, page.path, findings)
        for number, line in _lines(page):
            rest = _CALL.sub("", line)
            if _MARKS.search(rest):
                findings.add(ErrorKind.MACRO_CALL, page.path, number, found=f"“{rest.strip()[:40]}”")


def _lines(page: SourcePage) -> tuple[tuple[int, str], ...]:
    """The numbered lines of a page that runs macros which hold any mark of one."""
    return page.keep("macro lines", lambda: tuple(_find_lines(page)))


def _find_lines(page: SourcePage) -> Iterator[tuple[int, str]]:
    if page.front_matter.fields.get("render_macros") not in (None, False) and not page.is_data:
        live = _PIECES.sub(lambda piece: piece[0] if piece[0][1] == "{" else "\n" * piece[0].count("\n"),
                           "\n".join(page.written))  # fmt: skip
        for number, line in enumerate(live.split("\n"), page.first_line):
            if _MARKS.search(line):
                yield number, line


def _matches(page: SourcePage) -> Iterator[tuple[int, re.Match[str]]]:
    for number, line in _lines(page):
        for match in _CALL.finditer(line):
            yield number, match


def _read(match: re.Match[str], line: int) -> MacroCall | None:
    """A call with plain values alone; None where one of them is something else."""
    try:
        call = ast.parse(f"{match[1]}{match[2]}", mode="eval").body
        if not isinstance(call, ast.Call):
            return None
        values = tuple(ast.literal_eval(value) for value in call.args)
        if not all(word.arg for word in call.keywords):
            return None
        named = {str(word.arg): ast.literal_eval(word.value) for word in call.keywords}
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    return MacroCall(match[1], values, named, match[0], line)


def _bind(signature: Signature, call: MacroCall) -> BoundArguments | None:
    try:
        bound = signature.bind(*call.values, **call.named)
    except TypeError:
        return None
    bound.apply_defaults()
    return bound


def _check_values(call: MacroCall, given: BoundArguments, yearbook: Yearbook, path: str, findings: Findings) -> None:
    values = given.arguments
    for name, parameter in given.signature.parameters.items():
        known = _KNOWN.get(str(parameter.annotation))
        if known is None or _is_left_open(values[name], parameter.default):
            continue
        choices = known(values, yearbook)
        # 2023.0 and True are equal to numbers that they are not.
        if type(values[name]) not in {int, str} or values[name] not in choices:
            shown = "、".join(str(choice) or "（最上一层）" for choice in choices[:20]) or "（还没有）"
            expected = f"其中之一：{shown}"
            findings.add(
                ErrorKind.MACRO_VALUE,
                path,
                call.line,
                field=call.text,
                found=f"“{values[name]}”",
                expected=expected,
            )


def _is_left_open(value: object, default: object) -> bool:
    return value is default or (value == default and isinstance(value, str))


def _summary_years(values: Mapping[str, object], yearbook: Yearbook) -> Sequence[object]:
    series = str(values.get("series") or "")
    return [paper.year for paper in yearbook.reports_of(_folder(values, yearbook), series)]


def _ledger_years(values: Mapping[str, object], yearbook: Yearbook) -> Sequence[object]:
    return [ledger.year for ledger in yearbook.ledgers_of(_folder(values, yearbook))]


def _folder(values: Mapping[str, object], yearbook: Yearbook) -> str:
    return yearbook.folder_of(str(values.get("unit", "")))


def _editions(values: Mapping[str, object], yearbook: Yearbook) -> Sequence[object]:
    work = yearbook.regulations.get(str(values.get("regulation")))
    names: list[object] = list(work.by_id) if work else []
    # `2018` reads as a number and means the same.
    return names + [int(str(name)) for name in names if str(name).isdecimal()]


def _indicators(values: Mapping[str, object], yearbook: Yearbook) -> list[object]:
    papers = yearbook.reports_of(_folder(values, yearbook))
    names = {figure.key: figure.name for paper in papers for figure in paper.indicators}
    given = values["name"]
    # Width and blanks do not count, so what was written is one of the names as well.
    return [*names.values(), *([given] if isinstance(given, str) and fold_name(given) in names else [])]


#: What a parameter may be, by the name of its meaning.
_KNOWN: dict[str, Callable[[Mapping[str, object], Yearbook], Sequence[object]]] = {
    "SummaryYear": _summary_years,
    "LedgerYear": _ledger_years,
    "AnyYear": lambda _, yearbook: sorted({paper.year for paper in yearbook.reports.values()}),
    "UnitFolder": lambda _, yearbook: list(yearbook.units),
    "SeriesName": lambda *_: list(Series),
    "RegulationId": lambda _, yearbook: sorted(yearbook.regulations),
    "EditionId": _editions,
    "IndicatorName": _indicators,
}
