"""What is wrong stands on every page of the preview, as words, and goes when it is mended."""

from __future__ import annotations

from macros.errors import ContentErrors, ErrorKind
from macros.findings import Finding
from scripts.build.preview_notice import Notice

PAGE = b'<html><head></head><body dir="ltr"><p>x</p></body></html>'
FAULT = Finding(ErrorKind.FIELD_VALUE, "docs/reports/2023.md", 3, "unit", "“<b>”")


def test_faults_stand_at_the_top_with_file_line_and_remedy() -> None:
    notice = Notice()
    notice.tell(str(ContentErrors([FAULT])))
    page = notice.put_on(PAGE).decode()
    assert page.index('<body dir="ltr"><div') < page.index("docs/reports/2023.md:3：unit") < page.index("<p>x</p>")
    assert "写的是“&lt;b&gt;”" in page
    assert "改法：按应有的写法改正。" in page
    assert "共 1 处错误。" in page


def test_notice_goes_when_all_is_well() -> None:
    notice = Notice()
    assert notice.put_on(PAGE) == PAGE
    notice.tell("错")
    notice.clear()
    assert notice.put_on(PAGE) == PAGE


def test_what_is_no_page_stays_as_it_is() -> None:
    notice = Notice()
    notice.tell("错")
    assert notice.put_on(b"404 Not Found") == b"404 Not Found"


def test_long_list_says_how_much_is_left_out() -> None:
    notice = Notice()
    notice.tell("\n".join(f"第{number}行" for number in range(60)))
    page = notice.put_on(PAGE).decode()
    assert (page.count("<li>"), "还有 10 行" in page) == (51, True)
