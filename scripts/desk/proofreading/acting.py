"""What becomes of pages of which findings are mended, or let stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from macros.citations.lexicon import make_lexicon
from macros.corpus import Corpus
from scripts.build.citation_links import link_text
from scripts.changes.keeping import Kept, with_kept
from scripts.changes.mending import mend_text
from scripts.desk.proofreading.listing import Found


def mend_all(found: Iterable[Found], corpus: Corpus) -> dict[str, str]:
    """The pages with every mend that is proposed.

    Args:
        found: What is to be mended; what has no mend is left.
        corpus: All pages.

    Returns:
        Texts by path under docs.
    """
    pages: dict[str, str] = {}
    for path, its in _by_page(found).items():
        text = corpus.pages[path].text
        report = next((one for one in corpus.yearbook.reports.values() if one.path == path), None)
        if report and any(one.mends_links for one in its):
            # Links stand in lines of their own places: only what is written between them moves.
            text = link_text(text, report, make_lexicon(corpus.yearbook)).linked.text
        else:
            text = mend_text(text, (one.mend for one in its if one.mend))
        pages[path] = text
    return pages


def keep_all(found: Iterable[Found], corpus: Corpus, decided: Kept) -> dict[str, str]:
    """The pages with words that stand from now on.

    Args:
        found: What is to stand.
        corpus: All pages.
        decided: By whom, when, and why; its text is each finding's own.

    Returns:
        Texts by path under docs.
    """
    return {
        path: with_kept(
            corpus.pages[path].text,
            [
                Kept(one.sentence.words, decided.by_post, decided.why, decided.on)
                for one in its
                if one.sentence and one.may_stand
            ],
        )
        for path, its in _by_page(found).items()
    }


def _by_page(found: Iterable[Found]) -> Mapping[str, list[Found]]:
    pages: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        if one.page:
            pages[one.path].append(one)
    return pages
