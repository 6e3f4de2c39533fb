"""Write a brief as Markdown, which also reads well as plain text in a terminal."""

import re
from collections.abc import Iterable, Iterator

from ui.briefs.document import Block, Bullets, Document, Heading, Line, Paragraph, Piece, Source, Table
from ui.messages import FIRST_STRONG_ISOLATE, POP_ISOLATE

_MEANT = re.compile(r"([\\`*_{}\[\]<>#|~])")
_STARTS_LIST = re.compile(r"^(\d+)([.)])|^([-+=])")


def write_markdown(document: Document, *, isolated: bool = True) -> str:
    """Write a laid-out brief; words that run the other way are `isolated` by invisible marks, unless for a program."""
    lines = [f"# {_escaped(document.title)}", ""]
    for block in document.blocks:
        lines += [*_block(block, document, isolated), ""]
    return "\n".join(lines).rstrip() + "\n"


def _block(block: Block, document: Document, isolated: bool) -> Iterator[str]:
    def said(line: Line) -> str:
        return _line(line, document, isolated)

    match block:
        case Heading():
            yield f"## {_escaped(block.text)}"
        case Paragraph(style="leading"):
            yield f"> {said(block.line)}"
        case Paragraph(style="label"):
            yield f"**{said(block.line)}**"
        case Paragraph():
            yield said(block.line)
        case Bullets():
            yield from (f"- {said(line)}" for line in block.lines)
        case Table():
            yield _row(map(_escaped, block.header))
            yield _row("---" for _ in block.header)
            yield from (_row(map(said, row)) for row in block.rows)
        case Source():
            yield said(block.article)
            yield ""
            yield from (f"- \\[{number}\\] {said(line)}" for number, line in block.quotations)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(line: Line, document: Document, isolated: bool) -> str:
    return "".join(_piece(piece, isolated and piece.language != document.language) for piece in line)


def _piece(piece: Piece, isolated: bool) -> str:
    if piece.kind in ("reference", "break"):
        return piece.text or " · "
    if piece.kind == "link":
        return f"<{piece.text}>" if _is_plain_url(piece.text) else _escaped(piece.text)
    text = _escaped(piece.text)
    if isolated and text.strip(" ·"):
        text = f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
    return {"strong": f"**{text}**", "note": f"*({text.rstrip('.')})*"}.get(piece.kind, text)


def _is_plain_url(text: str) -> bool:
    return bool(re.fullmatch(r"https?://[^\s<>\\`]+", text))


def _escaped(text: str) -> str:
    r"""Take from an article's words every meaning that they would have in Markdown.

    >>> print(_escaped("1. <b>*x*</b>"))
    1\. \<b\>\*x\*\</b\>
    """
    return _STARTS_LIST.sub(r"\1\\\2\3", _MEANT.sub(r"\\\1", text))
