"""From whom an article has what it says, and how many independent voices several articles make, in both languages."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.chains import say_chain
from agent.independence import independent
from agent.origins import Origin, origin_of
from retrieval.describing import describe
from retrieval.records import Article, Draft, Sentence, Span
from retrieval.sentences import split_sentences

LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])


def article(text: str, source: str | None = "Tarbun Times", name: str = "one", copies: tuple[str, ...] = ()) -> Article:
    return replace(describe(Draft(name, text, title="x", source=source)), copies=copies)


def sentences(one: Article) -> list[Sentence]:
    return [Sentence(span, part.heading) for part in one.paragraphs for span in split_sentences(one.text, part.span)]


def origin(one: Article, at: int = 0, about: str | None = None) -> Origin:
    start = one.text.index(about) if about else 0
    return origin_of(one, sentences(one), at, Span(start, start + len(about)) if about else None)


def voices(*texts: str, copies: bool = False, sources: tuple[str | None, ...] = ("بريد", "Post", "نجم", "Star")) -> int:
    names = [str(number) for number in range(len(texts))]
    made = [
        article(text, source, name, tuple(set(names) - {name}) if copies else ())
        for text, source, name in zip(texts, sources, names, strict=False)
    ]
    return len(independent([origin(one) for one in made]))


# Laws

WORDS = (
    "قال أعلن وفق نقلاً عن وزارة الصحة رويترز لـ « » ، : إن المتحدث باسم تقرير أعده مصادر متعاملون د . طالب موسكو"
    " said told according to the ministry Reuters Dr. Hala Bukhari quoting , “ ” ( ) that . he it they put at 12 denied"
    " reports A Two which"
)
NEWS = st.lists(st.sampled_from(WORDS.split()), min_size=3, max_size=16).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(WORDS.split()), min_size=3, max_size=16).map(" ".join), min_size=1, max_size=4)
)
def test_whatever_is_written_has_an_origin_that_can_be_said_in_both_languages(lines: list[str]) -> None:
    one = article("\n\n".join(lines))
    for at in range(len(sentences(one))):
        found = origin(one, at)
        assert say_chain(found, "ar").strip()
        assert say_chain(found, "en").strip()
        assert found.span is None or found.span.of(one.text).strip()
        assert len(independent([found, found])) == 1


# Whose word a sentence is


@pytest.mark.parametrize(
    "text",
    [
        "قالت وزارة النقل السورية إن الجسر سليم وإن السير عاد إليه.",
        "The Syrian transport ministry said the bridge was safe.",
    ],
)
def test_a_sentence_is_of_the_speaker_it_names(text: str) -> None:
    found = origin(article(text))
    assert (found.how, found.speaker.key) == ("stated", "official:transport:sy")


@pytest.mark.parametrize(
    "text",
    [
        "قال المهندس سامي حداد إن الجسر سليم. وأضاف أن السير عاد إليه. وأشار المهندس إلى أن الكلفة كبيرة.",
        "Engineer Sami Haddad said the bridge was safe. He added that traffic was back. Then he said more.",
    ],
)
def test_he_is_the_speaker_before(text: str) -> None:
    one = article(text)
    assert origin(one, 1).speaker.key == origin(one, 0).speaker.key != ""


@pytest.mark.parametrize(
    "text",
    [
        "أُغلق الميناء مساء الأحد.\n\nوقالت وزارة النقل اللبنانية إن الرصيف تصدّع وإن إصلاحه يطول.",
        "The port was shut on Sunday night.\n\nThe Lebanese transport ministry said that the quay had cracked.",
    ],
)
def test_an_unattributed_lead_is_of_the_body_that_the_next_paragraph_names(text: str) -> None:
    found = origin(article(text))
    assert (found.how, found.speaker.key) == ("near", "official:transport:lb")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("(رويترز) أُغلق الميناء مساء الأحد بعد عاصفة قوية ضربت الساحل.", "بريد الساحل"),
        ("BEIRUT (Reuters) The port was shut on Sunday after a storm hit the coast.", "Coast Post"),
        ("أُغلق الميناء مساء الأحد بعد عاصفة قوية.\n\nالمصدر: رويترز", "بريد الساحل"),
        ("The port was shut on Sunday after a storm.\n\nSource: Reuters", "Coast Post"),
    ],
)
def test_an_agency_that_the_page_credits_is_the_origin(text: str, source: str) -> None:
    found = origin(article(text, source))
    assert (found.how, found.speaker.key) in (("dateline", "agency:reuters"), ("source line", "agency:reuters"))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("أُغلق الميناء مساء الأحد بعد عاصفة.", "بريد الساحل"),
        ("The port was shut on Sunday after a storm.", "Coast Post"),
    ],
)
def test_what_nobody_is_named_for_is_the_outlets_own(text: str, source: str) -> None:
    found = origin(article(text, source))
    assert (found.how, found.speaker.name) == ("own", source)


@pytest.mark.parametrize(
    ("text", "lead", "count"),
    [
        (
            "زار الوفد المدينة والتقى رئيس بلديتها، إذ ضم نحو 70 تاجراً، بحسب مصادر محلية للجزيرة.",
            "زار الوفد",
            "70 تاجراً",
        ),
        (
            "The delegation toured the town, which had 70 guests, local sources told Al Jazeera.",
            "delegation",
            "70 guests",
        ),
    ],
)
def test_an_attribution_behind_a_last_clause_covers_that_clause_only(text: str, lead: str, count: str) -> None:
    one = article(text)
    assert origin(one, about=count).speaker.kind == "unnamed"
    assert origin(one, about=lead).how == "own"


@pytest.mark.parametrize(
    "text",
    [
        "قالت وزارة الدفاع السورية إن الوفد وصل إلى دمشق.\n\nوذكرت وزارة الدفاع أن المباحثات بدأت.",
        "The Syrian defence ministry said the guests had come.\n\nThe defence ministry said the talks had begun.",
    ],
)
def test_a_ministry_is_of_the_country_that_the_article_says(text: str) -> None:
    assert origin(article(text), 1).speaker.key == "official:defence:sy"


# How many voices


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("قالت وزارة الدفاع السورية إن الوفد وصل.", "The Syrian defence ministry said the delegation had arrived."),
        ("قالت وكالة سانا إن الوفد وصل.", "Syria's Ministry of Defense said the delegation had arrived."),
        ("قال المتحدث باسم الكرملين دميتري بيسكوف إن الوفد وصل.", "The Kremlin said the delegation had arrived."),
        ("وصل الوفد، وفق رويترز.", "The delegation has arrived, Reuters reported."),
        ("وصل الوفد، بحسب مصادر محلية للجزيرة.", "The delegation has arrived, Al Jazeera reported."),
    ],
)
def test_one_voice_in_two_languages(one: str, other: str) -> None:
    assert voices(one, other) == voices(other, one) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("قالت مصادر محلية إن الوفد وصل.", "قالت مصادر محلية إن الوفد غادر."),
        ("Local sources said the guests had come.", "Local sources said the guests had left."),
        ("قالت وكالة سانا إن الوفد وصل.", "The Russian defence ministry said the delegation had arrived."),
        ("وصل الوفد إلى المدينة.", "The delegation has come to town."),
        ("قال الوزير سامر حداد إن الجسر سليم.", "Minister Layla Haddad said the bridge was safe."),
    ],
)
def test_two_voices(one: str, other: str) -> None:
    assert voices(one, other) == 2


@pytest.mark.parametrize("text", ["قالت مصادر محلية إن الوفد وصل.", "The delegation has come to town."])
def test_near_copies_are_one_voice(text: str) -> None:
    assert voices(text, text, copies=True) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "قال سكان إن الماء انقطع عن أحياء المدينة القديمة منذ صباح الثلاثاء بسبب عطل في المحطة.",
            "انقطع الماء أمس، إذ إن الماء انقطع عن أحياء المدينة القديمة منذ صباح الثلاثاء بسبب عطل في المحطة.",
        ),
        (
            "Residents said water was cut off in the old quarters of the town since Tuesday morning by a fault.",
            "A long day: water was cut off in the old quarters of the town since Tuesday morning.",
        ),
    ],
)
def test_a_long_run_of_the_same_words_is_hidden_syndication(one: str, other: str) -> None:
    assert voices(one, other) == 1


@LANGUAGES
def test_a_group_is_labelled_by_the_body_behind_the_agency_in_the_language_of_the_question(language: str) -> None:
    made = [
        article("قالت وكالة سانا إن الوفد وصل.", name="a"),
        article("وصل الوفد، وفق وزارة الدفاع السورية.", name="b"),
    ]
    (group,) = independent([origin(one) for one in made])
    assert group.label(language) == {"ar": "وزارة الدفاع السورية", "en": "Syrian defence ministry"}[language]


@LANGUAGES
def test_an_agency_is_labelled_in_the_language_of_the_question(language: str) -> None:
    (group,) = independent([origin(article("وصل الوفد، وفق رويترز."))])
    assert group.label(language) == {"ar": "رويترز", "en": "Reuters"}[language]


# What the lines of a page say


@pytest.mark.parametrize(
    ("text", "credit", "how"),
    [
        ("أُغلق الميناء مساء الأحد بعد عاصفة قوية ضربت الساحل كله. (أ ف ب)", "أ ف ب", "dateline"),
        ("The port was shut on Sunday after a storm hit the whole coast. (AFP)", "AFP", "dateline"),
        ("أُغلق الميناء مساء الأحد بعد عاصفة قوية ضربت الساحل كله.\n\nالمصدر: رويترز", "المصدر: رويترز", "source line"),
        (
            "The port was shut on Sunday after a storm hit the coast.\n\nSource: Reuters",
            "Source: Reuters",
            "source line",
        ),
    ],
)
def test_a_credit_is_shown_where_it_stands(text: str, credit: str, how: str) -> None:
    one = article(text)
    found = origin(one)
    assert (found.how, found.span and found.span.of(one.text)) == (how, credit)


@pytest.mark.parametrize(
    "text",
    [
        "أُغلق الميناء مساء الأحد بعد عاصفة قوية ضربت الساحل كله. (أ ف ب، رويترز)",
        "The port was shut on Sunday after a storm hit the whole coast. (AFP, Reuters)",
    ],
)
def test_of_two_agencies_in_one_credit_neither_is_named(text: str) -> None:
    assert origin(article(text)).how == "own"


@pytest.mark.parametrize(
    ("text", "lead", "trailing"),
    [
        (
            "بحث الوزير مع الوفد سبل التعاون، إذ يضم الوفد نحو 190 شخصاً، بحسب مصادر حكومية للجزيرة.\n\n"
            "ووفق وكالة سانا، استعرض الجانبان ملفات كثيرة.",
            "agency:sana",
            "190",
        ),
        (
            "The minister met the delegation, which had 190 members, government sources told Al Jazeera.\n\n"
            "According to SANA, the two sides went through many files.",
            "agency:sana",
            "190",
        ),
    ],
)
def test_without_words_asked_for_a_sentence_is_of_who_says_its_main_clause(text: str, lead: str, trailing: str) -> None:
    one = article(text)
    assert origin(one).speaker.key == lead
    assert origin(one, about=trailing).voice.key == "outlet:al-jazeera"


@pytest.mark.parametrize(
    "text",
    [
        "تحسّنت حالة الطوارئ في المدينة. وأعلنت حالة الطوارئ أن الطرق مفتوحة.",
        "It was late. News reported that the roads were open.",
        "It is safe. Nobody will swim there, whatever a local radio station may have said.",
    ],
)
def test_everyday_words_are_no_name(text: str) -> None:
    assert origin(article(text), 1).speaker.name in ("", "Tarbun Times")


@pytest.mark.parametrize(
    "text",
    [
        "طالبت الشبكة السورية لحقوق الإنسان موسكو بتقديم اعتذار للضحايا.",
        "The Syrian Network for Human Rights demanded that Moscow apologise to the victims.",
    ],
)
def test_who_is_addressed_does_not_speak(text: str) -> None:
    assert origin(article(text)).speaker.key == "organisation:syrian-network-for-human-rights"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("قالت مصادر محلية إن الوفد وصل.", "وصل الوفد إلى المدينة مساء اليوم."),
        ("Local sources said the guests had come.", "The guests have come to town."),
    ],
)
def test_for_unnamed_sources_answers_the_outlet_that_reports_them(one: str, other: str) -> None:
    assert voices(one, other, sources=("Post", "Post")) == 1
    assert voices(one, other, sources=("Post", "Star")) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("قال متعاملون إن السعر ارتفع.", "Tarbun Times نقلاً عن متعاملين"),
        ("Two traders said the price had risen.", "Tarbun Times, citing two traders"),
        ("قال المتحدث باسم الكرملين دميتري بيسكوف إن الوفد وصل.", None),
    ],
)
def test_a_chain_reads_as_people_write_it(text: str, said: str | None) -> None:
    found = origin(article(text))
    if said:
        assert say_chain(found, found.article.language) == said
    else:
        assert say_chain(found, "ar").endswith("نقلاً عن دميتري بيسكوف، المتحدث باسم الكرملين")
        assert say_chain(found, "en").endswith("citing the Russian presidency (دميتري بيسكوف)")
