"""Name countries in both languages: by name, adjective or capital, in any spelling, and say their adjectives."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retrieval.folding import words
from retrieval.records import Language

# ISO 3166 code: English names, adjectives and capital; Arabic names, adjectives (masculine) and capital.
_TABLE = """
sy: Syria, Syrian Arab Republic: Syrian: Damascus: سوريا، سورية: سوري: دمشق
lb: Lebanon: Lebanese: Beirut: لبنان: لبناني: بيروت
jo: Jordan: Jordanian: Amman: الأردن: أردني: عمّان
ps: Palestine, Palestinian Authority: Palestinian: Ramallah, Gaza: فلسطين: فلسطيني: رام الله، غزة
iq: Iraq: Iraqi: Baghdad: العراق: عراقي: بغداد
eg: Egypt: Egyptian: Cairo: مصر: مصري: القاهرة
sa: Saudi Arabia, KSA: Saudi, Saudi Arabian: Riyadh: السعودية، المملكة العربية السعودية: سعودي: الرياض
ae: United Arab Emirates, UAE, Emirates: Emirati: Abu Dhabi:\
 الإمارات، الإمارات العربية المتحدة: إماراتي: أبو ظبي، أبوظبي
qa: Qatar: Qatari: Doha: قطر: قطري: الدوحة
kw: Kuwait: Kuwaiti: Kuwait City: الكويت: كويتي: مدينة الكويت
bh: Bahrain: Bahraini: Manama: البحرين: بحريني: المنامة
om: Oman: Omani: Muscat: عُمان، سلطنة عمان: عماني: مسقط
ye: Yemen: Yemeni: Sanaa, Sana'a: اليمن: يمني: صنعاء
sd: Sudan: Sudanese: Khartoum: السودان: سوداني: الخرطوم
ss: South Sudan: South Sudanese: Juba: جنوب السودان: جنوب سوداني: جوبا
ly: Libya: Libyan: Tripoli: ليبيا: ليبي: طرابلس
tn: Tunisia: Tunisian: Tunis: تونس: تونسي: تونس العاصمة
dz: Algeria: Algerian: Algiers: الجزائر: جزائري: الجزائر العاصمة
ma: Morocco: Moroccan: Rabat: المغرب: مغربي: الرباط
mr: Mauritania: Mauritanian: Nouakchott: موريتانيا: موريتاني: نواكشوط
so: Somalia: Somali: Mogadishu: الصومال: صومالي: مقديشو
dj: Djibouti: Djiboutian: Djibouti City: جيبوتي: جيبوتي: مدينة جيبوتي
km: Comoros: Comorian: Moroni: جزر القمر: قمري: موروني
il: Israel: Israeli: Jerusalem, Tel Aviv: إسرائيل: إسرائيلي: تل أبيب
tr: Turkey, Türkiye, Turkiye: Turkish: Ankara: تركيا: تركي: أنقرة
ir: Iran, Islamic Republic of Iran: Iranian: Tehran: إيران: إيراني: طهران
ru: Russia, Russian Federation: Russian: Moscow: روسيا، روسيا الاتحادية، الاتحاد الروسي: روسي: موسكو
us: United States, USA, America: US, American: Washington:\
 الولايات المتحدة، أمريكا، أميركا: أمريكي، أميركي: واشنطن
gb: United Kingdom, UK, Britain, Great Britain, England: British, UK: London:\
 بريطانيا، المملكة المتحدة، إنجلترا: بريطاني: لندن
