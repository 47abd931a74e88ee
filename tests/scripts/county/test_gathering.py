"""From an office's hand-over to the county's pages: what comes, what changes, what goes, what is refused."""

from __future__ import annotations

import json
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.corpus import load_yearbook
from macros.domain.signing import digest_of, find_outdated, text_as_signed
from scripts.changes.foreign_zip import zip_bytes
from scripts.county.handing_over import code_of
from scripts.county.package import may_hold
from scripts.setup.project import ROOT
from tests.helpers.commands import one_line, run
from tests.helpers.county import RULE, gather, hand_over, make_county, make_office, members_of, page, repack
from tests.helpers.factories import CONCEPTS, EDITION_2018, LEDGER, PAGES, REGULATION, write_pages
from tests.helpers.linked_pages import REPORT, files

#: Of the small site.
NOTHING: dict[str, str | bytes | None] = dict.fromkeys(PAGES)
REPORT_HERE = "reports/dongzhen/2023.md"


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an office has handed over; only read."""
    folder = tmp_path_factory.mktemp("handed")
    assert hand_over(make_office(folder / "office"), folder / "dongzhen.zip").returncode == 0
    return folder / "dongzhen.zip"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return make_county(tmp_path / "county")


def changed(handed: Path, file: Path, path: str, change: Callable[[str], str]) -> Path:
    members = members_of(handed)
    return repack(file, members | {path: change(members[path].decode()).encode()})


def test_papers_come_with_their_ids_and_words_and_stand_in_a_folder_of_their_own(handed: Path, county: Path) -> None:
    told = gather(county, handed)
    assert (told.returncode, told.stderr) == (0, "")
    assert "东镇党委（dongzhen，" in told.stdout
    book = load_yearbook(county / "docs")
    report = book.reports["dongzhen/2023"]
    assert (report.unit, [*report.items]) == ("东镇党委", ["w1", "p1", "m1"])
    assert [str(one.of) for one in report.continues] == ["dongzhen/2022#p1"]
    assert {str(ref): item for ref, item in report.answers.items()} == {"dongzhen/2022#m1": "w1"}
    (entry,) = book.ledgers["dongzhen/2023"].entries
    assert (entry.id, str(entry.problem)) == ("2023-01", "dongzhen/2023#p1")
    assert [rule.path for rule in book.local_rules.values()] == ["regulations/local/dongzhen/kaoqin.md"]
    text = page(county, REPORT_HERE)
    assert "[《考勤制度》](../../regulations/local/dongzhen/kaoqin.md)" in text
    assert "[上年](2022.md#p1)" in text


def test_the_same_again_changes_nothing_and_an_undo_takes_it_back(handed: Path, county: Path) -> None:
    before = files(county / "docs")
    gather(county, handed)
    here = files(county / "docs")
    told = gather(county, handed)
    assert (told.returncode, "没有变化" in told.stdout) == (0, True)
    assert files(county / "docs") == here
    assert run(county, "undo", 1, "--yes").returncode == 0
    assert files(county / "docs") == before


def test_the_next_hand_over_takes_the_place_of_the_last(handed: Path, county: Path, tmp_path: Path) -> None:
    gather(county, handed)
    office = make_office(tmp_path / "office")
    (office / "docs/ledger/2023.md").unlink()
    (office / "docs/reports/2024.md").write_text(
        REPORT.replace("2023", "2024").replace("XX乡", "东镇").replace("shili/2018", "shili/2023")
    )
    text = (office / "docs/reports/2023.md").read_text()
    (office / "docs/reports/2023.md").write_text(text.replace("开头一段", "开头改过"))
    assert hand_over(office, tmp_path / "next.zip").returncode == 0
    told = run(county, "gather", tmp_path / "next.zip", typed="\n")
    assert "新增 1：「2024年度总结（东镇党委）」" in told.stdout
    assert "改动 1：「2023年度总结（东镇党委）」" in told.stdout
    assert "撤下 1：「2023年整改台账（东镇党委）」" in told.stdout
    assert (county / "docs/ledger/dongzhen/2023.md").is_file()
    gather(county, tmp_path / "next.zip")
    assert not (county / "docs/ledger/dongzhen/2023.md").exists()
    assert "开头改过" in page(county, REPORT_HERE)


def test_nothing_above_its_readers_is_handed_over_and_what_is_not_whole_is_not_counted(
    county: Path, tmp_path: Path
) -> None:
    office = make_office(tmp_path / "office")
    assert hand_over(office, tmp_path / "a.zip", "全体党员").returncode == 0
    assert not any(name.startswith("ledger/") for name in members_of(tmp_path / "a.zip"))
    assert gather(county, tmp_path / "a.zip").returncode == 0
    assert not load_yearbook(county / "docs").shows_all_ledgers("dongzhen")
    # Once they come whole, they are counted.
    assert hand_over(office, tmp_path / "b.zip").returncode == 0
    gather(county, tmp_path / "b.zip")
    assert load_yearbook(county / "docs").shows_all_ledgers("dongzhen")
    assert "withheld_ledgers" not in (county / "mkdocs.yml").read_text()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"reports/2023.md": REPORT.replace("#p1 }", "#w1 }")}, "docs/reports/2023.md"),
        (
            {"reports/2023.md": REPORT.replace("audience", "text: 扫描识别，待校对 2 处\naudience")},
            "没有上报",
        ),
        (
            {
                "reports/2021.md": REPORT.replace("2023", "2021")
                .replace("shili/2021", "shili/2018")
                .replace("as_of", "sample: true\nas_of")
            },
            "不能上报",
        ),
    ],
)
def test_what_a_publish_would_not_take_is_not_handed_over(
    tmp_path: Path, more: dict[str, str | bytes | None], words: str
) -> None:
    told = hand_over(make_office(tmp_path / "office", more=more), tmp_path / "a.zip")
    assert told.returncode == 1
    assert words in told.stderr
    assert not (tmp_path / "a.zip").exists()


def test_papers_without_the_steps_that_are_asked_for_are_not_handed_over(tmp_path: Path) -> None:
    office = make_office(tmp_path / "office")
    settings = (office / "mkdocs.yml").read_text().replace("extra:\n", "extra:\n  sign_off: {班子: [签发]}\n", 1)
    (office / "mkdocs.yml").write_text(settings)
    told = hand_over(office, tmp_path / "a.zip")
    assert "没有上报：「" in told.stderr
    assert "缺签发" in told.stderr


def test_a_fault_is_sent_back_in_the_words_and_places_of_the_office(handed: Path, county: Path, tmp_path: Path) -> None:
    before = files(county / "docs")
    wrong = changed(handed, tmp_path / "东镇.zip", "reports/2023.md", lambda text: text.replace("2022#p1", "2022#p9"))
    told = gather(county, wrong)
    assert told.returncode == 1
    assert "东镇党委的材料有 1 处错误" in told.stderr
    assert files(county / "docs") == before
    back = (tmp_path / "东镇-退回.txt").read_text(encoding="utf-8-sig")
    assert "「2023年度总结（东镇党委）」第 9 行（docs/reports/2023.md）" in back
    assert "写的是：“2022#p9”" in back
    assert "改法：" in back
    assert "dongzhen/" not in back
    rows = json.loads((tmp_path / "东镇-退回.json").read_text(encoding="utf-8"))["faults"]
    assert [(row["file"], row["line"]) for row in rows] == [("docs/reports/2023.md", 9)]


def test_one_that_is_at_fault_keeps_no_other_from_coming_in(handed: Path, county: Path, tmp_path: Path) -> None:
    coming = tmp_path / "coming"
    coming.mkdir()
    shutil.copy(handed, coming / "a.zip")
    hand_over(make_office(tmp_path / "xizhen", "西镇党委"), coming / "b.zip")
    changed(
        coming / "b.zip",
        coming / "b.zip",
        "reports/2023.md",
        lambda text: text.replace("# p1", "").replace("2022#p1", "2022#p9"),
    )
    (coming / "c.zip").write_bytes(b"PK nothing")
    told = gather(county, coming)
    assert told.returncode == 1
    assert {*load_yearbook(county / "docs").units} == {"dongzhen"}
    assert "c.zip 不是完整的 zip 文件" in told.stderr
    assert (coming / "b-退回.txt").is_file()
    # Sound now: what was to be sent back of it is out of date; what is no file of ours stays.
    (coming / "b.zip").unlink()
    hand_over(tmp_path / "xizhen", coming / "b2.zip")
    (coming / "a-退回.txt").write_text("东镇的便条", encoding="utf-8")
    assert "b-退回.txt 写的已经改好，删去了" in gather(county, coming).stdout
    assert sorted(file.name for file in coming.iterdir()) == ["a-退回.txt", "a.zip", "b2.zip", "c.zip"]


def test_of_two_that_one_unit_made_on_one_day_none_is_taken_for_the_newer(
    handed: Path, county: Path, tmp_path: Path
) -> None:
    changed(handed, tmp_path / "改.zip", "reports/2023.md", lambda text: text.replace("问责不够有力", "问责不力"))
    hand_over(make_office(tmp_path / "xizhen", "西镇党委"), tmp_path / "b.zip")
    told = gather(county, handed, tmp_path / "改.zip", tmp_path / "b.zip")
    assert told.returncode == 1
    for name in ("dongzhen.zip", "改.zip"):
        assert f"{name} 是东镇党委同一天做的几份里的一份，内容不同，分不出哪一份新" in told.stderr
    assert {*load_yearbook(county / "docs").units} == {"xizhen"}
    shutil.copy(handed, tmp_path / "再.zip")
    assert gather(county, handed, tmp_path / "再.zip").returncode == 0


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("../outside.md", "不该有的文件"),
        ("reports/other/2023.md", "不在本单位的文件夹里"),
        ("reports/index.md", "不该有的文件"),
        ("index.md", "不该有的文件"),
        ("reports/a.html", "不该有的文件"),
        ("reports/a.svg", "不该有的文件"),
        ("reports/con.png", "不该有的文件"),
        ("REPORTS/2030.md", "不该有的文件"),
    ],
)
def test_what_no_hand_over_holds_is_refused(handed: Path, county: Path, tmp_path: Path, path: str, words: str) -> None:
    members = members_of(handed)
    told = gather(county, repack(tmp_path / "a.zip", members | {path: members["reports/2023.md"]}))
    assert words in one_line(told)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"files": {}}, "清单里没有列"),
        ({"format": 2}, "较新的格式 2"),
        ({"code": "../x"}, "不对的值"),
        ({"code": ""}, "不对的值"),
        ({"unit": "东镇\n党委"}, "不对的值"),
        ({"audience": "大家"}, "不对的值"),
        ({"withheld_ledgers": ["xizhen/2023"]}, "不对的值"),
        ({"more": 1}, "不是应有的写法"),
    ],
)
def test_a_list_that_says_something_else_is_refused(
    handed: Path, county: Path, tmp_path: Path, said: dict[str, object], words: str
) -> None:
    assert words in one_line(gather(county, repack(tmp_path / "a.zip", members_of(handed), **said)))


def test_a_file_that_was_changed_on_the_way_is_refused(handed: Path, county: Path, tmp_path: Path) -> None:
    members = members_of(handed)
    members["reports/2023.md"] += b"\n"
    (tmp_path / "a.zip").write_bytes(zip_bytes(members))
    assert "校验值不符" in one_line(gather(county, tmp_path / "a.zip"))


def test_names_that_differ_in_capitals_alone_and_links_are_refused(handed: Path, county: Path, tmp_path: Path) -> None:
    members = members_of(handed)
    both = members | {"reports/a.png": b"1", "reports/A.PNG": b"2"}
    assert "有 2 份" in one_line(gather(county, repack(tmp_path / "a.zip", both)))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as packed:
        for name, content in members.items():
            link = zipfile.ZipInfo(name)
            link.external_attr = (stat.S_IFLNK | 0o777) << 16
            packed.writestr(link, content)
    assert "不是普通文件" in one_line(gather(county, tmp_path / "b.zip"))


def test_a_folder_that_was_unpacked_is_read_with_the_same_suspicion(handed: Path, county: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(handed) as packed:
        packed.extractall(tmp_path / "unpacked")
    assert gather(county, tmp_path / "unpacked").returncode == 0
    (tmp_path / "unpacked/reports/2024.md").symlink_to(tmp_path / "unpacked/reports/2023.md")
    assert "不是普通文件" in one_line(gather(county, tmp_path / "unpacked"))


def test_a_folder_is_fixed_once_and_follows_the_unit_by_its_name(handed: Path, county: Path, tmp_path: Path) -> None:
    assert gather(county, handed, "--folder", "dz").returncode == 0
    assert gather(county, handed).returncode == 0
    assert {*load_yearbook(county / "docs").units} == {"dz"}
    assert "文件夹定下来就不再换" in one_line(gather(county, handed, "--folder", "elsewhere"))
    # Another unit whose name sounds alike, and the same unit under another name.
    hand_over(make_office(tmp_path / "b", "冻镇党委"), tmp_path / "b.zip", "班子", "--code", "dz")
    assert "文件夹 dz 里是东镇党委的材料" in one_line(gather(county, tmp_path / "b.zip"))
    assert gather(county, tmp_path / "b.zip", "--folder", "dz", "--renamed").returncode == 0
    assert load_yearbook(county / "docs").units["dz"].name == "冻镇党委"


def test_each_unit_keeps_its_own_rule_of_a_title_that_all_have(handed: Path, county: Path, tmp_path: Path) -> None:
    hand_over(make_office(tmp_path / "b", "西镇党委"), tmp_path / "b.zip")
    assert gather(county, handed, tmp_path / "b.zip").returncode == 0
    for unit in ("dongzhen", "xizhen"):
        assert f"(../../regulations/local/{unit}/kaoqin.md)" in page(county, f"reports/{unit}/2023.md")


def test_a_rule_of_others_that_stands_here_stands(county: Path, tmp_path: Path) -> None:
    rule = RULE.format("某县纪委")
    (county / "docs/regulations/local").mkdir(parents=True, exist_ok=True)
    (county / "docs/regulations/local/kaoqin.md").write_text(rule + "\n县里的说明。\n")
    hand_over(make_office(tmp_path / "o", more={"regulations/local/kaoqin.md": rule}), tmp_path / "a.zip")
    told = gather(county, tmp_path / "a.zip")
    assert "本站已有，写的不同，用本站的" in told.stdout
    assert "县里的说明" in page(county, "regulations/local/kaoqin.md")
    assert "(../../regulations/local/kaoqin.md)" in page(county, REPORT_HERE)


def test_what_papers_rest_on_comes_along_where_it_is_not_here_and_nothing_else_does(
    county: Path, tmp_path: Path
) -> None:
    more: dict[str, str | bytes | None] = {
        "regulations/lingwai/index.md": REGULATION.replace("shili", "lingwai").replace("示例条例", "另外条例"),
        "regulations/lingwai/2018.md": EDITION_2018.replace("shili", "lingwai")
        .replace("示例条例", "另外条例")
        .replace('superseded: {date: 2024-01-01, by: "2023", verified: true}\n', ""),
        "regulations/concepts.md": CONCEPTS,
        "reports/2023.md": REPORT.replace("开头一段", "学习[《另外条例》](../regulations/lingwai/2018.md)")
        .replace("开展教育", "开展[教育](../regulations/concepts.md#jiaoyu)")
        .replace("问责不够有力", "[经常教育](../regulations/concepts.md#jiaoyu)不够"),
        "reports/2022.md": None,
    }
    office = make_office(tmp_path / "o", more=more)
    run(office, "link")
    assert hand_over(office, tmp_path / "a.zip").returncode == 0
    own = (county / "docs/regulations/shili/2018.md").read_bytes()
    told = gather(county, tmp_path / "a.zip")
    assert (told.returncode, told.stderr) == (0, "")
    assert "新增版本：另外条例（2018年版）" in told.stdout
    assert "教育" in page(county, "regulations/concepts.md")
    assert (county / "docs/regulations/shili/2018.md").read_bytes() == own


def test_pictures_come_along(county: Path, tmp_path: Path) -> None:
    text = REPORT.replace("开头一段。", "开头一段。\n\n![图](images/a.png)\n\n[附件](../papers/b.pdf)")
    more: dict[str, str | bytes | None] = {
        "reports/2023.md": text,
        "reports/images/a.png": b"png",
        "papers/b.pdf": b"pdf",
    }
    assert hand_over(make_office(tmp_path / "o", more=more), tmp_path / "a.zip").returncode == 0
    assert gather(county, tmp_path / "a.zip").returncode == 0
    assert (county / "docs/reports/dongzhen/images/a.png").read_bytes() == b"png"
    assert "[附件](papers/b.pdf)" in page(county, REPORT_HERE)


def test_pages_of_the_county_that_need_what_goes_are_told_and_nothing_is_written(
    handed: Path, county: Path, tmp_path: Path
) -> None:
    gather(county, handed)
    note = "# 说明 { #note }\n\n见[东镇2022年](reports/dongzhen/2022.md)。\n"
    (county / "docs/note.md").write_text(note)
    members = members_of(handed)
    del members["reports/2022.md"]
    members["reports/2023.md"] = REPORT.replace("XX乡", "东镇").encode()
    told = gather(county, repack(tmp_path / "a.zip", members))
    assert told.returncode == 1
    assert "docs/note.md" in told.stderr
    assert (county / "docs/reports/dongzhen/2022.md").is_file()


def test_an_office_in_a_folder_of_its_own_site_comes_out_of_it(county: Path, tmp_path: Path) -> None:
    moved = REPORT.replace("#report-2023", "#report-nan-2023").replace("../regulations", "../../regulations")
    ledger = LEDGER.replace("#ledger-2023", "#ledger-nan-2023").replace("2023#", "nan/2023#")
    more: dict[str, str | bytes | None] = {
        "reports/nan/2023.md": moved.replace("XX乡", "南镇"),
        "ledger/nan/2023.md": ledger.replace("XX乡", "南镇"),
    }
    office = make_office(tmp_path / "o", more=more)
    assert hand_over(office, tmp_path / "a.zip", "班子", "--unit", "nan", "--code", "nanzhen").returncode == 0
    assert gather(county, tmp_path / "a.zip").returncode == 0
    book = load_yearbook(county / "docs")
    assert [*book.reports] == ["nanzhen/2023"]
    assert str(book.ledgers["nanzhen/2023"].entries[0].problem) == "nanzhen/2023#p1"


def test_the_first_gathering_makes_the_pages_of_units_and_no_later_one_touches_them(
    handed: Path, county: Path, tmp_path: Path
) -> None:
    own = "---\nrender_macros: true\n---\n\n# 本站 { #home }\n\n{{ year_cards() }}\n"
    shipped = (ROOT / "docs/ledger/index.md").read_text(encoding="utf-8")
    due = (ROOT / "docs/due.md").read_text(encoding="utf-8")
    write_pages(county / "docs", {**NOTHING, "index.md": own, "ledger/index.md": shipped, "due.md": due})
    told = gather(county, handed)
    assert "本站的页面，新建 7：" in told.stdout
    assert "改写 2：「到期与督办」、「整改台账」" in told.stdout
    assert "{{ units() }}" in page(county, "units/index.md")
    assert '{{ unit_papers(unit="dongzhen") }}' in page(county, "units/dongzhen.md")
    assert page(county, "index.md") == own
    assert "ledger_overview" not in page(county, "ledger/index.md")
    assert ("due_list" not in page(county, "due.md"), "overdue_by_unit(30)" in page(county, "due.md")) == (True, True)
    assert "- 各单位: units/index.md" in (county / "mkdocs.yml").read_text()
    (county / "docs/units/index.md").write_text("# 各单位 { #units }\n")
    (county / "docs/compare/units-topics.md").unlink()
    (county / "docs/units/dongzhen.md").unlink()
    assert "没有变化：本站与上报的一致。" in gather(county, handed).stdout


def test_pages_of_one_unit_that_an_older_county_still_has_become_those_of_many(
    handed: Path, county: Path, tmp_path: Path
) -> None:
    assert gather(county, handed).returncode == 0
    shipped = {f"{name}.md": (ROOT / f"docs/{name}.md").read_text(encoding="utf-8") for name in ("due", "measures")}
    write_pages(county / "docs", {**NOTHING, **shipped})
    assert "改写 2：「到期与督办」、「历年措施」" in gather(county, handed).stdout
    assert "overdue_by_unit(30)" in page(county, "due.md")
    assert "{{ units() }}" in page(county, "measures.md")


def test_the_page_of_a_unit_bears_the_name_that_it_has_now(handed: Path, county: Path, tmp_path: Path) -> None:
    assert gather(county, handed).returncode == 0
    hand_over(make_office(tmp_path / "b", "东城街道党工委"), tmp_path / "b.zip")
    assert gather(county, tmp_path / "b.zip", "--folder", "dongzhen", "--renamed").returncode == 0
    assert "# 东城街道党工委 { #unit-dongzhen }" in page(county, "units/dongzhen.md")
    own = "# 我们的东城 { #unit-dongzhen }\n"
    (county / "docs/units/dongzhen.md").write_text(own, encoding="utf-8")
    assert gather(county, handed, "--folder", "dongzhen", "--renamed").returncode == 0
    assert page(county, "units/dongzhen.md") == own


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("东镇党委", "dongzhen"),
        ("中共东镇委员会", "dongzhen"),
        ("某县水务局党组", "mouxianshuiwuju"),
        ("123", "danwei"),
    ],
)
def test_a_unit_is_called_by_its_sounds(unit: str, code: str) -> None:
    assert code_of(unit) == code


@pytest.mark.parametrize(
    "path", ["reports/a/b/c.png", "reports/图 1.PNG", "ledger/2023.md", "regulations/local/a/b.md"]
)
def test_what_a_hand_over_may_hold(path: str) -> None:
    assert may_hold(path)


def test_what_was_signed_stays_signed(county: Path, tmp_path: Path) -> None:
    office = make_office(tmp_path / "o")
    book = load_yearbook(office / "docs")
    for paper in (book.reports["2023"], book.ledgers["2023"]):
        digest = digest_of(text_as_signed(paper))
        row = f"signed:\n  - {{step: 签发, post: 党委书记, on: 2024-01-05, of: {digest}}}\n"
        text = page(office, paper.path).replace("year: 2023\n", f"year: 2023\n{row}", 1)
        (office / "docs" / paper.path).write_text(text, encoding="utf-8")
    assert hand_over(office, tmp_path / "a.zip").returncode == 0
    assert gather(county, tmp_path / "a.zip").returncode == 0
    here = load_yearbook(county / "docs")
    for moved in (here.reports["dongzhen/2023"], here.ledgers["dongzhen/2023"]):
        assert moved.signed
        assert find_outdated(moved) is None


def test_units_of_one_name_in_two_counties_stand_apart(handed: Path, county: Path, tmp_path: Path) -> None:
    assert gather(county, handed, "--county", "jia=甲县").returncode == 0
    assert [*load_yearbook(county / "docs").units] == ["jia-dongzhen"]
    # Beside its units the page of a county has two tables more: they open under their names.
    folded = page(county, "units/of-jia.md").partition("{{ units")[2].split("<details")
    assert ['common_problems(most=10, among="jia")' in folded[1], 'measures_by_unit(among="jia")' in folded[2]] == [
        True
    ] * 2
    # It is for the offices to tell themselves apart; nothing takes the place of another's papers.
    told = gather(county, handed, "--county", "yi=乙县")
    assert told.returncode == 1
    assert "同一单位、年度、文种有两份文件" in (handed.parent / "dongzhen-退回.txt").read_text(encoding="utf-8-sig")
    hand_over(make_office(tmp_path / "o", "乙县东镇党委"), tmp_path / "b.zip", "班子", "--code", "dongzhen")
    assert gather(county, tmp_path / "b.zip", "--county", "yi=乙县").returncode == 0
    assert [*load_yearbook(county / "docs").units] == ["jia-dongzhen", "yi-dongzhen"]
    assert gather(county, handed, "--county", "jia=甲县").returncode == 0
