"""Pages under docs to domain types and back: the only disk access of the core."""

from macros.corpus.clock import today
from macros.corpus.link_checks import is_allowed_address
from macros.corpus.load import Corpus, current_yearbook, load_corpus, load_yearbook, parse_report, refresh_yearbook
from macros.corpus.markup import neutralise
from macros.corpus.settings import shows_carried_over

__all__ = [
    "Corpus",
    "current_yearbook",
    "is_allowed_address",
    "load_corpus",
    "load_yearbook",
    "neutralise",
    "parse_report",
    "refresh_yearbook",
    "shows_carried_over",
    "today",
]
