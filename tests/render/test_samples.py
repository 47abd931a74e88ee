"""What is made of samples says so over each fragment, and a page says it once."""

from __future__ import annotations

from pathlib import Path

from macros.render.samples import gather_notices, sample_notice
from tests.helpers.small_papers import load, paper


def notice(folder: Path, *years: int) -> str:
    folder.mkdir()
    pages: dict[str, str | None] = {
        f"reports/{year}.md": paper(year, {"w1": "甲。"}, head="sample: true") for year in years
    }
    yearbook = load(folder, pages)
    papers = [yearbook.reports[str(year)] for year in years]
    return sample_notice(papers)


def test_notices_of_a_page_become_one_banner_under_its_title(tmp_path: Path) -> None:
    first, second = notice(tmp_path / "a", 2021), notice(tmp_path / "b", 2021, 2022)
    page = gather_notices(f"<h1>甲</h1>\n<div>{first}<p>乙</p></div>\n<div>{second}</div>")
    assert page.count("不是任何单位的真实材料") == 1
    assert page.startswith("<h1>甲</h1>")
    assert page.index("yb-banner--sample") < page.index("<p>乙</p>")
    assert "yb-samples" not in page


def test_a_mark_without_a_notice_is_told_of_too() -> None:
    page = gather_notices('<h1>甲</h1><p>乙 <abbr title="示例">◇</abbr></p>')
    assert page.index("</h1>") < page.index("yb-banner--sample") < page.index("<p>乙")
    assert gather_notices(page) == page


def test_a_page_without_notices_stays_as_it_is() -> None:
    assert gather_notices("<h1>甲</h1><p>乙</p>") == "<h1>甲</h1><p>乙</p>"
