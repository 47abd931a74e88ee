"""What a reader is told of how far the register can be relied on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from macros.domain.corrections import Correction
from macros.domain.dates import parse_partial_date
from macros.domain.regulations import DigestCheck, Edition, TextKind
from macros.render.links import Links
from macros.render.reliance import edition_reliance, work_corrections, work_reliance
from tests.helpers.factories import make_article, make_edition, make_work

PLAIN = make_edition("2018", "2018-10-01")
ON = parse_partial_date("2026-11-28")
WORDS = (replace(make_article(1), words="每年一次。"),)
HERE = Links("regulations/shili/index.md")


@pytest.mark.parametrize(
    ("edition", "said", "asks"),
    [
        (replace(PLAIN, digest_check=DigestCheck(1, ON)),
         "本站摘要|据正式文本（一份）核对|2026年11月28日|引用以原文为准", False),
        (replace(PLAIN, digest_check=DigestCheck(2, ON, "缺一条")),
         "本站摘要|据正式文本（两份，逐条一致）核对|2026年11月28日|引用以原文为准|缺一条", False),
        (replace(PLAIN, digest_check=DigestCheck(3, ON)),
         "本站摘要|据正式文本（三份，逐条一致）核对|2026年11月28日|引用以原文为准", False),
        (PLAIN, "各条只有本站所拟的主题|没有与正式文本核对|引用以原文为准", True),
        (replace(PLAIN, articles=WORDS), "本站摘要|没有与正式文本核对|引用以原文为准", True),
        (replace(PLAIN, text=TextKind.FACTS),
         "本站没有这个版本的正式文本，只有版本信息和已知条文的主题", True),
        (replace(PLAIN, text=TextKind.FACTS, articles=()),
         "本站没有这个版本的正式文本，只有版本信息", True),
        # By what a digest was checked is nothing to a page that holds the text, or none.
        (replace(PLAIN, text=TextKind.OFFICIAL, digest_check=DigestCheck(2, ON)),
         "条文原文|由本单位据所存文件放进来", False),
        (replace(PLAIN, text=TextKind.OFFICIAL, articles=(replace(make_article(1), ours=True),)),
         "条文原文|由本单位据所存文件放进来|条号后【】里的主题是本站自拟的，不是条文原文", False),
    ],
)  # fmt: skip
def test_an_edition_says_in_one_line_what_it_holds_and_by_what_it_was_checked(
    edition: Edition, said: str, asks: bool
) -> None:
    line = edition_reliance(make_work(edition), edition, Links(edition.path))
    assert [*said.split("|"), "6 项事实中已核 4 项"] == [part.split("</span>")[0] for part in line.split("<span>")[1:]]
    # How an office puts the text in, where there is none.
    way = '本单位存有正式文本的，<a href="../../handbook/intake.html#regulation">可以放进来</a>'
    assert (way in line) == asks


CORRECTIONS = (
    Correction(ON, "条数", "1条（待核实）", "2条", "2018", by="据全文计数"),
    Correction(parse_partial_date("2026-12-01"), "主题", "旧主题", "主题2", "2018", "art-2", "文本第二条"),
    Correction(parse_partial_date("2026-12"), "简称", "<b>旧条例</b>"),
    # Its page of facts alone does not show the article.
    Correction(ON, "主题", "旧主题", "", "2018", "art-9"),
)


def test_corrections_stand_folded_on_the_page_of_their_regulation(golden: Callable[[str, str], None]) -> None:
    work = replace(make_work(PLAIN), corrections=CORRECTIONS)
    golden("render/corrections.html", work_corrections(work, HERE) + "\n")
    assert '<a href="#yb-corrections" data-yb-print="omit">更正 4 处</a>' in work_reliance(work)
    line = edition_reliance(work, PLAIN, Links(PLAIN.path))
    assert '<a href="index.html#yb-corrections" data-yb-print="omit">更正 3 处</a>' in line
    assert work_corrections(make_work(PLAIN), HERE) == ""
    assert "更正" not in work_reliance(make_work(PLAIN))
