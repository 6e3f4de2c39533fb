"""Peers that are a rule each, some of them bad on purpose: what a measure is worth shows in how these score."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, product
from pathlib import Path

from agent.number_mentions import find_numbers
from agent.records import Answer
from eval.peers.sentences import Sentence, Shelf, articles_fingerprint, quoted, refusal, sentences_of
from eval.systems import Desk
from retrieval.folding import fold
from retrieval.library import OnProgress
from retrieval.records import Draft, Language

FUZZY = 0.35  # A common threshold of fuzzy quote matchers: a third of the characters need to be there.
CLOSE = 0.30  # Two numbers this near each other are "a conflict" to a common rule.
READ = 4  # Articles whose best sentences a rule reads.

Answering = Callable[[str, Language], Answer]


@dataclass(frozen=True, slots=True)
class RuleDesk:
    """A rule that has its articles."""

    fingerprint: str
    answer: Answering

    def ask(self, question: str, language: Language) -> Answer:
        """Answer by the rule."""
        return self.answer(question, language)


class Rule(ABC):
    """A system that is one rule over the sentences of its articles."""

    name: str

    def settings(self) -> Mapping[str, str]:
        """Say by what the rule goes; most have nothing to set."""
        return {}

    @contextmanager
    def over(self, drafts: Sequence[Draft], folder: Path, on_progress: OnProgress) -> Iterator[Desk]:  # noqa: ARG002
        """Give the rule its articles."""
        yield RuleDesk(articles_fingerprint(drafts), self.answering(drafts))

    @abstractmethod
    def answering(self, drafts: Sequence[Draft]) -> Answering:
        """Read the articles, and answer from them."""


class TopSentence(Rule):
    """The one sentence that BM25 finds first; refuses only what shares no word with any article."""

    name = "BM25 sentence"

    def answering(self, drafts: Sequence[Draft]) -> Answering:
        shelf = Shelf(drafts)

        def answer(question: str, language: Language) -> Answer:
            return quoted(question, language, self.name, shelf.best(question, language, 1))

        return answer


class CloseNumbers(Rule):
    """The best sentences by BM25; two numbers of different articles within 30 % of each other are a conflict."""

    name = "close numbers"

    def settings(self) -> Mapping[str, str]:
        """Say how near is near."""
        return {"close": str(CLOSE)}

    def answering(self, drafts: Sequence[Draft]) -> Answering:
        shelf = Shelf(drafts)

        def answer(question: str, language: Language) -> Answer:
            found = shelf.best_of_each(question, language, READ)
            return quoted(question, language, self.name, found, _close(found))

        return answer


def _close(sentences: Sequence[Sentence]) -> dict[str, Sequence[int]]:
    """Find the first two sentences with numbers that are near each other and not equal; the sides by their values."""
    for (first, one), (second, other) in combinations(enumerate(sentences, start=1), 2):
        for mine, its in product(find_numbers(one.text), find_numbers(other.text)):
            if mine.low != its.low and abs(mine.low - its.low) <= CLOSE * max(abs(mine.low), abs(its.low)):
                return {f"{float(mine.low):g}": [first], f"{float(its.low):g}": [second]}
    return {}


class AlwaysConflict(Rule):
    """The best sentences of two articles, always called a conflict of numbers."""

    name = "always conflict"

    def answering(self, drafts: Sequence[Draft]) -> Answering:
        shelf = Shelf(drafts)

        def answer(question: str, language: Language) -> Answer:
            found = shelf.best_of_each(question, language, 2)
            sides = {str(number): [number] for number in range(1, len(found) + 1)}
            return quoted(question, language, self.name, found, sides)

        return answer


class FuzzyQuotes(Rule):
    """The sentence most like the question, character by character, if 35 % alike (difflib)."""

    name = "fuzzy quotes"

    def settings(self) -> Mapping[str, str]:
        """Say how like is like."""
        return {"fuzzy": str(FUZZY)}

    def answering(self, drafts: Sequence[Draft]) -> Answering:
        rows = [(fold(one.text), one) for one in sentences_of(drafts)]

        def answer(question: str, language: Language) -> Answer:
            matcher = SequenceMatcher(b=fold(question), autojunk=False)
            best, found = FUZZY, None
            for text, sentence in rows:
                matcher.set_seq1(text)
                if (
                    matcher.real_quick_ratio() > best
                    and matcher.quick_ratio() > best
                    and (ratio := matcher.ratio()) > best
                ):
                    best, found = ratio, sentence
            return quoted(question, language, self.name, [found] if found else [])

        return answer


class AlwaysRefuse(Rule):
    """Refuses every question."""

    name = "always refuse"

    def answering(self, drafts: Sequence[Draft]) -> Answering:  # noqa: ARG002
        return lambda question, language: refusal(question, language, self.name)
