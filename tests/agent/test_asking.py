"""Asking a small invented newsroom: what an answer says first, in whose words, and how far it was told to look."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from agent import Agent, Answer
from agent.questions import LONGEST_QUESTION
from agent.wording import WORDING
from retrieval import Library
from retrieval.errors import EmptyLibrary, QuestionError, UnknownSource
from retrieval.records import Draft
from tests.agent.conftest import AskOver

Ask = Callable[..., Answer]

SHORE = "صحيفة الشاطئ الأخضر"
ARRIVAL = {
    "en": "When did the Valdrian trade delegation arrive in Zamrin?",
    "ar": "متى وصل الوفد التجاري الفالدري إلى زمرين؟",
}
REOPENING = {"en": "When did the Oasis bakery in Zamrin reopen?", "ar": "متى أُعيد فتح مخبز الواحة؟"}
FIRST_SAID = {"en": "16 November 2025 — ", "ar": "16 نوفمبر 2025 — "}
LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])


def cited(answer: Answer) -> set[str]:
    return {one.article_id for one in answer.citations}


# The date or number that was asked for


@LANGUAGES
@pytest.mark.parametrize(("questions", "article"), [(ARRIVAL, "delegation"), (REOPENING, "bakery")])
def test_the_day_asked_for_comes_first_in_the_questions_language(
    ask: Ask, questions: dict[str, str], article: str, language: str
) -> None:
    first = ask(questions[language]).statements[0]
    assert first.text.startswith(FIRST_SAID[language])  # "On Sunday", in an article of the Monday after.
    assert cited(ask(questions[language])) == {article}


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("When was the rope bridge over the Rasmin gorge opened?", "14 September 2025 — "),
        ("متى فُتح جسر الحبال فوق وادي رسمين؟", "14 سبتمبر 2025 — "),
        ("متى انطلق سباق الزوارق في خليج السمك؟", "12 أكتوبر 2025 — "),
        ("When did the boat race in Fish Bay begin?", "12 October 2025 — "),
    ],
)
def test_a_day_named_in_the_article_is_said_in_the_questions_language(ask: Ask, question: str, opening: str) -> None:
    assert ask(question).statements[0].text.startswith(opening)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("How many hikers walked over the rope bridge?", "340 — "),
        ("كم زورقاً شارك في سباق خليج السمك؟", "57 — "),
        ("كم قطعة عُرضت في متحف البحر؟", "340 — "),
        ("How much did the new stadium in Tarbun cost?", "90 million"),
        ("ما كلفة ترميم متحف البحر؟", "7 ملايين دينار — "),
    ],
)
def test_the_number_asked_for_comes_first_and_is_no_part_of_a_date(ask: Ask, question: str, opening: str) -> None:
    first = ask(question).statements[0].text
    assert first.startswith(opening)
    assert " — " in first


def test_a_question_that_asks_for_no_date_or_number_is_answered_by_the_bare_quote(ask: Ask) -> None:
    assert ask("Who painted the lighthouse yellow?").statements[0].text.startswith("Zamrin Post (undated): “The keeper")
    assert ask("من أصلح طاحونة الهواء فوق تل الشيح؟").statements[0].text.startswith("مقال بلا تاريخ: «أصلح النجّار")


# The language of the frame


def test_an_arabic_question_has_an_arabic_frame_round_an_english_quote(ask: Ask) -> None:
    (statement,) = ask(ARRIVAL["ar"]).statements
    assert statement.text.startswith("16 نوفمبر 2025 — Zamrin Herald (17 نوفمبر 2025): «A trade delegation")
    assert statement.text.endswith("»")


def test_an_english_question_has_an_english_frame_round_an_arabic_quote(ask: Ask) -> None:
    (statement,) = ask(REOPENING["en"]).statements
    assert statement.text.startswith(f"16 November 2025 — {SHORE} (17 November 2025): “أُعيد فتح مخبز الواحة")
    assert statement.text.endswith("”")


def test_the_language_asked_for_wins_over_the_questions(ask: Ask) -> None:
    for question in (ARRIVAL, REOPENING):
        for language, other in (("ar", "en"), ("en", "ar")):
            answer = ask(question[other], language)
            assert answer.language == language
            assert answer.statements[0].text.startswith(FIRST_SAID[language])


def test_a_refusal_too_speaks_the_language_asked_for(ask: Ask) -> None:
    assert ask("What is the boiling point of tungsten?", "ar").reason == WORDING["ar"].nothing_about
    assert ask("كيف تُطهى الملوخية بالأرانب؟", "en").reason == WORDING["en"].nothing_about


# Refusals


@pytest.mark.parametrize(
    "question",
    [
        "What is the boiling point of tungsten?",
        "Which football team won the cup final?",
        "كيف تُطهى الملوخية بالأرانب؟",
        "ما نتيجة انتخابات البرلمان الياباني؟",
    ],
)
def test_a_question_off_every_topic_is_refused_and_nothing_is_shown(ask: Ask, question: str) -> None:
    answer = ask(question)
    wording = WORDING[answer.language]
    assert answer.reason in (wording.nothing_about, wording.nothing_found)


@pytest.mark.parametrize(
    ("question", "missing", "found"),
    [
        ("When was the lighthouse painted?", "when", "The keeper of the Rasmin lighthouse, Yusuf Sahili"),
        ("متى أُصلحت طاحونة الهواء فوق تل الشيح؟", "when", "طاحونة الهواء القديمة"),
        ("How many visitors came to the apple fair?", "how_many", "Visitors praised the cider"),
    ],
)
def test_a_near_miss_is_refused_with_what_is_missing_and_what_was_found(
    ask: Ask, question: str, missing: str, found: str
) -> None:
    answer = ask(question)
    assert answer.status == "refused"
    assert answer.reason is not None
    wording = WORDING[answer.language]
    assert answer.reason.startswith(f"{wording.no_answer[missing]} {wording.found_instead.split('{')[0]}")
    assert found in answer.reason


@pytest.mark.parametrize("question", ["متى طُليت المنارة بالأصفر؟", "When was the windmill on Shih hill repaired?"])
def test_a_near_miss_in_the_other_language_is_refused(ask: Ask, question: str) -> None:
    assert ask(question).status == "refused"


def test_a_date_is_no_count(ask: Ask) -> None:
    """The apple fair's sentence holds 30 and 2025, the date fair's 5 and 2025: none of them counts anybody."""
    for question in ("How many visitors came to the apple fair?", "كم زائراً استقبل معرض التمور؟"):
        assert ask(question).status == "refused"


def test_an_answer_of_another_place_does_not_do(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add_drafts(
            [
                Draft("en", "The bridge in Tarbun was closed on 3 May 2025 for repairs.", published="2025-05-04"),
                Draft("ar", "أُغلق جسر تربون في 3 أيار 2025 لإصلاحه.", published="2025-05-04"),
            ]
        )
        for question in ("When was the opera house in Zamrin closed?", "متى أُغلقت دار الأوبرا في زمرين؟"):
            assert Agent(library).ask(question).status == "refused"


# Notes


def test_an_answer_from_one_article_says_so_in_the_language_of_the_answer(ask: Ask) -> None:
    for language in ("ar", "en"):
        (statement,) = ask(ARRIVAL[language]).statements
        assert WORDING[language].one_article in statement.notes


def test_an_answer_from_two_articles_quotes_both_and_says_of_neither_that_it_is_alone(ask: Ask) -> None:
    for question in ("Who met in Tamra?", "من التقت سلمى حديد في تمرا؟"):
        answer = ask(question)
        assert cited(answer) >= {"talks", "talks-undated"}
        assert not any(WORDING[answer.language].one_article in one.notes for one in answer.statements)


def test_an_inferred_date_is_said_in_the_frame_and_noted(ask: Ask, desk: Library) -> None:
    assert desk.article("talks-undated").published.how == "inferred"
    for question, date_said in (
        ("Who met in Tamra?", "9 November 2025"),
        ("من التقت سلمى حديد في تمرا؟", "9 نوفمبر 2025"),
    ):
        answer = ask(question)
        number = next(one.number for one in answer.citations if one.article_id == "talks-undated")
        statement = next(one for one in answer.statements if number in one.citations)
        assert WORDING[answer.language].inferred_date in statement.notes
        assert f"Zamrin Post ({date_said})" in statement.text


@pytest.mark.parametrize(
    ("question", "frame"),
    [
        ("Who painted the lighthouse yellow?", "Zamrin Post (undated): “"),
        ("من طلى المنارة بالأصفر؟", "Zamrin Post (بلا تاريخ): «"),
        ("من أصلح طاحونة الهواء فوق تل الشيح؟", "مقال بلا تاريخ: «"),
        ("Who repaired the windmill on Shih hill?", "An undated article: “"),
    ],
)
def test_an_unknown_date_and_outlet_are_said_to_be_unknown(ask: Ask, question: str, frame: str) -> None:
    answer = ask(question)
    assert answer.statements[0].text.startswith(frame)
    assert WORDING[answer.language].unknown_date in answer.statements[0].notes


# Near copies


@pytest.mark.parametrize("question", ["كم تبلغ كلفة نفق السنديان؟", "What does the Sindiyan tunnel cost?"])
def test_of_two_near_copies_one_is_quoted(news: Library, question: str) -> None:
    answer = Agent(news).ask(question)
    assert len(cited(answer) & {"tunnel", "tunnel-reprint"}) == 1


def test_one_sentence_in_two_articles_is_quoted_once(tmp_path: Path) -> None:
    sentence = "The comet Berglund will be seen from Tarbun on the night of 4 April 2026."
    twin = "سيُرى المذنّب برغلوند من تربون ليلة 4 نيسان 2026."
    drafts = [
        Draft(
            "gazette",
            f"{sentence}\n\nShops in the old town have sold out of telescopes, and roofs are let by the hour.",
        ),
        Draft(
            "courier", f"Astronomers at the college asked for street lamps to be put out. {sentence}\n\nNobody replied."
        ),
        Draft("barid", f"{twin}\n\nونفدت المناظير من المتاجر، وأُجّرت السطوح بالساعة لمن أراد أن يسهر فوقها."),
        Draft("marfa", f"طلب فلكيو الكلية إطفاء مصابيح الشوارع. {twin}\n\nولم يردّ عليهم أحد."),
    ]
    with Library.open(tmp_path) as library:
        library.add_drafts(drafts)
        assert not any(article.copies for article in library.articles())
        for question in ("When will the comet Berglund be seen from Tarbun?", "متى سيُرى المذنّب برغلوند من تربون؟"):
            quotes = [one.quote for one in Agent(library).ask(question).citations]
            assert quotes
            assert quotes.count(sentence) <= 1
            assert quotes.count(twin) <= 1


def test_an_article_with_a_near_copy_is_not_said_to_be_the_only_one(news: Library) -> None:
    for question in ("كم تبلغ كلفة نفق السنديان؟", "من أخّر الحفر في نفق السنديان؟"):
        answer = Agent(news).ask(question)
        assert cited(answer) & {"tunnel", "tunnel-reprint"}
        assert not any(WORDING["ar"].one_article in statement.notes for statement in answer.statements)


# Filters


def test_days_are_inclusive(ask: Ask) -> None:
    on_the_day = ask(ARRIVAL["en"], since=date(2025, 11, 17), until=date(2025, 11, 17))
    assert cited(on_the_day) == {"delegation"}


@LANGUAGES
def test_an_article_outside_the_window_does_not_answer(ask: Ask, language: str) -> None:
    assert "delegation" not in cited(ask(ARRIVAL[language], since=date(2025, 11, 18)))
    assert "delegation" not in cited(ask(ARRIVAL[language], until=date(2025, 11, 16)))


def test_an_article_without_a_date_is_in_no_window(ask: Ask) -> None:
    for question in ("Who painted the lighthouse yellow?", "من أصلح طاحونة الهواء فوق تل الشيح؟"):
        assert cited(ask(question)) <= {"lighthouse", "windmill"}
        assert not cited(ask(question, since=date(1900, 1, 1), until=date(2100, 1, 1))) & {"lighthouse", "windmill"}


@LANGUAGES
def test_a_window_that_holds_nothing_is_refused_with_that_reason(ask: Ask, language: str) -> None:
    answer = ask(ARRIVAL[language], since=date(2031, 1, 1))
    assert answer.reason == WORDING[language].nothing_found
    assert (answer.searched.articles, answer.searched.passages) == (0, 0)


@pytest.mark.parametrize("name", [SHORE, "صحيفه الشاطئ الاخضر", "الشاطئ", "Tarbun Times", "tarbun times", "Herald"])
def test_only_the_outlet_asked_for_is_searched(ask: Ask, desk: Library, name: str) -> None:
    outlets = {
        desk.article(article_id).source
        for question in (*ARRIVAL.values(), *REOPENING.values(), "When was the rope bridge opened?")
        for article_id, _, _ in ask(question, source=name).trace[1]["hits"]
    }
    assert len(outlets) == 1


def test_an_unknown_outlet_is_an_error_that_lists_the_known_ones(ask: Ask) -> None:
    for name in ("Daily Nothing", "جريدة لا وجود لها"):
        with pytest.raises(UnknownSource) as error:
            ask(ARRIVAL["en"], source=name)
        for language in ("ar", "en"):
            assert all(outlet in error.value.said(language) for outlet in (name, SHORE, "Zamrin Herald"))


# Questions that cannot be asked


@pytest.mark.parametrize("question", ["", "  \n", "؟", "?!…", "\u202e\u200f", "ــــ"])
def test_a_question_without_a_word_is_an_error(ask: Ask, question: str) -> None:
    with pytest.raises(QuestionError) as error:
        ask(question)
    assert "empty" in error.value.said("en")
    assert "فارغ" in error.value.said("ar")


def test_the_longest_question_is_asked_and_a_longer_one_is_an_error_with_its_length(ask: Ask) -> None:
    for padding in ("why ", "لماذا "):
        longest = (padding * LONGEST_QUESTION)[:LONGEST_QUESTION]
        assert ask(longest).question == longest
        with pytest.raises(QuestionError) as error:
            ask(f"{longest}?")
        for language in ("ar", "en"):
            assert f"{LONGEST_QUESTION + 1:,}" in error.value.said(language)


def test_a_bad_question_is_said_before_an_empty_library_is(library: Library) -> None:
    with pytest.raises(QuestionError):
        Agent(library).ask("؟")
    with pytest.raises(EmptyLibrary):
        Agent(library).ask("من افتتح الجسر؟")


def test_closing_the_agent_leaves_the_library_open(library: Library) -> None:
    library.add_drafts([Draft("a", "Rashid opened the gate of Tarbun.")])
    with Agent(library) as agent:
        agent.ask("Who opened the gate of Tarbun?")
    assert library.counts().articles == 1


def test_the_quotation_marks_inside_a_quote_stay_in_pairs(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add_drafts(
            [
                Draft("en", "The prize for a first novel in Tarbun went to Salma Barqouq for “Salt on the Stairs”"),
                Draft("ar", "نال جائزة القصة القصيرة في زمرين الكاتب أنس الدوري عن «ملح البحر»"),
            ]
        )
        questions = ("Who won the prize for a first novel in Tarbun?", "من نال جائزة القصة القصيرة في زمرين؟")
        shown = " ".join(Agent(library).ask(question).text for question in questions)
    assert "Salt on the Stairs" in shown
    assert "ملح البحر" in shown
    assert shown.count("“") == shown.count("”")
    assert shown.count("«") == shown.count("»")


# Views


@pytest.mark.parametrize(
    ("question", "facts", "views"),
    [
        (
            "What do people think of the new toll on the Sarha bridge?",
            "The new toll on the Sarha bridge begins on Monday.",
            ("“A tax on the poor” is what Ann Lind called it.", "“It came two years late,” Omar Hadi said."),
        ),
        (
            "ما الآراء في الرسم الجديد على جسر صرحة؟",
            "يبدأ الرسم الجديد على جسر صرحة يوم الإثنين.",
            ("وصفته آن ليند بأنه «ضريبة على الفقراء».", "وقال عمر هادي: «تأخر سنتين كاملتين»."),
        ),
    ],
)
def test_a_question_for_views_is_answered_by_those_of_each_holder(
    ask_over: AskOver, question: str, facts: str, views: tuple[str, str]
) -> None:
    answer = ask_over([Draft("bridge", "\n\n".join((facts, *views)))], question)
    assert {one.quote for one in answer.citations} == set(views)


@pytest.mark.parametrize(
    ("question", "told", "opening"),
    [
        (
            "On which day was the Tunisian budget presented to deputies?",
            "قدّمت وزيرة المالية الميزانية إلى النواب صباح اليوم الأربعاء في جلسة قصيرة.\n\n"
            "واستمرت الجلسة ساعتين.\n\nوشهدت شوارع صفاقس حركة عادية.",
            "3 December 2025 — ",
        ),
        (
            "في أي يوم عُرضت الميزانية التونسية على النواب؟",
            "The finance minister presented the budget to deputies on Wednesday morning in a short session.\n\n"
            "It lasted two hours.\n\nThe streets of Sfax were quiet.",
            "3 ديسمبر 2025 — ",
        ),
    ],
)
def test_news_of_a_country_need_not_name_it_beside_the_day_asked_for(
    ask_over: AskOver, question: str, told: str, opening: str
) -> None:
    abroad = "The Tunisian delegation has left Lisbon for home, the hotel said."
    drafts = [
        Draft("budget", told, source="Coast Radio", published="2025-12-03"),
        Draft("travel", abroad, source="Harbour Gazette", published="2025-12-02"),
    ]
    assert ask_over(drafts, question).text.startswith(opening)
