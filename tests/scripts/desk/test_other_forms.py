"""Pages other than papers are forms too: a pack, a rule, a regulation and its editions, a page with computed lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.corpus import load_yearbook
from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.desk_editing import held, key_of, opened, press, write

WORK, EDITION = "regulations/shili/index.md", "regulations/shili/2018.md"
FREE = "---\nrender_macros: true\n---\n\n# 历年总结 { #reports }\n\n各年的都在这里。\n\n{{ report_list() }}\n"
PACK = (
    "---\nrender_macros: true\npack:\n  include:\n    - report: 2023\n---\n\n# 第一季度学习 { #pack-one }\n\n"
    "先看这一段。\n\n{{ study_pack() }}\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(
        tmp_path, {"reports/index.md": FREE, "study/one.md": PACK, "plain.md": "# 说明 { #plain }\n\n旧的。\n"}
    )


def test_they_are_listed_by_what_they_are_and_the_handbook_is_not(tmp_path: Path) -> None:
    handbook = {"handbook/a.md": "# 手册页 { #a }\n", "raw.md": "# 首页\n\n<div>标记</div>\n", "study/one.md": PACK}
    words = words_of(make_desk(tmp_path, {**handbook}).get("/desk/editing/"))
    for group in ("学习资料", "法规的各个版本", "本地制度"):
        assert group in words
    assert "第一季度学习" in words
    assert "手册页" not in words
    assert "首页" not in words


def test_the_head_of_a_regulation_is_a_form_down_to_what_a_field_holds(desk: DeskClient) -> None:
    form = opened(desk, WORK)
    assert (form["h-kind"], form["h-township-binding"], form["h-township-verified"]) == ("条例", "直接适用", "是")
    before = held(desk, WORK)
    write(
        desk, form, **{"h-township-binding": "参照", "h-township-note": "只供对照", "h-aliases": "示例条例\n试行条例"}
    )
    work = load_yearbook(desk.desk.project.docs).regulations["shili"]
    assert (work.binding, work.binding_note) == ("参照", "只供对照")
    assert work.aliases == ("示例条例", "试行条例")
    kept = [line for line in before.splitlines() if "binding" not in line and "aliases" not in line]
    assert [line for line in held(desk, WORK).splitlines() if line in kept] == kept


def test_an_edition_is_changed_article_by_article_and_leads_to_its_facts(desk: DeskClient) -> None:
    page = desk.get(f"/desk/editing/?page={EDITION}")
    assert f"/desk/regulations/facts?page={EDITION}" in page
    form = opened(desk, EDITION)
    key = next(name for name, value in form.items() if name.endswith("-title") and value.startswith("第一条"))
    write(desk, form, **{key.replace("-title", "-text"): "另一句话。", "h-issuer": "另一机关"})
    edition = load_yearbook(desk.desk.project.docs).editions["shili/2018"]
    assert edition.issuer == "另一机关"
    assert "另一句话。" in held(desk, EDITION)


def test_a_page_with_computed_lists_shows_them_and_keeps_what_asks_for_them(desk: DeskClient) -> None:
    form = opened(desk, "reports/index.md")
    page = press(desk, form, "look")
    assert "年度 单位 文种" in words_of(page)
    assert "由站点自动列出内容" in page
    key = key_of(form, "历年总结")
    write(desk, form, **{f"{key}-text": form[f"{key}-text"].replace("各年的都在这里。", "各年的总结。")})
    assert held(desk, "reports/index.md") == FREE.replace("各年的都在这里。", "各年的总结。")


def test_a_call_that_cannot_be_is_told_and_the_page_stays_as_it_could_be_seen(desk: DeskClient) -> None:
    form = opened(desk, "reports/index.md")
    key = key_of(form, "历年总结")
    page = press(desk, form, "look", **{f"{key}-text": "{{ no_such() }}"})
    assert "还有错误" in page
    assert "Traceback" not in page


def test_the_words_of_a_pack_are_changed_and_its_materials_are_a_click_away(desk: DeskClient) -> None:
    assert "/desk/packs/edit?page=study/one.md" in desk.get("/desk/editing/?page=study/one.md")
    form = opened(desk, "study/one.md")
    write(desk, form, **{f"{key_of(form, '第一季度学习')}-title": "第二季度学习"})
    assert held(desk, "study/one.md") == PACK.replace("第一季度", "第二季度")


def test_a_page_without_a_head_is_text_alone(desk: DeskClient) -> None:
    page = desk.get("/desk/editing/?page=plain.md")
    assert "页首信息" not in page
    form = opened(desk, "plain.md")
    write(desk, form, **{f"{key_of(form, '说明')}-text": "新的。"})
    assert held(desk, "plain.md") == "# 说明 { #plain }\n\n新的。\n"
