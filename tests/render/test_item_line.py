"""What stands beside an item of a report: four lines, and what is a sample on a page that is none."""

from __future__ import annotations

from types import SimpleNamespace

from macros.render.environment import render_macro
from macros.render.links import Links


def beside(entries: int, *, sample_page: bool) -> str:
    """The note of an item that so many entries of a sample ledger name, and which has words of a sample year."""
    lines = [
        SimpleNamespace(
            path="ledger/2023.md",
            anchor=f"e-2023-0{number}",
            name=f"2023年台账第{number}项",
            statuses=["整改中"],
            marks=[],
            sample=True,
        )
        for number in range(1, entries + 1)
    ]
    return render_macro(
        "item_line",
        provisions=[],
        figures=[],
        lines=lines,
        back=None,
        carried={"year": 2022, "sample": True, "href": "../compare/2022-2023.html", "label": "部分沿用（22%）"},
        sample_page=sample_page,
        links=Links("reports/2023.md"),
    )


def test_each_entry_is_a_line_and_what_is_beyond_four_is_folded() -> None:
    shown, folded = beside(6, sample_page=True).split("<details>")
    assert [shown.count("台账第"), folded.count("台账第")] == [4, 2]
    assert "另 3 项" in folded
    # The words of a fold would take the place of a single line.
    assert "<details>" not in beside(4, sample_page=True)


def test_a_page_of_samples_does_not_say_so_again_at_each_line() -> None:
    assert beside(2, sample_page=True).count("示例") == 0
    assert beside(2, sample_page=False).count("示例") == 3