fr: France: French: Paris: فرنسا: فرنسي: باريس
de: Germany: German: Berlin: ألمانيا: ألماني: برلين
it: Italy: Italian: Rome: إيطاليا: إيطالي: روما
es: Spain: Spanish: Madrid: إسبانيا: إسباني: مدريد
pt: Portugal: Portuguese: Lisbon: البرتغال: برتغالي: لشبونة
gr: Greece: Greek: Athens: اليونان: يوناني: أثينا
cy: Cyprus: Cypriot: Nicosia: قبرص: قبرصي: نيقوسيا
mt: Malta: Maltese: Valletta: مالطا: مالطي: فاليتا
nl: Netherlands, Holland: Dutch: Amsterdam, The Hague: هولندا: هولندي: لاهاي، أمستردام
be: Belgium: Belgian: Brussels: بلجيكا: بلجيكي: بروكسل
ch: Switzerland: Swiss: Bern: سويسرا: سويسري: برن
at: Austria: Austrian: Vienna: النمسا: نمساوي: فيينا
se: Sweden: Swedish: Stockholm: السويد: سويدي: ستوكهولم
no: Norway: Norwegian: Oslo: النرويج: نرويجي: أوسلو
dk: Denmark: Danish: Copenhagen: الدنمارك: دنماركي: كوبنهاغن
fi: Finland: Finnish: Helsinki: فنلندا: فنلندي: هلسنكي
is: Iceland: Icelandic: Reykjavik: آيسلندا: آيسلندي: ريكيافيك
ie: Ireland: Irish: Dublin: أيرلندا: أيرلندي: دبلن
pl: Poland: Polish: Warsaw: بولندا: بولندي: وارسو
cz: Czech Republic, Czechia: Czech: Prague: التشيك: تشيكي: براغ
sk: Slovakia: Slovak: Bratislava: سلوفاكيا: سلوفاكي: براتيسلافا
hu: Hungary: Hungarian: Budapest: المجر، هنغاريا: مجري، هنغاري: بودابست
ro: Romania: Romanian: Bucharest: رومانيا: روماني: بوخارست
bg: Bulgaria: Bulgarian: Sofia: بلغاريا: بلغاري: صوفيا
rs: Serbia: Serbian: Belgrade: صربيا: صربي: بلغراد
hr: Croatia: Croatian: Zagreb: كرواتيا: كرواتي: زغرب
ba: Bosnia, Bosnia and Herzegovina: Bosnian: Sarajevo: البوسنة، البوسنة والهرسك: بوسني: سراييفو
al: Albania: Albanian: Tirana: ألبانيا: ألباني: تيرانا
mk: North Macedonia, Macedonia: Macedonian: Skopje: مقدونيا الشمالية، مقدونيا: مقدوني: سكوبيه
si: Slovenia: Slovenian: Ljubljana: سلوفينيا: سلوفيني: ليوبليانا
ua: Ukraine: Ukrainian: Kyiv, Kiev: أوكرانيا: أوكراني: كييف
by: Belarus: Belarusian: Minsk: بيلاروسيا، روسيا البيضاء: بيلاروسي: مينسك
md: Moldova: Moldovan: Chisinau: مولدوفا: مولدوفي: كيشيناو
lt: Lithuania: Lithuanian: Vilnius: ليتوانيا: ليتواني: فيلنيوس
lv: Latvia: Latvian: Riga: لاتفيا: لاتفي: ريغا
ee: Estonia: Estonian: Tallinn: إستونيا: إستوني: تالين
ge: Georgia: Georgian: Tbilisi: جورجيا: جورجي: تبليسي
am: Armenia: Armenian: Yerevan: أرمينيا: أرميني: يريفان
az: Azerbaijan: Azerbaijani, Azeri: Baku: أذربيجان: أذربيجاني: باكو
kz: Kazakhstan: Kazakh: Astana: كازاخستان: كازاخستاني، كازاخي: أستانا
uz: Uzbekistan: Uzbek: Tashkent: أوزبكستان: أوزبكي: طشقند
tm: Turkmenistan: Turkmen: Ashgabat: تركمانستان: تركماني: عشق آباد
kg: Kyrgyzstan: Kyrgyz: Bishkek: قرغيزستان: قرغيزي: بيشكك
tj: Tajikistan: Tajik: Dushanbe: طاجيكستان: طاجيكي: دوشنبه
af: Afghanistan: Afghan: Kabul: أفغانستان: أفغاني: كابل، كابول
pk: Pakistan: Pakistani: Islamabad: باكستان: باكستاني: إسلام آباد
in: India: Indian: New Delhi, Delhi: الهند: هندي: نيودلهي
bd: Bangladesh: Bangladeshi: Dhaka: بنغلاديش: بنغلاديشي: دكا
lk: Sri Lanka: Sri Lankan: Colombo: سريلانكا، سري لانكا: سريلانكي: كولومبو
np: Nepal: Nepali, Nepalese: Kathmandu: نيبال: نيبالي: كاتماندو
mm: Myanmar, Burma: Burmese: Naypyidaw: ميانمار، بورما: ميانماري: نايبيداو
cn: China: Chinese: Beijing: الصين: صيني: بكين
tw: Taiwan: Taiwanese: Taipei: تايوان: تايواني: تايبيه
jp: Japan: Japanese: Tokyo: اليابان: ياباني: طوكيو
kr: South Korea: South Korean: Seoul: كوريا الجنوبية: كوري جنوبي: سيول
kp: North Korea: North Korean: Pyongyang: كوريا الشمالية: كوري شمالي: بيونغ يانغ
mn: Mongolia: Mongolian: Ulaanbaatar: منغوليا: منغولي: أولان باتور
vn: Vietnam: Vietnamese: Hanoi: فيتنام: فيتنامي: هانوي
th: Thailand: Thai: Bangkok: تايلاند، تايلند: تايلاندي: بانكوك
my: Malaysia: Malaysian: Kuala Lumpur: ماليزيا: ماليزي: كوالالمبور
sg: Singapore: Singaporean: Singapore City: سنغافورة: سنغافوري: مدينة سنغافورة
id: Indonesia: Indonesian: Jakarta: إندونيسيا: إندونيسي: جاكرتا
ph: Philippines: Philippine, Filipino: Manila: الفلبين: فلبيني: مانيلا
kh: Cambodia: Cambodian: Phnom Penh: كمبوديا: كمبودي: بنوم بنه
au: Australia: Australian: Canberra: أستراليا: أسترالي: كانبرا
nz: New Zealand: New Zealand: Wellington: نيوزيلندا: نيوزيلندي: ويلينغتون
ca: Canada: Canadian: Ottawa: كندا: كندي: أوتاوا
mx: Mexico: Mexican: Mexico City: المكسيك: مكسيكي: مكسيكو سيتي
br: Brazil: Brazilian: Brasilia: البرازيل: برازيلي: برازيليا
ar: Argentina: Argentine, Argentinian: Buenos Aires: الأرجنتين: أرجنتيني: بوينس آيرس
cl: Chile: Chilean: Santiago: تشيلي: تشيلي: سانتياغو
co: Colombia: Colombian: Bogota: كولومبيا: كولومبي: بوغوتا
ve: Venezuela: Venezuelan: Caracas: فنزويلا: فنزويلي: كراكاس
pe: Peru: Peruvian: Lima: بيرو: بيروفي: ليما
cu: Cuba: Cuban: Havana: كوبا: كوبي: هافانا
ng: Nigeria: Nigerian: Abuja: نيجيريا: نيجيري: أبوجا
ne: Niger: Nigerien: Niamey: النيجر: نيجري: نيامي
ml: Mali: Malian: Bamako: مالي: مالي: باماكو
td: Chad: Chadian: N'Djamena: تشاد: تشادي: نجامينا
bf: Burkina Faso: Burkinabe: Ouagadougou: بوركينا فاسو: بوركيني: واغادوغو
sn: Senegal: Senegalese: Dakar: السنغال: سنغالي: داكار
ci: Ivory Coast, Cote d'Ivoire: Ivorian: Yamoussoukro: ساحل العاج، كوت ديفوار: إيفواري: ياموسوكرو
gh: Ghana: Ghanaian: Accra: غانا: غاني: أكرا
cm: Cameroon: Cameroonian: Yaounde: الكاميرون: كاميروني: ياوندي
cd: Democratic Republic of Congo, DR Congo, Congo: Congolese: Kinshasa: الكونغو الديمقراطية، الكونغو: كونغولي: كينشاسا
et: Ethiopia: Ethiopian: Addis Ababa: إثيوبيا: إثيوبي: أديس أبابا
er: Eritrea: Eritrean: Asmara: إريتريا: إريتري: أسمرا
ke: Kenya: Kenyan: Nairobi: كينيا: كيني: نيروبي
ug: Uganda: Ugandan: Kampala: أوغندا: أوغندي: كمبالا
rw: Rwanda: Rwandan: Kigali: رواندا: رواندي: كيغالي
tz: Tanzania: Tanzanian: Dodoma: تنزانيا: تنزاني: دودوما
za: South Africa: South African: Pretoria: جنوب أفريقيا: جنوب أفريقي: بريتوريا
zw: Zimbabwe: Zimbabwean: Harare: زيمبابوي: زيمبابوي: هراري
"""
_LONGEST = 4  # Words in the name of a country.
# As folded words these mostly mean something else: floods, financial, "help us".
_AMBIGUOUS = frozenset(
    words("us سيول مسقط برن مالي ماليه المالي الماليه الماليين الماليون قمري قمريه القمري القمريه الاكرا")
)
_US = re.compile(r"\bU\.?S\.?(?:A\b\.?)?(?![\w'])")
_PLURALS = ("", "ه", "ين", "ون", "ات", "تين", "ان", "تان")


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its ISO 3166 code, and the adjectives that say of what country a body is."""

    code: str
    english: str
    arabic: str


