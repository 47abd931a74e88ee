"""Names of persons in a paper that several have written."""

from __future__ import annotations

import pytest

from macros.proofing.persons import find_person


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("张三", "张三"),
        ("张　三", "张三"),
        ("欧阳建国", "欧阳建国"),
        ("李某某", "李某某"),
        ("XXX", "XXX"),
        ("党委书记 张三", "张三"),
        ("党委副书记、乡长　李小四", "李小四"),
        ("述职人：王五", "王五"),
        ("王五（党委委员）", "王五"),
        ("（张三）", "张三"),
        ("张三同志", "张三"),
        ("张三同志2023年度述责述廉报告", "张三"),
        ("张三2023年述职报告", "张三"),
        ("党委书记张三同志述责述廉报告", "张三"),
        ("前言", ""),
        ("方案", ""),
        ("任务清单", ""),
        ("高度重视", ""),
        ("工作总结", ""),
        ("存在问题", ""),
        ("廉政谈话", ""),
        ("高新区2023年述责述廉报告", ""),
        ("一、工作情况", ""),
        ("2023年12月20日", ""),
        ("XX乡党委", ""),
        ("一年来，张三同志认真学习。", ""),
        ("", ""),
    ],
)
def test_name_alone_on_a_line_or_in_a_title_is_found(line: str, name: str) -> None:
    assert find_person(line) == name
