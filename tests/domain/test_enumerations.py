from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.domain.enumerations import find_enumerations, find_shares


def faults(sentence: str) -> list[str]:
    return [f"{found.sum}/{found.total.plain[0]}" for found in find_enumerations(sentence) if found.disagrees]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("查处12人，其中批评教育3人、诫勉5人、党纪处分8人。", ["16/12"]),
        ("查处12人，其中批评教育15人。", ["15/12"]),
        ("查处12人，包括通报批评3人、诫勉5人、组织处理3人。", ["11/12"]),
        ("查处12人，其中批评教育3人，诫勉5人，党纪处分8人。", ["16/12"]),
        ("查处十二人，其中批评教育三人、诫勉五人、党纪处分八人。", ["16/12"]),
        ("共查处12人：批评教育3人、诫勉5人、党纪处分3人。", ["11/12"]),
        ("共查处12人：批评教育3人、诫勉5人、党纪处分3人，形成震慑。", ["11/12"]),
        ("处理问题线索三类12件，分别为了结3件、函询5件、初核3件。", ["11/12"]),
        ("印发文件12份，包括通知3份、方案5份。", ["8/12"]),
        ("印发文件12份，包括通知3份、方案5份和制度5份。", ["13/12"]),
        ("受理举报8件（其中来信5件、来访4件），办结8件。", ["9/8"]),
        ("投入资金3万元，其中资料费20000元、宣传费20000元。", ["40000/30000"]),
        ("党员56人，其中女党员60人。", ["60/56"]),
        ("处理12人，其中党纪处分8人，其中严重警告5人、警告4人。", ["9/8"]),
        (
            "运用“四种形态”处理38人次，第一种至第四种形态分别为25人次、8人次、3人次、1人次。",
            ["37/38"],
        ),
        ("12名村民受到处理，其中提醒3名、诫勉10名。", ["13/12"]),
        ("投入3.5万元，其中教育1.2万元、宣传2.6万元。", ["38000.0/35000.0"]),
    ],
)
def test_parts_that_cannot_be_those_of_the_total(sentence: str, found: list[str]) -> None:
    assert faults(sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        # All is well.
        "查处12人，其中批评教育3人、诫勉5人、党纪处分4人。",
        "共查处12人：批评教育3人、诫勉5人、党纪处分4人。",
        "查处12人，其中批评教育12人。",
        # 其中 need not name all.
        "查处12人，其中批评教育3人、诫勉5人。",
        "查处12人，其中批评教育3人。",
        "受理举报8件（其中来信5件），办结8件。",
        # An enumeration that is not surely whole.
        "印发文件12份，包括通知3份、方案5份等。",
        "共查处12人：批评教育3人、诫勉5人，其余已批转。",
        "印发文件12份，包括通知3份。",
        "共发放资料12份：一是加强宣传，二是加强教育3份。",
        "共查处12人：批评教育3人、诫勉5人，另有4人正在核查。",
        # One and the same person counts in several parts.
        "处理12人，其中党员8人、干部7人。",
        "发展党员12人，其中女性8人、大专以上学历10人。",
        "处分12人，其中党纪处分10人、政务处分8人。",
        "建成项目12个，其中省级8个、今年新建6个。",
        "培训干部12人，其中科级8人、村级书记6人。",
        # Another unit, or another matter.
        "立案12件，其中大案8件，处分15人。",
        "查处12人，其中批评教育3人、开展谈话20人次。",
        "查处12人，其中批评教育3人，开展约谈20人。",
        "查处12人，其中批评教育3人，培训党员20人。",
        "查处12人，其中批评教育3人，同比增加20人。",
        "召开会议12次，其中党委会8次，举办讲座10次。",
        "建成项目12个，其中道路8个，水利6个。",
        "开展检查12次，发现问题30个，其中已整改28个。",
        "开展检查12次，发现问题30个。",
        "会议3次，参会人数分别为20人、30人、40人。",
        "批评教育、诫勉、党纪处分分别为3人、5人、3人。",
        "今年查处12人，前两年分别为10人、8人。",
        "处理37人次，第一种至第四种形态分别为25人次、8人次、3人次、1人次。",
        "2022年、2023年查处人数分别为3人、5人。",
        # Inexact figures.
        "查处12余人，其中批评教育5人、诫勉8人。",
        "投入资金约3万元，其中教育2万元、宣传1.5万元。",
        # Rounded ones.
        "投入3.5万元，其中教育1.25万元、宣传2.28万元。",
        "共投入3.5万元：教育1.23万元、宣传2.25万元。",
        # What is no total at all.
        "办结率98%，其中信访件办结率100%。",
        "其中批评教育3人、诫勉5人。",
        "共同学习：开展活动。",
        "时间：12月3日。",
        "落实八项规定，包括三个方面。",
        "运用四种形态处理12人次，其中第一种形态8人次、第二种形态3人次、第三种形态1人次。",
        "",
    ],
)
def test_what_is_well_or_unsure_is_no_fault(sentence: str) -> None:
    assert faults(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("三类问题分别占45%、35%、30%。", ["45/35/30"]),
        ("三类问题占比分别为45%、35%和20%。", ["45/35/20"]),
        ("办结率98%、满意率97%。", []),
        ("党员、女性分别占60%、50%。", []),
        ("问题占45%，比上年分别下降3%、5%。", []),
        ("三类问题分别占约45%、35%、30%。", []),
        ("分别占45%。", []),
    ],
)
def test_shares_of_one_whole(sentence: str, found: list[str]) -> None:
    assert ["/".join(map(str, row)) for row in find_shares(sentence)] == found


@given(st.text(alphabet="0123456789一两十百万元人件次%约，、；：。（）其中分别为包括共查处党员占比等", max_size=60))
def test_any_text_is_read(sentence: str) -> None:
    for found in find_enumerations(sentence):
        assert found.parts
        assert found.tolerance >= 0
        assert isinstance(found.disagrees, bool)
    assert all(len(row) >= 2 for row in find_shares(sentence))
