"""Of two years' items, how many pairs are right and how many are found, and how right it is to call one new or gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from macros.compare.alignment import align_reports
from macros.compare.item_rows import ItemRow, ItemStanding
from macros.domain.reports import Report
from scripts.bench.gold.series import NOWHERE, Gold

#: Relations of one item to one other, and of pieces to what was parted or joined.
_WHOLE, _PIECES = frozenset({"same", "moved"}), frozenset({"split", "merge", "part"})
_SINGLE = {"new": ItemStanding.NEW, "gone": ItemStanding.GONE}
_Pair = tuple[str, str]


@dataclass
class Tally:
    """What was counted of some pairs of years (对照的得分).

    Attributes:
        counts: right, wrong, missed: pairs; outright, outright_right: items said outright to be new or gone; single:
            those that are; named, to_name: items whose true predecessor stands in the row or among its candidates, and
            all that have one; pieces, all_pieces: pieces of what was parted or joined that stand in its row or among
            its candidates, and all of them.
    """

    counts: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """Share of the pairs told that are right, 0 to 1."""
        return self._share("right", "right", "wrong")

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall of pairs, 0 to 1."""
        return self._share("right", "right", "right", "wrong", "missed") * 2

    @property
    def outright(self) -> float:
        """Share of the items said outright to be new or gone that are, 0 to 1."""
        return self._share("outright_right", "outright")

    def add(self, rows: Iterable[ItemRow], labels: Iterable[Mapping[str, str]]) -> None:
        """Count the rows of two years by what a person says of them; what may be seen either way is not counted."""
        told, known = list(rows), _Labels.of(labels)
        paired = {(a.id, b.id) for row in told for a in row.old for b in row.new if not (a.is_lead or b.is_lead)}
        self.counts["right"] += len(paired & known.pairs)
        self.counts["wrong"] += len(paired - known.pairs - known.open)
        self.counts["missed"] += len(known.pairs - paired)
        for row in told:
            self._add_single(row, known)
        offered = paired | {pair for row in told for pair in _offered(row)}
        for name, whole, pairs in (
            ("named", "to_name", known.whole),
            ("pieces", "all_pieces", known.pairs - known.whole),
        ):
            self.counts[name] += len(pairs & offered)
            self.counts[whole] += len(pairs)

    def _add_single(self, row: ItemRow, known: _Labels) -> None:
        for kind, items in (("new", row.new), ("gone", row.old)):
            for item in items if len(row.old) + len(row.new) == 1 else ():
                is_right = item.id in known.single[kind]
                if not is_right and item.id not in known.partnered[kind]:
                    continue
                self.counts["single"] += is_right
                if row.standing is _SINGLE[kind]:
                    self.counts["outright"] += 1
                    self.counts["outright_right"] += is_right

    def told(self) -> str:
        """The figures, in Chinese."""
        counts = self.counts
        return (
            f"对应准确率 {self.precision:.3f}，F1 {self.f1:.3f}（对 {counts['right']}，错 {counts['wrong']}，"
            f"漏 {counts['missed']}）；断定新增或未再出现 {counts['outright']}，其中对的 {counts['outright_right']}，"
            f"应有 {counts['single']}；来处列出 {counts['named']}/{counts['to_name']}，"
            f"拆分合并的各块列出 {counts['pieces']}/{counts['all_pieces']}"
        )

    def _share(self, part: str, *whole: str) -> float:
        return self.counts[part] / max(1, sum(self.counts[name] for name in whole))


@dataclass(frozen=True)
class _Labels:
    """What a person says of two years."""

    whole: frozenset[_Pair]
    pairs: frozenset[_Pair]
    open: frozenset[_Pair]
    single: Mapping[str, frozenset[str]]
    partnered: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, labels: Iterable[Mapping[str, str]]) -> _Labels:
        rows = [(row["relation"], row["old_item"], row["new_item"]) for row in labels]
        pairs = frozenset((a, b) for kind, a, b in rows if kind in _WHOLE | _PIECES)
        return cls(
            frozenset((a, b) for kind, a, b in rows if kind in _WHOLE),
            pairs,
            frozenset((a, b) for kind, a, b in rows if kind == "maybe"),
            {
                "new": frozenset(b for kind, _, b in rows if kind == "new"),
                "gone": frozenset(a for kind, a, _ in rows if kind == "gone"),
            },
            {"new": frozenset(b for _, b in pairs), "gone": frozenset(a for a, _ in pairs)},
        )


def labelled_years(gold: Gold, name: str) -> Iterator[tuple[Report, Report, Sequence[Mapping[str, str]]]]:
    """Yield each two papers of a series that were labelled, with their labels."""
    years: dict[_Pair, list[Mapping[str, str]]] = {}
    for row in gold.of("alignment")[name]:
        years.setdefault((row["old_year"], row["new_year"]), []).append(row)
    for (old, new), rows in years.items():
        yield gold.series[name][int(old)], gold.series[name][int(new)], rows


def score_pairs(gold: Gold) -> Iterator[str]:
    """Yield a line for each series and one for all, in Chinese; what people confirmed is left aside."""
    whole = Tally()
    for name in gold.of("alignment"):
        tally = Tally()
        for old, new, labels in labelled_years(gold, name):
            rows = align_reports(old, new)
            tally.add(rows, labels)
            whole.add(rows, labels)
        yield f"对照，{name}：{tally.told()}"
    yield f"对照，全部：{whole.told()}"


def _offered(row: ItemRow) -> Iterator[_Pair]:
    yield from ((candidate.item.id, item.id) for item in row.new for candidate in row.old_candidates)
    yield from ((item.id, candidate.item.id) for item in row.old for candidate in row.new_candidates)


def judge_pairs(labels: Iterable[Mapping[str, str]]) -> Mapping[_Pair, bool | None]:
    """Of the pairs that are labelled, whether they are one item; None where one may see it either way."""
    known = {kind: kind in _WHOLE | {"split", "merge"} for kind in _WHOLE | _PIECES}
    return {
        (row["old_item"], row["new_item"]): None if row["relation"] in {"maybe", "part"} else known[row["relation"]]
        for row in labels
        if NOWHERE not in {row["old_item"], row["new_item"]} and row["relation"] in {*known, "maybe"}
    }
