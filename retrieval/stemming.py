"""Cut folded words down to their stems by Snowball (Porter 2001), so that the forms of one word meet."""

from functools import cache, lru_cache

import Stemmer

from retrieval.languages import language_of
from retrieval.records import Language

MOST_REMEMBERED = 300_000  # Words; about 50 MB.
HEH, TEH_MARBUTA = "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER TEH MARBUTA}"


@lru_cache(MOST_REMEMBERED)
def stem(word: str) -> str:
    """Cut a folded word down to its stem, by the rules of its script.

    Folding writes teh marbuta as heh, and Snowball cuts the former off.

    >>> stem("ministers"), stem("للمدرسه") == stem("مدرسة"), stem("2025")
    ('minist', True, '2025')
    """
    spelled = f"{word[:-1]}{TEH_MARBUTA}" if word.endswith(HEH) else word
    return snowball(spelled).replace(TEH_MARBUTA, HEH) or word


def snowball(word: str) -> str:
    """Cut a word by the Snowball stemmer of its script, as it is spelled."""
    return str(_stemmer(language_of(word)).stemWord(word))


@cache
def _stemmer(language: Language) -> Stemmer.Stemmer:
    no_cache = 0  # `stem` remembers; remembering twice doubles the time of a new word.
    return Stemmer.Stemmer({"ar": "arabic", "en": "english"}[language], no_cache)
