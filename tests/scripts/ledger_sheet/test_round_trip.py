"""A ledger goes out to Excel and comes back as it was."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl import load_workbook

from macros.corpus import load_yearbook
from macros.domain.ledger_columns import Column
from macros.domain.ledgers import Ledger
from scripts.ledger_sheet.importing import LedgerPlan, LedgerRequest, plan_import, titles_of
from scripts.ledger_sheet.page_text import new_page, replace_entries
from scripts.ledger_sheet.values import fold
from scripts.ledger_sheet.workbook import HEAD_ROW, make_workbook
from scripts.setup.needs import OFFICE, find_program
from tests.helpers import changes
from tests.helpers.ledger_files import ledgers, other_program_ledgers, plain_ledgers, write_site

pytestmark = pytest.mark.slow

#: A failing ledger is long to make small, and readable as it is.
slow = settings(
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


def export(docs: Path, file: Path) -> Path:
    """The ledger of 2023 as the command exports it."""
    yearbook = load_yearbook(docs)
    file.write_bytes(make_workbook(yearbook.ledgers["2023"], titles_of(yearbook), date(2024, 7, 15)))
    return file


def there_and_back(ledger: Ledger, convert: Callable[[Path], Path] = lambda file: file) -> LedgerPlan:
    """What an import of an export would do."""
    with tempfile.TemporaryDirectory() as folder:
        docs = write_site(Path(folder, "docs"), ledger)
        assert load_yearbook(docs).ledgers["2023"] == ledger
        file = export(docs, Path(folder, "台账.xlsx"))
        return plan_import(docs, LedgerRequest(convert(file), 2023))


@slow
@given(ledgers())
def test_page_holds_what_was_written_into_it_and_export_and_import_change_nothing(ledger: Ledger) -> None:
    plan = there_and_back(ledger)
    assert plan.differences == ()
    assert not plan.changes
    assert plan.notices == ()


@slow
@given(plain_ledgers())
def test_import_into_a_site_without_the_page_gives_what_the_sheet_holds(ledger: Ledger) -> None:
    with tempfile.TemporaryDirectory() as folder:
        docs = write_site(Path(folder, "docs"), ledger)
        file = export(docs, Path(folder, "台账.xlsx"))
        (docs / "ledger/2023.md").unlink()
        plan = plan_import(docs, LedgerRequest(file, 2023))
        changes.put(plan.changes)
        again = plan_import(docs, LedgerRequest(file, 2023))
        assert again.differences == ()
        assert not again.changes
        assert cells(export(docs, Path(folder, "又一份.xlsx"))) == cells(file)


@slow
@given(ledgers(), ledgers())
def test_entries_that_stay_keep_their_lines(one: Ledger, other: Ledger) -> None:
    kept = one.entries[0]
    new = replace(one, entries=(kept, *other.entries[1:]), meanings=other.meanings)
    text = replace_entries(new_page(one), one, new)
    with tempfile.TemporaryDirectory() as folder:
        docs = write_site(Path(folder, "docs"), text)
        assert load_yearbook(docs).ledgers["2023"] == new
    lines = new_page(replace(one, entries=(kept,), meanings=())).split("\n")[4:-4]
    assert "\n".join(lines) in text


def cells(file: Path) -> list[list[str]]:
    """What the cells of a sheet say; the marks follow from the day of recording, which no sheet holds."""
    rows = [[fold(str(value or "")) for value in row] for row in load_workbook(file).worksheets[0].values]
    marks = rows[HEAD_ROW - 1].index(Column.MARKS)
    return [[text for number, text in enumerate(row) if number != marks] for row in rows]


@settings(deadline=None, max_examples=20)
@given(ledgers())
def test_same_ledger_gives_the_same_bytes(ledger: Ledger) -> None:
    day = date(2024, 7, 15)
    assert make_workbook(ledger, lambda _: "", day) == make_workbook(ledger, lambda _: "", day)


@pytest.mark.needs(OFFICE)
def test_libreoffice_in_between_changes_nothing(tmp_path: Path) -> None:
    def convert(file: Path) -> Path:
        out = file.parent / "converted"
        profile = (tmp_path / "profile").as_uri()
        command = [
            str(find_program("soffice", "libreoffice")),
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
        ]
        subprocess.run([*command, "--outdir", str(out), str(file)], check=True, capture_output=True)
        return out / file.name

    @settings(slow, max_examples=3)
    @given(other_program_ledgers())
    def check(ledger: Ledger) -> None:
        plan = there_and_back(ledger, convert)
        assert plan.differences == ()
        assert not plan.changes

    check()
