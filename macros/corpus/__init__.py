"""Pages under docs to domain types and back: the only disk access of the core."""

from macros.corpus.clock import today
from macros.corpus.following import FollowedPages
from macros.corpus.handover import VARIABLE as HANDED_OVER
from macros.corpus.handover import hand_over, later, promise
from macros.corpus.link_checks import is_allowed_address
from macros.corpus.load import (
    Corpus,
    current_yearbook,
    found_later,
    has_page,
    know_pages,
    known_pages,
    load_corpus,
    load_yearbook,
    parse_given,
    parse_paper,
    parse_report,
    read_digests,
    refresh_yearbook,
    stamp_pages,
    survey_corpus,
    use_yearbook,
)
from macros.corpus.markup import neutralise
from macros.corpus.settings import (
    OFFICE_FORM,
    SIGN_OFF_FORM,
    Office,
    file_links,
    parse_office,
    parse_sign_off,
    read_office,
    read_posts,
    read_sign_off,
    shows_carried_over,
    shows_gaps,
)
from macros.corpus.signed_texts import find_signed_text, read_signed_text, signed_file
from macros.corpus.sources import Overlay, Source
from macros.corpus.texts import PageTexts

__all__ = [
    "HANDED_OVER",
    "OFFICE_FORM",
    "SIGN_OFF_FORM",
    "Corpus",
    "FollowedPages",
    "Office",
    "Overlay",
    "PageTexts",
    "Source",
    "current_yearbook",
    "file_links",
    "find_signed_text",
    "found_later",
    "hand_over",
    "has_page",
    "is_allowed_address",
    "know_pages",
    "known_pages",
    "later",
    "load_corpus",
    "load_yearbook",
    "neutralise",
    "parse_given",
    "parse_office",
    "parse_paper",
    "parse_report",
    "parse_sign_off",
    "promise",
    "read_digests",
    "read_office",
    "read_posts",
    "read_sign_off",
    "read_signed_text",
    "refresh_yearbook",
    "shows_carried_over",
    "shows_gaps",
    "signed_file",
    "stamp_pages",
    "survey_corpus",
    "today",
    "use_yearbook",
]
