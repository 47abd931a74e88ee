"""Regulations at the desk: texts that come in, packs from elsewhere, facts that are confirmed, what is lacking."""

from __future__ import annotations

import io
import pickle
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.corpus import load_yearbook
from macros.domain.regulations import TextKind
from scripts.desk.jobs import Job, Jobs, State
from scripts.desk.told_console import ToldConsole
from scripts.register.archive import write_pack
from scripts.register.exporting import make_pack
from scripts.setup.needs import BROWSER
from tests.helpers.browsing import resize, wait_until
from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.desk_forms import form_of
from tests.helpers.factories import REPORT
from tests.helpers.official_texts import BARE, PARTY

EDITION = "regulations/shili/2023.md"
REGISTER = (
    "---\nrender_macros: true\nchecked_as_of: 2024-01\n---\n\n# 法规 { #regulations }\n\n{{ regulation_list() }}\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskClient]:
    desk = make_desk(tmp_path, {"regulations/index.md": REGISTER})
    yield desk
    desk.desk.close()


def hand_in(desk: DeskClient, content: str | bytes, name: str) -> str:
    sent = content.encode() if isinstance(content, str) else content
    return desk.post("/desk/regulations/", {"texts": (io.BytesIO(sent), name)})


def press(desk: DeskClient, page: str, address: str, code: int = 200, **fields: str) -> str:
    """Send the form of a page as it stands, with some fields filled in otherwise."""
    return desk.post(address, {**form_of(page, address), **fields}, code=code)


def write(desk: DeskClient, shown: str) -> str:
    address = re.search(r'action="(/desk/proposal/[^"]+)"', shown)
    assert address, words_of(shown)
    return desk.post(address[1])


def test_a_text_is_registered_with_the_words_that_say_each_fact(desk: DeskClient) -> None:
    page = hand_in(desk, PARTY.text, "阅览条例 全文.txt")
    words = words_of(page)
    assert "没有登记过，作为新法规登记" in words
    assert "第 3 行“2019年12月30日中共中央发布" in words
    assert "标识" not in words
    assert "doubt-制定机关" not in page, "no page could say so of it"
    assert "1 份还没有写入" in words_of(desk.get("/desk/"))
    page = press(desk, page, "/desk/regulations/text", **{"doubt-发布": "1", "act": "again"})
    written = write(desk, press(desk, page, "/desk/regulations/text", act="in"))
    assert "中国共产党图书阅览条例（2019年版）" in words_of(written), "the facts are confirmed next"
    work = load_yearbook(desk.desk.project.docs).regulations["tushu-yuelan-tiaoli"]
    edition = work.editions[0]
    assert (edition.text, edition.adopted.proven, edition.issued.proven) == (TextKind.OFFICIAL, True, False)
    assert "还没有写入的" not in desk.get("/desk/regulations/")
    assert "已经在这里，不用再写" in hand_in(desk, PARTY.text, "阅览条例 全文.txt")


def test_what_a_text_does_not_say_is_asked_at_its_field(desk: DeskClient) -> None:
    text = "图书阅览办法\n\n第一条　钥匙由值班员保管。\n\n第二条　依照本办法交接。\n"
    page = hand_in(desk, text, "办法.txt")
    assert "看不出是哪一年的" in page
    page = press(desk, page, "/desk/regulations/text", act="in", edition="2018", in_force="去年")
    assert "“去年”不是日期" in page
    page = press(desk, page, "/desk/regulations/text", act="again", in_force="2018年3月1日", issuer="示例委员会")
    assert "2018年3月1日（待核实）" in page
    assert "没有写入" not in write(desk, press(desk, page, "/desk/regulations/text", act="in"))
    edition = load_yearbook(desk.desk.project.docs).regulations["tushu-yuelan-banfa"].editions[0]
    assert (str(edition.in_force.value), edition.in_force.proven) == ("2018-03-01", False)


def test_a_paper_that_is_no_regulation_is_told_in_the_words_of_the_form(desk: DeskClient) -> None:
    page = words_of(hand_in(desk, "通知\n\n各村：请于周五前报送。\n", "通知.txt"))
    assert "没有读成" in page
    assert "在“题名”一栏写明" in page
    assert "--" not in page
    assert "还没有选文件" in desk.post("/desk/regulations/", code=400)


def test_numbers_that_do_not_fit_stop_it_until_the_clerk_has_looked(desk: DeskClient) -> None:
    page = hand_in(desk, PARTY.text.replace("第二条", "第四条"), "缺条.txt")
    assert "先核对来稿" in page
    assert "先核对来稿" in press(desk, page, "/desk/regulations/text", act="in"), "nothing is planned"
    shown = press(desk, page, "/desk/regulations/text", act="in", force="1")
    assert "看看要写入什么" in shown


def test_a_text_takes_the_place_of_a_digest_at_the_same_anchors(desk: DeskClient) -> None:
    before = (desk.desk.project.docs / EDITION).read_text(encoding="utf-8")
    text = (
        "示例条例\n\n（2023年12月19日示例机关发布）\n\n第一条　为了试验，制定本条例。\n\n"
        "第二条　开展教育。\n\n第三条　本条例自2024年1月1日起施行。\n"
    )
    page = hand_in(desk, text, "示例条例.txt")
    assert "把全文填进2023年版，代替本站摘要，链接不变" in words_of(page)
    write(desk, press(desk, page, "/desk/regulations/text", act="in", force="1"))
    after = (desk.desk.project.docs / EDITION).read_text(encoding="utf-8")
    assert set(re.findall(r"#art-\d+", before)) <= set(re.findall(r"#art-\d+", after))
    assert "为了试验，制定本条例" in after


def test_what_receiving_takes_for_a_regulation_is_taken_over(desk: DeskClient) -> None:
    desk.post("/desk/receiving/", {"papers": (io.BytesIO(PARTY.text.encode()), "条例.txt")})
    key = next(draft.page for draft in desk.desk.drafts.list() if draft.screen == "receiving.paper")
    assert "作为新法规登记" in desk.get(f"/desk/regulations/?upload={key}")
    assert [draft.screen for draft in desk.desk.drafts.list()] == ["regulations.text"]


def test_what_receiving_handed_over_is_written_and_waits_nowhere(desk: DeskClient) -> None:
    text = PARTY.text.replace("第三条　", "第三条　钥匙由第3名值班员保管。\n\n第四条　")
    desk.post("/desk/receiving/", {"papers": (io.BytesIO(text.encode()), "阅览 条例（全文）.txt")})
    key = next(draft.page for draft in desk.desk.drafts.list() if draft.screen == "receiving.paper")
    led = re.search(r'href="(/desk/regulations/[^"]+)">到法规去', desk.get(f"/desk/receiving/paper?page={key}"))
    assert led
    page = desk.get(led[1].replace("&amp;", "&"))
    write(desk, press(desk, page, "/desk/regulations/text", act="in"))
    assert "tushu-yuelan-tiaoli" in load_yearbook(desk.desk.project.docs).regulations
    assert desk.desk.drafts.list() == []
    assert "阅览 条例" not in desk.get("/desk/receiving/")


def test_several_texts_are_looked_through_and_the_clear_ones_written_as_one_change(
    desk: DeskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(jobs: Jobs, title: str, work: Callable[..., Any], *arguments: Any, **_: str) -> Job:
        job = Job(len(jobs._jobs) + 1, title, state=State.DONE)
        job.result = pickle.loads(pickle.dumps(work(*arguments, ToldConsole())))
        jobs._jobs[job.number] = job
        return job

    monkeypatch.setattr(Jobs, "start", start)
    other = PARTY.text.replace("图书阅览", "档案借阅")
    notice = "通知\n\n各村：请报送。\n"
    texts = {
        "甲.txt": PARTY.text,
        "乙 借阅.txt": other,
        "丙 通知.txt": notice,
        "丁 又一份.txt": PARTY.text + "\n附。\n",
    }
    desk.post("/desk/regulations/", {"texts": [(io.BytesIO(text.encode()), name) for name, text in texts.items()]})
    words = words_of(desk.get("/desk/regulations/"))
    assert "把清楚的 2 份一起写入" in words
    assert words.count("点开看") == 2
    assert "与“甲.txt”是同一版" in words
    shown = desk.post("/desk/regulations/together")
    assert "登记法规 2 份" in words_of(shown)
    write(desk, shown)
    assert {"tushu-yuelan-tiaoli", "dangan-jieyue-tiaoli"} <= load_yearbook(desk.desk.project.docs).regulations.keys()
    assert len(desk.desk.drafts.list()) == 2
    assert "再看一遍各是什么" in desk.post("/desk/regulations/together"), "nothing is written upon what was"


def test_a_pack_is_shown_fact_by_fact_and_written_as_one_change(desk: DeskClient, tmp_path: Path) -> None:
    docs = desk.desk.project.docs
    pack = make_desk(tmp_path / "别处", {"regulations/index.md": REGISTER}).desk.project
    page = pack.docs / EDITION
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("issuer: ", "issuer: 另一"), encoding="utf-8")
    write_pack(tmp_path / "资料 包.zip", make_pack(pack.docs)[0])
    page_shown = hand_in(desk, (tmp_path / "资料 包.zip").read_bytes(), "资料 包.zip")
    assert "制定机关：" in page_shown
    assert "docs/" not in words_of(page_shown)
    write(desk, press(desk, page_shown, "/desk/regulations/pack", act="in"))
    assert "issuer: 另一" in (docs / EDITION).read_text(encoding="utf-8")
    assert "没有变化" in hand_in(desk, (tmp_path / "资料 包.zip").read_bytes(), "再来.zip")


def test_a_pack_that_is_wrong_is_refused_whole(desk: DeskClient, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in desk.desk.project.docs.rglob("*.md")}
    assert "不是完整的 zip 文件" in hand_in(desk, b"PK broken", "坏的.zip")
    stray = io.BytesIO()
    with zipfile.ZipFile(stray, "w") as archive:
        archive.writestr("../x.md", "甲")
    assert "有不该有的文件" in hand_in(desk, stray.getvalue(), "别的.zip")
    older = make_desk(tmp_path / "旧", {"regulations/index.md": REGISTER.replace("2024-01", "2020-01")}).desk.project
    write_pack(tmp_path / "旧.zip", make_pack(older.docs)[0])
    page = hand_in(desk, (tmp_path / "旧.zip").read_bytes(), "旧.zip")
    assert "比本站的2024年1月早" in page
    assert "--older" not in page
    assert "没有变化" in press(desk, page, "/desk/regulations/pack", act="again", older="1")
    assert {path: path.read_bytes() for path in desk.desk.project.docs.rglob("*.md")} == before
    press(desk, page, "/desk/regulations/pack", act="away")
    assert all("旧" not in draft.title for draft in desk.desk.drafts.list())


def test_a_pack_is_made_to_hand_on(desk: DeskClient) -> None:
    sent = desk.browser.post(
        "/desk/regulations/make",
        data={"csrf": desk.word, "work": "shili"},
        base_url="http://127.0.0.1:8000",
        headers={"Origin": "http://127.0.0.1:8000"},
    )
    assert sent.status_code == 200
    assert EDITION in zipfile.ZipFile(io.BytesIO(sent.data)).namelist()


def test_facts_are_confirmed_with_post_day_and_basis(desk: DeskClient) -> None:
    address = "/desk/regulations/facts"
    page = desk.get(f"{address}?page={EDITION}")
    wrong = press(desk, page, address, 400, by_post="", on="昨天", **{"ok-adopted": "1", "value-adopted": "春天"})
    for told in ("还没有写是谁核对的", "“昨天”不是日期", "“春天”不是日期"):
        assert told in wrong
    assert 'value="春天"' in wrong
    assert "还没有勾选" in press(desk, page, address, 400, by_post="纪检干事")
    given = {"ok-adopted": "1", "value-adopted": "2023年12月", "by_post": "纪检干事", "on": "2024年3月1日"}
    shown = press(desk, page, address, against="本单位所存文件", **given)
    assert "本单位已核对" in write(desk, shown)
    fact = load_yearbook(desk.desk.project.docs).editions["shili/2023"].adopted
    assert (str(fact.value), fact.proven) == ("2023-12", True)
    assert fact.checked
    assert (fact.checked.by_post, str(fact.checked.on), fact.checked.against) == (
        "纪检干事",
        "2024-03-01",
        "本单位所存文件",
    )
    assert desk.ask(f"{address}?page=reports/2023.md").status_code == 404


def test_what_is_cited_and_has_no_text_is_listed(tmp_path: Path) -> None:
    report = REPORT.replace("#art-2", "").replace("问责不够有力。", "《没有登记的条例》落实不够。")
    desk = make_desk(tmp_path, {"reports/2023.md": report})
    page = words_of(desk.get("/desk/regulations/"))
    assert "没有登记的条例" in page
    assert "「2023年度总结（XX乡党委）」，1 处" in page


@pytest.mark.slow
@pytest.mark.needs(BROWSER)
def test_axe_finds_nothing_and_nothing_lies_beside_the_screen(
    desk: DeskClient, open_desk: Callable[..., Any], find_by_axe: Callable[[Any], list[Any]]
) -> None:
    hand_in(desk, BARE.text, "无年份.txt")
    hand_in(desk, PARTY.text, "条例.txt")
    page = open_desk(desk.desk.project, "/desk/regulations/", color_scheme="dark")
    resize(page, 390, 800)
    top = page.url
    texts = [f"text?page={draft.page}" for draft in desk.desk.drafts.list()]
    practice = "practice/?page=regulations/duties.md", "practice/one?page=regulations/duties.md%230"
    for address in ("", f"facts?page={EDITION}", *practice, *texts):
        page.goto(top + address)
        assert find_by_axe(page) == []
        wait_until(page, "document.documentElement.scrollWidth <= innerWidth")
