"""拟稿、审核、签发 at the desk: how far each paper has got, a step taken down, and what was changed since."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.corpus import load_yearbook
from macros.domain.signatures import Step
from macros.proofing import RemarkKind
from scripts.desk.proofreading.listing import find_all
from scripts.setup.needs import BROWSER
from tests.helpers.browsing import resize, wait_until
from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.factories import LEDGER

PATH = "reports/2023.md"
GIVEN = {"page": PATH, "step": "签发", "post": "党委书记", "on": "2024-01-09"}


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1721260800")  # 2024-07-18


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(tmp_path)


def sign(desk: DeskClient, **fields: str) -> str:
    page = desk.post("/desk/signing/", {**GIVEN, **fields})
    found = re.search(r'action="(/desk/proposal/[^"]+)"', page)
    assert found, words_of(page)
    return words_of(desk.post(found[1]))


def test_a_step_is_shown_written_and_listed(desk: DeskClient) -> None:
    assert "2023年度总结（XX乡党委） 没有记 没有记 没有记" in words_of(desk.get("/desk/signing/"))
    assert "2024-01-09 签发 党委书记" in sign(desk)
    (signature,) = load_yearbook(desk.desk.project.docs).reports["2023"].signed
    assert (signature.step, signature.post) == (Step.ISSUE, "党委书记")
    assert "党委书记，2024-01-09" in words_of(desk.get("/desk/signing/"))


def test_a_ledger_is_signed_as_papers_are(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {"ledger/2023.md": LEDGER})
    assert "2023年整改台账（XX乡党委） 没有记" in words_of(desk.get("/desk/signing/"))
    assert "2024-01-09 签发 党委书记" in sign(desk, page="ledger/2023.md")
    assert load_yearbook(desk.desk.project.docs).ledgers["2023"].signed
    page = desk.get("/desk/signing/?page=ledger/2023.md")
    assert 'href="/desk/ledgers/sheet?page=ledger/2023.md"' in page


def test_a_change_afterwards_is_told_with_what_it_is(desk: DeskClient) -> None:
    sign(desk)
    assert "签署以后有改动" not in words_of(desk.get("/desk/"))
    file = desk.desk.project.docs / PATH
    file.write_text(file.read_text(encoding="utf-8").replace("不够有力", "不太有力"), encoding="utf-8")
    assert "1 份签署以后有改动" in words_of(desk.get("/desk/"))
    assert "2023年度总结（XX乡党委） 签发后有改动" in words_of(desk.get("/desk/signing/"))
    page = desk.get(f"/desk/signing/?page={PATH}")
    assert '<del><span class="yb-sr">去掉：</span>不够</del>' in page
    assert "签署以后文字有改动" in words_of(desk.get("/desk/proofreading/"))
    found = [one for one in find_all(desk.desk)[0] if one.kind is RemarkKind.SIGNED_CHANGED]
    assert [one.may_stand for one in found] == [False]
    assert "签发后有改动" not in sign(desk, on="2024-01-10")


@pytest.mark.parametrize(
    ("field", "given", "told"),
    [
        ("step", "", "还没有选办到哪一步"),
        ("on", "", "日期不对"),
        ("on", "2024-07-19", "2024年7月19日还没有到"),
        ("post", " ", "没有写职务"),
    ],
)
def test_what_is_missing_or_cannot_be_is_told(desk: DeskClient, field: str, given: str, told: str) -> None:
    assert told in words_of(desk.post("/desk/signing/", {**GIVEN, field: given}))


def test_a_page_that_is_no_paper_is_not_signed(desk: DeskClient) -> None:
    assert desk.ask("/desk/signing/?page=regulations/duties.md").status_code == 404


def test_what_a_publish_asks_for_is_told(desk: DeskClient) -> None:
    settings = "extra:\n  sign_off: {全体党员: [审核, 签发], since: 2023}\n"
    (desk.desk.project.folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    told = words_of(desk.get("/desk/signing/"))
    assert "给全体党员看的，审核、签发，从 2023 年的材料起" in told


@pytest.mark.slow
@pytest.mark.needs(BROWSER)
def test_axe_finds_nothing_and_nothing_lies_beside_the_screen(
    desk: DeskClient, open_desk: Callable[..., Any], find_by_axe: Callable[[Any], list[Any]]
) -> None:
    sign(desk)
    file = desk.desk.project.docs / PATH
    file.write_text(file.read_text(encoding="utf-8").replace("不够有力", "不太有力"), encoding="utf-8")
    page = open_desk(desk.desk.project, "/desk/signing/", color_scheme="dark")
    resize(page, 390, 800)
    top = page.url
    for address in ("", f"?page={PATH}"):
        page.goto(top + address)
        assert find_by_axe(page) == []
        wait_until(page, "document.documentElement.scrollWidth <= innerWidth")
