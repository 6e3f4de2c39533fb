"""Invented stories that two outlets report: told in both languages, so that each can be read in every pair of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from retrieval.records import Draft, Language

# The languages of the first report, of the second, and of the question.
Way = tuple[Language, Language, Language]
WAYS: tuple[Way, ...] = (
    ("ar", "ar", "ar"),
    ("en", "en", "en"),
    ("ar", "en", "ar"),
    ("en", "ar", "en"),
)
ASKED_ACROSS: tuple[Way, ...] = (("ar", "ar", "en"), ("en", "en", "ar"))
OUTLETS = (
    {"ar": "صحيفة الضحى", "en": "The Duha Herald"},
    {"ar": "موقع السنبلة", "en": "Sunbula Online"},
)


@dataclass(frozen=True, slots=True)
class Report:
    """What one outlet wrote, in either language, and on which day."""

    published: str
    ar: str
    en: str


@dataclass(frozen=True, slots=True)
class Story:
    """Two reports, a question in either language, and what the answer is to show of them."""

    name: str
    kind: str
    ar: str
    en: str
    reports: tuple[Report, Report]
    twist: Mapping[Language, tuple[str, str]] = field(default_factory=dict)

    def question(self, language: Language) -> str:
        return self.ar if language == "ar" else self.en

    @property
    def twisted(self) -> "Story":
        """The story with words of the second report exchanged: told so, the two conflict."""
        first, second = self.reports
        twist = {language: getattr(second, language).replace(*words) for language, words in self.twist.items()}
        return replace(self, reports=(first, replace(second, **twist)))

    def drafts(self, *languages: Language) -> list[Draft]:
        """Write the reports as articles, "first" and "second", each in its own language."""
        rows = zip(("first", "second"), self.reports, OUTLETS, languages, strict=False)
        return [
            Draft(
                name, report.ar if language == "ar" else report.en, source=outlet[language], published=report.published
            )
            for name, report, outlet, language in rows
        ]


CONFLICTS = (
    Story(
        "bus",
        "number",
        "كم شخصاً قُتل في انقلاب الحافلة على ممر مروان؟",
        "How many people were killed when the bus overturned on the Marwan pass?",
        (
            Report(
                "2025-03-11",
                "قُتل أحد عشر شخصاً يوم الإثنين حين انقلبت حافلة على ممر مروان، وفق شرطة المرور.\n\n"
                "وكانت الحافلة تقلّ قاطفي زيتون عائدين إلى دروان، فخرجت عن الطريق عند منعطف وهوت في الوادي.",
                "Eleven people were killed on Monday when a bus overturned on the Marwan pass, the traffic police said."
                "\n\nIt was carrying olive pickers home to Darwan, left the road at a bend and rolled into the ravine.",
            ),
            Report(
                "2025-03-11",
                "لقي سبعة عشر شخصاً حتفهم في انقلاب حافلة على ممر مروان يوم الإثنين، بحسب الدفاع المدني.\n\n"
                "وفقد السائق السيطرة على المركبة على طريق بلّله المطر.",
                "Seventeen people died when a bus overturned on the Marwan pass on Monday, according to the civil "
                "defence.\n\nThe driver had lost control on a road wet with rain.",
            ),
        ),
    ),
    Story(
        "desalination",
        "number",
        "كم بلغت كلفة محطة التحلية في رأس الخروب؟",
        "How much did the desalination plant at Ras Kharub cost?",
        (
            Report(
                "2025-06-02",
                "بلغت كلفة محطة التحلية في رأس الخروب أربعين مليون دينار، وفق وزارة المياه.\n\n"
                "وتضخ المحطة الماء إلى ثلاث بلدات على الساحل.",
                "The desalination plant at Ras Kharub cost 40 million dinars, the water ministry said.\n\n"
                "It pumps water to three towns along the coast.",
            ),
            Report(
                "2025-06-03",
                "دفعت الدولة 65 مليون دينار ثمناً لمحطة التحلية في رأس الخروب، كما ورد في تقرير ديوان المحاسبة.\n\n"
                "وافتُتحت المحطة هذا الأسبوع.",
                "The state paid 65 million dinars for the desalination plant at Ras Kharub, a report of the audit "
                "office says.\n\nThe plant was opened this week.",
            ),
        ),
    ),
    Story(
        "cedars",
        "number",
        "ما المساحة التي التهمها حريق غابة أرز تنورة؟",
        "How large an area did the fire in the cedar forest of Tannura burn?",
        (
            Report(
                "2025-08-20",
                "التهم حريق غابة أرز تنورة 120 هكتاراً قبل إخماده مساء الثلاثاء، بحسب دائرة الأحراج.\n\n"
                "وشاركت طوافتان في العمل.",
                "The fire in the cedar forest of Tannura burned 120 hectares before it was put out on Tuesday evening, "
                "the forest service said.\n\nTwo helicopters took part.",
            ),
            Report(
                "2025-08-20",
                "أتى حريق غابة أرز تنورة على 340 هكتاراً، وأُخمد مساء الثلاثاء، وفق بلدية تنورة.\n\nولم يُصب أحد.",
                "The fire in the cedar forest of Tannura, which was put out on Tuesday evening, burned 340 hectares, "
                "the town hall of Tannura said.\n\nNobody was hurt.",
            ),
        ),
    ),
    Story(
        "theatre",
        "date",
        "متى أُعيد افتتاح مسرح السنابل في دروان؟",
        "When did the Sanabel theatre in Darwan reopen?",
        (
            Report(
                "2025-05-13",
                "أُعيد افتتاح مسرح السنابل في دروان يوم 4 أيار 2025 بحفل للعود.\n\nوكان سقفه قد رُمّم خلال عامين.",
                "The Sanabel theatre in Darwan reopened on 4 May 2025 with an evening of oud music.\n\n"
                "Its roof had been mended over two years.",
            ),
            Report(
                "2025-05-13",
                "عاد مسرح السنابل في دروان إلى استقبال جمهوره يوم 11 أيار 2025 بعد افتتاحه من جديد.\n\n"
                "وجلس في الصف الأول عمّال الترميم.",
                "The reopened Sanabel theatre in Darwan received its public again on 11 May 2025.\n\n"
                "The workers who had mended it sat in the first row.",
            ),
        ),
    ),
    Story(
        "port-director",
        "person",
        "من عُيّن مديراً لمرفأ رأس الخروب؟",
        "Who was appointed director of the port of Ras Kharub?",
        (
            Report(
                "2025-09-09",
                "عُيّن المهندس سامر الخوري مديراً لمرفأ رأس الخروب يوم الإثنين.\n\nوتسلّم مفاتيح المكتب في اليوم نفسه.",
                "Engineer Samer Khoury was appointed director of the port of Ras Kharub on Monday.\n\n"
                "The keys of the office were handed over the same day.",
            ),
            Report(
                "2025-09-09",
                "عيّنت الوزارة المهندسة ليلى المنصور مديرة لمرفأ رأس الخروب يوم الإثنين.\n\nويعمل في المرفأ 300 عامل.",
                "The ministry appointed the engineer Layla Mansour director of the port of Ras Kharub on Monday.\n\n"
                "Three hundred people work there.",
            ),
        ),
    ),
    Story(
        "manuscript",
        "place",
        "أين عُثر على مخطوطة ابن الصبّاغ المسروقة؟",
        "Where was the stolen manuscript of Ibn al-Sabbagh found?",
        (
            Report(
                "2025-10-07",
                "عُثر على مخطوطة ابن الصبّاغ المسروقة في بيروت يوم الأحد، وفق الشرطة.\n\nوكانت ملفوفة في سجادة.",
                "The stolen manuscript of Ibn al-Sabbagh was found in Beirut on Sunday, the police said.\n\n"
                "It was wrapped in a carpet.",
            ),
            Report(
                "2025-10-07",
                "عثرت الشرطة يوم الأحد في إسطنبول على مخطوطة ابن الصبّاغ المسروقة، بحسب مديرية الآثار.\n\n"
                "ولم تُفقد منها ورقة.",
                "On Sunday the police in Istanbul found the stolen manuscript of Ibn al-Sabbagh, the antiquities "
                "directorate said.\n\nNo leaf was missing.",
            ),
        ),
    ),
    Story(
        "water-price",
        "denial",
        "هل رفعت شركة مياه دروان سعر المتر المكعب؟",
        "Did the Darwan water company raise the price of a cubic metre?",
        (
            Report(
                "2025-04-15",
                "رفعت شركة مياه دروان سعر المتر المكعب منذ أول الشهر، وفق فواتير اطلعت عليها الصحيفة.\n\n"
                "واشتكى أصحاب المقاهي من الفواتير.",
                "The Darwan water company has raised the price of a cubic metre since the first of the month, bills "
                "seen by this newspaper show.\n\nOwners of cafés complained of the bills.",
            ),
            Report(
                "2025-04-16",
                "نفت شركة مياه دروان أن تكون قد رفعت سعر المتر المكعب.\n\nوقال مديرها إن الفواتير مزوّرة.",
                "The Darwan water company denied that it had raised the price of a cubic metre.\n\n"
                "Its director called the bills a forgery.",
            ),
        ),
    ),
    Story(
        "mayor-trial",
        "outcome",
        "ما الحكم الذي صدر في محاكمة رئيس بلدية دروان السابق عادل الشامي؟",
        "What was the verdict in the trial of the former mayor of Darwan, Adel Shami?",
        (
            Report(
                "2025-02-05",
                "برّأت محكمة الجنايات رئيس بلدية دروان السابق عادل الشامي من تهمة الاختلاس يوم الثلاثاء.\n\n"
                "واستمرت المحاكمة سبعة أشهر.",
                "The criminal court acquitted the former mayor of Darwan, Adel Shami, of embezzlement on Tuesday.\n\n"
                "The trial had lasted seven months.",
            ),
            Report(
                "2025-02-05",
                "قضت المحكمة يوم الثلاثاء بسجن رئيس بلدية دروان السابق عادل الشامي ثلاث سنوات بتهمة الاختلاس.\n\n"
                "وبكى أقاربه في القاعة.",
                "On Tuesday the court sentenced Adel Shami, the former mayor of Darwan, to three years in prison for "
                "embezzlement.\n\nHis relatives wept in the courtroom.",
            ),
        ),
    ),
    Story(
        "olive-oil",
        "outcome",
        "هل ارتفعت صادرات زيت الزيتون من دروان عام 2024 أم انخفضت؟",
        "Did olive oil exports from Darwan rise or fall in 2024?",
        (
            Report(
                "2025-01-20",
                "ارتفعت صادرات زيت الزيتون من دروان عام 2024، وفق غرفة التجارة.\n\nوذهب معظمها إلى الخليج.",
                "Olive oil exports from Darwan rose in 2024, the chamber of commerce said.\n\n"
                "Most of it went to the Gulf.",
            ),
            Report(
                "2025-01-21",
                "انخفضت صادرات زيت الزيتون من دروان عام 2024، بحسب مديرية الجمارك.\n\nوأُغلقت معصرتان.",
                "Olive oil exports from Darwan fell in 2024, according to the customs directorate.\n\n"
                "Two presses were closed.",
            ),
        ),
    ),
    Story(
        "spice-market",
        "cause",
        "ما سبب حريق سوق العطّارين في دروان؟",
        "What caused the fire in the spice market of Darwan?",
        (
            Report(
                "2025-07-08",
                "اندلع حريق سوق العطّارين في دروان بسبب ماسّ كهربائي في أحد المخازن، وفق فوج الإطفاء.\n\n"
                "واحترقت تسعة دكاكين.",
                "The fire in the spice market of Darwan was caused by an electrical short circuit in a store room, the "
                "fire brigade said.\n\nNine shops burned.",
            ),
            Report(
                "2025-07-08",
                "شبّ حريق سوق العطّارين في دروان نتيجة انفجار أسطوانة غاز في مطعم، بحسب الشرطة.\n\n"
                "ونُقل الطباخ إلى المشفى.",
                "The fire in the spice market of Darwan was caused by the explosion of a gas cylinder in a restaurant, "
                "according to the police.\n\nThe cook was taken to hospital.",
            ),
        ),
    ),
)

# What only looks like a conflict; the kind names the trap.
# Where the second report is given a `twist`, they do conflict.
LOOKALIKES = (
    Story(
        "flood-toll",
        "update",
        "كم شخصاً قُتل في سيل وادي الرمان؟",
        "How many people were killed by the flood in Wadi Rumman?",
        (
            Report(
                "2025-02-02",
                "قتل السيل في وادي الرمان خمسة أشخاص حتى الآن، وفق الدفاع المدني.\n\nويبحث الغواصون عن مفقودين.",
                "The flood in Wadi Rumman has killed five people so far, the civil defence said.\n\n"
                "Divers are looking for the missing.",
            ),
            Report(
                "2025-02-04",
                "ارتفع عدد قتلى السيل في وادي الرمان إلى تسعة أشخاص، بحسب الدفاع المدني.\n\nوانتهى البحث ظهراً.",
                "The number of people killed by the flood in Wadi Rumman rose to nine, according to the civil defence."
                "\n\nThe search ended at noon.",
            ),
        ),
    ),
    Story(
        "refugees",
        "update",
        "كم عائلة وصلت إلى مخيم التلال؟",
        "How many families have arrived at the Tilal camp?",
        (
            Report(
                "2025-03-01",
                "وصلت 140 عائلة إلى مخيم التلال حتى مساء الجمعة، وفق لجنة الإغاثة.\n\nونُصبت لها خيام.",
                "By Friday evening 140 families had arrived at the Tilal camp, the relief committee said.\n\n"
                "Tents were put up for them.",
            ),
            Report(
                "2025-03-09",
                "بلغ عدد العائلات التي وصلت إلى مخيم التلال 610 عائلات حتى أمس السبت، وفق لجنة الإغاثة.\n\n"
                "ونفدت الخيام.",
                "A total of 610 families had arrived at the Tilal camp as of Saturday, the relief committee said.\n\n"
                "There are no tents left.",
            ),
        ),
    ),
    Story(
        "reeds",
        "rounding",
        "كم هكتاراً احترق من قصب بحيرة السمر؟",
        "How many hectares of reeds burned at Lake Sumr?",
        (
            Report(
                "2025-07-15",
                "احترق 4987 هكتاراً من قصب بحيرة السمر، بحسب صور الأقمار.\n\nولم تقترب النار من القرى.",
                "At Lake Sumr 4,987 hectares of reeds burned, satellite images show.\n\nThe fire came near no village.",
            ),
            Report(
                "2025-07-15",
                "احترق نحو خمسة آلاف هكتار من القصب عند بحيرة السمر، وفق دائرة البيئة.\n\nونفقت طيور كثيرة.",
                "About five thousand hectares of reeds burned at Lake Sumr, the environment office said.\n\n"
                "Many birds died.",
            ),
        ),
        twist={"ar": ("نحو خمسة آلاف", "ثلاثة آلاف"), "en": ("About five thousand", "Three thousand")},
    ),
    Story(
        "tunnel",
        "unit",
        "ما طول نفق الصوان؟",
        "How long is the Sawwan tunnel?",
        (
            Report(
                "2025-06-18",
                "يبلغ طول نفق الصوان 12 كيلومتراً، وفق الشركة التي حفرته.\n\nوتعبره القطارات في ثماني دقائق.",
                "The Sawwan tunnel is 12 kilometres long, the company that dug it said.\n\n"
                "Trains pass through it in eight minutes.",
            ),
            Report(
                "2025-06-18",
                "طول نفق الصوان 7.5 أميال، كما جاء في كتيّب الافتتاح.\n\nوفيه أربعة مخارج للنجاة.",
                "The Sawwan tunnel is 7.5 miles long, the leaflet of its opening says.\n\nIt has four emergency exits.",
            ),
        ),
        twist={"ar": ("7.5 أميال", "11 ميلاً"), "en": ("7.5 miles", "11 miles")},
    ),
    Story(
        "vineyard",
        "unit",
        "ما مساحة كرم الرهبان المباع؟",
        "What is the area of the vineyard that the monks sold?",
        (
            Report(
                "2025-11-04",
                "تبلغ مساحة كرم الرهبان المباع ثلاثة هكتارات، بحسب عقد البيع.\n\nوفيه معصرة قديمة.",
                "The vineyard that the monks sold has an area of three hectares, according to the deed.\n\n"
                "An old press stands in it.",
            ),
            Report(
                "2025-11-05",
                "مساحة كرم الرهبان المباع 30 دونماً، وفق السجل العقاري.\n\nويشتري المالك الجديد كرماً آخر.",
                "The area of the vineyard that the monks sold is 30 dunums, the land registry says.\n\n"
                "Its new owner is buying another one.",
            ),
        ),
        twist={"ar": ("30 دونماً", "80 دونماً"), "en": ("30 dunums", "80 dunums")},
    ),
    Story(
        "quartet",
        "translation",
        "من ألّف رباعية المطر التي عُزفت في دروان؟",
        "Who composed the Rain Quartet that was played in Darwan?",
        (
            Report(
                "2025-04-22",
                "ألّف الموسيقي يوسف القاضي رباعية المطر التي عُزفت في دروان مساء الإثنين.\n\nودام العزف ساعة.",
                "The composer Youssef al-Qadi composed the Rain Quartet that was played in Darwan on Monday evening."
                "\n\nIt lasted an hour.",
            ),
            Report(
                "2025-04-22",
                "رباعية المطر التي عُزفت في دروان يوم الإثنين ألّفها الموسيقي يُوسُف القاضي.\n\nوصفّق الجمهور طويلاً.",
                "The Rain Quartet that was played in Darwan on Monday was composed by the musician Yusuf el-Kadi.\n\n"
                "The public applauded for long.",
            ),
        ),
        twist={"ar": ("يُوسُف القاضي", "نبيل عبود"), "en": ("Yusuf el-Kadi", "Nabil Abboud")},
    ),
    Story(
        "coins",
        "translation",
        "أين سُكّت عملات كنز البئر؟",
        "Where were the coins of the well hoard minted?",
        (
            Report(
                "2025-12-02",
                "سُكّت عملات كنز البئر في حلب، وفق المتحف الوطني.\n\nوعددها 212 قطعة.",
                "The coins of the well hoard were minted in Aleppo, the national museum said.\n\n"
                "There are 212 of them.",
            ),
            Report(
                "2025-12-03",
                "سُكّت عملات كنز البئر في مدينة حلب، بحسب خبيرة النقود.\n\nوعليها نقش نسر.",
                "The coins of the well hoard were minted in the city of Aleppo, an expert on money said.\n\n"
                "They show an eagle.",
            ),
        ),
        twist={"ar": ("مدينة حلب", "مدينة الموصل"), "en": ("the city of Aleppo", "the city of Mosul")},
    ),
    Story(
        "school-closed",
        "paraphrase",
        "لماذا أُغلقت مدرسة الزيزفون؟",
        "Why was the Zayzafun school closed?",
        (
            Report(
                "2025-10-14",
                "أُغلقت مدرسة الزيزفون بسبب تسرّب المياه من سقفها، وفق مديرية التربية.\n\nونُقل التلاميذ إلى غيرها.",
                "The Zayzafun school was closed because water was leaking through its roof, the education office said."
                "\n\nThe pupils were moved to another school.",
            ),
            Report(
                "2025-10-15",
                "أُغلقت مدرسة الزيزفون نتيجة دخول ماء المطر من سقفها، بحسب مديرتها.\n\nوسيُصلح السقف في أسبوعين.",
                "The Zayzafun school was closed because its roof let the water in, its head teacher said.\n\n"
                "The roof will be mended in two weeks.",
            ),
        ),
        twist={
            "ar": ("دخول ماء المطر من سقفها", "انتشار الحصبة بين التلاميذ"),
            "en": ("its roof let the water in", "measles had spread among the pupils"),
        },
    ),
    Story(
        "wage-law",
        "paraphrase",
        "هل أقرّ البرلمان قانون الأجور؟",
        "Did parliament pass the wage law?",
        (
            Report(
                "2025-05-21",
                "أقرّ البرلمان قانون الأجور يوم الثلاثاء بأغلبية كبيرة.\n\nوامتنع أربعة نواب عن التصويت.",
                "Parliament passed the wage law on Tuesday by a large majority.\n\nFour members abstained.",
            ),
            Report(
                "2025-05-21",
                "وافق البرلمان على قانون الأجور يوم الثلاثاء بعد نقاش طويل.\n\nويسري القانون بعد شهر.",
                "Parliament approved the wage law on Tuesday after a long debate.\n\nIt comes into force in a month.",
            ),
        ),
        twist={"ar": ("وافق البرلمان على", "رفض البرلمان"), "en": ("Parliament approved", "Parliament rejected")},
    ),
    Story(
        "train",
        "part-whole",
        "كم شخصاً أُصيب في خروج القطار عن سكته في تل الورد؟",
        "How many people were injured in the derailment of the train at Tell al-Ward?",
        (
            Report(
                "2025-09-23",
                "أُصيب 24 شخصاً في خروج القطار عن سكته في تل الورد، بينهم ستة أطفال، وفق وزارة الصحة.\n\nولم يمت أحد.",
                "The derailment of the train at Tell al-Ward injured 24 people, six children among them, the health "
                "ministry said.\n\nNobody died.",
            ),
            Report(
                "2025-09-23",
                "أُصيب ستة أطفال في خروج القطار عن سكته في تل الورد، وفق مشفى الأطفال.\n\nوغادر اثنان منهم المشفى.",
                "Six children were injured in the derailment of the train at Tell al-Ward, the children's hospital "
                "said.\n\nTwo of them have gone home.",
            ),
        ),
        twist={"ar": ("ستة أطفال", "41 شخصاً"), "en": ("Six children", "Forty-one people")},
    ),
    Story(
        "sculptures",
        "part-whole",
        "كم تمثالاً عُرض في بينالي الحجر؟",
        "How many sculptures were shown at the Stone Biennial?",
        (
            Report(
                "2025-10-28",
                "عُرض في بينالي الحجر 86 تمثالاً، منها 19 من الرخام، وفق المنظّمين.\n\nودام أسبوعين.",
                "At the Stone Biennial 86 sculptures were shown, 19 of them in marble, the organisers said.\n\n"
                "It lasted two weeks.",
            ),
            Report(
                "2025-10-28",
                "ضمّ بينالي الحجر 19 تمثالاً من الرخام من أصل 86، كما ورد في دليله.\n\nواشترت البلدية اثنين.",
                "The Stone Biennial showed 19 marble sculptures out of 86, its catalogue says.\n\nThe city bought two.",
            ),
        ),
    ),
    Story(
        "airport",
        "planned",
        "متى افتُتح مطار الهضبة؟",
        "When did the Hadba airport open?",
        (
            Report(
                "2025-03-20",
                "سيُفتتح مطار الهضبة في 1 حزيران 2025، وفق وزارة النقل.\n\nومدرجه أطول مدرج في البلاد.",
                "The Hadba airport will open on 1 June 2025, the transport ministry said.\n\n"
                "Its runway is the country's longest.",
            ),
            Report(
                "2025-06-24",
                "افتُتح مطار الهضبة في 22 حزيران 2025 بهبوط طائرة بريد.\n\nوكانت الأمطار قد أخّرت العمل.",
                "The Hadba airport opened on 22 June 2025 when a mail plane landed.\n\nRain had held up the work.",
            ),
        ),
    ),
    Story(
        "trees",
        "planned",
        "كم شجرة زرعت جمعية الظل في حملة الخريف؟",
        "How many trees did the Shade Society plant in its autumn campaign?",
        (
            Report(
                "2025-09-30",
                "تعتزم جمعية الظل زراعة 10 آلاف شجرة في حملة الخريف.\n\nوتبدأ الحملة بالصنوبر.",
                "The Shade Society plans to plant 10,000 trees in its autumn campaign.\n\nIt will begin with pines.",
            ),
            Report(
                "2025-11-29",
                "زرعت جمعية الظل 7300 شجرة في حملة الخريف التي انتهت أمس.\n\nوشارك فيها تلاميذ.",
                "The Shade Society planted 7,300 trees in its autumn campaign, which ended yesterday.\n\n"
                "Schoolchildren took part.",
            ),
        ),
    ),
    Story(
        "observatory",
        "date format",
        "متى دُشّن مرصد قمة النسر؟",
        "When was the Eagle Peak observatory inaugurated?",
        (
            Report(
                "2025-04-16",
                "دُشّن مرصد قمة النسر في ١٤ نيسان ٢٠٢٥ بحضور فلكيين.\n\nويبلغ قطر مرآته مترين.",
                "The Eagle Peak observatory was inaugurated on 14 April 2025 in the presence of astronomers.\n\n"
                "Its mirror measures two metres.",
            ),
            Report(
                "2025-04-16",
                "دُشّن مرصد قمة النسر في 14 أبريل 2025، وفق مديره.\n\nوكلّف بناؤه ست سنوات من العمل.",
                "Its director said that the Eagle Peak observatory was inaugurated on April 14th.\n\n"
                "Building it took six years.",
            ),
        ),
        twist={"ar": ("14 أبريل", "7 أبريل"), "en": ("April 14th", "April 7th")},
    ),
    Story(
        "strike",
        "date format",
        "متى بدأ إضراب عمال الملح؟",
        "When did the strike of the salt workers begin?",
        (
            Report(
                "2025-11-18",
                "بدأ إضراب عمال الملح يوم الأحد، وفق نقابتهم.\n\nوتوقفت الشاحنات عند البوابة.",
                "The strike of the salt workers began on Sunday, their union said.\n\nLorries stand at the gate.",
            ),
            Report(
                "2025-11-18",
                "بدأ إضراب عمال الملح في 16 تشرين الثاني، بحسب الشركة.\n\nوتقول إنها تتفاوض معهم.",
                "The strike of the salt workers began on 16 November, according to the company.\n\n"
                "It says that it is talking to them.",
            ),
        ),
        twist={"ar": ("16 تشرين الثاني", "12 تشرين الثاني"), "en": ("16 November", "12 November")},
    ),
    Story(
        "ferries",
        "event",
        "كم راكباً أُصيب في اصطدام العبّارة سلوى؟",
        "How many passengers were injured in the collision of the ferry Salwa?",
        (
            Report(
                "2025-08-05",
                "أُصيب 14 راكباً في اصطدام العبّارة سلوى برصيف جزيرة الملح يوم الإثنين.\n\nوكان الضباب كثيفاً.",
                "The collision of the ferry Salwa with the quay of Salt Island on Monday injured 14 passengers.\n\n"
                "The fog was thick.",
            ),
            Report(
                "2025-08-07",
                "أُصيب 33 راكباً في اصطدام العبّارة مريم بمركب صيد يوم الأربعاء.\n\nوغرق المركب.",
                "The collision of the ferry Maryam with a fishing boat on Wednesday injured 33 passengers.\n\n"
                "The boat sank.",
            ),
        ),
        twist={
            "ar": ("مريم بمركب صيد يوم الأربعاء", "سلوى برصيف جزيرة الملح يوم الإثنين"),
            "en": (
                "Maryam with a fishing boat on Wednesday",
                "Salwa with the quay of Salt Island on Monday",
            ),
        },
    ),
    Story(
        "avalanches",
        "event",
        "كم متزلجاً قُتل في انهيار جبل الصقر الثلجي في كانون الثاني 2025؟",
        "How many skiers were killed by the avalanche on Mount Saqr in January 2025?",
        (
            Report(
                "2025-01-14",
                "قُتل ثلاثة متزلجين في انهيار ثلجي على جبل الصقر يوم الأحد 12 كانون الثاني 2025.\n\nوعُثر عليهم ليلاً.",
                "Three skiers were killed by an avalanche on Mount Saqr on Sunday 12 January 2025.\n\n"
                "They were found at night.",
            ),
            Report(
                "2024-02-06",
                "قُتل سبعة متزلجين في انهيار ثلجي على جبل الصقر يوم الإثنين 5 شباط 2024.\n\nوأُغلق المنتجع.",
                "Seven skiers were killed by an avalanche on Mount Saqr on Monday 5 February 2024.\n\n"
                "The resort was closed.",
            ),
        ),
    ),
    Story(
        "dam-opinions",
        "opinion",
        "ما رأي الخبراء في سد النهر الأخضر؟",
        "What do the experts think of the dam on the Green River?",
        (
            Report(
                "2025-05-06",
                "وصف خبير المياه فارس نجم سد النهر الأخضر بأنه أفضل مشروع منذ جيل.\n\nوقال إنه سينقذ البساتين.",
                "The water expert Faris Najm called the dam on the Green River the best project in a generation.\n\n"
                "He said that it would save the orchards.",
            ),
            Report(
                "2025-05-06",
                "قالت عالمة البيئة هدى صفدي إن سد النهر الأخضر خطأ فادح.\n\nوحذّرت من ملوحة الدلتا.",
                "The ecologist Huda Safadi said that the dam on the Green River was a grave mistake.\n\n"
                "She warned that the delta would turn salty.",
            ),
        ),
    ),
    Story(
        "film-opinions",
        "opinion",
        "هل فيلم «ليل الفنارات» جيد؟",
        "Is the film “Night of the Lighthouses” good?",
        (
            Report(
                "2025-12-09",
                "قال الناقد جاد منصور إن فيلم «ليل الفنارات» جيد وجميل الصورة.\n\nوامتدح موسيقاه.",
                "The critic Jad Mansour said that the film “Night of the Lighthouses” was good and beautiful to look "
                "at.\n\nHe praised its music.",
            ),
            Report(
                "2025-12-09",
                "رأت الناقدة سارة حبيب أن فيلم «ليل الفنارات» ليس جيداً ولا جديد فيه.\n\nوخرجت قبل نهايته.",
                "The critic Sara Habib found that the film “Night of the Lighthouses” was not good and had nothing "
                "new.\n\nShe left before its end.",
            ),
        ),
    ),
)
