"""Show a brief as a page to read: as it is laid out for every form, its references as marks that open their sources."""

from collections.abc import Iterable, Iterator, Sequence

from agent.brief import Brief
from retrieval.records import Language
from ui.briefs import lay_out
from ui.briefs.document import Block, Bullets, Heading, Line, Paragraph, Piece, Source, Table
from ui.briefs.labels import LABELS
from ui.page.answers import difference_shown
from ui.page.downloads import FORMS, download
from ui.page.isolating import DIRECTIONS, isolated
from ui.page.markup import Html, join, link, row, table, tag
from ui.page.sources import mark
from ui.page.timelines import timeline_shown
from ui.page.words import WORDS


def brief_shown(brief: Brief, language: Language) -> Html:
    """Show a brief in its own language on a page in `language`; of a refused one, what to do."""
    document, shown = lay_out(brief), _Shown(brief, language)
    is_refused = brief.status == "refused"
    return tag(
        "article",
        tag("h2", tag("bdi", document.title)),
        None if is_refused else shown.tools(),
        shown.refusal(document.blocks) if is_refused else join(shown.sections(document.blocks)),
        class_="brief",
        lang=brief.language,
        dir=DIRECTIONS[brief.language],
    )


class _Shown:
    """Shows the blocks of one laid-out brief, and what a page can show beside them."""

    def __init__(self, brief: Brief, language: Language) -> None:
        self._brief = brief
        self._language = language
        self._labels = LABELS[brief.language]
        self._citations = {one.number: one for one in brief.citations}

    def refusal(self, blocks: Iterable[Block]) -> Html:
        """Say why there is no brief, and what to do about it."""
        words = WORDS[self._brief.language]
        hint = tag("p", words.no_brief_hint)
        return tag("div", tag("strong", words.no_brief), *map(self._block, blocks), hint, class_="refusal")

    def tools(self) -> Html:
        """Offer the brief as a file in each form, and its address."""
        words = WORDS[self._language]
        address = tag(
            "button",
            words.copy_brief_address,
            type="button",
            class_="plain",
            data_copy="address",
            data_done=words.copied,
            data_question=self._brief.topic,
            data_tab="brief",
        )
        files = (download(self._brief, form, self._language) for form in FORMS)
        return tag("div", *files, address, class_="tools", lang=self._language, dir=DIRECTIONS[self._language])

    def sections(self, blocks: Iterable[Block]) -> Iterator[Html]:
        """Yield the sections in reading order: the timeline drawn too, the sides of differences face to face."""
        beside = {Heading(self._labels.timeline): self._timeline, Heading(self._labels.differences): self._sides}
        for first, *rest in _by_heading(blocks):
            more = beside[first]() if isinstance(first, Heading) and first in beside else None
            yield tag("section", self._block(first), more, *map(self._block, rest))

    def _timeline(self) -> Html:
        return timeline_shown(self._brief, self._language)

    def _sides(self) -> Html:
        spoken = self._brief.language
        return join(
            difference_shown(one, self._brief.citations, spoken, self._language) for one in self._brief.differences
        )

    def _block(self, block: Block) -> Html:
        match block:
            case Heading():
                return tag("h3", block.text)
            case Paragraph():
                return tag("p", self._line(block.line), class_=block.style)
            case Bullets():
                return tag("ul", *(tag("li", self._line(line)) for line in block.lines))
            case Table():
                return self._table(block)
            case Source():
                return self._source(block)

    def _table(self, block: Table) -> Html:
        rows = [row(block.header, map(self._line, cells)) for cells in block.rows]
        widths = tag("colgroup", *(tag("col", style=f"width:{width:.0%}") for width in block.widths))
        return table(block.header, rows, widths)

    def _source(self, block: Source) -> Html:
        quotations = [tag("li", self._mark(number), tag("div", self._line(line))) for number, line in block.quotations]
        return tag("div", tag("p", self._line(block.article)), tag("ul", *quotations), class_="quoted")

    def _line(self, line: Line) -> Html:
        return join(map(self._piece, line))

    def _piece(self, piece: Piece) -> Html:
        match piece.kind:
            case "reference":
                return self._mark(piece.number)
            case "break":
                return tag("br")
            case "link":
                return link(piece.text, piece.text)
            case "note":
                return tag("span", isolated(f"({piece.text.rstrip('.')})", self._brief.language), class_="aside")
            case "strong":
                return tag("strong", tag("bdi", piece.text, dir="auto"))
            case "quote" | "name":
                foreign = piece.kind == "quote" and piece.language != self._brief.language
                return tag("bdi", piece.text, dir="auto", lang=piece.language, class_="foreign" if foreign else None)
            case "text":
                return isolated(piece.text, self._brief.language)

    def _mark(self, number: int) -> Html:
        return mark(0, self._citations[number], self._language)


def _by_heading(blocks: Iterable[Block]) -> list[Sequence[Block]]:
    """Part blocks into sections, each with its heading first; what stands before all headings is one too."""
    sections: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and sections[-1]:
            sections.append([])
        sections[-1].append(block)
    return [section for section in sections if section]
