#!/bin/sh
# Sets up, serves the site with the desk, and opens the desk in the browser.
cd "$(dirname "$0")/.." || exit 1
for python in python3 python; do
  if command -v "$python" >/dev/null 2>&1; then
    exec "$python" scripts/site.py --open "$@"
  fi
done
echo "没有找到 Python。改法：安装 Python 3.11.2 或更高版本，再运行本命令。" >&2
exit 1
