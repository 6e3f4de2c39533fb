"""Find the title of an article among its lines, with the copies that a page prints of it, or compose one."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.folding import fold, words
from retrieval.records import Span, TitleHow
from retrieval.sentences import ends_sentence, split_sentences

LONGEST_HEADING = 150  # Characters; longer lines are paragraphs.
MOST_WORDS = 22
COMPOSED_WORDS = 12
COMPOSED_CHARACTERS = 90
_SURE_WORDS = 4  # A line of fewer words over the title is a section, an author or a place.

LISTED = re.compile(r"[-–—*•●▪◾✔+]|\(?\d{1,3}\s*[-–.)](?!\d)|\w\)")
_ASKS = re.compile(r"[?؟!][\"'”’»)]*$")
_SITE_SUFFIX = re.compile(r"(.+\S)\s*(?:\s[-–—]\s|[|•»])\s*(\S+(?:\s\S+){0,3})$")
_NAME_AND_PLACE = re.compile(r"\S+(?: \S+){0,3} ?[-–—ـ/] ?\S+(?: \S+)?")  # "Anna Bell – Amman"
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CLAUSE_END = re.compile(r"[،,؛;:](?=\s)|\s[-–—](?=\s)")
_SUBORDINATE = re.compile(
    r"\s(?:الذي|التي|الذين|اللذين|حيث|بعدما|بعد|قبل|إثر|عقب|خلال|وسط|وفق|بحسب|حسب|فيما|بينما|وذلك"
    r"|which|who|after|before|while|as|when|amid|because|during|despite|according)\s"
)
_DATELINE = re.compile(
    r"[A-Z]{3,}[A-Za-z\d.’' ,]{0,30}(?:\([A-Za-z .]{2,20}\)\s*)?[-–—]{1,2}\s+"
    r"|[A-Z][A-Za-z\d.’' ,]{2,30}\([A-Za-z .]{2,20}\)\s*[-–—]{1,2}\s+"
    r"|\([^()]{2,25}\)\s+"
    r"|\w+(?: \w+)?\s?[-–—/]\s?\w+(?: \w+)?\s?[-–—:]\s"
)

FUNCTION_WORDS = frozenset(
    fold(
        "في من على إلى الى عن مع بين حتى منذ خلال بعد قبل عند لدى نحو ضد حول تحت فوق دون عبر أن إن أنه إنه أنها إنها"
        " بأن التي الذي الذين هو هي هم هذا هذه ذلك تلك وهو وهي كما ما لا لم لن قد كان كانت أو أم ثم بل لكن حيث إذ إذا"
        " كل بما مما وفي ومن وعلى the a an of to in on at by for from with and or but that which who whom whose as is"
        " are was were be been has have had not into over after before about against between under than its his her"
        " their this these those it he she they will would"
    ).split()
)
# A heading may end so ("What happened before"); with the others a line is cut short.
CLOSING_WORDS = frozenset(
    fold(
        "قبل بعد خلال دون حول ضد كان هو هي before after over in on by for about against under between not with"
    ).split()
)
_URGENT = frozenset(
    fold("عاجل خاص حصري فيديو بالفيديو بالصور صور شاهد breaking exclusive live video watch updated update").split()
)
# What Arabic news opens its sentences with; with a joined "and" or "so" before it, no heading begins so.
_VERBS = frozenset(
    fold(
        "قدم قدمت سير سيرت رست أودت ألقى ألقت عزا عزت قال قالت يقول تقول أعلن أعلنت يعلن تعلن أكد أكدت يؤكد تؤكد أوضح"
        " أوضحت يوضح توضح أشار أشارت يشير تشير أضاف أضافت يضيف تضيف ذكر ذكرت يذكر تذكر كشف كشفت يكشف تكشف شدد شددت يشدد"
        " بين بينت يبين أفاد أفادت يفيد تفيد نقل نقلت ينقل تنقل اعتبر اعتبرت يعتبر تعتبر رأى رأت يرى ترى لفت لفتت يلفت"
        " تابع تابعت يتابع دعا دعت يدعو تدعو طالب طالبت يطالب تطالب شهد شهدت يشهد تشهد وصل وصلت يصل تصل غادر غادرت"
        " استقبل استقبلت يستقبل بحث بحثت يبحث تبحث ناقش ناقشت يناقش تناقش التقى التقت يلتقي عقد عقدت يعقد تعقد انعقد"
        " جرى جرت يجري تجري زار زارت يزور تزور وقع وقعت يوقع توقع أجرى أجرت شارك شاركت يشارك تشارك حضر حضرت قتل قتلت"
        " أصيب أصيبت لقي لقيت أسفر أسفرت اندلع اندلعت كان كانت يكون تكون كانوا ليس ليست ظل ظلت أصبح أصبحت بات باتت صار"
        " جاء جاءت يأتي تأتي أتى بدأ بدأت يبدأ تبدأ انطلق انطلقت تنطلق انتهى انتهت واصل واصلت يواصل تواصل استمر استمرت"
        " يستمر تستمر شن شنت نفذ نفذت نفى نفت ينفي تنفي رفض رفضت يرفض ترفض وافق وافقت قرر قررت يقرر تقرر أمر أمرت وجه"
        " وجهت اتهم اتهمت يتهم تتهم حذر حذرت يحذر تحذر توقعت يتوقع تتوقع ارتفع ارتفعت انخفض انخفضت بلغ بلغت يبلغ تبلغ"
        " تجاوز تجاوزت سجل سجلت أظهر أظهرت يظهر تظهر أثار أثارت يمثل تمثل يشكل تشكل يعد تعد تهدف يهدف يسعى تسعى سعى سعت"
        " يعمل تعمل عمل عملت يعكس تعكس تضمن تضمنت يضم تضم ضم ضمت شمل شملت يشمل تشمل تتضمن يتضمن تركزت تركز ركز ركزت"
        " يكثف تكثف يكتسي تكتسي نشر نشرت ينشر تنشر تداول أبدى أبدت أعرب أعربت يعرب أشاد أشادت نوه ثمن رحب رحبت ترحب"
        " يرحب أدان أدانت استنكر جدد جددت تناول تناولت تطرق تطرقت استعرض استعرضت عبر عبرت يعبر تعبر ورد وردت رد ردت سأل"
        " أجاب أجابت تساءل أدى أدت يؤدي تؤدي تسبب تسببت تعرض تعرضت يتعرض خرج خرجت دخل دخلت عاد عادت يعود تعود فاز فازت"
        " خسر تعهد تعهدت هدد هددت يهدد أطلق أطلقت يطلق تطلق سقط سقطت تم يتم تمت سيتم يمكن يجب ينبغي يبقى تبقى لا لم لن"
        " قد لقد سوف هناك إن أن أنه إنه يقتصر تقتصر يتوقف يستهدف تستهدف يواجه تواجه يحتاج تحتاج يعيش تعيش يشار يشكو"
        " تنتشر ينتشر انهار انهارت تحتفظ يحتفظ أطلع منح منحت اختتم اختتمت افتتح افتتحت ترأس ترأست أجمع صدر صدرت يصدر"
        " تلقى تلقت حصل حصلت يحصل تحصل أسس رصد رصدت وثق وثقت رغم بحسب وفق وفقا حسب بينما فيما كذلك أيضا عندما لكن لدى"
    ).split()
)


@dataclass(frozen=True, slots=True)
class TitleFound:
    """The title, how it is known, which block stays in the body as its heading, and which blocks are copies of it."""

    title: str
    how: TitleHow
    kept: int | None = None
    copies: frozenset[int] = frozenset()


def find_title(blocks: Sequence[str], stated: str | None = None) -> TitleFound:
    """Find the title among the blocks of a page, in their order, or compose it from the first sentence.

    Of several copies the last one before the body is kept, so that the title touches the text that it heads.
    """
    title = _one_line(stated or "") or _printed_title(blocks)
    if not title:
        return TitleFound(compose_title(_first_said(blocks)), "composed")
    copies = _copies(blocks, title)
    kept = _kept(blocks, copies)
    if kept is not None and not stated:
        title = _one_line(blocks[kept])
    return TitleFound(title, "stated", kept, frozenset(copies) - {kept})


def reads_as_heading(line: str) -> bool:
    """Tell whether a line has the shape of a title or a subheading: short, no list item, no sentence that ends.

    >>> [reads_as_heading(line) for line in ("سياق الزيارة", "وقال الوزير في بيان", "Talks ended.", "Who won?")]
    [True, False, False, True]
    """
    if not line or len(line) > LONGEST_HEADING or (ends_sentence(line) and not _ASKS.search(line)):
        return False
    if line[-1] in ",،;؛:-–—(«“" or line[0].islower() or LISTED.match(line):
        return False
    found = words(line)
    if not found or len(found) > _most_words(line) or found[-1] in FUNCTION_WORDS - CLOSING_WORDS:
        return False
    first = found[0]
    if first in _HEADLINE_VERBS:
        return True
    return not (first in _VERBS or first in _RELATIVES or _joined_on(first) or _has_verb_form(first))


def _most_words(line: str) -> int:
    """Limit a heading: exclamations, questions and lines with a comma are sentences when they are long."""
    asks = _ASKS.search(line)
    if asks:
        return 8 if "!" in asks.group() else 14
    return 12 if "،" in line or ", " in line else MOST_WORDS


def _joined_on(word: str) -> bool:
    """Tell whether a folded word is a verb or a function word with "and" or "so" joined to it."""
    return word[0] in "وف" and word[1:] in _VERBS | FUNCTION_WORDS and word not in _NOUNS


def opens_sentence(line: str) -> bool:
    """Tell whether a line begins as sentences of news do: with a verb or a joined "and", or in English with "The".

    >>> opens_sentence("وتأتي هذه المحادثات"), opens_sentence("موسكو زيارة رسمية"), opens_sentence("وزير الدفاع")
    (True, False, False)
    """
    first = next(iter(words(line[:40])), "")
    if first.isascii():
        return first in _ENGLISH_OPENERS and line.lstrip("\"'“‘(«")[:1].isupper()
    return first in _VERBS or _has_verb_form(first) or (first[:1] == "و" and len(first) > 3 and not _is_waw_noun(first))


def _has_verb_form(word: str) -> bool:
    """Recognise "she did" and "he does" by their letters: a final teh that is no plural, a first yeh."""
    if len(word) < 4 or word.startswith("ال") or word in _NOT_VERBS:
        return False
    return (word[-1] == "ت" and word[-2] not in "ايو") or word[0] == "ي"


def _is_waw_noun(word: str) -> bool:
    return word.startswith(_WAW_NOUNS)


def compose_title(text: str) -> str:
    """Make a title of the first sentence of `text`: its first clauses, up to twelve words or ninety characters.

    >>> compose_title("رست سفينة أبحاث كبيرة في الميناء الجنوبي، في خطوة وصفها الخبراء بأنها مهمة وطال انتظارها.")
    'رست سفينة أبحاث كبيرة في الميناء الجنوبي'
    """
    sentences = split_sentences(text, Span(0, len(text)))
    sentence = _one_line(sentences[0].of(text)) if sentences else ""
    sentence = _DATELINE.sub("", sentence, count=1) or sentence if _DATELINE.match(sentence) else sentence
    title = _first_clauses(sentence).strip(" .,،؛;:-–—")
    return title.replace('"', "") if title.count('"') % 2 else title


def _first_said(blocks: Sequence[str]) -> str:
    """Take the first block that can hold a sentence: names and places may stand before it."""
    return next((block for block in blocks if len(words(block)) > _SURE_WORDS + 1), next(iter(blocks), ""))


def _printed_title(blocks: Sequence[str]) -> str:
    """Take the title from the page: a line repeated at its head, else the first line that is surely one."""
    head = _head(blocks)
    if len(blocks) < 2:
        return ""
    repeated = _repeated(head or blocks[:2])
    if repeated:
        return repeated
    if not head:
        return _late_title(blocks)
    if len(head) == len(blocks):
        head = head[:-1]
    body = fold(" ".join(blocks[len(head) : len(head) + 4]))
    return next((_one_line(block) for block in head if _is_surely_title(block, body)), "")


def _is_surely_title(line: str, body: str) -> bool:
    """Tell a title from a section, an author or a place: it is longer, or the body speaks of what it says."""
    if _NAME_AND_PLACE.fullmatch(line):
        return False
    content = [word for word in words(line) if word not in FUNCTION_WORDS and len(word) > 2]
    return len(words(line)) >= _SURE_WORDS or (len(content) > 1 and all(word in body for word in content))


def _head(blocks: Sequence[str]) -> Sequence[str]:
    """Take the blocks before the first that is no heading."""
    length = next((index for index, block in enumerate(blocks) if not reads_as_heading(block)), len(blocks))
    return blocks[:length]


def _repeated(blocks: Sequence[str]) -> str:
    """Find the line that is printed most often at the head of the page, at least twice; stops do not matter."""
    keys = {block: " ".join(words(_without_site(block))) for block in blocks if reads_as_heading(block.rstrip(".۔ "))}
    key, count = Counter(keys[block] for block in blocks if block in keys).most_common(1)[0] if keys else ("", 0)
    if count < 2 or " " not in key:
        return ""
    return _one_line(min((block for block in keys if keys[block] == key), key=len))


def _late_title(blocks: Sequence[str]) -> str:
    """Find a heading that says again what a short first sentence said: some pages print their title under a teaser."""
    if not _is_teaser(blocks[0]):
        return ""
    return next(
        (_one_line(block) for block in blocks[1:4] if reads_as_heading(block) and _retells(blocks[0], block)), ""
    )


def _copies(blocks: Sequence[str], title: str) -> list[int]:
    """List the blocks that are copies of the title: in the same words anywhere, nearly so before the body."""
    key, head = words(title), len(_head(blocks))
    same = [
        index
        for index, block in enumerate(blocks)
        if len(title) < 2 * len(block) < 3 * len(title) + 80
        and (words(block) == key or words(_without_site(block)) == key or (index < head and _repeats(block, title)))
    ]
    if same and 0 < same[0] <= 3 and _is_teaser(blocks[0]) and _retells(blocks[0], title):
        return [0, *same]
    return same


def _kept(blocks: Sequence[str], copies: Sequence[int]) -> int | None:
    """Choose the copy that stays: the last one at the head, else the first, best one that something follows."""
    head = len(_head(blocks))
    heading = [index for index in copies if reads_as_heading(blocks[index]) and index + 1 < len(blocks)]
    able = heading or [index for index in copies if index + 1 < len(blocks)]
    at_head = [index for index in able if index <= head and set(range(index)) <= {*copies, *range(head)}]
    return at_head[-1] if at_head else next(iter([*able, *copies]), None)


def _is_teaser(block: str) -> bool:
    return len(block) <= LONGEST_HEADING and len(split_sentences(block, Span(0, len(block)))) == 1


def _repeats(block: str, title: str) -> bool:
    """Tell whether two headings say the same in nearly the same words."""
    return _shared(block, title, least=0.85, most=0.75, new=2)


def _retells(teaser: str, title: str) -> bool:
    """Tell whether a first sentence says little more than the title that follows it."""
    return _shared(teaser, title, least=0.8, most=0.6, new=3)


def _shared(one: str, other: str, *, least: float, most: float, new: int) -> bool:
    first, second = _content(one), _content(other)
    small, large = sorted((len(first), len(second)))
    common = len(first & second)
    return small >= 3 and common >= least * small and common >= most * large and large - common <= new


def _content(text: str) -> set[str]:
    return set(words(text)) - FUNCTION_WORDS - _URGENT


def _without_site(block: str) -> str:
    """Take a site's name off the end of a page title: "Talks open | The Harbour Post"."""
    found = _SITE_SUFFIX.fullmatch(block)
    return found.group(1) if found else block


