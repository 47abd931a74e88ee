"""The style sheets of the site: each is loaded, none says what no page has, and all of them together are small."""

from __future__ import annotations

import re

from scripts.setup.project import ROOT as HOUSE

#: What all style sheets of the site weigh together.
STYLE_BYTES = 63_283
NAMED_COLOUR = r"(?<![\w-])(?:black|white|red|green|blue|gray|grey|yellow|orange|silver)(?![\w-])"


def sheets_without_comments() -> dict[str, str]:
    """What every style sheet of the site says, by its name."""
    return {
        sheet.name: re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        for sheet in (HOUSE / "overrides").rglob("*.css")
    }


def test_every_stylesheet_is_one_of_those_that_a_page_loads() -> None:
    folder = HOUSE / "overrides/assets/stylesheets"
    named = re.findall(r'@import "(\w+\.css)";', (folder / "site.css").read_text(encoding="utf-8"))
    alone = re.findall(r"stylesheets/(\w+\.css)", (HOUSE / "overrides/main.html").read_text(encoding="utf-8"))
    assert sorted([*named, *alone, "site.css"]) == sorted(sheet.name for sheet in folder.glob("*.css"))


def test_every_class_of_a_stylesheet_is_one_that_pages_have() -> None:
    """A class is written by a template, a script or a page; what its modifier is may be put in as a value."""
    files = [file for room in ("macros", "overrides", "docs") for file in (HOUSE / room).rglob("*.*")]
    written = "\n".join(
        file.read_text(encoding="utf-8") for file in files if file.suffix in {".html", ".js", ".md", ".py"}
    )
    names = set(re.findall(r"yb-[\w-]+", written))
    stems = set(re.findall(r"(yb-[\w-]+(?:--|__))\{", written))
    values = set(re.findall(r"[\"']([a-z]+|\d)[\"']", written))

    def is_written(name: str) -> bool:
        return name in names or any(name.startswith(stem) and name[len(stem) :] in values for stem in stems)

    asked = {name for sheet in sheets_without_comments().values() for name in re.findall(r"\.(yb-[\w-]+)", sheet)}
    assert len(asked) > 200
    assert sorted(filter(lambda name: not is_written(name), asked)) == []


def test_all_style_sheets_together_stay_small() -> None:
    assert sum(file.stat().st_size for file in (HOUSE / "overrides").rglob("*.css")) <= STYLE_BYTES


def test_stylesheets_use_variables_for_colours_and_no_ids() -> None:
    for name, text in sheets_without_comments().items():
        assert "!important" not in text, name
        for rule in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
            assert not re.search(r"#[A-Za-z_-]", rule[0]), (name, rule[0])
            if name != "tokens.css":
                assert not re.search(rf"#[0-9a-fA-F]{{3,8}}\b|rgb|hsl|{NAMED_COLOUR}", rule[1]), (name, rule)
