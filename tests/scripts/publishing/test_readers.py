"""Nothing above its readers is in a publish: a mark in each kind of thing, looked for in every byte."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from macros.domain.reports import Audience
from macros.render.calendar_names import DUE_PAGE
from scripts.commands.options import write_files
from scripts.publishing.publishing import PublishOrder, publish
from scripts.setup.console import Console
from scripts.setup.needs import SONG
from tests.helpers.linked_pages import REPORT
from tests.helpers.office import Marks, find_marks, make_office, read_everything
from tests.helpers.withheld import find_ledger_claims

MEMBERS, OFFICE, LEADERS = Audience
# PDF files are published too.
pytestmark = [pytest.mark.needs(SONG), pytest.mark.slow]


#: What stands in the small report, and the kind of thing that a mark is put beside it.
WORDS = {
    "开头一段": "lead of a report",
    "一、工作情况": "title of a part",
    "（一）加强教育": "title of an item",
    "问责不够有力": "text of a problem",
    "（一）加大问责": "title of a measure",
}


def strict_report(year: int, series: str, audience: Audience, marks: Marks) -> dict[str, str | bytes | None]:
    """A report with a mark in everything that a report can hold, and its picture."""
    key, picture = f"{year}-{marks(audience, 'name of a report')}", f"{marks(audience, 'name of a picture')}.png"
    text = REPORT.replace("2023", str(year)).replace(f"#report-{year}", f"#report-{key}")
    for word, what in WORDS.items():
        text = text.replace(word, word + marks(audience, what))
    text = text.replace(f"{year}年度总结 {{", f"{year}年度{marks(audience, 'title of a report')} {{")
    text = text.replace("开展教育。", f"开展教育。![{marks(audience, 'words of a picture')}](../files/{picture})")
    front = f"""\
series: {series} # {marks(None, "comment in the front matter")}
letterhead: [{marks(audience, "letterhead")}]
source: {{file: {marks(None, "source file of a report")}.docx}}
indicators: [{{name: 谈话{marks(audience, "name of an indicator")}, value: 5, unit: 次, at: w1}}]
"""
    text = text.replace("series: 年度总结\n", front).replace("audience: 全体党员", f"audience: {audience}")
    return {f"reports/{key}.md": text, f"files/{picture}": b"\x89PNG"}


def strict_pages(audience: Audience, year: int, indicator: str, marks: Marks) -> dict[str, str | bytes | None]:
    """Pages of the office's own making with marks in name, title and words; and an attachment of theirs."""
    attachment = io.BytesIO()
    with zipfile.ZipFile(attachment, "w") as packed:
        packed.writestr("word/document.xml", marks(audience, "text of an attachment"))
    file = f"files/{marks(audience, 'name of an attachment')}.docx"
    pages: dict[str, str | bytes | None] = {file: attachment.getvalue()}
    calls = {
        "handbook": f"[附件](../{file})",
        "compare": f"{{{{ compare_years({year}, 2024) }}}}",
        "study": f'{{{{ indicator_trend("{indicator}") }}}}',
    }
    for top, call in calls.items():
        name, title, words = (marks(audience, f"{what} of a page in {top}/") for what in ("name", "title", "words"))
        front = f"---\nrender_macros: true\naudience: {audience}\n---\n\n"
        pages[f"{top}/{name}.md"] = f"{front}# {title} {{ #x }}\n\n{words}\n\n{call}\n"
    return pages


def marked_entry(name: str, audience: Audience, marks: Marks, more: str = "") -> str:
    """A ledger entry with a mark in everything that an entry can hold."""

    def mark(what: str) -> str:
        return marks(audience, f"{what} of an entry")

    return f"""\
  - id: {name}
    source: 自查
    text: {mark("text")}
    audience: {audience}
{more}    measures:
      - text: {mark("measure")}
        goal: {mark("goal")}
        kind: 限期整改
        leader: {mark("leader")}
        unit: {mark("unit")}
        owner: {mark("owner")}
        due: [{{on: 2024-06-30}}, {{on: 2024-09-30, why: {mark("why a date was moved")}}}]
        history:
          - {{on: 2024-03-01, status: 整改中, note: {mark("note")}, evidence: {mark("evidence")}}}
          - {{on: 2024-05-01, status: 已销号, note: 完成, evidence: 记录}}
        closure:
          requested: {mark("who asked")}
          verified_by: {mark("who verified")}
          approved_by: {mark("who approved")}
          on: 2024-05-01
"""


