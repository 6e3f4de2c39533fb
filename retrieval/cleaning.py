"""Find the body of an article in its raw text: logical paragraphs, and what was left out and why.

The raw text is never changed. Paragraphs and cuts are spans of it, disjoint and in order, and hold every character that
is not white space. A false cut is worse than a missed one: only whole lines are cut, and a text is never cut away.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from string import capwords

from retrieval.folding import WORD, fold
from retrieval.furniture import (
    LONGEST,
    Mark,
    anywhere,
    at_edge,
    bare,
    introduces_links,
    is_address,
    is_dateline,
    is_source_label,
    is_source_line,
)
from retrieval.outlets import Provenance, beside, host_of, is_masthead, names_site, signs_agency, stated_provenance
from retrieval.records import Cut, CutReason, Paragraph, Span, TitleHow
from retrieval.sentences import ends_sentence
from retrieval.titles import (
    CLOSING_WORDS,
    FUNCTION_WORDS,
    LISTED,
    TitleFound,
    find_title,
    opens_sentence,
    reads_as_heading,
)

BODY_LENGTH = 100  # Characters. A line as long as this is body, whatever it ends with.
WIDEST = 130  # Characters. Nobody wraps lines wider than this; lines that are longer are paragraphs.
NARROWEST = 40
TOLERANCE = 10
SUBHEADING_WORDS = 5  # Headlines are longer, mostly.
LONGEST_START = 4  # Spaces. Pages that break lines at will print few words of a paragraph on its first line.
_CLOSING = ".،,؛;:؟?!)]»”’%…"
_HANGING = "،,؛;-–—([«“/\N{ARABIC TATWEEL}"  # «قال لـ»


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The body of an article and what was left out of it; `title` stands in the body once if the page printed it."""

    paragraphs: tuple[Paragraph, ...]
    cuts: tuple[Cut, ...]
    title: str
    title_how: TitleHow
    outlet: str | None = None
    credited: str | None = None


@dataclass(frozen=True, slots=True)
class _Stated:
    """What is known beside the text."""

    title: str | None
    outlet: str | None
    url: str | None
    dateline: Span | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the page without the white space round it."""

    span: Span
    text: str
    bare: str
    after_blank: bool
    mark: CutReason | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    """One cut line, or the lines of one paragraph."""

    span: Span
    text: str
    bare: str
    after_blank: bool
    mark: CutReason | None


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How a page breaks its lines: at most `width` characters wide, and tight when lines are filled up to it."""

    width: int
    tight: bool
    slack: float = 0.85  # A line that reaches this share of the width is full.


def clean(
    text: str,
    stated_title: str | None = None,
    *,
    stated_outlet: str | None = None,
    url: str | None = None,
    dateline: Span | None = None,
) -> Cleaned:
    r"""Find the paragraphs, the title and the outlet of an article, and what to leave out of its body.

    `stated_title`, `stated_outlet` and `url` came beside the text; `dateline` is where in it the date was read.

    >>> cleaned = clean("Talks open\n\nTalks open\n\nThe delegation landed in Amman.\n\nShare this article")
    >>> cleaned.title, [cut.reason for cut in cleaned.cuts], len(cleaned.paragraphs)
    ('Talks open', ['title', 'furniture'], 2)
    """
    lines = _lines(text)
    known = _Stated(stated_title, stated_outlet or _masthead(lines), url, dateline)
    marked = _marked(lines, known) if len(lines) > 1 else lines
    blocks = _without_linked(_blocks(marked))
    if not any(_is_worded(block) for block in blocks):
        return _uncut(lines, known)
    return _assembled(blocks, known, _provenance(marked, known))


def _masthead(lines: Sequence[_Line]) -> str | None:
    """Read the name of a newspaper off the top of its page."""
    if len(lines) < 2 or not is_masthead(lines[0].text):
        return None
    return capwords(lines[0].text) if lines[0].text.isupper() else lines[0].text


def _uncut(lines: Sequence[_Line], stated: _Stated) -> Cleaned:
    """Keep a text of which cleaning would leave nothing."""
    found = TitleFound(stated.title, "stated") if stated.title else find_title([line.text for line in lines[:1]])
    paragraphs = tuple(Paragraph(line.span) for line in lines)
    return Cleaned(paragraphs, (), found.title, found.how, stated.outlet or host_of(stated.url))


