"""Find who says what in an English sentence: "X said", "said X", "according to X", "X told Y", "quoting X"."""

from collections.abc import Iterator

from agent.attributions import Attribution, Manner, Token, spanned
from retrieval.folding import words
from retrieval.records import Span

_REPORT = frozenset(
    words(
        """said says say announced announces confirmed confirms reported stated states claimed estimated
        estimates warned warns noted explained explains insisted insists stressed declared revealed
        disclosed acknowledged admitted admits pledged vowed tweeted wrote writes predicted predicts added
        adds maintained maintains asserted affirmed reiterated recalled suggested cautioned told tells
        replied answered testified alleged alleges underlined emphasised emphasized blamed blames accused
        accuses urged demanded expects credited quipped remarked concluded specified indicated commented
        recounted promised reports proposed"""
    )
)
_DENIAL = frozenset(
    words("""denied denies deny rejected rejects dismissed dismisses refuted refutes disputed disputes""")
)
_OPINION = frozenset(
    words(
        """thinks thought believes believed considers considered calls called argues argued criticised
        criticized criticises criticizes praised praises condemned condemns described describes disagrees
        disagreed hailed denounced lamented deplored likened complained complains fears wants hopes"""
    )
)
_MANNERS: dict[str, Manner] = {
    **dict.fromkeys(_REPORT, "report"),
    **dict.fromkeys(_DENIAL, "denial"),
    **dict.fromkeys(_OPINION, "opinion"),
}
# Verbs with other uses, taken only before "that", a quotation or a colon.
_NEED_THAT = frozenset(
    words(
        """noted explained suggested recalled indicated states maintained maintains revealed disclosed thought
        believed considered called wants fears hopes expects proposed concluded commented reports alleged
        answered replied promised described credited accused condemned thinks calls describes considers"""
    )
)
_CLAIMS = frozenset(["that", "responsibility", "he", "she", "it", "they", "to", "there", ",", "."])
_DIRECT = frozenset(
    words("""calls called considered considers described describes condemned accused credited thinks""")
)
_PASSIVE = frozenset(words("was were been be being is are get got to not"))
_AUXILIARY = frozenset(
    words("""has had have also later earlier reportedly then would will did does previously still
        may might must can could should""")
)
_BREAKS = frozenset(
    words(
        """that which whatever unless because as after when while but where if than since until so although before
        though whether what how amid despite per according"""
    )
)
_DAYS = frozenset(
    words(
        """monday tuesday wednesday thursday friday saturday sunday today yesterday january february march
        april june july august september october november december meanwhile separately however"""
    )
)
_AFTER_NAME = frozenset(
    words(
        """who that which on after during when while yesterday today as adding but because if where last late
        early before since until amid said says told has had have is are was were will would citing quoting
        without there earlier later in-a this"""
    )
)
_WHERE_SAID = frozenset(
    words("""statement interview tweet post report briefing conference speech letter message press bid""")
)
_PREPOSITIONS = frozenset(
    ["in", "on", "at", "by", "for", "with", "from", "during", "of", "after", "before", "under", "over", "to"]
)
_PRONOUNS = frozenset(words("he she they it"))
_DETERMINERS = frozenset(words("the a an his her its their two three several one some"))
_CLOSING = frozenset('"”»')
_QUOTES = frozenset('"“”«»')
_ARTICLES = frozenset(words("the a an"))
_JOINING = frozenset(words("of for in at from with"))
_NOT_SAID = frozenset(words("which whatever whether if unless"))  # "which the army had said": another says the rest.
_REGIONS = frozenset(words("eastern western northern southern central rural greater upper lower"))
_VERBS = frozenset(
    ["is", "was", "were", "are", "has", "had", "have", "been", "killed", "injured", "wounded", "led", "left"]
)
_BEFORE_NAMES = frozenset(
    words(
        """spokesman spokeswoman spokesperson leader head chief director minister president commander official
        activist secretary general ambassador envoy governor mayor analyst chairman founder manager member
        resident journalist expert lawyer coordinator adviser senator king prince sheikh captain colonel
        major state-run agency newspaper channel"""
    )
)
_ABBREVIATIONS = frozenset(words("""maj gen lt col dr mr mrs ms prof sgt capt brig u.s u.n st sen rep gov"""))
_LONGEST = 18  # Tokens in the noun phrase that names a speaker.
_CITING = frozenset(words("quoting citing quoted cited"))


