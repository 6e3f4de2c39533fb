"""What the page says of its own, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from retrieval.records import Language


@dataclass(frozen=True, slots=True)
class Words:
    """The phrases of one language; the fields in braces are filled in."""

    name: str
    own_name: str
    promise: str
    other_language: str
    shade: str
    ask: str
    brief: str
    library: str
    evaluate: str
    # Asking
    question: str
    question_hint: str
    send: str
    stop: str
    anew: str
    filters: str
    since: str
    until: str
    source: str
    any_source: str
    welcome: str
    try_these: str
    next_questions: str
    follow_ups: Mapping[str, str]
    ask_about: str
    you_asked: str
    stopped: str
    not_answered: str
    mark: str
    sources: str
    searched: str
    written_by: Mapping[str, str]
    copy: str
    copied: str
    save_text: str
    save_json: str
    copy_address: str
    verdicts: Mapping[str, str]
    # A brief
    topic: str
    topic_hint: str
    written_in: str
    page_language: str
    write_brief: str
    brief_stopped: str
    no_brief: str
    no_brief_hint: str
    brief_file: str
    save_brief: Mapping[str, str]
    copy_brief_address: str
    timeline_key: Mapping[str, str]
    timeline_hint: str
    # Evaluating
    evaluate_hint: str
    asks: Mapping[str, str]
    benchmark: str
    benchmarks: Mapping[str, str]
    benchmark_files: str
    benchmark_read: str
    question_count: str
    question_count_hint: str
    pool: str
    pooled: Mapping[str, str]
    start_run: str
    run_stopped: str
    runs: str
    no_runs: str
    run: str
    made_at: str
    asked_count: str
    share_right: str
    broken_off: str
    compare_runs: str
    before: str
    after: str
    compare: str
    compared: str
    outcome: str
    outcomes: Mapping[str, str]
    tested: str
    may_not_run: str
    # A source
    opened_source: str
    close: str
    how_dated: Mapping[str, str]
    no_outlet: str
    chain: str
    read_at: str
    shortened: str
    gone: str
    # The library
    empty: str
    empty_hint: str
    empty_reader: str
    add_sample: str
    add: str
    files_hint: str
    add_files: str
    paste: str
    paste_hint: str
    title: str
    title_hint: str
    outlet: str
    outlet_hint: str
    date: str
    date_hint: str
    add_text: str
    understood: str
    not_taken: str
    what: str
    articles: str
    find: str
    find_hint: str
    language: str
    any_language: str
    articles_in: str
    page: str
    earlier: str
    later: str
    no_articles: str
    open: str
    article: str
    cut: str
    correct: str
    correct_hint: str
    save: str
    corrected: str
    remove: str
    remove_sure: str
    remove_yes: str
    remove_no: str
    removed: str
    differences: str
    differences_hint: str
    find_differences: str
    kind: str
    about: str
    progress: str
    holds: str


ENGLISH = Words(
    name="Isnad",
    own_name="English",
    promise="News in Arabic and English, every statement with its chain of sources",
    other_language="العربية",
    shade="Dark or light",
    ask="Ask",
    brief="Brief",
    library="Library",
    evaluate="Evaluate",
    question="Your question",
    question_hint="Ask in English or Arabic…",
    send="Ask",
    stop="Stop",
    anew="New conversation",
    filters="Narrow by date, outlet and language",
    since="Published from",
    until="Published until",
    source="Outlet",
    any_source="All outlets",
    welcome="What do you want to know?",
    try_these="Try one of these",
    next_questions="Ask next",
    follow_ups={
        "when": "And when was that?",
        "who": "Who is named in it?",
        "where": "And where was that?",
        "why": "And why was that?",
        "differ": "What do other sources say about it?",
    },
    ask_about="What do the articles say about “{title}”?",
    you_asked="You asked",
    stopped="Stopped. What had been checked by then is above.",
    not_answered="No answer",
    mark="Source {number}: {title}",
    sources="Sources",
    searched="{articles} articles and {passages} passages read · independent origins: {origins} · {seconds:.1f} s",
    written_by={"quotes": "In the words of the articles", "model": "Written by {writer}, each sentence checked"},
    copy="Copy with sources",
    copied="Copied",
    save_text="Save as text (.md)",
    save_json="Save as data (.json)",
    copy_address="Copy the address of this answer",
    verdicts={
        "conflict": "Sources conflict: both cannot be right",
        "update": "An update: later reports know more",
        "plan": "Announced, then happened",
        "views": "Views, each with its holder",
        "scope": "Parts, units or rounding of one thing",
        "event": "Two events that look alike",
        "agreement": "Sources agree",
    },
    topic="Topic",
    topic_hint="What the brief should be on: an event, somebody, a place…",
    written_in="Language of the brief",
    page_language="As this page",
    write_brief="Write the brief",
    brief_stopped="Stopped. There is no brief yet.",
    no_brief="No brief",
    no_brief_hint="Name the event, a person or a place as the articles do, allow other dates or outlets, or add "
    "articles on the topic in the Library tab.",
    brief_file="brief",
    save_brief={"docx": "Save for Word (.docx)", "html": "Save as a web page (.html)", "md": "Save as Markdown (.md)"},
    copy_brief_address="Copy the address of this brief",
    timeline_key={"happened": "happened", "planned": "planned", "article": "an article came out"},
    timeline_hint="Point at one, or go from one to the next by the Tab key, to read its words.",
    evaluate_hint="Asks every question of a benchmark of its own articles, in a library made for it, and scores the "
    "answers. Your library is not touched.",
    asks={"quotes": "Answers are in the words of the articles.", "model": "{model} writes the answers, at its price."},
    benchmark="Benchmark",
    benchmarks={"own": "The one that ships with the program (invented stories)", "file": "Files of your own"},
    benchmark_files="Choose files: stories or RAMDocs (.jsonl), SQuAD (.json)",
    benchmark_read="{name}: {questions:,} questions on {articles:,} articles.",
    question_count="How many questions",
    question_count_hint="0: all. Fewer are drawn, always the same ones.",
    pool="Articles",
    pooled={"together": "all stories in one library", "apart": "each story alone"},
    start_run="Run",
    run_stopped="Stopped. What was answered by then is kept in the list of runs.",
    runs="Runs",
    no_runs="There are no runs yet.",
    run="Run",
    made_at="Made",
    asked_count="Questions",
    share_right="Right",
    broken_off="stopped",
    compare_runs="Compare two runs",
    before="Before",
    after="After",
    compare="Compare",
    compared="Two runs side by side",
    outcome="Outcome",
    outcomes={"worse": "got worse", "better": "got better"},
    tested="In brackets the 95 % interval. p is of a paired test over stories, raised for the number of measures "
    "(Holm); below {chance} a difference is no chance.",
    may_not_run="Your account reads: it opens runs and compares them, but starts none.",
    opened_source="Source {number}",
    close="Close",
    how_dated={"stated": "date stated", "inferred": "date inferred", "unknown": "date not stated"},
    no_outlet="outlet unknown",
    chain="Chain",
    read_at="Read it where it was published",
    shortened="Only the part round the quotation is shown.",
    gone="This article is no longer in the library.",
    empty="The library is empty",
    empty_hint="Add the shipped sample to try things out, or your own articles in the Library tab.",
    empty_reader="Nobody has added articles yet. An editor can.",
    add_sample="Add the sample (15 invented articles)",
    add="Add articles",
    files_hint="Text files (.txt), rows of JSON (.jsonl), and .zip files of these; up to {megabytes} MB each.",
    add_files="Choose files to add",
    paste="Text",
    paste_hint="Paste an article as it stands. Its title, outlet and date are read from it where it says them.",
    title="Title",
    title_hint="If the text does not say it",
    outlet="Outlet",
    outlet_hint="Who published it",
    date="Date",
    date_hint="2025-11-17",
    add_text="Add the text",
    understood="What was understood",
    not_taken="What was refused, and why",
    what="What became of it",
    articles="Articles",
    find="Find an article",
    find_hint="Words of its title, outlet or id",
    language="Language",
    any_language="Both languages",
    articles_in="Articles in",
    page="{first}–{last} of {total}",
    earlier="Previous",
    later="Next",
    no_articles="No article fits.",
    open="Open",
    article="Article",
    cut="Greyed: left out by cleaning; the reason stands behind.",
    correct="Correct by hand",
    correct_hint="What you state here is kept, also when the same article is added again.",
    save="Save the correction",
    corrected="Corrected.",
    remove="Remove this article…",
    remove_sure="Remove it from the library? Its file stays where it is.",
    remove_yes="Yes, remove it",
    remove_no="Keep it",
    removed="Removed.",
    differences="Where sources conflict",
    differences_hint="Compares all articles with each other: about half a second an article.",
    find_differences="Look for conflicts",
    kind="Kind",
    about="About",
    progress="{stage}: {share:.0%}",
    holds="{articles} articles · {sources} outlets · {arabic} in Arabic, {english} in English",
)
ARABIC = Words(
    name="إسناد",
    own_name="العربية",
    promise="أخبار بالعربية والإنجليزية، وكل عبارة مسندة إلى مصادرها",
    other_language="English",
    shade="داكن أو فاتح",
    ask="اسأل",
    brief="إحاطة",
    library="المكتبة",
    evaluate="التقييم",
    question="سؤالك",
    question_hint="اسأل بالعربية أو الإنجليزية…",
    send="اسأل",
    stop="توقّف",
    anew="محادثة جديدة",
    filters="حصر بالتاريخ والجهة الناشرة واللغة",
    since="نُشر منذ",
    until="نُشر حتى",
    source="الجهة الناشرة",
    any_source="كل الجهات",
    welcome="ماذا تريد أن تعرف؟",
    try_these="جرّب واحداً من هذه",
    next_questions="اسأل بعد ذلك",
    follow_ups={
        "when": "ومتى كان ذلك؟",
        "who": "ومن ذُكر فيه؟",
        "where": "وأين كان ذلك؟",
        "why": "ولماذا كان ذلك؟",
        "differ": "وماذا تقول المصادر الأخرى عنه؟",
    },
    ask_about="ماذا تقول المقالات عن «{title}»؟",
    you_asked="سألتَ",
    stopped="توقّف الجواب. ما دُقّق حتى الآن مذكور أعلاه.",
    not_answered="لا جواب",
    mark="المصدر {number}: {title}",
    sources="المصادر",
    searched="قُرئ {articles} من المقالات و{passages} من المقاطع · الأصول المستقلة: {origins} · {seconds:.1f} ث",
    written_by={"quotes": "بكلام المقالات نفسه", "model": "كتبه {writer}، ودُقّقت كل جملة"},
    copy="انسخ مع المصادر",
    copied="نُسخ",
    save_text="احفظ نصاً (md)",
    save_json="احفظ بيانات (json)",
    copy_address="انسخ عنوان هذا الجواب",
    verdicts={
        "conflict": "تتعارض المصادر: لا يمكن أن يصحّ القولان معاً",
        "update": "تحديث: التقارير اللاحقة أعلم",
        "plan": "أُعلن ثم حدث",
        "views": "آراء، كل رأي مع صاحبه",
        "scope": "أجزاء أو وحدات أو تقريب لشيء واحد",
        "event": "حدثان متشابهان",
        "agreement": "تتفق المصادر",
    },
    topic="الموضوع",
    topic_hint="في ماذا تكون الإحاطة: حدث أو شخص أو مكان…",
    written_in="لغة الإحاطة",
    page_language="كهذه الصفحة",
    write_brief="اكتب الإحاطة",
    brief_stopped="توقّفت الكتابة، ولا إحاطة بعد.",
    no_brief="لا إحاطة",
    no_brief_hint="سمِّ الحدث أو الشخص أو المكان كما تسمّيه المقالات، أو وسّع التواريخ والجهات الناشرة، أو أضف مقالات في "
    "الموضوع من لسان المكتبة.",
    brief_file="إحاطة",
    save_brief={"docx": "احفظ لبرنامج Word (docx)", "html": "احفظ صفحة ويب (html)", "md": "احفظ بصيغة Markdown (md)"},
    copy_brief_address="انسخ عنوان هذه الإحاطة",
    timeline_key={"happened": "حدث", "planned": "مخطَّط له", "article": "صدر مقال"},
    timeline_hint="أشر إلى واحد منها، أو تنقّل بينها بمفتاح Tab، لتقرأ كلامه.",
    evaluate_hint="تُطرح أسئلة الاختبار كلها على مقالاته هو، في مكتبة تُبنى له، وتُقيَّم الأجوبة. ولا تُمسّ مكتبتك.",
    asks={"quotes": "الأجوبة بكلام المقالات نفسه.", "model": "يكتب {model} الأجوبة، وله ثمنه."},
    benchmark="الاختبار",
    benchmarks={"own": "المرفق بالبرنامج (قصص مختلقة)", "file": "ملفات من عندك"},
    benchmark_files="اختر ملفات: قصصاً أو RAMDocs (jsonl)، أو SQuAD (json)",
    benchmark_read="{name}: الأسئلة {questions:,} والمقالات {articles:,}.",
    question_count="كم سؤالاً",
    question_count_hint="0: كلها. والأقل يُختار، وهو نفسه كل مرة.",
    pool="المقالات",
    pooled={"together": "القصص كلها في مكتبة واحدة", "apart": "كل قصة وحدها"},
    start_run="ابدأ التجربة",
    run_stopped="أُوقفت التجربة. ما أُجيب عنه حتى الآن محفوظ في قائمة التجارب.",
    runs="التجارب",
    no_runs="لا تجارب بعد.",
    run="التجربة",
    made_at="متى",
    asked_count="الأسئلة",
    share_right="الصحيح",
    broken_off="أُوقفت",
    compare_runs="قارن تجربتين",
    before="قبل",
    after="بعد",
    compare="قارن",
    compared="تجربتان متقابلتان",
    outcome="الحصيلة",
    outcomes={"worse": "ساء", "better": "تحسّن"},
    tested="بين القوسين مجال الثقة 95%. وp لاختبار مزدوج على القصص، رُفعت بعدد المقاييس (Holm)، وما دون {chance} ليس "
    "مصادفة.",
    may_not_run="حسابك للقراءة: تفتح به التجارب وتقارنها، ولا تبدأ تجربة.",
    opened_source="المصدر {number}",
    close="أغلق",
    how_dated={"stated": "تاريخ مذكور", "inferred": "تاريخ مستنتَج", "unknown": "تاريخ غير مذكور"},
    no_outlet="جهة غير معروفة",
    chain="السند",
    read_at="اقرأه حيث نُشر",
    shortened="لا يظهر إلا ما حول الاقتباس.",
    gone="لم يعد هذا المقال في المكتبة.",
    empty="المكتبة فارغة",
    empty_hint="أضف العيّنة المرفقة للتجربة، أو أضف مقالاتك في لسان المكتبة.",
    empty_reader="لم يُضف أحد مقالات بعد، ويمكن للمحرّر أن يضيفها.",
    add_sample="أضف العيّنة (15 مقالاً مختلقاً)",
    add="إضافة مقالات",
    files_hint="ملفات نصية (txt) أو أسطر JSON (jsonl) أو ملفات zip منها، حتى {megabytes} ميغابايت للملف.",
    add_files="اختر ملفات لإضافتها",
    paste="نص",
    paste_hint="ألصق المقال كما هو. يُقرأ عنوانه وناشره وتاريخه منه حيث يذكرها.",
    title="العنوان",
    title_hint="إن لم يذكره النص",
    outlet="الجهة الناشرة",
    outlet_hint="من نشره",
    date="التاريخ",
    date_hint="2025-11-17",
    add_text="أضف النص",
    understood="ما فُهم",
    not_taken="ما رُفض وسبب رفضه",
    what="ما جرى له",
    articles="المقالات",
    find="ابحث عن مقال",
    find_hint="كلمات من عنوانه أو ناشره أو معرّفه",
    language="اللغة",
    any_language="اللغتان",
    articles_in="لغة المقالات",
    page="{first}–{last} من {total}",
    earlier="السابق",
    later="التالي",
    no_articles="لا مقال يوافق ذلك.",
    open="افتح",
    article="المقال",
    cut="ما بهت لونه حذفه التنظيف، والسبب يليه.",
    correct="تصحيح يدوي",
    correct_hint="ما تذكره هنا يُحفظ ويبقى ولو أُضيف المقال نفسه من جديد.",
    save="احفظ التصحيح",
    corrected="صُحّح.",
    remove="احذف هذا المقال…",
    remove_sure="أتريد حذفه من المكتبة؟ يبقى ملفه في مكانه.",
    remove_yes="نعم، احذفه",
    remove_no="أبقِه",
    removed="حُذف.",
    differences="أين تتعارض المصادر",
    differences_hint="تُقارن المقالات كلها بعضها ببعض، نحو نصف ثانية للمقال.",
    find_differences="ابحث عن التعارض",
    kind="النوع",
    about="الموضوع",
    progress="{stage}: {share:.0%}",
    holds="المقالات: {articles} · الجهات الناشرة: {sources} · بالعربية {arabic} وبالإنجليزية {english}",
)
WORDS: Mapping[Language, Words] = {"en": ENGLISH, "ar": ARABIC}
