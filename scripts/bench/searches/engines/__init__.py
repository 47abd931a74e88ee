"""The searches that are measured."""

from scripts.bench.searches.engines.base import Answer, Driver, Engine
from scripts.bench.searches.engines.material import MATERIAL
from scripts.bench.searches.engines.ours import OURS
from scripts.bench.searches.engines.pagefind import PLAIN, QUOTED

#: In the order of the figures; a key may stand for several ways to ask.
ENGINES = (MATERIAL, PLAIN, QUOTED, OURS)

__all__ = ["ENGINES", "Answer", "Driver", "Engine"]
