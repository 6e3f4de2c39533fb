"""Find the countries that words name, by the gazetteer or by a capital, and say their adjectives in both languages."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from agent.names.gazetteer import longest_known
from retrieval.folding import words
from retrieval.records import Language

# Which cities speak for a government, which the gazetteer does not say. ISO 3166 code: in English: in Arabic.
_CAPITALS = """
sy: Damascus: دمشق | lb: Beirut: بيروت | jo: Amman: عمّان | ps: Ramallah: رام الله | iq: Baghdad: بغداد |
eg: Cairo: القاهرة | sa: Riyadh: الرياض | ae: Abu Dhabi: أبو ظبي، أبوظبي | qa: Doha: الدوحة |
kw: Kuwait City: مدينة الكويت | bh: Manama: المنامة | om: Muscat: مسقط | ye: Sanaa, Sana'a: صنعاء |
sd: Khartoum: الخرطوم | ss: Juba: جوبا | ly: Tripoli: طرابلس | tn: Tunis: تونس العاصمة |
dz: Algiers: الجزائر العاصمة | ma: Rabat: الرباط | mr: Nouakchott: نواكشوط | so: Mogadishu: مقديشو |
dj: Djibouti City: مدينة جيبوتي | km: Moroni: موروني | il: Tel Aviv: تل أبيب | tr: Ankara: أنقرة |
ir: Tehran: طهران | ru: Moscow: موسكو | us: Washington: واشنطن | gb: London: لندن | fr: Paris: باريس |
de: Berlin: برلين | it: Rome: روما | es: Madrid: مدريد | pt: Lisbon: لشبونة | gr: Athens: أثينا |
cy: Nicosia: نيقوسيا | mt: Valletta: فاليتا | nl: Amsterdam, The Hague: لاهاي، أمستردام | be: Brussels: بروكسل |
ch: Bern: برن | at: Vienna: فيينا | se: Stockholm: ستوكهولم | no: Oslo: أوسلو | dk: Copenhagen: كوبنهاغن |
fi: Helsinki: هلسنكي | is: Reykjavik: ريكيافيك | ie: Dublin: دبلن | pl: Warsaw: وارسو | cz: Prague: براغ |
sk: Bratislava: براتيسلافا | hu: Budapest: بودابست | ro: Bucharest: بوخارست | bg: Sofia: صوفيا |
rs: Belgrade: بلغراد | hr: Zagreb: زغرب | ba: Sarajevo: سراييفو | al: Tirana: تيرانا | mk: Skopje: سكوبيه |
si: Ljubljana: ليوبليانا | ua: Kyiv, Kiev: كييف | by: Minsk: مينسك | md: Chisinau: كيشيناو |
lt: Vilnius: فيلنيوس | lv: Riga: ريغا | ee: Tallinn: تالين | ge: Tbilisi: تبليسي | am: Yerevan: يريفان |
az: Baku: باكو | kz: Astana: أستانا | uz: Tashkent: طشقند | tm: Ashgabat: عشق آباد | kg: Bishkek: بيشكك |
tj: Dushanbe: دوشنبه | af: Kabul: كابل، كابول | pk: Islamabad: إسلام آباد | in: New Delhi, Delhi: نيودلهي |
bd: Dhaka: دكا | lk: Colombo: كولومبو | np: Kathmandu: كاتماندو | mm: Naypyidaw: نايبيداو | cn: Beijing: بكين |
tw: Taipei: تايبيه | jp: Tokyo: طوكيو | kr: Seoul: سيول | kp: Pyongyang: بيونغ يانغ |
mn: Ulaanbaatar: أولان باتور | vn: Hanoi: هانوي | th: Bangkok: بانكوك | my: Kuala Lumpur: كوالالمبور |
sg: Singapore City: مدينة سنغافورة | id: Jakarta: جاكرتا | ph: Manila: مانيلا | kh: Phnom Penh: بنوم بنه |
au: Canberra: كانبرا | nz: Wellington: ويلينغتون | ca: Ottawa: أوتاوا | mx: Mexico City: مكسيكو سيتي |
br: Brasilia: برازيليا | ar: Buenos Aires: بوينس آيرس | cl: Santiago: سانتياغو | co: Bogota: بوغوتا |
ve: Caracas: كراكاس | pe: Lima: ليما | cu: Havana: هافانا | ng: Abuja: أبوجا | ne: Niamey: نيامي |
ml: Bamako: باماكو | td: N'Djamena: نجامينا | bf: Ouagadougou: واغادوغو | sn: Dakar: داكار |
ci: Yamoussoukro: ياموسوكرو | gh: Accra: أكرا | cm: Yaounde: ياوندي | cd: Kinshasa: كينشاسا |
et: Addis Ababa: أديس أبابا | er: Asmara: أسمرا | ke: Nairobi: نيروبي | ug: Kampala: كمبالا | rw: Kigali: كيغالي |
tz: Dodoma: دودوما | za: Pretoria: بريتوريا | zw: Harare: هراري
"""
_LONGEST = 3  # Words in the name of a capital.
# As folded words these mostly mean something else: floods, financial, "help us".
_AMBIGUOUS = frozenset(
    words("us سيول مسقط برن مالي ماليه المالي الماليه الماليين الماليون قمري قمريه القمري القمريه الاكرا")
)
_US = re.compile(r"\bU\.?S\.?(?:A\b\.?)?(?![\w'])")
_FEMININE = "\N{ARABIC LETTER TEH MARBUTA}"


@dataclass(frozen=True, slots=True)
class _Labels:
    """How a country is called, and its adjective where it has one."""

    english: str
    english_adjective: str
    arabic: str
    arabic_adjective: str


def country_words(text: str) -> list[str]:
    """Split raw text into folded words, with "US" made a word that is no pronoun.

    >>> country_words("US troops told us")
    ['america', 'troops', 'told', 'us']
    """
    return words(_US.sub("America", text))


def countries_in(folded: Sequence[str]) -> list[str]:
    """List the codes of the countries that folded words name, in order, each as often as it is named.

    >>> countries_in("وزاره الدفاع السوريه ونظيرتها في موسكو".split()), countries_in(["south", "korea"])
    (['sy', 'ru'], ['kr'])
    """
    return [code for _, _, code in _found(folded)]


def without_countries(folded: Sequence[str]) -> list[str]:
    """Leave the names and adjectives of countries out of folded words."""
    taken = {at for start, end, _ in _found(folded) for at in range(start, end)}
    return [word for at, word in enumerate(folded) if at not in taken]


def state_named(folded: Sequence[str]) -> str | None:
    """Give the country whose name or capital these words are, and no more: "Moscow" speaks for its government.

    >>> state_named(["موسكو"]), state_named(["russian"])
    ('ru', None)
    """
    if not folded:
        return None
    length, code, adjective = _longest(folded, 0)
    return code if length == len(folded) and not adjective else None


def main_country(folded: Sequence[str]) -> str | None:
    """Give the country that a text is about: the only one that it names more than once."""
    often = [code for code, times in Counter(countries_in(folded)).items() if times > 1]
    return often[0] if len(often) == 1 else None


def country_codes() -> frozenset[str]:
    """Give the codes of all countries of the gazetteer."""
    return frozenset(_labels())


def of_country(label: str, code: str, language: Language, *, feminine: bool = False) -> str:
    """Say of which country a body is, whose Arabic label is definite; `feminine` tells the gender of that label.

    >>> of_country("وزارة الدفاع", "kr", "ar", feminine=True), of_country("defence ministry", "sy", "en")
    ('وزارة الدفاع الكورية الجنوبية', 'Syrian defence ministry')
    >>> of_country("الجيش", "za", "ar")
    'الجيش في جنوب أفريقيا'
    """
    whose = _labels()[code]
    if language == "en":
        return f"{whose.english_adjective or whose.english} {label}"
    parts = whose.arabic_adjective.split()
    if not parts or not all(part.endswith("ي") for part in parts):
        return f"{label} في {whose.arabic}"
    return " ".join([label, *(f"ال{part}{_FEMININE if feminine else ''}" for part in parts)])


def _found(folded: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and code of every country named, the longest name at each place."""
    at = 0
    while at < len(folded):
        length, code, _ = _longest(folded, at)
        if code:
            yield at, at + length, code
        at += length


