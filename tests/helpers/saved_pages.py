"""Web pages as offices' sites serve them, made up in five shapes: the text, and everything around it."""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "清溪镇2023年全面从严治党工作总结"
TEXT = (
    "2023年，镇党委认真履行全面从严治党主体责任，现将有关情况总结如下。",
    "一、工作开展情况",
    "（一）加强理论学习",
    "镇党委全年召开中心组学习会12次，专题研究全面从严治党工作4次，班子成员讲党课9场，覆盖党员620人次。",
    "（二）强化日常监督",
    "对重点岗位开展廉政谈话36人次，组织明察暗访8次，发现问题11个，已全部督促整改。",
    "二、存在的问题",
    "（一）压力传导不够",
    "个别村党组织抓党风廉政建设的主动性不强，满足于开会发文，对苗头性问题提醒不及时。",
    "三、下一步工作安排",
    "（一）压实责任链条",
    "制定责任清单，按季度听取各村党组织书记汇报，把落实情况列入年终考核。",
    "清溪镇党委",
    "2023年12月28日",
)
MENU = ("首页", "政务公开", "工作动态", "政策法规", "互动交流", "办事服务", "专题专栏", "领导信箱")
NEWS = tuple(f"{name}开展主题党日活动情况通报" for name in ("东村", "西村", "南村", "北村", "河口村", "石桥村"))
TOP = ("欢迎您 请登录 注册", "今天是2024年3月5日 星期二", "繁体版 | 无障碍 | 手机版")
CRUMBS = "当前位置：首页 > 政务公开 > 工作总结"
SOURCE = "来源：党政办 发布时间：2023-12-29 09:12 浏览次数：356次 字号：大 中 小"
FOOT = (
    "主办：清溪镇人民政府 承办：清溪镇党政办公室",
    "备案号：某ICP备12345678号-1 某公网安备 51000000000000号",
    "网站标识码：5100000000 技术支持：某某科技 网站地图 联系我们",
)
TOOLS = ("打印本页", "关闭窗口", "分享到：微信 微博")
REST = (*TOP, *MENU, *NEWS, CRUMBS, SOURCE, *TOOLS, *FOOT)


@dataclass(frozen=True)
class SavedPage:
    """A page and what it is called among the shapes."""

    name: str
    html: str


def _links(words: tuple[str, ...], tag: str = "li") -> str:
    return "".join(f'<{tag}><a href="/{number}.html">{word}</a></{tag}>' for number, word in enumerate(words))


def _page(body: str) -> str:
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>'
        f"{TITLE}_清溪镇人民政府</title></head><body>{body}</body></html>"
    )


def _paragraphs(form: str = "<p>{}</p>") -> str:
    return "".join(form.format(f"\u3000\u3000{text}") for text in TEXT)


def _tables() -> str:
    top, foot = ("".join(f"<tr><td>{line}</td></tr>" for line in lines) for lines in (TOP, FOOT))
    news = "".join(f'<tr><td><a href="/{number}.html">{name}</a></td></tr>' for number, name in enumerate(NEWS))
    main = (
        f'<table><tr><td>{CRUMBS}</td></tr><tr><td align="center"><b>{TITLE}</b></td></tr><tr><td>{SOURCE}</td></tr>'
        f"<tr><td>{_paragraphs()}</td></tr><tr><td>{' '.join(TOOLS)}</td></tr></table>"
    )
    middle = f'<tr><td width="200"><table>{news}</table></td><td>{main}</td></tr>'
    return _page("".join(f"<table>{rows}</table>" for rows in (top, f"<tr>{_links(MENU, 'td')}</tr>", middle, foot)))


def _divisions() -> str:
    top = "".join(f'<div class="top">{line}</div>' for line in TOP)
    side = f'<div class="right"><h3>工作动态</h3><ul>{_links(NEWS)}</ul></div>'
    tools = "".join(f"<a href=#>{tool}</a>" for tool in TOOLS)
    main = (
        f'<div class="content"><div class="location">{CRUMBS}</div><h1>{TITLE}</h1><div class="info">{SOURCE}</div>'
        f'<div id="zoom">{_paragraphs()}</div><div class="tools">{tools}</div></div>'
    )
    foot = "".join(f"<p>{line}</p>" for line in FOOT)
    return _page(f'{top}<div class="nav"><ul>{_links(MENU)}</ul></div>{main}{side}<div class="footer">{foot}</div>')


def _elements() -> str:
    head = "".join(f"<span>{line}</span>" for line in TOP)
    return _page(
        f"<header>{head}<nav><ul>{_links(MENU)}</ul></nav></header><main><div>{CRUMBS}</div>"
        f"<article><h1>{TITLE}</h1><p>{SOURCE}</p>{_paragraphs()}</article><div>{' '.join(TOOLS)}</div></main>"
        f"<aside><ul>{_links(NEWS)}</ul></aside><footer>{'<br>'.join(FOOT)}</footer>"
    )


def _breaks() -> str:
    body = "<br>".join(f"&nbsp;&nbsp;{text}" for text in TEXT)
    return _page(
        f"<div>{'<br>'.join(TOP)}</div><div>{_links(MENU, 'span')}</div><div>{CRUMBS}</div>"
        f'<div class="title">{TITLE}</div><div>{SOURCE}</div><div class="txt">{body}</div><div>{" ".join(TOOLS)}</div>'
        f"<div>{_links(NEWS, 'div')}</div><div>{'<br>'.join(FOOT)}</div>"
    )


def _from_word() -> str:
    style = "font-family:仿宋_GB2312;font-size:16pt"
    text = _paragraphs(f'<p class="MsoNormal"><span style="{style}">{{}}</span></p>')
    top, foot = ("".join(f"<p>{line}</p>" for line in lines) for lines in (TOP, FOOT))
    return _page(
        f'<div id="app"><div>{top}</div><ul>{_links(MENU)}</ul><ul>{_links(NEWS)}</ul><div><span>{CRUMBS}</span></div>'
        f'<div><h2>{TITLE}</h2><p>{SOURCE}</p><div class="TRS_Editor">{text}</div><p>{" ".join(TOOLS)}</p></div>'
        f"<div>{foot}</div></div>"
    )


PAGES = (
    SavedPage("tables", _tables()),
    SavedPage("divisions", _divisions()),
    SavedPage("elements", _elements()),
    SavedPage("line breaks", _breaks()),
    SavedPage("from Word", _from_word()),
)
