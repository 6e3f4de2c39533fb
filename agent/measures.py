"""What a question wants measured: a length, an area, a share, heads; and which numbers of a sentence can be that."""

import re
from collections.abc import Collection, Container, Sequence, Set

from agent.quantities import Quantity
from agent.units import FORMS
from retrieval.folding import fold, words
from retrieval.records import Span

AFTER = 30  # After it.
BEFORE = 28  # Characters before a number in which a word makes it a part of another.
MOST_VAGUE = 3  # "Dozens" says too little to be compared: its end is this many times its beginning.

# Over folded text: which dimensions a word of the question wants. The first that fits decides.
_WANTED: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = tuple(
    (frozenset(dimensions.split("|")), re.compile(rf"\b(?:{pattern})\b"))
    for dimensions, pattern in (
        ("points|share", r"(?:interest|policy|key|benchmark|lending) rates?|(?:ال)?فايده"),
        (
            "money|mass|volume",
            r"trade (?:volume|exchange)|volume of trade|budget|revenues?|debts?|deficit|exports?|imports?|investments?"
            r"|losses|damages?|(?:ال)?تبادل (?:ال)?تجاري"
            r"|(?:ال)?(?:ميزانيه|موازنه|ايرادات|عجز|صادرات|واردات|استثمارات|خساير|اضرار)",
        ),
        ("share|points", r"percent(?:age)?|per cent|share|rate of|what proportion|(?:ما |كم |ب)?(?:ال)?نسبه|معدل"),
        (
            "length",
            r"(?:how much|amount of|what) (?:rain|rainfall|snow|snowfall|precipitation)"
            r"|(?:كم|كميه|كميات|منسوب|معدل|مقدار|ما) (?:\w+ )?(?:ال)?(?:مطر|امطار|ثلوج|هطول)",
        ),
        ("area", r"area|how large an? (?:area|fire|zone)|(?:ال)?مساحه|كم (?:دونم|هكتار)\w*"),
        (
            "length",
            r"depth|how (?:deep|far|high|tall|wide)|height|distance|length|width|(?:ال)?(?:عمق|طول|ارتفاع|مسافه|عرض)",
        ),
        ("length|duration", r"how long"),
        ("volume|mass|area|energy", r"how much (?!is|was|did|does|money)\w+"),
        ("speed", r"speed|how fast|(?:ال)?سرعه"),
        ("mass", r"weights?|weigh(?:s|ed)?|tonnage|how heavy|(?:ال)?وزن|[يت]زن|حموله"),
        ("temperature", r"temperatures?|how (?:hot|cold)|(?:ال)?(?:درجه|درجات) (?:ال)?حراره|(?:ال)?حراره"),
        ("duration", r"how old|age|duration|كم (?:عمر|عاما|سنه|شهرا|يوما|ساعه)|مده|عمر"),
        (
            "volume|power|energy|mass|data rate|count",
            r"capacity|produc(?:e|es|ed|tion)|output|(?:ال)?(?:انتاج|سعه|طاقه)\w*",
        ),
    )
)
_PART = re.compile(
    r"(?:\b(?:including|among them|of whom|of them|of which|among whom|with)\b"
    r"|(?:و?من )?\bبين(?:هم|ها|هن)\b|\bمن(?:هم|ها)\b|\bمن ضمن(?:هم|ها)\b)\W*(?:\w+\W+)?$"
)
_OF_THEM = re.compile(r"\s*(?:\w+\s+)?(?:of (?:them|whom|these)|among them|منهم|منها|منهن|من بينهم|من بينها)\b")
_AFTER_OFFSET = re.compile(r"\W*(?:later|ago|earlier|late|early|before|after|from now|on from)\b")
_BEFORE_OFFSET = re.compile(r"\b(?:after|before|within|[وف]?(?:بعد|قبل|منذ|خلال))\W*$")
_JOINED = re.compile("^[وف]?[بلك]?(?:ال|(?<=ل)ل)?(?=..)")
ANYONE = frozenset(
    words(
        """people persons person members casualties victims injured wounded dead deaths killed lives toll bodies
        عضو عضوا أعضاء الأعضاء شخصية شخص شخصا أشخاص الأشخاص بشخص مواطن مواطنا مواطنين نسمة
        قتيلا قتلى القتلى قتيل الضحايا ضحية ضحايا مصابا المصابين جريحا الجرحى وفاة متوفين"""
    )
)

