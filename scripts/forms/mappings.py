"""Mappings that were kept: found again for a form with the same headings, fitted to one, and written to their page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from macros.domain.forms import FormMapping, FormWord, RowOf, Takes, fold_label, parse_takes
from macros.page_text.fields import with_field
from macros.page_text.headings import write_heading
from macros.page_text.splitting import join_page, split_text
from macros.page_text.title_ids import title_id
from macros.page_text.yaml_values import wide_field
from scripts.changes.change_set import ChangeSet
from scripts.changes.writing import read_file
from scripts.forms.asked import FormShape
from scripts.forms.faults import FormError
from scripts.forms.proposing import Proposed
from scripts.forms.shape import list_labels
from scripts.ledger_sheet.columns import fold_heading

#: The page that holds them.
PAGE = "forms.md"
_TITLE = "上级的表"
_BEFORE = ("audience",)


def find_mapping(known: Iterable[FormMapping], shape: FormShape) -> FormMapping | None:
    """The mapping that was kept of a form with the same headings; the newest of several."""
    asked = sorted((fold_label(at), fold_label(says)) for at, says in list_labels(shape))
    return next((one for one in reversed([*known]) if sorted(one.key) == asked), None)


def named_mapping(known: Sequence[FormMapping], name: str) -> FormMapping:
    """The mapping of a name.

    Raises:
        FormError: None is called so.
    """
    for one in known:
        if one.name == name:
            return one
    names = "、".join(one.name for one in known) or "还没有"
    raise FormError(f"没有叫“{name}”的对应（有的：{names}）。改法：改正 --mapping，或者不写，由程序按表头认。")


def fit_mapping(mapping: FormMapping, proposed: Proposed) -> Proposed:
    """What a kept mapping says of a form; of what it does not know, what is proposed."""
    there = defaultdict(list)
    for one in mapping.fields:
        there[fold_label(one.at), fold_label(one.says)].append(one)
    fields = []
    for proposal in proposed.fields:
        own = there[fold_label(proposal.at), fold_label(proposal.says)]
        why = f"照留下的“{mapping.name}”"
        fields.append(replace(proposal, takes=own.pop(0).takes, why=why) if own else proposal)
    rows = {**proposed.rows, **{at: each for at, each in mapping.rows if at in proposed.rows}}
    return Proposed(tuple(fields), rows)


def plan_keeping(docs: Path, mapping: FormMapping, known: Iterable[FormMapping]) -> ChangeSet:
    """Plan to keep a mapping under its name; one of the same name, or of a form with the same headings, gives way.

    Raises:
        WriteError: The page cannot be read.
    """
    others = [one for one in known if one.name != mapping.name and sorted(one.key) != sorted(mapping.key)]
    lines = [*wide_field("forms", [_as_row(one) for one in (*others, mapping)])]
    there = read_file(docs / PAGE)
    if there is None:
        text = join_page(["audience: 班子", *lines], [write_heading(1, _TITLE, title_id("forms")), ""])
    else:
        split = split_text(there.decode("utf-8"))
        text = split.changed(front=with_field(split.front, "forms", lines, after=_BEFORE))
    return ChangeSet.plan(docs, f"留下填表的对应“{mapping.name}”", {PAGE: text})


def _as_row(mapping: FormMapping) -> dict[str, object]:
    rows = [{"at": at, "each": str(each)} for at, each in mapping.rows]
    fields = [{"at": one.at, "says": one.says, "takes": str(one.takes)} for one in mapping.fields]
    return {"name": mapping.name, **({"rows": rows} if rows else {}), "fields": fields}


def choose(proposed: Proposed, told: Iterable[tuple[str, str]]) -> Proposed:
    """A proposal with what a person has told of places by their label, such as 涉及金额 and 由人填写.

    Raises:
        FormError: No place is called so, or there is nothing of that name to take.
    """
    choices: dict[int, Takes] = {}
    for label, word in told:
        places = [at for at, one in enumerate(proposed.fields) if fold_heading(one.says) == fold_heading(label)]
        if not places:
            names = "、".join(one.says for one in proposed.fields)
            raise FormError(f"表里没有“{label}”这一栏（有的：{names}）。改法：照表上的字写。")
        takes = parse_takes(word)
        if takes is None:
            words = "、".join(FormWord)
            raise FormError(f"没有“{word}”可取。改法：写 {words}，或 指标：名称（单位）、上年指标：名称（单位）。")
        choices |= dict.fromkeys(places, takes)
    return with_choices(proposed, choices, {})


def with_choices(proposed: Proposed, choices: Mapping[int, Takes], rows: Mapping[str, RowOf]) -> Proposed:
    """A proposal with what a person has decided of some of its places, by their number, and of rows of its tables."""
    fields = [
        replace(one, takes=choices[at], why="由人指定") if at in choices and choices[at] != one.takes else one
        for at, one in enumerate(proposed.fields)
    ]
    return Proposed(tuple(fields), {**proposed.rows, **rows})
