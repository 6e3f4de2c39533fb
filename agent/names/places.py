"""Find the names of places: by kind words, by prepositions, and by what the gazetteer knows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.names.gazetteer import Known, known
from agent.names.roles import STOPS, is_title
from agent.names.runs import Run
from agent.names.spelling import SURELY, alike
from agent.names.tokens import CALENDAR, PARTICLES, Token, span_of
from retrieval.folding import words
from retrieval.model import BilingualTable, unit_rows
from retrieval.records import Span

_ENGLISH_KINDS = """city town village hamlet port harbour harbor airport station province governorate district county
    region state emirate neighbourhood neighborhood suburb quarter camp crossing border sea lake river gulf bay strait
    canal coast beach shore island islands peninsula mountain mount mountains hill valley wadi desert oasis plain gorge
    dam forest road street avenue square bridge tunnel highway corniche market souk castle palace fortress citadel
    mosque church cathedral temple museum theatre theater stadium hotel hospital school university building headquarters
    office hall centre center factory plant refinery prison field base capital park garden farm quay terminal
    archipelago basin waterfall volcano cape creek fjord reef"""
_ARABIC_KINDS = """مدينة قرية بلدة ميناء مرفأ مطار محطة محافظة ولاية إقليم منطقة قضاء ناحية مقاطعة إمارة حي ضاحية مخيم
    معبر حدود بحر بحيرة نهر خليج مضيق قناة ساحل شاطئ جزيرة جزر جبل جبال تل وادي صحراء واحة سهل سد غابة طريق شارع ساحة
    ميدان جسر نفق سوق قلعة قصر حصن مسجد جامع كنيسة معبد متحف مسرح ملعب استاد فندق مستشفى مدرسة جامعة مبنى مقر مكتب قاعة
    مركز مصنع معمل مصفاة سجن حقل قاعدة عاصمة حديقة مزرعة رصيف مرسى حوض شلال ريف بادية خور شعيب نبع مخفر ثكنة حاجز مستودع
    طاحونة منجم محجر مقبرة ضريح مزار دير برج بوابة مفرق تقاطع دوار منعطف مجمع صالة منتجع محمية استراحة بئر"""
_ENGLISH_PREPOSITIONS = frozenset(
    words(
        """in at near from via into outside inside around across between through towards toward off to above beneath
        northern southern eastern western north south east west"""
    )
)
_ARABIC_PREPOSITIONS = frozenset(
    words(
        """في قرب من عبر إلى نحو شمال جنوب شرق غرب شمالي جنوبي شرقي غربي بين داخل خارج حول باتجاه فوق تحت أمام خلف وسط
        بمحاذاة قبالة صوب عند لدى وفي ومن وإلى"""
    )
)
_PREFIXES = ("", "ال", "ب", "بال", "ل", "لل", "و", "وال")
ENGLISH_KINDS = frozenset(words(_ENGLISH_KINDS))
ARABIC_KINDS = {prefix + kind: kind for kind in words(_ARABIC_KINDS) for prefix in _PREFIXES}
# Kinds, and beginnings of names, as in مطار رأس النوارس, that say other things too where they stand alone.
_CHAINED = ARABIC_KINDS.keys() | frozenset(words("رأس عين بيت كفر"))
# Nouns by which a question asks for a place of some kind: which country, which town, which building.
COUNTRIES = frozenset(words("country countries nation state بلد البلد دولة الدولة بلاد بلدان دول"))
SETTLEMENTS = frozenset(words("city town village capital مدينة المدينة قرية القرية بلدة البلدة عاصمة العاصمة"))
BUILDINGS = frozenset(
    words(
        """building headquarters hotel hospital school university palace castle fortress hall office museum theatre
        theater stadium mosque church cathedral temple factory plant prison centre center venue
        مبنى مقر فندق مستشفى مدرسة جامعة قصر قلعة قاعة مكتب متحف مسرح ملعب مسجد كنيسة مصنع معمل سجن مركز مطار"""
    )
)
_THE = frozenset(words("the a an this that its their his her"))
NEAR = 0.45  # Cosine of the vectors of two words in two scripts from which one may translate the other.


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a text names: `kind` is its kind word, or what the gazetteer calls it, or "unknown".

    `words` are the folded words of its name; none where only a kind is said ("at the hotel"). `countries` are the codes
    of the countries that it may be or lie in.
    """

    span: Span
    kind: str
    words: tuple[str, ...]
    countries: frozenset[str] = frozenset()


def places(found: Sequence[Token], names: Sequence[Run]) -> Iterator[Place]:
    """Yield the places among the words of a text, of whose names the runs are known."""
    taken: set[int] = set()
    for run in names:
        place = _named(found, run)
        if place:
            taken.update(range(run.first - 1, run.end + 1))
            yield place
    for at in range(len(found)):
        if at not in taken and (place := _only_kind(found, at)):
            yield place


def _named(found: Sequence[Token], run: Run) -> Place | None:
    if kind := ARABIC_KINDS.get(found[run.first].word):  # A rare one, which was taken for a name.
        end = max(run.end, _definite_end(found, run.first))
        named = [one.word for one in found[run.first + 1 : end]]
        return Place(span_of(found[run.first : end]), kind, tuple(named)) if named else None
    first = _kind_before(found, run.first)
    before = found[first if first is not None else run.first].word
    if first is not None:
        return _place(found, first, run.end, ARABIC_KINDS.get(before, before), run)
    if run.known:
        return _place(found, run.first, run.end, _known_kind(found[run.end - 1], run.known), run)
    if found[run.end - 1].word in ENGLISH_KINDS and run.end - run.first > 1:
        return _place(found, run.first, run.end, found[run.end - 1].word, run)
    if run.end < len(found) and found[run.end].joined and found[run.end].word in ENGLISH_KINDS:
        return _place(found, run.first, run.end + 1, found[run.end].word, run)
    if run.titled is None and follows_preposition(found, run.first):
        return _place(found, run.first, run.end, "unknown", run)
    return None


