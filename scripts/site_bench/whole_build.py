"""Builds the project's site with every process of it sampled: `python -m scripts.site_bench.whole_build FILE`.

The generator does all pages by itself then, since what a process that was split
off does would not be seen; where the computing goes is the same.
"""

from __future__ import annotations

import sys

from scripts import generator, pipeline

if __name__ == "__main__":
    watched = ("scripts.site_bench.sampling", sys.argv[1], "mkdocs")
    generator.COMMAND = (sys.executable, "-m", *watched, *generator.COMMAND[3:])
    pipeline.build(pipeline.SITE)
