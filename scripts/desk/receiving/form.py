"""The form of a paper that comes in: what the clerk says of it, and what he decides of its text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from macros.domain.reports import Audience, PartKind, Series
from scripts.desk.uploads import Upload
from scripts.intake.choices import Choices, Place
from scripts.intake.facts import ImportOrder, fact_of_answer
from scripts.intake.revisions import Revisions, Verdict
from scripts.intake.scans.boxes import Scan
from scripts.intake.three_way import Side

_YEAR_FAULT = "年度写四位数字，如 2023"
_DAY_FAULT = "日期没有这一天，写成 2023-12-31 的样子，或者空着"
#: What is chosen for a citation that gets no link.
LEFT_AS_WORDS = "words"
_TARGET = re.compile(r"regulations/[a-z0-9/-]+\.md(?:#[a-z0-9-]+)?")
_LONG_NUMBER = 7
_KINDS = {kind.class_name: kind for kind in PartKind}


@dataclass(frozen=True)
class PaperForm:
    """The fields of the form, as they were typed (来稿的表单).

    Attributes:
        fields: By name; nothing where the form was not sent yet.
    """

    fields: Mapping[str, str]

    def get(self, name: str) -> str:
        """What stands in a field, without blanks around it."""
        return self.fields.get(name, "").strip()

    @property
    def is_new(self) -> bool:
        """Whether nobody has sent it yet."""
        return "seen" not in self.fields

    @property
    def faults(self) -> dict[str, str]:
        """What is wrong with what was typed, by field."""
        found = {}
        if self.get("year") and fact_of_answer("year", self.get("year")) is None:
            found["year"] = _YEAR_FAULT
        if self.get("as_of") and _day(self.get("as_of")) is None:
            found["as_of"] = _DAY_FAULT
        return found

    @property
    def says_day(self) -> bool:
        """Whether the day of the citations was said, and not just left as it was proposed for the year."""
        return bool(self.get("as_of")) and self.get("as_of") != self.get("as_of-proposed")

    def make_order(self, upload: Upload) -> ImportOrder:
        """What is said of a paper; what is wrong is taken as not said.

        Args:
            upload: Its file.
        """
        year = fact_of_answer("year", self.get("year"))
        series, audience = self.get("series"), self.get("audience")
        return ImportOrder(
            file=upload.name,
            sha256=hashlib.sha256(upload.file.read_bytes()).hexdigest(),
            year=year if isinstance(year, int) else None,
            unit=self.get("unit"),
            series=Series(series) if series in set(Series) else None,
            as_of=_day(self.get("as_of")) if self.says_day else None,
            audience=Audience(audience) if audience in set(Audience) else None,
            as_parts=self.get("several") == "parts",
            keeps_stresses=bool(self.get("bold")),
            choices=self.choices,
            finds_folder=True,
        )

    def looked_at(self, scan: Scan) -> dict[int, str]:
        """What stands at the doubtful places of a scan that were looked at, by their number."""
        numbered = enumerate(scan.keys, 1)
        return {number: self.get(f"says:{key}") for number, key in numbered if f"looked:{key}" in self.fields}

    def verdicts(self, revisions: Revisions) -> dict[int, Verdict]:
        """What becomes of tracked changes, by their numbers, as far as that was said of each or of all."""
        said = {f"change:{number}": number for number in range(1, len(revisions.changes) + 1)}
        of_all = [("changes", number) for number in said.values()]
        fields = [*of_all, *said.items()] if "changes" in self.fields else said.items()
        return {n: Verdict(value) for name, n in fields if (value := self.get(name)) in set(Verdict)}

    @property
    def pictures(self) -> tuple[dict[int, str], frozenset[int]]:
        """What is on pictures, by their numbers, and the numbers of those that stay out."""
        said = {number: self.get(f"alt:{number}") for number in self._numbers("alt:")}
        return said, frozenset(self._numbers("without:"))

    def _numbers(self, prefix: str) -> Iterator[int]:
        names = (name.removeprefix(prefix) for name in self.fields if name.startswith(prefix))
        return (int(name) for name in names if name.isdecimal() and len(name) < _LONG_NUMBER)

    @property
    def choices(self) -> Choices:
        """What is decided of its text."""
        kept = frozenset(name.removeprefix("keep:") for name in self.fields if name.startswith("keep:"))
        return Choices(
            kinds={place: kind for place, value in self._at("kind:") if (kind := _KINDS.get(value))},
            joined=frozenset(self._joined),
            begun=frozenset(self._begun),
            parts=frozenset(self._parts),
            figures=kept,
            pins=dict(self._pins()),
            words=frozenset(self._left_words()),
            sides={
                name.removeprefix("side:"): Side(value)
                for name, value in self.fields.items()
                if name.startswith("side:") and value in set(Side)
            },
        )

    def _pins(self) -> Iterator[tuple[tuple[Place | None, str], str]]:
        """Yield the citations of which an edition was chosen: where they stand, their words, where they lead."""
        for (at, words), value in self._cited():
            if _TARGET.fullmatch(value):
                yield (Place.parse(at), words), value

    def _left_words(self) -> Iterator[str]:
        yield from (words for (_, words), value in self._cited() if value == LEFT_AS_WORDS)
        yield from (name.removeprefix("words:") for name in self.fields if name.startswith("words:"))

    def _cited(self) -> Iterator[tuple[tuple[str, str], str]]:
        for name, value in self.fields.items():
            if name.startswith("cite:"):
                at, _, words = name.removeprefix("cite:").partition(":")
                yield (at, words), value

    @property
    def _joined(self) -> set[Place]:
        return _places(self.get("joined")) | {place for place, _ in self._at("join:")}

    @property
    def _begun(self) -> set[Place]:
        return self._begin("begun", "part:", "item ")

    @property
    def _parts(self) -> set[Place]:
        return self._begin("parts", "part:", "part ")

    def _begin(self, kept: str, prefix: str, what: str) -> set[Place]:
        """Where something begins by what was decided before and is decided now; what was joined since is none."""
        now = {place for _, value in self._at(prefix) if (place := Place.parse(value.removeprefix(what)))}
        joined = {place for place, _ in self._at("join:")}
        return (_places(self.get(kept)) - joined) | now

    @property
    def state(self) -> dict[str, str]:
        """What the form must hand on of what was decided before, beside what can be seen on it."""
        choices = self.choices
        return {name: _written(getattr(choices, name)) for name in ("joined", "begun", "parts")}

    def _at(self, prefix: str) -> Iterator[tuple[Place, str]]:
        for name, value in self.fields.items():
            if name.startswith(prefix) and (place := Place.parse(name.removeprefix(prefix))):
                yield place, value


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _places(text: str) -> set[Place]:
    return {place for word in text.split() if (place := Place.parse(word))}


def _written(places: frozenset[Place]) -> str:
    return " ".join(map(str, sorted(places)))
