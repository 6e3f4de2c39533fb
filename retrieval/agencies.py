"""The news agencies of the world and of the region: their names in both languages, whose they are, and their hosts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.folding import fold, words
from retrieval.records import Language


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency; `country` is its ISO 3166 code, and a state-run one carries the word of its government."""

    arabic: str
    english: str
    others: tuple[str, ...]
    country: str
    state_run: bool
    hosts: tuple[str, ...]

    @property
    def key(self) -> str:
        """The same for every spelling of its name."""
        return f"agency:{fold(self.english)}"

    def name(self, language: Language) -> str:
        """Say its name in a language."""
        return self.arabic if language == "ar" else self.english


# Arabic name: English name: other spellings: country, "state" where the government runs it: hosts.
_TABLE = """
رويترز: Reuters: Thomson Reuters: gb: reuters.com
سانا: SANA: الوكالة العربية السورية للأنباء | وكالة الأنباء السورية | وكالة الأنباء العربية السورية\
 | Syrian Arab News Agency | Syrian News Agency: sy state: sana.sy
الأناضول: Anadolu: Anadolu Agency: tr state: aa.com.tr
فرانس برس: AFP: أ ف ب | أ.ف.ب | فرانس بريس | الفرنسية | Agence France-Presse | Agence France Presse | France Presse\
: fr: afp.com
أسوشيتد برس: AP: أسوشييتد برس | اسوشيتدبرس | أ ب | أ.ب | Associated Press: us: apnews.com ap.org
وفا: WAFA: وكالة الأنباء الفلسطينية | وكالة الأنباء والمعلومات الفلسطينية | Palestinian News Agency: ps state: wafa.ps
واس: SPA: وكالة الأنباء السعودية | Saudi Press Agency | Saudi News Agency: sa state: spa.gov.sa
وام: WAM: وكالة أنباء الإمارات | Emirates News Agency: ae state: wam.ae
قنا: QNA: وكالة الأنباء القطرية | Qatar News Agency: qa state: qna.org.qa
كونا: KUNA: وكالة الأنباء الكويتية | Kuwait News Agency: kw state: kuna.net.kw
بنا: BNA: وكالة أنباء البحرين | Bahrain News Agency: bh state: bna.bh
العمانية: ONA: وكالة الأنباء العمانية | Oman News Agency: om state: omannews.gov.om
بترا: Petra: وكالة الأنباء الأردنية | Jordan News Agency: jo state: petra.gov.jo
واع: INA: وكالة الأنباء العراقية | Iraqi News Agency: iq state: ina.iq
السومرية: Alsumaria: السومرية نيوز | Alsumaria News: iq: alsumaria.tv
شفق نيوز: Shafaq News: شفق نيوز: iq: shafaq.com
الوكالة الوطنية للإعلام: NNA: الوطنية للإعلام | National News Agency: lb state: nna-leb.gov.lb
سبأ: Saba: وكالة الأنباء اليمنية | Yemen News Agency: ye state: saba.ye sabanew.net
أ ش أ: MENA: أ.ش.أ | وكالة أنباء الشرق الأوسط | Middle East News Agency: eg state: mena.org.eg
وات: TAP: وكالة تونس إفريقيا للأنباء | Tunis Afrique Presse: tn state: tap.info.tn
وال: LANA: وكالة الأنباء الليبية | Libyan News Agency: ly state: lana.gov.ly
واج: APS: وكالة الأنباء الجزائرية | Algeria Press Service: dz state: aps.dz
وكالة المغرب العربي للأنباء: MAP: وكالة المغرب العربي | Maghreb Arab Press: ma state: mapnews.ma
وما: AMI: الوكالة الموريتانية للأنباء | Mauritanian News Agency: mr state: ami.mr
سونا: SUNA: وكالة السودان للأنباء | وكالة أنباء السودان | Sudan News Agency: sd state: suna-sd.net
صونا: SONNA: وكالة الأنباء الصومالية | Somali National News Agency: so state: sonna.so
د ب أ: DPA: د.ب.أ | وكالة الأنباء الألمانية | German Press Agency: de: dpa.com
تاس: TASS: إيتار تاس | ITAR-TASS: ru state: tass.com tass.ru
نوفوستي: RIA Novosti: ريا نوفوستي | RIA | Novosti: ru state: ria.ru
سبوتنيك: Sputnik: سبوتنك | Sputnik News: ru state: sputniknews.com sputnikarabic.ae sarabic.ae
إنترفاكس: Interfax: انترفاكس: ru: interfax.ru interfax.com
شينخوا: Xinhua: وكالة الأنباء الصينية | New China News Agency: cn state: xinhuanet.com news.cn
إرنا: IRNA: وكالة الأنباء الإيرانية\
 | وكالة الجمهورية الإسلامية للأنباء | Islamic Republic News Agency: ir state: irna.ir
تسنيم: Tasnim: Tasnim News: ir state: tasnimnews.com
فارس: Fars: Fars News: ir state: farsnews.ir
مهر: Mehr: Mehr News: ir state: mehrnews.com
إسنا: ISNA: ايسنا: ir state: isna.ir
بلومبرغ: Bloomberg: بلومبرج | بلومبيرغ | Bloomberg News: us: bloomberg.com
يونايتد برس: UPI: يونايتد برس إنترناشونال | United Press International: us: upi.com
يونهاب: Yonhap: Yonhap News: kr state: yna.co.kr
الوكالة المركزية الكورية: KCNA: وكالة الأنباء المركزية الكورية | Korean Central News Agency: kp state: kcna.kp
كيودو: Kyodo: Kyodo News: jp: kyodonews.net
إفي: EFE: إيفي: es state: efe.com
أنسا: ANSA: آنسا: it: ansa.it
آكي: Adnkronos: AKI: it: adnkronos.com
الوكالة الوطنية السويسرية: Keystone-ATS: ATS: ch: keystone-ats.ch
برس ترست الهندية: PTI: Press Trust of India: in: ptinews.com
"""


