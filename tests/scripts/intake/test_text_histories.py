"""How a text was made and amended: what its head and end say of this wording, and what of an older one."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from scripts.intake.official_text.regulation_import import prepare
from scripts.intake.official_text.text_facts import Found, TextRead, read_text
from scripts.intake.readers.plain import read_plain
from tests.helpers.official_texts import articles


def read(text: str) -> TextRead:
    return read_text(list(prepare(read_plain(text.encode())).paragraphs()))


@dataclass(frozen=True)
class Case:
    """Title and notes, the last sentence, and what is to be read; a day with a question mark is not proven."""

    head: str
    last: str
    adopted: str | None = None
    issued: str | None = None
    in_force: str | None = None
    number: str | None = None
    issuer: str | None = None


def told(found: Found) -> str | None:
    return None if found.value is None else f"{found.value}{'' if found.proven else '?'}"


CASES = {
    "a regulation of the State Council amended thrice": Case(
        "渡船管理条例\n（1997年8月1日中华人民共和国国务院令第225号公布　根据2010年12月29日国务院第138次常务会议通过的"
        "《国务院关于废止和修改部分行政法规的决定》第一次修订　"
        "根据2019年3月2日《国务院关于修改部分行政法规的决定》第二次修订）",
        "本条例自1997年9月1日起施行。",
        issued="2019-03-02?",
        issuer="国务院",
    ),
    "one whose amendment names its order": Case(
        "渡船管理条例\n（2005年6月1日国务院令第436号公布　"
        "根据2016年2月6日国务院令第666号《国务院关于修改部分行政法规的决定》修订）",
        "本条例自2005年9月1日起施行。",
        issued="2016-02-06",
        number="国务院令第666号",
        issuer="国务院",
    ),
    "one that was given anew and amended after that": Case(
        "渡船管理条例\n（1988年9月13日国务院令第20号发布　2019年1月1日国务院令第700号修订　"
        "根据2022年3月29日《国务院关于修改和废止部分行政法规的决定》修订）",
        "本条例自2019年4月1日起施行。",
        issued="2022-03-29?",
        issuer="国务院",
    ),
    "a rule of a ministry": Case(
        "渡船登记规定\n（2016年12月2日示例部令第41号公布　自2017年2月1日起施行　"
        "根据2021年6月1日示例部令第9号《示例部关于修改〈渡船登记规定〉的决定》修正）",
        "本规定自2017年2月1日起施行。",
        issued="2021-06-01",
        number="示例部令第9号",
        issuer="示例部",
    ),
    "an interpretation whose amendment names its own beginning, with the text right below": Case(
        "最高人民法院关于渡船案件适用法律若干问题的解释\n（2003年12月4日由最高人民法院审判委员会第1299次会议通过；"
        "根据2022年2月15日最高人民法院审判委员会第1864次会议通过的《最高人民法院关于修改〈最高人民法院关于渡船案件的"
        "解释〉的决定》修正，该修正自2022年5月1日起施行）\n为正确审理案件，制定本解释。",
        "本解释自2004年5月1日起施行。",
        adopted="2022-02-15",
        in_force="2022-05-01",
        issuer="最高人民法院",
    ),
    "the number of a paper of long before": Case(
        "最高人民法院关于渡船案件的解释\n法释〔2003〕20号\n（2003年12月4日最高人民法院审判委员会第1299次会议通过　"
        "根据2020年12月23日最高人民法院审判委员会第1823次会议通过的《示例决定》修正）",
        "本解释自2004年5月1日起施行。",
        adopted="2020-12-23",
        issuer="最高人民法院",
    ),
    "a city's regulation, which the province approves": Case(
        "某市渡船条例\n（2018年10月30日某市第十六届人民代表大会常务委员会第十三次会议通过　"
        "2018年11月30日某省第十三届人民代表大会常务委员会第七次会议批准）",
        "本条例自2019年1月1日起施行。",
        adopted="2018-10-30",
        in_force="2019-01-01",
        issuer="某市人民代表大会常务委员会",
    ),
    "a city's regulation amended by a decision that the province approved": Case(
        "某市渡船条例\n（2010年8月1日某市第十四届人民代表大会常务委员会第十次会议通过　"
        "根据2020年8月28日某市第十六届人民代表大会常务委员会第二十八次会议通过、2020年9月25日某省第十三届人民代表大会"
        "常务委员会第二十三次会议批准的《某市人民代表大会常务委员会关于修改〈某市渡船条例〉的决定》修正）",
        "本条例自2011年1月1日起施行。",
        adopted="2020-08-28",
        issuer="某市人民代表大会常务委员会",
    ),
    "a law given anew whose end still names the old day": Case(
        "中华人民共和国渡船法\n（1990年6月20日第七届全国人民代表大会常务委员会第十四次会议通过　"
        "2020年6月20日第十三届全国人民代表大会常务委员会第十九次会议修订）",
        "本法自1990年10月1日起施行。",
        adopted="2020-06-20",
        issuer="全国人民代表大会常务委员会",
    ),
    "a day of beginning before that of issue": Case(
        "机关差旅办法\n（2019年5月9日示例财政局印发）",
        "本办法自2019年1月1日起施行。",
        issued="2019-05-09",
        in_force="2019-01-01?",
        issuer="示例财政局",
    ),
    "figures of full width": Case(
        "渡船办法\n（２０１９年３月９日示例部令第３号公布，自２０１９年５月１日起施行）",
        "本办法自２０１９年５月１日起施行。",
        issued="2019-03-09",
        in_force="2019-05-01",
        number="示例部令第3号",
        issuer="示例部",
    ),
    "a paper of the Party under its notice": Case(
        "中共中央办公厅文件\n中办发〔2019〕55号\n中共中央办公厅印发《机关图书规定》的通知\n各省、自治区、直辖市党委：\n"
        "《机关图书规定》已经同意，现印发给你们，请认真遵照执行。\n中共中央办公厅\n2019年10月9日\n（此件公开发布）\n"
        "机关图书规定",
        "本规定自发布之日起施行。\n抄送：各人民团体。\n中共中央办公厅秘书局　2019年10月12日印发",
        issued="2019-10-09",
        in_force="2019-10-09",
        number="中办发〔2019〕55号",
        issuer="中共中央办公厅",
    ),
    "what a lower office passes on is of another": Case(
        "示例县纪委文件\n示纪发〔2021〕8号\n示例县纪委关于转发《某省机关图书办法》的通知\n各乡镇纪委：\n"
        "现将《某省机关图书办法》转发给你们，请遵照执行。\n示例县纪委\n2021年9月1日\n某省机关图书办法",
        "本办法自印发之日起施行。",
    ),
    "an order with the text that it gives anew": Case(
        "中华人民共和国国务院令\n第712号\n现公布修订后的《渡船条例》，自2019年5月1日起施行。\n总理　某某\n"
        "2019年4月23日\n渡船条例\n（2001年1月1日国务院令第300号公布　2019年4月23日国务院令第712号修订）",
        "本条例自2019年5月1日起施行。",
        issued="2019-04-23",
        in_force="2019-05-01",
        number="国务院令第712号",
        issuer="国务院",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_no_fact_of_an_older_wording_is_taken_for_one_of_this(case: Case) -> None:
    facts = read(f"{case.head}\n{articles(3, case.last)}").facts
    assert told(facts.adopted) == case.adopted
    assert told(facts.issued) == case.issued
    assert told(facts.in_force) == case.in_force
    assert (facts.number.value, facts.issuer.value) == (case.number, case.issuer)


DECISION = """国务院关于修改《渡船管理条例》的决定
（2024年12月25日国务院第13次常务会议通过，2024年12月30日国务院令第800号公布，自2025年2月1日起施行）
国务院决定对《渡船管理条例》作如下修改：
一、将第一条修改为：
第一条　为了管理渡船，制定本条例。
二、删去第三条。
本决定自2025年2月1日起施行。
"""


def test_a_decision_that_amends_is_a_text_of_its_own_with_points_and_not_what_it_quotes() -> None:
    result = read(DECISION)
    assert (result.facts.title, result.facts.kind) == ("国务院关于修改《渡船管理条例》的决定", "决定")
    assert (result.facts.unit, len(result.provisions.articles)) == ("点", 2)
    assert told(result.facts.adopted) == "2024-12-25"
    assert told(result.facts.issued) == "2024-12-30"
    assert told(result.facts.in_force) == "2025-02-01"


def test_a_decision_before_the_text_that_it_amended_is_told() -> None:
    result = read(f"{DECISION}渡船管理条例\n{articles(3, '本条例自2001年1月1日起施行。')}")
    assert result.facts.title == "渡船管理条例"
    assert result.head.others == ("国务院关于修改《渡船管理条例》的决定",)


def test_a_number_in_a_sentence_is_of_another_paper() -> None:
    reply = "最高人民法院\n关于渡船问题的批复\n你院请示（某高法〔2017〕12号）收悉。经研究，批复如下："
    assert read(f"{reply}\n一、渡船可以靠岸。\n二、渡船可以离岸。").facts.number.value is None


def test_a_law_that_a_first_sentence_rests_on_says_nothing_of_the_text() -> None:
    text = "关于渡船案件的意见\n根据《渡船法》（2020年修订），提出以下意见：\n一、渡船可以靠岸。\n二、渡船可以离岸。"
    assert read(text).facts.adopted.value is None


def test_what_stands_under_a_paper_is_no_part_of_its_last_article() -> None:
    last = "本办法自发布之日起施行。\n\n抄送：各人民团体。\n\n某某办公厅　　2019年10月12日印发"
    result = read(f"渡船办法\n（2019年10月9日某某办公厅印发）\n{articles(2, last)}")
    assert [paragraph.text for paragraph in result.provisions.articles[-1].paragraphs] == ["本办法自发布之日起施行。"]


@pytest.mark.parametrize(("last", "whole"), [("本办法自2019年1月1日起施行。", True), ("具体办法由", False)])
def test_a_text_that_does_not_say_when_it_begins_may_be_cut_off(last: str, *, whole: bool) -> None:
    assert read(f"渡船办法\n{articles(3, last)}").facts.whole is whole
