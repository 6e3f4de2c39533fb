"""Find who says what in an Arabic sentence: قال فلان إن, وفق فلان, نقلاً عن فلان, كما أعلن فلان, فلان قال."""

from collections.abc import Iterator

from agent.attributions import Attribution, Manner, Token, spanned
from agent.countries import state_named
from agent.speaker_words import ARABIC_DOCUMENTS, ARABIC_ORGANISATIONS
from retrieval.folding import words
from retrieval.records import Span


def _set(*lists: str) -> frozenset[str]:
    return frozenset(words(" ".join(lists)))


_REPORT = _set(
    """قال قالت يقول تقول قالوا أعلن أعلنت يعلن تعلن أكد أكدت يؤكد تؤكد أفاد أفادت يفيد تفيد ذكر ذكرت يذكر تذكر صرح
    صرحت أوضح أوضحت يوضح توضح أشار أشارت يشير تشير كشف كشفت يكشف تكشف قدر قدرت يقدر تقدر أضاف أضافت يضيف
    تضيف لفت لفتت يلفت تلفت نوه نوهت شدد شددت يشدد تشدد أبلغ أبلغت أخبر أخبرت حذر حذرت يحذر تحذر تابع تابعت
    يتابع أردف أردفت استطرد كتب كتبت أورد أوردت روى روت توقع توقعت يتوقع رجح رجحت يرجح أعرب أعربت
    أبدى أقر أقرت اعترف اعترفت طالب طالبت يطالب تطالب دعا دعت يدعو تدعو زعم زعمت ادعى ادعت يشرح شرح شرحت
    اتهم اتهمت عزا عزت بين بينت يبين تبين أجاب أجابت رد يرد ردت تعهد تعهدت خلص خلصت تحدث تحدثت أبرز تساءل تساءلت
    عبرت قالا أضافوا أكدوا أوضحوا أكدا أضافا ذكروا أفادوا أعلنوا  نصح أوصى أوصت يوصي توصي تذكر"""
)
_DENIAL = _set("نفى نفت ينفي تنفي كذب كذبت فند فندت دحض أنكر أنكرت")
_OPINION = _set(
    """رأى رأت يرى ترى رأوا يرون اعتبر اعتبرت يعتبر تعتبر انتقد انتقدت ينتقد أشاد أشادت وصف وصفت يصف تصف ندد نددت
    أدان أدانت استنكر استنكرت رحب رحبت استبعد عد أثنى يعتقد تعتقد اعتقد يظن"""
)
_CARRIES = _set("نقل نقلت ينقل تنقل")
_MANNERS: dict[str, Manner] = {
    **dict.fromkeys(_REPORT | _CARRIES, "report"),
    **dict.fromkeys(_DENIAL, "denial"),
    **dict.fromkeys(_OPINION, "opinion"),
}
_OPENS_SPEECH = frozenset(':«"“')
# Verbs and nouns alike, or verbs of other deeds too: taken only with one of these words behind the speaker.
_DOUBTFUL = (
    (
        "بين بينت يبين تبين قدر قدرت ردت كتب كتبت تابع تابعت يتابع عبرت روى روت زعم ادعى أبرز حذر عد",
        "أن إن أنه أنها إنه إنها بأن بأنه بأنها عدد حجم",
    ),
    ("رد يرد", "بالتأكيد بالقول بأن قائلا"),
    ("كشف كشفت يكشف تكشف تحدث تحدثت أعرب أعربت أبدى أجاب أجابت", "أن عن بأن أنه أنها عنه"),
    ("أشار أشارت يشير تشير لفت لفتت يلفت تلفت نوه نوهت", "إلى أن بأن أنه أنها إليه"),
    ("دعا دعت يدعو تدعو", "إلى"),
    ("خلص خلصت أوصى", "بأن إلى أن"),
    ("ذكر ذكرت يذكر تذكر", "أن إن أنه أنها إنه إنها بأن في"),
)
_COUNTED = _set("قدر قدرت يقدر تقدر")
_HELD = "أن إن أنه أنها بأن أي بـ"
_DOUBTFUL_OPINIONS = "رأى رأت يرى ترى اعتبر اعتبرت يعتبر تعتبر يعتقد تعتقد اعتقد يظن استبعد رحب رحبت عد"
_NEEDED = {
    verb: frozenset(words(needed)) | _OPENS_SPEECH
    for verbs, needed in (*_DOUBTFUL, (_DOUBTFUL_OPINIONS, _HELD))
    for verb in words(verbs)
}
_LED_BY = _set("وفق وفقا بحسب حسب حسبما طبقا نقلا كما وحسب ووفق ووفقا وبحسب وحسبما وطبقا وكما ونقلا مثلما وفقما")
_THAT = _set("أن إن أنه أنها إنه إنها أنهم إنهم بأن بأنه بأنها بأنهم")
_STOPS = _THAT | _set(
    """التي الذي الذين اللذين حيث لدى مع ما لم لن قد كان كانت هو هي مؤكدا مؤكدة مشيرا مشيرة مضيفا مضيفة موضحا موضحة
    معتبرا معتبرة لافتا لافتة مبينا مشددا داعيا قائلا قائلة محذرا وجود مقتل إصابة عدم تعرض أمام ضد لدينا
    وقوع ارتفاع تسجيل تنفيذ إطلاق بدء إنهاء إلى نحو حول بشأن إزاء وأن وإن ولكن لكن فيما بينما بعدما بعد قبل
    خلال عبر عقب عند منذ ضمن وذلك ردا تعليقا اليوم أمس الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة
    السبت مساء صباح يوم مطلع أول أيضا كذلك لاحقا له لها لنا لهم لي به بها عنه عنها فيه فيها سابقا مؤخرا
    أخيرا حتى حين حينما رغم لأن كي بهذا بذلك وقد أنني إنني أننا إننا مباشرة هاتفيا حصريا خاصة صراحة رسميا
    علنا بوضوح بشدة بشكل وهو وهي وهم حينها وقتها آنفا ذلك هذا كمن بعضهم أحدهم إذا لو كل غير سوى وهذا وهذه
    عنهم عليهم فيهم منهم معهم عليه عليها هناك هنا مرارا مجددا بصراحة بأسف بثقة فقد فإن فإنه فإنها"""
)
_ADVERBS = _set(
    """اليوم أمس الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت مساء صباح يوم من جهته جهتها جانبه
    جانبها أيضا كذلك بدوره بدورها لاحقا له لها لنا لهم به بها في ذات السياق وقت سابق ظهر فجر ليل الماضي"""
)
_ON_PAPER = _set(
    """بيان البيان تصريح تصريحات مؤتمر كلمة كلمته كلمتها لقاء تقرير تقريرها تقريره حديث حديثه حديثها خطاب منشور
    تغريدة رسالة مداخلة مقابلة ختام وقت اتصال تدوينة حوار بلاغ مقال ندوة جلسة إحاطة نشرة معرض تعليق أول آخر
    هذا ذلك هذه سياق ظل حين حسابه حسابها صفحته صفحتها رد افتتاح تصريحاته تصريحه اجتماع نهاية بداية كتابه
    كتاب مؤتمره المؤتمر ندوته"""
)
_ISSUED = _set("بيان تقرير تصريح بلاغ نشرة دراسة رسالة")
_TO_MEDIA = _set("لوكالة للوكالة لصحيفة للصحيفة لقناة لموقع لإذاعة للإذاعة لجريدة لشبكة لبرنامج لمراسل لمجلة")
_MINISTERIAL = _set(
    "مسؤول مصدر مصادر مدير مديرة مسؤولون مسؤولين عضو خبير باحث الباحث الخبير رئيس المتحدث الناطق ناطق متحدث"
    " سكان شهود مسؤولان المدير عاملون ناشط ناشطون طبيب أستاذ قيادي قائد شاهد أهالي رئيسة مراقبون محللون ضابط ضباط"
)
_ACTING = _set("بالإنابة بالنيابة بالوكالة")
_DEEDS = _set(
    """انهيار إطلاق توقيع اعتقال مقتل استشهاد إصابة وفاة مصرع وصول سقوط توقيف ضبط إلقاء بدء انتهاء تأجيل إلغاء
    إغلاق افتتاح تعيين تدمير استهداف إحباط فتح رفع خفض ارتفاع انخفاض نجاح فشل عزم استعداد تأييد دعم التزام
    حرص أهمية ضرورة استمرار وقف تنفيذ طرح صحة حصول وقوع تعرض عدم وجود مسؤولية انفجار اندلاع سيطرة انسحاب
    تحرير إصدار صدور تخصيص استقالة إقالة فوز إجراء إرسال نقل تقديم اتخاذ زيادة تراجع تمسك رغبة استعداداتها
    قرب دخول خروج ثقة أمل قلق إنقاذ إخلاء هروب فرار أسر تسجيل رفض منع حظر فرض سحب إنشاء إقامة تشكيل انضمام
    انطلاق اكتمال إنجاز كامل جميع كل أنباء صحة شن تصفية"""
)
_QUOTES = frozenset('"“”«»')
_COMMAS = frozenset("،,")
_NEAR_END = 6  # Tokens behind an attribution that closes its sentence.
_LONGEST = 14  # Words in the noun phrase that names a speaker.
_NEAR, _FAR = 6, 22  # Words behind a speaker within which the "that" of a doubtful verb comes, and past an insertion.
_BEFORE_VERB = _set("كان كانت وكان وكانت قد وقد فيما بينما لكن ولكن أما وأما كما فإن")
# Without a subject behind them these are passives: "ويُذكر أن", "وُصفت بأنها".
_IMPERSONAL = _set(
    """يذكر تذكر وصف وصفت يعتبر تعتبر عد نقل كشف ذكر قدر قدرت قدم اتهم اتهمت دعا دعت رد ردت وجه شرح تحدث تحدثت طالب
    اعتبر انتقد رحب عد أعرب استبعد أثنى"""
)
_PREPOSITIONS = _set("في عن من على حول إلى مع بعد قبل ما لم لا لن هل لو إذا كل أن إن ذلك هذا هذه")
_RELATIVE = _set("الذي التي الذين")
_PARTICLES = _set("ما لما مما")


