"""Units of measure and currencies: how both languages write them, and what each is in the base unit of its dimension.

A table of our own: pint takes 0.8 s to start, knows no Arabic, and its units are a hundred times ours.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from retrieval.folding import fold

MONEY = "money"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: so many of it, times `factor` plus `offset`, are so many of the base unit of its dimension.

    `english` and `arabic` are the singular and the plural as a reader says them. The factor of a currency is one: its
    dimension names it, and currencies do not compare.
    """

    dimension: str
    factor: Fraction
    english: tuple[str, str]
    arabic: tuple[str, str]
    offset: Fraction = Fraction(0)

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency."""
        return self.dimension.startswith(MONEY)


# Factor, English singular and plural; other English; Arabic singular and plural; other Arabic.
# Sources: SI; the Yard and Pound Agreement of 1959; the UK Weights and Measures Act of 1985 (imperial gallon); the US
# gallon of 231 cubic inches; the oil barrel of 42 of them; the Gregorian mean year of 365.2425 days.
_TABLE = {
    "length": """
        1 | metre,metres | meter,meters,m | متر,أمتار | م
        1000 | kilometre,kilometres | kilometer,kilometers,km,kms
            | كيلومتر,كيلومترات | كم,كلم,كيلو متر,كيلو مترات
        1/100 | centimetre,centimetres | centimeter,centimeters,cm
            | سنتيمتر,سنتيمترات | سم,سنتمتر,سنتمترات
        1/1000 | millimetre,millimetres | millimeter,millimeters,mm
            | ملّيمتر,ملّيمترات | ملم,مليمتر,مليمترات,ميليمتر,ميليمترات
        1609344/1000 | mile,miles | mi | ميل,أميال |
        1852 | nautical mile,nautical miles | nm | ميل بحري,أميال بحرية |
        3048/10000 | foot,feet | ft | قدم,أقدام |
        254/10000 | inch,inches | | بوصة,بوصات | إنش,إنشات
        9144/10000 | yard,yards | yd | ياردة,ياردات |""",
    "area": """
        1 | square metre,square metres | square meter,square meters,sq m,sqm,m2
            | متر مربع,أمتار مربعة | م2,م مربع
        1000000 | square kilometre,square kilometres | square kilometer,square kilometers,sq km,sqkm,km2
            | كيلومتر مربع,كيلومترات مربعة | كم2,كلم2,كم مربع,كلم مربع,كيلو متر مربع
        10000 | hectare,hectares | ha | هكتار,هكتارات |
        1000 | dunum,dunums | dunam,dunams,donum,donums | دونم,دونمات |
        4046.8564224 | acre,acres | | أكر,أكرات | إيكر,إيكرات
        4200.833 | feddan,feddans | | فدان,أفدنة |
        2589988.110336 | square mile,square miles | sq mi | ميل مربع,أميال مربعة |
        0.09290304 | square foot,square feet | sq ft | قدم مربعة,أقدام مربعة | قدم مربع""",
    "volume": """
        1 | cubic metre,cubic metres | cubic meter,cubic meters,m3
            | متر مكعب,أمتار مكعبة | م3,م مكعب
        1/1000 | litre,litres | liter,liters,l | لتر,لترات | ليتر,ليترات
        1/1000000 | millilitre,millilitres | milliliter,milliliters,ml
            | مليلتر,مليلترات | مل,ميلي لتر,ميليلتر,ملليلتر
        0.003785411784 | gallon,gallons | us gallon,us gallons
            | غالون,غالونات | جالون,جالونات,غالون أمريكي
        0.00454609 | imperial gallon,imperial gallons
            | | غالون إمبراطوري,غالونات إمبراطورية | جالون إمبراطوري,غالون بريطاني
        0.158987294928 | barrel,barrels | bbl,bbls,bpd | برميل,براميل |
        1000000000 | cubic kilometre,cubic kilometres | cubic kilometer,cubic kilometers,km3
            | كيلومتر مكعب,كيلومترات مكعبة |
        0.028316846592 | cubic foot,cubic feet | | قدم مكعبة,أقدام مكعبة | قدم مكعب""",
    "mass": """
        1 | kilogram,kilograms | kilogramme,kilogrammes,kilo,kilos,kg,kgs
            | كيلوغرام,كيلوغرامات | كغ,كغم,كلغ,كجم,كيلو,كيلوجرام,كيلوجرامات,كيلو غرام
        1/1000 | gram,grams | gramme,grammes,g | غرام,غرامات | جرام,جرامات
        1/1000000 | milligram,milligrams | mg | ملّيغرام,ملّيغرامات | ملغ,مليغرام,مليجرام
        1000 | tonne,tonnes | ton,tons,metric ton,metric tons,metric tonne,metric tonnes
            | طن,أطنان | طن متري
        0.45359237 | pound in weight,pounds in weight | lb,lbs | رطل,أرطال |
        0.028349523125 | ounce,ounces | oz | أونصة,أونصات | أوقية ذهب""",
    "temperature": """
        1 | degree Celsius,degrees Celsius | degree,degrees,degree centigrade,degrees centigrade,celsius,c
            | درجة مئوية,درجات مئوية | درجة,درجات,درجة سيلسيوس,درجات سيلسيوس,درجة سلزيوس""",
    "speed": """
        1/3.6 | kilometre per hour,kilometres per hour
            | kilometer per hour,kilometers per hour,kilometres an hour,kilometers an hour,km/h,kph,kmh,km per hour
            | كيلومتر في الساعة,كيلومترات في الساعة | كم/ساعة,كم/س,كلم/س,كلم/ساعة,كيلومتر/ساعة,كيلومتر بالساعة
        0.44704 | mile per hour,miles per hour | miles an hour,mph
            | ميل في الساعة,أميال في الساعة | ميل/ساعة
        1 | metre per second,metres per second | meter per second,meters per second,m/s
            | متر في الثانية,أمتار في الثانية | م/ث
        1852/3600 | knot,knots | | عقدة بحرية,عقد بحرية | عقدة""",
    "duration": """
        1 | second,seconds | sec,secs | ثانية,ثوانٍ | ثواني
        60 | minute,minutes | min,mins | دقيقة,دقائق |
        3600 | hour,hours | hr,hrs | ساعة,ساعات |
        86400 | day,days | | يوم,أيام |
        604800 | week,weeks | | أسبوع,أسابيع |
        2629746 | month,months | | شهر,أشهر | شهور
        31556952 | year,years | yr,yrs | عام,أعوام | سنة,سنوات,سنين
        315569520 | decade,decades | | عقد,عقود |
        3155695200 | century,centuries | | قرن,قرون |""",
    "share": """
        1/100 | percent,percent | per cent,pct | في المئة,في المئة | في المائة,بالمئة,بالمائة""",
    "points": """
        1 | percentage point,percentage points | pp,per cent point,percent point,percent points
            | نقطة مئوية,نقاط مئوية |
        1/100 | basis point,basis points | bps,bp | نقطة أساس,نقاط أساس | نقطة أساسية""",
    "power": """
        1 | watt,watts | w | واط,واطات | وات
        1000 | kilowatt,kilowatts | kw | كيلوواط,كيلوواطات | كيلو واط,كيلووات
        1000000 | megawatt,megawatts | mw | ميغاواط,ميغاواطات | ميجاوات,ميغا واط,ميجا وات,ميغاوات
        1000000000 | gigawatt,gigawatts | gw | غيغاواط,غيغاواطات | جيجاوات,غيغاوات""",
    "energy": """
        1 | kilowatt-hour,kilowatt-hours | kilowatt hour,kilowatt hours,kwh
            | كيلوواط ساعة,كيلوواط ساعة | كيلوواط/ساعة
        1000 | megawatt-hour,megawatt-hours | megawatt hour,megawatt hours,mwh
            | ميغاواط ساعة,ميغاواط ساعة | ميغاواط/ساعة""",
    "data rate": """
        1 | megabit per second,megabits per second | mbps,megabits,megabits a second
            | ميغابت في الثانية,ميغابت في الثانية | ميغابايت في الثانية,ميغابت
        1000 | gigabit per second,gigabits per second | gbps,gigabits
            | غيغابت في الثانية,غيغابت في الثانية | غيغابت""",
}
_FAHRENHEIT = Unit(
    "temperature",
    Fraction(5, 9),
    ("degree Fahrenheit", "degrees Fahrenheit"),
    ("درجة فهرنهايت", "درجات فهرنهايت"),
    Fraction(-160, 9),
)
# Lira and جنيه are both pounds in English, and riyal and rial are both ريال: what tells them apart is the country.
_CURRENCIES = """
    dollar | dollar,dollars | | دولار,دولارات |
    euro | euro,euros | | يورو,يورو |
    pound | pound,pounds | sterling | جنيه,جنيهات |
    pound | lira,liras | lire | ليرة,ليرات |
    riyal | riyal,riyals | rial,rials | ريال,ريالات |
    dinar | dinar,dinars | | دينار,دنانير |
    dirham | dirham,dirhams | | درهم,دراهم |
    shekel | shekel,shekels | | شيكل,شواكل | شيقل,شيكلات
    rouble | rouble,roubles | ruble,rubles | روبل,روبلات |
    yuan | yuan,yuan | renminbi | يوان,يوانات |
    yen | yen,yen | | ين,ينات |
    rupee | rupee,rupees | | روبية,روبيات |
    franc | franc,francs | | فرنك,فرنكات |
    ouguiya | ouguiya,ouguiyas | ouguiyas | أوقية,أوقيات |
    tenge | tenge,tenge | | تنغة,تنغات | تنغ,تينغ
    krona | krona,kronor | krone,kroner | كرونة,كرونات |
    peso | peso,pesos | | بيزو,بيزوات |
    won | won,won | | وون,وونات |
    cent | cent,cents | | سنت,سنتات |"""
# English adjective, Arabic adjective, codes of currencies as currency=code, other adjectives.
_COUNTRIES = """
    US | أمريكي | dollar=usd | american,امريكي,أميركي
    British | إسترليني | pound=gbp | sterling,بريطاني,استرليني
    Egyptian | مصري | pound=egp |
    Syrian | سوري | pound=syp |
    Lebanese | لبناني | pound=lbp |
    Turkish | تركي | pound=try |
    Sudanese | سوداني | pound=sdg |
    Jordanian | أردني | dinar=jod |
    Iraqi | عراقي | dinar=iqd |
    Kuwaiti | كويتي | dinar=kwd |
    Bahraini | بحريني | dinar=bhd |
    Tunisian | تونسي | dinar=tnd |
    Algerian | جزائري | dinar=dzd |
    Libyan | ليبي | dinar=lyd |
    Moroccan | مغربي | dirham=mad |
    UAE | إماراتي | dirham=aed | emirati
    Saudi | سعودي | riyal=sar |
    Qatari | قطري | riyal=qar |
    Omani | عماني | riyal=omr |
    Yemeni | يمني | riyal=yer |
    Iranian | إيراني | riyal=irr |
    Israeli | إسرائيلي | shekel=ils |
    Russian | روسي | rouble=rub |
    Chinese | صيني | yuan=cny |
    Japanese | ياباني | yen=jpy |
    Indian | هندي | rupee=inr |
    Pakistani | باكستاني | rupee=pkr |
    Swiss | سويسري | franc=chf |
    Canadian | كندي | dollar=cad |
    Australian | أسترالي | dollar=aud |
    Mauritanian | موريتاني | ouguiya=mru |
    Kazakh | كازاخستاني | tenge=kzt |"""
_SYMBOLS = {
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    "¥": "yen",
    "₪": "shekel",
    "₺": "lira",
    "₽": "rouble",
    "₹": "rupee",
}
_SYMBOL_COUNTRIES = {"us$": "US", "c$": "Canadian", "a$": "Australian", "£": "British", "₺": "Turkish"}
_UNCHANGED = frozenset(("في", "الساعة", "الثانية", "أساس", "ساعة", "فهرنهايت", "المئة", "سيلسيوس"))


def _rows(table: str) -> Iterator[list[str]]:
    """Yield the cells of each row; a line that begins with a bar goes on with the row before it."""
    for line in re.sub(r"\n\s*\|", " |", table).strip().splitlines():
        yield [cell.strip() for cell in line.split("|")]


def _names(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(",") if name.strip()]


def _pair(cell: str) -> tuple[str, str]:
    singular, plural = _names(cell)
    return singular, plural


def _factor(cell: str) -> Fraction:
    above, _, below = cell.partition("/")
    return Fraction(above) / Fraction(below or "1")


def _units() -> Iterator[tuple[Unit, list[str]]]:
    """Yield each unit with all ways to write it."""
    for dimension, table in _TABLE.items():
        for factor, english, english_too, arabic, arabic_too in _rows(table):
            unit = Unit(dimension, _factor(factor), _pair(english), _pair(arabic))
            yield unit, [*_names(english), *_names(english_too), *_names(arabic), *_names(arabic_too)]
    yield _FAHRENHEIT, [*_FAHRENHEIT.english, *_FAHRENHEIT.arabic, "fahrenheit", "درجة فهرنهايتية"]
    for name, english, english_too, arabic, arabic_too in _rows(_CURRENCIES):
        unit = Unit(f"{MONEY}: {name}", Fraction(1), _pair(english), _pair(arabic))
        yield unit, [*_names(english), *_names(english_too), *_names(arabic), *_names(arabic_too)]


def _written(name: str) -> Iterator[str]:
    """Yield a name with the endings of its Arabic words: nominative, accusative, dual."""
    if name.isascii():
        yield fold(name)
        return
    words = name.split()
    ended = [list(_endings(word)) for word in words[:1]]
    ended += [[fold(word)] if word in _UNCHANGED else list(_endings(word)) for word in words[1:]]
    yield from (" ".join(choice) for choice in product(*ended))


def _endings(word: str) -> Iterator[str]:
    folded = fold(word)
    yield folded
    yield from duals(word)
    if not word.endswith("ة"):
        yield folded + "ا"


def duals(noun: str) -> tuple[str, str]:
    """Write two of a noun, folded, in the nominative and the other cases.

    >>> duals("ساعة") == (fold("ساعتان"), fold("ساعتين"))
    True
    """
    stem = fold(noun[:-1] + "ت" if noun.endswith("ة") else noun)
    return stem + "ان", stem + "ين"


_NAMED = tuple(_units())
UNITS = tuple(unit for unit, _ in _NAMED)
FORMS = {form: unit for unit, names in reversed(_NAMED) for name in names for form in _written(name)}  # First wins.
LONGEST_FORM = max(form.count(" ") + 1 for form in FORMS)
PERCENT = next(unit for unit in UNITS if unit.dimension == "share")
CURRENCY_OF_SYMBOL = {symbol: FORMS[name] for symbol, name in _SYMBOLS.items()}
POUND_IN_WEIGHT = FORMS["lb"]
ARABIC_COUNTRY = {english: arabic for english, arabic, _, _ in _rows(_COUNTRIES)}
COUNTRIES = {
    fold(form): english
    for english, arabic, _, others in _rows(_COUNTRIES)
    for name in (english, arabic, *_names(others))
    for form in ([name] if name.isascii() else [name, name + "ا", name + "ة", name + "ان", name + "ين"])
}
CODES = {
    code: (FORMS[currency], english)
    for english, _, codes, _ in _rows(_COUNTRIES)
    for currency, code in [codes.split("=")]
} | {"eur": (FORMS["euro"], None)}
_LIRA, _POUND = FORMS["lira"], FORMS["pound"]
# By country, the word in English and in Arabic.
_POUNDS = {"Syrian": (_POUND, _LIRA), "Lebanese": (_POUND, _LIRA), "Turkish": (_LIRA, _LIRA)}
SYMBOL = re.compile(r"(?:us|\bc|\ba)?[$€£¥₪₺₽₹]", re.IGNORECASE)


def symbol_meaning(symbol: str) -> tuple[Unit, str | None]:
    """Say which currency a symbol stands for, and whose where it says so.

    >>> unit, country = symbol_meaning("US$")
    >>> unit.english[1], country
    ('dollars', 'US')
    """
    folded = symbol.lower()
    return CURRENCY_OF_SYMBOL[folded[-1]], _SYMBOL_COUNTRIES.get(folded)


def local_currency(unit: Unit, country: str | None) -> Unit:
    """Give a pound the name that its country has for it in each language: Syrian pounds are ليرات.

    >>> local_currency(FORMS["lira"], "Syrian").english[1], local_currency(FORMS["pound"], "Syrian").arabic[0]
    ('pounds', 'ليرة')
    """
    if unit not in (_LIRA, _POUND) or country is None:
        return unit
    english, arabic = _POUNDS.get(country, (_POUND, _POUND))
    return replace(unit, english=english.english, arabic=arabic.arabic)