def _known_kind(token: Token, known_as: Known) -> str:
    """Name the kind that the gazetteer knows; with the accusative's mark, روسياً is no country but Russian."""
    return "adjective" if "\N{ARABIC FATHATAN}" in token.raw else known_as.kind


def _kind_before(found: Sequence[Token], at: int) -> int | None:
    """Find the kind word that stands before a name: "the port of X", "Lake X", مدينة."""
    if found[at].arabic:
        return at - 1 if at and found[at].joined and found[at - 1].word in ARABIC_KINDS else None
    if found[at].word in ENGLISH_KINDS:
        return at if at + 1 < len(found) and found[at + 1].capital and found[at + 1].joined else None
    back = 2 if at > 1 and found[at - 1].word == "of" else 1
    return at - back if at >= back and found[at].joined and found[at - back].word in ENGLISH_KINDS else None


def follows_preposition(found: Sequence[Token], at: int) -> bool:
    """Whether a preposition of place leads up to a word: "in X", "near the X", في."""
    if not at or not found[at].joined:
        return False
    before = at - 1
    while before and found[before].word in _THE:
        before -= 1
    return found[before].word in _ENGLISH_PREPOSITIONS or found[before].word in _ARABIC_PREPOSITIONS


def _only_kind(found: Sequence[Token], at: int) -> Place | None:
    """Take a place that has a kind but no name: "at the hotel", في المطار، مبنى البلدية."""
    token = found[at]
    kind = ARABIC_KINDS.get(token.word) if token.arabic else token.word if token.word in ENGLISH_KINDS else None
    if kind and token.arabic and (end := _definite_end(found, at)) > at + 1:
        return Place(span_of(found[at:end]), kind, tuple(one.word for one in found[at + 1 : end]))
    if kind is None or not (follows_preposition(found, at) or token.word[0] in "بل" or _modified(found, at)):
        return None
    return Place(token.span, kind, ())


def _definite_end(found: Sequence[Token], at: int) -> int:
    """Find the end of a name made of common words: جسر وادي الزرقة، سوق الحميدية."""
    end = at + 1
    while end < len(found) and found[end].joined and found[end].word in _CHAINED:
        end += 1
    if end < len(found) and found[end].joined and found[end].word.startswith("ال") and not _is_no_name(found[end]):
        return end + 1
    return at + 1


def _is_no_name(token: Token) -> bool:
    return token.word in STOPS or token.word in CALENDAR or is_title(token)


def _modified(found: Sequence[Token], at: int) -> bool:
    """Whether an adjective stands between a preposition and a kind: "in the old town"."""
    return not found[at].arabic and at > 1 and follows_preposition(found, at - 1)


def _place(found: Sequence[Token], first: int, end: int, kind: str, run: Run) -> Place:
    named = [one.word for one in found[run.first : run.end]]
    known_as = run.known or known(named) or _last_known(named)
    countries = known_as.countries if known_as else frozenset()
    return Place(span_of(found[first:end]), kind, tuple(named), _told_apart(found[run.first].raw, countries))


def _told_apart(raw: str, countries: frozenset[str]) -> frozenset[str]:
    """Tell Amman from Oman where the vowel marks do: عَمّان, عُمان."""
    marks = {"\N{ARABIC SHADDA}": "JO", "\N{ARABIC DAMMA}": "OM"}
    told = frozenset(code for mark, code in marks.items() if mark in raw) & countries
    return told or countries


def _last_known(named: Sequence[str]) -> Known | None:
    return known(named[-1:]) if len(named) > 1 else None


def same_place(one: Place, other: Place, table: BilingualTable) -> bool:
    """Whether two places are one: by country, by spelling, or word by word by spelling or translation."""
    if {one.kind, other.kind} <= {"country", "adjective"}:
        return bool(one.countries & other.countries)
    mine, theirs = _telling(one), _telling(other)
    if not mine or not theirs or (one.countries and other.countries and not one.countries & other.countries):
        return False
    fewer, more = sorted((mine, theirs), key=len)
    return all(any(_same_word(word, another, table) for another in more) for word in fewer)


def _telling(place: Place) -> list[str]:
    """Leave the kind words out of a name, unless there is nothing else: "Zarga wadi" is Zarga."""
    named = [word for word in place.words if word not in PARTICLES and word not in ("of", "the")]
    return [word for word in named if word not in ENGLISH_KINDS and word not in ARABIC_KINDS] or named


def _same_word(one: str, other: str, table: BilingualTable) -> bool:
    if alike(one, other) >= SURELY:
        return True
    mine, theirs = known([one]), known([other])
    if mine and theirs and mine.kind == theirs.kind != "city":
        return bool(mine.countries & theirs.countries)
    if one.isascii() == other.isascii():
        return False
    mine_unit, their_unit = unit_rows(table.word_vectors([one, other]))
    return float(mine_unit @ their_unit) > NEAR
