"""Say a quantity in Arabic or English, with the number agreement of either."""

from fractions import Fraction

from agent.quantities import Quantity
from agent.units import ARABIC_COUNTRY, PERCENT, Unit, local_currency
from retrieval.records import Language

_PLACES = 2  # Decimals said, where a number has no end.
_FROM_MILLION = (
    (10**12, "trillion", "تريليون", "تريليونات"),
    (10**9, "billion", "مليار", "مليارات"),
    (10**6, "million", "مليون", "ملايين"),
)
_BOUND = {
    "en": {"about": "about ", "at_least": "at least ", "at_most": "at most "},
    "ar": {"about": "نحو ", "at_least": "ما لا يقل عن ", "at_most": "ما لا يزيد على "},
}
_SHARES = {
    Fraction(1, 2): ("half", "نصف"),
    Fraction(1, 3): ("a third", "ثلث"),
    Fraction(2, 3): ("two thirds", "ثلثان"),
    Fraction(1, 4): ("a quarter", "ربع"),
    Fraction(3, 4): ("three quarters", "ثلاثة أرباع"),
    Fraction(1, 5): ("a fifth", "خُمس"),
}
# By the least that it can be, a vague number in words.
_VAGUE = {
    0: ("dozens", "عشرات"),
    200: ("hundreds", "مئات"),
    2_000: ("thousands", "آلاف"),
    20_000: ("tens of thousands", "عشرات الآلاف"),
    200_000: ("hundreds of thousands", "مئات الآلاف"),
    2_000_000: ("millions", "ملايين"),
    20_000_000: ("tens of millions", "عشرات الملايين"),
    200_000_000: ("hundreds of millions", "مئات الملايين"),
    2_000_000_000: ("billions", "مليارات"),
}
_UNCHANGED = frozenset(("في", "الساعة", "الثانية", "أساس", "فهرنهايت", "يورو"))


def say_quantity(quantity: Quantity, language: Language) -> str:
    """Say a quantity for the front of an answer, in the language of the answer.

    >>> from agent.quantities import find_quantities
    >>> [say_quantity(one, "en") for one in find_quantities("إنتاجه ٨٥ ألف برميل، وسعره 349 دولاراً")]
    ['85,000 barrels', '349 dollars']
    >>> [say_quantity(one, "ar") for one in find_quantities("It pumps 85,000 barrels and costs 349 dollars")]
    ['85 ألف برميل', '349 دولاراً']
    """
    number = quantity.number
    if number.bound == "vague":
        return _vague(quantity, language)
    bound = _BOUND[language].get(number.bound, "")
    return bound + (_english(quantity) if language == "en" else _arabic(quantity, genitive=bool(bound)))


# English


def _english(quantity: Quantity) -> str:
    low, high, unit = quantity.number.low, quantity.number.high, _unit(quantity)
    share = _share(quantity)
    if share:
        return _share_english(share[0], unit)
    said = _figures_english(high)
    if low != high:
        said = f"{_figures_english(low)} to {said}"
    if unit is None or unit is PERCENT:
        return said if unit is None else f"{said} percent"
    return f"{said} {_owner(quantity)}{unit.english[0 if low == high == 1 else 1]}"


def _unit(quantity: Quantity) -> Unit | None:
    return local_currency(quantity.unit, quantity.country) if quantity.unit else None


def _share(quantity: Quantity) -> tuple[str, str] | None:
    """Find the words for a part that is written in words: half, ثلث."""
    return _SHARES.get(quantity.number.low) if quantity.number.kind == "fraction" else None


def _share_english(share: str, unit: Unit | None) -> str:
    if unit is None:
        return share
    name = unit.english[0]
    article = "an" if name.startswith(("a", "e", "i", "o", "hour")) else "a"
    return f"{share} {'' if share == 'half' else 'of '}{article} {name}"


def _owner(quantity: Quantity) -> str:
    return f"{quantity.country} " if quantity.country else ""


def _figures_english(value: Fraction) -> str:
    for scale, english, _, _ in _FROM_MILLION:
        if abs(value) >= scale and (value / scale * 100).denominator == 1:
            return f"{_figures(value / scale)} {english}"
    return _figures(value)


