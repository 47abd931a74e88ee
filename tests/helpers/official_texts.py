"""Official texts of every kind, in made-up words: what each looks like, and what is to be read from it."""

from __future__ import annotations

from dataclasses import dataclass

from macros.domain.numerals import to_chinese


@dataclass(frozen=True)
class OfficialText:
    """A made-up text and what it says of itself; None or an empty text for what it does not say."""

    text: str
    title: str
    kind: str
    issuer: str | None
    adopted: str | None
    issued: str | None
    in_force: str | None
    count: int
    unit: str = "条"
    repeals: str | None = "没有写明废止旧文"
    number: str | None = None


def articles(count: int, last: str, *, word: str = "办法") -> str:
    """So many articles of made-up words; the last one closes the text."""
    lines = [f"第{to_chinese(n)}条　钥匙由第{n}名值班员保管，依照本{word}交接。" for n in range(1, count)]
    return "\n\n".join([*lines, f"第{to_chinese(count)}条　{last}"])


PARTY = OfficialText(
    f"""中国共产党图书阅览条例

（2019年11月29日中共中央政治局会议审议批准　2019年12月30日中共中央发布）

第一章　总　则

{articles(3, "本条例自发布之日起施行。", word="条例")}
""",
    "中国共产党图书阅览条例",
    "条例",
    "中共中央",
    "2019-11-29",
    "2019-12-30",
    "2019-12-30",
    3,
)
REVISED = OfficialText(
    f"""中国共产党图书阅览条例
（2009年7月2日中共中央政治局会议审议批准 2009年7月2日中共中央发布
2024年1月31日中共中央政治局会议第二次修订 2024年2月8日中共中央发布）
{articles(4, "本条例自2024年3月1日起施行。2009年7月2日中共中央印发的《中国共产党图书阅览条例（试行）》同时废止。")}
""",
    "中国共产党图书阅览条例",
    "条例",
    "中共中央",
    "2024-01-31",
    "2024-02-08",
    "2024-03-01",
    4,
    repeals="2009年7月2日中共中央印发的《中国共产党图书阅览条例（试行）》同时废止。",
)
#: A notice sends it on, and its own title stands below.
SENT_ON = OfficialText(
    f"""中共中央办公厅　国务院办公厅
关于印发《机关图书管理规定（试行）》的通知

各省、自治区、直辖市党委和人民政府：

现将《机关图书管理规定（试行）》印发给你们，请认真执行。

中共中央办公厅
国务院办公厅
2018年5月6日

机关图书管理规定
（试行）

{articles(3, "本规定自印发之日起施行。", word="规定")}
""",
    "机关图书管理规定（试行）",
    "规定",
    "中共中央办公厅、国务院办公厅",
    None,
    "2018-05-06",
    "2018-05-06",
    3,
)
STATUTES = OfficialText(
    """中国共产党章程

（中国共产党第三十次全国代表大会部分修改，2072年10月24日通过）

总　纲

这是总纲的一段。

第一章　党员

第一条　年满十八岁的可以借书。

第二条　借书的应当还书。
""",
    "中国共产党章程",
    "党章",
    "中国共产党第三十次全国代表大会",
    "2072-10-24",
    None,
    None,
    2,
    repeals=None,
)
IN_PARTS = OfficialText(
    """关于机关阅览室的若干准则
(2026年10月27日中国共产党第三十届中央委员会第六次全体会议通过)

阅览室是读书的地方。一九八〇年，有关机关制定过旧的准则。

一、坚定阅读方向

阅读要有方向。

（一）要读好书。

二、保持安静

阅览室里不喧哗。

三、按时归还

借书要还。
""",
    "关于机关阅览室的若干准则",
    "准则",
    "中国共产党第三十届中央委员会第六次全体会议",
    "2026-10-27",
    None,
    None,
    3,
    unit="部分",
    repeals=None,
)
IN_POINTS = OfficialText(
    """《机关借书八项规定》（全文）

某机关2012年12月4日召开会议，审议关于借书的规定。

一、要少借多读，借书以前先登记，读完以后再借下一本。

二、
要按时归还，逾期不还的暂停借阅，归还以后再恢复借阅的资格。

三、要爱护图书，不在书上写字，不折书页，损坏的照价赔偿。
""",
    "机关借书八项规定",
    "规定",
    None,
    None,
    None,
    None,
    3,
    unit="点",
    repeals=None,
)
LAW = OfficialText(
    f"""\ufeff中华人民共和国渡船法

（2030年6月20日第三十三届全国人民代表大会常务委员会第十九次会议通过）

目　　录
第一章　总　　则
第二章　附　　则

第一章　总　　则

{articles(2, "渡船每班不超过十二人。", word="法")}

第二章　附　　则

第三条　本法自2030年7月1日起施行。
""",
    "中华人民共和国渡船法",
    "法律",
    "全国人民代表大会常务委员会",
    "2030-06-20",
    None,
    "2030-07-01",
    3,
)
#: The last article is that of the text before it was amended: it says nothing of this wording.
AMENDED_LAW = OfficialText(
    f"""中华人民共和国渡船法
2018年3月20日 第十三届全国人民代表大会第一次会议通过

根据2034年12月25日第三十四届全国人民代表大会常务委员会第十三次会议《关于修改〈中华人民共和国渡船法〉的决定》修正
{articles(3, "本法自公布之日起施行。《中华人民共和国旧渡船法》同时废止。", word="法")}
""",
    "中华人民共和国渡船法",
    "法律",
    "全国人民代表大会",
    "2034-12-25",
    None,
    None,
    3,
    repeals="《中华人民共和国旧渡船法》同时废止。",
)
ORDER = OfficialText(
    f"""中华人民共和国国务院令

第732号

《渡船管理条例》已经2019年4月3日国务院第41次常务会议通过，现予公布，自2019年5月15日起施行。

总理　某某
2019年4月14日

渡船管理条例

{articles(3, "本条例自2019年5月15日起施行。", word="条例")}
""",
    "渡船管理条例",
    "条例",
    "国务院",
    "2019-04-03",
    "2019-04-14",
    "2019-05-15",
    3,
    number="国务院令第732号",
)
REVISED_ORDER = OfficialText(
    f"""渡船管理条例

（2007年4月5日中华人民共和国国务院令第492号公布　2019年4月3日中华人民共和国国务院令第711号修订　自2019年5月15日起施行）

{articles(3, "本条例自2019年5月15日起施行。", word="条例")}
""",
    "渡船管理条例",
    "条例",
    "国务院",
    None,
    "2019-04-03",
    "2019-05-15",
    3,
    number="国务院令第711号",
)
INTERPRETATION = OfficialText(
    f"""中华人民共和国最高人民法院
公　告

《最高人民法院关于审理渡船纠纷案件适用法律若干问题的解释》已于2023年2月20日由最高人民法院审判委员会第1880次会议通过，\
现予公布，自2023年3月1日起施行。

最高人民法院
2023年2月24日

法释〔2023〕5号

最高人民法院
关于审理渡船纠纷案件
适用法律若干问题的解释

（2023年2月20日最高人民法院审判委员会第1880次会议通过，自2023年3月1日起施行）

为正确审理渡船纠纷案件，制定本解释。

{articles(3, "本解释自2023年3月1日起施行。", word="解释")}
""",
    "最高人民法院关于审理渡船纠纷案件适用法律若干问题的解释",
    "解释",
    "最高人民法院",
    "2023-02-20",
    "2023-02-24",
    "2023-03-01",
    3,
    number="法释〔2023〕5号",
)
#: Two bodies adopted it, each on a day of its own.
JOINT = OfficialText(
    """最高人民法院　最高人民检察院
关于办理渡船案件若干问题的意见
（2016年3月28日最高人民法院审判委员会第1680次会议、2016年3月25日最高人民检察院第十二届检察委员会第50次会议通过，\
自2016年4月18日起施行）

一、渡船的船长是指驾船的人，不是指坐船的人。

二、渡船的乘客是指坐船的人，不包括在岸上等候的人。
""",
    "最高人民法院　最高人民检察院关于办理渡船案件若干问题的意见",
    "意见",
    "最高人民法院、最高人民检察院",
    "2016-03-28",
    None,
    "2016-04-18",
    2,
    unit="点",
    repeals=None,
)
LOCAL = OfficialText(
    f"""某省渡船条例

（2018年12月29日某省第十三届人民代表大会常务委员会第八次会议通过）

{articles(3, "本条例自2019年3月1日起施行。1999年1月1日起施行的《某省渡船办法》同时废止。", word="条例")}
""",
    "某省渡船条例",
    "条例",
    "某省人民代表大会常务委员会",
    "2018-12-29",
    None,
    "2019-03-01",
    3,
    repeals="1999年1月1日起施行的《某省渡船办法》同时废止。",
)
#: Nothing but title and articles, as a page of a collection may be; the year beside the title is the collector's.
BARE = OfficialText(
    f"""# 渡船借阅办法2015

{articles(3, "本办法自2016年1月1日起施行。", word="办法")}
""",
    "渡船借阅办法",
    "办法",
    None,
    None,
    None,
    "2016-01-01",
    3,
)
OLD_FIGURES = OfficialText(
    f"""渡船借阅办法（试行）
（一九九七年二月十七日示例委员会发布）
{articles(3, "本办法自发布之日起试行。", word="办法")}
""",
    "渡船借阅办法（试行）",
    "办法",
    "示例委员会",
    None,
    "1997-02-17",
    "1997-02-17",
    3,
)
#: Two days of beginning contradict each other, and neither is taken.
CONTRADICTORY = OfficialText(
    f"""渡船借阅办法
（2019年3月9日示例委员会发布，自2019年4月1日起施行）
{articles(3, "本办法自2019年5月1日起施行。", word="办法")}
""",
    "渡船借阅办法",
    "办法",
    "示例委员会",
    None,
    "2019-03-09",
    None,
    3,
)
#: As an agency reports it: no line is the title.
NEWS = OfficialText(
    f"""某某办公厅印发《机关钥匙保管若干规定》

2024-08-06 18:30　来源：某某社

某某社8月6日电　近日，某某办公厅印发了《机关钥匙保管若干规定》，并发出通知，要求各单位认真遵照执行。

《机关钥匙保管若干规定》全文如下。

{articles(3, "本规定自发布之日起施行。", word="规定")}
""",
    "机关钥匙保管若干规定",
    "规定",
    "某某办公厅",
    None,
    None,
    None,
    3,
)
REPLY = OfficialText(
    """最高人民法院
关于渡船有关问题的批复
（2018年5月28日由最高人民法院审判委员会第1740次会议通过，自2018年6月13日起施行）

法释〔2018〕10号

某省高级人民法院：

你院关于渡船有关问题的请示收悉。经研究，批复如下：

一、渡船靠岸以后，乘客方可下船，船长应当在岸上等候。

二、渡船离岸以前，乘客应当上船，船长应当在船上等候。

此复。
""",
    "最高人民法院关于渡船有关问题的批复",
    "批复",
    "最高人民法院",
    "2018-05-28",
    None,
    "2018-06-13",
    2,
    unit="点",
    repeals=None,
    number="法释〔2018〕10号",
)
DECISION = OfficialText(
    """全国人民代表大会常务委员会关于渡船的决定
（2039年6月29日第三十三届全国人民代表大会常务委员会第十一次会议通过）

第三十三届全国人民代表大会常务委员会第十一次会议决定：

一、对渡船加强检查，每年检查一次，检查不合格的停止使用。

二、对船长加强培训，每年培训一次，培训不合格的停止上船。

本决定自2039年6月30日起施行。
""",
    "全国人民代表大会常务委员会关于渡船的决定",
    "决定",
    "全国人民代表大会常务委员会",
    "2039-06-29",
    None,
    "2039-06-30",
    2,
    unit="点",
)
MARKDOWN = OfficialText(
    """# 渡船借阅办法

（2019年3月9日示例委员会发布）

## 第一章 总则

### 第一条

钥匙由值班员保管。

**第二条** 【交接】 交接时当面点清。

**第三条** 本办法自发布之日起施行。
""",
    "渡船借阅办法",
    "办法",
    "示例委员会",
    None,
    "2019-03-09",
    "2019-03-09",
    3,
)
ALL = {
    "party": PARTY,
    "revised": REVISED,
    "sent on by a notice": SENT_ON,
    "statutes": STATUTES,
    "parts": IN_PARTS,
    "points": IN_POINTS,
    "law": LAW,
    "amended law": AMENDED_LAW,
    "order": ORDER,
    "revised by an order": REVISED_ORDER,
    "interpretation": INTERPRETATION,
    "joint": JOINT,
    "local": LOCAL,
    "bare": BARE,
    "old figures": OLD_FIGURES,
    "contradictory": CONTRADICTORY,
    "news": NEWS,
    "reply": REPLY,
    "decision": DECISION,
    "markdown": MARKDOWN,
}
