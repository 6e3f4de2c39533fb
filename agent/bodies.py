"""Official bodies, by what they do and whose they are: a ministry, an army, a court, under any of their names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent.countries import countries_in, country_words, of_country, state_named, without_countries
from retrieval.folding import words
from retrieval.records import Language
from retrieval.transliteration import consonants

# What ministries are for, in key, English label, English words, Arabic label, Arabic words (folded, any of them).
_PORTFOLIOS = """
defence: defence: defence defense: الدفاع: الدفاع
interior: interior: interior: الداخلية: الداخلية
foreign: foreign: foreign diplomatic: الخارجية: الخارجية
health: health: health: الصحة: الصحة
justice: justice: justice: العدل: العدل
finance: finance: finance treasury: المالية: المالية
education: education: education: التربية والتعليم: التربية التعليم
agriculture: agriculture: agriculture farming agricultural: الزراعة: الزراعة
oil: oil: oil petroleum: النفط: النفط البترول
energy: energy: energy: الطاقة: الطاقة
electricity: electricity: electricity power: الكهرباء: الكهرباء
trade: trade: trade commerce: التجارة: التجارة التموين
economy: economy: economy economic: الاقتصاد: الاقتصاد
information: information: information media: الإعلام: الإعلام
culture: culture: culture: الثقافة: الثقافة
transport: transport: transport transportation: النقل: النقل
labour: labour: labour labor: العمل: العمل الشؤون الاجتماعية
environment: environment: environment: البيئة: البيئة
water: water: water irrigation: الموارد المائية: المياه المائية الري
tourism: tourism: tourism: السياحة: السياحة
sport: sports: sport sports youth: الرياضة: الرياضة الشباب
religion: religious affairs: religious endowments awqaf islamic: الأوقاف: الأوقاف الإسلامية
planning: planning: planning: التخطيط: التخطيط
housing: housing: housing: الإسكان: الإسكان الأشغال
equipment: equipment: equipment: التجهيز: التجهيز
communications: communications: communications telecommunications telecoms: الاتصالات: الاتصالات
industry: industry: industry: الصناعة: الصناعة
emergencies: emergencies: emergencies emergency: الطوارئ: الطوارئ الكوارث
"""
# Key: gender of the Arabic noun: English label: English patterns: Arabic label: Arabic patterns (folded).
_BODIES = """
army: m: army: army|military|armed forces|troops command|general staff|army command\
: الجيش: الجيش|القوات المسلحه|هييه الاركان|الاركان|القياده العامه|الاعلام العسكري|التوجيه المعنوي
air-force: f: air force: air force: القوات الجوية: القوات الجويه|سلاح الجو
navy: f: navy: navy|naval forces: البحرية: البحريه
coast-guard: m: coast guard: coast ?guard: خفر السواحل: خفر السواحل|حرس السواحل
guards: m: guards: revolutionary guards?|irgc|national guard: الحرس: الحرس الثوري|الحرس الوطني
presidency: f: presidency: presidency|kremlin|white house|elysee|president s office|presidential (?:palace|office)\
: الرئاسة: رياسه الجمهوريه|الرياسه|للرياسه|الكرملين|البيت الابيض|الاليزيه|قصر الرياسه|الديوان الملكي
police: f: police: police|gendarmerie|detectives: الشرطة: الشرطه|الدرك|القياده العامه للشرطه
security: f: security forces: security (?:forces|services?|agency|directorate)\
: قوات الأمن: قوات الامن|الامن العام|الامن الداخلي|الامن الوطني|الاجهزه الامنيه
intelligence: f: intelligence: intelligence|mossad|shin bet|cia|fsb|mi6\
: المخابرات: المخابرات|الاستخبارات|الموساد|الشاباك
civil-defence: m: civil defence: civil (?:defen[cs]e|protection)|fire (?:service|department|brigade)\
: الدفاع المدني: الدفاع المدني|الحمايه المدنيه
prosecution: f: public prosecution: prosecut(?:ion|ors?)|attorney general|prosecutor s office\
: النيابة: النيابه|المدعي العام|الادعاء العام|وكيل الجمهوريه
court: f: court: court|tribunal|judiciary: المحكمة: المحكمه|محكمه|القضاء|مجلس القضاء
parliament: m: parliament: parliament|knesset|duma|congress|senate|house of representatives|lower house\
: البرلمان: البرلمان|مجلس النواب|مجلس الشعب|الكنيست|الدوما|الكونغرس|مجلس الشيوخ|مجلس الامه|مجلس الشوري
central-bank: m: central bank: central bank|federal reserve|bank of england\
: البنك المركزي: البنك المركزي|المصرف المركزي|مصرف سوريا المركزي|المركزي|مصرف لبنان|بنك المغرب
statistics: f: statistics office: statistics (?:office|department|agency|bureau|authority)|department of statistics\
: دائرة الإحصاءات: الاحصاءات العامه|الاحصاء|الاحصاءات
customs: f: customs: customs: الجمارك: الجمارك
election: f: election commission: (?:election|electoral) (?:commission|committee|board|authority)\
: لجنة الانتخابات: (?:لجنه|مفوضيه|هييه) (?:العليا )?الانتخابات|المفوضيه العليا للانتخابات
embassy: f: embassy: embassy|consulate: السفارة: السفاره|سفاره|القنصليه
weather: f: weather service: met office|meteorolog(?:y|ical) (?:department|service|office|authority): الأرصاد: الارصاد
dams: f: dams authority: dams? authority: هيئة السدود: هييه السدود|الهييه العامه للسدود
municipality: f: municipality: municipality|municipal council|city council|city hall|mayor s office\
: البلدية: البلديه|بلديه|امانه (?:العاصمه|عمان|بغداد|منطقه)
governorate: f: governorate: governorate|governor s office|provincial council\
: المحافظة: المحافظه|محافظه|الولايه|الاماره|اماره
cabinet: f: government: (?<!anti )(?<!pro )(?<!non )government(?! held| controlled)|cabinet|council of ministers\
|prime minister s office|authorities|administration\
: الحكومة: الحكومه|حكومه|مجلس الوزراء|رياسه الوزراء|الوزاره الاولي|السلطات
"""
_NAMED = {
    "kremlin": ("presidency", "ru"), "الكرملين": ("presidency", "ru"),
    "white house": ("presidency", "us"), "البيت الابيض": ("presidency", "us"),
    "elysee": ("presidency", "fr"), "الاليزيه": ("presidency", "fr"),
    "downing street": ("cabinet", "gb"),
    "secretary of state": ("foreign", "us"),
    "pentagon": ("defence", "us"), "البنتاغون": ("defence", "us"), "البنتاجون": ("defence", "us"),
    "state department": ("foreign", "us"), "foreign office": ("foreign", "gb"),
    "knesset": ("parliament", "il"), "الكنيست": ("parliament", "il"),
    "duma": ("parliament", "ru"), "الدوما": ("parliament", "ru"),
    "congress": ("parliament", "us"), "الكونغرس": ("parliament", "us"),
    "idf": ("army", "il"), "centcom": ("army", "us"),
    "mossad": ("intelligence", "il"), "الموساد": ("intelligence", "il"),
    "cia": ("intelligence", "us"), "fbi": ("police", "us"),
    "revolutionary guards": ("guards", "ir"), "revolutionary guard": ("guards", "ir"), "irgc": ("guards", "ir"),
    "الحرس الثوري": ("guards", "ir"),
    "federal reserve": ("central-bank", "us"), "bank of england": ("central-bank", "gb"),
    "مصرف سوريا المركزي": ("central-bank", "sy"), "مصرف لبنان": ("central-bank", "lb"),
    "بنك المغرب": ("central-bank", "ma"),
}  # fmt: skip
_MINISTRY = re.compile(
    r"\b(?:ministry|ministries|minister|ministers|department|secretary|وزاره|الوزاره|وزير|وزيره|وزيرة|للوزاره|وزراء)\b"
)
_HEADS = {
    "prime minister": "cabinet", "premier": "cabinet", "رييس الوزراء": "cabinet", "رييس الحكومه": "cabinet",
    "رييس مجلس الوزراء": "cabinet", "الوزير الاول": "cabinet",
    "رييس الجمهوريه": "presidency", "امير الكويت": "presidency",
    "mayor": "municipality", "رييس البلديه": "municipality", "عمده": "municipality", "رييس بلديه": "municipality",
    "governor": "governorate", "محافظ": "governorate", "المحافظ": "governorate", "والي": "governorate",
    "chief of staff": "army", "رييس الاركان": "army", "ambassador": "embassy", "السفير": "embassy", "سفير": "embassy",
}  # fmt: skip
# Ministries whose bare name stands for them in Arabic: "قالت الخارجية".
_BARE = frozenset(words("interior foreign defence health justice finance education agriculture electricity trade"))
_OFFICES = frozenset(words("مكتب مديرية دائرة قسم فرع لجنة هيئة مركز منظمة نقابة جمعية شركة مستشفى غرفة اتحاد"))
_NEAREST = 4  # Words from "ministry" to what it is for.
# In the name of a local body, whatever does not tell it from others.
_OF_BODIES = frozenset(
    words(
        """the of a an s and for s in at on city council hall municipality municipal governorate governor mayor
        office provincial province ministry minister ministers department secretary spokesman
        spokeswoman spokesperson statement state official officials deputy general affairs محافظ المحافظ
        محافظة المحافظة بلدية البلدية للوزارة رئيس رئيسة مجلس مدينة امانة الولاية والي إمارة منطقة وزارة
        الوزارة وزير وزيرة شؤون معاون نائب نائبة باسم المتحدث الناطق متحدث ناطق بيان مدير مديرة مكتب عام
        العام الرسمي الإعلامي في من عن دولة الدولة"""
    )
)
_LOCAL = frozenset({"municipality", "governorate", "ministry"})


@dataclass(frozen=True, slots=True)
class Body:
    """An official body: what it does, its country's code where that is said, and the place of a local one.

    `metonym` is whether only the country or its capital is named, as in "Moscow said".
    """

    role: str
    country: str | None = None
    place: str = ""
    metonym: bool = False

    @property
    def key(self) -> str:
        """The same for every name of the body, in both languages."""
        return ":".join(filter(None, ("official", self.role, self.country or "?", self.place)))

    def name(self, language: Language) -> str:
        """Say the body's name: "Syrian defence ministry", "وزارة الدفاع السورية"."""
        label, feminine = _label(self.role, language)
        if self.country is None:
            return label
        return of_country(label, self.country, language, feminine=feminine)


