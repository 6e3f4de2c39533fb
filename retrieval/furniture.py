"""Recognise the lines of a page that belong to the site and not to the article: buttons, links, credits, dates.

A line is only ever recognised whole, and by its folded words (`bare`), so marks, spaces, bullets and letter forms do
not matter. What a body might say as well ("Politics", "By Anna Bell", a date) counts at the edges of the page only.
"""

import re
from dataclasses import dataclass
from typing import Literal

from retrieval.folding import WORD, fold

Mark = Literal["furniture", "source", "dateline"]
LONGEST = 240  # Characters. No line of furniture is longer; a paragraph mostly is.

_INNER = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_LABELLED = re.compile(r"(\w[\w' ]{1,28}?) ?(?:[:|]| [-–—]) ?(.*)")
_NOTED = re.compile(r"(\w[\w' ]{1,28}?) ?[،,] .*")  # BBC: "Image source, Getty Images"


def _pattern(*alternatives: str) -> re.Pattern[str]:
    """Compile alternatives for bare lines; their Arabic is written as it is read, and folded here."""
    return re.compile(
        "|".join(re.sub("[\u0600-\u06ff]+", lambda word: fold(word.group()), one) for one in alternatives)
    )


_URL = re.compile(r"(?:https?://|www\.)\S+|[a-z0-9.-]+\.(?:com|net|org|info|news|online|gov|edu|[a-z]{2})(?:/\S*)?")
_MAIL = _pattern(r"(?:e-?mail|البريد الإلكتروني|ايميل)?[: ]*[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[@#]\w+(?: [@#]\w+)*")
_CRUMB = re.compile(r" ?[>»›/|→←\\] ?")
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
_CALENDAR_DATE = re.compile(r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b")
_CLOCK_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b")


def bare(line: str) -> str:
    """Fold a line and take bullets, stars, stops and doubled spaces off it.

    >>> bare("● مشاركةُ المقال:")
    'مشاركه المقال'
    """
    found = _INNER.search(fold(line))
    return " ".join(found.group().split()) if found else ""


def _folded(*lists: str) -> frozenset[str]:
    """Fold phrases that are written one a line or divided by a bar."""
    return frozenset(bare(phrase) for phrases in lists for phrase in re.split(r"[|\n]", phrases)) - {""}


def _words(*lists: str) -> frozenset[str]:
    return frozenset(fold(" ".join(lists)).split())


# Alone they introduce headlines of other articles; as a label ("Read also: …") they point to one.
_LINKS = _folded(
    """
    اقرأ أيضا | إقرأ أيضا | اقرأوا أيضا | اقرأ المزيد | إقرأ المزيد | اقرأ في | طالع أيضا | طالع المزيد | شاهد أيضا
    شاهد المزيد | أخبار متعلقة | أخبار ذات صلة | مواضيع متعلقة | مواضيع ذات صلة | مقالات ذات صلة | مقالات متعلقة
    موضوعات ذات صلة | موضوعات متعلقة | قصص ذات صلة | روابط ذات صلة | ذات صلة | قد يهمك | قد يهمك أيضا
    قد يعجبك أيضا | للمزيد | لقراءة المزيد | المزيد من الأخبار | المزيد حول | الأكثر قراءة | الأكثر مشاهدة
    الأكثر تداولا | أحدث الأخبار | اخترنا لك | اخترنا لكم | قصص مقترحة | قصص مختارة | يستحق الانتباه | الخبر السابق
    الخبر التالي | المقال السابق | المقال التالي | مقالات قد تعجبك | موضوعات قد تهمك | مواضيع قد تهمك
    مقالات قد تهمك | لا يفوتك | أخبار أخرى | مواضيع أخرى | ترشيحاتنا | الأكثر قراءة اليوم
    """,
    """
    read also | also read | read more | read next | read on | see also | related | related news | related story
    related stories | related article | related articles | related topics | related links | related content
    related posts | recommended | recommended stories | recommended for you | more stories | more news
    more on this | more on this story | more on this topic | more like this | you may also like
    you might also like | you may also be interested in | most read | most popular | most viewed | trending
    trending now | editor's picks | editors' picks | don't miss | up next | next article | previous article
    next story | previous story | latest stories | top stories | more from this section | read more on this topic
    more on this subject | you may be interested in
    """,
)
# Lines that no article has in its body.
_NOTICES = _folded(
    """
    اظهار أخبار متعلقة | إظهار أخبار متعلقة | لمزيد من التفاصيل | عرض المزيد | المزيد | آخر الأخبار | أضف تعليق
    أضف تعليقا | اترك تعليقا | اكتب تعليقا | اترك ردا | اترك رد | لا توجد تعليقات | لا يوجد تعليقات | التعليقات
    تعليقات | التعليقات مغلقة | شارك برأيك | إلغاء الرد | إعلان | إعلانات | إعلان ممول | مادة إعلانية | محتوى ممول
    مساحة إعلانية | يتبع الإعلان | انتهى الإعلان | صورة أرشيفية | صورة من الأرشيف | صورة تعبيرية | أرشيفية
    صورة أرشيف | نسخ الرابط | تم نسخ الرابط | انسخ الرابط | رابط مختصر | استمع إلى المقال | استمع للمقال
    استمع إلى الخبر | حجم الخط | تكبير الخط | تصغير الخط | نسخة للطباعة | اطبع الخبر | طباعة المقال | طباعة الخبر
    إرسال بالبريد | أرسل إلى صديق | حفظ المقال | النشرة البريدية | اشترك الآن | اشترك معنا | تسجيل الدخول
    القائمة الرئيسية | الصفحة الرئيسية | انتقل إلى المحتوى | سياسة الخصوصية | شروط الاستخدام | من نحن | اتصل بنا
    تواصل معنا | اتصلوا بنا | تابعنا | تابعونا | انتهى الخبر | يتبع | انتهى | وسوم | الوسوم | كلمات مفتاحية
    كلمات دلالية | الكلمات المفتاحية | الكلمات الدلالية | نهاية القائمة | نهاية قصص مقترحة | نهاية قصص ذات صلة
    نهاية يستحق الانتباه | اضغط هنا | للمزيد اضغط هنا | روابط مفيدة | تابع القراءة | للمزيد من الأخبار تابعونا
    نشرتنا الإخبارية | شاهد الفيديو | كلمات البحث | الكلمات الدالة | تحميل المزيد
    """,
    """
    next previous | previous next | keep reading | continue reading | list of stories | end of list | comments
    leave a comment | leave a reply | post a comment | add a comment | no comments | comments are closed
    view comments | show comments | join the conversation | comments are closed on this story | advertisement
    advertisements | sponsored | sponsored content | paid content | promoted | promoted content
    advertisement scroll to continue | story continues below advertisement | article continues below advertisement
    article continues after advertisement | continue reading below | skip ad | skip advertisement | file photo
    file image | stock photo | archive photo | photo gallery | copy link | link copied | print this article
    save article | bookmark | listen to this article | listen to this story | add to favourites | text size
    font size | skip to content | skip to main content | toggle navigation | main menu | log in | login | sign in
    sign up | subscribe | subscribe now | newsletter | newsletters | privacy policy | terms of use
    terms of service | terms and conditions | about us | contact us | cookie policy | accept cookies
    accept all cookies | accept all | reject all | manage cookies | cookie settings | back to top | follow us | tags
    filed under | ends | more to follow | this video can not be played | see all topics
    click here to share on social media | share options | article information | read full article
    read the full story | click to share | read full story | continue reading the main story | sign up here
    thank you for reading | support our journalism | load more | show more | view all | register to comment
    share your thoughts in the comments | share your thoughts | this story has been updated
    this article has been updated | a+ a | getty images
    """,
)
# Label, then anything: it names or explains a picture, or files the article.
_NOTES = _folded(
    """
    رابط الخبر | رابط المقال | الرابط المختصر | رابط مختصر | كلمات مفتاحية | كلمات دلالية | الكلمات المفتاحية
    الكلمات الدلالية | الوسوم | وسوم | تاغات | تاجات | مصدر الصورة | صدر الصورة | مصدر الصور | حقوق الصورة
    تعليق الصورة | التعليق على الصورة | شرح الصورة | صورة أرشيفية | كود الخبر | رقم الخبر | تصوير | عدسة
    رصد وتصوير | الكلمات الدالة
    """,
    """
    tags | filed under | keywords | topics | photo credit | image credit | photo courtesy | image source
    photo source | picture credit | image caption | photo caption | caption | media caption | file photo
    short link | permalink | article id | photograph | photographs
    """,
)
# Label, then a number.
_COUNTED = _folded(
    """
    المشاهدات | عدد المشاهدات | مشاهدات | القراءات | عدد القراءات | عدد الزيارات | الزيارات | التعليقات | تعليقات
    عدد التعليقات | مدة القراءة | وقت القراءة | زمن القراءة | الإعجابات | المشاركات | views | page views | reads
    comments | reading time | time to read | estimated reading time | read time | shares | likes | visits | hits
    عدد القراء | القراء
    """
)
# Label, then a name or a few: whole lines at the edges of a page.
_PEOPLE = _folded(
    """
    الكاتب | كاتب المقال | الكاتبة | بقلم | كتب | كتبت | إعداد | تحرير | المحرر | المحررة | ترجمة | إعداد وتحرير
    متابعة | تغطية | المراسل | الناشر | نشر بواسطة | بواسطة | author | authors | by | written by | edited by
    reported by | reporter | editor | posted by | published by | translated by | compiled by | byline | credit
    credits | photographs by | words by
    العلامات | تصنيفات | التصنيفات | التصنيف | categories | category
    """
)
_SOURCES = _folded(
    "المصدر | المصادر | مصدر الخبر | نقلا عن | source | sources | via | originally published by | source link"
)
_PHOTO_OF = _pattern(r"(?:صورة|الصورة|photo|photos|image|images|picture)(?: by)?(?: ?[:/|©] ?| [-–—] ).+")
_FILE_PHOTO = _pattern(r".*\((?:file photo|file|archive|أرشيف|أرشيفية|صورة أرشيفية|من الأرشيف)\)?")
_LISTED = _pattern(r"list of \d+ items|list \d+ of \d+.*")

# What share lines are made of: one word of the first kind at least, and none outside the two.
_NETWORKS = _words(
    "facebook twitter whatsapp telegram linkedin pinterest messenger instagram youtube tiktok reddit snapchat viber"
    " threads فيسبوك الفيسبوك فايسبوك تويتر واتساب واتس آب الواتساب تلغرام تليجرام تيليجرام تلجرام لينكدإن لينكد ماسنجر"
    " انستغرام إنستغرام انستجرام يوتيوب بنترست تيك توك سناب شات مسنجر"
)
_SHARING = _words("share shares tweet retweet شارك شاركه شاركها شاركنا مشاركة المشاركة شاركوا غرد تغريد انشر")
_SHARE_NOW = _words("share tweet retweet شارك شاركها شاركه غرد")
_AROUND_SHARING = _words(
    "رأيك آراءكم تعليق تعليقك التعليقات this article story post page news it on via to by with x in the email mail e"
    " print copy link and more your friends or المقال الخبر الموضوع المقالة القصة هذا هذه الصفحة التقرير على عبر في مع"
    " أصدقائك الأصدقاء إكس بريد البريد الإلكتروني طباعة نسخ الرابط رابط إرسال ارسال أرسل و أو المزيد حفظ plus جوجل"
    " google"
)
_BUTTONS = (
    _NETWORKS
    | _SHARING
    | _words(
        "email mail link print x copy more بريد طباعة رابط إكس نسخ حفظ استماع search menu register listen"
        " save next previous topics end ad استمع السابق التالي أرشيف"
    )
)
_SITES = "facebook|twitter|instagram|telegram|whatsapp|youtube|tiktok|linkedin|google news"
_ARABIC_LETTERS = "نشرتنا|النشرة البريدية|القائمة البريدية|قناتنا|قنواتنا|بريدك|مجموعتنا|صفحتنا|إلينا|newsletter"
# What a site says to its readers, whatever it ends with.
_ADDRESSED = _pattern(
    rf"(?:please )?(?:follow|like|find|join|connect with) us\b(?=.*(?:{_SITES}|social| on x\b)).*",
    rf"follow \S+(?: \S+){{0,4}} on (?:{_SITES}|x)",
    r"(?:to )?(?:subscribe to|sign up (?:for|to)|register for) (?:our|the|my)\b(?=.*(?:newsletter|briefing|inbox)).*",
    r"get (?:our|the|all) (?=.*(?:newsletter|inbox|straight to your|delivered to your)).*",
    r"(?:we|(?:this|our) (?:web)?site) uses? cookies\b.*|by (?:continuing|using|browsing)\b.*\bcookies\b.*",
    r"(?:copyright|©|\(c\)|c) (?:©|\(c\)|\d{4}).*|.*\ball rights reserved\b.*|this material may not be published.*",
    r"\(?(?:additional |with )?(?:reporting|writing) by .*\b(?:editing|writing|reporting) by .*",
    r"the post .{10,} appeared first on .*|our standards: .*|(?:click|tap) here to .*|have a news tip.*|got a tip.*",
    r"(?:تابعونا|تابعنا|لمتابعتنا)\b.*",
    r"(?:تابع|تابعوا|متابعة|لمتابعة) (?:(?:آخر|أهم|أحدث|كل|كافة) )?(?:أخبار|الأخبار|صفحتنا|قناتنا|حسابنا).*",
    rf"(?:اشترك|اشتركوا|للاشتراك|سجل|سجلوا|انضم|انضموا|للانضمام)\b(?=.*(?:{_ARABIC_LETTERS})).*",
    r"(?:يستخدم|نستخدم)\b.*(?:ملفات تعريف الارتباط|الكوكيز|كوكيز).*",
    r"(?:للتواصل (?:مع الكاتب|أرسل)|لمراسلة الكاتب|راسل الكاتب)\b.*",
    r"(?:إذا كنت تعتقد|هل لديك|وجدت خطأ|هل وجدت)\b.*(?:تصحيح|خطأ|معلومات خاطئة).*",
    r"لن يتم نشر عنوان بريدك.*|يجب أن\S? (?:تكون |ت).*تعليق.*|احفظ اسمي.*بريدي.*|تخطى .* وواصل القراءة",
    r"(?:الآراء|المقالات|التعليقات) (?:الواردة|المنشورة)\b.*(?:لا تعبر|تعبر عن|لا تمثل).*",
)
# The same, where a body might say it in a sentence of its own: only on a line that ends in no stop.
_ADDRESSED_OPENLY = _pattern(
    r"(?:subscribe|sign up|register|receive)\b(?=.*(?:newsletter|mail|inbox|alerts|channel|notifications|briefing)).*",
    r"(?:download|get) (?:the|our) .*\bapp|(?:join|visit) (?:us on|our) .{0,30}(?:channel|page|group|website)",
    r"(?:حمل|حملوا|لتحميل|نزل) (?:تطبيق|التطبيق)(?: \S+){0,5}",
    r"(?:جميع|كل|كافة) (?:الحقوق|حقوق \w+) .{0,20}محفوظة.*|حقوق (?:النشر|الطبع|الملكية)\b.*(?:محفوظة|©|\d{4}).*",
    r"(?:المزيد من (?:أخبار|الأخبار|قسم)|more from (?:this|the|our|around|world|news|politics|business)\b).{0,40}",
    r"(?:ap|afp|epa|reuters)(?: photo)?/.{3,60}|.{0,50}\bgetty images(?:/.*)?",
)
_TIMED = _pattern(
    r"\d+ ?-?(?:min|mins|minute|minutes)(?: of)? (?:read|reading)"
    r"|(?:estimated )?reading time:? ?\d+ (?:min|mins|minute|minutes)"
    r"|(?:مشاهدات|قراءات|تعليقات|views|comments) ?:? ?[\d,.]+"
    r"|(?:قراءة )?\d+ (?:دقيقة|دقائق)(?: قراءة| للقراءة)?|دقيقة قراءة|شوهد \d+ مرة"
    r"|[\d,.]+[km]? (?:views|comments|comment|shares|reads|likes)"
    r"|[\d,.]+ (?:مشاهدة|مشاهدات|تعليق|تعليقات|قراءة|مشاركه|مشاركات|زيارة)"
    r"|(?:comments|تعليقات|التعليقات) ?\(? ?[\d,]* ?\)?"
)

# Sections, and words round them, as a page prints them over an article.
_SECTIONS = _folded(
    """
    سياسة | أخبار سياسية | الأخبار | أخبار | أخبار محلية | أخبار عربية | أخبار عالمية | أخبار دولية | أخبار عاجلة
    عاجل | خاص | حصري | محليات | محلي | محلية | عربي | عربية | دولي | دولية | عربي ودولي | عربي دولي | عربية ودولية
    العرب والعالم | العالم العربي | الوطن العربي | العالم | الشرق الأوسط | المشرق العربي | المغرب العربي | الخليج
    الخليج العربي | اقتصاد | الاقتصاد | مال وأعمال | أعمال | أسواق | بورصة | طاقة | نفط وغاز | رياضة | الرياضة
    رياضة عالمية | ثقافة | ثقافة وفن | ثقافة وفنون | فن | فنون | منوعات | مجتمع | حوادث | صحة | تعليم | تكنولوجيا
    تقنية | علوم | علوم وتكنولوجيا | بيئة | سفر | أسرة | مرأة | رأي | آراء | مقالات | مقالات رأي | مقال | كتاب وآراء
    تقارير | تقرير | تقارير وتحقيقات | تحقيقات | تحليل | تحليلات | ملفات | حوارات | مقابلات | دراسات | بيانات
    فيديو | صور | بالصور | بالفيديو | كاريكاتير | سوشال ميديا | الرئيسية | الرئيسيه | أهم الأخبار | أبرز الأخبار
    تغطية خاصة | قضايا | شؤون عربية | شؤون دولية | شؤون محلية | إقليمي | إقليمي ودولي | أمن | أمن ودفاع | عسكري
    دفاع | متابعات | متابعة | خبر عاجل | البريد الإلكتروني | سوريا | سورية | لبنان | الأردن | العراق | فلسطين | مصر
    السعودية | اليمن | ليبيا | تونس | المغرب | الجزائر | السودان | قطر | الإمارات | الكويت | البحرين | سلطنة عمان
    تركيا | إيران | روسيا | أميركا | أمريكا | أوروبا | آسيا | أفريقيا
    """,
    """
    news | home | politics | world | world news | international | national | local | local news | regional | region
    business | business news | economy | markets | finance | energy | sport | sports | opinion | opinions | analysis
    comment | commentary | editorial | features | feature | culture | arts | arts and culture | entertainment
    lifestyle | life | health | science | technology | tech | science and technology | environment | education
    travel | society | video | videos | photos | pictures | gallery | podcasts | podcast | middle east
    middle east news | mena | arab world | africa | asia | europe | americas | gulf | levant | us news | uk news
    breaking | breaking news | exclusive | live | latest | in depth | in-depth | special report | investigations
    interviews | interview | explainer | news analysis | press release | top news | headlines | defence | defense
    military | security | conflict | diplomacy | news briefs | homepage | front page | syria | lebanon | jordan
    iraq | palestine | israel | egypt | saudi arabia | yemen | libya | tunisia | morocco | algeria | sudan | qatar
    uae | kuwait | bahrain | oman | turkey | iran | russia | donate | terms | watch | follow | like
    """,
)
_HOME = _folded("home | homepage | front page | الرئيسية | الصفحة الرئيسية | صفحة البداية")
_NEWS_OF = _pattern(r"(?:أخبار|شؤون) \w+|(?!good|bad|fake|great|big|sad|no)\w+ news|news from \w+")
_SLOGAN = _pattern(
    r"(?=.*(?:أخبار|الخبر|تغطية|news|updates|coverage))"
    r"(?:(?:\S+ ){0,6}(?:على مدار الساعة|على مدار 24 ساعة|لحظة بلحظة|أول بأول|24 ساعة)(?: \S+){0,2}"
    r"|(?:\S+ ){0,6}(?:round the clock|around the clock|24/7|minute by minute))"
)
_BYLINE = re.compile(
    r"(?:[Bb]y|BY)\s+(?:[A-Z][\w.'’-]*|and|&|de|al-\w+|bin|the|,)(?:,?\s+(?:[A-Z][\w.'’-]*|and|&|de|al-\w+|bin|in|at|\|)){0,7}"
)
_WRITTEN_BY = _pattern(
    r"بقلم \w+(?: \w+){1,4}",
    r"(?:written|posted|edited|reported|compiled|published|photos?|images?|photographs?) by \w+(?: \w+){0,5}",
    r"(?:additional )?(?:reporting|editing|writing) by [^,.]{3,60}|with (?:inputs?|files|reporting) from [^,.]{2,60}",
    r"this (?:article|story|post) (?:was|has been) (?:originally|first) published (?:on|in|by) .{2,60}",
)

_MONTHS = _words(
    "يناير فبراير مارس أبريل إبريل مايو يونيو يونيه يوليو يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط آذار"
    " نيسان أيار حزيران تموز آب أيلول تشرين جانفي فيفري أفريل ماي جوان جويلية أوت محرم صفر ربيع جمادى جمادي رجب شعبان"
    " رمضان شوال القعدة الحجة january february march april may june july august september october november december jan"
    " feb mar apr jun jul aug sep sept oct nov dec"
)
_DATE_WORDS = _words(
    "الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت أحد اثنين ثلاثاء أربعاء خميس جمعة سبت الأول الثاني"
    " الآخر الآخرة الأولى الثانية ذو ذي ص م ه am pm a p m gmt utc est edt bst ksa h الساعة ساعة ساعات صباحا مساء ظهرا"
    " عصرا صباح بتوقيت توقيت الموافق غرينتش جرينتش مكة المكرمة دمشق القاهرة بيروت at on of the local time st nd rd th z"
    " sunday monday tuesday wednesday thursday friday saturday sun mon tue tues wed thu thur thurs fri sat منذ قبل"
    " دقيقة دقائق يوم أيام أسبوع شهر اليوم أمس ago hours hour minutes mins min days day today yesterday"
)
_DATE_LEADS = _words(
    "حرر نشر نشرت في بتاريخ تاريخ التاريخ النشر الخبر المقال آخر تحديث تم حدث عدل تعديل تحرير published posted updated"
    " last modified first date on issued release uploaded created edited"
)
_DATE_FILL = _words("أخبار اخبار سياسة news")
_RELATIVE = _words("منذ قبل ago")
_TWO = _words("ساعتين يومين دقيقتين أسبوعين شهرين")


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A line of the form "label: rest", folded."""

    label: str
    rest: str


def _labelled(folded: str) -> _Labelled | None:
    """Take a bare line apart at its first colon, bar or spaced dash."""
    found = _LABELLED.fullmatch(folded)
    return _Labelled(found.group(1), found.group(2)) if found else None


def anywhere(line: str, folded: str) -> Mark | None:
    """Say what a line is that belongs to the site wherever it stands; `folded` is `bare(line)`, empty for a rule."""
    if not folded or folded in _NOTICES or folded in _LINKS or is_address(line, folded):
        return "furniture"
    if (
        _shares(line, folded)
        or _points_elsewhere(folded)
        or _addresses_reader(line, folded)
        or _TIMED.fullmatch(folded)
    ):
        return "furniture"
    return "furniture" if _is_breadcrumb(folded, strict=True) else None


def at_edge(line: str, folded: str) -> Mark | None:
    """Say what a line is that belongs to the site when it stands above or below the body."""
    if is_source_line(folded):
        return "source"
    if is_dateline(folded):
        return "dateline"
    if folded in _SECTIONS or _NEWS_OF.fullmatch(folded) or _SLOGAN.fullmatch(folded):
        return "furniture"
    if _is_byline(line, folded) or _is_breadcrumb(folded, strict=False) or folded in _BUTTONS:
        return "furniture"
    return None


def introduces_links(folded: str) -> bool:
    """Tell whether headlines of other articles follow a bare line: a "read also" that stands alone."""
    return folded in _LINKS


def is_source_line(folded: str) -> bool:
    """Tell whether a bare line names the source of the article: "Source: …", «المصدر: …», or such a label alone."""
    parts = _labelled(folded)
    if folded.startswith("نقلا عن ") and folded.count(" ") <= 6:
        return True
    return folded in _SOURCES or bool(parts and parts.label in _SOURCES and len(parts.rest.split()) <= 8)


def is_source_label(folded: str) -> bool:
    """Tell whether a bare line is the label alone; the name stands on the next line."""
    return folded in _SOURCES


def is_dateline(folded: str) -> bool:
    """Tell whether a bare line says when, and nothing else but a section or what was done then.

    >>> is_dateline(bare("● أخبار محلية ١٧ نوفمبر ٢٠٢٥")), is_dateline(bare("حرب 6 أكتوبر 1973"))
    (True, False)
    """
    if len(folded) > 120:
        return False
    tokens = WORD.findall(folded)
    if _TWO.isdisjoint(tokens) and not any(char.isdigit() for char in folded):
        return False
    if len(tokens) > 18 or not _names_a_time(folded, tokens):
        return False
    others = [token for token in tokens if not _is_date_token(token)]
    led = tokens[0] in _DATE_LEADS and others[:1] != tokens[:1]
    if others and (others[0] in _DATE_FILL or "الموافق" in tokens or _CLOCK_TIME.search(folded)):
        return len(others) <= 3
    return not others or (led and len(others) <= 2)


def _names_a_time(folded: str, tokens: list[str]) -> bool:
    if not _MONTHS.isdisjoint(tokens) or _CALENDAR_DATE.search(folded) or _CLOCK_TIME.search(folded):
        return True
    return not _RELATIVE.isdisjoint(tokens)


def _is_date_token(token: str) -> bool:
    if token in _MONTHS | _DATE_WORDS | _DATE_LEADS | _TWO or token.isdigit():
        return True
    return bool(_DAY.fullmatch(token)) or bool(re.fullmatch(r"\d+(?:ه|م|am|pm)", token))


def _shares(line: str, folded: str) -> bool:
    """Recognise share lines: made of nothing but share words, networks and what stands around them."""
    tokens = [token for token in WORD.findall(folded) if not token.isdigit()]
    if not tokens or len(tokens) > 16:
        return False
    kinds = [token in _SHARING or token in _NETWORKS for token in tokens]
    if not any(kinds) or not all(kind or token in _AROUND_SHARING for kind, token in zip(kinds, tokens, strict=True)):
        return False
    return len(tokens) > 1 or tokens[0] in _SHARE_NOW or line.rstrip().endswith(":")


def is_address(line: str, folded: str) -> bool:
    """Tell whether a line is a web or mail address, a handle or a tag, and no stop follows it."""
    if line.endswith(".") and "@" not in line:
        return False
    return (" " not in folded and bool(_URL.fullmatch(folded))) or bool(_MAIL.fullmatch(line.strip().lower()))


def _points_elsewhere(folded: str) -> bool:
    parts = _labelled(folded)
    if parts and parts.rest:
        if parts.label in _LINKS or parts.label in _NOTES:
            return True
        if parts.label in _COUNTED:
            return parts.rest.lstrip("(")[:1].isdigit() and len(parts.rest.split()) <= 2
    noted = _NOTED.fullmatch(folded)
    if noted and noted.group(1) in _NOTES:
        return True
    found = _PHOTO_OF.fullmatch(folded)
    if found:
        return len(folded.split()) <= 25
    return bool(_FILE_PHOTO.fullmatch(folded) or _LISTED.fullmatch(folded) or folded.startswith("رابط الخبر ب"))


def _addresses_reader(line: str, folded: str) -> bool:
    if _ADDRESSED.fullmatch(folded) or ("©" in line and len(folded.split()) <= 25):
        return True
    return line[-1] not in ".۔" and bool(_ADDRESSED_OPENLY.fullmatch(folded))


def _is_breadcrumb(folded: str, *, strict: bool) -> bool:
    """Recognise "Home > World > Politics"; a path that does not start at home counts at the edges only."""
    parts = [part for part in _CRUMB.split(folded) if part]
    if len(parts) < 2:
        return False
    if parts[0] in _HOME:
        return all(len(part.split()) <= 25 for part in parts)
    return not strict and all(part in _SECTIONS or _NEWS_OF.fullmatch(part) for part in parts)


def _is_byline(line: str, folded: str) -> bool:
    parts = _labelled(folded)
    if parts and parts.rest and parts.label in _PEOPLE:
        return len(parts.rest.split()) <= 7 and line[-1] not in ".؟?!"
    return bool(_BYLINE.fullmatch(line.strip(" \t*•|-–—")) or _WRITTEN_BY.fullmatch(folded))
