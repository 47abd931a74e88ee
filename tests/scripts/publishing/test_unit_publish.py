"""A publish for one unit of a site of many: its own and what is common, and nothing of its neighbours."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.corpus import load_corpus
from macros.domain.reports import Audience
from scripts.build.content_checks import check_corpus
from scripts.publishing import publishing
from scripts.publishing.destination import Destination
from scripts.publishing.neighbours import is_of_neighbour
from scripts.publishing.publishing import staged_pages
from scripts.publishing.sight import find_sight
from scripts.publishing.staging import PublishError
from scripts.setup.console import Console
from scripts.setup.project import Project
from tests.helpers.commands import one_line, run
from tests.helpers.county import paper_of_unit
from tests.helpers.office import make_office, read_everything

UNITS = {"dongzhen": "东镇党委", "xizhen": "西镇党委"}
RULE = "---\nlevel: 机关\nissuer: {}\nknown: 只知名称\n---\n\n# 考勤制度 {{ #local-{}-kaoqin }}\n\n{}\n"
LEDGER = (
    "---\nyear: 2023\nunit: {0}\naudience: 班子\nentries:\n  - id: 2023-01\n    source: 自查\n    text: {2}台账\n"
    "    problem: {1}/2023#p1\n    measures: []\n---\n\n# 2023年整改台账 {{ #ledger-{1}-2023 }}\n"
)


def mark(folder: str) -> str:
    """Words that stand in all that is a unit's, and nowhere else."""
    return f"zq{folder}qz"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    pages: dict[str, str | bytes | None] = {
        "reports/2023.md": None,
        "ledger/2023.md": None,
        "common.md": "# 通知 { #common }\n\n各单位照办。见[西镇的总结](reports/xizhen/2023.md)。\n",
        "compare/xizhen.md": "---\nrender_macros: true\naudience: 班子\n---\n\n# 西镇 { #x }\n\n"
        '{{ measure_index(unit="xizhen") }}\n',
    }
    for folder, name in UNITS.items():
        problem = f"{mark(folder)}问责偏轻", f"{mark(folder)}不够有力，附件见[表]({folder}.pdf)。"
        pages[f"reports/{folder}/2023.md"] = paper_of_unit(folder, name, [problem])
        pages[f"reports/{folder}/{folder}.pdf"] = f"{mark(folder)}".encode()
        pages[f"ledger/{folder}/2023.md"] = LEDGER.format(name, folder, mark(folder))
        pages[f"regulations/local/{folder}/kaoqin.md"] = RULE.format(name, folder, mark(folder))
        pages[f"units/{folder}.md"] = (
            f"---\nrender_macros: true\n---\n\n# {mark(folder)} {{ #unit-{folder} }}\n\n"
            f'{{{{ unit_papers(unit="{folder}") }}}}\n'
        )
    return make_office(tmp_path / "county", pages).folder


def texts_of(folder: Path) -> bytes:
    return b"\n".join(content for _, content in read_everything(folder))


def test_nothing_of_a_neighbour_is_in_what_a_unit_gets(county: Path) -> None:
    project = Project(county, unit="dongzhen")
    with staged_pages(project, Audience.LEADERS, (), Console(quiet=True)) as staged:
        found = texts_of(staged.folder)
        pages = {path.relative_to(staged.docs).as_posix() for path in staged.docs.rglob("*.md")}
    assert mark("dongzhen").encode() in found
    assert mark("xizhen").encode() not in found
    assert b"xizhen" not in found
    assert "西镇党委".encode() not in found
    assert {"common.md", "regulations/shili/2018.md", "handbook/index.md", "units/dongzhen.md"} <= pages
    assert "compare/xizhen.md" not in pages


def test_a_place_is_for_one_unit_and_stays_so(county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def copy_pages(staged: Project, site: Path, *_: object) -> Path:
        shutil.copytree(staged.docs, site)
        return site

    # Whatever a site shows is computed from the pages; how it looks is not asked here.
    monkeypatch.setattr(publishing, "_build", copy_pages)
    place = tmp_path / "dongzhen"
    done = run(county, "publish", place, "--audience", "班子", "--unit", "dongzhen")
    assert (done.returncode, done.stderr) == (0, "")
    assert "别的单位的 5 页不发布" in done.stdout
    assert run(county, "publish", place).returncode == 0
    found = texts_of(place)
    assert mark("dongzhen").encode() in found
    assert b"xizhen" not in found
    assert Destination(place).read_state().unit == "dongzhen"
    refused = run(county, "publish", place, "--unit", "xizhen")
    assert "里是给单位 dongzhen 的站点" in one_line(refused)


def test_a_unit_that_is_not_there_is_told(county: Path) -> None:
    with (
        pytest.raises(PublishError, match="没有单位 nanzhen 的材料"),
        staged_pages(Project(county, unit="nanzhen"), Audience.LEADERS, (), Console(quiet=True)),
    ):
        pass


def test_ledgers_of_neighbours_are_not_told_to_be_withheld(county: Path) -> None:
    sight = find_sight(load_corpus(county / "docs"), Audience.MEMBERS, (), "dongzhen")
    assert sight.withheld_ledgers == {"dongzhen/2023"}


@pytest.mark.parametrize(
    ("path", "is_other"),
    [
        ("reports/dongzhen/2023.md", False),
        ("reports/xizhen/2023.md", True),
        ("reports/2023.md", True),
        ("reports/index.md", False),
        ("reports/xizhen/a.pdf", True),
        ("ledger/xizhen/2023.md", True),
        ("regulations/local/kaoqin.md", False),
        ("regulations/local/xizhen/kaoqin.md", True),
        ("regulations/shili/2018.md", False),
        ("units/xizhen.md", True),
        ("units/index.md", False),
        ("study/xizhen/1.md", True),
        ("study/other/1.md", False),
        ("compare/2022-2023.md", False),
        ("index.md", False),
    ],
)
def test_what_is_a_neighbours_is_told_by_where_it_stands(path: str, is_other: bool) -> None:
    assert is_of_neighbour(path, "dongzhen", frozenset(UNITS)) is is_other


def test_the_page_of_a_unit_of_which_readers_see_nothing_is_left_out(county: Path) -> None:
    page = county / "docs/reports/xizhen/2023.md"
    page.write_text(page.read_text(encoding="utf-8").replace("audience: 全体党员", "audience: 班子"), encoding="utf-8")
    (county / "docs/common.md").write_text("# 通知 { #common }\n", encoding="utf-8")
    with staged_pages(Project(county), Audience.MEMBERS, (), Console(quiet=True)) as staged:
        check_corpus(staged.docs)
        assert not (staged.docs / "units/xizhen.md").exists()
        assert (staged.docs / "units/dongzhen.md").is_file()
