"""What is known of names before any text is read: countries, their adjectives, cities, first names, common words."""

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from agent.stemming import stem, without_article, without_prefix
from retrieval.folding import WORD, fold, words
from retrieval.languages import language_of

_ENDINGS = ("", "ه", "ا", "ون", "ين", "ان", "تان", "تين", "ات", "يون", "يين")
KnownKind = Literal["country", "adjective", "city"]
_LONGEST = 5  # Words of the name of a country or city.

FIRST_NAMES = frozenset(
    words(
        """محمد أحمد علي حسن حسين محمود مصطفى إبراهيم خالد عمر يوسف عبدالله عبدالرحمن عبدالعزيز عبدالكريم سعيد سالم
        سليمان صالح طارق كريم كمال جمال ناصر نادر هشام هاشم وليد ياسر ياسين زياد رامي سامي سامر سمير فادي فارس فراس
        فهد فيصل ماجد ماهر مازن مروان منير نبيل نزار هاني وائل بشار باسل بسام بلال ثامر جابر جاسم جهاد حاتم حازم
        حامد حمد حمزة حيدر داود رائد رشيد رضا رياض زهير زيد سعد سعود سيف شريف صلاح طلال عادل عامر عباس عدنان عصام علاء
        عماد عمار غازي غسان فاروق فؤاد قاسم قيس لؤي مالك مجدي مدحت مراد معاذ معتصم معتز مهند موسى نصر نضال نعيم نوري
        يحيى يعقوب يونس أنس أنور أيمن أسامة أسعد أكرم أمجد أمين أمير أنيس إسماعيل إياد إلياس آدم بدر بشير تامر توفيق
        جورج حبيب حسام خليل راشد ربيع رفيق سلمان شادي صدام صبحي ضياء طاهر طه عاصم عثمان عزيز عزالدين فتحي فريد كاظم
        لطفي محسن منصور مهدي ميشال نجيب هيثم وسام ولد فاطمة مريم زينب عائشة خديجة سارة ليلى هدى هند هالة هيفاء نادية
        نورا نور ندى نجوى نجلاء منى مها ميساء مي لينا لمى لطيفة كوثر غادة عبير علا سلمى سميرة سعاد سناء سكينة رنا رانيا
        ريم رغد دينا دلال داليا حنان جميلة بثينة أمل أميرة آمنة إيمان أسماء آية ياسمين وفاء نيفين شيماء لجين لمياء
        فلاديمير ميخائيل دميتري سيرغي ألكسندر إيفان يان جون جو جورج جيمس ديفيد دونالد روبرت مايكل بيتر بول توماس
        إيمانويل أنطونيو أنجيلا ماريا آنا كارلوس خوسيه لويس فرانسوا جان بيير نيكولا باراك بنيامين بوريس ريشي أولاف
        john james robert michael william david richard joseph thomas charles daniel paul mark george steven peter
        mary anna maria sarah emma laura karen susan linda barbara elizabeth jennifer margaret donald vladimir sergei
        dmitry mikhail alexander ivan emmanuel francois jean pierre carlos jose luis antonio angela marta boris rishi
        olaf joe barack benjamin ahmed ahmad mohammed muhammad mohamed ali hassan hussein omar khalid youssef yusuf
        ibrahim mahmoud mustafa abdullah salem saeed karim kareem tariq walid fatima mariam layla leila hala rania dalia
        oskar tomas lars sven nadia selma lamia colin marta teresa mounir kamel nidal anas ghassan sherif bashar
        samer"""
    )
)


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the gazetteer: what it is, and the codes (ISO 3166) of the countries that it may belong to."""

    kind: KnownKind
    countries: frozenset[str]


def known(name: Sequence[str]) -> Known | None:
    """Look folded words up as a country, as the adjective of one, or as a city.

    >>> known(["saudi"])
    Known(kind='adjective', countries=frozenset({'SA'}))
    >>> known(["السنغاليه"]).countries == known(["dakar"]).countries == known(["senegal"]).countries
    True
    """
    return _known(tuple(name))


@lru_cache(maxsize=65536)
def _known(name: tuple[str, ...]) -> Known | None:
    if not name or len(name) > _LONGEST:
        return None
    listed = _listed()
    for first in _heads(name[0]):
        if (found := listed.get((first, *name[1:]))) is not None:
            return found
    return None


def longest_known(folded: Sequence[str], at: int) -> tuple[int, Known] | None:
    """Find the longest name of the gazetteer that begins at `at`: how many words it has, and what it is."""
    if not _may_begin(folded[at]):
        return None
    for length in range(min(_LONGEST, len(folded) - at), 0, -1):
        if (found := _known(tuple(folded[at : at + length]))) is not None:
            return length, found
    return None


@lru_cache(maxsize=65536)
def _may_begin(word: str) -> bool:
    return any(one in _beginnings() for one in _heads(word))


def _heads(word: str) -> Iterator[str]:
    """Yield an Arabic word as it stands, and without the particle and the article before it."""
    yield word
    if word.isascii():
        return
    if bare := without_prefix(word):
        yield bare
        yield "ا" + word if word.startswith("لل") else bare
    if word.startswith("لل"):
        yield "ال" + word[2:]


@lru_cache(maxsize=131072)
def is_common(word: str) -> bool:
    """Whether a folded word, in any of its forms, is one of everyday language rather than of names.

    >>> is_common("الوزير"), is_common("yevkurov"), is_common("minister")
    (True, False, True)
    """
    common = _common()
    if word[0].isdigit() or stem(without_article(word)) in common:
        return True
    bare = without_prefix(word) if not word.isascii() else word
    return bare != word and stem(without_article(bare)) in common


@lru_cache(maxsize=131072)
def is_first_name(word: str) -> bool:
    """Whether a folded word is a common first name, with or without a particle before it."""
    return word in FIRST_NAMES or (language_of(word) == "ar" and word[:1] in "ول" and word[1:] in FIRST_NAMES)


@cache
def _listed() -> dict[tuple[str, ...], Known]:
    listed: dict[tuple[str, ...], Known] = {}
    for country, names, adjectives, arabic, arabic_adjectives in _rows("countries.tsv"):
        for form in _adjectives(adjectives, arabic_adjectives):
            _list(listed, form, "adjective", country)
        for name in f"{names};{arabic}".split(";"):
            listed[tuple(WORD.findall(name))] = Known("country", frozenset({country.upper()}))
    for country, names, arabic in _rows("cities.tsv"):
        for name in f"{names};{arabic}".split(";"):
            _list(listed, tuple(WORD.findall(name)), "city", country)
    return listed


def _list(listed: dict[tuple[str, ...], Known], name: tuple[str, ...], kind: KnownKind, country: str) -> None:
    """Add a name; one that stands there already keeps its kind and may belong to this country too."""
    before = listed.get(name)
    codes = frozenset({country.upper()})
    listed[name] = Known(before.kind, before.countries | codes) if before else Known(kind, codes)


def _adjectives(english: str, arabic: str) -> Iterator[tuple[str, ...]]:
    """Yield all forms of the adjectives of a country: Saudi, Saudis; سعودي، السعودية، سعوديون."""
    for one in filter(None, english.split(";")):
        *rest, last = WORD.findall(one)
        yield (*rest, last)
        yield (*rest, last + "s")
    for one in filter(None, arabic.split(";")):
        first, *rest = WORD.findall(one)
        for ending in _ENDINGS if first.endswith("ي") else ("",):
            for article in ("", "ال"):
                yield (article + first + ending, *(article + word + ending for word in rest))


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(name[0] for name in _listed())


@cache
def _common() -> frozenset[str]:
    text = gzip.decompress(files("agent.names").joinpath("common.txt.gz").read_bytes()).decode()
    return frozenset(text.split("\n"))


def _rows(file: str) -> Iterator[list[str]]:
    """Read the rows of a table, folded all at once."""
    for line in fold(files("agent.names").joinpath(file).read_text("utf-8")).splitlines():
        yield line.split("\t")