def _longest(folded: Sequence[str], at: int) -> tuple[int, str | None, bool]:
    """Give how many words a name at `at` has, the code of its country, and whether it is an adjective."""
    for length in range(min(_LONGEST, len(folded) - at), 0, -1):
        if code := _capitals().get((_bare(folded[at]), *folded[at + 1 : at + length])):
            return length, code, False
    found = longest_known(folded, at)
    if found is None or found[1].kind == "city" or (found[0] == 1 and folded[at] in _AMBIGUOUS):
        return 1, None, False
    length, known = found
    return length, min(known.countries).lower(), known.kind == "adjective"


def _bare(word: str) -> str:
    """Take the joined "and", "in" and "to" off an Arabic word."""
    if word.startswith(("لل", "ولل")):
        return "ال" + word.split("لل", 1)[1]
    return word[1:] if len(word) > 3 and word[0] in "وبلف" and (word[1:],) in _capitals() else word


@cache
def _capitals() -> dict[tuple[str, ...], str]:
    rows = (row.strip().split(":") for row in _CAPITALS.replace("\n", " ").split("|"))
    named = ((tuple(words(name)), row[0]) for row in rows for name in re.split("[,،]", f"{row[1]},{row[2]}"))
    return {name: code for name, code in named if name and not (len(name) == 1 and name[0] in _AMBIGUOUS)}


@cache
def _labels() -> dict[str, _Labels]:
    """Read the first name and the first adjective of each country, in English and in Arabic."""
    table = files("agent.names").joinpath("countries.tsv").read_text("utf-8").splitlines()
    rows = ([cell.split(";")[0] for cell in line.split("\t")] for line in table)
    return {code.lower(): _Labels(*labels) for code, *labels in rows}