# People of one kind, by the words that both languages have for them.
_KINDS = (
    """inmates inmate prisoners prisoner detainees detainee
    نزيل نزيلا نزلاء النزلاء سجين سجينا سجناء السجناء موقوفا الموقوفين معتقلا المعتقلين محتجز محتجزا محتجزين
    المحتجزين""",
    """participants participant protesters protester demonstrators demonstrator marchers
    مشارك مشاركا مشاركين المشاركين متظاهر متظاهرا متظاهرين المتظاهرين محتجا محتجين المحتجين""",
    "passengers passenger راكب راكبا ركاب الركاب مسافرا المسافرين",
    "workers worker employees employee staff عامل عاملا عمال العمال موظف موظفا موظفين الموظفين",
    "soldiers soldier troops servicemen جندي جنديا جنود الجنود عسكريا عسكريين",
    "police policemen officers officer شرطي شرطيا رجال الشرطة ضابط ضابطا ضباط",
    "fighters fighter militants gunmen مقاتل مقاتلا مقاتلين مسلحا مسلحين",
    "students student pupils طالب طالبا طلاب الطلاب تلميذ تلميذا تلاميذ",
    "visitors visitor tourists tourist زائر زائرا زوار الزوار سائح سائحا سياح السياح",
    "families family households household عائلة عائلات العائلات عائلتين أسرة أسر الأسر أسرتين",
    "residents resident inhabitants villagers population ساكن ساكنا سكان السكان الأهالي أهالي",
    "migrants migrant refugees refugee displaced مهاجر مهاجرا مهاجرين لاجئ لاجئا لاجئين نازح نازحا نازحين",
    "children child minors minor طفل طفلا أطفال الأطفال قاصر قاصرا قاصرين القاصرين قصر",
    "women woman امرأة نساء النساء سيدة سيدات",
    "firefighters firefighter إطفاء إطفائي إطفائيا إطفائيين",
    "journalists journalist reporters صحفي صحفيا صحفيين صحافيا صحافيين",
    "doctors doctor nurses طبيب طبيبا أطباء ممرضا",
    "patients patient مريض مريضا مرضى",
    "voters voter ناخب ناخبا ناخبين",
    "officials official مسؤول مسؤولا مسؤولين",
    "fans spectators مشجع مشجعا مشجعين متفرجا",
)
PEOPLE = {word: number for number, kind in enumerate(_KINDS) for word in words(kind)}


# What became of people, by the words for it: who was killed is not counted with who was held.
_STATES = (
    """killed dead died deaths death toll fatalities bodies lives perished
    قتل قتلوا قتلي قتيل قتيلا القتلى مقتل مصرع حتفهم لقوا وفاة وفيات الوفيات متوفين توفي توفوا ضحايا الضحايا الضحية
    بحياة أودت قضى قضوا فارق فارقت فارقوا استشهد شهيدا شهداء جثث جثة الحصيلة حصيلة""",
    """injured wounded hurt injuries treated hospitalised hospitalized
    إصابة أصيب أصيبوا مصابا المصابين مصابين جريح جريحا جرحى الجرحى بجروح""",
    "missing مفقود مفقودا مفقودين المفقودين فقدان",
    """arrested detained held custody detention seized
    اعتقل اعتقال اعتقلت معتقلا أوقفت أوقف توقيف موقوفا محتجز محتجزا احتجاز محتجزين الموقوفين""",
    "displaced evacuated fled homeless نزح نزوح نازحا إجلاء أجلت أجلي شردت شرد",
    "rescued saved freed released إنقاذ أنقذ أنقذت أفرج الإفراج إطلاق",
)
STATES = {word: number for number, state in enumerate(_STATES) for word in words(state)}


def dimensions_wanted(question: str) -> frozenset[str]:
    """Say which dimensions a question wants measured; empty where it wants a count, or does not say.

    >>> sorted(dimensions_wanted("ما المساحة التي احترقت؟")), dimensions_wanted("How many people died?")
    (['area'], frozenset())
    """
    folded = fold(question)
    return next((dimensions for dimensions, pattern in _WANTED if pattern.search(folded)), frozenset())


def is_measure(noun: str) -> bool:
    """Whether a folded noun is the name of what is measured: a temperature, a depth; sums and counts are more.

    >>> is_measure("temperature"), is_measure("exports")
    (True, False)
    """
    wanted = dimensions_wanted(noun)
    return bool(wanted) and wanted.isdisjoint(("money", "count"))


