"""The searches that are measured."""

from scripts.search_bench.engines.base import Answer, Driver, Engine
from scripts.search_bench.engines.material import MATERIAL
from scripts.search_bench.engines.ours import OURS
from scripts.search_bench.engines.pagefind import PLAIN, QUOTED

#: In the order of the figures; a key may stand for several ways to ask.
ENGINES = (MATERIAL, PLAIN, QUOTED, OURS)

__all__ = ["ENGINES", "Answer", "Driver", "Engine"]
