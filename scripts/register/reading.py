"""The pages of a pack, each checked by itself before it is held against the site's own."""

from __future__ import annotations

from macros.corpus.findings import Findings
from macros.corpus.pages import parse_page
from macros.corpus.parsing import read_content
from macros.domain.regulations import Edition, TextKind
from macros.errors import ErrorKind
from scripts.register.archive import RegisterPack, RegisterPackError
from scripts.register.page_text import PageText, split_page

_MOST = 20


def read_pages(pack: RegisterPack) -> dict[str, PageText]:
    """Take the pages of a pack apart.

    Raises:
        RegisterPackError: A page is at fault, or carries an official text; all faults are told.
    """
    findings = Findings()
    pages = {path: page for path, text in pack.pages.items() if (page := read_page(text, path, findings))}
    if findings.errors:
        lines = [str(error) for error in findings.errors[:_MOST]]
        head = f"资料包里的页面有 {len(findings.errors)} 处错误，没有写入。改法：请制作的一方改正后重做。"
        raise RegisterPackError("\n".join([head, *lines]))
    return pages


def read_page(text: str, path: str, findings: Findings) -> PageText | None:
    """Take one page of strangers apart; None where it cannot be read.

    Args:
        text: The whole page.
        path: Its path under docs.
        findings: Where faults go: an official text, and what an office has checked itself, are nobody else's.
    """
    page = parse_page(text, path, findings)
    if page is None:
        return None
    for name, value in page.front_matter.fields.items():
        # What an office has checked itself is proof to that office alone.
        if isinstance(value, dict) and "checked" in value:
            line = page.front_matter.line_of((name, "checked"))
            findings.add(ErrorKind.FIELD_UNKNOWN, path, line, field=f"{name}.checked")
    content = read_content(page, findings)
    if isinstance(content, Edition) and content.text is TextKind.OFFICIAL:
        findings.add(ErrorKind.FIELD_VALUE, path, field="text", found="“条文原文”", expected="版本信息或本站摘要")
    return split_page(text, path, findings)
