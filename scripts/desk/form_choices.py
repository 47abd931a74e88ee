"""What a place of a superior's form can be filled with, as the desk offers it, and what was chosen."""

from __future__ import annotations

from collections.abc import Mapping

from macros.domain.forms import FigureName, FormWord, RowOf, Takes, parse_takes
from scripts.forms.filling import Look
from scripts.forms.mappings import with_choices
from scripts.forms.proposing import Proposed

_OTHERS = (FormWord.BLANK, FormWord.PERSON)
_YEARS_BACK = (0, 1)


def list_choices(look: Look) -> dict[str, list[str]]:
    """What can be chosen, by what it is of."""
    words = [word for word in FormWord if word not in _OTHERS]
    papers = [word for word in words if word.startswith("总结")]
    office = [word for word in words if word.name in {"OFFICE", "YEAR", "FILLED_ON"} or word.name.endswith("_COUNT")]
    ledger = [word for word in words if word not in {*papers, *office}]
    known = dict.fromkeys(look.known.figures())
    figures = [str(FigureName(*one, back)) for one in known for back in _YEARS_BACK]
    groups = {"台账": ledger, "单位、日期和数": office, "年度总结": papers, "其他": [*_OTHERS]}
    return {name: [str(word) for word in own] for name, own in groups.items()} | ({"指标": figures} if figures else {})


def chosen(look: Look, told: Mapping[str, str]) -> Proposed:
    """What fills a form, once a person has chosen; what was not touched stays as it is proposed.

    Args:
        look: The form.
        told: The fields of the screen: `take:0` for the first place, `row:0` for the first table.
    """
    choices: dict[int, Takes] = {}
    for at in range(len(look.proposed.fields)):
        if takes := parse_takes(told.get(f"take:{at}", "")):
            choices[at] = takes
    rows = {
        place: RowOf(told[f"row:{at}"])
        for at, place in enumerate(look.proposed.rows)
        if told.get(f"row:{at}") in tuple(RowOf)
    }
    return with_choices(look.proposed, choices, rows)
