"""Figures of running text that are proposed as indicators."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.intake.figures import find_figures


def rows(text: str) -> list[str]:
    return [" ".join(filter(None, [f.name, f.qualifier + str(f.value), f.unit])) for f in find_figures(text)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("开展谈话提醒56人次。", ["谈话提醒 56 人次"]),
        ("先后召开3次党委会。", ["党委会 3 次"]),
        ("先后召开3次党委会、5次专题会议。", ["党委会 3 次", "专题会议 5 次"]),
        ("召开党委会12次。", ["党委会 12 次"]),
        ("乡党委共召开党委会议24次。", ["党委会议 24 次"]),
        ("全年召开专题会议4次，开展廉政教育6场次。", ["专题会议 4 次", "廉政教育 6 场次"]),
        ("办结率100%。", ["办结率 100 %"]),
        ("办结率达98.5%。", ["办结率 98.5 %"]),
        ("群众满意度为99.2％。", ["群众满意度 99.2 %"]),
        ("整改完成率达到百分之九十。", ["整改完成率 90 %"]),
        ("处理党员领导干部12人，其中，批评教育3人。", ["处理党员领导干部 12 人", "批评教育 3 人"]),
        ("受理信访举报8件，办结8件。", ["受理信访举报 8 件", "办结 8 件"]),
        ("追缴违纪资金3.5万元。", ["追缴违纪资金 3.5 万元"]),
        ("投入资金1,200万元。", ["投入资金 1200 万元"]),
        ("发放宣传资料约2000份。", ["发放宣传资料 约2000 份"]),
        ("发放宣传资料2000余份。", ["发放宣传资料 余2000 份"]),
        ("参加学习人员超过300人。", ["参加学习人员 超过300 人"]),
        ("参加学习人员近300人。", ["参加学习人员 近300 人"]),
        ("组织党员干部培训二十余场。", ["党员干部培训 余20 场"]),
        ("开展专题学习三次。", ["专题学习 3 次"]),
        ("组织观看警示教育片两场。", ["观看警示教育片 2 场"]),
        ("召开廉政谈话会议十二次。", ["廉政谈话会议 12 次"]),
        ("查处违纪案件５件。", ["查处违纪案件 5 件"]),
        ("签订责任书45份。", ["签订责任书 45 份"]),
        ("建立制度15项。", ["建立制度 15 项"]),
        ("修订完善制度12项以上。", ["修订完善制度 以上12 项"]),
        ("立案4起。", ["立案 4 起"]),
        ("制定3项制度。", ["制度 3 项"]),
        ("举办2期培训班。", ["培训班 2 期"]),
        ("2023年以来，开展监督检查18次。", ["监督检查 18 次"]),
        ("开展监督检查18次，发现问题35个。", ["监督检查 18 次", "发现问题 35 个"]),
        # Numbers that count nothing.
        ("2023年12月26日召开会议。", []),
        ("落实八项规定。", []),
        ("增强四个意识，坚定四个自信，做到两个维护。", []),
        ("执行三重一大制度。", []),
        ("第三次会议。", []),
        ("党的二十大精神。", []),
        ("这是一个问题。", []),
        ("一批干部。", []),
        ("十分重要。", []),
        ("千万不能松懈。", []),
        ("三会一课。", []),
        ("运用“四种形态”。", []),
        ("运用监督执纪四种形态。", []),
        ("一岗双责。", []),
        ("中央八项规定精神。", []),
        ("学习《条例》第12条。", []),
        ("每个村。", []),
        ("一个月。", []),
        ("3个月内。", []),
        ("", []),
    ],
)
def test_figure_has_name_value_unit_and_qualifier(sentence: str, found: list[str]) -> None:
    assert rows(sentence) == found


def test_sentence_stands_beside_its_figures() -> None:
    found = list(find_figures("加强教育。开展谈话提醒56人次！落实责任。"))
    assert [figure.sentence for figure in found] == ["开展谈话提醒56人次！"]


NUMBERED = st.text(alphabet="0123456789０１９一二两三十百千零〇万亿元%％人次件约超过余以上百分之，。、《》“”,.．召开党委会加强的", max_size=60)


@given(NUMBERED)
def test_any_text_gives_figures_with_name_and_unit(text: str) -> None:
    for figure in find_figures(text):
        assert figure.name.strip()
        assert figure.unit
        assert figure.value.is_finite()
        assert figure.sentence in text
