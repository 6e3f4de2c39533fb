"""Tell whether a sentence gives somebody's view: it says who holds one, or it has words that somebody spoke."""

import re
from collections.abc import Collection

from agent.voices import find_voices
from retrieval.folding import words

LEAST_SPOKEN = 3  # Words in quotation marks; fewer are mostly a title or a nickname.
_MARK = re.compile('[«»“”"]')


def gives_view(text: str, asked: Collection[str]) -> bool:
    """Whether a sentence gives a view; a title that the question names, whose folded words are `asked`, is none.

    >>> [gives_view(text, ()) for text in ("He called it “a tax on the poor”.", "“The Salt Road” won on Saturday.")]
    [True, True]
    >>> gives_view("“The Salt Road” won on Saturday.", ("the", "salt", "road"))
    False
    """
    parts = _MARK.split(text)
    goes_on = len(parts) == 2  # Words spoken over several sentences.
    spoken = (words(part) for part in parts[1::2])
    quotes = any(len(said) >= LEAST_SPOKEN and not set(said) <= set(asked) for said in spoken)
    return goes_on or quotes or any(voice.manner == "opinion" for voice in find_voices(text))