def _assembled(blocks: Sequence[_Block], stated: _Stated, provenance: Provenance) -> Cleaned:
    kept = [block for block in blocks if block.mark is None]
    found = find_title([block.text for block in kept], stated.title)
    copies = [Cut(kept[index].span, "title") for index in found.copies]
    cuts = [Cut(block.span, block.mark) for block in blocks if block.mark] + copies
    paragraphs = tuple(
        Paragraph(block.span, heading=(index == found.kept and index + 1 < len(kept)) or _heads(kept, index))
        for index, block in enumerate(kept)
        if index not in found.copies
    )
    ordered = tuple(sorted(cuts, key=lambda cut: cut.span))
    return Cleaned(paragraphs, ordered, found.title, found.how, provenance.outlet, provenance.credited)


def _heads(blocks: Sequence[_Block], index: int) -> bool:
    """Tell whether a block is a subheading: it reads as one, and a paragraph follows."""
    following = blocks[index + 1].text if index + 1 < len(blocks) else ""
    return reads_as_heading(blocks[index].text) and _is_paragraph(following)


# Lines


def _lines(text: str) -> list[_Line]:
    """List the lines that hold more than white space."""
    lines: list[_Line] = []
    offset, blank = 0, False
    for raw in text.splitlines(keepends=True):
        line = raw.strip()
        if line:
            start = offset + len(raw) - len(raw.lstrip())
            folded = bare(line) if len(line) <= LONGEST else line
            lines.append(_Line(Span(start, start + len(line)), line, folded, blank))
        blank = not line
        offset += len(raw)
    return lines


def _marked(lines: Sequence[_Line], stated: _Stated) -> list[_Line]:
    """Mark the lines that belong to the site: first what does so anywhere, then what does above and below the body."""
    title = bare(stated.title or "")
    first = [line if title and line.bare == title else _mark_anywhere(lines, index) for index, line in enumerate(lines)]
    dated = [_mark_dateline(line, stated.dateline) for line in first]
    edges = frozenset(index for index in _edges(dated) if not _runs_on(dated, index))
    timeline = sum(ends_sentence(after.text) and is_dateline(line.bare) for line, after in pairwise(dated)) > 2
    second = [
        _mark_at_edge(line, stated, timeline=timeline) if index in edges and line.bare != title else line
        for index, line in enumerate(dated)
    ]
    return _mark_values(_mark_site_names(second, edges, stated))


def _mark_anywhere(lines: Sequence[_Line], index: int) -> _Line:
    line = lines[index]
    if len(line.text) > LONGEST or _is_stray_stop(line):
        return line
    mark = anywhere(line.text, line.bare)
    return replace(line, mark=mark) if mark and _stands_alone(lines, index) else line


def _mark_dateline(line: _Line, dateline: Span | None) -> _Line:
    """Mark the line whose date was read elsewhere, unless it says more than that."""
    if line.mark or not dateline or not (line.span.start < dateline.end and dateline.start < line.span.end):
        return line
    covers = 2 * len(dateline) >= len(line.span)
    return replace(line, mark="dateline") if covers and not ends_sentence(line.text) else line


def _mark_at_edge(line: _Line, stated: _Stated, *, timeline: bool) -> _Line:
    if line.mark or len(line.text) > LONGEST:
        return line
    mark: Mark | None = at_edge(line.text, line.bare)
    if mark == "dateline" and timeline:
        return line
    if mark is None and signs_agency(line.text):
        mark = "source"
    if mark is None and stated.outlet and _is_slogan_of(line, stated.outlet):
        mark = "furniture"
    return replace(line, mark=mark) if mark else line


def _mark_site_names(lines: Sequence[_Line], edges: frozenset[int], stated: _Stated) -> list[_Line]:
    """Mark the name of the site where it stands alone and a source line or the address confirms it."""
    outlet = stated.outlet or _provenance(lines, stated).outlet
    return [
        replace(line, mark="furniture")
        if index in edges and not line.mark and names_site(line.text, outlet, stated.url)
        else line
        for index, line in enumerate(lines)
    ]


def _mark_values(lines: Sequence[_Line]) -> list[_Line]:
    """Mark the name under a "Source:" that stands alone."""
    labels = {index for index, line in enumerate(lines) if line.mark == "source" and is_source_label(line.bare)}
    return [
        replace(line, mark="source")
        if index - 1 in labels and not line.mark and line.text.count(" ") <= 5 and not ends_sentence(line.text)
        else line
        for index, line in enumerate(lines)
    ]


