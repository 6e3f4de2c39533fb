"""A small story told in two ways, in both languages, and answers to it."""

from eval.cases import Case, Disagreement, Evidence
from eval.measures import score
from eval.measures.scores import Answered, Score
from eval.replies import Cited, Flag, Reply, Said

TEXTS = {
    "well-1": "The well in Rasmin is 40 metres deep. It was dug by hand. Nobody knows when.",
    "well-2": "The well in Rasmin goes down 55 metres. Its water is sweet.",
    "well-3": "Rasmin's well is 55 metres deep, engineers say.",
    "بئر": "عمق بئر رسمين 40 متراً. وماؤها عذب.",
}
GOLD = {
    "well-1": "is 40 metres deep",
    "well-2": "goes down 55 metres",
    "well-3": "is 55 metres deep",
    "بئر": "عمق بئر رسمين 40 متراً",
}
DEEP = Disagreement("number", (frozenset({"well-1", "بئر"}), frozenset({"well-2", "well-3"})))


def cited(article_id: str, quote: str | None = None) -> Cited:
    text = TEXTS[article_id]
    quote = GOLD[article_id] if quote is None else quote
    start = text.index(quote)
    return Cited(article_id, quote, start, start + len(quote))


def said(*names: str, text: str = "40 metres") -> Reply:
    citations = tuple(map(cited, names))
    return Reply(True, text, (Said(text, citations),), citations)


def flagged(*sides: str, kind: str = "number") -> Reply:
    """Make an answer with a conflict whose sides cite the articles named, those of one side in one string."""
    given = tuple(tuple(cited(name) for name in side.split()) for side in sides)
    every = tuple(one for side in given for one in side)
    return Reply(True, "Sources conflict: 40 or 55 metres.", (Said("", every),), every, (Flag(kind, given),))


REFUSAL = Reply(False, "")


def case(
    *evidence: str, conflict: Disagreement | None = None, answerable: bool = True, answers: tuple[str, ...] = ()
) -> Case:
    pieces = tuple(Evidence(name, GOLD[name]) for name in evidence)
    return Case("s/q", "s", "en", "How deep?", answerable, pieces, (), conflict, answers)


PLAIN = case("well-1", answers=("40 metres", "40"))
CONFLICT = case(*GOLD, conflict=DEEP, answers=("40 metres", "55 metres"))
NOTHING = case(answerable=False)


def of(name: str, one: Case, reply: Reply) -> float | None:
    """Give what a measure says of an answer, from 0 to 1; None where it does not apply."""
    found: Score | None = score(Answered(one, reply, TEXTS)).get(name)
    return found.gained / found.out_of if found and found.out_of else None
