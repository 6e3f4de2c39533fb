"""Tell who a noun phrase names as a speaker: an agency, official body, organisation, person, outlet, or nobody."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from agent.authors import author_in
from agent.bodies import Body, body_in
from agent.countries import countries_in, country_words, without_countries
from agent.institutions import institution_in
from agent.names.gazetteer import is_common
from agent.person_names import (
    LATIN_WORD,
    NO_NAME,
    arabic_name,
    english_name,
    has_role,
    person_key,
    settled,
    with_office,
)
from agent.speaker_words import (
    ARABIC_ANAPHORS,
    ARABIC_DOCUMENTS,
    ARABIC_ORGANISATIONS,
    ARABIC_OUTLETS,
    ARABIC_ROLES,
    ARABIC_TITLES,
    ARABIC_UNNAMED,
    ENGLISH_ANAPHORS,
    ENGLISH_ORGANISATIONS,
    ENGLISH_OUTLETS,
    ENGLISH_ROLES,
    ENGLISH_UNNAMED,
)
from retrieval.agencies import agency_in, calls_itself_agency
from retrieval.folding import fold, words
from retrieval.languages import language_of
from retrieval.records import Language

Kind = Literal["agency", "official", "organisation", "person", "outlet", "unnamed"]
_BESIDE_ANAPHORS = frozenset(words("based monitoring rights same main war uk london"))
_PRONOUNS = frozenset(words("he she they it who which we i you"))
_OF_WHOM = re.compile(r"^(?:its|his|her|their|our|the|a|an)\s+", re.IGNORECASE)
_MODIFYING = frozenset(words("opposition political military foreign interior finance health tourism regional former"))
_CITING = re.compile(r"\s(?:citing|quoting)\s")
_INDEFINITE = frozenset(words("a an one another their its our his her my"))
_NO_LONGER = frozenset(words("former ex retired onetime سابق السابق سابقا سابقة السابقة متقاعد المتقاعد"))
_MOST_AGENCY_WORDS = 8
_MOST_OFFICE_WORDS = 7
_MOST_QUOTED_WORDS = 3  # In quotation marks, of a name; more are speech.
_KINDS_OF_ANAPHORS: dict[str, Kind] = {
    **dict.fromkeys(words("الوكالة agency"), "agency"),
    **dict.fromkeys(
        words("المصدر المصادر المسؤول المسؤولة الأوساط الشهود الشاهد source sources official officials"), "unnamed"
    ),
    **dict.fromkeys(
        words("الوزارة الوزير الوزيرة البيان المتحدث المتحدثة الناطق الجيش المحافظ ministry minister"), "official"
    ),
    **dict.fromkeys(words("spokesman spokeswoman spokesperson statement governor mayor"), "official"),
    **dict.fromkeys(words("الصحيفة القناة الموقع newspaper paper channel"), "outlet"),
    **dict.fromkeys(
        words(
            """الشركة المنظمة الشبكة المرصد الجمعية الهيئة المركز اللجنة الاتحاد النقابة الجماعة الحركة الحزب
            المعهد المؤسسة المجلس البنك المصرف التقرير الدراسة company firm group organisation
            organization union federation association bank committee council body centre center
            authority service network observatory institute party movement board watchdog monitor
            report study operator carrier airline consortium"""
        ),
        "organisation",
    ),
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a thing.

    `key` is equal for one speaker in every spelling and in both languages; it is empty where only the text before can
    tell who "the ministry" is. `body` is the official body that he is or speaks for, as it is named; `country` may be
    known from the rest of the article. `names` are his in both languages, where they are known. `role` is the office
    of a person, as it is printed.
    """

    kind: Kind
    key: str
    name: str
    body: Body | None = None
    country: str | None = None
    state_run: bool = False
    names: tuple[str, str] | None = None
    role: str = ""

    @property
    def is_body(self) -> bool:
        """Whether an official body itself speaks, and nobody by name for it."""
        return self.body is not None and self.key.startswith("official:")

    def for_body(self) -> "Speaker":
        """Give the official body that an official speaks for; a speaker of none stays himself."""
        if self.body is None or self.is_body:
            return self
        return Speaker("official", replace(self.body, country=self.country).key, "", self.body, self.country)

    def label(self, language: Language) -> str:
        """Say the speaker's name in a language where it is known in both, else as it is printed."""
        if self.names:
            return self.names[language == "en"]
        if self.body and (not self.name or language != language_of(self.name)):
            return self.body.name(language) if self.is_body else f"{self.body.name(language)} ({self.name})"
        if self.kind in ("agency", "outlet"):
            return self.name
        return _as_named(self.name, everyday=self.kind == "unnamed")