def english_attributions(tokens: list[Token]) -> Iterator[Attribution]:
    """Yield the attributions of a sentence in order."""
    for at, token in enumerate(tokens):
        found = None
        if token.word == "according" and _word(tokens, at + 1) == "to":
            found = _led(tokens, at, at + 2, "report")
        elif token.word in _CITING:
            found = _cited(tokens, at)
        elif token.word in _MANNERS and _speaks(tokens, at):
            found = _said(tokens, at)
        elif at and token.word in ("put", "puts") and _puts_at(tokens, at):
            found = _subject_first(tokens, at, "report")
        if found:
            yield found
    yield from _headline(tokens)


def _word(tokens: list[Token], at: int) -> str:
    return tokens[at].word if 0 <= at < len(tokens) else ""


def _puts_at(tokens: list[Token], at: int) -> bool:
    """Tell "puts the toll at 47" from "put millions at risk"."""
    near = range(at + 1, min(at + 12, len(tokens)))
    counted = (tokens[one + 1].word for one in near if tokens[one].word == "at" and one + 1 < len(tokens))
    return any(word[0].isdigit() or word in ("about", "around", "nearly", "over", "more", "least") for word in counted)


def _speaks(tokens: list[Token], at: int) -> bool:
    """Tell a verb of speech from a passive, a participle and a noun."""
    before, word = _word(tokens, at - 1), tokens[at].word
    if before in _PASSIVE or (before in _AUXILIARY and _word(tokens, at - 2) in _PASSIVE):
        return False
    if before in ("the", "a", "an", "of", "its", "their", "his", "her", "their", "and") and word not in (
        "said",
        "told",
    ):
        return False
    if word in _NEED_THAT:
        after = _word(tokens, at + 1)
        return (
            after in ("that", ":", ",")
            or after in _QUOTES
            or (word in _DIRECT and after not in _PREPOSITIONS | {"off"})
        )
    if word in ("claimed", "claims"):
        return _word(tokens, at + 1) in _CLAIMS or _word(tokens, at + 1) in _QUOTES
    return not (word in ("told", "tells") and _word(tokens, at + 1) in (",", "."))


def _said(tokens: list[Token], at: int) -> Attribution | None:
    manner = _MANNERS[tokens[at].word]
    inverted = _inverted(tokens, at)
    if inverted:
        return _led(tokens, at, at + 1, manner, trailing=True)
    return _subject_first(tokens, at, manner)


def _inverted(tokens: list[Token], at: int) -> bool:
    """Tell '," said X' from 'X, the spokesman, said'."""
    before, after = _word(tokens, at - 1), tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or after.is_mark or not (after.raw[0].isupper() or after.word in _DETERMINERS | _ROLE_STARTS):
        return False
    if before in _CLOSING or (before == "," and _word(tokens, at - 2) in _CLOSING):
        return True
    ends = _end_of_name(tokens, at + 1)
    commas = sum(token.word == "," for token in tokens[:at])
    return before == "," and commas == 1 and (ends >= len(tokens) or tokens[ends].word in (".", ","))


_ROLE_STARTS = frozenset(
    ["spokesman", "spokeswoman", "officials", "witnesses", "residents", "activists", "president", "chief", "one"]
)


def _led(tokens: list[Token], cue: int, start: int, manner: Manner, *, trailing: bool = False) -> Attribution | None:
    """Read the name behind a cue."""
    end = _end_of_name(tokens, start)
    if end <= start:
        return None
    leads = cue == 0 or (cue == 1 and tokens[0].word in ("but", "and"))
    spoken = manner != "report" or tokens[cue].word != "according"
    who = spanned(tokens, start, end)
    return Attribution(spanned(tokens, cue, end), who, manner, trailing=trailing or not leads, spoken=spoken)


