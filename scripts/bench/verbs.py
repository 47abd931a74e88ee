"""What `bench.py` can measure: each verb once."""

from __future__ import annotations

from scripts.commands.command_line import Program, Verb

_SITE = "站点"
_STEPS = "各步"


def _verb(name: str, group: str, summary: str, module: str = "") -> Verb:
    return Verb(name, group, summary, f"scripts.bench.commands.{module or name}")


BENCH = Program(
    name="python3 scripts/bench.py",
    purpose="量一量各项要多少时间、内存和空间，只列数字，不作评判。",
    verbs=(
        _verb("build", _SITE, "生成站点，与 Material、Zensical、ProperDocs 比"),
        _verb("serve", _SITE, "预览：多久打开，改动以后多久看得到"),
        _verb("search", _SITE, "搜索，与 Material、Pagefind 比"),
        _verb("desk", _SITE, "工作台：改到一半被杀掉，丢不丢字"),
        _verb("look", _SITE, "每一种页面的样子：高度、空白、链接的颜色、露出的编号"),
        _verb("pictures", _SITE, "手册里的图：照现在的样子重新做"),
        _verb("compare", _STEPS, "各年对照给生成增加多少，对照得准不准，雷同检查多快"),
        _verb("county", _STEPS, "许多单位之间的雷同：多久找完，找得全不全，在集群上怎样"),
        _verb("import", _STEPS, "导入总结", "import_reports"),
        _verb("scan", _STEPS, "扫描件：读得准不准，没把握的标出来没有，一页要多久"),
        _verb("citations", _STEPS, "写入引用链接"),
        _verb("mappings", _STEPS, "推算条文对照，与复核过的比"),
        _verb("register", _STEPS, "登记法规：来稿里读到的与登记的对照"),
        _verb("pdf", _STEPS, "做 PDF"),
        _verb("fuzz", _STEPS, "把各种材料弄坏，看读的时候会不会抛出"),
    ),
)
