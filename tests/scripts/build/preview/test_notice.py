"""What is wrong stands on the pages of the preview, as words: under its heading, or on top."""

from __future__ import annotations

from macros.corpus.findings import Findings
from macros.corpus.pages import parse_page
from macros.errors import ErrorKind
from macros.findings import Finding
from scripts.build.preview.notice import UNSOUND, put_at_places, put_on_top

PAGE = b'<html><head></head><body dir="ltr"><h1 id="t">T</h1><h2 id="a">A</h2><p>x</p><h2 id="b">B</h2></body></html>'
WRITTEN = parse_page("# T { #t }\n\n## A { #a }\n\nx\n\n## B { #b }\n\n## C { #c }\n", "about.md", Findings())


def fault(line: int) -> Finding:
    return Finding(ErrorKind.FIELD_VALUE, "docs/about.md", line, found=f"“<{line}>”")


def test_faults_stand_at_the_top_with_file_line_and_remedy() -> None:
    page = put_on_top(PAGE, UNSOUND, [str(fault(3))]).decode()
    assert page.index('<body dir="ltr"><div') < page.index(UNSOUND) < page.index("docs/about.md:3") < page.index("<h1")
    assert "写的是“&lt;3&gt;”" in page
    assert "改法：按应有的写法改正。" in page


def test_where_nothing_is_wrong_a_page_stays_as_it_is() -> None:
    assert put_on_top(PAGE, UNSOUND, []) == PAGE
    assert put_at_places(PAGE, WRITTEN, []) == (PAGE, [])


def test_what_is_no_page_stays_as_it_is() -> None:
    assert put_on_top(b"404 Not Found", UNSOUND, ["错"]) == b"404 Not Found"


def test_long_list_says_how_much_is_left_out() -> None:
    page = put_on_top(PAGE, UNSOUND, [f"第{number}行" for number in range(60)]).decode()
    assert (page.count("<li>"), "还有 10 行" in page) == (51, True)


def test_a_fault_stands_under_the_heading_under_which_its_line_is() -> None:
    html, told = put_at_places(PAGE, WRITTEN, [fault(5), fault(7)])
    page = html.decode()
    assert page.index('<h2 id="a">') < page.index("&lt;5&gt;") < page.index("<p>x</p>")
    assert page.index('<h2 id="b">') < page.index("&lt;7&gt;")
    assert told == [fault(5), fault(7)]


def test_a_fault_without_a_place_on_the_page_is_left_for_the_top() -> None:
    # Its heading is not shown, or the page is not written as one.
    assert put_at_places(PAGE, WRITTEN, [fault(9)]) == (PAGE, [])
    assert put_at_places(PAGE, None, [fault(1)]) == (PAGE, [])