def _cited(tokens: list[Token], at: int) -> Attribution | None:
    """Read "quoting X", "cited X as saying" and "was quoted by X"."""
    word, behind = tokens[at].word, _word(tokens, at + 1)
    if word in ("quoted", "cited"):
        if behind == "by":
            return _led(tokens, at, at + 2, "citing")
        if _word(tokens, at - 1) in _PASSIVE:
            return _subject_first(tokens, at, "report") if behind == "as" else None
        return _led(tokens, at, at + 1, "report") if "as" in [one.word for one in tokens[at : at + 12]] else None
    return _led(tokens, at, at + 1, "report")


def _end_of_name(tokens: list[Token], start: int) -> int:
    """Find where the noun phrase that starts at `start` ends; a short apposition goes with it."""
    at = start
    while at < len(tokens) and at - start < _LONGEST:
        token = tokens[at]
        if _is_acronym_bracket(tokens, at) or _is_abbreviation(tokens, at):
            at += 1
            continue
        if token.word == "on" and _word(tokens, at + 2) in ("by", "from"):
            at += 2
            continue
        if (token.is_mark and token.word not in "'’&–-") or token.word in _AFTER_NAME:
            break
        if token.word in _DAYS or (token.word in ("in", "at", "by", "to") and at > start and _leaves_name(tokens, at)):
            break
        at += 1
    return _over_apposition(tokens, start, at)


def _over_apposition(tokens: list[Token], start: int, end: int) -> int:
    """Take "Anas Shibani" with "the airline's commercial director, Anas Shibani, who"."""
    if end == start or _word(tokens, end) != "," or tokens[start].raw[0].isupper():
        return end
    at = end + 1
    while at < len(tokens) and tokens[at].raw[0].isupper():
        at += 1
    return at if 2 <= at - end - 1 <= 4 and (at == len(tokens) or tokens[at].word in (",", ".")) else end


def _leaves_name(tokens: list[Token], at: int) -> bool:
    """Tell "in a statement", "in Moscow" and "to reporters" from "in the oil ministry"."""
    near = {token.word for token in tokens[at + 1 : at + 5]}
    return bool(near & _WHERE_SAID) or tokens[at].word == "to" or _word(tokens, at + 1).isdigit()


def _subject_first(tokens: list[Token], verb: int, manner: Manner) -> Attribution | None:
    """Read the subject in front of a verb; a pronoun gives no name."""
    end = verb
    while end > 0 and (
        tokens[end - 1].word in _AUXILIARY or tokens[end - 1].word in _PASSIVE or _is_adverb(tokens, end)
    ):
        end -= 1
    start, end = _subject(tokens, end)
    if start is None or end <= start:
        return None
    if _word(tokens, start - 1) in _NOT_SAID:
        return None
    trailing = start > 0 and _ends_clause(tokens, verb + 1)
    to = _told_to(tokens, verb + 1)
    if tokens[end - 1].word in _PRONOUNS:
        return Attribution(spanned(tokens, end - 1, verb + 1), None, manner, to, trailing)
    return Attribution(spanned(tokens, start, verb + 1), spanned(tokens, start, end), manner, to, trailing)


def _is_adverb(tokens: list[Token], end: int) -> bool:
    return tokens[end - 1].word.endswith("ly") and len(tokens[end - 1].word) > 4 and tokens[end - 1].raw[0].islower()


def _subject(tokens: list[Token], end: int) -> tuple[int | None, int]:
    """Walk back from the verb over the noun phrase before it; over "who" and an apposition to what they go with."""
    if end and tokens[end - 1].word == "who":
        end -= 2 if _word(tokens, end - 2) == "," else 1
    if end and tokens[end - 1].word == ",":
        opened = next((at for at in range(end - 2, -1, -1) if tokens[at].word == ","), None)
        if opened is None or end - opened > _LONGEST:
            return None, end
        start, _ = _plain_subject(tokens, opened)
        return start, end - 1
    return _plain_subject(tokens, end)


def _plain_subject(tokens: list[Token], end: int) -> tuple[int | None, int]:
    """Walk back to where the noun phrase in front of `end` starts: an article, or a name that nothing joins to."""
    start = end
    while start > 0 and end - start < _LONGEST and not _is_border(tokens, start - 1):
        start -= 1
        if _opens_phrase(tokens, start) and not _joins(tokens, start):
            break
    start = _without_opening(tokens, start, end)
    return (start, end) if start < end else (None, end)