def _figures(value: Fraction) -> str:
    """Write a number in figures, with the decimals that it has.

    >>> _figures(Fraction(4987)), _figures(Fraction("2.34")), _figures(Fraction(1, 3))
    ('4,987', '2.34', '0.33')
    """
    if value.denominator == 1:
        return f"{int(value):,}"
    decimals = next((places for places in range(1, 7) if (value * 10**places).denominator == 1), _PLACES)
    return f"{float(value):,.{decimals}f}"


# Arabic


def _arabic(quantity: Quantity, genitive: bool) -> str:
    low, high, unit = quantity.number.low, quantity.number.high, _unit(quantity)
    share = _share(quantity)
    figures = share[1] if share else _span_arabic(low, high)
    if unit is None or unit is PERCENT:
        return figures if unit is None else f"{figures} {unit.arabic[0]}"
    singular, plural = (_owned(unit.arabic[many], quantity.country, bool(many)) for many in (0, 1))
    if share or low != high:
        return f"{figures} {singular if share else _counted(high, singular, plural)}"
    if high == 1:
        return f"{singular} {'واحدة' if _is_feminine(singular) else 'واحد'}"
    if high == 2 and (dual := _dual(singular, genitive)):
        return dual
    return f"{figures} {_counted(high, singular, plural)}"


def _span_arabic(low: Fraction, high: Fraction) -> str:
    return _figures_arabic(high) if low == high else f"من {_figures_arabic(low)} إلى {_figures_arabic(high)}"


def _figures_arabic(value: Fraction) -> str:
    for scale, _, singular, plural in _FROM_MILLION:
        if abs(value) >= scale and (value / scale * 100).denominator == 1:
            return _scaled(value / scale, singular, plural)
    thousands = value / 1000
    if abs(thousands) >= 3 and thousands.denominator == 1:
        return _scaled(thousands, "ألف", "آلاف")
    return _figures(value)


def _scaled(count: Fraction, singular: str, plural: str) -> str:
    if count == 1:
        return singular
    few = count.denominator == 1 and 3 <= abs(count) <= 10
    return f"{_figures(count)} {plural if few else singular}"


def _counted(value: Fraction, singular: str, plural: str) -> str:
    """Put a noun as the number before it wants: 3 to 10 plural, 11 to 99 accusative, else singular.

    >>> [_counted(Fraction(count), "دولار", "دولارات") for count in (3, 14, 100, 103, 349, 5000)]
    ['دولارات', 'دولاراً', 'دولار', 'دولارات', 'دولاراً', 'دولار']
    """
    last = abs(int(value)) % 100
    if value.denominator > 1 or last < 3 or _is_scaled(value):
        return singular
    return plural if last <= 10 else " ".join(map(_accusative, singular.split()))


def _is_scaled(value: Fraction) -> bool:
    """Whether the number ends in the word for a scale, which is followed by the singular."""
    return not _figures_arabic(value)[-1].isdigit()


def _accusative(word: str) -> str:
    return word if word in _UNCHANGED or word.endswith(("ة", "اء")) else word + "اً"


def _dual(singular: str, genitive: bool) -> str | None:
    """Say two of a thing: يومان, ساعتين, متران مكعبان; None where its word has no dual."""
    ending = "ين" if genitive else "ان"
    first, *others = singular.split()
    if first in _UNCHANGED:
        return None
    kept = [word if word in _UNCHANGED or word == "ساعة" else word.replace("ة", "ت") + ending for word in others]
    return " ".join([first.replace("ة", "ت") + ending, *kept])


def _owned(name: str, country: str | None, many: bool) -> str:
    """Add whose a currency is: دينار عراقي, دنانير عراقية."""
    adjective = ARABIC_COUNTRY.get(country or "")
    if not adjective:
        return name
    return f"{name} {adjective}{'ة' if many or _is_feminine(name) else ''}"


def _is_feminine(name: str) -> bool:
    return name.partition(" ")[0].endswith("ة")


# Vague numbers


def _vague(quantity: Quantity, language: Language) -> str:
    number, unit = quantity.number, _unit(quantity)
    english, arabic = next(words for least, words in reversed(_VAGUE.items()) if number.low >= least)
    if unit is None:
        return english if language == "en" else arabic
    if language == "en":
        return f"{english} of {_owner(quantity)}{unit.english[1]}"
    return f"{arabic} {'من ' if ' ' in arabic else ''}{_definite(unit, quantity.country)}"


def _definite(unit: Unit, country: str | None) -> str:
    plural = _owned(unit.arabic[1], country, many=True)
    return " ".join(word if word in _UNCHANGED else "ال" + word for word in plural.split())