def _provenance(lines: Sequence[_Line], stated: _Stated) -> Provenance:
    """Read the outlet off the lines that name it: the source lines, then the notice of copyright."""
    sources = [line.text for line in lines if line.mark == "source"]
    notices = [line.text for line in lines if line.mark == "furniture" and _claims_rights(line)]
    found = stated_provenance([*sources, *notices], stated.url)
    return beside(stated.outlet, found, stated.url) if stated.outlet else found


def _claims_rights(line: _Line) -> bool:
    return "©" in line.text or "copyright" in line.bare or "حقوق" in line.bare or "rights reserved" in line.bare


def _edges(lines: Sequence[_Line]) -> frozenset[int]:
    """Index the lines above the first and below the last line that is surely body; what is repeated is the title."""
    times = Counter(line.bare for line in lines)
    body = [index for index, line in enumerate(lines) if not line.mark and times[line.bare] == 1 and _is_body(line)]
    if not body:
        return frozenset(range(len(lines)))
    return frozenset(index for index in range(len(lines)) if not body[0] <= index <= body[-1])


def _runs_on(lines: Sequence[_Line], index: int) -> bool:
    """Tell whether a line goes on with the sentence of the line before."""
    line, before = lines[index], lines[index - 1]
    if index == 0 or line.after_blank or before.mark or ends_sentence(before.text):
        return False
    if len(before.text) <= LONGEST and at_edge(before.text, before.bare):
        return False
    return line.text.endswith(".") or not reads_as_heading(before.text)


def _is_body(line: _Line) -> bool:
    if len(line.text) >= BODY_LENGTH:
        return len(line.text) > LONGEST or not is_source_line(line.bare)
    return ends_sentence(line.text) and line.text.rstrip("\"'”»)] ")[-1:] in (".", "۔") and line.text.count(" ") >= 3


def _stands_alone(lines: Sequence[_Line], index: int) -> bool:
    """Tell whether no sentence runs through a line; only lines of a word or two are in doubt."""
    line = lines[index]
    if line.text.count(" ") > 1 or not line.bare:
        return True
    before = lines[index - 1] if index > 0 else line
    after = lines[index + 1] if index + 1 < len(lines) else line
    torn = _hangs(before.text) or (is_address(line.text, line.bare) and _leads_to_address(before.text))
    if torn and not line.after_blank and before.bare and not anywhere(before.text, before.bare):
        return False
    return after.after_blank or not _continues(after.text) or bool(anywhere(after.text, after.bare))


def _leads_to_address(line: str) -> bool:
    return line.endswith(":") or (len(line) > NARROWEST and not ends_sentence(line))


def _is_stray_stop(line: _Line) -> bool:
    """Recognise a stop that the page broke off the line before."""
    return len(line.text) <= 2 and not line.after_blank and all(char in _CLOSING for char in line.text)


def _is_slogan_of(line: _Line, outlet: str) -> bool:
    """Recognise "name of the outlet.. its slogan"."""
    return line.bare.startswith(bare(outlet)) and line.text.count(" ") <= 8 and not line.text.endswith((".", ":"))


# Blocks


def _blocks(lines: Sequence[_Line]) -> list[_Block]:
    """Join the lines that a sentence runs through; every other line stands for itself."""
    runs = _runs(lines)
    counted = Counter(line.bare for line in lines)
    repeated = frozenset(bare for bare, count in counted.items() if count > 1 and bare.count(" ") > 2)
    wrapping = _wrapping_of(runs, repeated)
    return [_block(group) for run in runs for group in _groups(run, wrapping, repeated)]


def _block(lines: Sequence[_Line]) -> _Block:
    first, last = lines[0], lines[-1]
    text = " ".join(line.text for line in lines)
    span = Span(first.span.start, last.span.end)
    return _Block(span, text, first.bare if len(lines) == 1 else "", first.after_blank, first.mark)


