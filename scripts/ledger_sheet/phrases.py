"""What the words of a sheet mean for a status: set words, those that the office has told, and those to be asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from macros.domain.ledgers import TYPED_STATUSES, Status, StatusPhrase
from macros.word_lists import alternatives, read_lists

STATUSES: Mapping[str, Status] = {
    **{str(status): status for status in TYPED_STATUSES},
    str(Status.CLOSED_UNPROVEN): Status.CLOSED,
    str(Status.ENDED_UNAPPROVED): Status.ENDED,
    "未开始": Status.NOT_STARTED,
    "尚未启动": Status.NOT_STARTED,
    "正在整改": Status.UNDER_WAY,
    "进行中": Status.UNDER_WAY,
    "推进中": Status.UNDER_WAY,
    "正在推进": Status.UNDER_WAY,
    "待验收": Status.AWAITING,
    "销号": Status.CLOSED,
    "是": Status.CLOSED,
    "√": Status.CLOSED,
    "持续推进": Status.STANDING,
    "持续整改": Status.STANDING,
    "退回": Status.RETURNED,
}
#: What 是否销号 says of a measure that goes on, and no status of its own.
NOT_CLOSED = frozenset({"否", "未销号", "×"})
#: Ways of going on: what is done and then goes on is not thereby 长期坚持, unless nothing else is told.
_GOING_ON = frozenset({"长期坚持", "持续推进", "持续整改"})
#: What says yes, and no word of a status by itself.
YES = frozenset({"是", "√"})

_LISTS = read_lists(__file__)
_LONGEST = 16
_WORDS = sorted((*_LISTS["tells"], *_LISTS["beside"]), key=len, reverse=True)
_STATUS_LIKE = re.compile(f"(?:{alternatives(_WORDS)})+")
_TELLS = re.compile(alternatives(_LISTS["tells"]))
_CLAUSE = re.compile(r"[，,。；;！!、：:（）()\n\s]+")
_EDGE = "。；;，,、！! \u3000"

#: What words may mean, the likeliest first; the first way that is found in them holds.
_LIKELY = [
    ("尚未|还未|没有|未", (Status.NOT_STARTED, Status.UNDER_WAY)),
    ("基本|初步|部分|阶段", (Status.PARTLY_DONE, Status.AWAITING)),
    ("待|申请", (Status.AWAITING, Status.UNDER_WAY)),
    ("销号", (Status.CLOSED, Status.AWAITING)),
    ("完成|完毕|完结|到位|办结|解决|结束|完", (Status.AWAITING, Status.CLOSED)),
    ("退", (Status.RETURNED,)),
    ("已|了", (Status.AWAITING, Status.CLOSED)),
    ("长期|持续|坚持|常态", (Status.STANDING, Status.UNDER_WAY)),
]


def tidy(text: str) -> str:
    """Words of a status as they are compared and kept: of half width, without blanks or punctuation at their ends."""
    return "".join(unicodedata.normalize("NFKC", text).split()).strip(_EDGE)


def likely_statuses(words: str) -> list[Status]:
    """All statuses that a page may hold, those that some words may mean first."""
    likely = next((found for pattern, found in _LIKELY if re.search(pattern, words)), (Status.UNDER_WAY,))
    return list(dict.fromkeys([*likely, *TYPED_STATUSES]))


class Phrasebook:
    """What words mean, while one sheet is read (用语表).

    Args:
        phrases: What the office has told; of two with the same words the first holds.
    """

    def __init__(self, phrases: Iterable[StatusPhrase]) -> None:
        self._told = {tidy(phrase.says): phrase for phrase in reversed(list(phrases))}
        self._known = {tidy(word): StatusPhrase(word, status) for word, status in STATUSES.items()} | self._told
        self.used: dict[str, StatusPhrase] = {}
        self.unknown: dict[str, list[str]] = {}

    def look_up(self, words: str, place: str) -> StatusPhrase | None:
        """What the words of a cell mean; None where nobody has told yet, which is kept.

        Args:
            words: What stands there as a status.
            place: The cell.
        """
        plain = tidy(words)
        found = self._known.get(plain)
        if found is None:
            self.unknown.setdefault(plain, []).append(place)
        elif plain in self._told:
            self.used[plain] = found
        return found

    def find_in(self, said: str, place: str) -> tuple[StatusPhrase | None, bool]:
        """The status that a record tells in passing, and whether it tells any: its last words that are one.

        Args:
            said: What the record says.
            place: Its cell.
        """
        clauses = [plain for clause in _CLAUSE.split(said) if (plain := tidy(clause))]
        telling = [words for words in clauses if self._tells(words, alone=len(clauses) == 1)]
        return (self.look_up(telling[-1], place), True) if telling else (None, False)

    def _tells(self, words: str, *, alone: bool) -> bool:
        if words in self._told:
            return True
        if words in _GOING_ON or words in YES:
            return alone and words in _GOING_ON
        if words in self._known:
            return True
        return len(words) <= _LONGEST and bool(_STATUS_LIKE.fullmatch(words) and _TELLS.search(words))