def _opens_phrase(tokens: list[Token], at: int) -> bool:
    token, before = tokens[at], tokens[at - 1] if at else None
    capital = token.raw[0].isupper() and token.word not in _DAYS and not (before and before.raw[0].isupper())
    return token.word in _ARTICLES or (capital and at > 0)


def _joins(tokens: list[Token], at: int) -> bool:
    """Tell whether what stands before a name or an article is of the same noun phrase."""
    before = _word(tokens, at - 1)
    if before in _JOINING or before in _REGIONS:
        return True
    if tokens[at].word in _ARTICLES:
        return False
    apposed = before.removesuffix("'s") in _BEFORE_NAMES or before in _ARTICLES or before in _DETERMINERS
    return (
        apposed
        or before.endswith(("-based", "-led", "-run", "'s", "’s"))
        or before in ("al", "bin", "abu", "&", "-", "(")
    )


def _is_border(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.is_mark:
        return not (token.word in "'’&-" or _is_acronym_bracket(tokens, at) or _is_abbreviation(tokens, at))
    if token.word == "and":
        return not _joins_names(tokens, at)
    return token.word in _BREAKS or token.word in _MANNERS or token.word in _VERBS


def _is_acronym_bracket(tokens: list[Token], at: int) -> bool:
    """Tell the brackets of "(SOHR)"."""
    opening = at if tokens[at].word == "(" else at - 2
    return (
        tokens[at].word in "()" and opening > 0 and _word(tokens, opening) == "(" and _word(tokens, opening + 2) == ")"
    )


def _is_abbreviation(tokens: list[Token], at: int) -> bool:
    """Tell the stop in "Maj. Gen. Igor Konashenkov"."""
    return tokens[at].word == "." and _word(tokens, at - 1) in _ABBREVIATIONS


def _joins_names(tokens: list[Token], at: int) -> bool:
    """Tell "activists and residents said" and "Science and Technology" from "he left and the army said"."""
    before, after = tokens[at - 1], tokens[at + 1] if at + 1 < len(tokens) else tokens[at]
    return after.raw[0].isupper() == before.raw[0].isupper() and after.word not in _DETERMINERS | _PRONOUNS


def _without_opening(tokens: list[Token], start: int, end: int) -> int:
    """Leave out "On Monday", "In a statement" and the like before the subject."""
    days = [
        at
        for at in range(start, end)
        if tokens[at].word in _DAYS or (tokens[at].word.isdigit() and len(tokens[at].word) == 4)
    ]
    if days and days[-1] + 1 < end:
        start = days[-1] + 1
    if tokens[start].word in _PREPOSITIONS and start < end:
        later = [
            at
            for at in range(start + 1, end)
            if tokens[at].word in _DETERMINERS and _word(tokens, at - 1) not in _PREPOSITIONS
        ]
        start = later[-1] if later else end - 1
    while start < end and tokens[start].word in ("and", "but", "so", "yet", "now", "for", "once", "as"):
        start += 1
    return start


def _told_to(tokens: list[Token], at: int) -> Span | None:
    """Find whom it was told to: "told Reuters", "said in an interview with the Times"."""
    if _word(tokens, at - 1) in ("told", "tells"):
        end = _end_of_name(tokens, at)
        return spanned(tokens, at, end) if end > at else None
    for near in range(at, min(at + 7, len(tokens) - 1)):
        if tokens[near].word in ("to", "with") and tokens[near - 1].word in _WHERE_SAID:
            end = _end_of_name(tokens, near + 1)
            return spanned(tokens, near + 1, end) if end > near + 1 else None
    return None


def _ends_clause(tokens: list[Token], at: int) -> bool:
    """Tell a "he said" that closes its sentence from one that opens a clause."""
    rest = [token.word for token in tokens[at:]]
    return len(rest) <= 12 and "that" not in rest[:1] and ":" not in rest


def _headline(tokens: list[Token]) -> Iterator[Attribution]:
    """Read "Defence ministry: two killed"."""
    colon = next((at for at, token in enumerate(tokens[:8]) if token.word == ":"), 0)
    if colon and colon + 3 < len(tokens) and tokens[colon + 1].word not in _QUOTES:
        yield Attribution(spanned(tokens, 0, colon + 1), spanned(tokens, 0, colon), spoken=False, headline=True)
