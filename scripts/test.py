"""Runs everything that must hold: sets up what tests need; format, lint, types, all tests."""

import os
import sys

if sys.version_info < (3, 11, 2):
    sys.exit("Python {} 版本过低。改法：安装 Python 3.11.2 或更高版本，再运行本命令。".format(sys.version.split()[0]))

sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from scripts.setup.test_run import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
