"""Tell whether a sentence gives somebody's view: it says who holds one, or it has words that somebody spoke."""

import re
from collections.abc import Collection

from agent.voices import find_voices
from retrieval.folding import words

LEAST_SPOKEN = 3  # Words in quotation marks; fewer are mostly a title or a nickname.
_QUOTED = re.compile(r"[«“\"]([^«»“”\"\n]+)(?:[»”\"]|$)|^([^«»“”\"\n]+)[»”\"]")


def gives_view(text: str, asked: Collection[str]) -> bool:
    """Whether a sentence gives a view; a title that the question names, whose folded words are `asked`, is none.

    >>> [gives_view(text, ()) for text in ("He called it “a tax on the poor”.", "“The Salt Road” won on Saturday.")]
    [True, False]
    """
    quoted = (words(match.group(1) or match.group(2)) for match in _QUOTED.finditer(text))
    spoken = any(len(said) >= LEAST_SPOKEN and not set(said) <= set(asked) for said in quoted)
    return spoken or any(voice.manner == "opinion" for voice in find_voices(text))
