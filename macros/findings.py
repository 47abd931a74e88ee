"""The one form of whatever is wrong with a text or worth a look: what it is, where it stands, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Severity(StrEnum):
    """What a finding does: it stops the work, or it only suggests that a person look (错误、提示)."""

    STOPS = "stops"
    SUGGESTS = "suggests"


class Kind(Enum):
    """What can be found; each place that looks for something lists its own kinds, as title and remedy.

    Attributes:
        title: Its name, which says what is wrong, in Chinese.
        remedy: What the reader is to do, in Chinese, without a full stop.
    """

    def __init__(self, title: str, remedy: str) -> None:
        self.title = title
        self.remedy = remedy

    @property
    def code(self) -> str:
        """Its name for programs, which stays as it is once it was given: `front-matter-missing`."""
        return self.name.lower().replace("_", "-")

    @property
    def severity(self) -> Severity:
        """The same for all kinds of one list."""
        return Severity.STOPS

    def tell(self, finding: Finding) -> str:
        """The line on a finding of this kind that the office reads."""
        clauses = [
            self.title,
            finding.found and f"写的是{finding.found}",
            finding.expected and f"应为{finding.expected}",
            finding.detail,
        ]
        where = f"{finding.place}：" + (f"{finding.field}：" if finding.field else "")
        return f"{where}{'，'.join(filter(None, clauses))}。改法：{finding.remedy}。"


@dataclass(frozen=True)
class Finding:
    """One thing found at one place, with everything needed to mend it (错误、提示).

    Attributes:
        kind: What it is.
        file: Path relative to the project, with forward slashes; within the site for a
            built file; the name of a workbook.
        line: 1-based line number; 1 where the whole file is meant.
        field: Front-matter path such as `entries[0].id`, a heading or link; the element
            of a built page; the cell of a workbook; may be empty.
        found: What stands there; may be empty.
        expected: What should stand there; may be empty.
        detail: A clause of its own, where neither says it; may be empty.
        column: 1-based place in the line; 0 where the whole line is meant.
        source: The page under docs that a built file was made from; may be empty.
        advice: What to do, where that is not the remedy of its kind; may be empty.
        whole: All of the words of which `found` shows the first; empty where it shows them all.
    """

    kind: Kind
    file: str
    line: int = 1
    field: str = ""
    found: str = ""
    expected: str = ""
    detail: str = ""
    column: int = 0
    source: str = ""
    advice: str = ""
    whole: str = ""

    def __str__(self) -> str:
        return self.kind.tell(self)

    @property
    def place(self) -> str:
        """File, line and, where it is known, column, as an editor opens them."""
        column = f":{self.column}" if self.column else ""
        return f"{self.file}:{self.line}{column}" + (f"（由 {self.source} 生成）" if self.source else "")

    @property
    def words(self) -> str:
        """The words that were found, all of them."""
        return self.whole or self.found

    @property
    def remedy(self) -> str:
        """What the reader is to do, in Chinese, without a full stop."""
        return self.advice or self.kind.remedy

    def as_data(self) -> dict[str, str | int]:
        """The same for a program: every key is always there, empty or 0 where there is nothing to say."""
        return {
            "code": self.kind.code,
            "severity": self.kind.severity,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "field": self.field,
            "title": self.kind.title,
            "found": self.found,
            "expected": self.expected,
            "detail": self.detail,
            "remedy": self.remedy,
            "message": str(self),
        }


def shown(text: str, most: int = 60) -> str:
    """A text in quotes on one line, cut short after so many characters."""
    line = " ".join(text.split())
    return f"“{line[:most]}…”" if len(line) > most else f"“{line}”"