def _rows() -> Iterable[tuple[Country, tuple[list[str], ...]]]:
    for line in _TABLE.strip().splitlines():
        code, *cells = line.split(": ")
        parts = tuple([name.strip() for name in cell.replace("،", ",").split(",")] for cell in cells)
        yield Country(code, parts[1][0], parts[4][0]), parts


def _spellings(parts: tuple[list[str], ...]) -> Iterable[tuple[str, ...]]:
    """Give the folded words of every name, adjective and capital; Arabic adjectives in each gender and number."""
    english, adjectives, capital, arabic, arabic_adjectives, arabic_capital = parts
    for name in (*english, *adjectives, *capital, *arabic, *arabic_capital):
        yield tuple(words(name))
    for adjective in arabic_adjectives:
        for ending in _PLURALS:
            inflected = tuple(word + ending for word in words(adjective))
            yield inflected
            yield tuple(f"ال{word}" for word in inflected)


COUNTRIES = {country.code: country for country, _ in _rows()}
_CODES = {
    spelling: country.code
    for country, parts in reversed(list(_rows()))
    for spelling in _spellings(parts)
    if _AMBIGUOUS.isdisjoint(spelling[:1]) or len(spelling) > 1
}
_STATES = {
    tuple(words(name)): country.code
    for country, parts in reversed(list(_rows()))
    for names in (parts[0], parts[2], parts[3], parts[5])
    for name in names
}
_STARTS = frozenset(spelling[0] for spelling in _CODES)
_FEMININE = "\N{ARABIC LETTER TEH MARBUTA}"


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
    return _STATES.get(tuple(folded)) or _STATES.get((_bare(folded[0]), *folded[1:]) if folded else ())


