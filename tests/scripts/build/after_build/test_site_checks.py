"""What is looked at after every build: a small site that is whole, and every way in which one is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import Mock

import pytest

from scripts.build import pipeline
from scripts.build.after_build.faults import FaultKind, SiteFaults
from scripts.build.after_build.policy import META
from scripts.build.after_build.site_checks import SiteCheck, check_site
from scripts.setup.console import Console
from scripts.setup.environment import ROOT
from scripts.setup.project import HERE

HEAD = f"""\
<!doctype html>
<html lang="zh" class="no-js">
<head>
<meta http-equiv="{META[0]}" content="{META[1]}">
<meta charset="utf-8">
<title>年鉴</title>
<link rel="stylesheet" href="ROOTassets/site.css">
</head>
<body>
"""
HOME = """\
<h1 id="top">首页</h1>
<p>见<a href="reports/2023.html#p2">问题</a>、<a href="https://www.example.org/">外网</a>、<a href="#top">页首</a>。</p>
<p><img src="assets/图%201.png" alt="图"><a href="search.html?q=问题" aria-label="检索"></a></p>
<form action="search.html"><input name="q"></form>
<pre><code>{{ ledger() }}</code></pre>
</body>
</html>
"""
REPORT = """\
<h1 id="report-2023">2023年</h1>
<h3 id="p2">问题</h3>
<p>写着 {{ ledger() }} 的一段。</p>
<p><a href="../index.html">首页</a></p>
</body>
</html>
"""
SEARCH = '<h1 id="search">检索</h1>\n<p><a href="./index.html#top">首页</a></p>\n</body>\n</html>\n'
FILES = {
    "index.html": HEAD.replace("ROOT", "") + HOME,
    "search.html": HEAD.replace("ROOT", "./") + SEARCH,
    "404.html": HEAD.replace("ROOT", "/") + '<p>没有。<a href="/index.html">首页</a></p>\n</body>\n</html>\n',
    "reports/2023.html": HEAD.replace("ROOT", "../") + REPORT,
    "assets/site.css": "a { background: url(data:image/svg+xml;utf8,x); color: red }\n",
    "assets/图 1.png": "",
}
SOURCES = {"index.md": "# 首页 { #top }\n", "reports/2023.md": "# 2023年 { #report-2023 }\n"}


def write(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def check(folder: Path, files: dict[str, str], sources: dict[str, str] | None = None) -> SiteFaults | None:
    try:
        check_site(write(folder / "site", files), write(folder / "docs", SOURCES | (sources or {})))
    except SiteFaults as faults:
        return faults
    return None


def test_whole_site_passes(tmp_path: Path) -> None:
    assert check(tmp_path, FILES) is None


@pytest.mark.parametrize(
    ("path", "old", "new", "kind", "element", "found"),
    [
        ("index.html", 'lang="zh"', "", FaultKind.LANGUAGE, "html", ""),
        ("index.html", "<title>年鉴</title>", "<title> </title>", FaultKind.TITLE, "title", ""),
        ("index.html", "2023.html#p2", "2024.html", FaultKind.LINK_FILE, "a", "reports/2024.html"),
        ("index.html", "reports/2023.html#p2", "reports/", FaultKind.LINK_FILE, "a", "reports/"),
        ("reports/2023.html", "../index.html", "../../index.htm", FaultKind.LINK_FILE, "a", "../../index.htm"),
        ("index.html", "#p2", "#p3", FaultKind.LINK_ANCHOR, "a", "reports/2023.html#p3"),
        ("index.html", "#top", "#bottom", FaultKind.LINK_ANCHOR, "a", "#bottom"),
        ("index.html", ' aria-label="检索"', "", FaultKind.LINK_EMPTY, "a", "search.html?q=问题"),
        ("index.html", "https://www", "javascript:www", FaultKind.LINK_SCHEME, "a", "javascript:www.example.org/"),
        ("index.html", "https://www", " JavaScript:w", FaultKind.LINK_SCHEME, "a", " JavaScript:w.example.org/"),
        ("index.html", "https:", "http:", FaultKind.LINK_SCHEME, "a", "http://www.example.org/"),
        ("index.html", "https:", "", FaultKind.LINK_SCHEME, "a", "//www.example.org/"),
        ("index.html", "图%201", "图%202", FaultKind.FILE_MISSING, "img", "assets/图%202.png"),
        ("index.html", "assets/site.css", "site.css", FaultKind.FILE_MISSING, "link", "site.css"),
        ("index.html", 'action="search', 'action="find', FaultKind.FILE_MISSING, "form", "find.html"),
        ("index.html", ' alt="图"', "", FaultKind.IMAGE_TEXT, "img", "assets/图%201.png"),
        ("index.html", "assets/图%201.png", "https://x.org/1.png", FaultKind.OTHER_HOST, "img", "https://x.org/1.png"),
        ("index.html", "assets/site.css", "//x.org/s.css", FaultKind.OTHER_HOST, "link", "//x.org/s.css"),
        ("index.html", 'alt="图"', 'alt="" srcset="//x.org/2.png 2x"', FaultKind.OTHER_HOST, "img", "//x.org/2.png"),
        ("index.html", '<a href="#top"', '<a ping="//x.org/" href="#top"', FaultKind.OTHER_HOST, "a", "//x.org/"),
        ("assets/site.css", "data:image/svg+xml;utf8,x", "'//x.org/a.png'", FaultKind.OTHER_HOST, "", "//x.org/a.png"),
        ("assets/site.css", "a {", '@import "https://x.org/a.css"; a {', FaultKind.OTHER_HOST, "", "https://x.org/a.css"),
        ("reports/2023.html", 'h3 id="p2"', 'h3 id="report-2023"', FaultKind.ID_REPEATED, "h3", "report-2023"),
        ("index.html", "<code>", "", FaultKind.UNRENDERED, "p", "{{ ledger() }}"),
        ("search.html", "首页", "{% if x %}", FaultKind.UNRENDERED, "a", "{% if x %}"),
        ("index.html", "'self'", "'self' *", FaultKind.POLICY, "meta", ""),
        ("index.html", "<head>", '<head><meta charset="utf-8">', FaultKind.POLICY, "meta", ""),
        ("index.html", "<form", "<script>alert(1)</script><form", FaultKind.SCRIPT, "script", "alert(1)"),
        ("index.html", "<form", '<script type="module">x</script><form', FaultKind.SCRIPT, "script", "x"),
        ("index.html", "<input", '<input onfocus="x()"', FaultKind.HANDLER, "input", "x()"),
        ("index.html", "<input", '<input style="color: red"', FaultKind.STYLE, "input", "color: red"),
        ("index.html", "</head>", "<style>a{}</style></head>", FaultKind.STYLE, "style", "a{}"),
        ("index.html", "<form", '<iframe src="search.html"></iframe><form', FaultKind.ELEMENT, "iframe", "search.html"),
        ("index.html", "</head>", '<base href="./"></head>', FaultKind.ELEMENT, "base", ""),
        ("index.html", "</head>", '<meta http-equiv="Refresh" content="0"></head>', FaultKind.ELEMENT, "meta", "0"),
    ],
)  # fmt: skip
def test_fault_names_page_line_element_and_what_to_do(
    tmp_path: Path, path: str, old: str, new: str, kind: FaultKind, element: str, found: str
) -> None:
    assert old in FILES[path]
    text = FILES[path].replace(old, new, 1)
    if kind is FaultKind.UNRENDERED:
        text = text.replace("<pre>", "<p>").replace("</code></pre>", "</p>")
    told = check(tmp_path, FILES | {path: text})
    assert told is not None
    fault = next(fault for fault in told.faults if fault.kind is kind)
    assert (fault.file, fault.field) == (path, element)
    assert fault.found.startswith(found)
    # What a fault takes with it, such as a page that no link leads to any more, is told as well.
    assert {other.kind for other in told.faults} - {kind} <= {FaultKind.UNREACHED, FaultKind.LINK_ANCHOR}
    if found:
        assert found in text.splitlines()[fault.line - 1]
    line = next(line for line in str(told).splitlines() if kind.title in line)
    assert line.startswith(f"{path}:{fault.line}")
    assert line.endswith(f"改法：{kind.remedy}。")


def test_page_that_no_link_leads_to_is_told(tmp_path: Path) -> None:
    lonely = HEAD.replace("ROOT", "") + '<h1>甲</h1><p><a href="other.html">乙</a></p></body></html>'
    other = HEAD.replace("ROOT", "") + '<h1>乙</h1><p><a href="lonely.html">甲</a></p></body></html>'
    told = check(tmp_path, FILES | {"lonely.html": lonely, "other.html": other}, {"lonely.md": "# 甲\n"})
    assert told is not None
    assert [(fault.kind, fault.file) for fault in told.faults] == [
        (FaultKind.UNREACHED, "lonely.html"),
        (FaultKind.UNREACHED, "other.html"),
    ]
    assert "由 docs/lonely.md 生成" in str(told)


def test_signs_of_a_macro_are_words_where_macros_have_run(tmp_path: Path) -> None:
    text = FILES["index.html"].replace("<code>", "").replace("</code>", "").replace("pre>", "p>")
    assert (
        check(tmp_path, FILES | {"index.html": text}, {"index.md": "---\nrender_macros: true\n---\n\n# 首页\n"}) is None
    )


def test_page_that_shows_how_macros_are_asked_for_runs_none(tmp_path: Path) -> None:
    text = FILES["index.html"].replace("<code>", "").replace("</code>", "").replace("pre>", "p>")
    told = check(tmp_path, FILES | {"index.html": text}, {"index.md": "# 首页\n\n```\nrender_macros: true\n```\n"})
    assert told is not None
    assert [fault.kind for fault in told.faults] == [FaultKind.UNRENDERED]


def test_what_a_template_repeats_on_every_page_is_told_once(tmp_path: Path) -> None:
    told = check(tmp_path, {path: text.replace('lang="zh"', 'lang="en"') for path, text in FILES.items()})
    assert told is not None
    assert len(told.faults) == 4
    assert len(str(told).splitlines()) == 3
    assert "另有 3 处同样" in str(told)


def test_every_kind_of_fault_is_in_the_handbook() -> None:
    text = Path(ROOT, "docs/handbook/errors.md").read_text(encoding="utf-8").replace("`", "")
    for kind in FaultKind:
        assert f"| {kind.title} | {kind.remedy} |" in text, kind


def test_faulty_site_does_not_take_the_place_of_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    write(site, {"index.html": "旧"})

    @contextmanager
    def generating(folder: Path, fresh: Path, variables: Mapping[str, str]) -> Iterator[Mock]:
        write(fresh, FILES | {"index.html": FILES["index.html"].replace("#p2", "#p9")})
        yield Mock(works_on=lambda _: False)

    monkeypatch.setattr(pipeline, "generating", generating)
    with pytest.raises(SiteFaults, match=re.escape("写的是“reports/2023.html#p9”")):
        pipeline.build(site, HERE, Console(quiet=True))
    assert (site / "index.html").read_text(encoding="utf-8") == "旧"


def test_page_that_was_looked_at_half_written_is_looked_at_again(tmp_path: Path) -> None:
    site, docs = write(tmp_path / "site", FILES), write(tmp_path / "docs", SOURCES)
    page = site / "index.html"
    page.write_text(FILES["index.html"][:300], encoding="utf-8")
    site_check = SiteCheck(site, docs)
    site_check.look()
    page.write_text(FILES["index.html"], encoding="utf-8")
    site_check.finish()


def test_what_was_seen_of_a_page_holds_as_long_as_it_is_the_same_file(tmp_path: Path) -> None:
    site, docs, kept = write(tmp_path / "site", FILES), write(tmp_path / "docs", SOURCES), tmp_path / "seen"
    SiteCheck(site, docs, kept).finish()
    SiteCheck(site, docs, kept).finish()
    page = site / "reports/2023.html"
    # One that it is linked from has not changed.
    page.write_text(FILES["reports/2023.html"].replace('id="p2"', 'id="p3"'), encoding="utf-8")
    with pytest.raises(SiteFaults, match=re.escape("写的是“reports/2023.html#p2”")):
        SiteCheck(site, docs, kept).finish()
    page.write_text(FILES["reports/2023.html"], encoding="utf-8")
    SiteCheck(site, docs, kept).finish()
    # Nor has its file, but whether its macros run.
    (docs / "index.md").write_text("---\nrender_macros: true\n---\n# 首页 { #top }\n", encoding="utf-8")
    (site / "index.html").write_text(FILES["index.html"].replace("问题</a>、", "问题</a>、{{ x }}"), encoding="utf-8")
    SiteCheck(site, docs, kept).finish()
    (docs / "index.md").write_text(SOURCES["index.md"], encoding="utf-8")
    with pytest.raises(SiteFaults, match="宏"):
        SiteCheck(site, docs, kept).finish()