@dataclass(frozen=True, slots=True)
class _Role:
    """What a body does, its labels, the gender of the Arabic one, and the folded words it is known by."""

    english: str
    arabic: str
    feminine: bool
    words: tuple[str, ...]


def _portfolio(key: str, english: str, english_words: str, arabic: str, arabic_words: str) -> tuple[str, _Role]:
    known = tuple(words(f"{english_words} {arabic_words}"))
    return key, _Role(f"{english} ministry", f"وزارة {arabic}", True, known)


def _body(key: str, gender: str, english: str, in_english: str, arabic: str, in_arabic: str) -> tuple[str, _Role]:
    return key, _Role(english, arabic, gender == "f", (in_english, in_arabic))


def _rows(table: str) -> list[list[str]]:
    return [line.split(": ") for line in table.strip().splitlines()]


_MINISTRIES = dict(_portfolio(*row) for row in _rows(_PORTFOLIOS))
_OTHERS = dict(_body(*row) for row in _rows(_BODIES))
_ROLES = _MINISTRIES | _OTHERS
_PORTFOLIO_OF = {word: role for role, one in reversed(_MINISTRIES.items()) for word in one.words}
_BARE_WORDS = {word: role for word, role in _PORTFOLIO_OF.items() if role in _BARE and not word.isascii()}


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)[وبل]?({'|'.join(patterns)})(?!\w)")


