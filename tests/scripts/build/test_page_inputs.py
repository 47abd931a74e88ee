"""A page of which all that it is made of is as it was is the page that it was, whatever else is done to the site."""

from __future__ import annotations

import pickle
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.compare.duties import find_all_records
from macros.corpus import load_corpus, load_yearbook, signed_file
from macros.domain.signing import digest_of
from macros.for_many_pages import find_unresolved, search_papers
from scripts.build import page_inputs
from scripts.build.content_checks import find_remarks
from scripts.build.copy_remarks import find_copied
from scripts.build.kept_results import KeptResults
from scripts.build.page_inputs import PageInputs
from scripts.build.preview.maker import Maker
from scripts.build.search_data.writing import make_search_data
from scripts.setup.project import Project
from tests.helpers.factories import CONCEPTS
from tests.helpers.linked_pages import REPORT, in_folder
from tests.helpers.office import HANDBOOK, make_office

OTHERS = {
    **HANDBOOK,
    "regulations/concepts.md": CONCEPTS,
    "reports/dongzhen/2023.md": in_folder(REPORT),
    "handbook/more.md": "# 又一页 { #more }\n\n话\n",
}


def replacing(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(docs: Path) -> None:
        if (docs / path).is_file():
            (docs / path).write_text((docs / path).read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return change


def add_year(docs: Path) -> None:
    text = (docs / "reports/dongzhen/2023.md").read_text(encoding="utf-8")
    (docs / "reports/dongzhen/2022.md").write_text(text.replace("2023", "2022"), encoding="utf-8")


def take_year_away(docs: Path) -> None:
    (docs / "reports/dongzhen/2022.md").unlink(missing_ok=True)


def rename(docs: Path) -> None:
    if (docs / "handbook/more.md").is_file():
        (docs / "handbook/more.md").rename(docs / "handbook/another.md")


def rename_unit(docs: Path) -> None:
    for path in ("reports/2023.md", "ledger/2023.md"):
        replacing(path, "unit: XX乡党委", "unit: YY乡党委")(docs)


EDITS = [
    replacing("reports/2023.md", "加强教育", "抓教育"),
    replacing("reports/dongzhen/2023.md", "加强教育", "抓教育"),
    # What is cited, and under which heading, stands on pages of the register.
    replacing("reports/2023.md", "（一）加强教育 {", "（一）抓教育 {"),
    replacing("reports/dongzhen/2023.md", "落实[《示例条例》](../../regulations/shili/2018.md)", "落实"),
    replacing("reports/dongzhen/2023.md", "as_of: 2023-12-31", "as_of: 2023-12-30"),
    rename_unit,
    replacing("reports/2023.md", "开头一段。", "开头一段[经常教育](../regulations/concepts.md#jiaoyu)。"),
    replacing("ledger/2023.md", "已", "未"),
    replacing("regulations/shili/2018.md", "示例", "试例"),
    replacing("regulations/local/kaoqin.md", "# ", "# 新的"),
    replacing("handbook/intake.md", "# 导入", "# 收进"),
    replacing("handbook/more.md", "话", "别的话"),
    add_year,
    take_year_away,
    rename,
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return make_office(tmp_path_factory.mktemp("office") / "project", OTHERS)


def inputs(project: Project, shared: bytes = b"", outlines: dict[bytes, bytes] | None = None) -> PageInputs:
    nav = yaml.safe_load((project.folder / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    return PageInputs(project.docs, load_yearbook(project.docs), nav, shared, outlines)


def digests(project: Project, shared: bytes = b"") -> dict[str, str]:
    return dict(inputs(project, shared).digests())


def pages(maker: Maker, paths: dict[str, str]) -> dict[str, bytes]:
    return {path: maker.answer(path.replace(".md", ".html")).body for path in paths}


def require_same_results(docs: Path, kept: Path) -> None:
    """What is taken from the last time is what would be computed."""
    corpus = load_corpus(docs)
    results = KeptResults(corpus.yearbook, kept)
    assert make_search_data(corpus, results) == make_search_data(corpus)
    assert list(find_remarks(corpus, kept=results)) == list(find_remarks(corpus))
    # As it goes to the generator.
    search_papers(corpus.yearbook, results.remember)
    given, plain = pickle.loads(pickle.dumps(corpus.yearbook)), load_yearbook(docs)
    assert given.kept["unresolved"] == find_unresolved(plain)
    assert given.kept["records of duties"] == find_all_records(plain)
    copied = find_copied(corpus, everybody=False, kept=results)
    assert list(copied) == list(find_copied(corpus, everybody=False))
    results.keep()


@pytest.mark.slow
@settings(max_examples=5)
@given(edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=4))
def test_pages_made_of_the_same_are_the_same(office: Project, edits: list[Callable[[Path], None]]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        docs = shutil.copytree(office.docs, Path(folder, "docs"))
        shutil.copytree(office.overrides, Path(folder, "overrides"))
        text = (office.folder / "mkdocs.yml").read_text(encoding="utf-8")
        Path(folder, "mkdocs.yml").write_text(text.replace(str(office.docs), str(docs)), encoding="utf-8")
        patch.chdir(folder)
        project = Project(Path(folder))
        maker = Maker(project, Path(folder, "out"))
        before = digests(project)
        was = pages(maker, before)
        kept = Path(folder, "results")
        require_same_results(docs, kept)
        for edit in edits:
            edit(docs)
            require_same_results(docs, kept)
            after = digests(project)
            now = pages(maker, after)
            same = [path for path in after if before.get(path) == after[path]]
            assert [path for path in same if was[path] != now[path]] == []
            before, was = after, now


def test_an_edit_of_one_units_paper_leaves_those_of_others(tmp_path: Path) -> None:
    project = make_office(tmp_path, OTHERS)
    before = digests(project)
    replacing("reports/2023.md", "开展教育。", "广泛开展教育。")(project.docs)
    after = digests(project)
    assert {path for path in after if before[path] != after[path]} == {"reports/2023.md", "ledger/2023.md"}
    assert "reports/dongzhen/2023.md" in after
    replacing("regulations/shili/2018.md", "示例", "试例")(project.docs)
    rest = digests(project)
    assert rest["reports/dongzhen/2023.md"] != after["reports/dongzhen/2023.md"]
    assert rest["handbook/more.md"] == after["handbook/more.md"]


REGISTER = {"regulations/shili/index.md", "regulations/shili/2018.md", "regulations/shili/2023.md"}


def test_pages_of_the_register_rest_on_where_they_are_cited_and_not_on_what_is_said_there(tmp_path: Path) -> None:
    project = make_office(tmp_path, OTHERS)
    before = digests(project)
    assert before.keys() > REGISTER
    replacing("reports/2023.md", "，开展教育。", "，广泛开展教育。\n\n又一段。")(project.docs)
    said = digests(project)
    assert {path for path in said if before[path] != said[path]} == {"reports/2023.md", "ledger/2023.md"}
    replacing("reports/2023.md", "（一）加强教育 {", "（一）抓教育 {")(project.docs)
    under = digests(project)
    assert all(said[path] != under[path] for path in REGISTER)
    replacing("reports/2023.md", "as_of: 2023-12-31", "as_of: 2023-12-30")(project.docs)
    assert all(under[path] != digests(project)[path] for path in REGISTER)


def test_outlines_that_are_known_are_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make_office(tmp_path, OTHERS)
    first = inputs(project)
    found = dict(first.digests())
    monkeypatch.setattr(page_inputs, "outline_of", lambda paper: pytest.fail(paper.key))
    assert dict(inputs(project, outlines=first.outlines).digests()) == found
    replacing("reports/2023.md", "（一）加强教育 {", "（一）抓教育 {")(project.docs)
    with pytest.raises(pytest.fail.Exception, match=r"\A2023"):
        dict(inputs(project, outlines=first.outlines).digests())


def test_pages_that_look_at_others_are_made_of_anything(tmp_path: Path) -> None:
    more = {"handbook/computed.md": "---\nrender_macros: true\n---\n# 题 { #computed }\n"}
    found = digests(make_office(tmp_path, {**OTHERS, **more}))
    assert not {"index.md", "regulations/duties.md", "handbook/computed.md"} & found.keys()
    assert {"reports/2023.md", "handbook/intake.md"} <= found.keys()


def test_a_page_whose_macros_have_run_is_made_of_what_they_gave(tmp_path: Path) -> None:
    more = {"handbook/titled.md": "---\nrender_macros: true\n---\n# {{ '题' }}\n"}
    found = inputs(make_office(tmp_path, {**OTHERS, **more}))
    given = found.after_macros("index.md", "# 首页\n\n一行")
    assert given
    assert given == found.after_macros("index.md", "# 首页\n\n一行")
    assert given != found.after_macros("index.md", "# 首页\n\n另一行")
    assert given != found.after_macros("measures.md", "# 首页\n\n一行")
    # Others add to pages of data, and a title that is computed may be named anywhere.
    assert found.after_macros("index.md", "# 首页 { #report-2023 }") is None
    assert found.after_macros("regulations/duties.md", "# 规定动作") is None
    assert found.after_macros("handbook/titled.md", "# 题") is None


def test_a_changed_paper_is_made_anew_once_the_text_is_there_that_was_signed(tmp_path: Path) -> None:
    text = "XX乡党委\n2023年\n年度总结\n签发时的文字。"
    row = f"signed: [{{step: 签发, post: 党委书记, on: 2024-01-09, of: '{digest_of(text)}'}}]\naudience:"
    pages = {**OTHERS, "reports/2023.md": REPORT.replace("audience:", row)}
    project = make_office(tmp_path / "project", pages)
    before = digests(project)
    file = signed_file(project.docs, digest_of(text))
    file.parent.mkdir(parents=True)
    file.write_bytes(text.encode())
    after = digests(project)
    assert {path for path in before if before[path] != after[path]} == {"reports/2023.md"}


def test_titles_of_the_navigation_are_part_of_every_page(tmp_path: Path) -> None:
    project = make_office(tmp_path, HANDBOOK)
    before = digests(project)
    replacing("handbook/regulation.md", "## 核对", "## 核实")(project.docs)
    body = digests(project)
    assert {path for path in body if before[path] != body[path]} == {"handbook/regulation.md"}
    replacing("handbook/regulation.md", "# 登记", "# 记下")(project.docs)
    title = digests(project)
    assert not set(body.values()) & set(title.values())
    replacing("handbook/regulation.md", "# 记下", "# {{ '记下' }}")(project.docs)
    assert digests(project) == {}


def test_what_all_pages_are_made_of_is_part_of_each(tmp_path: Path) -> None:
    project = make_office(tmp_path)
    before, after = digests(project), digests(project, b"another day")
    assert before.keys() == after.keys()
    assert not set(before.values()) & set(after.values())
