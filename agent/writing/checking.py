"""The gate for what a model writes: it fails closed. A sentence goes out only if its quotes stand and carry it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from agent.addressed import is_addressed, orders_in
from agent.claims import Claim
from agent.comparing import Comparison
from agent.gate import unborne
from agent.matching import SAME, Matcher, Terms, terms_of
from agent.measures import states, states_asked
from agent.names import Name, names_in
from agent.number_mentions import find_numbers
from agent.quantities import Quantity, find_quantities
from agent.quotes import fault, locate
from agent.same_value import same_value
from agent.stages import denials_in
from agent.writing.desk import Desk, Laid
from agent.writing.replies import Quoted, Said
from retrieval.folding import words, words_with_spans
from retrieval.languages import language_of
from retrieval.library import Library
from retrieval.model import BilingualTable
from retrieval.records import Article, Language, Span
from retrieval.sentences import split_sentences

# Share of a sentence that a quote with what stands round it speaks of. Of 300 sentences of FLORES devtest, beside their
# translations 5 % lie below the lesser, beside the translation of the next sentence 5 % lie above it.
CARRIED = 0.5
CARRIED_ACROSS = 0.33  # From the other language.
MOST_OF_NAME = 0.5  # Of its words: "the Defence Ministry" of "وزارة الدفاع السورية".
OBEYED = 0.9  # Match from which a word of a sentence is one of an order: the same, or the same in another form.
NEGATED = 3  # Words after a negation, of which it negates the first that says something.
LONGEST_SHOWN = 12  # Words of a quote in a reason.


@dataclass(frozen=True, slots=True)
class Located:
    """A quote where it stands: the article, the span, the words; `round` are these with what stands round them."""

    article: Article
    span: Span
    text: str
    round: str
    value: Span | None = None


@dataclass(frozen=True, slots=True)
class Sound:
    """A sentence that its quotes carry."""

    text: str
    quotes: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a sentence cannot go out: the name of a phrase among the prompts, and what it is about."""

    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Faulty:
    """A sentence that cannot go out, and why."""

    text: str
    reasons: tuple[Reason, ...]


