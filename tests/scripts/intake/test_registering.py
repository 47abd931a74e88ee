"""A regulation registered from its text alone, as a clerk runs it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.corpus import load_yearbook
from macros.corpus.schema import RegulationFields
from macros.domain.regulations import Binding, Fact, Regulation, TextKind
from macros.errors import SiteError
from scripts.bench.verbs import BENCH
from scripts.commands.verbs import SITE
from scripts.intake.manuscript import IntakeError
from scripts.intake.official_text.naming import propose_aliases, propose_id
from scripts.intake.official_text.new_pages import with_successor
from scripts.intake.official_text.registering import Arrival, Desk, Said, register_text
from scripts.intake.readers.plain import read_plain
from scripts.setup.environment import ROOT
from tests.helpers.commands import Outcome, one_line, run
from tests.helpers.factories import make_edition
from tests.helpers.import_papers import make_project
from tests.helpers.official_texts import ALL, AMENDED_LAW, BARE, LAW, MARKDOWN, PARTY, REVISED, OfficialText

pytestmark = pytest.mark.slow

TEXTS = Path(ROOT).parent / "shared/texts"
#: What the names of its words sound like.
OF_PARTY = "tushu-yuelan-tiaoli"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project", office=False)


def put(project: Path, text: str, name: str = "全文.txt") -> Path:
    file = project.parent / name
    file.write_text(text, encoding="utf-8")
    return file


def register(project: Path, text: OfficialText | str, *arguments: str, typed: str = "") -> Outcome:
    words = text if isinstance(text, str) else text.text
    return run(project, "import-regulation", put(project, words), *arguments, typed=typed)


def works(project: Path) -> dict[str, Regulation]:
    return dict(load_yearbook(project / "docs").regulations)


def snapshot(project: Path) -> dict[str, bytes]:
    docs = project / "docs"
    return {file.relative_to(docs).as_posix(): file.read_bytes() for file in sorted(docs.rglob("*")) if file.is_file()}


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
def test_every_kind_of_text_becomes_a_regulation_of_a_sound_site(project: Path, text: OfficialText) -> None:
    before = set(works(project))
    # Two of the made-up texts name no year at all.
    arguments = ["--edition", "2012"] if text.title in {"机关借书八项规定", "机关钥匙保管若干规定"} else []
    result = register(project, text, "--yes", *arguments)
    assert (result.returncode, result.stderr) == (0, "")
    found = works(project)
    work = found[(set(found) - before).pop()]
    edition = work.editions[0]
    assert (work.title, work.kind, work.binding) == (text.title, text.kind, Binding.UNCHECKED)
    assert edition.text is TextKind.OFFICIAL
    assert edition.issuer == (text.issuer or "待核实")
    assert (edition.count.value, edition.unit) == (text.count, text.unit)
    assert str(edition.in_force.value) == str(text.in_force)
    assert edition.in_force.verified is (text.in_force is not None)
    assert edition.sources == ("本单位所存文件：全文.txt",)
    assert all(article.words for article in edition.articles)
    checked = run(project, "check")
    assert (checked.returncode, checked.stderr) == (0, "")
    again = register(project, text, "--yes", *arguments)
    assert again.returncode == 0
    assert "共 1 次" in run(project, "undo").stdout


def test_every_proposal_is_shown_and_nothing_is_written_without_a_yes(project: Path) -> None:
    before = snapshot(project)
    refused = register(project, PARTY)
    assert refused.returncode == 1
    assert "发布：2019年12月30日（据第 3 行“2019年12月30日中共中央发布”）" in refused.stdout
    assert f"标识：{OF_PARTY}" in refused.stdout
    assert "什么都没有改动" in refused.stdout
    listed = register(project, PARTY, "--dry-run")
    assert listed.returncode == 0
    assert f"新建 docs/regulations/{OF_PARTY}/2019.md" in listed.stdout
    assert snapshot(project) == before
    assert register(project, PARTY, typed="yes\n").returncode == 0
    assert set(snapshot(project)) - set(before) == {
        f"regulations/{OF_PARTY}/{page}" for page in ("2019.md", "index.md")
    }
    assert run(project, "undo", "1", "--yes").returncode == 0
    assert snapshot(project) == before


def test_proposals_are_corrected_by_answers_and_by_options(project: Path) -> None:
    typed = "标识=yuelan-tiaoli\n施行=2020-02-30\n施行=2020-03-01\n没有这一项=1\n版本=2020\nyes\n"
    result = register(project, PARTY, "--issuer", "示例办公厅", typed=typed)
    assert result.returncode == 0
    assert "“2020-02-30”不是日期" in result.stdout
    # What is not taken is told beside the question, and the proposals are not listed again.
    assert result.stdout.count("制定机关：") == 4
    assert "看不懂“没有这一项=1”" in result.stdout
    edition = works(project)["yuelan-tiaoli"].by_id["2020"]
    assert (edition.issuer, str(edition.in_force.value)) == ("示例办公厅", "2020-03-01")
    # What a person says is no proof.
    assert not edition.in_force.verified
    assert edition.in_force.note == "本单位填写"


def test_a_correction_that_cannot_be_made_keeps_those_before_it(project: Path) -> None:
    typed = "施行＝2020年3月1日\n标识=阅览条例\n版本=二〇二〇\nyes\n"
    result = register(project, PARTY, typed=typed)
    assert (result.returncode, result.stderr) == (0, "")
    assert "标识“阅览条例”不合写法" in result.stdout
    assert "--regulation" not in result.stdout
    edition = works(project)[OF_PARTY].by_id["2019"]
    assert str(edition.in_force.value) == "2020-03-01"


def test_facts_of_a_registered_edition_are_not_corrected_by_answers(project: Path) -> None:
    register(project, PARTY, "--yes")
    file = put(project, PARTY.text + "\n\n", "又一份.txt")
    result = run(project, "import-regulation", file, "--force", typed="施行=2020-03-01\n")
    assert "输入“名称=值”（标识、版本）" in result.stdout
    assert "施行以登记的为准" in result.stdout
    assert result.stdout.count("认出的根据：通过、发布、施行日期与登记的相同") == 1


def test_a_day_of_issue_that_a_person_gives_names_the_edition(project: Path) -> None:
    text = PARTY.text.partition("（2019")[0] + PARTY.text.partition("发布）")[2]
    text = text.replace("自发布之日起", "自2020年3月1日起")
    assert "取施行的年份" in register(project, text, "--dry-run").stdout
    result = register(project, text, "--issued", "2019-12-30", "--dry-run")
    assert "版本：2019年版（取发布的年份）" in result.stdout
    assert "发布的年份文中没有写" not in result.stdout


def test_a_newer_text_becomes_an_edition_and_ends_the_one_before(project: Path) -> None:
    register(project, PARTY, "--yes")
    result = register(project, REVISED, "--yes")
    assert (result.returncode, result.stderr) == (0, "")
    assert "新版本（2024年版）" in result.stdout
    old, new = works(project)[OF_PARTY].editions
    assert (old.id, str(old.ends), old.successor) == ("2019", "2024-03-01", "2024")
    assert new.amended_from is not None
    assert (new.amended_from.edition, new.amended_from.reviewed) == ("2019", False)
    assert {(row.old, row.new) for row in new.amended_from.amendments} >= {("art-1", "art-1"), ("art-2", "art-2")}
    assert run(project, "check").returncode == 0


def test_an_older_text_that_comes_later_takes_its_place_in_time(project: Path) -> None:
    register(project, REVISED, "--yes")
    assert register(project, PARTY, "--yes").returncode == 0
    old, new = works(project)[OF_PARTY].editions
    assert (old.id, str(old.ends), old.successor) == ("2019", "2024-03-01", "2024")
    assert new.superseded is None
    assert run(project, "check").returncode == 0


@pytest.mark.parametrize(
    ("repeals", "proven"),
    [
        ("2019年12月30日中共中央印发的《中国共产党图书阅览条例》同时废止。", True),
        ("《中国共产党图书阅览条例》同时废止。", True),
        # An older one, another one, none: an edition may have come between the two.
        ("2009年7月2日中共中央印发的《中国共产党图书阅览条例（试行）》同时废止。", False),
        ("《中国共产党渡船条例》同时废止。", False),
        ("", False),
    ],
)
def test_an_end_is_proven_only_by_a_text_that_repeals_this_very_edition(repeals: str, *, proven: bool) -> None:
    before = make_edition(
        "2019", "2019-12-30", title="图书", official_title="中国共产党图书阅览条例", text=TextKind.OFFICIAL
    )
    after = replace(make_edition("2024", "2024-03-01"), repeals=Fact(repeals or None, verified=True))
    page = with_successor(
        "---\nin_force: {date: 2019-12-30, verified: true}\n---\n\n# 题 { #edition-a-2019 }\n", before, after
    )
    assert 'superseded: {date: 2024-03-01, by: "2024", verified: %s' % ("true}" if proven else "false, note: ") in page


def test_an_amended_law_without_a_day_comes_after_the_law_and_ends_nothing(project: Path) -> None:
    register(project, LAW, "--yes")
    result = register(project, AMENDED_LAW, "--yes")
    assert (result.returncode, result.stderr) == (0, "")
    assert "施行：待核实" in result.stdout
    assert "引用不会指到这一版" in result.stdout
    old, new = next(work for work in works(project).values() if work.title == LAW.title).editions
    assert (old.superseded, new.id, new.starts) == (None, "2034", None)
    assert run(project, "check").returncode == 0


def test_the_same_text_in_another_file_is_known_by_its_days(project: Path) -> None:
    register(project, PARTY, "--yes")
    before = snapshot(project)
    result = register(project, PARTY.text + "\n\n")
    assert result.returncode == 1
    assert "已有另一份全文" in result.stderr
    assert snapshot(project) == before
    assert register(project, PARTY).returncode == 0
    assert snapshot(project) == before


def test_what_a_text_proves_and_the_register_does_not_is_told(project: Path) -> None:
    register(project, PARTY, "--yes", "--issued", "2019-12-30")
    file = put(project, PARTY.text + "\n\n", "又一份.txt")
    result = run(project, "import-regulation", file, "--force", typed="no\n")
    assert "认出的根据：通过、发布、施行日期与登记的相同" in result.stdout
    assert "来稿写明发布2019年12月30日（据第 3 行），登记为2019年12月30日、没有核实" in result.stdout


def test_another_text_of_the_same_year_is_not_taken_for_the_registered_one(project: Path) -> None:
    register(project, PARTY, "--yes")
    other = PARTY.text.replace("12月30日", "10月9日").replace("11月29日", "10月1日")
    refused = one_line(register(project, other, "--yes"))
    assert "登记为2019年12月30日" in refused
    assert "--edition 2019-2" in refused


def test_a_text_of_an_unknown_year_is_asked_for(project: Path) -> None:
    text = BARE.text.replace("2015", "").replace("自2016年1月1日起", "自发布之日起")
    assert "看不出" in one_line(register(project, text, "--yes"))
    result = register(project, text, typed="2015\nyes\n")
    assert result.returncode == 0
    assert "2015" in next(work for work in works(project).values() if work.title == BARE.title).by_id


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PARTY.text.replace("第二条", "第三条", 1), "第三条：编号缺号，前一个是第一条"),
        (PARTY.text.replace("第二条", "第一条", 1), "编号重复或倒退"),
    ],
)
def test_a_gap_or_a_number_twice_is_told_with_its_place_and_refused(project: Path, text: str, told: str) -> None:
    before = snapshot(project)
    refused = register(project, text, "--yes")
    assert refused.returncode == 1
    assert told in refused.stderr
    assert "第 9 行" in refused.stderr
    assert snapshot(project) == before
    forced = register(project, text, "--yes", "--force")
    assert forced.returncode == 0
    assert works(project)[OF_PARTY].editions[0].count.verified is False


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("随便写的一段话，没有题名。\n", "没有找到题名"),
        ("机关考勤制度\n\n第一条　按时上班。\n", "没有找到题名"),
        ("渡船办法\n\n没有分条的一段。\n", "没有读到条"),
        ("秘密★1年\n" + PARTY.text, "密级标志"),
        ("", "改法"),
    ],
)
def test_what_is_no_regulation_is_told_in_one_line(project: Path, text: str, told: str) -> None:
    assert told in one_line(register(project, text, "--yes"))


def test_what_a_text_leaves_open_is_told_before_it_is_written(project: Path) -> None:
    text = (
        "关于修改《渡船办法》的决定\n一、删去第三条。\n二、删去第四条。\n渡船办法\n（2019年3月9日示例部发布）\n"
        "第一条　要求。\n第二条　本办法自2019年4月1日起施行，有效期三年。\n抄送：示例局。\n"
    )
    told = register(project, text, "--dry-run").stdout
    assert "题名以前还有《关于修改〈渡船办法〉的决定》，它的文字没有写入" in told
    assert "文中写了有效期" in told
    assert "版记 8 字" in told
    cut = register(project, text.replace("自2019年4月1日起施行，有效期三年。", "由"), "--yes")
    assert "核对来稿是不是全文" in cut.stdout
    edition = next(work for work in works(project).values() if work.title == "渡船办法").editions[0]
    assert (edition.count.value, edition.count.verified) == (2, False)


def test_headings_that_the_text_prints_are_its_own_and_markdown_is_no_part_of_it(project: Path) -> None:
    register(project, MARKDOWN, "--yes")
    edition = next(work for work in works(project).values() if work.title == MARKDOWN.title).editions[0]
    assert [(one.label, one.topic, one.ours) for one in edition.articles] == [
        ("第一条", "", False),
        ("第二条", "交接", False),
        ("第三条", "", False),
    ]
    assert edition.articles[1].words == "交接时当面点清。"


def test_reports_are_linked_to_it_at_once(project: Path) -> None:
    register(project, PARTY, "--yes")
    report = project / "docs/reports/2021.md"
    report.parent.mkdir(exist_ok=True)
    report.write_text(
        "---\nyear: 2021\nunit: XX乡党委\nseries: 年度总结\nperiod: 2021\nas_of: 2021-12-31\naudience: 班子\n"
        "---\n\n# 2021年度总结 { #report-2021 }\n\n## 一、工作情况 { #work .work }\n\n"
        "### （一）读书 { #w1 }\n\n按照《图书阅览条例》第二条读书。\n",
        encoding="utf-8",
    )
    assert run(project, "link", report).stderr == ""
    assert f"regulations/{OF_PARTY}/2019.md#art-2" in report.read_text(encoding="utf-8")


def test_json_says_what_is_proposed(project: Path) -> None:
    told = json.loads(register(project, PARTY, "--dry-run", "--json").stdout)
    assert (told["becomes"], told["regulation"], told["edition"]) == ("新法规", OF_PARTY, "2019")
    issued = next(row for row in told["proposals"] if row["name"] == "发布")
    assert issued["verified"] is True
    assert issued["line"] == 3


def test_a_folder_is_listed_asked_once_and_done_together(project: Path) -> None:
    folder = project.parent / "全文"
    folder.mkdir()
    for number, (name, text) in enumerate([("甲", PARTY), ("乙", REVISED), ("丙", LAW)]):
        (folder / f"{number}{name}.txt").write_text(text.text, encoding="utf-8")
    (folder / "坏的.docx").write_bytes(b"PK\x03\x04nothing")
    (folder / "制度.txt").write_text("机关考勤制度\n第一条　按时上班。\n", encoding="utf-8")
    before = snapshot(project)
    declined = run(project, "import-regulation", "--batch", folder, typed="no\n")
    assert declined.returncode == 1
    assert snapshot(project) == before
    assert "0甲.txt  《中国共产党图书阅览条例》  没有登记过，作为新法规登记" in declined.stdout
    assert "的新版本（2024年版）登记" in declined.stdout
    assert declined.stdout.count("不能登记：") == 2
    done = run(project, "import-regulation", "--batch", folder, "--yes")
    assert "可以写入 3 个，已有同文 0 个，不能登记 2 个" in done.stdout
    assert [edition.id for edition in works(project)[OF_PARTY].editions] == ["2019", "2024"]
    assert run(project, "check").returncode == 0
    written = snapshot(project)
    again = run(project, "import-regulation", "--batch", folder, "--yes")
    assert "可以写入 0 个，已有同文 3 个，不能登记 2 个" in again.stdout
    assert snapshot(project) == written
    assert run(project, "undo", "1", "--yes").returncode == 0
    assert snapshot(project) == before


def test_two_files_of_one_edition_in_a_folder_are_told_apart_by_name(project: Path) -> None:
    folder = project.parent / "全文"
    folder.mkdir()
    (folder / "甲.txt").write_text(PARTY.text, encoding="utf-8")
    (folder / "乙.txt").write_text(PARTY.text + "\n\n", encoding="utf-8")
    listed = run(project, "import-regulation", "--batch", folder, "--dry-run").stdout
    assert "甲.txt  不能登记：与乙.txt是同一版（2019年版）" in listed
    assert "可以写入 1 个，已有同文 0 个，不能登记 1 个" in listed


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("a.txt", "--batch", "b"), 2),
        (("--batch", "没有这个文件夹"), 1),
        (("--batch", ".", "--edition", "2018"), 2),
        (("没有.txt",), 1),
    ],
)
def test_what_does_not_go_together_is_told(project: Path, arguments: tuple[str, ...], code: int) -> None:
    one_line(run(project, "import-regulation", *arguments), code)


@pytest.mark.parametrize(
    ("title", "taken", "name"),
    [
        ("中国共产党纪律处分条例", (), "jilv-chufen-tiaoli"),
        ("中华人民共和国监察法", (), "jiancha-fa"),
        ("党委（党组）落实全面从严治党主体责任规定", (), "zhuti-zeren-guiding"),
        ("中国共产党章程", (), "dangzhang"),
        ("信访工作条例", (), "xinfang-tiaoli"),
        ("中国共产党问责条例", ("wenze-tiaoli",), "wenze-tiaoli-2"),
    ],
)
def test_ids_sound_like_the_last_words_of_the_title(title: str, taken: tuple[str, ...], name: str) -> None:
    assert propose_id(title, taken) == name


def test_short_names_that_others_bear_are_not_proposed(project: Path) -> None:
    from macros.citations.lexicon import make_lexicon

    lexicon = make_lexicon(load_yearbook(project / "docs"))
    assert propose_aliases("中国共产党图书阅览条例（试行）", lexicon) == ["图书阅览条例"]
    taken = next(iter(lexicon.titles.values())).text
    assert propose_aliases(f"中国共产党{taken}", lexicon) == []


def test_the_kinds_that_can_be_given_are_those_that_a_page_can_say_and_every_title_names_one_of_them() -> None:
    kinds = get_args(RegulationFields.model_fields["kind"].annotation)
    given = SITE.make_parser(next(verb for verb in SITE.verbs if verb.name == "import-regulation"))
    choices = next(action.choices for action in given._actions if action.dest == "kind")
    assert tuple(choices or ()) == kinds
    assert {text.kind for text in ALL.values()} <= set(kinds)


@pytest.fixture(scope="module")
def holdings(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk.of(make_project(tmp_path_factory.mktemp("holdings") / "project", office=False) / "docs")


PIECES = [
    "第",
    "条",
    "章",
    "一",
    "二",
    "2019年3月9日",
    "示例委员会",
    "发布",
    "通过",
    "《",
    "》",
    "（",
    "）",
    "自",
    "。",
]

PIECES += [
    "起施行",
    "同时废止",
    "办法",
    "\n",
    "\n第一条　",
    "\n第二条 ",
    "【",
    "】",
    "#",
    "|",
    "**",
    "{ #a }",
    "目录",
    "附件",
]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_is_refused_in_words_or_becomes_pages_that_can_be_read(holdings: Desk, text: str) -> None:
    manuscript = read_plain(f"渡船办法\n{text}".encode())
    try:
        planned = register_text(Arrival(Path("a.txt"), manuscript, "0" * 64), Said(edition="2019"), holdings)
    except SiteError as error:
        assert "改法" in str(error)
        return
    assert set(planned.pages) == {f"regulations/{planned.place.regulation}/{page}" for page in ("2019.md", "index.md")}


def test_bench_says_that_it_needs_the_texts(project: Path) -> None:
    result = run(project, "register", "--texts", str(project / "没有"), program=BENCH)
    assert result.returncode == 1
    assert "全文不在项目里" in result.stdout


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the official texts are not here")
def test_nothing_is_read_wrong_from_the_official_texts() -> None:
    result = run(ROOT, "register", "--texts", str(TEXTS), program=BENCH)
    assert result.returncode == 0, result.stdout
    assert IntakeError.meaning not in result.stderr