def _one_line(text: str) -> str:
    return " ".join(_INVISIBLE.sub("", text).split())


def _first_clauses(sentence: str) -> str:
    """Cut a sentence at a clause border within the limits, else between words, never after a function word."""
    if _fits(sentence):
        return sentence
    borders = [found.start() for found in _CLAUSE_END.finditer(sentence)] + [
        found.start() for found in _SUBORDINATE.finditer(sentence)
    ]
    fitting = [border for border in sorted(borders) if _fits(sentence[:border]) and sentence[:border].count(" ") >= 6]
    if fitting:
        return sentence[: fitting[-1]]
    cut = sentence.split()[:COMPOSED_WORDS]
    while len(cut) > 1 and (not _fits(" ".join(cut)) or fold(cut[-1]) in FUNCTION_WORDS):
        cut.pop()
    return " ".join(cut)


def _fits(text: str) -> bool:
    return len(text) <= COMPOSED_CHARACTERS and len(text.split()) <= COMPOSED_WORDS


# Verbs with which headlines open as well, and nouns that look like a verb once they are folded.
_HEADLINE_VERBS = frozenset(
    fold(
        "نفي سعي ذكر طالب رأي كشف حذر تابع صدر رصد تعهد تواصل تداول تناول جدد دخل نشر ثمن تركز تطرق لا لم لن هناك بحث"
        " عمل رد عبر بين سجل وفق رغم نقل أمر وجه منح عقد ضم رفض توقع قتل تعرض قرر أجمع تحذر يحذر ترحب يرحب تعلن يعلن"
        " تؤكد يؤكد تدعو يدعو تطالب يطالب تنفي ينفي تستقبل يستقبل تبحث يبحث يواصل تكشف يكشف"
    ).split()
)
_RELATIVES = frozenset(fold("الذي التي الذين اللذين اللتين").split())
_ENGLISH_OPENERS = frozenset(
    fold(
        "the a an he she it they we this that these those there his her its their our in on at by for from with to as"
        " if when while after before since during under but and so yet however meanwhile what who why how where two"
        " three four"
    ).split()
)
# Nouns that begin with the letter of "and", by their first letters.
_WAW_NOUNS = tuple(
    fold(
        "وزير وزارة وزراء وفد وفود وفاة وكالة وكيل وسط وسائل وساطة واشنطن وحدة وضع وقت وثائق وثيقة ورشة وجود وصول"
        " ولاية ولي وعد واقع واحد وادي والد والي وطن وجه وفق وقود وباء ورق وزن وسام وصف وظائف وظيفة وقف وعي وعود وحش"
        " وداع وردة ورود"
    ).split()
)
_NOT_VERBS = frozenset(
    fold(
        "وقت بيت موت صوت بنت زيت كويت سبت إنترنت توقيت تصويت بيروت يناير يونيو يوليو يمين يسار يورو يهود يوسف ياسر"
        " ياسين يحيى يونس يعقوب يمني يمنية يوناني ياباني يومي يوميا يهودي يونيسف يونسكو يافا يوم يمن ينبع يريفان"
    ).split()
)
# They only look like a joined word.
_NOUNS = frozenset(fold("وقف فهم وهم وعد ورد وصل وجه وقع وفد وسيط وعود").split())
