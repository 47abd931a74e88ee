"""Measures how long imports take: prints figures, judges nothing."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from scripts import bootstrap
from scripts.commandline import Parser


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(
        prog="python3 scripts/bench_import.py",
        description="量一量导入要多少时间：用 2023 年总结的条目拼成文本文件，逐个导入，不写页面。",
    )
    parser.add_argument("--reports", type=int, default=100, metavar="份数", help="文件的份数，默认 100")
    parser.add_argument("--signs", type=int, default=10000, metavar="字数", help="每份的字数，默认 10000")
    return parser


def main() -> int:
    """Import so many files in one process and print the times."""
    options = make_parser().parse_args()
    bootstrap.enter("site")
    import random
    import tempfile
    import time
    from pathlib import Path

    from macros.corpus import load_yearbook
    from scripts.intake.guard import Reader
    from scripts.intake.report_import import Desk, Order, import_report
    from scripts.pipeline import DOCS

    yearbook = load_yearbook(DOCS)
    items = list(yearbook.reports["2023"].items.values())
    chance = random.Random(2023)  # noqa: S311 - any texts will do, as long as they are the same
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number in range(options.reports):
            lines = ["2023年度工作总结", "一、工作开展情况"]
            while sum(map(len, lines)) < options.signs:
                item = chance.choice(items)
                lines += ["（一）" + item.title.partition("）")[2] + "。", item.text, "开展谈话提醒56人次。"]
            files.append(Path(folder, "{}.txt".format(number)))
            files[-1].write_text("\n".join(lines), encoding="gb18030")
        started = time.perf_counter()
        desk = Desk.of(yearbook)
        signs, times = 0, []
        with Reader() as reader:
            reader.read(files[0])
            ready = time.perf_counter() - started
            for file in files:
                begun = time.perf_counter()
                signs += import_report(reader.read(file), Order(file.name, "0" * 64), desk).account.chars_in
                times.append(time.perf_counter() - begun)
    bootstrap.say(
        "{} 份，{} 字：准备 {:.2f} 秒，导入 {:.2f} 秒，每份最多 {:.2f} 秒。".format(
            len(files), signs, ready, sum(times), max(times)
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