def _runs(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Group lines that nothing divides: neither a blank line nor a cut."""
    double = _is_double_spaced(lines)
    runs: list[list[_Line]] = []
    for line in lines:
        before = runs[-1][-1] if runs else None
        apart = line.after_blank and not double
        if before is None or before.mark or line.mark or (apart and not _spills(before.text, line.text)):
            runs.append([])
        runs[-1].append(line)
    return runs


def _is_double_spaced(lines: Sequence[_Line]) -> bool:
    """Tell whether a blank line follows every line, though sentences run through most of them."""
    kept = [line for line in lines if not line.mark]
    if len(kept) < 6 or not all(line.after_blank for line in kept[1:]) or max(len(line.text) for line in kept) > WIDEST:
        return False
    flowing = sum(_flows(line.text, following.text) for line, following in pairwise(kept))
    return 3 * flowing >= len(kept)


def _spills(line: str, following: str) -> bool:
    """Tell whether a sentence plainly goes on after a blank line."""
    return not ends_sentence(line) and (following[0] in _CLOSING or (_hangs(line) and len(line) >= NARROWEST))


def _wrapping_of(runs: Sequence[Sequence[_Line]], repeated: frozenset[str]) -> _Wrapping | None:
    """Measure how the page wraps its lines, over the stretches that look wrapped; None when it does not."""
    stretches = [run for run in runs if len(run) > 1 and _looks_wrapped(run)]
    open_ended = [
        pair
        for run in stretches
        for pair in pairwise(run)
        if not ends_sentence(pair[0].text) and pair[0].bare not in repeated
    ]
    pairs = [pair for pair in open_ended if not reads_as_heading(pair[0].text)]
    width = max((len(line.text) for run in stretches for line in run), default=0)
    if width < NARROWEST or not pairs:
        return None
    loose = _Wrapping(width, tight=False)
    if not _is_torn(open_ended, loose):
        for wrapping, least in ((_Wrapping(width, tight=True, slack=1), 0.85), (_Wrapping(width, tight=True), 0.75)):
            if sum(_is_full(line.text, following.text, wrapping) for line, following in pairs) >= least * len(pairs):
                return wrapping
    run_over = sum(_runs_over(line.text, following.text, loose) for line, following in pairs)
    return loose if run_over > 1 and 2 * run_over >= len(pairs) else None


def _is_torn(pairs: Sequence[tuple[_Line, _Line]], wrapping: _Wrapping) -> bool:
    """Tell whether sentences run over from short lines as well: then a short line need not be a heading."""
    short = [(line.text, following.text) for line, following in pairs if 2 * len(line.text) < wrapping.width]
    torn = sum(_runs_over(line, following, wrapping) for line, following in short)
    return torn > 1 and 5 * torn >= len(pairs)


def _runs_over(line: str, following: str, wrapping: _Wrapping) -> bool:
    """Tell whether the next line is hardly a new sentence."""
    if following[0].isascii():
        return _flows(line, following) or _is_full(line, following, wrapping)
    return not opens_sentence(following)


def _looks_wrapped(run: Sequence[_Line]) -> bool:
    """Tell whether the lines are short and most of them stop within a sentence, yet sentences do end."""
    if any(len(line.text) > WIDEST or line.mark for line in run):
        return False
    if len(run) == 2 and reads_as_heading(run[0].text):
        return False
    ended = sum(ends_sentence(line.text) for line in run[:-1])
    inside = any(". " in line.text or ends_sentence(line.text) for line in run)
    return inside and 2 * ended <= len(run) - 1


def _groups(run: Sequence[_Line], wrapping: _Wrapping | None, repeated: frozenset[str]) -> Iterator[list[_Line]]:
    """Divide a run into paragraphs; a repeated line is the title, and stands for itself."""
    if wrapping and (len(run) < 2 or max(len(line.text) for line in run) > wrapping.width + TOLERANCE):
        wrapping = None
    headings = _headings(run, wrapping)
    alone = [heading or line.bare in repeated for heading, line in zip(headings, run, strict=True)]
    start = 0
    for index in range(1, len(run)):
        if alone[index] or alone[index - 1] or not _joins(run, index, wrapping):
            yield list(run[start:index])
            start = index
    yield list(run[start:])


def _headings(run: Sequence[_Line], wrapping: _Wrapping | None) -> list[bool]:
    """Find the headings among wrapped lines: each stands where a sentence may begin, and one begins after it."""
    found: list[bool] = []
    for index, line in enumerate(run):
        begins = index == 0 or found[-1] or ends_sentence(run[index - 1].text)
        heading = bool(wrapping) and begins and index + 1 < len(run) and reads_as_heading(line.text)
        found.append(bool(wrapping and heading and _divides(line.text, run[index + 1].text, wrapping)))
    return found


def _divides(line: str, following: str, wrapping: _Wrapping) -> bool:
    """Tell whether a line that may be a heading is one, and not the beginning of a wrapped sentence."""
    if _flows(line, following) or _is_full(line, following, wrapping):
        return False
    if wrapping.tight:
        return True
    if fold(line.split(maxsplit=1)[0]) in FUNCTION_WORDS:
        return False
    return opens_sentence(following) or (following[0].isascii() and line.istitle()) or line.count(" ") > LONGEST_START


def _joins(run: Sequence[_Line], index: int, wrapping: _Wrapping | None) -> bool:
    """Tell whether a line is one paragraph with the line before it."""
    line, following = run[index - 1].text, run[index].text
    full = wrapping is not None and _is_full(line, following, wrapping)
    if LISTED.match(following) and not (full and following[0] not in "-*•"):
        return False
    if ends_sentence(line):
        return full and wrapping is not None and wrapping.tight
    if _flows(line, following) or _is_torn_out(run, index):
        return True
    return wrapping is not None and (full or not wrapping.tight or not reads_as_heading(line))


def _is_torn_out(run: Sequence[_Line], index: int) -> bool:
    """Tell whether a line is a link or a name that the page broke out of its sentence: a stop or comma follows it."""
    after = run[index + 1].text if index + 1 < len(run) else ""
    return run[index].text.count(" ") <= 5 and after[:1] in ("،", ",", ".", "؛", ";") and _continues(after)


def _is_full(line: str, following: str, wrapping: _Wrapping) -> bool:
    """Tell whether the next word would not have fitted on the line."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > wrapping.slack * wrapping.width


def _flows(line: str, following: str) -> bool:
    """Tell whether a sentence plainly runs from one line into the next."""
    closed = fold(line.rsplit(maxsplit=1)[-1]) in CLOSING_WORDS and len(line) < NARROWEST
    return _continues(following) or (_hangs(line) and not closed)


def _continues(line: str) -> bool:
    """Tell whether a line goes on with a sentence: it begins with a stop or a small letter."""
    return (line[0] in _CLOSING and not line.startswith(("..", "…"))) or line[0].islower()


def _hangs(line: str) -> bool:
    """Tell whether a line leaves its sentence open: it ends with a comma, a bracket or a function word."""
    return line[-1] in _HANGING or fold(line.rsplit(maxsplit=1)[-1]) in FUNCTION_WORDS


# Headlines of other articles


def _without_linked(blocks: Sequence[_Block]) -> list[_Block]:
    """Cut the headlines that follow a "read also", and stops that no sentence claims."""
    linked = {
        follower
        for index, block in enumerate(blocks)
        if block.mark and introduces_links(block.bare)
        for follower in _linked(blocks, index)
    }
    return [
        replace(block, mark="furniture") if index in linked or _is_stray(block) else block
        for index, block in enumerate(blocks)
    ]


def _is_stray(block: _Block) -> bool:
    return not block.mark and not any(char.isalnum() for char in block.text)


def _is_worded(block: _Block) -> bool:
    """Tell whether a kept block says anything: a name or a mark alone is no article."""
    return not block.mark and len(WORD.findall(block.text[:LONGEST])) > 1


def _linked(blocks: Sequence[_Block], label: int) -> Sequence[int]:
    """Index the headlines under a label: all down to the end of the page, or those that can be no subheading."""
    end = label + 1
    while end < len(blocks) and not blocks[end].mark and _is_headline(blocks[end]):
        end += 1
    followers = range(label + 1, end)
    if not any(not block.mark and _is_paragraph(block.text) for block in blocks[:label]):
        return ()
    if all(block.mark for block in blocks[end:]):
        return followers[:10]
    near_body = bool(followers) and not blocks[end].after_blank and not blocks[end].mark
    if near_body and (len(followers) > 1 or blocks[followers[0]].after_blank):
        followers = followers[:-1]
    if len(followers) == 1 and blocks[followers[0]].text.count(" ") < SUBHEADING_WORDS:
        return ()
    return followers[:3]


def _is_paragraph(text: str) -> bool:
    return len(text) >= BODY_LENGTH or ends_sentence(text)


def _is_headline(block: _Block) -> bool:
    return bool(block.bare) and reads_as_heading(block.text) and block.text.count(" ") >= 2