class Gate:
    """Checks sentences of one answer against the passages on its desk."""

    def __init__(self, desk: Desk, library: Library, language: Language, comparisons: Sequence[Comparison]) -> None:
        self._desk = desk
        self._library = library
        self._table: BilingualTable = library.table
        self._language = language
        conflicts = [one for one in comparisons if one.verdict == "conflict"]
        self._conflicts = [[position.claims for position in one.positions] for one in conflicts]
        self._known: dict[Said, Sound | Faulty] = {}
        self._ordering: dict[str, list[Span]] = {}

    def check(self, said: Said) -> Sound | Faulty:
        """Check one sentence; the same sentence is checked once."""
        if said not in self._known:
            self._known[said] = self._checked(said)
        return self._known[said]

    def locate(self, quoted: Quoted) -> Located | Reason:
        """Find a quote in its passage, word for word, or say what is wrong with it."""
        laid = self._desk.laid(quoted.key)
        if laid is None:
            return Reason("unknown_quote_key", quoted.key)
        span = locate(quoted.quote, laid.passage.text)
        if span is None:
            others = [one.passage.text for one in self._desk if one is not laid]
            return Reason(fault(quoted.quote, laid.passage.text, others) or "invented", _short(quoted.quote))
        found = self._located(laid, span)
        is_order = any(_overlap(one, found.span) for one in self._orders(laid.article))
        return Reason("addressed", _short(quoted.quote)) if is_order else found

    def _checked(self, said: Said) -> Sound | Faulty:
        if not said.quotes:
            return Faulty(said.text, (Reason("uncited"),))
        looked_up = [self.locate(one) for one in said.quotes]
        quotes = tuple(one for one in looked_up if isinstance(one, Located))
        wrong = [one for one in looked_up if isinstance(one, Reason)]
        reasons = tuple(wrong or self._reasons(said.text, quotes))
        return Faulty(said.text, reasons) if reasons else Sound(said.text, quotes)

    def _reasons(self, text: str, quotes: Sequence[Located]) -> Iterator[Reason]:
        """Yield what is wrong with a sentence whose quotes all stand where they are said to."""
        if not words(text) or is_addressed(text):
            yield Reason("not_a_sentence")
            return
        if language_of(text) != self._language:
            yield Reason("other_language")
        if missing := unborne(text, [(one.text, one.article.published) for one in quotes]):
            yield Reason("value", ", ".join(missing))
        elif swapped := self._swapped(text, quotes):
            yield Reason("value", ", ".join(swapped))
        if unnamed := self._unnamed(text, quotes):
            yield Reason("name", ", ".join(unnamed))
        if not all(self._is_carried(one.of(text), quotes) for one in split_sentences(text, Span(0, len(text)))):
            yield Reason("unlike")
        elif self._is_obeyed(text, quotes):
            yield Reason("obeyed")
        if self._is_reversed(text, quotes):
            yield Reason("denial")
        if self._is_one_sided(text, quotes):
            yield Reason("one_sided")

    def _located(self, laid: Laid, span: Span) -> Located:
        """Set a quote in its article, with the sentences before and after it, its title and its outlet round it."""
        start = laid.passage.start
        at = Span(start + span.start, start + span.end)
        orders = self._orders(laid.article)
        sentences = [one for one in self._sentences(laid.article) if one not in orders]
        inside = [n for n, one in enumerate(sentences) if one.start < at.end and at.start < one.end] or [0]
        near = sentences[max(0, inside[0] - 1) : inside[-1] + 2]
        text = laid.article.text
        about = (laid.article.title, laid.article.source or "", *(one.of(text) for one in near), at.of(text))
        return Located(laid.article, at, at.of(text), "\n".join(about))

    def _sentences(self, article: Article) -> list[Span]:
        return [one.span for part in self._library.passages_of(article.id) for one in part.sentences]

    def _orders(self, article: Article) -> list[Span]:
        """List the sentences of an article that would have a model obey."""
        if article.id not in self._ordering:
            self._ordering[article.id] = orders_in(article.text, self._sentences(article))
        return self._ordering[article.id]

    def _swapped(self, text: str, quotes: Sequence[Located]) -> list[str]:
        """List the numbers that the quotes give too, but of others: of the injured where the dead are told of."""
        given = [one for quote in quotes for one in find_quantities(quote.text)]
        return [one.number.span.of(text) for one in find_quantities(text) if _is_of_others(one, given)]

    def _unnamed(self, text: str, quotes: Sequence[Located]) -> list[str]:
        """List the names of a sentence that stand neither in its quotes nor round them, in either script."""
        support = "\n".join(one.round for one in quotes)
        whole = "\n".join({one.article.id: one.article.text for one in quotes}.values())
        told = [one for one in names_in(text, self._table) if _is_sure(one, text)]
        return [one.span.of(text) for one in told if not self._is_named(one, support, whole)]

    def _is_named(self, name: Name, support: str, whole: str) -> bool:
        """Whether most words of a name stand in a text in any spelling; of a person's the last, and all in `whole`."""
        matcher = Matcher(replace(Terms.of(name.words, self._table), unknown=(True,) * len(name.words)), self._table)
        met = matcher.match(words(support)) >= SAME
        known = met | (matcher.match(words(whole)) >= SAME)
        if met[-1] and known.all() if name.kind == "person" else met.mean() >= MOST_OF_NAME:
            return True
        return any(name.countries & one.countries for one in names_in(support, self._table))

    def _is_carried(self, text: str, quotes: Sequence[Located]) -> bool:
        """Whether a quote with what stands round it speaks of what the sentence says; of several articles, together.

        Numbers are passed over: "four" says what "4" does, and whether it stands there is another question.
        """
        said = _without_numbers(text)
        if not words(said):
            return True
        matcher = Matcher(terms_of(said, self._table), self._table)
        met = [_met(matcher, words(one.round)) for one in quotes]
        best = max(map(matcher.share, met))
        if len({one.article.id for one in quotes}) > 1:
            best = max(best, matcher.share(np.max(met, axis=0)))
        across = all(language_of(one.text) != self._language for one in quotes)
        return best >= (CARRIED_ACROSS if across else CARRIED)

    def _is_obeyed(self, text: str, quotes: Sequence[Located]) -> bool:
        """Whether a sentence has a word that its quotes lack from an order to models on the desk."""
        articles = {one.article.id: one.article for one in self._desk}.values()
        ordered = [word for one in articles for span in self._orders(one) for word in words(span.of(one.text))]
        matcher = Matcher(terms_of(text, self._table), self._table)
        carried = matcher.match([word for one in quotes for word in words(one.round)]) >= SAME
        return bool(np.any((matcher.match(ordered) >= OBEYED) & ~carried))

    def _is_reversed(self, text: str, quotes: Sequence[Located]) -> bool:
        """Whether a sentence negates what no quote does, or affirms what a quote denies or the very word it negates."""
        if denials_in(text):
            return not any(denials_in(one.text) for one in quotes)
        if any(_denies(one.text) for one in quotes):
            return True
        negated = [word for one in quotes for word in self._negated(one.text)]
        matcher = Matcher(terms_of(text, self._table), self._table)
        return bool(np.any(matcher.match(negated) >= SAME))

    def _negated(self, text: str) -> Iterator[str]:
        """Yield the words next to the negations of a text: "closed" in "has not been closed"."""
        for denial in denials_in(text):
            after = [word for word, span in words_with_spans(text) if span.start >= denial.span.end][:NEGATED]
            yield from terms_of(" ".join(after), self._table).words[:1] if after else ()

    def _is_one_sided(self, text: str, quotes: Sequence[Located]) -> bool:
        """Whether all quotes are of one article, and a sentence gives one side of a conflict and not the other."""
        if len({one.article.id for one in quotes}) > 1:
            return False
        given = [[any(_gives(text, quotes, claim) for claim in side) for side in sides] for sides in self._conflicts]
        return any(any(one) and not all(one) for one in given)


