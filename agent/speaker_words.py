"""The words by which a noun phrase tells what sort of speaker it names, in both languages, folded."""

from agent.names.roles import TITLES
from retrieval.folding import words

_NO_TITLES = frozenset(words("مؤسسة فريق official aide lawmaker driver"))  # An organisation; and who is not named.
_ARABIC_TITLES = frozenset(title for title in TITLES if not title.isascii()) - _NO_TITLES
_ENGLISH_TITLES = frozenset(title for title in TITLES if title.isascii()) - _NO_TITLES
# Titles and offices of persons, beside those that tell names.
ARABIC_TITLES = _ARABIC_TITLES | frozenset(
    words(
        """الجنرال جنرال الناقد الناقدة المسؤول مسؤول المسؤولة مسؤولة الأب معاونة المراقب النقيبة نقيبة المعارض
        المتقاعد الراصد راصد العالم عالم كبير كبيرة سمو معالي سعادة فضيلة جلالة الطيار أخصائي استشاري المشرف
        مشرف المشرفة القيادي قيادي المواطن المواطنة العامل المتسابق المستثمر رجل الأكاديمي"""
    )
)
# What stands between a title and the name: whom he is of, and how high.
ARABIC_ROLES = ARABIC_TITLES | frozenset(
    words(
        """الرئيسي التنفيذي التنفيذية العام العامة الرسمي الرسمية السابق السابقة باسم لدى في شؤون للشؤون البارز
        البارزة الأعلى الخاص الخاصة المكلف مجلس هيئة لجنة وزارة الوزراء مكتب إدارة قسم دائرة حركة حزب
        منظمة شركة مركز معهد جامعة بنك فرقة قوات غرفة جمعية اتحاد رابطة نقابة كتلة تيار عمليات أركان
        فريق وحدة برامج والكاتب والباحث والمحلل والمخرج والناشط دولة جهاز وفد هذا ذاته نفسه أول ثان ثاني
        ركن قطاع مشروع مشاريع نادي برنامج مدينة محافظة بلدية منطقة الناطقين سلطة مصلحة بعثة مؤسسة شبكة
        صحيفة تحرير مستشفى مديرية فرع مرصد أمن قناة"""
    )
)
ENGLISH_ROLES = _ENGLISH_TITLES | frozenset(
    words(
        """miss critic foreign defence defense interior finance health tourism board regional equipment executive
        patriarch mufti rep sen gov gen col maj lt capt brig hon opposition former senior special acting trader
        political military humanitarian diplomat veteran tsar detective constable chief-of- cofounder"""
    )
)
# Who speaks without a name.
ARABIC_UNNAMED = frozenset(
    words(
        """مصدر مصادر مسؤول مسؤولون مسؤولين مسؤولان شهود شاهد شاهدة مراقبون مراقبين محللون محللين محللان سكان أهالي
        خبراء ناشطون ناشطين نشطاء متعاملون متعاملين متعاملان تجار تاجر تاجران مهندسان مهندسون عاملون
        عاملين أطباء طبيب دبلوماسي دبلوماسيون دبلوماسيين مقرب مقربون مقربين أوساط دوائر أشخاص شخص شخصان
        رجل امرأة صرافان صرافون زوجة جار جيران أقارب ضابط ضباط قيادي قياديون مطلعون معارضون اقتصاديون
        مزارعون صيادون عسكريون متحدث مسعفون مدنيون نازحون لاجئون منظمون موظف موظفون عمال عامل مستشار
        مسؤولو مسؤولي مشاركون ناجون ناج نواب نائب وسائل تقارير صحف مواقع محامون"""
    )
)
ENGLISH_UNNAMED = frozenset(
    words(
        """source sources official officials witness witnesses eyewitness eyewitnesses resident residents activist
        activists analyst analysts trader traders expert experts observer observers people person man
        woman villager villagers local locals diplomat diplomats doctor doctors medic medics rescuer
        rescuers worker workers fisherman fishermen neighbour neighbours neighbor neighbors relative
        relatives farmer farmers economists scientists researchers critics insiders aide aides adviser
        advisers officer officers agents nurse shopkeeper refugee refugees survivor survivors passenger
        passengers driver drivers executives executive lawmakers lawmaker reports media newspapers
        commanders commander insurers brokers engineer engineers lawyers survey poll study report
        employee employees members member onlooker onlookers opponents supporters protesters soldiers
        soldier businessman businessmen other others some many"""
    )
)
# Who was named before.
ARABIC_ANAPHORS = frozenset(
    words(
        """الوكالة المصدر المصادر البيان التقرير الوزارة الوزير الوزيرة المتحدث المتحدثة الناطق الباحث الباحثة
        الرئيس الشركة المنظمة الشبكة المرصد الصحيفة القناة الموقع الجمعية الهيئة المركز اللجنة المدير
        المديرة المسؤول المسؤولة الكاتب المحافظ النائب القائد الاتحاد النقابة الجماعة الحركة الحزب
        الدراسة المعاون الخبير الناشط المحلل الطبيب المحامي المعهد المؤسسة النقيب الأوساط الشهود
        الشاهد السكان الأهالي المراقبون الشهادات الرسالة النشرة السفير الأمير الملك الشيخ الممثلة المخرج
        المخرجة المدرب اللاعب العقيد العميد اللواء الجنرال المجلس البنك المصرف المعمل المصنع الإدارة
        الدائرة المكتب الصندوق البرنامج الضابط الدبلوماسي"""
    )
)
ENGLISH_ANAPHORS = frozenset(
    words(
        """ministry minister agency company firm group organisation organization union federation association
        spokesman spokeswoman spokesperson statement report study official officials source sources bank
        committee council department paper newspaper channel watchdog monitor monitors body centre
        center authority service network observatory institute president director commander bulletin
        researcher analyst leader party movement board team governor mayor agents operator carrier
        airline consortium survey monitoring office witness witnesses"""
    )
)
# What speakers put out.
ARABIC_DOCUMENTS = frozenset(
    words(
        """بيان تقرير تصريح تصريحات بلاغ نشرة أرقام بيانات إحصاءات إحصائية إحصائيات حصيلة دراسة رسالة حساب صفحة
        معلومات خبر تعميم تغريدة منشور بحث كتاب استطلاع تقديرات تقدير توقعات شهادات رواية مراسل
        كلام قول وثيقة مذكرة ما بيانا متابعة متابعات رصد مسح تحقيق تحقيقات"""
    )
)
# What names of outlets and of organisations begin with, or hold.
ARABIC_OUTLETS = frozenset(words("""صحيفة جريدة قناة إذاعة تلفزيون التلفزيون شبكة موقع مجلة فضائية يومية راديو"""))
ENGLISH_OUTLETS = frozenset(
    words("""newspaper daily tv television radio channel magazine gazette herald tribune courier""")
)
ARABIC_ORGANISATIONS = frozenset(
    words(
        """منظمة شبكة مرصد رابطة جمعية شركة اتحاد الاتحاد نقابة لجنة معهد مركز مجلس حزب حركة جماعة فرع هيئة مؤسسة
        تنظيم جبهة فصيل قوات كتلة ائتلاف الائتلاف تجمع غرفة نادي جامعة مستشفى بنك مصرف مفوضية برنامج
        صندوق وكالة المرصد مديرية دائرة إدارة مكتب بعثة مجموعة تحالف التحالف فرق فريق مصنع مرفأ مطار
        قيادة الشبكة المنظمة الشركة الجامعة الكنيسة الأزهر الفيفا لجان دار متحف حملة منصة تنسيقية المجلس
        الجبهة الهيئة الرابطة المفوضية المؤسسة الجمعية النقابة اللجنة"""
    )
)
ENGLISH_ORGANISATIONS = frozenset(
    words(
        """observatory organisation organization company union association network institute group federation party
        movement committee council centre center foundation society agency board commission bank
        university hospital club corporation inc ltd league coalition front alliance brigade brigades
        fund programme program watch international watchdog monitor firm airline operator cooperative
        cooperatives team service authority office department bureau mission forum rebels militants
        militia tribe church coordination expedition consortium conference assembly"""
    )
)
