"""What `site.py` can do: each verb once, for help, the handbook and the tests."""

from __future__ import annotations

from scripts.commands.command_line import Program, Verb

_LOOK = "看站点"
_CHECK = "检查和校对"
_BRING_IN = "收进材料"
_LEDGER = "整改台账和上级的表"
_BEGIN = "新建页面"
_PAPER = "打印和归档"
_SIGN = "办理和更正"
_PUBLISH = "发布"
_REGISTER = "法规资料"
_COUNTY = "上报和汇总"
_KEEP = "维护"


def _verb(name: str, group: str, summary: str, module: str = "") -> Verb:
    return Verb(name, group, summary, f"scripts.commands.{module or name.replace('-', '_')}")


VERBS = (
    _verb("serve", _LOOK, "在本机打开工作台和站点的预览，改动后自动更新"),
    _verb("build", _LOOK, "检查、生成到 site 文件夹，供网站服务器或共享文件夹使用"),
    _verb("check", _CHECK, "只检查内容，列出全部错误"),
    _verb("proofread", _CHECK, "发布前校对，列出值得看一看的文字"),
    _verb("copycheck", _CHECK, "雷同检查：哪些话往年、别处已经有"),
    _verb("compare", _CHECK, "对照两份材料，列出条目的来去和把握"),
    _verb("suggest", _CHECK, "推算措施的结果写在哪一条、哪个问题又出现，供人确认"),
    _verb("confirm", _CHECK, "写明不同年度的两个条目是不是一件事"),
    _verb("link", _CHECK, "给引用的法规写链接，指到当时有效的版本"),
    _verb("import", _BRING_IN, "把 Word、WPS、PDF、文本的总结做成页面", "import_report"),
    _verb("kind", _BRING_IN, "改一个部分的类别，条目的标识和引用一起换"),
    _verb("import-regulation", _BRING_IN, "登记一部法规，把法规全文写入页面"),
    _verb("due", _LEDGER, "列出到期、逾期的措施和还没有记载的规定动作，做督办单"),
    _verb("ledger-in", _LEDGER, "把 Excel 台账导入台账页面"),
    _verb("ledger-out", _LEDGER, "把台账导出为 Excel 表格"),
    _verb("fill", _LEDGER, "填上级发来的空表，列出填不了的和每一格的出处"),
    _verb("new-year", _BEGIN, "开始下一年：新建总结、台账和对照页"),
    _verb("new-compare", _BEGIN, "新建任意两个年度的对照页"),
    _verb("new-pack", _BEGIN, "新建学习资料包"),
    _verb("pdf", _PAPER, "把页面做成 PDF，可以归档，可以加版头"),
    _verb("docx", _PAPER, "把报告或学习资料包导出为 Word 文件"),
    _verb("sign", _SIGN, "记下一份报告由谁、哪一天拟稿、审核、签发"),
    _verb("correct", _SIGN, "更正已经发布的一页，记下原来写的和理由"),
    _verb("publish", _PUBLISH, "给一部分人发布站点"),
    _verb("rollback", _PUBLISH, "退回上一次发布"),
    _verb("verify", _PUBLISH, "对照清单核对发布的文件"),
    _verb("withdraw", _PUBLISH, "撤下一页，以前各次里也删去"),
    _verb("update-regulations", _REGISTER, "用法规资料包更新法规信息"),
    _verb("make-register-pack", _REGISTER, "做一个法规资料包，拷给没有网络的机器"),
    _verb("hand-over", _COUNTY, "把本单位的材料做成上报包，交给县里"),
    _verb("gather", _COUNTY, "把各单位的上报包汇总进来，每个单位一个文件夹"),
    _verb("province", _COUNTY, "全省、全市各县的站点一起算：雷同、统一的要求、检索记录"),
    _verb("set-up", _KEEP, "写明是哪个单位的站点，删去随站带来的材料"),
    _verb("undo", _KEEP, "列出最近的改动，退回其中一次"),
    _verb("clear-samples", _KEEP, "清除示例页面"),
    _verb("make-wheels", _KEEP, "下载依赖，供没有网络的机器安装"),
    _verb("licences", _KEEP, "列出全部依赖的许可证"),
)

SITE = Program(
    name="python3 scripts/site.py",
    purpose="一个单位历年全面从严治党总结的站点：建立运行环境，检查内容，生成、预览和发布。",
    verbs=VERBS,
    default="serve",
)
