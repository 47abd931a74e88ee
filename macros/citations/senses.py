"""Whether a concept's name stands in its sense: a school has 谈心谈话 too, and that rests on no provision here."""

from __future__ import annotations

from macros.domain.concepts import Concept
from macros.word_lists import read_lists

_PARTY = read_lists(__file__)["party"]


def is_meant(concept: Concept, name: str, sentence: str, clause: str) -> bool:
    """Tell whether the words around a name say that the concept is meant.

    Args:
        concept: The concept that the name may stand for.
        name: One of its names, as it stands in a text.
        sentence: The sentence that it stands in.
        clause: The part of it between two pauses.

    Returns:
        Whether it is. A name that others use too needs a word of the concept's
        context, or of the party's, in the same sentence, and none in the same
        clause that tells of another sense.
    """
    if concept.common and name not in concept.common:
        return True
    if any(word in clause for word in concept.not_with):
        return False
    if not concept.common:
        return not concept.context or any(word in sentence for word in concept.context)
    beside = sentence.replace(name, "")
    return any(word in beside for word in (*concept.context, *_PARTY))
