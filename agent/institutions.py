"""Outlets and organisations that are known in both languages, so that one voice has one key in either."""

import re
from dataclasses import dataclass
from typing import Literal

from retrieval.folding import words
from retrieval.records import Language


@dataclass(frozen=True, slots=True)
class Institution:
    """An outlet or organisation with its name in each language."""

    kind: Literal["outlet", "organisation"]
    english: str
    arabic: str

    @property
    def key(self) -> str:
        """The same for both names."""
        return f"{self.kind}:{'-'.join(words(self.english))}"

    def name(self, language: Language) -> str:
        """Say its name in a language."""
        return self.arabic if language == "ar" else self.english


# English name: Arabic name: other spellings.
_OUTLETS = """
Al Jazeera: الجزيرة: Aljazeera | Al-Jazeera | الجزيرة نت
Al Arabiya: العربية: Al-Arabiya | العربية نت
Al Hadath: الحدث: Al-Hadath
Al Mayadeen: الميادين: Al-Mayadeen
Al Manar: المنار: Al-Manar
Al Alam: العالم: Al-Alam
Asharq Al-Awsat: الشرق الأوسط: Asharq Al Awsat
Al-Ahram: الأهرام: Al Ahram
Al-Akhbar: الأخبار: Al Akhbar
An-Nahar: النهار: An Nahar | Annahar
Al-Watan: الوطن: Al Watan
Al-Hayat: الحياة: Al Hayat
Al-Quds Al-Arabi: القدس العربي: Al Quds al Arabi
The New Arab: العربي الجديد: Al-Araby Al-Jadeed
Sky News Arabia: سكاي نيوز عربية:
Sky News: سكاي نيوز:
BBC: بي بي سي: البي بي سي | هيئة الإذاعة البريطانية
CNN: سي إن إن: سي ان ان | شبكة سي إن إن
Fox News: فوكس نيوز:
NBC: إن بي سي: NBC News
CBS: سي بي إس: CBS News
Russia Today: روسيا اليوم: RT
France 24: فرانس 24:
Deutsche Welle: دويتشه فيله: DW
The New York Times: نيويورك تايمز: New York Times
The Washington Post: واشنطن بوست: Washington Post
The Wall Street Journal: وول ستريت جورنال: Wall Street Journal
The Guardian: الغارديان: الجارديان
The Times: التايمز:
The Daily Telegraph: ديلي تلغراف: Daily Telegraph | The Telegraph | التلغراف
The Independent: الإندبندنت: إندبندنت
Financial Times: فايننشال تايمز: فاينانشال تايمز
Axios: أكسيوس:
Politico: بوليتيكو:
Le Monde: لوموند:
Le Figaro: لوفيغارو:
Der Spiegel: دير شبيغل:
Haaretz: هآرتس:
Yedioth Ahronoth: يديعوت أحرونوت:
The Jerusalem Post: جيروزاليم بوست: Jerusalem Post
Syria TV: تلفزيون سوريا:
Enab Baladi: عنب بلدي:
Daily Sabah: ديلي صباح:
TRT: تي آر تي:
Press TV: برس تي في:
"""
_ORGANISATIONS = """
United Nations: الأمم المتحدة: UN | U.N.
UN Security Council: مجلس الأمن: مجلس الأمن الدولي | Security Council
European Union: الاتحاد الأوروبي: EU | European Commission | المفوضية الأوروبية
Arab League: جامعة الدول العربية: الجامعة العربية | League of Arab States
NATO: حلف شمال الأطلسي: الناتو
World Health Organization: منظمة الصحة العالمية: WHO | World Health Organisation
UNICEF: يونيسف: اليونيسف | منظمة الأمم المتحدة للطفولة
UNHCR: مفوضية الأمم المتحدة لشؤون اللاجئين: مفوضية اللاجئين
World Food Programme: برنامج الأغذية العالمي: WFP | World Food Program
International Monetary Fund: صندوق النقد الدولي: IMF
World Bank: البنك الدولي:
IAEA: الوكالة الدولية للطاقة الذرية: International Atomic Energy Agency
OPEC: أوبك: منظمة أوبك
OCHA: مكتب الأمم المتحدة لتنسيق الشؤون الإنسانية: أوتشا
UNRWA: الأونروا: أونروا
Red Cross: الصليب الأحمر: ICRC | اللجنة الدولية للصليب الأحمر | International Committee of the Red Cross
Red Crescent: الهلال الأحمر: الهلال الأحمر العربي السوري | Syrian Arab Red Crescent
Doctors Without Borders: أطباء بلا حدود: MSF | Médecins Sans Frontières
Human Rights Watch: هيومن رايتس ووتش: HRW
Amnesty International: منظمة العفو الدولية: العفو الدولية | Amnesty
Syrian Observatory for Human Rights: المرصد السوري لحقوق الإنسان: SOHR | المرصد السوري | Syrian Observatory
Syrian Network for Human Rights: الشبكة السورية لحقوق الإنسان: SNHR | Syrian Network
White Helmets: الخوذ البيضاء: أصحاب الخوذ البيضاء | Syrian Civil Defence
Hamas: حماس: حركة حماس
Hezbollah: حزب الله: Hizbullah | Hizbollah
Islamic Jihad: الجهاد الإسلامي: حركة الجهاد الإسلامي
Islamic State: تنظيم الدولة الإسلامية: ISIS | ISIL | Daesh | داعش | تنظيم داعش | تنظيم الدولة
Taliban: طالبان: حركة طالبان
Syrian Democratic Forces: قوات سوريا الديمقراطية: SDF | قسد
Houthis: الحوثيون: جماعة الحوثي | أنصار الله | الحوثيين | Ansar Allah
"""


