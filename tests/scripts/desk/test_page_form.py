"""Any page comes back from its form as it was."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scripts.desk.page_form.form import PageForm
from scripts.desk.page_form.listing import has_form
from scripts.desk.page_form.writing import write_page
from scripts.setup.project import HERE
from tests.helpers.desk_editing import PATH, REPORT

SHIPPED = [
    path
    for file in sorted(HERE.docs.rglob("*.md"))
    if has_form(path := file.relative_to(HERE.docs).as_posix(), HERE.docs)
]
PIECES = (
    "",
    "文字。",
    "　缩进。",
    "### （三）条 { #p7 }",
    "## 部分 { #work .work }",
    "#### 深 { #x }",
    "- 甲",
    "| 乙 |",
    "{ #p1-1 }",
)


def through_form(path: str, text: str) -> str:
    """The text as its form writes it of which nothing was changed, sent as browsers send."""
    fields = PageForm.of_text(path, text).fields()
    sent = {name: value.replace("\n", "\r\n") for name, value in fields.items()}
    return write_page(PageForm.of_fields(path, sent), text).text


@pytest.mark.parametrize("path", SHIPPED)
def test_every_shipped_page_comes_back_from_its_form_as_it_was(path: str) -> None:
    text = (HERE.docs / path).read_text(encoding="utf-8")
    assert through_form(path, text) == text


@given(st.lists(st.sampled_from(PIECES), max_size=12))
@example(["", "文字。"])
def test_whatever_stands_in_an_item_comes_back(lines: list[str]) -> None:
    at = REPORT.index("问责不够有力。")
    # Ids that fit, each once: what is wrong with them the form mends.
    seen: set[str] = set()
    lines = [
        line for line in lines if "{ #" not in line or line.startswith("{") or not (line in seen or seen.add(line))
    ]
    lines = [line for line in lines if "#work" not in line]
    text = REPORT[:at] + "\n".join(lines) + "\n" + REPORT[at:]
    assert through_form(PATH, text) == text
