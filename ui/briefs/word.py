"""Write a brief as a Word file that truly runs from right to left where its language does."""

from io import BytesIO
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_DIRECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from retrieval.folding import words
from retrieval.records import Language
from ui.briefs.document import Block, Bullets, Document, Heading, Line, Paragraph, Piece, Source, Table

FONT = "Arial"  # Has Arabic letters too, on every system that has Word.
SIZES = {"Normal": 10.5, "Title": 20, "Heading 1": 14, "List Bullet": 10.5}
INK, BLUE, GREY = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x1F, 0x4E, 0x79), RGBColor(0x55, 0x55, 0x55)
MARGIN = Cm(2.2)
TEXT_WIDTH = Cm(21.0 - 2 * 2.2)
SHADE = "F1F3F5"
# Invisible, of either direction: behind words that run the other way, or digits that follow would run on with them; and
# at both ends of a quotation that does, or its full stop would stand at its beginning.
MARKS = {"ar": "\u200f", "en": "\u200e"}


def write_word(document: Document) -> bytes:
    """Write a laid-out brief; its references lead to the numbered sources."""
    word = docx.Document()
    _set_up(word, document)
    writer = _Writer(word, document.language)
    writer.paragraph((Piece(document.title, language=document.language),), "Title")
    for block in document.blocks:
        writer.block(block)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def _set_up(word: WordDocument, document: Document) -> None:
    """Set fonts, margins, direction, and what the file says of itself."""
    word.core_properties.title = document.title
    word.core_properties.author = "Isnad"
    word.core_properties.comments = ""
    word.core_properties.language = document.language
    for name, size in SIZES.items():
        _set_font(word.styles[name], size)
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    if document.language == "ar":
        section._sectPr.append(OxmlElement("w:bidi"))


