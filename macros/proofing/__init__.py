"""What is looked over before a page is published: pure functions over its lines."""

from macros.proofing.mending import propose_mend
from macros.proofing.passages import Passage, find_passages
from macros.proofing.private_numbers import NumberKind, PrivateNumber, find_private_numbers
from macros.proofing.proofread import Standard, find_classification, make_standard, proofread, proofread_passages
from macros.proofing.remarks import RemarkKind, Spot
from macros.proofing.unclear import find_unclear_concepts

__all__ = [
    "NumberKind",
    "Passage",
    "PrivateNumber",
    "RemarkKind",
    "Spot",
    "Standard",
    "find_classification",
    "find_passages",
    "find_private_numbers",
    "find_unclear_concepts",
    "make_standard",
    "proofread",
    "proofread_passages",
    "propose_mend",
]