def main_country(folded: Sequence[str]) -> str | None:
    """Give the country that a text is about: the one named at least twice as often as any other."""
    most = Counter(countries_in(folded)).most_common(2)
    return most[0][0] if most and (len(most) == 1 or most[0][1] >= 2 * most[1][1]) else None


def adjective(code: str, language: Language, *, feminine: bool = False) -> str:
    """Say the adjective of a country as it stands behind a definite Arabic noun, or before an English one.

    >>> adjective("kr", "ar", feminine=True), adjective("sy", "en")
    ('الكورية الجنوبية', 'Syrian')
    """
    if language == "en":
        return COUNTRIES[code].english
    return " ".join(f"ال{word}{_FEMININE if feminine else ''}" for word in COUNTRIES[code].arabic.split())


def _found(folded: Sequence[str]) -> Iterable[tuple[int, int, str]]:
    """Yield start, end and code of every country named, the longest name at each place."""
    at = 0
    while at < len(folded):
        end, code = _longest(folded, at) if _bare(folded[at]) in _STARTS or folded[at] in _STARTS else (at, None)
        if code:
            yield at, end, code
        at = max(at + 1, end)


def _longest(folded: Sequence[str], at: int) -> tuple[int, str | None]:
    for length in range(_LONGEST, 0, -1):
        for first in (folded[at], _bare(folded[at])):
            if code := _CODES.get((first, *folded[at + 1 : at + length])):
                return min(at + length, len(folded)), code
    return at, None


def _bare(word: str) -> str:
    """Take the joined "and", "in" and "to" off an Arabic word."""
    if word.startswith(("لل", "ولل")):
        return "ال" + word.split("لل", 1)[1]
    return word[1:] if len(word) > 3 and word[0] in "وبلف" else word