def speaker_of(phrase: str, *, said_something: bool = True) -> Speaker | None:
    """Tell whom a noun phrase names; None for what cannot speak, such as a contract.

    `said_something` is whether a verb of speech stands beside it, as a person without a title needs one.

    >>> speaker_of("the Kremlin's spokesman Dmitry Peskov").key == speaker_of("ديمتري بيسكوف").key
    True
    >>> speaker_of("مصادر حكومية").kind, speaker_of("وكالة الأنباء السورية (سانا)").label("en")
    ('unnamed', 'SANA')
    """
    arabic = language_of(phrase) == "ar"
    phrase = _CITING.split(" ".join(author_in(phrase).split()), maxsplit=1)[0]
    folded = country_words(phrase)
    if not folded:
        return None
    if folded[0] in ("report", "reports", "figures") and len(folded) > 1:
        return Speaker("unnamed", "", "")
    known = _known(phrase, folded)
    if known:
        return known
    if folded[0] in ARABIC_DOCUMENTS and folded[-1].endswith(
        ("ته", "ده", "تها")
    ):  # "تقرير أعده": by whom is not known.
        return Speaker("unnamed", "", "")
    if folded[0] in ARABIC_DOCUMENTS:
        return Speaker("unnamed", f"unnamed:{'-'.join(folded)}", phrase)
    if _is_anaphor(folded) or _is_of_unsaid_ministry(folded):
        return Speaker(_kind_of_anaphor(folded), "", phrase)
    if _is_unnamed(phrase, folded):
        return Speaker("unnamed", f"unnamed:{'-'.join(word for word in folded if word not in NO_NAME)}", phrase)
    name = arabic_name(phrase) if arabic else english_name(phrase)
    if name and phrase.startswith(f"{name},"):
        phrase, folded = with_office(phrase, name), country_words(with_office(phrase, name))
    body = body_in(phrase)
    if body and arabic and not _leads_to_body(folded):
        return Speaker("unnamed", "", "")
    if body and not (name and not _NO_LONGER.isdisjoint(folded)):
        return _official(phrase, name if has_role(folded) else None, body)
    return _named(phrase, folded, name, said_something=said_something)


def _known(phrase: str, folded: Sequence[str]) -> Speaker | None:
    """Look up agencies, outlets and organisations known by name."""
    if (agency := agency_in(phrase)) and _is_short_for_agency(folded):
        named = (agency.arabic, agency.english)
        return Speaker("agency", agency.key, phrase, None, agency.country, agency.state_run, named)
    if folded[0] in ARABIC_UNNAMED or not ENGLISH_UNNAMED.isdisjoint(folded):
        return None
    institution = institution_in(phrase)
    beside = len(folded) - len(words(institution.name(language_of(phrase)))) if institution else 0
    if institution and beside <= (1 if body_in(phrase) else 3):
        return Speaker(institution.kind, institution.key, phrase, names=(institution.arabic, institution.english))
    return None


