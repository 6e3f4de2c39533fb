"""Cut folded words down to their stems by Snowball, in both languages."""

import re
from functools import cache

from retrieval.stemming import snowball

_CLITICS = re.compile("^(?:وال|بال|فال|كال|ولل|لل|ال)(?=.{3})")
_PREFIX = re.compile("^[وفبلك](?=.{3})")
_IMPERFECT = re.compile("^[وف]?[يتن](?=.{3})")
_PERFECT = re.compile("(?<=...)(?:ت|وا|تا)$")


@cache
def stem(word: str) -> str:
    """Cut a folded word down to its stem; heh stays heh, where it stands for teh marbuta too.

    The names' `common.txt.gz` holds stems made so.
    """
    return snowball(word)


def without_article(word: str) -> str:
    """Take the Arabic article off a folded word, with what is written on before it.

    >>> without_article("والجنود"), without_article("اليم")
    ('جنود', 'اليم')
    """
    return _CLITICS.sub("", word)


def without_prefix(word: str) -> str:
    """Take off a folded Arabic word the letter that may be a word of its own: "and", "to", "by".

    >>> without_prefix("لقتلي"), without_prefix("باخره")
    ('قتلي', 'اخره')
    """
    return _PREFIX.sub("", word)


@cache
def verb_roots(word: str) -> frozenset[str]:
    """List what a folded Arabic word may be without the marks of person and tense, if it is a verb.

    >>> verb_roots("تسرب") & verb_roots("سربت")
    frozenset({'سرب'})
    """
    bare = _IMPERFECT.sub("", word)
    return frozenset() if word.isascii() else frozenset((bare, *(_PERFECT.sub("", one) for one in (word, bare))))
