"""Finds the names of people beside what was done to them: 给予张三党内警告处分.

Only where the grammar leaves room for nothing but a name; a name that stands
elsewhere is missed, so that ordinary words are not taken for names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Family names that are hardly ever the beginning of another word here, or whose words stand in `_WORDS`.
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易武乔贺赖龚文肖严于殷翟聂庞耿涂岳齐"
    "梅庄辛祝左苗舒柳葛樊倪施焦冉牛温阳鲁韦俞柯洪裴"
)
_COMPOUND = "欧阳|司马|上官|诸葛|皇甫|尉迟|令狐|慕容|夏侯|司徒"
_GIVEN = r"[\u4e00-\u9fff]"
#: Two signs that begin like a name and are a word.
_WORDS = frozenset(
    re.findall(
        "..",
        "高度高效高级高标高质高压高中高龄高位高风高线何种何人何时何处何以何等任何任职任务任期任用任内任免任意任命方面方案方式方法方向方可文件文化文明文书文字文体文旅严重严格严肃严厉严禁严明严查严防严密严峻严惩"
        "严管严把于是于此于法于其程序程度许多许可余款余额余下周边周期周密周末周年周围周一林业林地林长林场田地田间石油石料金额金融金钱白酒白条黄牌黄金黄赌江河江湖马上马路马克钱款钱物钱财武装武术易发易地易腐易制"
        "贺信顾问段落万元万人万户万余左右施工施行焦点齐全齐抓温饱温室牛羊康养康复毛利龙头雷同夏季史料孔径乔迁谢绝阳光阳奉柳编洪水洪涝涂改鲁莽梅花庄重庄稼高校高原高管石材曾经曾因曾任曾被曾受曾在白天方才马匹江南"
        "江苏江西罗列宋体唐突汪洋邓小毛泽马恩习近文艺文物文稿金银易于龙舟雷霆武断程式严于严守高考高层高危高额高价高消高尔高速高铁高水周转周到周知任性任由方针方便田园林木林草林权林区石头石子江泽胡锦范围范例范畴"
        "范本温和温情万分万一万事万众万亩余人余名余次余件余万余元余户余份余场余起",
    )
)
#: What no given name ends or begins with: particles, adverbs, and signs that stand for a name left out.
_NO_GIVEN = frozenset(
    "某的了在是被所其各与及等个就将也均都没已再又未不有给因受并或为以从对把向由该此这那些者们后前时中内外上下党"
)
#: Words after which a sentence speaks of what was done to somebody.
_MATTER = re.compile(r"处分|诫勉|立案|函询|党籍|留置|免职|撤职|撤销|警告|问责|开除|批评教育|组织处理")
_SANCTION = (
    r"(?:党内|政务|行政|留党|撤职|开除|记过|记大过|警告|严重警告|降级|降职|免职|诫勉|处分"
    r"|批评教育|通报批评|责令|组织处理|党纪)"
)
_ACTION = (
    r"(?:(?:的问题|涉嫌[^，。；]{0,20})?(?:进行|予以|给予|作出|采取|启动|实施)?(?:了)?"
    r"(?:立案|诫勉|谈话函询|函询|留置|问责|开除|党内|政务|撤职|免职|处分|审查调查|纪律审查|批评教育|通报批评|组织处理))"
)
_CAUSE = "因|被|受到|违反|违规|涉嫌|利用职务|严重违纪"
_FATE = r"(?:处分|诫勉|立案|函询|党籍|留置|免职|撤职|撤销|警告|问责|开除)"
_POST = (
    r"书记|主任|委员|村民|党员|干部|会计|乡长|镇长|县长|区长|局长|站长|所长|院长|校长|队长|组长|科长|处长|部长|主席|文书|出纳"
    r"|科员|职工|教师|医生|负责人|工作人员|支书|村长|经理|主任科员|监委会主任|助理|专干|网格员"
)
_NAME = rf"(?P<name>(?:{_COMPOUND}){_GIVEN}{{1,2}}?|[{_SURNAMES}]{_GIVEN}{{1,2}}?)"
_SAME = r"(?:同志|本人)?"
#: A sign without which a slot is not there, and the slot.
_SLOTS = tuple(
    (re.compile(signs), re.compile(pattern))
    for signs, pattern in (
        ("[给予]", rf"(?:给予|予以|给)(?:[^，。；、：]{{0,16}}?(?:{_POST}))?{_NAME}{_SAME}{_SANCTION}"),
        (
            "[对将]",
            rf"(?:(?<![针面相反核绝])对|(?<!不)将)(?:[^，。；、：]{{0,16}}?(?:{_POST}))?{_NAME}{_SAME}{_ACTION}",
        ),
        ("开除|撤销|免去", rf"(?:开除|撤销|免去){_NAME}{_SAME}的?(?:党籍|公职|党内|[^，。；、]{{0,10}}职务)"),
        (
            _CAUSE,
            rf"(?:(?:^|(?<=[\n，。；、：“”（）\s]))(?:经查，)?|(?<=[委党支镇乡村局站所])|(?:{_POST})){_NAME}"
            rf"(?:同志|本人)?(?:[（(][^（）()]{{1,12}}[）)])?(?:{_CAUSE})[^。；\n]{{0,60}}?{_FATE}",
        ),
        ("同志", rf"{_NAME}同志[^。；\n]{{0,30}}?(?:因|被|受到|违反|涉嫌)[^。；\n]{{0,40}}?{_FATE}"),
    )
)


def find_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text names a person beside a measure of discipline.

    Args:
        text: A paragraph.

    Yields:
        Start and end of each name, each place once.
    """
    if not _MATTER.search(text):
        return
    seen: set[int] = set()
    for match in (match for signs, slot in _SLOTS if signs.search(text) for match in slot.finditer(text)):
        start, end = match.span("name")
        if start not in seen and _is_name(text[start:end]):
            seen.add(start)
            yield start, end


def _is_name(name: str) -> bool:
    if name[:2] in _WORDS:
        return False
    given = name[2:] if name[:2] in _COMPOUND.split("|") else name[1:]
    return bool(given) and not set(given) & _NO_GIVEN
