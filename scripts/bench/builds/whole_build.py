"""Builds the project's site with every process of it sampled: `python -m scripts.bench.builds.whole_build FILE`.

The generator does all pages by itself then, since what a process that was split
off does would not be seen; where the computing goes is the same.
"""

from __future__ import annotations

import sys

from scripts.build import generator, pipeline
from scripts.setup.console import Console
from scripts.setup.project import HERE

if __name__ == "__main__":
    watched = ("scripts.bench.builds.sampling", sys.argv[1], "mkdocs")
    generator.COMMAND = (sys.executable, "-m", *watched, *generator.COMMAND[3:])
    pipeline.build(HERE.site, HERE, Console())
