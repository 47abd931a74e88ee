"""Which article of an edition became which of the next, as far as their words tell it: a proposal for a person to read.

Articles keep their order for the most part, so a run of pairs in the order of
both is sought first; what has moved is found by its words alone, and what was
joined or parted by what one article lost and another gained. What became of an
article is judged in one case only: where its words are the same.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from macros.compare.wording import fold
from macros.domain.numbered import numbered_label
from macros.domain.regulations import Amendment, AmendmentKind, Article

#: Two articles are one from this closeness on (0 to 1); what keeps its order among its neighbours needs less.
_SAME_ARTICLE, _IN_ORDER = 0.3, 0.12
#: A part went from one article to another where so much of what the first lost, or of what the second gained, is
#: common to both; a loss or gain of less than so many pieces of ordinary weight tells nothing.
_WITHIN, _LEAST = 0.4, 12
_NUMBER = r"第([零〇一二三四五六七八九十百]+|[0-9]+)条(之[一二三四五六七八九十]+)?"
_REFERENCE = re.compile(_NUMBER)
_PIECE = 3


def propose_mapping(old: Sequence[Article], new: Sequence[Article], *, official: bool) -> tuple[Amendment, ...]:
    """Propose what became of each article of an edition.

    Args:
        old: The articles of the edition before, in order, with their words.
        new: Those of the later edition.
        official: Whether both are official texts. Where one holds digests, equal
            words prove nothing, and no kind of change is given.

    Returns:
        Rows in order of the old articles, the main one of an article first, with
        `change` 未改 where the words are the same but for the numbers of articles,
        and None everywhere else. An article without a row was not found again.
    """
    found = _Found(old, new)
    partners = dict(found.find_partners())
    rows = [*partners.items(), *found.find_parts(partners)]
    became: dict[str, set[str]] = defaultdict(set)
    for a, b in rows:
        became[numbered_label(old[a].anchor, "条")].add(numbered_label(new[b].anchor, "条"))
    lonely = Counter(a for a, _ in rows), Counter(b for _, b in rows)
    main = {pair: place for place, pair in enumerate(rows)}
    return tuple(
        Amendment(
            old[a].anchor,
            new[b].anchor,
            AmendmentKind.SAME
            if official and lonely[0][a] == lonely[1][b] == 1 and _same_words(old[a], new[b], became)
            else None,
            compare_wording(old[a].words, new[b].words),
        )
        for a, b in sorted(rows, key=lambda pair: (pair[0], main[pair]))
    )


def compare_wording(old: str, new: str) -> float:
    """Share of pieces of three characters in common, 0 to 1 with two places (Dice); blanks and punctuation aside."""
    a, b = _pieces(old), _pieces(new)
    size = a.total() + b.total()
    return round(2 * (a & b).total() / size, 2) if size else 0.0


def bare_wording(text: str) -> str:
    """The words of an article without the numbers of articles that it refers to, blanks and punctuation."""
    return fold(_REFERENCE.sub("第条", text))


def _same_words(old: Article, new: Article, became: dict[str, set[str]]) -> bool:
    if not old.words or bare_wording(old.words) != bare_wording(new.words):
        return False
    # The same words that now refer to another article are not the same rule.
    pairs = zip(_REFERENCE.finditer(old.words), _REFERENCE.finditer(new.words), strict=True)
    return all(_same_reference(before, after, became) for before, after in pairs)


def _same_reference(before: re.Match[str], after: re.Match[str], became: dict[str, set[str]]) -> bool:
    # What stands behind a title is an article of another text, the numbers of which do not move with ours.
    foreign = before.string[: before.start()].endswith("》")
    return before[0] == after[0] if foreign or before[0] not in became else after[0] in became[before[0]]


class _Found:
    """What every article of one edition has in common with those of the other; rare pieces tell more."""

    def __init__(self, old: Sequence[Article], new: Sequence[Article]) -> None:
        self._sizes = len(old), len(new)
        counts = [_pieces(f"{article.topic}{article.words}") for article in (*old, *new)]
        spread = Counter(piece for count in counts for piece in count)
        weights = {piece: math.log(1 + len(counts) / number) for piece, number in spread.items()}
        self._olds, self._news, self._weights = counts[: len(old)], counts[len(old) :], weights
        self._mean = sum(weights.values()) / len(weights) if weights else 0.0
        sizes = [sum(number * weights[piece] for piece, number in sorted(count.items())) for count in counts]
        where: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for b, count in enumerate(counts[len(old) :]):
            for piece, number in count.items():
                where[piece].append((b, number))
        self._closeness: dict[tuple[int, int], float] = {}
        for a, count in enumerate(counts[: len(old)]):
            common: dict[int, float] = defaultdict(float)
            for piece, number in count.items():
                for b, other in where.get(piece, ()):
                    common[b] += min(number, other) * weights[piece]
            for b, weight in common.items():
                self._closeness[a, b] = 2 * weight / (sizes[a] + sizes[len(old) + b])

    def find_partners(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs that are one article, each article once."""
        ordered = set(self._in_order())
        # A pair in the order of both stands before one that is only a little closer.
        likely = [
            (closeness * (1.25 if pair in ordered else 1), pair)
            for pair, closeness in self._closeness.items()
            if closeness >= (_IN_ORDER if pair in ordered else _SAME_ARTICLE)
        ]
        taken: tuple[set[int], set[int]] = set(), set()
        for _, (a, b) in sorted(likely, key=lambda row: (-row[0], row[1])):
            if a not in taken[0] and b not in taken[1]:
                taken[0].add(a)
                taken[1].add(b)
                yield a, b

    def find_parts(self, partners: dict[int, int]) -> Iterator[tuple[int, int]]:
        """Yield the pairs in which one article gained what the other one lost to none of its own partner."""
        origins = {b: a for a, b in partners.items()}
        lost = self._left(self._olds, self._news, partners)
        gained = self._left(self._news, self._olds, origins)
        for a, (here, most) in lost.items():
            for b, (there, size) in gained.items():
                if partners.get(a) != b and self._weight(here & there) >= _WITHIN * min(most, size):
                    yield a, b

    def _left(
        self, articles: list[Counter[str]], others: list[Counter[str]], partners: dict[int, int]
    ) -> dict[int, tuple[Counter[str], float]]:
        """What of each article does not stand in its partner, and its weight, where that is more than a few words."""
        left = {n: pieces - others[partners[n]] if n in partners else pieces for n, pieces in enumerate(articles)}
        weighed = {n: (pieces, self._weight(pieces)) for n, pieces in left.items()}
        return {n: (pieces, weight) for n, (pieces, weight) in weighed.items() if weight >= _LEAST * self._mean}

    def _weight(self, pieces: Counter[str]) -> float:
        return sum(number * self._weights[piece] for piece, number in sorted(pieces.items()))

    def _in_order(self) -> list[tuple[int, int]]:
        """The pairs of the run through both editions that has the most in common."""
        olds, news = self._sizes
        best = [[0.0] * (news + 1) for _ in range(olds + 1)]
        for a in range(olds):
            for b in range(news):
                paired = best[a][b] + self._closeness.get((a, b), 0.0)
                best[a + 1][b + 1] = max(paired, best[a][b + 1], best[a + 1][b])
        run = []
        a, b = olds, news
        while a and b:
            if best[a][b] == best[a - 1][b]:
                a -= 1
            elif best[a][b] == best[a][b - 1]:
                b -= 1
            else:
                a, b = a - 1, b - 1
                run.append((a, b))
        return run


def _pieces(text: str) -> Counter[str]:
    folded = fold(text)
    return Counter(folded[n : n + _PIECE] for n in range(max(1, len(folded) - _PIECE + 1))) if folded else Counter()