_NAMED_PATTERN = _any_of(sorted(_NAMED, key=len, reverse=True))
_HEAD_PATTERN = _any_of(sorted(_HEADS, key=len, reverse=True))
_OTHER_PATTERNS = [(role, _any_of(one.words)) for role, one in _OTHERS.items()]


def body_in(text: str) -> Body | None:
    """Find the official body that a noun phrase names, or whose head or spokesman it names.

    >>> [body_in(text).key for text in ("وزارة الدفاع السورية", "Syria's Ministry of Defense", "وزير الدفاع السوري")]
    ['official:defence:sy', 'official:defence:sy', 'official:defence:sy']
    >>> body_in("الكرملين").name("en"), body_in("the Harbour Post")
    ('Russian presidency', None)
    """
    folded = country_words(text)
    phrase = " ".join(folded)
    if named := _NAMED_PATTERN.search(phrase):
        return Body(*_NAMED[named.group(1)])
    country = next(iter(countries_in(folded)), None)
    role = _role(phrase, folded)
    if role:
        return Body(role, country, _place(phrase, role))
    state = state_named(folded)
    return Body("cabinet", state, metonym=True) if state else None


def _role(phrase: str, folded: Sequence[str]) -> str | None:
    """Say what the body does that a folded phrase names."""
    if head := _HEAD_PATTERN.search(phrase):
        return _HEADS[head.group(1)]
    if ministry := _MINISTRY.search(phrase):
        return _ministry(phrase, ministry)
    other = next((role for role, pattern in _OTHER_PATTERNS if pattern.search(phrase)), None)
    if other or not _OFFICES.isdisjoint(folded):
        return other
    return next((_BARE_WORDS[word] for word in map(_without_to, folded) if word in _BARE_WORDS), None)


def _ministry(phrase: str, ministry: re.Match[str]) -> str | None:
    """Read what a ministry is for in the words behind it ("of Defence", "الدفاع") or before it ("defence ministry")."""
    behind = phrase[ministry.end() :].split()[:_NEAREST]
    before = phrase[: ministry.start()].split()[::-1][:2]
    near = before + behind if phrase.isascii() else behind
    found = next((_PORTFOLIO_OF[word] for word in near if word in _PORTFOLIO_OF), None)
    known = ministry.group() not in ("secretary", "department") and _place(phrase[ministry.start() :], "ministry")
    return found or ("ministry" if known else None)


def _place(phrase: str, role: str) -> str:
    """Give the rest of the name of a body that there are many of."""
    if role not in _LOCAL:
        return ""
    rest = [word for word in without_countries(phrase.split()) if word not in _OF_BODIES]
    return next((key for word in rest if len(key := consonants(word)) > 1), "")


def _without_to(word: str) -> str:
    return "ا" + word[1:] if word.startswith("لل") else word


def _label(role: str, language: Language) -> tuple[str, bool]:
    one = _ROLES.get(role, _Role("ministry", "الوزارة", True, ()))
    return (one.english if language == "en" else one.arabic), one.feminine
