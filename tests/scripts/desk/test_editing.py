"""A page is changed item by item at the desk, and nothing else of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.corpus import parse_report
from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.desk_editing import PATH, REPORT, held, key_of, opened, press, write
from tests.helpers.desk_forms import form_of

HERE = f"/desk/editing/?page={PATH}"
RULES = {
    "regulations/local/kaoqin.md": "---\nlevel: 机关\nissuer: XX乡党委\nknown: 只知名称\n---\n\n"
    "# 考勤制度 { #local-kaoqin }\n\n还没有文本。\n"
}


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(tmp_path)


def test_pages_are_listed_by_whose_they_are(tmp_path: Path) -> None:
    page = make_desk(tmp_path, RULES).get("/desk/editing/")
    assert words_of(page).index("XX乡党委") < words_of(page).index("本地制度")
    assert f'href="{HERE}"' in page
    assert "考勤制度" in page
    assert "reports/2023" not in words_of(page)


def test_a_text_is_changed_and_nothing_else(desk: DeskClient) -> None:
    form = opened(desk)
    item = key_of(form, "（一）问责偏轻")
    assert form[f"{item}-text"] == "问责不够有力。"
    page = write(desk, form, **{f"{item}-text": "问责不够有力，失之于宽。"})
    assert "已写入 1 页" in words_of(page)
    assert held(desk) == REPORT.replace("问责不够有力。", "问责不够有力，失之于宽。")
    assert desk.desk.drafts.list() == []


def test_a_correction_keeps_what_stood_there_with_the_reason(desk: DeskClient) -> None:
    form = opened(desk)
    item = key_of(form, "（一）问责偏轻")
    typed = {f"{item}-text": "问责不够有力，失之于宽。", "c-is": "1", "c-why": "漏写半句"}
    refused = press(desk, form, "plan", **typed)
    assert "没有写谁更正的" in words_of(refused)
    assert 'value="漏写半句"' in refused
    assert held(desk) == REPORT
    write(desk, form, **typed, **{"c-by": "党建办主任"})
    text = held(desk)
    assert "问责不够有力，失之于宽。\n" in text
    (row,) = parse_report(text, PATH).corrections
    assert (row.what, row.before, row.after) == ("问题（一）", "问责不够有力。", "问责不够有力，失之于宽。")
    assert (row.why, row.by) == ("漏写半句", "党建办主任")
    assert "c-is" not in opened(desk)


def test_what_is_said_of_a_correction_stays_through_every_step(desk: DeskClient) -> None:
    form = opened(desk)
    item = key_of(form, "（一）问责偏轻")
    told = {"c-is": "1", "c-why": "漏引条文", "c-by": "党建办主任"}
    press(desk, form, "plan", **{f"{item}-text": "没有落实《示例条例》第一条。"}, **told)
    form = opened(desk)
    assert {name: form[name] for name in told} == told
    press(desk, form, f"up:{item}")
    form = opened(desk)
    assert {name: form[name] for name in told} == told


def test_the_screen_shows_no_markdown_ids_or_paths(desk: DeskClient) -> None:
    page = desk.get(HERE)
    visible = words_of(re.sub(r"<input[^>]*type=\"hidden\"[^>]*>", "", page))
    assert "{ #" not in visible
    assert ".md" not in visible
    assert "as_of" not in visible
    assert "〖《示例条例》〗，开展教育。" in visible


def test_links_stay_though_the_words_around_them_and_in_them_change(desk: DeskClient) -> None:
    form = opened(desk)
    item = key_of(form, "（一）加强教育")
    assert form[f"{item}-text"] == "学习〖《示例条例》〗，开展教育。"
    write(desk, form, **{f"{item}-text": "认真学习〖《示例条例》第二条〗，开展警示活动。"})
    assert "认真学习[《示例条例》第二条](../regulations/shili/2018.md#art-2)，开展警示活动。\n" in held(desk)


def test_what_is_newly_cited_gets_its_link_and_it_is_shown(desk: DeskClient) -> None:
    form = opened(desk)
    item = key_of(form, "（一）问责偏轻")
    typed = {f"{item}-text": "没有落实《示例条例》第一条。"}
    assert "引用没有链接" in press(desk, form, "look", **typed)
    shown = words_of(press(desk, opened(desk), "plan"))
    assert "有 1 段写入或改正了引用的链接" in shown
    assert "[《示例条例》第一条](../regulations/shili/2018.md#art-1)" in shown
    write(desk, opened(desk))
    assert "没有落实[《示例条例》第一条](../regulations/shili/2018.md#art-1)。\n" in held(desk)


def test_paragraphs_are_parted_as_they_are_typed(desk: DeskClient) -> None:
    form = opened(desk)
    item = key_of(form, "（一）问责偏轻")
    typed = "　　第一段。\r\n第二段。\r\n# 第三段\r\n\r\n- 一\r\n- 二"
    write(desk, form, **{f"{item}-text": typed})
    assert "第一段。\n\n第二段。\n\n\\# 第三段\n\n- 一\n- 二\n\n## 三、" in held(desk)


def test_a_title_and_the_head_are_changed_in_their_lines(desk: DeskClient) -> None:
    form = opened(desk)
    item = key_of(form, "（一）问责偏轻")
    typed = {
        f"{item}-title": "（一）问责宽松软",
        "h-signed_on": "2024年1月9日",
        "h-sample": "是",
        "h-allowed": "XX\nXXX",
    }
    write(desk, form, **typed)
    changed = REPORT.replace("（一）问责偏轻 {", "（一）问责宽松软 {").replace(
        "as_of: 2023-12-31\naudience: 全体党员\n",
        "as_of: 2023-12-31\nsigned_on: 2024-01-09\naudience: 全体党员\nsample: true\nallowed:\n  - XX\n  - XXX\n",
    )
    # Each new field stands behind those that come before it in the form.
    assert sorted(held(desk).split("\n")) == sorted(
        changed.replace("- XX\n", '- "XX"\n').replace("- XXX\n", '- "XXX"\n').split("\n")
    )


def test_indicators_are_rows(desk: DeskClient) -> None:
    form = opened(desk)
    item = key_of(form, "（一）加强教育")
    row = {"ind-0-name": "警示教育", "ind-0-value": "８", "ind-0-unit": "次", "ind-0-at": item}
    write(desk, form, **row)
    assert "indicators:\n  - {name: 警示教育, value: 8, unit: 次, at: w1}\n" in held(desk)
    form = opened(desk)
    assert (form["ind-0-name"], form["ind-0-value"]) == ("警示教育", "8")
    write(desk, form, **{"ind-0-name": "", "ind-0-value": "", "ind-0-unit": "", "ind-0-at": ""})
    assert "警示教育" not in held(desk)


def test_what_is_wrong_is_told_at_its_field_and_kept(desk: DeskClient) -> None:
    form = opened(desk)
    page = press(desk, form, "look", **{"h-year": "明年", "h-unit": "", "h-as_of": "2023年13月"})
    told = {
        place: words_of(found)
        for place, found in re.findall(r'<ul class="yb-faults" id="t-([^"]+)"[^>]*>(.*?)</ul>', page, re.S)
    }
    assert "年度不对，写的是“明年”" in told["h-year"]
    assert "单位还没有写" in told["h-unit"]
    assert "截至不对" in told["h-as_of"]
    assert opened(desk)["h-year"] == "明年"
    again = words_of(press(desk, opened(desk), "plan"))
    assert "还有 3 处错误，写在各处旁边" in again
    assert "单位还没有写" in again
    assert held(desk) == REPORT


def told_at(page: str, place: str) -> str:
    """What is told at a field or an item."""
    found = re.search(rf'<ul class="yb-faults" id="t-{place}"[^>]*>(.*?)</ul>', page, re.DOTALL)
    assert found
    return words_of(found[1]).strip()


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("title", "", "标题还没有写。"),
        ("text", "学习〖《示例条例》，开展教育。", "〖和〗没有成对"),
        ("text", "身份证110105194912310" + "02X。", "写有个人号码"),
        ("text", "写着\x01的。", "有不可见的控制字符"),
        ("text", "[这里](javascript:alert)", "链接的地址不允许"),
    ],
)
def test_likely_slips_are_told_where_they_are_and_nothing_is_lost(
    desk: DeskClient, field: str, typed: str, told: str
) -> None:
    form = opened(desk)
    item = key_of(form, "（一）加强教育")
    page = press(desk, form, "plan", **{f"{item}-{field}": typed})
    assert told in told_at(page, item)
    assert form_of(page, "/desk/editing/")[f"{item}-{field}"] == typed
    assert held(desk) == REPORT


def test_rows_and_other_pages_are_called_as_a_clerk_calls_them(desk: DeskClient) -> None:
    row = {"ind-0-name": "警示教育", "ind-0-value": "八"}
    page = press(desk, opened(desk), "look", **row, **{"h-unit": "别的单位"})
    assert "第 1 行的“数”不对，写的是“八”，应为数字。" in told_at(page, "indicators")
    assert "第 1 行的“单位”还没有写。" in told_at(page, "indicators")
    assert "docs/" not in words_of(page)


def test_a_fault_of_the_text_is_told_at_its_item(desk: DeskClient) -> None:
    form = opened(desk)
    item = key_of(form, "（一）问责偏轻")
    page = press(desk, form, "look", **{f"{item}-text": "很长。" * 3000})
    assert re.search(rf'id="t-{item}"[^>]*>\s*<li>一行或一段太长', page)
    assert len(re.findall('<span class="yb-alarm">有错', page)) == 1


def test_the_page_is_seen_as_it_is_typed(desk: DeskClient) -> None:
    form = opened(desk)
    item = key_of(form, "（一）加强教育")
    seen = desk.post("/desk/editing/look", {**form, f"{item}-text": "组织学习。\n学〖《示例条例》〗。"})
    assert "<p>组织学习。</p>" in seen
    assert '<h3 id="w1">（一）加强教育</h3>' in seen
    assert 'href="/regulations/shili/2018.html"' in seen
    # What is asked of a look is kept as any edit.
    assert opened(desk)[f"{item}-text"] == "组织学习。\n学〖《示例条例》〗。".replace("\n", "\r\n")


def test_what_was_typed_is_there_again_and_is_put_away_when_asked(desk: DeskClient) -> None:
    form = opened(desk)
    item = key_of(form, "（一）问责偏轻")
    press(desk, form, "look", **{f"{item}-text": "写到一半"})
    assert opened(desk)[f"{item}-text"] == "写到一半"
    assert "1 页没有改完" in words_of(desk.get("/desk/"))
    assert "放弃以后找不回来" in desk.get(f"/desk/editing/away?page={PATH}")
    assert desk.desk.drafts.list()
    desk.post("/desk/editing/away", {"page": PATH})
    assert desk.desk.drafts.list() == []
    assert opened(desk)[f"{item}-text"] == "问责不够有力。"


def test_a_local_rule_has_its_own_head(tmp_path: Path) -> None:
    desk, path = make_desk(tmp_path, RULES), "regulations/local/kaoqin.md"
    form = opened(desk, path)
    assert "h-year" not in form
    write(desk, form, **{"h-known": "有文本", "s1-text": "有了文本。"})
    before = RULES[path]
    assert held(desk, path) == before.replace("只知名称", "有文本").replace("还没有文本。", "有了文本。")


def test_a_page_that_is_none_is_refused(desk: DeskClient) -> None:
    for path in ("../mkdocs.yml", "reports/1999.md", "/etc/passwd"):
        answer = desk.ask(f"/desk/editing/?page={path}")
        assert answer.status_code == 409
        assert "站点里没有这一页" in words_of(answer.text)


COUNTED = REPORT.replace("问责不够有力。", "签订责任书42份，开展谈话6次。").replace(
    "audience: 全体党员",
    "audience: 全体党员\nindicators:\n  - {name: 签订责任书, value: 42, unit: 份, at: p1}",
)


def planned(desk: DeskClient, text: str) -> tuple[str, str]:
    """The difference of a text that is typed in place of the first problem's, and where its form is sent to."""
    form = opened(desk)
    shown = press(desk, form, "plan", **{f"{key_of(form, '（一）问责偏轻')}-text": text})
    address = re.search(r'action="(/desk/proposal/[^"]+)"', shown)
    assert address
    return shown, address[1]


