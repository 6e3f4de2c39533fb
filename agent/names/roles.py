"""Titles, ranks and offices: what stands beside the names of persons and tells who they are."""

import re
from collections.abc import Sequence

from agent.names.gazetteer import known
from agent.names.tokens import LINKS, SPEECH, Token
from retrieval.folding import words

_ENGLISH = """president vice deputy prime minister ministers premier chancellor king queen prince princess emir sultan
    sheikh sheikha imam ayatollah pope archbishop bishop cardinal rabbi governor mayor senator congressman congresswoman
    representative lawmaker mp ambassador envoy consul secretary undersecretary chief head chair chairman chairwoman
    chairperson director manager boss founder owner commander general colonel major captain lieutenant brigadier admiral
    marshal sergeant officer judge justice magistrate prosecutor lawyer attorney spokesman spokeswoman spokesperson
    doctor dr prof professor mr mrs ms sir dame lord lady engineer scientist researcher scholar expert analyst economist
    historian archaeologist geologist biologist surgeon nurse teacher principal rector dean coach trainer goalkeeper
    striker midfielder defender player singer actor actress artist painter sculptor poet writer author novelist
    journalist reporter editor correspondent photographer filmmaker producer architect activist farmer fisherman skipper
    pilot driver resident organiser organizer coordinator leader adviser advisor aide assistant treasurer curator keeper
    inspector commissioner superintendent negotiator mediator candidate winner champion laureate captain ceo cfo
    official member"""
_ARABIC = """رئيس رئيسة رئيسا نائب نائبة نائبا وزير وزيرة وزيرا وكيل وكيلة أمين أمينة ملك ملكة أمير أميرة سلطان شيخ إمام
    البابا بطريرك مطران مفتي قاضي قاض قاضية محام محامي محامية مدع سفير سفيرة سفيرا مبعوث مبعوثة مندوب مندوبة قنصل
    محافظ حاكم عمدة والي مدير مديرة مديرا متحدث متحدثة ناطق ناطقة قائد قائدة قائدا لواء عميد عقيد مقدم رائد نقيب
    ملازم فريق مشير أميرال ركن ضابط مدرب مدربة لاعب لاعبة مهاجم حارس قبطان ربان طبيب طبيبة دكتور دكتورة أستاذ أستاذة
    بروفيسور مهندس مهندسة باحث باحثة خبير خبيرة عالمة محلل محللة مؤرخ مؤرخة كاتب كاتبة شاعر شاعرة روائي روائية
    صحفي صحفية صحافي صحافية إعلامي إعلامية مراسل مراسلة مخرج مخرجة ممثل ممثلة فنان فنانة مطرب مطربة مغني ناشط ناشطة
    عضو عضوة زعيم زعيمة مستشار مستشارة مساعد مساعدة معاون منسق منسقة مفوض مفوضة مؤسس مؤسسة صاحب صاحبة مالك سيد سيدة
    آنسة حاج نقيب عميدة رئيسي منظم مربي مزارع صياد سائق بطل بطلة مرشح مرشحة فائز فائزة أسقف معلم معلمة تاجر تاجرة"""
_AFTER_BY = frozenset(words("by named called"))

TITLES = frozenset(words(_ENGLISH)) | {prefix + word for word in words(_ARABIC) for prefix in ("", "ال")}
# What says who leads or comes after whom, before the name itself: "led by", "his counterpart".
_LEADS = frozenset(
    words(
        "برئاسة بقيادة بإشراف يرأسه ترأسه يترأسه يقوده قاده قادها قادته يرأسها ترأسها برئاسه خلفا نظيره نظيرته نظيرها"
    )
)
_PREFIX = re.compile("^[وفبلك](?:ل(?=ل))?(?=.{3})")

