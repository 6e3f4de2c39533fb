"""How much of a question the words of a text carry, across spellings, word forms and the two languages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from agent.asked_nouns import asked_nouns
from agent.names.gazetteer import is_common
from agent.names.spelling import same_spelling
from agent.stemming import stem, verb_roots, without_article, without_prefix
from retrieval.folding import words
from retrieval.languages import language_of
from retrieval.model import BilingualTable, unit_rows
from retrieval.model.dictionary import entry_stem
from retrieval.transliteration import consonants

# As shares of the background idf of an unknown word:
LEAST_IDF = 0.28  # Up to it a word says nothing of what is asked: function words, "was", "كان".
MOST_IDF = 0.8  # Beyond it a word is no rarer, only less known.
SAME_STEM = 0.95
SAME_VERB = 0.8
SAME_NAME = 0.85  # An unknown word that spells the same name as a word in the other script.
SAME_SHORT_NAME = 0.7  # The same with only two consonants.
ASKED_NOUN = 0.4  # "In which city": the evidence names the city and need not say "city".
SAME = 0.6  # Match from which a word is one of the question's.
# From nothing to all between these cosines: unlike words stay below the first, translations pass the second.
NEAR_SAME_SCRIPT = (0.5, 0.8)
NEAR_OTHER_SCRIPT = (0.25, 0.5)

UNKNOWN = ""  # A word that no background knows.

# Words that say what kind of answer is wanted, not what it is about.
ASKING = frozenset(
    words(
        """who whom whose what which when where why how many much long large far often old does did has have
        had name names number date day month year time kind called exact according say says said tell
        describe described happened often من متى أين كم بكم كيف لماذا ماذا ما هل أي اسم أسماء عدد تاريخ يوم شهر سنة
        عام موعد نسبة سبب أسباب الذي التي الذين قال حدث بلغ يبلغ وصف نوع هو هي بحسب وفق وفقا حسب"""
    )
)


@dataclass(frozen=True, slots=True)
class Terms:
    """The words that carry a question, (n,): folded words, weights, and whether news text does not know them."""

    words: tuple[str, ...]
    weights: NDArray[np.float32]
    unknown: tuple[bool, ...]

    @classmethod
    def of(cls, chosen: Sequence[str], table: BilingualTable) -> "Terms":
        """Take folded words as terms, all of one weight."""
        return cls(tuple(chosen), np.ones(len(chosen), "f4"), tuple(is_unknown(word, table) for word in chosen))


def terms_of(text: str, table: BilingualTable) -> Terms:
    """Take from a question the words that carry it, each weighed by how rare it is in news."""
    found = [word for word in dict.fromkeys(words(text)) if word not in ASKING]
    telling = [word for word in found if is_telling(word, table)]
    chosen = Terms.of(telling or found or list(dict.fromkeys(words(text))), table)
    nouns = asked_nouns(text)
    weights = [_weight(_rarity(word, table)) * (ASKED_NOUN if word in nouns else 1) for word in chosen.words]
    return replace(chosen, weights=np.array(weights, "f4"))


def _rarity(word: str, table: BilingualTable) -> float:
    """Say how rare a folded word is in news, as a share of the background idf of an unknown word."""
    return table.background_idf(word) / table.background_idf(UNKNOWN)


def is_telling(word: str, table: BilingualTable) -> bool:
    """Whether a folded word says something, as "was" and "the" do not."""
    return _rarity(word, table) > LEAST_IDF and (len(word) > 1 or word.isdigit())


def is_unknown(word: str, table: BilingualTable) -> bool:
    """Whether news text hardly knows a folded word: such words are mostly names."""
    return _rarity(word, table) > MOST_IDF


def _weight(rarity: float) -> float:
    return max(min(rarity, MOST_IDF) - LEAST_IDF, 0.01)


class Matcher:
    """Matches the terms of one question against many short texts."""

    def __init__(self, terms: Terms, table: BilingualTable) -> None:
        self.terms = terms
        self._table = table
        self._forms, self._starts = _units_of_forms(terms.words, table)
        self._known: dict[str, NDArray[np.float32]] = {}

    def learn(self, vocabulary: Iterable[str]) -> None:
        """Compare the terms with many words at once; `match` is quick for them from then on."""
        new = [word for word in dict.fromkeys(vocabulary) if word not in self._known]
        if not new:
            return
        forms, starts = _units_of_forms(new, self._table)
        by_term = np.maximum.reduceat(forms @ self._forms.T, self._starts, axis=1)
        strengths = self._strengths(new, np.maximum.reduceat(by_term, starts, axis=0))
        self._known.update(zip(new, strengths, strict=True))

    def match(self, text_words: Sequence[str]) -> NDArray[np.float32]:
        """Say how well each term is met by the best of `text_words`, (n,), from 0 to 1."""
        self.learn(text_words)
        if not text_words:
            return np.zeros(len(self.terms.words), "f4")
        best: NDArray[np.float32] = np.max([self._known[word] for word in text_words], axis=0)
        return best

    def share(self, met: NDArray[np.float32]) -> float:
        """Weigh `met`, (n,), into the share of the question that is carried, from 0 to 1."""
        return float(met @ self.terms.weights / self.terms.weights.sum())

    def _translated(self, new: Sequence[str]) -> NDArray[np.float32]:
        """Say how near the dictionary has each of the `new` words to each term, (new, terms), as cosines would."""
        known: dict[str, list[int]] = {}
        for at, word in enumerate(new):
            for entry in _entries(word, self._table):
                known.setdefault(entry, []).append(at)
        near = np.zeros((len(new), len(self.terms.words)), "f4")
        for column, term in zip(near.T, self.terms.words, strict=True):
            for entry in _entries(term, self._table):
                for other, nearness in self._table.translations(entry).items():
                    met = known.get(other, [])
                    column[met] = np.maximum(column[met], nearness)
        return near

    def _strengths(self, new: Sequence[str], cosines: NDArray[np.float32]) -> NDArray[np.float32]:
        """Say how well each of the `new` words meets each term, (new, terms), by cosines and by how they are spelt."""
        scripts = np.array([language_of(word) for word in new])
        cosines = np.maximum(cosines, self._translated(new))
        same_script = scripts[:, None] == np.array([language_of(term) for term in self.terms.words])
        near = np.where(same_script, _rise(cosines, *NEAR_SAME_SCRIPT), _rise(cosines, *NEAR_OTHER_SCRIPT))
        for at, (term, unknown) in enumerate(zip(self.terms.words, self.terms.unknown, strict=True)):
            for other in np.flatnonzero(~same_script[:, at]).tolist() if unknown else ():
                near[other, at] = max(near[other, at], _same_name(term, new[other]))
        same_stem = _equal([stem(word) for word in new], [stem(term) for term in self.terms.words]) & same_script
        same_stem |= _differ_by_prefix(new, self.terms.words)
        verbs = _same_verbs(new, self.terms.words)
        near = np.where(verbs, np.maximum(near, SAME_VERB), near)
        digits = [[word[0].isdigit() for word in listed] for listed in (new, self.terms.words)]
        numbers = np.array(digits[0])[:, None] | np.array(digits[1])
        spelt = np.where(numbers, 0.0, np.where(same_stem, SAME_STEM, near))
        strengths: NDArray[np.float32] = np.where(_equal(new, self.terms.words), 1.0, spelt).astype("f4")
        return strengths


def _entries(word: str, table: BilingualTable) -> frozenset[str]:
    """List the stems by which the dictionary may have a folded word."""
    return frozenset(entry_stem(form) for form in _forms(word, table))


def _same_verbs(words_of_text: Sequence[str], terms: Sequence[str]) -> NDArray[np.bool_]:
    """Tell which words may be which terms in another tense, if they are Arabic verbs, (words, terms): سُرّبت، تُسرَّب."""
    by_root: dict[str, list[int]] = {}
    for at, term in enumerate(terms):
        for root in verb_roots(term):
            by_root.setdefault(root, []).append(at)
    same = np.zeros((len(words_of_text), len(terms)), bool)
    for number, word in enumerate(words_of_text):
        for root in verb_roots(word):
            same[number, by_root.get(root, [])] = True
    return same


def _differ_by_prefix(words_of_text: Sequence[str], terms: Sequence[str]) -> NDArray[np.bool_]:
    """Tell which words are which terms but for a letter written on before one, (words, terms): وانصرف، انصرف."""
    bare = [[without_prefix(word) for word in listed] for listed in (words_of_text, terms)]
    return _equal(bare[0], terms) | _equal(words_of_text, bare[1])


def _equal(words_of_text: Sequence[str], terms: Sequence[str]) -> NDArray[np.bool_]:
    """Tell which words are which terms, (words, terms)."""
    numbers = {word: number for number, word in enumerate(dict.fromkeys((*words_of_text, *terms)))}
    equal: NDArray[np.bool_] = np.array([numbers[word] for word in words_of_text])[:, None] == np.array(
        [numbers[term] for term in terms]
    )
    return equal


def _rise(cosines: NDArray[np.float32], low: float, high: float) -> NDArray[np.float32]:
    risen: NDArray[np.float32] = np.clip((cosines - low) / (high - low), 0.0, 1.0)
    return risen


def _same_name(term: str, word: str) -> float:
    key = consonants(term)
    if len(key) > 1 and key == consonants(word):
        return SAME_NAME if len(key) > 2 else SAME_SHORT_NAME
    return SAME_NAME if not is_common(word) and same_spelling(term, word) else 0.0


def _units_of_forms(chosen: Sequence[str], table: BilingualTable) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """Give the unit vectors of all forms of the words, (forms, width), and where the forms of each word begin, (n,)."""
    forms = [_forms(word, table) for word in chosen]
    starts = np.cumsum([0, *(len(group) for group in forms[:-1])])
    return unit_rows(table.word_vectors([form for group in forms for form in group])), starts


@cache
def _forms(word: str, table: BilingualTable) -> tuple[str, ...]:
    """List a folded word, its stem, and an Arabic one without the clitics before it and the accusative after it.

    >>> table = BilingualTable.load()
    >>> _forms("والجنود", table), _forms("كتيبا", table), _forms("لقتلي", table)
    (('والجنود', 'جنود'), ('كتيبا', 'كتيب'), ('لقتلي', 'قتلي'))
    """
    bare = without_article(word)
    if bare == word and table.background_idf(without_prefix(word)) < table.background_idf(word):
        bare = without_prefix(word)
    forms = (word, stem(word) if word.isascii() else bare, bare.removesuffix("ا") if len(bare) > 3 else bare)
    return tuple(dict.fromkeys(form for form in forms if len(form) > 1 or form == word))
