"""Whatever stands in whatever field of whatever page stays words, through the whole build."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from lxml import etree
from pydantic import BaseModel

from macros.corpus import load_corpus, schema
from macros.errors import ContentErrors
from scripts.build import pipeline
from scripts.build.after_build.page import parse_html
from scripts.setup.console import Console
from scripts.setup.project import Project
from tests.helpers.commands import copy_office
from tests.helpers.hostile_pages import PAYLOADS, make_pages
from tests.helpers.linked_pages import put

#: Fields of text that take but one form, so that nothing hostile can stand there.
NARROW = {
    "AddedFields.new", "AmendedFromFields.edition", "AmendmentFields.new", "AmendmentFields.old", "BasisFields.to",
    "ConceptFields.common", "ConceptFields.id", "CorrectionFields.article", "CorrectionFields.edition",
    "DroppedFields.old",
    "EntryFields.id", "EntryFields.repeats", "IndicatorFields.at", "MaterialFields.articles",
    "MaterialFields.changes", "MaterialFields.edition", "MaterialFields.kinds", "MaterialFields.regulation",
    "MaterialFields.report", "MaterialFields.table", "RegulationFields.id", "ReportFields.answers",
    "ReportFields.continues",
    "SignatureFields.of", "SourceFields.sha256", "SupersededFact.by",
}  # fmt: skip
#: Fields that decide something and are not shown.
UNSEEN = {
    "ConceptFields.context", "ConceptFields.not_with", "ConceptFields.search_names", "ConceptFields.unless",
    "DutyFields.words",
    "ReportFields.period", "SourceFields.file", "StatusPhraseFields.says", "PageFields.allowed", "PageFields.put_off",
    "KeptFields.text", "KeptFields.by_post", "KeptFields.why",
}  # fmt: skip


Shapes = dict[str, set[tuple[str, ...]]]


def lay_out(folder: Path, pages: dict[str, str]) -> Project:
    """The shipped site with the hostile pages in place of its papers, its register and its lists."""
    docs = copy_office(folder) / "docs"
    own = ("reports/[0-9]*", "ledger/[0-9]*", "compare/*[0-9]", "study/*", "regulations/*/*")
    for page in [page for pattern in own for page in docs.glob(f"{pattern}.md")]:
        if page.relative_to(docs).as_posix() not in {"study/index.md", "regulations/local/index.md"}:
            page.unlink()
    comparisons = docs / "compare/index.md"
    comparisons.write_text(re.sub(r"^.*[0-9]\.md\).*\n", "", comparisons.read_text("utf-8"), flags=re.M), "utf-8")
    # Pages of the handbook stay to be led to, and show nothing.
    for page in (docs / "handbook").glob("*.md"):
        text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
        page.write_text("\n\n".join(re.findall(r"^#.*$", text, re.M)), encoding="utf-8")
    put(docs, pages)
    return Project(folder)


def read_shapes(site: Path) -> Shapes:
    """Every element of every page as its name and the names of its attributes."""
    return {
        page.relative_to(site).as_posix(): {
            (element.tag, *sorted(element.keys())) for element in parse_html(page.read_bytes()).iter(etree.Element)
        }
        for page in site.rglob("*.html")
    }


def build(folder: Path, payloads: dict[str, str]) -> tuple[Path, dict[str, dict[str, str]]]:
    """The site of pages that hold such words, and what each field says."""
    pages, said = make_pages(payloads)
    project = lay_out(folder, pages)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1721001600")
        pipeline.build(project.site, project, Console())
    return project.site, said


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Shapes:
    """What the same pages are made of when their fields hold harmless words."""
    return read_shapes(build(tmp_path_factory.mktemp("plain") / "project", dict.fromkeys(PAYLOADS, "平常的话"))[0])


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, dict[str, str]]]:
    """A site that holds every payload in every field, each in the pages of a unit of its own."""
    return build(tmp_path_factory.mktemp("hostile") / "project", PAYLOADS)


@pytest.mark.slow
def test_hostile_words_make_nothing_of_a_page(hostile: tuple[Path, dict[str, dict[str, str]]], known: Shapes) -> None:
    site, _ = hostile
    shapes = read_shapes(site)
    assert shapes.keys() == known.keys()
    anywhere = set().union(*known.values())
    for path, shape in shapes.items():
        assert shape <= anywhere, path
    assert not list(site.parents[1].rglob("hit"))


@pytest.mark.slow
@pytest.mark.parametrize("unit", PAYLOADS)
def test_hostile_words_in_every_field_stay_words(hostile: tuple[Path, dict[str, dict[str, str]]], unit: str) -> None:
    site, said = hostile
    shown = read_words(site)
    assert {field for field, words in said[unit].items() if squeeze(words) not in shown} == UNSEEN


@cache
def read_words(site: Path) -> str:
    """All that a reader sees, or is told, on all pages; without blanks."""
    words = []
    for page in sorted(site.rglob("*.html")):
        root = parse_html(page.read_bytes())
        words += root.xpath("//body//text()[not(parent::script)]")
        words += [
            value for element in root.iter(etree.Element) for name, value in element.items() if name == "aria-label"
        ]
    return squeeze("".join(words))


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_field_of_text_is_tried() -> None:
    tried = set(make_pages({"tried": ""})[1]["tried"]) | NARROW | {"ReportFields.retired"}
    fields = {
        f"{owner.__name__}.{name}" for owner in models() for name in owner.__annotations__ if takes_text(owner, name)
    }
    unit = {"ReportFields.unit", "LedgerFields.unit"}
    assert fields - unit - tried == set()


def models() -> Iterator[type[BaseModel]]:
    waiting: list[Any] = [schema.Schema]
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        yield model


def takes_text(owner: type[BaseModel], name: str) -> bool:
    def leaves(annotation: Any) -> Iterator[Any]:
        arguments = get_args(annotation)
        yield from (leaf for part in arguments for leaf in leaves(part)) if arguments else [annotation]

    return str in leaves(owner.model_fields[name].annotation)


@pytest.mark.parametrize("words", ["[点](javascript:alert(1))", "[点](data:text/html,x)", "![图](//example.org/a.png)"])
@pytest.mark.parametrize("place", ["lead", "report title", "work part", "measure item", "problem text", "list", "cell",
                                   "regulation text", "edition text", "article text", "ledger text"])  # fmt: skip
def test_link_that_runs_or_calls_elsewhere_is_refused(tmp_path: Path, place: str, words: str) -> None:
    pages, said = make_pages({"tried": "平常的话"})
    put(tmp_path, {path: text.replace(said["tried"][place], words) for path, text in pages.items()})
    with pytest.raises(ContentErrors, match="链接"):
        load_corpus(tmp_path)
