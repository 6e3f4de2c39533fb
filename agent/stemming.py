"""Cut folded words down to their stems by Snowball, in both languages."""

from functools import cache

from retrieval.stemming import snowball


@cache
def stem(word: str) -> str:
    """Cut a folded word down to its stem; heh stays heh, where it stands for teh marbuta too.

    The names' `common.txt.gz` holds stems made so.
    """
    return snowball(word)