def open_entry(name: str, marks: Marks) -> str:
    """An entry that is still waited for, and so stands in calendars."""

    def mark(what: str) -> str:
        return marks(LEADERS, f"{what} of an open entry")

    return f"""\
  - id: {name}
    source: 自查
    text: {mark("text")}
    measures:
      - text: {mark("measure")}
        kind: 限期整改
        owner: {mark("owner")}
        due: [{{on: 2024-06-30}}, {{on: 2024-09-30, why: {mark("why a date was moved")}}}]
"""


def marked_ledger(year: int, audience: Audience, marks: Marks, *entries: str) -> dict[str, str | bytes | None]:
    """A ledger with marks in its title and under it, and a picture that it leads to."""
    hidden, title = marks(None, "allowed words"), marks(audience, "title of a ledger")
    words, file = marks(audience, "words of a ledger"), f"files/{marks(audience, 'file of a ledger')}.png"
    front = f"---\nyear: {year}\nunit: XX乡党委\naudience: {audience}\nallowed: [{hidden}]\nentries:\n"
    body = f"\n# {year}年台账{title} {{ #ledger-{year} }}\n\n[{words}](../{file})\n"
    return {f"ledger/{year}.md": f"{front}{''.join(entries)}---\n{body}", file: b"\x89PNG"}


def plant(marks: Marks) -> dict[str, str | bytes | None]:
    """An office where each kind of reader has papers of their own, beside those for everybody."""
    strict = {
        LEADERS: strict_report(2022, "年度总结", LEADERS, marks),
        OFFICE: strict_report(2021, "年度总结", OFFICE, marks),
    }
    pages = {path: page for papers in strict.values() for path, page in papers.items()}
    for audience, year in ((LEADERS, 2022), (OFFICE, 2021)):
        figure = next(word for word, told in marks.planted.items() if told == (audience, "name of an indicator"))
        pages |= strict_pages(audience, year, f"谈话{figure}", marks)
    key = next(iter(strict[LEADERS])).removeprefix("reports/").removesuffix(".md")
    front = f"audience: 全体党员\nanswers:\n  {key}#m1: w1\nsource: {{file: {marks(None, 'source file')}.docx}}\n"
    opened = f"加强教育{marks(MEMBERS, 'title of an open item')}"
    pages["reports/2023.md"] = REPORT.replace("audience: 全体党员\n", front).replace("加强教育", opened)
    pages["reports/2024.md"] = REPORT.replace("2023", "2024").replace("shili/2018", "shili/2023")
    names = f"    problem: {key}#p1\n    causes: []\n    repeats: 2022-91\n"
    pages |= marked_ledger(
        2023,
        LEADERS,
        marks,
        marked_entry("2023-01", MEMBERS, marks, names),
        marked_entry("2023-02", OFFICE, marks),
        marked_entry("2023-03", LEADERS, marks),
    )
    pages |= marked_ledger(
        2022,
        MEMBERS,
        marks,
        marked_entry("2022-01", MEMBERS, marks),
        marked_entry("2022-91", LEADERS, marks, f"    problem: {key}#p1\n"),
    )
    pages |= marked_ledger(2024, LEADERS, marks, open_entry("2024-01", marks))
    pages[DUE_PAGE] = (
        f"---\nrender_macros: true\naudience: {LEADERS}\n---\n\n# 到期与督办 {{ #due }}\n\n{{{{ due_list() }}}}\n"
    )
    pages[f"files/{marks(None, 'name of a file that no page leads to')}.xlsx"] = b"x"
    pages[f"handbook/.{marks(None, 'name of a hidden file')}.md.1.bak"] = "# x"
    return pages


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[Audience, Path], Marks]:
    """One office, published for each kind of reader."""
    marks, folder = Marks(), tmp_path_factory.mktemp("office")
    pages = plant(marks)
    project = replace(make_office(folder / "project", pages), files=("pdf", "docx"))
    leaders = next(path for path in pages if path.startswith("handbook/zq"))
    settings = project.folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    label = marks(LEADERS, "label in the nav")
    text = text.replace("not_in_nav", f"  - {label}: {leaders}\nnot_in_nav") + "\nsite_url: http://yearbook.invalid/\n"
    settings.write_text(text + f"# {marks(None, 'comment in the settings')}\n", encoding="utf-8")
    found = {}
    for audience in Audience:
        found[audience] = folder / f"to-{audience.name}"
        publish(project, found[audience], PublishOrder(audience, keep=5), Console(), write_files)
    return found, marks


