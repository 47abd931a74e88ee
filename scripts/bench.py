"""What developers measure: `bench.py VERB` prints figures and judges nothing."""

import os
import sys

if sys.version_info < (3, 11, 2):
    sys.exit("Python {} 版本过低。改法：安装 Python 3.11.2 或更高版本，再运行本命令。".format(sys.version.split()[0]))

sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from scripts.bench.verbs import BENCH
from scripts.setup.project import HERE

if __name__ == "__main__":
    sys.exit(BENCH.run(sys.argv[1:], HERE))
