"""The command that removes the samples: all of them, nothing else, and only when the rest is whole."""

from __future__ import annotations

from inspect import signature
from pathlib import Path

import pytest

from scripts.build.content_checks import check_content
from scripts.changes import journal, samples
from scripts.changes.samples import SamplesInUseError, plan_clearance
from scripts.changes.writing import WriteError
from scripts.setup.console import Console
from scripts.setup.project import Project
from tests.helpers import changes
from tests.helpers.built_pages import weight_beside_text
from tests.helpers.commands import Outcome, copy_office, run
from tests.helpers.factories import LEDGER
from tests.helpers.factories import write_pages as write_site
from tests.helpers.linked_pages import REPORT, SITE, files, put
from tests.helpers.study_packs import pack_page


def as_sample(text: str, year: int = 2022) -> str:
    """A page of the small site as a sample of another year."""
    text = text.replace("2023", str(year)).replace("audience:", "sample: true\naudience:", 1)
    return text.replace("due: [{on: 2024", f"due: [{{on: {year + 1}")


SAMPLES = {"reports/2022.md": as_sample(REPORT), "ledger/2022.md": as_sample(LEDGER)}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return write_site(tmp_path / "docs", {**SITE, **SAMPLES})


def test_samples_go_and_what_is_left_is_sound(docs: Path) -> None:
    before = files(docs)
    plan = plan_clearance(docs)
    assert files(docs) == before
    assert set(plan.removed) == set(SAMPLES)
    changes.put(plan.changes)
    assert files(docs) == {path: text for path, text in before.items() if path not in SAMPLES}
    check_content(docs)
    assert plan_clearance(docs).removed == {}


def test_free_page_marked_as_a_sample_goes(docs: Path) -> None:
    put(docs, {"other/a.md": "---\nsample: true\n---\n\n# 甲\n", "other/b.md": "---\nsample: false\n---\n\n# 乙\n"})
    assert "other/a.md" in plan_clearance(docs).removed
    assert "other/b.md" not in plan_clearance(docs).removed


@pytest.mark.parametrize(
    ("include", "goes"),
    [
        ("report: 2022", True),
        ("items: [2023#p1, 2022#p1]", True),
        ("chain: 2022#p1", True),
        ("table: compare_years(2022, 2023)", True),
        ("report: 2023", False),
        ("chain: 2023#p1", False),
        ("changes: shili", False),
        ("table: year_matrix", False),
    ],
)
def test_pack_goes_where_it_names_a_sample(docs: Path, include: str, goes: bool) -> None:
    put(docs, {"study/x.md": pack_page(include)})
    plan = plan_clearance(docs)
    assert ("study/x.md" in plan.removed) is goes
    changes.put(plan.changes)
    check_content(docs)


@pytest.mark.parametrize(
    ("path", "text", "goes"),
    [
        ("compare/2021-2022.md", "[2022年](../reports/2022.md)、[台账](../ledger/2022.md)", True),
        ("study/a.md", "[条目](../reports/2022.md#p1)、[条例](../regulations/shili/2018.md)", True),
        ("study/a.md", "只有文字，没有链接", False),
        ("study/a.md", "[条例](../regulations/shili/2018.md)", False),
        ("study/a.md", "[甲](../reports/2022.md)、[乙](../reports/2022.md#w1)", True),
        ("compare/2022-2023.md", "[2023年](../reports/2023.md)", False),
        ("compare/2022-2023.md", "[甲](../reports/2022.md)、[乙](../reports/2023.md)", True),
    ],
)
def test_derived_page_goes_where_it_compares_or_is_made_of_samples(
    docs: Path, path: str, text: str, goes: bool
) -> None:
    put(docs, {path: f"# 页 {{ #page }}\n\n{text}\n"})
    assert (path in plan_clearance(docs).removed) is goes


@pytest.mark.parametrize(
    ("path", "call", "goes"),
    [
        ("compare/a.md", "compare_years(2022, 2023)", True),
        ("compare/a.md", "compare_years(new=2023, old=2022)", True),
        ("compare/a.md", "carried_over(2022)", True),
        ("compare/a.md", "ledger(2022)", True),
        ("compare/a.md", "ledger(2023)", False),
        ("compare/a.md", "carried_over(2023)", False),
        ("compare/a.md", "compare_years()", False),
        ("study/a.md", "follow_through(2022)", True),
    ],
)
def test_years_handed_to_macros_count_as_names(docs: Path, path: str, call: str, goes: bool) -> None:
    put(docs, {path: f"---\nrender_macros: true\n---\n\n# 甲 {{ #a }}\n\n{{{{ {call} }}}}\n"})
    assert (path in plan_clearance(docs).removed) is goes


