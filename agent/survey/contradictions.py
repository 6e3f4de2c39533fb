"""Tell which statements of two articles on one event cannot both be true, and which say the same.

Without a question nothing but the articles holds two statements together, so more is asked of what they share than for
an answer: a false alarm costs more than a miss.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from agent.aligning import SAME_COUNTED, days_apart, too_early
from agent.claims import Claim, Stand
from agent.judging import is_whole_of, moves, overlap
from agent.matching import Matcher, Terms
from agent.measures import classes, counts_heads, is_person, states
from agent.names import Person, same_person
from agent.outcomes import Outcome
from agent.quantities import Quantity
from agent.same_value import same_value
from agent.stages import denials_in
from agent.survey.alignment import Alignment, Crossing
from agent.survey.reports import Report, Stated, Topics, evidence_of
from retrieval.dates import DateMention
from retrieval.folding import fold, spans_of_folded, words
from retrieval.model import BilingualTable
from retrieval.records import Span

# Firmness from which two values are of one fact, by what else says so. Set on invented stories and on real articles.
SAME_PEOPLE = 0.12  # Numbers of people of one kind of whom the same became.
SAME_THINGS = 0.17  # Numbers of the same things.
SAME_MEASURE = 0.25  # Numbers in one unit, of whatever thing.
SAME_RATE = 0.4  # Shares, lengths and the like, of which one thing has many.
SAME_DAY = 0.22  # Dates as exact as each other.
SAME_YEAR = 0.35  # Years, of which every history has many.
SAME_LEAD = 0.2  # Persons who are each said to lead something.
LEAST_SHARED = 0.05  # Of either line.
LEAST_SHARED_OF_THINGS = 0.15  # The same where only what is counted holds two numbers together.
DIRECTION = Alignment(0.15, 0.2)
TURN = Alignment(0.3, 0.02)
TITLE = Alignment(0.4, 0.1)
DENIED = Alignment(0.4, 0.45)
TELLING_DENIED = 3  # Words; "the reports" does not say what is denied.
SPREAD_WITHIN = 80  # Characters after a denial in which it is said who spread what is denied.
LEAST_DENIED = 8  # Words up to the end of the clause that is denied; what is said aside stands between commas too.
SURELY_DENIED = (
    0.8  # Firmness that makes up for the first word of what is denied, which the other language may paraphrase.
)
SAME_TOLL = 1  # Days after which a number of people is one of another event, or moved.
ITS_DAY = timedelta(days=1)
MOST_TIMES = 5  # Of one thing no number is given so many times as large as another.
COUNTED = 2  # Words beside a number that say what it counts.
BEFORE = 40  # Characters before a value in which words still govern it.

_CLAUSE = re.compile("[,،;؛]")
# Over folded text: who spread what is denied, up to what it is.
_SPREAD = re.compile(
    r"\b(?:reports|rumou?rs|claims|media|allegations) (?:that|of|about)\b"
    r"|\b(?:وسايل (?:ال)?(?:اعلام|تواصل)|تناقل\w*|[يت]?تداول\w*|تردد|مواقع|اشاعات|شايعات|انباء)\b[^،.]*?"
    r"\b(?:عن|بشان|حول|من|بان|ان)\b"
)
# Before a date: it is not the day of an event but how far a count goes.
_UNTIL = re.compile(
    r"\b(?:until|till|as of|by|since|from|before|after|حتي|الي|منذ|من|قبل|بعد|لغايه)\W+(?:\w+\W+){0,2}$"
)
_WHEN = re.compile(r"\b(?:on|in|of)\W+(?:(?:the|early|late|mid)\W+)*$")
_LEADS = re.compile(
    r"\b(?:led|headed|chaired) by\b"
    r"|\bو?(?:[يت]?تراس(?:ه|ها|ته|تها)?|[يت]راس(?:ه|ها)|برياسه|بقياده|[يت]قود(?:ه|ها)|قاد(?:ه|ها|ته|تها))\b"
)
# "Three times" says nothing without since when; years that are counted so are of no event.
_UNCOUNTED = frozenset(
    words(
        """times time years months weeks days hours مرة مرات مرتين المرة المرات السنوات الأعوام الأشهر الشهور
        الأسابيع الأيام الساعات سنوات أعوام أشهر أسابيع أيام ساعات"""
    )
)
# What may be is not said to be so.
_HEDGED = re.compile(
    r"\b(?:may|might|could|would|possible|possibly|perhaps|if|whether"
    r"|(?:ال)?ممكن|(?:ال)?محتمل|يحتمل|ربما|اذا|لو|ما اذا|احتمال\w*)\b"
)
_WORKS = re.compile(
    r"\b(?:film|book|novel|play|song|movie|series|album"
    r"|(?:ال|ب|ل|لل|عن )*(?:فيلم|كتاب|روايه|مسرحيه|اغنيه|مسلسل|البوم)\w*)\b"
)
_RATES = frozenset({"share", "points", "length", "speed", "temperature"})
_EXACT_DATES = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class Tie:
    """Two statements of one fact in two articles: they say the same or, where they `differ`, cannot both be true."""

    one: Stated
    other: Stated
    firmness: float
    differ: bool


def ties(one: Report, other: Report, topics: Topics, table: BilingualTable) -> Iterator[Tie]:
    """Yield the ties between what two articles on one event state."""
    crossing = Crossing(one, other, topics, table)
    judge = _Judge(table)
    for kind, mine in one.stated.items():
        theirs = other.stated.get(kind, ())
        for here in mine:
            for there in theirs:
                if kind != "denial" and (tie := judge.tie(here, there, crossing, (mine, theirs))):
                    yield tie
    for denying, asserting in ((one, other), (other, one)):
        yield from _denials(denying, asserting, crossing)


class _Judge:
    """Judges two statements of one kind."""

    def __init__(self, table: BilingualTable) -> None:
        self._table = table

    def tie(
        self, one: Stated, other: Stated, crossing: Crossing, stated: tuple[Sequence[Stated], Sequence[Stated]]
    ) -> Tie | None:
        """Tie two statements, if they are of one fact; `stated` is all that either article states of this kind."""
        a, b = one.claim, other.claim
        if one.line.on_other_days(other.line) and not isinstance(a.value, DateMention):
            return None
        if a.aside or b.aside or a.planned != b.planned or not self._one_kind(a, b):
            return None
        same = agree(a, b)
        if not same and (self._is_given(a, stated[1]) or self._is_given(b, stated[0]) or self._both_can_be(a, b)):
            return None
        alignment = crossing.align(one.line, a.span, other.line, b.span)
        if alignment.own < LEAST_SHARED or not self._is_firm(a, b, alignment):
            return None
        if not (_is_work(a) or crossing.share_names(one.line, other.line)):  # Who made another film is another person.
            return None
        return Tie(one, other, alignment.firmness, not same)

    def _is_given(self, claim: Claim, stated: Sequence[Stated]) -> bool:
        """Whether an article gives the value of a claim of another one too, whatever of."""
        return any(agree(claim, one.claim) for one in stated)

    def _both_can_be(self, a: Claim, b: Claim) -> bool:
        """Whether what differs changed with time, is still to come, or is of two days."""
        if isinstance(a.value, Quantity) and isinstance(b.value, Quantity):
            low, high = sorted((abs(a.value.low), abs(b.value.low)))
            of_people = is_person(a.value) or is_person(b.value) or bool(states(a.value) | states(b.value))
            late = of_people and days_apart(a, b) > SAME_TOLL
            return high > MOST_TIMES * low or late or moves(a, b)
        if a.planned and days_apart(a, b):
            return True
        if isinstance(a.value, DateMention) and isinstance(b.value, DateMention):
            own_days = _is_of_its_day(a, a.value) and _is_of_its_day(b, b.value)
            return own_days or too_early(a, b) or too_early(b, a)
        return False

    def _one_kind(self, a: Claim, b: Claim) -> bool:
        """Whether two values are such as can be of one fact."""
        one, other = a.value, b.value
        if isinstance(one, Quantity) and isinstance(other, Quantity):
            return same_value(one, other) != "incomparable" and (
                one.dimension != "count" or self._counts_same(one, other)
            )
        if isinstance(one, DateMention) and isinstance(other, DateMention):
            return one.kind == other.kind and one.kind in _EXACT_DATES and _is_of_event(a) and _is_of_event(b)
        if isinstance(one, Person) and isinstance(other, Person):
            return _leads(a) and _leads(b)
        if not (isinstance(one, Outcome) and isinstance(other, Outcome)) or one.topic != other.topic:
            return False
        return one.topic != "title" or (_is_work(a) and _is_work(b))

    def _is_firm(self, a: Claim, b: Claim, alignment: Alignment) -> bool:
        one = a.value
        if isinstance(one, Quantity) and isinstance(b.value, Quantity):
            if one.dimension != "count":
                firm = SAME_RATE if one.dimension in _RATES else SAME_MEASURE
                return one.dimension != "duration" and alignment.firmness >= firm
            if is_person(one) and is_person(b.value) and states(one) == states(b.value) != set():
                return alignment.firmness >= SAME_PEOPLE
            return alignment.firmness >= SAME_THINGS and alignment.own >= LEAST_SHARED_OF_THINGS
        if isinstance(one, DateMention):
            return alignment.firmness >= (SAME_YEAR if one.kind == "year" else SAME_DAY)
        if isinstance(one, Person):
            return alignment.firmness >= SAME_LEAD
        least = {"direction": DIRECTION, "title": TITLE}.get(one.topic, TURN) if isinstance(one, Outcome) else TURN
        return reaches(alignment, least)

    def _counts_same(self, one: Quantity, other: Quantity) -> bool:
        if states(one) != states(other):
            return False
        if is_person(one) and is_person(other):
            kinds = classes(one), classes(other)
            return bool(kinds[0] & kinds[1]) or (
                counts_heads(one) and counts_heads(other) and not (kinds[0] and kinds[1])
            )
        if any(counted.word in _UNCOUNTED for quantity in (one, other) for counted in quantity.counted[:1]):
            return False
        mine, theirs = ([counted.word for counted in quantity.counted[:COUNTED]] for quantity in (one, other))
        return bool(mine and theirs) and self._best(mine[:1], theirs) >= SAME_COUNTED <= self._best(theirs[:1], mine)

    def _best(self, mine: Sequence[str], theirs: Sequence[str]) -> float:
        return float(Matcher(Terms.of(mine, self._table), self._table).match(theirs).max())


def agree(a: Claim, b: Claim) -> bool:
    """Whether two values can both be true of one thing."""
    one, other = a.value, b.value
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        same = same_value(one, other) in ("same", "rounding")
        return same or is_whole_of(one, other) or is_whole_of(other, one)
    if isinstance(one, DateMention) and isinstance(other, DateMention):
        return overlap(one, other)
    if isinstance(one, Person) and isinstance(other, Person):
        return same_person(one.words, other.words)
    return one == other


def reaches(alignment: Alignment, least: Alignment) -> bool:
    """Whether an alignment is as good as another in both ways."""
    return alignment.own >= least.own and alignment.beside >= least.beside


def _denials(denying: Report, asserting: Report, crossing: Crossing) -> Iterator[Tie]:
    """Tie each denial to the line of another article that says most surely what is denied."""
    for denial in denying.stated.get("denial", ()):
        if len(words(_denied(denial).of(denial.line.text))) < TELLING_DENIED:
            continue
        found = [
            (alignment, line)
            for line in asserting.lines
            if not (denials_in(line.text) or _HEDGED.search(fold(line.text)))
            and reaches(alignment := crossing.follow(denial.line, _denied(denial), line), DENIED)
            and (alignment.firmness >= SURELY_DENIED or crossing.meets_first(denial.line, _denied(denial), line))
            and crossing.has_names(denial.line, _denied(denial))
        ]
        if found:
            alignment, line = max(found, key=lambda one: one[0].firmness)
            claim = Claim(evidence_of(line), "denial", Stand(True), Span(0, len(line.text)))
            yield Tie(denial, Stated(claim, line), alignment.firmness, True)


def _denied(denial: Stated) -> Span:
    """Cut out what is denied: what follows the denial, without who spread it, up to the next clause."""
    text, start = denial.line.text, denial.claim.span.end
    folded, raw = fold(text), spans_of_folded(text)
    found = (raw(*match.span()) for match in _SPREAD.finditer(folded))
    spread = next((span for span in found if span.start >= start and span.start - start <= SPREAD_WITHIN), None)
    start = spread.end if spread else start
    breaks = [match.start() for match in _CLAUSE.finditer(text) if match.start() > start]
    long_enough = (at for at in breaks if len(words(text[start:at])) >= LEAST_DENIED)
    return Span(start, next(long_enough, len(text)))


def _is_of_its_day(claim: Claim, mention: DateMention) -> bool:
    """Whether a date is that of the article itself, as in a dateline: each tells of its own day."""
    published = claim.evidence.article.published
    if not (mention.days and published.first and published.last):
        return False
    return mention.days[1] >= published.first - ITS_DAY and mention.days[0] <= published.last


def _is_of_event(claim: Claim) -> bool:
    """Whether a date says when something was: no stamp of a page, and not how far something goes."""
    stamp = claim.evidence.article.language == "en" and not _WHEN.search(_before(claim))
    return not (stamp or _UNTIL.search(_before(claim)))


def _leads(claim: Claim) -> bool:
    """Whether a person is said to lead something."""
    return bool(_LEADS.search(_before(claim)))


def _is_work(claim: Claim) -> bool:
    """Whether a title is said to be of a film, a book or the like."""
    titled = isinstance(claim.value, Outcome) and claim.value.topic == "title"
    return titled and bool(_WORKS.search(_before(claim)))


def _before(claim: Claim) -> str:
    text = claim.evidence.text
    start = claim.span.start
    if isinstance(claim.value, Person) and claim.value.title:
        start = claim.value.title.start
        return fold(text[max(0, start - BEFORE) : claim.span.start])
    return fold(text[max(0, start - BEFORE) : start])
