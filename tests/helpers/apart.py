"""A command as a process of its own, on a folder of its own: `python -m tests.helpers.apart FOLDER VERB …`."""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.commands.verbs import SITE
from scripts.setup import environment
from scripts.setup.project import Project

if __name__ == "__main__":
    # The environment is the tests' own.
    environment.enter = lambda *_: None
    sys.exit(SITE.run(sys.argv[2:], Project(Path(sys.argv[1]))))
