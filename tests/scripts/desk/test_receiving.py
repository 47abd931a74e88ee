"""Papers come in at the desk: what was read is shown beside its source, decided of, and written as one change."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from scripts.desk import readings
from scripts.desk.drafts import Draft
from scripts.intake.manuscript import Manuscript
from scripts.intake.scans.boxes import Scan
from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.import_papers import ACCOUNTS
from tests.helpers.picture_files import SECRET, png
from tests.helpers.scans import read_paper
from tests.helpers.waiting import wait_for
from tests.helpers.word_files import drawing, paragraph, run, with_pictures, word_file

PAPER = """\
XX乡党委2022年度工作总结

一年来，认真落实《示例条例》。

一、工作开展情况
（一）加强教育。开展谈话提醒56人次。组织学习《示例条例》。
（二）压实责任。签订责任书45份。
二、问题及原因
（一）学习不够深入。形式单一。
三、努力方向
（一）深化学习。抓好落实。
- 3 -
XX乡党委
2022年12月31日
"""
PAGE = "reports/2022.md"


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(tmp_path, {PAGE: None, "ledger/2023.md": None})


def hand_in(desk: DeskClient, text: str | bytes = PAPER, name: str = "乡党委 总结.txt") -> str:
    """Hand a file in; the page on which it is looked at."""
    content = text.encode() if isinstance(text, str) else text
    desk.post("/desk/receiving/", {"papers": (io.BytesIO(content), name)})
    draft = next(draft for draft in desk.desk.drafts.list() if draft.screen == "receiving.paper")
    return draft.page


def look(desk: DeskClient, page: str) -> str:
    return desk.get(f"/desk/receiving/paper?page={page}")


def decide(desk: DeskClient, page: str, fields: dict[str, str], act: str = "again") -> str:
    """Send the form of a paper as it stands, with some fields filled in otherwise."""
    known = {"seen": "1", "audience": "机关", **desk_fields(desk, page), **fields}
    draft = {"draft-screen": "receiving.paper", "draft-page": page, "draft-title": "来稿", "draft-begun": ""}
    return desk.post("/desk/receiving/paper", {**known, **draft, "act": act})


def desk_fields(desk: DeskClient, page: str) -> dict[str, str]:
    draft = desk.desk.drafts.find("receiving.paper", page)
    return {name: value for name, value in (draft.fields if draft else {}).items() if name != "act"}


def place_of(page: str, words: str, field: str) -> str:
    """The place of what begins with some words, as a field of the form names it."""
    row = next(row for row in page.split('<section class="yb-paper__row"') if words in row)
    found = re.search(rf'name="({field}:[^"]+)"', row)
    assert found
    return found[1]


def put_in(desk: DeskClient, page: str, fields: dict[str, str] | None = None) -> str:
    """Put it in, and see what would be written; then write it."""
    shown = decide(desk, page, fields or {}, "in")
    address = re.search(r'<form method="post" action="(/desk/proposal/[^"]+)"', shown)
    assert address, words_of(shown)
    return desk.post(address[1])


def held(desk: DeskClient, path: str = PAGE) -> str:
    return (desk.desk.project.docs / path).read_text(encoding="utf-8")


def test_what_a_paper_is_comes_with_the_words_that_say_so(desk: DeskClient) -> None:
    words = words_of(look(desk, hand_in(desk)))
    assert "标题里写着“2022年”" in words
    assert "标题里写着“XX乡党委”" in words
    assert "没有写明给谁看，请选一个" in words


def test_paper_that_names_no_unit_is_proposed_for_the_office_and_waits_for_a_yes(
    desk: DeskClient, tmp_path: Path
) -> None:
    setting = "extra:\n  office: {unit: XX乡党委, audience: 机关}\n"
    (tmp_path / "mkdocs.yml").write_text(setting, encoding="utf-8")
    page = hand_in(desk, PAPER.replace("XX乡党委", "").replace("2022年12月31日", ""))
    shown = look(desk, page)
    assert "先填了本单位；是的，再读一遍" in words_of(shown)
    assert re.search(r'name="unit" value="XX乡党委"', shown)
    assert re.search(r'name="year"[^>]* value="2022"', shown)
    assert re.search(r"<option selected>机关</option>", shown)
    assert "放进来的样子" not in shown
    assert "放进来的样子" in decide(desk, page, {"unit": "XX乡党委"})


def test_paper_stands_beside_its_source_and_what_is_left_out_says_why(desk: DeskClient) -> None:
    page = decide(desk, hand_in(desk), {})
    assert re.search(r"<del>- 3 -<small>略去：页码</small></del>", page)
    account = re.search(r"来稿 (\d+) 字 = 页面 (\d+) 字 \+ 略去 (\d+) 字", page)
    assert account
    assert int(account[1]) == len(PAPER.removesuffix("\n")) == int(account[2]) + int(account[3])


def test_it_is_written_as_one_change_and_its_draft_is_done(desk: DeskClient) -> None:
    page = hand_in(desk)
    decide(desk, page, {})
    assert "放进来“XX乡党委2022年度工作总结”：已写入 1 页。" in put_in(desk, page)
    assert "### （一）加强教育。 { #w1 }" in held(desk)
    assert desk.desk.drafts.list() == []


def test_kind_of_a_part_is_chosen(desk: DeskClient) -> None:
    page = hand_in(desk)
    shown = decide(desk, page, {})
    assert "没有把握：标题同时含有问题、原因" in words_of(shown)
    put_in(desk, page, {place_of(shown, "二、问题及原因", "kind"): "cause"})
    assert "## 二、问题及原因 { #cause .cause }\n\n### （一）学习不够深入。 { #c1 }" in held(desk)


def test_items_are_joined_and_parted_again(desk: DeskClient) -> None:
    page = hand_in(desk)
    shown = decide(desk, page, {})
    join = place_of(shown, "（二）压实责任。</h3>", "join")
    joined = decide(desk, page, {join: "1"})
    assert "（二）压实责任。</h3>" not in joined
    assert "（二）压实责任。签订责任书45份。" in joined
    fields = {name: value for name, value in desk_fields(desk, page).items() if name != join}
    part = place_of(joined, "（一）加强教育。</h3>", "part")
    keep = {**fields, "joined": join.removeprefix("join:"), part: f"item {join.removeprefix('join:')}"}
    desk.desk.drafts.drop("receiving.paper", page)
    assert "（二）压实责任。</h3>" in decide(desk, page, keep)


def test_item_is_parted_at_a_sentence_and_no_character_is_lost(desk: DeskClient) -> None:
    page = hand_in(desk)
    shown = decide(desk, page, {})
    part = place_of(shown, "（一）加强教育。</h3>", "part")
    sentence = re.search(r'<option value="(item [^"]+)">组织学习', shown)
    assert sentence
    put_in(desk, page, {part: sentence[1]})
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", held(desk))
    assert "开展谈话提醒56人次。\n\n### 组织学习《示例条例》。 { #w2 }\n\n### （二）压实责任。 { #w3 }" in text


def test_only_figures_that_are_ticked_become_indicators(desk: DeskClient) -> None:
    page = hand_in(desk)
    shown = decide(desk, page, {})
    assert 'name="keep:签订责任书"' in shown
    put_in(desk, page, {"keep:签订责任书": "1"})
    assert "name: 签订责任书, value: 45" in held(desk)
    assert "谈话提醒, value" not in held(desk)


def test_file_that_is_refused_says_why_and_what_to_do(desk: DeskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "is_installed", lambda: False)
    words = words_of(look(desk, hand_in(desk, b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "扫描件.png")))
    assert "没有读成" in words
    assert "装识别文字的部件" in words
    assert "--" not in words


def test_without_a_file_it_is_told_at_the_field(desk: DeskClient) -> None:
    page = desk.post("/desk/receiving/", {"papers": (io.BytesIO(b""), "")}, code=400)
    assert 'id="papers-fault"' in page


def test_year_that_is_none_is_told_at_its_field_and_nothing_is_written(desk: DeskClient) -> None:
    page = hand_in(desk)
    shown = decide(desk, page, {"year": "二二年"}, "in")
    assert "年度写四位数字，如 2023" in shown
    assert 'value="二二年"' in shown
    assert not (desk.desk.project.docs / PAGE).exists()


def test_text_of_a_regulation_leads_to_the_regulations(desk: DeskClient) -> None:
    law = "示例条例\n" + "".join(f"第{n}条　某某事项。\n" for n in "一二三四五")
    page = hand_in(desk, law, "条例.txt")
    assert "/desk/regulations/?upload=" in look(desk, page)
    assert "这是谁的、哪一年的什么材料" in decide(desk, page, {"is": "paper"})


def test_paper_that_was_put_away_waits_no_more(desk: DeskClient) -> None:
    page = hand_in(desk)
    assert "不放进来了" in decide(desk, page, {}, "away")
    assert desk.desk.drafts.list() == []
    assert "没有。" in desk.get("/desk/receiving/")


def change_page(desk: DeskClient, old: str, new: str) -> None:
    """Change the page as an editor does."""
    file = desk.desk.project.docs / PAGE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_newer_text_keeps_what_was_changed_by_hand_since(desk: DeskClient) -> None:
    put_in(desk, hand_in(desk))
    change_page(desk, "形式单一。", "形式单一，方法不多。")
    page = hand_in(desk, PAPER.replace("抓好落实。", "抓好落实，形成长效。"), "新稿.txt")
    shown = words_of(look(desk, page))
    assert "站点里已有这一页" in shown
    assert "形式单一。 → 形式单一，方法不多。" in shown
    assert "写入 抓好落实，形成长效。" in shown
    assert "sha256" not in shown
    put_in(desk, page)
    assert "形式单一，方法不多。" in held(desk)
    assert "抓好落实，形成长效。" in held(desk)


def test_where_both_have_changed_the_same_a_person_is_asked(desk: DeskClient) -> None:
    put_in(desk, hand_in(desk))
    change_page(desk, "形式单一。", "形式单一，方法不多。")
    page = hand_in(desk, PAPER.replace("形式单一。", "形式单调。"), "新稿.txt")
    refused = decide(desk, page, {}, "in")
    assert "这一处还没有选，选了才能放进来。" in refused
    key = re.search(r'name="(side:[0-9a-f]+)"', refused)
    assert key
    put_in(desk, page, {key[1]: "newer"})
    assert "形式单调。" in held(desk)
    assert "方法不多" not in held(desk)


def test_item_that_was_added_by_hand_is_not_retired(desk: DeskClient) -> None:
    put_in(desk, hand_in(desk))
    change_page(desk, "\n## 三、", "\n### （二）制度不全 { #o2 }\n\n缺少办法。\n\n## 三、")
    put_in(desk, hand_in(desk, PAPER.replace("45份", "46份"), "新稿.txt"))
    assert "### （二）制度不全 { #o2 }\n\n缺少办法。" in held(desk)
    assert "retired" not in held(desk)
    assert "46份" in held(desk)


def test_after_a_change_was_taken_back_hand_edits_are_told_from_the_import_before(desk: DeskClient) -> None:
    put_in(desk, hand_in(desk))
    put_in(desk, hand_in(desk, PAPER.replace("45份", "46份"), "二稿.txt"))
    desk.post(re.search(r'action="([^"]+)"', desk.post("/desk/history/2/back").split("<main")[1])[1])  # type: ignore[index]
    change_page(desk, "形式单一。", "形式单一，方法不多。")
    page = hand_in(desk, PAPER.replace("45份", "47份"), "三稿.txt")
    assert "改过的 1 处，都留着" in look(desk, page)


def look_through_all(desk: DeskClient, fields: dict[str, str] | None = None) -> str:
    """Have all that wait looked through; the list with how each stands."""
    desk.post("/desk/receiving/look", fields)
    wait_for(lambda: desk.desk.jobs.running is None, "the papers are looked through")
    return words_of(desk.get("/desk/receiving/"))


def test_several_files_are_listed_and_those_that_are_clear_are_written_together(desk: DeskClient) -> None:
    clear = PAPER.replace("二、问题及原因", "二、存在的问题")
    table = io.BytesIO()
    openpyxl.Workbook().save(table)
    for name, content in {
        "甲.txt": clear,
        "乙.txt": clear.replace("2022", "2021"),
        "丙.txt": PAPER.replace("2022", "2020"),
        "台账.xlsx": table.getvalue(),
    }.items():
        hand_in(desk, content, name)
    desk.desk.drafts.keep(Draft("receiving.paper", "x" * 22, "文件不在了的", "", {}))
    shown = look_through_all(desk)
    assert "没有写明给谁看" in shown
    assert "是 Excel 表，到台账去" in shown
    shown = look_through_all(desk, {"audience": "机关"})
    assert "1 个部分的类别要定" in shown
    assert "把清楚的 2 份一起放进来" in shown
    proposed = desk.post("/desk/receiving/together")
    address = re.search(r'<form method="post" action="(/desk/proposal/[^"]+)"', proposed)
    assert address
    assert "放进来 2 份：已写入 2 页。" in desk.post(address[1])
    assert "（一）加强教育" in held(desk)
    assert "（一）加强教育" in held(desk, "reports/2021.md")
    assert {draft.title for draft in desk.desk.drafts.list()} == {"来稿“台账.xlsx”", "来稿“丙.txt”", "文件不在了的"}


def test_papers_of_several_in_one_file_are_taken_apart(desk: DeskClient) -> None:
    page = hand_in(desk, ACCOUNTS.replace("2023", "2021"), "班子述责述廉.txt")
    assert "像是 3 份材料合在一个文件里" in words_of(look(desk, page))
    decide(desk, page, {}, "apart")
    wait_for(lambda: desk.desk.jobs.running is None, "the papers are looked through")
    shown = look_through_all(desk, {"audience": "班子"})
    assert [name in shown for name in ("张三", "李四", "王五")] == [True] * 3
    assert shown.count("来稿没有标题，拟为“") == 3


def test_citation_is_pinned_to_an_edition_or_left_as_words(desk: DeskClient) -> None:
    page = hand_in(desk)
    shown = decide(desk, page, {})
    field = re.search(r'name="(cite:[^"]*示例条例[^"]*)"', shown)
    target = re.search(r'<option value="(regulations/[^"]+)">固定在', shown)
    assert field
    assert target
    pinned = decide(desk, page, {field[1]: target[1]})
    assert f'<option value="{target[1]}" selected>' in pinned
    left = decide(desk, page, {field[1]: "words"})
    assert 'name="words:《示例条例》"' in left
    assert not re.search(r'name="cite:[^"]*示例条例', left)
    put_in(desk, page)
    assert re.search("allowed:\n  - .?《示例条例》", held(desk)), held(desk)
    assert "](../regulations" not in held(desk)


def test_same_file_handed_in_twice_waits_once(desk: DeskClient) -> None:
    assert hand_in(desk) == hand_in(desk)
    assert len(desk.desk.drafts.list()) == 1


def test_another_paper_in_the_place_of_a_page_is_told_and_must_be_confirmed(desk: DeskClient) -> None:
    put_in(desk, hand_in(desk))
    other = "XX乡党委2022年度工作总结\n一、工作开展情况\n（一）完全两样。别的内容一概没有。\n"
    page = hand_in(desk, other, "拿错了.txt")
    assert "勾上下面这一项才能放进来" in decide(desk, page, {}, "in")
    put_in(desk, page, {"rewritten": "1"})
    assert "完全两样" in held(desk)


def test_paper_whose_title_says_another_year_waits_for_a_tick(desk: DeskClient) -> None:
    page = hand_in(desk)
    shown = decide(desk, page, {"year": "2021"}, "in")
    assert "标题写的是 2022 年，放进来记为 2021 年" in words_of(shown)
    assert "勾上下面这一项才能放进来" in shown
    assert "勾上下面这一项才能放进来" in decide(desk, page, {"year": "2020", "other_year": "2021"}, "in")
    put_in(desk, page, {"year": "2021", "other_year": "2021"})
    assert "reports/2021" in {paper.path[:12] for paper in desk.desk.work.yearbook.reports.values()}


def test_paper_of_another_unit_gets_a_folder_of_its_own(desk: DeskClient) -> None:
    page = hand_in(desk, PAPER.replace("XX乡党委", "东镇党委"))
    decide(desk, page, {})
    put_in(desk, page)
    papers = desk.desk.work.yearbook.reports.values()
    assert [bool(paper.folder) for paper in papers if paper.unit == "东镇党委"] == [True]


def test_paper_without_numbers_is_divided_into_parts(desk: DeskClient) -> None:
    page = hand_in(desk, "XX乡党委2022年度工作总结\n今年开展教育。存在的问题。学习不够。下一步打算。抓好落实。\n")
    shown = decide(desk, page, {})
    first = re.search(r'<option value="(part [^"]+)">存在的问题', shown)
    assert first
    shown = decide(desk, page, {"part:0-0": first[1]})
    field = place_of(shown, "存在的问题。</h3>", "part")
    second = re.search(r'<option value="(part [^"]+)">下一步打算', shown)
    assert second
    put_in(desk, page, {"part:0-0": "", field: second[1], "parts": first[1].removeprefix("part ")})
    assert "## 存在的问题。 { #problem .problem }\n\n学习不够。" in held(desk)
    assert "## 下一步打算。 { #measure .measure }\n\n抓好落实。" in held(desk)


def test_private_number_is_told_without_paths_and_stops_the_paper(desk: DeskClient) -> None:
    page = hand_in(desk, PAPER.replace("抓好落实。", "抓好落实。电话13812345678。"))
    shown = words_of(decide(desk, page, {}, "in"))
    assert "放不进来 写有个人号码" in shown
    assert "docs/" not in shown
    assert "allowed" not in shown
    assert not (desk.desk.project.docs / PAGE).exists()


def test_figure_that_was_left_before_is_kept_once_it_is_ticked(desk: DeskClient) -> None:
    put_in(desk, hand_in(desk), {"keep:签订责任书": "1"})
    put_in(desk, hand_in(desk, PAPER.replace("抓好落实", "抓实"), "新稿.txt"), {"keep:谈话提醒": "1"})
    assert "谈话提醒, value: 56" in held(desk)
    assert "签订责任书, value: 45" in held(desk)


def looked_at(manuscript: Manuscript, *words: str) -> dict[str, str]:
    """What the form holds once places of a scan, from the first on, were looked at."""
    keys = manuscript.scan.keys if manuscript.scan else ()
    return {name: value for key, said in zip(keys, words, strict=False)
            for name, value in ((f"says:{key}", said), (f"looked:{key}", "1"))}  # fmt: skip


def test_what_was_said_of_a_place_stays_with_it_where_the_scan_is_read_otherwise_since(desk: DeskClient) -> None:
    page, paper = hand_in(desk, b"%PDF-", "扫描.pdf"), read_paper()
    desk.desk.readings._read[page] = paper
    decide(desk, page, looked_at(paper, "56人次"))
    # Another version of what reads scans finds a place before it.
    assert paper.scan is not None
    first = replace(paper.scan.doubts[0], line=1, start=4, end=9, words="2022年", before="XX乡党委", after="度工作总")
    desk.desk.readings._read[page] = replace(paper, scan=Scan((first, *paper.scan.doubts)))
    assert "还有 <strong data-yb-doubts-open>2</strong> 处没有看" in look(desk, page)
    assert "谈话提醒56人次" in words_of(look(desk, page))


def test_a_scan_comes_in_once_each_doubtful_place_was_looked_at(desk: DeskClient) -> None:
    page = hand_in(desk, b"%PDF-", "扫描.pdf")
    # As if it had been read.
    desk.desk.readings._read[page] = read_paper()
    shown = look(desk, page)
    assert 'value="65人次"' in shown
    assert desk.ask(f"/desk/receiving/strip?page={page}&number=1").data == b"\x89PNG 1"
    assert desk.ask(f"/desk/receiving/strip?page={page}&number=3").status_code == 404
    assert "看完才能放进来" in decide(desk, page, {"unit": "XX乡党委"}, "in")
    assert not (desk.desk.project.docs / PAGE).exists()
    put_in(desk, page, {"unit": "XX乡党委"} | looked_at(read_paper(), "56人次", "王某"))
    assert "谈话提醒56人次" in held(desk)
    assert "text: 扫描识别，已校对 20" in held(desk).replace('"', "")


def revised() -> bytes:
    """A paper on which two people have worked, with a comment."""
    comment = (
        '<w:commentRangeStart w:id="1"/>',
        '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>',
    )
    old, new = run("56", tag="delText"), run("65")
    change = f'<w:del w:author="王某">{old}</w:del><w:ins w:author="李某">{new}</w:ins>'
    talk = paragraph("（一）加强教育。开展", comment[0], "谈话提醒", change, comment[1], "人次。")
    more = paragraph(f'<w:ins w:author="李某">{run("（二）抓实学习。")}</w:ins>', properties="<w:rPr><w:ins/></w:rPr>")
    lines = ["XX乡党委2022年度工作总结", "一、工作开展情况"]
    body = "".join(map(paragraph, lines)) + talk + more + paragraph("二、问题") + paragraph("（一）学习不够。")
    return word_file(body, comments=f'<w:comment w:id="1" w:author="赵某">{paragraph("数字请核")}</w:comment>')


def test_tracked_changes_are_decided_of_one_by_one_before_a_paper_goes_in(desk: DeskClient) -> None:
    page = hand_in(desk, revised(), "总结.docx")
    words = words_of(decide(desk, page, {}))
    assert "文中有修订：插入 1 处、改写 1 处，2 人所改" in words
    assert "开展谈话提醒 65 人次。" in words
    assert "开展谈话提醒 56 人次。" in words
    assert not any(name in words for name in ("王某", "李某", "赵某"))
    assert "还有 1 处没有定，定了才能放进来" in words_of(decide(desk, page, {"change:2": "accept"}, "in"))
    assert not (desk.desk.project.docs / PAGE).exists()
    put_in(desk, page, {"change:1": "reject", "change:2": "accept"})
    assert "谈话提醒56人次" in held(desk)
    assert "（二）抓实学习" in held(desk)


def test_all_tracked_changes_are_decided_of_at_once(desk: DeskClient) -> None:
    page = hand_in(desk, revised(), "总结.docx")
    shown = decide(desk, page, {"changes": "reject"})
    assert "都定了：全部不接受" in words_of(shown)
    assert re.search(r'name="change:2" value="reject" checked', shown)
    put_in(desk, page)
    assert "谈话提醒56人次" in held(desk)
    assert "抓实学习" not in held(desk)


def test_comments_are_listed_with_what_they_are_on_and_are_on_no_page(desk: DeskClient) -> None:
    page = hand_in(desk, revised(), "总结.docx")
    assert "批注 1 处" in words_of(decide(desk, page, {"changes": "accept"}))
    assert "谈话提醒65 数字请核" in words_of(look(desk, page))
    put_in(desk, page)
    assert "请核" not in held(desk)


def pictured() -> bytes:
    """A paper with a picture of which nobody has said what is on it, and one that is not wanted."""
    lines = ["XX乡党委2022年度工作总结", "一、工作开展情况", "（一）加强教育。开展宣讲。"]
    body = "".join(map(paragraph, lines)) + paragraph(drawing()) + paragraph(drawing("seal", "印章"))
    return with_pictures(body, {"pic1": png(), "seal": png(shade=9)})


def test_pictures_are_shown_where_they_stand_and_asked_for_their_words(desk: DeskClient) -> None:
    page = hand_in(desk, pictured(), "总结.docx")
    shown = decide(desk, page, {})
    assert shown.count('name="alt:') == 2
    assert "〔图〕" in words_of(shown)
    given = desk.ask(f"/desk/receiving/picture?page={page}&number=1")
    assert (given.mimetype, SECRET in given.data) == ("image/png", False)
    assert desk.ask(f"/desk/receiving/picture?page={page}&number=3").status_code == 404
    shown = decide(desk, page, {"alt:1": "宣讲[现场]", "without:2": "1"})
    assert 'name="without:2" value="1" checked' in shown
    assert shown.count('name="alt:') == 1
    assert "图片，选了不放" in words_of(shown)
    assert "图片和页面一起写入" in words_of(decide(desk, page, {}, "in"))
    put_in(desk, page)
    (picture,) = (desk.desk.project.docs / "reports").glob("tu-*.png")
    assert f"![宣讲\\[现场\\]]({picture.name})" in held(desk)


def test_bold_stays_where_it_is_ticked(desk: DeskClient) -> None:
    lines = ("XX乡党委2022年度工作总结", "一、工作开展情况", "（一）加强教育。开展宣讲。")
    body = "".join(map(paragraph, lines)) + paragraph("（二）压实责任。", run("逐级传导", "<w:b/>"), "压力。")
    page = hand_in(desk, word_file(body), "总结.docx")
    assert "留着加粗" in decide(desk, page, {})
    put_in(desk, page, {"bold": "1"})
    assert "\n**逐级传导**压力。" in held(desk)
