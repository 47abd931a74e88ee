"""What is added to the pages of concepts, duties, usages, phrases and local rules."""

from __future__ import annotations

from datetime import date

from macros.compare.bases import find_occurrences, trace_concept
from macros.domain.concepts import LocalRule
from macros.domain.yearbook import Yearbook
from macros.render.environment import render
from macros.render.links import Links
from macros.render.register_pages import MOST_PLACES
from macros.render.report_page import render_path

_REGISTER = ("法规", "regulations/index.md")


def practice_path(here: str, links: Links) -> str:
    """Breadcrumbs of a page under the register."""
    return render_path([("首页", links.to("index.md")), (_REGISTER[0], links.to(_REGISTER[1]))], here)


def concept_sections(yearbook: Yearbook, links: Links, today: date) -> str:
    """Every concept with what it rests on, year by year, and where it occurs."""
    rows = [
        {
            "concept": concept,
            "years": trace_concept(concept, yearbook, today),
            "places": find_occurrences(concept, yearbook),
        }
        for concept in yearbook.concepts.values()
    ]
    return render("concepts", rows=rows, most=MOST_PLACES, links=links, today=today)


def duty_table(yearbook: Yearbook, links: Links, today: date) -> str:
    """The yearly duties with their bases in the editions in force."""
    rows = [{"duty": duty, "bases": yearbook.applied_bases((duty.basis,), today)} for duty in yearbook.duties]
    return render("duties", rows=rows, links=links, today=today)


def usage_table(yearbook: Yearbook, links: Links, today: date) -> str:
    """The set phrases with what they rest on."""
    return render("usages", usages=yearbook.usages, links=links, today=today)


def phrase_list(yearbook: Yearbook, links: Links, today: date) -> str:
    """The phrases that are followed through the years, with their spellings."""
    return render("phrases", phrases=yearbook.phrases, links=links, today=today)


#: What is added to a page that holds rows alone, by the id of its title.
PRACTICE = {"concepts": concept_sections, "duties": duty_table, "usages": usage_table, "phrases": phrase_list}


def local_head(rule: LocalRule, links: Links) -> str:
    """Level, issuer and how much is known of a local rule."""
    return render("local_head", rule=rule, links=links)
