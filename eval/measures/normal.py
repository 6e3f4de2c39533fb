"""Make short answers comparable, as SQuAD's script does, and the same for Arabic."""

import unicodedata

from retrieval.folding import fold

ENGLISH_ARTICLES = frozenset(("a", "an", "the"))
JOINED_ARTICLES = {"لل": "", "ال": "", "وال": "و", "بال": "ب", "كال": "ك", "فال": "ف"}
LEAST_LEFT = 2  # Letters of a word without its article: "الى" is not a word with one.


def normal_words(text: str) -> list[str]:
    """Split a text into words as answers are compared.

    For English this is `normalize_answer` of SQuAD's script (Rajpurkar et al. 2016): lower case, no punctuation, no
    articles. For Arabic besides: vowel marks and tatweel go, forms of alef, ya, waw hamza and ta marbuta fall together,
    digits become European, and the article ال goes, though و or ب stands before it. A word that begins so by nature
    (والدة) loses it too, in both texts that are compared.

    >>> normal_words("The 1,200 cats!"), normal_words("القِطّةُ ١٢")
    (['1200', 'cats'], ['قطه', '12'])
    """
    bare = "".join(" " if char.isspace() else char for char in fold(text) if not _is_mark(char))
    return [_without_article(word) for word in bare.split() if word not in ENGLISH_ARTICLES]


def _is_mark(char: str) -> bool:
    """Whether a character is punctuation or a sign: all that `string.punctuation` has, and their like."""
    return unicodedata.category(char)[0] in "PS"


def _without_article(word: str) -> str:
    for article, left in JOINED_ARTICLES.items():
        if word.startswith(article) and len(word) - len(article) >= LEAST_LEFT:
            return left + word[len(article) :]
    return word
