"""Cut words down to their stems, in both languages."""

from functools import cache

import Stemmer

from retrieval.languages import language_of
from retrieval.records import Language


@cache
def stem(word: str) -> str:
    """Cut a folded word down to its stem by the Snowball stemmer of its script."""
    return str(_stemmer(language_of(word)).stemWord(word))


@cache
def _stemmer(language: Language) -> Stemmer.Stemmer:
    return Stemmer.Stemmer({"ar": "arabic", "en": "english"}[language])
