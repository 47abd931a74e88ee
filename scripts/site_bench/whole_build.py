"""Builds the project's site with every process of it sampled: `python -m scripts.site_bench.whole_build FILE`."""

from __future__ import annotations

import sys

from scripts import generator, pipeline

if __name__ == "__main__":
    command = generator.COMMAND
    place = command.index("-m") + 1
    generator.COMMAND = (*command[:place], "scripts.site_bench.sampling", sys.argv[1], *command[place:])
    pipeline.build(pipeline.SITE)
