"""What blocks hold, however deep it stands: words, anchors, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scripts.paper.blocks import Anchor, Block, Code, Headline, ItemList, PaperTable, Para, Terms, TextRuns


def text_of(runs: TextRuns) -> str:
    """The words of runs, on one line."""
    return "".join(run.text for run in runs).replace("\n", "")


def texts_of(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the text of each paragraph in blocks."""
    for block in blocks:
        match block:
            case Para() | Headline():
                yield from "".join(run.text for run in block.runs).split("\n")
            case Code():
                yield from block.text.split("\n")
            case ItemList():
                for item in block.items:
                    yield from (f"　{text}" for text in texts_of(item))
            case Terms():
                for name, said in block.rows:
                    yield text_of(name)
                    yield from texts_of(said)
            case PaperTable():
                for row in (*block.head, *block.rows):
                    yield "　".join(text for cell in row for text in texts_of(cell.blocks))


def ids_of(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the ids of blocks and of what they hold, in reading order."""
    for block in every_block(blocks):
        if isinstance(block, Para | Headline | PaperTable | Anchor) and block.id:
            yield block.id


def every_block(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks and whatever blocks stand in them, in reading order."""
    for block in blocks:
        yield block
        for inner in _blocks_in(block):
            yield from every_block(inner)


def _blocks_in(block: Block) -> Iterator[Sequence[Block]]:
    match block:
        case ItemList():
            yield from block.items
        case Terms():
            yield from (said for _, said in block.rows)
        case PaperTable():
            yield from (cell.blocks for row in (*block.head, *block.rows) for cell in row)