def _rows() -> tuple[Agency, ...]:
    return tuple(_agency(*line.split(": ")) for line in _TABLE.strip().splitlines())


def _agency(arabic: str, english: str, others: str, country: str, hosts: str) -> Agency:
    code, *state = country.split()
    return Agency(arabic, english, tuple(others.split(" | ")), code, bool(state), tuple(hosts.split()))


AGENCIES = _rows()
_BY_NAME = {" ".join(words(name)): one for one in AGENCIES for name in (one.arabic, one.english, *one.others)}
_AROUND = frozenset(
    words(
        "وكالة الوكالة الأنباء للأنباء أنباء وكالات الرسمية رسمية للإعلام"
        " the news agency newsagency wire official state"
    )
)
_AGENCY_WORDS = frozenset(words("وكالة الوكالة وكالات agency wire newswire"))
# Words of every day, or other names, which stand for an agency only beside that word or in a signature.
_EVERYDAY = frozenset(
    words("وفا وام قنا بنا بترا واع سبأ وات وال واج وما صونا سونا فارس مهر تاس العمانية السومرية الفرنسية أنسا آكي")
    + words("Petra Saba TAP MAP SPA MENA AMI APS INA ONA AKI ATS Mehr RIA PTI")
)
_MOST_WORDS = 4  # In the name of an agency.
_IN_BRACKETS = re.compile(r"[(«\"“]([^()«»\"“”]+)[)»\"”]")


def agency_named(name: str) -> Agency | None:
    """Look an agency up by its name as printed; words like "agency" round it do not matter.

    >>> [agency_named(name).english for name in ("وكالة الأنباء السورية (سانا)", "Reuters news agency", "أ ف ب")]
    ['SANA', 'Reuters', 'AFP']
    """
    folded = words(name)
    for key in (" ".join(folded), " ".join(word for word in folded if word not in _AROUND)):
        if key in _BY_NAME:
            return _BY_NAME[key]
    inside = _IN_BRACKETS.search(name)
    return agency_named(inside.group(1)) if inside else None


def agency_in(phrase: str) -> Agency | None:
    """Find the agency that a noun phrase of a sentence names, among other words: "the state-run SANA news agency".

    >>> agency_in("the official SANA agency").key, agency_in("Petra"), agency_in("the Petra news agency").key
    ('agency:sana', None, 'agency:petra')
    """
    folded = words(phrase)
    told = calls_itself_agency(folded)
    if named := agency_named(phrase):
        return named if told or len(folded) > 1 or folded[0] not in _EVERYDAY else None
    runs = (folded[at : at + size] for size in range(_MOST_WORDS, 0, -1) for at in range(len(folded) - size + 1))
    return next((_BY_NAME[" ".join(run)] for run in runs if _stands_for_one(run, told=told)), None)


def _stands_for_one(run: Sequence[str], *, told: bool) -> bool:
    return " ".join(run) in _BY_NAME and (told or len(run) > 1 or run[0] not in _EVERYDAY)


def calls_itself_agency(folded: Sequence[str]) -> bool:
    """Tell whether a name says that it is an agency's or a wire's, known or not."""
    return not _AGENCY_WORDS.isdisjoint(folded)
