"""What an answer took: seconds, tokens, money."""

from eval.measures.scores import Answered, Score
from retrieval.phrases import Phrase


def seconds(one: Answered) -> Score | None:
    """Give the seconds that an answer took."""
    took = one.reply.seconds
    return Score(took, 1.0, Phrase(f"{took:.2f} s", f"{took:.2f} ثانية"))


def tokens(one: Answered) -> Score | None:
    """Count the tokens that a language model read and wrote."""
    return Score(one.reply.tokens, 1.0, Phrase(f"{one.reply.tokens} tokens", f"{one.reply.tokens} وحدة نصية"))


def cost(one: Answered) -> Score | None:
    """Give what a language model cost, in US dollars."""
    return Score(one.reply.cost, 1.0, Phrase(f"${one.reply.cost:.4f}", f"{one.reply.cost:.4f} دولار"))
