"""What the checks of a text say: remarks, which never stop anything."""

from __future__ import annotations

from dataclasses import dataclass

from macros.findings import Finding, Kind, Severity


class RemarkKind(Kind):
    """What a person should look at (提示); it is found as words, and never stops anything."""

    NOT_FOR_PUBLICATION = ("像是不宜公开的内容", "核对能否公开；不能公开的删去")
    PERSON = ("写有受处理人的姓名", "核对能否公开；一般写职务，或写“张某”")
    OLD_ID_NUMBER = ("像是15位的旧身份证号码", "是身份证号码的删去")
    SIGNED_CHANGED = (
        "签署以后文字有改动",
        "改得对的，请那一步的职务重新办理，再记一次；不该改的，退回改动",
    )
    SCAN_OPEN = (
        "扫描识别的文字还没有校对完，不能发布",
        "对照原件逐处看过：把校对单填好再导入一次；没有校对单的，看过后在页首信息里写 text: 扫描识别，已校对 日期",
    )
    INDICATOR_LEFT = (
        "指标与正文不一致",
        "以正文为准的，把页首信息里的指标改过来；以指标为准的，更正正文",
    )
    PICTURE_WORDS = ("图片没有说明", "写明图上是什么，看不到图的读者靠它，排不出图的地方写的也是它")
    PLACEHOLDER = ("留有没有填写的地方", "填上内容；有意保留的，列入页首信息的 allowed")
    USAGE = ("不是规范用语", "按规范用语改写；引文可以保留")
    TITLE_NEAR = ("法规题名可能有误", "与登记册里的题名核对")
    TITLE_OUTDATED = ("法规题名是旧名", "说的是现行版本的，改用现名；说的是旧版本的，可以保留")
    CONCEPT_UNCLEAR = (
        "与概念同名，句中看不出说的是它",
        "说的是这个概念的，写明对象，或手工写链接并固定（.fixed）；说的是别的，不用改",
    )
    PAUSE_MARK = ("并列的引号或书名号之间用了顿号", "通常不用顿号（GB/T 15834—2011 第4.5.3.5条）")
    HALF_WIDTH = ("汉字之间用了半角标点", "改用全角标点")
    MIXED_BRACKETS = ("括号一半全角、一半半角", "两个都用全角")
    UNPAIRED = ("引号、括号或书名号不成对", "补上或删去一个")
    REPEATED = ("标点重复", "只留一个")
    CARRIED_OVER = ("与上一年逐字相同", "写本年情况的，按本年实际重写；长期有效的要求可以保留")
    COPIED = ("与更早年度或其他单位逐字相同", "写本年情况的，按本年实际重写；长期有效的要求可以保留")
    COPIED_BUT_FIGURES = (
        "与以前的材料只差数字、年份或名称",
        "核对数字是不是本年的；做法有变化的写出变化，没有变化的可以并成一句",
    )
    COPIED_NEARLY = ("与以前的材料略有改动", "换几个词不算改写；写本年做了什么、与往年有什么不同")
    OTHERS_NAME = ("像是别处的名称", "核对写的是不是本单位的；不是的改过来")
    OTHER_YEAR = ("像是往年的数字或日期", "按本年实际核对，是往年的改过来")
    OTHER_MEETING = ("会议与年度不符", "核对本年学习贯彻的是哪次会议")
    OTHERS_POST = ("像是本单位没有的职务", "核对本单位有没有这个职务；没有的改过来")

    @property
    def on_publication(self) -> bool:
        """Whether it says that something may not be fit for publication, and not how something is put."""
        return self in {RemarkKind.NOT_FOR_PUBLICATION, RemarkKind.PERSON, RemarkKind.OLD_ID_NUMBER}

    @property
    def of_every_year(self) -> bool:
        """Whether it is told of papers of all years, and may not be put off: it is not about how something is put."""
        return self.on_publication or self in {
            RemarkKind.SIGNED_CHANGED,
            RemarkKind.SCAN_OPEN,
            RemarkKind.INDICATOR_LEFT,
        }

    @property
    def severity(self) -> Severity:
        """A remark never stops anything."""
        return Severity.SUGGESTS

    def tell(self, finding: Finding) -> str:
        """The line that the office reads; what should stand there tells more than a remedy for all of a kind."""
        words = f"{finding.place}：{self.title}，写的是“{finding.found}”"
        return "。".join(filter(None, [words, finding.detail, finding.expected or finding.remedy])) + "。"


@dataclass(frozen=True)
class Spot:
    """A passage of a page: 1-based line and column (0 where it is not known), and its words."""

    line: int
    column: int
    text: str