def _rows() -> list[tuple[Institution, tuple[str, ...]]]:
    outlets = [_row("outlet", *line.split(":")) for line in _OUTLETS.strip().splitlines()]
    return outlets + [_row("organisation", *line.split(":")) for line in _ORGANISATIONS.strip().splitlines()]


def _row(
    kind: Literal["outlet", "organisation"], english: str, arabic: str, others: str
) -> tuple[Institution, tuple[str, ...]]:
    return Institution(kind, english.strip(), arabic.strip()), tuple(filter(None, map(str.strip, others.split("|"))))


_BY_NAME = {
    " ".join(words(name)): one for one, others in _rows() for name in (one.english, one.arabic, *others) if words(name)
}
# Names that are also everyday words, and need "channel" or "newspaper" beside them.
_EVERYDAY = frozenset(
    " ".join(words(name))
    for name in ("العالم", "الحدث", "الأخبار", "النهار", "الحياة", "الوطن", "التايمز", "العربية", "The Times", "المنار")
)
_PATTERN = re.compile(rf"(?<!\w)[ولب]?({'|'.join(sorted(map(re.escape, _BY_NAME), key=len, reverse=True))})(?!\w)")
_MEDIA = frozenset(
    words(
        "قناة صحيفة شبكة موقع إذاعة تلفزيون فضائية جريدة لقناة لصحيفة لشبكة لموقع لإذاعة لجريدة channel"
        " newspaper daily tv"
    )
)


def institution_in(phrase: str) -> Institution | None:
    """Find the known outlet or organisation that a phrase names.

    >>> [institution_in(phrase).english for phrase in ("قناة العربية", "the Syrian Observatory", "مجلس الأمن الدولي")]
    ['Al Arabiya', 'Syrian Observatory for Human Rights', 'UN Security Council']
    """
    folded = words(phrase)
    beside = not _MEDIA.isdisjoint(folded)
    for found in _PATTERN.finditer(" ".join(map(_without_to, folded))):
        if beside or found.group(1) not in _EVERYDAY:
            return _BY_NAME[found.group(1)]
    return None


def _without_to(word: str) -> str:
    """Take the joined "to" off a definite word: للجزيرة."""
    return f"ا{word[1:]}" if word.startswith("لل") else word