def _set_font(style: Any, size: float) -> None:
    """Give a style one font for all scripts; complex scripts have a size and a weight of their own."""
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for theme in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[theme]
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for name in ("w:szCs", "w:bCs"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    _put(properties, "w:szCs", {"w:val": str(round(2 * size))})
    if style.font.bold:
        _put(properties, "w:bCs", {})


class _Writer:
    """Writes block after block into one file."""

    def __init__(self, word: WordDocument, language: Language) -> None:
        self._word = word
        self._language = language

    def block(self, block: Block) -> None:
        """Write one block."""
        match block:
            case Heading():
                self.paragraph((Piece(block.text, language=self._language),), "Heading 1")
            case Paragraph():
                self._styled(block)
            case Bullets():
                for line in block.lines:
                    self.paragraph(line, "List Bullet")
            case Table():
                self._table(block)
            case Source():
                self._source(block)

    def paragraph(self, line: Line, style: str = "Normal") -> WordParagraph:
        """Write a line as a paragraph in the direction of the brief."""
        made = self._directed(self._word.add_paragraph(style=style))
        made.paragraph_format.space_after = Pt(5)
        self._fill(made, line)
        return made

    def _directed(self, paragraph: WordParagraph) -> WordParagraph:
        if self._language == "ar":
            _put_in_paragraph(paragraph, "w:bidi", {})
        return paragraph

    def _styled(self, block: Paragraph) -> None:
        made = self.paragraph(block.line)
        if block.style == "label":
            made.paragraph_format.keep_with_next = True
            for run in made.runs:
                _embolden(run)
        if block.style == "leading":
            self._ruled(made)
        if block.style == "small":
            for run in made.runs:
                run.font.color.rgb = GREY

    def _ruled(self, paragraph: WordParagraph) -> None:
        """Draw a bar at the side where the lines of the bottom line begin."""
        borders = _put_in_paragraph(paragraph, "w:pBdr", {})
        side = "w:right" if self._language == "ar" else "w:left"
        _put(borders, side, {"w:val": "single", "w:sz": "24", "w:space": "8", "w:color": str(BLUE)})

    def _table(self, block: Table) -> None:
        table = self._word.add_table(rows=0, cols=len(block.header), style="Table Grid")
        if self._language == "ar":
            table.table_direction = WD_TABLE_DIRECTION.RTL
        table.autofit = False
        rows = [tuple((Piece(name, "strong", self._language),) for name in block.header), *block.rows]
        for number, row in enumerate(rows):
            made = table.add_row()
            _put(made._tr.get_or_add_trPr(), "w:cantSplit", {})
            if number == 0:
                _put(made._tr.get_or_add_trPr(), "w:tblHeader", {})
            for cell, line, width in zip(made.cells, row, block.widths, strict=True):
                cell.width = int(TEXT_WIDTH * width)
                self._fill(self._directed(cell.paragraphs[0]), line)
                if number == 0:
                    _put(cell._tc.get_or_add_tcPr(), "w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": SHADE})
        for column, width in zip(table.columns, block.widths, strict=True):
            column.width = int(TEXT_WIDTH * width)
        self.paragraph(())

    def _source(self, source: Source) -> None:
        self.paragraph(source.article).paragraph_format.keep_with_next = True
        for number, line in source.quotations:
            made = self._directed(self._word.add_paragraph())
            made.paragraph_format.space_after = Pt(4)
            self._bookmark(made, number)
            self._fill(made, line)

    def _bookmark(self, paragraph: WordParagraph, number: int) -> None:
        """Write the number of a quotation where references lead."""
        _put(paragraph._p, "w:bookmarkStart", {"w:id": str(number), "w:name": f"source_{number}"})
        self._run(paragraph, Piece(f"[{number}] ", "strong", self._language))
        _put(paragraph._p, "w:bookmarkEnd", {"w:id": str(number)})

    def _fill(self, paragraph: WordParagraph, line: Line) -> None:
        for piece in line:
            if piece.kind == "reference":
                self._reference(paragraph, piece)
            elif piece.kind == "break":
                paragraph.add_run().add_break()
            else:
                self._run(paragraph, piece)

    def _reference(self, paragraph: WordParagraph, piece: Piece) -> None:
        run = self._run(paragraph, piece)
        run.font.color.rgb = BLUE
        link = _put(paragraph._p, "w:hyperlink", {"w:anchor": f"source_{piece.number}", "w:history": "1"})
        link.append(run._r)

    def _run(self, paragraph: WordParagraph, piece: Piece) -> Run:
        """Write words in their own direction: a run of a right-to-left language says so itself."""
        text = f"({piece.text.rstrip('.')})" if piece.kind == "note" else piece.text
        foreign = piece.language != self._language and bool(words(piece.text))
        run = paragraph.add_run(f"{_held(text, piece)}{MARKS[self._language]}" if foreign else text)
        if piece.kind == "strong":
            _embolden(run)
        if piece.kind == "note":
            run.font.color.rgb = GREY
        properties = run._r.get_or_add_rPr()
        if piece.language == "ar" or (self._language == "ar" and not foreign):
            run.font.rtl = True
        _put(properties, "w:lang", {"w:val": "en-GB", "w:bidi": "ar-SA"})
        return run


def _held(text: str, piece: Piece) -> str:
    """Keep the marks at the ends of a quotation in the direction of its words."""
    if piece.kind != "quote" or len(text) < 3:
        return text
    mark = MARKS[piece.language]
    return f"{text[0]}{mark}{text[1:-1]}{mark}{text[-1]}"


def _embolden(run: Run) -> None:
    run.font.bold = run.font.cs_bold = True


def _put(parent: Any, name: str, attributes: dict[str, str]) -> Any:
    """Add an element at the end of another."""
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(attribute), value)
    parent.append(element)
    return element


def _put_in_paragraph(paragraph: WordParagraph, name: str, attributes: dict[str, str]) -> Any:
    """Add a property of a paragraph in the place that the schema gives it."""
    properties = paragraph._p.get_or_add_pPr()
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(attribute), value)
    after = {"w:pBdr": _AFTER_BORDERS, "w:bidi": _AFTER_DIRECTION}[name]
    properties.insert_element_before(element, *after)
    return element


_AFTER_DIRECTION = (
    "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
    "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl",
    "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip
_AFTER_BORDERS = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct",
    "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", *_AFTER_DIRECTION,
)  # fmt: skip
