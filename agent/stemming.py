"""Cut folded words down to their stems by Snowball, in both languages."""

import re
from functools import cache

from retrieval.stemming import snowball

_CLITICS = re.compile("^(?:وال|بال|فال|كال|ولل|لل|ال)(?=.{3})")


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