# What stands before an office in English and says which it is: "the Syrian deputy defence minister".
_MODIFIERS = frozenset(
    words(
        """deputy vice former ex acting assistant senior chief foreign defence defense interior finance justice health
        education economy trade energy oil culture sports transport agriculture labour labor environment prime first
        second interim caretaker supreme secretary general attorney state royal national army navy police military
        government opposition party staff executive managing the his her its their"""
    )
)
# Words at which a role ends: verbs and prepositions that lead on.
STOPS = frozenset(
    words(
        """who which that was is has had said says told and but in on at after before during with from
        اليوم أمس غدا يوم مساء صباح ليلة فجر ظهر عام الذي التي الذين إن أن إلى في من على عن مع خلال بعد قبل حيث كما
        وقد قد كان كانت هو هي أو ثم بل لكن منذ عبر بين"""
    )
)
# "Who is the minister" is not answered by the deputy, nor by the one who was it before.
SECOND_RANK = re.compile(
    r"\b(?:deputy|vice|former|ex|acting|assistant|predecessor|late|undersecretary|aide)\b"
    r"|\b(?:ال|[وبلف])?(?:نايب|نايبه|وكيل|وكيله|مساعد|مساعده|معاون|سابق|سابقه|سلف|سلفه|راحل)\b"
)


def is_title(token: Token) -> bool:
    """Whether a word is a title, rank or office, with or without a particle before it."""
    word = token.word
    return word in TITLES or word in _LEADS or (token.arabic and _PREFIX.sub("", word) in TITLES)


def role_before(found: Sequence[Token], at: int) -> int | None:
    """Find where the title begins that leads up to the word at `at`; None if none does."""
    return _arabic_role(found, at) if found[at].arabic else _english_role(found, at)


def _english_role(found: Sequence[Token], at: int) -> int | None:
    """Go back over "the Syrian deputy defence minister": the last word is the office, the others say which."""
    first = at
    while first > 0 and found[first].gap.strip(" \"“'’.-") == "" and _is_part_of_role(found, first - 1, first == at):
        first -= 1
    if first == at and at and found[at - 1].word in _AFTER_BY:
        return None
    return first if first < at else None


def _is_part_of_role(found: Sequence[Token], at: int, last: bool) -> bool:
    token = found[at]
    if last:
        return token.word in TITLES
    return token.word in TITLES or token.word in _MODIFIERS or token.word == "s" or known([token.word]) is not None


def _arabic_role(found: Sequence[Token], at: int) -> int | None:
    """Go back to the nearest title within a few words that nothing parts from here but one comma."""
    commas = 0
    for place in range(at - 1, max(-1, at - 8), -1):
        gap = found[place + 1].gap.strip(' «"“')
        commas += gap in ("،", ",")
        if (gap and gap not in ("،", ",")) or commas > 1 or found[place].word in STOPS or _names_another(found[place]):
            return None
        if is_title(found[place]):
            return _first_title(found, place) if _leads_to(found, place, at) else None
    return None


def _leads_to(found: Sequence[Token], title: int, at: int) -> bool:
    """Whether what stands between a title and a name only says which: after a definite title, all is definite."""
    if not found[title].word.startswith(("ال", "وال", "لل", "بال")) or found[title].word in _LEADS:
        return True
    return all(one.word.startswith("ال") for one in found[title + 1 : at])


def _names_another(token: Token) -> bool:
    if token.first_name or token.word in LINKS or token.word in SPEECH:
        return True
    return token.strange and known([token.word]) is None and not token.word.startswith("ال")


def _first_title(found: Sequence[Token], place: int) -> int:
    """Take the titles with it that stand right before a title: اللواء المهندس، نائب وزير."""
    while place and found[place].joined and is_title(found[place - 1]):
        place -= 1
    return place


def role_after(found: Sequence[Token], end: int) -> tuple[int, int] | None:
    """Find a role in apposition after the name that ends before `end`: ", the foreign minister of X,"."""
    if end >= len(found) or found[end].gap.strip('»"”’ ') not in ("،", ",", "-", "–", "("):
        return None
    last = end
    title = False
    while last < len(found) and last < end + 9 and (last == end or _goes_on(found[last])):
        title = title or (is_title(found[last]) and (last - end < 2 or not found[last].arabic))
        last += 1
    return (end, last) if title else None


def _goes_on(token: Token) -> bool:
    return not token.gap.strip(" '’-") and token.word not in STOPS