def arabic_attributions(tokens: list[Token]) -> Iterator[Attribution]:
    """Yield the attributions of a sentence in order."""
    at = 0
    while at < len(tokens):
        found, end = _at(tokens, at)
        if found:
            yield found
        at = max(at + 1, end)
    yield from _headline(tokens)


def _at(tokens: list[Token], at: int) -> tuple[Attribution | None, int]:
    """Read the attribution that opens at a token, and say up to where it was read."""
    if tokens[at].word in _LED_BY:
        return _led(tokens, at)
    if tokens[at].word == "علي" and _word(tokens, at + 1) in ("ما", "لسان", "ذمه", "حد"):
        return _led(tokens, at)
    verb = _verb(tokens[at])
    if verb in _CARRIES:
        return _carried(tokens, at)
    if verb and not _is_noun(tokens, at):
        return _said(tokens, at, verb)
    opens = _word(tokens, at) in _DOCUMENT_VERBS and _word(tokens, at + 1) in ("في", "عن")
    if opens or (at == 0 and _opens_with_document(tokens)):
        return _in_document(tokens, at + opens)
    return None, at


_DOCUMENT_VERBS = _set("جاء ورد وجاء وورد صدر وصدر")


def _word(tokens: list[Token], at: int) -> str:
    return tokens[at].word if 0 <= at < len(tokens) else ""