def _gives(text: str, quotes: Sequence[Located], claim: Claim) -> bool:
    """Whether a sentence quotes where an article makes a claim, or gives the value of it from another place there."""
    own = [one for one in quotes if one.article.id == claim.evidence.article.id]
    if any(_overlap(claim.evidence.span, one.span) for one in own):
        return True
    value = claim.value
    if own and isinstance(value, Quantity):
        return any(same_value(one, value) == "same" for one in find_quantities(text))
    return False


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _is_of_others(told: Quantity, given: Sequence[Quantity]) -> bool:
    same = [one for one in given if one.dimension == told.dimension and same_value(told, one) in ("same", "rounding")]
    named = states(told)
    return bool(same and named) and all(states(one) and not states(one) & named for one in same)


def _is_sure(name: Name, text: str) -> bool:
    """Whether a word is surely a name: of an unknown sort only a capital within an English sentence tells."""
    if name.kind == "unknown":
        return name.span.of(text)[:1].isupper() and text[: name.span.start].rstrip()[-1:].isalnum()
    return name.kind != "work"


def _met(matcher: Matcher, text_words: Sequence[str]) -> NDArray[np.float32]:
    """Say how well the terms are met, (n,); what became of people by any word for it, "killed" by مقتل."""
    told = states_asked(text_words)
    same = [bool(told & states_asked([term])) for term in matcher.terms.words]
    met: NDArray[np.float32] = np.maximum(matcher.match(text_words), np.array(same, "f4"))
    return met


def _without_numbers(text: str) -> str:
    kept, end = "", 0
    for one in find_numbers(text):
        kept, end = kept + text[end : one.span.start], one.span.end
    return kept + text[end:]


def _denies(text: str) -> bool:
    return any(one.of_all for one in denials_in(text))


def _short(quote: str) -> str:
    found = quote.split()
    return f"“{' '.join(found[:LONGEST_SHOWN])}{'…' if len(found) > LONGEST_SHOWN else ''}”"
