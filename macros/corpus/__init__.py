"""Pages under docs to domain types and back: the only disk access of the core."""

from macros.corpus.clock import today
from macros.corpus.link_checks import is_allowed_address
from macros.corpus.load import current_yearbook, load_yearbook, refresh_yearbook
from macros.corpus.markup import neutralise

__all__ = [
    "current_yearbook",
    "is_allowed_address",
    "load_yearbook",
    "neutralise",
    "refresh_yearbook",
    "today",
]