def _verb(token: Token) -> str:
    """Give the verb of speech in a token, without a joined "and", or nothing."""
    for form in (token.word, token.word[1:] if token.word[:1] in "وف" else ""):
        if form in _MANNERS:
            return form
    return ""


def _is_noun(tokens: list[Token], at: int) -> bool:
    """Tell "بين" as between, "قدر" as extent and the like: nouns behind a preposition, words without their doubling."""
    if tokens[at].word in ("راي", "وراي", "فراي") and tokens[at].raw.endswith("ي"):
        return True
    if tokens[at].word in ("بين", "وبين"):
        return "\N{ARABIC SHADDA}" not in tokens[at].raw
    return _word(tokens, at - 1) in ("من", "علي", "عن", "لا", "لم", "لن", "كما", "اي", "كل", "غير")


def _led(tokens: list[Token], at: int) -> tuple[Attribution | None, int]:
    """Read "وفق فلان", "وفقاً لما أعلنه فلان", "نقلاً عن فلان", "كما أفاد فلان", "على حد قول فلان"."""
    start, verb = _behind_cue(tokens, at)
    if start is None:
        return None, at
    end = _end_of_name(tokens, start)
    if end <= start:
        return None, at
    trails = at > 0 and len(tokens) - end <= _NEAR_END
    manner: Manner = _MANNERS[verb] if verb else "report"
    to = _told_to(tokens, end)
    who = spanned(tokens, start, end)
    return Attribution(spanned(tokens, at, end), who, manner, to, trailing=trails, spoken=bool(verb)), end


