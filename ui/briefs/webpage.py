"""Write a brief as one web page that needs nothing else: no script, and what came from articles escaped."""

from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from ui.briefs.document import Block, Bullets, Document, Heading, Line, Paragraph, Piece, Source, Table

STYLE = """
:root { color-scheme: light; }
body { background: #fff; color: #1a1a1a; max-width: 52rem; margin: 2rem auto; padding: 0 1.25rem;
  font: 1rem/1.65 system-ui, "Segoe UI", "Noto Sans", "Noto Sans Arabic", Tahoma, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.35; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; padding-bottom: .2rem; border-bottom: 1px solid #bbb; }
h2, .label { break-after: avoid; }
p { margin: .5rem 0; }
ul { margin: .4rem 0; padding-inline-start: 1.3rem; }
li { margin: .45rem 0; }
.small, .note { color: #555; font-size: .88em; }
.label { font-weight: 600; margin-top: 1rem; }
.leading { border-inline-start: 4px solid #1f4e79; padding-inline-start: .9rem; font-size: 1.06rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #bbb; padding: .4rem .55rem; text-align: start; vertical-align: top; }
td { overflow-wrap: anywhere; }
th { background: #f1f3f5; }
tr, li { break-inside: avoid; }
a { color: #1f4e79; text-decoration: none; }
.source { margin: 1rem 0; }
.source ul { list-style: none; padding-inline-start: .6rem; }
@page { margin: 2cm; }
@media print { body { font-size: 10.5pt; margin: 0; max-width: none; padding: 0; } }
"""


def write_page(document: Document) -> str:
    """Write a laid-out brief as a page in its own direction; each quotation runs in the direction of its words."""
    direction = "rtl" if document.language == "ar" else "ltr"
    title = escape(document.title)
    body = "\n".join(part for block in document.blocks for part in _block(block))
    return (
        f'<!DOCTYPE html>\n<html lang="{document.language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f'<h1 dir="auto">{title}</h1>\n{body}\n</body>\n</html>\n'
    )


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h2>{escape(block.text)}</h2>"
        case Paragraph():
            yield f'<p class="{block.style}">{_line(block.line)}</p>'
        case Bullets():
            yield f"<ul>{''.join(f'<li>{_line(line)}</li>' for line in block.lines)}</ul>"
        case Table():
            columns = "".join(f'<col style="width:{width:.0%}">' for width in block.widths)
            head = "".join(f"<th>{escape(name)}</th>" for name in block.header)
            rows = "".join(f"<tr>{''.join(f'<td>{_line(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
            yield f"<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        case Source():
            article = _line(block.article)
            cited = "".join(
                f'<li id="source-{number}"><bdi>[{number}]</bdi> {_line(line)}</li>'
                for number, line in block.quotations
            )
            yield f'<div class="source"><p>{article}</p><ul>{cited}</ul></div>'


def _line(line: Line) -> str:
    return "".join(map(_piece, line))


def _piece(piece: Piece) -> str:
    text = escape(piece.text)
    match piece.kind:
        case "reference":
            return f'<a href="#source-{piece.number}"><bdi>{text}</bdi></a>'
        case "break":
            return "<br>"
        case "link":
            return f'<a href="{text}"><bdi dir="ltr">{text}</bdi></a>' if _is_web(piece.text) else f"<bdi>{text}</bdi>"
        case "note":
            return f'<span class="note">({text.rstrip(".")})</span>'
        case "strong":
            return f'<strong><bdi dir="auto">{text}</bdi></strong>'
        case "quote" | "name":
            return f'<bdi dir="auto" lang="{piece.language}">{text}</bdi>'
        case _:
            return text


def _is_web(url: str) -> bool:
    """Whether a link leads to the web: not to a script, not to a file."""
    return urlsplit(url).scheme in ("http", "https")