@pytest.mark.parametrize("reader", Audience)
def test_nothing_above_the_readers_is_in_their_publish(
    published: tuple[dict[Audience, Path], Marks], reader: Audience
) -> None:
    folders, marks = published
    assert find_marks(folders[reader], marks.above(reader)) == {}


@pytest.mark.parametrize("reader", Audience)
def test_what_is_for_them_is_there(published: tuple[dict[Audience, Path], Marks], reader: Audience) -> None:
    folders, marks = published
    within = marks.within(reader)
    found = find_marks(folders[reader], within)
    assert {what for word, what in within.items() if word not in found} == set()
    assert len(marks.within(LEADERS)) > 70


def test_calendars_are_for_those_alone_who_have_the_page_of_what_is_due(
    published: tuple[dict[Audience, Path], Marks],
) -> None:
    folders, marks = published
    shown = folders[LEADERS] / "current"
    assert 'href="calendar/all.ics"' in (shown / DUE_PAGE.replace(".md", ".html")).read_text(encoding="utf-8")
    words = [word for word, (_, what) in marks.planted.items() if what.endswith("of an open entry")]
    calendars = {name: content for name, content in read_everything(shown / "calendar") if name.endswith(".ics")}
    assert len(calendars) > 1
    assert all(word.encode() in calendars["all.ics"] for word in words)
    for reader in (MEMBERS, OFFICE):
        for name, content in read_everything(folders[reader]):
            assert b".ics" not in content, name
            assert b"calendar/" not in content, name
            assert b"due.html" not in content, name


def test_packed_files_are_looked_into(published: tuple[dict[Audience, Path], Marks]) -> None:
    folders, _ = published
    names = {name for name, _ in read_everything(folders[OFFICE])}
    assert any(name.endswith(".html.gz!") for name in names)
    assert any(name.endswith(".docx!word/document.xml") for name in names)
    assert any(name.endswith("sitemap.xml.gz!") for name in names)
    assert any(name.endswith("reports/2023.docx!word/document.xml") for name in names)
    assert any("reports/2023.pdf" in name for name in names)


def test_readers_are_told_only_of_what_they_see(published: tuple[dict[Audience, Path], Marks]) -> None:
    folders, _ = published
    home = (folders[MEMBERS] / "current/index.html").read_text(encoding="utf-8")
    assert "2023年" in home
    # The ledger of 2022 has an entry for them, the paper of that year is not theirs.
    own = (folders[MEMBERS] / "current/ledger/2022.html").read_text(encoding="utf-8")
    assert 'id="e-2022-01"' in own
    assert "2022-91" not in own
    assert "reports/2022" not in own
    assert "reports/2022" not in home
    assert "2022-91" not in home
    ledger = (folders[MEMBERS] / "current/ledger/2023.html").read_text(encoding="utf-8")
    assert "2023年整改台账" in ledger
    assert "2023-02" not in ledger
    assert "2022-91" not in ledger


@pytest.mark.parametrize("reader", [MEMBERS, OFFICE])
def test_no_page_counts_or_denies_what_ledgers_hold_that_are_not_shown_whole(
    published: tuple[dict[Audience, Path], Marks], reader: Audience
) -> None:
    shown = published[0][reader] / "current"
    pages = [page for page in shown.rglob("*.html") if page.parent.name != "handbook"]
    claims = {page.name: find_ledger_claims(page.read_text(encoding="utf-8")) for page in pages}
    assert {name: said for name, said in claims.items() if said} == {}
    assert find_ledger_claims((published[0][LEADERS] / "current/index.html").read_text(encoding="utf-8"))


def test_one_build_leaves_nothing_for_the_next(published: tuple[dict[Audience, Path], Marks]) -> None:
    folders, _ = published
    project = folders[MEMBERS].parent / "project"
    assert not (project / "overrides/assets/search").exists()
    # The pages of what is published are kept apart for each place, for whoever takes a page out of it.
    assert sorted(path.name for path in (project / ".build").iterdir()) == ["publish.lock", "published"]