def _behind_cue(tokens: list[Token], at: int) -> tuple[int | None, str]:
    """Step over the words of the cue; give where the name starts, and the verb in the cue."""
    word = tokens[at].word.removeprefix("و") if tokens[at].word not in ("وفق", "وفقا", "وفقما") else tokens[at].word
    start = at + 1
    if word == "نقلا":
        return (start + 1, "") if _word(tokens, start) == "عن" else (None, "")
    if word == "علي":
        start += 1
        if tokens[start - 1].word == "حد":
            start += _word(tokens, start) in ("قول", "تعبير", "وصف", "قوله")
    needs_verb = word in ("كما", "حسبما", "مثلما", "وفقما") or _word(tokens, start - 1) == "ما"
    while _word(tokens, start) in _PARTICLES or tokens[start - 1].word == "ـ":
        start, needs_verb = start + 1, True
    verb = _suffixed_verb(_word(tokens, start)) if needs_verb else ""
    if needs_verb and not verb:
        return None, ""
    start += bool(verb)
    while _word(tokens, start) in ("به", "عنه", "اليه", "في", "عليه") and verb:
        start += 1
    start = _over_medium(tokens, start) if verb else start
    if start < len(tokens) and verb in _CARRIES and "عن" in [token.word for token in tokens[start : start + 8]]:
        start = next(near for near in range(start, start + 8) if tokens[near].word == "عن") + 1
    return (start, verb) if start < len(tokens) and tokens[start].word not in _COMMAS else (None, "")


def _over_medium(tokens: list[Token], start: int) -> int:
    """Step over "لـ«قوس»" and "لرويترز" between a verb and its subject."""
    if start >= len(tokens) or not _is_to_quoted(tokens, start):
        return start
    opening = next((at for at in range(start, min(start + 3, len(tokens))) if tokens[at].word in _QUOTES), None)
    closing = _closing(tokens, opening) if opening else start
    return closing + 1 if closing else start


def _suffixed_verb(word: str) -> str:
    """Give the verb of speech in a word that may end in "it": أعلنته."""
    for form in (word, word.removesuffix("ه"), word.removesuffix("ها")):
        if form in _MANNERS:
            return form
    return ""


def _carried(tokens: list[Token], at: int) -> tuple[Attribution | None, int]:
    """Read "نقلت الوكالة عن الوزير": the one behind "from" says it, and the other carries it."""
    about = next((near for near in range(at + 1, min(at + 12, len(tokens))) if tokens[near].word == "عن"), None)
    if about is None or any(token.word in (".", ":") for token in tokens[at:about]):
        return None, at
    end = _end_of_name(tokens, about + 1)
    if end <= about + 1:
        return None, at
    carrier = _end_of_name(tokens, at + 1)
    to = spanned(tokens, at + 1, carrier) if at + 1 < carrier <= about else None
    return Attribution(spanned(tokens, at, end), spanned(tokens, about + 1, end), "report", to), end