@pytest.mark.parametrize(("together", "written"), [(True, "40份"), (False, "42份")])
def test_the_indicator_is_offered_to_go_with_its_figure(tmp_path: Path, *, together: bool, written: str) -> None:
    desk = make_desk(tmp_path, {PATH: COUNTED})
    shown, address = planned(desk, "签订责任书40份，开展谈话6次。")
    assert "指标“签订责任书”由 42份 改成 40份" in words_of(shown)
    fields = form_of(shown, address)
    assert fields.pop("indicators") == "1"
    desk.post(address, {**fields, **({"indicators": "1"} if together else {})})
    report = parse_report(held(desk), PATH)
    assert "签订责任书40份" in report.items["p1"].text
    assert [one.written for one in report.indicators] == [written]
    listed = words_of(desk.get("/desk/proofreading/"))
    assert ("指标与正文不一致" in listed) is not together


def test_an_indicator_that_the_typed_text_does_not_give_is_told_before_writing(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {PATH: COUNTED})
    shown, address = planned(desk, "开展谈话6次。")
    assert "指标没有跟着改" in shown
    assert "指标“签订责任书”写的是 42份" in words_of(shown)
    assert "indicators" not in form_of(shown, address)


def test_what_is_taken_back_goes_back_whole(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {PATH: COUNTED})
    shown, address = planned(desk, "签订责任书40份，开展谈话6次。")
    desk.post(address, form_of(shown, address))
    back = desk.post("/desk/history/1/back")
    found = re.search(r'action="(/desk/proposal/[^"]+)"', back)
    assert found
    assert "indicators" not in form_of(back, found[1])
    desk.post(found[1])
    assert held(desk) == COUNTED