def is_part(text: str, number: Span) -> bool:
    """Whether the words before or after a number make it a part of another one.

    >>> text = "قُتل خمسة أشخاص، بينهم ثلاثة أطفال"
    >>> is_part(text, Span(5, 9)), is_part(text, Span(text.index("ثلاثة"), text.index("ثلاثة") + 5))
    (False, True)
    """
    before, after = (
        fold(text[max(0, number.start - BEFORE) : number.start]),
        fold(text[number.end : number.end + AFTER]),
    )
    return bool(_PART.search(before) or _OF_THEM.match(after))


def is_vague(quantity: Quantity) -> bool:
    """Whether a number says no more than "dozens"."""
    return quantity.number.high > quantity.number.low * MOST_VAGUE


def is_offset(quantity: Quantity, text: str) -> bool:
    """Whether a duration says how far off something was, not how long it took: "three months later", "بعد يومين"."""
    if quantity.dimension != "duration":
        return False
    before, after = fold(text[: quantity.span.start]), fold(text[quantity.span.end :])
    return bool(_AFTER_OFFSET.match(after) or _BEFORE_OFFSET.search(before))


def counts_heads(quantity: Quantity, nearest: int = 3) -> bool:
    """Whether what stands beside a number are people in general, dead or alive."""
    return any(_known(one.word, ANYONE) for one in quantity.counted[:nearest])


def measured(quantities: Sequence[Quantity], wanted: frozenset[str]) -> list[Quantity]:
    """Keep the quantities that can be what is wanted: of a fitting dimension if one is said, else counts before others.

    "One" is mostly no count: "one family", "عائلة واحدة".
    """
    if wanted:
        fitting = [one for one in quantities if one.dimension.split(":")[0] in wanted]
        return [one for one in fitting if one.unit] or fitting
    return [one for one in quantities if one.dimension == "count" and _is_count(one)]


def _is_count(quantity: Quantity) -> bool:
    whole = quantity.number.low.denominator == 1
    return whole and (quantity.number.low != 1 or quantity.number.high != 1)


def is_person(quantity: Quantity, nearest: int = 3) -> bool:
    """Whether what stands beside a number are people of any kind, or such as only people suffer."""
    return counts_heads(quantity, nearest) or bool(classes(quantity, nearest)) or bool(states(quantity))


def classes(quantity: Quantity, nearest: int = 3) -> set[int]:
    """Tell of which kinds the people beside a number are: inmates, protesters, children; none where they are none."""
    return {PEOPLE[known] for one in quantity.counted[:nearest] if (known := _known(one.word, PEOPLE))}


def heads(quantity: Quantity, kinds: Set[int]) -> float:
    """Say how well a number counts people of these `kinds`, or of any where none is named, from 0 to 1."""
    if kinds & classes(quantity):
        return 1.0
    if counts_heads(quantity):
        return 0.8 if kinds else 1.0
    return (0.3 if classes(quantity) else 0.1) if kinds else 0.7 * bool(classes(quantity))


def states(quantity: Quantity) -> set[int]:
    """Tell what became of those that a number counts, by the nearest word of its clause that says it.

    Who they are does not say it: detainees may have been freed.
    """
    told = (known for one in quantity.counted if (known := _known(one.word, STATES)))
    return set([STATES[known] for known in told if known not in PEOPLE][:1])


def counts_things(quantity: Quantity) -> bool:
    """Whether what stands right after a number are no people: "two jetties"."""
    right_after = any(0 <= one.span.start - quantity.span.end <= 1 for one in quantity.counted)
    return right_after and not is_person(quantity)


def states_asked(question: Collection[str]) -> set[int]:
    """Tell of what became of people the folded words of a question ask."""
    return {STATES[known] for word in question if (known := _known(word, STATES))}


def people_asked(question: Collection[str]) -> set[int]:
    """Tell of which kinds of people the folded words of a question ask."""
    return {PEOPLE[known] for word in question if (known := _known(word, PEOPLE))}


def measures_beside(quantity: Quantity) -> set[str]:
    """Name the units among the words beside a sum: what it is paid for, a kilogram or a ton."""
    found = (_known(one.word, FORMS) for one in quantity.counted)
    return {FORMS[known].english[0] for known in found if known and not FORMS[known].is_money}


def _known(word: str, listed: Container[str]) -> str | None:
    """Find a folded word in a list, without what Arabic joins to it in front if need be."""
    if word in listed:
        return word
    bare = _JOINED.sub("", word)
    return bare if bare in listed else None