def _is_short_for_agency(folded: Sequence[str]) -> bool:
    """Tell "the state news agency SANA" from "a source told by SANA's reporter", which only mentions it."""
    mentions = folded[0] in ARABIC_UNNAMED | ARABIC_TITLES or not (ENGLISH_UNNAMED - {"media"}).isdisjoint(folded)
    return not mentions and len(folded) <= _MOST_AGENCY_WORDS


def _leads_to_body(folded: Sequence[str]) -> bool:
    """Tell the head of a body, or one of its people, from "مواطنون البلدية" and "المحققون والتيارات البحرية"."""
    return len(folded) == 1 or not folded[0].endswith(("ون", "ين")) or folded[0] in ARABIC_ROLES


def _official(phrase: str, name: str | None, body: Body) -> Speaker:
    if name:
        return _person("official", phrase, name, body)
    return Speaker("official", body.key, phrase, body, body.country)


def _named(phrase: str, folded: Sequence[str], name: str | None, *, said_something: bool) -> Speaker | None:
    """Tell agencies, outlets, organisations and persons that no table knows."""
    if calls_itself_agency(folded) and len(folded) > 1:
        return Speaker("agency", f"agency:{_plain_key(folded)}", phrase)
    head, telling = folded[0], set(folded)
    if head in ARABIC_OUTLETS or telling & ENGLISH_OUTLETS:
        if head in ARABIC_OUTLETS and len(folded) > 2 and not folded[2].startswith("ال"):
            return Speaker("outlet", "", "")
        country = next(iter(countries_in(folded)), None)
        return Speaker("outlet", f"outlet:{_plain_key(folded)}", phrase, country=country)
    titled = has_role(folded) and not telling & {"groups", "rebels", "fighters"}
    if (head in ARABIC_ORGANISATIONS or telling & ENGLISH_ORGANISATIONS) and not (name and titled):
        return Speaker("organisation", f"organisation:{_plain_key(folded)}", phrase)
    if phrase[0] in "«“" and phrase[-1] in "»”" and len(folded) <= _MOST_QUOTED_WORDS:
        return Speaker("organisation", f"organisation:{_plain_key(folded)}", phrase[1:-1])
    if name and (has_role(folded) or (said_something and _is_bare_name(phrase, name))):
        return _person("person", phrase, name)
    if has_role(folded):
        if folded[0] in ARABIC_TITLES and not _is_clean_office(folded):
            return Speaker("person", "", "")
        if folded[0] not in ARABIC_TITLES and not _ends_with_title(folded):
            return None
        kind: Kind = "unnamed" if folded[0] in _INDEFINITE else "person"
        return Speaker(kind, f"{kind}:{_plain_key(folded)}", phrase)
    return None


def _is_clean_office(folded: Sequence[str]) -> bool:
    """Tell "مدير المشفى الوطني" from an office that words of the sentence have run into: "الطبيب إبرا مضادة"."""
    of = ARABIC_ROLES | ARABIC_ORGANISATIONS
    return len(folded) <= _MOST_OFFICE_WORDS and all(
        word in of or word.startswith(("ال", "لل", "وال", "بال")) or countries_in([word]) for word in folded
    )


def _ends_with_title(folded: Sequence[str]) -> bool:
    """Tell "the company's chief executive" from "chief" and "the opposition story"."""
    head = list(takewhile(lambda word: word not in ("of", "in", "at", "for", "with", "who"), folded))
    return len(head) > 1 and head[-1] in ENGLISH_ROLES - _MODIFYING


def _person(kind: Kind, phrase: str, name: str, body: Body | None = None) -> Speaker:
    """Make a speaker of a person by name; where no name is sure, only the body that he speaks for is known."""
    sure = settled(name)
    if not sure:
        return Speaker(kind, body.key, "", body, body.country) if body else Speaker(kind, "", "")
    return Speaker(kind, person_key(sure), sure, body, body.country if body else None, role=_role(phrase, sure))


