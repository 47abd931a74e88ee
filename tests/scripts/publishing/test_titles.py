"""What a publish lists is called as readers see it."""

from __future__ import annotations

from pathlib import Path

from scripts.publishing.titles import title_of, titles_of


def put(site: Path, page: str, title: str) -> None:
    (site / page).parent.mkdir(parents=True, exist_ok=True)
    (site / page).write_text(f"<!doctype html><head><title>{title}</title></head>", encoding="utf-8")


def test_page_is_called_by_its_title_without_the_name_of_the_site(tmp_path: Path) -> None:
    put(tmp_path, "a.html", "甲 - 乙&amp;丙 - 廉政年鉴")
    put(tmp_path, "index.html", "廉政年鉴")
    (tmp_path / "b.html").write_text("<p>没有题名</p>", encoding="utf-8")
    assert title_of(tmp_path, "a.html") == "「甲 - 乙&丙」"
    assert title_of(tmp_path, "index.html") == "「廉政年鉴」"
    assert title_of(tmp_path, "b.html") == "b.html"
    assert title_of(tmp_path, "none.html") == "none.html"


def test_pages_of_one_title_are_told_apart(tmp_path: Path) -> None:
    for page in ("ledger/dong/2023.html", "ledger/xi/2023.html"):
        put(tmp_path, page, "2023年整改台账 - 廉政年鉴")
    put(tmp_path, "a.html", "甲")
    put(tmp_path, "corrections.html", "更正 - 廉政年鉴")
    put(tmp_path, "handbook/corrections.html", "更正 - 廉政年鉴")
    put(tmp_path, "handbook/index.html", "使用手册 - 廉政年鉴")
    both = ["corrections.html", "handbook/corrections.html"]
    assert titles_of(tmp_path, both) == ["「更正」", "「更正」（在「使用手册」里）"]
    assert titles_of(tmp_path, ["a.html", "ledger/dong/2023.html", "ledger/xi/2023.html"]) == [
        "「甲」",
        "「2023年整改台账」（ledger/dong/2023.html）",
        "「2023年整改台账」（ledger/xi/2023.html）",
    ]