def _opens_with_document(tokens: list[Token]) -> bool:
    """Tell a sentence that opens "وفي تقرير أصدرته"."""
    return _word(tokens, 0) in ("في", "وفي") and _word(tokens, 1) in _ISSUED and _word(tokens, 2).startswith("ا")


def _in_document(tokens: list[Token], at: int) -> tuple[Attribution | None, int]:
    """Read "جاء في بيان للرئاسة" from its preposition on."""
    end = _end_of_name(tokens, at + 1)
    if end <= at + 1:
        return None, at
    return Attribution(spanned(tokens, at, end), spanned(tokens, at + 1, end), spoken=False), end


def _said(tokens: list[Token], at: int, verb: str) -> tuple[Attribution | None, int]:
    """Read "قال فلان", "فلان قال" and, without a name, "وقال"."""
    start = _over_adverbs(tokens, at + 1)
    end = _end_of_name(tokens, start)
    needed = _NEEDED.get(verb)
    inserted = _word(tokens, end) in _COMMAS or _word(tokens, end) in ("في", "خلال", "ل", "عبر")
    behind = tokens[end : end + (_FAR if inserted else _NEAR)]
    if needed and not any(token.word in needed for token in behind):
        return None, at
    if (verb in _COUNTED and _word(tokens, start).startswith("ب")) or _is_of_us(tokens[at]) or _is_passive(tokens[at]):
        return None, at
    manner, to = _MANNERS[verb], _told_to(tokens, end)
    if end > start:
        return Attribution(spanned(tokens, at, end), spanned(tokens, start, end), manner, to), end
    return _without_name(tokens, at, manner, to), at


def _is_passive(token: Token) -> bool:
    """Tell "وُصفت" and "نُقل" by their mark."""
    return "\N{ARABIC DAMMA}" in token.raw[:3]


def _is_of_us(token: Token) -> bool:
    """Tell "أعتقد", "I believe", from "اعتقد", "he believed"."""
    return token.raw.removeprefix("و").startswith("أع") and token.word.endswith("عتقد")


def _without_name(tokens: list[Token], at: int, manner: Manner, to: Span | None) -> Attribution | None:
    """Read a verb whose subject stands before it, or nowhere: "وأضاف أن"."""
    verb = _verb(tokens[at])
    if verb in _IMPERSONAL:
        return None
    joined = tokens[at].word != verb
    before = tokens[at - 1] if at else None
    subject = None if joined else _subject_before(tokens, at)
    says = _word(tokens, at + 1) in _THAT or _says_soon(tokens, at)
    if subject:
        who = spanned(tokens, *subject)
        return Attribution(spanned(tokens, subject[0], at + 1), who, manner, to, spoken=False)
    of_another = not joined and before and not before.is_mark and before.word not in _BEFORE_VERB | _ADVERBS
    return Attribution(tokens[at].span, None, manner, to) if says and not of_another else None


def _says_soon(tokens: list[Token], at: int) -> bool:
    near = [token.word for token in tokens[at + 1 : at + 9]]
    return any(word in _THAT or word == ":" or word in _QUOTES for word in near)


def _subject_before(tokens: list[Token], verb: int) -> tuple[int, int] | None:
    """Find the noun phrase before a verb, behind the last full break: "الوزارة قالت", "المدير، فلان، قال"."""
    end = verb
    while end and (tokens[end - 1].word in ("قد", "كان", "كانت") or tokens[end - 1].word in _COMMAS | _RELATIVE):
        end -= 1
    start = end
    while start and end - start <= _LONGEST and not _is_border(tokens[start - 1]):
        start -= 1
    while start < end and (tokens[start].word in _BEFORE_VERB or tokens[start].word in _COMMAS):
        start += 1
    opens = start < end and not _verb(tokens[start]) and tokens[start].word.removeprefix("و") not in _PREPOSITIONS
    return (start, end) if opens else None