def _role(phrase: str, name: str) -> str:
    """Give the office that stands before a name, or between commas behind it."""
    before, _, after = phrase.partition(name)
    parts = (before, re.split(r"[،,]", after.lstrip(" ،,"))[0])
    roles = (_OF_WHOM.sub("", part.strip(' ،,«»"“”-–')) for part in parts)
    return next((role for role in roles if words(role) and has_role(words(role))), "")


def _as_named(name: str, *, everyday: bool) -> str:
    """Take off what a name has for its place: the joined "to" of للخارجية, the capital of "The army", "Two traders"."""
    first = name.split(maxsplit=1)[0] if words(name) else ""
    if first.startswith("لل") and len(first) > 4:
        return f"ا{name[1:]}"
    if not first or (first.isupper() and first != "A"):
        return name
    common = everyday and is_common(words(name)[0]) and not countries_in(words(first))
    return f"{name[0].lower()}{name[1:]}" if common or first in ("The", "A", "An") else name


def _is_bare_name(phrase: str, name: str) -> bool:
    """Tell a name that stands alone from one that a phrase without a title mentions."""
    return language_of(phrase) == "ar" or phrase.removeprefix("al-").startswith(name) or phrase.startswith(name)


def _plain_key(folded: Sequence[str]) -> str:
    """Join what tells a name from others, without articles and words like "newspaper"."""
    generic = NO_NAME | ARABIC_OUTLETS | {"newspaper", "channel"}
    bare = [word for word in folded if word not in generic] or list(folded)
    return "-".join(word.removeprefix("ال") for word in bare)


def _is_anaphor(folded: Sequence[str]) -> bool:
    """Tell "the ministry", "the Britain-based monitor", الوزارة and المتحدث الروسي: the text before tells who it is."""
    if len(folded) == 1:
        return folded[0] in ARABIC_ANAPHORS or folded[0] in _PRONOUNS
    if folded[0] in ARABIC_ANAPHORS & ARABIC_TITLES:
        return not without_countries(folded[1:])
    between = [word for word in without_countries(folded[1:-1]) if word not in _BESIDE_ANAPHORS]
    return folded[0] in ("the", "its", "their", "his", "her") and folded[-1] in ENGLISH_ANAPHORS and not between


def _is_of_unsaid_ministry(folded: Sequence[str]) -> bool:
    """Tell "a ministry spokesman", who speaks for a ministry named before."""
    return len(folded) <= 3 and folded[-2:] in (
        ["ministry", "spokesman"],
        ["ministry", "spokeswoman"],
        ["ministry", "spokesperson"],
        ["باسم", "الوزاره"],
    )


def _kind_of_anaphor(folded: Sequence[str]) -> Kind:
    default: Kind = "unnamed" if folded[-1] in ENGLISH_UNNAMED else "person"
    return _KINDS_OF_ANAPHORS.get(folded[-1], default)


def _is_unnamed(phrase: str, folded: Sequence[str]) -> bool:
    """Tell sources, witnesses and officials who are not named."""
    if not phrase.isascii() and language_of(phrase) == "ar":
        return (
            folded[0] in ARABIC_UNNAMED and (len(folded) < 2 or folded[1] != "باسم") and not _named_role(phrase, folded)
        )
    heads = [at for at, word in enumerate(folded) if word in ENGLISH_UNNAMED]
    if not heads or (folded[0] in ENGLISH_ROLES & ENGLISH_UNNAMED and english_name(phrase)):
        return False
    latin = LATIN_WORD.findall(phrase)
    behind = next((at for at, word in enumerate(latin) if fold(word) in ENGLISH_UNNAMED), len(latin)) + 1
    return not (behind < len(latin) and latin[behind][0].isupper())


def _named_role(phrase: str, folded: Sequence[str]) -> bool:
    """Tell "النائب كريم الجبوري" from "نواب": a role that unnamed people have too, with a name behind it."""
    return folded[0] in ARABIC_TITLES and arabic_name(phrase) is not None
