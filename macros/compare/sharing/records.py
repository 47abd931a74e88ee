"""What of a paper is needed to find its sentences elsewhere: computed of the paper alone, and so kept by its digest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import NamedTuple

from macros.compare.copying.matches import is_long
from macros.compare.copying.papers import Sentence, read_paper
from macros.compare.sharing.sketching import sketch
from macros.domain.reports import Report

#: Bytes of a digest: that two of a hundred million sentences have the same has three chances in ten thousand.
DIGEST = 8
#: Comes after every day.
_UNKNOWN_DAY = "9999"


class Place(NamedTuple):
    """Where a sentence stands (出处); of two the older one is the lesser.

    `signed` is the day that the paper bears, which sorts last where it is unknown; `number` is
    which sentence of the item it is, `caption` what the item is called.
    """

    year: int
    signed: str
    key: str
    item: str
    number: int
    caption: str

    @property
    def unit(self) -> str:
        """The folder of the unit that wrote it."""
        return self.key.rpartition("/")[0]

    def is_surely_before(self, other: Place) -> bool:
        """Whether it is known to be the older one: two papers of one year need their days."""
        days = (self.signed, other.signed)
        return self.year < other.year or (self.year == other.year and _UNKNOWN_DAY not in days and days[0] < days[1])


class Told(NamedTuple):
    """A sentence of a paper: the digest of its masked words, that of its words, and the words as they are written."""

    masked: bytes
    folded: bytes
    text: str
    place: Place


class PaperHead(NamedTuple):
    """What a paper is called (材料)."""

    key: str
    unit: str
    name: str
    year: int
    sample: bool


@dataclass(frozen=True)
class PaperRecord:
    """What is kept of a paper (逐份记录).

    Attributes:
        head: What it is called.
        told: Its sentences that are long enough to be a copy, in reading order.
        sketches: What `sketch` keeps of each of their masked words, one after the other.
    """

    head: PaperHead
    told: tuple[Told, ...]
    sketches: bytes

    def below(self, folder: str) -> PaperRecord:
        """The same as of a unit below a folder."""
        told = tuple(one._replace(place=one.place._replace(key=f"{folder}/{one.place.key}")) for one in self.told)
        return replace(self, head=self.head._replace(key=f"{folder}/{self.head.key}"), told=told)


def digest_of(words: str) -> bytes:
    """Tells words from all others."""
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()


def read_record(report: Report) -> PaperRecord:
    """What is needed of a paper; what the office has looked at and lets stand is left out."""
    signed = str(report.signed_on.first) if report.signed_on and report.signed_on.exact else _UNKNOWN_DAY
    head = PaperHead(report.key, report.unit, report.name, report.year, report.sample)
    told, masked = [], {}
    for passage in read_paper(report).passages:
        caption = report.passages[passage.ref.item].caption
        for sentence in passage.sentences:
            if not is_long(sentence) or _is_allowed(sentence, report.allowed):
                continue
            digest = digest_of(sentence.masked)
            masked[digest] = sentence.masked
            place = Place(report.year, signed, report.key, passage.ref.item, sentence.number, caption)
            told.append(Told(digest, digest_of(sentence.folded), sentence.text, place))
    return PaperRecord(head, tuple(told), b"".join(sketch(words, digest) for digest, words in masked.items()))


def _is_allowed(sentence: Sentence, allowed: tuple[str, ...]) -> bool:
    bare = sentence.text.strip("。；，！？")
    return any(bare in text for text in allowed)