def _is_border(token: Token) -> bool:
    """Tell what no subject holds: a stop, "that", a verb of speech."""
    closes = token.is_mark and token.word not in _COMMAS | _QUOTES | {"-", "–", "(", ")", "ـ"}
    return closes or token.word in _STOPS or bool(_verb(token))


def _over_adverbs(tokens: list[Token], start: int) -> int:
    """Step over what may stand between a verb and its subject: days, "for his part", commas round them."""
    at = start
    while at < len(tokens) and (tokens[at].word in _ADVERBS or (tokens[at].word in _COMMAS and at > start)):
        at += 1
    if at == start and _word(tokens, at) in _COMMAS:
        closing = next((near for near in range(at + 1, min(at + 9, len(tokens))) if tokens[near].word in _COMMAS), None)
        inside = tokens[at + 1 : closing] if closing else []
        if closing and inside and inside[0].word in _ADVERBS | {"في"} and _word(tokens, closing + 1) not in _THAT:
            return closing + 1
        return start
    return start if _word(tokens, at - 1) in ("في", "من") else at


def _end_of_name(tokens: list[Token], start: int) -> int:
    """Find where the noun phrase that starts at `start` ends; an apposition between commas goes with it."""
    at = start
    while at < len(tokens) and at - start < _LONGEST:
        token = tokens[at]
        if token.word in _QUOTES or token.word == "(":
            closing = _closing(tokens, at)
            if closing is None or (at == start and closing - at > 6):
                break
            at = closing + 1
            continue
        if token.word in _COMMAS:
            apposed = _end_of_apposition(tokens, at)
            if apposed is None or at == start:
                break
            at = apposed
            continue
        if _stops(tokens, at, start):
            break
        at += 1
    return at


def _closing(tokens: list[Token], at: int) -> int | None:
    """Find the mark that closes short quoted or bracketed words of a name."""
    inside = range(at + 1, min(at + 8, len(tokens)))
    closing = next((near for near in inside if tokens[near].word in '"”»)'), None)
    return closing if closing and closing > at + 1 and not any(t.word in _THAT for t in tokens[at:closing]) else None


def _end_of_apposition(tokens: list[Token], comma: int) -> int | None:
    """Find the end of "، ماريا زاخاروفا،": a few words up to the next comma or to "that"."""
    at = comma + 1
    while at < len(tokens) and at - comma <= 8 and not tokens[at].is_mark and not _stops(tokens, at, comma):
        at += 1
    closes = at < len(tokens) and at > comma + 1 and (tokens[at].word in _COMMAS or tokens[at].word in _THAT)
    said = _word(tokens, at + 1) in _THAT | _STOPS or _word(tokens, at) in _THAT or bool(_verb_at(tokens, at + 1))
    return at if closes and (said or _word(tokens, at + 1) in ("في", "علي", "من")) else None


def _verb_at(tokens: list[Token], at: int) -> str:
    return _verb(tokens[at]) if at < len(tokens) else ""


def _stops(tokens: list[Token], at: int, start: int) -> bool:
    """Tell the first token behind a name."""
    token = tokens[at]
    word = token.word
    if token.is_mark:
        return word not in ("-", "–", "ـ", "/") or _word(tokens, at + 1) in _QUOTES or word == "ـ"
    if word == "علي" and token.raw.endswith("ي") and at > start:
        return False
    if word in _STOPS or word[0].isdigit() or word in _TO_MEDIA or _is_to_quoted(tokens, at) or word in _LED_BY:
        return True
    if word in ("في", "من", "عن", "علي") or (
        word.startswith("ب") and word in ("بمناسبه", "بسبب", "بعنوان", "باتهام", "بالقول", "بقوله")
    ):
        return at == start or not _belongs(tokens, at, start)
    if _word(tokens, at - 1) in ARABIC_DOCUMENTS:
        return False
    if _opens_addressee(tokens, at, start):
        return True
    if _opens_object(token) and (at > start or word.startswith("ب")):
        return True
    return at > start and bool(_verb(token)) and word[0] in "وفيت"