def test_keys_handed_to_macros_count_as_names(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(samples.SIGNATURES, "pack", signature(lambda one, other: f"{one}{other}"))
    put(docs, {"study/a.md": "---\nrender_macros: true\n---\n\n# 甲\n\n{{ pack('2022', \"2022\") }}\n"})
    assert "study/a.md" in plan_clearance(docs).removed
    put(docs, {"study/a.md": "---\nrender_macros: true\n---\n\n# 甲\n\n{{ pack('2022#p1', \"2023\") }}\n"})
    with pytest.raises(SamplesInUseError, match=r"docs/study/a\.md:7：宏里写着示例 reports/2022\.md"):
        plan_clearance(docs)


@pytest.mark.parametrize(
    ("pages", "place"),
    [
        ({"other/a.md": "# 甲\n\n见[2022年](../reports/2022.md)。\n"}, "docs/other/a.md:3"),
        ({"study/a.md": "[甲](../reports/2022.md)、[乙](../reports/2023.md)\n"}, "docs/study/a.md:1"),
        (
            {"reports/2023.md": REPORT.replace("audience:", "answers: {2022#m1: w1}\naudience:", 1)},
            "docs/reports/2023.md:7",
        ),
        (
            {"reports/2023.md": REPORT.replace("audience:", "continues: {p1: {2022#p1: no}}\naudience:", 1)},
            "docs/reports/2023.md:7",
        ),
        (
            {"reports/2023.md": REPORT.replace("audience:", "answers:\n  2022#m1:\naudience:", 1)},
            "docs/reports/2023.md:8",
        ),
        ({"ledger/2023.md": LEDGER.replace("    measures:", "    repeats: 2022-01\n    measures:", 1)}, "docs/ledger"),
        ({"../mkdocs.yml": "nav:\n  - 年: reports/2022.md\n"}, "mkdocs.yml:2"),
    ],
)
def test_reference_from_what_is_no_sample_is_told_and_nothing_goes(
    docs: Path, pages: dict[str, str], place: str
) -> None:
    put(docs, pages)
    before = files(docs)
    with pytest.raises(SamplesInUseError) as told:
        plan_clearance(docs)
    head, *places = str(told.value).splitlines()
    assert "什么都没有删" in head
    assert any(line.startswith(place) for line in places), places
    assert files(docs) == before


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("other/a.md", "[没有](b.md)\n"),
        ("reports/2021.md", "---\nyear: 二〇二一\n---\n\n# 甲\n"),
        ("compare/x.md", "---\nrender_macros: true\n---\n\n{{ compare_years(1990, 1991) }}\n"),
    ],
)
def test_page_that_is_broken_and_stays_is_named_and_passed_by(docs: Path, path: str, text: str) -> None:
    put(docs, {path: text})
    plan = plan_clearance(docs)
    assert set(plan.removed) == set(SAMPLES)
    assert plan.broken == (f"docs/{path}",)
    changes.put(plan.changes)
    assert (docs / path).read_text(encoding="utf-8") == text


def test_sample_that_is_broken_goes(docs: Path) -> None:
    put(docs, {"other/a.md": "---\nsample: true\n---\n\n[没有](b.md)\n"})
    plan = plan_clearance(docs)
    assert "other/a.md" in plan.removed
    assert plan.broken == ()


def test_broken_page_that_names_a_sample_still_stops_it(docs: Path) -> None:
    put(docs, {"other/a.md": "[示例](../reports/2022.md)、[没有](b.md)\n"})
    with pytest.raises(SamplesInUseError, match=r"docs/other/a\.md:1"):
        plan_clearance(docs)


def test_fault_midway_puts_everything_back(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_clearance(docs)
    before = files(docs)
    unlink = Path.unlink

    def fail(self: Path, missing_ok: bool = False) -> None:
        if self.name == "2022.md" and self.parent.name == "reports":
            raise PermissionError(13, "Permission denied")
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", fail)
    with pytest.raises(WriteError, match=r"2022\.md 写不进去：没有权限"):
        journal.write(Project(docs.parent), plan.changes, Console())
    assert files(docs) == before


def test_folder_of_a_unit_goes_when_it_is_empty(docs: Path) -> None:
    put(docs, {"study/dongzhen/a.md": "---\nsample: true\n---\n"})
    journal.write(Project(docs.parent), plan_clearance(docs).changes, Console())
    assert not (docs / "study/dongzhen").exists()
    assert (docs / "reports").is_dir()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_office(tmp_path_factory.mktemp("copy") / "project")


def answer(project: Path, words: str) -> Outcome:
    return run(project, "clear-samples", typed=words)


@pytest.mark.slow
def test_command_lists_asks_and_removes_only_on_yes(project: Path) -> None:
    docs = project / "docs"
    page = docs / "study/sample.md"
    put(docs, {"study/sample.md": "---\nsample: true\n---\n\n# 示例 { #sample }\n"})
    listed = run(project, "clear-samples", "--dry-run")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "删去 「示例」（示例）" in listed.stdout
    for words in ("", "no\n", "YES\n"):
        asked = answer(project, words)
        assert asked.returncode == 0
        assert "输入 yes 继续" in asked.stdout
        assert "什么都没有改动" in asked.stdout
        assert page.is_file()
    assert answer(project, "yes\n").returncode == 0
    assert not page.exists()


@pytest.mark.slow
def test_shipped_site_is_sound_without_its_samples(project: Path) -> None:
    cleared = run(project, "clear-samples", "--yes")
    assert (cleared.returncode, cleared.stderr) == (0, "")
    built = run(project, "build")
    assert (built.returncode, built.stderr) == (0, "")
    assert "不能发布" not in built.stdout
    page = (project / "site/reports/2023.html").read_text(encoding="utf-8")
    assert "示例" not in page
    # No other year and no ledger adds to it: this is what a page carries beside its text, with what concepts ask.
    assert weight_beside_text(page, project / "docs", "2023") <= 21_000
    again = run(project, "clear-samples", "--yes")
    assert again.returncode == 0
    assert "没有示例页面" in again.stdout
