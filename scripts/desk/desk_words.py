"""What checks and commands tell of files and of the command line, told of the desk."""

from __future__ import annotations

#: What is done in files and at the command line, and where that is done at the desk.
_WORDS = {
    "把这处文字列入页首信息的 allowed": "在“校对”里写明理由留着",
    "列入页首信息的 allowed": "在“校对”里写明理由留着",
    "，或手工写链接并固定（.fixed）": "",
    "提示还有更多，运行 python3 scripts/site.py proofread 查看全部。": "提示还有更多，在“校对”里看全部。",
    "，要看的在命令后面写那一份的文件名": "",
}


def in_desk_words(text: str) -> str:
    """The same in the words of who has no files before him."""
    for words, ours in _WORDS.items():
        text = text.replace(words, ours)
    return text