def _opens_addressee(tokens: list[Token], at: int, start: int) -> bool:
    """Tell to whom a thing is said from who says it: "طالبت الشبكة موسكو", "طالب اتحاد أرباب العمل وزير المالية"."""
    if at <= start:
        return False
    if tokens[at - 1].word.startswith("ال") and state_named([tokens[at].word]):
        return True
    of_body = tokens[start].word in ARABIC_ORGANISATIONS and at > start + 1
    return of_body and tokens[at].word in ("وزير", "رييس", "محافظ", "وزيره", "رييسه")


def _opens_object(token: Token) -> bool:
    """Tell what was said or done from who says it: "بمقتل سبعة", "انهيار الحاجز", "تأييده", "رفضها"."""
    word, raw = token.word, token.raw
    if word in _DEEDS or (word.startswith("ب") and (word[1:] in _DEEDS or raw.startswith(("بإ", "بأن")))):
        return True
    if (word.startswith("بال") and word not in _ACTING) or (word.startswith("بت") and len(word) > 4):
        return True
    own = raw.endswith("ه") and len(raw) > 4 and not raw.endswith(("الله", "ويه", "بده", "يه"))
    return own or (word.endswith("ها") and len(word) > 4)


def _belongs(tokens: list[Token], at: int, start: int) -> bool:
    """Tell "مسؤول في وزارة النفط" from "قال في بيان"."""
    head = {token.word for token in tokens[start:at]}
    return (
        tokens[at].word in ("في", "من", "علي") and bool(head & _MINISTERIAL) and _word(tokens, at + 1) not in _ON_PAPER
    )


def _is_to_quoted(tokens: list[Token], at: int) -> bool:
    """Tell "لـ«قوس»" and "لرويترز": whom it was told to."""
    word = tokens[at].word
    if word == "ل":
        return _word(tokens, at + 1) in _QUOTES | {"ـ"}
    return _names_medium(word)


def _names_medium(word: str) -> bool:
    """Tell للجزيرة, لرويترز from للأنباء by what is left without the "to"."""
    return word in _MEDIA_TO


_MEDIA_TO = _set(
    """للجزيرة لرويترز لسانا للعربية للأناضول للميادين للحدث لسبوتنيك لفرانس لأسوشيتد لتاس للمنار لبي لسي للشرق
    لعنب لتلفزيون للصحافيين للصحفيين لوكالات لوسائل للإعلام لنا لنوفوستي لإنترفاكس لشينخوا لأكسيوس لبلومبرغ
    لفوكس لهآرتس لنيويورك لواشنطن"""
)


def _told_to(tokens: list[Token], end: int) -> Span | None:
    """Find whom it was told to, within a few words behind the name."""
    for at in range(end, min(end + 8, len(tokens))):
        word = tokens[at].word
        if word in _THAT or word == ":":
            return None
        if word in _TO_MEDIA or _is_to_quoted(tokens, at) or word in ("مع", "لقناه"):
            start = at + 1 if word in ("ل", "مع") else at
            last = start
            while last < len(tokens) and last - start < 8 and not _closes_medium(tokens[last]):
                last += 1
            return spanned(tokens, start, last) if last > start else None
    return None


def _closes_medium(token: Token) -> bool:
    return token.word in _THAT | _COMMAS | {".", ":"} or token.word in _STOPS


def _headline(tokens: list[Token]) -> Iterator[Attribution]:
    """Read "هيئة السدود: الحاجز سليم"."""
    colon = next((at for at, token in enumerate(tokens[:8]) if token.word == ":"), 0)
    if colon and colon + 2 < len(tokens) and tokens[colon + 1].word not in _QUOTES:
        yield Attribution(spanned(tokens, 0, colon + 1), spanned(tokens, 0, colon), spoken=False, headline=True)
