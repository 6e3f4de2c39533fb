"""Whether the names of a question stand in an article, in either script and in any spelling.

What a question asks of France is not answered by an article in which France is never named.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from agent.matching import SAME, Terms
from agent.names import Name, names_in
from agent.names.gazetteer import Known, is_common, is_first_name, longest_known
from agent.names.roles import TITLES
from agent.names.spelling import same_spelling
from agent.names.tokens import LINKS
from agent.questions import Question
from retrieval.model import BilingualTable

CITY_FOR_COUNTRY = 0.7  # How well a country is met by a city of it.
HARDLY = 0.5  # What a word of a name counts for when another is only near it in meaning.
LAST_NAME = 0.9  # How well a person is met by the last name alone.


class Vocabulary:
    """The folded words of an article, as rows of its text; what is asked of them is found out once."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        self._rows = [tuple(row) for row in rows]
        self.words = frozenset(word for row in self._rows for word in row)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that may be of names: no everyday ones, and those after a first name (أحمد الشرع)."""
        led = (word for row in self._rows for before, word in pairwise(row) if _leads_to_name(before))
        return frozenset((*led, *(word for word in self.words if not is_common(word))))

    @cached_property
    def known(self) -> frozenset[Known]:
        """The countries and cities named, and the adjectives of countries."""
        found = (longest_known(row, at) for row in self._rows for at in range(len(row)))
        return frozenset(one[1] for one in found if one)


def _leads_to_name(word: str) -> bool:
    """Whether a word is mostly followed by a name, though the name be a common word: أحمد الشرع، أبو قصرة."""
    return word in LINKS or is_first_name(word) or (word in TITLES and word.startswith("ال"))


class NamesAsked:
    """The names of one question, to be looked for in articles."""

    def __init__(self, question: Question, terms: Terms, table: BilingualTable) -> None:
        self._names = [name for name in names_in(question.text, table) if _is_telling(name, question.text)]
        self._terms = {word: at for at, word in enumerate(terms.words)}
        self._table = table

    def missing(self, article: Vocabulary, met: NDArray[np.float32]) -> float:
        """Say which share of the names stands nowhere in an article, from 0 to 1; 0 where the question has none.

        `met`, (n,), is how well each term of the question is met by the words of the article.
        """
        if not self._names:
            return 0.0
        return 1 - sum(self._presence(name, article, met) for name in self._names) / len(self._names)

    def _presence(self, name: Name, article: Vocabulary, met: NDArray[np.float32]) -> float:
        """Say how well one name is met: by its country, or by its words as far as they are telling."""
        by_country = _by_country(name, article)
        if name.kind == "country":
            return by_country
        telling = [word for word in name.words if word in self._terms or not is_common(word)] or list(name.words)
        found = [self._word(word, article, met) for word in telling]
        weights = [self._table.background_idf(word) for word in telling]
        share = sum(one * weight for one, weight in zip(found, weights, strict=True)) / sum(weights)
        last = LAST_NAME * found[-1] if name.kind == "person" else 0.0
        return max(by_country, share, last)

    def _word(self, word: str, article: Vocabulary, met: NDArray[np.float32]) -> float:
        """Say how well a word is met: as it stands, by its meaning, or in another spelling."""
        if word in article.words:
            return 1.0
        meaning = min(1.0, float(met[self._terms[word]]) / SAME) if word in self._terms else 0.0
        if is_common(word):
            return meaning
        return 1.0 if any(same_spelling(word, other) for other in article.names) else HARDLY * meaning


def _is_telling(name: Name, text: str) -> bool:
    """Whether a name is one beyond doubt: of a work or vessel, in capitals, or with a word that is no everyday one."""
    if name.kind in ("work", "vessel") or name.countries:
        return True
    return name.span.of(text)[0].isupper() or any(not is_common(word) or is_first_name(word) for word in name.words)


def _by_country(name: Name, article: Vocabulary) -> float:
    """Say how well a country, its adjective or a city of it is met by what the gazetteer knows of an article."""
    if not name.countries:
        return 0.0
    shared = [one for one in article.known if one.countries & name.countries]
    if any(one.kind != "city" for one in shared) and name.kind == "country":
        return 1.0
    return CITY_FOR_COUNTRY if shared and name.kind == "country" else 0.0
